/* array/take.c: elements by number along one axis: take, put, take_along_axis, compress. */
#include <string.h>

#include "array/create.h"
#include "array/index.h"
#include "array/shape.h"
#include "array/take.h"

/* --- indices ---------------------------------------------------------------------------------------- */

const nd_array *nd_take_indices(nd_ctx *c, const nd_array *indices, nd_array **made, err *e) {
    char     name[ND_DTYPE_TEXT];
    nd_dtype i64 = nd_dtype_of(ND_I64);
    *made = NULL;
    if (!nd_can_cast(indices->dtype, i64, ND_CAST_SAME_KIND)) {
        nd_dtype_text(indices->dtype, name);
        return err_set(e, ERR_TYPE, "Cannot cast array data from dtype('%s') to dtype('int64') according to the rule 'same_kind'", name), NULL;
    }
    if (indices->dtype.type == ND_I64 && nd_is_c_contiguous(indices)) return indices;
    return *made = nd_astype(c, indices, i64, 'C', e);
}

err_code nd_take_refuse(int64_t i, int axis, ptrdiff_t n, err *e) {
    return err_set(e, ERR_INDEX, "index %lld is out of bounds for axis %d with size %td", (long long)i, axis, n);
}

/* --- take ---------------------------------------------------------------------------------------------- */

/* A C-ordered source seen as [outer][n][chunk bytes]. */
typedef struct taking {
    const char    *from;
    char          *to;
    const int64_t *index;
    size_t         nindex, outer, chunk;
    ptrdiff_t      n;
    int            axis;
    char           mode;
} taking;

static err_code take_bytes(const taking *t, err *e) {
    char *to = t->to;
    for (size_t o = 0; o < t->outer; o++) {
        const char *block = t->from + o * (size_t)t->n * t->chunk;
        for (size_t i = 0; i < t->nindex; i++, to += t->chunk) {
            ptrdiff_t at = nd_take_resolve(t->index[i], t->n, t->mode);
            if (at < 0) return nd_take_refuse(t->index[i], t->axis, t->n, e);
            memcpy(to, block + (size_t)at * t->chunk, t->chunk);
        }
    }
    return ERR_OK;
}

static err_code take_words(const taking *t, err *e) {
    for (size_t o = 0; o < t->outer; o++) {
        const uint64_t *block = (const uint64_t *)(const void *)t->from + o * (size_t)t->n;
        uint64_t       *to = (uint64_t *)(void *)t->to + o * t->nindex;
        for (size_t i = 0; i < t->nindex; i++) {
            int64_t at = t->index[i];
            if ((uint64_t)at >= (uint64_t)t->n) {
                at = nd_take_resolve(at, t->n, t->mode);
                if (at < 0) return nd_take_refuse(t->index[i], t->axis, t->n, e);
            }
            to[i] = block[at];
        }
    }
    return ERR_OK;
}

static size_t product(const ptrdiff_t *shape, int from, int to) {
    size_t n = 1;
    for (int i = from; i < to; i++) n *= (size_t)shape[i];
    return n;
}

static nd_array *take_packed(nd_ctx *c, const nd_array *a, const nd_array *index, int axis, char mode, err *e) {
    ptrdiff_t shape[2 * ND_MAXDIMS], n = a->shape[axis];
    int       ndim = 0;
    for (int i = 0; i < axis; i++) shape[ndim++] = a->shape[i];
    for (int i = 0; i < index->ndim; i++) shape[ndim++] = index->shape[i];
    for (int i = axis + 1; i < a->ndim; i++) shape[ndim++] = a->shape[i];
    nd_array *out = nd_new(c, a->dtype, ndim, shape, 'C', e);
    if (!out || out->size == 0) return out;
    if (n == 0) {
        err_set(e, ERR_INDEX, "cannot do a non-empty take from an empty axes.");
        return nd_drop(c, out), NULL;
    }
    taking t = {.from = a->data, .to = out->data, .index = (const int64_t *)(const void *)index->data,
                .nindex = index->size, .outer = product(a->shape, 0, axis),
                .chunk = product(a->shape, axis + 1, a->ndim) * a->dtype.itemsize, .n = n, .axis = axis, .mode = mode};
    bool     words = t.chunk == 8 && a->dtype.itemsize == 8 && nd_is_aligned(a);
    err_code code = words ? take_words(&t, e) : take_bytes(&t, e);
    c->bill.elements += out->size;
    if (code) return nd_drop(c, out), NULL;
    if (ndim == 0) out->flags |= ND_SCALAR;
    return out;
}

