/* array/textnum.c: Python's int() and float() over UCS-4 text, and str() of a number. */
#include "array/textnum.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array/print.h"
#include "base/buf.h"

#define LONGEST 400          /* characters of a float that are looked at */

static err_code refuse(nd_text t, const char *what, bool is_float, err *e) {
    buf b;
    buf_init(&b);
    if (t.element && (is_float || !t.bytes)) buf_puts(&b, t.bytes ? "np.bytes_(" : "np.str_(");
    const size_t opened = b.n;
    if (t.bytes) buf_putc(&b, 'b');
    nd_print_text_repr(&b, t.text, t.n);
    if (opened) buf_putc(&b, ')');
    err_code code = err_set(e, ERR_VALUE, "%s: %s", what, b.text);
    buf_free(&b);
    return code;
}

static bool is_space(uint32_t ch) {
    return ch == ' ' || (ch >= 9 && ch <= 13) || (ch >= 0x1c && ch <= 0x1f) || ch == 0x85 || ch == 0xa0 ||
           (ch >= 0x2000 && ch <= 0x200a) || ch == 0x2028 || ch == 0x2029 || ch == 0x3000;
}

static bool is_digit(uint32_t ch) { return ch >= '0' && ch <= '9'; }

static nd_text strip(nd_text t) {
    while (t.n > 0 && is_space(t.text[0])) t.text++, t.n--;
    while (t.n > 0 && is_space(t.text[t.n - 1])) t.n--;
    return t;
}

/* An underscore is legal only between two digits. */
static bool is_joint(nd_text t, size_t i) {
    return t.text[i] == '_' && i > 0 && i + 1 < t.n && is_digit(t.text[i - 1]) && is_digit(t.text[i + 1]);
}

/* Digits of the whole of t into *value; *big when they do not fit. False: not a number. */
static bool read_digits(nd_text t, uint64_t *value, bool *big) {
    *value = 0;
    if (t.n == 0) return false;
    for (size_t i = 0; i < t.n; i++) {
        if (is_joint(t, i)) continue;
        if (!is_digit(t.text[i])) return false;
        uint64_t digit = t.text[i] - '0';
        *big |= *value > (UINT64_MAX - digit) / 10;
        *value = *value * 10 + digit;
    }
    return true;
}

err_code nd_text_to_int(nd_text t, nd_scalar *out, err *e) {
    nd_text  s = strip(t);
    bool     minus = s.n > 0 && s.text[0] == '-', big = false;
    uint64_t value;
    if (s.n > 0 && (minus || s.text[0] == '+')) s.text++, s.n--;
    if (!read_digits(s, &value, &big)) return refuse(t, "invalid literal for int() with base 10", false, e);
    if (minus) big |= value > (uint64_t)INT64_MAX + 1;
    if (big) return err_set(e, ERR_OVERFLOW, "Python int too large to convert to C long");
    *out = (nd_scalar){.kind = 'i'};
    if (minus) out->u.i = (int64_t)(0 - value);
    else if (value <= INT64_MAX) out->u.i = (int64_t)value;
    else out->kind = 'u', out->u.u = value;
    return ERR_OK;
}

static bool is_word(const char *s, const char *word) {
    for (; *s && *word; s++, word++)
        if ((*s | 0x20) != *word) return false;
    return !*s && !*word;
}

/* What strtod takes beyond Python (hexadecimal, "nan(...)") is refused by the alphabet. */
static bool is_float_literal(const char *s) {
    if (*s == '+' || *s == '-') s++;
    if (is_word(s, "inf") || is_word(s, "infinity") || is_word(s, "nan")) return true;
    return *s && s[strspn(s, "0123456789.eE+-")] == '\0' && (is_digit((unsigned char)*s) || *s == '.');
}

/* As plain characters without joints; false when a character can be in no number. */
static bool to_ascii(nd_text t, char text[LONGEST + 1]) {
    size_t n = 0;
    if (t.n == 0 || t.n > LONGEST) return false;
    for (size_t i = 0; i < t.n; i++) {
        if (is_joint(t, i)) continue;
        if (t.text[i] <= ' ' || t.text[i] > '~') return false;
        text[n++] = (char)t.text[i];
    }
    text[n] = '\0';
    return true;
}

