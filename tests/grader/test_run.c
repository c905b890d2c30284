/* One answer on one case: what comes back, and how each way of ending is named. */
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "grader/judge_int.h"
#include "grader/sample.h"

static sample s;

static void begin(const char *given, const char *outputs, const char *shown) {
    sample_open(&s, "");
    s.q.given = TEXT(given);
    s.q.outputs = TEXT(outputs);
    s.q.shown = TEXT(shown);
}

static int64_t int_at(const nd_array *a, size_t i) {
    nd_scalar x = nd_load(a->dtype, grade_element(a, i));
    assert_int_equal(x.kind, 'i');
    return x.u.i;
}

/* --- values ------------------------------------------------------------------------------------ */

static void an_array_comes_back_with_its_values_and_facts(void **state) {
    (void)state;
    grade_outcome o;
    begin("arr", "out", "arr = np.array([[1, 2, 3], [4, 5, 6]])");
    sample_run(&s, "arr[:, ::-1]", &o);
    assert_int_equal(o.verdict, GRADE_PASS);
    assert_int_equal(o.noutputs, 1);
    assert_int_equal(o.output[0]->ndim, 2);
    assert_int_equal(int_at(o.output[0], 0), 3);
    assert_int_equal(int_at(o.output[0], 5), 4);
    assert_true(o.fact[0].is_array && o.fact[0].shares_input == 0 && !o.fact[0].is_input);
    assert_false(o.fact[0].c_order);
    assert_int_equal(o.changed, 0);
    grade_outcome_free(s.g, &o);
    sample_close(&s);
}

/* The library is opened before the sandbox closes, in whichever text its need shows. */
static void linear_algebra_works_in_the_sandbox(void **state) {
    (void)state;
    grade_outcome o;
    begin("arr", "out", "arr = np.array([[2.0, 1.0], [1.0, 3.0]])");
    grade_prepare(s.g);
    sample_run(&s, "arr.sum()", &o);
    assert_int_equal(o.verdict, GRADE_PASS);
    grade_outcome_free(s.g, &o);
    static const char *const answers[] = {"np.rint(np.linalg.det(arr)).astype(int)", "np.rint(np.linalg.eigvalsh(arr).sum()).astype(int)",
                                          "np.rint(np.polyfit([0, 1, 2], [5, 10, 15], 1)[0]).astype(int)"};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        sample_run(&s, answers[i], &o);
        if (o.verdict != GRADE_PASS) fail_msg("%s: %s %s", answers[i], o.problem.type, o.problem.text);
        assert_int_equal(int_at(o.output[0], 0), 5);
        grade_outcome_free(s.g, &o);
    }
    sample_close(&s);
}

static void single_values_and_tuples_of_them_are_arrays_too(void **state) {
    (void)state;
    grade_outcome o;
    begin("arr", "out", "arr = np.array([[1, 2, 3], [4, 5, 6]])");
    sample_run(&s, "arr.sum()", &o);
    assert_int_equal(o.output[0]->ndim, 0);
    assert_int_equal(int_at(o.output[0], 0), 21);
    assert_false(o.fact[0].is_array);
    grade_outcome_free(s.g, &o);
    sample_run(&s, "arr.shape", &o);
    assert_int_equal(o.noutputs, 1);
    assert_int_equal(o.output[0]->ndim, 1);
    assert_int_equal(int_at(o.output[0], 1), 3);
    grade_outcome_free(s.g, &o);
    sample_run(&s, "'High'", &o);
    assert_int_equal(o.output[0]->dtype.type, ND_STR);
    grade_outcome_free(s.g, &o);
    sample_close(&s);
}

static void several_outputs_come_from_several_values_or_one_tuple(void **state) {
    (void)state;
    static const char *const forms[] = {"return arr, arr.sum()", "(arr, arr.sum())", "[arr, arr.sum()]", "arr, arr.sum()"};
    begin("arr", "a\nb", "arr = np.array([1, 2])");
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        grade_outcome o;
        sample_run(&s, forms[i], &o);
        if (o.verdict != GRADE_PASS || o.noutputs != 2 || !o.output[0] || !o.output[1])
            fail_msg("%s: %s, %zu outputs, %s", forms[i], grade_verdict_name(o.verdict), o.noutputs, o.problem.text);
        assert_int_equal(int_at(o.output[1], 0), 3);
        grade_outcome_free(s.g, &o);
    }
    sample_close(&s);
}

