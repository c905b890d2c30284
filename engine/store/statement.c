/* store/statement.c: statements and transactions: bind in order, read in order, fail once.
 *
 * The first failure is kept and the calls after it do nothing, so that a query reads as
 * its happy path and is checked where it is closed.                                      */
#include <string.h>

#include "base/mem.h"
#include "store/store_int.h"

/* --- failures ------------------------------------------------------------------------------ */

static const char *remedy(int code) {
    switch (code & 0xff) {
    case SQLITE_FULL: return "; the disk is full: make room and try again";
    case SQLITE_BUSY: case SQLITE_LOCKED: return "; another program holds it: try again when that is done";
    case SQLITE_READONLY: case SQLITE_PERM: case SQLITE_AUTH:
        return "; it cannot be written: check who owns the file and its folder, or name another with NDRILL_DB";
    case SQLITE_CANTOPEN: return "; check that the folder can be written, or name another file with NDRILL_DB";
    case SQLITE_IOERR: return "; the disk fails or is gone: nothing was changed";
    case SQLITE_CORRUPT: case SQLITE_NOTADB:
        return "; move the file away (it is not deleted) and put a backup in its place, if there is one";
    default: return "";
    }
}

err_code store_fail(store *s, err *e, const char *what) {
    int code = sqlite3_extended_errcode(s->db);
    if ((code & 0xff) == SQLITE_NOMEM) return err_set(e, ERR_MEMORY, "no memory to %s", what);
    return err_set(e, ERR_DATABASE, "cannot %s: %s (%s)%s", what, sqlite3_errmsg(s->db), s->path, remedy(code));
}

/* --- statements ------------------------------------------------------------------------------ */

static void note(store_stmt *q, int code) {
    if (q->code == SQLITE_OK && code != SQLITE_OK) q->code = code;
}

void store_prepare(store_stmt *q, store *s, const char *sql) {
    memset(q, 0, sizeof *q);
    q->s = s;
    note(q, sqlite3_prepare_v3(s->db, sql, -1, 0, &q->sql, NULL));
}

void store_bind_int(store_stmt *q, int64_t value) {
    if (q->code == SQLITE_OK) note(q, sqlite3_bind_int64(q->sql, ++q->bound, value));
}

void store_bind_real(store_stmt *q, double value) {
    if (q->code == SQLITE_OK) note(q, sqlite3_bind_double(q->sql, ++q->bound, value));
}

void store_bind_text(store_stmt *q, const char *text) {
    if (q->code == SQLITE_OK) note(q, sqlite3_bind_text(q->sql, ++q->bound, text ? text : "", -1, SQLITE_STATIC));
}

void store_bind_blob(store_stmt *q, const void *bytes, size_t n) {
    if (q->code == SQLITE_OK) note(q, sqlite3_bind_blob64(q->sql, ++q->bound, n ? bytes : "", n, SQLITE_STATIC));
}

bool store_row(store_stmt *q) {
    if (q->code != SQLITE_OK) return false;
    q->read = 0;
    int code = sqlite3_step(q->sql);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) note(q, code);
    return false;
}

void store_again(store_stmt *q) {
    if (q->code != SQLITE_OK) return;
    note(q, sqlite3_reset(q->sql));
    q->bound = 0;
}

err_code store_finish(store_stmt *q, const char *what, err *e) {
    err_code code = ERR_OK;
    if (q->code == SQLITE_NOMEM) code = err_set(e, ERR_MEMORY, "no memory to %s", what);
    else if (q->code != SQLITE_OK) code = store_fail(q->s, e, what);
    sqlite3_finalize(q->sql);
    q->sql = NULL;
    return code;
}

int64_t store_get_int(store_stmt *q) { return sqlite3_column_int64(q->sql, q->read++); }

double store_get_real(store_stmt *q) { return sqlite3_column_double(q->sql, q->read++); }

const char *store_get_str(store_stmt *q) {
    const char *text = (const char *)sqlite3_column_text(q->sql, q->read++);
    return text ? text : "";
}

char *store_get_dup(store_stmt *q) {
    char *text = mem_strdup(store_get_str(q), NULL);
    if (!text) note(q, SQLITE_NOMEM);
    return text;
}

err_code store_run(store *s, const char *sql, const char *what, err *e) {
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ERR_OK : store_fail(s, e, what);
}

err_code store_number(store *s, const char *sql, const char *what, int64_t *value, err *e) {
    store_stmt q;
    store_prepare(&q, s, sql);
    *value = store_row(&q) ? store_get_int(&q) : 0;
    return store_finish(&q, what, e);
}

/* --- transactions ------------------------------------------------------------------------------ */

/* IMMEDIATE: a transaction that reads first and writes later loses against another writer, whatever the time-out. */
err_code store_begin(store *s, const char *what, err *e) { return store_run(s, "BEGIN IMMEDIATE", what, e); }

err_code store_end(store *s, err_code code, const char *what, err *e) {
    if (code == ERR_OK) code = store_run(s, "COMMIT", what, e);
    if (!sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return code;
}
