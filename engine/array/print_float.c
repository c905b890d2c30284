/* array/print_float.c: floats of an array share one format: fixed or exponential, one precision,
 * one width. A float on its own is written as Python writes it. */
#include "array/print_float.h"

#include "array/half.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double load(nd_type type, const char *p) {
    double d;
    float  f;
    nd_f16 h;
    if (type == ND_F16) {
        memcpy(&h, p, sizeof h);
        return (double)nd_half_to_float(h);
    }
    if (type == ND_F32) {
        memcpy(&f, p, sizeof f);
        return (double)f;
    }
    memcpy(&d, p, sizeof d);
    return d;
}

static nd_binary split(nd_type type, double x) {
    if (type == ND_F16)
        return nd_binary_f16(nd_half_of_double(x));
    return type == ND_F32 ? nd_binary_f32((float)x) : nd_binary_f64(x);
}

/* --- one number ------------------------------------------------------------------- */

/* The parts of a number's text, before padding. */
typedef struct parts {
    nd_decimal d;
    bool       negative;
    int        whole, fraction, exp_digits;     /* digits before, after the point, in the exponent */
} parts;

static char digit_at(const nd_decimal *d, int exponent) {
    int i = d->exponent - exponent;
    return i >= 0 && i < d->n ? d->digit[i] : '0';
}

static int trimmed_fraction(const nd_decimal *d, int fraction, int unit) {
    while (fraction > 0 && digit_at(d, unit - fraction) == '0')
        fraction--;
    return fraction;
}

/* Digits after the point, given that those of d reach `fraction` places: trimmed, or filled up. */
static int settle_fraction(const nd_float_format *f, const nd_decimal *d, int fraction, int unit) {
    int fill = f->unique ? f->least : f->precision;
    if (f->trim)
        return trimmed_fraction(d, fraction, unit);
    return fraction < fill ? fill : fraction;
}

static void split_fixed(parts *p, const nd_float_format *f, double x) {
    nd_binary b = split(f->type, x);
    nd_cutoff cut = {f->unique, false, f->precision, f->unique ? f->least : -1};
    int       places;

    nd_decimal_make(&p->d, &b, &cut);
    p->negative = b.negative;
    p->whole = p->d.exponent >= 0 ? p->d.exponent + 1 : 1;
    places = p->d.n - 1 - p->d.exponent;
    p->fraction = settle_fraction(f, &p->d, places > 0 ? places : 0, 0);
    p->exp_digits = 0;
}

static void split_exponential(parts *p, const nd_float_format *f, double x) {
    nd_binary b = split(f->type, x);
    nd_cutoff cut = {f->unique, true, f->precision < 0 ? -1 : f->precision + 1,
                     f->unique && f->least >= 0 ? f->least + 1 : -1};

    nd_decimal_make(&p->d, &b, &cut);
    p->negative = b.negative;
    p->whole = 1;
    p->fraction = settle_fraction(f, &p->d, p->d.n - 1, p->d.exponent);
    p->exp_digits = abs(p->d.exponent) >= 100 ? 3 : 2;
}

static void put_digits(buf *out, const parts *p, int unit, int zero_keep) {
    for (int i = p->whole - 1; i >= 0; i--)
        buf_putc(out, digit_at(&p->d, unit + i));
    buf_putc(out, '.');
    for (int i = 1; i <= p->fraction; i++)
        buf_putc(out, digit_at(&p->d, unit - i));
    if (p->fraction < zero_keep)
        buf_fill(out, '0', (size_t)(zero_keep - p->fraction));
}

static void put_exponent(buf *out, int exponent, int size) {
    buf_printf(out, "e%c%0*d", exponent < 0 ? '-' : '+', size, abs(exponent));
}

/* --- an array's format ---------------------------------------------------------------- */

void nd_float_init(nd_float_format *f, const nd_print_options *o, nd_type type) {
    memset(f, 0, sizeof *f);
    f->o = o;
    f->sign = o->sign;
    f->type = type;
    f->smallest = INFINITY;
}

void nd_float_see(nd_float_format *f, const char *p) {
    double x = load(f->type, p), size = fabs(x);
    if (!isfinite(x)) {
        f->any_other = true;
        f->any_minus_inf |= isinf(x) && x < 0;
        return;
    }
    f->any_finite = true;
    f->any_negative |= signbit(x) != 0;
    if (size > 0 && size < f->smallest)
        f->smallest = size;
    if (size > f->largest)
        f->largest = size;
}

/* Thresholds and the ratio are taken in the array's own type. */
static bool wants_exponent(const nd_float_format *f) {
    if (f->largest == 0)
        return false;
    if (f->largest >= (f->type == ND_F16 ? 1e3 : f->type == ND_F32 ? 1e6 : 1e8))
        return true;
    if (f->o->suppress)
        return false;
    if (f->type == ND_F16)
        return f->smallest < (double)nd_half_to_float(nd_half_of_double(0.0001)) ||
               nd_half_to_float(nd_half_of_double(f->largest / f->smallest)) > 1000.0f;
    if (f->type == ND_F32)
        return (float)f->smallest < 0.0001f || (float)f->largest / (float)f->smallest > 1000.0f;
    return f->smallest < 0.0001 || f->largest / f->smallest > 1000.0;
}

