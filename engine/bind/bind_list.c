/* bind/bind_list.c: the methods of lists and tuples.
 *
 * Lua cannot tell t.append(x) from t:append(x) when it looks the method up. A method is a
 * closure that knows its list, and drops a first argument that is this very list unless the
 * method takes one argument and got one.                                                      */
#include <string.h>

#include "bind/bind_value.h"

/* --- each method finds its list at place 1 ----------------------------------------------------- */

static void items_of(lua_State *L) { lua_getiuservalue(L, 1, 1); }

static bind_seq *list_at(lua_State *L) { return lua_touserdata(L, 1); }

static int l_append(lua_State *L) {
    lua_settop(L, 2);
    bind_list_append(L, 1);
    return 0;
}

static int l_extend(lua_State *L) {
    lua_settop(L, 2);
    if (lua_rawequal(L, 1, 2)) {
        bind_push_list_of(L, 2);
        lua_replace(L, 2);
    }
    bind_list_extend(L, 1, 2);
    return 0;
}

static int l_insert(lua_State *L) {
    bind_seq   *s = list_at(L);
    lua_Integer at = luaL_checkinteger(L, 2), n = (lua_Integer)s->n;
    if (at < 0) at = at + n < 0 ? 0 : at + n;
    if (at > n) at = n;
    lua_settop(L, 3);
    items_of(L);
    for (lua_Integer k = n; k > at; k--) {
        lua_rawgeti(L, 4, k);
        lua_rawseti(L, 4, k + 1);
    }
    lua_pushvalue(L, 3);
    lua_rawseti(L, 4, at + 1);
    s->n++;
    return 0;
}

static void remove_item(lua_State *L, lua_Integer at) {
    bind_seq *s = list_at(L);
    items_of(L);
    int items = lua_gettop(L);
    for (lua_Integer k = at + 1; k < (lua_Integer)s->n; k++) {
        lua_rawgeti(L, items, k + 1);
        lua_rawseti(L, items, k);
    }
    lua_pushnil(L);
    lua_rawseti(L, items, (lua_Integer)s->n);
    s->n--;
    lua_pop(L, 1);
}

static int l_pop(lua_State *L) {
    lua_Integer n = (lua_Integer)list_at(L)->n, at = luaL_optinteger(L, 2, -1);
    if (n == 0) return bind_error(L, ERR_INDEX, "pop from empty list");
    if (at < 0) at += n;
    if (at < 0 || at >= n) return bind_error(L, ERR_INDEX, "pop index out of range");
    bind_seq_get(L, 1, (size_t)at);
    remove_item(L, at);
    return 1;
}

/* Place of the first item equal to the value at 2; -1: none. */
static ptrdiff_t find(lua_State *L) {
    ptrdiff_t n = bind_seq_len(L, 1);
    for (ptrdiff_t k = 0; k < n; k++) {
        lua_settop(L, 2);
        bind_seq_get(L, 1, (size_t)k);
        if (bind_equal(L, 3, 2)) return k;
    }
    return -1;
}

static int l_position(lua_State *L) {
    ptrdiff_t k = find(L);
    if (k < 0) return bind_error(L, ERR_VALUE, "%s.index(x): x not in %s", bind_type_name(L, 1), bind_type_name(L, 1));
    lua_pushinteger(L, k);
    return 1;
}

static int l_remove(lua_State *L) {
    ptrdiff_t k = find(L);
    if (k < 0) return bind_error(L, ERR_VALUE, "list.remove(x): x not in list");
    remove_item(L, k);
    return 0;
}

static int l_count(lua_State *L) {
    lua_Integer found = 0;
    ptrdiff_t   n = bind_seq_len(L, 1);
    for (ptrdiff_t k = 0; k < n; k++) {
        lua_settop(L, 2);
        bind_seq_get(L, 1, (size_t)k);
        found += bind_equal(L, 3, 2);
    }
    lua_pushinteger(L, found);
    return 1;
}

