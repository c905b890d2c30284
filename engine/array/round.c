/* array/round.c: round, clip, nan_to_num. */
#include <math.h>
#include <string.h>

#include "array/complex.h"
#include "array/half.h"
#include "array/kernels.h"
#include "array/overlap.h"
#include "array/reduce_run.h"
#include "array/resolve.h"
#include "array/ufunc_run.h"

/* --- round ---------------------------------------------------------------------------------------------------- */

static nd_array *apply(nd_ctx *c, nd_op op, const nd_array *x, const nd_array *y, nd_array *out, err *e) {
    const nd_ufunc_options o = {.out = {out, NULL}};
    const nd_array        *in[2] = {x, y};
    nd_array              *r[2] = {NULL, NULL};
    return nd_ufunc(c, op, in, out ? &o : NULL, r, e) ? NULL : r[0];
}

static nd_array *drop_unless(nd_ctx *c, nd_array *r, const nd_array *out) {
    if (r != out) nd_drop(c, r);
    return NULL;
}

/* rint(x * f) / f, or with a negative number of decimals rint(x / f) * f. */
static nd_array *round_scaled(nd_ctx *c, const nd_array *a, int decimals, nd_array *out, err *e) {
    double      factor = pow(10, fabs((double)decimals));
    const nd_op there = decimals < 0 ? ND_DIVIDE : ND_MULTIPLY, back = decimals < 0 ? ND_MULTIPLY : ND_DIVIDE;
    nd_view     f;
    nd_view_scalar(&f, nd_dtype_of(ND_F64), &factor, ND_WEAK);
    nd_array *r = out ? out : nd_new(c, a->dtype, a->ndim, a->shape, nd_is_f_contiguous(a) && !nd_is_c_contiguous(a) ? 'F' : 'C', e);
    if (!r) return NULL;
    if (!out && r->ndim == 0) r->flags |= ND_SCALAR;
    if (!apply(c, there, a, &f.a, r, e)) return drop_unless(c, r, out);
    if (!apply(c, ND_RINT, r, NULL, r, e) || !apply(c, back, r, &f.a, r, e)) return drop_unless(c, r, out);
    return r;
}

static nd_array *round_integers(nd_ctx *c, const nd_array *a, int decimals, nd_array *out, err *e) {
    nd_array *r = NULL;
    if (decimals < 0) {
        nd_array *f64 = nd_astype(c, a, nd_dtype_of(ND_F64), 'A', e);
        if (f64 && !round_scaled(c, f64, decimals, f64, e)) nd_drop(c, f64), f64 = NULL;
        if (f64) r = nd_astype(c, f64, a->dtype, 'K', e);
        nd_drop(c, f64);
    } else r = nd_copy(c, a, 'K', e);
    if (r && r->ndim == 0) r->flags |= ND_SCALAR;
    if (!r || !out) return r;
    const err_code code = nd_assign(c, out, r, e);
    nd_drop(c, r);
    return code ? NULL : out;
}

/* Each part for itself. */
static nd_array *round_complex(nd_ctx *c, const nd_array *a, int decimals, nd_array *out, err *e) {
    nd_array *r = nd_copy(c, a, 'K', e);
    nd_view   part;
    for (int i = 0; r && i < 2; i++) {
        nd_part(&part, r, i);
        const bool fine = decimals == 0 ? apply(c, ND_RINT, &part.a, NULL, &part.a, e) != NULL : round_scaled(c, &part.a, decimals, &part.a, e) != NULL;
        if (!fine) nd_drop(c, r), r = NULL;
    }
    if (r && r->ndim == 0) r->flags |= ND_SCALAR;
    if (!r || !out) return r;
    const err_code code = nd_assign(c, out, r, e);
    nd_drop(c, r);
    return code ? NULL : out;
}

nd_array *nd_round(nd_ctx *c, const nd_array *a, int decimals, nd_array *out, err *e) {
    if (nd_is_complex(a->dtype)) return round_complex(c, a, decimals, out, e);
    if (nd_is_integer(a->dtype)) return round_integers(c, a, decimals, out, e);
    if (a->dtype.type == ND_BOOL && decimals != 0) {
        nd_refuse_cast(decimals < 0 ? ND_DIVIDE : ND_MULTIPLY, "output", nd_dtype_of(ND_F64), a->dtype, ND_CAST_SAME_KIND, e);
        return NULL;
    }
    if (!nd_is_float(a->dtype) || decimals == 0) return apply(c, ND_RINT, a, NULL, out, e);
    return round_scaled(c, a, decimals, out, e);
}

