/* array/close.c: close and equal: element by element, or one answer for two arrays. */
#include <math.h>
#include <string.h>

#include "array/close.h"
#include "array/reduce.h"
#include "array/ufunc.h"

/* --- isclose --------------------------------------------------------------------------------- */

typedef struct tolerance {
    double relative, absolute;
    bool   equal_nan;
    bool   single;          /* |b| and what is allowed are computed in float32 */
    bool   single_gap;      /* a - b too */
    bool   overflow;
} tolerance;

static double load(const char *p, bool single) {
    float  f;
    double d;
    if (single) {
        memcpy(&f, p, sizeof f);
        return (double)f;
    }
    memcpy(&d, p, sizeof d);
    return d;
}

static double gap(double x, double y, const tolerance *t) {
    return t->single_gap ? (double)fabsf((float)x - (float)y) : fabs(x - y);
}

static double allowed(double y, const tolerance *t) {
    if (t->single) return (double)((float)t->absolute + (float)t->relative * fabsf((float)y));
    return t->absolute + t->relative * fabs(y);
}

static bool is_close(double x, double y, tolerance *t) {
    if (isnan(x) || isnan(y)) return t->equal_nan && isnan(x) && isnan(y);
    double distance = gap(x, y, t);
    t->overflow |= isinf(distance) && isfinite(x) && isfinite(y);
    return x == y || (isfinite(y) && distance <= allowed(y, t));
}

static err_code check_numbers(const nd_array *a, const nd_array *b, err *e) {
    char text[ND_DTYPE_TEXT], other[ND_DTYPE_TEXT];
    if (!nd_is_numeric(b->dtype))
        return err_set(e, ERR_DTYPE_PROMOTION,
                       "The DType <class 'numpy.dtypes.StrDType'> could not be promoted by <class "
                       "'numpy.dtypes._PyFloatDType'>. This means that no common DType exists for the given inputs. "
                       "For example they cannot be stored in a single array unless the dtype is `object`. The full "
                       "list of DTypes is: (<class 'numpy.dtypes.StrDType'>, <class 'numpy.dtypes._PyFloatDType'>)");
    if (nd_is_numeric(a->dtype)) return ERR_OK;
    nd_dtype_text(a->dtype, text);
    nd_dtype_text(nd_dtype_of(b->dtype.type == ND_F32 ? ND_F32 : ND_F64), other);
    return err_set(e, ERR_UFUNC_TYPE,
                   "ufunc 'subtract' did not contain a loop with signature matching types (dtype('%s'), dtype('%s')) "
                   "-> None",
                   text, other);
}

/* a as it is when it has the type already. */
static const nd_array *typed(nd_ctx *c, const nd_array *a, bool single, nd_array **made, err *e) {
    nd_dtype d = nd_dtype_of(single ? ND_F32 : ND_F64);
    *made = NULL;
    if (nd_dtype_equal(a->dtype, d)) return a;
    return *made = nd_astype(c, a, d, 'K', e);
}

/* Are all pairs close? With a third operand it receives each answer; without one the first "no" ends it. */
static bool compare_all(const nd_array *const ops[3], int nop, bool a_single, tolerance *t) {
    nd_walk w;
    bool    all = true;
    for (nd_walk_init(&w, nop, ops, false); w.more; nd_walk_next(&w)) {
        const char *p = w.p[0], *q = w.p[1];
        for (size_t i = 0; i < w.n; i++, p += w.stride[0], q += w.stride[1]) {
            bool yes = is_close(load(p, a_single), load(q, t->single), t);
            all = all && yes;
            if (nop == 3) w.p[2][(ptrdiff_t)i * w.stride[2]] = yes;
        }
        if (nop < 3 && !all) return false;
    }
    return all;
}

/* The shared body: out NULL asks for *all only. */
static err_code close_into(nd_ctx *c, const nd_array *a, const nd_array *b, tolerance *t, nd_array **out, bool *all,
                           err *e) {
    nd_array       *made_a = NULL, *made_b = NULL;
    const nd_array *pair[] = {a, b}, *x, *y;
    nd_view         wide[2];
    int             ndim;
    ptrdiff_t       shape[ND_MAXDIMS];
    err_code        code = check_numbers(a, b, e);

    if (!code) code = nd_broadcast_shapes(2, pair, &ndim, shape, e);
    if (code) return code;
    t->single = b->dtype.type == ND_F32;
    t->single_gap = t->single && nd_promote_types(a->dtype, b->dtype).type == ND_F32;
    code = ERR_MEMORY;
    x = typed(c, a, t->single_gap, &made_a, e);
    y = x ? typed(c, b, t->single, &made_b, e) : NULL;
    if (y && out) *out = nd_new(c, nd_dtype_of(ND_BOOL), ndim, shape, 'C', e);
    if (!y || (out && !*out)) goto done;
    nd_broadcast_to_view(&wide[0], x, ndim, shape);
    nd_broadcast_to_view(&wide[1], y, ndim, shape);
    const nd_array *ops[] = {&wide[0].a, &wide[1].a, out ? *out : NULL};
    *all = compare_all(ops, out ? 3 : 2, t->single_gap, t);
    c->bill.elements += a->size + b->size;
    if (t->overflow) nd_warn(c, "RuntimeWarning", "overflow encountered in subtract");
    code = ERR_OK;
done:
    nd_drop(c, made_a);
    nd_drop(c, made_b);
    return code;
}

