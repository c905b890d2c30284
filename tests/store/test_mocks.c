/* Events of an interview: numbered once, all or nothing with what belongs to them. */
#include "store_test.h"

#define DIGEST "0123456789012345678901234567890123456789012345678901234567890123"

static store_mock_event event(int64_t number, const char *kind) {
    return (store_mock_event){.number = number, .at_ms = 5000, .kind = kind, .text = "", .digest = DIGEST};
}

static int64_t begin(store *s) {
    err               e = {0};
    int64_t           id = 0;
    const char *const ids[] = {"coding-01", "beginner-01"};
    store_mock_event  first = event(1, "plan");
    if (store_mock_begin(s, &first, 2, ids, &id, &e) != ERR_OK) fail_msg("%s", e.text);
    return id;
}

static void a_number_is_taken_once(void **state) {
    (void)state;
    store           *s = open_filled_db();
    err              e = {0};
    int64_t          id = begin(s);
    store_mock_event second = event(2, "start");
    assert_int_equal(store_mock_add(s, id, &second, NULL, NULL, &e), 0);
    assert_int_equal(store_mock_add(s, id, &second, NULL, NULL, &e), ERR_VALUE);
    assert_non_null(strstr(e.text, "another window"));
    store_close(s);
    assert_int_equal(ask("SELECT count(*) FROM mock_event"), 2);
}

static void an_event_and_its_attempt_are_there_together_or_not_at_all(void **state) {
    (void)state;
    store           *s = open_filled_db();
    err              e = {0};
    int64_t          id = begin(s);
    store_attempt    a = {.question = "nowhere", .answer = "x", .verdict = "PASS", .code = "", .message = "", .mode = "mock", .at = 5};
    store_mock_event second = event(2, "verdict");
    assert_int_equal(store_mock_add(s, id, &second, &a, NULL, &e), ERR_KEY);
    assert_int_equal(ask("SELECT count(*) FROM mock_event"), 1);
    a.question = "coding-01";
    assert_int_equal(store_mock_add(s, id, &second, &a, NULL, &e), 0);
    store_close(s);
    assert_int_equal(ask("SELECT count(*) FROM mock_event"), 2);
    assert_int_equal(ask("SELECT count(*) FROM attempt WHERE mode = 'mock'"), 1);
}

static bool keep(const store_mock *m, void *user) {
    *(store_mock *)user = *m;
    return true;
}

static void the_last_event_writes_the_sum(void **state) {
    (void)state;
    store           *s = open_filled_db();
    err              e = {0};
    int64_t          id = begin(s);
    store_mock       sum = {.ended_ms = 9000, .points = 18, .most = 20}, read = {0};
    store_mock_event last = event(2, "end");
    assert_int_equal(store_mock_add(s, id, &last, NULL, &sum, &e), 0);
    assert_int_equal(store_mock_list(s, keep, &read, &e), 0);
    assert_int_equal(read.id, id);
    assert_int_equal(read.at_ms, 5000);
    assert_int_equal(read.ended_ms, 9000);
    assert_int_equal(read.points, 18);
    store_close(s);
}

static bool note(const store_dealt *d, void *user) {
    if (strcmp(d->id, "coding-01") == 0) *(int64_t *)user = d->mock;
    return true;
}

static void what_was_dealt_is_known_to_the_next(void **state) {
    (void)state;
    store  *s = open_filled_db();
    err     e = {0};
    int64_t dealt = -1, id;
    assert_int_equal(store_mock_dealt(s, "", note, &dealt, &e), 0);
    assert_int_equal(dealt, 0);
    id = begin(s);
    assert_int_equal(store_mock_dealt(s, "test", note, &dealt, &e), 0);
    assert_int_equal(dealt, id);
    dealt = -1;
    assert_int_equal(store_mock_dealt(s, "other", note, &dealt, &e), 0);
    assert_int_equal(dealt, -1);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(a_number_is_taken_once), STORE_TEST(an_event_and_its_attempt_are_there_together_or_not_at_all),
        STORE_TEST(the_last_event_writes_the_sum), STORE_TEST(what_was_dealt_is_known_to_the_next),
    };
    return RUN_TESTS(tests);
}
