// clang-format off
/* array/k_compare.c: kernels of the six comparisons; results are 0 and 1.
 *
 * int64 with uint64 has kernels of its own, exact where float64 would not be.           */
#include "array/loops.h"

#define COMPARE(s, T, a_, b_)                              \
    LOOP2(lt_##s, T, uint8_t, (a_) <  (b_))                \
    LOOP2(le_##s, T, uint8_t, (a_) <= (b_))                \
    LOOP2(gt_##s, T, uint8_t, (a_) >  (b_))                \
    LOOP2(ge_##s, T, uint8_t, (a_) >= (b_))                \
    LOOP2(eq_##s, T, uint8_t, (a_) == (b_))                \
    LOOP2(ne_##s, T, uint8_t, (a_) != (b_))
COMPARE(bool, uint8_t, a != 0, b != 0)
#define X(s, S, T, W) COMPARE(s, T, a, b)
INT_TYPES(X)
FLOAT_TYPES(X)
#undef X

/* -1, 0, 1: how a stands to b. */
static inline int order_mixed(int64_t a, uint64_t b) {
    if (a < 0) return -1;
    return ((uint64_t)a > b) - ((uint64_t)a < b);
}

/* The left operand is int64, the right one uint64. */
#define MIXED(name, op)                                                            \
    static void name(char *const *p, const ptrdiff_t *s, size_t n) {               \
        for (size_t i = 0; i < n; i++) {                                           \
            int64_t  a;                                                            \
            uint64_t b;                                                            \
            memcpy(&a, p[0] + (ptrdiff_t)i * s[0], sizeof a);                      \
            memcpy(&b, p[1] + (ptrdiff_t)i * s[1], sizeof b);                      \
            p[2][(ptrdiff_t)i * s[2]] = order_mixed(a, b) op 0;                    \
        }                                                                          \
    }
MIXED(mixed_lt, <)
MIXED(mixed_le, <=)
MIXED(mixed_gt, >)
MIXED(mixed_ge, >=)
MIXED(mixed_eq, ==)
MIXED(mixed_ne, !=)

void ND_CPU_NAME(nd_k_compare)(nd_kernels *t) {
    static nd_loop *const mixed[6] = {mixed_lt, mixed_le, mixed_gt, mixed_ge, mixed_eq, mixed_ne};
    memcpy(t->compare_mixed, mixed, sizeof mixed);
#define X(s, S, T, W)                          \
    t->loop[ND_LESS][ND_##S] = lt_##s;          \
    t->loop[ND_LESS_EQUAL][ND_##S] = le_##s;    \
    t->loop[ND_GREATER][ND_##S] = gt_##s;       \
    t->loop[ND_GREATER_EQUAL][ND_##S] = ge_##s; \
    t->loop[ND_EQUAL][ND_##S] = eq_##s;         \
    t->loop[ND_NOT_EQUAL][ND_##S] = ne_##s;
    X(bool, BOOL, uint8_t, uint8_t)
    INT_TYPES(X)
    FLOAT_TYPES(X)
#undef X
}
