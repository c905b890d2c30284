/* A question is held to its word: each way of breaking one is found, with the line it is in. */
#include "pack_test.h"

static grader *g;

static int check_begin(void **state) {
    (void)state;
    err          e = {0};
    grade_limits limits;
    grade_limits_default(&limits);
    limits.cpu_ms = 300;
    limits.wall_ms = 3000;
    g = grade_open(&limits, &e);
    if (!g) fprintf(stderr, "%s\n", e.text);
    return g ? 0 : -1;
}

static int check_end(void **state) {
    (void)state;
    grade_close(g);
    return 0;
}

static void the_example_of_the_format_page_is_good(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    heard_init(&h);
    write_example("q.md", NULL, NULL);
    pack *p = read_ok();
    if (pack_check(g, p, hear, &h, &e) != ERR_OK) fail_msg("%s\n%s", e.text, h.faults.text);
    assert_string_equal(h.progress.text, "example-01       X1   2 routes pass, 3 wrong answers refused, 13 mutants killed, 6 cases, NumPy not asked\n");
    const store_question *q = p->question[0];
    assert_int_equal(q->noutcomes, 3);
    for (size_t i = 0; i < q->ncases; i++) assert_int_equal(q->cases[i].nexpected, 1);
    heard_free(&h);
    pack_free(p);
}

/* What the reference gives for the shown case is known: 8, 5 and 9 are above 4. */
static void expectations_are_npy_files_of_the_reference(void **state) {
    (void)state;
    err e = {0};
    write_example("q.md", NULL, NULL);
    pack *p = read_ok();
    assert_int_equal(pack_check(g, p, NULL, NULL, &e), 0);
    nd_ctx ctx = {0};
    nd_ctx_init(&ctx);
    const struct store_blob *b = &p->question[0]->cases[0].expected[0];
    nd_array                *a = nd_npy_read(&ctx, b->bytes, b->n, &e);
    assert_non_null(a);
    assert_int_equal(a->ndim, 1);
    assert_int_equal(a->shape[0], 3);
    static const int64_t want[] = {8, 5, 9};
    assert_memory_equal(a->data, want, sizeof want);
    nd_drop(&ctx, a);
    pack_free(p);
}

typedef struct row {
    const char *from, *to;
    const char *at;          /* the fault's line is where this stands in the changed file; NULL: no line is named */
    const char *want;
} row;

static const row broken[] = {
    {"arr = np.array([3, 8, -1, 5, 9])", "arr = np.arrray([3])", "arr = np.arrray", "Given fails for case 1 (n = 0):"},
    {"limit = 4\n", "limt = 4\n", "arr = np.array([3", "Given does not set limit in case 1"},
    {"limit = np.random.randint(-15, 6)", "limit = 1 + nil", "limit = 1 + nil", "Cases fails for case 2 (n = 7):"},
    {"arr = np.random.randint(-20, 21, n)", "if k ~= 3 then arr = np.zeros(n) end", "if k ~= 3", "Cases does not set arr in case 3"},
    {"```lua\narr[arr > limit]\n```\n\n## Answer: compress", "```lua\nlocal x = arr\nx.nothing()\n```\n\n## Answer: compress", "x.nothing()",
     "the reference does not run in case 1"},
    {"```lua\narr[arr > limit]\n```\n\n## Answer: compress", "```lua\nwhile true do end\n```\n\n## Answer: compress", "while true",
     "the reference does not run in case 1 (n = 0): TIME"},
    {"```lua\narr[arr > limit]\n```\n\n## Answer: compress", "```lua\narr[arr > limit], 1\n```\n\n## Answer: compress", "arr[arr > limit], 1",
     "the reference yields 2 outputs in case 1, 'outputs' in the head describes 1"},
    {"```lua\narr[arr > limit]\n```\n\n## Answer: compress", "```lua\nreturn function() end\n```\n\n## Answer: compress", "return function",
     "output 1 of the reference is a function in case 1"},
    {"np.compress(arr > limit, arr)", "np.compress(arr >= limit, arr)", "np.compress(arr >= limit, arr)", "this answer must pass, but is WRONG"},
    {"np.compress(arr > limit, arr)", "np.compres(arr > limit, arr)", "np.compres(arr > limit, arr)", "this answer must pass, but is ERROR"},
    {"np.compress(arr > limit, arr)", "np.compress(arr > limit, arr", "np.compress(arr > limit, arr", "this answer must pass, but is UNGRADABLE"},
    {"np.compress(arr > limit, arr)", "r = []\nfor i = 0, len(arr) - 1 do if arr[i] > limit then r.append(arr[i]) end end\nnp.array(r, dtype=arr.dtype)", NULL,
     "this answer must pass, but is"},
    {"arr[arr >= limit]", "arr[limit < arr]", "arr[limit < arr]", "this wrong answer passes"},
    {"arr[arr >= limit]", "arr[arr >=", "arr[arr >=", "this wrong answer is not even understood"},
    {"arr[arr >= limit]", "while true do end", "while true", "this wrong answer ends as TIME"},
    {"```lua\narr > limit\n```", "```lua\nlimit < arr\n```\n\n## Wrong: Twice.\n\n```lua\n(arr > limit)\n```", "(arr > limit)\n",
     "this wrong answer does just what the one in line"},
};

