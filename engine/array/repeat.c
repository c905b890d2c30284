/* array/repeat.c: repeat, tile, roll: the same elements again, or further on. */
#include <string.h>

#include "array/create.h"
#include "array/join.h"
#include "array/shape.h"

/* --- repeat ------------------------------------------------------------------------------- */

/* a seen as [outer][n][inner bytes]. */
typedef struct blocks {
    size_t outer, n, nbytes;
} blocks;

static blocks split_at(const nd_array *a, int axis) {
    blocks b = {1, (size_t)a->shape[axis], a->dtype.itemsize};
    for (int i = 0; i < axis; i++) b.outer *= (size_t)a->shape[i];
    for (int i = axis + 1; i < a->ndim; i++) b.nbytes *= (size_t)a->shape[i];
    return b;
}

static char *put_times(char *to, const char *from, size_t nbytes, int64_t times) {
    if (nbytes == 8)
        for (int64_t i = 0; i < times; i++, to += 8) memcpy(to, from, 8);
    else
        for (int64_t i = 0; i < times; i++, to += nbytes) memcpy(to, from, nbytes);
    return to;
}

static err_code check_repeats(const nd_array *repeats, ptrdiff_t n, err *e) {
    char text[ND_DTYPE_TEXT];
    if (repeats->size && (nd_is_inexact(repeats->dtype) || !nd_is_numeric(repeats->dtype) ||
                          repeats->dtype.type == ND_U64)) {
        nd_dtype_text(repeats->dtype, text);
        return err_set(e, ERR_TYPE,
                       "Cannot cast array data from dtype('%s') to dtype('int64') according to the rule 'safe'", text);
    }
    if (repeats->ndim > 1) return err_set(e, ERR_VALUE, "object too deep for desired array");
    if (repeats->size != 1 && (ptrdiff_t)repeats->size != n)
        return err_set(e, ERR_VALUE, "operands could not be broadcast together with shape (%td,) (%td,)", n,
                       repeats->shape[0]);
    return ERR_OK;
}

/* Length of the axis afterwards. */
static err_code count_repeats(const nd_array *counts, ptrdiff_t n, ptrdiff_t *total, err *e) {
    const int64_t *count = (const int64_t *)(const void *)counts->data;
    *total = 0;
    if (counts->size == 1) {
        if (count[0] < 0) return err_set(e, ERR_VALUE, "negative dimensions are not allowed");
        if (__builtin_mul_overflow(n, count[0], total)) return err_set(e, ERR_VALUE, "array is too big");
        return ERR_OK;
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        if (count[i] < 0) return err_set(e, ERR_VALUE, "repeats may not contain negative values.");
        if (__builtin_add_overflow(*total, count[i], total)) return err_set(e, ERR_VALUE, "array is too big");
    }
    return ERR_OK;
}

static void repeat_blocks(const blocks *b, const char *from, const nd_array *counts, char *to) {
    const int64_t *count = (const int64_t *)(const void *)counts->data;
    size_t         step = counts->size == 1 ? 0 : 1;
    for (size_t i = 0; i < b->outer; i++)
        for (size_t j = 0; j < b->n; j++, from += b->nbytes) to = put_times(to, from, b->nbytes, count[j * step]);
}

static nd_array *repeat_axis(nd_ctx *c, nd_array *a, const nd_array *repeats, int axis, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    nd_array *dense = NULL, *counts = NULL, *out = NULL;

    if (nd_check_axis(&axis, a->ndim, e) || check_repeats(repeats, a->shape[axis], e)) return NULL;
    counts = nd_astype(c, repeats, nd_dtype_of(ND_I64), 'C', e);
    dense = counts ? nd_copy(c, a, 'C', e) : NULL;
    if (!dense) goto done;
    memcpy(shape, a->shape, a->ndim * sizeof *shape);
    if (count_repeats(counts, a->shape[axis], &shape[axis], e)) goto done;
    out = nd_new(c, a->dtype, a->ndim, shape, 'C', e);
    if (!out) goto done;
    blocks b = split_at(dense, axis);
    if (out->size) repeat_blocks(&b, dense->data, counts, out->data);
    c->bill.elements += out->size;
done:
    nd_drop(c, dense);
    nd_drop(c, counts);
    return out;
}

nd_array *nd_repeat(nd_ctx *c, nd_array *a, const nd_array *repeats, int axis, err *e) {
    if (axis != ND_MAXDIMS && a->ndim > 0) return repeat_axis(c, a, repeats, axis, e);
    nd_array *flat = nd_ravel(c, a, 'C', e);
    nd_array *out = flat ? repeat_axis(c, flat, repeats, axis == ND_MAXDIMS ? 0 : axis, e) : NULL;
    nd_drop(c, flat);
    return out;
}

/* --- tile ---------------------------------------------------------------------------------- */

/* The result seen with two axes for each of its own: which copy, and where in it. Axes that are
 * copied once need no second one. */
