/* array/shuffle.c: elements or rows that change places: Fisher and Yates, from the end. */
#include "array/create.h"
#include "array/dist.h"
#include "array/index.h"
#include "base/mem.h"

#include <string.h>

/* --- one row of n elements --------------------------------------------------------------------- */

typedef struct row {
    char     *data;
    ptrdiff_t n, stride;
    size_t    width;
} row;

static void shuffle_row(nd_bitgen *g, const row *r, char *spare) {
    for (ptrdiff_t i = r->n - 1; i > 0; i--) {
        ptrdiff_t j = (ptrdiff_t)nd_bits_interval(g, (uint64_t)i);
        char     *p = r->data + i * r->stride, *q = r->data + j * r->stride;
        if (i == j) continue;
        memcpy(spare, p, r->width);
        memcpy(p, q, r->width);
        memcpy(q, spare, r->width);
    }
}

static err_code shuffle_one(nd_bitgen *g, const row *r, err *e) {
    char *spare = mem_alloc(1, r->width + 1, e);
    if (!spare) return ERR_MEMORY;
    shuffle_row(g, r, spare);
    mem_free(spare);
    return ERR_OK;
}

/* --- rows of an array along an axis ---------------------------------------------------------------- */

static nd_array *shuffled_range(nd_ctx *c, nd_bitgen *g, ptrdiff_t n, err *e) {
    nd_array *order = nd_arange_int(c, 0, n, 1, nd_dtype_of(ND_I64), e);
    int64_t  *v = order ? (int64_t *)(void *)order->data : NULL;
    for (ptrdiff_t i = n - 1; v && i > 0; i--) {
        int64_t j = (int64_t)nd_bits_interval(g, (uint64_t)i), t = v[j];
        v[j] = v[i];
        v[i] = t;
    }
    return order;
}

static nd_array *shuffled_rows(nd_ctx *c, nd_bitgen *g, nd_array *a, int axis, err *e) {
    nd_array *order = shuffled_range(c, g, a->shape[axis], e), *out = NULL;
    if (order) out = nd_take(c, a, order, axis, 'r', e);
    nd_drop(c, order);
    return out;
}

err_code nd_random_shuffle(nd_ctx *c, const nd_rng *r, nd_array *a, int axis, err *e) {
    if (!nd_is_writeable(a)) return err_set(e, ERR_VALUE, "array is read-only");
    if (a->ndim == 0) return err_set(e, ERR_TYPE, "len() of unsized object");
    if (nd_check_axis(&axis, a->ndim, e)) return e ? e->code : ERR_AXIS;
    if (a->size == 0) return ERR_OK;        /* draws nothing, unlike a permutation */
    c->bill.elements += a->size;
    if (a->ndim == 1) return shuffle_one(r->bits, &(row){a->data, a->shape[0], a->strides[0], a->dtype.itemsize}, e);
    nd_array *rows = shuffled_rows(c, r->bits, a, axis, e);
    if (!rows) return e ? e->code : ERR_MEMORY;
    err_code code = nd_assign(c, a, rows, e);
    nd_drop(c, rows);
    return code;
}

nd_array *nd_random_permutation(nd_ctx *c, const nd_rng *r, nd_array *a, int axis, err *e) {
    if (r->legacy && a->ndim == 0) return err_set(e, ERR_INDEX, "x must be an integer or at least 1-dimensional"), NULL;
    if (nd_check_axis(&axis, a->ndim, e)) return NULL;
    c->bill.elements += a->size;
    return shuffled_rows(c, r->bits, a, axis, e);
}

/* --- every row on its own ------------------------------------------------------------------------------- */

static err_code permute_all(nd_ctx *c, nd_bitgen *g, nd_array *a, err *e) {
    const ptrdiff_t width = (ptrdiff_t)a->dtype.itemsize;
    if (nd_is_c_contiguous(a) || nd_is_f_contiguous(a))
        return shuffle_one(g, &(row){a->data, (ptrdiff_t)a->size, width, a->dtype.itemsize}, e);
    nd_array *dense = nd_copy(c, a, 'C', e);
    if (!dense) return e ? e->code : ERR_MEMORY;
    err_code code = shuffle_one(g, &(row){dense->data, (ptrdiff_t)a->size, width, a->dtype.itemsize}, e);
    if (!code) code = nd_assign(c, a, dense, e);
    nd_drop(c, dense);
    return code;
}

/* v is a without the axis: its elements, in C order, are the beginnings of the rows. */
static void drop_axis(nd_view *v, const nd_array *a, int axis) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    int       n = 0;
    for (int i = 0; i < a->ndim; i++) {
        if (i == axis) continue;
        shape[n] = a->shape[i];
        strides[n++] = a->strides[i];
    }
    nd_view_init(v, a->dtype, n, shape, strides, a->data);
}

static err_code permute_rows(nd_bitgen *g, const nd_array *a, int axis, err *e) {
    nd_view         v;
    nd_walk         w;
    const nd_array *op = &v.a;
    char           *spare = mem_alloc(1, a->dtype.itemsize + 1, e);
    if (!spare) return ERR_MEMORY;
    drop_axis(&v, a, axis);
    for (nd_walk_init(&w, 1, &op, true); w.more; nd_walk_next(&w))
        for (size_t k = 0; k < w.n; k++) {
            const row r = {w.p[0] + (ptrdiff_t)k * w.stride[0], a->shape[axis], a->strides[axis], a->dtype.itemsize};
            shuffle_row(g, &r, spare);
        }
    mem_free(spare);
    return ERR_OK;
}

err_code nd_random_permute_rows(nd_ctx *c, const nd_rng *r, nd_array *a, int axis, err *e) {
    if (!nd_is_writeable(a)) return err_set(e, ERR_VALUE, "array is read-only");
    if (a->ndim == 0 && axis == ND_MAXDIMS) return err_set(e, ERR_TYPE, "len() of unsized object");
    if (axis != ND_MAXDIMS && nd_check_axis(&axis, a->ndim, e)) return e ? e->code : ERR_AXIS;
    c->bill.elements += a->size;
    if (axis == ND_MAXDIMS) return permute_all(c, r->bits, a, e);
    return a->size ? permute_rows(r->bits, a, axis, e) : ERR_OK;
}
