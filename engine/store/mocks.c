/* store/mocks.c: mock interviews: a row each, and what happened, event by event.
 *
 * An event is added with its number, and the number is the key: two programs that go on with the
 * same interview cannot both add the next one.                                                 */
#include "store/store_int.h"

#define WHAT "record the interview"

/* --- adding ------------------------------------------------------------------------------------------ */

static err_code insert_event(store *s, int64_t mock, const store_mock_event *event, err *e) {
    store_stmt q;
    store_prepare(&q, s, "INSERT INTO mock_event (mock, number, at_ms, kind, slot, value, text, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    store_bind_int(&q, mock);
    store_bind_int(&q, event->number);
    store_bind_int(&q, event->at_ms);
    store_bind_text(&q, event->kind);
    store_bind_int(&q, event->slot);
    store_bind_int(&q, event->value);
    store_bind_text(&q, event->text);
    store_bind_text(&q, event->digest);
    store_row(&q);
    bool taken = q.code == SQLITE_CONSTRAINT_PRIMARYKEY;
    err_code code = store_finish(&q, WHAT, e);
    if (taken) code = err_set(e, ERR_VALUE, "this interview went on in another window: leave this one");
    return code;
}

static err_code insert_mock(store *s, int64_t at_ms, int64_t *mock, err *e) {
    store_stmt q;
    store_prepare(&q, s, "INSERT INTO mock (at_ms) VALUES (?1)");
    store_bind_int(&q, at_ms);
    store_row(&q);
    err_code code = store_finish(&q, WHAT, e);
    if (code == ERR_OK) *mock = sqlite3_last_insert_rowid(s->db);
    return code;
}

static err_code insert_dealt(store *s, int64_t mock, size_t n, const char *const *id, err *e) {
    store_stmt q;
    store_prepare(&q, s, "INSERT INTO mock_question (mock, slot, question) SELECT ?1, ?2, key FROM question WHERE id = ?3");
    for (size_t i = 0; i < n; i++) {
        store_bind_int(&q, mock);
        store_bind_int(&q, (int64_t)i + 1);
        store_bind_text(&q, id[i]);
        store_row(&q);
        store_again(&q);
    }
    return store_finish(&q, WHAT, e);
}

/* An interview cannot be sat again: its events are synced, so that not even a power cut takes one that was shown. */
static err_code begin_synced(store *s, err *e) {
    err_code code = store_run(s, "PRAGMA synchronous = FULL", WHAT, e);
    return code == ERR_OK ? store_begin(s, WHAT, e) : code;
}

err_code store_mock_begin(store *s, const store_mock_event *first, size_t n, const char *const *id, int64_t *mock, err *e) {
    err_code code = begin_synced(s, e);
    if (code != ERR_OK) return code;
    code = insert_mock(s, first->at_ms, mock, e);
    if (code == ERR_OK) code = insert_event(s, *mock, first, e);
    if (code == ERR_OK) code = insert_dealt(s, *mock, n, id, e);
    return store_end(s, code, WHAT, e);
}

static err_code write_sum(store *s, int64_t mock, const store_mock *last, err *e) {
    store_stmt q;
    store_prepare(&q, s, "UPDATE mock SET ended_ms = ?2, points = ?3, most = ?4 WHERE key = ?1");
    store_bind_int(&q, mock);
    store_bind_int(&q, last->ended_ms);
    store_bind_int(&q, last->points);
    store_bind_int(&q, last->most);
    store_row(&q);
    return store_finish(&q, WHAT, e);
}

/* A commit that reported a failure may have reached the file all the same. */
static bool is_there(store *s, int64_t mock, const store_mock_event *event) {
    store_stmt q;
    store_prepare(&q, s, "SELECT 1 FROM mock_event WHERE mock = ?1 AND number = ?2 AND digest = ?3");
    store_bind_int(&q, mock);
    store_bind_int(&q, event->number);
    store_bind_text(&q, event->digest);
    bool found = store_row(&q);
    return store_finish(&q, WHAT, NULL) == ERR_OK && found;
}

err_code store_mock_add(store *s, int64_t mock, const store_mock_event *event, store_attempt *attempt, const store_mock *last, err *e) {
    err_code code = begin_synced(s, e);
    if (code != ERR_OK) return code;
    err_code added = insert_event(s, mock, event, e);
    if (added == ERR_OK && attempt) added = store_attempt_insert(s, attempt, e);
    if (added == ERR_OK && last) added = write_sum(s, mock, last, e);
    code = store_end(s, added, WHAT, e);
    if (code == ERR_OK || added != ERR_OK || !is_there(s, mock, event)) return code;
    err_clear(e);
    return ERR_OK;
}

/* --- looking back -------------------------------------------------------------------------------------- */

err_code store_mock_events(store *s, int64_t mock, bool (*each)(const store_mock_event *event, void *user), void *user, err *e) {
    store_stmt       q;
    store_mock_event event;
    store_prepare(&q, s, "SELECT number, at_ms, kind, slot, value, text, digest FROM mock_event WHERE mock = ?1 ORDER BY number");
    store_bind_int(&q, mock);
    while (store_row(&q)) {
        event.number = store_get_int(&q);
        event.at_ms = store_get_int(&q);
        event.kind = store_get_str(&q);
        event.slot = (int)store_get_int(&q);
        event.value = store_get_int(&q);
        event.text = store_get_str(&q);
        event.digest = store_get_str(&q);
        if (!each(&event, user)) break;
    }
    return store_finish(&q, "read the interview", e);
}

err_code store_mock_list(store *s, bool (*each)(const store_mock *m, void *user), void *user, err *e) {
    store_stmt q;
    store_mock m;
    store_prepare(&q, s, "SELECT key, at_ms, ended_ms, points, most FROM mock ORDER BY key");
    while (store_row(&q)) {
        m.id = store_get_int(&q);
        m.at_ms = store_get_int(&q);
        m.ended_ms = store_get_int(&q);
        m.points = store_get_int(&q);
        m.most = store_get_int(&q);
        if (!each(&m, user)) break;
    }
    return store_finish(&q, "list the interviews", e);
}

#define DEALT_SQL                                                                                               \
    "SELECT q.id, q.level, coalesce((SELECT max(m.mock) FROM mock_question m WHERE m.question = q.key), 0),"   \
    " coalesce((SELECT a.at FROM attempt a WHERE a.question = q.key ORDER BY a.key DESC LIMIT 1), 0)"          \
    " FROM question q JOIN pack p ON p.key = q.pack WHERE NOT q.retired AND q.id NOT LIKE '%+%' AND (?1 = '' OR p.name = ?1)" \
    " ORDER BY " STORE_LEVEL_ORDER

err_code store_mock_dealt(store *s, const char *pack, bool (*each)(const store_dealt *d, void *user), void *user, err *e) {
    store_stmt  q;
    store_dealt d;
    store_prepare(&q, s, DEALT_SQL);
    store_bind_text(&q, pack);
    while (store_row(&q)) {
        d.id = store_get_str(&q);
        d.level = store_get_str(&q);
        d.mock = store_get_int(&q);
        d.at = store_get_int(&q);
        if (!each(&d, user)) break;
    }
    return store_finish(&q, "look for questions", e);
}
