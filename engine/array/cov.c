/* array/cov.c: covariance and correlation, step by step as NumPy computes them: subtract the mean,
 * multiply by the transposed, scale by the reciprocal of the count.                             */
#include <math.h>
#include <string.h>

#include "array/join.h"
#include "array/product.h"
#include "array/reduce.h"
#include "array/shape.h"
#include "array/ufunc.h"

static double clip_one(double x) { return x < -1 ? -1 : x > 1 ? 1 : x; }

static double *doubles(const nd_array *a) { return (double *)(void *)a->data; }

/* A float64 (or complex128) copy with variables in rows. flip: they are in columns. */
static nd_array *variables(nd_ctx *c, const nd_array *a, bool flip, bool complex, err *e) {
    nd_view   v;
    ptrdiff_t shape[2] = {1, 1}, strides[2] = {0, 0};
    for (int i = 0; i < a->ndim; i++) {
        int at = 2 - a->ndim + i;
        if (flip) at = 1 - at;
        shape[at] = a->shape[i];
        strides[at] = a->strides[i];
    }
    nd_view_init(&v, a->dtype, 2, shape, strides, a->data);
    return nd_astype(c, &v.a, nd_dtype_of(complex ? ND_C128 : ND_F64), 'C', e);
}

static nd_array *gather_rows(nd_ctx *c, const nd_array *m, const nd_array *y, bool rowvar, err *e) {
    const bool complex = nd_is_complex(m->dtype) || (y && nd_is_complex(y->dtype));
    nd_array  *x = variables(c, m, !rowvar && m->ndim != 1, complex, e), *other = NULL, *both = NULL;
    if (!x || !y) return x;
    bool one_row = y->ndim < 2 || y->shape[0] == 1;
    other = variables(c, y, !rowvar && !one_row, complex, e);
    if (other) {
        nd_array *const pair[] = {x, other};
        both = nd_concatenate(c, 2, pair, 0, NULL, e);
    }
    nd_drop(c, x);
    nd_drop(c, other);
    return both;
}

static err_code subtract_means(nd_ctx *c, nd_array *x, err *e) {
    nd_reduce_options o = {.naxes = 1, .axes = {1}};
    nd_array         *mean = nd_reduce(c, ND_MEAN, x, &o, e);
    if (!mean) return ERR_MEMORY;
    ptrdiff_t n = x->shape[1];
    for (ptrdiff_t i = 0; i < x->shape[0]; i++)
        for (ptrdiff_t j = 0; j < n; j++) doubles(x)[i * n + j] -= doubles(mean)[i];
    nd_drop(c, mean);
    return ERR_OK;
}

/* c *= 1 / fact, with the warnings that it may cause. */
static void scale(nd_ctx *c, nd_array *products, double fact) {
    bool invalid = false;
    if (fact == 0) nd_warn(c, "RuntimeWarning", "divide by zero encountered in divide");
    double factor = 1.0 / fact;
    for (size_t i = 0; i < products->size; i++) {
        double x = doubles(products)[i], y = x * factor;
        invalid |= isnan(y) && !isnan(x);
        doubles(products)[i] = y;
    }
    if (invalid) nd_warn(c, "RuntimeWarning", "invalid value encountered in multiply");
}

static nd_array *covariance(nd_ctx *c, nd_array *x, double ddof, err *e) {
    double    fact = (double)x->shape[1] - ddof;
    nd_array *turned = NULL, *products = NULL, *out = NULL;

    if (x->shape[0] == 0) {
        const ptrdiff_t none[2] = {0, 0};
        return nd_new(c, x->dtype, 2, none, 'C', e);
    }
    if (subtract_means(c, x, e)) return NULL;
    if (fact <= 0) {
        nd_warn(c, "RuntimeWarning", "Degrees of freedom <= 0 for slice");
        fact = 0;
    }
    turned = nd_transpose(c, x, 2, NULL, e);
    products = turned ? nd_dot(c, x, turned, e) : NULL;
    if (products) scale(c, products, fact);
    if (products) out = nd_squeeze(c, products, -1, NULL, e);
    nd_drop(c, turned);
    nd_drop(c, products);
    return out;
}

/* --- complex ------------------------------------------------------------------------------------ */

/* x = x op y, y one number for each row. */
static err_code by_rows(nd_ctx *c, nd_op op, nd_array *x, const nd_array *y, err *e) {
    nd_view         column;
    const ptrdiff_t shape[2] = {y->shape[0], 1}, strides[2] = {y->strides[0], 0};
    nd_view_init(&column, y->dtype, 2, shape, strides, y->data);
    return nd_ufunc_inplace(c, op, x, &column.a, e);
}

static nd_array *conjugate_transposed(nd_ctx *c, nd_array *x, err *e) {
    nd_array *turned = nd_transpose(c, x, 2, NULL, e), *r = NULL;
    if (turned) r = nd_ufunc1(c, ND_CONJUGATE, turned, e);
    nd_drop(c, turned);
    return r;
}

