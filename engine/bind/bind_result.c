/* bind/bind_result.c: what goes back to Lua: arrays, scalars, tuples, types, and failures. */
#include <stdio.h>
#include <string.h>

#include "bind/bind_value.h"

/* --- arrays ---------------------------------------------------------------------------------------- */

static int push_text(lua_State *L, const nd_scalar *x) {
    size_t mark = bind_text_begin(L);
    nd_print_text(bind_scratch(L), x->text, x->n);
    bind_text_push(L, mark);
    return 1;
}

/* The value of a 0-d array whose type Lua has; false for the others. */
static bool push_value(lua_State *L, const nd_array *a) {
    nd_scalar x = nd_load(a->dtype, a->data);
    switch (a->dtype.type) {
    case ND_BOOL: return lua_pushboolean(L, x.u.b), true;
    case ND_I64: return lua_pushinteger(L, x.u.i), true;
    case ND_F64: return lua_pushnumber(L, x.u.f), true;
    case ND_STR: return push_text(L, &x), true;
    default: return false;
    }
}

int bind_push_array(lua_State *L, nd_array *a) {
    if (lua_touserdata(L, -1) == a) return 1;
    const bind_state *s = bind_state_at(L);
    luaL_checkstack(L, 4, NULL);
    for (int i = lua_gettop(L); i > 0; i--) {
        const nd_array *here = bind_array_at(s, L, i);
        if (!here) continue;
        if (here == a) return lua_pushvalue(L, i), 1;
        if (here->base == a) return lua_getiuservalue(L, i, 1), 1;
    }
    return bind_error(L, ERR_INTERNAL, "a result is not at hand");
}

int bind_result(lua_State *L, nd_array *a, const err *e) {
    if (!a) return bind_raise(L, e);
    if ((a->flags & ND_SCALAR) && push_value(L, a)) return 1;
    return bind_push_array(L, a);
}

/* --- sequences ------------------------------------------------------------------------------------- */

enum { TUPLE_INLINE = 200 };       /* more items than that are kept in a table */

void bind_push_tuple(lua_State *L, int n) {
    bool in_table = n > TUPLE_INLINE;
    luaL_checkstack(L, 6, NULL);
    if (in_table) {
        bind_push_list(L, n);
        bind_seq *list = lua_touserdata(L, -1), *tuple = lua_newuserdatauv(L, sizeof *tuple, 1);
        *tuple = *list;
        lua_getiuservalue(L, -2, 1);
        lua_setiuservalue(L, -2, 1);
        lua_remove(L, -2);
    } else {
        bind_seq *tuple = lua_newuserdatauv(L, sizeof *tuple, n);
        *tuple = (bind_seq){(size_t)n, false};
        lua_insert(L, -1 - n);
        for (int k = n; k > 0; k--) lua_setiuservalue(L, -1 - k, k);
    }
    bind_kind_set(L, BIND_TUPLE);
}

void bind_push_list(lua_State *L, int n) {
    luaL_checkstack(L, 6, NULL);
    lua_createtable(L, n, 0);
    lua_insert(L, -1 - n);
    for (int k = n; k > 0; k--) lua_rawseti(L, -1 - k, k);
    bind_seq *list = lua_newuserdatauv(L, sizeof *list, 1);
    *list = (bind_seq){(size_t)n, true};
    lua_insert(L, -2);
    lua_setiuservalue(L, -2, 1);
    bind_kind_set(L, BIND_LIST);
}

void bind_push_shape(lua_State *L, int n, const ptrdiff_t *shape) {
    luaL_checkstack(L, 4, NULL);
    bind_seq *tuple = lua_newuserdatauv(L, sizeof *tuple, n);
    *tuple = (bind_seq){(size_t)n, false};
    for (int k = 0; k < n; k++) {
        lua_pushinteger(L, (lua_Integer)shape[k]);
        lua_setiuservalue(L, -2, k + 1);
    }
    bind_kind_set(L, BIND_TUPLE);
}

/* --- single values ----------------------------------------------------------------------------------- */

void bind_push_dtype(lua_State *L, nd_dtype d) {
    nd_dtype *p = lua_newuserdatauv(L, sizeof *p, 0);
    *p = d;
    bind_kind_set(L, BIND_DTYPE);
}

void bind_push_none(lua_State *L) { lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->none_ref); }

bool bind_is_none(lua_State *L, int i) {
    const void *p = lua_touserdata(L, i);
    return p && p == bind_state_at(L)->none;
}

/* --- failures ------------------------------------------------------------------------------------------ */

/* A foreign Lua shows an error object's text alone: the line is part of it there. */
static void add_where(lua_State *L) {
    lua_Debug at;
    for (int level = 0; lua_getstack(L, level, &at); level++) {
        if (!lua_getinfo(L, "Sl", &at) || at.currentline <= 0) continue;
        lua_pushfstring(L, "%s:%d: ", at.short_src, at.currentline);
        lua_setfield(L, -2, "where");
        return;
    }
}

static int raise_text(lua_State *L, err_code code, const char *text, const char *hint) {
    luaL_checkstack(L, 6, NULL);
    lua_createtable(L, 0, 3);
    lua_pushstring(L, err_name(code));
    lua_setfield(L, -2, "type");
    lua_pushstring(L, text);
    lua_setfield(L, -2, "msg");
    if (hint) {
        lua_pushstring(L, hint);
        lua_setfield(L, -2, "hint");
    }
    if (bind_state_at(L)->guest) add_where(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->mark_ref[BIND_ERROR]);
    lua_setmetatable(L, -2);
    return lua_error(L);
}

int bind_raise(lua_State *L, const err *e) {
    if (!e) return raise_text(L, ERR_INTERNAL, "a failure without a reason", NULL);
    return raise_text(L, e->code, e->text, NULL);
}

int bind_error(lua_State *L, err_code code, const char *format, ...) {
    err     e;
    va_list args;
    va_start(args, format);
    err_vset(&e, code, format, args);
    va_end(args);
    return bind_raise(L, &e);
}

int bind_error_hint(lua_State *L, err_code code, const char *hint, const char *format, ...) {
    err     e;
    va_list args;
    va_start(args, format);
    err_vset(&e, code, format, args);
    va_end(args);
    return raise_text(L, e.code, e.text, hint);
}

static int l_error_tostring(lua_State *L) {
    if (!bind_is_marked(L, 1, BIND_ERROR)) return luaL_error(L, "an error object was expected");
    lua_pushliteral(L, "type"), lua_rawget(L, 1);
    lua_pushliteral(L, "msg"), lua_rawget(L, 1);
    lua_pushliteral(L, "where"), lua_rawget(L, 1);
    const char *type = lua_tostring(L, -3), *text = lua_tostring(L, -2), *where = lua_tostring(L, -1);
    lua_pushfstring(L, "%s%s: %s", where ? where : "", type ? type : "error", text ? text : "");
    return 1;
}

void bind_open_errors(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->mark_ref[BIND_ERROR]);
    lua_pushcfunction(L, l_error_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pop(L, 1);
}
