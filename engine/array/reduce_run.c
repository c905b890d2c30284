/* array/reduce_run.c: ufunc.reduce: types, starting values, masks, outputs.
 *
 * Results start from the operation's identity. Where there is none they start from the first
 * element along the folded axes; maximum and minimum may meet it twice, the others skip it.   */
#include <math.h>
#include <string.h>

#include "array/fold.h"
#include "array/ops.h"
#include "array/overlap.h"
#include "array/reduce_run.h"
#include "array/resolve.h"
#include "array/ufunc_run.h"

/* --- identities -------------------------------------------------------------------------------------- */

typedef struct start {
    bool   known;
    double value;
} start;

static start identity_of(nd_op op) {
    switch (op) {
    case ND_ADD:
    case ND_LOGICAL_OR:
    case ND_LOGICAL_XOR:
    case ND_BITWISE_OR:
    case ND_BITWISE_XOR:
    case ND_GCD:
    case ND_HYPOT: return (start){true, 0};
    case ND_MULTIPLY:
    case ND_LOGICAL_AND: return (start){true, 1};
    case ND_BITWISE_AND: return (start){true, -1};
    case ND_LOGADDEXP:
    case ND_LOGADDEXP2: return (start){true, -INFINITY};
    default: return (start){false, 0};
    }
}

static bool can_meet_twice(nd_op op) { return op >= ND_MAXIMUM && op <= ND_FMIN; }

static bool is_reorderable(nd_op op) { return identity_of(op).known || can_meet_twice(op); }

/* --- types ---------------------------------------------------------------------------------------------- */

nd_dtype nd_sum_type(nd_dtype d) {
    const char kind = nd_dtype_kind(d);
    if (kind == 'b' || kind == 'i') return nd_dtype_of(ND_I64);
    return kind == 'u' ? nd_dtype_of(ND_U64) : d;
}

static err_code refuse_text(nd_op op, const nd_array *a, err *e) {
    const nd_array *const twice[2] = {a, a};
    nd_dtype    doubled = a->dtype;
    if (op != ND_ADD || a->dtype.type == ND_VOID) return nd_refuse_types(op, twice, e);
    char one[ND_DTYPE_TEXT], two[ND_DTYPE_TEXT];
    doubled.itemsize *= 2;
    nd_dtype_text(a->dtype, one);
    nd_dtype_text(doubled, two);
    return err_set(e, ERR_TYPE, "the resolved dtypes are not compatible with add.reduce. Resolved (dtype('%s'), dtype('%s'), dtype('%s'))",
                   one, one, two);
}

static err_code refuse_loop(nd_op op, err *e) {
    return err_set(e, ERR_TYPE, "No loop matching the specified signature and casting was found for ufunc %s", nd_op_name(op));
}

typedef struct reduction {
    nd_op    op;
    nd_dtype in, acc;      /* what the loop reads; what results are kept in */
} reduction;

static err_code pick_types(nd_op op, const nd_array *a, const nd_reduce_options *o, reduction *r, err *e) {
    nd_plan  plan;
    nd_dtype want = a->dtype;
    r->op = op;
    if (nd_op_is_logical(op)) {
        r->in = a->dtype;
        r->acc = nd_dtype_of(ND_BOOL);
        return ERR_OK;
    }
    if (nd_op_is_compare(op) && a->dtype.type != ND_BOOL) return refuse_loop(op, e);
    if (!nd_is_numeric(a->dtype) && !nd_is_time(a->dtype)) return refuse_text(op, a, e);
    if (o && o->has_dtype) want = o->dtype;
    else if (o && o->out) want = o->out->dtype;
    else if (op == ND_ADD || op == ND_MULTIPLY) want = nd_sum_type(want);
    const nd_array *const twice[2] = {a, a};
    if (!nd_plan_for(op, want, &plan)) return nd_refuse_types(op, twice, e);
    r->in = plan.in[0];
    r->acc = plan.out[0];
    if (nd_dtype_equal(r->in, r->acc)) return ERR_OK;
    return refuse_loop(op, e);
}

/* --- starting values --------------------------------------------------------------------------------------- */

static err_code fill(nd_ctx *c, nd_array *r, const nd_array *value, err *e) {
    nd_view all;
    nd_broadcast_to_view(&all, value, r->ndim, r->shape);
    return nd_copy_into(c, r, &all.a, e);
}

