/* bind/bind_walk.c: Python's functions that walk a sequence: sum, min, sorted, enumerate, zip. */
#include <string.h>

#include "bind/bind_value.h"

/* The sequence at i as one that can be counted: itself, or a list of what it gives. */
static void make_countable(lua_State *L, int i) {
    const nd_array *a = bind_to_array(L, i);
    if (a && a->ndim > 0) return;
    if (!a && bind_items_len(L, i) >= 0) return;
    bind_push_list_of(L, i);
    lua_replace(L, i);
}

static ptrdiff_t count(lua_State *L, int i) {
    const nd_array *a = bind_to_array(L, i);
    return a ? (a->ndim ? a->shape[0] : 0) : bind_items_len(L, i);
}

static void push_item(lua_State *L, int i, ptrdiff_t k) {
    err       e;
    nd_array *a = bind_to_array(L, i);
    nd_key    key = {.kind = ND_KEY_INT, .i = k};
    if (!a) {
        bind_items_get(L, i, (size_t)k);
        return;
    }
    int top = lua_gettop(L);
    bind_result(L, nd_get(bind_ctx_of(L), a, 1, &key, &e), &e);
    if (lua_gettop(L) > top + 1) lua_replace(L, top + 1);
    lua_settop(L, top + 1);
}

/* --- sum, min, max, any, all -------------------------------------------------------------------------- */

static int l_sum(lua_State *L) {
    static const bind_sig sig = {"sum", "iterable start", 1};
    bind_args(L, &sig);
    if (lua_isnil(L, 2)) lua_pushinteger(L, 0), lua_replace(L, 2);
    make_countable(L, 1);
    ptrdiff_t n = count(L, 1);
    for (ptrdiff_t k = 0; k < n; k++) {
        push_item(L, 1, k);
        if (lua_isboolean(L, -1)) lua_pushinteger(L, lua_toboolean(L, -1)), lua_replace(L, -2);
        lua_arith(L, LUA_OPADD);
    }
    return 1;
}

static bool less(lua_State *L, int a, int b) {
    int  ta = lua_type(L, a), tb = lua_type(L, b);
    bool own = (ta == tb && (ta == LUA_TNUMBER || ta == LUA_TSTRING)) || luaL_getmetafield(L, a, "__lt") || luaL_getmetafield(L, b, "__lt");
    if (!own) bind_error(L, ERR_TYPE, "'<' not supported between instances of '%s' and '%s'", bind_type_name(L, a), bind_type_name(L, b));
    return lua_compare(L, a, b, LUA_OPLT);
}

static int extreme(lua_State *L, const char *name, bool largest) {
    if (lua_gettop(L) > 0 && bind_is_marked(L, lua_gettop(L), BIND_KEYWORDS))
        return bind_error(L, ERR_TYPE, "%s() takes no keyword arguments here: use np.%s", name, name);
    if (lua_gettop(L) == 0) return bind_error(L, ERR_TYPE, "%s expected at least 1 argument, got 0", name);
    if (lua_gettop(L) > 1) bind_push_list(L, lua_gettop(L));      /* which is then the one value */
    make_countable(L, 1);
    ptrdiff_t n = count(L, 1);
    if (n == 0) return bind_error(L, ERR_VALUE, "%s() iterable argument is empty", name);
    lua_settop(L, 1);
    push_item(L, 1, 0);
    for (ptrdiff_t k = 1; k < n; k++) {
        push_item(L, 1, k);
        if (largest ? less(L, 2, 3) : less(L, 3, 2)) lua_pushvalue(L, 3), lua_replace(L, 2);
        lua_settop(L, 2);
    }
    return 1;
}

static int l_min(lua_State *L) { return extreme(L, "min", false); }
static int l_max(lua_State *L) { return extreme(L, "max", true); }

/* Whether some item's truth is `wanted`. */
static bool some(lua_State *L, bool wanted) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    make_countable(L, 1);
    ptrdiff_t n = count(L, 1);
    bool      found = false;
    for (ptrdiff_t k = 0; k < n && !found; k++) {
        push_item(L, 1, k);
        found = bind_python_truth(L, 2) == wanted;
        lua_settop(L, 1);
    }
    return found;
}

static int l_any(lua_State *L) {
    lua_pushboolean(L, some(L, true));
    return 1;
}

static int l_all(lua_State *L) {
    lua_pushboolean(L, !some(L, false));
    return 1;
}

/* --- sorted ----------------------------------------------------------------------------------------------- */

typedef struct sorting {
    lua_State *L;
    int        keys;              /* a Lua table */
    bool       backwards;
} sorting;

/* Must b go before a? Equal ones stay. */
static bool is_before(const sorting *s, size_t b, size_t a) {
    lua_State *L = s->L;
    int        top = lua_gettop(L);
    lua_rawgeti(L, s->keys, (lua_Integer)b);
    lua_rawgeti(L, s->keys, (lua_Integer)a);
    bool yes = s->backwards ? less(L, top + 2, top + 1) : less(L, top + 1, top + 2);
    lua_settop(L, top);
    return yes;
}

