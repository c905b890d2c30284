/* ndrill mock without a terminal: lines in, sentences out, exit codes; and its files. */
#include "harness.h"

#include "program.h"

#define BEGIN "mock --pack talk --minutes 5 --mix 1p,1t"

static void has(const buf *out, const char *text) {
    if (!strstr(out->text, text)) fail_msg("\"%s\" is not in:\n%s", text, out->text);
}

/* A database of its own with a pack whose questions do not change. */
static void begin(void) {
    buf out;
    buf_init(&out);
    assert_true(program_begin());
    assert_int_equal(program_run("pack import tests/screens/talk", "", &out), 0);
    buf_free(&out);
}

static void an_interview_over_lines(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    begin();
    assert_int_equal(program_run(BEGIN, "arr[arr >= limit]\narr[arr >\n limit]\n:h\nnp.mean(marks, axis=1)\n\nfour\n4\n", &out), 0);
    has(&out, "Mock interview: 2 questions, 5:00 in total.");
    has(&out, "Question 1 of 2");
    has(&out, "Not yet. The shape is not the one I asked for. You have 2 runs left.");
    has(&out, "Yes, that works.");
    has(&out, "There are no hints");
    has(&out, "A number from 0 to 4, please.");
    has(&out, "18 of 20 points, 90 %");
    has(&out, "spoken 4 of 4,");
    assert_int_equal(program_run("history talk-04", "", &out), 0);
    has(&out, "arr[arr >= limit]");
    buf_free(&out);
    program_end();
}

static void lines_that_end_leave_it_under_way(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    begin();
    assert_int_equal(program_run(BEGIN, "arr[arr >= limit]\narr[\n", &out), 0);
    has(&out, "ndrill mock goes on with it");
    assert_int_equal(program_run(BEGIN, "", &out), 2);
    has(&out, "an interview is under way");
    assert_int_equal(program_run("mock list", "", &out), 0);
    has(&out, "under way");
    assert_int_equal(program_run("mock", ":t\n", &out), 0);
    has(&out, "Your answer so far:");
    has(&out, "1. before you, 1 run");
    assert_int_equal(program_run("mock end", "", &out), 0);
    has(&out, "0 of 20 points, 0 %");
    has(&out, "ended early");
    assert_int_equal(program_run("mock end", "", &out), 2);
    has(&out, "no interview is under way");
    assert_int_equal(program_run(BEGIN, "", &out), 0);
    buf_free(&out);
    program_end();
}

static void what_is_asked_wrongly_is_said(void **state) {
    (void)state;
    static const struct { const char *args, *said; } bad[] = {
        {"mock --minutes 0", "--minutes is a number from 1 to 600"}, {"mock --minutes", "--minutes needs a value"},
        {"mock --mix 3zz", "numbers with the first letters of a level"}, {"mock --mix 99c", "there are not 99 questions of level coding"},
        {"mock --pack none", "there is no pack 'none'"}, {"mock --hours 3", "ndrill mock has no '--hours'"}, {"mock --seed x", "--seed is a number"},
        {"mock report 7", "there is no interview 7"}, {"mock report x", "'x' is not the number"}, {"mock report", "there is no interview yet"},
        {"mock replay", "usage: ndrill mock replay N"}, {"mock export", "usage: ndrill mock export N"}, {"mock verify", "usage: ndrill mock verify FILE"},
    };
    buf out;
    buf_init(&out);
    assert_true(program_begin());
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(program_run(bad[i].args, "", &out), 2);
        has(&out, bad[i].said);
    }
    buf_free(&out);
    program_end();
}

static void shell(const char *format, const char *folder) {
    char command[512];
    snprintf(command, sizeof command, format, folder);
    assert_int_equal(system(command), 0);
}

static void a_file_is_verified_on_another_machine(void **state) {
    (void)state;
    char args[256], other[128];
    buf  out;
    buf_init(&out);
    begin();
    assert_int_equal(program_run(BEGIN, "arr[arr >= limit]\narr[arr > limit]\n:end\n", &out), 0);
    snprintf(args, sizeof args, "mock export 1 %s/a", program_folder);
    assert_int_equal(program_run(args, "", &out), 0);
    has(&out, "Digest of the last event: ");
    snprintf(other, sizeof other, "%s/other.db", program_folder);
    setenv("NDRILL_DB", other, 1);
    assert_int_equal(program_run("pack import tests/screens/talk", "", &out), 0);
    snprintf(args, sizeof args, "mock verify %s/a", program_folder);
    assert_int_equal(program_run(args, "", &out), 0);
    has(&out, "2 runs graded again: the same verdicts, 8 of 20 points.");
    shell("sed -i.old 's/arr >= limit/arr > limit/' %s/a", program_folder);
    assert_int_equal(program_run(args, "", &out), 1);
    has(&out, "was altered: its digest does not belong to it");
    shell("cd %s && head -3 a.old >a", program_folder);
    assert_int_equal(program_run(args, "", &out), 1);
    has(&out, "the file is not whole");
    buf_free(&out);
    program_end();
}

static void a_report_is_written_in_every_form(void **state) {
    (void)state;
    char args[256];
    buf  out;
    buf_init(&out);
    begin();
    assert_int_equal(program_run(BEGIN, "arr[arr > limit]\n:end\n", &out), 0);
    snprintf(args, sizeof args, "mock report --md %s/a.md --html %s/a.html", program_folder, program_folder);
    assert_int_equal(program_run(args, "", &out), 0);
    shell("grep -q '10 of 20 points' %s/a.md", program_folder);
    shell("grep -q '<b>10 of 20 points, 50 %%</b>' %s/a.html", program_folder);
    snprintf(args, sizeof args, "mock replay 1 --cast %s/a.cast", program_folder);
    assert_int_equal(program_run(args, "", &out), 0);
    shell("head -1 %s/a.cast | grep -q '\"version\": 2'", program_folder);
    assert_int_equal(program_run("--json mock report", "", &out), 0);
    has(&out, "\"points\":10,\"most\":20,\"percent\":50");
    has(&out, "\"practise_next\":\"talk-05\"");
    assert_int_equal(program_run("--json mock --pack talk --minutes 1 --mix 1p", ":end\n", &out), 0);
    has(&out, "{\"event\":2,\"kind\":\"start\"");
    has(&out, "\"earlier\":{\"interviews\":1,\"last_percent\":50");
    buf_free(&out);
    program_end();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_interview_over_lines), TEST(lines_that_end_leave_it_under_way), TEST(what_is_asked_wrongly_is_said),
        TEST(a_file_is_verified_on_another_machine), TEST(a_report_is_written_in_every_form),
    };
    return RUN_TESTS(tests);
}
