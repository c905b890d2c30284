/* array/cumulate.c: running results along an axis, and differences.
 *
 * Sums here are sequential, not pairwise: each result is the one before it and one element. */
#include <string.h>

#include "array/kernels.h"
#include "array/layout.h"
#include "array/ops.h"
#include "array/reduce_run.h"
#include "array/resolve.h"
#include "array/ufunc_run.h"

typedef struct scan {
    nd_op    op;
    nd_dtype type;
    nd_loop *along;      /* a whole row at once; NULL: element by element */
    nd_loop *step;
} scan;

static err_code pick_scan(nd_op op, const nd_array *a, const nd_dtype *dtype, const nd_array *out, scan *s, err *e) {
    const nd_kernels     *t = nd_kernel_table();
    const nd_array *const twice[2] = {a, a};
    nd_plan               plan;
    nd_dtype              want = dtype ? *dtype : out ? out->dtype : a->dtype;
    if ((a->dtype.type == ND_STR || a->dtype.type == ND_BYTES) && op == ND_ADD) {
        char     one[ND_DTYPE_TEXT], two[ND_DTYPE_TEXT];
        nd_dtype doubled = a->dtype;
        doubled.itemsize *= 2;
        nd_dtype_text(a->dtype, one);
        nd_dtype_text(doubled, two);
        return err_set(e, ERR_TYPE, "the resolved dtypes are not compatible with add.accumulate. Resolved (dtype('%s'), dtype('%s'), dtype('%s'))", one, one, two);
    }
    if (!nd_is_numeric(a->dtype) && !nd_is_time(a->dtype)) return nd_refuse_types(op, twice, e);
    if (!dtype && !out && (op == ND_ADD || op == ND_MULTIPLY)) want = nd_sum_type(want);
    if (nd_op_is_logical(op)) want = nd_dtype_of(ND_BOOL);
    if (!nd_plan_for(op, want, &plan)) return nd_refuse_types(op, twice, e);
    if (!nd_dtype_equal(plan.in[0], plan.out[0]))
        return err_set(e, ERR_TYPE, "No loop matching the specified signature and casting was found for ufunc %s", nd_op_name(op));
    *s = (scan){.op = op, .type = plan.in[0], .step = plan.loop};
    if (nd_is_time(plan.in[0])) return ERR_OK;
    if (op == ND_ADD) s->along = t->cumsum[plan.in[0].type];
    if (op == ND_MULTIPLY) s->along = t->cumprod[plan.in[0].type];
    return ERR_OK;
}

/* --- running ----------------------------------------------------------------------------------------------- */

/* v = a at one place along the axis. */
static void slice_at(nd_view *v, const nd_array *a, int axis, ptrdiff_t i) {
    nd_view_of(v, a);
    v->a.data += i * a->strides[axis];
    v->a.shape[axis] = 1;
    v->a.size = a->shape[axis] ? a->size / (size_t)a->shape[axis] : 0;
}

/* Each row of r is scanned in place. */
static void scan_rows(const scan *s, nd_array *r, int axis) {
    nd_view         rest;
    nd_walk         w;
    const nd_array *ops[1] = {&rest.a};
    const ptrdiff_t stride[2] = {r->strides[axis], r->strides[axis]};
    slice_at(&rest, r, axis, 0);
    for (nd_walk_init(&w, 1, ops, false); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            char *const p[2] = {w.p[0] + (ptrdiff_t)i * w.stride[0], w.p[0] + (ptrdiff_t)i * w.stride[0]};
            s->along(p, stride, (size_t)r->shape[axis]);
        }
}

/* Slice after slice along the axis: result[i] = result[i - 1] op input[i]; r holds the input. */
static void scan_slices(const scan *s, nd_array *r, int axis) {
    nd_view         before, here;
    nd_walk         w;
    const nd_array *ops[2] = {&before.a, &here.a};
    for (ptrdiff_t i = 1; i < r->shape[axis]; i++) {
        slice_at(&before, r, axis, i - 1);
        slice_at(&here, r, axis, i);
        for (nd_walk_init(&w, 2, ops, false); w.more; nd_walk_next(&w)) {
            char *const     p[3] = {w.p[0], w.p[1], w.p[1]};
            const ptrdiff_t stride[3] = {w.stride[0], w.stride[1], w.stride[1]};
            s->step(p, stride, w.n);
        }
    }
}

/* The fastest axis by rows, others by slices: both read memory in order. */
static bool is_fastest(const nd_array *r, int axis) {
    int axes[ND_MAXDIMS];
    nd_order_by_stride(r, axes);
    return axes[r->ndim - 1] == axis;
}

static nd_array *run_scan(nd_ctx *c, const scan *s, const nd_array *a, int axis, err *e) {
    const nd_array *const one[1] = {a};
    nd_array             *r = nd_new_like_operands(c, s->type, a, 1, one, e);
    if (!r) return NULL;
    if (nd_copy_into(c, r, a, e)) return nd_drop(c, r), NULL;
    nd_fp_clear();
    if (s->along && (r->ndim == 1 || is_fastest(r, axis))) scan_rows(s, r, axis);
    else if (r->size > 0) scan_slices(s, r, axis);
    const unsigned flags = nd_fp_flags();
    if (nd_ops[s->op].watch && flags) nd_warn_flags(c, flags, "accumulate");
    return r;
}

