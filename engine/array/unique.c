/* array/unique.c: distinct values or rows: sort, then keep the first of each run.
 *
 * `order` is the stable sorting order and `start[i]` says whether the i-th in it begins a run; values,
 * first positions, counts and the inverse all follow from these two.                              */
#include <string.h>

#include "array/shape.h"
#include "array/sort.h"
#include "array/element.h"
#include "array/sort_core.h"
#include "base/mem.h"

typedef struct runs {
    size_t   n, nruns;
    int64_t *order;
    bool    *start;
} runs;

static err_code runs_make(runs *r, size_t n, err *e) {
    r->n = n;
    r->order = mem_alloc(n + 1, sizeof *r->order, e);
    r->start = mem_alloc(n + 1, sizeof *r->start, e);
    return r->order && r->start ? ERR_OK : ERR_MEMORY;
}

static void runs_free(runs *r) {
    mem_free(r->order);
    mem_free(r->start);
}

/* --- equality of neighbours -------------------------------------------------------------------- */

static bool is_nan_at(nd_dtype d, const char *p) {
    if (!nd_is_inexact(d)) return false;
    const nd_scalar x = nd_load(d, p);
    return x.u.c.re != x.u.c.re || (x.kind == 'c' && x.u.c.im != x.u.c.im);
}

static bool equal_at(nd_dtype d, const char *p, const char *q) {
    if (d.type == ND_VOID) return nd_element_equal(d, p, q);
    if (!nd_is_inexact(d)) return memcmp(p, q, d.itemsize) == 0;
    const nd_scalar x = nd_load(d, p), y = nd_load(d, q);
    return x.u.c.re == y.u.c.re && (x.kind != 'c' || x.u.c.im == y.u.c.im);
}

/* --- results ------------------------------------------------------------------------------------- */

static nd_array *new_index(nd_ctx *c, size_t n, err *e) {
    ptrdiff_t shape = (ptrdiff_t)n;
    return nd_new(c, nd_dtype_of(ND_I64), 1, &shape, 'C', e);
}

static nd_array *first_positions(nd_ctx *c, const runs *r, err *e) {
    nd_array *out = new_index(c, r->nruns, e);
    if (!out) return NULL;
    int64_t *at = (int64_t *)(void *)out->data;
    for (size_t i = 0; i < r->n; i++)
        if (r->start[i]) *at++ = r->order[i];
    return out;
}

static nd_array *count_runs(nd_ctx *c, const runs *r, err *e) {
    nd_array *out = new_index(c, r->nruns, e);
    if (!out) return NULL;
    int64_t *at = (int64_t *)(void *)out->data - 1;
    for (size_t i = 0; i < r->n; i++) {
        if (r->start[i]) *++at = 0;
        ++*at;
    }
    return out;
}

/* Shaped as the input, or flat along an axis. */
static nd_array *inverse_of(nd_ctx *c, const runs *r, int ndim, const ptrdiff_t *shape, err *e) {
    nd_array *out = nd_new(c, nd_dtype_of(ND_I64), ndim, shape, 'C', e);
    if (!out) return NULL;
    int64_t *at = (int64_t *)(void *)out->data, run = -1;
    for (size_t i = 0; i < r->n; i++) {
        run += r->start[i];
        at[r->order[i]] = run;
    }
    return out;
}

static void drop_result(nd_ctx *c, nd_unique_result *out) {
    nd_drop(c, out->values);
    nd_drop(c, out->index);
    nd_drop(c, out->inverse);
    nd_drop(c, out->counts);
    memset(out, 0, sizeof *out);
}

static err_code fill_extras(nd_ctx *c, const runs *r, const nd_unique_options *o, int ndim, const ptrdiff_t *shape,
                            nd_unique_result *out, err *e) {
    if (o->index && !(out->index = first_positions(c, r, e))) return ERR_MEMORY;
    if (o->inverse && !(out->inverse = inverse_of(c, r, ndim, shape, e))) return ERR_MEMORY;
    if (o->counts && !(out->counts = count_runs(c, r, e))) return ERR_MEMORY;
    return ERR_OK;
}

/* --- flat ---------------------------------------------------------------------------------------------- */

/* Sorted values in place: keep one of each run. Returns how many there are. */
static size_t squeeze_sorted(nd_dtype d, char *v, size_t n, bool equal_nan) {
    size_t kept = 0, size = d.itemsize;
    for (size_t i = 0; i < n; i++) {
        const char *p = v + i * size, *last = v + (kept - 1) * size;
        if (kept > 0 && (equal_at(d, p, last) || (equal_nan && is_nan_at(d, p) && is_nan_at(d, last)))) continue;
        memmove(v + kept++ * size, p, size);
    }
    return kept;
}

