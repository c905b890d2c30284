// clang-format off
/* array/k_complex.c: kernels of complex arithmetic, order and truth.
 *
 * Products of whole arrays are fused (one rounding less), products in a running result are not: that is
 * how NumPy's bits come about. Quotients scale by the larger part of the divisor (Smith). The order is
 * by real part, then by imaginary part; a NaN in either makes a number a NaN.                          */
#include <math.h>

#include "array/complex_math.h"
#include "array/loops.h"

/* Nothing may be computed that a branch excludes: it would raise a flag. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-tree-slp-vectorize")      /* it fuses x y - z w against -ffp-contract=off */
#endif
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wignored-pragmas"
#pragma clang diagnostic ignored "-Wunknown-pragmas"
#pragma STDC FENV_ACCESS ON
#endif

/* s: suffix, R: the type of the parts, F(name): the library's function for it */
#define ARITH(s, T, R, F)                                                                            \
    static inline T make_##s(R re, R im) { return nd_##s##_make(re, im); }                           \
    static inline R re_##s(T a) { return nd_##s##_re(a); }                                           \
    static inline R im_##s(T a) { return nd_##s##_im(a); }                                           \
    static inline T product_##s(T a, T b) {                                                          \
        return make_##s(F(fma)(re_##s(a), re_##s(b), -(im_##s(a) * im_##s(b))),                      \
                        F(fma)(re_##s(a), im_##s(b), im_##s(a) * re_##s(b)));                        \
    }                                                                                                \
    static inline T plain_product_##s(T a, T b) {                                                    \
        return make_##s(re_##s(a) * re_##s(b) - im_##s(a) * im_##s(b),                               \
                        re_##s(a) * im_##s(b) + im_##s(a) * re_##s(b));                              \
    }                                                                                                \
    static inline T quotient_##s(T a, T b) {                                                         \
        const R ar = re_##s(a), ai = im_##s(a), br = re_##s(b), bi = im_##s(b);                      \
        if (F(fabs)(br) >= F(fabs)(bi)) {                                                            \
            if (br == 0 && bi == 0) return make_##s(ar / F(fabs)(br), ai / F(fabs)(br));             \
            const R ratio = bi / br, scale = (R)1 / (br + bi * ratio);                               \
            return make_##s((ar + ai * ratio) * scale, (ai - ar * ratio) * scale);                   \
        }                                                                                            \
        const R ratio = br / bi, scale = (R)1 / (bi + br * ratio);                                   \
        return make_##s((ar * ratio + ai) * scale, (ai * ratio - ar) * scale);                       \
    }                                                                                                \
    static inline T inverse_##s(T a) {                                                               \
        const R ar = re_##s(a), ai = im_##s(a);                                                      \
        if (F(fabs)(ai) <= F(fabs)(ar)) {                                                            \
            const R ratio = ai / ar, d = ar + ai * ratio;                                            \
            return make_##s((R)1 / d, -ratio / d);                                                   \
        }                                                                                            \
        const R ratio = ar / ai, d = ar * ratio + ai;                                                \
        return make_##s(ratio / d, (R)-1 / d);                                                       \
    }                                                                                                \
    static inline R size_##s(T a) {                                                                  \
        const R x = F(fabs)(re_##s(a)), y = F(fabs)(im_##s(a)), high = x > y ? x : y, low = x > y ? y : x; \
        if (x == (R)INFINITY || y == (R)INFINITY) return (R)INFINITY;                                \
        if (x != x || y != y) return x + y;                                                          \
        if (low == 0) return high;                                                                   \
        const R ratio = low / high;                                                                  \
        return high * F(sqrt)(F(fma)(ratio, ratio, (R)1));                                           \
    }                                                                                                \
    static inline R unit_##s(R x) { return x > 0 ? (R)1 : x < 0 ? (R)-1 : (R)0; }                    \
    static inline T direction_##s(T a) {                                                             \
        const R x = re_##s(a), y = im_##s(a), size = F(hypot)(x, y);                                 \
        if (size != size || (isinf(x) && isinf(y))) return make_##s((R)NAN, (R)NAN);                 \
        if (isinf(size)) return make_##s(isinf(x) ? unit_##s(x) : (R)0, isinf(y) ? unit_##s(y) : (R)0); \
        return size == 0 ? make_##s(0, 0) : make_##s(x / size, y / size);                            \
    }                                                                                                \
    LOOP2(add_##s, T, T, a + b)                                                                      \
    LOOP2(sub_##s, T, T, a - b)                                                                      \
    LOOP2(mul_##s, T, T, product_##s(a, b))                                                          \
    LOOP2(div_##s, T, T, quotient_##s(a, b))                                                         \
    LOOP1(neg_##s, T, T, -a)                                                                         \
    LOOP1(pos_##s, T, T, a)                                                                          \
    LOOP1(conj_##s, T, T, make_##s(re_##s(a), -im_##s(a)))                                           \
    LOOP1(square_##s, T, T, product_##s(a, a))                                                       \
    LOOP1(reciprocal_##s, T, T, inverse_##s(a))                                                      \
    LOOP1(abs_##s, T, R, size_##s(a))                                                                \
    LOOP1(sign_##s, T, T, direction_##s(a))                                                          \
    LOOP1(rint_##s, T, T, make_##s(F(rint)(re_##s(a)), F(rint)(im_##s(a))))                          \
    FOLD(fold_mul_##s, T, T, plain_product_##s(r, a))                                                \
    SCAN(cumsum_##s, T, r + a)                                                                       \
    SCAN(cumprod_##s, T, plain_product_##s(r, a))

#define DOUBLE(name) name
#define SINGLE(name) name##f
ARITH(c128, nd_c128, double, DOUBLE)
ARITH(c64, nd_c64, float, SINGLE)

/* --- order ---------------------------------------------------------------------------------------- */

#define ORDER(s, T, R)                                                                               \
    static inline int nan_##s(T a) { return nd_##s##_is_nan(a); }                                    \
    static inline int gt_##s##_of(T a, T b) {                                                        \
        const R ai = im_##s(a), bi = im_##s(b);                                                      \
        return (re_##s(a) > re_##s(b) && ai == ai && bi == bi) || (re_##s(a) == re_##s(b) && ai > bi); \
    }                                                                                                \
    static inline int ge_##s##_of(T a, T b) {                                                        \
        const R ai = im_##s(a), bi = im_##s(b);                                                      \
        return (re_##s(a) > re_##s(b) && ai == ai && bi == bi) || (re_##s(a) == re_##s(b) && ai >= bi); \
    }                                                                                                \
    LOOP2(gt_##s, T, uint8_t, gt_##s##_of(a, b))                                                     \
    LOOP2(ge_##s, T, uint8_t, ge_##s##_of(a, b))                                                     \
    LOOP2(lt_##s, T, uint8_t, gt_##s##_of(b, a))                                                     \
    LOOP2(le_##s, T, uint8_t, ge_##s##_of(b, a))                                                     \
    LOOP2(eq_##s, T, uint8_t, a == b)                                                                \
    LOOP2(ne_##s, T, uint8_t, a != b)                                                                \
    LOOP2(max_##s, T, T, nan_##s(a) || ge_##s##_of(a, b) ? a : b)                                    \
    LOOP2(min_##s, T, T, nan_##s(a) || ge_##s##_of(b, a) ? a : b)                                    \
    LOOP2(fmax_##s, T, T, nan_##s(b) || ge_##s##_of(a, b) ? a : b)                                   \
    LOOP2(fmin_##s, T, T, nan_##s(b) || ge_##s##_of(b, a) ? a : b)                                   \
    FOLD(fold_fmax_##s, T, T, nan_##s(a) || ge_##s##_of(r, a) ? r : a)                               \
    FOLD(fold_fmin_##s, T, T, nan_##s(a) || ge_##s##_of(a, r) ? r : a)                               \
    LOOP1(isnan_##s, T, uint8_t, nan_##s(a))                                                         \
    LOOP1(isinf_##s, T, uint8_t, isinf(re_##s(a)) || isinf(im_##s(a)))                               \
    LOOP1(isfinite_##s, T, uint8_t, isfinite(re_##s(a)) && isfinite(im_##s(a)))
ORDER(c128, nd_c128, double)
ORDER(c64, nd_c64, float)

#define T nd_c128
#define NAME(x) c128_greatest_##x
#define BEATS(a, b) gt_c128_of(a, b)
#define IS_NAN(a) nan_c128(a)
#include "array/extreme.inc"

#define T nd_c128
#define NAME(x) c128_least_##x
#define BEATS(a, b) gt_c128_of(b, a)
#define IS_NAN(a) nan_c128(a)
#include "array/extreme.inc"

#define T nd_c64
#define NAME(x) c64_greatest_##x
#define BEATS(a, b) gt_c64_of(a, b)
#define IS_NAN(a) nan_c64(a)
#include "array/extreme.inc"

#define T nd_c64
#define NAME(x) c64_least_##x
#define BEATS(a, b) gt_c64_of(b, a)
#define IS_NAN(a) nan_c64(a)
#include "array/extreme.inc"

/* --- sums of products ------------------------------------------------------------------------------ */

/* Sum of n numbers by halves, real and imaginary parts side by side: four numbers at a time. */
#define SUMS(s, T, R, F)                                                                             \
    static inline T at_##s(const char *p, ptrdiff_t stride, size_t i) {                              \
        T z;                                                                                         \
        memcpy(&z, p + (ptrdiff_t)i * stride, sizeof z);                                             \
        return z;                                                                                    \
    }                                                                                                \
    static T sum_##s(const char *p, ptrdiff_t stride, size_t n) {                                    \
        T r[4], sum;                                                                                 \
        if (n > 64) {                                                                                \
            const size_t half = n / 2 - n / 2 % 4;                                                   \
            sum = sum_##s(p, stride, half);                                                          \
            return sum + sum_##s(p + (ptrdiff_t)half * stride, stride, n - half);                    \
        }                                                                                            \
        sum = make_##s((R)-0.0, (R)-0.0);                                                            \
        size_t i = 0;                                                                                \
        if (n >= 4) {                                                                                \
            for (; i < 4; i++) r[i] = at_##s(p, stride, i);                                          \
            for (; i + 4 <= n; i += 4)                                                               \
                for (size_t j = 0; j < 4; j++) r[j] += at_##s(p, stride, i + j);                     \
            sum = (r[0] + r[1]) + (r[2] + r[3]);                                                     \
        }                                                                                            \
        for (; i < n; i++) sum += at_##s(p, stride, i);                                              \
        return sum;                                                                                  \
    }                                                                                                \
    static void fold_add_##s(char *const *p, const ptrdiff_t *st, size_t n) {                        \
        T r;                                                                                         \
        memcpy(&r, p[0], sizeof r);                                                                  \
        r += sum_##s(p[1], st[1], n);                                                                \
        memcpy(p[0], &r, sizeof r);                                                                  \
    }                                                                                                \
    static void gemm_##s(const nd_gemm *g) {                                                         \
        for (size_t i = 0; i < g->m; i++) {                                                          \
            R *c = (R *)(void *)(g->c + (ptrdiff_t)i * g->c_row);                                    \
            for (size_t j = 0; j < 2 * g->n; j++) c[j] = 0;                                          \
            for (size_t k = 0; k < g->k; k++) {                                                      \
                const T     a = at_##s(g->a + (ptrdiff_t)i * g->a_row, g->a_col, k);                 \
                const R     x = re_##s(a), y = im_##s(a);                                            \
                const char *row = g->b + (ptrdiff_t)k * g->b_row;                                    \
                for (size_t j = 0; j < g->n; j++) {                                                  \
                    const T b = at_##s(row, g->b_col, j);                                            \
                    c[2 * j] += x * re_##s(b) - y * im_##s(b);                                       \
                    c[2 * j + 1] += x * im_##s(b) + y * re_##s(b);                                   \
                }                                                                                    \
            }                                                                                        \
        }                                                                                            \
    }
SUMS(c128, nd_c128, double, DOUBLE)
SUMS(c64, nd_c64, float, SINGLE)

void ND_CPU_NAME(nd_k_complex)(nd_kernels *t) {
#define X(s, S, T, R)                                                                                \
    t->loop[ND_ADD][ND_##S] = add_##s;               t->loop[ND_SUBTRACT][ND_##S] = sub_##s;         \
    t->loop[ND_MULTIPLY][ND_##S] = mul_##s;          t->loop[ND_DIVIDE][ND_##S] = div_##s;           \
    t->loop[ND_NEGATIVE][ND_##S] = neg_##s;          t->loop[ND_POSITIVE][ND_##S] = pos_##s;         \
    t->loop[ND_CONJUGATE][ND_##S] = conj_##s;        t->loop[ND_SQUARE][ND_##S] = square_##s;        \
    t->loop[ND_RECIPROCAL][ND_##S] = reciprocal_##s; t->loop[ND_ABSOLUTE][ND_##S] = abs_##s;         \
    t->loop[ND_SIGN][ND_##S] = sign_##s;             t->loop[ND_RINT][ND_##S] = rint_##s;            \
    t->loop[ND_LESS][ND_##S] = lt_##s;               t->loop[ND_LESS_EQUAL][ND_##S] = le_##s;        \
    t->loop[ND_GREATER][ND_##S] = gt_##s;            t->loop[ND_GREATER_EQUAL][ND_##S] = ge_##s;     \
    t->loop[ND_EQUAL][ND_##S] = eq_##s;              t->loop[ND_NOT_EQUAL][ND_##S] = ne_##s;         \
    t->loop[ND_MAXIMUM][ND_##S] = max_##s;           t->loop[ND_MINIMUM][ND_##S] = min_##s;          \
    t->loop[ND_FMAX][ND_##S] = fmax_##s;             t->loop[ND_FMIN][ND_##S] = fmin_##s;            \
    t->loop[ND_ISNAN][ND_##S] = isnan_##s;           t->loop[ND_ISINF][ND_##S] = isinf_##s;          \
    t->loop[ND_ISFINITE][ND_##S] = isfinite_##s;                                                     \
    t->fold[ND_ADD][ND_##S] = fold_add_##s;          t->fold[ND_MULTIPLY][ND_##S] = fold_mul_##s;    \
    t->fold[ND_MAXIMUM][ND_##S] = s##_greatest_fold; t->fold[ND_MINIMUM][ND_##S] = s##_least_fold;   \
    t->fold[ND_FMAX][ND_##S] = fold_fmax_##s;        t->fold[ND_FMIN][ND_##S] = fold_fmin_##s;       \
    t->argmax[ND_##S] = s##_greatest_find;           t->argmin[ND_##S] = s##_least_find;             \
    t->clip[ND_##S] = s##_greatest_clip;             t->gemm[ND_##S] = gemm_##s;                     \
    t->cumsum[ND_##S] = cumsum_##s;                  t->cumprod[ND_##S] = cumprod_##s;
    COMPLEX_TYPES(X)
#undef X
}
