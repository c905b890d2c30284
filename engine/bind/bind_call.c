/* bind/bind_call.c: the arguments that many functions of np share. */
#include "bind/bind_call.h"

#include <string.h>

int bind_arg_axis_or(lua_State *L, int i, int absent, int none) {
    return lua_isnoneornil(L, i) ? absent : bind_arg_axis(L, i, none);
}

int bind_arg_small(lua_State *L, int i, int missing) {
    int64_t x = bind_arg_int(L, i, missing);
    if (x < INT32_MIN || x > INT32_MAX) bind_error(L, ERR_OVERFLOW, "Python int too large to convert to C int");
    return (int)x;
}

nd_array *bind_arg_array_or_null(lua_State *L, int i) { return bind_given(L, i) ? bind_arg_array(L, i) : NULL; }

nd_array *bind_arg_asarray_or_null(lua_State *L, int i) { return bind_given(L, i) ? bind_arg_asarray(L, i) : NULL; }

const nd_array *bind_arg_where(lua_State *L, int i) {
    if (!bind_given(L, i) || (lua_isboolean(L, i) && lua_toboolean(L, i))) return NULL;
    return bind_arg_asarray(L, i);
}

nd_casting bind_arg_casting(lua_State *L, int i, nd_casting missing) {
    const char *text = bind_arg_text(L, i, NULL);
    if (!text) return missing;
    for (int rule = ND_CAST_NO; rule <= ND_CAST_UNSAFE; rule++)
        if (strcmp(text, nd_casting_name((nd_casting)rule)) == 0) return (nd_casting)rule;
    bind_error(L, ERR_VALUE, "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '%s')", text);
    return missing;
}

ptrdiff_t *bind_arg_integers(lua_State *L, int i, int *n) {
    nd_array *a = bind_arg_asarray(L, i), *flat;
    err       e;
    if (a->size > 0 && !nd_is_integer(a->dtype) && a->dtype.type != ND_BOOL)
        bind_error(L, ERR_TYPE, "only integer scalar arrays can be converted to a scalar index");
    flat = nd_astype(bind_ctx_of(L), a, nd_dtype_of(ND_I64), 'C', &e);
    bind_need(L, flat, &e);
    ptrdiff_t *out = lua_newuserdatauv(L, (flat->size + 1) * sizeof *out, 0);
    for (size_t k = 0; k < flat->size; k++) out[k] = ((const ptrdiff_t *)(const void *)flat->data)[k];
    *n = (int)flat->size;
    return out;
}

bool bind_is_sequence(lua_State *L, int i) {
    const nd_array *a = bind_to_array(L, i);
    if (a) return a->ndim > 0;
    return lua_istable(L, i) || bind_is_tuple(L, i) || bind_is_list(L, i);
}

void bind_must(lua_State *L, err_code code, const err *e) {
    if (code) bind_raise(L, e);
}

nd_array *bind_need(lua_State *L, nd_array *a, const err *e) {
    if (!a) bind_raise(L, e);
    return a;
}

nd_array *bind_unscalar(lua_State *L, nd_array *a) {
    err e;
    if (!(a->flags & (ND_SCALAR | ND_WEAK))) return a;
    a = bind_need(L, nd_copy(bind_ctx_of(L), a, 'C', &e), &e);
    a->flags &= (uint8_t)~(ND_SCALAR | ND_WEAK);
    return a;
}

nd_array *bind_new_int(lua_State *L, int64_t x) {
    err       e;
    nd_array *a = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_I64), 0, NULL, 'C', &e), &e);
    memcpy(a->data, &x, sizeof x);
    return a;
}

nd_array *bind_new_float(lua_State *L, double x) {
    err       e;
    nd_array *a = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_F64), 0, NULL, 'C', &e), &e);
    memcpy(a->data, &x, sizeof x);
    return a;
}

nd_array *bind_op1(lua_State *L, nd_op op, const nd_array *x) {
    err e;
    return bind_need(L, nd_ufunc1(bind_ctx_of(L), op, x, &e), &e);
}

nd_array *bind_op2(lua_State *L, nd_op op, const nd_array *x, const nd_array *y) {
    err e;
    return bind_need(L, nd_ufunc2(bind_ctx_of(L), op, x, y, &e), &e);
}

int bind_give(lua_State *L, nd_array *a, nd_array *out) {
    err e;
    if (!out) return bind_result(L, a, NULL);
    bind_must(L, nd_assign(bind_ctx_of(L), out, a, &e), &e);
    return bind_push_array(L, out);
}

void bind_make_object(lua_State *L, const char *name, const luaL_Reg *meta) {
    if (luaL_getmetatable(L, name) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_newtable(L);
        luaL_setfuncs(L, meta, 0);
        lua_pushstring(L, name);
        lua_setfield(L, -2, "__name");
        lua_pushboolean(L, false);
        lua_setfield(L, -2, "__metatable");
        /* Known only when it is whole: memory may have ended before. */
        lua_pushvalue(L, -1);
        lua_setfield(L, LUA_REGISTRYINDEX, name);
    }
    lua_setmetatable(L, -2);
}

void bind_push_again(lua_State *L, nd_array *a) {
    if (lua_touserdata(L, -1) == a) lua_pushvalue(L, -1);
    else bind_push_array(L, a);
}

void bind_settle(lua_State *L, int at) {
    lua_copy(L, -1, at);
    lua_settop(L, at);
}
