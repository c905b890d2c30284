/* bind/bind_index.c: a[...] and a[...] = v for arrays, and for what else can stand before a bracket. */
#include <string.h>

#include "bind/bind_record.h"
#include "bind/bind_index.h"
#include "bind/bind_masked.h"

/* --- arrays by keys -------------------------------------------------------------------------------- */

static int get_keys(lua_State *L, nd_array *a, const bind_keys *keys) {
    err e;
    return bind_result(L, nd_get(bind_ctx_of(L), a, keys->n, keys->key, &e), &e);
}

static bool selects_one(const nd_array *a, const bind_keys *keys) {
    for (int k = 0; k < keys->n; k++)
        if (keys->key[k].kind != ND_KEY_INT) return false;
    return keys->n == a->ndim;
}

static void set_keys(lua_State *L, nd_array *a, const bind_keys *keys, int value) {
    err             e;
    bind_operand    o;
    const nd_array *v = NULL;
    if (nd_is_record(a->dtype) && !bind_to_array(L, value)) v = bind_need(L, bind_records_of(L, value, a->dtype, &e), &e);
    if (!v) v = bind_operand_at(L, value, &o);
    if (!v) v = selects_one(a, keys) ? bind_masked_one(L, value, a->dtype) : bind_masked_data(L, value);
    if (!v && lua_isnil(L, value))
        bind_error_hint(L, ERR_TYPE, "nil is what a name that was never assigned holds: is it spelled right?", "nil cannot be stored in an array");
    if (!v) bind_error(L, ERR_TYPE, "a value of type '%s' cannot be stored in an array", bind_type_name(L, value));
    if (nd_set(bind_ctx_of(L), a, keys->n, keys->key, v, &e)) bind_raise(L, &e);
}

int bind_get_key(lua_State *L, nd_array *a, int key) {
    bind_keys keys;
    if (bind_get_names(L, a, key)) return 1;
    keys.n = 0;
    bind_read_key(L, a, &keys, key);
    return get_keys(L, a, &keys);
}

void bind_set_key(lua_State *L, nd_array *a, int key, int value) {
    bind_keys keys;
    if (bind_get_names(L, a, key)) a = bind_to_array(L, -1), lua_pushliteral(L, "..."), bind_parse_subscript(L, lua_tostring(L, -1)), key = lua_gettop(L);
    keys.n = 0;
    bind_read_key(L, a, &keys, key);
    set_keys(L, a, &keys, value);
}

/* --- a name after an array ---------------------------------------------------------------------------- */

const char *const bind_attribute_names[] = {
    "T", "base", "dtype", "flags", "flat", "imag", "itemsize", "mT", "nbytes", "ndim", "real", "shape", "size", "strides", NULL,
};

static int no_such_name(lua_State *L, const nd_array *a, const char *name) {
    if (nd_is_record(a->dtype) && a->dtype.unit & ND_RECORD_CLASS)
        return bind_error(L, ERR_ATTRIBUTE, a->flags & ND_SCALAR ? "'record' object has no attribute '%s'" : "recarray has no attribute %s", name);
    if (nd_is_record(a->dtype)) return bind_error(L, ERR_VALUE, "no field of name %s", name);
    bind_nearest near = {.name = name};
    char         type[ND_DTYPE_TEXT] = "ndarray";
    const char  *hint = NULL;
    for (const char *const *n = bind_attribute_names; *n; n++) bind_nearest_try(&near, *n);
    for (const luaL_Reg *m = bind_methods; m->name; m++) bind_nearest_try(&near, m->name);
    if (near.best) hint = lua_pushfstring(L, "did you mean .%s?", near.best);
    if (a->flags & ND_SCALAR) nd_dtype_name(a->dtype, type);
    return bind_error_hint(L, ERR_ATTRIBUTE, hint, "'numpy.%s' object has no attribute '%s'", type, name);
}

static int get_name(lua_State *L, nd_array *a) {
    const char *name = lua_tostring(L, 2);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->methods_ref);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL) return 1;
    lua_settop(L, 2);
    if (bind_attribute(L, a, name)) return 1;
    if (nd_is_record(a->dtype) && bind_get_name(L, a, name)) return 1;
    if (bind_parse_subscript(L, name)) return bind_get_key(L, a, lua_gettop(L));
    return no_such_name(L, a, name);
}

