/* Which question comes next. */
#include "store_test.h"

static void expect_next(store *s, const char *level, const char *after, const char *want) {
    char id[48];
    err  e = {0};
    assert_int_equal(store_next(s, level, after, false, id, &e), 0);
    assert_string_equal(id, want);
}

static void the_first_never_tried_comes_first(void **state) {
    (void)state;
    store *s = open_filled_db();
    expect_next(s, "", "", "beginner-01");
    expect_next(s, "coding", "", "coding-01");
    expect_next(s, "", "beginner-01", "coding-01");
    add_attempt_ok(s, "beginner-01", "PASS", 100);
    expect_next(s, "", "", "coding-01");
    store_close(s);
}

static void moving_on_without_an_answer_goes_round(void **state) {
    (void)state;
    store *s = open_filled_db();
    expect_next(s, "", "coding-01", "coding-02");
    expect_next(s, "", "coding-02", "zebra-01");
    expect_next(s, "", "zebra-01", "beginner-01");
    store_close(s);
}

static void after_the_new_ones_come_the_tried_the_longest_ago_first(void **state) {
    (void)state;
    store *s = open_filled_db();
    add_attempt_ok(s, "beginner-01", "WRONG", 300);
    add_attempt_ok(s, "coding-01", "PASS", 50);
    add_attempt_ok(s, "coding-02", "WRONG", 200);
    expect_next(s, "", "", "zebra-01");
    add_attempt_ok(s, "zebra-01", "TIME", 250);
    expect_next(s, "", "", "coding-02");
    expect_next(s, "", "coding-02", "zebra-01");
    store_close(s);
}

static void then_the_one_passed_longest_ago(void **state) {
    (void)state;
    store *s = open_filled_db();
    add_attempt_ok(s, "beginner-01", "PASS", 300);
    add_attempt_ok(s, "coding-01", "PASS", 400);
    add_attempt_ok(s, "coding-02", "PASS", 200);
    add_attempt_ok(s, "coding-02", "WRONG", 900);
    add_attempt_ok(s, "zebra-01", "PASS", 250);
    expect_next(s, "", "", "coding-02");
    expect_next(s, "", "coding-02", "zebra-01");
    store_close(s);
}

static void the_same_again_only_when_there_is_no_other(void **state) {
    (void)state;
    store *s = open_filled_db();
    expect_next(s, "zebra", "zebra-01", "zebra-01");
    expect_next(s, "advanced", "", "");
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(the_first_never_tried_comes_first),
        STORE_TEST(moving_on_without_an_answer_goes_round),
        STORE_TEST(after_the_new_ones_come_the_tried_the_longest_ago_first),
        STORE_TEST(then_the_one_passed_longest_ago),
        STORE_TEST(the_same_again_only_when_there_is_no_other),
    };
    return RUN_TESTS(tests);
}
