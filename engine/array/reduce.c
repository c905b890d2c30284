/* array/reduce.c: the reductions by name: most are an operation folded over axes. */
#include <string.h>

#include "array/index.h"
#include "array/kernels.h"
#include "array/reduce_run.h"

static nd_array *reduce_ptp(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    nd_reduce_options plain = {.naxes = o ? o->naxes : -1};
    nd_array         *high = NULL, *low = NULL, *out[2] = {NULL, NULL};
    if (o && o->out && nd_axes_check_out(a, x, o->out, "maximum", e)) return NULL;
    high = nd_reduce_run(c, ND_MAXIMUM, a, x, &plain, e);
    if (high) low = nd_reduce_run(c, ND_MINIMUM, a, x, &plain, e);
    if (low) {
        const nd_array  *in[2] = {high, low};
        nd_ufunc_options into = {.out = {o ? o->out : NULL, NULL}};
        if (nd_ufunc(c, ND_SUBTRACT, in, &into, out, e)) out[0] = NULL;
    }
    nd_drop(c, low);
    nd_drop(c, high);
    return out[0];
}

static nd_array *count_nonzero(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    nd_array *truth = NULL;
    if (x->n == a->ndim && !x->keepdims && !(o && (o->where || o->out))) {
        const int64_t count = (int64_t)nd_count_true(a);
        nd_array     *total = nd_new(c, nd_dtype_of(ND_I64), 0, NULL, 'C', e);
        if (!total) return NULL;
        memcpy(total->data, &count, sizeof count);
        total->flags |= ND_SCALAR;
        c->bill.elements += a->size;
        return total;
    }
    if (a->dtype.type != ND_BOOL) {
        truth = nd_astype(c, a, nd_dtype_of(ND_BOOL), 'K', e);
        if (!truth) return NULL;
        a = truth;
    }
    nd_array *r = nd_reduce_sum(c, a, x, nd_dtype_of(ND_I64), o ? o->where : NULL, e);
    nd_drop(c, truth);
    return nd_deliver_take(c, r, o ? o->out : NULL, e);
}

/* --- NaN left out -------------------------------------------------------------------------------------------- */

err_code nd_replace_nan(nd_ctx *c, const nd_array *a, double value, nd_array **copy, nd_array **mask, err *e) {
    nd_view         number;
    const nd_array *in[1];
    *copy = *mask = NULL;
    if (!nd_is_inexact(a->dtype)) return ERR_OK;
    *mask = nd_ufunc1(c, ND_ISNAN, a, e);
    if (*mask) *copy = nd_copy(c, a, 'K', e);
    if (!*copy) return ERR_MEMORY;
    nd_view_scalar(&number, nd_dtype_of(ND_F64), &value, ND_WEAK);
    const nd_ufunc_options only = {.out = {*copy, NULL}, .where = *mask};
    nd_array              *out[2];
    in[0] = &number.a;
    return nd_ufunc(c, ND_POSITIVE, in, &only, out, e);
}

static nd_array *reduce_without_nan(nd_ctx *c, nd_op op, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    nd_array *copy, *mask, *r = NULL;
    if (!nd_replace_nan(c, a, op == ND_ADD ? 0 : 1, &copy, &mask, e)) r = nd_reduce_run(c, op, copy ? copy : a, x, o, e);
    nd_drop(c, copy);
    nd_drop(c, mask);
    return r;
}

static err_code has_nan(nd_ctx *c, const nd_array *a, bool *yes, err *e) {
    nd_array *nan = nd_ufunc1(c, ND_ISNAN, a, e), *any = NULL;
    nd_axes   all;
    if (nan && !nd_axes_read(nan, NULL, &all, e)) any = nd_reduce_run(c, ND_LOGICAL_OR, nan, &all, NULL, e);
    if (any) *yes = nd_load(any->dtype, any->data).u.b;
    const err_code code = any ? ERR_OK : ERR_MEMORY;
    nd_drop(c, any);
    nd_drop(c, nan);
    return code;
}

static nd_array *extreme_without_nan(nd_ctx *c, nd_op op, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    nd_array *r = nd_reduce_run(c, op, a, x, o, e);
    bool      nan = false;
    if (!r || !nd_is_inexact(r->dtype)) return r;
    if (has_nan(c, r, &nan, e)) {
        if (!o || r != o->out) nd_drop(c, r);
        return NULL;
    }
    if (nan) nd_warn(c, "RuntimeWarning", "All-NaN slice encountered");
    return r;
}

/* --- the front -------------------------------------------------------------------------------------------------- */

nd_array *nd_reduce(nd_ctx *c, nd_reduction op, const nd_array *a, const nd_reduce_options *o, err *e) {
    nd_axes x;
    if (nd_axes_read(a, o, &x, e)) return NULL;
    switch (op) {
    case ND_SUM: return nd_reduce_run(c, ND_ADD, a, &x, o, e);
    case ND_PROD: return nd_reduce_run(c, ND_MULTIPLY, a, &x, o, e);
    case ND_MIN: return nd_reduce_run(c, ND_MINIMUM, a, &x, o, e);
    case ND_MAX: return nd_reduce_run(c, ND_MAXIMUM, a, &x, o, e);
    case ND_ANY: return nd_reduce_run(c, ND_LOGICAL_OR, a, &x, o, e);
    case ND_ALL: return nd_reduce_run(c, ND_LOGICAL_AND, a, &x, o, e);
    case ND_PTP: return reduce_ptp(c, a, &x, o, e);
    case ND_COUNT_NONZERO: return count_nonzero(c, a, &x, o, e);
    case ND_NANSUM: return reduce_without_nan(c, ND_ADD, a, &x, o, e);
    case ND_NANPROD: return reduce_without_nan(c, ND_MULTIPLY, a, &x, o, e);
    case ND_NANMIN: return extreme_without_nan(c, ND_FMIN, a, &x, o, e);
    case ND_NANMAX: return extreme_without_nan(c, ND_FMAX, a, &x, o, e);
    case ND_MEAN:
    case ND_VAR:
    case ND_STD:
    case ND_NANMEAN:
    case ND_NANVAR:
    case ND_NANSTD: return nd_moments(c, op, a, &x, o, e);
    case ND_NREDUCTIONS: break;
    }
    err_set(e, ERR_INTERNAL, "no such reduction");
    return NULL;
}

nd_array *nd_ufunc_reduce(nd_ctx *c, nd_op op, const nd_array *a, const nd_reduce_options *o, err *e) {
    nd_axes x;
    if (nd_op_nin(op) != 2) {
        err_set(e, ERR_VALUE, "reduce only supported for binary functions");
        return NULL;
    }
    if (nd_op_nout(op) != 1) {
        err_set(e, ERR_VALUE, "reduce only supported for functions returning a single value");
        return NULL;
    }
    if (nd_axes_read(a, o, &x, e)) return NULL;
    return nd_reduce_run(c, op, a, &x, o, e);
}

double nd_pairwise_sum(const char *p, ptrdiff_t stride, size_t n) {
    double          sum = -0.0;
    char *const     at[2] = {(char *)&sum, (char *)(uintptr_t)p};
    const ptrdiff_t strides[2] = {0, stride};
    nd_kernel_table()->fold[ND_ADD][ND_F64](at, strides, n);
    return sum;
}
