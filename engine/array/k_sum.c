// clang-format off
/* array/k_sum.c: sums and products of a run: folds, scans, and sums of squared deviations.
 *
 * Floats are added pairwise (see pairwise.inc) and multiplied in order; integers wrap.   */
#include <string.h>

#include "array/loops.h"

#define T double
#define NAME(x) f64_##x
#define TERM(v) (v)
#include "array/pairwise.inc"

#define T float
#define NAME(x) f32_##x
#define TERM(v) (v)
#include "array/pairwise.inc"

#define T double
#define NAME(x) f64_spread_##x
#define TERM(v) (((v) - m) * ((v) - m))
#include "array/pairwise.inc"

#define T float
#define NAME(x) f32_spread_##x
#define TERM(v) (((v) - m) * ((v) - m))
#include "array/pairwise.inc"

#define X(s, S, T, W)                                                                   \
    static void add_##s(char *const *p, const ptrdiff_t *st, size_t n) {                \
        T r;                                                                            \
        memcpy(&r, p[0], sizeof r);                                                     \
        r = r + s##_sum(p[1], st[1], n, 0);                                             \
        memcpy(p[0], &r, sizeof r);                                                     \
    }                                                                                   \
    static double spread_##s(const char *p, size_t n, double mean) {                    \
        return (double)s##_spread_dense((const T *)(const void *)p, n, (T)mean);        \
    }                                                                                   \
    FOLD(mul_##s, T, T, r * a)                                                          \
    SCAN(cumsum_##s, T, r + a)                                                          \
    SCAN(cumprod_##s, T, r * a)
FLOAT_TYPES(X)
#undef X

#define X(s, S, T, W)                                                                   \
    FOLD(add_##s, T, T, (W)r + (W)a)                                                    \
    FOLD(mul_##s, T, T, (W)r * (W)a)                                                    \
    SCAN(cumsum_##s, T, (W)r + (W)a)                                                    \
    SCAN(cumprod_##s, T, (W)r * (W)a)
INT_TYPES(X)
#undef X

void ND_CPU_NAME(nd_k_sum)(nd_kernels *t) {
#define X(s, S, T, W)                           \
    t->fold[ND_ADD][ND_##S] = add_##s;          \
    t->fold[ND_MULTIPLY][ND_##S] = mul_##s;     \
    t->cumsum[ND_##S] = cumsum_##s;             \
    t->cumprod[ND_##S] = cumprod_##s;
    INT_TYPES(X)
    FLOAT_TYPES(X)
#undef X
    t->spread[ND_F32] = spread_f32;
    t->spread[ND_F64] = spread_f64;
}
