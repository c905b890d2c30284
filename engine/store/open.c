/* store/open.c: open the database, or refuse it, before anything is written.
 *
 * The warm path counts: it is part of every cold `ndrill grade`. So what can be set without SQL is, the
 * two header numbers are read once, and closing leaves the log where it is until it has grown: the next
 * open reads it back faster than two syncs here.                                                     */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/mem.h"
#include "store/store_int.h"

#define LOG_MAX_BYTES (256 * 1024)
#define BUSY_MS       5000
#define NSTEPS_MAX    64

/* --- where ------------------------------------------------------------------------------------ */

static err_code wanted_path(const char *path, buf *out, err *e) {
    const char *named = getenv("NDRILL_DB");
    if (!path && named && named[0]) path = named;
    if (path) {
        buf_puts(out, path);
    } else {
        err_code code = fs_data_dir(out, e);
        if (code != ERR_OK) return code;
        buf_puts(out, "/ndrill.db");
    }
    return buf_failed(out) ? err_set(e, ERR_MEMORY, "no memory for a path") : ERR_OK;
}

/* Links on the way to the folder are the owner's business; the file itself must be none. */
static err_code resolve_folder(buf *path, err *e) {
    char        real[PATH_MAX];
    const char *slash = strrchr(path->text, '/');
    buf         folder;
    err_code    code = ERR_OK;
    buf_init(&folder);
    buf_add(&folder, slash ? path->text : ".", slash ? (size_t)(slash - path->text) + (slash == path->text) : 1);
    if (buf_failed(&folder)) code = err_set(e, ERR_MEMORY, "no memory for a path");
    if (code == ERR_OK && !realpath(folder.text, real)) {
        code = errno == ENOENT ? fs_mkdirs(folder.text, e) : ERR_OK;
        if (code == ERR_OK && !realpath(folder.text, real))
            code = err_set(e, ERR_OS, "cannot open the folder %s: %s; name another file with NDRILL_DB", folder.text, strerror(errno));
    }
    if (code == ERR_OK) {
        buf_clear(&folder);
        buf_puts(&folder, strcmp(real, "/") == 0 ? "" : real);
        buf_putc(&folder, '/');
        buf_puts(&folder, slash ? slash + 1 : path->text);
        buf_clear(path);
        buf_puts(path, folder.text);
        if (buf_failed(path) || buf_failed(&folder)) code = err_set(e, ERR_MEMORY, "no memory for a path");
    }
    buf_free(&folder);
    return code;
}

/* The file is made here, empty, so that it is the owner's alone from its first moment. */
static err_code inspect_file(const char *path, err *e) {
    struct stat st;
    if (lstat(path, &st) != 0 && errno == ENOENT) {
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd >= 0) close(fd);
        else if (errno != EEXIST)
            return err_set(e, ERR_OS, "cannot create %s: %s; check the folder's permissions, or name another file with NDRILL_DB",
                           path, strerror(errno));
        if (lstat(path, &st) != 0) return err_set(e, ERR_OS, "cannot open %s: %s", path, strerror(errno));
    }
    if (S_ISLNK(st.st_mode))
        return err_set(e, ERR_OS, "%s is a symbolic link: name the file it points to with NDRILL_DB", path);
    if (!S_ISREG(st.st_mode)) return err_set(e, ERR_OS, "%s is not a file: name another with NDRILL_DB", path);
    return ERR_OK;
}

/* --- what is in it -------------------------------------------------------------------------------- */

static err_code set_up(store *s, err *e) {
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_busy_timeout(s->db, BUSY_MS);
    sqlite3_extended_result_codes(s->db, 1);
    /* With a write-ahead log a commit survives the program's death without a sync; a power cut may take the last
     * answers and leaves the file sound. A sync for each verdict would be most of its time. */
    return store_run(s,
                     "PRAGMA synchronous = NORMAL; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
#ifdef __APPLE__
                     "PRAGMA fullfsync = ON;"
#endif
                     ,
                     "open the database", e);
}

