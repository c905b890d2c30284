/* A question of the core pack, broken in twenty ways: each is refused, in the line that is at fault. */
#include "pack_test.h"

static grader *g;

static int breaks_begin(void **state) {
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

static int breaks_end(void **state) {
    (void)state;
    grade_close(g);
    return 0;
}

/* The question without its follow-ups, which stay good. */
static char *read_question(const char *path) {
    buf text;
    err e = {0};
    buf_init(&text);
    if (fs_read(path, 1 << 20, &text, &e)) fail_msg("%s", e.text);
    char *after = strstr(text.text, "\n# Follow-up");
    if (after) buf_cut(&text, (size_t)(after + 1 - text.text));
    return buf_take(&text, NULL);
}

/* The question of path with the first `from` made `to` must be refused with `want` in the line where `at` stands, if
 * not otherwise told by the reader then by running it. */
static void expect_refusal(const char *path, const char *from, const char *to, const char *at, const char *want) {
    heard h;
    err   e = {0};
    char  line[400];
    char *good = read_question(path), *text = changed(good, from, to);
    heard_init(&h);
    write_text("q.md", text);
    pack    *p = pack_read(pack_folder, hear, &h, &e);
    err_code code = p ? pack_check(g, p, hear, &h, &e) : e.code;
    snprintf(line, sizeof line, "q.md:%d: %s", line_of(text, at), want);
    if (code != ERR_FORMAT || !strstr(h.faults.text, line)) fail_msg("wanted: %s\nsaid (%d %s):\n%s", line, code, e.text, h.faults.text);
    assert_string_equal(h.progress.text, "");
    pack_free(p);
    heard_free(&h);
    mem_free(text);
    mem_free(good);
}

#define C2 "questions/core/coding/02-random-numbers.md"
#define C6 "questions/core/coding/06-filter.md"
#define C9 "questions/core/coding/09-cumulative-sum.md"
#define D1 "questions/core/data-science/01-normalise.md"
#define D3 "questions/core/data-science/03-correlation.md"
#define D7 "questions/core/data-science/07-ravel-and-flatten.md"

#define BREAK(name, path, from, to, at, want)         \
    static void name(void **state) {                  \
        (void)state;                                  \
        expect_refusal(path, from, to, at, want);     \
    }

BREAK(a_reference_that_fails, C6, "arr[arr > limit]\n```\n\n## Answer: compress", "arr[arr > limt]\n```\n\n## Answer: compress", "arr[arr > limt]", "the reference does not run in case 1")
BREAK(a_reference_that_never_ends, C6, "arr[arr > limit]\n```\n\n## Answer: compress", "while true do end\n```\n\n## Answer: compress", "while true", "the reference does not run in case 1")
BREAK(another_route_that_fails, C6, "np.compress(arr > limit, arr)", "np.compress(arr >= limit, arr)", "np.compress(arr >=", "this answer must pass, but is WRONG")
BREAK(a_wrong_answer_that_passes, C6, "arr[arr >= limit]", "arr[limit < arr]", "arr[limit < arr]", "this wrong answer passes")
BREAK(a_wrong_answer_that_is_no_answer, C6, "arr[arr >= limit]", "arr[arr >= limit", "arr[arr >= limit\n", "this wrong answer is not even understood")
BREAK(two_wrong_answers_that_are_one, C6, "arr[arr < limit]", "arr[limit <= arr]", "arr[limit <= arr]", "this wrong answer does just what the one in line")
BREAK(a_starter_that_passes, C6, "## Checks", "## Starter\n\n```lua\nlocal big = arr > limit\narr[big]\n```\n\n## Checks", "local big", "the starter passes")
BREAK(cases_that_do_not_separate, C9, "arr = np.random.randint(-9, 10, n)", "arr = np.random.randint(0, 10, n)", "np.cumsum(arr)", "no case refuses `np.cumsum(np.abs(arr))` (absolute)")
BREAK(cases_of_one_value, D1, "if k == 4 then data = data.reshape(2, 5) / 4 end", "data[:] = 3", "span = data.max() - data.min()\nif", "no case refuses")
BREAK(a_generator_that_fails, C6, "arr = np.random.randint(-9, 10, n)\n", "arr = np.random.randint(-9, 10, n)\narr[3] = 1\n", "arr[3] = 1", "Cases fails for case 3 (n = 1)")
BREAK(a_generator_that_fails_for_some_draws, C6, "if n > 4 then arr[1] = limit end", "if limit == -1 then arr[100] = 1 end", "if limit == -1", "Cases fails for case ")
BREAK(a_generator_that_fails_for_large_n, C9, "if k == 6 then arr", "if n > 1000 then error(\"no\") end\nif k == 6 then arr", "if n > 1000", "Cases fails for case 0 (n = 2000, for what grows)")
BREAK(a_generator_that_is_not_deterministic, C6, "limit = np.random.randint(-4, 5)", "limit = tonumber(tostring({}):match(\"0x(%x+)\"), 16) % 1000003", "arr = np.random.randint(-9", "Cases does not set the same again in case 2")
BREAK(a_name_that_is_not_set, C6, "limit = 4\n", "limits = 4\n", "arr = np.array([3, 8", "Given does not set limit in case 1")
BREAK(a_loose_tolerance, D3, "tolerance 1e-9 1e-9", "tolerance 0.5 0.5", "- tolerance", "a tolerance is two numbers")
BREAK(an_infinite_tolerance, D3, "tolerance 1e-9 1e-9", "tolerance 0 inf", "- tolerance", "a tolerance is two numbers")
BREAK(a_check_that_is_dropped, D7, "- view 1 of arr\n", "", "arr.ravel(), arr.flatten()", "no case refuses `arr.flatten(), arr.flatten()` (another function)")
BREAK(a_missing_part, C6, "## NumPy\n\n```python\narr[arr > limit]\n```", "", "\n`arr` is a one-dimensional array", "there is no part 'NumPy'")
BREAK(text_that_drives_a_terminal, C6, "Index arr with it", "\x1b[2JIndex arr with it", "## Wrong: That is the mask itself", "the character U+001B is invisible or drives the terminal")
BREAK(a_limit_exceeded, C6, "sizes: 7 1 12 0 30", "sizes: 7 1 12 0 9999999", "sizes:", "'9999999': a size is a whole number from 0 to")
BREAK(numbers_that_ignore_the_seed, C2, "np.random.seed(seed)\nnp.random.random(shape)", "np.random.seed(1)\nnp.random.random(shape)", "np.random.seed(1)", "this answer must pass, but is WRONG E-RANDOM")

static void an_id_that_clashes(void **state) {
    (void)state;
    char *text = read_question(C6);
    write_text("a.md", text);
    mem_free(text);
    expect_refusal(C9, "id: coding-09", "id: coding-06", "id: coding-06", "the id coding-06 is used in a.md already");
    expect_refusal(C9, "short: C9", "short: c6", "short: c6", "the short name c6 is used in a.md already");
}

/* Where nothing is asked for, nothing is an answer: what it printed last is its value. */
static void an_answer_that_does_nothing(void **state) {
    (void)state;
    expect_refusal(C6, "outputs: the values above the limit", "outputs: the values above the limit; their number", "arr[arr > limit]\n```\n\n## Answer: compress",
                   "the reference yields 1 outputs in case 1, 'outputs' in the head describes 2");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(a_reference_that_fails),
        PACK_TEST(a_reference_that_never_ends),
        PACK_TEST(another_route_that_fails),
        PACK_TEST(a_wrong_answer_that_passes),
        PACK_TEST(a_wrong_answer_that_is_no_answer),
        PACK_TEST(two_wrong_answers_that_are_one),
        PACK_TEST(a_starter_that_passes),
        PACK_TEST(cases_that_do_not_separate),
        PACK_TEST(cases_of_one_value),
        PACK_TEST(a_generator_that_fails),
        PACK_TEST(a_generator_that_fails_for_some_draws),
        PACK_TEST(a_generator_that_fails_for_large_n),
        PACK_TEST(a_generator_that_is_not_deterministic),
        PACK_TEST(a_name_that_is_not_set),
        PACK_TEST(a_loose_tolerance),
        PACK_TEST(an_infinite_tolerance),
        PACK_TEST(a_check_that_is_dropped),
        PACK_TEST(a_missing_part),
        PACK_TEST(text_that_drives_a_terminal),
        PACK_TEST(a_limit_exceeded),
        PACK_TEST(numbers_that_ignore_the_seed),
        PACK_TEST(an_id_that_clashes),
        PACK_TEST(an_answer_that_does_nothing),
    };
    return cmocka_run_group_tests(tests, breaks_begin, breaks_end);
}