/* Of complex numbers that are NaN the first to come stands for all. */
static void keep_first_nan(const nd_array *a, char *last) {
    nd_walk w;
    for (nd_walk_init(&w, 1, &a, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            const char *p = w.p[0] + (ptrdiff_t)i * w.stride[0];
            if (!is_nan_at(a->dtype, p)) continue;
            memcpy(last, p, a->dtype.itemsize);
            return;
        }
}

/* Without extras the values themselves are sorted. */
static nd_array *unique_values(nd_ctx *c, const nd_array *a, bool equal_nan, err *e) {
    nd_array *sorted = nd_sort(c, a, ND_MAXDIMS, e), *out;
    if (!sorted) return NULL;
    ptrdiff_t n = (ptrdiff_t)squeeze_sorted(sorted->dtype, sorted->data, sorted->size, equal_nan);
    out = nd_new(c, sorted->dtype, 1, &n, 'C', e);
    if (out) memcpy(out->data, sorted->data, nd_nbytes(out));
    if (out && n > 0 && equal_nan && nd_is_complex(a->dtype)) {
        char *last = out->data + (size_t)(n - 1) * out->dtype.itemsize;
        if (is_nan_at(out->dtype, last)) keep_first_nan(a, last);
    }
    nd_drop(c, sorted);
    return out;
}

static void mark_flat(runs *r, const nd_array *flat, bool equal_nan) {
    size_t      size = flat->dtype.itemsize;
    const char *last = NULL;
    r->nruns = 0;
    for (size_t i = 0; i < r->n; i++) {
        const char *p = flat->data + (size_t)r->order[i] * size;
        r->start[i] = !last || !(equal_at(flat->dtype, p, last) ||
                                 (equal_nan && is_nan_at(flat->dtype, p) && is_nan_at(flat->dtype, last)));
        r->nruns += r->start[i];
        last = p;
    }
}

static nd_array *pick_flat(nd_ctx *c, const runs *r, const nd_array *flat, err *e) {
    ptrdiff_t n = (ptrdiff_t)r->nruns;
    size_t    size = flat->dtype.itemsize;
    nd_array *out = nd_new(c, flat->dtype, 1, &n, 'C', e);
    if (!out) return NULL;
    char *p = out->data;
    for (size_t i = 0; i < r->n; i++)
        if (r->start[i]) {
            memcpy(p, flat->data + (size_t)r->order[i] * size, size);
            p += size;
        }
    return out;
}

static err_code unique_flat(nd_ctx *c, const nd_array *a, const nd_unique_options *o, nd_unique_result *out, err *e) {
    runs      r = {0};
    err_code  code = ERR_MEMORY;
    nd_array *order = NULL, *flat = nd_flatten(c, a, 'C', e);

    if (flat) order = nd_argsort(c, flat, 0, e);
    if (!order || runs_make(&r, flat->size, e)) goto done;
    memcpy(r.order, order->data, nd_nbytes(order));
    mark_flat(&r, flat, o->equal_nan);
    out->values = pick_flat(c, &r, flat, e);
    if (out->values) code = fill_extras(c, &r, o, a->ndim, a->shape, out, e);
done:
    runs_free(&r);
    nd_drop(c, order);
    nd_drop(c, flat);
    return code;
}

/* --- rows along an axis ---------------------------------------------------------------------------------- */

/* Rows of `width` elements, dense; NaN differs from everything, as NumPy compares records. */
typedef struct rows {
    nd_dtype    d;
    size_t      width;
    const char *data;
} rows;

static int compare_element(nd_dtype d, const char *p, const char *q) {
    nd_scalar x = nd_load(d, p), y = nd_load(d, q);
    switch (x.kind) {
    case 'b': return (int)x.u.b - (int)y.u.b;
    case 'f': return (x.u.f > y.u.f) - (x.u.f < y.u.f);
    case 'c':
        if (x.u.c.re != y.u.c.re) return x.u.c.re > y.u.c.re ? 1 : -1;
        return (x.u.c.im > y.u.c.im) - (x.u.c.im < y.u.c.im);
    case 'U':
    case 'S':
    case 'V':
    case 'M':
    case 'm': return nd_element_order(d, p, q);
    default:
        if (x.kind != y.kind) return x.kind == 'u' ? 1 : -1;
        if (x.kind == 'u') return (x.u.u > y.u.u) - (x.u.u < y.u.u);
        return (x.u.i > y.u.i) - (x.u.i < y.u.i);
    }
}

/* NaN is larger than any number and keeps its place among NaN. */
static int compare_floats(nd_dtype d, const char *p, const char *q) {
    bool p_nan = is_nan_at(d, p), q_nan = is_nan_at(d, q);
    if (p_nan || q_nan) return (int)p_nan - (int)q_nan;
    return compare_element(d, p, q);
}

static int compare_rows(const void *given, int64_t i, int64_t j) {
    const rows *r = given;
    size_t      size = r->d.itemsize;
    const char *p = r->data + (size_t)i * r->width * size, *q = r->data + (size_t)j * r->width * size;
    for (size_t k = 0; k < r->width; k++) {
        int cmp = compare_floats(r->d, p + k * size, q + k * size);
        if (cmp) return cmp;
    }
    return 0;
}

static bool equal_rows(const rows *r, int64_t i, int64_t j) {
    size_t      size = r->d.itemsize;
    const char *p = r->data + (size_t)i * r->width * size, *q = r->data + (size_t)j * r->width * size;
    for (size_t k = 0; k < r->width; k++)
        if (!equal_at(r->d, p + k * size, q + k * size)) return false;
    return true;
}

static void mark_rows(runs *r, const rows *given) {
    r->nruns = 0;
    for (size_t i = 0; i < r->n; i++) {
        r->start[i] = i == 0 || !equal_rows(given, r->order[i - 1], r->order[i]);
        r->nruns += r->start[i];
    }
}

/* The rows kept, the axis back in its place. */
static nd_array *pick_rows(nd_ctx *c, const runs *r, nd_array *moved, int axis, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    size_t    nbytes = moved->shape[0] ? nd_nbytes(moved) / (size_t)moved->shape[0] : 0;
    int       first = 0;
    nd_array *front, *back = NULL, *out = NULL;

    memcpy(shape, moved->shape, (size_t)moved->ndim * sizeof *shape);
    shape[0] = (ptrdiff_t)r->nruns;
    front = nd_new(c, moved->dtype, moved->ndim, shape, 'C', e);
    if (!front) return NULL;
    char *p = front->data;
    for (size_t i = 0; i < r->n; i++)
        if (r->start[i]) {
            memcpy(p, moved->data + (size_t)r->order[i] * nbytes, nbytes);
            p += nbytes;
        }
    if (axis == 0) return front;
    back = nd_moveaxis(c, front, 1, &first, &axis, e);
    if (back) out = nd_copy(c, back, 'C', e);
    nd_drop(c, back);
    nd_drop(c, front);
    return out;
}

static err_code unique_axis(nd_ctx *c, const nd_array *a, const nd_unique_options *o, nd_unique_result *out, err *e) {
    nd_view   v;
    runs      r = {0};
    int       axis = o->axis, first = 0;
    nd_array *turned = NULL, *moved = NULL;
    int64_t  *scratch = NULL;
    err_code  code = nd_check_axis(&axis, a->ndim, e);

    if (code) return code;
    code = ERR_MEMORY;
    nd_view_of(&v, a);
    turned = nd_moveaxis(c, &v.a, 1, &axis, &first, e);
    moved = turned ? nd_copy(c, turned, 'C', e) : NULL;
    if (!moved || runs_make(&r, (size_t)moved->shape[0], e)) goto done;
    scratch = mem_alloc(r.n + 1, sizeof *scratch, e);
    if (!scratch) goto done;
    rows given = {moved->dtype, r.n ? moved->size / r.n : 0, moved->data};
    for (size_t i = 0; i < r.n; i++) r.order[i] = (int64_t)i;
    nd_sort_compare(compare_rows, &given, r.order, r.n, scratch);
    mark_rows(&r, &given);
    out->values = pick_rows(c, &r, moved, axis, e);
    if (out->values) code = fill_extras(c, &r, o, 1, moved->shape, out, e);
done:
    mem_free(scratch);
    runs_free(&r);
    nd_drop(c, turned);
    nd_drop(c, moved);
    return code;
}

err_code nd_unique(nd_ctx *c, const nd_array *a, const nd_unique_options *o, nd_unique_result *out, err *e) {
    err_code code = ERR_OK;

    memset(out, 0, sizeof *out);
    c->bill.elements += a->size;
    if (o->axis != ND_MAXDIMS) {
        code = unique_axis(c, a, o, out, e);
    } else if (o->index || o->inverse || o->counts) {
        code = unique_flat(c, a, o, out, e);
    } else {
        out->values = unique_values(c, a, o->equal_nan, e);
        code = out->values ? ERR_OK : ERR_MEMORY;
    }
    if (code) drop_result(c, out);
    return code;
}