static void what_is_no_array_is_named(void **state) {
    (void)state;
    static const struct { const char *answer, *kind; } table[] = {
        {"{1, 2}", "table"}, {"np.sum", "function"}, {"(arr, arr)", "tuple"}, {"[1, 2]", "list"}, {"return print", "function"}};
    begin("arr", "out", "arr = np.array([1, 2])");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        grade_outcome o;
        sample_run(&s, table[i].answer, &o);
        assert_int_equal(o.verdict, GRADE_PASS);
        assert_true(o.has_value);
        assert_string_equal(o.value_kind, table[i].kind);
        assert_null(o.output[0]);
        grade_outcome_free(s.g, &o);
    }
    sample_close(&s);
}

static void an_answer_without_a_value_has_none(void **state) {
    (void)state;
    static const char *const answers[] = {"", "arr.sort()", "arr:sort()", "return nil", "None", "local x", "-- nothing"};
    begin("arr", "out", "arr = np.array([2, 1])");
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        grade_outcome o;
        sample_run(&s, answers[i], &o);
        if (o.verdict != GRADE_PASS || o.has_value) fail_msg("%s: %s, %s", answers[i], grade_verdict_name(o.verdict), o.has_value ? "a value" : o.problem.text);
        grade_outcome_free(s.g, &o);
    }
    sample_close(&s);
}

static void what_was_printed_last_is_the_value_when_there_is_no_other(void **state) {
    (void)state;
    grade_outcome o;
    begin("arr", "out", "arr = np.array([2, 1])");
    sample_run(&s, "print(arr.sum())", &o);
    assert_true(o.has_value);
    assert_int_equal(int_at(o.output[0], 0), 3);
    assert_string_equal(o.printed.text, "3\n");
    grade_outcome_free(s.g, &o);
    sample_close(&s);
}

/* --- inputs -------------------------------------------------------------------------------------- */

static void a_changed_input_is_seen_whatever_the_name_means_now(void **state) {
    (void)state;
    static const struct { const char *answer; uint32_t changed; } table[] = {
        {"arr + 1", 0},          {"arr[0] = 9\narr", 1},        {"arr.sort()\narr", 1},   {"b = arr[1:]\nb[0] = 7\nb", 1},
        {"arr = arr + 1\narr", 0}, {"tbl[1] = 0\narr", 4},       {"other += 1\nother", 2}, {"arr[0] = arr[0]\narr", 0},
        {"x = arr\narr = nil\nx[0] = 5\nx", 1}};
    begin("arr other tbl", "out", "arr = np.array([3, 1, 2])\nother = np.array([1.5])\ntbl = {1, 2, {3}}");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        grade_outcome o;
        sample_run(&s, table[i].answer, &o);
        if (o.verdict != GRADE_PASS || o.changed != table[i].changed)
            fail_msg("%s: %s, changed %u, %s", table[i].answer, grade_verdict_name(o.verdict), o.changed, o.problem.text);
        grade_outcome_free(s.g, &o);
    }
    sample_close(&s);
}

static void the_input_itself_is_told_from_a_view_and_a_copy(void **state) {
    (void)state;
    static const struct { const char *answer; int shares; bool is_input; } table[] = {
        {"arr", 0, true}, {"arr[:]", 0, true}, {"arr[1:]", 0, false}, {"arr.copy()", -1, false}, {"other", 1, true}, {"arr.reshape(1, 3)", 0, false}};
    begin("arr other", "out", "arr = np.array([3, 1, 2])\nother = np.array([3, 1, 2])");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        grade_outcome o;
        sample_run(&s, table[i].answer, &o);
        if (o.fact[0].shares_input != table[i].shares || o.fact[0].is_input != table[i].is_input)
            fail_msg("%s: shares %d, is input %d", table[i].answer, o.fact[0].shares_input, o.fact[0].is_input);
        grade_outcome_free(s.g, &o);
    }
    sample_close(&s);
}

