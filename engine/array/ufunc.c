/* array/ufunc.c: one call of an operation: resolve, broadcast, make or check the outputs, keep
 * overlapping operands apart, run.
 *
 * Small arrays of one type take a short way first: nothing is broadcast, cast or checked.       */
#include <stdio.h>
#include <string.h>

#include "array/layout.h"
#include "array/overlap.h"
#include "array/ufunc_run.h"

typedef struct call {
    nd_ctx                 *c;
    const nd_ufunc_options *options;
    nd_plan                 plan;
    nd_view                 shape;            /* of the result; only shape and ndim count */
    nd_view                 in[2], where;
    double                  number[2][2];     /* weak operands, converted: room for any type */
    nd_array               *copies[3];        /* of operands that the output would overwrite */
    nd_array               *made[2];          /* outputs that are new */
    nd_array               *out[2];           /* outputs written: the caller's, new ones, or stand-ins */
    nd_array               *stand_in[2];      /* for an output that overlaps itself */
} call;

/* --- the short way ------------------------------------------------------------------------------- */

static bool is_dense(const nd_array *a) {
    if (a->ndim == 1) return a->strides[0] == (ptrdiff_t)a->dtype.itemsize || a->size < 2;
    return nd_is_c_contiguous(a);
}

static bool same_shape(const nd_array *x, const nd_array *y) {
    if (x->ndim != y->ndim) return false;
    for (int i = 0; i < x->ndim; i++)
        if (x->shape[i] != y->shape[i]) return false;
    return true;
}

/* A weak number as an element of d, where that cannot fail or warn. */
static bool convert_quietly(const nd_array *a, nd_dtype d, double *to) {
    const nd_scalar x = nd_load(a->dtype, a->data);
    if (d.type == ND_F64 && x.kind == 'f') return *to = x.u.f, true;
    if (d.type == ND_F64 && x.kind == 'i') return *to = (double)x.u.i, true;
    if (d.type == ND_C128 && (x.kind == 'f' || x.kind == 'c')) return to[0] = x.u.c.re, to[1] = x.kind == 'c' ? x.u.c.im : 0, true;
    if (d.type == ND_I64 && x.kind == 'i') return memcpy(to, &x.u.i, sizeof x.u.i), true;
    return false;
}

static nd_array *run_short(nd_ctx *c, nd_op op, const nd_array *x, const nd_array *y, err *e) {
    nd_loop *const loop = nd_kernel_table()->loop[op][x->dtype.type];
    double         number[2] = {0, 0};
    const bool     weak = nd_is_weak(y);
    if (!loop || (weak && !convert_quietly(y, x->dtype, number))) return NULL;
    const nd_dtype d = nd_ops[op].gives == ND_GIVES_BOOL ? nd_dtype_of(ND_BOOL) : x->dtype;
    nd_array      *out = nd_new(c, d, x->ndim, x->shape, 'C', e);
    if (!out) return NULL;
    const ptrdiff_t size = (ptrdiff_t)x->dtype.itemsize, stride[3] = {size, weak ? 0 : size, (ptrdiff_t)d.itemsize};
    char *const     p[3] = {x->data, weak ? (char *)number : y->data, out->data};
    nd_fp_clear();
    loop(p, stride, x->size);
    if (nd_op_watches(op, x->dtype) && nd_fp_flags()) nd_warn_flags(c, nd_fp_flags(), nd_ops[op].name);
    c->bill.elements += x->size;
    return out;
}

