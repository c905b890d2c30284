/* bind/bind_arg.c: one argument read as what a function needs: array, integer, axis, shape, dtype. */
#include <math.h>
#include <string.h>

#include "bind/bind_masked.h"
#include "bind/bind_record.h"

/* --- arrays --------------------------------------------------------------------------------------- */

static nd_array *refuse_array(lua_State *L, int i) {
    if (lua_isnoneornil(L, i))
        bind_error_hint(L, ERR_TYPE, "nil is what a name that was never assigned holds: is it spelled right?", "an array was expected, not nil");
    bind_error(L, ERR_TYPE, "an array was expected, not a value of type '%s'", bind_type_name(L, i));
    return NULL;
}

nd_array *bind_arg_asarray(lua_State *L, int i) {
    err       e;
    nd_array *a = bind_to_array(L, i);
    if (a && (a->flags & ND_OWNDATA || nd_is_aligned(a))) return a;
    if (a) return bind_need(L, nd_copy(bind_ctx_of(L), a, 'K', &e), &e);
    if (lua_isnoneornil(L, i)) return refuse_array(L, i);
    a = bind_masked_push_data(L, i);
    if (a) return a;
    a = bind_array_of(L, i, &e);
    if (!a) bind_raise(L, &e);
    return a;
}

nd_array *bind_arg_any(lua_State *L, int i) {
    nd_array *a = bind_to_array(L, i);
    return a ? a : bind_arg_asarray(L, i);
}

nd_array *bind_arg_array(lua_State *L, int i) {
    nd_array *a = bind_arg_asarray(L, i);
    if (lua_type(L, i) == LUA_TNUMBER || lua_type(L, i) == LUA_TBOOLEAN) a->flags |= ND_WEAK;
    return a;
}

nd_array *bind_arg_ndarray(lua_State *L, int i) {
    nd_array *a = bind_to_array(L, i);
    if (!a) bind_error(L, ERR_TYPE, "an ndarray was expected, not a value of type '%s'", bind_type_name(L, i));
    return a;
}

nd_array *bind_arg_out(lua_State *L, int i) {
    if (!bind_given(L, i)) return NULL;
    if (bind_is_tuple(L, i) && bind_tuple_len(L, i) == 1) {
        bind_tuple_get(L, i, 0);
        nd_array *a = bind_to_array(L, -1);
        if (a && !(a->flags & ND_SCALAR)) return a;
    }
    nd_array *a = bind_to_array(L, i);
    if (!a || (a->flags & ND_SCALAR)) bind_error(L, ERR_TYPE, "return arrays must be of ArrayType");
    return a;
}

int bind_arg_arrays(lua_State *L, int i, int *first) {
    nd_array *a = bind_to_array(L, i);
    ptrdiff_t n = a && a->ndim > 0 ? a->shape[0] : a ? -1 : bind_items_len(L, i);
    err       e;
    if (n < 0) bind_error(L, ERR_TYPE, "a sequence of arrays was expected, not a value of type '%s'", bind_type_name(L, i));
    luaL_checkstack(L, (int)(n < 100000 ? 2 * n + 20 : 200000), "too many arrays in one call");
    int base = lua_gettop(L);
    lua_settop(L, base + (int)n);
    for (ptrdiff_t k = 0; k < n; k++) {
        if (a) {
            nd_key    key = {.kind = ND_KEY_INT, .i = k};
            nd_array *part = nd_get(bind_ctx_of(L), a, 1, &key, &e);
            if (!part) bind_raise(L, &e);
            bind_push_array(L, part);
        } else {
            bind_items_get(L, i, (size_t)k);
            bind_push_array(L, bind_arg_asarray(L, lua_gettop(L)));
        }
        lua_replace(L, base + 1 + (int)k);
        lua_settop(L, base + (int)n);
    }
    *first = base + 1;
    return (int)n;
}

/* --- numbers and texts ------------------------------------------------------------------------------ */

