/* array/convolve.c: a convolution as a matrix product: the windows of a are rows that overlap in memory. */
#include "array/convolve.h"

#include <string.h>

#include "array/product_int.h"

/* Where one step of k outputs begins: rows windows of `columns` elements of a against v turned round. */
typedef struct window {
    size_t first_out, rows, first_a, first_v, columns;
} window;

static void run_window(const nd_array *a, const nd_array *turned, nd_array *out, const window *w) {
    ptrdiff_t size = (ptrdiff_t)a->dtype.itemsize;
    nd_matrix left = {a->data + (ptrdiff_t)w->first_a * size, w->rows, w->columns, size, size};
    nd_matrix right = {turned->data + (ptrdiff_t)w->first_v * size, w->columns, 1, size, size};
    nd_matrix to = {out->data + (ptrdiff_t)w->first_out * size, w->rows, 1, size, size};
    nd_product_run(a->dtype, &left, &right, &to, NULL);
}

/* a is the longer one; all are dense and of one type. */
static void run(const nd_array *a, const nd_array *turned, nd_array *out) {
    size_t n = a->size, m = turned->size;
    for (size_t k = 0; k + 1 < m; k++) {
        run_window(a, turned, out, &(window){k, 1, 0, m - 1 - k, k + 1});
        run_window(a, turned, out, &(window){n + m - 2 - k, 1, n - 1 - k, 0, k + 1});
    }
    run_window(a, turned, out, &(window){m - 1, n - m + 1, 0, 0, m});
}

/* v from its last element to its first, as dense memory. */
static nd_array *turn(nd_ctx *c, const nd_array *v, nd_dtype d, err *e) {
    nd_view         back;
    const ptrdiff_t n = v->shape[0], stride = -v->strides[0];
    nd_view_init(&back, v->dtype, 1, &n, &stride, v->data + (n - 1) * v->strides[0]);
    return nd_astype(c, &back.a, d, 'C', e);
}

nd_array *nd_convolve(nd_ctx *c, const nd_array *a, const nd_array *v, err *e) {
    nd_dtype        d = nd_promote_types(a->dtype, v->dtype);
    const nd_array *longer = a->size >= v->size ? a : v, *shorter = longer == a ? v : a;
    const ptrdiff_t n = (ptrdiff_t)(a->size + v->size - 1);
    nd_array       *dense, *turned = NULL, *out = NULL;
    if (!nd_is_numeric(d)) {
        err_set(e, ERR_TYPE, "numbers are needed, not text");
        return NULL;
    }
    dense = nd_astype(c, longer, d, 'C', e);
    if (dense) turned = turn(c, shorter, d, e);
    if (turned) out = nd_new(c, d, 1, &n, 'C', e);
    if (out) {
        run(dense, turned, out);
        c->bill.elements += a->size * v->size;
    }
    nd_drop(c, turned);
    nd_drop(c, dense);
    return out;
}
