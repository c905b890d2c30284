/* Packs that mean harm: each is refused in words, and none of it gets in. */
#include "pack_test.h"

#include "pack/pack_int.h"

/* The example with one change must not be read. */
static const struct row { const char *from, *to, *want; } rows[] = {
    {"id: example-01", "id: ../../.config/x", "'id' is letters, digits and -"},
    {"id: example-01", "id: example-01+nan", "'id' is letters, digits and -"},
    {"short: X1", "short: X1'); DROP TABLE attempt;--", "'short' is letters, digits and -"},
    {"title: Values above a limit", "title: Values\x1b[2Jabove", "U+001B is invisible or drives the terminal"},
    {"title: Values above a limit", "title: Values \xE2\x80\xAE" "above", "U+202E is invisible or drives the terminal"},
    {"title: Values above a limit", "title: \xC0\x80", "the byte 0xC0 is no UTF-8"},
    {"title: Values above a limit", "title: \xED\xA0\x80", "is no UTF-8"},
    {"level: coding", "level: \xE2\x80\x8B", "U+200B"},
    {"sizes: 7 1 12 0 30", "sizes: 7 1 12 0 99999999999999999999", "a size is a whole number from 0 to"},
    {"sizes: 7 1 12 0 30", "sizes: 1e999 1 2 3 4", "a size is a whole number"},
    {"sizes: 7 1 12 0 30", "sizes: -1 1 2 3 4", "a size is a whole number"},
    {"par: 0:45", "par: 99999999999999:00", "'par' is a time"},
    {"given: arr limit", "given: np limit", "'np' cannot be a given name"},
    {"given: arr limit", "given: _G.x limit", "cannot be a given name"},
    {"par: 0:45", "par: 0:45\ncpu: 1000000000", "unknown key 'cpu'"},
    {"- no element loop", "- files up to 1e18", "this check is not understood"},
    {"- no element loop", "- uses os.execute", "this check is not understood"},
    {"- no element loop", "- peak at most inf", "this check is not understood"},
    {"- no element loop", "- tolerance -1 0", "a tolerance is two numbers"},
    {"## Hints", "## Hints\n\n> > > > > >\n", "a quote (>) is not used"},
    {"## NumPy", "# Follow-up: " "\xE2\x80\x8E" "x\n\n## NumPy", "U+200E"},
};

static void each_is_refused_in_words(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        heard h;
        err   e = {0};
        heard_init(&h);
        write_example("q.md", rows[i].from, rows[i].to);
        pack *p = pack_read(pack_folder, hear, &h, &e);
        if (p || !strstr(h.faults.text, rows[i].want)) fail_msg("row %zu wanted: %s\nsaid:\n%s", i, rows[i].want, h.faults.text);
        /* What is said about it cannot drive a terminal either. */
        for (const char *c = h.faults.text; *c; c++)
            if ((unsigned char)*c < 0x20 && *c != '\n') fail_msg("row %zu: a control character is said", i);
        heard_free(&h);
    }
}

static void too_many_questions_are_refused(void **state) {
    (void)state;
    char path[128];
    err  e = {0};
    buf  one;
    buf_init(&one);
    buf_puts(&one, about_text);
    for (int i = 0; i < PACK_MAX_QUESTIONS + 5; i++)
        buf_printf(&one, "\n# Question\n---\nid: q%d\nshort: q%d\ntitle: t\nlevel: a\nkind: explain\npar: 1:00\n---\nAsk.\n## Points\n- A point. words: point\n## Model answer\npoint\n"
                         "## Wrong: no\nno\n## Hints\n1. a\n2. b\n3. c\n", i, i);
    write_text("all.txt", one.text);
    snprintf(path, sizeof path, "%s/all.txt", pack_folder);
    assert_null(pack_read(path, NULL, NULL, &e));
    if (!strstr(e.text, "a pack has at most 10000 questions")) fail_msg("%s", e.text);
    buf_free(&one);
}

static void more_follow_ups_than_a_digit_counts_are_refused(void **state) {
    (void)state;
    buf   text;
    char *after = format_example(4);
    assert_non_null(after);
    buf_init(&text);
    buf_puts(&text, example_text());
    for (int i = 0; i < PACK_MAX_FOLLOW_UPS + 1; i++) {
        char id[24];
        snprintf(id, sizeof id, "id: nan%d", i);
        char *copy = changed(after, "id: nan", id);
        buf_putc(&text, '\n');
        buf_puts(&text, copy);
        mem_free(copy);
    }
    write_text("q.md", text.text);
    expect_fault("a question has at most 9 follow-ups", true);
    mem_free(after);
    buf_free(&text);
}

static void a_follow_up_named_twice_is_refused(void **state) {
    (void)state;
    buf   text;
    char *after = format_example(4);
    buf_init(&text);
    buf_puts(&text, example_text());
    for (int i = 0; i < 2; i++) {
        buf_putc(&text, '\n');
        buf_puts(&text, after);
    }
    write_text("q.md", text.text);
    expect_fault("the id example-01+nan is used in q.md already", true);
    mem_free(after);
    buf_free(&text);
}

/* The same bytes cut off anywhere, or with a byte changed, are no pack; nothing is lost or read past the end. */
static void damaged_single_files_do_no_harm(void **state) {
    (void)state;
    char path[128];
    buf  one;
    err  e = {0};
    write_example("q.md", NULL, NULL);
    buf_init(&one);
    assert_int_equal(pack_join(pack_folder, &one, NULL, NULL, &e), ERR_OK);
    snprintf(path, sizeof path, "%s/one.txt", pack_folder);
    for (size_t n = 0; n < one.n; n += 37) {
        err why = {0};
        write_bytes("one.txt", one.text, n);
        pack *p = pack_read(path, NULL, NULL, &why);
        if (p) assert_int_equal(p->n, 1);          /* cut where a part that may be missing begins */
        else assert_int_equal(why.code, ERR_FORMAT);
        pack_free(p);
    }
    buf_free(&one);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(each_is_refused_in_words),
        PACK_TEST(too_many_questions_are_refused),
        PACK_TEST(more_follow_ups_than_a_digit_counts_are_refused),
        PACK_TEST(a_follow_up_named_twice_is_refused),
        PACK_TEST(damaged_single_files_do_no_harm),
    };
    return RUN_TESTS(tests);
}
