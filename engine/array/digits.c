/* array/digits.c: Steele and White's free-format algorithm with exact integers.
 *
 * value / scale is kept in [0, 10): its whole part is the next digit. low and high are
 * half the distances to the neighbours in the same units: as soon as what is left falls
 * below low, or rises above scale - high, the digits so far name the value uniquely. */
#include "array/digits.h"

#include <math.h>
#include <string.h>

/* 2^1074 times ten, times two for the rounding test, fits with room to spare. */
#define BIG_LIMBS 38

typedef struct big {
    int      n;                 /* limbs in use; the highest is not zero */
    uint32_t limb[BIG_LIMBS];
} big;

static void big_trim(big *b) {
    while (b->n > 0 && b->limb[b->n - 1] == 0)
        b->n--;
}

static void big_set(big *b, uint64_t x) {
    b->limb[0] = (uint32_t)x;
    b->limb[1] = (uint32_t)(x >> 32);
    b->n = 2;
    big_trim(b);
}

static void big_multiply(big *b, uint32_t factor) {
    uint64_t carry = 0;
    for (int i = 0; i < b->n; i++) {
        carry += (uint64_t)b->limb[i] * factor;
        b->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry && b->n < BIG_LIMBS)
        b->limb[b->n++] = (uint32_t)carry;
}

static void big_multiply_pow10(big *b, int k) {
    for (; k >= 9; k -= 9)
        big_multiply(b, 1000000000u);
    for (; k > 0; k--)
        big_multiply(b, 10);
}

static void big_shift_left(big *b, int bits) {
    int words = bits / 32;
    if (b->n == 0)
        return;
    if (words) {
        memmove(b->limb + words, b->limb, (size_t)b->n * sizeof b->limb[0]);
        memset(b->limb, 0, (size_t)words * sizeof b->limb[0]);
        b->n += words;
    }
    if (bits % 32)
        big_multiply(b, 1u << (bits % 32));
}

