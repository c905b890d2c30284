/* store/seen.c: which hints and solutions the learner has looked at. */

#include "base/clock.h"
#include "store/store_int.h"

#define WHAT "record what was seen"

static err_code insert(store *s, const char *question, const char *what, err *e) {
    store_stmt q;
    store_prepare(&q, s, "INSERT INTO seen (question, what, at) SELECT key, ?2, ?3 FROM question WHERE id = ?1");
    store_bind_text(&q, question);
    store_bind_text(&q, what);
    store_bind_int(&q, clock_seconds());
    store_row(&q);
    err_code code = store_finish(&q, WHAT, e);
    if (code == ERR_OK && sqlite3_changes(s->db) != 1)
        code = err_set(e, ERR_KEY, "cannot " WHAT ": there is no question %s", question);
    return code;
}

err_code store_seen_add(store *s, const char *question, const char *what, err *e) {
    err_code code = store_begin(s, WHAT, e);
    return code == ERR_OK ? store_end(s, insert(s, question, what, e), WHAT, e) : code;
}

int64_t store_seen_count(store *s, const char *question, const char *what) {
    store_stmt q;
    store_prepare(&q, s, "SELECT count(*) FROM seen WHERE question = (SELECT key FROM question WHERE id = ?1) AND what = ?2");
    store_bind_text(&q, question);
    store_bind_text(&q, what);
    int64_t n = store_row(&q) ? store_get_int(&q) : 0;
    return store_finish(&q, "read what was seen", NULL) == ERR_OK ? n : 0;
}
