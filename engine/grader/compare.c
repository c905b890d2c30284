/* grader/compare.c: two arrays of one shape, element by element.
 *
 * Integers, booleans and text must be equal; floats close: |got - want| <= atol + rtol * |want|. NaN
 * equals NaN, an infinity only itself. Where one side is NaN or infinite and the other is something
 * else, that is counted first and alone: values are compared when these agree.                    */
#include <math.h>
#include <string.h>

#include "grader/grade_int.h"
#include "grader/judge_int.h"

bool grade_is_text(nd_dtype d) { return d.type == ND_STR || d.type == ND_BYTES; }

bool grade_same_shape(const nd_array *a, const nd_array *b) {
    if (a->ndim != b->ndim) return false;
    for (int i = 0; i < a->ndim; i++)
        if (a->shape[i] != b->shape[i]) return false;
    return true;
}

const char *grade_element(const nd_array *a, size_t i) {
    const char *p = a->data;
    for (int axis = a->ndim - 1; axis >= 0; axis--) {
        size_t n = (size_t)a->shape[axis];
        p += (ptrdiff_t)(i % n) * a->strides[axis];
        i /= n;
    }
    return p;
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

static bool same_text(nd_scalar a, nd_scalar b) { return a.n == b.n && (a.n == 0 || memcmp(a.text, b.text, a.n * 4) == 0); }

/* Exact for whole numbers of either sign. */
static bool same_whole(nd_scalar a, nd_scalar b) {
    if (a.kind == 'u' || b.kind == 'u') return a.kind == b.kind && a.u.u == b.u.u;
    int64_t x = a.kind == 'b' ? a.u.b : a.u.i, y = b.kind == 'b' ? b.u.b : b.u.i;
    return x == y;
}

static bool has_nan(nd_scalar x) { return isnan(as_double(x)) || isnan(imaginary(x)); }

static bool same_nonfinite(nd_scalar a, nd_scalar b) {
    double x = as_double(a), y = as_double(b), xi = imaginary(a), yi = imaginary(b);
    if (has_nan(a) || has_nan(b)) return has_nan(a) && has_nan(b);
    return (isinf(x) || isinf(y) ? x == y : true) && (isinf(xi) || isinf(yi) ? xi == yi : true);
}

/* |got - want| and |want|; of real numbers exactly the usual. */
static double apart_by(nd_scalar a, nd_scalar b) {
    double re = as_double(a) - as_double(b), im = imaginary(a) - imaginary(b);
    return im == 0 ? fabs(re) : hypot(re, im);
}

static double size_of(nd_scalar x) { return imaginary(x) == 0 ? fabs(as_double(x)) : hypot(as_double(x), imaginary(x)); }

typedef struct pass {
    double            rtol, atol;
    bool              nonfinite;       /* look at NaN and infinity only */
    grade_difference *d;
} pass;

static void note_distance(grade_difference *d, nd_scalar a, nd_scalar b) {
    double apart = apart_by(a, b), size = size_of(b);
    if (!isfinite(apart) || !isfinite(size)) return;
    if (apart > d->largest) d->largest = apart;
    if (size != 0 && apart / size > d->relative) d->relative = apart / size;
}

static bool is_close(const pass *p, nd_scalar a, nd_scalar b) {
    if (as_double(a) == as_double(b) && imaginary(a) == imaginary(b)) return true;
    if (has_nan(a) || has_nan(b)) return has_nan(a) && has_nan(b);
    return apart_by(a, b) <= p->atol + p->rtol * size_of(b);
}

static bool is_inexact(nd_scalar x) { return x.kind == 'f' || x.kind == 'c'; }

static bool same_element(const pass *p, nd_scalar a, nd_scalar b);

/* Field by field, by position; NaN equals NaN in them too. */
static bool same_records(const pass *p, nd_scalar a, nd_scalar b) {
    const nd_record *x = nd_record_of(a.of), *y = nd_record_of(b.of);
    if (!x || !y) return !x && !y && a.n == b.n && memcmp(a.bytes, b.bytes, a.n) == 0;
    if (x->nfields != y->nfields) return false;
    for (int i = 0; i < x->nfields; i++) {
        const nd_field *f = &x->field[i], *g = &y->field[i];
        const size_t    n = f->dtype.itemsize ? nd_field_size(f) / f->dtype.itemsize : 0;
        if ((g->dtype.itemsize ? nd_field_size(g) / g->dtype.itemsize : 0) != n) return false;
        for (size_t k = 0; k < n; k++)
            if (!same_element(p, nd_load(f->dtype, a.bytes + f->offset + k * f->dtype.itemsize),
                              nd_load(g->dtype, b.bytes + g->offset + k * g->dtype.itemsize))) return false;
    }
    return true;
}

/* The same moment or length of time, whatever it is counted in. */
static bool same_time(nd_scalar a, nd_scalar b) {
    nd_dtype common;
    int64_t  x, y;
    if (a.kind != b.kind || nd_promote(a.of, b.of, &common, NULL)) return false;
    return !nd_store(common, (char *)&x, a, NULL) && !nd_store(common, (char *)&y, b, NULL) && x == y;
}

static bool is_time(nd_scalar x) { return x.kind == 'M' || x.kind == 'm'; }

static bool same_element(const pass *p, nd_scalar a, nd_scalar b) {
    if (a.kind == 'V' || b.kind == 'V') return a.kind == b.kind && same_records(p, a, b);
    if (is_time(a) || is_time(b)) return p->nonfinite || same_time(a, b);
    if (a.kind == 'S' || b.kind == 'S') return p->nonfinite || (a.kind == b.kind && a.n == b.n && memcmp(a.bytes, b.bytes, a.n) == 0);
    if (a.kind == 'U' || b.kind == 'U') return p->nonfinite || (a.kind == b.kind && same_text(a, b));
    bool inexact = is_inexact(a) || is_inexact(b);
    if (p->nonfinite) return !inexact || same_nonfinite(a, b);
    if (inexact ? is_close(p, a, b) : same_whole(a, b)) return true;
    note_distance(p->d, a, b);
    return false;
}

static void walk(const pass *p, const nd_array *got, const nd_array *want) {
    grade_difference *d = p->d;
    size_t            i = 0;
    nd_walk           w;
    for (nd_walk_init(&w, 2, (const nd_array *const[]){got, want}, true); w.more; nd_walk_next(&w))
        for (size_t k = 0; k < w.n; k++, i++) {
            nd_scalar a = nd_load(got->dtype, w.p[0] + (ptrdiff_t)k * w.stride[0]);
            nd_scalar b = nd_load(want->dtype, w.p[1] + (ptrdiff_t)k * w.stride[1]);
            if (same_element(p, a, b)) continue;
            if (d->nfirst < 5) d->first[d->nfirst++] = i;
            d->count++;
        }
}

/* Equal to the bit, which is the usual case and quickly seen. */
static bool same_bytes(const nd_array *a, const nd_array *b) {
    return nd_dtype_equal(a->dtype, b->dtype) && nd_is_c_contiguous(a) && nd_is_c_contiguous(b) &&
           (nd_nbytes(a) == 0 || memcmp(a->data, b->data, nd_nbytes(a)) == 0);
}

bool grade_compare(const nd_array *got, const nd_array *want, double rtol, double atol, grade_difference *d) {
    *d = (grade_difference){.total = want->size};
    if (want->size == 0 || same_bytes(got, want)) return true;
    pass p = {.rtol = rtol, .atol = atol, .nonfinite = true, .d = d};
    if (nd_is_inexact(got->dtype) || nd_is_inexact(want->dtype)) walk(&p, got, want);
    d->nonfinite = d->count > 0;
    p.nonfinite = false;
    if (!d->nonfinite) walk(&p, got, want);
    return d->count == 0;
}
