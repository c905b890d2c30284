/* array/edit.c: delete, insert, resize: another array with some elements fewer or more. */
#include <inttypes.h>
#include <string.h>

#include "array/create.h"
#include "array/index.h"
#include "array/join.h"
#include "array/shape.h"
#include "array/sort.h"

/* axis None: the elements in one row. Both results belong to the caller. */
static nd_array *along(nd_ctx *c, nd_array *a, int *axis, err *e) {
    if (*axis == ND_MAXDIMS) {
        *axis = 0;
        return nd_ravel(c, a, 'C', e);
    }
    if (nd_check_axis(axis, a->ndim, e)) return NULL;
    return nd_new_view(c, a, a->dtype, a->ndim, a->shape, a->strides, a->data, e);
}

/* Positions as int64, made positive. limit is one past the largest allowed. */
static err_code normalise(int64_t *at, size_t n, int64_t length, int64_t limit, int axis, err *e) {
    for (size_t i = 0; i < n; i++) {
        if (at[i] < -length || at[i] >= limit)
            return err_set(e, ERR_INDEX, "index %" PRId64 " is out of bounds for axis %d with size %" PRId64, at[i],
                           axis, length);
        if (at[i] < 0) at[i] += length;
    }
    return ERR_OK;
}

static err_code check_integers(const nd_array *positions, err *e) {
    if (positions->size == 0 || nd_is_integer(positions->dtype)) return ERR_OK;
    return err_set(e, ERR_INDEX, "arrays used as indices must be of integer (or boolean) type");
}

/* --- delete ------------------------------------------------------------------------------- */

static err_code unmark_mask(const nd_array *mask, uint8_t *keep, ptrdiff_t n, err *e) {
    if (mask->ndim != 1 || mask->shape[0] != n)
        return err_set(e, ERR_VALUE,
                       "boolean array argument obj to delete must be one dimensional and match the axis length of %td",
                       n);
    for (ptrdiff_t i = 0; i < n; i++) keep[i] = mask->data[i * mask->strides[0]] == 0;
    return ERR_OK;
}

static err_code unmark(nd_ctx *c, const nd_array *positions, uint8_t *keep, ptrdiff_t n, int axis, err *e) {
    if (positions->dtype.type == ND_BOOL) return unmark_mask(positions, keep, n, e);
    err_code code = check_integers(positions, e);
    if (code || positions->size == 0) return code;
    nd_array *at = nd_astype(c, positions, nd_dtype_of(ND_I64), 'C', e);
    if (!at) return ERR_MEMORY;
    int64_t *index = (int64_t *)(void *)at->data;
    code = normalise(index, at->size, n, n, at->size == 1 ? axis : 0, e);     /* as NumPy words it */
    for (size_t i = 0; !code && i < at->size; i++) keep[index[i]] = 0;
    nd_drop(c, at);
    return code;
}

/* Results lie as what they are made of: it shows when they are reshaped. */
static char order_of(const nd_array *a) { return nd_is_f_contiguous(a) && !nd_is_c_contiguous(a) ? 'F' : 'C'; }

nd_array *nd_delete(nd_ctx *c, nd_array *a, const nd_array *positions, int axis, err *e) {
    nd_array *row = along(c, a, &axis, e), *keep = NULL, *out = NULL;

    if (row) keep = nd_new(c, nd_dtype_of(ND_BOOL), 1, &row->shape[axis], 'C', e);
    if (!keep) goto done;
    memset(keep->data, 1, keep->size);
    if (unmark(c, positions, (uint8_t *)keep->data, row->shape[axis], axis, e)) goto done;
    out = nd_compress(c, keep, row, axis, e);
    if (out && positions->size > 0 && order_of(row) == 'F') {
        nd_array *turned = nd_copy(c, out, 'F', e);
        nd_drop(c, out);
        out = turned;
    }
done:
    nd_drop(c, keep);
    nd_drop(c, row);
    return out;
}

/* --- insert ---------------------------------------------------------------------------------- */

/* Part [start, stop) of an axis. */
static void cut(nd_view *v, const nd_array *a, int axis, ptrdiff_t start, ptrdiff_t stop) {
    nd_view_of(v, a);
    v->a.data = a->data + start * a->strides[axis];
    v->a.shape[axis] = stop - start;
    v->a.size = 1;
    for (int i = 0; i < a->ndim; i++) v->a.size *= (size_t)v->a.shape[i];
}

/* The values in a's type with at least as many axes as a, new ones in front. `turn`: NumPy moves the
 * first axis to `axis` when the position is a single number. */
static nd_array *shape_values(nd_ctx *c, const nd_array *a, const nd_array *values, int axis, bool turn, err *e) {
    nd_array *typed = nd_astype(c, values, a->dtype, 'C', e), *deep = NULL, *out = NULL;
    int       first = 0;

    if (!typed) return NULL;
    ptrdiff_t shape[ND_MAXDIMS];
    int       missing = a->ndim > typed->ndim ? a->ndim - typed->ndim : 0;
    for (int i = 0; i < missing + typed->ndim; i++) shape[i] = i < missing ? 1 : typed->shape[i - missing];
    deep = nd_reshape(c, typed, missing + typed->ndim, shape, 'C', e);
    nd_drop(c, typed);
    if (!deep || !turn) return deep;
    out = nd_moveaxis(c, deep, 1, &first, &axis, e);
    nd_drop(c, deep);
    return out;
}

static nd_array *widened(nd_ctx *c, const nd_array *a, int axis, ptrdiff_t more, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    memcpy(shape, a->shape, a->ndim * sizeof *shape);
    shape[axis] += more;
    return nd_new(c, a->dtype, a->ndim, shape, order_of(a), e);
}