/* a itself or *made, contiguous; *axis counted from 0. NULL on failure. */
static const nd_array *as_packed(nd_ctx *c, nd_array *a, int *axis, nd_array **made, err *e) {
    *made = NULL;
    /* A scalar is taken from as if it had one element. */
    if (a->ndim == 0 && (*axis == 0 || *axis == -1)) *axis = ND_MAXDIMS;
    if (*axis == ND_MAXDIMS) {
        *axis = 0;
        return *made = nd_ravel(c, a, 'C', e);
    }
    if (nd_check_axis(axis, a->ndim, e)) return NULL;
    return nd_is_c_contiguous(a) ? a : (*made = nd_copy(c, a, 'C', e));
}

nd_array *nd_take(nd_ctx *c, nd_array *a, const nd_array *indices, int axis, char mode, err *e) {
    nd_array       *made = NULL, *packed = NULL, *out = NULL;
    const nd_array *index = nd_take_indices(c, indices, &made, e);
    const nd_array *from = index ? as_packed(c, a, &axis, &packed, e) : NULL;
    if (from) out = take_packed(c, from, index, axis, mode, e);
    nd_drop(c, made);
    nd_drop(c, packed);
    return out;
}

/* --- compress ----------------------------------------------------------------------------------------------- */

nd_array *nd_compress(nd_ctx *c, const nd_array *mask, nd_array *a, int axis, err *e) {
    if (mask->ndim != 1) return err_set(e, ERR_VALUE, "condition must be a 1-d array"), NULL;
    if (axis != ND_MAXDIMS && a->ndim > 0 && nd_check_axis(&axis, a->ndim, e)) return NULL;
    nd_array *index = nd_flatnonzero(c, mask, e);
    nd_array *out = index ? nd_take(c, a, index, axis, 'r', e) : NULL;
    nd_drop(c, index);
    return out;
}

/* --- take_along_axis -------------------------------------------------------------------------------------------- */

/* a[..., indices, ...] with 0, 1, 2, ... along every other axis. */
static nd_array *take_grid(nd_ctx *c, nd_array *a, const nd_array *indices, int axis, err *e) {
    ptrdiff_t longest = 0, ones[ND_MAXDIMS], strides[ND_MAXDIMS] = {0};
    nd_key    keys[ND_MAXDIMS];
    nd_array *lines[ND_MAXDIMS] = {NULL}, *out = NULL;
    for (int i = 0; i < a->ndim; i++) {
        ones[i] = 1;
        if (a->shape[i] > longest) longest = a->shape[i];
    }
    nd_array *count = nd_arange_int(c, 0, longest, 1, nd_dtype_of(ND_I64), e);
    if (!count) return NULL;
    for (int i = 0; i < a->ndim; i++) {
        keys[i] = (nd_key){.kind = ND_KEY_ARRAY, .array = indices};
        if (i == axis) continue;
        ones[i] = a->shape[i];
        strides[i] = sizeof(int64_t);
        lines[i] = nd_new_view(c, count, count->dtype, a->ndim, ones, strides, count->data, e);
        if (!lines[i]) goto done;
        ones[i] = 1;
        strides[i] = 0;
        keys[i].array = lines[i];
    }
    out = nd_get(c, a, a->ndim, keys, e);
done:
    for (int i = 0; i < a->ndim; i++) nd_drop(c, lines[i]);
    nd_drop(c, count);
    return out;
}

nd_array *nd_take_along_axis(nd_ctx *c, nd_array *a, const nd_array *indices, int axis, err *e) {
    if (!nd_is_integer(indices->dtype)) return err_set(e, ERR_INDEX, "`indices` must be an integer array"), NULL;
    if (axis == ND_MAXDIMS) {
        if (indices->ndim != 1) return err_set(e, ERR_VALUE, "when axis=None, `indices` must have a single dimension."), NULL;
        nd_array *flat = nd_ravel(c, a, 'C', e);
        nd_array *out = flat ? take_grid(c, flat, indices, 0, e) : NULL;
        nd_drop(c, flat);
        return out;
    }
    if (nd_check_axis(&axis, a->ndim, e)) return NULL;
    if (indices->ndim != a->ndim)
        return err_set(e, ERR_VALUE, "`indices` and `arr` must have the same number of dimensions"), NULL;
    return take_grid(c, a, indices, axis, e);
}
