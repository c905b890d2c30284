/* bind/bind_runtime.c: the runtime table: what translated text calls (notation.h lists it).
 *
 * None of these functions trusts its arguments: a text can reach the table only through
 * what the translator emits, but what it is given is the learner's.                     */
#include <string.h>

#include "bind/bind_record.h"
#include "bind/bind_complex.h"
#include "bind/bind_masked.h"

/* Room for a slice's three values, however few were passed. */
static int fill_up(lua_State *L, int n) {
    if (lua_gettop(L) < n) lua_settop(L, n);
    return lua_gettop(L);
}

/* --- subscripts -------------------------------------------------------------------------------------- */

/* a[...] in a function with varargs, the first of which is at place i. */
static int get_dots(lua_State *L, int i, bool any) {
    if (!any && (bind_to_array(L, 1) || bind_is_masked(L, 1))) return bind_get_spec(L, 1, "e", i);
    lua_pushvalue(L, i);
    lua_gettable(L, 1);
    return 1;
}

static int l_get(lua_State *L) {
    const char *spec = luaL_checkstring(L, 2);
    int         n = lua_gettop(L);
    if (n < 3) lua_settop(L, 3);
    if (spec[0] == 'v') return get_dots(L, 3, n >= 3);
    fill_up(L, 2 + 3 * (int)strlen(spec));
    return bind_get_spec(L, 1, spec, 3);
}

static int l_set(lua_State *L) {
    const char *spec = luaL_checkstring(L, 2);
    int         n = lua_gettop(L);
    if (spec[0] == 'v') {
        lua_settop(L, n < 4 ? 4 : n);
        bind_set_spec(L, 1, n < 4 && (bind_to_array(L, 1) || bind_is_masked(L, 1)) ? "e" : "i", 4, 3);
        return 0;
    }
    fill_up(L, 3 + 3 * (int)strlen(spec));
    bind_set_spec(L, 1, spec, 4, 3);
    return 0;
}

static int l_key(lua_State *L) {
    const char *spec = luaL_checkstring(L, 1);
    int         n = lua_gettop(L);
    if (spec[0] == 'v') spec = n < 2 ? "e" : "i";
    fill_up(L, 1 + 3 * (int)strlen(spec));
    bind_push_key(L, spec, 2);
    return 1;
}

static int l_dots(lua_State *L) {
    int n = lua_gettop(L);
    fill_up(L, 2);
    return get_dots(L, 2, n >= 2);
}

static int l_field(lua_State *L) {
    lua_settop(L, 2);
    nd_array *a = bind_to_array(L, 1);
    if (a && nd_is_record(a->dtype) && lua_type(L, 2) == LUA_TSTRING) {
        if (bind_get_name(L, a, lua_tostring(L, 2))) return 1;
        return bind_error(L, ERR_VALUE, "no field of name %s", lua_tostring(L, 2));
    }
    if (a && lua_type(L, 2) == LUA_TSTRING && !bind_parse_subscript(L, lua_tostring(L, 2)))
        return bind_error_hint(L, ERR_INDEX, "an attribute is written a.size",
                               "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices");
    lua_settop(L, 2);
    lua_gettable(L, 1);
    return 1;
}

/* Upvalues: the array, the function that makes the list. */
static int select_by_list(lua_State *L) {
    lua_settop(L, 0);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_call(L, 0, 1);
    lua_gettable(L, 1);
    return 1;
}

/* np.c_ and its like are there to be indexed: userdata that cannot be called. */
static bool is_only_indexed(lua_State *L) {
    if (bind_to_array(L, 1) || bind_seq_len(L, 1) >= 0) return true;
    if (lua_type(L, 1) != LUA_TUSERDATA) return false;
    if (luaL_getmetafield(L, 1, "__call") == LUA_TNIL) return true;
    lua_pop(L, 1);
    return false;
}

static int l_select(lua_State *L) {
    lua_settop(L, 2);
    if (is_only_indexed(L)) lua_pushcclosure(L, select_by_list, 2);
    else lua_settop(L, 1);
    return 1;
}

/* --- methods ---------------------------------------------------------------------------------------------- */

