/* The check lines of a question. */
#include "harness.h"

#include "grader/grade_int.h"
#include "grader/judge_int.h"

static grade_checks read_checks(const char *checks) {
    store_question q = {.given = (char *)(uintptr_t)"arr limit", .checks = (char *)(uintptr_t)checks};
    grade_checks   c;
    err            e = {0};
    if (grade_checks_read(&q, &c, &e)) fail_msg("%s", e.text);
    return c;
}

static bool is_refused(const char *checks) {
    store_question q = {.given = (char *)(uintptr_t)"arr limit", .checks = (char *)(uintptr_t)checks};
    err            e = {0};
    return grade_checks_test(&q, &e) == ERR_VALUE && (strstr(e.text, "not understood") || strstr(e.text, "a tolerance is two numbers"));
}

static void without_lines_comparison_is_strict(void **state) {
    (void)state;
    grade_checks c = read_checks("");
    assert_true(c.rtol == 1e-9 && c.atol == 1e-12);
    assert_int_equal(c.in_place, -1);
    assert_false(c.dtype_kind[0] || c.no_loop || c.repeatable || c.view[0] || c.copy[0] || c.may_change);
    c = read_checks(NULL);
    assert_int_equal(c.in_place, -1);
}

static void each_line_sets_what_it_says(void **state) {
    (void)state;
    grade_checks c = read_checks("tolerance 1e-6 1e-5\nview 2 of arr\ncopy 1 of limit\nmay change limit\nno element loop\n"
                                 "order F 3\nuniform 1 -2 7.5\nrepeatable\nscalar 1");
    assert_true(c.rtol == 1e-6 && c.atol == 1e-5);
    assert_int_equal(c.view[1], 1);
    assert_int_equal(c.copy[0], 2);
    assert_int_equal(c.may_change, 2);
    assert_true(c.no_loop && c.f_order[2] && c.repeatable && c.uniform[0]);
    assert_true(c.low[0] == -2 && c.high[0] == 7.5);
    assert_int_equal(read_checks("in place limit").in_place, 1);
}

static void dtype_kind_is_for_all_outputs_or_for_one(void **state) {
    (void)state;
    grade_checks c = read_checks("dtype kind");
    assert_true(c.dtype_kind[0] && c.dtype_kind[7]);
    c = read_checks("dtype kind 2");
    assert_false(c.dtype_kind[0]);
    assert_true(c.dtype_kind[1]);
}

static void a_line_that_is_not_understood_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"no loops", "view 1 of nobody", "view 0 of arr", "view 9 of arr", "view 1.5 of arr", "view of arr",
                                      "tolerance 1e-3", "tolerance inf 0", "tolerance nan 0", "tolerance -1 0", "tolerance 1e-4 0", "tolerance 0 1e-4",
                                      "uniform 1 1 0", "uniform 1 0", "in place", "repeatable please", "dtype kind x", "scalar", "order C 1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (!is_refused(bad[i])) fail_msg("accepted: %s", bad[i]);
    assert_true(is_refused("repeatable\nno loops"));
}

static void words_and_lines_are_found_by_their_number(void **state) {
    (void)state;
    const char *at = NULL;
    assert_int_equal(grade_word("arr  limit", 1, &at), 5);
    assert_memory_equal(at, "limit", 5);
    assert_int_equal(grade_word("arr", 1, &at), 0);
    assert_int_equal(grade_word("", 0, &at), 0);
    assert_int_equal(grade_line("a b\nc", 1, &at), 1);
    store_question q = {.outputs = (char *)(uintptr_t)"the mask\nthe places"};
    assert_int_equal(grade_count_outputs(&q), 2);
    q.outputs = NULL;
    assert_int_equal(grade_count_outputs(&q), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(without_lines_comparison_is_strict),
        TEST(each_line_sets_what_it_says),
        TEST(dtype_kind_is_for_all_outputs_or_for_one),
        TEST(a_line_that_is_not_understood_is_refused),
        TEST(words_and_lines_are_found_by_their_number),
    };
    return RUN_TESTS(tests);
}
