/* Fresh inputs for a question, and the smallest inputs on which a wrong answer fails. */
#include "sample.h"

#include "array/npy.h"

static sample s;

static void begin(void) {
    sample_open(&s, "");
    sample_expect(&s, "arr[arr > limit]");
    s.parts[0] = (store_part){.kind = STORE_ROUTE, .text = TEXT("arr[arr > limit]"), .title = TEXT("")};
    s.parts[1] = (store_part){.kind = STORE_WRONG, .text = TEXT("arr[arr < limit]"), .title = TEXT("Those are the values below the limit.")};
    s.parts[2] = (store_part){.kind = STORE_WRONG, .text = TEXT("arr > limit"), .title = TEXT("That is the mask.")};
    s.q.nparts = 3;
}

static grade_verdict verdict_of(const char *answer) {
    grade_report r;
    sample_grade(&s, answer, &r);
    grade_verdict v = r.verdict;
    grade_report_free(&r);
    return v;
}

static void a_variant_has_other_inputs_and_the_same_right_answers(void **state) {
    (void)state;
    begin();
    err         e = {0};
    grade_report before, after;
    sample_grade(&s, "arr[arr > limit]", &before);
    assert_int_equal(grade_variant(s.g, &s.q, 77, &e), 0);
    assert_int_equal(s.q.variant, 77);
    sample_grade(&s, "arr[arr > limit]", &after);
    assert_int_equal(after.verdict, GRADE_PASS);
    assert_true(before.signature != after.signature);
    assert_int_equal(verdict_of("np.compress(arr > limit, arr)"), GRADE_PASS);
    assert_int_equal(verdict_of("np.array([8, 5, 9])"), GRADE_WRONG);
    grade_report_free(&before);
    grade_report_free(&after);
    sample_close(&s);
}

/* Sizes are 0 (shown), 7, 1, 12: 7 is the one that can be taken in at a glance. */
static void a_variant_shows_a_small_drawn_case(void **state) {
    (void)state;
    begin();
    err e = {0};
    assert_int_equal(grade_first_case(&s.q)->number, 1);
    assert_int_equal(grade_variant(s.g, &s.q, 77, &e), 0);
    assert_int_equal(grade_first_case(&s.q)->number, 2);
    grade_report r;
    sample_grade(&s, "arr + 0 * limit", &r);
    assert_int_equal(r.verdict, GRADE_WRONG);
    assert_true(r.failed_shown);
    assert_int_equal(r.failed_case, 2);
    grade_report_free(&r);
    sample_close(&s);
}

static void a_listed_mistake_is_known_on_a_variant_too(void **state) {
    (void)state;
    begin();
    err          e = {0};
    grade_report r;
    assert_int_equal(grade_variant(s.g, &s.q, 5, &e), 0);
    sample_grade(&s, "arr[limit > arr]", &r);
    assert_string_equal(r.why.text, "Those are the values below the limit.");
    assert_int_equal(r.wrong_part, 1);
    grade_report_free(&r);
    sample_close(&s);
}

static void a_reference_that_fails_on_new_inputs_leaves_the_case_as_it_was(void **state) {
    (void)state;
    begin();
    s.parts[0].text = TEXT("if limit ~= 4 then error('no') end return arr[arr > limit]");
    err      e = {0};
    uint32_t seed = s.cases[1].seed;
    assert_int_equal(grade_variant(s.g, &s.q, 5, &e), 0);
    assert_true(s.cases[1].seed == seed || verdict_of("arr[arr > limit]") == GRADE_PASS);
    assert_int_equal(verdict_of("arr[arr > limit]"), GRADE_PASS);
    sample_close(&s);
}

static void seed_0_changes_nothing(void **state) {
    (void)state;
    begin();
    err e = {0};
    assert_int_equal(grade_variant(s.g, &s.q, 0, &e), 0);
    assert_int_equal(s.q.variant, 0);
    assert_int_equal(s.cases[1].seed, 101);
    sample_close(&s);
}

/* Right on the shown case and whenever there are fewer than three values: three is the smallest that fails. */
static void a_hidden_failure_is_shown_on_the_smallest_inputs(void **state) {
    (void)state;
    begin();
    grade_report r;
    sample_grade(&s, "if arr.size == 5 or arr.size < 3 then return arr[arr > limit] end return arr[arr > limit] + 1 - 1 * arr[arr > limit]", &r);
    assert_int_equal(r.verdict, GRADE_WRONG);
    assert_false(r.failed_shown);
    assert_non_null(strstr(r.text.text, "arr = int64 (3,)"));
    grade_report_free(&r);
    sample_close(&s);
}

static void what_fails_otherwise_on_small_inputs_is_shown_as_it_was(void **state) {
    (void)state;
    begin();
    grade_report r;
    sample_grade(&s, "if arr.size == 5 then return arr[arr > limit] end if arr.size < 7 then return 1 end return arr[arr > limit].reshape(-1, 1)", &r);
    assert_false(r.failed_shown);
    assert_non_null(strstr(r.text.text, "arr = int64 (1,)"));
    grade_report_free(&r);
    sample_close(&s);
}

static void expect_why(const char *answer, const char *why) {
    grade_report r;
    sample_grade(&s, answer, &r);
    if (strcmp(r.why.text, why) != 0) fail_msg("%s: \"%s\" instead of \"%s\"", answer, r.why.text, why);
    grade_report_free(&r);
}

/* What is said is true of every case, or nothing is said. */
static void a_mistake_is_told_by_what_it_does_in_all_cases(void **state) {
    (void)state;
    begin();
    s.q.nparts = 1;
    expect_why("np.array([8, 5, 9])", "It is the same whatever the inputs are. It must be worked out from arr and limit, for inputs of any size.");
    expect_why("arr", "It is arr itself, as it was given.");
    expect_why("if arr.size == 12 then return arr[arr > limit] + 1 end return arr[arr > limit] * 2 + 1", "");
    sample_expect(&s, "arr + limit, arr - limit");
    s.parts[0].text = TEXT("arr + limit, arr - limit");
    s.q.outputs = TEXT("the sums\nthe differences");
    expect_why("arr - limit, arr + limit", "Outputs 1 and 2 are exchanged: each is what the other should be.");
    expect_why("arr + limit, arr + limit", "Output 2 is what output 1 should be.");
    expect_why("np.abs(arr) + limit, arr - limit", "It is wrong exactly where arr is negative, and right everywhere else.");
    expect_why("np.where(arr == limit, 0, arr + limit) + 0 * limit, -(arr - limit)", "Every value has the wrong sign.");
    sample_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_variant_has_other_inputs_and_the_same_right_answers), TEST(a_variant_shows_a_small_drawn_case),
        TEST(a_listed_mistake_is_known_on_a_variant_too), TEST(a_reference_that_fails_on_new_inputs_leaves_the_case_as_it_was),
        TEST(seed_0_changes_nothing), TEST(a_hidden_failure_is_shown_on_the_smallest_inputs),
        TEST(a_mistake_is_told_by_what_it_does_in_all_cases), TEST(what_fails_otherwise_on_small_inputs_is_shown_as_it_was),
    };
    return RUN_TESTS(tests);
}
