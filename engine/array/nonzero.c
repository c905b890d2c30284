/* array/nonzero.c: where an array is true: as counts, as positions, as coordinates. */
#include "array/index.h"
#include "array/kernels.h"

/* --- counting ------------------------------------------------------------------------------------- */

#define COUNT(T)                                                                     \
    static size_t count_##T(const char *p, ptrdiff_t stride, size_t n) {             \
        size_t count = 0;                                                            \
        if (stride == sizeof(T))                                                     \
            for (size_t i = 0; i < n; i++) count += ((const T *)(const void *)p)[i] != 0; \
        else for (; n > 0; n--, p += stride) count += *(const T *)(const void *)p != 0;   \
        return count;                                                                \
    }
COUNT(uint8_t)
COUNT(uint16_t)
COUNT(uint32_t)
COUNT(uint64_t)
COUNT(float)
COUNT(double)
COUNT(nd_c64)
COUNT(nd_c128)

/* Both zeros of a float16 are zero. */
static size_t count_half(const char *p, ptrdiff_t stride, size_t n) {
    size_t count = 0;
    for (; n > 0; n--, p += stride) count += (*(const nd_f16 *)(const void *)p & 0x7fff) != 0;
    return count;
}

static size_t count_other(nd_dtype d, const char *p, ptrdiff_t stride, size_t n) {
    size_t count = 0;
    for (; n > 0; n--, p += stride) count += nd_scalar_is_true(nd_load(d, p));
    return count;
}

static size_t count_run(nd_dtype d, const char *p, ptrdiff_t stride, size_t n) {
    switch (d.type) {
    case ND_F16: return count_half(p, stride, n);
    case ND_F32: return count_float(p, stride, n);
    case ND_F64: return count_double(p, stride, n);
    case ND_C64: return count_nd_c64(p, stride, n);
    case ND_C128: return count_nd_c128(p, stride, n);
    case ND_STR:
    case ND_BYTES:
    case ND_VOID: return count_other(d, p, stride, n);
    default: break;
    }
    if (d.itemsize == 1) return stride == 1 ? nd_mask_count((const uint8_t *)p, n) : count_uint8_t(p, stride, n);
    if (d.itemsize == 2) return count_uint16_t(p, stride, n);
    return d.itemsize == 4 ? count_uint32_t(p, stride, n) : count_uint64_t(p, stride, n);
}

size_t nd_count_true(const nd_array *a) {
    nd_walk w;
    size_t  count = 0;
    for (nd_walk_init(&w, 1, &a, false); w.more; nd_walk_next(&w)) count += count_run(a->dtype, w.p[0], w.stride[0], w.n);
    return count;
}

/* --- positions --------------------------------------------------------------------------------------- */

/* a as contiguous truth: a itself or *made. */
static const nd_array *as_mask(nd_ctx *c, const nd_array *a, nd_array **made, err *e) {
    *made = NULL;
    if (a->dtype.type == ND_BOOL && nd_is_c_contiguous(a)) return a;
    return *made = nd_astype(c, a, nd_dtype_of(ND_BOOL), 'C', e);
}

nd_array *nd_flatnonzero(nd_ctx *c, const nd_array *a, err *e) {
    nd_array       *made, *out = NULL;
    const nd_array *mask = as_mask(c, a, &made, e);
    if (!mask) return NULL;
    ptrdiff_t n = (ptrdiff_t)nd_count_true(mask);
    out = nd_new(c, nd_dtype_of(ND_I64), 1, &n, 'C', e);
    if (out) nd_kernel_table()->mask_positions((const uint8_t *)mask->data, mask->size, (int64_t *)(void *)out->data, (size_t)n);
    c->bill.elements += a->size;
    nd_drop(c, made);
    return out;
}

/* Coordinate `axis` of each flat position, `step` apart from coordinate to coordinate. */
static void unravel(const nd_array *flat, const nd_array *a, int axis, int64_t *out) {
    const int64_t *position = (const int64_t *)(const void *)flat->data;
    uint64_t       step = 1, length = (uint64_t)a->shape[axis];
    for (int i = axis + 1; i < a->ndim; i++) step *= (uint64_t)a->shape[i];
    for (size_t i = 0; i < flat->size; i++) {
        uint64_t at = (uint64_t)position[i];
        if (step > 1) at /= step;
        out[i] = (int64_t)(axis > 0 ? at % length : at);
    }
}

err_code nd_nonzero(nd_ctx *c, const nd_array *a, nd_array **out, err *e) {
    if (a->ndim == 0)
        return err_set(e, ERR_VALUE, "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.");
    nd_array *flat = nd_flatnonzero(c, a, e);
    if (!flat) return e ? e->code : ERR_MEMORY;
    if (a->ndim == 1) return *out = flat, ERR_OK;
    err_code code = ERR_OK;
    int      made = 0;
    for (; made < a->ndim && !code; made++) {
        out[made] = nd_new(c, nd_dtype_of(ND_I64), 1, flat->shape, 'C', e);
        if (out[made]) unravel(flat, a, made, (int64_t *)(void *)out[made]->data);
        else code = ERR_MEMORY;
    }
    nd_drop(c, flat);
    for (int i = 0; code && i < made; i++) nd_drop(c, out[i]);
    return code;
}

/* One row of coordinates for each true element; in memory the coordinates of an axis stand together. */
nd_array *nd_argwhere(nd_ctx *c, const nd_array *a, err *e) {
    nd_array *flat = nd_flatnonzero(c, a, e);
    if (!flat) return NULL;
    ptrdiff_t shape[2] = {flat->shape[0], a->ndim};
    nd_array *out = nd_new(c, nd_dtype_of(ND_I64), 2, shape, 'F', e);
    for (int axis = 0; out && axis < a->ndim; axis++)
        unravel(flat, a, axis, (int64_t *)(void *)out->data + (size_t)axis * flat->size);
    nd_drop(c, flat);
    return out;
}
