/* array/sets.c: arrays as sets: sorted, distinct values, and who is in which. NaN equals nothing. */
#include <string.h>

#include "array/element.h"
#include "array/index.h"
#include "array/join.h"
#include "array/sort.h"
#include "array/sort_core.h"
#include "base/mem.h"

static nd_array *distinct(nd_ctx *c, const nd_array *a, err *e) {
    nd_unique_options o = {.axis = ND_MAXDIMS, .equal_nan = true};
    nd_unique_result  r;
    return nd_unique(c, a, &o, &r, e) ? NULL : r.values;
}

/* Text is not a number: then nothing can be equal. */
static bool are_comparable(const nd_array *a, const nd_array *b) {
    nd_dtype d;
    return nd_is_numeric(a->dtype) == nd_is_numeric(b->dtype) && !nd_promote(a->dtype, b->dtype, &d, NULL);
}

/* Is the value at p the one that stands at `at` in the sorted row? */
static bool is_hit(nd_dtype d, const char *p, const nd_array *row, size_t at) {
    if (at >= row->size) return false;
    const char *q = row->data + at * d.itemsize;
    return nd_element_equal(d, p, q);
}

static void mark_hits(const nd_array *values, const nd_array *row, const int64_t *at, bool invert, nd_array *out) {
    uint8_t *hit = (uint8_t *)out->data;
    size_t   size = values->dtype.itemsize;
    for (size_t i = 0; i < values->size; i++)
        hit[i] = is_hit(values->dtype, values->data + i * size, row, (size_t)at[i]) != invert;
}

nd_array *nd_isin(nd_ctx *c, const nd_array *a, const nd_array *test, bool invert, err *e) {
    nd_array *out = nd_new(c, nd_dtype_of(ND_BOOL), a->ndim, a->shape, 'C', e);
    nd_array *values = NULL, *flat = NULL, *row = NULL, *at = NULL;
    bool      ok = false;

    if (!out) return NULL;
    if (!are_comparable(a, test)) {
        memset(out->data, invert, out->size);
        return out;
    }
    nd_dtype d = nd_promote_types(a->dtype, test->dtype);
    values = nd_astype(c, a, d, 'C', e);
    flat = values ? nd_astype(c, test, d, 'C', e) : NULL;
    row = flat ? nd_sort(c, flat, ND_MAXDIMS, e) : NULL;
    at = row ? nd_searchsorted(c, row, values, 'l', NULL, e) : NULL;
    if (!at) goto done;
    mark_hits(values, row, (const int64_t *)(const void *)at->data, invert, out);
    ok = true;
done:
    nd_drop(c, values);
    nd_drop(c, flat);
    nd_drop(c, row);
    nd_drop(c, at);
    if (!ok) nd_drop(c, out);
    return ok ? out : NULL;
}

/* --- sorted sets ------------------------------------------------------------------------------ */

/* The elements of a that are (or with invert, are not) in b. a is 1-d. */
static nd_array *filter(nd_ctx *c, nd_array *a, const nd_array *b, bool invert, err *e) {
    nd_array *mask = nd_isin(c, a, b, invert, e), *out = NULL;
    if (mask) out = nd_compress(c, mask, a, 0, e);
    nd_drop(c, mask);
    return out;
}

static nd_array *join_two(nd_ctx *c, nd_array *a, nd_array *b, err *e) {
    nd_array *const both[] = {a, b};
    return nd_concatenate(c, 2, both, ND_MAXDIMS, NULL, e);
}

nd_array *nd_intersect1d(nd_ctx *c, const nd_array *a, const nd_array *b, err *e) {
    nd_dtype  d = nd_promote_types(a->dtype, b->dtype);
    nd_array *left = distinct(c, a, e), *wide = NULL, *out = NULL;
    nd_array *other = left ? nd_astype(c, b, d, 'C', e) : NULL;

    wide = other ? nd_astype(c, left, d, 'C', e) : NULL;
    if (wide) out = filter(c, wide, other, false, e);
    nd_drop(c, left);
    nd_drop(c, wide);
    nd_drop(c, other);
    return out;
}

nd_array *nd_union1d(nd_ctx *c, const nd_array *a, const nd_array *b, err *e) {
    nd_view   va, vb;
    nd_array *both, *out = NULL;

    nd_view_of(&va, a);
    nd_view_of(&vb, b);
    both = join_two(c, &va.a, &vb.a, e);
    if (both) out = distinct(c, both, e);
    nd_drop(c, both);
    return out;
}

nd_array *nd_setdiff1d(nd_ctx *c, const nd_array *a, const nd_array *b, err *e) {
    nd_array *left = distinct(c, a, e), *out = NULL;
    if (left) out = filter(c, left, b, true, e);
    nd_drop(c, left);
    return out;
}

nd_array *nd_setxor1d(nd_ctx *c, const nd_array *a, const nd_array *b, err *e) {
    nd_array *left = distinct(c, a, e), *right = left ? distinct(c, b, e) : NULL;
    nd_array *only_left = NULL, *only_right = NULL, *both = NULL, *out = NULL;

    only_left = right ? filter(c, left, right, true, e) : NULL;
    only_right = only_left ? filter(c, right, left, true, e) : NULL;
    both = only_right ? join_two(c, only_left, only_right, e) : NULL;
    if (both) out = nd_sort(c, both, 0, e);
    nd_drop(c, left);
    nd_drop(c, right);
    nd_drop(c, only_left);
    nd_drop(c, only_right);
    nd_drop(c, both);
    return out;
}
