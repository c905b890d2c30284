/* array/row.h: the rows of an array along one axis. For use inside array/.
 *
 *   for (nd_rows_init(&r, 2, ops, axis); r.more; nd_rows_next(&r)) use(r.p[0], r.stride[0], r.n);   */
#ifndef NDRILL_ARRAY_ROW_H
#define NDRILL_ARRAY_ROW_H

#include "array/nd.h"

#define ND_ROWS_MAX 3

typedef struct nd_rows {
    nd_walk   walk;
    size_t    i;                        /* within the walk's inner run */
    bool      more;
    char     *p[ND_ROWS_MAX];           /* first element of the present row */
    ptrdiff_t stride[ND_ROWS_MAX];      /* along the row, bytes */
    size_t    n[ND_ROWS_MAX];           /* elements in the row */
} nd_rows;

/* Operands agree in all lengths but that of the axis. Rows come in C order. Arrays without
 * rows, or with empty ones only, give none. */
void nd_rows_init(nd_rows *r, int nop, nd_array *const *ops, int axis);
void nd_rows_next(nd_rows *r);

/* n elements of itemsize bytes between a strided place and a dense one. */
void nd_row_gather(char *dense, const char *p, ptrdiff_t stride, size_t n, size_t itemsize);
void nd_row_scatter(char *p, ptrdiff_t stride, const char *dense, size_t n, size_t itemsize);

/* Dense and aligned for its type: fit to be read as a C array. */
bool nd_row_is_direct(const char *p, ptrdiff_t stride, nd_dtype d);

#endif
