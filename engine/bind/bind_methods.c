/* bind/bind_methods.c: the methods of ndarray whose signature is not that of an np function. */
#include <string.h>

#include "bind/bind_record.h"
#include "bind/bind_file.h"

/* --- shapes ----------------------------------------------------------------------------------------- */

/* reshape(2, 3), reshape((2, 3), order=): any number of lengths, then keywords. */
static int l_reshape(lua_State *L) {
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    int       n = bind_args_any(L, "reshape", "shape order copy");
    nd_array *a = bind_arg_any(L, 1);
    char      order = bind_arg_order(L, n + 2, 'C');
    int       ndim;
    if (bind_given(L, n + 1)) ndim = bind_arg_shape(L, n + 1, shape);
    else if (n < 2) return bind_error(L, ERR_TYPE, "reshape() takes exactly 1 argument (0 given)");
    else if (n == 2) ndim = bind_arg_shape(L, 2, shape);
    else {
        lua_settop(L, n);
        ndim = bind_arg_shape_rest(L, 2, shape);
    }
    return bind_push_array(L, bind_need(L, nd_reshape(bind_ctx_of(L), a, ndim, shape, order, &e), &e));
}

static int l_transpose(lua_State *L) {
    int n = bind_args_any(L, "transpose", "");
    lua_settop(L, n);
    return bind_transpose(L, 2);
}

static int l_flatten(lua_State *L) {
    static const bind_sig sig = {"flatten", "a order", 1};
    err e;
    bind_args(L, &sig);
    return bind_push_array(L, bind_need(L, nd_flatten(bind_ctx_of(L), bind_arg_asarray(L, 1), bind_arg_order(L, 2, 'C'), &e), &e));
}

/* --- copies and types --------------------------------------------------------------------------------- */

/* casting= of astype, which knows one rule more: no value may change. */
static nd_casting astype_rule(lua_State *L, int i, bool *same_value) {
    const char *text = bind_arg_text(L, i, "unsafe");
    *same_value = strcmp(text, "same_value") == 0;
    if (*same_value) return ND_CAST_UNSAFE;
    for (int rule = ND_CAST_NO; rule <= ND_CAST_UNSAFE; rule++)
        if (strcmp(text, nd_casting_name((nd_casting)rule)) == 0) return (nd_casting)rule;
    bind_error(L, ERR_VALUE, "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe', 'same_value' (got '%s')", text);
    return ND_CAST_UNSAFE;
}

static void check_same_value(lua_State *L, const nd_array *a, const nd_array *got) {
    static const char *const c_names[ND_NNUMERIC] = {"bool", "byte", "short", "int", "long", "ubyte", "ushort", "uint", "ulong", "half", "float", "double",
                                                     "cfloat", "cdouble"};
    err       e;
    nd_array *back = bind_need(L, nd_astype(bind_ctx_of(L), got, a->dtype, 'K', &e), &e);
    if (!nd_is_numeric(a->dtype) || !nd_is_numeric(got->dtype) || nd_count_true(bind_op2(L, ND_EQUAL, a, back)) == a->size) return;
    bool parts = nd_is_complex(a->dtype) && !nd_is_complex(got->dtype);
    bind_error(L, ERR_VALUE, "could not cast 'same_value' %s to %s%s", c_names[a->dtype.type], c_names[got->dtype.type], parts ? ": imag is not 0" : "");
}

static int l_astype(lua_State *L) {
    static const bind_sig sig = {"astype", "a dtype order casting subok copy", 2};
    nd_dtype d;
    err      e;
    bool     same_value;
    bind_args(L, &sig);
    nd_array  *a = bind_arg_asarray(L, 1);
    nd_casting rule = astype_rule(L, 4, &same_value);
    if (!bind_arg_dtype(L, 2, &d)) d = nd_dtype_of(ND_F64);
    if (!nd_can_cast(a->dtype, d, rule)) {
        char from[ND_DTYPE_TEXT], to[ND_DTYPE_TEXT];
        nd_dtype_quoted(a->dtype, from);
        nd_dtype_quoted(d, to);
        return bind_error(L, ERR_TYPE, "Cannot cast array data from %s to %s according to the rule '%s'", from, to, nd_casting_name(rule));
    }
    if (!bind_arg_bool(L, 6, true) && nd_dtype_equal(a->dtype, d)) return bind_result(L, a, NULL);
    nd_array *got = bind_need(L, nd_astype(bind_ctx_of(L), a, d, bind_arg_order(L, 3, 'K'), &e), &e);
    if (same_value) check_same_value(L, a, got);
    got->flags |= (uint8_t)(a->flags & ND_MEMMAP);
    return bind_give(L, got, NULL);
}

