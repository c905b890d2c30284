/* What a rated attempt does to what is remembered, in its own transaction; sums; what is due. */
#include "store_test.h"

#include <time.h>

#include "base/clock.h"
#include "base/fs.h"

#define NOW 1767603600                      /* 2026-01-05 09:00:00 UTC */
#define DAY 86400

static const int64_t now_ms = (int64_t)NOW * 1000;

static void rated(store *s, const char *question, const char *verdict, int rating, int64_t at) {
    err           e = {0};
    store_attempt a = {.question = question, .answer = "x", .verdict = verdict, .code = "", .message = "", .mode = "practice",
                       .at = at, .spent_ms = 30000, .rating = rating};
    if (store_attempt_add(s, &a, &e) != ERR_OK) fail_msg("%s", e.text);
}

static store_memory memory_of(store *s, const char *question) {
    store_memory m;
    assert_int_equal(store_memory_of(s, question, &m, NULL), 0);
    return m;
}

static bool keep_concept(const store_known *k, void *user) {
    if (strcmp(k->name, "mask") == 0) *(store_memory *)user = k->memory;
    return true;
}

static store_memory mask_memory(store *s) {
    store_memory m = {0};
    assert_int_equal(store_known_concepts(s, keep_concept, &m, NULL), 0);
    return m;
}

static void a_rated_attempt_moves_its_question_and_its_concept(void **state) {
    (void)state;
    store       *s = open_filled_db();
    store_memory want = {0};
    store_fsrs_review(&want, 3, NOW);
    rated(s, "coding-01", "PASS", 3, NOW);
    store_memory m = memory_of(s, "coding-01"), c = mask_memory(s);
    assert_memory_equal(&m, &want, sizeof m);
    assert_memory_equal(&c, &want, sizeof c);
    assert_int_equal(ask("SELECT attempt FROM review"), ask("SELECT key FROM attempt"));
    /* Another question of the concept moves the concept, and itself for the first time. */
    rated(s, "coding-02", "PASS", 1, NOW + 3 * DAY);
    store_fsrs_review(&want, 1, NOW + 3 * DAY);
    c = mask_memory(s);
    assert_memory_equal(&c, &want, sizeof c);
    assert_int_equal(memory_of(s, "coding-02").reviews, 1);
    assert_int_equal(memory_of(s, "coding-01").reviews, 1);
    store_close(s);
}

static void an_attempt_without_a_rating_moves_nothing(void **state) {
    (void)state;
    store *s = open_filled_db();
    rated(s, "coding-01", "WRONG", 0, NOW);
    assert_int_equal(memory_of(s, "coding-01").state, STORE_NEW);
    assert_int_equal(ask("SELECT count(*) FROM review"), 0);
    store_close(s);
}

static void what_cannot_be_remembered_is_no_attempt_either(void **state) {
    (void)state;
    store *s = open_filled_db();
    run_sql(test_db, "DROP TABLE memory");
    err           e = {0};
    store_attempt a = {.question = "coding-01", .answer = "x", .verdict = "PASS", .code = "", .message = "", .mode = "practice", .at = NOW, .rating = 3};
    assert_int_equal(store_attempt_add(s, &a, &e), ERR_DATABASE);
    store_close(s);
    assert_int_equal(ask("SELECT (SELECT count(*) FROM attempt) + (SELECT count(*) FROM review) + (SELECT count(*) FROM tally) + (SELECT count(*) FROM day)"), 0);
}

static void a_corrected_rating_is_as_if_it_had_been_given_at_once(void **state) {
    (void)state;
    store       *s = open_filled_db();
    store_memory want = {0}, concept;
    rated(s, "coding-01", "PASS", 3, NOW);
    rated(s, "coding-01", "PASS", 2, NOW + 5 * DAY);
    assert_int_equal(store_review_change(s, "coding-01", 4, NULL), 0);
    store_fsrs_review(&want, 3, NOW);
    store_fsrs_review(&want, 4, NOW + 5 * DAY);
    store_memory m = memory_of(s, "coding-01");
    concept = mask_memory(s);
    assert_memory_equal(&m, &want, sizeof m);
    assert_memory_equal(&concept, &want, sizeof m);
    err e = {0};
    assert_int_equal(store_review_change(s, "coding-02", 4, &e), ERR_KEY);
    store_close(s);
}

