/* Whole files and folders: what is read, and what strangers may not send. */
#include "pack_test.h"

static const store_part *part_of(const store_question *q, store_part_kind kind, int number) {
    for (size_t i = 0; i < q->nparts; i++)
        if (q->parts[i].kind == kind && number-- == 0) return &q->parts[i];
    fail_msg("there is no part of kind %d", (int)kind);
    return NULL;
}

static void the_example_of_the_format_page_is_read(void **state) {
    (void)state;
    const char *text = example_text();
    write_text("q.md", text);
    pack                 *p = read_ok();
    const store_question *q = p->question[0];
    assert_int_equal(p->n, 1);
    assert_string_equal(p->file[0], "q.md");
    assert_string_equal(q->prompt, "`arr` is a one-dimensional array of numbers and `limit` is one number. "
                                   "Give the values of `arr` that are greater than `limit`, in their order.");
    assert_string_equal(q->shown, "arr = np.array([3, 8, -1, 5, 9])\nlimit = 4");
    assert_string_equal(q->checks, "no element loop");
    assert_string_equal(q->starter, "");
    assert_int_equal(q->shown_line, line_of(text, "arr = np.array([3"));
    assert_int_equal(q->hidden_line, line_of(text, "arr = np.random"));
    assert_string_equal(part_of(q, STORE_ROUTE, 1)->title, "compress");
    assert_string_equal(part_of(q, STORE_ROUTE, 1)->text, "np.compress(arr > limit, arr)");
    assert_string_equal(part_of(q, STORE_WRONG, 0)->title, "Values equal to the limit are not above it.");
    assert_string_equal(part_of(q, STORE_WRONG, 1)->title, "That is the mask itself; index `arr` with it to get the values.");
    assert_int_equal(part_of(q, STORE_WRONG, 2)->line, line_of(text, "np.where(arr > limit)[0]"));
    assert_string_equal(part_of(q, STORE_HINT, 2)->text, "`arr[arr > limit]`");
    assert_string_equal(part_of(q, STORE_EXAMPLE, 0)->text, "a = np.array([1, 5, 2])\na[a > 1]");
    assert_string_equal(part_of(q, STORE_PRACTICE, 0)->text, "Give the mask a name when it is used twice.");
    assert_string_equal(part_of(q, STORE_NUMPY, 0)->text, "arr[arr > limit]");
    pack_free(p);
}

static void prose_keeps_its_paragraphs_lists_and_code(void **state) {
    (void)state;
    write_example("q.md", "A comparison makes a boolean array, a mask. Indexing with a mask keeps the elements where it is True.",
                  "One *two*\nthree\\*four.\n\n- first `x < 1`\n  still first\n- second & [third](http://x)\n\n```lua\na = 1\n\nb = 2\n```\n\nEnd.");
    pack *p = read_ok();
    assert_string_equal(part_of(p->question[0], STORE_CONCEPT, 0)->text,
                        "One *two* three*four.\n\n- first `x < 1` still first\n- second & third\n\n  a = 1\n  \n  b = 2\n\nEnd.");
    pack_free(p);
}

static void optional_parts_are_taken(void **state) {
    (void)state;
    write_example("q.md", "## Hints", "## Starter\n\n```lua\nlocal mask = arr\n```\n\n## Say: Why a mask?\n\n- It is fast.\n- It is short.\n\n## Hints");
    pack *p = read_ok();
    assert_string_equal(p->question[0]->starter, "local mask = arr");
    assert_string_equal(part_of(p->question[0], STORE_SAY, 0)->title, "Why a mask?");
    assert_string_equal(part_of(p->question[0], STORE_SAY, 0)->text, "It is fast.\nIt is short.");
    pack_free(p);
}

static void files_of_other_systems_are_taken(void **state) {
    (void)state;
    buf text;
    buf_init(&text);
    buf_puts(&text, "\xEF\xBB\xBF");
    for (const char *s = example_text(); *s; s++) buf_puts(&text, *s == '\n' ? "\r\n" : (char[]){*s, 0});
    buf_cut(&text, text.n - 2);                                   /* no newline at the end */
    write_bytes("q.md", text.text, text.n);
    buf_free(&text);
    pack *p = read_ok();
    assert_string_equal(p->question[0]->shown, "arr = np.array([3, 8, -1, 5, 9])\nlimit = 4");
    assert_int_equal(p->question[0]->shown_line, line_of(example_text(), "arr = np.array([3"));
    pack_free(p);
}

