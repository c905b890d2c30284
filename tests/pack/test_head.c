/* The head: every key, every value that is refused, with its line. */
#include "pack_test.h"

static void every_key_is_read(void **state) {
    (void)state;
    write_example("q.md", "sizes: 7 1 12 0 30\n", "sizes: 7 1 12 0 30\nseed: 100\nkind: code\n");
    pack                 *p = read_ok();
    const store_question *q = p->question[0];
    assert_string_equal(q->id, "example-01");
    assert_string_equal(q->short_id, "X1");
    assert_string_equal(q->title, "Values above a limit");
    assert_string_equal(q->level, "coding");
    assert_string_equal(q->kind, "code");
    assert_string_equal(q->concepts, "boolean-mask comparison");
    assert_int_equal(q->par_seconds, 45);
    assert_string_equal(q->given, "arr limit");
    assert_string_equal(q->outputs, "the values above the limit");
    assert_string_equal(q->pack, "test");
    assert_string_equal(q->version, "1.0.0");
    static const int64_t sizes[] = {0, 7, 1, 12, 0, 30};
    assert_int_equal(q->ncases, 6);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(q->cases[i].number, i + 1);
        assert_int_equal(q->cases[i].n, sizes[i]);
        assert_int_equal(q->cases[i].seed, 101 + i);
    }
    pack_free(p);
}

static void seeds_follow_from_the_id(void **state) {
    (void)state;
    write_example("a.md", NULL, NULL);
    char *text = changed(example_text(), "id: example-01\nshort: X1", "id: example-02\nshort: X2");
    write_text("b.md", text);
    mem_free(text);
    pack *p = read_ok(), *again = read_ok();
    assert_int_equal(p->question[0]->cases[0].seed, again->question[0]->cases[0].seed);
    assert_int_not_equal(p->question[0]->cases[0].seed, p->question[1]->cases[0].seed);
    pack_free(p);
    pack_free(again);
}

static void outputs_are_split_into_lines(void **state) {
    (void)state;
    write_example("q.md", "outputs: the values above the limit", "outputs:  the sum;the mean ; how many;");
    pack *p = read_ok();
    assert_string_equal(p->question[0]->outputs, "the sum\nthe mean\nhow many");
    pack_free(p);
}

typedef struct row {
    const char *from, *to, *want;
} row;

static void check_rows(const row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        write_example("q.md", rows[i].from, rows[i].to);
        expect_fault(rows[i].want, true);
    }
}

static void a_value_that_cannot_be_is_refused_with_its_line(void **state) {
    (void)state;
    static const row rows[] = {
        {"id: example-01", "id: ../../x", "q.md:2: 'id' is letters, digits and -"},
        {"id: example-01", "id: a b", "q.md:2: 'id'"},
        {"id: example-01", "id: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx", "q.md:2: 'id' is letters, digits and -, at most 40"},
        {"short: X1", "short: X.1", "q.md:3: 'short'"},
        {"title: Values above a limit", "title: 1234567890123456789012345678901234567890123456789012345678901", "q.md:4: the title has more than 60"},
        {"level: coding", "level: a/b", "q.md:5: 'level'"},
        {"concepts: boolean-mask", "concepts: boolean_mask!", "q.md:6: 'boolean_mask!'"},
        {"par: 0:45", "par: 45", "q.md:7: 'par' is a time such as 1:30"},
        {"par: 0:45", "par: 0:60", "q.md:7: 'par'"},
        {"par: 0:45", "par: 0:00", "q.md:7: 'par'"},
        {"par: 0:45", "par: -1:30", "q.md:7: 'par'"},
        {"given: arr limit", "given: arr 2x", "q.md:8: '2x' cannot be a given name"},
        {"given: arr limit", "given: arr end", "q.md:8: 'end' cannot be a given name"},
        {"given: arr limit", "given: arr limit np", "q.md:8: 'np' cannot be a given name"},
        {"given: arr limit", "given: arr limit arr", "q.md:8: 'arr' is given twice"},
        {"outputs: the values", "outputs: ; the values", "q.md:9: an output has no description"},
        {"outputs: the values", "outputs: a;b;c;d;e;f;g;h;i", "q.md:9: at most 8 outputs"},
        {"sizes: 7 1 12 0 30", "sizes: 7 1 12 0", "q.md:10: there are 4 sizes"},
        {"sizes: 7 1", "sizes: -7 1", "q.md:10: '-7': a size is a whole number"},
        {"sizes: 7 1", "sizes: 99999999999999999999999 1", "q.md:10: '99999999999999999999999': a size"},
        {"sizes: 7 1", "sizes: 1e3 1", "q.md:10: '1e3'"},
        {"sizes: 7 1 12 0 30", "sizes: 7 1 12 0 30\nseed: 5000000000", "q.md:11: 'seed' is a whole number"},
        {"sizes: 7 1 12 0 30", "sizes: 7 1 12 0 30\nkind: essay", "q.md:11: kind 'essay' is not known"},
    };
    check_rows(rows, sizeof rows / sizeof *rows);
}

static void keys_are_known_and_there_once(void **state) {
    (void)state;
    static const row rows[] = {
        {"title: Values", "titel: Values", "q.md:4: unknown key 'titel': the keys are id short title"},
        {"short: X1", "short: X1\nshort: X2", "q.md:4: 'short' is here twice, first in line 3"},
        {"short: X1", "short:", "q.md:3: 'short' has no value"},
        {"short: X1\n", "", "q.md:1: the head has no 'short'"},
        {"short: X1", "short: X1\njust words", "q.md:4: a line of the head is 'key: value'"},
    };
    write_example("q.md", rows[0].from, rows[0].to);
    expect_fault(rows[0].want, false);
    check_rows(rows + 1, sizeof rows / sizeof *rows - 1);
}

static void a_file_without_a_head_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"", "# A title\n", "---\nid: x\n", "\n---\nid: x\n---\n", "----\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_text("q.md", texts[i]);
        expect_fault("q.md:1: a question begins with a head", true);
    }
}

static void the_packs_own_head_is_checked(void **state) {
    (void)state;
    static const row rows[] = {
        {"name: test", "name: ../test", "pack.md:2: 'name' is letters"},
        {"version: 1.0.0", "version: one", "pack.md:3: 'version' is numbers with points"},
        {"title: A test", "titel: A test", "pack.md:4: unknown key 'titel'"},
        {"name: test\n", "", "pack.md:1: the head has no 'name'"},
    };
    write_example("q.md", NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = changed(about_text, rows[i].from, rows[i].to);
        write_text("pack.md", text);
        expect_fault(rows[i].want, false);
        mem_free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(every_key_is_read),
        PACK_TEST(seeds_follow_from_the_id),
        PACK_TEST(outputs_are_split_into_lines),
        PACK_TEST(a_value_that_cannot_be_is_refused_with_its_line),
        PACK_TEST(keys_are_known_and_there_once),
        PACK_TEST(a_file_without_a_head_is_refused),
        PACK_TEST(the_packs_own_head_is_checked),
    };
    return RUN_TESTS(tests);
}
