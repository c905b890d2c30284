/* bind/bind_typeinfo.c: questions about types: iinfo, finfo, can_cast, result_type, issubdtype. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bind/bind_call.h"

#define RULE "---------------------------------------------------------------\n"

/* Something that names a type rather than being a value. */
static bool names_type(lua_State *L, int i) {
    int type = lua_type(L, i);
    if (bind_to_array(L, i) || type == LUA_TNUMBER || type == LUA_TBOOLEAN || type == LUA_TTABLE) return false;
    return !bind_is_list(L, i) && !bind_is_tuple(L, i);
}

/* The type of a type name or of a value. */
static nd_dtype arg_type(lua_State *L, int i) {
    nd_dtype d = nd_dtype_of(ND_F64);
    if (names_type(L, i)) bind_arg_dtype(L, i, &d);
    else d = bind_arg_asarray(L, i)->dtype;
    return d;
}

/* --- limits of integers --------------------------------------------------------------------------- */

static void push_natural(lua_State *L, nd_dtype d, uint64_t x) {
    err e;
    if (x <= INT64_MAX) {
        lua_pushinteger(L, (lua_Integer)x);
        return;
    }
    nd_array *a = bind_need(L, nd_new(bind_ctx_of(L), d, 0, NULL, 'C', &e), &e);
    memcpy(a->data, &x, sizeof x);
    a->flags |= ND_SCALAR;
    bind_result(L, a, &e);
}

static int l_info_tostring(lua_State *L) {
    lua_getfield(L, 1, "__text");
    return 1;
}

static const luaL_Reg info_meta[] = {{"__tostring", l_info_tostring}, {NULL, NULL}};

static void set_dtype(lua_State *L, nd_dtype d) {
    bind_push_dtype(L, d);
    lua_setfield(L, -2, "dtype");
    lua_pushinteger(L, 8 * (lua_Integer)d.itemsize);
    lua_setfield(L, -2, "bits");
}

static int l_iinfo(lua_State *L) {
    static const bind_sig sig = {"iinfo", "type", 1};
    char name[ND_DTYPE_TEXT], text[400];
    bind_args(L, &sig);
    nd_dtype d = arg_type(L, 1);
    int      bits = 8 * (int)d.itemsize;
    if (!nd_is_integer(d)) return bind_error(L, ERR_VALUE, "Invalid integer data type '%c'.", nd_dtype_kind(d));
    bool     is_signed = nd_dtype_kind(d) == 'i';
    uint64_t max = is_signed ? UINT64_MAX >> (65 - bits) : UINT64_MAX >> (64 - bits);
    int64_t  min = is_signed ? -(int64_t)max - 1 : 0;
    nd_dtype_name(d, name);
    snprintf(text, sizeof text, "Machine parameters for %s\n" RULE "min = %lld\nmax = %llu\n" RULE, name, (long long)min, (unsigned long long)max);
    lua_newtable(L);
    lua_pushinteger(L, (lua_Integer)min);
    lua_setfield(L, -2, "min");
    int info = lua_gettop(L);
    push_natural(L, d, max);
    lua_setfield(L, info, "max");
    lua_settop(L, info);
    set_dtype(L, d);
    lua_pushstring(L, text);
    lua_setfield(L, -2, "__text");
    bind_make_object(L, "numpy.iinfo", info_meta);
    return 1;
}

/* --- limits of floats -------------------------------------------------------------------------------- */

static void set_float(lua_State *L, int info, nd_dtype d, const char *name, double x) {
    err       e;
    nd_array *a = bind_need(L, nd_new(bind_ctx_of(L), d, 0, NULL, 'C', &e), &e);
    bind_must(L, nd_store(d, a->data, (nd_scalar){.kind = 'f', .u.f = x}, &e), &e);
    a->flags |= ND_SCALAR;
    bind_result(L, a, &e);
    lua_setfield(L, info, name);
    lua_settop(L, info);
}

