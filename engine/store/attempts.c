/* store/attempts.c: every graded answer, kept before its verdict is shown. */
#include <string.h>

#include "store/store_int.h"

#define WHAT "record the answer"

/* --- adding ------------------------------------------------------------------------------------------ */

err_code store_attempt_insert(store *s, store_attempt *a, err *e) {
    store_stmt q;
    store_prepare(&q, s,
              "INSERT INTO attempt (question, version, at, spent_ms, mode, verdict, code, hints, seed, message, answer)"
              " SELECT q.key, p.version, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10"
              " FROM question q JOIN pack p ON p.key = q.pack WHERE q.id = ?1");
    store_bind_text(&q, a->question);
    store_bind_int(&q, a->at);
    store_bind_int(&q, a->spent_ms);
    store_bind_text(&q, a->mode);
    store_bind_text(&q, a->verdict);
    store_bind_text(&q, a->code);
    store_bind_int(&q, a->hints);
    store_bind_int(&q, (int64_t)a->seed);
    store_bind_text(&q, a->message);
    store_bind_text(&q, a->answer);
    store_row(&q);
    err_code code = store_finish(&q, WHAT, e);
    if (code == ERR_OK && sqlite3_changes(s->db) != 1)
        code = err_set(e, ERR_KEY, "cannot " WHAT ": there is no question %s", a->question);
    if (code != ERR_OK) return code;
    a->id = sqlite3_last_insert_rowid(s->db);
    code = store_tally(s, a, e);
    if (code == ERR_OK && a->rating)
        code = store_review_insert(s, &(store_review){.question = a->question, .attempt = a->id, .at = a->at, .rating = a->rating}, e);
    return code;
}

/* A commit that reported a failure may have reached the file all the same. */
static bool is_there(store *s, const store_attempt *a) {
    store_stmt q;
    store_prepare(&q, s, "SELECT 1 FROM attempt t JOIN question q ON q.key = t.question"
                     " WHERE t.key = ?1 AND q.id = ?2 AND t.at = ?3 AND t.answer = ?4");
    store_bind_int(&q, a->id);
    store_bind_text(&q, a->question);
    store_bind_int(&q, a->at);
    store_bind_text(&q, a->answer);
    bool found = store_row(&q);
    return store_finish(&q, WHAT, NULL) == ERR_OK && found;
}

err_code store_attempt_add(store *s, store_attempt *a, err *e) {
    a->id = 0;
    err_code code = store_begin(s, WHAT, e);
    if (code != ERR_OK) return code;
    err_code inserted = store_attempt_insert(s, a, e);
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

static void read_attempt(store_stmt *q, store_attempt *a) {
    a->id = store_get_int(q);
    a->question = store_get_str(q);
    a->answer = store_get_str(q);
    a->verdict = store_get_str(q);
    a->code = store_get_str(q);
    a->message = store_get_str(q);
    a->mode = store_get_str(q);
    a->seed = (uint64_t)store_get_int(q);
    a->hints = (int)store_get_int(q);
    a->at = store_get_int(q);
    a->spent_ms = store_get_int(q);
}

#define HISTORY_SQL(where)                                                                                       \
    "SELECT a.key, q.id, a.answer, a.verdict, a.code, a.message, a.mode, a.seed, a.hints, a.at, a.spent_ms"      \
    " FROM attempt a JOIN question q ON q.key = a.question " where " ORDER BY a.key DESC LIMIT ?1"

err_code store_history(store *s, const char *question, int limit, bool (*each)(const store_attempt *a, void *user), void *user, err *e) {
    store_stmt          q;
    store_attempt a;
    store_prepare(&q, s, question ? HISTORY_SQL("WHERE a.question = (SELECT key FROM question WHERE id = ?2)") : HISTORY_SQL(""));
    store_bind_int(&q, limit);
    if (question) store_bind_text(&q, question);
    while (store_row(&q)) {
        read_attempt(&q, &a);
        if (!each(&a, user)) break;
    }
    return store_finish(&q, "read the answers so far", e);
}
