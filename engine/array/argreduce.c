/* array/argreduce.c: where the least or greatest element is. */
#include "array/datetime.h"
#include "array/element.h"
#include "array/kernels.h"
#include "array/ops.h"
#include "array/reduce_run.h"
#include "base/mem.h"

static const char *const names[] = {[ND_ARGMIN] = "argmin", [ND_ARGMAX] = "argmax", [ND_NANARGMIN] = "nanargmin", [ND_NANARGMAX] = "nanargmax"};

static bool is_max(nd_argreduction op) { return op == ND_ARGMAX || op == ND_NANARGMAX; }

/* --- other than numbers -------------------------------------------------------------------------------------------------- */

/* The first NaT ends the search. */
static size_t find_other(nd_dtype d, const char *p, ptrdiff_t stride, size_t n, bool max) {
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        const char *here = p + (ptrdiff_t)i * stride, *best = p + (ptrdiff_t)at * stride;
        if (nd_is_time(d) && nd_load(d, here).u.i == ND_NAT) return i;
        const int order = nd_element_order(d, here, best);
        if (max ? order > 0 : order < 0) at = i;
    }
    return at;
}

/* --- one row after another --------------------------------------------------------------------------------- */

static size_t find(const nd_array *a, const char *p, ptrdiff_t stride, size_t n, bool max) {
    const nd_kernels *t = nd_kernel_table();
    if (!nd_is_numeric(a->dtype)) return find_other(a->dtype, p, stride, n, max);
    return (max ? t->argmax : t->argmin)[a->dtype.type](p, stride, n);
}

