/* bind/bind_masked.c: masked arrays: what C asks the prelude to do with them, and the few functions
 * in C that the prelude stands on. bind_prelude.c loads it.                                           */
#include <string.h>

#include "bind/bind_index.h"
#include "bind/bind_masked.h"

/* --- masked arrays from C ----------------------------------------------------------------------------- */

nd_array *bind_masked_data(lua_State *L, int i) {
    if (!bind_is_masked(L, i)) return NULL;
    lua_getiuservalue(L, i, 1);
    lua_getfield(L, -1, "d");
    nd_array *a = bind_to_array(L, -1);
    lua_pop(L, 2);
    return a;
}

/* `masked` has a part n, a NaN. */
nd_array *bind_masked_item(lua_State *L, int i) {
    if (!bind_is_masked(L, i)) return NULL;
    luaL_checkstack(L, 4, NULL);
    lua_getiuservalue(L, i, 1);
    lua_getfield(L, -1, "n");
    nd_array *nan = bind_to_array(L, -1);
    lua_pop(L, 2);
    return nan ? nan : bind_masked_data(L, i);
}

static int raise_text(lua_State *L, const char *type, const char *text) {
    lua_createtable(L, 0, 2);
    lua_pushstring(L, type), lua_setfield(L, -2, "type");
    lua_pushstring(L, text), lua_setfield(L, -2, "msg");
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->mark_ref[BIND_ERROR]);
    lua_setmetatable(L, -2);
    return lua_error(L);
}

nd_array *bind_masked_one(lua_State *L, int i, nd_dtype d) {
    nd_array *data = bind_masked_data(L, i), *item = bind_masked_item(L, i);
    if (item == data) return data;
    if (nd_is_integer(d)) raise_text(L, "MaskError", "Cannot convert masked element to a Python int.");
    nd_warn(bind_ctx_of(L), "UserWarning", "Warning: converting a masked element to nan.");
    return item;
}

nd_array *bind_masked_push_data(lua_State *L, int i) {
    if (!bind_is_masked(L, i)) return NULL;
    luaL_checkstack(L, 4, NULL);
    lua_getiuservalue(L, i, 1);
    lua_getfield(L, -1, "d");
    lua_remove(L, -2);
    return bind_to_array(L, -1);
}

/* The prelude's function for name, pushed. */
void bind_masked_hook(lua_State *L, const char *name) {
    lua_getfield(L, LUA_REGISTRYINDEX, BIND_MASKED_PRIVATE);
    lua_getfield(L, -1, "hooks");
    lua_getfield(L, -1, name);
    lua_replace(L, -3);
    lua_pop(L, 1);
    if (lua_isnil(L, -1)) bind_error(L, ERR_TYPE, "masked arrays have no %s", name);
}

int bind_masked_do(lua_State *L, const char *name, int a, int b) {
    a = lua_absindex(L, a), b = lua_absindex(L, b);
    luaL_checkstack(L, 8, NULL);
    bind_masked_hook(L, name);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    return 1;
}

bool bind_masked_ufunc(lua_State *L) {
    int  n = lua_gettop(L);
    bool any = false;
    for (int i = 2; i <= n && !any; i++) any = bind_is_masked(L, i);
    if (!any) return false;
    luaL_checkstack(L, 8, NULL);
    bind_masked_hook(L, "ufunc");
    lua_insert(L, 1);
    lua_call(L, n, 1);
    return true;
}

/* --- what the prelude calls ----------------------------------------------------------------------------- */

/* of(x): the parts of a masked array; nil for anything else. */
static int l_of(lua_State *L) {
    if (lua_gettop(L) < 1 || !bind_is_masked(L, 1)) return lua_pushnil(L), 1;
    lua_getiuservalue(L, 1, 1);
    return 1;
}

/* box(parts): a masked array of them. */
static int l_box(lua_State *L) {
    lua_newuserdatauv(L, 1, 1);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    bind_kind_set(L, BIND_MASKED);
    return 1;
}

/* args(name, params, required, ...): the values of a signature; None is nil. */
static int l_args(lua_State *L) {
    const bind_sig sig = {lua_tostring(L, 1), lua_tostring(L, 2), (int)lua_tointeger(L, 3)};
    for (int k = 0; k < 3; k++) lua_remove(L, 1);
    int n = bind_args(L, &sig);
    for (int i = 1; i <= n; i++)
        if (bind_is_none(L, i)) lua_pushnil(L), lua_replace(L, i);
    return n;
}

