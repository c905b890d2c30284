// clang-format off
/* array/k_bits.c: kernels on bits. Shifts are defined for every count: too far (or negative,
 * which reads as huge) leaves 0, or -1 when a negative number goes right.                    */
#include "array/loops.h"

LOOP2(and_bool, uint8_t, uint8_t, (a != 0) & (b != 0))
LOOP2(or_bool,  uint8_t, uint8_t, (a | b) != 0)
LOOP2(xor_bool, uint8_t, uint8_t, (a != 0) ^ (b != 0))
LOOP1(not_bool, uint8_t, uint8_t, a == 0)

static inline uint8_t count_bits(uint64_t x) {
    x = x - ((x >> 1) & 0x5555555555555555u);
    x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
    x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (uint8_t)((x * 0x0101010101010101u) >> 56);
}

#define X(s, S, T, W)                                                              \
    LOOP2(and_##s, T, T, a & b)                                                    \
    LOOP2(or_##s,  T, T, a | b)                                                    \
    LOOP2(xor_##s, T, T, a ^ b)                                                    \
    LOOP1(not_##s, T, T, ~a)                                                       \
    LOOP2(left_##s, T, T, (uint64_t)b < 8 * sizeof(T) ? (W)a << (b & (T)(8 * sizeof(T) - 1)) : (W)0) \
    FOLD(fold_and_##s, T, T, r & a)                                                \
    FOLD(fold_or_##s,  T, T, r | a)                                                \
    FOLD(fold_xor_##s, T, T, r ^ a)
INT_TYPES(X)
#undef X

#define X(s, S, T, W)                                                              \
    LOOP2(right_##s, T, T, (uint64_t)b < 8 * sizeof(T) ? a >> (b & (T)(8 * sizeof(T) - 1)) : a < 0 ? (T)-1 : (T)0) \
    LOOP1(bitcount_##s, T, uint8_t, count_bits(a < 0 ? (uint64_t)0 - (uint64_t)a : (uint64_t)a))
SIGNED_TYPES(X)
#undef X

#define X(s, S, T, W)                                                              \
    LOOP2(right_##s, T, T, (uint64_t)b < 8 * sizeof(T) ? a >> (b & (T)(8 * sizeof(T) - 1)) : (T)0) \
    LOOP1(bitcount_##s, T, uint8_t, count_bits(a))
UNSIGNED_TYPES(X)
#undef X

void ND_CPU_NAME(nd_k_bits)(nd_kernels *t) {
    t->loop[ND_BITWISE_AND][ND_BOOL] = and_bool;
    t->loop[ND_BITWISE_OR][ND_BOOL] = or_bool;
    t->loop[ND_BITWISE_XOR][ND_BOOL] = xor_bool;
    t->loop[ND_INVERT][ND_BOOL] = not_bool;
#define X(s, S, T, W)                                   \
    t->loop[ND_BITWISE_AND][ND_##S] = and_##s;          \
    t->loop[ND_BITWISE_OR][ND_##S] = or_##s;            \
    t->loop[ND_BITWISE_XOR][ND_##S] = xor_##s;          \
    t->loop[ND_INVERT][ND_##S] = not_##s;               \
    t->loop[ND_LEFT_SHIFT][ND_##S] = left_##s;          \
    t->loop[ND_RIGHT_SHIFT][ND_##S] = right_##s;        \
    t->loop[ND_BITWISE_COUNT][ND_##S] = bitcount_##s;   \
    t->fold[ND_BITWISE_AND][ND_##S] = fold_and_##s;     \
    t->fold[ND_BITWISE_OR][ND_##S] = fold_or_##s;       \
    t->fold[ND_BITWISE_XOR][ND_##S] = fold_xor_##s;
    INT_TYPES(X)
#undef X
}