static void setups_see_n_and_k_and_answers_do_not(void **state) {
    (void)state;
    grade_outcome o;
    err           e = {0};
    begin("arr", "out", "");
    s.q.hidden = TEXT("arr = np.array([n, k])");
    assert_int_equal(grade_run(s.g, &s.q, &s.cases[1], "arr", 3, false, &o, &e), ERR_OK);
    assert_int_equal(int_at(o.output[0], 0), 7);
    assert_int_equal(int_at(o.output[0], 1), 2);
    grade_outcome_free(s.g, &o);
    const char *answer = "n == nil and k == nil";
    assert_int_equal(grade_run(s.g, &s.q, &s.cases[1], answer, strlen(answer), false, &o, &e), ERR_OK);
    assert_int_equal(o.output[0]->data[0], 1);
    grade_outcome_free(s.g, &o);
    sample_close(&s);
}

static void the_same_seed_draws_the_same_inputs(void **state) {
    (void)state;
    grade_outcome a, b;
    begin("arr", "out", "");
    s.q.hidden = TEXT("arr = np.random.randint(0, 1000000, 5)");
    const char *answer = "arr";
    err         e = {0};
    assert_int_equal(grade_run(s.g, &s.q, &s.cases[1], answer, 3, false, &a, &e), ERR_OK);
    assert_int_equal(grade_run(s.g, &s.q, &s.cases[1], answer, 3, false, &b, &e), ERR_OK);
    assert_memory_equal(a.output[0]->data, b.output[0]->data, 40);
    grade_outcome_free(s.g, &b);
    assert_int_equal(grade_run(s.g, &s.q, &s.cases[2], answer, 3, false, &b, &e), ERR_OK);
    assert_memory_not_equal(a.output[0]->data, b.output[0]->data, 40);
    grade_outcome_free(s.g, &a);
    grade_outcome_free(s.g, &b);
    sample_close(&s);
}

static void a_setup_that_fails_is_our_fault_and_says_where(void **state) {
    (void)state;
    grade_outcome o;
    err           e = {0};
    begin("arr", "out", "arr = 1\narr = np.nonsense(3)");
    assert_int_not_equal(grade_run(s.g, &s.q, &s.cases[0], "arr", 3, false, &o, &e), ERR_OK);
    if (!strstr(e.text, "case 1") || !strstr(e.text, "line 2")) fail_msg("%s", e.text);
    sample_close(&s);
}

static void inputs_are_shown_one_a_line(void **state) {
    (void)state;
    buf text;
    err e = {0};
    begin("arr limit m name", "out", "arr = np.array([1, 2, 3])\nlimit = 4.5\nm = np.array([[1.5], [2.0]])\nname = 'ab'");
    buf_init(&text);
    if (grade_inputs(s.g, &s.q, &s.cases[0], &text, &e)) fail_msg("%s", e.text);
    assert_string_equal(text.text, "arr = int64 (3,) [1 2 3]\nlimit = 4.5\nm = float64 (2, 1) [[1.5]\n                    [2. ]]\nname = 'ab'\n");
    buf_free(&text);
    s.q.given = TEXT("t l n b tb f s");
    s.q.shown = TEXT("t = (1, 2.5)\nl = [1, [2]]\nn = None\nb = True\ntb = {1, {2, 'x'}}\nf = np.float32(0.1)\ns = \"it's\"");
    if (grade_inputs(s.g, &s.q, &s.cases[0], &text, &e)) fail_msg("%s", e.text);
    assert_string_equal(text.text, "t = (1, 2.5)\nl = [1, [2]]\nn = None\nb = True\ntb = {1, {2, 'x'}}\nf = float32 0.1\ns = \"it's\"\n");
    buf_free(&text);
    s.q.given = TEXT("arr limit m name");
    s.q.shown = TEXT("arr = np.arange(100)\nlimit = 1\nm = np.zeros(2)\nname = 'x'");
    if (grade_inputs_brief(s.g, &s.q, &s.cases[0], &text, &e)) fail_msg("%s", e.text);
    assert_string_equal(text.text, "arr = int64 (100,), values from 0 to 99\nlimit = 1\nm = float64 (2,) [0. 0.]\nname = 'x'\n");
    buf_free(&text);
    s.q.given = TEXT("a column row");
    s.q.shown = TEXT("a = np.arange(3)\ncolumn = np.arange(1000).reshape(-1, 1)\nrow = np.ones(500)");
    if (grade_inputs(s.g, &s.q, &s.cases[0], &text, &e)) fail_msg("%s", e.text);
    assert_string_equal(text.text, "a = int64 (3,) [0 1 2]\ncolumn = int64 (1000, 1), values from 0 to 999\nrow = float64 (500,), every value 1\n");
    buf_free(&text);
    sample_close(&s);
}