static int set_name(lua_State *L, nd_array *a) {
    const char *name = lua_tostring(L, 2);
    lua_settop(L, 3);
    if (nd_is_record(a->dtype) && bind_set_name(L, a, name, 3)) return 0;
    if (bind_set_attribute(L, a, name)) return 0;
    lua_settop(L, 3);
    if (!bind_parse_subscript(L, name)) return no_such_name(L, a, name);
    bind_set_key(L, a, lua_gettop(L), 3);
    return 0;
}

/* --- metamethods ------------------------------------------------------------------------------------------ */

/* One element of a 1-d array of Lua's own types. */
static bool get_element(lua_State *L, const nd_array *a, int64_t i) {
    int64_t n = a->shape[0];
    if (i < 0) i += n;
    if (i < 0 || i >= n) return false;
    const char *p = a->data + i * a->strides[0];
    int64_t     x;
    double      f;
    switch (a->dtype.type) {
    case ND_I64: memcpy(&x, p, sizeof x), lua_pushinteger(L, x); return true;
    case ND_F64: memcpy(&f, p, sizeof f), lua_pushnumber(L, f); return true;
    case ND_BOOL: lua_pushboolean(L, *p != 0); return true;
    default: return false;
    }
}

static bool set_element(lua_State *L, nd_array *a, int64_t i) {
    int64_t n = a->shape[0];
    if (i < 0) i += n;
    if (i < 0 || i >= n || !nd_is_writeable(a)) return false;
    char *p = a->data + i * a->strides[0];
    if (a->dtype.type == ND_F64 && lua_type(L, 3) == LUA_TNUMBER) {
        double f = lua_tonumber(L, 3);
        return memcpy(p, &f, sizeof f), true;
    }
    if (a->dtype.type == ND_I64 && lua_isinteger(L, 3)) {
        int64_t x = lua_tointeger(L, 3);
        return memcpy(p, &x, sizeof x), true;
    }
    return false;
}

static int refuse_self(lua_State *L) { return luaL_error(L, "attempt to index a %s value", luaL_typename(L, 1)); }

/* A single record's fields have numbers too. */
static int field_number(lua_State *L, const nd_array *a, int i) {
    const int   n = nd_record_of(a->dtype)->nfields;
    lua_Integer k = lua_tointeger(L, i);
    if (k < -n || k >= n) bind_error(L, ERR_INDEX, "invalid index (%lld)", (long long)k);
    return (int)(k < 0 ? k + n : k);
}

static int l_index(lua_State *L) {
    nd_array *a = bind_to_array(L, 1);
    if (!a) return refuse_self(L);
    if (a->ndim == 1 && lua_isinteger(L, 2) && get_element(L, a, lua_tointeger(L, 2))) return 1;
    lua_settop(L, 2);
    if (bind_is_record(a) && lua_isinteger(L, 2)) return bind_get_field(L, a, field_number(L, a, 2));
    if (lua_type(L, 2) == LUA_TSTRING) return get_name(L, a);
    return bind_get_key(L, a, 2);
}

static int l_newindex(lua_State *L) {
    nd_array *a = bind_to_array(L, 1);
    if (!a) return refuse_self(L);
    if (a->ndim == 1 && lua_isinteger(L, 2) && set_element(L, a, lua_tointeger(L, 2))) return 0;
    lua_settop(L, 3);
    if (bind_is_record(a) && lua_isinteger(L, 2)) {
        bind_set_name(L, a, nd_record_of(a->dtype)->field[field_number(L, a, 2)].name, 3);
        return 0;
    }
    if (lua_type(L, 2) == LUA_TSTRING) return set_name(L, a);
    bind_set_key(L, a, 2, 3);
    return 0;
}

/* a[[0, 2]] in plain Lua is a call with the text "0, 2". */
static int l_call(lua_State *L) {
    nd_array *a = bind_to_array(L, 1);
    if (!a) return refuse_self(L);
    if (lua_gettop(L) == 2 && lua_type(L, 2) == LUA_TSTRING) {
        lua_pushfstring(L, "[%s]", lua_tostring(L, 2));
        if (bind_parse_subscript(L, lua_tostring(L, -1))) return bind_get_key(L, a, lua_gettop(L));
    }
    return bind_error_hint(L, ERR_TYPE, "square brackets index: a[0], not a(0)", "'numpy.ndarray' object is not callable");
}