err_code nd_text_to_float(nd_text t, double *out, err *e) {
    char  text[LONGEST + 1], *end = text;
    bool  ok = to_ascii(strip(t), text) && is_float_literal(text);
    if (ok) *out = strtod(text, &end);
    if (!ok || *end) return refuse(t, "could not convert string to float", true, e);
    return ERR_OK;
}

/* A number that strtod reads at *s, if one is there; Python's words for infinity and NaN too. */
static bool take_part(const char **s, double *out) {
    char word[LONGEST + 1];
    size_t n = (**s == '+' || **s == '-') ? 1 : 0;
    n += strspn(*s + n, "0123456789.");
    if (n > 1 || is_digit((unsigned char)**s)) {
        size_t more = (*s)[n] == 'e' || (*s)[n] == 'E' ? 1 : 0;
        if (more && ((*s)[n + 1] == '+' || (*s)[n + 1] == '-')) more++;
        if (more && is_digit((unsigned char)(*s)[n + more])) n += more + strspn(*s + n + more, "0123456789");
    } else {
        while (((*s)[n] | 0x20) >= 'a' && ((*s)[n] | 0x20) <= 'z' && ((*s)[n] | 0x20) != 'j') n++;
    }
    memcpy(word, *s, n);
    word[n] = '\0';
    if (!is_float_literal(word)) return false;
    char *end;
    *out = strtod(word, &end);
    *s += n;
    return *end == '\0';
}

/* "1+2j", "3", "-j" without spaces. */
static bool read_pair(const char *s, double *re, double *im) {
    double first = 0, second = 0;
    *re = *im = 0;
    bool found = take_part(&s, &first);
    if (found && !*s) return *re = first, true;
    if (found && (*s | 0x20) == 'j') return *im = first, !s[1];
    if (found && *s != '+' && *s != '-') return false;
    const double sign = *s == '-' ? -1 : 1;
    const char  *unit = *s == '+' || *s == '-' ? s + 1 : s;
    *re = found ? first : 0;
    if ((*unit | 0x20) == 'j') return *im = sign, !unit[1];
    if (!found || !take_part(&s, &second)) return false;
    *im = second;
    return (*s | 0x20) == 'j' && !s[1];
}

err_code nd_text_to_complex(nd_text t, double *re, double *im, err *e) {
    char    text[LONGEST + 1];
    nd_text s = strip(t);
    if (s.n > 1 && s.text[0] == '(' && s.text[s.n - 1] == ')') {
        s.text++, s.n -= 2;
        s = strip(s);
    }
    if (to_ascii(s, text) && read_pair(text, re, im)) return ERR_OK;
    return err_set(e, ERR_VALUE, "complex() arg is a malformed string");
}

static size_t float_text(nd_scalar x, nd_type t, char text[ND_NUMBER_TEXT]) {
    buf b;
    buf_init(&b);
    if (x.kind == 'c') nd_print_complex(&b, t == ND_C64 ? ND_C64 : ND_C128, x.u.c.re, x.u.c.im);
    else nd_print_float(&b, t, x.u.f);
    size_t n = b.n < ND_NUMBER_TEXT ? b.n : ND_NUMBER_TEXT - 1;
    memcpy(text, b.text, n);
    text[n] = '\0';
    buf_free(&b);
    return n;
}

size_t nd_number_to_text(nd_scalar x, nd_type t, char text[ND_NUMBER_TEXT]) {
    int n = 0;
    switch (x.kind) {
    case 'b': n = snprintf(text, ND_NUMBER_TEXT, "%s", x.u.b ? "True" : "False"); break;
    case 'i': n = snprintf(text, ND_NUMBER_TEXT, "%" PRId64, x.u.i); break;
    case 'u': n = snprintf(text, ND_NUMBER_TEXT, "%" PRIu64, x.u.u); break;
    default: return float_text(x, t, text);
    }
    return (size_t)n;
}