/* --- ends ------------------------------------------------------------------------------------------- */

static void each_way_of_ending_has_its_verdict(void **state) {
    (void)state;
    static const struct { const char *answer; grade_verdict v; } table[] = {
        {"arr +", GRADE_UNGRADABLE}, {"error('no')", GRADE_ERROR}, {"arr.reshape(7)", GRADE_ERROR}, {"while true do end", GRADE_TIME},
        {"return #('x'):rep(1 << 30)", GRADE_MEM}, {"return np.zeros(1 << 21)", GRADE_OUTPUT}, {"while true do print('xxxxxxxx') end", GRADE_OUTPUT}};
    begin("arr", "out", "arr = np.array([2, 1])");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        grade_outcome o;
        sample_run(&s, table[i].answer, &o);
        if (o.verdict != table[i].v) fail_msg("%s: %s %s", table[i].answer, grade_verdict_name(o.verdict), o.problem.text);
        grade_outcome_free(s.g, &o);
    }
    sample_close(&s);
}

static void an_error_says_its_type_text_and_line(void **state) {
    (void)state;
    grade_outcome o;
    begin("arr", "out", "arr = np.array([2, 1])");
    sample_run(&s, "local x = 1\nreturn arr.reshape(7)", &o);
    assert_string_equal(o.problem.type, "ValueError");
    assert_string_equal(o.problem.text, "cannot reshape array of size 2 into shape (7,)");
    assert_int_equal(o.problem.line, 2);
    grade_outcome_free(s.g, &o);
    sample_close(&s);
}

static void a_loop_is_stopped_in_time_and_its_line_is_named(void **state) {
    (void)state;
    grade_outcome o;
    begin("arr", "out", "arr = np.array([2, 1])");
    sample_run(&s, "local x = 0\n\nwhile true do x = x + 1 end", &o);
    assert_int_equal(o.verdict, GRADE_TIME);
    assert_int_equal(o.problem.line, 3);
    grade_outcome_free(s.g, &o);
    sample_close(&s);
}

static void a_child_that_never_replies_is_ended_by_the_wall_clock(void **state) {
    (void)state;
    grade_outcome o;
    begin("arr", "out", "arr = np.array([2, 1])");
    s.g->limits.wall_ms = 100;      /* the child was given 300 ms of work, so the parent is first */
    sample_run(&s, "while true do end", &o);
    assert_int_equal(o.verdict, GRADE_TIME);
    grade_outcome_free(s.g, &o);
    sample_close(&s);
}

static void without_the_helper_process_there_is_an_error_and_no_verdict(void **state) {
    (void)state;
    grade_outcome o;
    err           e = {0};
    begin("arr", "out", "arr = np.array([2, 1])");
    signal(SIGPIPE, SIG_DFL);
    kill(s.g->zygote, SIGKILL);
    assert_int_equal(grade_run(s.g, &s.q, &s.cases[0], "arr", 3, false, &o, &e), ERR_SANDBOX);
    sample_close(&s);
}

static void instructions_are_counted_alike_each_time(void **state) {
    (void)state;
    grade_outcome a, b;
    err           e = {0};
    const char   *answer = "local x = 0\nfor i = 1, 1000 do x = x + i end\nreturn x";
    begin("arr", "out", "arr = np.array([2, 1])");
    assert_int_equal(grade_run(s.g, &s.q, &s.cases[0], answer, strlen(answer), true, &a, &e), ERR_OK);
    assert_int_equal(grade_run(s.g, &s.q, &s.cases[0], answer, strlen(answer), true, &b, &e), ERR_OK);
    assert_true(a.cost.instructions >= 2000 && a.cost.instructions < 10000);
    assert_true(a.cost.instructions == b.cost.instructions);
    grade_outcome_free(s.g, &a);
    grade_outcome_free(s.g, &b);
    sample_run(&s, "arr + arr", &a);
    assert_true(a.cost.instructions == 0 && a.cost.arrays == 1 && a.cost.nbytes == 16 && a.cost.views == 0);
    grade_outcome_free(s.g, &a);
    sample_close(&s);
}

