/* bind/bind_types.c: what dtypes, None and Python's type names are and do. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind_record.h"
#include "bind/bind_complex.h"
#include "bind/bind_masked.h"

const char *bind_type_name(lua_State *L, int i) {
    static const char *const names[] = {
        [BIND_TUPLE] = "tuple", [BIND_LIST] = "list", [BIND_RANGE] = "range", [BIND_KEY] = "slice", [BIND_NONE] = "NoneType",
        [BIND_DTYPE] = "numpy.dtype", [BIND_PYTYPE] = "type", [BIND_MASKED] = "MaskedArray",
    };
    char name[ND_DTYPE_TEXT];
    switch (lua_type(L, i)) {
    case LUA_TNUMBER: return lua_isinteger(L, i) ? "int" : "float";
    case LUA_TBOOLEAN: return "bool";
    case LUA_TSTRING: return "str";
    case LUA_TUSERDATA: break;
    default: return luaL_typename(L, i);
    }
    bind_kind       kind = bind_kind_of(L, i);
    const nd_array *a = bind_to_array(L, i);
    if (a && nd_is_record(a->dtype) && a->dtype.unit & ND_RECORD_CLASS && !(a->flags & ND_SCALAR)) return BIND_RECARRAY_NAME;
    if (a && !(a->flags & ND_SCALAR)) return a->flags & ND_MEMMAP ? "numpy.memmap" : "numpy.ndarray";
    if (a && bind_is_python_complex(a)) return "complex";
    if (a && !nd_is_numeric(a->dtype)) return lua_pushfstring(L, "numpy.%s", bind_scalar_class(a->dtype));
    if (a) {
        nd_dtype_name(a->dtype, name);
        return lua_pushfstring(L, "numpy.%s", name);
    }
    if (kind != BIND_OTHER) return names[kind];
    return luaL_getmetafield(L, i, "__name") == LUA_TSTRING ? lua_tostring(L, -1) : "object";
}

/* --- int, float, bool, str, list, tuple -------------------------------------------------------------------- */

static int to_int(lua_State *L) {
    nd_scalar x;
    int       n = 0;
    if (lua_isinteger(L, 2)) return lua_pushvalue(L, 2), 1;
    if (lua_isboolean(L, 2)) return lua_pushinteger(L, lua_toboolean(L, 2)), 1;
    const nd_array *a = bind_to_array(L, 2);
    if (a && a->ndim > 0) return bind_error(L, ERR_TYPE, "only 0-dimensional arrays can be converted to Python scalars");
    if (a) x = nd_load(a->dtype, a->data);
    else if (lua_type(L, 2) == LUA_TNUMBER) x = (nd_scalar){.kind = 'f', .u.f = lua_tonumber(L, 2)};
    else if (lua_type(L, 2) == LUA_TSTRING) {
        const char *text = lua_tostring(L, 2);
        long long   value = 0;
        if (sscanf(text, " %lld %n", &value, &n) == 1 && text[n] == 0) return lua_pushinteger(L, value), 1;
        return bind_error(L, ERR_VALUE, "invalid literal for int() with base 10: '%s'", text);
    } else return bind_error(L, ERR_TYPE, "int() argument must be a string, a bytes-like object or a real number, not '%s'", bind_type_name(L, 2));
    if (x.kind == 'i') return lua_pushinteger(L, x.u.i), 1;
    if (x.kind == 'b') return lua_pushinteger(L, x.u.b), 1;
    if (x.kind == 'c') return bind_error(L, ERR_TYPE, "int() argument must be a string, a bytes-like object or a real number, not '%s'", bind_is_python_complex(a) ? "complex" : bind_type_name(L, 2));
    if (x.kind == 'f' && isnan(x.u.f)) return bind_error(L, ERR_VALUE, "cannot convert float NaN to integer");
    if (x.kind == 'f' && isinf(x.u.f)) return bind_error(L, ERR_OVERFLOW, "cannot convert float infinity to integer");
    if (x.kind == 'f' && fabs(x.u.f) < 9.2233720368547e18) return lua_pushinteger(L, (lua_Integer)x.u.f), 1;
    return bind_error(L, ERR_OVERFLOW, "integers beyond 64 bits are not supported");
}

static int to_float(lua_State *L) {
    const nd_array *a = bind_to_array(L, 2);
    if (a && a->ndim == 0 && nd_is_complex(a->dtype))
        return bind_error(L, ERR_TYPE, "float() argument must be a string or a real number, not 'complex'");
    if (a && a->ndim > 0) return bind_error(L, ERR_TYPE, "only 0-dimensional arrays can be converted to Python scalars");
    if (lua_type(L, 2) != LUA_TSTRING) return lua_pushnumber(L, bind_arg_float(L, 2, 0)), 1;
    const char *text = lua_tostring(L, 2);
    char       *end;
    double      x = strtod(text, &end);
    end += strspn(end, " \t\n");
    if (end == text || *end) return bind_error(L, ERR_VALUE, "could not convert string to float: '%s'", text);
    lua_pushnumber(L, x);
    return 1;
}