static int l_reverse(lua_State *L) {
    lua_Integer n = (lua_Integer)list_at(L)->n;
    items_of(L);
    int items = lua_gettop(L);
    for (lua_Integer k = 1; k <= n / 2; k++) {
        lua_rawgeti(L, items, k);
        lua_rawgeti(L, items, n + 1 - k);
        lua_rawseti(L, items, k);
        lua_rawseti(L, items, n + 1 - k);
    }
    return 0;
}

static int l_clear(lua_State *L) {
    lua_newtable(L);
    lua_setiuservalue(L, 1, 1);
    list_at(L)->n = 0;
    return 0;
}

static int l_copy(lua_State *L) {
    bind_push_list_of(L, 1);
    return 1;
}

static int l_sort(lua_State *L) {
    bool backwards = false;
    if (lua_istable(L, 2) && lua_getfield(L, 2, "reverse") != LUA_TNIL) backwards = bind_python_truth(L, -1);
    lua_settop(L, 1);
    bind_sort_list(L, 1, backwards);
    return 0;
}

/* The items as Lua's several values, as table.unpack gives those of a table. */
static int l_values(lua_State *L) {
    ptrdiff_t n = bind_seq_len(L, 1);
    luaL_checkstack(L, n < 100000 ? (int)n + 4 : 1000000, "too many items to unpack");
    for (ptrdiff_t k = 0; k < n; k++) bind_seq_get(L, 1, (size_t)k);
    return (int)n;
}

/* --- finding them ------------------------------------------------------------------------------------ */

typedef struct method {
    const char   *name;
    lua_CFunction fn;
    bool          takes_one;       /* a sole argument that is the list itself is the argument */
    bool          of_tuples;
} method;

static const method methods[] = {
    {"append", l_append, true, false}, {"extend", l_extend, true, false}, {"insert", l_insert, false, false},
    {"pop", l_pop, false, false}, {"index", l_position, true, true}, {"remove", l_remove, true, false},
    {"count", l_count, true, true}, {"reverse", l_reverse, false, false}, {"clear", l_clear, false, false},
    {"copy", l_copy, false, false}, {"sort", l_sort, false, false},
    {"unpack", l_values, false, true},
};

/* Upvalues: the list, the number of the method. */
static int call_method(lua_State *L) {
    const method *m = &methods[lua_tointeger(L, lua_upvalueindex(2))];
    int           n = lua_gettop(L);
    bool          itself = n > 0 && lua_rawequal(L, 1, lua_upvalueindex(1));
    if (!itself || (m->takes_one && n == 1)) {
        lua_pushvalue(L, lua_upvalueindex(1));
        lua_insert(L, 1);
    }
    if (m->takes_one && lua_gettop(L) != 2)
        return bind_error(L, ERR_TYPE, "%s.%s() takes exactly one argument (%d given)", bind_type_name(L, 1), m->name, lua_gettop(L) - 1);
    return m->fn(L);
}

int bind_list_method(lua_State *L) {
    const char *name = lua_tostring(L, 2);
    bind_kind   kind = bind_kind_of(L, 1);
    for (size_t k = 0; k < sizeof methods / sizeof *methods; k++) {
        if (strcmp(methods[k].name, name) || kind == BIND_RANGE || (kind == BIND_TUPLE && !methods[k].of_tuples)) continue;
        lua_pushvalue(L, 1);
        lua_pushinteger(L, (lua_Integer)k);
        lua_pushcclosure(L, call_method, 2);
        return 1;
    }
    bind_nearest near = {.name = name};
    for (size_t k = 0; k < sizeof methods / sizeof *methods; k++)
        if (kind == BIND_LIST || methods[k].of_tuples) bind_nearest_try(&near, methods[k].name);
    const char *hint = "a list is not an array: np.array(x) makes one of it";
    if (near.best) hint = lua_pushfstring(L, "did you mean .%s?", near.best);
    return bind_error_hint(L, ERR_ATTRIBUTE, hint, "'%s' object has no attribute '%s'", bind_type_name(L, 1), name);
}
