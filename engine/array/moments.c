/* array/moments.c: mean, variance, standard deviation, and the forms that leave NaN out.
 *
 * Two passes, as NumPy has them: the mean by a pairwise sum, then the pairwise sum of squared
 * deviations. The steps are operations on whole arrays except where everything lies in one row
 * or in rows: then no deviations are stored.                                                  */
#include <math.h>

#include "array/complex.h"
#include "array/kernels.h"
#include "array/reduce_run.h"
#include "array/ufunc_run.h"

/* out = x op y, cast whatever it takes. NULL out: a new array. */
static nd_array *apply(nd_ctx *c, nd_op op, const nd_array *x, const nd_array *y, nd_array *out, err *e) {
    const nd_ufunc_options o = {.out = {out, NULL}, .casting = ND_CAST_UNSAFE, .has_casting = true};
    const nd_array        *in[2] = {x, y};
    nd_array              *r[2] = {NULL, NULL};
    return nd_ufunc(c, op, in, &o, r, e) ? NULL : r[0];
}

/* Without warnings. */
static nd_array *apply_quietly(nd_ctx *c, nd_op op, const nd_array *x, const nd_array *y, nd_array *out, err *e) {
    void (*const warn)(nd_ctx *, const char *, const char *) = c->warn;
    c->warn = NULL;
    nd_array *r = apply(c, op, x, y, out, e);
    c->warn = warn;
    return r;
}

static void number_view(nd_view *v, nd_type t, void *p) { nd_view_scalar(v, nd_dtype_of(t), p, ND_SCALAR); }

/* --- how many elements go into each result --------------------------------------------------------------- */

typedef struct counts {
    int64_t   n;           /* without a mask */
    nd_view   one;         /* n as an array */
    nd_array *each;        /* with a mask: one count a result */
} counts;

static const nd_array *counts_of(const counts *k) { return k->each ? k->each : &k->one.a; }

static err_code count(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, counts *k, err *e) {
    k->n = (int64_t)nd_axes_count(a, x);
    k->each = NULL;
    number_view(&k->one, ND_I64, &k->n);
    if (!o || !o->where) return ERR_OK;
    nd_view one;
    int64_t yes = 1;
    number_view(&one, ND_I64, &yes);
    nd_view all;
    nd_broadcast_to_view(&all, &one.a, a->ndim, a->shape);
    k->each = nd_reduce_sum(c, &all.a, x, nd_dtype_of(ND_I64), o->where, e);
    return k->each ? ERR_OK : ERR_MEMORY;
}

/* Is some count at most limit? */
static bool any_at_most(const counts *k, double limit) {
    const nd_array *a = counts_of(k);
    const int64_t  *p = (const int64_t *)(const void *)a->data;    /* fresh, packed */
    for (size_t i = 0; i < a->size; i++)
        if ((double)p[i] <= limit) return true;
    return false;
}

static nd_dtype type_for(const nd_array *a, const nd_reduce_options *o) {
    if (o && o->has_dtype) return o->dtype;
    return nd_is_inexact(a->dtype) || !nd_is_numeric(a->dtype) ? a->dtype : nd_dtype_of(ND_F64);
}

/* --- mean ---------------------------------------------------------------------------------------------------- */

/* A float16 mean is computed in float32. Consumes r. */
static nd_array *narrow_take(nd_ctx *c, nd_array *r, err *e) {
    nd_array *half = r ? nd_astype(c, r, nd_dtype_of(ND_F16), 'K', e) : NULL;
    nd_drop(c, r);
    return half;
}

static nd_array *mean(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    counts            k;
    nd_reduce_options sum = {0};
    const bool        half = a->dtype.type == ND_F16 && !(o && o->has_dtype);
    if (o) sum = *o;
    if (!nd_is_inexact(a->dtype) || (o && o->has_dtype)) sum.has_dtype = true, sum.dtype = type_for(a, o);
    if (half) sum.has_dtype = true, sum.dtype = nd_dtype_of(ND_F32);
    if (count(c, a, x, o, &k, e)) return NULL;
    if (any_at_most(&k, 0)) nd_warn(c, "RuntimeWarning", "Mean of empty slice");
    nd_array *r = nd_reduce_run(c, ND_ADD, a, x, &sum, e);
    if (r && r->ndim == 0 && r->dtype.type == ND_F64 && !k.each && k.n > 0) *(double *)(void *)r->data /= (double)k.n;
    else if (r && !apply(c, ND_DIVIDE, r, counts_of(&k), r, e)) {
        if (r != sum.out) nd_drop(c, r);
        r = NULL;
    }
    nd_drop(c, k.each);
    return half && !sum.out ? narrow_take(c, r, e) : r;
}