/* order[0..n) of places, by merging runs of doubling length through room. */
static size_t *sort_places(const sorting *s, size_t *order, size_t *room, size_t n) {
    for (size_t run = 1; run < n; run *= 2) {
        for (size_t low = 0; low < n; low += 2 * run) {
            size_t middle = low + run < n ? low + run : n, high = low + 2 * run < n ? low + 2 * run : n;
            for (size_t a = low, b = middle, k = low; k < high; k++)
                room[k] = a < middle && (b >= high || !is_before(s, order[b], order[a])) ? order[a++] : order[b++];
        }
        size_t *other = order;
        order = room;
        room = other;
    }
    return order;
}

/* The list at i, by the keys in the table at `keys`, which may be its own items. */
static void sort_by(lua_State *L, int i, int keys, bool backwards) {
    luaL_checkstack(L, 12, NULL);
    size_t  n = bind_list_len(L, i);
    size_t *order = lua_newuserdatauv(L, (2 * n + 1) * sizeof *order, 0);
    sorting s = {L, keys, backwards};
    for (size_t k = 0; k < n; k++) order[k] = k + 1;
    size_t *sorted = sort_places(&s, order, order + n, n);
    lua_getiuservalue(L, i, 1);
    lua_createtable(L, (int)n, 0);
    for (size_t k = 0; k < n; k++) {
        lua_rawgeti(L, -2, (lua_Integer)sorted[k]);
        lua_rawseti(L, -2, (lua_Integer)k + 1);
    }
    lua_setiuservalue(L, i, 1);
    lua_pop(L, 2);
}

void bind_sort_list(lua_State *L, int i, bool backwards) {
    i = lua_absindex(L, i);
    lua_getiuservalue(L, i, 1);
    sort_by(L, i, lua_gettop(L), backwards);
    lua_pop(L, 1);
}

static int l_sorted(lua_State *L) {
    static const bind_sig sig = {"sorted", "iterable * key reverse", 1};
    bind_args(L, &sig);
    bool backwards = bind_arg_bool(L, 3, false);
    bind_push_list_of(L, 1);
    if (!bind_given(L, 2)) return bind_sort_list(L, 4, backwards), 1;
    ptrdiff_t n = bind_seq_len(L, 4);
    lua_createtable(L, (int)n, 0);
    for (ptrdiff_t k = 0; k < n; k++) {
        lua_pushvalue(L, 2);
        bind_seq_get(L, 4, (size_t)k);
        lua_call(L, 1, 1);
        lua_rawseti(L, 5, k + 1);
    }
    sort_by(L, 4, 5, backwards);
    lua_settop(L, 4);
    return 1;
}

static int l_reversed(lua_State *L) {
    luaL_checkany(L, 1);
    bind_push_list_of(L, 1);
    int list = lua_gettop(L);
    lua_pushnil(L), lua_pushnil(L), lua_pushinteger(L, -1);
    return bind_seq_slice(L, list, list + 1);
}

/* --- enumerate, zip: iterators for a generic for --------------------------------------------------------------- */

/* Upvalues: the sequence, the item's place, what to add to it. */
static int next_numbered(lua_State *L) {
    lua_Integer k = lua_tointeger(L, lua_upvalueindex(2));
    lua_settop(L, 0);
    lua_pushvalue(L, lua_upvalueindex(1));
    if (k >= count(L, 1)) return 0;
    lua_pushinteger(L, k + 1);
    lua_replace(L, lua_upvalueindex(2));
    lua_pushinteger(L, k + lua_tointeger(L, lua_upvalueindex(3)));
    push_item(L, 1, (ptrdiff_t)k);
    return 2;
}

static int l_enumerate(lua_State *L) {
    static const bind_sig sig = {"enumerate", "iterable start", 1};
    bind_args(L, &sig);
    lua_Integer start = bind_arg_int(L, 2, 0);
    make_countable(L, 1);
    lua_settop(L, 1);
    lua_pushinteger(L, 0);
    lua_pushinteger(L, start);
    lua_pushcclosure(L, next_numbered, 3);
    return 1;
}

/* Upvalues: a table of the sequences, how many, the items' place. */
static int next_together(lua_State *L) {
    lua_Integer k = lua_tointeger(L, lua_upvalueindex(3));
    int         n = (int)lua_tointeger(L, lua_upvalueindex(2));
    lua_settop(L, 0);
    luaL_checkstack(L, 2 * n + 8, "too many sequences");
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, lua_upvalueindex(1), i);
        if (k >= count(L, i)) return 0;
    }
    lua_pushinteger(L, k + 1);
    lua_replace(L, lua_upvalueindex(3));
    for (int i = 1; i <= n; i++) push_item(L, i, (ptrdiff_t)k);
    return n;
}

static int l_zip(lua_State *L) {
    int n = lua_gettop(L);
    lua_createtable(L, n, 0);
    for (int i = 1; i <= n; i++) {
        make_countable(L, i);
        lua_pushvalue(L, i);
        lua_rawseti(L, n + 1, i);
    }
    lua_pushinteger(L, n);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_together, 3);
    return 1;
}

const luaL_Reg bind_walkers[] = {
    {"sum", l_sum}, {"min", l_min}, {"max", l_max}, {"any", l_any}, {"all", l_all}, {"sorted", l_sorted}, {"reversed", l_reversed},
    {"enumerate", l_enumerate}, {"zip", l_zip}, {NULL, NULL},
};
