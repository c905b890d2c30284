/* The kinds of questions and follow-ups: every example of the format page holds, and each way of breaking one is found. */
#include "pack_test.h"

static grader *g;

static int kinds_begin(void **state) {
    (void)state;
    err          e = {0};
    grade_limits limits;
    grade_limits_default(&limits);
    g = grade_open(&limits, &e);
    if (!g) fprintf(stderr, "%s\n", e.text);
    return g ? 0 : -1;
}

static int kinds_end(void **state) {
    (void)state;
    grade_close(g);
    return 0;
}

enum { CODE, PREDICT, EXPLAIN, FIGURE, FOLLOW_UP, NEXAMPLES };

/* The first question with the follow-up behind it. */
static char *with_follow_up(void) {
    buf   out;
    char *after = format_example(FOLLOW_UP);
    assert_non_null(after);
    buf_init(&out);
    buf_puts(&out, example_text());
    buf_putc(&out, '\n');
    buf_puts(&out, after);
    mem_free(after);
    return buf_take(&out, NULL);
}

static char *example(int which) {
    char *text = which == FOLLOW_UP ? with_follow_up() : format_example(which);
    assert_non_null(text);
    return text;
}

static void every_example_of_the_format_page_passes(void **state) {
    (void)state;
    char name[16];
    assert_null(format_example(NEXAMPLES));
    for (int i = PREDICT; i < NEXAMPLES; i++) {
        char *text = example(i);
        snprintf(name, sizeof name, "%d.md", i);
        write_text(name, text);
        mem_free(text);
    }
    heard h;
    err   e = {0};
    heard_init(&h);
    pack *p = read_ok();
    if (pack_check(g, p, hear, &h, &e) != ERR_OK) fail_msg("%s\n%s", e.text, h.faults.text);
    assert_int_equal(p->n, 5);
    assert_string_equal(p->question[0]->kind, "predict");
    assert_string_equal(p->question[1]->kind, "explain");
    assert_string_equal(p->question[2]->kind, "figure");
    assert_string_equal(p->question[4]->id, "example-01+nan");
    heard_free(&h);
    pack_free(p);
}

static void a_follow_up_has_from_its_question_what_it_does_not_say(void **state) {
    (void)state;
    char *text = with_follow_up();
    write_text("q.md", text);
    pack                 *p = read_ok();
    const store_question *q = p->question[0], *after = p->question[1];
    assert_string_equal(after->short_id, "X1+1");
    assert_string_equal(after->title, "now with NaN");
    assert_string_equal(after->level, q->level);
    assert_string_equal(after->given, q->given);
    assert_string_equal(after->checks, q->checks);
    assert_string_equal(after->outputs, "the values that are not above the limit");
    assert_int_equal(after->par_seconds, q->par_seconds);
    assert_int_equal(after->ncases, q->ncases);
    for (size_t i = 1; i < q->ncases; i++) {
        assert_int_equal(after->cases[i].n, q->cases[i].n);
        assert_int_not_equal(after->cases[i].seed, q->cases[i].seed);
    }
    assert_non_null(strstr(after->shown, "np.nan"));
    assert_int_equal(after->shown_line, line_of(text, "arr = np.array([3, np.nan"));
    assert_int_equal(q->nparts + 0, 12);
    mem_free(text);
    pack_free(p);
}

typedef struct row {
    int         example;
    const char *from, *to, *at, *want;     /* at: where the fault is; NULL: its line is not looked at */
} row;