/* --- variance without stored deviations --------------------------------------------------------------------------- */

/* Do the folded axes make up whole rows of dense memory? */
static bool is_in_rows(const nd_array *a, const nd_axes *x) {
    bool kept = false, folded = false;
    if (x->n == a->ndim) return nd_is_c_contiguous(a) || nd_is_f_contiguous(a);
    for (int i = 0; i < a->ndim; i++) {
        if (x->folded[i]) folded = true;
        else if (folded) return false;
        else kept = true;
    }
    return kept && folded && nd_is_c_contiguous(a);
}

static double round_to(nd_dtype d, double x) { return d.type == ND_F32 ? (double)(float)x : x; }

static double row_sum(nd_dtype d, const char *p, size_t n) {
    double      f64 = 0;
    float       f32 = 0;
    char *const at[2] = {d.type == ND_F32 ? (char *)&f32 : (char *)&f64, (char *)(uintptr_t)p};
    const ptrdiff_t stride[2] = {0, (ptrdiff_t)d.itemsize};
    nd_kernel_table()->fold[ND_ADD][d.type](at, stride, n);
    return d.type == ND_F32 ? (double)f32 : f64;
}

typedef struct row_flags {
    unsigned sum, spread, quotient;
} row_flags;

static double variance_of_row(const nd_array *a, const char *row, size_t n, double dof, row_flags *f) {
    const double m = round_to(a->dtype, row_sum(a->dtype, row, n) / (double)n);
    f->sum |= nd_fp_flags();
    nd_fp_clear();
    volatile double v = nd_kernel_table()->spread[a->dtype.type](row, n, m);   /* volatile: the flags are read in between */
    f->spread |= nd_fp_flags();
    nd_fp_clear();
    v = v / dof;
    f->quotient |= nd_fp_flags();
    return round_to(a->dtype, v);
}

static void variance_of_rows(nd_ctx *c, const nd_array *a, nd_array *r, double ddof, bool root) {
    const size_t n = a->size / r->size;
    const double dof = (double)n > ddof ? (double)n - ddof : 0;
    row_flags    f = {0, 0, 0};
    nd_fp_clear();
    for (size_t i = 0; i < r->size; i++) {
        double v = variance_of_row(a, a->data + i * n * a->dtype.itemsize, n, dof, &f);
        if (root) v = sqrt(v);
        if (a->dtype.type == ND_F32) ((float *)(void *)r->data)[i] = (float)v;
        else ((double *)(void *)r->data)[i] = v;
    }
    nd_warn_flags(c, f.sum, "reduce");
    nd_warn_flags(c, f.spread & ND_FP_INVALID, "subtract");
    nd_warn_flags(c, f.spread & ND_FP_OVERFLOW, "square");
    nd_warn_flags(c, f.quotient, r->ndim == 0 && a->dtype.type == ND_F64 ? "scalar divide" : "divide");
    c->bill.elements += 2 * a->size;
}

/* --- variance --------------------------------------------------------------------------------------------------------- */

/* max(count - ddof, 0) for each result. */
static nd_array *degrees(nd_ctx *c, const counts *k, double ddof, err *e) {
    double    zero = 0;
    nd_view   d, z;
    nd_array *r = NULL;
    number_view(&d, ND_F64, &ddof);
    number_view(&z, ND_F64, &zero);
    nd_array *left = apply(c, ND_SUBTRACT, counts_of(k), &d.a, NULL, e);
    if (left) r = apply(c, ND_MAXIMUM, left, &z.a, NULL, e);
    nd_drop(c, left);
    return r;
}

/* d = |d|^2 in place: of complex numbers in the real parts, which v becomes. */
static err_code square_parts(nd_ctx *c, nd_array *d, nd_view *v, err *e) {
    nd_view im;
    nd_part(v, d, false);
    if (!nd_is_complex(d->dtype)) return apply(c, ND_SQUARE, d, NULL, d, e) ? ERR_OK : ERR_MEMORY;
    nd_part(&im, d, true);
    const bool fine = apply(c, ND_SQUARE, &v->a, NULL, &v->a, e) && apply(c, ND_SQUARE, &im.a, NULL, &im.a, e) &&
                      apply(c, ND_ADD, &v->a, &im.a, &v->a, e);
    return fine ? ERR_OK : ERR_MEMORY;
}

