/* array/mask.c: a[mask] and a[mask] = value, where the mask has a's shape. */
#include "array/mask.h"

#include <string.h>

#include "array/element.h"
#include "array/kernels.h"
#include "array/layout.h"
#include "array/overlap.h"
#include "array/pick.h"

err_code nd_mask_check(const nd_array *a, int axis, const nd_array *mask, err *e) {
    for (int i = 0; i < mask->ndim; i++)
        if (mask->shape[i] != a->shape[axis + i])
            return err_set(e, ERR_INDEX, "boolean index did not match indexed array along axis %d; size of axis is %td but size "
                           "of corresponding boolean axis is %td", axis + i, a->shape[axis + i], mask->shape[i]);
    return ERR_OK;
}

/* --- counting -------------------------------------------------------------------------------------- */

/* 1 in each byte that is not 0. */
static uint64_t truth8(uint64_t word) {
    const uint64_t low = 0x7f7f7f7f7f7f7f7fULL;
    return ((((word & low) + low) | word) & ~low) >> 7;
}

size_t nd_mask_count(const uint8_t *mask, size_t n) {
    size_t count = 0, i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t word;
        memcpy(&word, mask + i, sizeof word);
        count += (size_t)((truth8(word) * 0x0101010101010101ULL) >> 56);
    }
    for (; i < n; i++) count += mask[i] != 0;
    return count;
}

/* --- runs ----------------------------------------------------------------------------------------------- */

/* Text and its like have no kernels, nor have elements at odd addresses. */
static void take_text(nd_mask_run *r, size_t itemsize) {
    for (size_t i = 0; i < r->n; i++) {
        if (!r->mask[(ptrdiff_t)i * r->mask_stride]) continue;
        memcpy(r->other, r->p + (ptrdiff_t)i * r->stride, itemsize);
        r->other += itemsize;
    }
}

static void put_text(nd_mask_run *r, size_t itemsize) {
    for (size_t i = 0; i < r->n; i++) {
        if (!r->mask[(ptrdiff_t)i * r->mask_stride]) continue;
        memmove(r->p + (ptrdiff_t)i * r->stride, r->other, itemsize);
        r->other += r->other_stride;
    }
}

static nd_mask_loop *find_loop(nd_dtype d, bool get, bool one) {
    const nd_kernels *t = nd_kernel_table();
    int               size = nd_item_log2(d);
    return get ? t->mask_take[size] : one ? t->mask_fill[size] : t->mask_put[size];
}

/* In C order of a: get writes r->other, set reads it. */
static void walk_mask(const nd_array *a, const nd_array *mask, nd_mask_run *r, bool get) {
    const nd_array *ops[] = {a, mask};
    nd_walk         w;
    nd_mask_loop   *loop = !nd_moves_words(a->dtype) || !nd_is_aligned(a) || (uintptr_t)r->other % nd_dtype_alignment(a->dtype) ? NULL : find_loop(a->dtype, get, r->other_stride == 0);
    for (nd_walk_init(&w, 2, ops, true); w.more; nd_walk_next(&w)) {
        r->n = w.n;
        r->p = w.p[0];
        r->mask = (const uint8_t *)w.p[1];
        r->stride = w.stride[0];
        r->mask_stride = w.stride[1];
        if (loop) loop(r);
        else if (get) take_text(r, a->dtype.itemsize);
        else put_text(r, a->dtype.itemsize);
    }
}

/* --- get and set ------------------------------------------------------------------------------------------ */

nd_array *nd_mask_get(nd_ctx *c, const nd_array *a, const nd_array *mask, err *e) {
    if (nd_mask_check(a, 0, mask, e)) return NULL;
    ptrdiff_t n = (ptrdiff_t)nd_count_true(mask);
    nd_array *out = nd_new(c, a->dtype, 1, &n, 'C', e);
    if (!out) return NULL;
    nd_mask_run r = {.other = out->data, .left = (size_t)n};
    walk_mask(a, mask, &r, true);
    c->bill.elements += a->size;
    return out;
}

static err_code check_values(const nd_array *value, size_t count, err *e) {
    if (value->ndim > 1)
        return err_set(e, ERR_TYPE, "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has %d dimensions",
                       value->ndim);
    if (value->ndim == 1 && value->size != 1 && value->size != count)
        return err_set(e, ERR_VALUE, "NumPy boolean array indexing assignment cannot assign %zu input values to the %zu output values "
                       "where the mask is true", value->size, count);
    return ERR_OK;
}

err_code nd_mask_set(nd_ctx *c, nd_array *a, const nd_array *mask, const nd_array *value, err *e) {
    nd_array *made = NULL, *mask_copy = NULL;
    err_code  code = nd_mask_check(a, 0, mask, e);
    if (!code) code = check_values(value, value->ndim ? nd_count_true(mask) : 0, e);
    if (code || value->size == 0) return code;
    if (nd_overlap_needs_copy(a, mask)) {
        mask = mask_copy = nd_copy(c, mask, 'K', e);
        if (!mask) return e ? e->code : ERR_MEMORY;
    }
    const nd_array *ready = nd_value_for(c, a, a->dtype, value, &made, e);
    if (!ready) code = e ? e->code : ERR_VALUE;
    else {
        bool one = ready->size == 1;
        nd_mask_run r = {.other = ready->data, .other_stride = one ? 0 : ready->strides[0], .left = ready->size};
        walk_mask(a, mask, &r, false);
        c->bill.elements += a->size;
    }
    nd_drop(c, made);
    nd_drop(c, mask_copy);
    return code;
}
