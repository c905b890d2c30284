/* array/dot.c: dot, inner, vdot: the last axis of one against the last but one of the other. */
#include <string.h>

#include "array/product.h"
#include "array/product_int.h"
#include "array/shape.h"
#include "array/ufunc.h"
#include "base/mem.h"

static err_code check_aligned(const nd_array *a, const nd_array *b, err *e) {
    char left[ND_SHAPE_TEXT], right[ND_SHAPE_TEXT];
    int  i = a->ndim - 1, j = b->ndim > 1 ? b->ndim - 2 : 0;
    if (a->shape[i] == b->shape[j]) return ERR_OK;
    nd_shape_text_compact(a->ndim, a->shape, left);
    nd_shape_text_compact(b->ndim, b->shape, right);
    return err_set(e, ERR_VALUE, "shapes %s and %s not aligned: %td (dim %d) != %td (dim %d)", left, right,
                   a->shape[i], i, b->shape[j], j);
}

/* The result's axes: those of a but the last, those of b but the one that is summed over. */
static int result_shape(const nd_array *a, const nd_array *b, ptrdiff_t shape[2 * ND_MAXDIMS]) {
    int n = 0, skip = b->ndim > 1 ? b->ndim - 2 : 0;
    for (int i = 0; i + 1 < a->ndim; i++) shape[n++] = a->shape[i];
    for (int i = 0; i < b->ndim; i++)
        if (i != skip) shape[n++] = b->shape[i];
    return n;
}

/* Every matrix of b in turn, against all rows of a at once. Both are dense in C order. */
static err_code multiply(const nd_array *a, const nd_array *b, nd_array *out, err *e) {
    ptrdiff_t size = (ptrdiff_t)a->dtype.itemsize;
    nd_matrix left = nd_matrix_of(a), right = nd_matrix_of(b), to = {.data = out->data, .column = size};
    void     *room;

    left.rows = left.columns ? a->size / left.columns : 1;
    if (left.columns == 0)
        for (int i = 0; i + 1 < a->ndim; i++) left.rows *= (size_t)a->shape[i];
    left.row = (ptrdiff_t)left.columns * size;
    if (b->ndim == 1) {
        right = (nd_matrix){b->data, (size_t)b->shape[0], 1, size, size};
    }
    size_t nmatrices = 1;
    for (int i = 0; i + 2 < b->ndim; i++) nmatrices *= (size_t)b->shape[i];
    to.rows = left.rows;
    to.columns = right.columns;
    to.row = (ptrdiff_t)(nmatrices * right.columns) * size;
    err_code code = nd_product_room(a->dtype, left.rows, right.columns, left.columns, &room, e);
    for (size_t i = 0; !code && i < nmatrices; i++) {
        nd_product_run(a->dtype, &left, &right, &to, room);
        right.data += (ptrdiff_t)(right.rows * right.columns) * size;
        to.data += (ptrdiff_t)right.columns * size;
    }
    mem_free(room);
    return code;
}

static nd_array *contract(nd_ctx *c, const nd_array *a, const nd_array *b, nd_dtype d, err *e) {
    ptrdiff_t shape[2 * ND_MAXDIMS];
    int       ndim = result_shape(a, b, shape);

    if (ndim > ND_MAXDIMS) {
        err_set(e, ERR_VALUE, "maximum supported dimension for an ndarray is %d, found %d", ND_MAXDIMS, ndim);
        return NULL;
    }
    nd_array *out = nd_new(c, d, ndim, shape, 'C', e);
    if (out && out->size && multiply(a, b, out, e)) {
        nd_drop(c, out);
        return NULL;
    }
    if (out && ndim == 0) out->flags |= ND_SCALAR;
    if (out) c->bill.elements += a->size + b->size + out->size;
    return out;
}

/* a itself as a descriptor when it already is what is asked for, else a copy. */
static const nd_array *dense(nd_ctx *c, const nd_array *a, nd_dtype d, nd_array **made, err *e) {
    *made = NULL;
    if (nd_dtype_equal(a->dtype, d) && nd_is_c_contiguous(a) && (uintptr_t)a->data % nd_dtype_real(d).itemsize == 0) return a;
    return *made = nd_astype(c, a, d, 'C', e);
}

static nd_array *dot_arrays(nd_ctx *c, const nd_array *a, const nd_array *b, err *e) {
    nd_dtype        d = nd_promote_types(a->dtype, b->dtype);
    nd_array       *made_left = NULL, *made_right = NULL, *out = NULL;
    const nd_array *left, *right;

    if (!nd_is_numeric(d)) {
        err_set(e, ERR_VALUE, "data type must provide an itemsize");
        return NULL;
    }
    if (check_aligned(a, b, e)) return NULL;
    left = dense(c, a, d, &made_left, e);
    right = left ? dense(c, b, d, &made_right, e) : NULL;
    if (right) out = contract(c, left, right, d, e);
    nd_drop(c, made_left);
    nd_drop(c, made_right);
    return out;
}

nd_array *nd_dot(nd_ctx *c, nd_array *a, nd_array *b, err *e) {
    if (a->ndim == 0 || b->ndim == 0) return nd_ufunc2(c, ND_MULTIPLY, a, b, e);
    return dot_arrays(c, a, b, e);
}

nd_array *nd_inner(nd_ctx *c, nd_array *a, nd_array *b, err *e) {
    nd_view v;
    if (a->ndim == 0 || b->ndim == 0) return nd_ufunc2(c, ND_MULTIPLY, a, b, e);
    nd_view_of(&v, b);
    if (b->ndim > 1) {
        int i = b->ndim - 2, j = b->ndim - 1;
        v.a.shape[i] = b->shape[j];
        v.a.shape[j] = b->shape[i];
        v.a.strides[i] = b->strides[j];
        v.a.strides[j] = b->strides[i];
    }
    return dot_arrays(c, a, &v.a, e);
}

nd_array *nd_vdot(nd_ctx *c, nd_array *a, nd_array *b, err *e) {
    nd_array *left, *right = NULL, *out = NULL;
    if (a->size != b->size) {
        err_set(e, ERR_VALUE, "cannot reshape array of size %zu into shape (%zu,)", b->size, a->size);
        return NULL;
    }
    left = nd_ravel(c, a, 'C', e);
    if (left) right = nd_ravel(c, b, 'C', e);
    if (right && nd_is_complex(left->dtype)) {
        nd_array *conjugate = nd_ufunc1(c, ND_CONJUGATE, left, e);
        nd_drop(c, left);
        left = conjugate;
    }
    if (left && right) out = dot_arrays(c, left, right, e);
    nd_drop(c, left);
    nd_drop(c, right);
    return out;
}