static const struct limits {
    nd_type     type;
    double      eps, max, tiny, subnormal, resolution;
    int         precision, nmant, nexp, minexp, maxexp;
    const char *text;
} limits[] = {
    {ND_F16, 0x1p-10, 65504, 0x1p-14, 0x1p-24, 1e-3, 3, 10, 5, -14, 16, "resolution=0.001, min=-6.55040e+04, max=6.55040e+04"},
    {ND_F32, FLT_EPSILON, FLT_MAX, FLT_MIN, 0x1p-149, 1e-6, 6, 23, 8, -126, 128, "resolution=1e-06, min=-3.4028235e+38, max=3.4028235e+38"},
    {ND_F64, DBL_EPSILON, DBL_MAX, DBL_MIN, 0x1p-1074, 1e-15, 15, 52, 11, -1022, 1024, "resolution=1e-15, min=-1.7976931348623157e+308, max=1.7976931348623157e+308"},
};

static int l_finfo(lua_State *L) {
    static const bind_sig sig = {"finfo", "dtype", 1};
    char name[ND_DTYPE_TEXT], text[400];
    bind_args(L, &sig);
    nd_dtype d = nd_dtype_real(arg_type(L, 1));
    nd_dtype_name(d, name);
    if (!nd_is_float(d)) return bind_error(L, ERR_VALUE, "data type <class 'numpy.%s'> not inexact", name);
    const struct limits *l = &limits[d.type - ND_F16];
    const struct { const char *name; double value; } values[] = {
        {"eps", l->eps}, {"epsneg", l->eps / 2}, {"max", l->max}, {"min", -l->max}, {"tiny", l->tiny}, {"smallest_normal", l->tiny},
        {"smallest_subnormal", l->subnormal}, {"resolution", l->resolution},
    };
    const struct { const char *name; int value; } counts[] = {
        {"precision", l->precision}, {"nmant", l->nmant}, {"nexp", l->nexp}, {"minexp", l->minexp}, {"maxexp", l->maxexp},
        {"machep", -l->nmant}, {"negep", -l->nmant - 1}, {"iexp", l->nexp},
    };
    lua_newtable(L);
    int info = lua_gettop(L);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) set_float(L, info, d, values[i].name, values[i].value);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        lua_pushinteger(L, counts[i].value);
        lua_setfield(L, info, counts[i].name);
    }
    set_dtype(L, d);
    snprintf(text, sizeof text, "finfo(%s, dtype=%s)", l->text, name);
    lua_pushstring(L, text);
    lua_setfield(L, -2, "__text");
    bind_make_object(L, "numpy.finfo", info_meta);
    return 1;
}

/* --- relations between types ------------------------------------------------------------------------------ */

static int l_can_cast(lua_State *L) {
    static const bind_sig sig = {"can_cast", "from_ to casting", 2};
    nd_dtype to = nd_dtype_of(ND_F64);
    bind_args(L, &sig);
    int type = lua_type(L, 1);
    const nd_array *value = bind_to_array(L, 1);
    if (type == LUA_TNUMBER || type == LUA_TBOOLEAN || (value && value->flags & ND_WEAK))
        return bind_error(L, ERR_TYPE, "can_cast() does not support Python ints, floats, and complex because the result used to depend on the value.\n"
                                       "This change was part of adopting NEP 50, we may explicitly allow them again in the future.");
    nd_dtype from = arg_type(L, 1);
    bind_arg_dtype(L, 2, &to);
    lua_pushboolean(L, nd_can_cast(from, to, bind_arg_casting(L, 3, ND_CAST_SAFE)));
    return 1;
}

#define RESULT_TYPE_MAX 32