/* Found when the file is read. */
static void what_cannot_be_read_is_named_with_its_line(void **state) {
    (void)state;
    static const row rows[] = {
        {PREDICT, "given: counts", "given: counts\nsizes: 1 2 3 4 5", "sizes:", "a question of kind predict has no 'sizes'"},
        {PREDICT, "## Program", "## Cases", "## Cases", "a question of kind predict has no part 'Cases'"},
        {PREDICT, "kind: predict", "kind: guess", "kind:", "kind 'guess' is not known: the kinds are code, predict, explain and figure"},
        {PREDICT, "## Program\n\n```lua\ncounts.sum().dtype.name, counts.sum(), counts + counts\n```\n", "", NULL, "there is no part 'Program'"},
        {PREDICT, "## Given\n\n```lua\ncounts = np.array([100, 27, 1], dtype=np.int8)\n```\n", "", NULL, "there is no part 'Given'"},
        {PREDICT, "## Hints", "## Checks\n\n- view 1 of counts\n\n## Hints", "- view 1", "this check is not understood"},
        {EXPLAIN, "par: 1:00", "par: 1:00\ngiven: a", "given:", "a question of kind explain has no 'given'"},
        {EXPLAIN, " words: one type | same type | one dtype | same dtype", "", "- All elements", "a point is what is to be said"},
        {EXPLAIN, "block | contiguous", "block | | contiguous", "- They lie", "a point is what is to be said"},
        {EXPLAIN, "## Model answer", "## Answer", "## Answer", "a question of kind explain has no part 'Answer'"},
        {FOLLOW_UP, "id: nan", "id: 2nd", "id: 2nd", "the id of a follow-up begins with a letter"},
        {FOLLOW_UP, "id: nan\n", "", NULL, "the head has no 'id'"},
        {FOLLOW_UP, "id: nan", "id: nan\nshort: X9", "short: X9", "a follow-up has no 'short' of its own"},
        {FOLLOW_UP, "# Follow-up: now with NaN", "# Follow-up", "# Follow-up", "a follow-up has a title"},
        {FOLLOW_UP, "short: X1", "short: X1234567890", NULL, "a short name of at most 10 letters"},
        {FOLLOW_UP, "## Answer: the opposite", "## Cases: the opposite", "## Cases: the opposite", "'Cases' is here twice"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char  want[200] = "";
        char *text = example(rows[i].example), *broken = changed(text, rows[i].from, rows[i].to);
        write_text("q.md", broken);
        if (rows[i].at) snprintf(want, sizeof want, "q.md:%d: ", line_of(broken, rows[i].at));
        snprintf(want + strlen(want), sizeof want - strlen(want), "%s", rows[i].want);
        expect_fault(want, false);
        mem_free(broken);
        mem_free(text);
    }
}

/* Found when it is run. */
static void what_does_not_hold_is_named_with_its_line(void **state) {
    (void)state;
    static const row rows[] = {
        {PREDICT, "int64, 128, [-56 54 2]", "int64, 128, [-56 54 3]", "int64, 128, [-56 54 3]", "this answer must pass"},
        {PREDICT, "int8, -128, [-56 54 2]", "int64, 128, [-56, 54, 2]", "int64, 128, [-56, 54, 2]", "this wrong answer passes"},
        {PREDICT, "int64, 128, 256", "np.sum(counts)", "np.sum(counts)", "this wrong answer is not even understood"},
        {PREDICT, "counts.sum().dtype.name, counts.sum(), counts + counts", "counts.sum(), counts + counts", "counts.sum(), counts", "the reference yields 2 outputs"},
        {EXPLAIN, "so the loop over them runs in compiled code", "so it is fast", "- The loop runs", "the model answer does not make this point"},
        {EXPLAIN, "Arrays are faster because NumPy is optimised for numbers.", "One type, one block of memory, compiled.", "One type, one block", "this wrong answer passes"},
        {EXPLAIN, "Why is adding two arrays faster", "Elements of one type, a block of memory, compiled code: why is adding two arrays faster", NULL, "the text of the question itself passes"},
        {FOLLOW_UP, "arr[~(arr > limit)]", "arr[limit >= arr]", "arr[limit >= arr]", "this wrong answer passes"},
        {FOLLOW_UP, "arr[arr <= limit]", "arr[arr <= limits]", "arr[arr <= limits]", "the reference does not run"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char  want[200] = "";
        char *text = example(rows[i].example), *broken = changed(text, rows[i].from, rows[i].to);
        heard h;
        err   e = {0};
        heard_init(&h);
        write_text("q.md", broken);
        if (rows[i].at) snprintf(want, sizeof want, "q.md:%d: ", line_of(broken, rows[i].at));
        snprintf(want + strlen(want), sizeof want - strlen(want), "%s", rows[i].want);
        pack    *p = read_ok();
        err_code code = pack_check(g, p, hear, &h, &e);
        if (code != ERR_FORMAT || !strstr(h.faults.text, want)) fail_msg("row %zu wanted: %s\nsaid (%d %s):\n%s", i, want, code, e.text, h.faults.text);
        heard_free(&h);
        pack_free(p);
        mem_free(broken);
        mem_free(text);
    }
}

static void a_mark_inside_a_block_of_code_is_code(void **state) {
    (void)state;
    char *text = changed(example_text(), "arr = np.array([3, 8, -1, 5, 9])", "# Follow-up: a remark\narr = np.array([3, 8, -1, 5, 9])");
    write_text("q.md", text);
    pack *p = read_ok();
    assert_int_equal(p->n, 1);
    pack_free(p);
    mem_free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(every_example_of_the_format_page_passes),
        PACK_TEST(a_follow_up_has_from_its_question_what_it_does_not_say),
        PACK_TEST(what_cannot_be_read_is_named_with_its_line),
        PACK_TEST(what_does_not_hold_is_named_with_its_line),
        PACK_TEST(a_mark_inside_a_block_of_code_is_code),
    };
    return cmocka_run_group_tests(tests, kinds_begin, kinds_end);
}
