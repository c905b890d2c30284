/* array/median.c: median and quantiles: each group of elements is copied out and the order
 * statistics that matter are selected from it.
 *
 * Groups are handled as doubles, which keep the order of every real type; complex ones are sorted.                          */
#include <math.h>
#include <string.h>

#include "array/complex_math.h"
#include "array/fpflags.h"
#include "array/half.h"
#include "array/reduce_run.h"
#include "array/select.h"
#include "array/sort_core.h"
#include "array/ufunc_run.h"
#include "base/mem.h"

/* --- groups -------------------------------------------------------------------------------------------------- */

typedef struct groups {
    nd_ctx         *c;
    const nd_array *a;
    const nd_axes  *x;
    double         *room;         /* one group; for complex ones also the sort's scratch */
    nd_dtype        type;         /* of what lies there: float64 or complex128 */
    size_t          n;            /* elements in a group */
    bool            skip_nan;
    size_t          all_nan;      /* groups seen with nothing else */
} groups;

/* Sorted, NaN last; how many are not NaN. */
static size_t sort_complex(const groups *g) {
    nd_c128 *z = (nd_c128 *)(void *)g->room;
    size_t   n = g->n;
    nd_sort_row(g->type, z, n, z + n);
    while (n > 0 && nd_c128_is_nan(z[n - 1])) n--;
    return n;
}

/* The group whose first element is at p: its values in room, NaN last; how many are not NaN. */
static err_code take_group(groups *g, char *p, size_t *valid, err *e) {
    nd_view   from, to;
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS], packed[ND_MAXDIMS], step = (ptrdiff_t)g->type.itemsize;
    int       n = 0;
    for (int i = 0; i < g->a->ndim; i++)
        if (g->x->folded[i]) shape[n] = g->a->shape[i], strides[n++] = g->a->strides[i];
    for (int i = n - 1; i >= 0; i--) packed[i] = step, step *= shape[i];
    nd_view_init(&from, g->a->dtype, n, shape, strides, p);
    nd_view_init(&to, g->type, n, shape, packed, (char *)g->room);
    err_code code = nd_copy_into(g->c, &to.a, &from.a, e);
    *valid = code ? 0 : nd_is_complex(g->type) ? sort_complex(g) : nd_select_split_nan(g->room, g->n);
    return code;
}

static err_code open_groups(groups *g, nd_ctx *c, const nd_array *a, const nd_axes *x, bool skip_nan, err *e) {
    *g = (groups){.c = c, .a = a, .x = x, .n = nd_axes_count(a, x), .skip_nan = skip_nan};
    g->type = nd_dtype_of(nd_is_complex(a->dtype) ? ND_C128 : ND_F64);
    const size_t extra = nd_is_complex(a->dtype) ? nd_sort_scratch(g->type, g->n) / g->type.itemsize + 1 : 0;
    g->room = mem_alloc(g->n + extra, g->type.itemsize, e);
    return g->room ? ERR_OK : ERR_MEMORY;
}

static double round_to(nd_dtype d, double x) {
    if (d.type == ND_F16) return (double)nd_half_to_float(nd_half_of_double(x));
    return d.type == ND_F32 ? (double)(float)x : x;
}

static void put(const nd_array *r, char *p, double x) {
    if (r->dtype.type == ND_F16) {
        const nd_f16 h = nd_half_of_double(x);
        memcpy(p, &h, sizeof h);
    } else if (r->dtype.type == ND_F32) {
        const float y = (float)x;
        memcpy(p, &y, sizeof y);
    } else memcpy(p, &x, sizeof x);
}

/* What each group becomes is written at p (and at further places, for several quantiles). */
typedef void reduce_group(groups *g, const nd_array *r, char *p, size_t valid, const void *how);

