// clang-format off
/* array/k_arith.c: kernels of + - * / and their one-operand relatives.
 *
 * Integers wrap: they are computed in an unsigned type. bool + is or, bool * is and.   */
#include <math.h>

#include "array/fpflags.h"
#include "array/loops.h"

LOOP2(add_bool, uint8_t, uint8_t, (a | b) != 0)
LOOP2(mul_bool, uint8_t, uint8_t, (a != 0) & (b != 0))
LOOP1(abs_bool, uint8_t, uint8_t, a != 0)

#define X(s, S, T, W)                            \
    LOOP2(add_##s, T, T, (W)a + (W)b)            \
    LOOP2(sub_##s, T, T, (W)a - (W)b)            \
    LOOP2(mul_##s, T, T, (W)a * (W)b)            \
    LOOP1(neg_##s, T, T, (W)0 - (W)a)            \
    LOOP1(pos_##s, T, T, a)                      \
    LOOP1(square_##s, T, T, (W)a * (W)a)
INT_TYPES(X)
#undef X

#define X(s, S, T, W)                            \
    LOOP1(abs_##s, T, T, a < 0 ? (W)0 - (W)a : (W)a) \
    LOOP1(sign_##s, T, T, (a > 0) - (a < 0))
SIGNED_TYPES(X)
#undef X

#define X(s, S, T, W)                            \
    LOOP1(abs_##s, T, T, a)                      \
    LOOP1(sign_##s, T, T, a > 0)
UNSIGNED_TYPES(X)
#undef X

/* 1/0 is what casting an infinity gives: the least value of a wide signed type, else 0. */
static inline int64_t reciprocal_int(int64_t a, int64_t of_zero) {
    if (a == 0) {
        nd_fp_raise(ND_FP_DIVIDE | ND_FP_INVALID);
        return of_zero;
    }
    return a == 1 || a == -1 ? a : 0;
}
static inline uint64_t reciprocal_uint(uint64_t a) {
    if (a == 0) nd_fp_raise(ND_FP_DIVIDE | ND_FP_INVALID);
    return a == 1;
}
LOOP1(reciprocal_i8,  int8_t,  int8_t,  reciprocal_int(a, 0))
LOOP1(reciprocal_i16, int16_t, int16_t, reciprocal_int(a, 0))
LOOP1(reciprocal_i32, int32_t, int32_t, reciprocal_int(a, INT32_MIN))
LOOP1(reciprocal_i64, int64_t, int64_t, reciprocal_int(a, INT64_MIN))
LOOP1(reciprocal_u8,  uint8_t,  uint8_t,  reciprocal_uint(a))
LOOP1(reciprocal_u16, uint16_t, uint16_t, reciprocal_uint(a))
LOOP1(reciprocal_u32, uint32_t, uint32_t, reciprocal_uint(a))
LOOP1(reciprocal_u64, uint64_t, uint64_t, reciprocal_uint(a))

static inline float  abs_of_f32(float a)  { return fabsf(a); }
static inline double abs_of_f64(double a) { return fabs(a); }

#define X(s, S, T, W)                            \
    LOOP2(add_##s, T, T, a + b)                  \
    LOOP2(sub_##s, T, T, a - b)                  \
    LOOP2(mul_##s, T, T, a * b)                  \
    LOOP2(div_##s, T, T, a / b)                  \
    LOOP1(neg_##s, T, T, -a)                     \
    LOOP1(pos_##s, T, T, a)                      \
    LOOP1(square_##s, T, T, a * a)               \
    LOOP1(reciprocal_##s, T, T, (T)1 / a)        \
    LOOP1(abs_##s, T, T, abs_of_##s(a))          \
    LOOP1(sign_##s, T, T, a > 0 ? (T)1 : a < 0 ? (T)-1 : a == 0 ? (T)0 : a)
FLOAT_TYPES(X)
#undef X

void ND_CPU_NAME(nd_k_arith)(nd_kernels *t) {
    t->loop[ND_ADD][ND_BOOL] = add_bool;
    t->loop[ND_MULTIPLY][ND_BOOL] = mul_bool;
    t->loop[ND_ABSOLUTE][ND_BOOL] = abs_bool;
#define X(s, S, T, W)                               \
    t->loop[ND_ADD][ND_##S] = add_##s;              \
    t->loop[ND_SUBTRACT][ND_##S] = sub_##s;         \
    t->loop[ND_MULTIPLY][ND_##S] = mul_##s;         \
    t->loop[ND_NEGATIVE][ND_##S] = neg_##s;         \
    t->loop[ND_POSITIVE][ND_##S] = pos_##s;         \
    t->loop[ND_CONJUGATE][ND_##S] = pos_##s;        \
    t->loop[ND_SQUARE][ND_##S] = square_##s;        \
    t->loop[ND_RECIPROCAL][ND_##S] = reciprocal_##s; \
    t->loop[ND_ABSOLUTE][ND_##S] = abs_##s;         \
    t->loop[ND_SIGN][ND_##S] = sign_##s;
    INT_TYPES(X)
    FLOAT_TYPES(X)
#undef X
    t->loop[ND_DIVIDE][ND_F32] = div_f32;
    t->loop[ND_DIVIDE][ND_F64] = div_f64;
    t->loop[ND_FABS][ND_F32] = abs_f32;
    t->loop[ND_FABS][ND_F64] = abs_f64;
}