/* --- clip ------------------------------------------------------------------------------------------------------ */

/* A Lua integer that an integer array cannot exceed bounds nothing. */
static bool bounds_nothing(const nd_array *a, const nd_array *bound, bool is_low) {
    if (!bound) return true;
    if (!nd_is_integer(a->dtype) || !nd_is_weak(bound) || !nd_is_integer(bound->dtype)) return false;
    const nd_scalar x = nd_load(bound->dtype, bound->data);
    const unsigned  bits = 8 * a->dtype.itemsize;
    if (nd_dtype_kind(a->dtype) == 'u') {
        if (is_low) return x.kind == 'i' && x.u.i <= 0;
        return x.kind == 'u' ? bits < 64 : bits < 64 && x.u.i >= (int64_t)(((uint64_t)1 << bits) - 1);
    }
    if (x.kind == 'u') return !is_low;
    const int64_t most = (int64_t)(~(uint64_t)0 >> (65 - bits));
    return is_low ? x.u.i <= -most - 1 : x.u.i >= most;
}

static err_code refuse_clip_text(const nd_array *const *in, err *e) {
    char t[3][ND_DTYPE_TEXT];
    for (int k = 0; k < 3; k++) nd_dtype_text(in[k]->dtype, t[k]);
    return err_set(e, ERR_UFUNC_TYPE, "ufunc 'clip' did not contain a loop with signature matching types (dtype('%s'), dtype('%s'), dtype('%s')) -> None",
                   t[0], t[1], t[2]);
}

typedef struct clipping {
    nd_dtype  type;
    nd_view   in[3];
    double    number[3][2];    /* room for any type */
    nd_array *own[3];
    int       ndim;
    ptrdiff_t shape[ND_MAXDIMS];
} clipping;

static err_code take_operand(nd_ctx *c, clipping *k, int i, const nd_array *a, const nd_array *out, err *e) {
    nd_view number;
    if (nd_is_weak(a)) {
        err_code code = nd_convert_weak(c, a, k->type, k->number[i], e);
        if (code) return code;
        nd_view_scalar(&number, k->type, k->number[i], 0);
        a = &number.a;
    } else if (!nd_dtype_equal(a->dtype, k->type) || (out && nd_may_share_memory(a, out))) {
        a = k->own[i] = nd_astype(c, a, k->type, 'K', e);
        if (!a) return ERR_MEMORY;
    }
    nd_broadcast_to_view(&k->in[i], a, k->ndim, k->shape);
    return ERR_OK;
}

static err_code check_clip_out(const clipping *k, const nd_array *out, err *e) {
    char has[ND_SHAPE_TEXT], needs[ND_SHAPE_TEXT], from[ND_DTYPE_TEXT], to[ND_DTYPE_TEXT];
    bool same = out->ndim == k->ndim;
    for (int i = 0; same && i < k->ndim; i++) same = out->shape[i] == k->shape[i];
    nd_shape_text_compact(out->ndim, out->shape, has);
    nd_shape_text_compact(k->ndim, k->shape, needs);
    nd_dtype_text(k->type, from);
    nd_dtype_text(out->dtype, to);
    if (!same) return err_set(e, ERR_VALUE, "non-broadcastable output operand with shape %s doesn't match the broadcast shape %s", has, needs);
    if (!nd_is_writeable(out)) return err_set(e, ERR_VALUE, "output array is read-only");
    if (nd_can_cast(k->type, out->dtype, ND_CAST_SAME_KIND)) return ERR_OK;
    return err_set(e, ERR_UFUNC_TYPE, "Cannot cast ufunc 'clip' output from dtype('%s') to dtype('%s') with casting rule 'same_kind'", from, to);
}

static err_code prepare_clip(nd_ctx *c, clipping *k, const nd_array *const *in, const nd_array *out, err *e) {
    err_code code = nd_result_type(3, in, &k->type, e);
    for (int i = 0; i < 3; i++) k->own[i] = NULL;
    if (!code && !nd_is_numeric(k->type)) code = refuse_clip_text(in, e);
    if (!code) code = nd_broadcast_shapes(3, in, &k->ndim, k->shape, e);
    if (!code && out) code = check_clip_out(k, out, e);
    for (int i = 0; i < 3 && !code; i++) code = take_operand(c, k, i, in[i], out, e);
    return code;
}