static err_code each_group(groups *g, const nd_array *r, nd_array *kept, reduce_group *reduce, const void *how, err *e) {
    nd_view         first;
    nd_walk         w;
    const nd_array *ops[2] = {kept, &first.a};
    nd_view_of(&first, g->a);
    for (int i = 0; i < g->a->ndim; i++)
        if (g->x->folded[i]) first.a.shape[i] = 1;
    first.a.size = kept->size;
    for (nd_walk_init(&w, 2, ops, false); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            size_t   valid = 0;
            err_code code = take_group(g, w.p[1] + (ptrdiff_t)i * w.stride[1], &valid, e);
            if (code) return code;
            if (valid == 0) g->all_nan++;
            reduce(g, r, w.p[0] + (ptrdiff_t)i * w.stride[0], valid, how);
        }
    return ERR_OK;
}

/* --- median ----------------------------------------------------------------------------------------------------- */

static void median_complex(groups *g, const nd_array *r, char *p, size_t valid, const void *how) {
    const nd_c128 *z = (const nd_c128 *)(const void *)g->room;
    nd_c128        middle = nd_c128_make(NAN, NAN);
    (void)how;
    if (valid < g->n && !g->skip_nan) middle = z[g->n - 1];
    else if (valid % 2) middle = z[valid / 2];
    else if (valid > 0) {
        const nd_c128 sum = z[valid / 2 - 1] + z[valid / 2];
        middle = nd_c128_make(nd_c128_re(sum) / 2, nd_c128_im(sum) / 2);
    }
    const nd_c64 narrow = nd_c64_make((float)nd_c128_re(middle), (float)nd_c128_im(middle));
    if (r->dtype.type == ND_C64) memcpy(p, &narrow, sizeof narrow);
    else memcpy(p, &middle, sizeof middle);
}

static void median_group(groups *g, const nd_array *r, char *p, size_t valid, const void *how) {
    (void)how;
    if (valid == 0 || (valid < g->n && !g->skip_nan)) {
        put(r, p, NAN);
        return;
    }
    const double high = nd_select(g->room, valid, valid / 2);
    if (valid % 2) {
        put(r, p, high + 0.0);
        return;
    }
    double low = g->room[0];
    for (size_t i = 1; i < valid / 2; i++)
        if (g->room[i] > low) low = g->room[i];
    if (r->dtype.type == ND_F64) put(r, p, (low + high) / 2);
    else put(r, p, (double)((float)low + (float)high) / 2);
}

static void warn_empty(nd_ctx *c, const groups *g, const nd_array *r) {
    if (g->skip_nan && g->all_nan > 0) nd_warn(c, "RuntimeWarning", "All-NaN slice encountered");
    if (g->n > 0) return;
    nd_warn(c, "RuntimeWarning", "Mean of empty slice");
    nd_warn_flags(c, ND_FP_INVALID, r->ndim == 0 && r->dtype.type == ND_F64 ? "scalar divide" : "divide");
}

static nd_dtype middle_type(const nd_array *a) { return nd_is_inexact(a->dtype) ? a->dtype : nd_dtype_of(ND_F64); }

/* Through whole numbers; what lies between two steps is cut off. */
static nd_array *median_of_durations(nd_ctx *c, const nd_array *a, const nd_reduce_options *o, err *e) {
    nd_array *steps = nd_astype(c, a, nd_dtype_of(ND_I64), 'K', e), *middle = NULL, *r = NULL;
    if (steps) middle = nd_median(c, steps, o, false, e);
    if (middle) r = nd_astype(c, middle, a->dtype, 'K', e);
    if (r) r->flags |= (uint8_t)(middle->flags & ND_SCALAR);
    nd_drop(c, middle);
    nd_drop(c, steps);
    return r;
}

