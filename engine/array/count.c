/* array/count.c: bincount and weighted averages. */
#include <string.h>

#include "array/reduce_run.h"

static err_code refuse_unsafe(nd_dtype from, const char *to, err *e) {
    char name[ND_DTYPE_TEXT];
    nd_dtype_text(from, name);
    return err_set(e, ERR_TYPE, "Cannot cast array data from dtype('%s') to dtype('%s') according to the rule 'safe'", name, to);
}

/* --- bincount ---------------------------------------------------------------------------------------------- */

static err_code check_bins(const nd_array *a, const nd_array *weights, int64_t minlength, err *e) {
    if (minlength < 0) return err_set(e, ERR_VALUE, "'minlength' must not be negative");
    if (a->ndim > 1) return err_set(e, ERR_VALUE, "object too deep for desired array");
    if (a->ndim < 1) return err_set(e, ERR_VALUE, "object of too small depth for desired array");
    if (nd_is_inexact(a->dtype) || !nd_is_numeric(a->dtype)) return refuse_unsafe(a->dtype, "int64", e);
    if (!weights) return ERR_OK;
    if (!nd_is_numeric(weights->dtype) || nd_is_complex(weights->dtype)) return refuse_unsafe(weights->dtype, "float64", e);
    if (weights->ndim > 1) return err_set(e, ERR_VALUE, "object too deep for desired array");
    if (weights->ndim != 1 || weights->size != a->size) return err_set(e, ERR_VALUE, "The weights and list don't have the same length.");
    return ERR_OK;
}

static err_code longest(const int64_t *x, size_t n, int64_t minlength, ptrdiff_t *length, err *e) {
    int64_t most = minlength - 1, least = 0;
    for (size_t i = 0; i < n; i++) {
        most = x[i] > most ? x[i] : most;
        least = x[i] < least ? x[i] : least;
    }
    if (least < 0) return err_set(e, ERR_VALUE, "'list' argument must have no negative elements");
    if (most == INT64_MAX) return err_set(e, ERR_VALUE, "Maximum allowed dimension exceeded");
    *length = (ptrdiff_t)(most + 1);
    return ERR_OK;
}

static void add_up(const int64_t *x, const double *w, size_t n, nd_array *r) {
    int64_t *counts = (int64_t *)(void *)r->data;
    double  *sums = (double *)(void *)r->data;
    memset(r->data, 0, nd_nbytes(r));
    for (size_t i = 0; i < n; i++) {
        if (w) sums[x[i]] += w[i];
        else counts[x[i]]++;
    }
}

nd_array *nd_bincount(nd_ctx *c, const nd_array *a, const nd_array *weights, int64_t minlength, err *e) {
    nd_array *bins = NULL, *w = NULL, *r = NULL;
    ptrdiff_t length = 0;
    if (check_bins(a, weights, minlength, e)) return NULL;
    bins = nd_astype(c, a, nd_dtype_of(ND_I64), 'C', e);
    if (!bins) goto done;
    if (weights) {
        w = nd_astype(c, weights, nd_dtype_of(ND_F64), 'C', e);
        if (!w) goto done;
    }
    const int64_t *x = (const int64_t *)(const void *)bins->data;
    if (longest(x, bins->size, minlength, &length, e)) goto done;
    r = nd_new(c, nd_dtype_of(w ? ND_F64 : ND_I64), 1, &length, 'C', e);
    if (r) add_up(x, w ? (const double *)(const void *)w->data : NULL, bins->size, r);
done:
    nd_drop(c, bins);
    nd_drop(c, w);
    return r;
}

/* --- average ------------------------------------------------------------------------------------------------- */

static bool same_shape(const nd_array *a, const nd_array *b) {
    if (a->ndim != b->ndim) return false;
    for (int i = 0; i < a->ndim; i++)
        if (a->shape[i] != b->shape[i]) return false;
    return true;
}

/* v = the weights with a's shape: as they are, or 1-d ones laid along the axis. */
static err_code lay_weights(nd_view *v, const nd_array *a, int axis, const nd_array *weights, err *e) {
    if (same_shape(a, weights)) {
        nd_view_of(v, weights);
        return ERR_OK;
    }
    if (axis == ND_MAXDIMS) return err_set(e, ERR_TYPE, "Axis must be specified when shapes of a and weights differ.");
    if (weights->ndim != 1 || weights->shape[0] != a->shape[axis])
        return err_set(e, ERR_VALUE, "Shape of weights must be consistent with shape of a along specified axis.");
    ptrdiff_t strides[ND_MAXDIMS];
    for (int i = 0; i < a->ndim; i++) strides[i] = i == axis ? weights->strides[0] : 0;
    nd_view_init(v, weights->dtype, a->ndim, a->shape, strides, weights->data);
    return ERR_OK;
}

static bool has_zero(const nd_array *a) {
    for (size_t i = 0; i < a->size; i++)
        if (!nd_scalar_is_true(nd_load(a->dtype, a->data + i * a->dtype.itemsize))) return true;
    return false;
}

static nd_array *weighted(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_array *w, err *e) {
    nd_array        *scale = NULL, *scaled = NULL, *sum = NULL, *r = NULL, *out[2] = {NULL, NULL};
    const nd_array  *in[2] = {a, w};
    nd_ufunc_options o = {.has_dtype = true, .dtype = nd_promote_types(a->dtype, w->dtype)};
    if (!nd_is_inexact(a->dtype)) o.dtype = nd_promote_types(o.dtype, nd_dtype_of(ND_F64));
    scale = nd_reduce_sum(c, w, x, o.dtype, NULL, e);
    if (!scale) goto done;
    if (has_zero(scale)) {
        err_set(e, ERR_ZERODIV, "Weights sum to zero, can't be normalized");
        goto done;
    }
    if (nd_ufunc(c, ND_MULTIPLY, in, &o, out, e)) goto done;
    scaled = out[0];
    sum = nd_reduce_sum(c, scaled, x, o.dtype, NULL, e);
    if (sum) r = nd_ufunc2(c, ND_DIVIDE, sum, scale, e);
done:
    nd_drop(c, scale);
    nd_drop(c, scaled);
    nd_drop(c, sum);
    return r;
}

nd_array *nd_average(nd_ctx *c, const nd_array *a, int axis, const nd_array *weights, err *e) {
    nd_axes x;
    nd_view w;
    if (axis == ND_MAXDIMS) {
        if (nd_axes_read(a, NULL, &x, e)) return NULL;
    } else {
        if (nd_check_axis(&axis, a->ndim, e)) return err_context(e, "axis"), NULL;
        nd_axes_one(&x, axis, false);
    }
    if (!weights) return nd_moments(c, ND_MEAN, a, &x, NULL, e);
    if (!nd_is_numeric(a->dtype) || !nd_is_numeric(weights->dtype)) return nd_moments(c, ND_MEAN, a, &x, NULL, e);
    if (lay_weights(&w, a, axis, weights, e)) return NULL;
    return weighted(c, a, &x, &w.a, e);
}