static int to_str(lua_State *L) {
    size_t mark = bind_text_begin(L);
    bind_str(L, 2, bind_scratch(L));
    bind_text_push(L, mark);
    return 1;
}

static int to_tuple(lua_State *L) {
    bind_push_list_of(L, 2);
    int list = lua_gettop(L), n = (int)bind_list_len(L, list);
    luaL_checkstack(L, n + 4, "too many items");
    for (int k = 0; k < n; k++) bind_list_get(L, list, (size_t)k);
    bind_push_tuple(L, n);
    return 1;
}

static int l_type_call(lua_State *L) {
    const bind_pytype *t = bind_kind_data(L, 1, BIND_PYTYPE);
    if (!t) return luaL_error(L, "attempt to call a %s value", luaL_typename(L, 1));
    if (t->name[0] == 'c') return bind_to_complex(L);
    if (t->name[0] == 'M') return bind_masked_construct(L);
    bool none = lua_gettop(L) < 2;
    if (strcmp(t->name, BIND_RECARRAY_NAME) != 0) lua_settop(L, 2);
    switch (t->name[0]) {
    case 'i': return none ? (lua_pushinteger(L, 0), 1) : to_int(L);
    case 'f': return none ? (lua_pushnumber(L, 0), 1) : to_float(L);
    case 'b':
        if (t->type == ND_BYTES) return lua_settop(L, none ? 1 : 2), bind_call_bytes(L);
        return lua_pushboolean(L, !none && bind_python_truth(L, 2)), 1;
    case 's': return none ? (lua_pushliteral(L, ""), 1) : to_str(L);
    case 'n':
        if (strcmp(t->name, BIND_RECARRAY_NAME) == 0 && !none) return bind_call_recarray(L);
        return bind_error(L, ERR_TYPE, "%s is not called here: np.zeros, np.empty and np.array make arrays", t->name);
    case 'l': return none ? bind_push_list(L, 0) : bind_push_list_of(L, 2), 1;
    case 't': return none ? (bind_push_tuple(L, 0), 1) : to_tuple(L);
    default: return bind_error(L, ERR_TYPE, "arrays are made by np.array and its kin, not by %s", t->name);
    }
}

static int l_type_tostring(lua_State *L) {
    const bind_pytype *t = bind_kind_data(L, 1, BIND_PYTYPE);
    lua_pushfstring(L, "<class '%s%s'>", t && t->name[0] == 'M' ? "numpy.ma." : "", t ? t->name : "?");
    return 1;
}

/* --- None ----------------------------------------------------------------------------------------------------- */

static int l_none_tostring(lua_State *L) {
    lua_pushliteral(L, "None");
    return 1;
}

static int l_none_index(lua_State *L) {
    return bind_error_hint(L, ERR_ATTRIBUTE, "sort(), shuffle() and their like change their array and give None", "'NoneType' object has no attribute '%s'",
                           luaL_tolstring(L, 2, NULL));
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

static void open_kind(lua_State *L, bind_kind kind, const luaL_Reg *meta) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->kind_ref[kind]);
    luaL_setfuncs(L, meta, 0);
    lua_pop(L, 1);
}

void bind_open_types(lua_State *L) {
    static const bind_pytype python[] = {
        {ND_I64, "int"}, {ND_F64, "float"}, {ND_C128, "complex"}, {ND_BOOL, "bool"}, {ND_STR, "str"}, {ND_NTYPES, "list"}, {ND_NTYPES, "tuple"}, {ND_NTYPES, "numpy.ndarray"}, {ND_BYTES, "bytes"}, {ND_NTYPES, BIND_RECARRAY_NAME},
    };
    static const luaL_Reg type[] = {{"__call", l_type_call}, {"__eq", bind_l_dtype_equal}, {"__tostring", l_type_tostring}, {NULL, NULL}};
    static const luaL_Reg none[] = {{"__tostring", l_none_tostring}, {"__index", l_none_index}, {NULL, NULL}};
    open_kind(L, BIND_DTYPE, bind_dtype_meta);
    open_kind(L, BIND_PYTYPE, type);
    open_kind(L, BIND_NONE, none);
    for (size_t k = 0; k < sizeof python / sizeof *python; k++) {
        bind_pytype *t = lua_newuserdatauv(L, sizeof *t, 0);
        *t = python[k];
        bind_kind_set(L, BIND_PYTYPE);
        bool sequence = strcmp(t->name, "list") == 0 || strcmp(t->name, "tuple") == 0;
        if (sequence) lua_pushvalue(L, -1), lua_setfield(L, LUA_REGISTRYINDEX, t->name[0] == 'l' ? BIND_LIST_TYPE : BIND_TUPLE_TYPE);
        if (strcmp(python[k].name, "numpy.ndarray") == 0) lua_setfield(L, LUA_REGISTRYINDEX, BIND_NDARRAY);
        else if (strncmp(python[k].name, "numpy.", 6) == 0) lua_setfield(L, LUA_REGISTRYINDEX, BIND_RECARRAY);
        else lua_setglobal(L, python[k].name);
    }
}
