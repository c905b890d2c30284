/* array/diagonal.c: diagonals as views, matrices from them, and the two triangles. */
#include <string.h>

#include "array/create.h"
#include "array/shape.h"

static err_code check_plane(const nd_array *a, int *axis1, int *axis2, err *e) {
    if (a->ndim < 2) return err_set(e, ERR_VALUE, "diag requires an array of at least two dimensions");
    if (nd_check_axis(axis1, a->ndim, e)) return err_context(e, "axis1");
    if (nd_check_axis(axis2, a->ndim, e)) return err_context(e, "axis2");
    if (*axis1 == *axis2) return err_set(e, ERR_VALUE, "axis1 and axis2 cannot be the same");
    return ERR_OK;
}

nd_array *nd_diagonal(nd_ctx *c, nd_array *a, int offset, int axis1, int axis2, err *e) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    int       n = 0;
    if (check_plane(a, &axis1, &axis2, e)) return NULL;
    ptrdiff_t rows = a->shape[axis1], columns = a->shape[axis2], k = offset;
    char     *data = a->data;
    if (k >= 0) columns -= k;
    else rows += k;
    ptrdiff_t length = rows < columns ? rows : columns;
    if (length < 0) length = 0;
    if (length > 0) data += k >= 0 ? k * a->strides[axis2] : -k * a->strides[axis1];
    for (int i = 0; i < a->ndim; i++) {
        if (i == axis1 || i == axis2) continue;
        shape[n] = a->shape[i];
        strides[n++] = a->strides[i];
    }
    shape[n] = length;
    strides[n] = a->strides[axis1] + a->strides[axis2];
    nd_array *view = nd_new_view(c, a, a->dtype, n + 1, shape, strides, data, e);
    if (view) view->flags &= (uint8_t)~ND_WRITEABLE;
    return view;
}

/* A square matrix with a along the k-th diagonal. */
static nd_array *spread(nd_ctx *c, nd_array *a, int k, err *e) {
    ptrdiff_t gap = k < 0 ? -(ptrdiff_t)k : k, n = a->shape[0] + gap, shape[2] = {n, n};
    nd_array *out = nd_zeros(c, a->dtype, 2, shape, 'C', e);
    if (!out || a->size == 0) return out;
    nd_view   line;
    ptrdiff_t step = out->strides[0] + out->strides[1];
    char     *first = out->data + (k < 0 ? gap * out->strides[0] : gap * out->strides[1]);
    nd_view_init(&line, out->dtype, 1, a->shape, &step, first);
    if (nd_copy_into(c, &line.a, a, e)) {
        nd_drop(c, out);
        return NULL;
    }
    return out;
}

nd_array *nd_diag(nd_ctx *c, nd_array *a, int k, err *e) {
    if (a->ndim == 1) return spread(c, a, k, e);
    if (a->ndim == 2) return nd_diagonal(c, a, k, 0, 1, e);
    return err_set(e, ERR_VALUE, "Input must be 1- or 2-d."), NULL;
}

/* In every row of a C-ordered array, clear the columns outside the triangle. */
static void clear_outside(nd_array *a, ptrdiff_t k, bool upper) {
    ptrdiff_t rows = a->shape[a->ndim - 2], columns = a->shape[a->ndim - 1];
    size_t    itemsize = a->dtype.itemsize, nrows = a->size / (size_t)columns;
    char     *row = a->data;
    for (size_t r = 0; r < nrows; r++, row += (size_t)columns * itemsize) {
        ptrdiff_t edge = (ptrdiff_t)(r % (size_t)rows) + k + (upper ? 0 : 1);     /* first column of the far side */
        if (edge < 0) edge = 0;
        if (edge > columns) edge = columns;
        if (upper) memset(row, 0, (size_t)edge * itemsize);
        else memset(row + (size_t)edge * itemsize, 0, (size_t)(columns - edge) * itemsize);
    }
}

nd_array *nd_tri(nd_ctx *c, const nd_array *a, int k, bool upper, err *e) {
    nd_view square;
    if (a->ndim == 0) return err_set(e, ERR_TYPE, "tri() missing 1 required positional argument: 'N'"), NULL;
    if (a->ndim == 1) {
        ptrdiff_t shape[2] = {a->shape[0], a->shape[0]};
        nd_broadcast_to_view(&square, a, 2, shape);
        a = &square.a;
    }
    nd_array *out = nd_copy(c, a, 'C', e);
    if (out && out->size > 0) clear_outside(out, k, upper);
    return out;
}
