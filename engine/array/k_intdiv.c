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

/* int64 by one number, in floats: while both are below 2^51 a quotient of doubles, rounded down, is exact, for the distance
 * from a true quotient to the next integer is at least 1 / b and the rounding error at most half of that. */
#define STRETCH   ((size_t)512)
#define SMALL     ((int64_t)1 << 51)
#define MAGIC     0x1.8p52              /* added to a small whole number: the low bits are that number */
#define MAGIC_INT 0x4338000000000000

static inline double small_double(int64_t a) {
    const int64_t bits = a + MAGIC_INT;
    double        x;
    memcpy(&x, &bits, sizeof x);
    return x - MAGIC;
}

static inline int64_t small_int(double x) {
    int64_t bits;
    x += MAGIC;
    memcpy(&bits, &x, sizeof bits);
    return bits - MAGIC_INT;
}

static inline double small_quotient(double a, double b) {
    const double q = a / b, near = (q + MAGIC) - MAGIC;
    return near > q ? near - 1 : near;
}

static bool all_small(const int64_t *a, size_t n) {
    uint64_t high = 0;
    EACH(i, n) { high |= (uint64_t)(a[i] ^ (a[i] >> 63)); }
    return high < (uint64_t)SMALL;
}

#define BY_ONE(name, general, expr)                                                          \
    static void name(char *const *p, const ptrdiff_t *s, size_t n) {                         \
        int64_t d = 0;                                                                       \
        if (n > 0) memcpy(&d, p[1], sizeof d);                                               \
        if (s[1] != 0 || d == 0 || d <= -SMALL || d >= SMALL || form2(p, s, sizeof d, sizeof d) != FORM_B_SCALAR) { \
            general(p, s, n);                                                                \
            return;                                                                          \
        }                                                                                    \
        const double b = (double)d;                                                          \
        for (size_t at = 0; at < n; at += STRETCH) {                                         \
            const size_t   some = n - at < STRETCH ? n - at : STRETCH;                       \
            const int64_t *x = (const int64_t *)(const void *)p[0] + at;                     \
            int64_t       *z = (int64_t *)(void *)p[2] + at;                                 \
            char *const    rest[3] = {p[0] + at * sizeof d, p[1], p[2] + at * sizeof d};     \
            if (!all_small(x, some)) general(rest, s, some);                                 \
            else EACH(i, some) {                                                             \
                const double a = small_double(x[i]), q = small_quotient(a, b);               \
                z[i] = small_int(expr);                                                      \
            }                                                                                \
        }                                                                                    \
    }
BY_ONE(div_by_one, div_i64, q)
BY_ONE(mod_by_one, mod_i64, a - q * b)

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
    t->loop[ND_FLOOR_DIVIDE][ND_I64] = div_by_one;
    t->loop[ND_REMAINDER][ND_I64] = mod_by_one;
}
