/* store/migrate.c: from an empty or older file to this program's schema.
 *
 * A new file gets db/schema.sql at once. An older one is copied beside itself, checked, and then taken
 * through db/migrations one version a transaction; each sets user_version in the transaction it belongs to. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "schema_sql.h"
#include "store/store_int.h"

#define NMIGRATIONS (sizeof migration_sql / sizeof *migration_sql)

const store_schema *store_schema_current(store_migration room[], size_t nroom) {
    static store_schema schema;
    size_t              n = NMIGRATIONS < nroom ? NMIGRATIONS : nroom;
    for (size_t i = 0; i < n; i++) room[i] = (store_migration){migration_sql[i].name, migration_sql[i].text};
    schema = (store_schema){schema_sql[0].text, room, (int64_t)n};
    return &schema;
}

static err_code read_version(store *s, err *e) {
    return store_number(s, "PRAGMA user_version", "read the version of the database", &s->version, e);
}

/* Until the folder entries of the first journal are sure to be gone, a commit needs EXTRA: FULL alone may lose it
 * to a journal that comes back after a power cut. */
static err_code write_carefully(store *s, bool careful, err *e) {
    return store_run(s, careful ? "PRAGMA synchronous = EXTRA" : "PRAGMA synchronous = FULL", "set up the database", e);
}

/* --- a new file -------------------------------------------------------------------------------- */

/* Several programs may start on a new file at once: whoever is second finds it made. */
static err_code make_tables(store *s, const store_schema *schema, err *e) {
    err_code code = store_begin(s, "create the database", e);
    if (code != ERR_OK) return code;
    code = read_version(s, e);
    if (code == ERR_OK && s->version == 0) code = store_run(s, schema->create, "create the tables", e);
    return store_end(s, code, "create the database", e);
}

static err_code enter_wal(store *s, err *e) {
    /* The switch does not wait for others by itself. A file system without shared memory stays with a journal,
     * which is as safe and a little slower. */
    for (int tries = 0; tries < 500; tries++) {
        int code = sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (code == SQLITE_OK) return ERR_OK;
        if ((code & 0xff) != SQLITE_BUSY) break;
        usleep(10000);
    }
    return store_fail(s, e, "create the database");
}

err_code store_create(store *s, const store_schema *schema, err *e) {
    err_code code = write_carefully(s, true, e);
    if (code == ERR_OK) code = enter_wal(s, e);
    if (code == ERR_OK) code = make_tables(s, schema, e);
    if (code == ERR_OK) code = read_version(s, e);
    if (code == ERR_OK) code = write_carefully(s, false, e);
    return code;
}

/* --- the copy before a migration ------------------------------------------------------------------ */

static err_code check_copy(const char *path, err *e) {
    store    copy = {.path = (char *)(uintptr_t)path};
    store_stmt     q;
    bool     sound = false;
    err_code code;
    if (sqlite3_open_v2(path, &copy.db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        code = store_fail(&copy, e, "open the backup");
    } else {
        store_prepare(&q, &copy, "PRAGMA integrity_check(1)");
        sound = store_row(&q) && strcmp(store_get_str(&q), "ok") == 0;
        code = store_finish(&q, "check the backup", e);
    }
    if (code == ERR_OK && !sound)
        code = err_set(e, ERR_DATABASE, "the database is damaged (%s): restore a backup, or move the file away", path);
    sqlite3_close(copy.db);
    return code;
}

static bool sync_path(const char *path) {
    int  fd = open(path, O_RDONLY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return done;
}

static err_code copy_into(store *s, const char *tmp, err *e) {
    unlink(tmp);
    int fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return err_set(e, ERR_OS, "cannot write the backup %s: %s", tmp, strerror(errno));
    close(fd);
    store_stmt q;
    store_prepare(&q, s, "VACUUM INTO ?1");
    store_bind_text(&q, tmp);
    store_row(&q);
    return store_finish(&q, "copy the database before bringing it up to date", e);
}

/* ndrill.db.v1.bak beside ndrill.db, when it is whole and on disk. */
static err_code back_up(store *s, err *e) {
    buf tmp, final;
    buf_init(&tmp);
    buf_init(&final);
    buf_printf(&final, "%s.v%lld.bak", s->path, (long long)s->version);
    buf_printf(&tmp, "%s.%ld.tmp", final.text, (long)getpid());
    err_code code = buf_failed(&tmp) || buf_failed(&final) ? err_set(e, ERR_MEMORY, "no memory for a path") : ERR_OK;
    if (code == ERR_OK) code = copy_into(s, tmp.text, e);
    if (code == ERR_OK) code = check_copy(tmp.text, e);
    if (code == ERR_OK && (!sync_path(tmp.text) || rename(tmp.text, final.text) != 0))
        code = err_set(e, ERR_OS, "cannot write the backup %s: %s", final.text, strerror(errno));
    if (code != ERR_OK) unlink(tmp.text);
    char *slash = code == ERR_OK ? strrchr(final.text, '/') : NULL;
    if (slash) {
        *slash = '\0';
        sync_path(final.text);
    }
    buf_free(&tmp);
    buf_free(&final);
    return code;
}

/* --- an older file --------------------------------------------------------------------------------- */

static err_code check_references(store *s, err *e) {
    store_stmt q;
    store_prepare(&q, s, "PRAGMA foreign_key_check");
    bool     broken = store_row(&q);
    err_code code = store_finish(&q, "check the database", e);
    if (code == ERR_OK && broken)
        code = err_set(e, ERR_DATABASE, "bringing %s up to date would break it: nothing was changed", s->path);
    return code;
}

static err_code take_step(store *s, const store_migration *step, int64_t to, err *e) {
    err_code code = store_begin(s, "bring the database up to date", e);
    if (code != ERR_OK) return code;
    code = read_version(s, e);
    bool mine = code == ERR_OK && s->version == to - 1;      /* else another program was here first */
    if (mine) code = store_run(s, step->sql, step->name, e);
    if (mine && code == ERR_OK) code = read_version(s, e);
    if (mine && code == ERR_OK && s->version != to)
        code = err_set(e, ERR_INTERNAL, "%s leaves version %lld", step->name, (long long)s->version);
    if (mine && code == ERR_OK) code = check_references(s, e);
    return store_end(s, code, "bring the database up to date", e);
}

err_code store_migrate(store *s, const store_schema *schema, err *e) {
    err_code code = back_up(s, e);
    if (code == ERR_OK) code = write_carefully(s, true, e);
    /* A step may replace a table that others point at; what it leaves is checked instead. */
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    while (code == ERR_OK && s->version < schema->nsteps)
        code = take_step(s, &schema->step[s->version], s->version + 1, e);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    if (code == ERR_OK) code = write_carefully(s, false, e);
    return code;
}
