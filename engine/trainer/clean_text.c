/* trainer/clean_text.c: text that cannot drive a terminal, and its width. */
#include <string.h>

#include "trainer/trainer.h"

/* Decode one character; returns its length, or 0 when the bytes are not UTF-8. */
static size_t decode(const unsigned char *s, size_t n, uint32_t *c) {
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len = s[0] < 0x80 ? 1 : s[0] >= 0xF0 && s[0] < 0xF8 ? 4 : s[0] >= 0xE0 ? 3 : s[0] >= 0xC2 ? 2 : 0;
    if (len == 0 || len > n || s[0] >= 0xF8) return 0;
    *c = len == 1 ? s[0] : s[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80) return 0;
        *c = *c << 6 | (s[i] & 0x3Fu);
    }
    if (*c < least[len] || *c > 0x10FFFF || (*c >= 0xD800 && *c < 0xE000)) return 0;
    return len;
}

/* Control characters, and marks that reorder or hide text. */
static bool is_hostile(uint32_t c) {
    if (c < 0x20) return c != '\n';
    if (c >= 0x7F && c < 0xA0) return true;
    return c == 0x00AD || c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

void tr_clean(buf *out, const char *text, size_t n) {
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        size_t   len = decode((const unsigned char *)text + i, n - i, &c);
        if (len == 0) {
            buf_puts(out, "\xEF\xBF\xBD");
            len = 1;
        } else if (c == '\t') {
            buf_puts(out, "    ");
        } else if (is_hostile(c)) {
            buf_printf(out, "\\u{%x}", (unsigned)c);
        } else {
            buf_add(out, text + i, len);
        }
        i += len;
    }
}

static bool is_wide(uint32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

static bool is_combining(uint32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F);
}

size_t tr_columns(const char *text, size_t n) {
    size_t columns = 0;
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        size_t   len = decode((const unsigned char *)text + i, n - i, &c);
        if (len == 0) len = 1;
        if (!is_combining(c)) columns += is_wide(c) ? 2 : 1;
        i += len;
    }
    return columns;
}
