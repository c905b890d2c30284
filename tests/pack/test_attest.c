/* What NumPy agreed with is held against what a question asks for now. */
#include "pack_test.h"

#include "pack/pack_int.h"

static grader *g;

static int attest_begin(void **state) {
    (void)state;
    err e = {0};
    g = grade_open(NULL, &e);
    if (!g) fprintf(stderr, "%s\n", e.text);
    return g ? 0 : -1;
}

static int attest_end(void **state) {
    (void)state;
    grade_close(g);
    return 0;
}

static pack *checked(heard *h) {
    err   e = {0};
    pack *p = read_ok();
    if (pack_check(g, p, hear, h, &e) != ERR_OK) fail_msg("%s", e.text);
    return p;
}

/* The digest of the example with one change, in static room. */
static const char *digest_with(const char *from, const char *to) {
    static char rooms[2][PACK_NDIGEST + 1];
    static int  turn;
    heard       h;
    err         e = {0};
    heard_init(&h);
    write_example("q.md", from, to);
    pack *p = checked(&h);
    char *hex = rooms[turn++ % 2];
    assert_int_equal(pack_digest(p->question[0], hex, &e), ERR_OK);
    assert_int_equal(strlen(hex), PACK_NDIGEST);
    heard_free(&h);
    pack_free(p);
    return hex;
}

static void the_digest_follows_what_is_asked_and_expected(void **state) {
    (void)state;
    static const struct { const char *from, *to; bool same; } rows[] = {
        {NULL, NULL, true},
        {"in their order.", "in the order they have.", true},
        {"title: Values", "title: The values", true},
        {"1. A comparison of", "1. Comparing", true},
        {"np.compress(arr > limit, arr)", "np.compress(limit < arr, arr)", true},
        {"par: 0:45", "par: 0:50", true},
        {"- no element loop", "- no element loop\n- dtype kind", false},
        {"```python\narr[arr > limit]", "```python\narr[limit < arr]", false},
        {"sizes: 7 1 12 0 30", "sizes: 7 1 12 0 31", false},
        {"arr = np.array([3, 8, -1, 5, 9])", "arr = np.array([3, 8, -1, 5, 9.0])", false},
        {"par: 0:45", "par: 0:45\nseed: 1", false},
        {"```lua\narr[arr > limit]\n```\n\n## Answer: compress", "```lua\narr[limit < arr]\n```\n\n## Answer: compress", false},
    };
    char first[PACK_NDIGEST + 1];
    snprintf(first, sizeof first, "%s", digest_with(NULL, NULL));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if ((strcmp(digest_with(rows[i].from, rows[i].to), first) == 0) != rows[i].same) fail_msg("row %zu: %s", i, rows[i].to);
}

/* Check the example against this file; what is said comes back. */
static err_code check_with(const char *attested, heard *h) {
    err e = {0};
    heard_init(h);
    write_example("q.md", NULL, NULL);
    if (attested) write_text("attested", attested);
    pack    *p = checked(h);
    err_code code = pack_check_attested(p, hear, h, &e);
    pack_free(p);
    return code;
}

static void who_agreed_is_said(void **state) {
    (void)state;
    char  text[200];
    heard h;
    assert_int_equal(check_with(NULL, &h), ERR_OK);
    assert_non_null(strstr(h.progress.text, "6 cases, NumPy not asked\n"));
    heard_free(&h);
    snprintf(text, sizeof text, "# agreed\n\nnumpy 2.4.9\nexample-01 %s\n", digest_with(NULL, NULL));
    assert_int_equal(check_with(text, &h), ERR_OK);
    assert_non_null(strstr(h.progress.text, "6 cases, NumPy 2.4.9 agreed\n"));
    heard_free(&h);
}

static void a_digest_that_does_not_match_is_refused_in_its_line(void **state) {
    (void)state;
    heard h;
    assert_int_equal(check_with("numpy 2.4.9\nexample-01 00000000000000000000000000000000\n", &h), ERR_FORMAT);
    assert_non_null(strstr(h.progress.text, "NumPy not asked\n"));
    assert_string_equal(h.faults.text, "attested:2: what NumPy agreed with is not what example-01 asks for and expects now: run make attest\n");
    heard_free(&h);
}

static void a_question_that_is_not_there_is_refused(void **state) {
    (void)state;
    heard h;
    assert_int_equal(check_with("numpy 2.4.9\nexample-02 00000000000000000000000000000000\n", &h), ERR_FORMAT);
    assert_non_null(strstr(h.faults.text, "q.md:2: NumPy was never asked about example-01: run make attest\n"));
    assert_non_null(strstr(h.faults.text, "attested:2: there is no question example-02: run make attest\n"));
    heard_free(&h);
}

static void a_file_that_cannot_be_read_is_refused(void **state) {
    (void)state;
    static const struct { const char *text, *want; } rows[] = {
        {"example-01 00000000000000000000000000000000\n", "attested:1: it does not say which NumPy agreed"},
        {"numpy 2.4.9\nexample-01\n", "attested:2: a line is 'numpy VERSION' or an id and a digest"},
        {"numpy 2.4.9\nexample-01 0 0\n", "attested:2: a line is"},
        {"numpy 2.4.9\nexample-01 1234\n", "attested:2: the digest has 32 digits"},
        {"numpy 2.4.9\nexample-01 \x1b[2J\n", "attested:2: the character U+001B"},
    };
    write_example("q.md", NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_text("attested", rows[i].text);
        expect_fault(rows[i].want, false);
    }
    char path[128];
    snprintf(path, sizeof path, "%s/attested", pack_folder);
    unlink(path);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    expect_fault("attested: is no file", false);
}

/* The inputs of the shown case are known: a table stays a table, an array is a .npy file. */
static void cases_are_written_down(void **state) {
    (void)state;
    buf   out;
    heard h;
    err   e = {0};
    buf_init(&out);
    heard_init(&h);
    write_example("q.md", "limit = 4\n", "limit = 4.5\n");
    pack *p = checked(&h);
    assert_int_equal(pack_write_cases(g, p, &out, &e), ERR_OK);
    assert_non_null(strstr(out.text, "{\"id\": \"example-01\", \"digest\": \""));
    assert_non_null(strstr(out.text, "\"checks\": \"no element loop\", \"numpy\": \"arr[arr > limit]\", \"cases\": [{\"number\": 1, \"n\": 0, \"inputs\": {\"arr\": {\"npy\": \"934e554d5059"));
    assert_non_null(strstr(out.text, "\"limit\": {\"text\": \"4.5\"}}, \"expected\": [\"934e554d5059"));
    assert_int_equal(out.text[out.n - 1], '\n');
    buf_free(&out);
    heard_free(&h);
    pack_free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(the_digest_follows_what_is_asked_and_expected),
        PACK_TEST(who_agreed_is_said),
        PACK_TEST(a_digest_that_does_not_match_is_refused_in_its_line),
        PACK_TEST(a_question_that_is_not_there_is_refused),
        PACK_TEST(a_file_that_cannot_be_read_is_refused),
        PACK_TEST(cases_are_written_down),
    };
    return cmocka_run_group_tests(tests, attest_begin, attest_end);
}