static nd_array *clip_both(nd_ctx *c, const nd_array *const *in, nd_array *out, err *e) {
    clipping  k;
    nd_view   shape;
    nd_walk   w;
    nd_array *r = NULL;
    const nd_array *like[1] = {&k.in[0].a};
    if (!prepare_clip(c, &k, in, out, e)) {
        nd_view_init(&shape, k.type, k.ndim, k.shape, k.shape, NULL);
        r = nd_new_like_operands(c, k.type, &shape.a, 1, like, e);
    }
    if (r) {
        const nd_array *ops[4] = {&k.in[0].a, &k.in[1].a, &k.in[2].a, r};
        for (nd_walk_init(&w, 4, ops, false); w.more; nd_walk_next(&w)) nd_kernel_table()->clip[k.type.type](w.p, w.stride, w.n);
        c->bill.elements += r->size;
        if (k.ndim == 0) r->flags |= ND_SCALAR;
    }
    for (int i = 0; i < 3; i++) nd_drop(c, k.own[i]);
    return nd_deliver_take(c, r, out, e);
}

nd_array *nd_clip(nd_ctx *c, const nd_array *a, const nd_array *lo, const nd_array *hi, nd_array *out, err *e) {
    if (bounds_nothing(a, lo, true)) lo = NULL;
    if (bounds_nothing(a, hi, false)) hi = NULL;
    if (!lo && !hi) return apply(c, ND_POSITIVE, a, NULL, out, e);
    if (!lo) return apply(c, ND_MINIMUM, a, hi, out, e);
    if (!hi) return apply(c, ND_MAXIMUM, a, lo, out, e);
    const nd_array *const in[3] = {a, lo, hi};
    if (nd_is_time(a->dtype) || nd_is_time(lo->dtype) || nd_is_time(hi->dtype)) {
        nd_array *above = apply(c, ND_MAXIMUM, a, lo, NULL, e), *r = above ? apply(c, ND_MINIMUM, above, hi, out, e) : NULL;
        nd_drop(c, above);
        return r;
    }
    return clip_both(c, in, out, e);
}

/* --- nan_to_num ------------------------------------------------------------------------------------------------- */

typedef struct stand_ins {
    double nan, high, low;
} stand_ins;

static void replace_f64(double *x, size_t n, const stand_ins *s) {
    for (size_t i = 0; i < n; i++) {
        const double a = x[i];
        x[i] = a != a ? s->nan : a == INFINITY ? s->high : a == -INFINITY ? s->low : a;
    }
}

static void replace_f32(float *x, size_t n, const stand_ins *s) {
    const float nan = (float)s->nan, high = (float)s->high, low = (float)s->low;
    for (size_t i = 0; i < n; i++) {
        const float a = x[i];
        x[i] = a != a ? nan : a == (float)INFINITY ? high : a == -(float)INFINITY ? low : a;
    }
}

static void replace_f16(nd_f16 *x, size_t n, const stand_ins *s) {
    const nd_f16 nan = nd_half_of_double(s->nan), high = nd_half_of_double(s->high), low = nd_half_of_double(s->low);
    for (size_t i = 0; i < n; i++) {
        const nd_f16 a = x[i];
        x[i] = nd_half_is_nan(a) ? nan : nd_half_is_inf(a) ? (a & 0x8000u ? low : high) : a;
    }
}

static double greatest(nd_type t) { return t == ND_F16 ? 65504 : t == ND_F32 ? 3.402823466385288598e38 : 1.797693134862315708e308; }

nd_array *nd_nan_to_num(nd_ctx *c, const nd_array *a, double nan, const double *posinf, const double *neginf, err *e) {
    nd_array *r = nd_copy(c, a, 'K', e);
    if (!r) return NULL;
    if (r->ndim == 0) r->flags |= ND_SCALAR;
    if (!nd_is_inexact(a->dtype)) return r;
    const nd_type   part = (nd_type)nd_dtype_real(a->dtype).type;
    const size_t    n = nd_is_complex(a->dtype) ? 2 * r->size : r->size;
    const double    most = greatest(part);
    const stand_ins s = {nan, posinf ? *posinf : most, neginf ? *neginf : -most};
    if (part == ND_F16) replace_f16((nd_f16 *)(void *)r->data, n, &s);
    else if (part == ND_F32) replace_f32((float *)(void *)r->data, n, &s);
    else replace_f64((double *)(void *)r->data, n, &s);
    c->bill.elements += r->size;
    return r;
}
