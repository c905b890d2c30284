/* array/row.c: an axis is taken out, the walk visits what is left, each stop being the start of a row. */
#include <string.h>

#include "array/row.h"

static void drop_axis(nd_view *v, const nd_array *a, int axis) {
    nd_view_of(v, a);
    for (int i = axis; i + 1 < a->ndim; i++) {
        v->a.shape[i] = v->a.shape[i + 1];
        v->a.strides[i] = v->a.strides[i + 1];
    }
    v->a.ndim--;
    v->a.size = 1;
    for (int i = 0; i < v->a.ndim; i++) v->a.size *= (size_t)v->a.shape[i];
}

void nd_rows_init(nd_rows *r, int nop, nd_array *const *ops, int axis) {
    nd_view         v[ND_ROWS_MAX];
    const nd_array *rest[ND_ROWS_MAX] = {NULL};
    size_t          longest = 0;

    for (int k = 0; k < nop; k++) {
        drop_axis(&v[k], ops[k], axis);
        rest[k] = &v[k].a;
        r->stride[k] = ops[k]->strides[axis];
        r->n[k] = (size_t)ops[k]->shape[axis];
        longest = r->n[k] > longest ? r->n[k] : longest;
    }
    nd_walk_init(&r->walk, nop, rest, true);
    for (int k = 0; k < nop; k++) r->p[k] = r->walk.p[k];
    r->i = 0;
    r->more = r->walk.more && longest > 0 && rest[0]->size > 0;
}

void nd_rows_next(nd_rows *r) {
    r->i++;
    if (r->i < r->walk.n) {
        for (int k = 0; k < r->walk.nop; k++) r->p[k] += r->walk.stride[k];
        return;
    }
    r->i = 0;
    nd_walk_next(&r->walk);
    r->more = r->walk.more;
    for (int k = 0; k < r->walk.nop; k++) r->p[k] = r->walk.p[k];
}

/* A constant size lets the compiler turn the copy into one move. */
#define COPY_EACH(size) \
    for (size_t i = 0; i < n; i++, to += to_stride, from += from_stride) memcpy(to, from, size)

static void copy_strided(char *to, ptrdiff_t to_stride, const char *from, ptrdiff_t from_stride, size_t n,
                         size_t itemsize) {
    switch (itemsize) {
    case 1: COPY_EACH(1); break;
    case 2: COPY_EACH(2); break;
    case 4: COPY_EACH(4); break;
    case 8: COPY_EACH(8); break;
    case 16: COPY_EACH(16); break;
    default: COPY_EACH(itemsize);
    }
}

void nd_row_gather(char *dense, const char *p, ptrdiff_t stride, size_t n, size_t itemsize) {
    copy_strided(dense, (ptrdiff_t)itemsize, p, stride, n, itemsize);
}

void nd_row_scatter(char *p, ptrdiff_t stride, const char *dense, size_t n, size_t itemsize) {
    copy_strided(p, stride, dense, (ptrdiff_t)itemsize, n, itemsize);
}

bool nd_row_is_direct(const char *p, ptrdiff_t stride, nd_dtype d) {
    return stride == (ptrdiff_t)d.itemsize && (uintptr_t)p % nd_dtype_alignment(d) == 0;
}
