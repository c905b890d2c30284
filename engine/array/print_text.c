/* array/print_text.c: UCS-4 text as UTF-8, bare or as Python's repr. */
#include <stdbool.h>

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

void nd_print_text(buf *out, const uint32_t *text, size_t n) {
    for (size_t i = 0; i < n; i++)
        put_utf8(out, text[i]);
}

void nd_print_text_repr(buf *out, const uint32_t *text, size_t n) {
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