/* --- complex numbers, float16 ------------------------------------------------------------------- */

static bool is_general(const nd_array *a, const nd_array *b) {
    return nd_is_complex(a->dtype) || nd_is_complex(b->dtype) || a->dtype.type == ND_F16 || b->dtype.type == ND_F16;
}

/* r op= y, or a new r = x op y when r is NULL; consumes r on failure. */
static nd_array *step(nd_ctx *c, nd_op op, nd_array *r, const nd_array *y, err *e) {
    nd_array *next = r ? nd_ufunc2(c, op, r, y, e) : NULL;
    nd_drop(c, r);
    return next;
}

static nd_array *within(nd_ctx *c, const nd_array *a, const nd_array *b, const tolerance *t, err *e) {
    double    relative = t->relative, absolute = t->absolute;
    nd_view   number[2];
    nd_array *gaps = NULL, *limit = nd_ufunc1(c, ND_ABSOLUTE, b, e), *yes = NULL;
    nd_view_scalar(&number[0], nd_dtype_of(ND_F64), &relative, ND_WEAK);
    nd_view_scalar(&number[1], nd_dtype_of(ND_F64), &absolute, ND_WEAK);
    limit = step(c, ND_MULTIPLY, limit, &number[0].a, e);
    limit = step(c, ND_ADD, limit, &number[1].a, e);
    gaps = limit ? nd_ufunc2(c, ND_SUBTRACT, a, b, e) : NULL;
    nd_array *sizes = gaps ? nd_ufunc1(c, ND_ABSOLUTE, gaps, e) : NULL;
    if (sizes) yes = nd_ufunc2(c, ND_LESS_EQUAL, sizes, limit, e);
    nd_drop(c, sizes);
    nd_drop(c, gaps);
    nd_drop(c, limit);
    return yes;
}

/* yes | (is a and is b): consumes yes. */
static nd_array *or_both(nd_ctx *c, nd_array *yes, nd_array *x, const nd_array *y, err *e) {
    nd_array *both = x && y ? nd_ufunc2(c, ND_LOGICAL_AND, x, y, e) : NULL;
    nd_drop(c, x);
    if (both) yes = step(c, ND_LOGICAL_OR, yes, both, e);
    else nd_drop(c, yes), yes = NULL;
    nd_drop(c, both);
    return yes;
}

/* (|a - b| <= atol + rtol |b|) & isfinite(b) | (a == b), each step on whole arrays. */
static nd_array *close_by_steps(nd_ctx *c, const nd_array *a, const nd_array *b, const tolerance *t, err *e) {
    void (*const warn)(nd_ctx *, const char *, const char *) = c->warn;
    nd_array *made = NULL, *part, *yes;
    if (!nd_is_inexact(b->dtype)) b = made = nd_astype(c, b, nd_dtype_of(ND_F64), 'K', e);
    if (!b) return NULL;
    c->warn = NULL;
    yes = within(c, a, b, t, e);
    part = yes ? nd_ufunc1(c, ND_ISFINITE, b, e) : NULL;
    if (part) yes = step(c, ND_LOGICAL_AND, yes, part, e);
    nd_drop(c, part);
    part = yes ? nd_ufunc2(c, ND_EQUAL, a, b, e) : NULL;
    if (part) yes = step(c, ND_LOGICAL_OR, yes, part, e);
    else nd_drop(c, yes), yes = NULL;
    nd_drop(c, part);
    if (yes && t->equal_nan) {
        part = nd_ufunc1(c, ND_ISNAN, b, e);
        yes = or_both(c, yes, part ? nd_ufunc1(c, ND_ISNAN, a, e) : NULL, part, e);
        nd_drop(c, part);
    }
    c->warn = warn;
    nd_drop(c, made);
    return yes;
}

nd_array *nd_isclose(nd_ctx *c, const nd_array *a, const nd_array *b, double rtol, double atol, bool equal_nan, err *e) {
    tolerance t = {.relative = rtol, .absolute = atol, .equal_nan = equal_nan};
    nd_array *out = NULL;
    bool      all;
    if (is_general(a, b)) return check_numbers(a, b, e) ? NULL : close_by_steps(c, a, b, &t, e);
    if (close_into(c, a, b, &t, &out, &all, e)) return NULL;
    if (out->ndim == 0) out->flags |= ND_SCALAR;
    return out;
}

