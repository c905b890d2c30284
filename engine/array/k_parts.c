// clang-format off
/* array/k_parts.c: kernels that take floats apart or round them: floor to rint, modf, frexp,
 * ldexp, copysign, nextafter, spacing.                                                       */
#include <limits.h>
#include <math.h>

#include "array/loops.h"

/* Integers are whole already. */
#define X(s, S, T, W) LOOP1(same_##s, T, T, a)
X(bool, BOOL, uint8_t, uint8_t)
INT_TYPES(X)
#undef X

#define T double
#define NAME(x) x##_f64
#define F(name) name
#include "array/parts.inc"

#define T float
#define NAME(x) x##_f32
#define F(name) name##f
#include "array/parts.inc"

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