/* rawargs: the same with None kept apart from what was not given. */
static int l_rawargs(lua_State *L) {
    const bind_sig sig = {lua_tostring(L, 1), lua_tostring(L, 2), (int)lua_tointeger(L, 3)};
    for (int k = 0; k < 3; k++) lua_remove(L, 1);
    return bind_args(L, &sig);
}

static void say_nothing(nd_ctx *c, const char *category, const char *text) { (void)c, (void)category, (void)text; }

/* quiet(f, ...): f(...) without warnings. */
static int l_quiet(lua_State *L) {
    nd_ctx *c = bind_ctx_of(L);
    void  (*warn)(nd_ctx *, const char *, const char *) = c->warn;
    c->warn = say_nothing;
    int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
    c->warn = warn;
    return status ? lua_error(L) : lua_gettop(L);
}

static int l_warn(lua_State *L) {
    nd_ctx *c = bind_ctx_of(L);
    c->warn(c, luaL_checkstring(L, 1), luaL_checkstring(L, 2));
    return 0;
}

/* raise(type, text) */
static int l_raise(lua_State *L) { return raise_text(L, luaL_checkstring(L, 1), luaL_checkstring(L, 2)); }

/* kind(x): "array", "scalar" (a typed one), "list", "tuple", "range", "key", "none", "dtype", "masked", or Lua's word. */
static int l_kind(lua_State *L) {
    static const char *const names[BIND_NKINDS] = {
        [BIND_TUPLE] = "tuple", [BIND_LIST] = "list", [BIND_RANGE] = "range", [BIND_KEY] = "key", [BIND_NONE] = "none",
        [BIND_DTYPE] = "dtype", [BIND_PYTYPE] = "type", [BIND_MASKED] = "masked",
    };
    const nd_array *a = lua_type(L, 1) == LUA_TUSERDATA ? bind_to_array(L, 1) : NULL;
    bind_kind       k = a ? BIND_ARRAY : bind_kind_of(L, 1);
    if (a) lua_pushstring(L, a->flags & ND_SCALAR ? "scalar" : "array");
    else if (k != BIND_OTHER) lua_pushstring(L, names[k] ? names[k] : "userdata");
    else lua_pushstring(L, luaL_typename(L, 1));
    return 1;
}

/* items(x): a Lua table of the items of a list, tuple, range, table or array. */
static int l_items(lua_State *L) {
    lua_settop(L, 1);
    bind_push_list_of(L, 1);
    lua_getiuservalue(L, -1, 1);
    return 1;
}

static int l_repr(lua_State *L) {
    size_t mark = bind_text_begin(L);
    bind_repr(L, 1, bind_scratch(L));
    bind_text_push(L, mark);
    return 1;
}

static int l_str(lua_State *L) {
    size_t mark = bind_text_begin(L);
    bind_str(L, 1, bind_scratch(L));
    bind_text_push(L, mark);
    return 1;
}

/* subscript(text): the key that a["1:3"] means, or nil. */
static int l_subscript(lua_State *L) {
    lua_settop(L, 1);
    if (!bind_parse_subscript(L, lua_tostring(L, 1))) lua_pushnil(L);
    return 1;
}

/* as_key(spec, ...): np.index_exp. */
static int l_key(lua_State *L) {
    lua_settop(L, 1 + 3 * (int)strlen(luaL_checkstring(L, 1)));
    bind_push_key(L, lua_tostring(L, 1), 2);
    return 1;
}

/* key_items(k): what stands between the commas; slices are np.r_'s business. */
static int l_key_items(lua_State *L) {
    int first;
    lua_settop(L, 1);
    if (bind_kind_of(L, 1) != BIND_KEY) return 1;
    const char *spec = bind_open_key(L, 1, &first);
    if (strspn(spec, "i") != strlen(spec)) return bind_error(L, ERR_NOT_IMPLEMENTED, "slices are not supported here: np.arange makes their numbers");
    return lua_gettop(L) - 1;
}

