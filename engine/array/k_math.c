// clang-format off
/* array/k_math.c: kernels of functions of real numbers, from the C library.
 *
 * The library picks its own code by processor, the same for every copy of this file, so the
 * three copies agree to the bit.                                                           */
#include <math.h>

#include "array/loops.h"

/* A scalar exponent with a short cut takes it, as NumPy's does; the rest is pow. */
#define FLOAT_POWER(s, S, T, f)                                                              \
    LOOP2(pow_any_##s, T, T, f(pow)(a, b))                                                   \
    LOOP1(pow_two_##s, T, T, a * a)                                                          \
    LOOP1(pow_half_##s, T, T, f(sqrt)(a))                                                    \
    LOOP1(pow_inverse_##s, T, T, (T)1 / a)                                                   \
    static void pow_##s(char *const *p, const ptrdiff_t *st, size_t n) {                     \
        char *const     q[2] = {p[0], p[2]};                                                 \
        const ptrdiff_t t[2] = {st[0], st[2]};                                               \
        T               b = 0;                                                               \
        if (n > 0) memcpy(&b, p[1], sizeof b);                                               \
        if (st[1] == 0 && b == (T)2) pow_two_##s(q, t, n);                                   \
        else if (st[1] == 0 && b == (T)0.5) pow_half_##s(q, t, n);                           \
        else if (st[1] == 0 && b == (T)-1) pow_inverse_##s(q, t, n);                         \
        else pow_any_##s(p, st, n);                                                          \
    }

#define X(s, S, T, f)                                                                        \
    static inline T heaviside_of_##s(T x, T half) { return x != x ? x : x < 0 ? (T)0 : x > 0 ? (T)1 : half; } \
    static inline T logaddexp_of_##s(T x, T y) {                                             \
        const T d = x - y;                                                                   \
        if (x == y) return x + (T)0.693147180559945309417232121458176568;                    \
        return d > 0 ? x + f(log1p)(f(exp)(-d)) : d <= 0 ? y + f(log1p)(f(exp)(d)) : d;       \
    }                                                                                        \
    static inline T logaddexp2_of_##s(T x, T y) {                                            \
        const T d = x - y, e = (T)1.442695040888963407359924681001892137;                    \
        if (x == y) return x + 1;                                                            \
        return d > 0 ? x + e * f(log1p)(f(exp2)(-d)) : d <= 0 ? y + e * f(log1p)(f(exp2)(d)) : d; \
    }                                                                                        \
    FLOAT_POWER(s, S, T, f)                                                                  \
    LOOP2(arctan2_##s, T, T, f(atan2)(a, b))                                                 \
    LOOP2(hypot_##s, T, T, f(hypot)(a, b))                                                   \
    LOOP2(heaviside_##s, T, T, heaviside_of_##s(a, b))                                       \
    LOOP2(logaddexp_##s, T, T, logaddexp_of_##s(a, b))                                       \
    LOOP2(logaddexp2_##s, T, T, logaddexp2_of_##s(a, b))                                     \
    LOOP1(sqrt_##s, T, T, f(sqrt)(a))       LOOP1(cbrt_##s, T, T, f(cbrt)(a))                \
    LOOP1(exp_##s, T, T, f(exp)(a))         LOOP1(exp2_##s, T, T, f(exp2)(a))                \
    LOOP1(expm1_##s, T, T, f(expm1)(a))     LOOP1(log_##s, T, T, f(log)(a))                  \
    LOOP1(log2_##s, T, T, f(log2)(a))       LOOP1(log10_##s, T, T, f(log10)(a))              \
    LOOP1(log1p_##s, T, T, f(log1p)(a))     LOOP1(sin_##s, T, T, f(sin)(a))                  \
    LOOP1(cos_##s, T, T, f(cos)(a))         LOOP1(tan_##s, T, T, f(tan)(a))                  \
    LOOP1(arcsin_##s, T, T, f(asin)(a))     LOOP1(arccos_##s, T, T, f(acos)(a))              \
    LOOP1(arctan_##s, T, T, f(atan)(a))     LOOP1(sinh_##s, T, T, f(sinh)(a))                \
    LOOP1(cosh_##s, T, T, f(cosh)(a))       LOOP1(tanh_##s, T, T, f(tanh)(a))                \
    LOOP1(arcsinh_##s, T, T, f(asinh)(a))   LOOP1(arccosh_##s, T, T, f(acosh)(a))            \
    LOOP1(arctanh_##s, T, T, f(atanh)(a))                                                    \
    LOOP1(deg2rad_##s, T, T, a * ((T)3.141592653589793238462643383279502884 / (T)180))        \
    LOOP1(rad2deg_##s, T, T, a * ((T)180 / (T)3.141592653589793238462643383279502884))
#define DOUBLE(name) name
#define SINGLE(name) name##f
X(f64, F64, double, DOUBLE)
X(f32, F32, float, SINGLE)
#undef X

void ND_CPU_NAME(nd_k_math)(nd_kernels *t) {
    t->loop[ND_FLOAT_POWER][ND_F64] = pow_any_f64;
#define X(s, S, T, W)                                                                        \
    t->loop[ND_POWER][ND_##S] = pow_##s;          t->loop[ND_ARCTAN2][ND_##S] = arctan2_##s; \
    t->loop[ND_HYPOT][ND_##S] = hypot_##s;        t->loop[ND_HEAVISIDE][ND_##S] = heaviside_##s; \
    t->loop[ND_LOGADDEXP][ND_##S] = logaddexp_##s; t->loop[ND_LOGADDEXP2][ND_##S] = logaddexp2_##s; \
    t->loop[ND_SQRT][ND_##S] = sqrt_##s;          t->loop[ND_CBRT][ND_##S] = cbrt_##s;       \
    t->loop[ND_EXP][ND_##S] = exp_##s;            t->loop[ND_EXP2][ND_##S] = exp2_##s;       \
    t->loop[ND_EXPM1][ND_##S] = expm1_##s;        t->loop[ND_LOG][ND_##S] = log_##s;         \
    t->loop[ND_LOG2][ND_##S] = log2_##s;          t->loop[ND_LOG10][ND_##S] = log10_##s;     \
    t->loop[ND_LOG1P][ND_##S] = log1p_##s;        t->loop[ND_SIN][ND_##S] = sin_##s;         \
    t->loop[ND_COS][ND_##S] = cos_##s;            t->loop[ND_TAN][ND_##S] = tan_##s;         \
    t->loop[ND_ARCSIN][ND_##S] = arcsin_##s;      t->loop[ND_ARCCOS][ND_##S] = arccos_##s;   \
    t->loop[ND_ARCTAN][ND_##S] = arctan_##s;      t->loop[ND_SINH][ND_##S] = sinh_##s;       \
    t->loop[ND_COSH][ND_##S] = cosh_##s;          t->loop[ND_TANH][ND_##S] = tanh_##s;       \
    t->loop[ND_ARCSINH][ND_##S] = arcsinh_##s;    t->loop[ND_ARCCOSH][ND_##S] = arccosh_##s; \
    t->loop[ND_ARCTANH][ND_##S] = arctanh_##s;                                               \
    t->loop[ND_DEG2RAD][ND_##S] = deg2rad_##s;    t->loop[ND_RADIANS][ND_##S] = deg2rad_##s; \
    t->loop[ND_RAD2DEG][ND_##S] = rad2deg_##s;    t->loop[ND_DEGREES][ND_##S] = rad2deg_##s;
    FLOAT_TYPES(X)
#undef X
}
