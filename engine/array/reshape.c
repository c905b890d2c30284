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

/* Old axes of length 1 say nothing. Fortran order is C order with the axes turned round. */
static int take_long_axes(const nd_array *a, bool fortran, ptrdiff_t *shape, ptrdiff_t *strides) {
    int n = 0;
    for (int i = 0; i < a->ndim; i++) {
        int axis = fortran ? a->ndim - 1 - i : i;
        if (a->shape[axis] == 1) continue;
        shape[n] = a->shape[axis];
        strides[n++] = a->strides[axis];
    }
    return n;
}

static bool is_even(const ptrdiff_t *shape, const ptrdiff_t *strides, int from, int to) {
    for (int i = from; i + 1 < to; i++)
        if (strides[i] != strides[i + 1] * shape[i + 1]) return false;
    return true;
}

static void reverse(ptrdiff_t *x, int n) {
    for (int i = 0; i < n / 2; i++) {
        ptrdiff_t t = x[i];
        x[i] = x[n - 1 - i];
        x[n - 1 - i] = t;
    }
}

/* want and out both in C order of the walk. */
static bool split_groups(int nold, const ptrdiff_t *shape, const ptrdiff_t *strides, int ndim,
                         const ptrdiff_t *want, ptrdiff_t *out) {
    int old = 0, new = 0;
    while (old < nold && new < ndim) {
        int       old_end = old + 1, new_end = new + 1;
        ptrdiff_t old_size = shape[old], new_size = want[new];
        while (old_size != new_size)
            if (new_size < old_size) new_size *= want[new_end++];
            else old_size *= shape[old_end++];
        if (!is_even(shape, strides, old, old_end)) return false;
        ptrdiff_t step = strides[old_end - 1];
        for (int i = new_end - 1; i >= new; i--) {
            out[i] = step;
            step *= want[i];
        }
        old = old_end;
        new = new_end;
    }
    for (; new < ndim; new++) out[new] = new ? out[new - 1] : 0;     /* lengths of 1 at the end */
    return true;
}

static bool find_strides(const nd_array *a, int ndim, const ptrdiff_t *want, bool fortran, ptrdiff_t *out) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS], turned[ND_MAXDIMS];
    int       n = take_long_axes(a, fortran, shape, strides);
    for (int i = 0; i < ndim; i++) turned[i] = want[fortran ? ndim - 1 - i : i];
    if (!split_groups(n, shape, strides, ndim, turned, out)) return false;
    if (fortran) reverse(out, ndim);
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

nd_array *nd_flatten(nd_ctx *c, const nd_array *a, char order, err *e) {
    nd_view   v;
    ptrdiff_t n = (ptrdiff_t)a->size, strides[ND_MAXDIMS];
    nd_array *flat = nd_new(c, a->dtype, 1, &n, 'C', e);
    if (!flat) return NULL;
    nd_packed_like(a, order, strides);
    nd_view_init(&v, a->dtype, a->ndim, a->shape, strides, flat->data);
    if (nd_copy_into(c, &v.a, a, e)) {
        nd_drop(c, flat);
        return NULL;
    }
    return flat;
}
