// clang-format off
/* array/k_complex_math.c: kernels of functions of complex numbers, from the C library. */
#include <complex.h>
#include <math.h>

#include "array/complex_math.h"
#include "array/fpflags.h"
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

/* A whole exponent below 100 multiplies by squaring; 0 to anything but a positive real power is NaN. */
#define FUNCTIONS(s, T, R, F)                                                                        \
    static inline T make_##s(R re, R im) { return nd_##s##_make(re, im); }                           \
    static inline T times_##s(T a, T b) {                                                            \
        const R ar = nd_##s##_re(a), ai = nd_##s##_im(a), br = nd_##s##_re(b), bi = nd_##s##_im(b);  \
        return make_##s(ar * br - ai * bi, ar * bi + ai * br);                                       \
    }                                                                                                \
    static inline T scaled_##s(T a, R by) { return make_##s(nd_##s##_re(a) * by, nd_##s##_im(a) * by); } \
    static inline T one_by_##s(T a) {                                                                \
        const R x = nd_##s##_re(a), y = nd_##s##_im(a);                                              \
        if (F(fabs)(x) >= F(fabs)(y)) {                                                              \
            if (x == 0 && y == 0) return make_##s((R)1 / F(fabs)(x), (R)0 / F(fabs)(x));             \
            const R ratio = y / x, scale = (R)1 / (x + y * ratio);                                   \
            return make_##s(((R)1 + (R)0 * ratio) * scale, ((R)0 - (R)1 * ratio) * scale);           \
        }                                                                                            \
        const R ratio = x / y, scale = (R)1 / (y + x * ratio);                                       \
        return make_##s(((R)1 * ratio + (R)0) * scale, ((R)0 * ratio - (R)1) * scale);               \
    }                                                                                                \
    static T whole_power_##s(T a, int n) {                                                           \
        const int m = n < 0 ? -n : n;                                                                \
        T         r = make_##s(1, 0), p = a;                                                         \
        for (int mask = 1;; p = times_##s(p, p)) {                                                   \
            if (m & mask) r = times_##s(r, p);                                                       \
            mask <<= 1;                                                                              \
            if (m < mask) break;                                                                     \
        }                                                                                            \
        return n < 0 ? one_by_##s(r) : r;                                                            \
    }                                                                                                \
    static T power_##s(T a, T b) {                                                                   \
        const R ar = nd_##s##_re(a), ai = nd_##s##_im(a), br = nd_##s##_re(b), bi = nd_##s##_im(b);  \
        if (br == 0 && bi == 0) return make_##s(1, 0);                                               \
        if (ar == 0 && ai == 0) {                                                                    \
            if (br > 0) return make_##s(0, 0);                                                       \
            nd_fp_raise(ND_FP_INVALID);                                                              \
            return make_##s((R)NAN, (R)NAN);                                                         \
        }                                                                                            \
        if (bi == 0 && br > -100 && br < 100 && br == F(trunc)(br)) {                                \
            const int n = (int)br;                                                                   \
            if (n == 1) return a;                                                                    \
            if (n == 2) return times_##s(a, a);                                                      \
            if (n == 3) return times_##s(a, times_##s(a, a));                                        \
            return whole_power_##s(a, n);                                                            \
        }                                                                                            \
        return F(cpow)(a, b);                                                                        \
    }                                                                                                \
    static inline T log1p_of_##s(T a) {                                                              \
        const R x = nd_##s##_re(a) + 1, y = nd_##s##_im(a), size = F(hypot)(x, y);                   \
        return make_##s(F(log)(size), F(atan2)(y, x));                                               \
    }                                                                                                \
    static inline T expm1_of_##s(T a) {                                                              \
        const R x = nd_##s##_re(a), y = nd_##s##_im(a), h = F(sin)(y / 2);                           \
        return make_##s(F(expm1)(x) * F(cos)(y) - 2 * h * h, F(exp)(x) * F(sin)(y));                 \
    }                                                                                                \
    LOOP2(pow_##s, T, T, power_##s(a, b))                                                            \
    LOOP1(sqrt_##s, T, T, F(csqrt)(a))      LOOP1(exp_##s, T, T, F(cexp)(a))                         \
    LOOP1(exp2_##s, T, T, F(cexp)(scaled_##s(a, (R)0.693147180559945309417232121458176568)))         \
    LOOP1(expm1_##s, T, T, expm1_of_##s(a)) LOOP1(log_##s, T, T, F(clog)(a))                         \
    LOOP1(log2_##s, T, T, scaled_##s(F(clog)(a), (R)1.442695040888963407359924681001892137))         \
    LOOP1(log10_##s, T, T, scaled_##s(F(clog)(a), (R)0.434294481903251827651128918916605082))        \
    LOOP1(log1p_##s, T, T, log1p_of_##s(a))                                                          \
    LOOP1(sin_##s, T, T, F(csin)(a))        LOOP1(cos_##s, T, T, F(ccos)(a))                         \
    LOOP1(tan_##s, T, T, F(ctan)(a))        LOOP1(arcsin_##s, T, T, F(casin)(a))                     \
    LOOP1(arccos_##s, T, T, F(cacos)(a))    LOOP1(arctan_##s, T, T, F(catan)(a))                     \
    LOOP1(sinh_##s, T, T, F(csinh)(a))      LOOP1(cosh_##s, T, T, F(ccosh)(a))                       \
    LOOP1(tanh_##s, T, T, F(ctanh)(a))      LOOP1(arcsinh_##s, T, T, F(casinh)(a))                   \
    LOOP1(arccosh_##s, T, T, F(cacosh)(a))  LOOP1(arctanh_##s, T, T, F(catanh)(a))

#define DOUBLE(name) name
#define SINGLE(name) name##f
FUNCTIONS(c128, nd_c128, double, DOUBLE)
FUNCTIONS(c64, nd_c64, float, SINGLE)

void ND_CPU_NAME(nd_k_complex_math)(nd_kernels *t) {
    t->loop[ND_FLOAT_POWER][ND_C128] = pow_c128;
#define X(s, S, T, R)                                                                                \
    t->loop[ND_POWER][ND_##S] = pow_##s;          t->loop[ND_SQRT][ND_##S] = sqrt_##s;               \
    t->loop[ND_EXP][ND_##S] = exp_##s;            t->loop[ND_EXP2][ND_##S] = exp2_##s;               \
    t->loop[ND_EXPM1][ND_##S] = expm1_##s;        t->loop[ND_LOG][ND_##S] = log_##s;                 \
    t->loop[ND_LOG2][ND_##S] = log2_##s;          t->loop[ND_LOG10][ND_##S] = log10_##s;             \
    t->loop[ND_LOG1P][ND_##S] = log1p_##s;        t->loop[ND_SIN][ND_##S] = sin_##s;                 \
    t->loop[ND_COS][ND_##S] = cos_##s;            t->loop[ND_TAN][ND_##S] = tan_##s;                 \
    t->loop[ND_ARCSIN][ND_##S] = arcsin_##s;      t->loop[ND_ARCCOS][ND_##S] = arccos_##s;           \
    t->loop[ND_ARCTAN][ND_##S] = arctan_##s;      t->loop[ND_SINH][ND_##S] = sinh_##s;               \
    t->loop[ND_COSH][ND_##S] = cosh_##s;          t->loop[ND_TANH][ND_##S] = tanh_##s;               \
    t->loop[ND_ARCSINH][ND_##S] = arcsinh_##s;    t->loop[ND_ARCCOSH][ND_##S] = arccosh_##s;         \
    t->loop[ND_ARCTANH][ND_##S] = arctanh_##s;
    COMPLEX_TYPES(X)
#undef X
}