nd_array *nd_median(nd_ctx *c, const nd_array *a, const nd_reduce_options *o, bool ignore_nan, err *e) {
    nd_axes   x;
    groups    g = {.room = NULL};
    nd_view   kept;
    nd_array *r = NULL;
    if (nd_axes_read(a, o, &x, e)) return NULL;
    if (a->dtype.type == ND_TIMEDELTA && a->size > 0 && !(o && o->out)) return median_of_durations(c, a, o, e);
    if (!nd_is_numeric(a->dtype)) return nd_moments(c, ND_MEAN, a, &x, o, e);
    if (ignore_nan && a->size == 0) return nd_moments(c, ND_NANMEAN, a, &x, o, e);
    if (open_groups(&g, c, a, &x, ignore_nan, e)) return NULL;
    r = nd_axes_result(c, a, &x, middle_type(a), e);
    if (r) {
        nd_fp_clear();
        nd_axes_keep(&kept, r, a, &x);
        if (each_group(&g, r, &kept.a, nd_is_complex(a->dtype) ? median_complex : median_group, NULL, e)) nd_drop(c, r), r = NULL;
        else if (r->size > 0) warn_empty(c, &g, r);
    }
    mem_free(g.room);
    return r;
}

/* --- quantiles ----------------------------------------------------------------------------------------------------- */

typedef struct quantiles {
    const double *q;
    size_t        n;
    ptrdiff_t     stride;       /* between the results of one group */
    nd_dtype      data;         /* differences are rounded to this type */
    nd_dtype      result;       /* and everything else to this one */
    bool          whole;        /* q is of integers: 0 or 1, the ends themselves */
    unsigned     *trouble;      /* SUBTRACT, MULTIPLY: infinities that made NaN there */
} quantiles;

enum { SUBTRACT = 1, MULTIPLY = 2 };

/* Between two neighbours; from the right one when that is nearer, so that the ends are exact. */
static double between(const quantiles *h, double a, double b, double t) {
    const double d = round_to(h->data, b - a);
    if (d != d) *h->trouble |= SUBTRACT;
    else if (isinf(d) && (t == 0 || t == 1)) *h->trouble |= MULTIPLY;
    if (h->result.type == ND_F64) return t >= 0.5 ? b - d * (1 - t) : a + d * t;
    const double near = round_to(h->result, t >= 0.5 ? 1 - t : t), part = round_to(h->result, round_to(h->result, d) * near);
    return round_to(h->result, t >= 0.5 ? b - part : a + part);
}

/* Past the end both neighbours are the last element. */
static double quantile_of(const quantiles *h, double *x, size_t n, double q) {
    const double at = q * (double)(n - 1), whole = floor(at);
    if (h->whole) return nd_select(x, n, (size_t)at);
    if (at >= (double)(n - 1)) {
        const double last = nd_select(x, n, n - 1);
        return between(h, last, last, at + 1);
    }
    const size_t i = (size_t)whole;
    const double a = nd_select(x, n, i);
    double       b = x[i + 1];
    for (size_t j = i + 2; j < n; j++)
        if (x[j] < b) b = x[j];
    return between(h, a, b, at - whole);
}

static void quantile_group(groups *g, const nd_array *r, char *p, size_t valid, const void *how) {
    const quantiles *h = how;
    const bool       nan = valid == 0 || (valid < g->n && !g->skip_nan);
    for (size_t i = 0; i < h->n; i++)
        put(r, p + (ptrdiff_t)i * h->stride, nan ? (double)NAN : quantile_of(h, g->room, valid, h->q[i]));
}

static err_code read_q(nd_ctx *c, const nd_array *q, nd_array **out, err *e) {
    if (q->ndim > 1) return err_set(e, ERR_VALUE, "q must be a scalar or 1d");
    if (!nd_is_numeric(q->dtype)) return err_set(e, ERR_TYPE, "q must be a number");
    *out = nd_astype(c, q, nd_dtype_of(ND_F64), 'C', e);
    if (!*out) return ERR_MEMORY;
    const double *x = (const double *)(const void *)(*out)->data;
    for (size_t i = 0; i < (*out)->size; i++)
        if (!(x[i] >= 0 && x[i] <= 1)) return err_set(e, ERR_VALUE, "Quantiles must be in the range [0, 1]");
    return ERR_OK;
}

