// clang-format off
/* array/k_parts.c: kernels that take floats apart or round them: floor to rint, modf, frexp,
 * ldexp, copysign, nextafter, spacing.                                                       */
#include <limits.h>
#include <math.h>

#include "array/loops.h"

#define X(s, S, T, W)                                                                        \
    LOOP1(same_##s, T, T, a)
X(bool, BOOL, uint8_t, uint8_t)
INT_TYPES(X)
#undef X

#define X(s, S, T, f)                                                                        \
    static inline T spacing_of_##s(T x) {                                                    \
        if (isinf(x) || isnan(x)) return (T)NAN;                                             \
        return x == 0 ? f(nextafter)((T)0, (T)1) : f(nextafter)(x, f(copysign)((T)INFINITY, x)) - x; \
    }                                                                                        \
    LOOP1(floor_##s, T, T, f(floor)(a))                                                      \
    LOOP1(ceil_##s, T, T, f(ceil)(a))                                                        \
    LOOP1(trunc_##s, T, T, f(trunc)(a))                                                      \
    LOOP1(rint_##s, T, T, f(rint)(a))                                                        \
    LOOP1(spacing_##s, T, T, spacing_of_##s(a))                                              \
    LOOP2(copysign_##s, T, T, f(copysign)(a, b))                                             \
    LOOP2(nextafter_##s, T, T, f(nextafter)(a, b))                                           \
    static void modf_##s(char *const *p, const ptrdiff_t *st, size_t n) {                    \
        for (size_t i = 0; i < n; i++) {                                                     \
            const ptrdiff_t k = (ptrdiff_t)i;                                                \
            T a, whole, part;                                                                \
            memcpy(&a, p[0] + k * st[0], sizeof a);                                          \
            part = f(modf)(a, &whole);                                                       \
            memcpy(p[1] + k * st[1], &part, sizeof part);                                    \
            memcpy(p[2] + k * st[2], &whole, sizeof whole);                                  \
        }                                                                                    \
    }                                                                                        \
    static void frexp_##s(char *const *p, const ptrdiff_t *st, size_t n) {                   \
        for (size_t i = 0; i < n; i++) {                                                     \
            const ptrdiff_t k = (ptrdiff_t)i;                                                \
            T a, part;                                                                       \
            int exponent = 0;                                                                \
            memcpy(&a, p[0] + k * st[0], sizeof a);                                          \
            part = isfinite(a) ? f(frexp)(a, &exponent) : a;                                 \
            memcpy(p[1] + k * st[1], &part, sizeof part);                                    \
            memcpy(p[2] + k * st[2], &(int32_t){exponent}, sizeof(int32_t));                 \
        }                                                                                    \
    }                                                                                        \
    /* the exponent operand is int64, whatever the float is */                               \
    static void ldexp_##s(char *const *p, const ptrdiff_t *st, size_t n) {                   \
        for (size_t i = 0; i < n; i++) {                                                     \
            const ptrdiff_t k = (ptrdiff_t)i;                                                \
            T a;                                                                             \
            int64_t e;                                                                       \
            memcpy(&a, p[0] + k * st[0], sizeof a);                                          \
            memcpy(&e, p[1] + k * st[1], sizeof e);                                          \
            a = f(ldexp)(a, e > INT_MAX ? INT_MAX : e < INT_MIN ? INT_MIN : (int)e);         \
            memcpy(p[2] + k * st[2], &a, sizeof a);                                          \
        }                                                                                    \
    }
#define DOUBLE(name) name
#define SINGLE(name) name##f
X(f64, F64, double, DOUBLE)
X(f32, F32, float, SINGLE)
#undef X

void ND_CPU_NAME(nd_k_parts)(nd_kernels *t) {
#define X(s, S, T, W)                               \
    t->loop[ND_FLOOR][ND_##S] = same_##s;           \
    t->loop[ND_CEIL][ND_##S] = same_##s;            \
    t->loop[ND_TRUNC][ND_##S] = same_##s;
    X(bool, BOOL, uint8_t, uint8_t)
    INT_TYPES(X)
#undef X
#define X(s, S, T, W)                               \
    t->loop[ND_FLOOR][ND_##S] = floor_##s;          \
    t->loop[ND_CEIL][ND_##S] = ceil_##s;            \
    t->loop[ND_TRUNC][ND_##S] = trunc_##s;          \
    t->loop[ND_RINT][ND_##S] = rint_##s;            \
    t->loop[ND_SPACING][ND_##S] = spacing_##s;      \
    t->loop[ND_COPYSIGN][ND_##S] = copysign_##s;    \
    t->loop[ND_NEXTAFTER][ND_##S] = nextafter_##s;  \
    t->loop[ND_MODF][ND_##S] = modf_##s;            \
    t->loop[ND_FREXP][ND_##S] = frexp_##s;          \
    t->loop[ND_LDEXP][ND_##S] = ldexp_##s;
    FLOAT_TYPES(X)
#undef X
}
