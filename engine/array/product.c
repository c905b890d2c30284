/* array/product.c: a matrix product between strided places, and what is made of element products. */
#include <string.h>

#include "array/kernels.h"
#include "array/product.h"
#include "array/product_int.h"
#include "array/reduce.h"
#include "array/shape.h"
#include "base/mem.h"

nd_matrix nd_matrix_of(const nd_array *a) {
    int       last = a->ndim - 1;
    nd_matrix m = {a->data, 1, (size_t)a->shape[last], 0, a->strides[last]};
    if (last > 0) {
        m.rows = (size_t)a->shape[last - 1];
        m.row = a->strides[last - 1];
    }
    return m;
}

/* Kernels that copy blocks together, and dot products of rows. */
static bool has_blocks(nd_dtype d) { return d.type == ND_F32 || d.type == ND_F64; }

err_code nd_product_room(nd_dtype d, size_t m, size_t n, size_t k, void **room, err *e) {
    *room = NULL;
    if (!has_blocks(d) || !nd_gemm_is_large(m, n, k)) return ERR_OK;
    *room = mem_alloc(1, ND_GEMM_ROOM, e);
    return *room ? ERR_OK : ERR_MEMORY;
}

/* A column on the right of dense rows: one dot product a row. */
static bool is_row_dots(nd_dtype d, const nd_matrix *a, const nd_matrix *b) {
    ptrdiff_t size = (ptrdiff_t)d.itemsize;
    return has_blocks(d) && b->columns == 1 && (a->column == size || a->columns == 1) &&
           (b->row == size || b->rows == 1);
}

void nd_product_run(nd_dtype d, const nd_matrix *a, const nd_matrix *b, const nd_matrix *c, void *room) {
    const nd_kernels *t = nd_kernel_table();
    nd_gemm           g = {.m = a->rows, .n = b->columns, .k = a->columns, .a = a->data, .b = b->data, .room = room};

    if (is_row_dots(d, a, b)) {
        for (size_t i = 0; i < a->rows; i++)
            t->dot[d.type](a->data + (ptrdiff_t)i * a->row, b->data, a->columns, c->data + (ptrdiff_t)i * c->row);
        return;
    }
    g.a_row = a->row;
    g.a_col = a->column;
    g.b_row = b->row;
    g.b_col = b->column;
    g.c = c->data;
    g.c_row = c->row;
    t->gemm[d.type](&g);
}

/* --- outer, kron, trace ------------------------------------------------------------------------ */

static void as_column(nd_view *v, const nd_array *flat) {
    ptrdiff_t shape[2] = {flat->shape[0], 1}, strides[2] = {flat->strides[0], 0};
    nd_view_init(v, flat->dtype, 2, shape, strides, flat->data);
}

nd_array *nd_outer(nd_ctx *c, nd_array *a, nd_array *b, err *e) {
    nd_array *left = nd_ravel(c, a, 'C', e), *right = left ? nd_ravel(c, b, 'C', e) : NULL, *out = NULL;
    nd_view   column;
    if (right) {
        as_column(&column, left);
        out = nd_ufunc2(c, ND_MULTIPLY, &column.a, right, e);
    }
    nd_drop(c, left);
    nd_drop(c, right);
    return out;
}

/* Axes of length 1 between (behind, for `first`) the axes of a, after filling up to ndim axes. */
static void interleave(nd_view *v, const nd_array *a, int ndim, bool first) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    int       missing = ndim - a->ndim;
    for (int i = 0; i < ndim; i++) {
        shape[2 * i] = shape[2 * i + 1] = 1;
        strides[2 * i] = strides[2 * i + 1] = 0;
        if (i < missing) continue;
        shape[2 * i + !first] = a->shape[i - missing];
        strides[2 * i + !first] = a->strides[i - missing];
    }
    nd_view_init(v, a->dtype, 2 * ndim, shape, strides, a->data);
}

nd_array *nd_kron(nd_ctx *c, nd_array *a, nd_array *b, err *e) {
    nd_view   left, right;
    ptrdiff_t shape[ND_MAXDIMS];
    int       ndim = a->ndim > b->ndim ? a->ndim : b->ndim;

    if (a->ndim == 0 || b->ndim == 0) return nd_ufunc2(c, ND_MULTIPLY, a, b, e);
    if (2 * ndim > ND_MAXDIMS) {
        err_set(e, ERR_VALUE, "maximum supported dimension for an ndarray is %d, found %d", ND_MAXDIMS, 2 * ndim);
        return NULL;
    }
    interleave(&left, a, ndim, true);
    interleave(&right, b, ndim, false);
    nd_array *all = nd_ufunc2(c, ND_MULTIPLY, &left.a, &right.a, e), *out = NULL;
    for (int i = 0; all && i < ndim; i++) shape[i] = all->shape[2 * i] * all->shape[2 * i + 1];
    if (all) out = nd_reshape(c, all, ndim, shape, 'C', e);
    nd_drop(c, all);
    return out;
}

nd_array *nd_trace(nd_ctx *c, nd_array *a, int offset, int axis1, int axis2, err *e) {
    nd_reduce_options o = {.naxes = 1, .axes = {-1}};
    nd_array         *diagonal, *out;

    if (a->ndim < 2) {
        err_set(e, ERR_VALUE, "diag requires an array of at least two dimensions");
        return NULL;
    }
    diagonal = nd_diagonal(c, a, offset, axis1, axis2, e);
    if (!diagonal) return NULL;
    out = nd_reduce(c, ND_SUM, diagonal, &o, e);
    nd_drop(c, diagonal);
    if (out && out->ndim == 0) out->flags |= ND_SCALAR;
    return out;
}
