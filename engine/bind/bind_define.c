/* bind/bind_define.c: an array from outside as a global name of a state. */
#include "bind/bind_int.h"

typedef struct gift {
    const char     *name;
    const nd_array *a;
    bool            plain;
} gift;

static int l_define(lua_State *L) {
    const gift *g = lua_touserdata(L, 1);
    err         e = {0};
    nd_array   *copy = nd_copy(bind_ctx_of(L), g->a, 'K', &e);
    if (copy && g->plain) copy->flags |= ND_SCALAR;
    bind_result(L, copy, &e);
    lua_setglobal(L, g->name);
    return 0;
}

bool bind_define(bind_state *s, const char *name, const nd_array *a, bool plain, err *e) {
    lua_State *L = bind_lua(s);
    gift       g = {name, a, plain};
    lua_pushcfunction(L, l_define);
    lua_pushlightuserdata(L, &g);
    if (lua_pcall(L, 1, 0, 0) == LUA_OK) return true;
    lua_pop(L, 1);
    err_set(e, ERR_MEMORY, "no memory for %s", name);
    return false;
}
