/* array/npy.h: arrays as .npy bytes, written as NumPy writes them, read as if hostile. */
#ifndef NDRILL_ARRAY_NPY_H
#define NDRILL_ARRAY_NPY_H

#include "array/nd.h"
#include "base/buf.h"

void nd_npy_write(buf *out, const nd_array *a);
/* Fields that overlap or stand out of order have no place in a header. */
bool nd_npy_can_tell(nd_dtype d);

/* The parts of it: what stands before the data, and the data, which go to any place that takes bytes.
 * order 'C' or 'F'. */
typedef err_code nd_sink(void *user, const void *bytes, size_t n, err *e);
void     nd_npy_write_header(buf *out, nd_dtype d, int ndim, const ptrdiff_t *shape, bool fortran);
char     nd_npy_order(const nd_array *a);          /* the order in which NumPy writes a */
err_code nd_write_values(const nd_array *a, char order, nd_sink *sink, void *user, err *e) ERR_MUST_CHECK;

/* n bytes, which must be exactly one array. Format 1.0 to 3.0, both byte orders, C or F order.
 * ValueError says what is wrong; nothing is trusted (sizes, shapes, header text). */
nd_array *nd_npy_read(nd_ctx *c, const void *bytes, size_t n, err *e) ERR_MUST_CHECK;

/* What the header says; data begin at byte data_at. */
typedef struct nd_npy_info {
    nd_dtype  dtype;
    bool      swapped, fortran;
    int       ndim;
    ptrdiff_t shape[ND_MAXDIMS];
    size_t    data_at;
} nd_npy_info;
err_code nd_npy_read_info(const void *bytes, size_t n, nd_npy_info *info, err *e) ERR_MUST_CHECK;

/* The array at the beginning of n bytes, as np.load reads it; *used: how many bytes that were. */
nd_array *nd_npy_read_first(nd_ctx *c, const void *bytes, size_t n, size_t *used, err *e) ERR_MUST_CHECK;

/* Bytes from outside made fit for the rest: truth values become 0 and 1, text must be of characters. */
err_code nd_settle_values(nd_array *a, err *e) ERR_MUST_CHECK;

#endif
