/* array/cast.c: the matrix of cast loops between numeric types.
 *
 * A C cast of a float that does not fit is undefined; here it goes through three functions
 * that give what NumPy's x86-64 build gives and note that a warning is due. Types narrower than
 * 32 bits go through a 32-bit integer and wrap, as the processor does.                       */
// clang-format off
#include "array/cast.h"

#include <math.h>
#include <string.h>

#undef bool                       /* a macro in stdbool.h; below, bool is also a dtype's short name */
typedef _Bool bool;

static inline int32_t whole32(double x, unsigned *bad) {
    bool fits = x > -2147483649.0 && x < 2147483648.0;
    *bad |= fits ? 0u : ND_CAST_INVALID;
    return fits ? (int32_t)x : INT32_MIN;
}

static inline int64_t whole64(double x, unsigned *bad) {
    bool fits = x >= -9223372036854775808.0 && x < 9223372036854775808.0;
    *bad |= fits ? 0u : ND_CAST_INVALID;
    return fits ? (int64_t)x : INT64_MIN;
}

static inline uint64_t natural64(double x, unsigned *bad) {
    if (!(x >= 9223372036854775808.0)) return (uint64_t)whole64(x, bad);
    if (x < 18446744073709551616.0) return (uint64_t)x;
    *bad |= ND_CAST_INVALID;
    return 0;
}

static inline float narrow(double x, unsigned *bad) {
    float y = (float)x;
    *bad |= isinf(y) && !isinf(x) ? ND_CAST_OVERFLOW : 0u;
    return y;
}

int32_t  nd_cast_i32(double x, unsigned *trouble) { return whole32(x, trouble); }
int64_t  nd_cast_i64(double x, unsigned *trouble) { return whole64(x, trouble); }
uint64_t nd_cast_u64(double x, unsigned *trouble) { return natural64(x, trouble); }

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
#define S float
#define SNAME f32
#define S_FLOAT 1
#include "array/cast.inc"
#define S double
#define SNAME f64
#define S_FLOAT 1
#include "array/cast.inc"

#define ROW(s) { [ND_BOOL] = s##_to_bool, [ND_I8] = s##_to_i8, [ND_I16] = s##_to_i16, [ND_I32] = s##_to_i32,   \
                 [ND_I64] = s##_to_i64, [ND_U8] = s##_to_u8, [ND_U16] = s##_to_u16, [ND_U32] = s##_to_u32,     \
                 [ND_U64] = s##_to_u64, [ND_F32] = s##_to_f32, [ND_F64] = s##_to_f64 }

static nd_cast_fn *const loops[][ND_NNUMERIC] = {
#define X(up, low, ctype, name, kind, code) [ND_##up] = ROW(low),
    ND_NUMERIC_DTYPES(X)
#undef X
};
_Static_assert(sizeof loops / sizeof *loops == ND_NNUMERIC, "one row for each numeric type");

/* --- same type ---------------------------------------------------------------------------- */

#define MOVE_LOOP(fname, T)                                                                      \
    static err_code fname(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {   \
        (void)k;                                                                                 \
        char       *to = p[0];                                                                   \
        const char *from = p[1];                                                                 \
        if (stride[0] == sizeof(T) && stride[1] == sizeof(T)) {                                  \
            memmove(to, from, n * sizeof(T));                                                    \
        } else if (stride[0] == sizeof(T) && stride[1] == 0) {                                   \
            T *t = (T *)(void *)to, x = *(const T *)(const void *)from;                          \
            for (size_t i = 0; i < n; i++) t[i] = x;                                             \
        } else for (; n > 0; n--, to += stride[0], from += stride[1])                            \
            *(T *)(void *)to = *(const T *)(const void *)from;                                   \
        return ERR_OK;                                                                           \
    }

MOVE_LOOP(move1, uint8_t)
MOVE_LOOP(move2, uint16_t)
MOVE_LOOP(move4, uint32_t)
MOVE_LOOP(move8, uint64_t)

static nd_cast_fn *find_move(size_t itemsize) {
    switch (itemsize) {
    case 1: return move1;
    case 2: return move2;
    case 4: return move4;
    default: return move8;
    }
}

nd_cast_fn *nd_cast_find(nd_dtype from, nd_dtype to) {
    if (from.type == ND_STR || to.type == ND_STR) return nd_cast_find_text(from, to);
    if (from.type == to.type) return find_move(from.itemsize);
    return loops[from.type][to.type];
}

void nd_cast_warn(nd_ctx *c, const nd_cast *k) {
    if (k->trouble & ND_CAST_INVALID) nd_warn(c, "RuntimeWarning", "invalid value encountered in cast");
    if (k->trouble & ND_CAST_OVERFLOW) nd_warn(c, "RuntimeWarning", "overflow encountered in cast");
}