/* |a - mean|^2, elementwise, in v, which looks into the result; avg has a's number of axes. */
static nd_array *squared_deviations(nd_ctx *c, const nd_array *a, const nd_array *avg, nd_view *v, err *e) {
    nd_array *d = apply(c, ND_SUBTRACT, a, avg, NULL, e);
    if (d && square_parts(c, d, v, e)) nd_drop(c, d), d = NULL;
    return d;
}

typedef nd_array *apply_fn(nd_ctx *c, nd_op op, const nd_array *x, const nd_array *y, nd_array *out, err *e);

static nd_array *averages(nd_ctx *c, const nd_array *a, const nd_axes *x, const counts *k, const nd_reduce_options *sum, apply_fn *divide, err *e) {
    nd_axes           kept = *x;
    nd_reduce_options plain = {.has_dtype = sum->has_dtype, .dtype = sum->dtype, .where = sum->where};
    nd_view           each;
    kept.keepdims = true;
    nd_array *r = nd_reduce_run(c, ND_ADD, a, &kept, &plain, e);
    if (k->each) nd_axes_keep(&each, k->each, a, x);
    if (r && !divide(c, ND_DIVIDE, r, k->each ? &each.a : &k->one.a, r, e)) nd_drop(c, r), r = NULL;
    return r;
}

/* r = sqrt(r / dof), in place. Consumes r when it fails and is not the caller's. */
static nd_array *settle(nd_ctx *c, nd_array *r, const counts *k, double ddof, bool root, const nd_array *out, apply_fn *divide, err *e) {
    nd_array *dof = degrees(c, k, ddof, e);
    if (dof && r && r->dtype.type != ND_F64) dof->flags &= (uint8_t)~ND_SCALAR;      /* reported as arrays are */
    bool      fine = r && dof && divide(c, ND_DIVIDE, r, dof, r, e);
    if (fine && root) fine = apply(c, ND_SQRT, r, NULL, r, e) != NULL;
    nd_drop(c, dof);
    if (fine) return r;
    if (r != out) nd_drop(c, r);
    return NULL;
}

static nd_array *variance_general(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, bool root, err *e) {
    counts            k;
    nd_array         *avg = NULL, *d = NULL, *r = NULL;
    nd_view           squares;
    nd_reduce_options sum = {0};
    const double      ddof = o ? o->ddof : 0;
    if (o) sum = *o;
    if (!nd_is_inexact(a->dtype) || (o && o->has_dtype)) sum.has_dtype = true, sum.dtype = type_for(a, o);
    if (count(c, a, x, o, &k, e)) return NULL;
    if (any_at_most(&k, ddof)) nd_warn(c, "RuntimeWarning", "Degrees of freedom <= 0 for slice");
    avg = averages(c, a, x, &k, &sum, apply, e);
    if (avg) d = squared_deviations(c, a, avg, &squares, e);
    if (sum.has_dtype && nd_is_complex(a->dtype)) sum.dtype = nd_dtype_real(sum.dtype);
    if (d) r = nd_reduce_run(c, ND_ADD, &squares.a, x, &sum, e);
    if (r) r = settle(c, r, &k, ddof, root, sum.out, apply, e);
    nd_drop(c, avg);
    nd_drop(c, d);
    nd_drop(c, k.each);
    return r;
}

static nd_array *variance(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, bool root, err *e) {
    const bool plain = (a->dtype.type == ND_F32 || a->dtype.type == ND_F64) && a->size > 0 && !(o && (o->where || o->out || o->has_dtype));
    if (!plain || !is_in_rows(a, x)) return variance_general(c, a, x, o, root, e);
    const double ddof = o ? o->ddof : 0;
    nd_array    *r = nd_axes_result(c, a, x, a->dtype, e);
    if (!r) return NULL;
    if (ddof >= (double)nd_axes_count(a, x)) nd_warn(c, "RuntimeWarning", "Degrees of freedom <= 0 for slice");
    variance_of_rows(c, a, r, ddof, root);
    return r;
}

/* --- NaN left out ---------------------------------------------------------------------------------------------------------- */

typedef struct valid {
    nd_array *copy, *nan;       /* a with NaN as 0; where NaN was */
    counts    k;                /* of the others */
} valid;

static err_code find_valid(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, valid *v, err *e) {
    v->k.each = NULL;
    err_code code = nd_replace_nan(c, a, 0, &v->copy, &v->nan, e);
    if (code) return code;
    nd_array *good = nd_ufunc1(c, ND_LOGICAL_NOT, v->nan, e);
    if (good) v->k.each = nd_reduce_sum(c, good, x, nd_dtype_of(ND_I64), o ? o->where : NULL, e);
    nd_drop(c, good);
    return v->k.each ? ERR_OK : ERR_MEMORY;
}

