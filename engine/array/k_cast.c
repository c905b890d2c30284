// clang-format off
/* array/k_cast.c: kernels that cast one numeric type into another. */
#include "array/cast.h"
#include "array/loops.h"

#undef bool                       /* a macro in stdbool.h; below, bool is also a dtype's short name */
typedef _Bool bool;

#define CAST_LOOP(fname, S, T, expr)                                                             \
    static err_code fname(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {   \
        unsigned    bad = 0;                                                                     \
        char       *to = p[0];                                                                   \
        const char *from = p[1];                                                                 \
        if (stride[0] == sizeof(T) && stride[1] == sizeof(S)) {                                  \
            T *restrict       t = (T *)(void *)to;                                               \
            const S *restrict s = (const S *)(const void *)from;                                 \
            for (size_t i = 0; i < n; i++) { const S x = s[i]; t[i] = expr; }                    \
        } else for (; n > 0; n--, to += stride[0], from += stride[1]) {                          \
            const S x = *(const S *)(const void *)from;                                          \
            *(T *)(void *)to = expr;                                                             \
        }                                                                                        \
        k->trouble |= bad;                                                                       \
        return ERR_OK;                                                                           \
    }

#define S uint8_t
#define SNAME bool
#define S_FLOAT 0
#include "array/cast.inc"
#define S int8_t
#define SNAME i8
#define S_FLOAT 0
#include "array/cast.inc"
#define S int16_t
#define SNAME i16
#define S_FLOAT 0
#include "array/cast.inc"
#define S int32_t
#define SNAME i32
#define S_FLOAT 0
#include "array/cast.inc"
#define S int64_t
#define SNAME i64
#define S_FLOAT 0
#include "array/cast.inc"
#define S uint8_t
#define SNAME u8
#define S_FLOAT 0
#include "array/cast.inc"
#define S uint16_t
#define SNAME u16
#define S_FLOAT 0
#include "array/cast.inc"
#define S uint32_t
#define SNAME u32
#define S_FLOAT 0
#include "array/cast.inc"
#define S uint64_t
#define SNAME u64
#define S_FLOAT 0
#include "array/cast.inc"
#define S nd_f16
#define SNAME f16
#define S_FLOAT 1
#define RE(x) nd_half_to_float(x)
#define TRUE(x) (!nd_half_is_zero(x))
#include "array/cast.inc"
#define S float
#define SNAME f32
#define S_FLOAT 1
#include "array/cast.inc"
#define S double
#define SNAME f64
#define S_FLOAT 1
#include "array/cast.inc"

#define S nd_c64
#define SNAME c64
#define S_FLOAT 1
#define RE(x) nd_c64_re(x)
#define IM(x) nd_c64_im(x)
#include "array/cast.inc"
#define S nd_c128
#define SNAME c128
#define S_FLOAT 1
#define RE(x) nd_c128_re(x)
#define IM(x) nd_c128_im(x)
#include "array/cast.inc"

#define ROW(s, S)                                                                                                \
    t->cast[ND_##S][ND_BOOL] = s##_to_bool; t->cast[ND_##S][ND_I8] = s##_to_i8;   t->cast[ND_##S][ND_I16] = s##_to_i16; \
    t->cast[ND_##S][ND_I32] = s##_to_i32;   t->cast[ND_##S][ND_I64] = s##_to_i64; t->cast[ND_##S][ND_U8] = s##_to_u8;   \
    t->cast[ND_##S][ND_U16] = s##_to_u16;   t->cast[ND_##S][ND_U32] = s##_to_u32; t->cast[ND_##S][ND_U64] = s##_to_u64; \
    t->cast[ND_##S][ND_F16] = s##_to_f16;   t->cast[ND_##S][ND_F32] = s##_to_f32; t->cast[ND_##S][ND_F64] = s##_to_f64;   \
    t->cast[ND_##S][ND_C64] = s##_to_c64;   t->cast[ND_##S][ND_C128] = s##_to_c128;

void ND_CPU_NAME(nd_k_cast)(nd_kernels *t) {
#define X(up, low, ctype, name, kind, code) ROW(low, up)
    ND_NUMERIC_DTYPES(X)
#undef X
}
