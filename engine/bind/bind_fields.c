/* bind/bind_fields.c: tuples whose items have names: the names are one user value more than the items. */
#include "bind/bind_fields.h"

#include <string.h>

#include "bind/bind_value.h"

void bind_push_named_tuple(lua_State *L, int n, const char *const *names) {
    luaL_checkstack(L, 6, NULL);
    bind_seq *tuple = lua_newuserdatauv(L, sizeof *tuple, n + 1);
    *tuple = (bind_seq){(size_t)n, false};
    lua_pushlightuserdata(L, (void *)(uintptr_t)names);
    lua_setiuservalue(L, -2, n + 1);
    lua_insert(L, -1 - n);
    for (int k = n; k > 0; k--) lua_setiuservalue(L, -1 - k, k);
    bind_kind_set(L, BIND_TUPLE);
}

const char *const *bind_tuple_names(lua_State *L, int i) {
    const bind_seq *s = bind_kind_data(L, i, BIND_TUPLE);
    if (!s || s->in_table) return NULL;
    int         type = lua_getiuservalue(L, i, (int)s->n + 1);
    const void *names = type == LUA_TLIGHTUSERDATA ? lua_touserdata(L, -1) : NULL;
    lua_pop(L, 1);
    return names;
}

bool bind_tuple_field(lua_State *L, int i, const char *name) {
    const char *const *names = bind_tuple_names(L, i);
    for (size_t k = 1; names && names[k]; k++)
        if (strcmp(names[k], name) == 0) return bind_seq_get(L, i, k - 1), true;
    return false;
}
