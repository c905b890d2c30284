/* array/pad.c: pad: a frame around an array: one value, or elements found by counting on past the edge. */
#include <string.h>

#include "array/create.h"
#include "array/index.h"
#include "array/join.h"

/* Position i, counted from the first old element, -> the element that shows there. */
typedef ptrdiff_t extend_fn(ptrdiff_t i, ptrdiff_t n);

static ptrdiff_t rest(ptrdiff_t i, ptrdiff_t n) {
    i %= n;
    return i < 0 ? i + n : i;
}

static ptrdiff_t edge(ptrdiff_t i, ptrdiff_t n) { return i < 0 ? 0 : i >= n ? n - 1 : i; }

static ptrdiff_t wrap(ptrdiff_t i, ptrdiff_t n) { return rest(i, n); }

static ptrdiff_t reflect(ptrdiff_t i, ptrdiff_t n) {
    if (n == 1) return 0;
    i = rest(i, 2 * n - 2);
    return i < n ? i : 2 * n - 2 - i;
}

static ptrdiff_t symmetric(ptrdiff_t i, ptrdiff_t n) {
    i = rest(i, 2 * n);
    return i < n ? i : 2 * n - 1 - i;
}

static const struct mode {
    const char *name;
    extend_fn  *extend;
} modes[] = {{"constant", NULL}, {"edge", edge}, {"reflect", reflect}, {"symmetric", symmetric}, {"wrap", wrap}};

static const struct mode *find_mode(const char *name, err *e) {
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
        if (strcmp(modes[i].name, name) == 0) return &modes[i];
    err_set(e, ERR_VALUE, "mode '%s' is not supported", name);
    return NULL;
}

static err_code padded_shape(const nd_array *a, const ptrdiff_t *widths, const struct mode *m, ptrdiff_t *shape, err *e) {
    for (int i = 0; i < 2 * a->ndim; i++)
        if (widths[i] < 0) return err_set(e, ERR_VALUE, "index can't contain negative values");
    for (int i = 0; i < a->ndim; i++) {
        ptrdiff_t before = widths[2 * i], after = widths[2 * i + 1];
        if (a->shape[i] == 0 && m->extend && (before || after))
            return err_set(e, ERR_VALUE, "can't extend empty axis %d using modes other than 'constant' or 'empty'", i);
        if (__builtin_add_overflow(before, after, &shape[i]) ||
            __builtin_add_overflow(shape[i], a->shape[i], &shape[i]))
            return err_set(e, ERR_VALUE, "array is too big");
    }
    return ERR_OK;
}

static void middle(nd_view *v, const nd_array *out, const nd_array *a, const ptrdiff_t *widths) {
    nd_view_of(v, out);
    for (int i = 0; i < out->ndim; i++) {
        v->a.data += widths[2 * i] * out->strides[i];
        v->a.shape[i] = a->shape[i];
    }
    v->a.size = a->size;
}

/* np.pad's default is the number 0, which as text is "0". */
static err_code fill_frame(nd_ctx *c, nd_array *out, const nd_array *value, err *e) {
    int64_t zero = 0;
    nd_view v;
    nd_view_scalar(&v, nd_dtype_of(ND_I64), &zero, ND_WEAK);
    return nd_assign(c, out, value ? value : &v.a, e);
}

static nd_array *pad_constant(nd_ctx *c, const nd_array *a, const ptrdiff_t *widths, const ptrdiff_t *shape,
                              const nd_array *value, err *e) {
    nd_view   v;
    nd_array *out = nd_new(c, a->dtype, a->ndim, shape, 'C', e);
    if (!out) return NULL;
    middle(&v, out, a, widths);
    bool framed = out->size > a->size;
    if ((framed && fill_frame(c, out, value, e)) || (a->size && nd_copy_into(c, &v.a, a, e))) {
        nd_drop(c, out);
        return NULL;
    }
    return out;
}

/* One axis: take the elements that the mode names. */
static nd_array *pad_axis(nd_ctx *c, nd_array *a, int axis, const ptrdiff_t *widths, extend_fn *extend, err *e) {
    ptrdiff_t n = a->shape[axis], total = n + widths[2 * axis] + widths[2 * axis + 1];
    nd_array *index = nd_new(c, nd_dtype_of(ND_I64), 1, &total, 'C', e), *out = NULL;
    if (!index) return NULL;
    int64_t *at = (int64_t *)(void *)index->data;
    for (ptrdiff_t i = 0; i < total; i++) at[i] = extend(i - widths[2 * axis], n);
    out = nd_take(c, a, index, axis, 'r', e);
    nd_drop(c, index);
    return out;
}

static nd_array *pad_extended(nd_ctx *c, nd_array *a, const ptrdiff_t *widths, extend_fn *extend, err *e) {
    nd_array *now = nd_copy(c, a, 'C', e);
    for (int axis = 0; now && axis < a->ndim; axis++) {
        if (widths[2 * axis] == 0 && widths[2 * axis + 1] == 0) continue;
        nd_array *next = pad_axis(c, now, axis, widths, extend, e);
        nd_drop(c, now);
        now = next;
    }
    return now;
}

nd_array *nd_pad(nd_ctx *c, nd_array *a, const ptrdiff_t *widths, const char *mode, const nd_array *value, err *e) {
    ptrdiff_t          shape[ND_MAXDIMS];
    const struct mode *m = find_mode(mode, e);

    if (!m || padded_shape(a, widths, m, shape, e)) return NULL;
    nd_array *out = m->extend ? pad_extended(c, a, widths, m->extend, e) : pad_constant(c, a, widths, shape, value, e);
    if (out) c->bill.elements += out->size;
    return out;
}
