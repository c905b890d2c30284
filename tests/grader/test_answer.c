/* An answer on all cases: the verdict, the case that is spoken of, the words, the signature. */
#include <unistd.h>

#include "grader/sample.h"

static sample s;

static void begin(const char *checks) {
    sample_open(&s, checks);
    sample_expect(&s, "arr[arr > limit]");
}

static void expect_code(const char *answer, grade_verdict v, const char *code) {
    grade_report r;
    sample_grade(&s, answer, &r);
    if (r.verdict != v || strcmp(r.code, code) != 0)
        fail_msg("%s: %s %s (%s %s), not %s", answer, grade_verdict_name(r.verdict), r.code, r.problem.text, r.text.text, code);
    grade_report_free(&r);
}

static bool has(const buf *b, const char *text) { return strstr(b->text, text) != NULL; }

/* --- verdicts ----------------------------------------------------------------------------------- */

static void any_right_route_passes(void **state) {
    (void)state;
    static const char *const routes[] = {"arr[arr > limit]", "np.compress(arr > limit, arr)", "arr[np.where(arr > limit)]",
                                         "out = arr[arr > limit]", "mask = arr > limit\nreturn arr[mask]", "print(arr[arr > limit])"};
    begin("");
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) expect_code(routes[i], GRADE_PASS, "");
    sample_close(&s);
}

static void each_mistake_has_its_code(void **state) {
    (void)state;
    static const struct { const char *answer, *code; } table[] = {
        {"arr > limit", "E-SHAPE"},      {"arr:sort()", "E-NONE"},      {"arr[arr > limit].tolist()", "E-KIND"},
        {"{3, 8}", "E-KIND"},            {"return arr, arr", "E-COUNT"}, {"arr[arr > limit].reshape(1, -1)", "E-NDIM"},
        {"arr[arr > limit].astype('float64')", "E-DTYPE"}, {"arr[arr > limit] + 1", "E-VALUE"}, {"arr.sort()\narr[arr > limit]", "E-VALUE"},
        {"x = arr[arr > limit]\narr[0] = 77\nreturn x", "E-INPUT"}};
    begin("");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) expect_code(table[i].answer, GRADE_WRONG, table[i].code);
    expect_code("arr[", GRADE_UNGRADABLE, "E-SYNTAX");
    expect_code("arr.nope()", GRADE_ERROR, "E-ERROR");
    expect_code("while true do end", GRADE_TIME, "E-TIME");
    sample_close(&s);
}

static void an_answer_that_knows_the_example_by_heart_fails_on_a_hidden_case(void **state) {
    (void)state;
    grade_report r;
    begin("");
    sample_grade(&s, "np.array([8, 5, 9])", &r);
    assert_int_equal(r.verdict, GRADE_WRONG);
    assert_false(r.failed_shown);
    assert_true(r.failed_case > 1);
    assert_int_equal(r.cases, SAMPLE_CASES);
    assert_int_equal(r.passed, 1);
    /* The smallest failing case is shown with its inputs. */
    assert_int_equal(r.failed_case, 3);
    assert_true(has(&r.text, "with\narr = int64 (1,)"));
    grade_report_free(&r);
    sample_close(&s);
}

static void a_source_that_is_too_long_is_not_graded(void **state) {
    (void)state;
    grade_report r;
    err          e = {0};
    begin("");
    size_t n = GRADE_MAX_SOURCE + 1;
    char  *text = mem_alloc(n, 1, NULL);
    memset(text, ' ', n);
    grade_report_init(&r);
    assert_int_equal(grade_answer(s.g, &s.q, text, n, &r, &e), ERR_OK);
    assert_int_equal(r.verdict, GRADE_UNGRADABLE);
    assert_true(has(&r.text, "64 KiB"));
    grade_report_free(&r);
    mem_free(text);
    sample_close(&s);
}

/* --- words -------------------------------------------------------------------------------------- */