static int l_result_type(lua_State *L) {
    nd_view         views[RESULT_TYPE_MAX];
    const nd_array *in[RESULT_TYPE_MAX];
    nd_dtype        d;
    err             e;
    double          nothing = 0;
    int             n = bind_args_any(L, "result_type", "");
    if (n == 0) return bind_error(L, ERR_VALUE, "at least one array or dtype is required");
    if (n > RESULT_TYPE_MAX) return bind_error(L, ERR_VALUE, "result_type takes at most %d arguments", RESULT_TYPE_MAX);
    for (int i = 0; i < n; i++) {
        if (names_type(L, i + 1)) {
            nd_view_scalar(&views[i], arg_type(L, i + 1), &nothing, 0);
            in[i] = &views[i].a;
        } else {
            in[i] = bind_arg_array(L, i + 1);
        }
    }
    bind_must(L, nd_result_type(n, in, &d, &e), &e);
    bind_push_dtype(L, d);
    return 1;
}

static int l_promote_types(lua_State *L) {
    static const bind_sig sig = {"promote_types", "type1 type2", 2};
    err      e;
    nd_dtype a = nd_dtype_of(ND_F64), b = a;
    bind_args(L, &sig);
    bind_arg_dtype(L, 1, &a);
    bind_arg_dtype(L, 2, &b);
    bind_must(L, nd_promote(a, b, &a, &e), &e);
    bind_push_dtype(L, a);
    return 1;
}

static int l_issubdtype(lua_State *L) {
    static const bind_sig sig = {"issubdtype", "arg1 arg2", 2};
    nd_dtype a = nd_dtype_of(ND_F64), b = a;
    bind_args(L, &sig);
    const bind_type *sub = bind_to_type(L, 1), *type = bind_to_type(L, 2);
    bind_arg_dtype(L, 1, &a);
    bool yes;
    if (type && type->kinds) {
        /* An abstract type is below another when that covers all its kinds. */
        const char kind[] = {nd_dtype_kind(a), 0}, *kinds = sub && sub->kinds ? sub->kinds : kind;
        yes = strspn(kinds, type->kinds) == strlen(kinds);
    } else {
        bind_arg_dtype(L, 2, &b);
        yes = !(sub && sub->kinds) && a.type == b.type;
    }
    lua_pushboolean(L, yes);
    return 1;
}

/* The smallest integer type that holds the value. */
static nd_type smallest_integer(nd_scalar x) {
    if (x.kind == 'u') return ND_U64;
    if (x.u.i >= 0) return x.u.i <= UINT8_MAX ? ND_U8 : x.u.i <= UINT16_MAX ? ND_U16 : x.u.i <= UINT32_MAX ? ND_U32 : ND_U64;
    return x.u.i >= INT8_MIN ? ND_I8 : x.u.i >= INT16_MIN ? ND_I16 : x.u.i >= INT32_MIN ? ND_I32 : ND_I64;
}

static int l_min_scalar_type(lua_State *L) {
    static const bind_sig sig = {"min_scalar_type", "a", 1};
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    nd_dtype        d = a->dtype;
    if (a->ndim == 0 && nd_is_integer(d)) d = nd_dtype_of(smallest_integer(nd_load(d, a->data)));
    else if (a->ndim == 0 && d.type == ND_F64) {
        double x = fabs(nd_load(d, a->data).u.f);
        if (!isfinite(x) || x < 65000) d = nd_dtype_of(ND_F16);
        else if (x < 3.4e38) d = nd_dtype_of(ND_F32);
    } else if (a->ndim == 0 && d.type == ND_C128) {
        nd_scalar z = nd_load(d, a->data);
        if (!(fabs(z.u.c.re) >= 3.4e38) && !(fabs(z.u.c.im) >= 3.4e38)) d = nd_dtype_of(ND_C64);
    }
    bind_push_dtype(L, d);
    return 1;
}

void bind_open_typeinfo(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"iinfo", l_iinfo}, {"finfo", l_finfo}, {"can_cast", l_can_cast}, {"result_type", l_result_type},
        {"promote_types", l_promote_types}, {"issubdtype", l_issubdtype}, {"min_scalar_type", l_min_scalar_type},
        {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
