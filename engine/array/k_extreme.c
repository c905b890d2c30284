// clang-format off
/* array/k_extreme.c: maximum, minimum, fmax, fmin, clip; their folds; argmax and argmin.
 *
 * Of two equal operands the second is the answer (it shows in the sign of zero).         */
#include <string.h>

#include "array/loops.h"

#define X(s, S, T, W)                                                       \
    LOOP2(max_##s, T, T, a > b ? a : b)                                     \
    LOOP2(min_##s, T, T, a < b ? a : b)
INT_TYPES(X)
X(bool, BOOL, uint8_t, uint8_t)
#undef X

#define X(s, S, T, W)                                                       \
    LOOP2(max_##s, T, T, (a > b || a != a) ? a : b)                         \
    LOOP2(min_##s, T, T, (a < b || a != a) ? a : b)                         \
    LOOP2(fmax_##s, T, T, (a > b || b != b) ? a : b)                        \
    LOOP2(fmin_##s, T, T, (a < b || b != b) ? a : b)                        \
    FOLD(fold_fmax_##s, T, T, (a > r || r != r) ? a : r)                    \
    FOLD(fold_fmin_##s, T, T, (a < r || r != r) ? a : r)
FLOAT_TYPES(X)
#undef X

#define T uint8_t
#define NAME(x) bool_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T int8_t
#define NAME(x) i8_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T int16_t
#define NAME(x) i16_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T int32_t
#define NAME(x) i32_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T int64_t
#define NAME(x) i64_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T uint8_t
#define NAME(x) u8_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T uint16_t
#define NAME(x) u16_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T uint32_t
#define NAME(x) u32_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T uint64_t
#define NAME(x) u64_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T float
#define NAME(x) f32_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) ((a) != (a))
#include "array/extreme.inc"

#define T double
#define NAME(x) f64_greatest_##x
#define BEATS(a, b) ((a) > (b))
#define IS_NAN(a) ((a) != (a))
#include "array/extreme.inc"

#define T uint8_t
#define NAME(x) bool_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T int8_t
#define NAME(x) i8_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T int16_t
#define NAME(x) i16_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T int32_t
#define NAME(x) i32_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T int64_t
#define NAME(x) i64_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T uint8_t
#define NAME(x) u8_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T uint16_t
#define NAME(x) u16_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T uint32_t
#define NAME(x) u32_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T uint64_t
#define NAME(x) u64_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) 0
#include "array/extreme.inc"

#define T float
#define NAME(x) f32_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) ((a) != (a))
#include "array/extreme.inc"

#define T double
#define NAME(x) f64_least_##x
#define BEATS(a, b) ((a) < (b))
#define IS_NAN(a) ((a) != (a))
#include "array/extreme.inc"

void ND_CPU_NAME(nd_k_extreme)(nd_kernels *t) {
#define X(s, S, T, W)                                       \
    t->loop[ND_MAXIMUM][ND_##S] = max_##s;                  \
    t->loop[ND_MINIMUM][ND_##S] = min_##s;                  \
    t->loop[ND_FMAX][ND_##S] = max_##s;                     \
    t->loop[ND_FMIN][ND_##S] = min_##s;                     \
    t->fold[ND_MAXIMUM][ND_##S] = s##_greatest_fold;        \
    t->fold[ND_MINIMUM][ND_##S] = s##_least_fold;           \
    t->fold[ND_FMAX][ND_##S] = s##_greatest_fold;           \
    t->fold[ND_FMIN][ND_##S] = s##_least_fold;              \
    t->argmax[ND_##S] = s##_greatest_find;                  \
    t->argmin[ND_##S] = s##_least_find;                     \
    t->clip[ND_##S] = s##_greatest_clip;
    X(bool, BOOL, uint8_t, uint8_t)
    INT_TYPES(X)
    FLOAT_TYPES(X)
#undef X
#define X(s, S, T, W)                                       \
    t->loop[ND_FMAX][ND_##S] = fmax_##s;                    \
    t->loop[ND_FMIN][ND_##S] = fmin_##s;                    \
    t->fold[ND_FMAX][ND_##S] = fold_fmax_##s;               \
    t->fold[ND_FMIN][ND_##S] = fold_fmin_##s;
    FLOAT_TYPES(X)
#undef X
}