static void warn_trouble(nd_ctx *c, unsigned trouble, const nd_array *r) {
    const bool scalar = r->ndim == 0;
    if (trouble & SUBTRACT) nd_warn_flags(c, ND_FP_INVALID, scalar ? "scalar subtract" : "subtract");
    if (trouble & MULTIPLY) nd_warn_flags(c, ND_FP_INVALID, scalar ? "scalar multiply" : "multiply");
}

/* A result with a leading axis for 1-d q. */
static nd_array *quantile_result(nd_ctx *c, const nd_array *a, const nd_axes *x, const nd_array *q, nd_dtype d, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    int       n = 0;
    if (q->ndim == 0) return nd_axes_result(c, a, x, d, e);
    shape[n++] = (ptrdiff_t)q->size;
    for (int i = 0; i < a->ndim; i++)
        if (!x->folded[i] || x->keepdims) {
            if (n == ND_MAXDIMS) return err_set(e, ERR_VALUE, "too many dimensions"), NULL;
            shape[n++] = x->folded[i] ? 1 : a->shape[i];
        }
    return nd_new(c, d, n, shape, 'C', e);
}

/* The ends of a are values of its own type. Consumes r. */
static nd_array *cast_take(nd_ctx *c, nd_array *r, nd_dtype d, err *e) {
    nd_array *cast = nd_astype(c, r, d, 'K', e);
    nd_drop(c, r);
    return cast;
}

nd_array *nd_quantile(nd_ctx *c, const nd_array *a, const nd_array *q, const nd_reduce_options *o, bool ignore_nan, err *e) {
    nd_axes    x;
    groups     g = {.room = NULL};
    nd_view    part, kept;
    nd_array  *f64 = NULL, *r = NULL;
    unsigned   trouble = 0;
    const nd_dtype type = nd_is_float(a->dtype) && (q->flags & ND_WEAK) ? a->dtype : nd_dtype_of(ND_F64);
    if (nd_axes_read(a, o, &x, e)) return NULL;
    if (nd_is_complex(a->dtype)) return err_set(e, ERR_TYPE, "a must be an array of real numbers"), NULL;
    if (!nd_is_numeric(a->dtype)) return nd_moments(c, ND_MEAN, a, &x, o, e);
    if (ignore_nan && a->size == 0) return nd_moments(c, ND_NANMEAN, a, &x, o, e);
    if (read_q(c, q, &f64, e)) goto done;
    if (nd_axes_count(a, &x) == 0) {
        err_set(e, ERR_INDEX, "index %d is out of bounds for axis 0 with size 0", nd_is_float(a->dtype) || q->ndim > 0 ? -1 : 0);
        goto done;
    }
    if (open_groups(&g, c, a, &x, ignore_nan, e)) goto done;
    r = quantile_result(c, a, &x, q, type, e);
    if (!r) goto done;
    const int lead = q->ndim;
    nd_view_init(&part, r->dtype, r->ndim - lead, r->shape + lead, r->strides + lead, r->data);
    part.a.base = r;
    nd_axes_keep(&kept, &part.a, a, &x);
    const quantiles how = {(const double *)(const void *)f64->data, f64->size, lead ? r->strides[0] : 0,
                           nd_is_float(a->dtype) ? a->dtype : nd_dtype_of(ND_F64), type, nd_is_integer(q->dtype), &trouble};
    if (f64->size > 0 && each_group(&g, r, &kept.a, quantile_group, &how, e)) nd_drop(c, r), r = NULL;
    else if (ignore_nan && g.all_nan > 0) nd_warn(c, "RuntimeWarning", "All-NaN slice encountered");
    if (r) warn_trouble(c, trouble, r);
    if (r && nd_is_integer(q->dtype) && !nd_dtype_equal(r->dtype, a->dtype)) r = cast_take(c, r, a->dtype, e);
done:
    mem_free(g.room);
    nd_drop(c, f64);
    return r;
}
