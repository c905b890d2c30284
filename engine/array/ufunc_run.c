/* array/ufunc_run.c: walk the operands and hand runs to the loop.
 *
 * Operands of another type than the loop's pass through blocks on the stack: cast in, compute,
 * cast out. With a mask only the runs of true elements are computed.                          */
#include <stdio.h>
#include <string.h>

#include "array/cast.h"
#include "array/layout.h"
#include "array/order.h"
#include "array/ufunc_run.h"

#define BLOCK 256
#define MOST  4       /* inputs and outputs of an operation */

typedef struct runner {
    const nd_plan *plan;
    int            nin, n;                /* inputs; inputs and outputs */
    nd_dtype       loop_type[MOST];
    nd_cast_fn    *cast[MOST];            /* NULL: read or written in place */
    nd_cast        state[MOST];
    bool           casts, masked;
    nd_c128        room[MOST][BLOCK];      /* elements of any type */
} runner;

void nd_warn_flags(nd_ctx *c, unsigned flags, const char *what) {
    static const struct { unsigned flag; const char *text; } kinds[] = {
        {ND_FP_DIVIDE, "divide by zero"}, {ND_FP_OVERFLOW, "overflow"}, {ND_FP_INVALID, "invalid value"}};
    char text[96];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!(flags & kinds[i].flag)) continue;
        snprintf(text, sizeof text, "%s encountered in %s", kinds[i].text, what);
        nd_warn(c, "RuntimeWarning", text);
    }
}

err_code nd_convert_weak(nd_ctx *c, const nd_array *a, nd_dtype d, void *to, err *e) {
    const nd_scalar x = nd_load(a->dtype, a->data);
    err_code        code = nd_store(d, to, x, e);
    if (!code && nd_store_overflowed(d, to, x)) nd_warn(c, "RuntimeWarning", "overflow encountered in cast");
    return code;
}

/* --- where a result lies --------------------------------------------------------------------------- */

static bool all_c_order(int n, const nd_array *const *ops) {
    for (int k = 0; k < n; k++)
        if (!nd_is_c_contiguous(ops[k])) return false;
    return true;
}

nd_array *nd_new_like_operands(nd_ctx *c, nd_dtype d, const nd_array *shape, int n, const nd_array *const *ops, err *e) {
    int       inner_first[ND_MAXDIMS], axes[ND_MAXDIMS];
    nd_array *a = nd_new(c, d, shape->ndim, shape->shape, 'C', e);
    if (!a || a->ndim < 2 || all_c_order(n, ops)) return a;
    nd_iteration_order(a->ndim, n, ops, inner_first);
    for (int i = 0; i < a->ndim; i++) axes[i] = inner_first[a->ndim - 1 - i];
    nd_pack_strides(d.itemsize, a->ndim, a->shape, axes, a->strides);
    return a;
}

/* --- blocks ------------------------------------------------------------------------------------------- */

static err_code cast_in(runner *r, char **p, ptrdiff_t *stride, size_t n) {
    for (int k = 0; k < r->nin; k++) {
        if (!r->cast[k]) continue;
        const ptrdiff_t size = (ptrdiff_t)r->loop_type[k].itemsize, steps[2] = {size, stride[k]};
        char *const     q[2] = {(char *)r->room[k], p[k]};
        err_code        code = r->cast[k](&r->state[k], q, steps, stride[k] ? n : 1);
        if (code) return code;
        p[k] = q[0];
        stride[k] = stride[k] ? size : 0;
    }
    return ERR_OK;
}

static void lend_room(runner *r, char **p, ptrdiff_t *stride) {
    for (int k = r->nin; k < r->n; k++) {
        if (!r->cast[k]) continue;
        p[k] = (char *)r->room[k];
        stride[k] = (ptrdiff_t)r->loop_type[k].itemsize;
    }
}

static err_code cast_out(runner *r, char *const *to, const ptrdiff_t *stride, size_t n) {
    for (int k = r->nin; k < r->n; k++) {
        if (!r->cast[k]) continue;
        const ptrdiff_t steps[2] = {stride[k], (ptrdiff_t)r->loop_type[k].itemsize};
        char *const     q[2] = {to[k], (char *)r->room[k]};
        err_code        code = r->cast[k](&r->state[k], q, steps, n);
        if (code) return code;
    }
    return ERR_OK;
}

static void call_loop(const runner *r, char *const *p, const ptrdiff_t *stride, size_t n) {
    if (!r->plan->swap) {
        r->plan->loop(p, stride, n);
        return;
    }
    char *const     q[3] = {p[1], p[0], p[2]};
    const ptrdiff_t s[3] = {stride[1], stride[0], stride[2]};
    r->plan->loop(q, s, n);
}

/* At most BLOCK elements when something is cast. */
static err_code run_block(runner *r, char *const *at, const ptrdiff_t *step, size_t n) {
    char     *p[MOST];
    ptrdiff_t stride[MOST];
    for (int k = 0; k < r->n; k++) p[k] = at[k], stride[k] = step[k];
    err_code code = cast_in(r, p, stride, n);
    if (code) return code;
    lend_room(r, p, stride);
    call_loop(r, p, stride, n);
    return cast_out(r, at, step, n);
}

