/* array/concatenate.c: arrays end to end along an axis that they have. */
#include <string.h>

#include "array/join.h"
#include "array/resolve.h"
#include "array/shape.h"

/* Floats before integers, wide before narrow: uint16, int16 and float32 meet in float32, though the
 * first two alone would meet in int32, which needs float64. */
static int knowledge(nd_dtype d) {
    int kind = !nd_is_numeric(d) ? 4 + d.type : nd_is_complex(d) ? 3 : nd_is_float(d) ? 2 : d.type == ND_BOOL ? 0 : 1;
    return kind << 24 | (!nd_is_numeric(d) ? 0 : (int)d.itemsize);
}

static err_code common_dtype(int n, nd_array *const *a, nd_dtype *out, err *e) {
    nd_dtype d = a[0]->dtype;
    for (int i = 1; i < n; i++)
        if (knowledge(a[i]->dtype) > knowledge(d)) d = a[i]->dtype;
    for (int i = 0; i < n; i++)
        if (nd_promote(d, a[i]->dtype, &d, e)) return nd_refuse_common(n, (const nd_array *const *)a, e);
    *out = d;
    return ERR_OK;
}

/* The type that is asked for, with what it leaves open; or the common one. */
static err_code pick_dtype(int n, nd_array *const *a, const nd_dtype *asked, nd_dtype *d, err *e) {
    nd_dtype common;
    if (asked && !nd_is_unsized(*asked) && !nd_is_time(*asked)) return *d = *asked, ERR_OK;
    err_code code = common_dtype(n, a, &common, e);
    *d = asked ? *asked : common;
    if (!code && asked) nd_dtype_settle(common, d);
    return code;
}

static err_code check_cast(int n, nd_array *const *a, nd_dtype to, err *e) {
    char from_text[ND_DTYPE_TEXT], to_text[ND_DTYPE_TEXT];
    for (int i = 0; i < n; i++) {
        if (nd_can_cast(a[i]->dtype, to, ND_CAST_SAME_KIND)) continue;
        nd_dtype_quoted(a[i]->dtype, from_text);
        nd_dtype_quoted(to, to_text);
        return err_set(e, ERR_TYPE,
                       "Cannot cast array data from %s to %s according to the rule 'same_kind'",
                       from_text, to_text);
    }
    return ERR_OK;
}

static err_code check_one(const nd_array *first, const nd_array *a, int i, int axis, err *e) {
    if (a->ndim != first->ndim)
        return err_set(e, ERR_VALUE,
                       "all the input arrays must have same number of dimensions, but the array at index 0 has %d "
                       "dimension(s) and the array at index %d has %d dimension(s)",
                       first->ndim, i, a->ndim);
    for (int k = 0; k < a->ndim; k++)
        if (k != axis && a->shape[k] != first->shape[k])
            return err_set(e, ERR_VALUE,
                           "all the input array dimensions except for the concatenation axis must match exactly, but "
                           "along dimension %d, the array at index 0 has size %td and the array at index %d has size "
                           "%td",
                           k, first->shape[k], i, a->shape[k]);
    return ERR_OK;
}

static err_code joint_shape(int n, nd_array *const *a, int axis, ptrdiff_t shape[ND_MAXDIMS], err *e) {
    ptrdiff_t total = 0;
    for (int i = 0; i < n; i++) {
        err_code code = check_one(a[0], a[i], i, axis, e);
        if (code) return code;
        if (__builtin_add_overflow(total, a[i]->shape[axis], &total))
            return err_set(e, ERR_VALUE, "array is too big");
    }
    memcpy(shape, a[0]->shape, (size_t)a[0]->ndim * sizeof *shape);
    shape[axis] = total;
    return ERR_OK;
}

/* Fortran order is kept when everyone has it. */
static char joint_order(int n, nd_array *const *a) {
    for (int i = 0; i < n; i++)
        if (!nd_is_f_contiguous(a[i]) || nd_is_c_contiguous(a[i])) return 'C';
    return 'F';
}

/* Copy the pieces into place, one after the other along the axis. */
static err_code fill(nd_ctx *c, nd_array *out, int n, nd_array *const *a, int axis, err *e) {
    nd_view   part;
    ptrdiff_t at = 0;
    for (int i = 0; i < n; i++) {
        nd_view_init(&part, out->dtype, a[i]->ndim, a[i]->shape, out->strides, out->data + at * out->strides[axis]);
        part.a.flags |= ND_WRITEABLE;
        err_code code = nd_copy_into(c, &part.a, a[i], e);
        if (code) return code;
        at += a[i]->shape[axis];
    }
    return ERR_OK;
}

static nd_array *join(nd_ctx *c, int n, nd_array *const *a, int axis, const nd_dtype *dtype, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    nd_dtype  d;

    if (a[0]->ndim == 0) {
        err_set(e, ERR_VALUE, "zero-dimensional arrays cannot be concatenated");
        return NULL;
    }
    if (nd_check_axis(&axis, a[0]->ndim, e) || joint_shape(n, a, axis, shape, e)) return NULL;
    if (pick_dtype(n, a, dtype, &d, e)) return NULL;
    if (dtype && check_cast(n, a, d, e)) return NULL;
    nd_array *out = nd_new(c, d, a[0]->ndim, shape, joint_order(n, a), e);
    if (out && fill(c, out, n, a, axis, e)) {
        nd_drop(c, out);
        return NULL;
    }
    if (out) c->bill.elements += out->size;
    return out;
}

/* axis None: the elements of everyone in one row. */
static nd_array *join_flat(nd_ctx *c, int n, nd_array *const *a, const nd_dtype *dtype, err *e) {
    ptrdiff_t total = 0;
    nd_view   part;
    nd_dtype  d;
    nd_array *out;

    if (pick_dtype(n, a, dtype, &d, e)) return NULL;
    for (int i = 0; i < n; i++) total += (ptrdiff_t)a[i]->size;
    if (dtype && check_cast(n, a, d, e)) return NULL;
    out = nd_new(c, d, 1, &total, 'C', e);
    if (!out) return NULL;
    char *p = out->data;
    for (int i = 0; i < n; i++) {
        ptrdiff_t strides[ND_MAXDIMS], step = (ptrdiff_t)d.itemsize;
        for (int k = a[i]->ndim - 1; k >= 0; k--) {
            strides[k] = step;
            step *= a[i]->shape[k];
        }
        nd_view_init(&part, d, a[i]->ndim, a[i]->shape, strides, p);
        part.a.flags |= ND_WRITEABLE;
        if (nd_copy_into(c, &part.a, a[i], e)) {
            nd_drop(c, out);
            return NULL;
        }
        p += a[i]->size * d.itemsize;
    }
    c->bill.elements += out->size;
    return out;
}

nd_array *nd_concatenate(nd_ctx *c, int n, nd_array *const *a, int axis, const nd_dtype *dtype, err *e) {
    if (n < 1) {
        err_set(e, ERR_VALUE, "need at least one array to concatenate");
        return NULL;
    }
    return axis == ND_MAXDIMS ? join_flat(c, n, a, dtype, e) : join(c, n, a, axis, dtype, e);
}