/* One operand whose loop gives its own type, or bool. */
static nd_array *run_short1(nd_ctx *c, nd_op op, const nd_array *x, err *e) {
    const nd_result gives = nd_ops[op].gives == ND_GIVES_REAL && !nd_is_complex(x->dtype) ? ND_GIVES_SAME : nd_ops[op].gives;
    if (!nd_ops[op].plain || (gives != ND_GIVES_SAME && gives != ND_GIVES_BOOL) || x->dtype.type >= ND_NNUMERIC || x->ndim == 0 || !is_dense(x)) return NULL;
    nd_loop *const loop = nd_kernel_table()->loop[op][x->dtype.type];
    if (!loop) return NULL;
    const nd_dtype d = gives == ND_GIVES_BOOL ? nd_dtype_of(ND_BOOL) : x->dtype;
    nd_array      *out = nd_new(c, d, x->ndim, x->shape, 'C', e);
    if (!out) return NULL;
    const ptrdiff_t stride[2] = {(ptrdiff_t)x->dtype.itemsize, (ptrdiff_t)d.itemsize};
    char *const     p[2] = {x->data, out->data};
    nd_fp_clear();
    loop(p, stride, x->size);
    if (nd_op_watches(op, x->dtype) && nd_fp_flags()) nd_warn_flags(c, nd_fp_flags(), nd_ops[op].name);
    c->bill.elements += x->size;
    return out;
}

static bool has_short_way(nd_op op, const nd_array *x, const nd_array *y) {
    if (!nd_ops[op].plain || x->dtype.type >= ND_NNUMERIC || x->ndim == 0 || nd_is_weak(x) || !is_dense(x)) return false;
    if (((uintptr_t)x->data & (x->dtype.itemsize - 1) & 7) != 0) return false;
    if (nd_is_weak(y)) return y->ndim == 0;
    if (((uintptr_t)y->data & (x->dtype.itemsize - 1) & 7) != 0) return false;
    return x->dtype.type == y->dtype.type && same_shape(x, y) && is_dense(y);
}

/* --- shapes ----------------------------------------------------------------------------------------- */

static err_code refuse_output(const nd_array *out, const nd_array *shape, err *e) {
    char has[ND_SHAPE_TEXT], needs[ND_SHAPE_TEXT];
    nd_shape_text_compact(out->ndim, out->shape, has);
    nd_shape_text_compact(shape->ndim, shape->shape, needs);
    return err_set(e, ERR_VALUE, "non-broadcastable output operand with shape %s doesn't match the broadcast shape %s", has, needs);
}

static nd_array *given_output(const call *k, int i) { return k->options ? k->options->out[i] : NULL; }

static const nd_array *mask_of(const call *k) { return k->options ? k->options->where : NULL; }

static err_code check_output(const call *k, int i, err *e) {
    const nd_array  *out = given_output(k, i);
    const nd_casting rule = k->options->has_casting ? k->options->casting : ND_CAST_SAME_KIND;
    if (!nd_can_cast(k->plan.out[i], out->dtype, rule)) {
        char role[24] = "output";
        if (k->plan.nout > 1) snprintf(role, sizeof role, "output %d", k->plan.nin + i);
        return nd_refuse_cast(k->plan.op, role, k->plan.out[i], out->dtype, rule, e);
    }
    return nd_is_writeable(out) ? ERR_OK : err_set(e, ERR_VALUE, "output array is read-only");
}

/* Types are looked at before shapes, as NumPy does. */
static err_code check_outputs(const call *k, err *e) {
    for (int i = 0; i < k->plan.nout; i++) {
        err_code code = given_output(k, i) ? check_output(k, i, e) : ERR_OK;
        if (code) return code;
    }
    return ERR_OK;
}

static err_code find_shape(call *k, const nd_array *const *in, err *e) {
    const nd_array *all[5];
    ptrdiff_t       shape[ND_MAXDIMS];
    int             n = 0, ndim = 0;
    for (int i = 0; i < k->plan.nin; i++) all[n++] = in[i];
    for (int i = 0; i < k->plan.nout; i++)
        if (given_output(k, i)) all[n++] = given_output(k, i);
    if (mask_of(k)) all[n++] = mask_of(k);
    err_code code = nd_broadcast_shapes(n, all, &ndim, shape, e);
    if (code) return code;
    nd_view_init(&k->shape, nd_dtype_of(ND_BOOL), ndim, shape, shape, NULL);
    for (int i = 0; i < k->plan.nout; i++)
        if (given_output(k, i) && !same_shape(given_output(k, i), &k->shape.a)) return refuse_output(given_output(k, i), &k->shape.a, e);
    return ERR_OK;
}