static err_code tile_into(nd_ctx *c, nd_array *out, const nd_array *a, const ptrdiff_t *reps, err *e) {
    ptrdiff_t shape[ND_MAXDIMS], to[ND_MAXDIMS], from[ND_MAXDIMS];
    nd_view   target, source;
    int       n = 0, missing = out->ndim - a->ndim;

    for (int i = 0; i < out->ndim; i++) {
        ptrdiff_t length = i < missing ? 1 : a->shape[i - missing];
        if (n + 2 > ND_MAXDIMS) return err_set(e, ERR_VALUE, "too many dimensions to tile");
        if (reps[i] != 1) {
            shape[n] = reps[i];
            to[n] = out->strides[i] * length;
            from[n++] = 0;
        }
        shape[n] = length;
        to[n] = out->strides[i];
        from[n++] = i < missing ? 0 : a->strides[i - missing];
    }
    nd_view_init(&target, out->dtype, n, shape, to, out->data);
    nd_view_init(&source, a->dtype, n, shape, from, a->data);
    target.a.flags |= ND_WRITEABLE;
    return nd_copy_into(c, &target.a, &source.a, e);
}

nd_array *nd_tile(nd_ctx *c, nd_array *a, int n, const ptrdiff_t *reps, err *e) {
    ptrdiff_t shape[ND_MAXDIMS], times[ND_MAXDIMS];
    int       ndim = a->ndim > n ? a->ndim : n;

    for (int i = 0; i < ndim; i++) {
        ptrdiff_t length = i < ndim - a->ndim ? 1 : a->shape[i - (ndim - a->ndim)];
        times[i] = i < ndim - n ? 1 : reps[i - (ndim - n)];
        if (__builtin_mul_overflow(length, times[i], &shape[i])) {
            err_set(e, ERR_VALUE, "array is too big");
            return NULL;
        }
        if (times[i] < 0) shape[i] = -1;
    }
    nd_array *out = nd_new(c, a->dtype, ndim, shape, 'C', e);
    if (!out) return NULL;
    if (out->size && tile_into(c, out, a, times, e)) {
        nd_drop(c, out);
        return NULL;
    }
    c->bill.elements += out->size;
    return out;
}

/* --- roll ------------------------------------------------------------------------------------ */

static ptrdiff_t positive_rest(ptrdiff_t x, ptrdiff_t n) {
    if (n == 0) return 0;
    x %= n;
    return x < 0 ? x + n : x;
}

/* Copy the two parts of each axis in turn: those before and behind the seam. */
static err_code roll_axis(nd_ctx *c, nd_view *to, nd_view *from, int axis, const ptrdiff_t *shift, err *e) {
    if (axis == to->a.ndim) {
        to->a.size = 1;
        for (int i = 0; i < to->a.ndim; i++) to->a.size *= (size_t)to->a.shape[i];
        from->a.size = to->a.size;
        return nd_copy_into(c, &to->a, &from->a, e);
    }
    ptrdiff_t n = to->a.shape[axis], seam = shift[axis], lengths[2] = {n - seam, seam};
    char     *to_start = to->a.data, *from_start = from->a.data;
    err_code  code = ERR_OK;
    for (int part = 0; part < 2 && !code; part++) {
        if (lengths[part] == 0) continue;
        to->a.shape[axis] = from->a.shape[axis] = lengths[part];
        to->a.data = to_start + (part ? 0 : seam) * to->a.strides[axis];
        from->a.data = from_start + (part ? n - seam : 0) * from->a.strides[axis];
        code = roll_axis(c, to, from, axis + 1, shift, e);
    }
    to->a.shape[axis] = from->a.shape[axis] = n;
    to->a.data = to_start;
    from->a.data = from_start;
    return code;
}

static nd_array *roll_all(nd_ctx *c, const nd_array *a, const ptrdiff_t *shift, err *e) {
    nd_view   to, from;
    nd_array *out = nd_empty_like(c, a, a->dtype, 'K', -1, NULL, e);
    if (!out || out->size == 0) return out;
    nd_view_of(&to, out);
    nd_view_of(&from, a);
    if (roll_axis(c, &to, &from, 0, shift, e)) {
        nd_drop(c, out);
        return NULL;
    }
    c->bill.elements += out->size;
    return out;
}

static nd_array *roll_flat(nd_ctx *c, nd_array *a, ptrdiff_t shift, err *e) {
    nd_array *flat = nd_ravel(c, a, 'C', e), *rolled = NULL, *out = NULL;
    shift = positive_rest(shift, (ptrdiff_t)a->size);
    if (flat) rolled = roll_all(c, flat, &shift, e);
    if (rolled) out = nd_new(c, a->dtype, a->ndim, a->shape, 'C', e);
    if (out) memcpy(out->data, rolled->data, nd_nbytes(out));
    nd_drop(c, flat);
    nd_drop(c, rolled);
    return out;
}

nd_array *nd_roll(nd_ctx *c, nd_array *a, int n, const ptrdiff_t *shift, const int *axes, err *e) {
    ptrdiff_t total[ND_MAXDIMS] = {0};

    if (n == 1 && axes[0] == ND_MAXDIMS) return roll_flat(c, a, shift[0], e);
    for (int i = 0; i < n; i++) {
        int axis = axes[i];
        if (nd_check_axis(&axis, a->ndim, e)) return NULL;
        total[axis] = positive_rest(total[axis] + positive_rest(shift[i], a->shape[axis]), a->shape[axis]);
    }
    return roll_all(c, a, total, e);
}
