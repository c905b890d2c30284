/* bind/bind_dtype.c: np.int64 and the other type names, np.dtype, the constants.
 *
 * A type object can be called (np.float32(0.1)), used as dtype=, and compared with a dtype. An abstract
 * one (np.integer) only says which kinds it covers.                                                     */
#include <math.h>
#include <string.h>

#include "bind/bind_complex.h"
#include "bind/bind_record.h"

static const bind_type types[] = {
    {"bool", ND_BOOL, NULL},      {"int8", ND_I8, NULL},     {"int16", ND_I16, NULL},   {"int32", ND_I32, NULL},
    {"int64", ND_I64, NULL},      {"uint8", ND_U8, NULL},    {"uint16", ND_U16, NULL},  {"uint32", ND_U32, NULL},
    {"uint64", ND_U64, NULL},     {"float16", ND_F16, NULL}, {"complex64", ND_C64, NULL}, {"complex128", ND_C128, NULL},
    {"float32", ND_F32, NULL}, {"float64", ND_F64, NULL}, {"str_", ND_STR, NULL},
    {"bytes_", ND_BYTES, NULL}, {"void", ND_VOID, NULL}, {"datetime64", ND_DATETIME, NULL}, {"timedelta64", ND_TIMEDELTA, NULL},
    {"generic", ND_STR, "biufcUSVMm"}, {"number", ND_F64, "iufcm"}, {"integer", ND_I64, "ium"}, {"signedinteger", ND_I64, "im"},
    {"unsignedinteger", ND_U64, "u"}, {"inexact", ND_F64, "fc"}, {"complexfloating", ND_C128, "c"}, {"floating", ND_F64, "f"}, {"flexible", ND_STR, "USV"},
    {"character", ND_STR, "US"},
};

static const struct { const char *name, *is; } aliases[] = {
    {"bool_", "bool"},    {"byte", "int8"},    {"ubyte", "uint8"}, {"short", "int16"},  {"ushort", "uint16"},
    {"intc", "int32"},    {"uintc", "uint32"}, {"int_", "int64"},  {"intp", "int64"},   {"long", "int64"},
    {"longlong", "int64"}, {"uint", "uint64"}, {"uintp", "uint64"}, {"ulong", "uint64"}, {"ulonglong", "uint64"},
    {"half", "float16"}, {"single", "float32"}, {"double", "float64"}, {"csingle", "complex64"}, {"cdouble", "complex128"},
};

const bind_type *bind_to_type(lua_State *L, int i) {
    const bind_type *const *t = luaL_testudata(L, i, BIND_TYPE);
    return t ? *t : NULL;
}

/* --- calling a type ------------------------------------------------------------------------------ */

static int call_text(lua_State *L) {
    if (lua_isnoneornil(L, 2)) {
        lua_pushliteral(L, "");
        return 1;
    }
    size_t mark = bind_text_begin(L);
    bind_str(L, 2, bind_scratch(L));
    bind_text_push(L, mark);
    return 1;
}

/* np.void(b'abc'), np.void(3), np.void((1, 2), dtype=[...]). */
static int call_void(lua_State *L) {
    static const bind_sig sig = {"void", "self length_or_data dtype", 2};
    nd_dtype  d;
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    nd_array *out;
    bind_args(L, &sig);
    if (bind_arg_dtype(L, 3, &d)) {
        out = bind_need(L, nd_zeros(c, d, 0, NULL, 'C', &e), &e);
        bind_must(L, bind_store_value(L, 2, d, out->data, &e), &e);
    } else if (lua_isinteger(L, 2)) {
        const int64_t n = bind_arg_int(L, 2, 0);
        if (n < 0 || n > INT32_MAX) return bind_error(L, ERR_TYPE, "size must be non-negative and not greater than %d", INT32_MAX);
        out = bind_need(L, nd_zeros(c, nd_dtype_bytes(ND_VOID, (size_t)n), 0, NULL, 'C', &e), &e);
    } else {
        nd_array *x = bind_arg_asarray(L, 2);
        out = bind_need(L, nd_astype(c, x, nd_dtype_bytes(ND_VOID, x->dtype.itemsize), 'C', &e), &e);
    }
    if (out->ndim == 0) out->flags |= ND_SCALAR;
    return bind_push_array(L, out);
}

