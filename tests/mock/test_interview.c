/* An interview from the first event to the sum: the clock, the runs, and what is left after a kill. */
#include "mock_test.h"

static void an_interview_is_dealt_run_and_summed(void **state) {
    (void)state;
    err   e = {0};
    mock *m = begin_mock("1b,1c", false);
    assert_int_equal(m->n, 2);
    assert_string_equal(m->slot[0].level, "beginner");
    assert_string_equal(m->slot[1].level, "coding");
    assert_int_equal(m->slot[0].budget_ms, 300000);
    note(m, MOCK_SHOWN, 1, 0, "");
    mock_now += 20000;
    assert_string_equal(answer(m, "arr + 2"), "WRONG");
    mock_now += 10000;
    assert_string_equal(answer(m, "arr * 2"), "PASS");
    assert_true(m->slot[0].closed);
    assert_int_equal(m->slot[0].runs, 2);
    assert_int_equal(m->slot[0].first_run_ms, 20000);
    assert_int_equal(m->slot[0].pass_ms, 30000);
    note(m, MOCK_SHOWN, 2, 0, "");
    mock_now += 5000;
    assert_string_equal(answer(m, "arr * 2"), "PASS");
    assert_int_equal(mock_finish(m, mock_grader, MOCK_DONE, &e), 0);
    assert_int_equal(mock_points(m), 18);
    assert_int_equal(mock_most(m), 20);
    assert_int_equal(mock_elapsed(m, mock_now + 99999), 35000);
    mock_free(m);
}

static bool count(const store_attempt *a, void *user) {
    *(int *)user += strcmp(a->mode, "mock") == 0;
    return true;
}