void bind_open_subscripts(lua_State *L) {
    static const luaL_Reg meta[] = {{"__index", l_index}, {"__newindex", l_newindex}, {"__call", l_call}, {NULL, NULL}};
    luaL_setfuncs(L, meta, 0);
}

/* --- anything by a spec --------------------------------------------------------------------------------------- */

/* Text by characters, as Python cuts it. */
static int get_text(lua_State *L, int i, const char *spec, int first) {
    bool one = strcmp(spec, "i") == 0;
    if (!one && strcmp(spec, "s")) return bind_error(L, ERR_TYPE, "string indices must be integers, not 'tuple'");
    bind_push_list_of(L, i);
    int chars = lua_gettop(L);
    if (one) {
        lua_pushvalue(L, first);
        lua_gettable(L, chars);
        return 1;
    }
    bind_seq_slice(L, chars, first);
    luaL_Buffer b;
    int         part = lua_gettop(L), n = (int)bind_list_len(L, part);
    luaL_buffinit(L, &b);
    for (int k = 0; k < n; k++) {
        bind_list_get(L, part, (size_t)k);
        luaL_addvalue(&b);
    }
    luaL_pushresult(&b);
    return 1;
}

static int get_sequence(lua_State *L, int i, const char *spec, int first) {
    if (strcmp(spec, "s") == 0) return bind_seq_slice(L, i, first);
    if (strcmp(spec, "i") == 0) {
        lua_pushvalue(L, first);
        lua_gettable(L, i);
        return 1;
    }
    return bind_error_hint(L, ERR_TYPE, "only arrays take several indices: np.array(x)[...]", "%s indices must be integers or slices, not tuple",
                           bind_type_name(L, i));
}

static int get_other(lua_State *L, int i, const char *spec, int first) {
    int type = lua_type(L, i);
    if (strcmp(spec, "i") == 0) lua_pushvalue(L, first);
    else if (type == LUA_TTABLE && !luaL_getmetafield(L, i, "__index"))
        return bind_error_hint(L, ERR_TYPE, "a list [1, 2, 3] can be sliced, and np.array(t) makes an array", "a Lua table takes one key, not a slice");
    else if (type != LUA_TTABLE && type != LUA_TUSERDATA) return luaL_error(L, "attempt to index a %s value", luaL_typename(L, i));
    else bind_push_key(L, spec, first);
    lua_gettable(L, i);
    return 1;
}

int bind_get_spec(lua_State *L, int i, const char *spec, int first) {
    bind_keys keys;
    nd_array *a = bind_to_array(L, i);
    keys.n = 0;
    if (a) {
        bind_read_spec(L, a, &keys, spec, first);
        return get_keys(L, a, &keys);
    }
    if (bind_seq_len(L, i) >= 0) return get_sequence(L, i, spec, first);
    if (lua_type(L, i) == LUA_TSTRING) return get_text(L, i, spec, first);
    return get_other(L, i, spec, first);
}

void bind_set_spec(lua_State *L, int i, const char *spec, int first, int value) {
    bind_keys keys;
    nd_array *a = bind_to_array(L, i);
    keys.n = 0;
    if (a) {
        bind_read_spec(L, a, &keys, spec, first);
        set_keys(L, a, &keys, value);
        return;
    }
    if (strcmp(spec, "i") == 0) lua_pushvalue(L, first);
    else if (bind_seq_len(L, i) >= 0) bind_error(L, ERR_NOT_IMPLEMENTED, "a slice of a list cannot be assigned: use an array, or build a new list");
    else if (lua_type(L, i) == LUA_TTABLE) bind_error(L, ERR_TYPE, "a Lua table takes one key, not a slice");
    else bind_push_key(L, spec, first);
    lua_pushvalue(L, value);
    lua_settable(L, i);
}

int bind_index_by_key(lua_State *L, int i, int key) {
    int         first;
    const char *spec = bind_open_key(L, key, &first);
    return bind_get_spec(L, i, spec, first);
}
