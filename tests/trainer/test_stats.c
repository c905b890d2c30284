/* due and stats as JSON, as HTML and in plain words. */
#include "harness.h"

#include "program.h"

static buf out;

static void run(const char *args, const char *input, int code) {
    int got = program_run(args, input, &out);
    if (got != code) fail_msg("ndrill %s: %d\n%s", args, got, out.text);
}

static void expect(const char *text) {
    if (!strstr(out.text, text)) fail_msg("\"%s\" is not in\n%s", text, out.text);
}

static void nothing_is_said_before_the_first_answer(void **state) {
    (void)state;
    buf_init(&out);
    run("stats", "", 0);
    expect("No answers yet");
    run("stats --json", "", 0);
    expect("{\"attempts\":0,\"passes\":0,\"due\":0,");
    expect("\"days\":{}}");
    run("due", "", 0);
    expect("Nothing is due.");
    run("due --json", "", 0);
    assert_string_equal(out.text, "");
    buf_free(&out);
}

static void json_is_one_value_that_sqlite_can_read(void **state) {
    (void)state;
    buf_init(&out);
    run("grade C6 -", "arr[arr > limit]\n", 0);
    run("stats --json", "", 0);
    expect("{\"attempts\":1,\"passes\":1,\"due\":0,\"concepts_due\":0,");
    expect("{\"concept\":\"boolean-mask\",\"questions\":");
    char path[128], command[400];
    snprintf(path, sizeof path, "%s/stats.json", program_folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(out.text, f);
    fclose(f);
    snprintf(command, sizeof command, "test \"$(sqlite3 :memory: \"select json_valid(readfile('%s'))\")\" = 1", path);
    assert_int_equal(system(command), 0);
    buf_free(&out);
}

static void html_is_one_page_that_needs_nothing_else(void **state) {
    (void)state;
    buf_init(&out);
    run("stats --html -", "", 0);
    assert_int_equal(strncmp(out.text, "<!DOCTYPE html>", 15), 0);
    expect("</body></html>");
    expect("<td>coding</td>");
    assert_null(strstr(out.text, "http"));
    assert_null(strstr(out.text, "<script"));
    run("stats --html", "", 2);
    buf_free(&out);
}

static void plain_words_have_no_bars_and_no_calendar(void **state) {
    (void)state;
    buf_init(&out);
    run("stats --plain", "", 0);
    expect("1 of ");
    expect(" passed");
    assert_null(strchr(out.text, '#'));
    assert_null(strstr(out.text, "half year\n"));
    buf_free(&out);
}

int main(void) {
    if (!program_begin()) return 1;
    const struct CMUnitTest tests[] = {TEST(nothing_is_said_before_the_first_answer), TEST(json_is_one_value_that_sqlite_can_read),
                                       TEST(html_is_one_page_that_needs_nothing_else), TEST(plain_words_have_no_bars_and_no_calendar)};
    int failed = RUN_TESTS(tests);
    program_end();
    return failed;
}