static int big_compare(const big *a, const big *b) {
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (int i = a->n - 1; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static void big_add(big *sum, const big *a, const big *b) {
    uint64_t carry = 0;
    int      n = a->n > b->n ? a->n : b->n;
    for (int i = 0; i < n; i++) {
        carry += (uint64_t)(i < a->n ? a->limb[i] : 0) + (i < b->n ? b->limb[i] : 0);
        sum->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    sum->n = n;
    if (carry && n < BIG_LIMBS)
        sum->limb[sum->n++] = (uint32_t)carry;
}

/* a -= b; b is not the larger one. */
static void big_subtract(big *a, const big *b) {
    int64_t borrow = 0;
    for (int i = 0; i < a->n; i++) {
        borrow += (int64_t)a->limb[i] - (i < b->n ? b->limb[i] : 0);
        a->limb[i] = (uint32_t)borrow;
        borrow >>= 32;
    }
    big_trim(a);
}

/* The whole part of a / b, known to be below ten; a keeps the rest. */
static int big_divide_digit(big *a, const big *b) {
    int q = 0;
    for (; big_compare(a, b) >= 0; q++)
        big_subtract(a, b);
    return q;
}

/* --- binary formats --------------------------------------------------------------- */

static nd_binary split_bits(uint64_t bits, int mantissa_bits, int exponent_bits) {
    uint64_t  fraction = bits & ((UINT64_C(1) << mantissa_bits) - 1);
    int       full = (1 << exponent_bits) - 1;
    int       biased = (int)(bits >> mantissa_bits) & full;
    int       bias = full >> 1;
    nd_binary x = {0};

    x.negative = (bits >> (mantissa_bits + exponent_bits)) & 1;
    x.nan = biased == full && fraction;
    x.inf = biased == full && !fraction;
    x.mantissa = biased ? fraction | UINT64_C(1) << mantissa_bits : fraction;
    x.exponent = (biased ? biased : 1) - bias - mantissa_bits;
    x.lopsided = biased > 1 && !fraction;
    return x;
}

nd_binary nd_binary_f64(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return split_bits(bits, 52, 11);
}

nd_binary nd_binary_f32(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return split_bits(bits, 23, 8);
}

nd_binary nd_binary_f16(uint16_t bits) {
    return split_bits(bits, 10, 5);
}

/* --- digits -------------------------------------------------------------------------- */

typedef struct fraction {
    big  value, scale, low, high;
    bool even;
    int  exponent;              /* of the first digit */
} fraction;

static void multiply_all(fraction *f, int k) {
    big_multiply_pow10(&f->value, k);
    big_multiply_pow10(&f->low, k);
    big_multiply_pow10(&f->high, k);
}

/* One digit on. A margin that already covers everything stays as it is. */
static void next_place(fraction *f) {
    big_multiply(&f->value, 10);
    if (big_compare(&f->low, &f->scale) < 0)
        big_multiply(&f->low, 10);
    if (big_compare(&f->high, &f->scale) < 0)
        big_multiply(&f->high, 10);
}

/* value / scale = |x|, and low, high the half distances. */
static void fraction_set(fraction *f, const nd_binary *x) {
    int extra = x->lopsided ? 2 : 1;        /* so that half, or a quarter, is whole */

    big_set(&f->value, x->mantissa);
    big_set(&f->scale, 1);
    big_set(&f->low, 1);
    big_shift_left(&f->value, extra);
    big_shift_left(&f->scale, extra);
    if (x->exponent > 0) {
        big_shift_left(&f->value, x->exponent);
        big_shift_left(&f->low, x->exponent);
    } else {
        big_shift_left(&f->scale, -x->exponent);
    }
    f->high = f->low;
    if (x->lopsided)
        big_multiply(&f->high, 2);
    f->even = (x->mantissa & 1) == 0;
}

/* Scale by a power of ten so that the first digit is the whole part of value / scale. */
static void fraction_normalise(fraction *f, const nd_binary *x) {
    int    top = 63;
    double guess;
    int    k;

    while (!(x->mantissa >> top & 1))
        top--;
    guess = ceil((double)(top + x->exponent) * 0.30102999566398119521 - 0.69);
    k = (int)guess;             /* right, or one too small */
    if (k > 0)
        big_multiply_pow10(&f->scale, k);
    else
        multiply_all(f, -k);
    if (big_compare(&f->value, &f->scale) >= 0)
        k++;
    else
        multiply_all(f, 1);
    f->exponent = k - 1;
}

/* Start further right, at a digit that may be zero: the last place that may be printed. */
static void fraction_start_at(fraction *f, int exponent) {
    for (; f->exponent < exponent; f->exponent++)
        big_multiply(&f->scale, 10);
}

static bool near_low(const fraction *f) {
    int cmp = big_compare(&f->value, &f->low);
    return f->even ? cmp <= 0 : cmp < 0;
}

static bool near_high(const fraction *f) {
    big sum;
    int cmp;
    big_add(&sum, &f->value, &f->high);
    cmp = big_compare(&sum, &f->scale);
    return f->even ? cmp >= 0 : cmp > 0;
}

/* What is left decides the last digit: to nearest, ties to even. */
static bool round_half_even_up(fraction *f, int digit) {
    int cmp;
    big_multiply(&f->value, 2);
    cmp = big_compare(&f->value, &f->scale);
    return cmp > 0 || (cmp == 0 && (digit & 1));
}

static void round_up(nd_decimal *d) {
    int i = d->n - 1;
    while (i >= 0 && d->digit[i] == '9')
        d->digit[i--] = '0';
    if (i >= 0) {
        d->digit[i]++;
        return;
    }
    d->digit[0] = '1';          /* 999 became 1000: the zeros follow by themselves */
    d->n = 1;
    d->exponent++;
}

/* Exponents of the last digits that may, and that must, be printed. */
static void find_limits(const nd_cutoff *cut, int first, int *last_allowed, int *last_wanted) {
    int origin = cut->significant ? first + 1 : 0;
    *last_allowed = first - ND_DECIMAL_MAX + 1;
    *last_wanted = first;
    if (cut->most >= 0 && origin - cut->most > *last_allowed)
        *last_allowed = origin - cut->most;
    if (cut->least >= 0 && origin - cut->least < *last_wanted)
        *last_wanted = origin - cut->least;
}

static void generate(nd_decimal *d, fraction *f, const nd_cutoff *cut) {
    int  last_allowed, last_wanted, digit, at = f->exponent;
    bool low = false, high = false, up;

    find_limits(cut, f->exponent, &last_allowed, &last_wanted);
    d->exponent = f->exponent;
    for (;; at--) {
        digit = big_divide_digit(&f->value, &f->scale);
        d->digit[d->n++] = (char)('0' + digit);
        if (cut->unique) {
            low = near_low(f);
            high = near_high(f);
        }
        if (f->value.n == 0 || at == last_allowed || ((low || high) && at <= last_wanted))
            break;
        next_place(f);
    }
    /* Past the shortest digits a margin may hold on one side alone: it then decides. */
    up = low == high ? round_half_even_up(f, digit) : high;
    if (up)
        round_up(d);
}

void nd_decimal_make(nd_decimal *d, const nd_binary *x, const nd_cutoff *cut) {
    fraction f;

    d->n = 0;
    if (x->mantissa == 0) {
        d->digit[d->n++] = '0';
        d->exponent = 0;
        return;
    }
    fraction_set(&f, x);
    fraction_normalise(&f, x);
    if (!cut->significant && cut->most >= 0 && f.exponent < -cut->most)
        fraction_start_at(&f, -cut->most);
    generate(d, &f, cut);
}
