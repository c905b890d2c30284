/* array/print_text.c: UCS-4 text as UTF-8, bare or as Python's repr. */
#include <stdbool.h>
#include <string.h>

#include "array/print.h"

static const struct run {
    uint32_t first, last;
} unprintable[] = {
#include "array/print_unprintable.inc"
};

static bool is_printable(uint32_t code) {
    size_t low = 0, high = sizeof unprintable / sizeof unprintable[0];

    if (code < 0x7f)
        return code >= 0x20;
    if (code == 0x7f || code > 0x10ffff)
        return false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code > unprintable[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low == sizeof unprintable / sizeof unprintable[0] || code < unprintable[low].first;
}

/* What cannot be said in UTF-8 becomes U+FFFD. */
static void put_utf8(buf *out, uint32_t code) {
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    if (code < 0x80) {
        buf_putc(out, (char)code);
    } else if (code < 0x800) {
        buf_putc(out, (char)(0xc0 | code >> 6));
        buf_putc(out, (char)(0x80 | (code & 0x3f)));
    } else if (code < 0x10000) {
        buf_putc(out, (char)(0xe0 | code >> 12));
        buf_putc(out, (char)(0x80 | (code >> 6 & 0x3f)));
        buf_putc(out, (char)(0x80 | (code & 0x3f)));
    } else {
        buf_putc(out, (char)(0xf0 | code >> 18));
        buf_putc(out, (char)(0x80 | (code >> 12 & 0x3f)));
        buf_putc(out, (char)(0x80 | (code >> 6 & 0x3f)));
        buf_putc(out, (char)(0x80 | (code & 0x3f)));
    }
}

static void put_escaped(buf *out, uint32_t code, char quote) {
    if (code == (uint32_t)quote || code == '\\')
        buf_putc(out, '\\');
    if (code == '\n')
        buf_puts(out, "\\n");
    else if (code == '\r')
        buf_puts(out, "\\r");
    else if (code == '\t')
        buf_puts(out, "\\t");
    else if (is_printable(code))
        put_utf8(out, code);
    else if (code < 0x100)
        buf_printf(out, "\\x%02x", (unsigned)code);
    else if (code < 0x10000)
        buf_printf(out, "\\u%04x", (unsigned)code);
    else
        buf_printf(out, "\\U%08x", (unsigned)code);
}

void nd_print_text(buf *out, const nd_char *text, size_t n) {
    for (size_t i = 0; i < n; i++)
        put_utf8(out, text[i]);
}

void nd_print_text_repr(buf *out, const nd_char *text, size_t n) {
    bool single = false, twice = false;
    char quote;

    for (size_t i = 0; i < n; i++) {
        single |= text[i] == '\'';
        twice |= text[i] == '"';
    }
    quote = single && !twice ? '"' : '\'';
    buf_putc(out, quote);
    for (size_t i = 0; i < n; i++)
        put_escaped(out, text[i], quote);
    buf_putc(out, quote);
}

/* Bytes of the character at s, or 0 when it is not well-formed. */
static size_t char_length(const unsigned char *s, size_t n) {
    size_t want = s[0] < 0x80 ? 1 : s[0] >= 0xC2 && s[0] < 0xE0 ? 2 : s[0] >= 0xE0 && s[0] < 0xF0 ? 3 : s[0] >= 0xF0 && s[0] < 0xF5 ? 4 : 0;
    if (want > n) return 0;
    for (size_t k = 1; k < want; k++)
        if ((s[k] & 0xC0) != 0x80) return 0;
    return want;
}

size_t nd_text_decode(const char *text, size_t n, uint32_t *out, size_t room) {
    static const unsigned char lead[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    size_t count = 0;
    for (size_t at = 0; at < n; count++) {
        const unsigned char *s = (const unsigned char *)text + at;
        size_t   length = char_length(s, n - at);
        uint32_t code = length ? s[0] & lead[length] : 0xFFFD;
        for (size_t k = 1; k < length; k++) code = code << 6 | (s[k] & 0x3F);
        if (out && count < room) out[count] = code;
        at += length ? length : 1;
    }
    return count;
}

void nd_print_bytes_repr(buf *out, const char *bytes, size_t n) {
    const bool single = memchr(bytes, '\'', n) != NULL, twice = memchr(bytes, '"', n) != NULL;
    const char quote = single && !twice ? '"' : '\'';
    buf_putc(out, 'b');
    buf_putc(out, quote);
    for (size_t i = 0; i < n; i++) {
        const unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x7f) put_escaped(out, byte, quote);
        else buf_printf(out, "\\x%02x", byte);
    }
    buf_putc(out, quote);
}