static err_code fill_number(nd_ctx *c, nd_array *r, double value, err *e) {
    int64_t all_ones = -1;
    nd_view v;
    if (r->dtype.type == ND_U64 && value < 0) nd_view_scalar(&v, nd_dtype_of(ND_I64), &all_ones, 0);
    else nd_view_scalar(&v, nd_dtype_of(ND_F64), &value, 0);
    if (nd_is_integer(r->dtype) && value < 0) nd_view_scalar(&v, nd_dtype_of(ND_I64), &all_ones, 0);
    return fill(c, r, &v.a, e);
}

/* v = the part of a with only the first (rest false) or all but the first (rest true) along folded axes. */
static void cut_first(nd_view *v, const nd_array *a, const nd_axes *x, bool rest) {
    nd_view_of(v, a);
    for (int i = 0; i < a->ndim; i++) {
        if (!x->folded[i]) continue;
        if (rest) v->a.data += a->strides[i];
        v->a.shape[i] = rest ? a->shape[i] - 1 : 1;
    }
    v->a.size = 1;
    for (int i = 0; i < a->ndim; i++) v->a.size *= (size_t)v->a.shape[i];
}

/* Even when no result wants a value. */
static bool folds_nothing(const nd_array *a, const nd_axes *x) {
    for (int i = 0; i < a->ndim; i++)
        if (x->folded[i] && a->shape[i] == 0) return true;
    return false;
}

static err_code check_start(nd_op op, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    const char *name = nd_op_name(op);
    const bool  has = identity_of(op).known || (o && o->initial);
    if (x->n > 1 && !is_reorderable(op))
        return err_set(e, ERR_VALUE, "reduction operation '%s' is not reorderable, so at most one axis may be specified", name);
    if (!has && o && o->where)
        return err_set(e, ERR_VALUE, "reduction operation '%s' does not have an identity, so to use a where mask one has to specify 'initial'", name);
    if (!has && folds_nothing(a, x))
        return err_set(e, ERR_VALUE, "zero-size array to reduction operation %s which has no identity", name);
    return ERR_OK;
}

/* Puts starting values into r; *rest is what remains to be folded in. */
static err_code begin(nd_ctx *c, nd_op op, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, nd_array *r, nd_view *rest, err *e) {
    nd_view first, kept;
    nd_view_of(rest, a);
    if (o && o->initial) return fill(c, r, o->initial, e);
    if (identity_of(op).known) return fill_number(c, r, identity_of(op).value, e);
    if (a->size == 0) return ERR_OK;
    cut_first(&first, a, x, false);
    nd_axes_keep(&kept, r, a, x);
    if (!can_meet_twice(op)) cut_first(rest, a, x, true);
    return nd_copy_into(c, &kept.a, &first.a, e);
}

/* --- running --------------------------------------------------------------------------------------------------- */

static err_code read_mask(const nd_array *a, const nd_reduce_options *o, nd_view *mask, err *e) {
    char      name[ND_DTYPE_TEXT];
    ptrdiff_t shape[ND_MAXDIMS];
    int       ndim;
    nd_dtype_text(o->where->dtype, name);
    if (o->where->dtype.type != ND_BOOL)
        return err_set(e, ERR_TYPE, "Cannot cast array data from dtype('%s') to dtype('bool') according to the rule 'safe'", name);
    const nd_array *const both[2] = {a, o->where};
    err_code              code = nd_broadcast_shapes(2, both, &ndim, shape, e);
    if (code) return code;
    bool same = ndim == a->ndim;
    for (int i = 0; same && i < ndim; i++) same = shape[i] == a->shape[i];
    if (!same) return err_set(e, ERR_VALUE, "where mask does not broadcast to the operand's shape");
    nd_broadcast_to_view(mask, o->where, a->ndim, a->shape);
    return ERR_OK;
}

static err_code fold_into(nd_ctx *c, const reduction *how, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, nd_array *r, err *e) {
    nd_view     rest, acc, mask;
    nd_fold_job job = {.op = how->op, .in = how->in};
    err_code    code = check_start(how->op, a, x, o, e);
    if (!code) code = begin(c, how->op, a, x, o, r, &rest, e);
    if (!code && o && o->where) code = read_mask(a, o, &mask, e);
    if (code) return code;
    nd_axes_stretch(&acc, r, &rest.a, x);
    job.a = &rest.a, job.acc = &acc.a, job.where = o && o->where ? &mask.a : NULL;
    nd_fp_clear();
    code = nd_fold_run(&job, e);
    const unsigned flags = nd_fp_flags();
    c->bill.elements += a->size;
    if (!code && nd_ops[how->op].watch && flags) nd_warn_flags(c, flags, "reduce");
    return code;
}

