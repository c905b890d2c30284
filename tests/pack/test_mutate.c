/* References changed in one place: which changes are made, and that cases which miss one are found out. */
#include "pack_test.h"

#include "pack/mutate.h"

static grader *g;

static int mutate_begin(void **state) {
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

static int mutate_end(void **state) {
    (void)state;
    grade_close(g);
    return 0;
}

/* --- making ------------------------------------------------------------------------------------------- */

static void expect_mutants(const char *source, const char *given, const char *const *want, bool there) {
    faults         f = {0};
    store_question q = {.given = (char *)(uintptr_t)given, .checks = (char *)(uintptr_t)"view 1 of a\nin place a"};
    static const ptrdiff_t shape[] = {2, 2};
    nd_ctx          ctx;
    nd_ctx_init(&ctx);
    nd_array *a = nd_zeros(&ctx, nd_dtype_of(ND_F64), 2, shape, 'C', NULL);
    assert_non_null(a);
    mutants m = {.f = &f, .q = &q, .source = source, .nsource = strlen(source), .expected = &a, .nexpected = 1, .inputs = "a = float64 (2, 2) [[0. 0.]\nb = 4\n"};
    pack_mutants_make(&m);
    assert_false(f.no_memory);
    for (; *want; want++) {
        bool found = false;
        for (size_t i = 0; i < m.n; i++) found = found || strcmp(m.all[i].text, *want) == 0;
        if (found != there) fail_msg("%s: %s", source, *want);
    }
    for (size_t i = 0; i < m.n; i++) {
        assert_string_not_equal(m.all[i].text, source);
        for (size_t k = 0; k < i; k++) assert_string_not_equal(m.all[i].text, m.all[k].text);
    }
    pack_mutants_free(&m);
    nd_drop(&ctx, a);
}

#define WANT(source, given, ...) expect_mutants(source, given, (const char *const[]){__VA_ARGS__, NULL}, true)
#define NEVER(source, given, ...) expect_mutants(source, given, (const char *const[]){__VA_ARGS__, NULL}, false)

static void signs_numbers_and_words_are_changed(void **state) {
    (void)state;
    WANT("a[a > b]", "a b", "a[a >= b]", "a[a < b]", "b[a > b]", "a[b > b]", "a[a > a]");
    WANT("a[1:-1]", "a", "a[2:-1]", "a[0:-1]", "a[1:1]", "a[1:-2]", "a[1:-0]");
    WANT("a[:, ::2]", "a", "a[1:, ::2]", "a[:-1, ::2]", "a[:, 1::2]", "a[:, :-1:2]", "a[:, ::3]", "a[:, ::1]");
    WANT("(a >= 1) & ~(a <= 2)", "a", "(a > 1) & ~(a <= 2)", "(a >= 1) | ~(a <= 2)", "(a >= 1) & (a <= 2)", "(a >= 1) & ~(a < 2)");
    WANT("if x and y then return a end\nreturn b", "a b", "if x or y then return a end\nreturn b", "if true then return a end\nreturn b", "if false then return a end\nreturn b");
    WANT("a + b", "a b", "a - b", "b + b", "a + a");
    WANT("a @ b.T", "a b", "a * b.T", "a @ b");
    WANT("np.array(a, dtype=\"float32\")", "a", "np.array(a, dtype=\"float64\")", "np.array(a)");
    WANT("np.array(a, dtype=float)", "a", "np.array(a, dtype=int)");
    WANT("np.where(a, \"High\", b)", "a b", "np.where(a, \"Hig\", b)", "np.where(\"High\", a, b)", "np.where(a, b, \"High\")");
}

static void calls_are_changed(void **state) {
    (void)state;
    WANT("np.sum(a, axis=1)", "a", "np.sum(a, axis=0)", "np.sum(a)", "np.mean(a, axis=1)", "(a)", "np.sum(a, axis=1, keepdims=True)", "np.sum(np.abs(a), axis=1)");
    WANT("a.mean(axis=1, keepdims=True)", "a", "a.mean(axis=1)", "a.mean(keepdims=True)", "a", "a.mean(axis=1, keepdims=False)");
    WANT("np.std(a)", "a", "np.std(a, ddof=1)", "np.var(a)");
    WANT("np.sort(a)", "a", "np.argsort(a)", "(a)");
    WANT("a.reshape(2, -1)", "a", "a.reshape(-1, 2)", "a.reshape(2)", "a.reshape(2, 1)");
    WANT("np.argmax(a)", "a", "np.argmin(a)");
    WANT("a.copy()", "a", "a", "a.view()");
    WANT("np.any(a)", "a", "np.all(a)");
    WANT("np.maximum(a, b)", "a b", "np.minimum(a, b)", "np.maximum(b, a)", "np.maximum(a)");
    WANT("np.zeros((2, 3))", "a", "np.zeros((3, 2))", "np.ones((2, 3))");
    WANT("x = a\nx[0] = 1\nx", "a", "-- x = a\nx[0] = 1\nx", "x = a\n-- x[0] = 1\nx");
}

static void outputs_are_changed(void **state) {
    (void)state;
    WANT("x = a\nx * 2", "a", "x = a\nnp.flip(x * 2)", "x = a\nnp.transpose(x * 2)", "x = a\nnp.asarray(x * 2).astype(\"float32\")", "x = a\n-(x * 2)", "x = a\nnp.round(x * 2)",
         "x = a\nnp.copy(x * 2)", "x = a\n(x * 2)[:-1]", "x = a\n(x * 2)[None]", "a = a.copy()\nx = a\nx * 2");
    WANT("a", "a", "np.array([0.0, 0.0, 0.0, 0.0], dtype=\"float64\").reshape((2, 2))");
    WANT("return np.stack(\n  [a, b])", "a b", "return np.flip(np.stack(\n  [a, b]))");
    NEVER("a[0] = 1", "a", "np.flip(a[0] = 1)");
    NEVER("f(x, y), z", "a", "np.flip(f(x, y)), z");                  /* two outputs where one is expected */
}

static void names_of_arguments_and_targets_stay(void **state) {
    (void)state;
    NEVER("f(a, b=1)", "a b", "f(a, a=1)");
    NEVER("a = 1\na", "a b", "b = 1\na");
}

static void brackets_that_do_not_match_are_no_trouble(void **state) {
    (void)state;
    static const char *const odd[] = {"", "(", ")", "f(", "f(,)", "f(a,,b)", "a[", "](", "np.", ".T", "f(a=", "[[", "{)", "return", "if then", "\"", "f((a), [b], {c}", "x =", "a\n\n\n", "-", "~"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) expect_mutants(odd[i], "a b", (const char *const[]){NULL}, true);
}

static void every_refused_request_is_noted(void **state) {
    (void)state;
    for (uint64_t k = 1;; k++) {
        faults         f = {0};
        store_question q = {.given = (char *)(uintptr_t)"a b", .checks = (char *)(uintptr_t)""};
        static const char source[] = "np.sum(a[a > b], axis=1)";
        mutants        m = {.f = &f, .q = &q, .source = source, .nsource = sizeof source - 1, .inputs = ""};
        mem_fail_from(k);
        pack_mutants_make(&m);
        mem_fail_from(0);
        bool failed = f.no_memory;
        pack_mutants_free(&m);
        if (!failed) return;
    }
}

/* --- cases that tell ---------------------------------------------------------------------------------------- */

typedef struct row {
    const char *from, *to;
    const char *at;          /* the fault's line is where this stands in the changed file */
    const char *want[2];     /* the changed line, and what else is said; NULL: nothing */
} row;

/* Each takes from the example what makes one change visible. */
static const row weak[] = {
    /* No element ever equals the limit. */
    {"limit = np.random.randint(-15, 6)", "limit = np.random.randint(-5, 6) + 0.3", "arr[arr > limit]\n```\n\n## Answer: compress", {"`arr[arr >= limit]` (comparison)", NULL}},
    /* One size only, the values of the shown case: the numbers are learnt by heart. */
    {"arr = np.random.randint(-20, 21, n)\nlimit = np.random.randint(-15, 6)\nif k == 4 then arr = arr / 4 end", "arr = np.array([3, 8, -1, 5, 9])\nlimit = 4",
     "arr[arr > limit]\n```\n\n## Answer: compress", {"`np.array([8, 5, 9], dtype=\"int64\").reshape((3,))` (learnt by heart)", NULL}},
    /* Nothing negative lies above the limit. */
    {"limit = np.random.randint(-15, 6)", "limit = np.random.randint(0, 6)\nif n == 12 then arr[3] = limit end", "arr[arr > limit]\n```\n\n## Answer: compress",
     {"`np.abs(arr)[arr > limit]` (absolute)", NULL}},
    /* Only for some draws: an input that tells is found. */
    {"limit = np.random.randint(-15, 6)", "limit = np.random.randint(-20, 60)\nif k > 2 then arr, limit = arr * 0, 0 end", "arr[arr > limit]\n```\n\n## Answer: compress",
     {"`arr[np.abs(arr) > limit]` (absolute)", "this one would: n = "}},
};

static void weak_cases_are_found_out(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof weak / sizeof *weak; i++) {
        char  want[100];
        heard h;
        err   e = {0};
        heard_init(&h);
        char *text = changed(example_text(), weak[i].from, weak[i].to);
        write_text("q.md", text);
        pack    *p = read_ok();
        err_code code = pack_check(g, p, hear, &h, &e);
        snprintf(want, sizeof want, "q.md:%d: no case refuses ", line_of(text, weak[i].at));
        bool all = strstr(h.faults.text, want) != NULL;
        for (size_t k = 0; k < 2; k++) all = all && (!weak[i].want[k] || strstr(h.faults.text, weak[i].want[k]));
        if (code != ERR_FORMAT || !all) fail_msg("row %zu wanted: %s%s\nsaid (%d %s):\n%s", i, want, weak[i].want[0], code, e.text, h.faults.text);
        mem_free(text);
        heard_free(&h);
        pack_free(p);
    }
}

