/* array/packbits.c: truth values and bits of bytes, one line along an axis after the other. */
#include "array/packbits.h"

#include <string.h>

#include "array/array.h"

/* Where lines along an axis begin, in an array and in its result of another length there. */
typedef struct lines {
    int       axis;
    ptrdiff_t n, step_from, step_to;
    nd_view   from, to;          /* the other axes */
} lines;

static void without_axis(nd_view *v, const nd_array *a, int axis) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    int       n = 0;
    for (int i = 0; i < a->ndim; i++) {
        if (i == axis) continue;
        shape[n] = a->shape[i];
        strides[n++] = a->strides[i];
    }
    nd_view_init(v, a->dtype, n, shape, strides, a->data);
}

static nd_array *open_lines(nd_ctx *c, lines *l, const nd_array *a, ptrdiff_t length, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    memcpy(shape, a->shape, sizeof *shape * (size_t)a->ndim);
    shape[l->axis] = length;
    nd_array *out = nd_new(c, nd_dtype_of(ND_U8), a->ndim, shape, 'C', e);
    if (!out) return NULL;
    l->n = a->shape[l->axis];
    l->step_from = a->strides[l->axis];
    l->step_to = out->strides[l->axis];
    without_axis(&l->from, a, l->axis);
    without_axis(&l->to, out, l->axis);
    c->bill.elements += a->size;
    return out;
}

/* A flat array for ND_MAXDIMS; a itself otherwise, with the axis checked. *made: to be dropped. */
static nd_array *settle(nd_ctx *c, nd_array *a, int *axis, nd_array **made, err *e) {
    *made = NULL;
    if (*axis == ND_MAXDIMS) {
        *axis = 0;
        return a->ndim == 1 ? a : (*made = nd_flatten(c, a, 'C', e));
    }
    return nd_check_axis(axis, a->ndim, e) ? NULL : a;
}

static void pack_line(const lines *l, size_t size, const char *from, char *to, bool little) {
    for (ptrdiff_t i = 0; i < l->n; i += 8) {
        unsigned byte = 0;
        for (ptrdiff_t k = 0; k < 8 && i + k < l->n; k++) {
            const char *p = from + (i + k) * l->step_from;
            bool        set = false;
            for (size_t j = 0; j < size; j++) set = set || p[j];
            byte |= (unsigned)set << (little ? k : 7 - k);
        }
        to[i / 8 * l->step_to] = (char)(unsigned char)byte;
    }
}

nd_array *nd_packbits(nd_ctx *c, nd_array *a, int axis, bool little, err *e) {
    nd_array *made, *out = NULL;
    lines     l;
    nd_walk   w;
    if (!nd_is_integer(a->dtype) && a->dtype.type != ND_BOOL) {
        err_set(e, ERR_TYPE, "Expected an input array of integer or boolean data type");
        return NULL;
    }
    nd_array *in = settle(c, a, &axis, &made, e);
    l.axis = axis;
    if (in) out = open_lines(c, &l, in, (in->shape[axis] + 7) / 8, e);
    if (out) {
        const nd_array *ops[] = {&l.from.a, &l.to.a};
        for (nd_walk_init(&w, 2, ops, true); w.more; nd_walk_next(&w))
            for (size_t i = 0; i < w.n; i++)
                pack_line(&l, in->dtype.itemsize, w.p[0] + (ptrdiff_t)i * w.stride[0], w.p[1] + (ptrdiff_t)i * w.stride[1], little);
    }
    nd_drop(c, made);
    return out;
}

static void unpack_line(const lines *l, ptrdiff_t count, const char *from, char *to, bool little) {
    for (ptrdiff_t i = 0; i < count; i++) {
        unsigned byte = i / 8 < l->n ? (unsigned char)from[i / 8 * l->step_from] : 0;
        to[i * l->step_to] = (char)(byte >> (little ? i % 8 : 7 - i % 8) & 1);
    }
}

nd_array *nd_unpackbits(nd_ctx *c, nd_array *a, int axis, const ptrdiff_t *count, bool little, err *e) {
    nd_array *made, *out = NULL;
    lines     l;
    nd_walk   w;
    if (a->dtype.type != ND_U8) {
        err_set(e, ERR_TYPE, "Expected an input array of unsigned byte data type");
        return NULL;
    }
    nd_array *in = settle(c, a, &axis, &made, e);
    if (!in) return NULL;
    l.axis = axis;
    ptrdiff_t all = in->shape[axis] * 8, n = !count ? all : *count < 0 ? all + *count : *count;
    if (n < 0) err_set(e, ERR_VALUE, "-count larger than number of elements");
    else out = open_lines(c, &l, in, n, e);
    if (out) {
        const nd_array *ops[] = {&l.from.a, &l.to.a};
        for (nd_walk_init(&w, 2, ops, true); w.more; nd_walk_next(&w))
            for (size_t i = 0; i < w.n; i++)
                unpack_line(&l, n, w.p[0] + (ptrdiff_t)i * w.stride[0], w.p[1] + (ptrdiff_t)i * w.stride[1], little);
    }
    nd_drop(c, made);
    return out;
}
