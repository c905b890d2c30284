/* An explanation held against its points. */
#include "harness.h"

#include "grader/grade_int.h"

static void words_of_a_point_have_a_form(void **state) {
    (void)state;
    static const struct { const char *words; bool fine; } rows[] = {
        {"view", true}, {"one type | same dtype ; block", true}, {"", false}, {"a |", false}, {"| a", false}, {"a ; ; b", false},
        {"a ;", false}, {" ", false}, {"...", false}, {"\xC3\xA9l\xC3\xA9ment", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (grade_point_test(rows[i].words) != rows[i].fine) fail_msg("'%s'", rows[i].words);
}

static void a_point_is_found_by_its_words(void **state) {
    (void)state;
    static const struct { const char *words, *text; bool found; } rows[] = {
        {"view", "It is a view.", true},
        {"view", "VIEWS share memory", true},
        {"view", "a review of it", false},
        {"in c", "The loop runs in C.", true},
        {"in c", "in compiled code", false},            /* short words stand for themselves */
        {"one type", "of one single type", false},       /* words of a phrase stand together */
        {"one type | same dtype", "all have the same dtype", true},
        {"block ; memory", "one block", false},
        {"block ; memory", "memory, in one block", true},
        {"block | run ; memory", "a run of memory", true},
        {"contiguous", "contiguous", true},
        {"contiguous", "contig", false},
        {"view", "", false},
        {"axis 0", "along axis=0", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (grade_point_covered(rows[i].words, rows[i].text, strlen(rows[i].text)) != rows[i].found) fail_msg("'%s' in '%s'", rows[i].words, rows[i].text);
}

static char *text(const char *s) { return (char *)(uintptr_t)s; }

static void the_report_tells_what_was_said_and_what_not(void **state) {
    (void)state;
    store_part     parts[] = {{STORE_POINT, 0, text("type"), text("One type.")}, {STORE_HINT, 0, text(""), text("Think.")},
                              {STORE_POINT, 0, text("block"), text("One block.")}};
    store_question q = {.kind = text("explain"), .parts = parts, .nparts = 3};
    grade_report   r;
    err            e = {0};
    grade_report_init(&r);
    assert_int_equal(grade_answer(NULL, &q, "A block!", 8, &r, &e), ERR_OK);
    assert_int_equal(r.verdict, GRADE_WRONG);
    assert_string_equal(r.code, "E-POINTS");
    assert_string_equal(r.headline.text, "1 of 2 points");
    assert_int_equal(r.covered, 2);
    assert_string_equal(r.text.text, "Said:\n- One block.\n\nNot found in your answer:\n- One type.\n");
    grade_report_free(&r);
    assert_int_equal(grade_answer(NULL, &q, "type, block", 11, &r, &e), ERR_OK);
    assert_int_equal(r.verdict, GRADE_PASS);
    grade_report_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(words_of_a_point_have_a_form), TEST(a_point_is_found_by_its_words), TEST(the_report_tells_what_was_said_and_what_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