static err_code check_out(const nd_array *out, const nd_array *r, err *e) {
    bool same = out->ndim == r->ndim;
    for (int i = 0; same && i < out->ndim; i++) same = out->shape[i] == r->shape[i];
    if (!same) {
        char has[ND_SHAPE_TEXT], from[ND_SHAPE_TEXT];
        nd_shape_text_compact(out->ndim, out->shape, has);
        nd_shape_text_compact(r->ndim, r->shape, from);
        return err_set(e, ERR_VALUE, "operands could not be broadcast together with remapped shapes [original->remapped]: %s->%s %s->%s ", has, has, from, from);
    }
    return nd_is_writeable(out) ? ERR_OK : err_set(e, ERR_VALUE, "output array is read-only");
}

/* --- the front ------------------------------------------------------------------------------------------------ */

static nd_array *accumulate(nd_ctx *c, nd_op op, const nd_array *a, int axis, const nd_dtype *dtype, nd_array *out, err *e) {
    scan      s;
    nd_array *r;
    if (nd_check_axis(&axis, a->ndim, e) || pick_scan(op, a, dtype, out, &s, e)) return NULL;
    r = run_scan(c, &s, a, axis, e);
    if (r && out && check_out(out, r, e)) nd_drop(c, r), r = NULL;
    return nd_deliver_take(c, r, out, e);
}

/* A 1-d array of all elements in C order. */
static nd_array *flat_copy(nd_ctx *c, const nd_array *a, err *e) {
    nd_view         v;
    const ptrdiff_t n = (ptrdiff_t)a->size;
    nd_array       *flat = nd_new(c, a->dtype, 1, &n, 'C', e);
    if (!flat) return NULL;
    nd_view_of(&v, a);
    nd_packed_like(a, 'C', v.a.strides);
    v.a.data = flat->data;
    if (nd_copy_into(c, &v.a, a, e)) nd_drop(c, flat), flat = NULL;
    return flat;
}

nd_array *nd_cumulate(nd_ctx *c, nd_reduction op, const nd_array *a, int axis, const nd_dtype *dtype, nd_array *out, err *e) {
    const bool nan = op == ND_NANSUM || op == ND_NANPROD, product = op == ND_PROD || op == ND_NANPROD;
    nd_array  *copy = NULL, *mask = NULL, *flat = NULL, *r = NULL;
    if (nan && nd_replace_nan(c, a, product ? 1 : 0, &copy, &mask, e)) goto done;
    if (copy) a = copy;
    if (axis == ND_MAXDIMS || (a->ndim == 0 && (axis == 0 || axis == -1))) {
        axis = 0;
        if (a->ndim != 1) {
            flat = flat_copy(c, a, e);
            if (!flat) goto done;
            a = flat;
        }
    }
    r = accumulate(c, product ? ND_MULTIPLY : ND_ADD, a, axis, dtype, out, e);
done:
    nd_drop(c, flat);
    nd_drop(c, copy);
    nd_drop(c, mask);
    return r;
}

nd_array *nd_ufunc_accumulate(nd_ctx *c, nd_op op, const nd_array *a, int axis, err *e) {
    err_code code = ERR_OK;
    if (nd_op_nin(op) != 2) code = err_set(e, ERR_VALUE, "accumulate only supported for binary functions");
    else if (nd_op_nout(op) != 1) code = err_set(e, ERR_VALUE, "accumulate only supported for functions returning a single value");
    else if (a->ndim == 0) code = err_set(e, ERR_TYPE, "cannot accumulate on a scalar");
    return code ? NULL : accumulate(c, op, a, axis, NULL, NULL, e);
}

/* --- differences -------------------------------------------------------------------------------------------------- */

static nd_array *diff_once(nd_ctx *c, const nd_array *a, int axis, err *e) {
    nd_view low, high;
    nd_view_of(&low, a);
    low.a.shape[axis] = a->shape[axis] > 0 ? a->shape[axis] - 1 : 0;
    low.a.size = a->shape[axis] > 0 ? a->size / (size_t)a->shape[axis] * (size_t)low.a.shape[axis] : 0;
    high = low;
    high.a.shape = high.room, high.a.strides = high.room + ND_MAXDIMS;
    if (low.a.size > 0) high.a.data += a->strides[axis];
    return nd_ufunc2(c, a->dtype.type == ND_BOOL ? ND_NOT_EQUAL : ND_SUBTRACT, &high.a, &low.a, e);
}

nd_array *nd_diff(nd_ctx *c, nd_array *a, int n, int axis, err *e) {
    nd_array *r = NULL;
    if (n == 0) return nd_copy(c, a, 'K', e);
    if (n < 0) return err_set(e, ERR_VALUE, "order must be non-negative but got %d", n), NULL;
    if (a->ndim == 0) return err_set(e, ERR_VALUE, "diff requires input that is at least one dimensional"), NULL;
    if (nd_check_axis(&axis, a->ndim, e)) return NULL;
    for (int i = 0; i < n; i++) {
        nd_array *next = diff_once(c, r ? r : a, axis, e);
        nd_drop(c, r);
        r = next;
        if (!r) break;
    }
    return r;
}