static nd_array *covariance_complex(nd_ctx *c, nd_array *x, double ddof, err *e) {
    nd_reduce_options o = {.naxes = 1, .axes = {1}};
    double            fact = (double)x->shape[1] - ddof, factor;
    nd_view           number;
    nd_array         *mean = nd_reduce(c, ND_MEAN, x, &o, e), *other = NULL, *products = NULL, *out = NULL;
    if (!mean || by_rows(c, ND_SUBTRACT, x, mean, e)) goto done;
    if (fact <= 0) {
        nd_warn(c, "RuntimeWarning", "Degrees of freedom <= 0 for slice");
        nd_warn(c, "RuntimeWarning", "divide by zero encountered in divide");
        fact = 0;
    }
    factor = 1.0 / fact;
    nd_view_scalar(&number, nd_dtype_of(ND_F64), &factor, ND_SCALAR);
    other = conjugate_transposed(c, x, e);
    products = other ? nd_dot(c, x, other, e) : NULL;
    if (products && !nd_ufunc_inplace(c, ND_MULTIPLY, products, &number.a, e)) out = nd_squeeze(c, products, -1, NULL, e);
done:
    nd_drop(c, mean);
    nd_drop(c, other);
    nd_drop(c, products);
    return out;
}

static void clip_parts(nd_array *m) {
    double *x = doubles(m);
    for (size_t i = 0; i < 2 * m->size; i++) x[i] = clip_one(x[i]);
}

static nd_array *correlate_complex(nd_ctx *c, nd_array *m, err *e) {
    const ptrdiff_t n = m->ndim ? m->shape[0] : 1, step = 2 * (ptrdiff_t)sizeof(double) * (n + 1);
    nd_view         variance;
    nd_array       *deviation = NULL;
    err_code        code;
    if (m->ndim == 0) {
        nd_array *r = nd_ufunc2(c, ND_DIVIDE, m, m, e);
        nd_drop(c, m);
        return r;
    }
    nd_view_init(&variance, nd_dtype_of(ND_F64), 1, &n, &step, m->data);
    deviation = nd_ufunc1(c, ND_SQRT, &variance.a, e);
    code = deviation ? by_rows(c, ND_DIVIDE, m, deviation, e) : ERR_MEMORY;
    if (!code) code = nd_ufunc_inplace(c, ND_DIVIDE, m, deviation, e);
    if (!code) clip_parts(m);
    else nd_drop(c, m);
    nd_drop(c, deviation);
    return code ? NULL : m;
}

/* --- both ------------------------------------------------------------------------------------------ */

nd_array *nd_cov(nd_ctx *c, nd_array *m, nd_array *y, bool rowvar, bool bias, int ddof, err *e) {
    if (m->ndim > 2 || (y && y->ndim > 2)) {
        err_set(e, ERR_VALUE, m->ndim > 2 ? "m has more than 2 dimensions" : "y has more than 2 dimensions");
        return NULL;
    }
    nd_array *x = gather_rows(c, m, y, rowvar, e), *out = NULL;
    const double taken = ddof < 0 ? !bias : ddof;
    if (x) out = nd_is_complex(x->dtype) && x->shape[0] > 0 ? covariance_complex(c, x, taken, e) : covariance(c, x, taken, e);
    nd_drop(c, x);
    return out;
}

/* --- correlation ------------------------------------------------------------------------------ */

typedef struct flaws {
    bool invalid, by_zero;
} flaws;

static double divide(double x, double y, flaws *f) {
    double q = x / y;
    f->invalid |= isnan(q) && !isnan(x) && !isnan(y);
    f->by_zero |= y == 0 && x != 0 && isfinite(x);
    return q;
}

static void warn_of(nd_ctx *c, flaws f) {
    if (f.by_zero) nd_warn(c, "RuntimeWarning", "divide by zero encountered in divide");
    if (f.invalid) nd_warn(c, "RuntimeWarning", "invalid value encountered in divide");
}

/* First every row by its deviation, then every column: two divisions, as NumPy has them. */
static void normalise(nd_ctx *c, double *m, size_t n, const double *deviation, bool by_row) {
    flaws f = {false, false};
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) m[i * n + j] = divide(m[i * n + j], deviation[by_row ? i : j], &f);
    warn_of(c, f);
}

static err_code correlate(nd_ctx *c, nd_array *m, err *e) {
    size_t    n = (size_t)m->shape[0];
    nd_array *deviation = nd_new(c, m->dtype, 1, m->shape, 'C', e);
    if (!deviation) return ERR_MEMORY;
    for (size_t i = 0; i < n; i++) doubles(deviation)[i] = sqrt(doubles(m)[i * n + i]);
    normalise(c, doubles(m), n, doubles(deviation), true);
    normalise(c, doubles(m), n, doubles(deviation), false);
    for (size_t i = 0; i < m->size; i++) doubles(m)[i] = clip_one(doubles(m)[i]);
    nd_drop(c, deviation);
    return ERR_OK;
}

nd_array *nd_corrcoef(nd_ctx *c, nd_array *x, nd_array *y, bool rowvar, err *e) {
    nd_array *m = nd_cov(c, x, y, rowvar, false, -1, e);
    if (!m) return NULL;
    if (nd_is_complex(m->dtype)) return correlate_complex(c, m, e);
    if (m->ndim == 0) {
        flaws f = {false, false};
        *doubles(m) = divide(*doubles(m), *doubles(m), &f);
        m->flags |= ND_SCALAR;
        warn_of(c, f);
    } else if (correlate(c, m, e)) {
        nd_drop(c, m);
        return NULL;
    }
    return m;
}
