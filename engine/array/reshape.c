/* array/reshape.c: the same elements in the same order under another shape.
 *
 * A view is possible when every group of old axes that becomes a group of new axes (the smallest
 * groups with equal products) steps evenly through memory.                                     */
#include <stdio.h>
#include <string.h>

#include "array/layout.h"
#include "array/shape.h"

/* --- the shape that is meant -------------------------------------------------------------------- */

/* "(4,2)"; unknown lengths in front are dropped, others are called newaxis, as in NumPy. */
static err_code refuse(const nd_array *a, int ndim, const ptrdiff_t *shape, err *e) {
    char   text[ND_SHAPE_TEXT] = "";
    size_t at = 0;
    int    i = 0;
    while (i < ndim && shape[i] < 0) i++;
    for (int first = i; i < ndim && at < sizeof text - 24; i++) {
        const char *comma = i > first ? "," : "";
        int wrote = shape[i] < 0 ? snprintf(text + at, sizeof text - at, "%snewaxis", comma)
                                 : snprintf(text + at, sizeof text - at, "%s%td", comma, shape[i]);
        at += (size_t)wrote;
    }
    if (ndim == 1) snprintf(text + at, sizeof text - at, ",");
    return err_set(e, ERR_VALUE, "cannot reshape array of size %zu into shape (%s)", a->size, text);
}

/* want = shape with its one unknown length worked out. */
static err_code resolve_shape(const nd_array *a, int ndim, const ptrdiff_t *shape, ptrdiff_t want[ND_MAXDIMS], err *e) {
    int    unknown = -1;
    size_t known = 0;
    want[0] = 0;
    if (ndim > ND_MAXDIMS) return nd_shape_size(ndim, shape, 1, &known, e);
    for (int i = 0; i < ndim; i++) {
        want[i] = shape[i];
        if (shape[i] >= 0) continue;
        if (unknown >= 0) return err_set(e, ERR_VALUE, "can only specify one unknown dimension");
        unknown = i;
        want[i] = 1;
    }
    if (nd_shape_size(ndim, want, 1, &known, NULL)) return refuse(a, ndim, shape, e);
    if (unknown < 0) return known == a->size ? ERR_OK : refuse(a, ndim, shape, e);
    if (known == 0 || a->size % known) return refuse(a, ndim, shape, e);
    want[unknown] = (ptrdiff_t)(a->size / known);
    return ERR_OK;
}

/* --- strides of a view ------------------------------------------------------------------------------ */

/* The array's axes longer than 1. */
typedef struct old_axes {
    int       n;
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
} old_axes;

static void take_long_axes(const nd_array *a, old_axes *old) {
    old->n = 0;
    for (int i = 0; i < a->ndim; i++) {
        if (a->shape[i] == 1) continue;
        old->shape[old->n] = a->shape[i];
        old->strides[old->n++] = a->strides[i];
    }
}

static bool is_even(const old_axes *old, int first, int end, bool fortran) {
    for (int i = first; i + 1 < end; i++) {
        int outer = fortran ? i + 1 : i, inner = fortran ? i : i + 1;
        if (old->strides[outer] != old->strides[inner] * old->shape[inner]) return false;
    }
    return true;
}

/* The strides of new axes [first, end), which together step as the old group does from `step` up. */
static void spread(const ptrdiff_t *want, int first, int end, ptrdiff_t step, bool fortran, ptrdiff_t *out) {
    for (int k = 0; k < end - first; k++) {
        int i = fortran ? first + k : end - 1 - k;
        out[i] = step;
        step *= want[i];
    }
}

/* Lengths of 1 that are left at the end. */
static void finish(int ndim, const ptrdiff_t *want, int from, bool fortran, ptrdiff_t *out) {
    ptrdiff_t step = from ? out[from - 1] * (fortran ? want[from - 1] : 1) : 0;
    for (int i = from; i < ndim; i++) out[i] = step;
}

static bool find_strides(const nd_array *a, int ndim, const ptrdiff_t *want, bool fortran, ptrdiff_t *out) {
    old_axes axes;
    int      old = 0, new = 0;
    take_long_axes(a, &axes);
    while (old < axes.n && new < ndim) {
        int       old_end = old + 1, new_end = new + 1;
        ptrdiff_t old_size = axes.shape[old], new_size = want[new];
        while (old_size != new_size)
            if (new_size < old_size) new_size *= want[new_end++];
            else old_size *= axes.shape[old_end++];
        if (!is_even(&axes, old, old_end, fortran)) return false;
        spread(want, new, new_end, axes.strides[fortran ? old : old_end - 1], fortran, out);
        old = old_end;
        new = new_end;
    }
    finish(ndim, want, new, fortran, out);
    return true;
}