static int l_copy(lua_State *L) {
    static const bind_sig sig = {"copy", "a order", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    nd_array *got = bind_need(L, nd_copy(bind_ctx_of(L), a, bind_arg_order(L, 2, 'C'), &e), &e);
    got->flags |= (uint8_t)(a->flags & (ND_SCALAR | ND_MEMMAP));
    return bind_result(L, got, &e);
}

static int l_view(lua_State *L) {
    static const bind_sig sig = {"view", "a dtype type", 1};
    nd_dtype d;
    nd_view  v;
    err      e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1);
    for (int i = 2; i <= 3; i++) {
        const bool rec = bind_is_class(L, i, BIND_RECARRAY_NAME), plain = bind_is_class(L, i, "numpy.ndarray");
        if (!rec && !plain) continue;
        if (i == 3 && bind_arg_dtype(L, 2, &d)) a = bind_need(L, nd_view_dtype(bind_ctx_of(L), a, d, &e), &e);
        return bind_result(L, bind_as_recarray(L, a, rec), NULL);
    }
    if (bind_arg_dtype(L, 2, &d)) {
        nd_array *got = bind_need(L, nd_view_dtype(bind_ctx_of(L), a, d, &e), &e);
        if (a->flags & ND_SCALAR) got->flags |= ND_SCALAR;
        return bind_result(L, got, &e);
    }
    nd_view_of(&v, a);
    return bind_push_array(L, bind_need(L, nd_box_view(bind_ctx_of(L), &v, &e), &e));
}

static int l_fill(lua_State *L) {
    static const bind_sig sig = {"fill", "a value", 2};
    err e;
    bind_args(L, &sig);
    nd_array       *a = bind_arg_ndarray(L, 1);
    const nd_array *value = bind_arg_array(L, 2);
    if (value->ndim > 0) return bind_error(L, ERR_VALUE, "setting an array element with a sequence.");
    bind_must(L, nd_check_text(a, value, &e), &e);
    bind_must(L, nd_assign(bind_ctx_of(L), a, value, &e), &e);
    return 0;
}

/* --- out of arrays --------------------------------------------------------------------------------------- */

static void push_nested(lua_State *L, const nd_array *a, int axis, const char *p) {
    if (axis == a->ndim) {
        bind_push_element(L, a->dtype, p);
        return;
    }
    ptrdiff_t n = a->shape[axis];
    if (n > 900000) bind_error(L, ERR_MEMORY, "tolist: more than 900000 items in one list");
    luaL_checkstack(L, (int)n + 8, NULL);
    for (ptrdiff_t i = 0; i < n; i++) push_nested(L, a, axis + 1, p + i * a->strides[axis]);
    bind_push_list(L, (int)n);
}

void bind_push_nested(lua_State *L, const nd_array *a) { push_nested(L, a, 0, a->data); }

static int l_tolist(lua_State *L) {
    static const bind_sig sig = {"tolist", "a", 1};
    bind_args(L, &sig);
    bind_push_nested(L, bind_arg_asarray(L, 1));
    return 1;
}

/* The i-th element in C order. */
static const char *flat_element(lua_State *L, const nd_array *a, ptrdiff_t i) {
    ptrdiff_t   n = (ptrdiff_t)a->size;
    const char *p = a->data;
    if ((i < -n || i >= n) && a->ndim == 1) bind_error(L, ERR_INDEX, "index %lld is out of bounds for axis 0 with size %lld", (long long)i, (long long)n);
    if (i < -n || i >= n) bind_error(L, ERR_INDEX, "index %lld is out of bounds for size %lld", (long long)i, (long long)n);
    if (i < 0) i += n;
    for (int axis = a->ndim - 1; axis >= 0; axis--) {
        p += i % a->shape[axis] * a->strides[axis];
        i /= a->shape[axis];
    }
    return p;
}

static int l_item(lua_State *L) {
    ptrdiff_t at[ND_MAXDIMS];
    err       e;
    int       n = bind_args_any(L, "item", "");
    const nd_array *a = bind_arg_asarray(L, 1);
    const char     *p = a->data;
    if (n == 1 && a->size != 1) return bind_error(L, ERR_VALUE, "can only convert an array of size 1 to a Python scalar");
    if (n > 1) {
        lua_settop(L, n);
        int k = n == 2 ? bind_arg_shape(L, 2, at) : bind_arg_shape_rest(L, 2, at);
        if (k == 1) p = flat_element(L, a, at[0]);
        else if (k != a->ndim) return bind_error(L, ERR_VALUE, "incorrect number of indices for array");
        else p = nd_element(a, k, at, &e);
        if (!p) return bind_raise(L, &e);
    }
    bind_push_element(L, a->dtype, p);
    return 1;
}

