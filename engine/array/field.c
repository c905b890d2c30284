/* array/field.c: the fields of an array of records, as views. */
#include "array/field.h"

#include <string.h>

/* a's axes, then the field's own. */
nd_array *nd_get_field(nd_ctx *c, nd_array *a, const nd_field *f, err *e) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS], step = f->dtype.itemsize;
    const int ndim = a->ndim + f->ndim;
    nd_dtype  d = f->dtype;
    if (ndim > ND_MAXDIMS) return err_set(e, ERR_VALUE, "maximum supported dimension for an ndarray is currently %d, found %d", ND_MAXDIMS, ndim), NULL;
    memcpy(shape, a->shape, sizeof *shape * a->ndim);
    memcpy(strides, a->strides, sizeof *strides * a->ndim);
    for (int i = f->ndim - 1; i >= 0; i--) {
        shape[a->ndim + i] = f->shape[i];
        strides[a->ndim + i] = step;
        step *= f->shape[i];
    }
    if (nd_is_record(d)) d.unit |= a->dtype.unit & ND_RECORD_CLASS;
    nd_array *view = nd_new_view(c, a, d, ndim, shape, strides, a->data + f->offset, e);
    if (view && a->flags & ND_SCALAR && ndim == 0) view->flags |= ND_SCALAR;
    return view;
}

err_code nd_pick_fields(nd_dtype d, int n, const int *fields, bool rest, nd_dtype *out, err *e) {
    const nd_record *r = nd_record_of(d);
    nd_record_maker  m;
    nd_record_begin(&m);
    for (int i = 0; i < n; i++) {
        err_code code = nd_record_put(&m, r->field[fields[i]], e);
        if (code) return code;
    }
    for (int i = 0; rest && i < r->nfields; i++) {
        bool taken = false;
        for (int k = 0; k < n; k++) taken |= fields[k] == i;
        err_code code = taken ? ERR_OK : nd_record_put(&m, r->field[i], e);
        if (code) return code;
    }
    return nd_record_end_size(&m, d.unit, d.itemsize, out, e);
}

nd_array *nd_view_as(nd_ctx *c, nd_array *a, nd_dtype d, err *e) {
    nd_array *view = nd_new_view(c, a, d, a->ndim, a->shape, a->strides, a->data, e);
    if (view) view->flags |= (uint8_t)(a->flags & ND_SCALAR);
    return view;
}
