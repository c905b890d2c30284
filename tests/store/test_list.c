/* The list: its order, how the learner stands. */
#include "store_test.h"

typedef struct lines {
    int        n, stop_after;
    store_line line[8];
} lines;

static bool keep(const store_line *l, void *user) {
    lines *all = user;
    all->line[all->n++] = *l;
    return all->n != all->stop_after;
}

static void levels_come_in_their_order_and_others_last(void **state) {
    (void)state;
    store *s = open_filled_db();
    lines  all = {0};
    err    e = {0};
    assert_int_equal(store_list(s, NULL, keep, &all, &e), 0);
    assert_int_equal(all.n, 4);
    static const char *const order[] = {"beginner-01", "coding-01", "coding-02", "zebra-01"};
    for (int i = 0; i < 4; i++) assert_string_equal(all.line[i].id, order[i]);
    assert_string_equal(all.line[1].short_id, "C1");
    assert_string_equal(all.line[1].title, "A title");
    assert_string_equal(all.line[1].pack, "test");
    assert_int_equal(all.line[1].par_seconds, 45);
    store_close(s);
}

static void one_level_can_be_asked_for(void **state) {
    (void)state;
    store *s = open_filled_db();
    lines  coding = {0}, none = {0};
    err    e = {0};
    assert_int_equal(store_list(s, "Coding", keep, &coding, &e), 0);
    assert_int_equal(coding.n, 2);
    assert_int_equal(store_list(s, "advanced", keep, &none, &e), 0);
    assert_int_equal(none.n, 0);
    store_close(s);
}

static void it_stops_when_told(void **state) {
    (void)state;
    store *s = open_filled_db();
    lines  first = {.stop_after = 1};
    err    e = {0};
    assert_int_equal(store_list(s, "", keep, &first, &e), 0);
    assert_int_equal(first.n, 1);
    store_close(s);
}

static void a_line_says_what_was_done(void **state) {
    (void)state;
    store *s = open_filled_db();
    lines  all = {0};
    err    e = {0};
    add_attempt_ok(s, "coding-01", "WRONG", 100);
    add_attempt_ok(s, "coding-01", "PASS", 200);
    add_attempt_ok(s, "coding-01", "TIME", 300);
    assert_int_equal(store_seen_add(s, "coding-02", "solution", &e), 0);
    assert_int_equal(store_list(s, "coding", keep, &all, &e), 0);
    assert_int_equal(all.line[0].attempts, 3);
    assert_int_equal(all.line[0].passes, 1);
    assert_int_equal(all.line[0].last_at, 300);
    assert_false(all.line[0].shown_solution);
    assert_int_equal(all.line[1].attempts, 0);
    assert_int_equal(all.line[1].last_at, 0);
    assert_true(all.line[1].shown_solution);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(levels_come_in_their_order_and_others_last),
        STORE_TEST(one_level_can_be_asked_for),
        STORE_TEST(it_stops_when_told),
        STORE_TEST(a_line_says_what_was_done),
    };
    return RUN_TESTS(tests);
}
