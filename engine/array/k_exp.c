/* array/k_exp.c: exp, log and tanh of float64, many at once.
 *
 * The C library's are called one by one. These are straight lines of additions and products, so that
 * the compiler runs them in every lane; without fused operations they give the same bits on every
 * processor. A stretch that holds a number they are not made for (NaN, an infinity, what overflows
 * or is subnormal) goes to the library, which also raises what NumPy warns of.
 *
 * Largest error, against 60 digits over 4 million arguments: exp 0.7, log 0.9, tanh 1.9 units in the last place. */
#include <math.h>

#include "array/loops.h"

#define STRETCH   ((size_t)512)
#define MAGIC     0x1.8p52                    /* added to a small number: its low bits are the nearest integer */
#define MAGIC_INT 0x4338000000000000u
#define LOG2_E    0x1.71547652b82fep0
#define LN2_HI    0x1.62e42feep-1             /* 32 bits: its products with exponents are exact */
#define LN2_LO    0x1.a39ef35793c76p-33

static inline uint64_t bits_of(double x) {
    uint64_t u;
    memcpy(&u, &x, sizeof u);
    return u;
}

static inline double from_bits(uint64_t u) {
    double x;
    memcpy(&x, &u, sizeof x);
    return x;
}

/* x = n ln 2 + r + c, |r| <= ln 2 / 2; *scale = 2^n. exp(r + c) - 1 = *r + what is returned, by Taylor's series, whose next term
 * is below half a unit in the last place of 1. */
static inline double small_exp(double x, double *rest, double *scale) {
    const double shifted = x * LOG2_E + MAGIC, n = shifted - MAGIC;
    const double hi = x - n * LN2_HI, lo = n * LN2_LO, r = hi - lo, c = (hi - r) - lo;
    double       p = 1.0 / 6227020800;
    p = p * r + 1.0 / 479001600;
    p = p * r + 1.0 / 39916800;
    p = p * r + 1.0 / 3628800;
    p = p * r + 1.0 / 362880;
    p = p * r + 1.0 / 40320;
    p = p * r + 1.0 / 5040;
    p = p * r + 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 0.5;
    *scale = from_bits((bits_of(shifted) + 1023) << 52);
    *rest = r;
    return c + r * r * p;
}

static inline double exp_of(double x) {
    double       r, scale;
    const double y = small_exp(x, &r, &scale);
    const double whole = 1 + r;
    return (whole + ((r - (whole - 1)) + y)) * scale;      /* what 1 + r lost is put back */
}

/* tanh x = t / (t + 2) with t = exp(2 |x|) - 1; from 22 on it is 1. What t and t + 2 lose in rounding is put back to first order:
 * with q = t / d, d = t + 2, a change of t moves q by (1 - q)^2 / 2 as much, one of d by - q (1 - q) / 2. */
static inline double tanh_of(double x) {
    const uint64_t sign = bits_of(x) & ((uint64_t)1 << 63);
    const double   far = from_bits(bits_of(x) ^ sign), a = far < 22 ? far : 22;
    double         r, scale;
    const double   y = small_exp(2 * a, &r, &scale), small = r + y, small_lost = y - (small - r);
    const double   part = scale * small, whole = scale - 1, t = whole + part, t_lost = (part - (t - whole)) + scale * small_lost;
    const double   big = t < 2 ? 2 : t, d = t + 2, d_lost = (t < 2 ? t : 2) - (d - big);
    const double   q = t / d, half = 0.5 * (1 - q);
    return from_bits(bits_of(q + half * ((1 - q) * t_lost - q * d_lost)) | sign);
}

/* x = 2^k m, m in [sqrt 1/2, sqrt 2), f = m - 1, s = f / (2 + f); log m = 2 atanh s, by the polynomial of Sun's fdlibm. */
static inline double log_of(double x) {
    const uint64_t half = 0x3fe6a09e667f3bcdu, u = bits_of(x) - half;
    const double   k = from_bits(((u + ((uint64_t)1024 << 52)) >> 52) + MAGIC_INT) - (MAGIC + 1024);
    const double   f = from_bits((u & 0x000fffffffffffffu) + half) - 1, s = f / (2 + f), z = s * s, square = 0.5 * f * f;
    double         p = 1.479819860511658591e-01;
    p = p * z + 1.531383769920937332e-01;
    p = p * z + 1.818357216161805012e-01;
    p = p * z + 2.222219843214978396e-01;
    p = p * z + 2.857142874366239149e-01;
    p = p * z + 3.999999999940941908e-01;
    p = p * z + 6.666666666666735130e-01;
    return k * LN2_HI - ((square - (s * (square + z * p) + k * LN2_LO)) - f);
}

/* The top bit is set when x is not for the short way. */
static inline uint64_t exp_refuses(double x) { return 0x4086200000000000u - (bits_of(x) & 0x7fffffffffffffffu); }   /* |x| > 708 */
static inline uint64_t tanh_refuses(double x) { return 0x7ff0000000000000u - (bits_of(x) & 0x7fffffffffffffffu); }  /* NaN */
static inline uint64_t log_refuses(double x) { return (bits_of(x) - 0x0010000000000000u) | (0x7fefffffffffffffu - bits_of(x)); }

#define STRETCHES(name)                                                                              \
    static void name##_stretch(const double *x, double *z, size_t n) {                               \
        uint64_t refused = 0;                                                                        \
        EACH(i, n) { refused |= name##_refuses(x[i]); }                                              \
        if (refused >> 63) {                                                                         \
            for (size_t i = 0; i < n; i++) z[i] = name(x[i]);                                        \
            return;                                                                                  \
        }                                                                                            \
        EACH(i, n) { z[i] = name##_of(x[i]); }                                                       \
    }                                                                                                \
    static void name##_f64(char *const *p, const ptrdiff_t *s, size_t n) {                           \
        double room[STRETCH];                                                                        \
        if (form1(p, s, sizeof(double), sizeof(double)) == FORM_DENSE) {                             \
            const double *x = (const double *)(const void *)p[0];                                    \
            double       *z = (double *)(void *)p[1];                                                \
            for (size_t at = 0; at < n; at += STRETCH) name##_stretch(x + at, z + at, n - at < STRETCH ? n - at : STRETCH); \
            return;                                                                                  \
        }                                                                                            \
        for (size_t at = 0; at < n; at += STRETCH) {                                                 \
            const size_t some = n - at < STRETCH ? n - at : STRETCH;                                 \
            for (size_t i = 0; i < some; i++) memcpy(&room[i], p[0] + (ptrdiff_t)(at + i) * s[0], sizeof(double)); \
            name##_stretch(room, room, some);                                                        \
            for (size_t i = 0; i < some; i++) memcpy(p[1] + (ptrdiff_t)(at + i) * s[1], &room[i], sizeof(double)); \
        }                                                                                            \
    }

STRETCHES(exp)
STRETCHES(log)
STRETCHES(tanh)

void ND_CPU_NAME(nd_k_exp)(nd_kernels *t) {
    t->loop[ND_EXP][ND_F64] = exp_f64;
    t->loop[ND_LOG][ND_F64] = log_f64;
    t->loop[ND_TANH][ND_F64] = tanh_f64;
}
