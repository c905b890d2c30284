/* Text from strangers cannot drive the terminal. */
#include "harness.h"

#include "trainer/trainer.h"

static const struct { const char *name, *in, *want; } texts[] = {
    {"plain text stays", "abc\ndef", "abc\ndef"},
    {"accents and signs stay", "caf\xc3\xa9 \xe2\x89\xa4 \xf0\x9f\x8e\x89", "caf\xc3\xa9 \xe2\x89\xa4 \xf0\x9f\x8e\x89"},
    {"escape sequences are shown", "\033[31mred", "\\u{1b}[31mred"},
    {"bells and returns are shown", "a\a\rb", "a\\u{7}\\u{d}b"},
    {"tabs become spaces", "a\tb", "a    b"},
    {"C1 controls are shown", "\xc2\x9b" "31m", "\\u{9b}31m"},
    {"right-to-left marks are shown", "a\xe2\x80\xae" "b", "a\\u{202e}b"},
    {"zero-width characters are shown", "a\xe2\x80\x8b" "b", "a\\u{200b}b"},
    {"bytes that are no text are replaced", "a\xff\xc0\x80" "b", "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" "b"},
    {"a lone surrogate is replaced", "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
    {"a cut sequence is replaced", "\xe2\x82", "\xef\xbf\xbd\xef\xbf\xbd"},
};

static void hostile_text_is_made_visible(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        buf out;
        buf_init(&out);
        tr_clean(&out, texts[i].in, strlen(texts[i].in));
        if (strcmp(out.text, texts[i].want) != 0) fail_msg("%s: got %s", texts[i].name, out.text);
        buf_free(&out);
    }
}

static void no_byte_below_space_comes_through(void **state) {
    (void)state;
    char all[256];
    for (int i = 0; i < 256; i++) all[i] = (char)i;
    buf out;
    buf_init(&out);
    tr_clean(&out, all, sizeof all);
    for (size_t i = 0; i < out.n; i++) assert_true(out.text[i] == '\n' || (unsigned char)out.text[i] >= 0x20);
    assert_null(memchr(out.text, 0x7f, out.n));
    buf_free(&out);
}

static void columns_count_what_is_seen(void **state) {
    (void)state;
    assert_int_equal(tr_columns("abc", 3), 3);
    assert_int_equal(tr_columns("caf\xc3\xa9", 5), 4);
    assert_int_equal(tr_columns("e\xcc\x81", 3), 1);
    assert_int_equal(tr_columns("\xe4\xb8\xad", 3), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(hostile_text_is_made_visible), TEST(no_byte_below_space_comes_through), TEST(columns_count_what_is_seen),
    };
    return RUN_TESTS(tests);
}
