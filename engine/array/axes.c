/* array/axes.c: axes put in another order, added and dropped. Always views. */
#include <string.h>

#include "array/shape.h"

/* A view of a whose axis i is a's axis axes[i]. */
static nd_array *permuted(nd_ctx *c, nd_array *a, const int *axes, err *e) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    for (int i = 0; i < a->ndim; i++) {
        shape[i] = a->shape[axes[i]];
        strides[i] = a->strides[axes[i]];
    }
    return nd_new_view(c, a, a->dtype, a->ndim, shape, strides, a->data, e);
}

/* Axes checked and counted from 0. `twice` is the complaint about repeats, which also keeps
 * out within ndim entries. */
static err_code check_axes(int n, const int *axes, int ndim, const char *twice, int *out, err *e) {
    bool seen[ND_MAXDIMS] = {false};
    for (int i = 0; i < n; i++) {
        int      axis = axes[i];
        err_code code = nd_check_axis(&axis, ndim, e);
        if (code) return code;
        if (seen[axis]) return err_set(e, ERR_VALUE, "%s", twice);
        seen[axis] = true;
        out[i] = axis;
    }
    return ERR_OK;
}

/* AxisError with the argument's name in front. */
static err_code check_named_axis(int *axis, int ndim, const char *name, err *e) {
    err_code code = nd_check_axis(axis, ndim, e);
    if (code) err_context(e, "%s", name);
    return code;
}

nd_array *nd_transpose(nd_ctx *c, nd_array *a, int naxes, const int *axes, err *e) {
    int order[ND_MAXDIMS];
    if (!axes) {
        for (int i = 0; i < a->ndim; i++) order[i] = a->ndim - 1 - i;
        return permuted(c, a, order, e);
    }
    if (naxes != a->ndim) return err_set(e, ERR_VALUE, "axes don't match array"), NULL;
    if (check_axes(naxes, axes, a->ndim, "repeated axis in transpose", order, e)) return NULL;
    return permuted(c, a, order, e);
}

nd_array *nd_swapaxes(nd_ctx *c, nd_array *a, int axis1, int axis2, err *e) {
    int order[ND_MAXDIMS];
    if (check_named_axis(&axis1, a->ndim, "axis1", e)) return NULL;
    if (check_named_axis(&axis2, a->ndim, "axis2", e)) return NULL;
    for (int i = 0; i < a->ndim; i++) order[i] = i;
    order[axis1] = axis2;
    order[axis2] = axis1;
    return permuted(c, a, order, e);
}

static err_code check_moves(int n, const int *axes, int ndim, bool source, int *out, err *e) {
    const char *twice = source ? "repeated axis in `source` argument" : "repeated axis in `destination` argument";
    err_code    code = check_axes(n, axes, ndim, twice, out, e);
    return code == ERR_AXIS ? err_context(e, "%s", source ? "source" : "destination") : code;
}

nd_array *nd_moveaxis(nd_ctx *c, nd_array *a, int n, const int *source, const int *destination, err *e) {
    int  from[ND_MAXDIMS], to[ND_MAXDIMS], order[ND_MAXDIMS];
    bool moved[ND_MAXDIMS] = {false}, filled[ND_MAXDIMS] = {false};
    if (check_moves(n, source, a->ndim, true, from, e)) return NULL;
    if (check_moves(n, destination, a->ndim, false, to, e)) return NULL;
    for (int i = 0; i < n; i++) {
        order[to[i]] = from[i];
        filled[to[i]] = moved[from[i]] = true;
    }
    for (int i = 0, next = 0; i < a->ndim; i++) {
        if (filled[i]) continue;
        while (moved[next]) next++;
        order[i] = next++;
    }
    return permuted(c, a, order, e);
}

nd_array *nd_rollaxis(nd_ctx *c, nd_array *a, int axis, int start, err *e) {
    int order[ND_MAXDIMS], n = a->ndim, given = start;
    if (nd_check_axis(&axis, n, e)) return NULL;
    if (start < 0) start += n;
    if (start < 0 || start > n)
        return err_set(e, ERR_AXIS, "'start' arg requires %d <= start < %d, but %d was passed in", -n, n + 1, given), NULL;
    if (axis < start) start--;
    for (int i = 0, next = 0; i < n; i++) {
        if (i == start) {
            order[i] = axis;
            continue;
        }
        if (next == axis) next++;
        order[i] = next++;
    }
    return permuted(c, a, order, e);
}