static void a_pass_shows_value_and_bill(void **state) {
    (void)state;
    grade_report r;
    buf          out;
    begin("");
    sample_grade(&s, "arr[arr > limit]", &r);
    assert_string_equal(r.value.text, "int64 (3,) [8 5 9]");
    assert_int_equal(r.cost.arrays, 2);
    buf_init(&out);
    grade_report_show(&out, &r, "", 0);
    if (strncmp(out.text, "PASS  4 cases\n  int64 (3,) [8 5 9]\n  bill: 2 arrays", 49) != 0) fail_msg("%s", out.text);
    buf_free(&out);
    grade_report_free(&r);
    sample_close(&s);
}

static void a_wrong_value_is_shown_with_its_place(void **state) {
    (void)state;
    grade_report r;
    begin("");
    sample_grade(&s, "x = arr[arr > limit]\nif len(x) > 1 then x[1] = 6 end\nreturn x", &r);
    assert_string_equal(r.headline.text, "values");
    assert_true(has(&r.text, "1 of 3 values differ; the largest difference is 1.\n"));
    assert_true(has(&r.text, "expected  int64 (3,) [8 5 9]\nyours     int64 (3,) [8 6 9]\n"));
    assert_true(has(&r.text, "element 1: yours 6, expected 5\n"));
    grade_report_free(&r);
    sample_close(&s);
}

static void no_value_is_explained_by_methods_that_work_in_place(void **state) {
    (void)state;
    grade_report r;
    begin("");
    sample_grade(&s, "arr:sort()", &r);
    assert_true(has(&r.text, "has no value") && has(&r.text, "in place"));
    grade_report_free(&r);
    sample_close(&s);
}

static void an_error_is_shown_with_the_line_and_a_caret(void **state) {
    (void)state;
    grade_report r;
    buf          out;
    const char  *answer = "local x = 1\nreturn arr + np.arange(4)";
    begin("");
    sample_grade(&s, answer, &r);
    buf_init(&out);
    grade_report_show(&out, &r, answer, strlen(answer));
    assert_true(has(&out, "ERROR"));
    assert_true(has(&out, "operands could not be broadcast together with shapes (5,) (4,)"));
    assert_true(has(&out, "return arr + np.arange(4)"));
    buf_free(&out);
    grade_report_free(&r);
    sample_close(&s);
}

static void a_relation_says_why(void **state) {
    (void)state;
    grade_report r;
    begin("");
    sample_grade(&s, "arr[arr > limit][::-1]", &r);
    assert_true(has(&r.why, "reversed"));
    grade_report_free(&r);
    sample_grade(&s, "np.sort(arr[arr > limit])", &r);
    assert_true(has(&r.why, "sorted"));
    grade_report_free(&r);
    sample_close(&s);
}

static void json_is_one_object_with_every_part(void **state) {
    (void)state;
    grade_report r;
    buf          out;
    begin("");
    sample_grade(&s, "arr + 1", &r);
    buf_init(&out);
    grade_report_json(&out, &r, "sample-01");
    assert_int_equal(out.text[0], '{');
    assert_string_equal(out.text + out.n - 2, "}\n");
    assert_true(has(&out, "\"question\":\"sample-01\",\"verdict\":\"WRONG\",\"code\":\"E-SHAPE\""));
    assert_true(has(&out, "\"bill\":{\"arrays\":"));
    buf_free(&out);
    grade_report_free(&r);
    sample_close(&s);
}

static void what_an_answer_prints_cannot_drive_the_terminal(void **state) {
    (void)state;
    grade_report r;
    begin("");
    sample_grade(&s, "print('\\27[2J')\nerror('\\27]0;x\\7')", &r);
    assert_int_equal(r.verdict, GRADE_ERROR);
    assert_string_equal(r.printed.text, "?[2J\n");
    assert_null(strchr(r.problem.text, 27));
    grade_report_free(&r);
    sample_close(&s);
}

