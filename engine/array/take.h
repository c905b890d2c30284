/* array/take.h: indices as take and put read them. Inside the floor only. */
#ifndef NDRILL_ARRAY_TAKE_H
#define NDRILL_ARRAY_TAKE_H

#include "array/nd.h"

/* indices as contiguous int64: itself, or *made, which the caller drops. NULL on failure. */
const nd_array *nd_take_indices(nd_ctx *c, const nd_array *indices, nd_array **made, err *e) ERR_MUST_CHECK;

/* "index 5 is out of bounds for axis 0 with size 5" */
err_code nd_take_refuse(int64_t i, int axis, ptrdiff_t n, err *e);

/* Where index i of an axis of length n > 0 leads. Mode 'c' clips, 'w' wraps; 'r' gives -1 for an
 * index that is out of bounds. */
static inline ptrdiff_t nd_take_resolve(int64_t i, ptrdiff_t n, char mode) {
    if (i >= 0 && i < n) return (ptrdiff_t)i;
    if (mode == 'c') return i < 0 ? 0 : n - 1;
    if (mode == 'w') return (ptrdiff_t)((i % n + n) % n);
    return i >= -n && i < 0 ? (ptrdiff_t)i + n : -1;
}

#endif
