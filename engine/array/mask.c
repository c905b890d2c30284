/* array/mask.c: a[mask] and a[mask] = value, where the mask has a's shape.
 *
 * Contiguous runs are read eight mask bytes at a time: eight false ones are skipped, and as long as there
 * is room for eight more elements all eight are written and the place moves on by the true ones,
 * so that nothing branches on single bytes.                                                     */
#include "array/mask.h"

#include <string.h>

#include "array/overlap.h"
#include "array/pick.h"

err_code nd_mask_check(const nd_array *a, int axis, const nd_array *mask, err *e) {
    for (int i = 0; i < mask->ndim; i++)
        if (mask->shape[i] != a->shape[axis + i])
            return err_set(e, ERR_INDEX, "boolean index did not match indexed array along axis %d; size of axis is %td but size "
                           "of corresponding boolean axis is %td", axis + i, a->shape[axis + i], mask->shape[i]);
    return ERR_OK;
}

/* --- counting and positions ------------------------------------------------------------------------- */

static uint64_t load8(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* 1 in each byte that is not 0. */
static uint64_t truth8(uint64_t word) {
    const uint64_t low = 0x7f7f7f7f7f7f7f7fULL;
    return ((((word & low) + low) | word) & ~low) >> 7;
}

size_t nd_mask_count(const uint8_t *mask, size_t n) {
    size_t count = 0, i = 0;
    for (; i + 8 <= n; i += 8) count += (size_t)((truth8(load8(mask + i)) * 0x0101010101010101ULL) >> 56);
    for (; i < n; i++) count += mask[i] != 0;
    return count;
}

size_t nd_mask_positions(const uint8_t *mask, size_t n, int64_t base, int64_t *out, size_t room) {
    size_t k = 0, i = 0;
    for (; i + 8 <= n && k + 8 <= room; i += 8) {
        if (load8(mask + i) == 0) continue;
        for (size_t j = 0; j < 8; j++) {
            out[k] = base + (int64_t)(i + j);
            k += mask[i + j] != 0;
        }
    }
    for (; i < n && k < room; i++)
        if (mask[i]) out[k++] = base + (int64_t)i;
    return k;
}

/* --- runs ----------------------------------------------------------------------------------------------- */

/* One inner run of array and mask, and the other side, which moves on with each true byte. */
typedef struct run {
    size_t         n;
    char          *p;
    const uint8_t *mask;
    ptrdiff_t      stride, mask_stride;
    char          *other;
    ptrdiff_t      other_stride;
    size_t         left;           /* elements the other side still has room for (get) */
} run;

#define RUNS(T)                                                                                   \
    static void take_##T(run *r) {                                                                \
        T     *out = (T *)(void *)r->other;                                                       \
        size_t k = 0, i = 0;                                                                      \
        if (r->stride == sizeof(T) && r->mask_stride == 1)                                        \
            for (const T *in = (const T *)(const void *)r->p; i + 8 <= r->n && k + 8 <= r->left; i += 8) { \
                if (load8(r->mask + i) == 0) continue;                                            \
                for (size_t j = 0; j < 8; j++) { out[k] = in[i + j]; k += r->mask[i + j] != 0; }  \
            }                                                                                     \
        for (; i < r->n && k < r->left; i++)                                                      \
            if (r->mask[(ptrdiff_t)i * r->mask_stride])                                           \
                out[k++] = *(const T *)(const void *)(r->p + (ptrdiff_t)i * r->stride);           \
        r->other += k * sizeof(T);                                                                \
        r->left -= k;                                                                             \
    }                                                                                             \
    static void fill_##T(run *r) {                                                                \
        T *out = (T *)(void *)r->p, x = *(const T *)(const void *)r->other;                       \
        if (r->stride == sizeof(T) && r->mask_stride == 1)                                        \
            for (size_t i = 0; i < r->n; i++) out[i] = r->mask[i] ? x : out[i];                   \
        else for (size_t i = 0; i < r->n; i++)                                                    \
            if (r->mask[(ptrdiff_t)i * r->mask_stride]) *(T *)(void *)(r->p + (ptrdiff_t)i * r->stride) = x; \
    }
RUNS(uint8_t)
RUNS(uint16_t)
RUNS(uint32_t)
RUNS(uint64_t)

static void take_text(run *r, size_t itemsize) {
    for (size_t i = 0; i < r->n; i++) {
        if (!r->mask[(ptrdiff_t)i * r->mask_stride]) continue;
        memcpy(r->other, r->p + (ptrdiff_t)i * r->stride, itemsize);
        r->other += itemsize;
    }
}

static void take_run(run *r, nd_dtype d) {
    if (d.type == ND_STR) take_text(r, d.itemsize);
    else if (d.itemsize == 1) take_uint8_t(r);
    else if (d.itemsize == 2) take_uint16_t(r);
    else if (d.itemsize == 4) take_uint32_t(r);
    else take_uint64_t(r);
}

/* Values one after the other (or one value again and again). */
static void put_run(run *r, size_t itemsize) {
    for (size_t i = 0; i < r->n; i++) {
        if (!r->mask[(ptrdiff_t)i * r->mask_stride]) continue;
        memmove(r->p + (ptrdiff_t)i * r->stride, r->other, itemsize);
        r->other += r->other_stride;
    }
}

static void set_run(run *r, nd_dtype d) {
    if (r->other_stride != 0 || d.type == ND_STR) put_run(r, d.itemsize);
    else if (d.itemsize == 1) fill_uint8_t(r);
    else if (d.itemsize == 2) fill_uint16_t(r);
    else if (d.itemsize == 4) fill_uint32_t(r);
    else fill_uint64_t(r);
}

/* In C order of a: get writes r->other, set reads it. */
static void walk_mask(const nd_array *a, const nd_array *mask, run *r, bool get) {
    const nd_array *ops[] = {a, mask};
    nd_walk         w;
    for (nd_walk_init(&w, 2, ops, true); w.more; nd_walk_next(&w)) {
        r->n = w.n;
        r->p = w.p[0];
        r->mask = (const uint8_t *)w.p[1];
        r->stride = w.stride[0];
        r->mask_stride = w.stride[1];
        if (get) take_run(r, a->dtype);
        else set_run(r, a->dtype);
    }
}

/* --- get and set ------------------------------------------------------------------------------------------ */

nd_array *nd_mask_get(nd_ctx *c, const nd_array *a, const nd_array *mask, err *e) {
    if (nd_mask_check(a, 0, mask, e)) return NULL;
    ptrdiff_t n = (ptrdiff_t)nd_count_true(mask);
    nd_array *out = nd_new(c, a->dtype, 1, &n, 'C', e);
    if (!out) return NULL;
    run r = {.other = out->data, .left = (size_t)n};
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
        run  r = {.other = ready->data, .other_stride = one ? 0 : ready->strides[0]};
        walk_mask(a, mask, &r, false);
        c->bill.elements += a->size;
    }
    nd_drop(c, made);
    nd_drop(c, mask_copy);
    return code;
}
