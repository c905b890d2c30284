/* array/cast.h: loops that copy elements from one type into another. Inside the floor only.
 *
 * A loop never overlaps its source with its target, except that both may be the same bytes
 * of the same type.                                                                         */
#ifndef NDRILL_ARRAY_CAST_H
#define NDRILL_ARRAY_CAST_H

#include "array/nd.h"

enum { ND_CAST_INVALID = 1, ND_CAST_OVERFLOW = 2 };

typedef struct nd_cast {
    nd_dtype from, to;
    unsigned trouble;     /* ND_CAST_INVALID, ND_CAST_OVERFLOW: seen so far */
    err     *e;           /* for text that is no number */
} nd_cast;

/* p[0], stride[0]: target; p[1], stride[1]: source. */
typedef err_code nd_cast_fn(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n);

nd_cast_fn *nd_cast_find(nd_dtype from, nd_dtype to);

/* The loops that read or write text. */
nd_cast_fn *nd_cast_find_text(nd_dtype from, nd_dtype to);

/* "invalid value encountered in cast", "overflow encountered in cast". */
void nd_cast_warn(nd_ctx *c, const nd_cast *k);

/* C casts of a double as x86-64 does them, with no undefined case: what does not fit gives the
 * smallest number (for the 64-bit unsigned type as NumPy's processor path has it). */
int32_t  nd_cast_i32(double x, unsigned *trouble);
int64_t  nd_cast_i64(double x, unsigned *trouble);
uint64_t nd_cast_u64(double x, unsigned *trouble);

#endif
