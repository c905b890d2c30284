/* array/textfield.c: one number, truth value or text as it stands in a table. */
#include <stdlib.h>
#include <string.h>

#include "array/half.h"
#include "array/textio.h"

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* --- whole numbers ------------------------------------------------------------------------------ */

/* Digits at *p as sign and size; false when there are none or too many for 64 bits. */
static bool scan_digits(const char **p, bool *negative, uint64_t *x) {
    const char *s = *p;
    *negative = *s == '-';
    if (*s == '-' || *s == '+') s++;
    if (!is_digit(*s)) return false;
    for (*x = 0; is_digit(*s); s++) {
        unsigned digit = (unsigned)(*s - '0');
        if (*x > (UINT64_MAX - digit) / 10) return false;
        *x = *x * 10 + digit;
    }
    *p = s;
    return true;
}

static bool store_int(nd_dtype d, char *out, bool negative, uint64_t x) {
    nd_scalar v = {.kind = 'i'};
    if (!negative && x > INT64_MAX) v.kind = 'u', v.u.u = x;
    else if (negative && x > (uint64_t)INT64_MAX + 1) return false;
    else v.u.i = negative ? (int64_t)(0 - x) : (int64_t)x;
    if (d.type == ND_BOOL) v = (nd_scalar){.kind = 'b', .u.b = x != 0};
    return nd_store(d, out, v, NULL) == ERR_OK;
}

/* --- floats --------------------------------------------------------------------------------------- */

static bool accept_word(const char **p, const char *word) {
    const char *s = *p;
    for (; *word; s++, word++)
        if ((*s | 0x20) != *word) return false;
    *p = s;
    return true;
}

/* [sign] digits [. digits] [e digits], inf, nan: strtod knows more spellings than that. */
static bool scan_float(const char **p, double *x) {
    const char *s = *p, *from = *p;
    if (*s == '-' || *s == '+') s++;
    if (accept_word(&s, "inf")) accept_word(&s, "inity");
    else if (!accept_word(&s, "nan")) {
        const char *digits = s;
        size_t      n = 0;
        for (; is_digit(*s); s++) n++;
        if (*s == '.') s++;
        for (; is_digit(*s); s++) n++;
        if (n == 0) return false;
        const char *power = s;
        if (s > digits && (*s | 0x20) == 'e') {
            power++;
            if (*power == '-' || *power == '+') power++;
            if (is_digit(*power)) s = power;
            while (is_digit(*s)) s++;
        }
    }
    char  *end;
    *x = strtod(from, &end);
    *p = s;
    return end == s;
}

static bool store_float(nd_dtype d, char *out, double re, double im) {
    nd_scalar v = {.kind = nd_is_complex(d) ? 'c' : 'f'};
    v.u.c.re = re;
    if (nd_is_complex(d)) v.u.c.im = im;
    else v.u.f = re;
    return nd_store(d, out, v, NULL) == ERR_OK;
}

/* 1, 2j, 1+2j, with or without brackets. */
static bool scan_complex(const char **p, double *re, double *im) {
    const char *s = *p;
    bool        bracket = *s == '(';
    *im = 0;
    if (bracket) s++;
    if (!scan_float(&s, re)) return false;
    if (*s == 'j') *im = *re, *re = 0, s++;
    else if (*s == '+' || *s == '-') {
        const char *second = s;
        if (scan_float(&second, im) && *second == 'j') s = second + 1;
        else *im = 0;
    }
    if (bracket && *s++ != ')') return false;
    *p = s;
    return true;
}

/* --- text ------------------------------------------------------------------------------------------ */

/* The character at *p, whose bytes may be no proper UTF-8. */
static uint32_t next_char(const unsigned char **p, const unsigned char *end) {
    const unsigned char *s = *p;
    int                  more = s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 1 : s[0] < 0xF0 ? 2 : s[0] < 0xF5 ? 3 : 0;
    uint32_t             code = more == 0 ? s[0] : s[0] & (0x3Fu >> more);
    *p = s + 1;
    if (s[0] < 0x80) return s[0];
    if (more == 0 || end - s <= more) return 0xFFFD;
    for (int k = 1; k <= more; k++) {
        if ((s[k] & 0xC0) != 0x80) return 0xFFFD;
        code = code << 6 | (s[k] & 0x3F);
    }
    *p = s + more + 1;
    return code > 0x10FFFF ? 0xFFFD : code;
}

size_t nd_field_width(nd_word field) {
    const unsigned char *p = (const unsigned char *)field.text, *end = p + field.n;
    size_t               n = 0;
    for (; p < end; n++) next_char(&p, end);
    return n;
}

static bool store_text(nd_dtype d, char *out, nd_word field) {
    const unsigned char *p = (const unsigned char *)field.text, *end = p + field.n;
    for (size_t i = 0; i < d.itemsize / 4; i++) {
        const uint32_t ch = p < end ? next_char(&p, end) : 0;
        memcpy(out + 4 * i, &ch, sizeof ch);
    }
    return true;
}

static bool store_bytes(nd_dtype d, char *out, nd_word field) {
    const size_t n = field.n < d.itemsize ? field.n : d.itemsize;
    memcpy(out, field.text, n);
    memset(out + n, 0, d.itemsize - n);
    return true;
}

/* Dates and durations, as np.array reads them from text. */
static bool store_time(nd_dtype d, char *out, nd_word field) {
    return nd_store(d, out, (nd_scalar){.kind = 'S', .bytes = field.text, .n = field.n}, NULL) == ERR_OK;
}

/* --- doors -------------------------------------------------------------------------------------------- */

static bool scan(nd_dtype d, char *out, const char **p) {
    bool     negative;
    uint64_t n;
    double   re, im = 0;
    if (d.type == ND_BOOL || nd_is_integer(d)) return scan_digits(p, &negative, &n) && store_int(d, out, negative, n);
    if (nd_is_complex(d)) return scan_complex(p, &re, &im) && store_float(d, out, re, im);
    return scan_float(p, &re) && store_float(d, out, re, 0);
}

bool nd_field_store(nd_dtype d, char *p, nd_word field) {
    const char *s = field.text, *end = s + field.n;
    if (d.type == ND_STR) return store_text(d, p, field);
    if (d.type == ND_BYTES) return store_bytes(d, p, field);
    if (nd_is_time(d)) return store_time(d, p, field);
    if (!nd_is_numeric(d)) return false;
    while (s < end && is_space(*s)) s++;
    if (!scan(d, p, &s)) return false;
    while (s < end && is_space(*s)) s++;
    return s == end;
}

bool nd_scan_number(nd_dtype d, char *out, const char **p, const char *end) {
    const char *s = *p;
    while (s < end && is_space(*s)) s++;
    /* A truth value is any number. */
    double x;
    bool   good = d.type == ND_BOOL ? scan_float(&s, &x) && store_int(d, out, false, x != 0) : scan(d, out, &s);
    if (good) *p = s;
    return good;
}

nd_gap nd_scan_gap(const char **p, const char *end, const char *separator) {
    const char *s = *p;
    nd_gap      result = ND_GAP_WRONG;
    while (true) {
        if (s >= end) {
            result = ND_GAP_END;
            break;
        }
        if (!*separator) {
            if (s != *p) result = ND_GAP_FOUND;
            break;
        }
        if (*separator == ' ') {
            if (is_space(*s)) s++;
            else separator++;
        } else if (*separator != *s) break;
        else separator++, s++;
    }
    *p = s;
    return result;
}
