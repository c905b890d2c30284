/* pack/pack_text.c: only text that is safe to show comes in. */
#include <string.h>

#include "pack/pack_int.h"

/* Bytes of the UTF-8 character at s, its code point in *c; 0 for what is none: cut off, overlong, a surrogate. */
static size_t decode(const unsigned char *s, size_t n, uint32_t *c) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t                len = s[0] < 0x80 ? 1 : s[0] < 0xC0 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF8 ? 4 : 0;
    if (len == 0 || len > n) return 0;
    *c = len == 1 ? s[0] : s[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80) return 0;
        *c = *c << 6 | (s[i] & 0x3Fu);
    }
    return *c < least[len] || *c > 0x10FFFF || (*c >= 0xD800 && *c <= 0xDFFF) ? 0 : len;
}

static bool is_between(uint32_t c, uint32_t low, uint32_t high) { return c >= low && c <= high; }

/* Characters that move the cursor, turn the writing direction, or are there without being seen. */
static bool is_unsafe(uint32_t c) {
    if (c == '\n' || c == '\t') return false;
    return c < 0x20 || is_between(c, 0x7F, 0x9F) || c == 0xAD || c == 0x61C || is_between(c, 0x200B, 0x200F) || is_between(c, 0x2028, 0x202E) ||
           is_between(c, 0x2060, 0x206F) || c == 0xFEFF || is_between(c, 0xFFF9, 0xFFFB) || is_between(c, 0xE0000, 0xE007F);
}

static void drop_marks(buf *text) {
    size_t from = text->n >= 3 && memcmp(text->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, to = 0;
    for (size_t i = from; i < text->n; i++)
        if (!(text->text[i] == '\r' && i + 1 < text->n && text->text[i + 1] == '\n')) text->text[to++] = text->text[i];
    buf_cut(text, to);
}

bool pack_text_is_safe(const char *text, size_t n) {
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        size_t   len = decode((const unsigned char *)text + i, n - i, &c);
        if (len == 0 || is_unsafe(c)) return false;
        i += len;
    }
    return true;
}

bool pack_text_clean(buf *text, const char *file, faults *f) {
    int line = 1;
    drop_marks(text);
    for (size_t i = 0; i < text->n;) {
        uint32_t c = 0;
        size_t   len = decode((const unsigned char *)text->text + i, text->n - i, &c);
        if (len == 0) {
            pack_fault(f, file, line, "the byte 0x%02X is no UTF-8: save the file as UTF-8", (unsigned char)text->text[i]);
            return false;
        }
        if (is_unsafe(c)) {
            pack_fault(f, file, line, "the character U+%04X is invisible or drives the terminal: take it out", (unsigned)c);
            return false;
        }
        if (c == '\n') line++;
        i += len;
    }
    return true;
}

size_t pack_text_length(const char *text) {
    size_t n = 0;
    for (; *text; text++) n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}
