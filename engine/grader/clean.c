/* grader/clean.c: text of strangers, made harmless for a terminal.
 *
 * What stays is valid UTF-8 without control characters (but for line ends and tabs) and without
 * the characters that turn the direction of writing; each of the others becomes one '?'.        */
#include "grader/grade_int.h"

/* Length of the valid character at p, 0 when it is none; *u is its number. */
static size_t decode(const unsigned char *p, size_t n, uint32_t *u) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = p[0] < 0x80 ? 1 : p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : p[0] >= 0xc0 ? 2 : 0;
    if (length == 0 || length > n || p[0] > 0xf4) return 0;
    *u = length == 1 ? p[0] : p[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80) return 0;
        *u = *u << 6 | (p[i] & 0x3f);
    }
    if (*u < least[length] || *u > 0x10ffff || (*u >= 0xd800 && *u < 0xe000)) return 0;
    return length;
}

static bool is_harmless(uint32_t u) {
    if (u == '\n' || u == '\t') return true;
    if (u < 0x20 || (u >= 0x7f && u < 0xa0)) return false;
    if (u >= 0x200b && u <= 0x200f) return false;
    if (u >= 0x2028 && u <= 0x202e) return false;
    return !(u >= 0x2060 && u <= 0x206f) && u != 0xfeff && u != 0x061c;
}

void grade_clean(buf *out, const char *text, size_t n) {
    const unsigned char *p = (const unsigned char *)text;
    size_t               good = 0;                    /* bytes that wait to be added in one go */
    for (size_t i = 0; i < n;) {
        uint32_t u = 0;
        size_t   length = decode(p + i, n - i, &u);
        if (length && is_harmless(u)) {
            good += length;
            i += length;
            continue;
        }
        buf_add(out, text + i - good, good);
        buf_putc(out, '?');
        good = 0;
        i += length ? length : 1;
    }
    buf_add(out, text + n - good, good);
}
