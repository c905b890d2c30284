/* array/put.c: np.put: values into flat positions, begun again from the first when they run out. */
#include <string.h>

#include "array/index.h"
#include "array/pick.h"
#include "array/take.h"

/* Address of a's element number i in C order. */
static char *flat_element(const nd_array *a, ptrdiff_t i) {
    char *p = a->data;
    for (int axis = a->ndim - 1; axis >= 0; axis--) {
        p += i % a->shape[axis] * a->strides[axis];
        i /= a->shape[axis];
    }
    return p;
}

/* All positions, before anything is written. */
static err_code check_positions(const nd_array *a, const nd_array *index, err *e) {
    const int64_t *at = (const int64_t *)(const void *)index->data;
    ptrdiff_t      n = (ptrdiff_t)a->size;
    for (size_t i = 0; i < index->size; i++)
        if (nd_take_resolve(at[i], n, 'r') < 0) return nd_take_refuse(at[i], 0, n, e);
    return ERR_OK;
}

static void put_values(nd_array *a, const nd_array *index, const nd_array *values, char mode) {
    const int64_t *at = (const int64_t *)(const void *)index->data;
    size_t         itemsize = a->dtype.itemsize, next = 0;
    for (size_t i = 0; i < index->size; i++) {
        ptrdiff_t to = nd_take_resolve(at[i], (ptrdiff_t)a->size, mode);
        memcpy(flat_element(a, to), flat_element(values, (ptrdiff_t)next), itemsize);
        if (++next == values->size) next = 0;
    }
}

err_code nd_put(nd_ctx *c, nd_array *a, const nd_array *indices, const nd_array *values, char mode, err *e) {
    nd_array       *made = NULL, *made_values = NULL;
    const nd_array *index, *ready;
    err_code        code = ERR_OK;
    if (!nd_is_writeable(a)) return err_set(e, ERR_VALUE, "put: output array is read-only");
    if (indices->size == 0 || values->size == 0) return ERR_OK;
    if (a->size == 0) return err_set(e, ERR_INDEX, "cannot replace elements of an empty array");
    index = nd_take_indices(c, indices, &made, e);
    if (!index) return e ? e->code : ERR_TYPE;
    ready = nd_value_for(c, a, a->dtype, values, &made_values, e);
    if (!ready) code = e ? e->code : ERR_VALUE;
    else if (mode == 'r') code = check_positions(a, index, e);
    if (!code) {
        put_values(a, index, ready, mode);
        c->bill.elements += index->size;
    }
    nd_drop(c, made);
    nd_drop(c, made_values);
    return code;
}
