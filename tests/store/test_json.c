/* Any bytes become a JSON string that a strict reader takes. */
#include "harness.h"

#include "store/store.h"

static void text_is_escaped_as_json_asks(void **state) {
    (void)state;
    static const struct { const char *text, *want; } rows[] = {
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"a\"b\\c/", "\"a\\\"b\\\\c/\""},
        {"\n\r\t\b\f", "\"\\n\\r\\t\\b\\f\""},
        {"\x1b[31m\x7f\x01", "\"\\u001b[31m\\u007f\\u0001\""},
        {"\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80", "\"\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf b;
        buf_init(&b);
        store_json_text(&b, rows[i].text);
        assert_string_equal(b.text, rows[i].want);
        buf_free(&b);
    }
}

#define BAD "\xEF\xBF\xBD"

static void bytes_that_are_no_utf8_become_the_replacement_character(void **state) {
    (void)state;
    static const struct { const char *text, *want; } rows[] = {
        {"\xFFx", "\"" BAD "x\""},
        {"\xC0\x80", "\"" BAD BAD "\""},                    /* overlong NUL */
        {"\xED\xA0\x80", "\"" BAD BAD BAD "\""},            /* lone surrogate */
        {"\xE2\x82", "\"" BAD BAD "\""},                    /* cut off at the end */
        {"\xF4\x90\x80\x80", "\"" BAD BAD BAD BAD "\""},    /* beyond U+10FFFF */
        {"\xE0\x9F\xBF", "\"" BAD BAD BAD "\""},
        {"\xF0\x8F\xBF\xBF", "\"" BAD BAD BAD BAD "\""},
        {"\xE2\"", "\"" BAD "\\\"\""},                      /* the quote is not swallowed */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf b;
        buf_init(&b);
        store_json_text(&b, rows[i].text);
        assert_string_equal(b.text, rows[i].want);
        buf_free(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(text_is_escaped_as_json_asks),
        TEST(bytes_that_are_no_utf8_become_the_replacement_character),
    };
    return RUN_TESTS(tests);
}
