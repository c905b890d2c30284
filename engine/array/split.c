/* array/split.c: one array into views along an axis. */
#include <string.h>

#include "array/join.h"

static err_code check_axis(const nd_array *a, int *axis, err *e) {
    if (*axis < 0) *axis += a->ndim;
    if (*axis < 0 || *axis >= a->ndim) return err_set(e, ERR_INDEX, "tuple index out of range");
    return ERR_OK;
}

/* Positions as a slice reads them: negative ones count from the end, all are clipped. */
static ptrdiff_t clip(ptrdiff_t at, ptrdiff_t n) {
    if (at < 0) at += n;
    return at < 0 ? 0 : at > n ? n : at;
}

static nd_array *piece(nd_ctx *c, nd_array *a, int axis, ptrdiff_t start, ptrdiff_t stop, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    memcpy(shape, a->shape, a->ndim * sizeof *shape);
    shape[axis] = stop > start ? stop - start : 0;
    char *data = a->size ? a->data + start * a->strides[axis] : a->data;
    if (shape[axis] == 0) data = a->data;
    return nd_new_view(c, a, a->dtype, a->ndim, shape, a->strides, data, e);
}

static err_code drop_pieces(nd_ctx *c, nd_array **out, size_t n, err_code code) {
    for (size_t i = 0; i < n; i++) {
        nd_drop(c, out[i]);
        out[i] = NULL;
    }
    return code;
}

err_code nd_split_sections(nd_ctx *c, nd_array *a, ptrdiff_t sections, int axis, bool exact, nd_array **out, err *e) {
    err_code code = check_axis(a, &axis, e);
    if (code) return code;
    ptrdiff_t n = a->shape[axis], start = 0;
    if (exact && sections == 0) return err_set(e, ERR_ZERODIV, "integer modulo by zero");
    if (exact && n % sections != 0)
        return err_set(e, ERR_VALUE, "array split does not result in an equal division");
    if (sections <= 0) return err_set(e, ERR_VALUE, "number sections must be larger than 0.");
    for (ptrdiff_t i = 0; i < sections; i++) {
        ptrdiff_t stop = start + n / sections + (i < n % sections);
        out[i] = piece(c, a, axis, start, stop, e);
        if (!out[i]) return drop_pieces(c, out, (size_t)i, ERR_MEMORY);
        start = stop;
    }
    return ERR_OK;
}

err_code nd_split_indices(nd_ctx *c, nd_array *a, size_t n, const ptrdiff_t *indices, int axis, nd_array **out, err *e) {
    err_code code = check_axis(a, &axis, e);
    if (code) return code;
    ptrdiff_t length = a->shape[axis], start = 0;
    for (size_t i = 0; i <= n; i++) {
        ptrdiff_t stop = i < n ? clip(indices[i], length) : length;
        out[i] = piece(c, a, axis, start, stop, e);
        if (!out[i]) return drop_pieces(c, out, i, ERR_MEMORY);
        start = stop;
    }
    return ERR_OK;
}
