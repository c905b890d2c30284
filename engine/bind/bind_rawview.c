/* bind/bind_rawview.c: methods of ndarray that see its elements as bytes: getfield, setfield, byteswap, resize. */
#include <string.h>

#include "bind/bind_value.h"

/* The bytes from offset on in each element, as elements of type d. */
static nd_array *field_view(lua_State *L, nd_array *a, nd_dtype d, int64_t offset) {
    err e;
    int64_t room = (int64_t)a->dtype.itemsize - (int64_t)d.itemsize;
    if (room < 0) bind_error(L, ERR_VALUE, "new type is larger than original type");
    if (offset < 0) bind_error(L, ERR_VALUE, "offset is negative");
    if (offset > room) bind_error(L, ERR_VALUE, "new type plus offset is larger than original type");
    return bind_need(L, nd_new_view(bind_ctx_of(L), a, d, a->ndim, a->shape, a->strides, a->data + offset, &e), &e);
}

int bind_l_getfield(lua_State *L) {
    static const bind_sig sig = {"getfield", "a dtype offset", 2};
    nd_dtype d = nd_dtype_of(ND_F64);
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1);
    bind_arg_dtype(L, 2, &d);
    return bind_push_array(L, field_view(L, a, d, bind_arg_int(L, 3, 0)));
}

int bind_l_setfield(lua_State *L) {
    static const bind_sig sig = {"setfield", "a val dtype offset", 3};
    nd_dtype d = nd_dtype_of(ND_F64);
    err      e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1), *value = bind_arg_array(L, 2);
    if (!nd_is_writeable(a)) return bind_error(L, ERR_VALUE, "assignment destination is read-only");
    bind_arg_dtype(L, 3, &d);
    bind_must(L, nd_assign(bind_ctx_of(L), field_view(L, a, d, bind_arg_int(L, 4, 0)), value, &e), &e);
    return 0;
}

/* --- byte order ------------------------------------------------------------------------------------ */

/* How many bytes turn around together: a complex number has two numbers, a text many characters. */
static size_t swapped_size(nd_dtype d) {
    if (nd_is_complex(d)) return d.itemsize / 2;
    if (d.type == ND_STR) return sizeof(uint32_t);
    return d.type == ND_BYTES || d.type == ND_VOID ? 1 : d.itemsize;
}

static void swap_element(char *p, size_t itemsize, size_t size) {
    for (char *at = p; at + size <= p + itemsize; at += size)
        for (size_t i = 0; i < size / 2; i++) {
            char byte = at[i];
            at[i] = at[size - 1 - i];
            at[size - 1 - i] = byte;
        }
}

int bind_l_byteswap(lua_State *L) {
    static const bind_sig sig = {"byteswap", "a inplace", 1};
    err     e;
    nd_walk w;
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1);
    if (nd_is_record(a->dtype)) return bind_error(L, ERR_NOT_IMPLEMENTED, "byteswap of records is not supported: swap their fields");
    if (!bind_arg_bool(L, 2, false)) a = bind_need(L, nd_copy(bind_ctx_of(L), a, 'K', &e), &e);
    else if (!nd_is_writeable(a)) return bind_error(L, ERR_VALUE, "assignment destination is read-only");
    const nd_array *ops[] = {a};
    size_t          size = swapped_size(a->dtype);
    for (nd_walk_init(&w, 1, ops, false); size > 1 && w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) swap_element(w.p[0] + (ptrdiff_t)i * w.stride[0], a->dtype.itemsize, size);
    return bind_push_array(L, a);
}

/* --- resize ----------------------------------------------------------------------------------------- */

/* The first n elements in the order of memory, in a new shape, in that order. */
static void shrink(lua_State *L, nd_array *a, int ndim, const ptrdiff_t *shape, size_t n) {
    bool      fortran = !nd_is_c_contiguous(a);
    ptrdiff_t turned[ND_MAXDIMS];
    if (fortran && !nd_is_f_contiguous(a)) bind_error(L, ERR_VALUE, "resize only works on single-segment arrays");
    for (int i = 0; i < ndim; i++) turned[i] = fortran ? shape[ndim - 1 - i] : shape[i];
    a->ndim = 1;
    a->size = n;
    a->shape[0] = (ptrdiff_t)n;
    a->strides[0] = a->dtype.itemsize;
    bind_reshape_inplace(L, a, ndim, turned);
    for (int i = 0; fortran && i < ndim / 2; i++) {
        ptrdiff_t *pairs[] = {a->shape, a->strides};
        for (int k = 0; k < 2; k++) {
            ptrdiff_t x = pairs[k][i];
            pairs[k][i] = pairs[k][ndim - 1 - i];
            pairs[k][ndim - 1 - i] = x;
        }
    }
}

/* An array grows where it lies only in NumPy: here its memory is of one piece with it. */
int bind_l_resize(lua_State *L) {
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    size_t    size;
    int       n = bind_args_any(L, "resize", "new_shape refcheck"), ndim;
    nd_array *a = bind_arg_ndarray(L, 1);
    if (n == 1 && !bind_given(L, n + 1)) return 0;
    if (n > 2) {
        lua_settop(L, n);
        ndim = bind_arg_shape_rest(L, 2, shape);
    } else {
        ndim = bind_arg_shape(L, 2, shape);
    }
    bind_must(L, nd_shape_size(ndim, shape, 1, &size, &e), &e);
    if (size != a->size && a->base) return bind_error(L, ERR_VALUE, "cannot resize this array: it does not own its data");
    if (size > a->size)
        return bind_error(L, ERR_VALUE, "cannot resize an array that references or is referenced\nby another array in this way.\nUse the np.resize function or refcheck=False");
    if (size < a->size && a->ndim > 0) shrink(L, a, ndim, shape, size);
    else bind_reshape_inplace(L, a, ndim, shape);
    return 0;
}