static void giving_up_is_a_review_without_an_attempt(void **state) {
    (void)state;
    store *s = open_filled_db();
    assert_int_equal(store_review_add(s, &(store_review){.question = "coding-01", .at = NOW, .rating = 1}, NULL), 0);
    assert_int_equal(memory_of(s, "coding-01").due, NOW + 60);
    assert_int_equal(ask("SELECT attempt IS NULL FROM review"), 1);
    err e = {0};
    assert_int_equal(store_review_add(s, &(store_review){.question = "none", .at = NOW, .rating = 1}, &e), ERR_KEY);
    store_close(s);
}

static void expect_next(store *s, bool due_only, const char *after, const char *want) {
    char id[48];
    assert_int_equal(store_next(s, "", after, due_only, id, NULL), 0);
    assert_string_equal(id, want);
}

/* All questions of the test pack have the one concept. */
static void what_is_due_comes_first_then_its_concept(void **state) {
    (void)state;
    store           *s = open_filled_db();
    volatile int64_t clock = now_ms;
    clock_inject(&clock);
    rated(s, "coding-02", "PASS", 4, NOW);
    expect_next(s, false, "", "beginner-01");
    expect_next(s, true, "", "");
    clock += (int64_t)40 * DAY * 1000;
    expect_next(s, false, "", "coding-02");
    expect_next(s, true, "", "coding-02");
    expect_next(s, true, "coding-02", "beginner-01");
    rated(s, "beginner-01", "PASS", 4, clock / 1000);
    expect_next(s, true, "beginner-01", "coding-02");
    rated(s, "coding-02", "PASS", 4, clock / 1000);
    expect_next(s, true, "", "");
    clock_inject(NULL);
    store_close(s);
}

static void what_was_left_unfinished_is_known(void **state) {
    (void)state;
    store *s = open_filled_db();
    char   id[48];
    assert_int_equal(store_unfinished(s, id, NULL), 0);
    assert_string_equal(id, "");
    rated(s, "coding-02", "WRONG", 0, NOW);
    assert_int_equal(store_unfinished(s, id, NULL), 0);
    assert_string_equal(id, "coding-02");
    assert_int_equal(store_review_add(s, &(store_review){.question = "coding-02", .at = NOW + 5, .rating = 1}, NULL), 0);
    assert_int_equal(store_unfinished(s, id, NULL), 0);
    assert_string_equal(id, "");
    rated(s, "coding-02", "WRONG", 0, NOW + 9);
    rated(s, "coding-02", "PASS", 1, NOW + 10);
    assert_int_equal(store_unfinished(s, id, NULL), 0);
    assert_string_equal(id, "");
    store_close(s);
}

static bool keep_line(const store_line *l, void *user) {
    if (strcmp(l->id, "coding-01") == 0) *(store_line *)user = *l;
    return true;
}

static bool sum_days(int64_t day, int64_t attempts, int64_t passes, void *user) {
    int64_t *sum = user;
    sum[0]++;
    sum[1] += attempts;
    sum[2] += passes;
    sum[3] = day;
    return true;
}

static void sums_are_those_of_the_attempts(void **state) {
    (void)state;
    store     *s = open_filled_db();
    store_line l = {0};
    int64_t    sum[4] = {0};
    setenv("TZ", "UTC", 1);
    tzset();
    rated(s, "coding-01", "WRONG", 0, NOW);
    rated(s, "coding-01", "PASS", 3, NOW + 10);
    rated(s, "coding-01", "PASS", 3, NOW + 2 * DAY);
    rated(s, "coding-01", "TIME", 0, NOW + 2 * DAY + 1);
    assert_int_equal(store_list(s, "", keep_line, &l, NULL), 0);
    assert_int_equal(l.attempts, 4);
    assert_int_equal(l.passes, 2);
    assert_int_equal(l.last_at, NOW + 2 * DAY + 1);
    assert_int_equal(l.pass_at, NOW + 2 * DAY);
    assert_false(l.last_ok);
    assert_int_equal(l.timed, 2);
    assert_int_equal(l.pass_ms, 60000);
    assert_int_equal(l.best_ms, 30000);
    assert_int_equal(l.memory.reviews, 2);
    assert_int_equal(store_days(s, 0, sum_days, sum, NULL), 0);
    assert_int_equal(sum[0], 2);
    assert_int_equal(sum[1], 4);
    assert_int_equal(sum[2], 2);
    assert_int_equal(sum[3], (NOW + 2 * DAY) / DAY);
    store_close(s);
}