/* Upvalues: the array, the method. */
static int call_bound(lua_State *L) {
    lua_CFunction fn = lua_tocfunction(L, lua_upvalueindex(2));
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    return fn(L);
}

static bool has_methods(lua_State *L) {
    int type = lua_type(L, 1);
    if (type == LUA_TNUMBER || type == LUA_TBOOLEAN) {
        nd_array *a = bind_arg_asarray(L, 1);
        a->flags |= ND_SCALAR;
        lua_replace(L, 1);
        return true;
    }
    return type == LUA_TUSERDATA && bind_to_array(L, 1);
}

/* Upvalues: the value, its method. */
static int call_method(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static int l_method(lua_State *L) {
    lua_settop(L, 2);
    const char *name = luaL_checkstring(L, 2);
    if (has_methods(L)) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->methods_ref);
        lua_pushvalue(L, 2);
        if (lua_rawget(L, -2) == LUA_TFUNCTION) {
            lua_pushvalue(L, 1);
            lua_insert(L, -2);
            lua_pushcclosure(L, call_bound, 2);
            return 1;
        }
        lua_settop(L, 2);
    }
    if (lua_isnil(L, 1)) return luaL_error(L, "attempt to index a nil value");
    if (lua_gettable(L, 1) == LUA_TNIL) return luaL_error(L, "attempt to call a nil value (field '%s')", name);
    if (!bind_is_masked(L, 1) || !lua_isfunction(L, -1)) return 1;
    lua_pushvalue(L, 1);
    lua_insert(L, -2);
    lua_pushcclosure(L, call_method, 2);
    return 1;
}

/* --- sequences ------------------------------------------------------------------------------------------------ */

static int l_tuple(lua_State *L) {
    bind_push_tuple(L, lua_gettop(L));
    return 1;
}

static int l_list(lua_State *L) {
    bind_push_list(L, lua_gettop(L));
    return 1;
}

static int l_keywords(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->mark_ref[BIND_KEYWORDS]);
    lua_setmetatable(L, 1);
    return 1;
}

/* An object of plt that stands for a list (__items of its metatable): the list, pushed. Its place, or i. */
static int items_place(lua_State *L, int i) {
    return lua_type(L, i) == LUA_TTABLE && luaL_getmetafield(L, i, "__items") != LUA_TNIL ? lua_gettop(L) : i;
}

/* Push the `want` items of the sequence at i; -1 and nothing pushed: it is none. */
static int push_items(lua_State *L, int i, lua_Integer want) {
    i = items_place(L, i);
    if (bind_is_record(bind_to_array(L, i))) {
        bind_push_record(L, bind_to_array(L, i));
        i = lua_gettop(L);
    }
    const nd_array *a = bind_to_array(L, i);
    ptrdiff_t       n = a && a->ndim > 0 ? a->shape[0] : a ? -1 : bind_seq_len(L, i);
    bool            copied = a || bind_is_masked(L, i);
    if (!a && copied) {
        bind_push_list_of(L, i);
        n = bind_seq_len(L, -1);
    }
    if (n < 0) return -1;
    if (n < want) return bind_error(L, ERR_VALUE, "not enough values to unpack (expected %d, got %d)", (int)want, (int)n);
    if (n > want) return bind_error(L, ERR_VALUE, "too many values to unpack (expected %d)", (int)want);
    luaL_checkstack(L, (int)n + 8, "too many values to unpack");
    if (a) bind_push_list_of(L, i);
    int from = copied ? lua_gettop(L) : i;
    for (ptrdiff_t k = 0; k < n; k++) bind_seq_get(L, from, (size_t)k);
    return (int)n;
}

/* un(n, x): the items of one sequence; anything else passes through. */
static int l_unpack(lua_State *L) {
    lua_Integer want = luaL_checkinteger(L, 1);
    int         n = lua_gettop(L) == 2 ? push_items(L, 2, want) : -1;
    return n < 0 ? lua_gettop(L) - 1 : n;
}

