// clang-format off
/* array/k_floatdiv.c: float //, %, fmod and divmod, as Python defines them.
 *
 * The remainder is C's fmod moved to the divisor's sign; the quotient is what is left after
 * taking that remainder away, rounded to the nearest integer. Comparisons here are quiet:
 * a NaN operand is no news.                                                                */
#include <math.h>

#include "array/loops.h"

#define X(s, S, T, f)                                                                    \
    static inline bool opposite_##s(T mod, T b) { return (isless(b, (T)0) != 0) != (isless(mod, (T)0) != 0); } \
    static inline T remainder_##s(T a, T b) {                                            \
        const T mod = f(fmod)(a, b);                                                     \
        if (b == 0) return mod;                                                          \
        if (mod == 0) return f(copysign)((T)0, b);                                       \
        return opposite_##s(mod, b) ? mod + b : mod;                                     \
    }                                                                                    \
    static inline T floordiv_##s(T a, T b) {                                             \
        if (b == 0) return a / b;                                                        \
        const T mod = f(fmod)(a, b);                                                     \
        const T div = (a - mod) / b - (mod != 0 && opposite_##s(mod, b) ? (T)1 : (T)0);   \
        if (div == 0) return f(copysign)((T)0, a / b);                                   \
        const T low = f(floor)(div);                                                     \
        return low + (isgreater(div - low, (T)0.5) ? (T)1 : (T)0);                        \
    }                                                                                    \
    LOOP2(mod_##s, T, T, remainder_##s(a, b))                                            \
    LOOP2(div_##s, T, T, floordiv_##s(a, b))                                             \
    LOOP2(fmod_##s, T, T, f(fmod)(a, b))                                                 \
    static void divmod_##s(char *const *p, const ptrdiff_t *st, size_t n) {              \
        char *const     r[3] = {p[0], p[1], p[3]};                                       \
        const ptrdiff_t t[3] = {st[0], st[1], st[3]};                                    \
        div_##s(p, st, n);                                                               \
        mod_##s(r, t, n);                                                                \
    }
#define DOUBLE(name) name
#define SINGLE(name) name##f
X(f64, F64, double, DOUBLE)
X(f32, F32, float, SINGLE)
#undef X

void ND_CPU_NAME(nd_k_floatdiv)(nd_kernels *t) {
#define X(s, S, T, W)                                \
    t->loop[ND_FLOOR_DIVIDE][ND_##S] = div_##s;      \
    t->loop[ND_REMAINDER][ND_##S] = mod_##s;         \
    t->loop[ND_FMOD][ND_##S] = fmod_##s;             \
    t->loop[ND_DIVMOD][ND_##S] = divmod_##s;
    FLOAT_TYPES(X)
#undef X
}
