/* array/facts.c: what can be said of an array by its shape and strides alone. */
#include <stdio.h>

#include "array/nd.h"

/* One rule for both orders: axes of length 1 may carry any stride, empty arrays are both. */
static bool is_packed(const nd_array *a, bool fortran) {
    ptrdiff_t step = (ptrdiff_t)a->dtype.itemsize;
    if (a->size == 0) return true;
    for (int i = 0; i < a->ndim; i++) {
        int axis = fortran ? i : a->ndim - 1 - i;
        if (a->shape[axis] == 1) continue;
        if (a->strides[axis] != step) return false;
        step *= a->shape[axis];
    }
    return true;
}

bool nd_is_c_contiguous(const nd_array *a) { return is_packed(a, false); }

bool nd_is_f_contiguous(const nd_array *a) { return is_packed(a, true); }

size_t nd_nbytes(const nd_array *a) { return a->size * a->dtype.itemsize; }

/* A shape of many long axes is cut: the text is for people. */
static void write_shape(int ndim, const ptrdiff_t *shape, const char *separator, char text[ND_SHAPE_TEXT]) {
    size_t       n = 1;
    const size_t last = ND_SHAPE_TEXT - 28;     /* room for one more length and the end */
    text[0] = '(';
    for (int i = 0; i < ndim; i++) {
        if (n > last) {
            n += (size_t)snprintf(text + n, ND_SHAPE_TEXT - n, "...");
            break;
        }
        n += (size_t)snprintf(text + n, ND_SHAPE_TEXT - n, i ? "%s%td" : "%.0s%td", separator, shape[i]);
    }
    snprintf(text + n, ND_SHAPE_TEXT - n, ndim == 1 ? ",)" : ")");
}

void nd_shape_text(int ndim, const ptrdiff_t *shape, char text[ND_SHAPE_TEXT]) { write_shape(ndim, shape, ", ", text); }

void nd_shape_text_compact(int ndim, const ptrdiff_t *shape, char text[ND_SHAPE_TEXT]) { write_shape(ndim, shape, ",", text); }

err_code nd_check_axis(int *axis, int ndim, err *e) {
    if (*axis < -ndim || *axis >= ndim)
        return err_set(e, ERR_AXIS, "axis %d is out of bounds for array of dimension %d", *axis, ndim);
    if (*axis < 0) *axis += ndim;
    return ERR_OK;
}

/* Of a record, the fields count and not the whole: what reads one copes with any address. */
bool nd_is_aligned(const nd_array *a) {
    const size_t align = nd_is_record(a->dtype) ? 1 : nd_dtype_alignment(a->dtype);
    size_t       odd = (size_t)(uintptr_t)a->data;
    if (a->size == 0) return true;
    for (int i = 0; i < a->ndim; i++)
        if (a->shape[i] > 1) odd |= (size_t)a->strides[i];
    return (odd & (align - 1)) == 0;
}
