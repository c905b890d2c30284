/* array/format_float.c: the digits of one float, laid out as the caller asks. */
#include "array/format_float.h"

#include <stdio.h>
#include <string.h>

#include "array/digits.h"

static nd_binary binary_of(nd_dtype d, const char *p) {
    double   x;
    float    y;
    uint16_t bits;
    if (d.type == ND_F64) return memcpy(&x, p, sizeof x), nd_binary_f64(x);
    if (d.type == ND_F32) return memcpy(&y, p, sizeof y), nd_binary_f32(y);
    return memcpy(&bits, p, sizeof bits), nd_binary_f16(bits);
}

/* Digit at 10^power; zeros lie on both sides of those that are there. */
static char digit_at(const nd_decimal *d, int power) {
    int i = d->exponent - power;
    return i >= 0 && i < d->n ? d->digit[i] : '0';
}

/* What follows the point: digits of d from 10^power down, then as trim says. Writes the point too. Returns how many
 * characters follow it, -1 without a point. */
static int put_fraction(buf *out, const nd_decimal *d, int power, int wanted, char trim) {
    int have = power - (d->exponent - d->n);
    if (have < 0 || d->n == 0) have = 0;
    int n = trim == 'k' && wanted > have ? wanted : have;
    while (trim != 'k' && n > 0 && digit_at(d, power - n + 1) == '0') n--;
    if (n == 0 && trim == '-') return -1;
    buf_putc(out, '.');
    for (int i = 0; i < n; i++) buf_putc(out, digit_at(d, power - i));
    if (n > 0 || trim != '0') return n;
    buf_putc(out, '0');
    return 1;
}

static void put_positional(buf *out, const nd_decimal *d, const nd_float_layout *how, const char *sign) {
    int whole = d->exponent >= 0 && d->n > 0 ? d->exponent + 1 : 1, width = whole + (int)strlen(sign);
    int wanted = how->unique ? how->least : how->precision;
    if (!how->fractional && wanted >= 0) wanted -= whole;
    if (how->pad_left > width) buf_fill(out, ' ', (size_t)(how->pad_left - width));
    buf_puts(out, sign);
    for (int i = whole - 1; i >= 0; i--) buf_putc(out, digit_at(d, i));
    int put = put_fraction(out, d, -1, wanted, how->trim);
    if (how->pad_right > put) buf_fill(out, ' ', (size_t)(how->pad_right - put));
}

static void put_scientific(buf *out, const nd_decimal *d, const nd_float_layout *how, const char *sign) {
    int exponent = d->n ? d->exponent : 0, size = exponent < 0 ? -exponent : exponent, width = 1 + (int)strlen(sign);
    if (how->pad_left > width) buf_fill(out, ' ', (size_t)(how->pad_left - width));
    buf_puts(out, sign);
    buf_putc(out, digit_at(d, exponent));
    put_fraction(out, d, exponent - 1, how->unique ? how->least : how->precision, how->trim);
    buf_printf(out, "e%c%0*d", exponent < 0 ? '-' : '+', how->exp_digits < 0 ? 2 : how->exp_digits, size);
}

err_code nd_format_float(buf *out, nd_dtype d, const char *p, const nd_float_layout *how, err *e) {
    nd_binary   x = binary_of(d, p);
    nd_decimal  digits;
    const char *sign = x.negative && !x.nan ? "-" : how->sign ? "+" : "";
    if (!how->unique && how->precision < 0) return err_set(e, ERR_TYPE, "in non-unique mode `precision` must be supplied");
    if (how->least > 0 && how->precision >= 0 && how->least > how->precision)
        return err_set(e, ERR_VALUE, "min_digits must be less than or equal to precision");
    if (!how->fractional && how->precision == 0) return err_set(e, ERR_VALUE, "precision must be greater than 0 if fractional=False");
    if (x.nan || x.inf) {
        const char *name = x.nan ? "nan" : "inf";
        int         width = 3 + (int)strlen(sign), room = (how->pad_left > 0 ? how->pad_left : 0) + (how->pad_right >= 0 ? how->pad_right + 1 : 0);
        if (room > width) buf_fill(out, ' ', (size_t)(room - width));
        buf_printf(out, "%s%s", sign, name);
        return ERR_OK;
    }
    nd_cutoff cut = {.unique = how->unique, .significant = !how->fractional, .most = how->precision, .least = how->least};
    if (how->scientific) {
        cut.significant = true;
        if (cut.most >= 0) cut.most++;
        if (cut.least >= 0) cut.least++;
    }
    nd_decimal_make(&digits, &x, &cut);
    if (x.mantissa == 0) digits.n = 0;
    if (how->scientific) put_scientific(out, &digits, how, sign);
    else put_positional(out, &digits, how, sign);
    return ERR_OK;
}
