/* store/attempts.c: every graded answer, kept before its verdict is shown. */
#include <string.h>

#include "store/store_int.h"

#define WHAT "record the answer"

/* --- adding ------------------------------------------------------------------------------------------ */

static err_code insert(store *s, store_attempt *a, err *e) {
    stmt q;
    stmt_open(&q, s,
              "INSERT INTO attempt (question, version, at, spent_ms, mode, verdict, code, hints, seed, message, answer)"
              " SELECT q.key, p.version, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10"
              " FROM question q JOIN pack p ON p.key = q.pack WHERE q.id = ?1");
    stmt_text(&q, a->question);
    stmt_int(&q, a->at);
    stmt_int(&q, a->spent_ms);
    stmt_text(&q, a->mode);
    stmt_text(&q, a->verdict);
    stmt_text(&q, a->code);
    stmt_int(&q, a->hints);
    stmt_int(&q, (int64_t)a->seed);
    stmt_text(&q, a->message);
    stmt_text(&q, a->answer);
    stmt_row(&q);
    err_code code = stmt_close(&q, WHAT, e);
    if (code == ERR_OK && sqlite3_changes(s->db) != 1)
        code = err_set(e, ERR_KEY, "cannot " WHAT ": there is no question %s", a->question);
    if (code == ERR_OK) a->id = sqlite3_last_insert_rowid(s->db);
    return code;
}

/* A commit that reported a failure may have reached the file all the same. */
static bool is_there(store *s, const store_attempt *a) {
    stmt q;
    stmt_open(&q, s, "SELECT 1 FROM attempt t JOIN question q ON q.key = t.question"
                     " WHERE t.key = ?1 AND q.id = ?2 AND t.at = ?3 AND t.answer = ?4");
    stmt_int(&q, a->id);
    stmt_text(&q, a->question);
    stmt_int(&q, a->at);
    stmt_text(&q, a->answer);
    bool found = stmt_row(&q);
    return stmt_close(&q, WHAT, NULL) == ERR_OK && found;
}

err_code store_attempt_add(store *s, store_attempt *a, err *e) {
    a->id = 0;
    err_code code = store_begin(s, WHAT, e);
    if (code != ERR_OK) return code;
    err_code inserted = insert(s, a, e);
    code = store_end(s, inserted, WHAT, e);
    if (code == ERR_OK) return ERR_OK;
    if (inserted == ERR_OK && is_there(s, a)) {
        err_clear(e);
        return ERR_OK;
    }
    a->id = 0;
    return code;
}

/* --- looking back -------------------------------------------------------------------------------------- */

static void read_attempt(stmt *q, store_attempt *a) {
    a->id = stmt_get_int(q);
    a->question = stmt_get_str(q);
    a->answer = stmt_get_str(q);
    a->verdict = stmt_get_str(q);
    a->code = stmt_get_str(q);
    a->message = stmt_get_str(q);
    a->mode = stmt_get_str(q);
    a->seed = (uint64_t)stmt_get_int(q);
    a->hints = (int)stmt_get_int(q);
    a->at = stmt_get_int(q);
    a->spent_ms = stmt_get_int(q);
}

#define HISTORY_SQL(where)                                                                                       \
    "SELECT a.key, q.id, a.answer, a.verdict, a.code, a.message, a.mode, a.seed, a.hints, a.at, a.spent_ms"      \
    " FROM attempt a JOIN question q ON q.key = a.question " where " ORDER BY a.key DESC LIMIT ?1"

err_code store_history(store *s, const char *question, int limit, bool (*each)(const store_attempt *a, void *user), void *user, err *e) {
    stmt          q;
    store_attempt a;
    stmt_open(&q, s, question ? HISTORY_SQL("WHERE a.question = (SELECT key FROM question WHERE id = ?2)") : HISTORY_SQL(""));
    stmt_int(&q, limit);
    if (question) stmt_text(&q, question);
    while (stmt_row(&q)) {
        read_attempt(&q, &a);
        if (!each(&a, user)) break;
    }
    return stmt_close(&q, "read the answers so far", e);
}
