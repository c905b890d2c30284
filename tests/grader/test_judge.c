/* The ladder, rung by rung, on outcomes that are written out. */
#include <math.h>

#include "grader/arrays.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

static grade_outcome ran(size_t n, nd_array *first, nd_array *second) {
    grade_outcome o;
    grade_outcome_init(&o);
    o.has_value = true;
    o.noutputs = n;
    o.output[0] = first;
    o.output[1] = second;
    for (size_t i = 0; i < n; i++) o.fact[i] = (grade_fact){.is_array = true, .writeable = true, .c_order = true, .shares_input = -1};
    return o;
}

/* Judge o against the expected arrays under these checks, and give everything back. */
static grade_finding judge(const char *checks, grade_outcome *o, size_t nexpected, nd_array *first, nd_array *second) {
    store_question q = {.given = (char *)(uintptr_t)"arr other", .checks = (char *)(uintptr_t)checks};
    nd_array      *expected[2] = {first, second};
    grade_checks   c;
    grade_finding  f;
    assert_int_equal(grade_checks_read(&q, &c, NULL), ERR_OK);
    grade_judge(&q, &c, nexpected, expected, o, &f);
    drop(first);
    drop(second);
    drop(o->output[0]);
    drop(o->output[1]);
    return f;
}

static const char *code_of(const char *checks, grade_outcome o, nd_array *want) {
    static grade_finding f;
    f = judge(checks, &o, 1, want, NULL);
    assert_int_equal(f.verdict, f.code[0] ? GRADE_WRONG : GRADE_PASS);
    return f.code;
}

static void the_expected_array_passes(void **state) {
    (void)state;
    assert_string_equal(code_of("", ran(1, ints(0, 2, I(1, 2)), NULL), ints(0, 2, I(1, 2))), "");
    assert_string_equal(code_of("", ran(1, floats(0, 0, F(0)), NULL), floats(0, 0, F(0))), "");
}

static void what_did_not_run_keeps_its_verdict(void **state) {
    (void)state;
    static const struct { grade_verdict v; const char *code; } table[] = {
        {GRADE_ERROR, "E-ERROR"}, {GRADE_TIME, "E-TIME"}, {GRADE_MEM, "E-MEM"}, {GRADE_CRASH, "E-CRASH"},
        {GRADE_OUTPUT, "E-OUTPUT"}, {GRADE_UNGRADABLE, "E-SYNTAX"}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        grade_outcome o = ran(0, NULL, NULL);
        o.verdict = table[i].v;
        grade_finding f = judge("", &o, 1, ints(0, 1, I(1)), NULL);
        assert_int_equal(f.verdict, table[i].v);
        assert_string_equal(f.code, table[i].code);
    }
}

static void no_value_and_no_array_and_too_few_are_told_apart(void **state) {
    (void)state;
    grade_outcome none = ran(0, NULL, NULL);
    none.has_value = false;
    assert_string_equal(code_of("", none, ints(0, 1, I(1))), "E-NONE");
    assert_string_equal(code_of("", ran(1, NULL, NULL), ints(0, 1, I(1))), "E-KIND");
    assert_string_equal(code_of("", ran(2, ints(0, 1, I(1)), ints(0, 1, I(1))), ints(0, 1, I(1))), "E-COUNT");
}

static void shapes_never_broadcast(void **state) {
    (void)state;
    assert_string_equal(code_of("", ran(1, ints(1, 1, I(1)), NULL), ints(0, 1, I(1))), "E-NDIM");
    assert_string_equal(code_of("", ran(1, ints(0, 1, I(1)), NULL), ints(0, 2, I(1, 1))), "E-SHAPE");
    assert_string_equal(code_of("", ran(1, ints(0, 0, I(0)), NULL), ints(0, 1, I(1))), "E-SHAPE");
}

static void dtype_is_exact_unless_the_kind_is_enough(void **state) {
    (void)state;
    ptrdiff_t n = 1;
    nd_array *small = nd_new(ctx(), nd_dtype_of(ND_I32), 1, &n, 'C', NULL);
    *(int32_t *)(void *)small->data = 1;
    assert_string_equal(code_of("", ran(1, small, NULL), ints(0, 1, I(1))), "E-DTYPE");
    small = nd_new(ctx(), nd_dtype_of(ND_U8), 1, &n, 'C', NULL);
    *small->data = 1;
    assert_string_equal(code_of("dtype kind", ran(1, small, NULL), ints(0, 1, I(1))), "");
    assert_string_equal(code_of("dtype kind", ran(1, floats(0, 1, F(1)), NULL), ints(0, 1, I(1))), "E-DTYPE");
    assert_string_equal(code_of("dtype kind", ran(1, bools(1, "1"), NULL), ints(0, 1, I(1))), "E-DTYPE");
}

static void the_width_of_text_counts_only_when_the_words_are_right(void **state) {
    (void)state;
    ptrdiff_t n = 1;
    nd_array *wide = nd_new(ctx(), nd_dtype_str(9), 1, &n, 'C', NULL);
    memset(wide->data, 0, nd_nbytes(wide));
    *(uint32_t *)(void *)wide->data = 'a';
    assert_string_equal(code_of("", ran(1, wide, NULL), words("a")), "E-DTYPE");
    assert_string_equal(code_of("", ran(1, words("abc"), NULL), words("a")), "E-VALUE");
}

