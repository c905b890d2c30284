/* Attempts are kept as they were given, and found again. */
#include "store_test.h"

#include "store/store_int.h"

static void add_full(store *s) {
    err           e = {0};
    store_attempt a = {.question = "coding-01", .answer = "arr[\xE2\x82\xAC]\nx", .verdict = "WRONG", .code = "E-SHAPE", .message = "shape",
                       .mode = "grade", .seed = 0xFFFFFFFFFFFFFFFEu, .hints = 2, .at = 1700000000, .spent_ms = 61000};
    assert_int_equal(store_attempt_add(s, &a, &e), 0);
    assert_true(a.id > 0);
}

static bool check_full(const store_attempt *a, void *user) {
    assert_string_equal(a->question, "coding-01");
    assert_string_equal(a->answer, "arr[\xE2\x82\xAC]\nx");
    assert_string_equal(a->verdict, "WRONG");
    assert_string_equal(a->code, "E-SHAPE");
    assert_string_equal(a->message, "shape");
    assert_string_equal(a->mode, "grade");
    assert_true(a->seed == 0xFFFFFFFFFFFFFFFEu);
    assert_int_equal(a->hints, 2);
    assert_int_equal(a->at, 1700000000);
    assert_int_equal(a->spent_ms, 61000);
    ++*(int *)user;
    return true;
}

static void every_field_comes_back_after_reopening(void **state) {
    (void)state;
    store *s = open_filled_db();
    add_full(s);
    store_close(s);
    s = open_test_db();
    err e = {0};
    int n = 0;
    assert_int_equal(store_history(s, "coding-01", 10, check_full, &n, &e), 0);
    assert_int_equal(n, 1);
    store_close(s);
}

typedef struct seen_ids {
    int     n, stop_after;
    int64_t at[8];
} seen_ids;

static bool note_time(const store_attempt *a, void *user) {
    seen_ids *ids = user;
    ids->at[ids->n++] = a->at;
    return ids->n != ids->stop_after;
}

static void history_is_newest_first_whatever_the_clock_says(void **state) {
    (void)state;
    store *s = open_filled_db();
    add_attempt_ok(s, "coding-01", "WRONG", 500);
    add_attempt_ok(s, "coding-02", "WRONG", 600);
    add_attempt_ok(s, "coding-01", "PASS", 400);
    seen_ids all = {0}, one = {0}, two = {0}, first = {.stop_after = 1};
    err      e = {0};
    assert_int_equal(store_history(s, NULL, 8, note_time, &all, &e), 0);
    assert_int_equal(all.n, 3);
    assert_int_equal(all.at[0], 400);
    assert_int_equal(all.at[2], 500);
    assert_int_equal(store_history(s, "CODING-01", 8, note_time, &one, &e), 0);
    assert_int_equal(one.n, 2);
    assert_int_equal(store_history(s, NULL, 2, note_time, &two, &e), 0);
    assert_int_equal(two.n, 2);
    assert_int_equal(store_history(s, NULL, 8, note_time, &first, &e), 0);
    assert_int_equal(first.n, 1);
    store_close(s);
}

static void an_unknown_question_or_verdict_is_refused_and_nothing_is_kept(void **state) {
    (void)state;
    store *s = open_filled_db();
    err    e = {0};
    assert_int_equal(add_attempt(s, "nothing", "PASS", "x", 1, &e), ERR_KEY);
    assert_non_null(strstr(e.text, "there is no question nothing"));
    assert_int_equal(add_attempt(s, "coding-01", "INTERNAL", "x", 1, &e), ERR_DATABASE);
    assert_int_equal(add_attempt(s, "coding-01", "PASS", "x", 1, &e), 0);
    store_close(s);
    assert_int_equal(ask("SELECT count(*) FROM attempt"), 1);
}

static void hints_and_solutions_are_counted_apart(void **state) {
    (void)state;
    store *s = open_filled_db();
    err    e = {0};
    for (int i = 0; i < 2; i++) assert_int_equal(store_seen_add(s, "coding-01", "hint", &e), 0);
    assert_int_equal(store_seen_add(s, "coding-01", "solution", &e), 0);
    assert_int_equal(store_seen_count(s, "coding-01", "hint"), 2);
    assert_int_equal(store_seen_count(s, "coding-01", "solution"), 1);
    assert_int_equal(store_seen_count(s, "coding-02", "hint"), 0);
    assert_int_equal(store_seen_add(s, "nothing", "hint", &e), ERR_KEY);
    assert_int_equal(store_seen_add(s, "coding-01", "gossip", &e), ERR_DATABASE);
    store_close(s);
}

/* The page limit stands for a full disk: what SQLite sees is the same. */
static void a_full_disk_is_said_and_later_answers_are_kept(void **state) {
    (void)state;
    store *s = open_filled_db();
    char  *big = mem_alloc(3 << 20, 1, NULL);
    memset(big, 'x', (3 << 20) - 1);
    big[(3 << 20) - 1] = '\0';
    err e = {0};
    sqlite3 *db = s->db;
    char    *why = NULL;
    assert_int_equal(sqlite3_exec(db, "PRAGMA max_page_count = 200", NULL, NULL, &why), SQLITE_OK);
    assert_int_equal(add_attempt(s, "coding-01", "PASS", big, 1, &e), ERR_DATABASE);
    assert_non_null(strstr(e.text, "make room and try again"));
    assert_int_equal(add_attempt(s, "coding-01", "PASS", "small", 2, &e), 0);
    mem_free(big);
    store_close(s);
    assert_int_equal(ask("SELECT count(*) FROM attempt WHERE answer = 'small'"), 1);
    assert_int_equal(ask("SELECT count(*) FROM attempt"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(every_field_comes_back_after_reopening),
        STORE_TEST(history_is_newest_first_whatever_the_clock_says),
        STORE_TEST(an_unknown_question_or_verdict_is_refused_and_nothing_is_kept),
        STORE_TEST(hints_and_solutions_are_counted_apart),
        STORE_TEST(a_full_disk_is_said_and_later_answers_are_kept),
    };
    return RUN_TESTS(tests);
}