/* Packed, with empty axes counted as 1: what NumPy gives an array that is contiguous already. */
static void pack(size_t itemsize, int ndim, const ptrdiff_t *shape, bool fortran, ptrdiff_t *out) {
    ptrdiff_t step = (ptrdiff_t)itemsize;
    for (int i = 0; i < ndim; i++) {
        int axis = fortran ? i : ndim - 1 - i;
        out[axis] = step;
        if (shape[axis] > 1) step *= shape[axis];
    }
}

/* --- reshape, ravel, flatten ---------------------------------------------------------------------------- */

static bool is_packed(const nd_array *a, bool fortran) {
    return fortran ? nd_is_f_contiguous(a) : nd_is_c_contiguous(a);
}

static nd_array *reshape_copy(nd_ctx *c, const nd_array *a, int ndim, const ptrdiff_t *want, bool fortran, err *e) {
    ptrdiff_t strides[ND_MAXDIMS];
    nd_array *copy = nd_copy(c, a, fortran ? 'F' : 'C', e);
    if (!copy) return NULL;
    pack(a->dtype.itemsize, ndim, want, fortran, strides);
    nd_array *view = nd_new_view(c, copy, a->dtype, ndim, want, strides, copy->data, e);
    nd_drop(c, copy);
    return view;
}

nd_array *nd_reshape(nd_ctx *c, nd_array *a, int ndim, const ptrdiff_t *shape, char order, err *e) {
    ptrdiff_t want[ND_MAXDIMS], strides[ND_MAXDIMS];
    if (order == 'K') return err_set(e, ERR_VALUE, "order 'K' is not permitted for reshaping"), NULL;
    if (resolve_shape(a, ndim, shape, want, e)) return NULL;
    bool fortran = nd_resolve_order(a, order) == 'F';
    if (is_packed(a, fortran)) pack(a->dtype.itemsize, ndim, want, fortran, strides);
    else if (!find_strides(a, ndim, want, fortran, strides)) return reshape_copy(c, a, ndim, want, fortran, e);
    return nd_new_view(c, a, a->dtype, ndim, want, strides, a->data, e);
}

/* Packed in the order of its own strides, none of them negative. */
static bool is_packed_somehow(const nd_array *a) {
    int       axes[ND_MAXDIMS];
    ptrdiff_t step = (ptrdiff_t)a->dtype.itemsize;
    nd_order_by_stride(a, axes);
    for (int i = a->ndim - 1; i >= 0; i--) {
        if (a->shape[axes[i]] == 1) continue;
        if (a->strides[axes[i]] != step) return false;
        step *= a->shape[axes[i]];
    }
    return true;
}

nd_array *nd_ravel(nd_ctx *c, nd_array *a, char order, err *e) {
    char how = nd_resolve_order(a, order);
    bool view = how == 'K' ? is_packed_somehow(a) : is_packed(a, how == 'F');
    if (!view) return nd_flatten(c, a, order, e);
    ptrdiff_t n = (ptrdiff_t)a->size, stride = (ptrdiff_t)a->dtype.itemsize;
    return nd_new_view(c, a, a->dtype, 1, &n, &stride, a->data, e);
}

/* Where the second axis should be outside the first: axes of stride 0 have no opinion. */
static int compare_axes(const nd_array *a, int first, int second) {
    ptrdiff_t x = a->strides[first], y = a->strides[second];
    if (x == 0 || y == 0) return 0;
    x = x < 0 ? -x : x;
    y = y < 0 ? -y : y;
    return x < y ? 1 : -1;
}

/* The order in which an iteration of order K meets the axes. It differs from nd_order_by_stride in
 * axes of stride 0, which stay where they are unless others pass over them. */
static void order_by_walk(const nd_array *a, int axes[ND_MAXDIMS]) {
    for (int i = 0; i < a->ndim; i++) {
        int to = i;
        for (int j = i - 1; j >= 0; j--) {
            int verdict = compare_axes(a, axes[j], i);
            if (verdict < 0) break;
            if (verdict > 0) to = j;
        }
        for (int j = i; j > to; j--) axes[j] = axes[j - 1];
        axes[to] = i;
    }
}

static void flat_strides(const nd_array *a, char order, ptrdiff_t *strides) {
    int axes[ND_MAXDIMS];
    if (nd_resolve_order(a, order) != 'K') {
        nd_packed_like(a, order, strides);
        return;
    }
    order_by_walk(a, axes);
    nd_pack_strides(a->dtype.itemsize, a->ndim, a->shape, axes, strides);
}

nd_array *nd_flatten(nd_ctx *c, const nd_array *a, char order, err *e) {
    nd_view   v;
    ptrdiff_t n = (ptrdiff_t)a->size, strides[ND_MAXDIMS];
    nd_array *flat = nd_new(c, a->dtype, 1, &n, 'C', e);
    if (!flat) return NULL;
    flat_strides(a, order, strides);
    nd_view_init(&v, a->dtype, a->ndim, a->shape, strides, flat->data);
    if (nd_copy_into(c, &v.a, a, e)) {
        nd_drop(c, flat);
        return NULL;
    }
    return flat;
}