static void values_and_nan_are_different_rungs(void **state) {
    (void)state;
    assert_string_equal(code_of("", ran(1, floats(0, 2, F(1, NAN)), NULL), floats(0, 2, F(1, 2))), "E-NAN");
    assert_string_equal(code_of("", ran(1, floats(0, 2, F(1, 3)), NULL), floats(0, 2, F(1, 2))), "E-VALUE");
    assert_string_equal(code_of("tolerance 1e-5 0", ran(1, floats(0, 2, F(1, 2.00001)), NULL), floats(0, 2, F(1, 2))), "");
}

static void the_first_wrong_output_is_named(void **state) {
    (void)state;
    grade_outcome o = ran(2, ints(0, 1, I(1)), ints(0, 1, I(3)));
    grade_finding f = judge("", &o, 2, ints(0, 1, I(1)), ints(0, 1, I(2)));
    assert_string_equal(f.code, "E-VALUE");
    assert_int_equal(f.output, 1);
}

static grade_outcome one(int shares, bool is_input, uint32_t changed) {
    grade_outcome o = ran(1, ints(0, 1, I(1)), NULL);
    o.fact[0].shares_input = shares;
    o.fact[0].is_input = is_input;
    o.changed = changed;
    return o;
}

static void sharing_is_asked_for_or_forbidden(void **state) {
    (void)state;
    assert_string_equal(code_of("view 1 of arr", one(0, false, 0), ints(0, 1, I(1))), "");
    assert_string_equal(code_of("view 1 of arr", one(-1, false, 0), ints(0, 1, I(1))), "E-VIEW");
    assert_string_equal(code_of("view 1 of arr", one(1, false, 0), ints(0, 1, I(1))), "E-VIEW");
    assert_string_equal(code_of("copy 1 of arr", one(-1, false, 0), ints(0, 1, I(1))), "");
    assert_string_equal(code_of("copy 1 of arr", one(0, false, 0), ints(0, 1, I(1))), "E-COPY");
    assert_string_equal(code_of("copy 1 of arr", one(1, false, 0), ints(0, 1, I(1))), "");
}

static void an_empty_array_has_no_memory_to_share(void **state) {
    (void)state;
    assert_string_equal(code_of("view 1 of arr", ran(1, ints(0, 0, I(0)), NULL), ints(0, 0, I(0))), "");
}

static void inputs_are_left_alone_unless_the_question_says_so(void **state) {
    (void)state;
    assert_string_equal(code_of("", one(-1, false, 2), ints(0, 1, I(1))), "E-INPUT");
    assert_string_equal(code_of("may change other", one(-1, false, 2), ints(0, 1, I(1))), "");
    assert_string_equal(code_of("may change other", one(-1, false, 3), ints(0, 1, I(1))), "E-INPUT");
}

static void in_place_wants_the_very_array_and_lets_it_change(void **state) {
    (void)state;
    assert_string_equal(code_of("in place arr", one(0, true, 1), ints(0, 1, I(1))), "");
    assert_string_equal(code_of("in place arr", one(-1, false, 0), ints(0, 1, I(1))), "E-PLACE");
    assert_string_equal(code_of("in place arr", one(0, false, 1), ints(0, 1, I(1))), "E-PLACE");
    assert_string_equal(code_of("in place arr", one(1, true, 2), ints(0, 1, I(1))), "E-PLACE");
    assert_string_equal(code_of("in place arr", one(0, true, 3), ints(0, 1, I(1))), "E-INPUT");
}

static void order_and_distribution_are_judged_when_asked(void **state) {
    (void)state;
    assert_string_equal(code_of("order F 1", one(-1, false, 0), ints(0, 1, I(1))), "E-ORDER");
    assert_string_equal(code_of("uniform 1 0 1", ran(1, floats(0, 2, F(0.3, 0.8)), NULL), floats(0, 2, F(9, 9))), "");
    assert_string_equal(code_of("uniform 1 0 1", ran(1, floats(0, 2, F(0.3, 1.8)), NULL), floats(0, 2, F(9, 9))), "E-RANDOM");
    assert_string_equal(code_of("uniform 1 0 1", ran(1, floats(0, 1, F(0.3)), NULL), floats(0, 2, F(9, 9))), "E-SHAPE");
}

static void verdicts_have_names_and_exit_codes(void **state) {
    (void)state;
    assert_string_equal(grade_verdict_name(GRADE_PASS), "PASS");
    assert_string_equal(grade_verdict_name(GRADE_UNGRADABLE), "UNGRADABLE");
    assert_int_equal(grade_exit_code(GRADE_PASS), 0);
    assert_int_equal(grade_exit_code(GRADE_WRONG), 1);
    assert_int_equal(grade_exit_code(GRADE_TIME), 1);
    assert_int_equal(grade_exit_code(GRADE_INTERNAL), 3);
    assert_int_equal(grade_exit_code(GRADE_UNGRADABLE), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_expected_array_passes),
        TEST(what_did_not_run_keeps_its_verdict),
        TEST(no_value_and_no_array_and_too_few_are_told_apart),
        TEST(shapes_never_broadcast),
        TEST(dtype_is_exact_unless_the_kind_is_enough),
        TEST(the_width_of_text_counts_only_when_the_words_are_right),
        TEST(values_and_nan_are_different_rungs),
        TEST(the_first_wrong_output_is_named),
        TEST(sharing_is_asked_for_or_forbidden),
        TEST(an_empty_array_has_no_memory_to_share),
        TEST(inputs_are_left_alone_unless_the_question_says_so),
        TEST(in_place_wants_the_very_array_and_lets_it_change),
        TEST(order_and_distribution_are_judged_when_asked),
        TEST(verdicts_have_names_and_exit_codes),
    };
    return RUN_TESTS(tests);
}