/* --- operands ---------------------------------------------------------------------------------------- */

/* logical_* look at a number's truth, whatever type it would have to fit. */
static nd_scalar truth_of(const nd_array *a) {
    const nd_scalar x = nd_load(a->dtype, a->data);
    return (nd_scalar){.kind = 'i', .u.i = nd_scalar_is_true(x)};
}

static err_code convert_number(call *k, int i, const nd_array *a, err *e) {
    if (nd_op_is_logical(k->plan.op)) return nd_store(k->plan.in[i], (char *)k->number[i], truth_of(a), e);
    return nd_convert_weak(k->c, a, k->plan.in[i], k->number[i], e);
}

static err_code take_inputs(call *k, const nd_array *const *in, err *e) {
    for (int i = 0; i < k->plan.nin; i++) {
        nd_view         number;
        const nd_array *a = in[i];
        if (nd_is_weak(a) && !k->plan.text && k->plan.answer < 0) {
            err_code code = convert_number(k, i, a, e);
            if (code) return code;
            nd_view_scalar(&number, k->plan.in[i], k->number[i], ND_WEAK);
            a = &number.a;
        }
        nd_broadcast_to_view(&k->in[i], a, k->shape.a.ndim, k->shape.a.shape);
    }
    return ERR_OK;
}

static err_code take_mask(call *k, err *e) {
    const nd_array *mask = mask_of(k);
    char            name[ND_DTYPE_TEXT];
    if (!mask) return ERR_OK;
    nd_dtype_text(mask->dtype, name);
    if (mask->dtype.type != ND_BOOL)
        return err_set(e, ERR_TYPE, "Cannot cast array data from dtype('%s') to dtype('bool') according to the rule 'safe'", name);
    nd_broadcast_to_view(&k->where, mask, k->shape.a.ndim, k->shape.a.shape);
    return ERR_OK;
}

static err_code take_outputs(call *k, err *e) {
    const nd_array *like[2] = {&k->in[0].a, &k->in[1].a};
    for (int i = 0; i < k->plan.nout; i++) {
        nd_array *out = given_output(k, i);
        if (!out) {
            out = k->made[i] = nd_new_like_operands(k->c, k->plan.out[i], &k->shape.a, k->plan.nin, like, e);
            if (!out) return ERR_MEMORY;
            if (mask_of(k)) memset(out->data, 0, nd_nbytes(out));
        }
        k->out[i] = out;
    }
    return ERR_OK;
}

/* --- overlap ------------------------------------------------------------------------------------------ */

static bool overlaps_itself(const nd_array *a) {
    int       axes[ND_MAXDIMS];
    ptrdiff_t reach = (ptrdiff_t)a->dtype.itemsize;
    if (a->size < 2) return false;
    nd_order_by_stride(a, axes);
    for (int i = a->ndim - 1; i >= 0; i--) {
        const ptrdiff_t n = a->shape[axes[i]], step = a->strides[axes[i]] < 0 ? -a->strides[axes[i]] : a->strides[axes[i]];
        if (n == 1) continue;
        if (step < reach) return true;
        reach += step * (n - 1);
    }
    return false;
}

static err_code copy_operand(call *k, nd_view *operand, nd_array **copy, err *e) {
    *copy = nd_copy(k->c, &operand->a, 'K', e);
    if (!*copy) return ERR_MEMORY;
    nd_view_of(operand, *copy);
    return ERR_OK;
}

static err_code separate(call *k, err *e) {
    for (int i = 0; i < k->plan.nout; i++) {
        nd_array *out = given_output(k, i);
        if (!out) continue;
        if (overlaps_itself(out)) {
            k->out[i] = k->stand_in[i] = nd_copy(k->c, out, 'K', e);
            if (!k->out[i]) return ERR_MEMORY;
            continue;
        }
        for (int j = 0; j < k->plan.nin; j++)
            if (!k->copies[j] && (nd_overlap_needs_copy(out, &k->in[j].a) || (k->plan.nout > 1 && nd_may_share_memory(out, &k->in[j].a))) &&
                copy_operand(k, &k->in[j], &k->copies[j], e))
                return ERR_MEMORY;
        if (mask_of(k) && !k->copies[2] && nd_may_share_memory(out, &k->where.a) && copy_operand(k, &k->where, &k->copies[2], e))
            return ERR_MEMORY;
    }
    return ERR_OK;
}

