/* An interview as a file: the same when it comes back, and every change to it is found. */
#include "base/sha256.h"
#include "mock_test.h"

static void sit_one(buf *file) {
    err   e = {0};
    mock *m = begin_mock("1b,1c", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    mock_now += 20000;
    assert_string_equal(answer(m, "arr + 2"), "WRONG");
    assert_string_equal(answer(m, "arr * 2"), "PASS");
    note(m, MOCK_ASKED, 1, 2, "What is a ufunc? \"\\\n\t\xc3\xa9");
    note(m, MOCK_SPOKEN, 1, 1, "");
    note(m, MOCK_SHOWN, 2, 0, "");
    assert_int_equal(mock_typed(m, 2, "x =\n2 * arr", &e), 0);
    mock_now += 700000;
    assert_int_equal(mock_finish(m, mock_grader, MOCK_TIME, &e), 0);
    mock_export(file, m);
    mock_free(m);
}

static mock *import(const buf *file) {
    err   e = {0};
    mock *m = mock_import(file->text, file->n, &e);
    if (!m) fail_msg("%s", e.text);
    return m;
}

static void a_file_comes_back_as_it_went(void **state) {
    (void)state;
    buf file, again_file;
    buf_init(&file);
    buf_init(&again_file);
    sit_one(&file);
    mock *m = import(&file);
    assert_int_equal(m->phase, MOCK_ENDED);
    assert_int_equal(mock_points(m), 18);
    assert_string_equal(m->slot[1].answer, "x =\n2 * arr");
    mock_export(&again_file, m);
    assert_string_equal(file.text, again_file.text);
    mock_free(m);
    buf_free(&file);
    buf_free(&again_file);
}

/* The sum made right again, as somebody would who reads this. */
static void sum_up(buf *file) {
    char  sum[65];
    char *at = strstr(file->text, "\nsum ");
    assert_non_null(at);
    buf_cut(file, (size_t)(at + 1 - file->text));
    sha256_hex(file->text, file->n, sum);
    buf_printf(file, "sum %s\n", sum);
}

static void every_changed_byte_is_found(void **state) {
    (void)state;
    buf file, bad;
    buf_init(&file);
    buf_init(&bad);
    sit_one(&file);
    for (size_t i = 0; i < file.n; i++) {
        err e = {0};
        buf_clear(&bad);
        buf_add(&bad, file.text, file.n);
        bad.text[i] = (char)(bad.text[i] == '7' ? '8' : '7');
        if (strncmp(strstr(file.text, "\nsum ") + 1, bad.text + (strstr(file.text, "\nsum ") + 1 - file.text), 4) == 0 && i < file.n - 70) sum_up(&bad);
        mock *m = mock_import(bad.text, bad.n, &e);
        if (m) fail_msg("a change of byte %zu went through", i);
        assert_int_equal(e.code, ERR_FORMAT);
    }
    buf_free(&file);
    buf_free(&bad);
}

static void a_file_that_is_cut_anywhere_is_refused(void **state) {
    (void)state;
    buf file;
    buf_init(&file);
    sit_one(&file);
    for (size_t n = 0; n < file.n; n++) {
        err   e = {0};
        mock *m = mock_import(file.text, n, &e);
        if (m) fail_msg("%zu of %zu bytes went through", n, file.n);
    }
    buf_free(&file);
}

/* Events of a forger who computes the digests right. */
static void what_cannot_have_happened_is_refused(void **state) {
    (void)state;
    static const struct { mock_event ev; const char *why; } bad[] = {
        {{.at_ms = START_MS - 1, .kind = MOCK_SKIP, .slot = 1, .text = (char *)"" }, "it comes before"},
        {{.at_ms = START_MS + 700000, .kind = MOCK_RUN, .slot = 1, .text = (char *)"arr * 2"}, "the time was up"},
        {{.at_ms = START_MS + 700000, .kind = MOCK_RUN, .slot = 1, .value = 1, .text = (char *)"arr * 2"}, "not the answer as it stood"},
        {{.at_ms = START_MS + 1, .kind = MOCK_VERDICT, .slot = 1, .text = (char *)"PASS"}, "there was no run"},
        {{.at_ms = START_MS + 1, .kind = MOCK_RUN, .slot = 2, .text = (char *)"arr * 2"}, "another question"},
        {{.at_ms = START_MS + 1, .kind = MOCK_TYPED, .slot = 3, .text = (char *)""}, "no such question"},
        {{.at_ms = START_MS + 1, .kind = MOCK_PAUSE, .text = (char *)""}, "pauses were not allowed"},
        {{.at_ms = START_MS + 1, .kind = MOCK_START, .text = (char *)""}, "had started"},
        {{.at_ms = START_MS + 1, .kind = MOCK_AWAY, .value = 5, .text = (char *)""}, "not as long"},
        {{.at_ms = START_MS + 1, .kind = MOCK_IDLE, .slot = 1, .value = 5, .text = (char *)""}, "longer than the interview"},
        {{.at_ms = START_MS + 1, .kind = MOCK_END, .text = (char *)"20 20"}, "not what the verdicts come to"},
        {{.at_ms = START_MS + 1, .kind = MOCK_FOLLOW, .slot = 1, .text = (char *)"a b"}, "does not follow a pass"},
        {{.at_ms = START_MS + 1, .kind = MOCK_SPOKEN, .slot = 1, .text = (char *)""}, "nothing was asked"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        err        e = {0};
        mock      *m = begin_mock("1b,1c", false);
        mock_event ev = bad[i].ev;
        note(m, MOCK_SHOWN, 1, 0, "");
        ev.number = (int64_t)m->nevents + 1;
        assert_int_equal(mock_event_digest(&ev, mock_last_digest(m), ev.digest, &e), 0);
        assert_int_equal(mock_apply(m, &ev, &e), ERR_VALUE);
        if (!strstr(e.text, bad[i].why)) fail_msg("%zu: %s", i, e.text);
        mock_free(m);
    }
}

static void say(void *user, const char *line) {
    buf_puts(user, line);
    buf_putc(user, '\n');
}

static void it_is_graded_to_the_same_score_elsewhere(void **state) {
    (void)state;
    err        e = {0};
    buf        file, said;
    mock_check c;
    buf_init(&file);
    buf_init(&said);
    sit_one(&file);
    mock *m = import(&file);
    assert_int_equal(mock_verify(m, mock_store, mock_grader, say, &said, &c, &e), 0);
    assert_string_equal(said.text, "");
    assert_int_equal(c.runs, 3);
    assert_int_equal(c.points, 18);
    assert_int_equal(c.differences, 0);
    mock_free(m);
    buf_free(&file);
    buf_free(&said);
}

/* A verdict changed, and every digest and the sum computed anew. */
static void a_forged_verdict_is_found_by_grading(void **state) {
    (void)state;
    err        e = {0};
    buf        file, said;
    mock_check c;
    buf_init(&file);
    buf_init(&said);
    sit_one(&file);
    mock *m = import(&file), *forged = mock_new(&e);
    for (size_t i = 0; i < m->nevents; i++) {
        mock_event ev = m->event[i];
        if (strstr(ev.text, "WRONG") == ev.text) ev.text = (char *)(uintptr_t)"PASS\nYes.";
        if (ev.kind == MOCK_RUN && strcmp(ev.text, "arr * 2") == 0) i++;
        else if (ev.kind != MOCK_TYPED || strcmp(ev.text, "arr * 2") != 0) {
            if (ev.kind == MOCK_END) ev.text = (char *)(uintptr_t)"20 20";
            ev.number = (int64_t)forged->nevents + 1;
            assert_int_equal(mock_event_digest(&ev, mock_last_digest(forged), ev.digest, &e), 0);
            if (mock_apply(forged, &ev, &e) != ERR_OK) fail_msg("%s", e.text);
        }
    }
    assert_int_equal(mock_points(forged), 20);
    assert_int_equal(mock_verify(forged, mock_store, mock_grader, say, &said, &c, &e), 0);
    assert_int_equal(c.differences, 1);
    assert_int_equal(c.points, 10);
    assert_non_null(strstr(said.text, "question 1 was given PASS and is WRONG here"));
    mock_free(m);
    mock_free(forged);
    buf_free(&file);
    buf_free(&said);
}

static void another_question_of_that_name_is_not_graded(void **state) {
    (void)state;
    err        e = {0};
    buf        file, said;
    mock_check c;
    buf_init(&file);
    buf_init(&said);
    sit_one(&file);
    mock *m = import(&file);
    m->slot[0].digest[0] = m->slot[0].digest[0] == '0' ? '1' : '0';
    assert_int_equal(mock_verify(m, mock_store, mock_grader, say, &said, &c, &e), 0);
    assert_int_equal(c.unknown, 2);
    assert_non_null(strstr(said.text, "has another content here"));
    mock_free(m);
    buf_free(&file);
    buf_free(&said);
}

static void the_runs_of_a_follow_up_are_graded_as_its_own(void **state) {
    (void)state;
    err             e = {0};
    store_question *q;
    buf             said;
    mock_check      c;
    buf_init(&said);
    mock *m = begin_mock("1c", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    answer(m, "arr * 2");
    assert_int_equal(mock_follow(m, &q, &e), 0);
    assert_non_null(q);
    store_question_free(q);
    answer(m, "arr");
    answer(m, "arr + arr");
    assert_int_equal(mock_verify(m, mock_store, mock_grader, say, &said, &c, &e), 0);
    assert_string_equal(said.text, "");
    assert_int_equal(c.runs, 3);
    assert_int_equal(c.points, 10);
    /* A follow-up that is not here: only its runs are left out. */
    for (size_t i = 0; i < m->nevents; i++)
        if (m->event[i].kind == MOCK_FOLLOW) m->event[i].text[0] = 'x';
    assert_int_equal(mock_verify(m, mock_store, mock_grader, say, &said, &c, &e), 0);
    assert_int_equal(c.runs, 1);
    assert_int_equal(c.unknown, 2);
    assert_int_equal(c.points, 10);
    assert_non_null(strstr(said.text, "+more) is not in the packs here: its 2 runs"));
    mock_free(m);
    buf_free(&said);
}

static void reports_are_whole_and_safe(void **state) {
    (void)state;
    buf          file, out;
    mock_earlier earlier = {.n = 2, .last_points = 10, .last_most = 20, .best_percent = 60, .mean_percent = 55};
    buf_init(&file);
    buf_init(&out);
    sit_one(&file);
    mock *m = import(&file);
    mock_free(m);
    m = begin_mock("1b", false);
    note(m, MOCK_SHOWN, 1, 0, "");
    answer(m, "\"<script>|`\"");
    mock_report_html(&out, m, &earlier, "now");
    assert_null(strstr(out.text, "<script>"));
    assert_non_null(strstr(out.text, "&#60;script&#62;"));
    assert_non_null(strstr(out.text, "50 % last time"));
    buf_clear(&out);
    mock_report_md(&out, m, &earlier, "now");
    assert_non_null(strstr(out.text, "```lua\n\"<script>|`\"\n```"));
    buf_clear(&out);
    mock_report_json(&out, m, &earlier);
    assert_non_null(strstr(out.text, "\"answer\":\"\\\"<script>|`\\\"\""));
    mock_free(m);
    buf_free(&file);
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MOCK_TEST(a_file_comes_back_as_it_went), MOCK_TEST(every_changed_byte_is_found), MOCK_TEST(a_file_that_is_cut_anywhere_is_refused),
        MOCK_TEST(what_cannot_have_happened_is_refused), MOCK_TEST(it_is_graded_to_the_same_score_elsewhere), MOCK_TEST(a_forged_verdict_is_found_by_grading),
        MOCK_TEST(another_question_of_that_name_is_not_graded), MOCK_TEST(the_runs_of_a_follow_up_are_graded_as_its_own), MOCK_TEST(reports_are_whole_and_safe),
    };
    return RUN_TESTS(tests);
}