/* Names at the level where shape stands, up to its end. */
static lua_Integer names_here(const char *shape) {
    lua_Integer n = 0;
    for (int depth = 0; *shape && depth >= 0; shape++) {
        if (depth == 0) n += *shape != ')';
        depth += *shape == '(' ? 1 : *shape == ')' ? -1 : 0;
    }
    return n;
}

/* Push the values for *shape of the items from place `at` on: x takes one, (...) unpacks one. */
static int push_nested_items(lua_State *L, const char **shape, int at) {
    int pushed = 0;
    for (; **shape && **shape != ')'; ++*shape, at++) {
        luaL_checkstack(L, 8, "too many values to unpack");
        if (**shape == 'x') {
            lua_pushvalue(L, at);
            pushed++;
            continue;
        }
        ++*shape;
        int from = lua_gettop(L), n = push_items(L, at, names_here(*shape));
        if (n < 0) return bind_error(L, ERR_TYPE, "cannot unpack non-iterable %s object", bind_type_name(L, at));
        int got = push_nested_items(L, shape, lua_gettop(L) - n + 1);
        for (int k = 1; k <= got; k++) lua_copy(L, -got + k - 1, from + k);
        lua_settop(L, from + got);
        pushed += got;
    }
    return pushed;
}

/* nest("x(xx)", values...): one value for each x. */
static int l_nest(lua_State *L) {
    const char *shape = luaL_checkstring(L, 1);
    int         n = lua_gettop(L) - 1, at = 2;
    lua_Integer want = names_here(shape);
    if (n == 1 && want > 1) {
        n = push_items(L, 2, want);
        if (n < 0) return bind_error(L, ERR_TYPE, "cannot unpack non-iterable %s object", bind_type_name(L, 2));
        at = lua_gettop(L) - n + 1;
    }
    if (n != want) return bind_error(L, ERR_VALUE, n < want ? "not enough values to unpack (expected %d, got %d)" : "too many values to unpack (expected %d)", (int)want, n);
    return push_nested_items(L, &shape, at);
}

/* same(n, x) */
static int l_same(lua_State *L) {
    int n = (int)luaL_checkinteger(L, 1);
    lua_settop(L, 2);
    luaL_checkstack(L, n, "too many names");
    for (int k = 1; k < n; k++) lua_pushvalue(L, 2);
    return n;
}

/* Upvalues: the sequence, where the loop stands. */
static int next_item(lua_State *L) {
    lua_Integer     k = lua_tointeger(L, lua_upvalueindex(2));
    lua_settop(L, 0);
    lua_pushinteger(L, k + 1);
    lua_replace(L, lua_upvalueindex(2));
    lua_pushvalue(L, lua_upvalueindex(1));
    nd_array *a = bind_to_array(L, 1);
    ptrdiff_t n = a ? (a->ndim ? a->shape[0] : 0) : bind_seq_len(L, 1);
    err       e;
    if (k >= n) return 0;
    if (!a) {
        bind_seq_get(L, 1, (size_t)k);
        if (lua_isnil(L, -1)) bind_push_none(L);
        return 1;
    }
    nd_key key = {.kind = ND_KEY_INT, .i = (ptrdiff_t)k};
    return bind_result(L, nd_get(bind_ctx_of(L), a, 1, &key, &e), &e);
}

/* The same with the item unpacked to as many values as upvalue 3 says. */
static int next_items(lua_State *L) {
    lua_Integer want = lua_tointeger(L, lua_upvalueindex(3));
    if (next_item(L) == 0) return 0;
    int n = push_items(L, lua_gettop(L), want);
    return n < 0 ? bind_error(L, ERR_TYPE, "cannot unpack non-iterable %s object", bind_type_name(L, -1)) : n;
}