/* --- signatures ---------------------------------------------------------------------------------- */

static uint64_t signature(const char *answer) {
    grade_report r;
    sample_grade(&s, answer, &r);
    uint64_t x = r.signature;
    grade_report_free(&r);
    return x;
}

static void one_behaviour_has_one_signature(void **state) {
    (void)state;
    begin("");
    assert_true(signature("arr[arr >= limit]") == signature("np.compress(limit <= arr, arr)"));
    assert_true(signature("arr[arr >= limit]") != signature("arr[arr < limit]"));
    assert_true(signature("arr + 1") != signature("(arr + 1.0)"));
    assert_true(signature("arr") != signature("arr.copy()"));
    assert_true(signature("error('a')") != signature("error('b')"));
    assert_true(signature("error('a')") == signature("\n\nerror('a')"));
    assert_true(signature("while true do end") == signature("while true do end"));
    sample_close(&s);
}

static void a_listed_mistake_is_answered_by_its_own_sentence(void **state) {
    (void)state;
    grade_report r;
    begin("");
    s.parts[0] = (store_part){.kind = STORE_ROUTE, .title = TEXT(""), .text = TEXT("")};
    s.parts[1] = (store_part){.kind = STORE_WRONG, .title = TEXT("Values equal to the limit are not above it."), .text = TEXT("")};
    s.q.nparts = 2;
    s.outcomes[0] = (store_outcome){.part = 1, .signature = signature("arr[arr >= limit]")};
    s.q.noutcomes = 1;
    sample_grade(&s, "mask = limit <= arr\nreturn arr[mask]", &r);
    assert_int_equal(r.verdict, GRADE_WRONG);
    assert_int_equal(r.wrong_part, 1);
    assert_string_equal(r.why.text, "Values equal to the limit are not above it.");
    grade_report_free(&r);
    sample_grade(&s, "arr[arr < limit]", &r);
    assert_int_equal(r.wrong_part, -1);
    grade_report_free(&r);
    sample_close(&s);
}

/* --- checks ----------------------------------------------------------------------------------------- */

static void a_loop_over_the_elements_is_refused_when_asked(void **state) {
    (void)state;
    grade_report r;
    const char  *loop = "local out = {}\nfor i = 0, len(arr) - 1 do\n  if arr[i] > limit then out[#out + 1] = arr[i] end\nend\nreturn np.array(out, dtype='int64')";
    begin("no element loop");
    expect_code("arr[arr > limit]", GRADE_PASS, "");
    sample_grade(&s, loop, &r);
    assert_int_equal(r.verdict, GRADE_WRONG);
    if (strcmp(r.code, "E-LOOP") != 0) fail_msg("%s %s", r.code, r.text.text);
    assert_true(has(&r.text, "one by one"));
    grade_report_free(&r);
    sample_close(&s);
    begin("");
    expect_code(loop, GRADE_PASS, "");
    sample_close(&s);
}

static void in_place_and_views_are_judged_by_facts(void **state) {
    (void)state;
    sample_open(&s, "in place arr");
    sample_expect(&s, "arr[arr > limit] = 0\nreturn arr");
    expect_code("arr[arr > limit] = 0\nreturn arr", GRADE_PASS, "");
    expect_code("np.where(arr > limit, 0, arr)", GRADE_WRONG, "E-PLACE");
    s.q.checks = TEXT("view 1 of arr");
    sample_expect(&s, "arr[1:]");
    expect_code("arr[1:]", GRADE_PASS, "");
    expect_code("arr[1:].copy()", GRADE_WRONG, "E-VIEW");
    s.q.checks = TEXT("copy 1 of arr");
    expect_code("arr[1:].copy()", GRADE_PASS, "");
    expect_code("arr[1:]", GRADE_WRONG, "E-COPY");
    sample_close(&s);
}

