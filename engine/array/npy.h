/* array/npy.h: arrays as .npy bytes, written as NumPy writes them, read as if hostile. */
#ifndef NDRILL_ARRAY_NPY_H
#define NDRILL_ARRAY_NPY_H

#include "array/nd.h"
#include "base/buf.h"

void nd_npy_write(buf *out, const nd_array *a);

/* n bytes, which must be exactly one array. Format 1.0 to 3.0, both byte orders, C or F order.
 * ValueError says what is wrong; nothing is trusted (sizes, shapes, header text). */
nd_array *nd_npy_read(nd_ctx *c, const void *bytes, size_t n, err *e) ERR_MUST_CHECK;

#endif