static err_code write_back(call *k, err *e) {
    for (int i = 0; i < k->plan.nout; i++) {
        err_code code = k->stand_in[i] ? nd_copy_into(k->c, given_output(k, i), k->stand_in[i], e) : ERR_OK;
        if (code) return code;
    }
    return ERR_OK;
}

/* --- running ------------------------------------------------------------------------------------------ */

/* The answer is the same for every element. */
static err_code fill_answer(call *k, err *e) {
    uint8_t answer = (uint8_t)k->plan.answer;
    nd_view one, all;
    nd_view_scalar(&one, nd_dtype_of(ND_BOOL), &answer, 0);
    nd_broadcast_to_view(&all, &one.a, k->shape.a.ndim, k->shape.a.shape);
    return nd_copy_into(k->c, k->out[0], &all.a, e);
}

/* Text has no loops with masks and casts: it computes into its own array first when asked for more. */
static err_code run_text(call *k, const nd_array *const *in, err *e) {
    nd_array *own = nd_new(k->c, k->plan.out[0], k->shape.a.ndim, k->shape.a.shape, 'C', e), *made[2] = {NULL, NULL};
    err_code  code = ERR_MEMORY;
    if (!own) return code;
    const nd_array *ready[2] = {in[0], in[1]};
    for (int i = 0; i < k->plan.nin; i++) {
        if (nd_dtype_equal(in[i]->dtype, k->plan.in[i])) continue;
        ready[i] = made[i] = nd_astype(k->c, in[i], k->plan.in[i], 'K', e);
        if (!made[i]) {
            nd_drop(k->c, made[0]);
            nd_drop(k->c, own);
            return e && e->code ? e->code : code;
        }
    }
    nd_text_run(&k->plan, ready, own);
    nd_drop(k->c, made[1]);
    nd_drop(k->c, made[0]);
    nd_plan copy = {.op = ND_POSITIVE, .nin = 1, .nout = 1, .answer = -1};
    if (!mask_of(k)) code = nd_copy_into(k->c, k->out[0], own, e);
    else if (nd_plan_for(ND_LOGICAL_OR, nd_dtype_of(ND_BOOL), &copy) && own->dtype.type == ND_BOOL) {
        const nd_array *const twice[2] = {own, own};
        code = nd_ufunc_run(k->c, &copy, twice, k->out, &k->where.a, e);
    } else code = err_set(e, ERR_NOT_IMPLEMENTED, "where= is not supported for text");
    nd_drop(k->c, own);
    return code;
}

static err_code run(call *k, err *e) {
    const nd_array *const in[2] = {&k->in[0].a, &k->in[1].a};
    if (k->plan.answer >= 0) return fill_answer(k, e);
    if (k->plan.text) return run_text(k, in, e);
    return nd_ufunc_run(k->c, &k->plan, in, k->out, mask_of(k) ? &k->where.a : NULL, e);
}

static err_code prepare(call *k, const nd_array *const *in, err *e) {
    err_code code = check_outputs(k, e);
    if (!code) code = find_shape(k, in, e);
    if (!code) code = take_inputs(k, in, e);
    if (!code) code = take_mask(k, e);
    if (!code) code = take_outputs(k, e);
    return code ? code : separate(k, e);
}

nd_op nd_power_as(const nd_array *x, const nd_array *n) {
    if ((x->flags & (ND_WEAK | ND_SCALAR)) || !nd_is_weak(n) || x->dtype.type >= ND_NNUMERIC) return ND_POWER;
    const nd_scalar power = nd_load(n->dtype, n->data);
    const bool      inexact = nd_is_inexact(x->dtype);
    if (power.kind == 'i' && power.u.i == 2) return ND_SQUARE;
    if (inexact && power.kind == 'i' && power.u.i == -1) return ND_RECIPROCAL;
    return inexact && power.kind == 'f' && power.u.f == 0.5 ? ND_SQRT : ND_POWER;
}