static void warnings_are_kept_once_each(void **state) {
    (void)state;
    grade_outcome o;
    begin("arr", "out", "arr = np.array([2.0, 0.0])");
    sample_run(&s, "for i = 1, 3 do local x = arr / 0 end\nreturn arr / 0", &o);
    assert_int_equal(o.verdict, GRADE_PASS);
    const char *first = strstr(o.warnings.text, "divide by zero encountered in divide");
    assert_non_null(first);
    assert_null(strstr(first + 1, "divide by zero"));
    grade_outcome_free(s.g, &o);
    sample_close(&s);
}

/* --- children ahead ------------------------------------------------------------------------------- */

static void children_made_ahead_take_the_next_cases(void **state) {
    (void)state;
    grade_outcome o;
    begin("arr", "out", "arr = np.array([1, 2, 3])");
    grade_prepare(s.g);
    assert_int_equal(s.g->nspares, GRADE_SPARES);
    uint64_t made = s.g->serial;
    for (int i = 0; i < GRADE_SPARES + 1; i++) {
        sample_run(&s, "np.random.rand(3).sum(), arr * 2", &o);
        assert_int_equal(o.verdict, GRADE_PASS);
        assert_int_equal(int_at(o.output[1], 2), 6);
        grade_outcome_free(s.g, &o);
        assert_int_equal(s.g->serial, i < GRADE_SPARES ? made : made + 1);
    }
    sample_close(&s);
}

/* The helper's children that it has not buried yet, by the kernel's list: how many. Each gets the signal; 0 is none. */
static int signal_children(pid_t helper, int number) {
    char path[64];
    int  n = 0, pid;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)helper, (int)helper);
    FILE *f = fopen(path, "r");
    while (f && fscanf(f, "%d", &pid) == 1) n += kill(pid, number) == 0;
    if (f) fclose(f);
    return n;
}

static void a_child_that_died_while_it_waited_gets_no_case(void **state) {
    (void)state;
    grade_outcome         o;
    const struct timespec moment = {0, 2000000};
    begin("arr", "out", "arr = np.array([1, 2, 3])");
    grade_prepare(s.g);
    int alive = 0;
    for (int i = 0; i < 5000 && alive < GRADE_SPARES; i++, nanosleep(&moment, NULL)) alive = signal_children(s.g->zygote, 0);
    if (alive == 0) skip();                /* a kernel without that list */
    for (int i = 0; i < 5000 && signal_children(s.g->zygote, SIGKILL) > 0; i++) nanosleep(&moment, NULL);
    for (int i = 0; i < 50; i++) nanosleep(&moment, NULL);       /* the last report is on its way */
    sample_run(&s, "arr.sum()", &o);
    assert_int_equal(o.verdict, GRADE_PASS);
    assert_int_equal(s.g->nspares, 0);
    assert_int_equal(int_at(o.output[0], 0), 6);
    grade_outcome_free(s.g, &o);
    sample_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(children_made_ahead_take_the_next_cases),
        TEST(a_child_that_died_while_it_waited_gets_no_case),
        TEST(an_array_comes_back_with_its_values_and_facts),
        TEST(linear_algebra_works_in_the_sandbox),
        TEST(single_values_and_tuples_of_them_are_arrays_too),
        TEST(several_outputs_come_from_several_values_or_one_tuple),
        TEST(what_is_no_array_is_named),
        TEST(an_answer_without_a_value_has_none),
        TEST(what_was_printed_last_is_the_value_when_there_is_no_other),
        TEST(a_changed_input_is_seen_whatever_the_name_means_now),
        TEST(the_input_itself_is_told_from_a_view_and_a_copy),
        TEST(setups_see_n_and_k_and_answers_do_not),
        TEST(the_same_seed_draws_the_same_inputs),
        TEST(a_setup_that_fails_is_our_fault_and_says_where),
        TEST(inputs_are_shown_one_a_line),
        TEST(each_way_of_ending_has_its_verdict),
        TEST(an_error_says_its_type_text_and_line),
        TEST(a_loop_is_stopped_in_time_and_its_line_is_named),
        TEST(a_child_that_never_replies_is_ended_by_the_wall_clock),
        TEST(without_the_helper_process_there_is_an_error_and_no_verdict),
        TEST(instructions_are_counted_alike_each_time),
        TEST(warnings_are_kept_once_each),
    };
    return RUN_TESTS(tests);
}