typedef struct row {
    const char *from, *to, *want;
} row;

/* The fault names the line of `at` in the changed file; of what is missing, the first line after the head. */
static void a_part_that_is_not_as_it_should_be_is_refused(void **state) {
    (void)state;
    static const struct { const char *from, *to, *at, *want; } rows[] = {
        {"## Cases", "## Casses", "## Casses", "there is no part 'Casses': the parts are Given, Cases"},
        {"## Checks", "### Checks", "### Checks", "a part begins with '## '"},
        {"## Concept", "## Given\n\n```lua\nx = 1\n```\n\n## Concept", "## Given\n\n```lua\nx = 1", "'Given' is here twice"},
        {"## Answer: compress", "## Answer", "## Answer\n", "'Answer' needs a title"},
        {"## Checks", "## Checks: all", "## Checks: all", "'Checks' takes no title"},
        {"- no element loop", "no element loop", "## Checks", "'Checks' holds a list"},
        {"- no element loop", "- no elements loop", "- no elements", "this check is not understood: no elements loop"},
        {"- no element loop", "- view 1 of array", "- view 1", "this check is not understood: view 1 of array"},
        {"- no element loop", "- tolerance inf nan", "- tolerance", "a tolerance is two numbers, relative and absolute, from 0 to 1e-05"},
        {"- no element loop", "- tolerance 1e308 0", "- tolerance", "a tolerance is two numbers, relative and absolute, from 0 to 1e-05"},
        {"1. A comparison", "1. Another one.\n2. A comparison", "## Hints", "there are 4 hints: a question has 3"},
        {"## Example\n\n```lua\na = np.array([1, 5, 2])\na[a > 1]\n```\n", "", "\n`arr` is a one", "there is no part 'Example'"},
        {"## Answer: compress\n\n```lua\nnp.compress(arr > limit, arr)\n```\n", "", "\n`arr` is a one", "there are 1 parts 'Answer': a question has at least 2"},
        {"```lua\narr > limit\n```", "`arr > limit`", "## Wrong: That is the mask", "'Wrong' holds one block of code"},
        {"## Best practice", "> quoted\n\n## Best practice", NULL, "a quote (>) is not used"},
        {"## Best practice", "***\n\n## Best practice", NULL, "a rule (---) is not used"},
        {"`arr` is a one-dimensional array of numbers and `limit` is one number.\nGive the values of `arr` that are greater than `limit`, in their order.\n",
         "", "\n\n## Given", "there is no prompt"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char  want[200];
        char *text = changed(example_text(), rows[i].from, rows[i].to);
        write_text("q.md", text);
        if (rows[i].at) snprintf(want, sizeof want, "q.md:%d: %s", line_of(text, rows[i].at), rows[i].want);
        else snprintf(want, sizeof want, "%s", rows[i].want);
        mem_free(text);
        expect_fault(want, false);
    }
}

/* Hostile bytes in a title: each is named, none is let in. */
static void characters_that_drive_a_terminal_are_refused(void **state) {
    (void)state;
    static const row rows[] = {
        {"Values above", "Values \x1b[31m above", "q.md:4: the character U+001B"},
        {"Values above", "Values \x07 above", "q.md:4: the character U+0007"},
        {"Values above", "Values \x7f above", "q.md:4: the character U+007F"},
        {"Values above", "Values \r above", "q.md:4: the character U+000D"},
        {"Values above", "Values \xC2\x9B above", "q.md:4: the character U+009B"},
        {"Values above", "Values \xE2\x80\xAE above", "q.md:4: the character U+202E"},
        {"Values above", "Values \xE2\x81\xA6 above", "q.md:4: the character U+2066"},
        {"Values above", "Values\xE2\x80\x8B above", "q.md:4: the character U+200B"},
        {"Values above", "Values \xEF\xBB\xBF above", "q.md:4: the character U+FEFF"},
        {"Values above", "Values \xF3\xA0\x81\x81 above", "q.md:4: the character U+E0041"},
        {"Values above", "Values \xFF above", "q.md:4: the byte 0xFF is no UTF-8"},
        {"Values above", "Values \xC0\x80 above", "q.md:4: the byte 0xC0 is no UTF-8"},
        {"Values above", "Values \xED\xA0\x80 above", "q.md:4: the byte 0xED is no UTF-8"},
        {"Values above", "Values \xF4\x90\x80\x80 above", "q.md:4: the byte 0xF4 is no UTF-8"},
        {"Values above", "Values \xE2\x82", "q.md:4: the byte 0xE2 is no UTF-8"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_example("q.md", rows[i].from, rows[i].to);
        expect_fault(rows[i].want, true);
    }
    write_bytes("q.md", "---\nid: a\0b\n---\n", 16);
    expect_fault("q.md:2: the character U+0000", true);
}

static void letters_of_any_language_are_welcome(void **state) {
    (void)state;
    write_example("q.md", "Values above a limit", "\xD0\x97\xD0\xBD\xD0\xB0\xD1\x87\xD0\xB5\xD0\xBD\xD0\xB8\xD1\x8F \xE2\x82\xAC \xF0\x9F\x98\x80");
    pack *p = read_ok();
    assert_non_null(strstr(p->question[0]->title, "\xE2\x82\xAC"));
    pack_free(p);
}

static void names_are_used_once(void **state) {
    (void)state;
    write_example("a.md", NULL, NULL);
    write_example("b.md", "id: example-01\nshort: X1", "id: Example-01\nshort: X2");
    expect_fault("b.md:2: the id Example-01 is used in a.md already", true);
    write_example("b.md", "id: example-01\nshort: X1", "id: example-02\nshort: x1");
    expect_fault("b.md:3: the short name x1 is used in a.md already", true);
}

static void nothing_outside_the_folder_is_opened(void **state) {
    (void)state;
    char path[128], target[128];
    write_example("q.md", NULL, NULL);
    snprintf(path, sizeof path, "%s/link.md", pack_folder);
    snprintf(target, sizeof target, "%s/q.md", pack_folder);
    assert_int_equal(symlink(target, path), 0);
    expect_fault("link.md: is a symbolic link", true);
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    expect_fault("link.md: is no file", true);
    unlink(path);
    assert_int_equal(mkdir(path, 0700), 0);
    expect_fault("link.md: is a folder", true);
    rmdir(path);
    snprintf(path, sizeof path, "%s/more", pack_folder);
    assert_int_equal(symlink("/", path), 0);
    expect_fault("more: is a symbolic link", true);
}

static void folders_are_walked_in_order_and_not_for_ever(void **state) {
    (void)state;
    char path[256];
    snprintf(path, sizeof path, "%s/b", pack_folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_example("b/01.md", "id: example-01\nshort: X1", "id: example-02\nshort: X2");
    write_example("a.md", NULL, NULL);
    write_text("README.md", "Not a question.\n");
    write_text("notes.txt", "Not a question.\n");
    write_text(".hidden.md", "Not a question.\n");
    pack *p = read_ok();
    assert_int_equal(p->n, 2);
    assert_string_equal(p->file[0], "a.md");
    assert_string_equal(p->file[1], "b/01.md");
    pack_free(p);
    for (int i = 0; i < 4; i++) {
        strcat(path, "/d");
        assert_int_equal(mkdir(path, 0700), 0);
    }
    expect_fault("b/d/d/d: is too deep", true);
}

static void what_is_not_a_pack_is_refused(void **state) {
    (void)state;
    char path[128];
    expect_fault("there is no question in this pack", true);
    write_example("q.md", NULL, NULL);
    snprintf(path, sizeof path, "%s/pack.md", pack_folder);
    unlink(path);
    expect_fault("pack.md: is not there", true);
    err e = {0};
    snprintf(path, sizeof path, "%s/nowhere", pack_folder);
    assert_null(pack_read(path, NULL, NULL, &e));
    assert_int_equal(e.code, ERR_FILE_NOT_FOUND);
    err none = {0};
    assert_null(pack_read("questions/FORMAT.md", NULL, NULL, &none));         /* a file that holds no pack */
    assert_int_equal(none.code, ERR_FORMAT);
}

static void sizes_are_limited(void **state) {
    (void)state;
    buf big;
    buf_init(&big);
    buf_puts(&big, "---\n");
    buf_fill(&big, 'x', 300 * 1024);
    write_text("q.md", big.text);
    expect_fault("q.md: is longer than 256 KiB", true);
    buf_clear(&big);
    buf_puts(&big, "arr = 1 --");
    buf_fill(&big, 'x', 20 * 1024);
    write_example("q.md", "arr[arr > limit]\n```\n\n## Answer", "X\n```\n\n## Answer");
    char *text = changed(example_text(), "np.compress(arr > limit, arr)", big.text);
    write_text("q.md", text);
    expect_fault("this is longer than 16 KiB", false);
    mem_free(text);
    buf_free(&big);
}

/* 200 KiB of marks that open something, one after the other: refused soon, and without a deep stack. */
static void deep_nesting_is_refused(void **state) {
    (void)state;
    static const char *const marks[] = {"> ", "- ", "1. ", "[", "*", "`", "![", "<", "  - ", "&", "\\"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        buf b;
        buf_init(&b);
        size_t n = strlen(marks[i]);
        for (size_t k = 0; k * n < 200 * 1024; k++) buf_puts(&b, marks[i]);
        buf_puts(&b, "x\n\n## Best practice");
        char *text = changed(example_text(), "## Best practice", b.text);
        write_text("q.md", text);
        err   e = {0};
        pack *p = pack_read(pack_folder, NULL, NULL, &e);
        assert_null(p);
        assert_int_equal(e.code, ERR_FORMAT);
        mem_free(text);
        buf_free(&b);
    }
}

static void many_blocks_are_refused(void **state) {
    (void)state;
    buf b;
    buf_init(&b);
    for (int i = 0; i < 5000; i++) buf_puts(&b, "- item\n");
    char *text = changed(example_text(), "- no element loop", b.text);
    write_text("q.md", text);
    expect_fault("too many headings, paragraphs and items", false);
    mem_free(text);
    buf_free(&b);
}

static void every_fault_of_every_file_is_said(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    heard_init(&h);
    write_example("a.md", "par: 0:45\ngiven: arr limit", "par: x\ngiven: 1");
    write_example("b.md", "## Cases", "## Casses");
    assert_null(pack_read(pack_folder, hear, &h, &e));
    assert_true(h.nfaults >= 4);
    assert_non_null(strstr(h.faults.text, "a.md:7:"));
    assert_non_null(strstr(h.faults.text, "a.md:8:"));
    assert_non_null(strstr(h.faults.text, "b.md:"));
    assert_non_null(strstr(e.text, "faults; the first is a.md:7: 'par'"));
    heard_free(&h);
}

static void reading_gives_everything_back_when_memory_runs_out(void **state) {
    (void)state;
    write_example("q.md", NULL, NULL);
    pack *p = NULL;
    for (uint64_t n = 1; !p && n < 2000; n++) {
        err e = {0};
        mem_fail_from(n);
        p = pack_read(pack_folder, NULL, NULL, &e);
        mem_fail_from(0);
        if (!p) assert_int_equal(e.code, ERR_MEMORY);
        else assert_true(n > 50);
    }
    assert_non_null(p);
    assert_int_equal(p->question[0]->nparts, 12);
    pack_free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(the_example_of_the_format_page_is_read),
        PACK_TEST(prose_keeps_its_paragraphs_lists_and_code),
        PACK_TEST(optional_parts_are_taken),
        PACK_TEST(files_of_other_systems_are_taken),
        PACK_TEST(a_part_that_is_not_as_it_should_be_is_refused),
        PACK_TEST(characters_that_drive_a_terminal_are_refused),
        PACK_TEST(letters_of_any_language_are_welcome),
        PACK_TEST(names_are_used_once),
        PACK_TEST(nothing_outside_the_folder_is_opened),
        PACK_TEST(folders_are_walked_in_order_and_not_for_ever),
        PACK_TEST(what_is_not_a_pack_is_refused),
        PACK_TEST(sizes_are_limited),
        PACK_TEST(deep_nesting_is_refused),
        PACK_TEST(many_blocks_are_refused),
        PACK_TEST(every_fault_of_every_file_is_said),
        PACK_TEST(reading_gives_everything_back_when_memory_runs_out),
    };
    return RUN_TESTS(tests);
}
