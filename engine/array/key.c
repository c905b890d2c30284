/* array/key.c: keys between brackets, one at a time: slices and integers narrow a descriptor. */
#include "array/key.h"

/* --- slices and integers ---------------------------------------------------------------------------- */

static ptrdiff_t clip(ptrdiff_t i, ptrdiff_t n, ptrdiff_t low, ptrdiff_t high) {
    if (i < 0) i += n;
    return i < low ? low : i > high ? high : i;
}

err_code nd_slice_clip(const nd_key *k, ptrdiff_t n, ptrdiff_t *first, ptrdiff_t *step, ptrdiff_t *count, err *e) {
    ptrdiff_t by = k->step == ND_NONE ? 1 : k->step;
    if (by == 0) return err_set(e, ERR_VALUE, "slice step cannot be zero");
    ptrdiff_t low = by > 0 ? 0 : -1, high = by > 0 ? n : n - 1;
    ptrdiff_t from = k->start == ND_NONE ? (by > 0 ? low : high) : clip(k->start, n, low, high);
    ptrdiff_t to = k->stop == ND_NONE ? (by > 0 ? high : low) : clip(k->stop, n, low, high);
    ptrdiff_t distance = by > 0 ? to - from : from - to;
    size_t    stride = by > 0 ? (size_t)by : 0 - (size_t)by;
    *count = distance > 0 ? (ptrdiff_t)(((size_t)distance - 1) / stride) + 1 : 0;
    *first = *count ? from : 0;
    *step = *count ? by : 1;
    return ERR_OK;
}

err_code nd_key_check_index(ptrdiff_t *i, int axis, ptrdiff_t n, err *e) {
    if (*i < -n || *i >= n)
        return err_set(e, ERR_INDEX, "index %td is out of bounds for axis %d with size %td", *i, axis, n);
    if (*i < 0) *i += n;
    return ERR_OK;
}

err_code nd_key_too_many(const nd_array *a, int given, err *e) {
    return err_set(e, ERR_INDEX, "too many indices for array: array is %d-dimensional, but %d were indexed", a->ndim, given);
}

/* --- what kind of selection ---------------------------------------------------------------------------- */

bool nd_key_is_mask(const nd_key *k) { return k->kind == ND_KEY_ARRAY && k->array->dtype.type == ND_BOOL; }

/* Axes of the array that a key takes. */
static int axes_taken(const nd_key *k) {
    if (k->kind == ND_KEY_ELLIPSIS || k->kind == ND_KEY_NEWAXIS) return 0;
    return nd_key_is_mask(k) ? k->array->ndim : 1;
}

err_code nd_key_check_type(const nd_key *k, err *e) {
    if (k->kind != ND_KEY_ARRAY || nd_key_is_mask(k) || nd_is_integer(k->array->dtype)) return ERR_OK;
    return err_set(e, ERR_INDEX, "arrays used as indices must be of integer (or boolean) type");
}

/* *rest: how many axes no key takes. */
err_code nd_key_count_axes(const nd_array *a, int nkeys, const nd_key *keys, int *rest, err *e) {
    int taken = 0, ellipses = 0;
    for (int i = 0; i < nkeys; i++) {
        err_code code = nd_key_check_type(&keys[i], e);
        if (code) return code;
        if (keys[i].kind == ND_KEY_ELLIPSIS && ++ellipses > 1)
            return err_set(e, ERR_INDEX, "an index can only have a single ellipsis ('...')");
        taken += axes_taken(&keys[i]);
    }
    if (taken > a->ndim || nkeys > ND_MOST_KEYS) return nd_key_too_many(a, taken > a->ndim ? taken : nkeys, e);
    *rest = a->ndim - taken;
    return ERR_OK;
}

/* --- basic keys into a descriptor -------------------------------------------------------------------------- */

static err_code add_axis(nd_key_cursor *at, ptrdiff_t length, ptrdiff_t stride, err *e) {
    nd_array *out = at->out;
    if (out->ndim == ND_MAXDIMS)
        return err_set(e, ERR_INDEX, "number of dimensions must be within [0, %d], indexing result would have %d",
                       ND_MAXDIMS, ND_MAXDIMS + 1);
    out->shape[out->ndim] = length;
    out->strides[out->ndim++] = stride;
    out->size *= (size_t)length;
    return ERR_OK;
}

static err_code add_slice(nd_key_cursor *at, const nd_key *k, err *e) {
    ptrdiff_t first, step, count, stride = at->a->strides[at->axis];
    err_code  code = nd_slice_clip(k, at->a->shape[at->axis++], &first, &step, &count, e);
    if (code) return code;
    if (count > 0) at->out->data += first * stride;
    /* For a single element the stride may leave all bounds: nobody steps by it. */
    return add_axis(at, count, (ptrdiff_t)((size_t)step * (size_t)stride), e);
}

err_code nd_key_add_rest(nd_key_cursor *at, err *e) {
    for (; at->rest > 0; at->rest--, at->axis++) {
        err_code code = add_axis(at, at->a->shape[at->axis], at->a->strides[at->axis], e);
        if (code) return code;
    }
    return ERR_OK;
}

err_code nd_key_apply(nd_key_cursor *at, const nd_key *k, err *e) {
    ptrdiff_t i = k->i;
    err_code  code;
    switch (k->kind) {
    case ND_KEY_INT:
        code = nd_key_check_index(&i, at->axis, at->a->shape[at->axis], e);
        if (!code) at->out->data += i * at->a->strides[at->axis];
        at->axis++;
        return code;
    case ND_KEY_SLICE: return add_slice(at, k, e);
    case ND_KEY_NEWAXIS: return add_axis(at, 1, 0, e);
    case ND_KEY_ELLIPSIS: return nd_key_add_rest(at, e);
    case ND_KEY_ARRAY: break;
    }
    return ERR_INTERNAL;
}

void nd_key_start(nd_key_cursor *at, nd_view *v, const nd_array *a, int rest) {
    nd_view_init(v, a->dtype, 0, NULL, NULL, a->data);
    v->a.flags = a->flags & (nd_owner(a)->flags & ND_FOREIGN ? ND_WRITEABLE | ND_MEMMAP : ND_WRITEABLE);
    v->a.base = a->flags & ND_OWNDATA ? (nd_array *)(uintptr_t)a : a->base;
    *at = (nd_key_cursor){a, &v->a, 0, rest};
}

bool nd_get_basic(nd_view *v, const nd_array *a, int nkeys, const nd_key *keys, err *e) {
    nd_key_cursor at;
    int    rest = 0;
    for (int i = 0; i < nkeys; i++)
        if (keys[i].kind == ND_KEY_ARRAY) return false;
    if (nd_key_count_axes(a, nkeys, keys, &rest, e)) return false;
    nd_key_start(&at, v, a, rest);
    for (int i = 0; i < nkeys; i++)
        if (nd_key_apply(&at, &keys[i], e)) return false;
    return nd_key_add_rest(&at, e) == ERR_OK;
}
