/* Tables of text: readings.csv beside the questions that name it. */
#include "pack/pack_int.h"
#include "pack/pack_test.h"

static const char given_old[] = "arr = np.array([3, 8, -1, 5, 9])\nlimit = 4";
static const char given_new[] = "arr = np.genfromtxt([readings[2], readings[3]], delimiter=\",\", usecols=1)\nlimit = 4";

static void a_question_that_names_a_table_has_its_lines(void **state) {
    (void)state;
    write_text("readings.csv", "name,value\na \"b\",3\nc\\d,9\n");
    write_example("q.md", given_old, given_new);
    pack *p = read_ok();
    const char want[] = "local readings = {\"name,value\", \"a \\\"b\\\",3\", \"c\\\\d,9\"}\narr = np.genfromtxt(";
    assert_int_equal(strncmp(p->question[0]->shown, want, sizeof want - 1), 0);
    /* Lines are counted as they stand in the file. */
    char *text = changed(example_text(), given_old, given_new);
    assert_int_equal(p->question[0]->shown_line + 1, line_of(text, "arr = np.genfromtxt"));
    /* Cases name no table. */
    assert_int_equal(strncmp(p->question[0]->hidden, "arr = np.random", 15), 0);
    mem_free(text);
    pack_free(p);
}

static void a_longer_word_names_no_table(void **state) {
    (void)state;
    write_text("arr.csv", "1\n");
    write_text("limi.csv", "1\n");
    write_example("q.md", "limit = 4\n", "limit = 4 -- my_arr\n");
    pack *p = read_ok();
    assert_int_equal(strncmp(p->question[0]->shown, "local arr = {\"1\"}\narr = np.array", 31), 0);
    assert_null(strstr(p->question[0]->shown, "limi ="));
    pack_free(p);
}

static void one_file_holds_the_tables_too(void **state) {
    (void)state;
    buf  all;
    char path[128];
    err  e = {0};
    buf_init(&all);
    write_text("readings.csv", "name,value\n# a,3\nb,9\n");
    write_example("q.md", given_old, given_new);
    pack *folder = read_ok();
    assert_int_equal(pack_join(pack_folder, &all, NULL, NULL, &e), ERR_OK);
    write_text("whole.pack", all.text);
    snprintf(path, sizeof path, "%s/whole.pack", pack_folder);
    pack *single = pack_read(path, NULL, NULL, &e);
    if (!single) fail_msg("%s", e.text);
    assert_string_equal(single->question[0]->shown, folder->question[0]->shown);
    pack_free(single);
    pack_free(folder);
    buf_free(&all);
}

static void what_is_no_table_is_refused(void **state) {
    (void)state;
    write_example("q.md", NULL, NULL);
    write_text("two words.csv", "1\n");
    expect_fault("two words.csv:1: 'two words' is no name that Lua takes: letters, digits and _", true);
    char path[128];
    snprintf(path, sizeof path, "%s/two words.csv", pack_folder);
    unlink(path);
    buf big;
    buf_init(&big);
    buf_fill(&big, '1', 17 * 1024);
    write_text("big.csv", big.text);
    expect_fault("big.csv:1: a table is at most 16 KiB", true);
    write_text("big.csv", "1\n```\n2\n");
    expect_fault("big.csv:2: a table has no line that begins with ```", true);
    write_text("big.csv", "\x1b[2J\n");
    expect_fault("big.csv:1: the character U+001B is invisible or drives the terminal", true);
    buf_free(&big);
}

static void a_table_in_one_file_stands_in_a_block_of_code(void **state) {
    (void)state;
    char path[128];
    err  e = {0};
    buf  text;
    buf_init(&text);
    buf_printf(&text, "%s\n# Data: readings\n\n1,2\n\n# Question\n\n%s", about_text, example_text());
    write_text("whole.pack", text.text);
    snprintf(path, sizeof path, "%s/whole.pack", pack_folder);
    assert_null(pack_read(path, NULL, NULL, &e));
    assert_non_null(strstr(e.text, "whole.pack:9: a table stands in a block of code: ```csv, its lines, ```"));
    buf_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(a_question_that_names_a_table_has_its_lines),
        PACK_TEST(a_longer_word_names_no_table),
        PACK_TEST(one_file_holds_the_tables_too),
        PACK_TEST(what_is_no_table_is_refused),
        PACK_TEST(a_table_in_one_file_stands_in_a_block_of_code),
    };
    return RUN_TESTS(tests);
}
