/* array/broadcast.c: one shape for several arrays. */
#include <stdio.h>
#include <string.h>

#include "array/nd.h"

/* Every operand's shape, each followed by a space, as far as there is room. */
static err_code refuse(int n, const nd_array *const *a, err *e) {
    char   all[ERR_TEXT_MAX] = "", one[ND_SHAPE_TEXT];
    size_t at = 0;
    for (int k = 0; k < n; k++) {
        nd_shape_text_compact(a[k]->ndim, a[k]->shape, one);
        int wrote = snprintf(all + at, sizeof all - at, "%s ", one);
        at += (size_t)wrote;
        if (at >= sizeof all) break;
    }
    return err_set(e, ERR_VALUE, "operands could not be broadcast together with shapes %s", all);
}

err_code nd_broadcast_shapes(int n, const nd_array *const *a, int *ndim, ptrdiff_t shape[ND_MAXDIMS], err *e) {
    int most = 0;
    for (int k = 0; k < n; k++)
        if (a[k]->ndim > most) most = a[k]->ndim;
    for (int i = 0; i < most; i++) shape[i] = 1;
    for (int k = 0; k < n; k++) {
        int skip = most - a[k]->ndim;
        for (int i = 0; i < a[k]->ndim; i++) {
            ptrdiff_t m = a[k]->shape[i];
            if (m == 1) continue;
            if (shape[skip + i] != 1 && shape[skip + i] != m) return refuse(n, a, e);
            shape[skip + i] = m;
        }
    }
    *ndim = most;
    size_t size;
    return nd_shape_size(most, shape, 1, &size, e);
}

void nd_broadcast_to_view(nd_view *v, const nd_array *a, int ndim, const ptrdiff_t *shape) {
    ptrdiff_t strides[ND_MAXDIMS];
    int       skip = ndim - a->ndim;
    for (int i = 0; i < skip; i++) strides[i] = 0;
    for (int i = 0; i < a->ndim; i++) strides[skip + i] = a->shape[i] == shape[skip + i] ? a->strides[i] : 0;
    nd_view_init(v, a->dtype, ndim, shape, strides, a->data);
    v->a.flags = (uint8_t)(a->flags & ~ND_OWNDATA);
    v->a.base = a->flags & ND_OWNDATA ? (nd_array *)(uintptr_t)a : a->base;
}