/* The day ends at midnight where the learner is. */
static void a_day_is_the_learners_own(void **state) {
    (void)state;
    setenv("TZ", "XXX-10", 1);
    tzset();
    assert_int_equal(store_day_of(NOW), NOW / DAY);
    assert_int_equal(store_day_of(NOW + 6 * 3600), NOW / DAY + 1);
    setenv("TZ", "UTC", 1);
    tzset();
    assert_int_equal(store_day_of(NOW + 6 * 3600), NOW / DAY);
}

static void run_file(const char *path) {
    err e = {0};
    buf sql;
    buf_init(&sql);
    assert_int_equal(fs_read(path, 1 << 20, &sql, &e), 0);
    run_sql(test_db, sql.text);
    buf_free(&sql);
}

/* A file from before there were sums. */
static void sums_of_an_older_file_are_made_once(void **state) {
    (void)state;
    setenv("TZ", "XXX-10", 1);
    tzset();
    run_file("db/migrations/0001-start.sql");
    run_file("db/migrations/0002-mock.sql");
    run_file("db/migrations/0003-kinds-of-parts.sql");
    run_sql(test_db, "INSERT INTO pack VALUES (1, 'test', '1.0', 'T', 'd', 0);"
                     "INSERT INTO question VALUES (7, 1, 'coding-01', 'C1', 0, 'T', 'coding', 'code', '', '', '', '', '', 'mask', '', '', 0, 0, 5);"
                     "INSERT INTO attempt VALUES (1, 7, '1.0', 1767603600, 9000, 'practice', 'PASS', '', 0, 0, '', 'a');"
                     "INSERT INTO attempt VALUES (2, 7, '1.0', 1767625200, 8000, 'grade', 'PASS', '', 0, 0, '', 'a');"
                     "INSERT INTO attempt VALUES (3, 7, '1.0', 1767625201, 0, 'practice', 'WRONG', '', 0, 0, '', 'b')");
    store     *s = open_test_db();
    store_line l = {0};
    int64_t    sum[4] = {0};
    assert_int_equal(store_list(s, "", keep_line, &l, NULL), 0);
    assert_int_equal(l.attempts, 3);
    assert_int_equal(l.passes, 2);
    assert_int_equal(l.pass_at, 1767625200);
    assert_int_equal(l.best_ms, 9000);
    assert_int_equal(l.timed, 1);
    assert_false(l.last_ok);
    assert_int_equal(store_days(s, 0, sum_days, sum, NULL), 0);
    assert_int_equal(sum[0], 2);
    assert_int_equal(sum[3], store_day_of(1767625200));
    store_close(s);
    setenv("TZ", "UTC", 1);
    tzset();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(a_rated_attempt_moves_its_question_and_its_concept), STORE_TEST(an_attempt_without_a_rating_moves_nothing),
        STORE_TEST(what_cannot_be_remembered_is_no_attempt_either), STORE_TEST(a_corrected_rating_is_as_if_it_had_been_given_at_once),
        STORE_TEST(giving_up_is_a_review_without_an_attempt), STORE_TEST(what_is_due_comes_first_then_its_concept),
        STORE_TEST(what_was_left_unfinished_is_known), STORE_TEST(sums_are_those_of_the_attempts), STORE_TEST(a_day_is_the_learners_own),
        STORE_TEST(sums_of_an_older_file_are_made_once),
    };
    return RUN_TESTS(tests);
}
