// clang-format off
/* array/k_floatdiv.c: float //, %, fmod and divmod, as Python defines them.
 *
 * The remainder is C's fmod moved to the divisor's sign; the quotient is what is left after
 * taking that remainder away, rounded to the nearest integer.                              */
#include <math.h>

#include "array/loops.h"

/* Both sides of a branch must not be computed at once: a comparison not meant for NaN raises a flag. */
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wignored-pragmas"
#pragma clang diagnostic ignored "-Wunknown-pragmas"
#pragma STDC FENV_ACCESS ON
#endif

#define T double
#define NAME(x) x##_f64
#define F(name) name
#include "array/floatdiv.inc"

#define T float
#define NAME(x) x##_f32
#define F(name) name##f
#include "array/floatdiv.inc"

void ND_CPU_NAME(nd_k_floatdiv)(nd_kernels *t) {
#define X(s, S, T, W)                                \
    t->loop[ND_FLOOR_DIVIDE][ND_##S] = div_##s;      \
    t->loop[ND_REMAINDER][ND_##S] = mod_##s;         \
    t->loop[ND_FMOD][ND_##S] = fmod_##s;             \
    t->loop[ND_DIVMOD][ND_##S] = divmod_##s;
    FLOAT_TYPES(X)
#undef X
}
