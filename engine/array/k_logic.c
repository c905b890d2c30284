// clang-format off
/* array/k_logic.c: kernels that ask a question: logical_*, isnan and its like, any, all. */
#include <math.h>

#include "array/loops.h"

#define LOGIC(s, T)                                            \
    LOOP2(and_##s, T, uint8_t, (a != 0) & (b != 0))            \
    LOOP2(or_##s,  T, uint8_t, (a != 0) | (b != 0))            \
    LOOP2(xor_##s, T, uint8_t, (a != 0) ^ (b != 0))            \
    LOOP1(not_##s, T, uint8_t, a == 0)                         \
    FOLD(all_##s, T, uint8_t, r & (a != 0))                    \
    FOLD(any_##s, T, uint8_t, r | (a != 0))                    \
    FOLD(odd_##s, T, uint8_t, r ^ (a != 0))
LOGIC(bool, uint8_t)
#define X(s, S, T, W) LOGIC(s, T)
INT_TYPES(X)
FLOAT_TYPES(X)
COMPLEX_TYPES(X)
#undef X

/* On integers the answer is known. */
#define X(s, S, T, W)                                          \
    LOOP1(no_##s,  T, uint8_t, ((void)a, 0))                   \
    LOOP1(yes_##s, T, uint8_t, ((void)a, 1))
X(bool, BOOL, uint8_t, uint8_t)
INT_TYPES(X)
#undef X

#define X(s, S, T, W)                                          \
    LOOP1(nan_##s, T, uint8_t, a != a)                         \
    LOOP1(inf_##s, T, uint8_t, isinf(a) != 0)                  \
    LOOP1(finite_##s, T, uint8_t, isfinite(a) != 0)            \
    LOOP1(sign_##s, T, uint8_t, signbit(a) != 0)
FLOAT_TYPES(X)
#undef X

/* any and all of long dense runs look at blocks and stop at the first that decides. */
enum { BLOCK = 1024 };

#define DECIDE(name, fold, stop)                                                        \
    static void name(char *const *p, const ptrdiff_t *s, size_t n) {                    \
        for (size_t i = 0; i < n && *(uint8_t *)p[0] != (stop); i += BLOCK) {            \
            char *const q[2] = {p[0], p[1] + (ptrdiff_t)i * s[1]};                       \
            fold(q, s, n - i < BLOCK ? n - i : BLOCK);                                   \
        }                                                                               \
    }
#define X(s, S, T, W) DECIDE(find_all_##s, all_##s, 0) DECIDE(find_any_##s, any_##s, 1)
X(bool, BOOL, uint8_t, uint8_t)
INT_TYPES(X)
FLOAT_TYPES(X)
COMPLEX_TYPES(X)
#undef X

void ND_CPU_NAME(nd_k_logic)(nd_kernels *t) {
#define X(s, S, T, W)                                   \
    t->loop[ND_LOGICAL_AND][ND_##S] = and_##s;          \
    t->loop[ND_LOGICAL_OR][ND_##S] = or_##s;            \
    t->loop[ND_LOGICAL_XOR][ND_##S] = xor_##s;          \
    t->loop[ND_LOGICAL_NOT][ND_##S] = not_##s;          \
    t->fold[ND_LOGICAL_AND][ND_##S] = find_all_##s;     \
    t->fold[ND_LOGICAL_OR][ND_##S] = find_any_##s;      \
    t->fold[ND_LOGICAL_XOR][ND_##S] = odd_##s;
    X(bool, BOOL, uint8_t, uint8_t)
    INT_TYPES(X)
    FLOAT_TYPES(X)
    COMPLEX_TYPES(X)
#undef X
#define X(s, S, T, W)                                   \
    t->loop[ND_ISNAN][ND_##S] = no_##s;                 \
    t->loop[ND_ISINF][ND_##S] = no_##s;                 \
    t->loop[ND_ISFINITE][ND_##S] = yes_##s;
    X(bool, BOOL, uint8_t, uint8_t)
    INT_TYPES(X)
#undef X
#define X(s, S, T, W)                                   \
    t->loop[ND_ISNAN][ND_##S] = nan_##s;                \
    t->loop[ND_ISINF][ND_##S] = inf_##s;                \
    t->loop[ND_ISFINITE][ND_##S] = finite_##s;          \
    t->loop[ND_SIGNBIT][ND_##S] = sign_##s;
    FLOAT_TYPES(X)
#undef X
}