/* The element of a 0-d array (or one of size 1 when any is allowed). */
static bool scalar_at(lua_State *L, int i, nd_scalar *x) {
    const nd_array *a = bind_to_array(L, i);
    if (!a || a->ndim > 0) return false;
    *x = nd_load(a->dtype, a->data);
    return true;
}

/* An integer, or false. Floats are none, even whole ones. */
static bool read_int(lua_State *L, int i, int64_t *x) {
    nd_scalar s;
    if (lua_isinteger(L, i)) return *x = lua_tointeger(L, i), true;
    if (lua_isboolean(L, i)) return *x = lua_toboolean(L, i), true;
    if (!scalar_at(L, i, &s)) return false;
    if (s.kind == 'i') return *x = s.u.i, true;
    if (s.kind == 'b') return *x = s.u.b, true;
    return false;
}

static int64_t need_int(lua_State *L, int i) {
    int64_t x = 0;
    if (!read_int(L, i, &x)) bind_error(L, ERR_TYPE, "'%s' object cannot be interpreted as an integer", bind_type_name(L, i));
    return x;
}

int64_t bind_arg_int(lua_State *L, int i, int64_t missing) { return bind_given(L, i) ? need_int(L, i) : missing; }

double bind_arg_float(lua_State *L, int i, double missing) {
    nd_scalar s;
    if (!bind_given(L, i)) return missing;
    if (lua_type(L, i) == LUA_TNUMBER) return lua_tonumber(L, i);
    if (lua_isboolean(L, i)) return lua_toboolean(L, i);
    if (scalar_at(L, i, &s)) {
        if (s.kind == 'f') return s.u.f;
        if (s.kind == 'i') return (double)s.u.i;
        if (s.kind == 'u') return (double)s.u.u;
        if (s.kind == 'b') return s.u.b;
    }
    bind_error(L, ERR_TYPE, "must be real number, not %s", bind_type_name(L, i));
    return missing;
}

bool bind_arg_bool(lua_State *L, int i, bool missing) { return bind_given(L, i) ? bind_python_truth(L, i) : missing; }

const char *bind_arg_text(lua_State *L, int i, const char *missing) {
    if (!bind_given(L, i)) return missing;
    if (lua_type(L, i) != LUA_TSTRING) bind_error(L, ERR_TYPE, "must be str, not %s", bind_type_name(L, i));
    return lua_tostring(L, i);
}

char bind_arg_order(lua_State *L, int i, char missing) {
    const char *text = bind_arg_text(L, i, NULL);
    if (!text) return missing;
    char c = text[0] >= 'a' ? (char)(text[0] - 32) : text[0];
    if (text[0] && !text[1] && strchr("CFAK", c)) return c;
    bind_error(L, ERR_VALUE, "order must be one of 'C', 'F', 'A', or 'K' (got '%s')", text);
    return missing;
}

bool bind_try_dtype(lua_State *L, int i, nd_dtype *d) {
    if (lua_type(L, i) == LUA_TSTRING) return nd_dtype_parse(lua_tostring(L, i), d, NULL) == ERR_OK;
    const nd_dtype *dtype = bind_kind_data(L, i, BIND_DTYPE);
    if (dtype) return *d = *dtype, true;
    const bind_pytype *python = bind_kind_data(L, i, BIND_PYTYPE);
    if (python && python->type < ND_NTYPES) return *d = nd_dtype_of(python->type), true;
    const bind_type *type = bind_to_type(L, i);
    if (type) return *d = nd_dtype_of(type->type), true;
    return bind_is_dtype_spec(L, i) && bind_read_dtype_spec(L, i, false, d, NULL) == ERR_OK;
}