err_code nd_ufunc(nd_ctx *c, nd_op op, const nd_array *const *in, const nd_ufunc_options *options, nd_array **out, err *e) {
    call k;
    const bool one = nd_ops[op].nin == 1;
    if (!options && (one || has_short_way(op, in[0], in[1]))) {
        err  mine;
        err *m = e ? e : &mine;
        m->code = ERR_OK;
        out[0] = one ? run_short1(c, op, in[0], m) : run_short(c, op, in[0], in[1], m);
        if (out[0] || m->code) return out[0] ? ERR_OK : m->code;
    }
    k.c = c, k.options = options;
    for (int i = 0; i < 2; i++) k.made[i] = k.out[i] = k.stand_in[i] = NULL;
    for (int i = 0; i < 3; i++) k.copies[i] = NULL;
    err_code code = nd_resolve(op, in, options, &k.plan, e);
    if (!code) code = prepare(&k, in, e);
    if (!code) code = run(&k, e);
    if (!code) code = write_back(&k, e);
    for (int i = 0; i < 3; i++) nd_drop(c, k.copies[i]);
    for (int i = 0; i < k.plan.nout; i++) {
        nd_drop(c, k.stand_in[i]);
        if (code) nd_drop(c, k.made[i]);
        else out[i] = given_output(&k, i) ? given_output(&k, i) : k.made[i];
        if (!code && k.made[i] && k.made[i]->ndim == 0) k.made[i]->flags |= ND_SCALAR;
    }
    return code;
}

nd_array *nd_ufunc1(nd_ctx *c, nd_op op, const nd_array *x, err *e) {
    nd_array       *out[2] = {NULL, NULL};
    const nd_array *in[1] = {x};
    return nd_ufunc(c, op, in, NULL, out, e) ? NULL : out[0];
}

nd_array *nd_ufunc2(nd_ctx *c, nd_op op, const nd_array *x, const nd_array *y, err *e) {
    nd_array       *out[2] = {NULL, NULL};
    const nd_array *in[2] = {x, y};
    return nd_ufunc(c, op, in, NULL, out, e) ? NULL : out[0];
}

/* The result goes where the left operand is. Only when that is the type it has anyway. */
static bool inplace_short(nd_ctx *c, nd_op op, nd_array *a, const nd_array *b) {
    double number[2] = {0, 0};
    if (nd_ops[op].gives != ND_GIVES_SAME || !nd_is_writeable(a) || !has_short_way(op, a, b)) return false;
    nd_loop *const loop = nd_kernel_table()->loop[op][a->dtype.type];
    const bool     weak = nd_is_weak(b);
    if (!loop || (weak && !convert_quietly(b, a->dtype, number))) return false;
    if (!weak && nd_overlap_needs_copy(a, b)) return false;
    const ptrdiff_t size = (ptrdiff_t)a->dtype.itemsize, stride[3] = {size, weak ? 0 : size, size};
    char *const     p[3] = {a->data, weak ? (char *)number : b->data, a->data};
    nd_fp_clear();
    loop(p, stride, a->size);
    if (nd_ops[op].watch && nd_fp_flags()) nd_warn_flags(c, nd_fp_flags(), nd_ops[op].name);
    c->bill.elements += a->size;
    return true;
}

err_code nd_ufunc_inplace(nd_ctx *c, nd_op op, nd_array *a, const nd_array *b, err *e) {
    if (nd_ops[op].nin == 2 && inplace_short(c, op, a, b)) return ERR_OK;
    nd_ufunc_options options = {.out = {a, NULL}};
    nd_array        *out[2] = {NULL, NULL};
    const nd_array  *in[2] = {a, b};
    return nd_ufunc(c, op, in, &options, out, e);
}