void nd_float_choose(nd_float_format *f) {
    f->exponential = wants_exponent(f);
    f->unique = f->o->floatmode != ND_FIXED || !f->any_finite;
    f->trim = f->unique;
    f->precision = f->o->floatmode == ND_UNIQUE ? -1 : f->o->precision;
    f->least = -1;
}

static void widen(int *most, int n) {
    if (n > *most)
        *most = n;
}

void nd_float_measure(nd_float_format *f, const char *p) {
    double x = load(f->type, p);
    parts  t;
    if (!isfinite(x))
        return;
    if (f->exponential)
        split_exponential(&t, f, x);
    else
        split_fixed(&t, f, x);
    widen(&f->pad_left, t.whole + (t.negative || f->sign == '+'));
    widen(&f->pad_right, t.fraction);
    widen(&f->exp_size, t.exp_digits);
}

void nd_float_finish(nd_float_format *f) {
    nd_floatmode mode = f->o->floatmode;
    int          offset;

    if (f->any_finite && (f->exponential || mode == ND_FIXED || mode == ND_MAXPREC_EQUAL)) {
        f->precision = f->least = f->pad_right;
        f->trim = false;
    }
    if (f->exponential)
        f->pad_right += f->exp_size + 2;
    if (f->sign == ' ' && !f->any_negative)
        f->pad_left++;
    if (!f->any_other)
        return;
    offset = f->pad_right + 1;
    widen(&f->pad_left, (int)strlen(f->o->nanstr) - offset);
    widen(&f->pad_left, (int)strlen(f->o->infstr) + (f->sign != '-' || f->any_minus_inf) - offset);
}

static void put_not_finite(buf *out, const nd_float_format *f, double x) {
    const char *text = isnan(x) ? f->o->nanstr : f->o->infstr;
    bool        minus = !isnan(x) && x < 0, sign = minus || f->sign == '+';
    int         pad = f->pad_left + f->pad_right + 1 - (int)strlen(text) - sign;

    if (pad > 0)
        buf_fill(out, ' ', (size_t)pad);
    if (sign)
        buf_putc(out, minus ? '-' : '+');
    buf_puts(out, text);
}

void nd_float_put(buf *out, const nd_float_format *f, const char *p) {
    double x = load(f->type, p);
    parts  t;
    int    left;

    if (!isfinite(x)) {
        put_not_finite(out, f, x);
        return;
    }
    if (f->exponential)
        split_exponential(&t, f, x);
    else
        split_fixed(&t, f, x);
    left = t.whole + (t.negative || f->sign == '+');
    if (left < f->pad_left)
        buf_fill(out, ' ', (size_t)(f->pad_left - left));
    if (t.negative || f->sign == '+')
        buf_putc(out, t.negative ? '-' : '+');
    put_digits(out, &t, f->exponential ? t.d.exponent : 0, 0);
    if (f->exponential)
        put_exponent(out, t.d.exponent, f->exp_size);
    else if (t.fraction < f->pad_right)
        buf_fill(out, ' ', (size_t)(f->pad_right - t.fraction));
}

/* --- a float on its own ------------------------------------------------------------------ */

/* From here on str() writes an exponent. */
static double too_large(nd_type type) {
    return type == ND_F16 ? 1e3 : type == ND_F32 ? 1e6 : 1e16;
}

void nd_float_put_alone(buf *out, nd_type type, double x, bool whole) {
    nd_float_format f = {.type = type, .unique = true, .trim = true, .precision = -1, .least = -1};
    parts           t;
    bool            fixed = x == 0 || (fabs(x) >= 1e-4 && fabs(x) < too_large(type));

    if (!isfinite(x)) {
        buf_puts(out, isnan(x) ? "nan" : x < 0 ? "-inf" : "inf");
        return;
    }
    if (signbit(x))
        buf_putc(out, '-');
    if (fixed) {
        split_fixed(&t, &f, x);
        put_digits(out, &t, 0, whole);
        if (!whole && t.fraction == 0)
            buf_cut(out, out->n - 1);
        return;
    }
    split_exponential(&t, &f, x);
    put_digits(out, &t, t.d.exponent, 0);
    if (t.fraction == 0)
        buf_cut(out, out->n - 1);       /* "1e+16", no point */
    put_exponent(out, t.d.exponent, t.exp_digits);
}

void nd_print_float(buf *out, nd_type t, double x) {
    nd_float_put_alone(out, t, x, true);
}

void nd_print_float64(buf *out, double x) {
    nd_float_put_alone(out, ND_F64, x, true);
}

void nd_print_float32(buf *out, float x) {
    nd_float_put_alone(out, ND_F32, (double)x, true);
}

/* A real part that is zero, but not minus zero, is left out. */
void nd_print_complex(buf *out, nd_type t, double re, double im) {
    const nd_type part = t == ND_C64 ? ND_F32 : ND_F64;
    const bool    both = re != 0 || signbit(re);

    if (both) {
        buf_putc(out, '(');
        nd_float_put_alone(out, part, re, false);
        if (isnan(im) || !signbit(im))
            buf_putc(out, '+');
    }
    nd_float_put_alone(out, part, im, false);
    buf_puts(out, both ? "j)" : "j");
}