/* What a loop walks over, at 1. false: what is there is Lua's own. */
static bool make_walkable(lua_State *L) {
    if (lua_gettop(L) > 0 && bind_is_record(bind_to_array(L, 1))) bind_push_record(L, bind_to_array(L, 1)), lua_replace(L, 1);
    if (lua_gettop(L) > 0 && items_place(L, 1) != 1) lua_replace(L, 1);
    const nd_array *a = lua_gettop(L) > 0 ? bind_to_array(L, 1) : NULL;
    if (a && a->ndim == 0) bind_error(L, ERR_TYPE, "iteration over a 0-d array");
    if (lua_gettop(L) > 0 && bind_is_masked(L, 1)) {
        bind_push_list_of(L, 1);
        lua_replace(L, 1);
    }
    if (!a && (lua_gettop(L) == 0 || bind_seq_len(L, 1) < 0)) return false;
    lua_settop(L, 1);
    lua_pushinteger(L, 0);
    return true;
}

static int l_iterate(lua_State *L) {
    if (!make_walkable(L)) return lua_gettop(L);
    lua_pushcclosure(L, next_item, 2);
    return 1;
}

/* its(n, ...) */
static int l_iterate_items(lua_State *L) {
    lua_Integer n = luaL_checkinteger(L, 1);
    lua_remove(L, 1);
    if (!make_walkable(L)) return lua_gettop(L);
    lua_pushinteger(L, n);
    lua_pushcclosure(L, next_items, 3);
    return 1;
}

/* --- the rest --------------------------------------------------------------------------------------------------- */

static int l_matmul(lua_State *L) {
    lua_settop(L, 2);
    return bind_matmul_values(L);
}

static int l_positive(lua_State *L) {
    err e;
    lua_settop(L, 1);
    const nd_array *a = bind_to_array(L, 1);
    if (lua_type(L, 1) == LUA_TNUMBER) return 1;
    if (lua_isboolean(L, 1)) return lua_pushinteger(L, lua_toboolean(L, 1)), 1;
    if (bind_is_masked(L, 1)) return bind_masked_do(L, "positive", 1, 1);
    if (!a) return bind_error(L, ERR_TYPE, "bad operand type for unary +: '%s'", bind_type_name(L, 1));
    return bind_result(L, bind_keep_weak(nd_ufunc1(bind_ctx_of(L), ND_POSITIVE, a, &e), a, a), &e);
}

static int l_power(lua_State *L) {
    lua_settop(L, 2);
    return bind_power_values(L);
}

static int l_drop(lua_State *L) {
    (void)L;
    return 0;
}

static int pass_results(lua_State *L, int status, lua_KContext base) {
    (void)status;
    return lua_gettop(L) - (int)base;
}

/* last(fallback, ...) */
static int l_last(lua_State *L) {
    int n = fill_up(L, 1);
    for (int i = 2; i <= n; i++)
        if (!lua_isnil(L, i)) return n - 1;
    if (lua_isnil(L, 1)) return 0;
    lua_settop(L, 1);
    lua_callk(L, 0, LUA_MULTRET, 0, pass_results);
    return pass_results(L, LUA_OK, 0);
}

static int make_bytes(lua_State *L) {
    lua_settop(L, 1);
    lua_pushnil(L);
    lua_insert(L, 1);
    lua_pushboolean(L, true);
    bind_call_bytes(L);
    bind_to_array(L, -1)->flags |= ND_WEAK;
    return 1;
}

/* by(b): b itself where it can be called. */
static int l_bytes(lua_State *L) {
    lua_settop(L, 1);
    if (lua_isfunction(L, 1)) return 1;
    if (!bind_to_array(L, 1) && luaL_getmetafield(L, 1, "__call") != LUA_TNIL) return lua_settop(L, 1), 1;
    lua_pushcfunction(L, make_bytes);
    return 1;
}

void bind_open_runtime(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"get", l_get}, {"set", l_set}, {"K", l_key}, {"dots", l_dots}, {"fld", l_field}, {"lsel", l_select}, {"m", l_method},
        {"t", l_tuple}, {"L", l_list}, {"kw", l_keywords}, {"un", l_unpack}, {"it", l_iterate}, {"its", l_iterate_items}, {"same", l_same}, {"nest", l_nest}, {"pos", l_positive}, {"mat", l_matmul}, {"pow", l_power},
        {"j", bind_l_imaginary}, {"by", l_bytes}, {"x", l_drop}, {"last", l_last}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    luaL_setfuncs(L, bind_comparisons, 0);
    bind_open_inplace(L);
}
