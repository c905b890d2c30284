/* bind/bind_percent.c: Python's % formatting: flags, width, precision, and d i u x o e f g s r. */
#include "bind/bind_percent.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct directive {
    char flags[8];
    int  width, precision;       /* precision -1: none */
    char conversion;
} directive;

static bool read_number(const char **p, int *n) {
    for (*n = 0; **p >= '0' && **p <= '9'; (*p)++) {
        *n = *n * 10 + (**p - '0');
        if (*n > 1000) return false;
    }
    return true;
}

static bool read_directive(const char **p, directive *d) {
    size_t n = 0;
    *d = (directive){.precision = -1};
    for (; **p && strchr("-+ #0", **p); (*p)++)
        if (n + 1 < sizeof d->flags) d->flags[n++] = **p;
    if (!read_number(p, &d->width)) return false;
    if (**p == '.') {
        (*p)++;
        if (!read_number(p, &d->precision)) return false;
    }
    while (**p == 'l' || **p == 'h' || **p == 'L') (*p)++;
    d->conversion = **p;
    if (**p) (*p)++;
    return d->conversion && strchr("diuxXoeEfFgGsr", d->conversion);
}

static void pad(buf *out, const directive *d, const char *text, size_t n) {
    size_t shown = d->precision >= 0 && (size_t)d->precision < n ? (size_t)d->precision : n, wide = 0;
    for (size_t i = 0; i < shown; i++) wide += ((unsigned char)text[i] & 0xC0) != 0x80;
    size_t fill = (size_t)d->width > wide ? (size_t)d->width - wide : 0;
    bool   left = strchr(d->flags, '-') != NULL;
    if (!left) buf_fill(out, ' ', fill);
    buf_add(out, text, shown);
    if (left) buf_fill(out, ' ', fill);
}

/* A format for printf from what was read; its parts are bounded. */
static void spell(char spec[48], const directive *d, const char *conversion) {
    int n = snprintf(spec, 48, "%%%s", d->flags);
    if (d->width) n += snprintf(spec + n, 48 - (size_t)n, "%d", d->width);
    if (d->precision >= 0) n += snprintf(spec + n, 48 - (size_t)n, ".%d", d->precision);
    snprintf(spec + n, 48 - (size_t)n, "%s", conversion);
}

#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif

static bool put_integer(buf *out, const directive *d, nd_scalar x) {
    char spec[48], conversion[4] = "lld", text[1200];
    if (strchr("xXo", d->conversion)) conversion[2] = d->conversion;
    spell(spec, d, conversion);
    long long value = 0;
    switch (x.kind) {
    case 'b': value = x.u.b; break;
    case 'i': value = x.u.i; break;
    case 'u': value = (long long)x.u.u; conversion[2] = d->conversion == 'd' ? 'u' : conversion[2]; spell(spec, d, conversion); break;
    case 'f':
        if (!(fabs(x.u.f) < 9.2e18) || strchr("xXo", d->conversion)) return false;
        value = (long long)x.u.f;
        break;
    default: return false;
    }
    snprintf(text, sizeof text, spec, value);
    buf_puts(out, text);
    return true;
}

static bool put_float(buf *out, const directive *d, nd_scalar x) {
    char   spec[48], conversion[2] = {d->conversion, 0}, text[1600];
    double value = x.kind == 'f' ? x.u.f : x.kind == 'i' ? (double)x.u.i : x.kind == 'u' ? (double)x.u.u : x.u.b;
    if (!strchr("fiub", x.kind)) return false;
    spell(spec, d, conversion);
    if (isnan(value)) value = fabs(NAN);
    snprintf(text, sizeof text, spec, value);
    buf_puts(out, text);
    return true;
}

bool bind_percent(buf *out, const char *format, bind_percent_next *next, void *user) {
    directive d;
    for (const char *p = format; *p;) {
        if (*p != '%') {
            buf_putc(out, *p++);
            continue;
        }
        if (*++p == '%') {
            buf_putc(out, *p++);
            continue;
        }
        if (!read_directive(&p, &d)) return false;
        bind_percent_value v = next(user);
        if (!v.x.kind) return false;
        if (d.conversion == 's' || d.conversion == 'r') pad(out, &d, v.text, v.n);
        else if (strchr("eEfFgG", d.conversion)) {
            if (!put_float(out, &d, v.x)) return false;
        } else if (!put_integer(out, &d, v.x)) return false;
    }
    return true;
}
