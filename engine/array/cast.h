/* array/cast.h: loops that copy elements from one type into another. Inside the floor only.
 *
 * A loop never overlaps its source with its target, except that both may be the same bytes
 * of the same type.                                                                         */
#ifndef NDRILL_ARRAY_CAST_H
#define NDRILL_ARRAY_CAST_H

#include <math.h>

#include "array/complex_math.h"
#include "array/half.h"
#include "array/nd.h"

enum { ND_CAST_INVALID = 1, ND_CAST_OVERFLOW = 2, ND_CAST_DISCARD = 4 };

typedef struct nd_cast {
    nd_dtype from, to;
    unsigned trouble;     /* ND_CAST_...: seen so far; DISCARD: complex numbers became real ones */
    err     *e;           /* for text that is no number */
} nd_cast;

/* p[0], stride[0]: target; p[1], stride[1]: source. */
typedef err_code nd_cast_fn(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n);

nd_cast_fn *nd_cast_find(nd_dtype from, nd_dtype to);

/* The same for elements that may lie at any address. */
nd_cast_fn *nd_cast_find_between(const nd_array *from, const nd_array *to);
/* One run of elements at any addresses. */
err_code nd_cast_run(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) ERR_MUST_CHECK;

/* The loops that read or write text or bytes; dates or durations; records. */
nd_cast_fn *nd_cast_find_text(nd_dtype from, nd_dtype to);
nd_cast_fn *nd_cast_find_time(nd_dtype from, nd_dtype to);
nd_cast_fn *nd_cast_find_record(nd_dtype from, nd_dtype to);


/* "invalid value encountered in cast", "overflow encountered in cast", ComplexWarning. */
void nd_cast_warn(nd_ctx *c, const nd_cast *k);

/* --- C casts of a double as x86-64 does them ------------------------------------------------
 *
 * A C cast of a float that does not fit is undefined. These give what NumPy's build gives (the
 * smallest number, mostly) and note that a warning is due. Types narrower than 32 bits go through
 * 32 bits and wrap, as the processor does.                                                     */

static inline int32_t nd_cast_i32(double x, unsigned *trouble) {
    bool fits = x > -2147483649.0 && x < 2147483648.0;
    *trouble |= fits ? 0u : ND_CAST_INVALID;
    return fits ? (int32_t)x : INT32_MIN;
}

static inline int64_t nd_cast_i64(double x, unsigned *trouble) {
    bool fits = x >= -9223372036854775808.0 && x < 9223372036854775808.0;
    *trouble |= fits ? 0u : ND_CAST_INVALID;
    return fits ? (int64_t)x : INT64_MIN;
}

static inline uint64_t nd_cast_u64(double x, unsigned *trouble) {
    if (!(x >= 9223372036854775808.0)) return (uint64_t)nd_cast_i64(x, trouble);
    if (x < 18446744073709551616.0) return (uint64_t)x;
    *trouble |= ND_CAST_INVALID;
    return 0;
}

static inline float nd_cast_f32(double x, unsigned *trouble) {
    float y = (float)x;
    *trouble |= isinf(y) && !isinf(x) ? ND_CAST_OVERFLOW : 0u;
    return y;
}

static inline nd_f16 nd_cast_f16(double x, unsigned *trouble) {
    const nd_f16 y = nd_half_of_double(x);
    *trouble |= nd_half_is_inf(y) && !isinf(x) ? ND_CAST_OVERFLOW : 0u;
    return y;
}

#endif
