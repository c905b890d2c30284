/* array/copy.c: the same values in new memory, in a chosen order and type. */
#include "array/cast.h"
#include "array/create.h"
#include "array/layout.h"
#include "array/nd.h"

/* --- layouts ------------------------------------------------------------------------------------ */

static ptrdiff_t magnitude(ptrdiff_t x) { return x < 0 ? -x : x; }

void nd_order_by_stride(const nd_array *a, int axes[ND_MAXDIMS]) {
    for (int i = 0; i < a->ndim; i++) {
        int j = i;
        for (; j > 0 && magnitude(a->strides[axes[j - 1]]) < magnitude(a->strides[i]); j--) axes[j] = axes[j - 1];
        axes[j] = i;
    }
}

char nd_resolve_order(const nd_array *a, char order) {
    if (order == 'C' || order == 'F') return order;
    if (nd_is_c_contiguous(a)) return 'C';
    if (nd_is_f_contiguous(a)) return 'F';
    return order == 'K' && a->ndim > 1 ? 'K' : 'C';
}

void nd_pack_strides(size_t itemsize, int ndim, const ptrdiff_t *shape, const int *axes, ptrdiff_t *strides) {
    ptrdiff_t step = (ptrdiff_t)itemsize;
    for (int i = 0; i < ndim; i++)
        if (shape[i] == 0) step = 0;
    for (int i = ndim - 1; i >= 0; i--) {
        strides[axes[i]] = step;
        step *= shape[axes[i]];
    }
}

void nd_packed_like(const nd_array *a, char order, ptrdiff_t *strides) {
    int axes[ND_MAXDIMS];
    order = nd_resolve_order(a, order);
    if (order == 'K') nd_order_by_stride(a, axes);
    else
        for (int i = 0; i < a->ndim; i++) axes[i] = order == 'F' ? a->ndim - 1 - i : i;
    nd_pack_strides(a->dtype.itemsize, a->ndim, a->shape, axes, strides);
}

nd_array *nd_empty_like(nd_ctx *c, const nd_array *a, nd_dtype d, char order, int ndim, const ptrdiff_t *shape, err *e) {
    int axes[ND_MAXDIMS];
    if (ndim < 0) ndim = a->ndim, shape = a->shape;
    order = nd_resolve_order(a, order);
    if (order == 'K' && ndim != a->ndim) order = 'C';
    nd_array *copy = nd_new(c, d, ndim, shape, order, e);
    if (!copy || order != 'K') return copy;
    nd_order_by_stride(a, axes);
    nd_pack_strides(d.itemsize, ndim, copy->shape, axes, copy->strides);
    return copy;
}

/* --- copying -------------------------------------------------------------------------------------- */

#define TILE 32      /* rows and columns that are finished before moving on */

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Two axes that the operands run through in opposite orders: by tiles, so that the cache lines of
 * the side that is read across are used up while they are at hand. */
static err_code copy_tiles(nd_cast *k, nd_cast_fn *loop, const nd_walk *w) {
    size_t rows = (size_t)w->shape[0];
    for (size_t i0 = 0; i0 < rows; i0 += TILE)
        for (size_t j0 = 0; j0 < w->n; j0 += TILE) {
            size_t rows_here = least(TILE, rows - i0), n = least(TILE, w->n - j0);
            for (size_t i = i0; i < i0 + rows_here; i++) {
                char *p[2];
                for (int s = 0; s < 2; s++)
                    p[s] = w->p[s] + (ptrdiff_t)i * w->step[s][0] + (ptrdiff_t)j0 * w->stride[s];
                err_code code = loop(k, p, w->stride, n);
                if (code) return code;
            }
        }
    return ERR_OK;
}

static bool is_crossed(const nd_walk *w) {
    return w->ndim == 1 && w->n > TILE && w->shape[0] > TILE && w->step[1][0] != 0 &&
           magnitude(w->step[1][0]) < magnitude(w->stride[1]);
}

static err_code copy_walk(nd_cast *k, nd_cast_fn *loop, nd_array *dst, const nd_array *src) {
    const nd_array *ops[] = {dst, src};
    nd_walk         w;
    nd_walk_init(&w, 2, ops, false);
    if (w.more && is_crossed(&w)) return copy_tiles(k, loop, &w);
    for (; w.more; nd_walk_next(&w)) {
        err_code code = loop(k, w.p, w.stride, w.n);
        if (code) return code;
    }
    return ERR_OK;
}

/* src is one element for all of dst. */
static bool is_one_element(const nd_array *src) {
    for (int i = 0; i < src->ndim; i++)
        if (src->shape[i] > 1 && src->strides[i] != 0) return false;
    return src->size > 1;
}

/* One element: cast it once, then only move it. */
static err_code spread_element(nd_cast *k, nd_array *dst, const nd_array *src) {
    nd_view   same;
    double    room[2] = {0, 0};      /* an element of any numeric type */
    char     *p[2] = {(char *)room, src->data};
    ptrdiff_t none[2] = {0, 0};
    err_code  code = nd_cast_find(k->from, k->to)(k, p, none, 1);
    if (code) return code;
    nd_view_init(&same, k->to, src->ndim, src->shape, src->strides, p[0]);
    k->from = k->to;
    return copy_walk(k, nd_cast_find(k->to, k->to), dst, &same.a);
}

err_code nd_copy_into(nd_ctx *c, nd_array *dst, const nd_array *src, err *e) {
    nd_cast  k = {src->dtype, dst->dtype, 0, e};
    bool     spread = src->dtype.type != dst->dtype.type && nd_is_numeric(dst->dtype) && nd_is_numeric(src->dtype) && nd_is_aligned(src) && nd_is_aligned(dst) && is_one_element(src);
    err_code code = spread ? spread_element(&k, dst, src) : copy_walk(&k, nd_cast_find_between(src, dst), dst, src);
    c->bill.elements += dst->size;
    if (k.trouble && !code) nd_cast_warn(c, &k);
    return code;
}

static nd_array *copy_as(nd_ctx *c, const nd_array *a, nd_dtype d, char order, err *e) {
    nd_array *copy = nd_empty_like(c, a, d, order, -1, NULL, e);
    if (copy && nd_copy_into(c, copy, a, e)) {
        nd_drop(c, copy);
        return NULL;
    }
    return copy;
}

nd_array *nd_copy(nd_ctx *c, const nd_array *a, char order, err *e) { return copy_as(c, a, a->dtype, order, e); }

/* "str" without a width means as wide as the values' type needs. A scalar stays one. */
nd_array *nd_astype(nd_ctx *c, const nd_array *a, nd_dtype d, char order, err *e) {
    if (!nd_dtype_settle(a->dtype, &d) && nd_text_unit(a, &d, e)) return NULL;
    nd_array *copy = copy_as(c, a, d, order, e);
    if (copy) copy->flags |= (uint8_t)(a->flags & ND_SCALAR);
    return copy;
}