bool bind_arg_dtype(lua_State *L, int i, nd_dtype *d) {
    err e;
    if (!bind_given(L, i)) return false;
    if (bind_try_dtype(L, i, d)) return true;
    if (lua_type(L, i) == LUA_TSTRING && nd_dtype_parse(lua_tostring(L, i), d, &e)) bind_raise(L, &e);
    if (bind_is_dtype_spec(L, i) && bind_read_dtype_spec(L, i, false, d, &e)) bind_raise(L, &e);
    if (bind_to_array(L, i)) bind_error(L, ERR_TYPE, "Cannot construct a dtype from an array");
    luaL_tolstring(L, i, NULL);
    bind_error(L, ERR_TYPE, "Cannot interpret '%s' as a data type", lua_tostring(L, -1));
    return false;
}

/* --- axes and shapes ----------------------------------------------------------------------------------- */

static int to_axis(lua_State *L, int64_t x) {
    if (x < INT32_MIN || x > INT32_MAX) bind_error(L, ERR_OVERFLOW, "Python integer %lld is too large for an axis", (long long)x);
    return (int)x;
}

int bind_arg_axis(lua_State *L, int i, int missing) { return bind_given(L, i) ? to_axis(L, need_int(L, i)) : missing; }

/* Integers of a sequence or a 1-d integer array at i, at most ND_MAXDIMS. -1: it is neither. */
static int read_ints(lua_State *L, int i, ptrdiff_t *out) {
    const nd_array *a = bind_to_array(L, i);
    ptrdiff_t       n = a ? (a->ndim == 1 && nd_is_integer(a->dtype) ? a->shape[0] : -1) : bind_items_len(L, i);
    if (n > ND_MAXDIMS) bind_error(L, ERR_VALUE, "maximum supported dimension for an ndarray is currently %d, found %td", ND_MAXDIMS, n);
    for (ptrdiff_t k = 0; k < n; k++) {
        if (a) {
            nd_scalar x = nd_load(a->dtype, a->data + k * a->strides[0]);
            out[k] = (ptrdiff_t)x.u.i;
        } else {
            bind_items_get(L, i, (size_t)k);
            out[k] = (ptrdiff_t)need_int(L, lua_gettop(L));
            lua_pop(L, 1);
        }
    }
    return (int)n;
}

int bind_arg_axes(lua_State *L, int i, int axes[ND_MAXDIMS]) {
    ptrdiff_t list[ND_MAXDIMS];
    int64_t   x;
    if (!bind_given(L, i)) return -1;
    if (read_int(L, i, &x)) return axes[0] = to_axis(L, x), 1;
    int n = read_ints(L, i, list);
    if (n < 0) need_int(L, i);
    for (int k = 0; k < n; k++) axes[k] = to_axis(L, list[k]);
    return n;
}

static void refuse_shape(lua_State *L, int i) {
    size_t mark = bind_text_begin(L);
    bind_repr(L, i, bind_scratch(L));
    bind_text_push(L, mark);
    bind_error(L, ERR_TYPE, "expected a sequence of integers or a single integer, got '%s'", lua_tostring(L, -1));
}

int bind_arg_shape(lua_State *L, int i, ptrdiff_t shape[ND_MAXDIMS]) {
    int64_t x;
    if (read_int(L, i, &x)) return shape[0] = (ptrdiff_t)x, 1;
    int n = read_ints(L, i, shape);
    if (n < 0 && lua_type(L, i) == LUA_TSTRING) need_int(L, i);
    if (n < 0) refuse_shape(L, i);
    return n;
}

int bind_arg_shape_rest(lua_State *L, int i, ptrdiff_t shape[ND_MAXDIMS]) {
    int top = lua_gettop(L), n = top - i + 1;
    if (n == 1) return bind_arg_shape(L, i, shape);
    if (n > ND_MAXDIMS) bind_error(L, ERR_VALUE, "maximum supported dimension for an ndarray is currently %d, found %d", ND_MAXDIMS, n);
    for (int k = 0; k < n; k++) shape[k] = (ptrdiff_t)need_int(L, i + k);
    return n < 0 ? 0 : n;
}
