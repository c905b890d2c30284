/* store/json_text.c: any text as a JSON string. */
#include <stdint.h>
#include <string.h>

#include "store/store.h"

static bool is_tail(unsigned char c) { return (c & 0xC0) == 0x80; }

/* Bytes of the valid UTF-8 character at s, 0 when there is none: no overlong forms, no surrogates. */
static size_t character(const unsigned char *s) {
    if (s[0] < 0x80) return 1;
    if (s[0] >= 0xC2 && s[0] <= 0xDF) return is_tail(s[1]) ? 2 : 0;
    if (s[0] >= 0xE0 && s[0] <= 0xEF) {
        if (!is_tail(s[1]) || !is_tail(s[2])) return 0;
        if (s[0] == 0xE0 && s[1] < 0xA0) return 0;
        return s[0] == 0xED && s[1] > 0x9F ? 0 : 3;
    }
    if (s[0] < 0xF0 || s[0] > 0xF4 || !is_tail(s[1]) || !is_tail(s[2]) || !is_tail(s[3])) return 0;
    if (s[0] == 0xF0 && s[1] < 0x90) return 0;
    return s[0] == 0xF4 && s[1] > 0x8F ? 0 : 4;
}

static void add_ascii(buf *out, unsigned char c) {
    static const char named[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char       *at = c ? strchr(named, c) : NULL;
    if (at) {
        buf_putc(out, '\\');
        buf_putc(out, letters[at - named]);
    } else if (c < 0x20 || c == 0x7F) {
        buf_printf(out, "\\u%04x", c);
    } else {
        buf_putc(out, (char)c);
    }
}

void store_json_text(buf *out, const char *text) {
    const unsigned char *s = (const unsigned char *)text;
    buf_putc(out, '"');
    while (*s) {
        size_t n = character(s);
        if (n == 0) buf_puts(out, "\xEF\xBF\xBD");
        else if (n == 1) add_ascii(out, *s);
        else buf_add(out, s, n);
        s += n ? n : 1;
    }
    buf_putc(out, '"');
}