static int l_call(lua_State *L) {
    const bind_type *t = bind_to_type(L, 1);
    nd_dtype         d = nd_dtype_of(t->type);
    err              e;
    nd_ctx          *c = bind_ctx_of(L);
    if (t->kinds) return bind_error(L, ERR_TYPE, "cannot create 'numpy.%s' instances", t->name);
    if (nd_is_complex(d) && lua_gettop(L) == 3) return bind_complex_pair(L, d);
    if (nd_is_time(d) && lua_gettop(L) <= 3) return bind_call_time(L, t->type);
    if (d.type == ND_BYTES && lua_gettop(L) <= 3) return bind_call_bytes(L);
    if (d.type == ND_VOID) return call_void(L);
    if (lua_gettop(L) > 2) return bind_error(L, ERR_TYPE, "%s expected at most 1 argument, got %d", t->name, lua_gettop(L) - 1);
    if (t->type == ND_STR) return call_text(L);
    if (lua_isnoneornil(L, 2)) lua_pushinteger(L, 0);
    nd_array *x = bind_arg_asarray(L, 2), *out;
    if (x->ndim > 0) return bind_push_array(L, bind_need(L, nd_astype(c, x, d, 'K', &e), &e));
    out = bind_need(L, nd_new(c, d, 0, NULL, 'C', &e), &e);
    const nd_scalar value = nd_load(x->dtype, x->data);
    bind_must(L, nd_store(d, out->data, value, &e), &e);
    if (nd_store_overflowed(d, out->data, value)) nd_warn(c, "RuntimeWarning", "overflow encountered in cast");
    out->flags |= ND_SCALAR;
    return bind_result(L, out, &e);
}

/* --- comparing and showing ----------------------------------------------------------------------------- */

static int l_equal(lua_State *L) {
    nd_dtype         a, b;
    const bind_type *s = bind_to_type(L, 1), *t = bind_to_type(L, 2);
    bool             same = s && t ? s == t : false;
    if (!(s && t) && !(s && s->kinds) && !(t && t->kinds))
        same = bind_try_dtype(L, 1, &a) && bind_try_dtype(L, 2, &b) && nd_dtype_equal(a, b);
    lua_pushboolean(L, same);
    return 1;
}

static int l_index(lua_State *L) {
    const bind_type *t = bind_to_type(L, 1);
    const char      *name = luaL_checkstring(L, 2);
    nd_dtype         d = nd_dtype_of(t->type);
    const char       kind[] = {nd_dtype_kind(d), 0};
    if (strcmp(name, "__name__") == 0 || strcmp(name, "name") == 0) lua_pushstring(L, t->name);
    else if (strcmp(name, "itemsize") == 0 && !t->kinds) lua_pushinteger(L, d.itemsize);
    else if (strcmp(name, "kind") == 0 && !t->kinds) lua_pushstring(L, kind);
    else if (strcmp(name, "dtype") == 0 && !t->kinds) bind_push_dtype(L, d);
    else return bind_error(L, ERR_ATTRIBUTE, "type object 'numpy.%s' has no attribute '%s'", t->name, name);
    return 1;
}

static int l_tostring(lua_State *L) {
    lua_pushfstring(L, "<class 'numpy.%s'>", bind_to_type(L, 1)->name);
    return 1;
}

static void push_type(lua_State *L, const bind_type *t) {
    static const luaL_Reg meta[] = {
        {"__call", l_call}, {"__eq", l_equal}, {"__index", l_index}, {"__tostring", l_tostring}, {NULL, NULL},
    };
    *(const bind_type **)lua_newuserdatauv(L, sizeof t, 0) = t;
    bind_make_object(L, BIND_TYPE, meta);
}

static int l_dtype(lua_State *L) {
    static const bind_sig sig = {"dtype", "dtype align copy", 1};
    nd_dtype d = nd_dtype_of(ND_F64);
    err      e;
    /* A table of names and formats is the description itself, not keyword arguments. */
    if (lua_gettop(L) == 1 && lua_istable(L, 1) && lua_getfield(L, 1, "names") != LUA_TNIL) lua_settop(L, 1);
    else lua_settop(L, lua_gettop(L) > 1 && lua_isnil(L, 2) ? 1 : lua_gettop(L)), bind_args(L, &sig);
    const bool align = lua_gettop(L) > 1 && bind_arg_bool(L, 2, false);
    if (bind_is_dtype_spec(L, 1)) bind_must(L, bind_read_dtype_spec(L, 1, align, &d, &e), &e);
    else if (align && lua_type(L, 1) == LUA_TSTRING) bind_must(L, nd_dtype_parse_aligned(lua_tostring(L, 1), true, &d, &e), &e);
    else bind_arg_dtype(L, 1, &d);
    bind_push_dtype(L, d);
    return 1;
}

void bind_open_dtype(lua_State *L) {
    static const struct { const char *name; double value; } numbers[] = {
        {"pi", 3.14159265358979323846}, {"e", 2.71828182845904523536}, {"euler_gamma", 0.57721566490153286061},
        {"nan", NAN}, {"inf", INFINITY},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        lua_pushnumber(L, numbers[i].value);
        lua_setfield(L, -2, numbers[i].name);
    }
    bind_push_none(L);
    lua_setfield(L, -2, "newaxis");
    lua_pushboolean(L, true);
    lua_setfield(L, -2, "True_");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "False_");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        push_type(L, &types[i]);
        lua_setfield(L, -2, types[i].name);
    }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        lua_getfield(L, -1, aliases[i].is);
        lua_setfield(L, -2, aliases[i].name);
    }
    lua_pushcfunction(L, l_dtype);
    lua_setfield(L, -2, "dtype");
    bind_open_typeinfo(L);
    bind_open_times(L);
}