static void a_run_is_an_attempt_and_a_syntax_error_is_none(void **state) {
    (void)state;
    err   e = {0};
    int   n = 0;
    mock *m = begin_mock("1c", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    assert_string_equal(answer(m, "arr * * 2"), "UNGRADABLE");
    assert_int_equal(m->slot[0].runs, 0);
    assert_string_equal(answer(m, "arr"), "WRONG");
    assert_int_equal(store_history(mock_store, m->slot[0].id, 10, count, &n, &e), 0);
    assert_int_equal(n, 1);
    mock_free(m);
}

static void the_runs_are_limited(void **state) {
    (void)state;
    err   e = {0};
    mock *m = begin_mock("1c", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    for (int i = 0; i < 3; i++) assert_string_equal(answer(m, "arr"), "WRONG");
    assert_true(m->slot[0].closed);
    assert_int_equal(mock_note(m, MOCK_RUN, 1, 0, "arr * 2", &e), ERR_VALUE);
    assert_non_null(strstr(e.text, "the question was closed"));
    mock_free(m);
}

static void the_answer_as_it_stands_is_graded_when_time_is_up(void **state) {
    (void)state;
    err   e = {0};
    mock *m = begin_mock("1b,1c", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    assert_int_equal(mock_typed(m, 1, "arr + arr", &e), 0);
    note(m, MOCK_SKIP, 1, 0, "");
    note(m, MOCK_SHOWN, 2, 0, "");
    mock_now += 11 * 60000;
    assert_int_equal(mock_typed(m, 2, "arr + 1", &e), 0);
    assert_int_equal(m->event[m->nevents - 1].elapsed_ms, 600000);
    assert_true(mock_time_is_up(m, mock_now));
    assert_int_equal(mock_note(m, MOCK_RUN, 2, 0, "arr * 2", &e), ERR_VALUE);
    assert_int_equal(mock_finish(m, mock_grader, MOCK_TIME, &e), 0);
    assert_true(m->slot[0].passed);
    assert_false(m->slot[1].passed);
    assert_string_equal(m->slot[1].verdict, "WRONG");
    mock_free(m);
}

static void the_clock_ran_on_while_nobody_was_there(void **state) {
    (void)state;
    err   e = {0};
    mock *m = begin_mock("1b,1c", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    assert_int_equal(mock_typed(m, 1, "arr *", &e), 0);
    mock_now += 60000;
    m = again(m);
    assert_int_equal(mock_elapsed(m, mock_now), 60000);
    assert_int_equal(m->away_ms, 60000);
    assert_string_equal(m->slot[0].draft, "arr *");
    assert_int_equal(m->current, 1);
    mock_free(m);
}

static void with_pauses_allowed_it_stood_still(void **state) {
    (void)state;
    mock *m = begin_mock("1b", true);
    note(m, MOCK_SHOWN, 1, 0, "");
    mock_now += 5000;
    note(m, MOCK_PAUSE, 0, 0, "");
    mock_now += 100000;
    assert_int_equal(mock_elapsed(m, mock_now), 5000);
    note(m, MOCK_RESUME, 0, 0, "");
    mock_now += 60000;
    m = again(m);
    assert_int_equal(mock_elapsed(m, mock_now), 5000);
    mock_free(m);
}

static void a_pause_that_was_not_agreed_is_refused(void **state) {
    (void)state;
    err   e = {0};
    mock *m = begin_mock("1b", false);
    assert_int_equal(mock_note(m, MOCK_PAUSE, 0, 0, "", &e), ERR_VALUE);
    mock_free(m);
}

/* Killed between the run and its verdict. */
static void a_run_that_was_cut_off_gets_its_verdict(void **state) {
    (void)state;
    mock *m = begin_mock("1b", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    note(m, MOCK_RUN, 1, 0, "arr * 2");
    assert_int_equal(m->pending, 1);
    mock_now += 3000;
    m = again(m);
    assert_int_equal(m->pending, 0);
    assert_true(m->slot[0].passed);
    mock_free(m);
}

/* Killed between the plan and the start. */
static void a_plan_that_was_never_started_can_be_ended(void **state) {
    (void)state;
    err       e = {0};
    int64_t   under_way, newest;
    mock_wish w = {.minutes = 10, .seed = 1, .mix = "1c", .pack = "", .runs = 3};
    mock     *m = mock_plan(mock_store, &w, test_now, NULL, &e);
    assert_non_null(m);
    const char      *id[] = {m->slot[0].id};
    store_mock_event plan = {1, m->event[0].at_ms, "plan", m->event[0].text, m->event[0].digest, 0, 0};
    assert_int_equal(store_mock_begin(mock_store, &plan, 1, id, &m->id, &e), 0);
    mock_now += 60000;
    m = again(m);
    assert_int_equal(m->phase, MOCK_PLANNED);
    assert_int_equal(mock_finish(m, mock_grader, MOCK_LEFT, &e), 0);
    assert_int_equal(mock_elapsed(m, mock_now), 0);
    assert_int_equal(mock_newest(mock_store, &under_way, &newest, &e), 0);
    assert_int_equal(under_way, 0);
    mock_free(m);
}

static void two_windows_cannot_go_on_with_one_interview(void **state) {
    (void)state;
    err   e = {0};
    mock *m = begin_mock("1b", false), *other = mock_load(mock_store, m->id, test_now, NULL, &e);
    assert_non_null(other);
    note(m, MOCK_SHOWN, 1, 0, "");
    assert_int_equal(mock_note(other, MOCK_SHOWN, 1, 0, "", &e), ERR_VALUE);
    assert_non_null(strstr(e.text, "another window"));
    mock_free(m);
    mock_free(other);
}

static void a_pass_with_time_to_spare_is_followed_up(void **state) {
    (void)state;
    err             e = {0};
    store_question *q;
    mock           *m = begin_mock("1c", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    assert_int_equal(mock_follow(m, &q, &e), 0);
    assert_null(q);                                       /* nothing is passed yet */
    assert_string_equal(answer(m, "arr * 2"), "PASS");
    assert_int_equal(mock_follow(m, &q, &e), 0);
    assert_non_null(q);
    assert_non_null(strstr(q->id, "+more"));
    store_question_free(q);
    assert_string_equal(answer(m, "arr"), "WRONG");
    assert_string_equal(answer(m, "arr * 2"), "PASS");
    assert_int_equal(m->slot[0].follows_passed, 1);
    assert_int_equal(mock_points(m), 10);                 /* a follow-up stands beside the score */
    assert_int_equal(m->slot[0].runs, 1);
    assert_int_equal(mock_follow(m, &q, &e), 0);
    assert_null(q);                                       /* one is enough */
    mock_free(m);
}

static void without_time_there_is_no_follow_up(void **state) {
    (void)state;
    err             e = {0};
    store_question *q;
    mock           *m = begin_mock("1c,1b", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    mock_now += 290000;
    assert_string_equal(answer(m, "arr * 2"), "PASS");
    assert_int_equal(mock_follow(m, &q, &e), 0);
    assert_null(q);
    mock_free(m);
}

static void words_have_no_points_and_are_counted_by_the_candidate(void **state) {
    (void)state;
    err   e = {0};
    mock *m = begin_mock("1w", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    assert_string_equal(answer(m, "They are of one type."), "WRONG");
    assert_true(m->slot[0].closed);
    note(m, MOCK_ASKED, 1, 2, "Why");
    assert_int_equal(mock_note(m, MOCK_SPOKEN, 1, 3, "", &e), ERR_VALUE);
    note(m, MOCK_SPOKEN, 1, 1, "");
    assert_int_equal(mock_finish(m, mock_grader, MOCK_DONE, &e), 0);
    assert_int_equal(mock_most(m), 0);
    assert_int_equal(m->slot[0].said, 1);
    assert_int_equal(m->slot[0].say_most, 2);
    mock_free(m);
}

static void questions_that_were_dealt_come_last(void **state) {
    (void)state;
    mock *a = begin_mock("1c", false), *b = begin_mock("1c", false), *c = begin_mock("2c", false);
    assert_string_not_equal(a->slot[0].id, b->slot[0].id);
    assert_string_equal(c->slot[0].id, a->slot[0].id);
    mock_free(a);
    mock_free(b);
    mock_free(c);
}

static void a_mix_that_cannot_be_dealt_says_what_can(void **state) {
    (void)state;
    static const char *const bad[][2] = {{"3c", "there are beginner (2), coding (2), words (1)"}, {"2x", "there are beginner (2), coding (2)"},
                                         {"c", "not 'c'"}, {"", "empty"}, {"1b,2c,1c", "not so many"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        mock_wish w = {.minutes = 10, .seed = 1, .mix = bad[i][0], .pack = "", .runs = 3};
        err       e = {0};
        assert_null(mock_plan(mock_store, &w, test_now, NULL, &e));
        assert_int_equal(e.code, ERR_VALUE);
        if (!strstr(e.text, bad[i][1])) fail_msg("%s: %s", bad[i][0], e.text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MOCK_TEST(an_interview_is_dealt_run_and_summed), MOCK_TEST(a_run_is_an_attempt_and_a_syntax_error_is_none), MOCK_TEST(the_runs_are_limited),
        MOCK_TEST(the_answer_as_it_stands_is_graded_when_time_is_up), MOCK_TEST(the_clock_ran_on_while_nobody_was_there),
        MOCK_TEST(with_pauses_allowed_it_stood_still), MOCK_TEST(a_pause_that_was_not_agreed_is_refused), MOCK_TEST(a_run_that_was_cut_off_gets_its_verdict),
        MOCK_TEST(a_plan_that_was_never_started_can_be_ended), MOCK_TEST(two_windows_cannot_go_on_with_one_interview), MOCK_TEST(a_pass_with_time_to_spare_is_followed_up), MOCK_TEST(without_time_there_is_no_follow_up),
        MOCK_TEST(words_have_no_points_and_are_counted_by_the_candidate),
        MOCK_TEST(questions_that_were_dealt_come_last),
        MOCK_TEST(a_mix_that_cannot_be_dealt_says_what_can),
    };
    return RUN_TESTS(tests);
}