/* scalar(a): a 0-d array as a Lua value or typed scalar. */
static int l_scalar(lua_State *L) {
    err       e;
    nd_array *a = bind_to_array(L, 1);
    if (!a || a->ndim > 0) return lua_settop(L, 1), 1;
    lua_settop(L, 1);
    nd_array *copy = bind_need(L, nd_copy(bind_ctx_of(L), a, 'C', &e), &e);
    copy->flags |= ND_SCALAR;
    return bind_result(L, copy, NULL);
}

/* print_options(): precision is not among them: masked arrays print every digit. */
static int l_print_options(lua_State *L) {
    const nd_print_options *o = bind_ctx_of(L)->print;
    if (!o) o = &nd_print_defaults;
    lua_pushinteger(L, o->threshold);
    lua_pushinteger(L, o->edgeitems);
    lua_pushinteger(L, o->linewidth);
    return 3;
}

static int l_same_memory(lua_State *L) {
    const nd_array *a = bind_to_array(L, 1), *b = bind_to_array(L, 2);
    lua_pushboolean(L, a && b && a->data == b->data);
    return 1;
}

/* address(a): where its data are, for ids(). */
static int l_address(lua_State *L) {
    const nd_array *a = bind_to_array(L, 1);
    lua_pushinteger(L, a ? (lua_Integer)(intptr_t)a->data : 0);
    return 1;
}

/* --- np's own functions, given masked arrays ---------------------------------------------------------------- */

static bool any_masked(lua_State *L, int n) {
    for (int i = 1; i <= n; i++) {
        if (bind_is_masked(L, i)) return true;
        int type = lua_type(L, i);
        if (i > 1 || (type != LUA_TTABLE && type != LUA_TUSERDATA)) continue;
        ptrdiff_t count = type == LUA_TTABLE ? (ptrdiff_t)lua_rawlen(L, i) : bind_seq_len(L, i);
        for (ptrdiff_t k = 0; k < count && k < 64; k++) {
            bind_items_get(L, i, (size_t)k);
            bool masked = bind_is_masked(L, -1);
            lua_pop(L, 1);
            if (masked) return true;
        }
    }
    return false;
}

/* Upvalues: np's function, the prelude's. */
static int l_gate(lua_State *L) {
    int n = lua_gettop(L);
    luaL_checkstack(L, 8, NULL);
    lua_pushvalue(L, lua_upvalueindex(any_masked(L, n) ? 2 : 1));
    lua_insert(L, 1);
    lua_call(L, n, LUA_MULTRET);
    return lua_gettop(L);
}

/* class(): np.ma.MaskedArray, which isinstance knows and a call makes one of. */
static int l_class(lua_State *L) {
    bind_pytype *t = lua_newuserdatauv(L, sizeof *t, 0);
    *t = (bind_pytype){ND_NTYPES, "MaskedArray"};
    bind_kind_set(L, BIND_PYTYPE);
    return 1;
}

int bind_masked_construct(lua_State *L) {
    int n = lua_gettop(L);
    luaL_checkstack(L, 4, NULL);
    bind_masked_hook(L, "class");
    lua_replace(L, 1);
    lua_call(L, n - 1, 1);
    return 1;
}

/* gate(name, f): np.name calls f when a masked array is among its arguments. */
static int l_set_gate(lua_State *L) {
    lua_settop(L, 2);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->np_ref);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, 3) != LUA_TFUNCTION || !lua_iscfunction(L, -1)) return 0;
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, l_gate, 2);
    lua_pushvalue(L, 1);
    lua_insert(L, -2);
    lua_rawset(L, 3);
    return 0;
}

/* meta(table): the metamethods of masked arrays. */
static int l_meta(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->kind_ref[BIND_MASKED]);
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, 2);
    }
    return 0;
}

/* A table of these and of the runtime table's functions. */
void bind_masked_functions(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"of", l_of}, {"box", l_box}, {"args", l_args}, {"rawargs", l_rawargs}, {"quiet", l_quiet}, {"warn", l_warn}, {"raise", l_raise},
        {"kind", l_kind}, {"items", l_items}, {"repr", l_repr}, {"str", l_str}, {"subscript", l_subscript}, {"key", l_key}, {"key_items", l_key_items},
        {"scalar", l_scalar}, {"print_options", l_print_options}, {"same_memory", l_same_memory}, {"address", l_address},
        {"gate", l_set_gate}, {"meta", l_meta}, {"class", l_class}, {NULL, NULL},
    };
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->runtime_ref);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, -5);
    }
    lua_pop(L, 1);
}