nd_array *nd_squeeze(nd_ctx *c, nd_array *a, int naxes, const int *axes, err *e) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    int       named[ND_MAXDIMS], n = 0;
    bool      drop[ND_MAXDIMS] = {false};
    if (naxes >= 0 && check_axes(naxes, axes, a->ndim, "duplicate value in 'axis'", named, e)) return NULL;
    for (int i = 0; i < naxes; i++) drop[named[i]] = true;
    for (int i = 0; i < a->ndim; i++) {
        if (drop[i] && a->shape[i] != 1)
            return err_set(e, ERR_VALUE, "cannot select an axis to squeeze out which has size not equal to one"), NULL;
        if (naxes < 0 ? a->shape[i] == 1 : drop[i]) continue;
        shape[n] = a->shape[i];
        strides[n++] = a->strides[i];
    }
    return nd_new_view(c, a, a->dtype, n, shape, strides, a->data, e);
}

nd_array *nd_expand_dims(nd_ctx *c, nd_array *a, int naxes, const int *axes, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    int       new[ND_MAXDIMS], ndim = a->ndim + naxes;
    bool      is_new[ND_MAXDIMS] = {false};
    size_t    size;
    if (ndim > ND_MAXDIMS && nd_shape_size(ndim, a->shape, 1, &size, e)) return NULL;
    if (check_axes(naxes, axes, ndim, "repeated axis", new, e)) return NULL;
    for (int i = 0; i < naxes; i++) is_new[new[i]] = true;
    for (int i = 0, old = 0; i < ndim; i++) shape[i] = is_new[i] ? 1 : a->shape[old++];
    return nd_reshape(c, a, ndim, shape, 'C', e);
}

/* 1-d (n) becomes (1, n) and (1, n, 1); 2-d (m, n) becomes (m, n, 1). New axes have stride 0. */
nd_array *nd_atleast(nd_ctx *c, nd_array *a, int ndim, err *e) {
    ptrdiff_t shape[3] = {1, 1, 1}, strides[3] = {0, 0, 0};
    if (a->ndim >= ndim) return a;
    int first = a->ndim == 1 ? 1 : 0;
    for (int i = 0; i < a->ndim; i++) {
        shape[first + i] = a->shape[i];
        strides[first + i] = a->strides[i];
    }
    return nd_new_view(c, a, a->dtype, ndim, shape, strides, a->data, e);
}

nd_array *nd_flip(nd_ctx *c, nd_array *a, int naxes, const int *axes, err *e) {
    nd_view v;
    int     turned[ND_MAXDIMS];
    if (naxes >= 0 && check_axes(naxes, axes, a->ndim, "repeated axis", turned, e)) return NULL;
    nd_view_of(&v, a);
    if (naxes < 0) naxes = a->ndim, axes = NULL;
    for (int i = 0; i < naxes; i++) {
        int axis = axes ? turned[i] : i;
        if (a->shape[axis] > 0) v.a.data += a->strides[axis] * (a->shape[axis] - 1);
        v.a.strides[axis] = -a->strides[axis];
    }
    return nd_box_view(c, &v, e);
}

nd_array *nd_rot90(nd_ctx *c, nd_array *a, int k, int axis1, int axis2, err *e) {
    int  n = a->ndim, turns = ((k % 4) + 4) % 4, gap = axis1 - axis2;
    bool known = axis1 >= -n && axis1 < n && axis2 >= -n && axis2 < n;
    if (gap == 0 || gap == n || gap == -n) return err_set(e, ERR_VALUE, "Axes must be different."), NULL;
    if (!known)
        return err_set(e, ERR_VALUE, "Axes=(%d, %d) out of range for array of ndim=%d.", axis1, axis2, n), NULL;
    if (axis1 < 0) axis1 += n;
    if (axis2 < 0) axis2 += n;
    int       both[2] = {axis1, axis2};
    nd_array *half, *turned;
    if (turns == 0 || turns == 2) return nd_flip(c, a, turns, both, e);
    if (turns == 1) {
        half = nd_flip(c, a, 1, &axis2, e);
        turned = half ? nd_swapaxes(c, half, axis1, axis2, e) : NULL;
    } else {
        half = nd_swapaxes(c, a, axis1, axis2, e);
        turned = half ? nd_flip(c, half, 1, &axis2, e) : NULL;
    }
    nd_drop(c, half);
    return turned;
}
