/* bind/bind_number.c: the methods of NumPy's scalars on Lua's numbers and booleans: a.mean().round(2).
 *
 * One metatable for all numbers, one for booleans. It knows the names of array methods and
 * attributes; any other index fails much as Lua's own would. A text that names no np runs without.   */
#include <string.h>

#include "bind/bind_value.h"

/* The number at i as a typed 0-d scalar, on the stack. */
static nd_array *scalar_of(lua_State *L, int i) {
    nd_array *a = bind_arg_asarray(L, i);
    a->flags |= ND_SCALAR;
    return a;
}

/* Upvalue: the method of arrays. */
static int call_on_number(lua_State *L) {
    lua_CFunction fn = lua_tocfunction(L, lua_upvalueindex(1));
    if (lua_type(L, 1) == LUA_TNUMBER || lua_type(L, 1) == LUA_TBOOLEAN) {
        scalar_of(L, 1);
        lua_replace(L, 1);
    }
    return fn(L);
}

/* Upvalue 1: the wrapped methods made so far. */
static int l_index(lua_State *L) {
    lua_settop(L, 2);
    if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "attempt to index a %s value", luaL_typename(L, 1));
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->methods_ref);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL) {
        lua_pushcclosure(L, call_on_number, 1);
        lua_pushvalue(L, 2);
        lua_pushvalue(L, -2);
        lua_rawset(L, lua_upvalueindex(1));
        return 1;
    }
    const char *name = lua_tostring(L, 2);
    for (const char *const *n = bind_attribute_names; *n; n++)
        if (strcmp(*n, name) == 0) return bind_attribute(L, scalar_of(L, 1), name);
    return luaL_error(L, "attempt to index a %s value (field '%s')", luaL_typename(L, 1), name);
}

/* The metatable at the top, or nil, becomes that of all values like the one below it. */
static void settle_on(lua_State *L) {
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

void bind_know_numbers(lua_State *L, bool know) {
    int ref = bind_state_at(L)->numbers_ref;
    for (int k = 0; k < 2; k++) {
        if (k == 0) lua_pushinteger(L, 0);
        else lua_pushboolean(L, false);
        if (know) lua_rawgeti(L, LUA_REGISTRYINDEX, ref);
        else lua_pushnil(L);
        settle_on(L);
    }
}

void bind_open_numbers(lua_State *L) {
    lua_createtable(L, 0, 2);
    lua_newtable(L);
    lua_pushcclosure(L, l_index, 1);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    bind_state_at(L)->numbers_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    bind_know_numbers(L, true);
}