static void each_way_of_breaking_a_question_is_found_in_its_line(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        char  want[300];
        heard h;
        err   e = {0};
        heard_init(&h);
        char *text = changed(example_text(), broken[i].from, broken[i].to);
        write_text("q.md", text);
        pack    *p = read_ok();
        err_code code = pack_check(g, p, hear, &h, &e);
        if (broken[i].at) snprintf(want, sizeof want, "q.md:%d: %s", line_of(text, broken[i].at), broken[i].want);
        else snprintf(want, sizeof want, "%s", broken[i].want);
        if (code != ERR_FORMAT || !strstr(h.faults.text, want)) fail_msg("row %zu wanted: %s\nsaid (%d %s):\n%s", i, want, code, e.text, h.faults.text);
        assert_string_equal(h.progress.text, "");
        assert_non_null(strstr(e.text, pack_folder));
        mem_free(text);
        heard_free(&h);
        pack_free(p);
    }
}

static void a_question_that_asks_for_nothing_is_refused(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    heard_init(&h);
    write_example("q.md", "## Hints", "## Starter\n\n```lua\nlocal mask = arr > limit\narr[mask]\n```\n\n## Hints");
    pack *p = read_ok();
    assert_int_equal(pack_check(g, p, hear, &h, &e), ERR_FORMAT);
    assert_non_null(strstr(h.faults.text, "the starter passes"));
    heard_free(&h);
    pack_free(p);
}

/* A loop over elements is legal in itself; the check in the file is what refuses it. */
static void the_checks_of_the_file_are_used(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    heard_init(&h);
    char *loop = changed(example_text(), "np.compress(arr > limit, arr)",
                         "local keep = np.zeros(arr.shape, dtype=bool)\nfor i = 0, arr.size - 1 do keep[i] = arr[i] > limit end\narr[keep]");
    write_text("q.md", loop);
    pack *p = read_ok();
    assert_int_equal(pack_check(g, p, hear, &h, &e), ERR_FORMAT);
    if (!strstr(h.faults.text, "E-LOOP")) fail_msg("%s", h.faults.text);
    pack_free(p);
    char *without = changed(loop, "## Checks\n\n- no element loop\n", "");
    write_text("q.md", without);
    p = read_ok();
    if (pack_check(g, p, hear, &h, &e) != ERR_OK) fail_msg("%s", h.faults.text);
    pack_free(p);
    mem_free(loop);
    mem_free(without);
    heard_free(&h);
}

static void the_other_questions_are_checked_all_the_same(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    heard_init(&h);
    write_example("a.md", "arr[arr >= limit]", "arr[limit < arr]");
    write_example("b.md", "id: example-01\nshort: X1", "id: example-02\nshort: X2");
    pack *p = read_ok();
    assert_int_equal(pack_check(g, p, hear, &h, &e), ERR_FORMAT);
    if (h.nfaults != 1) fail_msg("%s", h.faults.text);
    assert_non_null(strstr(h.progress.text, "example-02"));
    heard_free(&h);
    pack_free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(the_example_of_the_format_page_is_good),
        PACK_TEST(expectations_are_npy_files_of_the_reference),
        PACK_TEST(each_way_of_breaking_a_question_is_found_in_its_line),
        PACK_TEST(a_question_that_asks_for_nothing_is_refused),
        PACK_TEST(the_checks_of_the_file_are_used),
        PACK_TEST(the_other_questions_are_checked_all_the_same),
    };
    return cmocka_run_group_tests(tests, check_begin, check_end);
}