err_code nd_allclose(nd_ctx *c, const nd_array *a, const nd_array *b, double rtol, double atol, bool equal_nan,
                     bool *yes, err *e) {
    tolerance t = {.relative = rtol, .absolute = atol, .equal_nan = equal_nan};
    if (!is_general(a, b)) return close_into(c, a, b, &t, NULL, yes, e);
    nd_array *each = nd_isclose(c, a, b, rtol, atol, equal_nan, e), *all = each ? nd_reduce(c, ND_ALL, each, NULL, e) : NULL;
    if (all) *yes = nd_load(all->dtype, all->data).u.b;
    const err_code code = all ? ERR_OK : e && e->code ? e->code : ERR_MEMORY;
    nd_drop(c, each);
    nd_drop(c, all);
    return code;
}

/* --- equality --------------------------------------------------------------------------------------- */

static bool equal_text(nd_scalar x, nd_scalar y) {
    return x.n == y.n && (x.n == 0 || memcmp(x.text, y.text, x.n * sizeof *x.text) == 0);
}

static double as_double(nd_scalar x) {
    switch (x.kind) {
    case 'b': return x.u.b;
    case 'i': return (double)x.u.i;
    case 'u': return (double)x.u.u;
    default: return x.u.f;
    }
}

static double imaginary(nd_scalar x) { return x.kind == 'c' ? x.u.c.im : 0; }

static bool is_nan(nd_scalar x) { return isnan(as_double(x)) || isnan(imaginary(x)); }

/* Integers exactly, whatever their signs; a float makes both floats. */
static bool equal_scalars(nd_scalar x, nd_scalar y, bool equal_nan) {
    if (x.kind == 'U' || y.kind == 'U') return x.kind == y.kind && equal_text(x, y);
    if (x.kind == 'c' || y.kind == 'c') {
        if (equal_nan && is_nan(x) && is_nan(y)) return true;
        return as_double(x) == as_double(y) && imaginary(x) == imaginary(y);
    }
    if (x.kind == 'f' || y.kind == 'f') {
        double u = as_double(x), v = as_double(y);
        return u == v || (equal_nan && isnan(u) && isnan(v));
    }
    if (x.kind == 'u' || y.kind == 'u') return x.kind == y.kind && x.u.u == y.u.u;
    return (x.kind == 'b' ? x.u.b : x.u.i) == (y.kind == 'b' ? y.u.b : y.u.i);
}

static bool equal_run(const nd_walk *w, const nd_array *a, const nd_array *b, bool equal_nan) {
    const char *p = w->p[0], *q = w->p[1];
    ptrdiff_t   size = (ptrdiff_t)a->dtype.itemsize;
    bool        plain = nd_dtype_equal(a->dtype, b->dtype) && !nd_is_inexact(a->dtype);
    if (plain && w->stride[0] == size && w->stride[1] == size) return memcmp(p, q, w->n * (size_t)size) == 0;
    for (size_t i = 0; i < w->n; i++, p += w->stride[0], q += w->stride[1])
        if (!equal_scalars(nd_load(a->dtype, p), nd_load(b->dtype, q), equal_nan)) return false;
    return true;
}

static bool equal_everywhere(const nd_array *a, const nd_array *b, bool equal_nan) {
    const nd_array *ops[] = {a, b};
    nd_walk         w;
    for (nd_walk_init(&w, 2, ops, false); w.more; nd_walk_next(&w))
        if (!equal_run(&w, a, b, equal_nan)) return false;
    return true;
}

err_code nd_array_equal(nd_ctx *c, const nd_array *a, const nd_array *b, bool equal_nan, bool *yes, err *e) {
    (void)e;
    *yes = a->ndim == b->ndim && memcmp(a->shape, b->shape, a->ndim * sizeof *a->shape) == 0;
    if (*yes) *yes = equal_everywhere(a, b, equal_nan);
    c->bill.elements += a->size + b->size;
    return ERR_OK;
}

err_code nd_array_equiv(nd_ctx *c, const nd_array *a, const nd_array *b, bool *yes, err *e) {
    const nd_array *pair[] = {a, b};
    nd_view         x, y;
    int             ndim;
    ptrdiff_t       shape[ND_MAXDIMS];
    (void)e;
    *yes = nd_broadcast_shapes(2, pair, &ndim, shape, NULL) == ERR_OK;
    if (!*yes) return ERR_OK;
    nd_broadcast_to_view(&x, a, ndim, shape);
    nd_broadcast_to_view(&y, b, ndim, shape);
    *yes = equal_everywhere(&x.a, &y.a, false);
    c->bill.elements += a->size + b->size;
    return ERR_OK;
}