/* All values at one place: three copies. */
static nd_array *insert_block(nd_ctx *c, const nd_array *a, int64_t at, const nd_array *values, int axis, err *e) {
    ptrdiff_t more = values->shape[axis];
    nd_view   to, from;
    nd_array *out = widened(c, a, axis, more, e);
    if (!out) return NULL;
    cut(&to, out, axis, 0, at);
    cut(&from, a, axis, 0, at);
    err_code code = nd_copy_into(c, &to.a, &from.a, e);
    cut(&to, out, axis, at, at + more);
    if (!code) code = nd_assign(c, &to.a, values, e);
    cut(&to, out, axis, at + more, out->shape[axis]);
    cut(&from, a, axis, at, a->shape[axis]);
    if (!code) code = nd_copy_into(c, &to.a, &from.a, e);
    if (code) {
        nd_drop(c, out);
        return NULL;
    }
    return out;
}

static err_code set_along(nd_ctx *c, nd_array *out, const nd_array *index, const nd_array *values, int axis, err *e) {
    nd_key keys[ND_MAXDIMS];
    for (int i = 0; i < axis; i++)
        keys[i] = (nd_key){.kind = ND_KEY_SLICE, .start = ND_NONE, .stop = ND_NONE, .step = ND_NONE};
    keys[axis] = (nd_key){.kind = ND_KEY_ARRAY, .array = index};
    return nd_set(c, out, axis + 1, keys, values, e);
}

/* Each value at its own place: positions move up by the number of values before them. */
static nd_array *insert_each(nd_ctx *c, const nd_array *a, nd_array *index, const nd_array *values, int axis, err *e) {
    nd_array *order = nd_argsort(c, index, 0, e), *old = NULL, *out = NULL;
    int64_t  *at = (int64_t *)(void *)index->data;
    bool      ok = false;

    out = order ? widened(c, a, axis, (ptrdiff_t)index->size, e) : NULL;
    old = out ? nd_new(c, nd_dtype_of(ND_BOOL), 1, &out->shape[axis], 'C', e) : NULL;
    if (!old) goto done;
    for (size_t i = 0; i < index->size; i++) at[((int64_t *)(void *)order->data)[i]] += (int64_t)i;
    if (normalise(at, index->size, out->shape[axis], out->shape[axis], axis, e)) goto done;
    memset(old->data, 1, old->size);
    for (size_t i = 0; i < index->size; i++) old->data[at[i]] = 0;
    if (set_along(c, out, index, values, axis, e) || set_along(c, out, old, a, axis, e)) goto done;
    ok = true;
done:
    nd_drop(c, order);
    nd_drop(c, old);
    if (!ok) nd_drop(c, out);
    return ok ? out : NULL;
}

/* Positions as an int64 array of our own; a mask becomes where it is true. */
static nd_array *read_positions(nd_ctx *c, const nd_array *positions, err *e) {
    if (positions->dtype.type == ND_BOOL) {
        if (positions->ndim == 1) return nd_flatnonzero(c, positions, e);
        err_set(e, ERR_VALUE, "boolean array argument obj to insert must be one dimensional");
        return NULL;
    }
    if (positions->ndim > 1) {
        err_set(e, ERR_VALUE, "index array argument obj to insert must be one dimensional or scalar");
        return NULL;
    }
    if (check_integers(positions, e)) return NULL;
    return nd_astype(c, positions, nd_dtype_of(ND_I64), 'C', e);
}

static nd_array *insert_along(nd_ctx *c, const nd_array *a, nd_array *index, const nd_array *values, int axis,
                              bool number, err *e) {
    int64_t  *at = (int64_t *)(void *)index->data, length = a->shape[axis];
    nd_array *shaped = NULL, *out = NULL;
    if (index->size == 1) {
        if (normalise(at, 1, length, length + 1, axis, e)) return NULL;
        shaped = shape_values(c, a, values, axis, number, e);
        if (shaped) out = insert_block(c, a, at[0], shaped, axis, e);
    } else {
        for (size_t i = 0; i < index->size; i++)
            if (at[i] < 0) at[i] += length;
        shaped = nd_astype(c, values, a->dtype, 'C', e);
        if (shaped) out = insert_each(c, a, index, shaped, axis, e);
    }
    nd_drop(c, shaped);
    return out;
}

nd_array *nd_insert(nd_ctx *c, nd_array *a, const nd_array *positions, const nd_array *values, int axis, err *e) {
    nd_array *row = along(c, a, &axis, e), *index = NULL, *out = NULL;

    if (row) index = read_positions(c, positions, e);
    if (index) out = insert_along(c, row, index, values, axis, positions->ndim == 0, e);
    if (out) c->bill.elements += out->size;
    nd_drop(c, row);
    nd_drop(c, index);
    return out;
}

/* --- resize ------------------------------------------------------------------------------------- */

nd_array *nd_resize(nd_ctx *c, nd_array *a, int ndim, const ptrdiff_t *shape, err *e) {
    for (int i = 0; i < ndim; i++)
        if (shape[i] < 0) {
            err_set(e, ERR_VALUE, "all elements of `new_shape` must be non-negative");
            return NULL;
        }
    if (a->size == 0) return nd_zeros(c, a->dtype, ndim, shape, 'C', e);
    nd_array *out = nd_new(c, a->dtype, ndim, shape, 'C', e), *flat = out ? nd_ravel(c, a, 'C', e) : NULL;
    if (!flat) {
        nd_drop(c, out);
        return NULL;
    }
    size_t unit = nd_nbytes(flat), nbytes = nd_nbytes(out);
    for (size_t at = 0; unit && at < nbytes; at += unit)
        memcpy(out->data + at, flat->data, nbytes - at < unit ? nbytes - at : unit);
    c->bill.elements += out->size;
    nd_drop(c, flat);
    return out;
}