/* --- excuses --------------------------------------------------------------------------------------------------- */

static const char half[] = "limit = np.random.randint(-15, 6) + 0.3";

static char *with_excuse(const char *excuse) {
    char  part[400];
    char *weaker = changed(example_text(), "limit = np.random.randint(-15, 6)", half);
    snprintf(part, sizeof part, "## Excused\n\n%s\n\n## Hints", excuse);
    char *text = changed(weaker, "## Hints", part);
    mem_free(weaker);
    return text;
}

static void an_excuse_lets_a_change_be(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    heard_init(&h);
    char *text = with_excuse("- `arr[arr >= limit]`: a limit lies between whole numbers.");
    write_text("q.md", text);
    pack *p = read_ok();
    /* The wrong answer that says the same still has to be refused: it passes now. */
    assert_int_equal(pack_check(g, p, hear, &h, &e), ERR_FORMAT);
    assert_non_null(strstr(h.faults.text, "this wrong answer passes"));
    assert_null(strstr(h.faults.text, "no case refuses"));
    pack_free(p);
    heard_free(&h);
    mem_free(text);
}

static void an_excuse_for_nothing_is_refused(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    char  want[100];
    heard_init(&h);
    char *text = changed(example_text(), "## Hints", "## Excused\n\n- `arr[arr < limit]`: it is the same.\n\n## Hints");
    write_text("q.md", text);
    pack *p = read_ok();
    assert_int_equal(pack_check(g, p, hear, &h, &e), ERR_FORMAT);
    snprintf(want, sizeof want, "q.md:%d: no change that the cases miss reads like this", line_of(text, "- `arr[arr < limit]`"));
    if (!strstr(h.faults.text, want)) fail_msg("%s", h.faults.text);
    pack_free(p);
    heard_free(&h);
    mem_free(text);
}

static void an_excuse_has_a_line_and_a_reason(void **state) {
    (void)state;
    static const char *const bad[] = {"- arr[arr >= limit]: same", "- `arr[arr >= limit]`", "- `arr[arr >= limit]`:", "- `` ` ``: x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *text = with_excuse(bad[i]);
        write_text("q.md", text);
        expect_fault("an excuse is", true);
        mem_free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(signs_numbers_and_words_are_changed),
        TEST(calls_are_changed),
        TEST(outputs_are_changed),
        TEST(names_of_arguments_and_targets_stay),
        TEST(brackets_that_do_not_match_are_no_trouble),
        TEST(every_refused_request_is_noted),
        PACK_TEST(weak_cases_are_found_out),
        PACK_TEST(an_excuse_lets_a_change_be),
        PACK_TEST(an_excuse_for_nothing_is_refused),
        PACK_TEST(an_excuse_has_a_line_and_a_reason),
    };
    return cmocka_run_group_tests(tests, mutate_begin, mutate_end);
}