static int l_tobytes(lua_State *L) {
    static const bind_sig sig = {"tobytes", "a order", 1};
    err e;
    bind_args(L, &sig);
    char      order = bind_arg_order(L, 2, 'C');
    nd_array *a = bind_arg_asarray(L, 1);
    if (order == 'A' || order == 'K') order = nd_is_f_contiguous(a) && !nd_is_c_contiguous(a) ? 'F' : 'C';
    nd_array *copy = bind_need(L, nd_copy(bind_ctx_of(L), a, order, &e), &e);
    lua_pushlstring(L, copy->size ? copy->data : "", nd_nbytes(copy));
    return 1;
}

/* --- values ------------------------------------------------------------------------------------------------ */

static int l_clip(lua_State *L) {
    static const bind_sig sig = {"clip", "a min max out", 1};
    bind_args(L, &sig);
    return bind_clip(L, bind_arg_asarray(L, 1), 2, 4);
}

static int l_sort(lua_State *L) {
    static const bind_sig sig = {"sort", "a axis kind order * stable", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1);
    bind_check_sort_kind(L, 3);
    if (bind_given(L, 4)) a = bind_order_fields(L, a, 4);
    if (bind_is_none(L, 2)) return bind_error(L, ERR_TYPE, "'NoneType' object cannot be interpreted as an integer");
    bind_must(L, nd_sort_inplace(bind_ctx_of(L), a, bind_arg_small(L, 2, -1), &e), &e);
    return 0;
}

static int l_compress(lua_State *L) {
    static const bind_sig sig = {"compress", "a condition axis out", 2};
    err e;
    bind_args(L, &sig);
    nd_array       *a = bind_arg_asarray(L, 1);
    const nd_array *mask = bind_arg_asarray(L, 2);
    nd_array       *got = nd_compress(bind_ctx_of(L), mask, a, bind_arg_axis(L, 3, BIND_FLAT), &e);
    return bind_give(L, bind_need(L, got, &e), bind_arg_out(L, 4));
}

static int compare(lua_State *L, const char *name, nd_op op) {
    int n = bind_args_any(L, name, "");
    if (n != 2) return bind_error(L, ERR_TYPE, "%s() takes exactly 1 argument (%d given)", name, n - 1);
    const nd_array *a = bind_arg_array(L, 1), *b = bind_arg_array(L, 2);
    return bind_result(L, bind_op2(L, op, a, b), NULL);
}

static int l_lt(lua_State *L) { return compare(L, "lt", ND_LESS); }
static int l_le(lua_State *L) { return compare(L, "le", ND_LESS_EQUAL); }
static int l_gt(lua_State *L) { return compare(L, "gt", ND_GREATER); }
static int l_ge(lua_State *L) { return compare(L, "ge", ND_GREATER_EQUAL); }
static int l_eq(lua_State *L) { return compare(L, "eq", ND_EQUAL); }
static int l_ne(lua_State *L) { return compare(L, "ne", ND_NOT_EQUAL); }

static int l_ptp(lua_State *L) {
    return bind_error_hint(L, ERR_ATTRIBUTE, "NumPy 2 has only the function: np.ptp(a)", "'numpy.ndarray' object has no attribute 'ptp'");
}

const luaL_Reg bind_methods[] = {
#define X(name) {#name, bind_l_##name},
    BIND_SHARED(X)
#undef X
    {"astype", l_astype}, {"clip", l_clip}, {"compress", l_compress}, {"conjugate", bind_l_conj}, {"copy", l_copy},
    {"fill", l_fill}, {"flush", bind_l_flush}, {"tofile", bind_l_tofile}, {"flatten", l_flatten}, {"item", l_item}, {"ptp", l_ptp}, {"reshape", l_reshape},
    {"resize", bind_l_resize}, {"getfield", bind_l_getfield}, {"setfield", bind_l_setfield}, {"byteswap", bind_l_byteswap}, {"setflags", bind_l_setflags}, {"sort", l_sort}, {"tobytes", l_tobytes},
    {"tolist", l_tolist}, {"transpose", l_transpose}, {"view", l_view},
    {"lt", l_lt}, {"le", l_le}, {"gt", l_gt}, {"ge", l_ge}, {"eq", l_eq}, {"ne", l_ne},
    {NULL, NULL},
};