static void random_numbers_are_judged_by_their_distribution_and_repeat(void **state) {
    (void)state;
    sample_open(&s, "uniform 1 0 1\nrepeatable");
    s.q.given = TEXT("seed shape");
    s.q.shown = TEXT("seed = 7\nshape = (3, 4)");
    s.q.hidden = TEXT("seed = np.random.randint(0, 1000)\nshape = (n, k)");
    sample_expect(&s, "np.random.seed(seed)\nreturn np.random.random(shape)");
    expect_code("np.random.seed(seed)\nreturn np.random.random(shape)", GRADE_PASS, "");
    expect_code("np.random.random(shape)", GRADE_WRONG, "E-RANDOM");
    expect_code("np.random.seed(seed)\nreturn np.random.random(shape) + 0.5", GRADE_WRONG, "E-RANDOM");
    expect_code("np.full(shape, 0.5)", GRADE_WRONG, "E-RANDOM");
    sample_close(&s);
}

static void several_outputs_are_judged_in_order(void **state) {
    (void)state;
    grade_report r;
    sample_open(&s, "");
    s.q.outputs = TEXT("the mask\ntheir number");
    sample_expect(&s, "return arr > limit, np.count_nonzero(arr > limit)");
    expect_code("(arr > limit, (arr > limit).sum())", GRADE_PASS, "");
    sample_grade(&s, "return arr > limit, 99", &r);
    assert_string_equal(r.code, "E-VALUE");
    assert_true(has(&r.text, "Output 2 (their number):"));
    grade_report_free(&r);
    sample_close(&s);
}

/* --- when memory fails ------------------------------------------------------------------------------- */

static void every_failing_allocation_is_an_error_and_leaves_nothing(void **state) {
    (void)state;
    int failed = 0;
    begin("no element loop");
    for (uint64_t n = 1; n < 2000; n += n < 60 ? 1 : 5) {
        grade_report r;
        err          e = {0};
        grade_report_init(&r);
        mem_fail_from(n);
        err_code code = grade_answer(s.g, &s.q, "arr + 1", 7, &r, &e);
        bool     text = buf_failed(&r.text) || buf_failed(&r.headline) || buf_failed(&r.value);
        mem_fail_from(0);
        bool done = !code && !text && r.verdict == GRADE_WRONG && r.text.n && r.value.n;
        grade_report_free(&r);
        if (done) break;
        failed++;
    }
    assert_true(failed > 10 && failed < 1999);
    sample_close(&s);
}

static void a_hundred_grades_leave_no_descriptor_open(void **state) {
    (void)state;
    begin("");
    int before = dup(0);
    close(before);
    for (int i = 0; i < 100; i++) expect_code("arr[arr > limit]", GRADE_PASS, "");
    int after = dup(0);
    close(after);
    assert_int_equal(before, after);
    sample_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(any_right_route_passes),
        TEST(each_mistake_has_its_code),
        TEST(an_answer_that_knows_the_example_by_heart_fails_on_a_hidden_case),
        TEST(a_source_that_is_too_long_is_not_graded),
        TEST(a_pass_shows_value_and_bill),
        TEST(a_wrong_value_is_shown_with_its_place),
        TEST(no_value_is_explained_by_methods_that_work_in_place),
        TEST(an_error_is_shown_with_the_line_and_a_caret),
        TEST(a_relation_says_why),
        TEST(json_is_one_object_with_every_part),
        TEST(what_an_answer_prints_cannot_drive_the_terminal),
        TEST(one_behaviour_has_one_signature),
        TEST(a_listed_mistake_is_answered_by_its_own_sentence),
        TEST(a_loop_over_the_elements_is_refused_when_asked),
        TEST(in_place_and_views_are_judged_by_facts),
        TEST(random_numbers_are_judged_by_their_distribution_and_repeat),
        TEST(several_outputs_are_judged_in_order),
        TEST(every_failing_allocation_is_an_error_and_leaves_nothing),
        TEST(a_hundred_grades_leave_no_descriptor_open),
    };
    return RUN_TESTS(tests);
}
