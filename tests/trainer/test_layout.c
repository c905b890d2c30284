/* How text lies on the page. */
#include "harness.h"

#include "trainer/trainer.h"

static const tr_look page = {.width = 40}, plain = {.width = 40, .plain = true}, colour = {.width = 40, .colour = true};

static void check(buf *out, const char *want) {
    assert_string_equal(out->text, want);
    buf_clear(out);
}

static void paragraphs_are_wrapped_and_code_is_not(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    tr_wrap(&out, "one two three four five six\nseven", 22, 2);
    check(&out, "  one two three four\n  five six seven\n");
    tr_wrap(&out, "first\n\nsecond\n  a line of code that is long and stays", 30, 1);
    check(&out, " first\n\n second\n   a line of code that is long and stays\n");
    tr_wrap(&out, "text\n- one\n- two", 30, 1);
    check(&out, " text\n - one\n - two\n");
    buf_free(&out);
}

static void a_word_longer_than_the_page_stands_alone(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    tr_wrap(&out, "ab aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa cd", 22, 0);
    check(&out, "ab\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\ncd\n");
    buf_free(&out);
}

static void two_ends_of_a_line_are_spread_apart(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    tr_spread(&out, &page, "left", "right");
    assert_int_equal(out.n, 41);
    assert_string_equal(out.text + 35, "right\n");
    buf_clear(&out);
    tr_spread(&out, &plain, "left", "right");
    check(&out, "left, right\n");
    tr_spread(&out, &page, "this left side is rather long", "and so is the right");
    check(&out, "this left side is rather long\n and so is the right\n");
    buf_free(&out);
}

static void tones_need_colour(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    tr_tint(&out, &page, TR_GOOD, "PASS");
    check(&out, "PASS");
    tr_tint(&out, &colour, TR_GOOD, "PASS");
    check(&out, "\033[1;32mPASS\033[0m");
    tr_rule(&out, &plain);
    check(&out, "");
    tr_clock(&out, 65);
    check(&out, "1:05");
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(paragraphs_are_wrapped_and_code_is_not), TEST(a_word_longer_than_the_page_stands_alone),
        TEST(two_ends_of_a_line_are_spread_apart), TEST(tones_need_colour),
    };
    return RUN_TESTS(tests);
}