static void drop_valid(nd_ctx *c, valid *v) {
    nd_drop(c, v->copy);
    nd_drop(c, v->nan);
    nd_drop(c, v->k.each);
}

static nd_array *nan_mean(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    valid     v = {NULL, NULL, {0}};
    nd_array *r = NULL;
    if (!find_valid(c, a, x, o, &v, e)) r = nd_reduce_run(c, ND_ADD, v.copy, x, o, e);
    if (r && !apply_quietly(c, ND_DIVIDE, r, v.k.each, r, e)) {
        if (!o || r != o->out) nd_drop(c, r);
        r = NULL;
    }
    if (r && any_at_most(&v.k, 0)) nd_warn(c, "RuntimeWarning", "Mean of empty slice");
    drop_valid(c, &v);
    return r;
}

/* Results whose degrees of freedom are used up are NaN. */
static err_code spoil(nd_ctx *c, nd_array *r, const counts *k, double ddof, err *e) {
    double            nan = NAN;
    nd_view           limit, bad;
    const nd_array   *in[1] = {&bad.a};
    nd_array         *out[2];
    number_view(&limit, ND_F64, &ddof);
    nd_view_scalar(&bad, nd_dtype_of(ND_F64), &nan, ND_WEAK);
    nd_array *used = apply(c, ND_LESS_EQUAL, k->each, &limit.a, NULL, e);
    if (!used) return ERR_MEMORY;
    const nd_ufunc_options only = {.out = {r, NULL}, .where = used};
    const err_code         code = nd_ufunc(c, ND_POSITIVE, in, &only, out, e);
    nd_drop(c, used);
    return code;
}

/* The copy becomes the squared deviations, 0 where NaN was; squares looks at them. */
static err_code deviate(nd_ctx *c, valid *v, const nd_axes *x, const nd_reduce_options *sum, nd_view *squares, err *e) {
    int64_t           zero = 0;
    nd_view           z;
    nd_array         *out[2], *avg = averages(c, v->copy, x, &v->k, sum, apply_quietly, e);
    const nd_array   *in[1] = {&z.a};
    const nd_ufunc_options at_nan = {.out = {v->copy, NULL}, .where = v->nan};
    nd_view_scalar(&z, nd_dtype_of(ND_I64), &zero, ND_WEAK);
    bool fine = avg && apply(c, ND_SUBTRACT, v->copy, avg, v->copy, e) && !nd_ufunc(c, ND_POSITIVE, in, &at_nan, out, e);
    if (fine) fine = !square_parts(c, v->copy, squares, e);
    nd_drop(c, avg);
    return fine ? ERR_OK : ERR_MEMORY;
}

static nd_array *nan_variance(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, bool root, err *e) {
    const double      ddof = o ? o->ddof : 0;
    valid             v = {NULL, NULL, {0}};
    nd_array         *r = NULL;
    nd_view           squares;
    nd_reduce_options sum = {0};
    if (o) sum = *o;
    if (!find_valid(c, a, x, o, &v, e) && !deviate(c, &v, x, &sum, &squares, e)) r = nd_reduce_run(c, ND_ADD, &squares.a, x, &sum, e);
    if (r) r = settle(c, r, &v.k, ddof, root, sum.out, apply_quietly, e);
    if (r && any_at_most(&v.k, ddof)) {
        nd_warn(c, "RuntimeWarning", "Degrees of freedom <= 0 for slice.");
        if (spoil(c, r, &v.k, ddof, e)) {
            if (r != sum.out) nd_drop(c, r);
            r = NULL;
        }
    }
    drop_valid(c, &v);
    return r;
}

/* --- the front ------------------------------------------------------------------------------------------------------------------ */

nd_array *nd_moments(nd_ctx *c, nd_reduction op, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) {
    const bool nan = nd_is_inexact(a->dtype);
    switch (op) {
    case ND_NANMEAN: return nan ? nan_mean(c, a, x, o, e) : mean(c, a, x, o, e);
    case ND_NANVAR: return nan ? nan_variance(c, a, x, o, false, e) : variance(c, a, x, o, false, e);
    case ND_NANSTD: return nan ? nan_variance(c, a, x, o, true, e) : variance(c, a, x, o, true, e);
    case ND_VAR: return variance(c, a, x, o, false, e);
    case ND_STD: return variance(c, a, x, o, true, e);
    default: return mean(c, a, x, o, e);
    }
}