nd_array *nd_deliver_take(nd_ctx *c, nd_array *r, nd_array *out, err *e) {
    if (!r || !out) return r;
    const err_code code = nd_copy_into(c, out, r, e);
    nd_drop(c, r);
    return code ? NULL : out;
}

/* any and all of another type than bool: truth first, unless everything goes into one result. */
static nd_array *logical_run(nd_ctx *c, const reduction *how, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    reduction as_bool = {how->op, nd_dtype_of(ND_BOOL), nd_dtype_of(ND_BOOL)};
    nd_array *truth = NULL, *r = NULL;
    if (!nd_is_numeric(a->dtype) || x->n < a->ndim || (o && o->where)) {
        truth = nd_astype(c, a, nd_dtype_of(ND_BOOL), 'K', e);
        if (!truth) return NULL;
        a = truth, how = &as_bool;
    }
    r = nd_axes_result(c, a, x, how->acc, e);
    if (r && fold_into(c, how, a, x, o, r, e)) nd_drop(c, r), r = NULL;
    nd_drop(c, truth);
    return r;
}

/* All of a dense array into one value of its own type: one call of the loop, which is what the long way comes to. */
static nd_array *run_short(nd_ctx *c, nd_op op, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    const bool    starts = op == ND_ADD || op == ND_MULTIPLY;
    const nd_type t = (nd_type)a->dtype.type;
    if ((!starts && op != ND_MAXIMUM && op != ND_MINIMUM) || a->size == 0 || a->ndim == 0 || x->n != a->ndim || x->keepdims) return NULL;
    if (o && (o->initial || o->where || o->out || o->has_dtype)) return NULL;
    if (t >= ND_NNUMERIC || (starts && nd_is_integer(a->dtype) && a->dtype.itemsize < 8) || t == ND_BOOL || !nd_is_c_contiguous(a)) return NULL;
    nd_loop *const fold = nd_kernel_table()->fold[op][t];
    nd_array      *r = fold ? nd_new(c, a->dtype, 0, NULL, 'C', e) : NULL;
    if (!r) return NULL;
    const nd_scalar first = {.kind = 'i', .u.i = op == ND_MULTIPLY};
    if (!starts) memcpy(r->data, a->data, a->dtype.itemsize);
    else if (nd_store(r->dtype, r->data, first, e)) return NULL;
    char *const     p[2] = {r->data, a->data};
    const ptrdiff_t stride[2] = {0, (ptrdiff_t)a->dtype.itemsize};
    nd_fp_clear();
    fold(p, stride, a->size);
    c->bill.elements += a->size;
    if (nd_ops[op].watch && nd_fp_flags()) nd_warn_flags(c, nd_fp_flags(), "reduce");
    r->flags |= ND_SCALAR;
    return r;
}

nd_array *nd_reduce_run(nd_ctx *c, nd_op op, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    reduction how;
    nd_array *out = o ? o->out : NULL, *r;
    err       mine = {0}, *m = e ? e : &mine;
    m->code = ERR_OK;
    r = run_short(c, op, a, x, o, m);
    if (r || m->code) return r;
    if (pick_types(op, a, o, &how, e)) return NULL;
    if (out && nd_axes_check_out(a, x, out, nd_op_name(op), e)) return NULL;
    if (nd_op_is_logical(op) && a->dtype.type != ND_BOOL) return nd_deliver_take(c, logical_run(c, &how, a, x, o, e), out, e);
    r = nd_axes_result(c, a, x, how.acc, e);
    if (r && fold_into(c, &how, a, x, o, r, e)) nd_drop(c, r), r = NULL;
    return nd_deliver_take(c, r, out, e);
}

nd_array *nd_reduce_sum(nd_ctx *c, const nd_array *a, const nd_axes *x, nd_dtype d, const nd_array *where, err *e) {
    const nd_reduce_options o = {.has_dtype = true, .dtype = d, .where = where};
    return nd_reduce_run(c, ND_ADD, a, x, &o, e);
}