static err_code run_span(runner *r, char *const *at, const ptrdiff_t *step, size_t n) {
    char *p[MOST];
    if (!r->casts) {
        call_loop(r, at, step, n);
        return ERR_OK;
    }
    for (size_t i = 0; i < n; i += BLOCK) {
        for (int k = 0; k < r->n; k++) p[k] = at[k] + (ptrdiff_t)i * step[k];
        err_code code = run_block(r, p, step, n - i < BLOCK ? n - i : BLOCK);
        if (code) return code;
    }
    return ERR_OK;
}

/* The mask is the operand after the outputs. */
static err_code run_masked(runner *r, const nd_walk *w) {
    const char     *mask = w->p[r->n];
    const ptrdiff_t step = w->stride[r->n];
    char           *p[MOST];
    for (size_t i = 0; i < w->n;) {
        size_t from = i;
        while (from < w->n && !mask[(ptrdiff_t)from * step]) from++;
        size_t to = from;
        while (to < w->n && mask[(ptrdiff_t)to * step]) to++;
        for (int k = 0; k < r->n; k++) p[k] = w->p[k] + (ptrdiff_t)from * w->stride[k];
        err_code code = from < to ? run_span(r, p, w->stride, to - from) : ERR_OK;
        if (code) return code;
        i = to;
    }
    return ERR_OK;
}

/* Of another type, or at addresses that do not suit it: through a block. */
static void add_operand(runner *r, int k, nd_dtype loop, const nd_array *a, err *e) {
    const bool     out = k >= r->nin;
    const nd_dtype has = a->dtype;
    nd_view        block;
    nd_view_init(&block, loop, 0, NULL, NULL, (char *)r->room[k]);
    r->loop_type[k] = loop;
    r->cast[k] = nd_dtype_equal(loop, has) && nd_is_aligned(a) ? NULL : out ? nd_cast_find_between(&block.a, a) : nd_cast_find_between(a, &block.a);
    r->state[k] = out ? (nd_cast){loop, has, 0, e} : (nd_cast){has, loop, 0, e};
    r->casts |= r->cast[k] != NULL;
}

/* An overflow while casting is told as the operation's own, where its flags are told at all. */
static err_code finish(nd_ctx *c, runner *r, unsigned flags, const char *what, err *e) {
    const bool watches = nd_op_watches(r->plan->op, r->plan->in[0]);
    for (int k = 0; k < r->n; k++) {
        if (watches && (flags & ND_FP_OVERFLOW)) r->state[k].trouble &= ~(unsigned)ND_CAST_OVERFLOW;
        if (r->state[k].trouble) nd_cast_warn(c, &r->state[k]);
    }
    if (!watches || flags == 0) return ERR_OK;
    if (r->plan->op == ND_POWER && !nd_is_inexact(r->plan->in[0]) && (flags & ND_FP_INVALID))
        return err_set(e, ERR_VALUE, "Integers to negative integer powers are not allowed.");
    nd_warn_flags(c, flags, what);
    return ERR_OK;
}

/* Arithmetic between scalars of which one's type holds the other is reported as such. */
static bool is_scalar_arithmetic(const nd_plan *plan, const nd_array *const *in) {
    bool typed = false;
    if (nd_is_time(plan->in[0]) || nd_is_time(plan->in[1])) return false;
    if (plan->op >= ND_DIVMOD || plan->op == ND_FMOD || plan->op == ND_FLOAT_POWER) return false;
    for (int k = 0; k < 2; k++) {
        if (in[k]->ndim > 0 || !(in[k]->flags & (ND_SCALAR | ND_WEAK))) return false;
        typed |= (in[k]->flags & ND_SCALAR) != 0;
    }
    const nd_dtype common = nd_promote_types(in[0]->dtype, in[1]->dtype);
    return typed && (nd_dtype_equal(common, in[0]->dtype) || nd_dtype_equal(common, in[1]->dtype));
}

static const char *describe(const nd_plan *plan, const nd_array *const *in, char *text, size_t room) {
    if (!is_scalar_arithmetic(plan, in)) return nd_ops[plan->op].name;
    snprintf(text, room, "scalar %s", nd_ops[plan->op].name);
    return text;
}

err_code nd_ufunc_run(nd_ctx *c, const nd_plan *plan, const nd_array *const *in, nd_array *const *out,
                      const nd_array *where, err *e) {
    const nd_array *ops[MOST + 1];
    runner          r;
    nd_walk         w;
    char            text[32];
    err_code        code = ERR_OK;
    r.plan = plan, r.nin = plan->nin, r.n = plan->nin + plan->nout, r.casts = false, r.masked = where != NULL;
    for (int k = 0; k < r.n; k++) {
        const bool is_out = k >= plan->nin;
        ops[k] = is_out ? out[k - plan->nin] : in[k];
        add_operand(&r, k, is_out ? plan->out[k - plan->nin] : plan->in[k], ops[k], e);
    }
    ops[r.n] = where;
    nd_fp_clear();
    for (nd_walk_init(&w, r.n + r.masked, ops, false); w.more && !code; nd_walk_next(&w))
        code = r.masked ? run_masked(&r, &w) : run_span(&r, w.p, w.stride, w.n);
    const unsigned flags = nd_fp_flags();
    c->bill.elements += ops[0]->size;
    return code ? code : finish(c, &r, flags, describe(plan, in, text, sizeof text), e);
}
