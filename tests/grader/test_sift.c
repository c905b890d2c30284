/* Many answers at once: each is refused by the first case that refuses it, or passes. */
#include "grader/sample.h"

static grade_sifted ask(sample *s, const char *answer) {
    grade_sifted a = {.answer = answer, .n = strlen(answer)};
    err          e = {0};
    if (grade_sift(s->g, &s->q, &a, 1, &e)) fail_msg("%s", e.text);
    return a;
}

/* The shown case has no element equal to the limit, the last hidden one is the first that has. */
static void the_first_case_that_refuses_is_told(void **state) {
    (void)state;
    sample s;
    sample_open(&s, "");
    s.q.hidden = TEXT("arr = np.arange(n)\nlimit = 8");
    sample_expect(&s, "arr[arr > limit]");
    assert_int_equal(ask(&s, "arr[arr > limit]").refused_by, 0);
    assert_int_equal(ask(&s, "arr[limit < arr]").verdict, GRADE_PASS);
    assert_int_equal(ask(&s, "arr").refused_by, 1);
    assert_int_equal(ask(&s, "arr[arr >= limit]").refused_by, 4);
    sample_close(&s);
}

static void each_of_many_has_its_own_end(void **state) {
    (void)state;
    static const char *const texts[] = {"arr[arr > limit]", "arr", "arr +", "error(\"x\")", "np.compress(arr > limit, arr)"};
    static const grade_verdict want[] = {GRADE_PASS, GRADE_WRONG, GRADE_UNGRADABLE, GRADE_ERROR, GRADE_PASS};
    grade_sifted all[100];
    sample       s;
    err          e = {0};
    sample_open(&s, "");
    sample_expect(&s, "arr[arr > limit]");
    for (size_t i = 0; i < 100; i++) all[i] = (grade_sifted){.answer = texts[i % 5], .n = strlen(texts[i % 5])};
    assert_int_equal(grade_sift(s.g, &s.q, all, 100, &e), ERR_OK);
    for (size_t i = 0; i < 100; i++) {
        assert_int_equal(all[i].verdict, want[i % 5]);
        assert_int_equal(all[i].refused_by, want[i % 5] == GRADE_PASS ? 0 : 1);
    }
    sample_close(&s);
}

static void a_loop_is_refused_as_a_whole(void **state) {
    (void)state;
    static const char loop[] = "local r = []\nfor i = 0, arr.size - 1 do if arr[i] > limit then r.append(arr[i]) end end\nreturn np.array(r, dtype=arr.dtype)";
    sample s;
    sample_open(&s, "");
    sample_expect(&s, "arr[arr > limit]");
    assert_int_equal(ask(&s, loop).refused_by, 0);
    s.q.checks = TEXT("no element loop");
    assert_int_equal(ask(&s, loop).refused_by, GRADE_REFUSED_AS_A_WHOLE);
    assert_int_equal(ask(&s, "arr[arr > limit]").refused_by, 0);
    sample_close(&s);
}

static void a_setup_that_fails_is_an_error(void **state) {
    (void)state;
    sample       s;
    err          e = {0};
    grade_sifted a = {.answer = "arr", .n = 3};
    sample_open(&s, "");
    sample_expect(&s, "arr[arr > limit]");
    s.q.hidden = TEXT("arr = nil + 1");
    a.answer = "arr[arr > limit]";
    a.n = strlen(a.answer);
    assert_int_not_equal(grade_sift(s.g, &s.q, &a, 1, &e), ERR_OK);
    assert_non_null(strstr(e.text, "the inputs of case 2: line 1"));
    sample_close(&s);
}

/* np.random.seed(7) repeats, but whatever seed is given. */
static void numbers_that_ignore_their_seed_are_refused(void **state) {
    (void)state;
    sample s;
    sample_open(&s, "uniform 1 0 1\nrepeatable");
    s.q.given = TEXT("seed");
    s.q.shown = TEXT("seed = 1");
    s.q.hidden = TEXT("seed = k");
    sample_expect(&s, "np.random.seed(seed)\nnp.random.random(20)");
    assert_int_equal(ask(&s, "np.random.seed(seed)\nnp.random.random(20)").refused_by, 0);
    grade_report r;
    sample_grade(&s, "np.random.seed(7)\nnp.random.random(20)", &r);
    assert_string_equal(r.code, "E-RANDOM");
    assert_non_null(strstr(r.text.text, "Other inputs gave the same numbers"));
    grade_report_free(&r);
    assert_int_not_equal(ask(&s, "np.random.seed(7)\nnp.random.random(20)").refused_by, 0);
    sample_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_first_case_that_refuses_is_told),
        TEST(each_of_many_has_its_own_end),
        TEST(a_loop_is_refused_as_a_whole),
        TEST(a_setup_that_fails_is_an_error),
        TEST(numbers_that_ignore_their_seed_are_refused),
    };
    return RUN_TESTS(tests);
}
