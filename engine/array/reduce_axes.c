/* array/reduce_axes.c: which axes go, and what the result looks like. */
#include <string.h>

#include "array/layout.h"
#include "array/order.h"
#include "array/reduce_axes.h"

void nd_axes_one(nd_axes *x, int axis, bool keepdims) {
    *x = (nd_axes){.n = 1, .keepdims = keepdims};
    x->folded[axis] = true;
}

static err_code read_one(const nd_array *a, int axis, nd_axes *x, err *e) {
    if (a->ndim == 0 && (axis == 0 || axis == -1)) return ERR_OK;      /* as NumPy lets a 0-d array pass */
    err_code code = nd_check_axis(&axis, a->ndim, e);
    if (code) return code;
    if (x->folded[axis]) return err_set(e, ERR_VALUE, "duplicate value in 'axis'");
    x->folded[axis] = true;
    x->n++;
    return ERR_OK;
}

err_code nd_axes_read(const nd_array *a, const nd_reduce_options *o, nd_axes *x, err *e) {
    *x = (nd_axes){.keepdims = o && o->keepdims};
    if (!o || o->naxes < 0) {
        for (int i = 0; i < a->ndim; i++) x->folded[i] = true;
        x->n = a->ndim;
        return ERR_OK;
    }
    for (int i = 0; i < o->naxes; i++) {
        err_code code = read_one(a, o->axes[i], x, e);
        if (code) return code;
    }
    return ERR_OK;
}

size_t nd_axes_count(const nd_array *a, const nd_axes *x) {
    size_t n = 1;
    for (int i = 0; i < a->ndim; i++)
        if (x->folded[i]) n *= (size_t)a->shape[i];
    return n;
}

/* Shape of a without the folded axes, or with them at length 1. */
static int outline(const nd_array *a, const nd_axes *x, ptrdiff_t *shape) {
    int n = 0;
    for (int i = 0; i < a->ndim; i++)
        if (!x->folded[i] || x->keepdims) shape[n++] = x->folded[i] ? 1 : a->shape[i];
    return n;
}

/* The result's axes from the outermost in memory on, in the order the iteration over a takes them. */
static void order_of_result(const nd_array *a, const nd_axes *x, int *axes) {
    const nd_array *const one[1] = {a};
    int                   inner_first[ND_MAXDIMS], place[ND_MAXDIMS], n = 0;
    for (int i = 0; i < a->ndim; i++) place[i] = x->folded[i] && !x->keepdims ? -1 : n++;
    nd_iteration_order(a->ndim, 1, one, inner_first);
    n = 0;
    for (int i = a->ndim - 1; i >= 0; i--)
        if (place[inner_first[i]] >= 0) axes[n++] = place[inner_first[i]];
}

nd_array *nd_axes_result(nd_ctx *c, const nd_array *a, const nd_axes *x, nd_dtype d, err *e) {
    ptrdiff_t shape[ND_MAXDIMS] = {0};
    int       axes[ND_MAXDIMS];
    const int n = outline(a, x, shape);
    nd_array *r = nd_new(c, d, n, shape, 'C', e);
    if (!r) return NULL;
    if (n == 0) r->flags |= ND_SCALAR;
    if (n < 2) return r;
    order_of_result(a, x, axes);
    nd_pack_strides(d.itemsize, n, shape, axes, r->strides);
    return r;
}

/* How an output's shape is shown once its axes have been matched with the operand's. */
static err_code refuse_shape(const nd_array *a, const nd_array *out, err *e) {
    char has[ND_SHAPE_TEXT], moved[ND_SHAPE_TEXT], from[ND_SHAPE_TEXT];
    nd_shape_text_compact(out->ndim, out->shape, has);
    nd_shape_text_compact(a->ndim, a->shape, from);
    strcpy(moved, has);
    if (out->ndim == 1) memmove(moved + strlen(moved) - 2, ")", 2);
    return err_set(e, ERR_VALUE, "operands could not be broadcast together with remapped shapes [original->remapped]: %s->%s %s ",
                   has, moved, from);
}

err_code nd_axes_check_out(const nd_array *a, const nd_axes *x, const nd_array *out, const char *name, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    const int n = outline(a, x, shape);
    if (out->ndim != n)
        return err_set(e, ERR_VALUE, "output parameter for reduction operation %s has the wrong number of dimensions: Found %d but expected %d%s",
                       name, out->ndim, n, x->keepdims ? " (must match the operand's when keepdims=True)" : "");
    for (int i = 0; i < n; i++)
        if (out->shape[i] != shape[i]) return refuse_shape(a, out, e);
    return nd_is_writeable(out) ? ERR_OK : err_set(e, ERR_VALUE, "output array is read-only");
}

static void spread(nd_view *v, const nd_array *result, const nd_array *a, const nd_axes *x, bool stretch) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    int       at = 0;
    for (int i = 0; i < a->ndim; i++) {
        shape[i] = x->folded[i] && !stretch ? 1 : a->shape[i];
        strides[i] = x->folded[i] ? 0 : result->strides[at];
        at += !x->folded[i] || x->keepdims;
    }
    nd_view_init(v, result->dtype, a->ndim, shape, strides, result->data);
    v->a.base = nd_owner(result);
}

void nd_axes_stretch(nd_view *v, const nd_array *result, const nd_array *a, const nd_axes *x) { spread(v, result, a, x, true); }

void nd_axes_keep(nd_view *v, const nd_array *result, const nd_array *a, const nd_axes *x) { spread(v, result, a, x, false); }