/* Results are written in C order of the axes that stay. */
static void find_all(const nd_array *a, int axis, bool max, int64_t *out) {
    nd_view         rest;
    nd_walk         w;
    const nd_array *ops[1] = {&rest.a};
    const size_t    n = (size_t)a->shape[axis];
    nd_view_of(&rest, a);
    rest.a.shape[axis] = 1;
    rest.a.size = a->size / n;
    for (nd_walk_init(&w, 1, ops, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++)
            *out++ = (int64_t)find(a, w.p[0] + (ptrdiff_t)i * w.stride[0], a->strides[axis], n, max);
}

static err_code check_out(const nd_array *out, const nd_array *r, const char *name, err *e) {
    bool same = out->ndim == r->ndim;
    char text[ND_DTYPE_TEXT];
    for (int i = 0; same && i < out->ndim; i++) same = out->shape[i] == r->shape[i];
    if (!same) return err_set(e, ERR_VALUE, "output array does not match result of np.%s.", name);
    nd_dtype_text(out->dtype, text);
    if (nd_is_inexact(out->dtype) || !nd_is_numeric(out->dtype) || out->dtype.type == ND_BOOL)
        return err_set(e, ERR_TYPE, "Cannot cast array data from dtype('%s') to dtype('int64') according to the rule 'safe'", text);
    return nd_is_writeable(out) ? ERR_OK : err_set(e, ERR_VALUE, "output array is read-only");
}

/* The array to search: flat when no axis is given, with the length-1 shape to keep. */
typedef struct request {
    const nd_array *a;
    nd_axes         x;       /* of the original, for the result's shape */
    int             axis;
    nd_view         flat;
    nd_array       *copy;
} request;

static err_code flatten(nd_ctx *c, request *q, err *e) {
    const ptrdiff_t n = (ptrdiff_t)q->a->size, step = (ptrdiff_t)q->a->dtype.itemsize;
    if (!nd_is_c_contiguous(q->a)) {
        q->copy = nd_copy(c, q->a, 'C', e);
        if (!q->copy) return ERR_MEMORY;
    }
    nd_view_init(&q->flat, q->a->dtype, 1, &n, &step, (q->copy ? q->copy : q->a)->data);
    q->a = &q->flat.a;
    q->axis = 0;
    return ERR_OK;
}

static nd_array *new_result(nd_ctx *c, const nd_array *a, const nd_axes *x, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    int       n = 0;
    for (int i = 0; i < a->ndim; i++)
        if (!x->folded[i] || x->keepdims) shape[n++] = x->folded[i] ? 1 : a->shape[i];
    nd_array *r = nd_new(c, nd_dtype_of(ND_I64), n, shape, 'C', e);
    if (r && n == 0) r->flags |= ND_SCALAR;
    return r;
}

static nd_array *search(nd_ctx *c, nd_argreduction op, const nd_array *a, int axis, bool keepdims, nd_array *out, err *e) {
    const char *name = names[is_max(op) ? ND_ARGMAX : ND_ARGMIN];
    request     q = {.a = a, .axis = axis};
    nd_array   *r = NULL;
    if (a->dtype.type == ND_VOID) return err_set(e, ERR_TYPE, "data type not ordered"), NULL;
    if (axis == ND_MAXDIMS || a->ndim == 0) {
        if (axis != ND_MAXDIMS && axis != 0 && axis != -1 && nd_check_axis(&axis, 0, e)) return NULL;
        if (nd_axes_read(a, NULL, &q.x, e) || flatten(c, &q, e)) goto done;
        q.x.keepdims = keepdims;
    } else {
        if (nd_check_axis(&q.axis, a->ndim, e)) return NULL;
        nd_axes_one(&q.x, q.axis, keepdims);
    }
    r = new_result(c, a, &q.x, e);
    if (!r) goto done;
    if (q.a->shape[q.axis] == 0) {
        err_set(e, ERR_VALUE, "attempt to get %s of an empty sequence", name);
        nd_drop(c, r), r = NULL;
    } else if (out && check_out(out, r, name, e)) nd_drop(c, r), r = NULL;
    else if (r->size > 0) find_all(q.a, q.axis, is_max(op), (int64_t *)(void *)r->data);
    c->bill.elements += a->size;
done:
    nd_drop(c, q.copy);
    return nd_deliver_take(c, r, out, e);
}

/* A slice of nothing but NaN has no answer. */
static err_code check_all_nan(nd_ctx *c, const nd_array *nan, int axis, err *e) {
    nd_axes x;
    if (nd_axes_read(nan, NULL, &x, e)) return ERR_AXIS;
    if (axis != ND_MAXDIMS && nan->ndim > 0) {
        if (nd_check_axis(&axis, nan->ndim, e)) return ERR_AXIS;
        nd_axes_one(&x, axis, false);
    }
    nd_axes   every;
    nd_array *all = nd_reduce_run(c, ND_LOGICAL_AND, nan, &x, NULL, e), *any = NULL;
    if (all && !nd_axes_read(all, NULL, &every, e)) any = nd_reduce_run(c, ND_LOGICAL_OR, all, &every, NULL, e);
    err_code code = any ? ERR_OK : ERR_MEMORY;
    if (any && nd_axes_count(nan, &x) > 0 && nd_load(any->dtype, any->data).u.b)
        code = err_set(e, ERR_VALUE, "All-NaN slice encountered");
    nd_drop(c, any);
    nd_drop(c, all);
    return code;
}

nd_array *nd_argreduce(nd_ctx *c, nd_argreduction op, const nd_array *a, int axis, bool keepdims, nd_array *out, err *e) {
    nd_array *copy = NULL, *nan = NULL, *r = NULL;
    if ((op != ND_NANARGMIN && op != ND_NANARGMAX) || !nd_is_inexact(a->dtype)) return search(c, op, a, axis, keepdims, out, e);
    if (!nd_replace_nan(c, a, is_max(op) ? -1.0 / 0.0 : 1.0 / 0.0, &copy, &nan, e) && !check_all_nan(c, nan, axis, e))
        r = search(c, op, copy, axis, keepdims, out, e);
    nd_drop(c, copy);
    nd_drop(c, nan);
    return r;
}
