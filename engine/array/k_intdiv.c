// clang-format off
/* array/k_intdiv.c: integer //, %, fmod, divmod, power, gcd, lcm, defined for every input.
 *
 * Division by zero gives 0 and raises the divide flag; the least value by -1 wraps and raises
 * overflow; a negative exponent raises invalid, which the caller turns into its ValueError.  */
#include "array/fpflags.h"
#include "array/loops.h"

static inline int64_t floordiv(int64_t a, int64_t b, int64_t least) {
    if (b == 0) {
        nd_fp_raise(ND_FP_DIVIDE);
        return 0;
    }
    if (b == -1) {
        if (a == least) nd_fp_raise(ND_FP_OVERFLOW);
        return (int64_t)((uint64_t)0 - (uint64_t)a);
    }
    return a / b - ((a % b != 0) & ((a < 0) != (b < 0)));
}

static inline int64_t remainder_floor(int64_t a, int64_t b) {
    if (b == 0) {
        nd_fp_raise(ND_FP_DIVIDE);
        return 0;
    }
    if (b == -1) return 0;
    const int64_t r = a % b;
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

static inline int64_t remainder_trunc(int64_t a, int64_t b) {
    if (b == 0) {
        nd_fp_raise(ND_FP_DIVIDE);
        return 0;
    }
    return b == -1 ? 0 : a % b;
}

static inline uint64_t divide_unsigned(uint64_t a, uint64_t b) {
    if (b != 0) return a / b;
    nd_fp_raise(ND_FP_DIVIDE);
    return 0;
}

static inline uint64_t modulo_unsigned(uint64_t a, uint64_t b) {
    if (b != 0) return a % b;
    nd_fp_raise(ND_FP_DIVIDE);
    return 0;
}

static inline uint64_t power_unsigned(uint64_t a, uint64_t b) {
    uint64_t r = 1;
    for (; b != 0; b >>= 1, a *= a)
        if (b & 1) r *= a;
    return r;
}

static inline uint64_t power_signed(int64_t a, int64_t b) {
    if (b >= 0) return power_unsigned((uint64_t)a, (uint64_t)b);
    nd_fp_raise(ND_FP_INVALID);
    return 0;
}

static inline uint64_t gcd_unsigned(uint64_t a, uint64_t b) {
    while (b != 0) {
        const uint64_t r = a % b;
        a = b, b = r;
    }
    return a;
}

static inline uint64_t lcm_unsigned(uint64_t a, uint64_t b) {
    const uint64_t g = gcd_unsigned(a, b);
    return g == 0 ? 0 : a / g * b;
}

static inline uint64_t magnitude(int64_t a) { return a < 0 ? (uint64_t)0 - (uint64_t)a : (uint64_t)a; }

#define X(s, S, T, W)                                                               \
    LOOP2(div_##s, T, T, floordiv(a, b, (T)((uint64_t)1 << (8 * sizeof(T) - 1))))   \
    LOOP2(mod_##s, T, T, remainder_floor(a, b))                                     \
    LOOP2(fmod_##s, T, T, remainder_trunc(a, b))                                    \
    LOOP2(pow_##s, T, T, power_signed(a, b))                                        \
    LOOP2(gcd_##s, T, T, gcd_unsigned(magnitude(a), magnitude(b)))                  \
    LOOP2(lcm_##s, T, T, lcm_unsigned(magnitude(a), magnitude(b)))
SIGNED_TYPES(X)
#undef X

#define X(s, S, T, W)                                                               \
    LOOP2(div_##s, T, T, divide_unsigned(a, b))                                     \
    LOOP2(mod_##s, T, T, modulo_unsigned(a, b))                                     \
    LOOP2(fmod_##s, T, T, modulo_unsigned(a, b))                                    \
    LOOP2(pow_##s, T, T, power_unsigned(a, b))                                      \
    LOOP2(gcd_##s, T, T, gcd_unsigned(a, b))                                        \
    LOOP2(lcm_##s, T, T, lcm_unsigned(a, b))
UNSIGNED_TYPES(X)
#undef X

/* Quotients first, then remainders; no operand of divmod is read after its place is written,
 * because the caller keeps the outputs apart from the inputs.                              */
#define DIVMOD(s)                                                                   \
    static void divmod_##s(char *const *p, const ptrdiff_t *s_, size_t n) {         \
        char *const     q[3] = {p[0], p[1], p[2]}, *const r[3] = {p[0], p[1], p[3]}; \
        const ptrdiff_t t[3] = {s_[0], s_[1], s_[3]};                               \
        div_##s(q, s_, n);                                                          \
        mod_##s(r, t, n);                                                           \
    }
#define X(s, S, T, W) DIVMOD(s)
INT_TYPES(X)
#undef X

void ND_CPU_NAME(nd_k_intdiv)(nd_kernels *t) {
#define X(s, S, T, W)                                \
    t->loop[ND_FLOOR_DIVIDE][ND_##S] = div_##s;      \
    t->loop[ND_REMAINDER][ND_##S] = mod_##s;         \
    t->loop[ND_FMOD][ND_##S] = fmod_##s;             \
    t->loop[ND_DIVMOD][ND_##S] = divmod_##s;         \
    t->loop[ND_POWER][ND_##S] = pow_##s;             \
    t->loop[ND_GCD][ND_##S] = gcd_##s;               \
    t->loop[ND_LCM][ND_##S] = lcm_##s;
    INT_TYPES(X)
#undef X
}