static err_code foreign(const store *s, err *e) {
    return err_set(e, ERR_DATABASE, "%s is a database of another program: name another file with NDRILL_DB", s->path);
}

static err_code newer(const store *s, int64_t version, int64_t known, err *e) {
    return err_set(e, ERR_DATABASE, "%s was written by a newer ndrill (version %lld, this one knows %lld): install that one, or name another file with NDRILL_DB",
                   s->path, (long long)version, (long long)known);
}

/* What a file says of itself. */
typedef struct marks {
    int64_t application, version, objects;
} marks;

/* The first two decide for a file of ours. The rest is read in one transaction with them: another program may be
 * making this very file. */
static err_code read_marks(store *s, marks *m, err *e) {
    static const char what[] = "open the database";
    err_code code = store_number(s, "PRAGMA application_id", what, &m->application, e);
    if (code == ERR_OK) code = store_number(s, "PRAGMA user_version", what, &m->version, e);
    if (code != ERR_OK || (m->application == STORE_APPLICATION_ID && m->version > 0)) return code;
    code = store_run(s, "BEGIN", what, e);
    if (code == ERR_OK) code = store_number(s, "SELECT count(*) FROM sqlite_schema", what, &m->objects, e);
    if (code == ERR_OK) code = store_number(s, "PRAGMA application_id", what, &m->application, e);
    if (code == ERR_OK) code = store_number(s, "PRAGMA user_version", what, &m->version, e);
    return store_end(s, code, what, e);
}

static err_code look_inside(store *s, err *e) {
    store_migration     room[NSTEPS_MAX];
    const store_schema *schema = store_schema_current(room, NSTEPS_MAX);
    marks               m = {0};
    err_code            code = read_marks(s, &m, e);
    if (code != ERR_OK) return code;
    if (m.application == 0 && m.version == 0 && m.objects == 0) return store_create(s, schema, e);
    if (m.application != STORE_APPLICATION_ID || m.version <= 0) return foreign(s, e);
    if (m.version > schema->nsteps) return newer(s, m.version, schema->nsteps, e);
    s->version = m.version;                      /* from here on the file may be written */
    return m.version < schema->nsteps ? store_migrate(s, schema, e) : ERR_OK;
}

/* --- open and close ----------------------------------------------------------------------------------- */

store *store_open(const char *path, err *e) {
    buf full;
    buf_init(&full);
    /* A page when it is needed, not a bulk of them at start. Refused once SQLite runs, which does no harm. */
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
    store   *s = NULL;
    err_code code = wanted_path(path, &full, e);
    if (code == ERR_OK) code = resolve_folder(&full, e);
    if (code == ERR_OK) code = inspect_file(full.text, e);
    if (code == ERR_OK && !(s = mem_zalloc(1, sizeof *s, e))) code = ERR_MEMORY;
    if (code == ERR_OK && !(s->path = mem_strdup(full.text, e))) code = ERR_MEMORY;
    if (code != ERR_OK) goto done;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
    if (sqlite3_open_v2(s->path, &s->db, flags, NULL) != SQLITE_OK) code = store_fail(s, e, "open the database");
    else code = set_up(s, e);
    if (code == ERR_OK) code = look_inside(s, e);
done:
    buf_free(&full);
    if (code != ERR_OK) {
        store_close(s);
        s = NULL;
    }
    return s;
}

static bool log_is_long(const store *s) {
    struct stat st;
    buf         path;
    buf_init(&path);
    buf_puts(&path, s->path);
    buf_puts(&path, "-wal");
    bool is_long = !buf_failed(&path) && stat(path.text, &st) == 0 && st.st_size > LOG_MAX_BYTES;
    buf_free(&path);
    return is_long;
}

void store_close(store *s) {
    if (!s) return;
    if (s->version > 0 && log_is_long(s)) {
        /* Others may be writing: then it is their turn another time. */
        sqlite3_busy_timeout(s->db, 0);
        sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
    sqlite3_close(s->db);
    mem_free(s->path);
    mem_free(s);
}

const char *store_path(const store *s) { return s->path; }
int64_t     store_schema_version(const store *s) { return s->version; }
