/* store/store_int.h: what the files of the store share. */
#ifndef NDRILL_STORE_STORE_INT_H
#define NDRILL_STORE_STORE_INT_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#include "store/store.h"

struct store {
    sqlite3 *db;
    char    *path;
    int64_t  version;
};

/* "cannot WHAT: what SQLite says (path); what to do". Returns ERR_DATABASE, or ERR_MEMORY. */
err_code store_fail(store *s, err *e, const char *what);

/* --- statements: every one is written in full, values are bound ------------------------------- */

typedef struct store_stmt {
    store        *s;
    sqlite3_stmt *sql;
    int           bound;         /* parameters so far */
    int           read;          /* columns so far */
    int           code;          /* first failure, SQLITE_OK for none */
} store_stmt;

void store_prepare(store_stmt *q, store *s, const char *sql);
void store_bind_int(store_stmt *q, int64_t value);
void store_bind_real(store_stmt *q, double value);
void store_bind_text(store_stmt *q, const char *text);        /* must live until the statement is closed or bound anew */
void store_bind_blob(store_stmt *q, const void *bytes, size_t n);
bool store_row(store_stmt *q);                           /* true: a row; false: done or failed */
void store_again(store_stmt *q);                         /* to bind and step once more */

/* Close. ERR_OK, or store_fail for the first failure of the whole life of the statement. */
err_code store_finish(store_stmt *q, const char *what, err *e) ERR_MUST_CHECK;

/* The next column of the row. stmt_str is valid until the next step; store_get_dup is the caller's, NULL without memory. */
int64_t     store_get_int(store_stmt *q);
double      store_get_real(store_stmt *q);
const char *store_get_str(store_stmt *q);
char       *store_get_dup(store_stmt *q);

/* Run one statement, or several, without values. */
err_code store_run(store *s, const char *sql, const char *what, err *e) ERR_MUST_CHECK;

/* One number from a statement without values. */
err_code store_number(store *s, const char *sql, const char *what, int64_t *value, err *e) ERR_MUST_CHECK;

/* --- transactions ---------------------------------------------------------------------------- */

err_code store_begin(store *s, const char *what, err *e) ERR_MUST_CHECK;

/* Commit when code is ERR_OK, else roll back; returns code, or what the commit came to. */
err_code store_end(store *s, err_code code, const char *what, err *e) ERR_MUST_CHECK;

/* --- what an attempt moves: called within its transaction ------------------------------------------ */

err_code store_tally(store *s, const store_attempt *a, err *e) ERR_MUST_CHECK;
err_code store_review_insert(store *s, store_review *r, err *e) ERR_MUST_CHECK;

/* The columns of a memory m, and those columns read, the last of a row. */
#define STORE_MEMORY_COLUMNS " m.state, m.step, m.stability, m.difficulty, m.last_at, m.due, m.reviews, m.lapses"
void store_read_memory(store_stmt *q, store_memory *m);

/* --- schema ------------------------------------------------------------------------------------- */

#define STORE_APPLICATION_ID 1852076652          /* "ndrl" */

/* The step from version number - 1 to number; its SQL ends with setting user_version. */
typedef struct store_migration {
    const char *name, *sql;
} store_migration;

/* A list of steps, in order from version 1; newest is what create makes at once. */
typedef struct store_schema {
    const char            *create;
    const store_migration *step;
    int64_t                nsteps;
} store_schema;

const store_schema *store_schema_current(store_migration room[], size_t nroom);

/* Bring an open, empty or older file up to date. */
err_code store_create(store *s, const store_schema *schema, err *e) ERR_MUST_CHECK;
err_code store_migrate(store *s, const store_schema *schema, err *e) ERR_MUST_CHECK;

/* --- attempts ------------------------------------------------------------------------------------ */

/* store_attempt_add inside a transaction of the caller's. */
err_code store_attempt_insert(store *s, store_attempt *a, err *e) ERR_MUST_CHECK;

/* --- parts of a question ---------------------------------------------------------------------------- */

const char *store_part_word(store_part_kind kind);
bool        store_part_kind_of(const char *word, store_part_kind *kind);

/* Level order of every list, written once; a follow-up behind its question. */
#define STORE_LEVEL_ORDER                                                                            \
    "CASE q.level WHEN 'beginner' THEN 1 WHEN 'intermediate' THEN 2 WHEN 'advanced' THEN 3 "         \
    "WHEN 'coding' THEN 4 WHEN 'data-science' THEN 5 ELSE 6 END, q.level, substr(q.id, 1, instr(q.id || '+', '+') - 1), q.short_id"

#endif
