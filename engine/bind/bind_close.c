/* bind/bind_close.c: facts about arrays and pairs of arrays: equal, close, shared, shaped. */
#include "bind/bind_call.h"

/* --- equality ------------------------------------------------------------------------------------ */

typedef struct tolerance {
    double relative, absolute;
    bool   equal_nan;
} tolerance;

#define CLOSE_PARAMS "a b rtol atol equal_nan"

static tolerance read_tolerance(lua_State *L) {
    return (tolerance){bind_arg_float(L, 3, 1e-05), bind_arg_float(L, 4, 1e-08), bind_arg_bool(L, 5, false)};
}

static int l_isclose(lua_State *L) {
    static const bind_sig sig = {"isclose", CLOSE_PARAMS, 2};
    err e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    tolerance       t = read_tolerance(L);
    return bind_result(L, nd_isclose(bind_ctx_of(L), a, b, t.relative, t.absolute, t.equal_nan, &e), &e);
}

static int l_allclose(lua_State *L) {
    static const bind_sig sig = {"allclose", CLOSE_PARAMS, 2};
    bool yes;
    err  e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    tolerance       t = read_tolerance(L);
    bind_must(L, nd_allclose(bind_ctx_of(L), a, b, t.relative, t.absolute, t.equal_nan, &yes, &e), &e);
    lua_pushboolean(L, yes);
    return 1;
}

static int l_array_equal(lua_State *L) {
    static const bind_sig sig = {"array_equal", "a1 a2 equal_nan", 2};
    bool yes;
    err  e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    bind_must(L, nd_array_equal(bind_ctx_of(L), a, b, bind_arg_bool(L, 3, false), &yes, &e), &e);
    lua_pushboolean(L, yes);
    return 1;
}

static int l_array_equiv(lua_State *L) {
    static const bind_sig sig = {"array_equiv", "a1 a2", 2};
    bool yes;
    err  e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    bind_must(L, nd_array_equiv(bind_ctx_of(L), a, b, &yes, &e), &e);
    lua_pushboolean(L, yes);
    return 1;
}

/* --- memory ----------------------------------------------------------------------------------------- */

static int l_shares_memory(lua_State *L) {
    static const bind_sig sig = {"shares_memory", "a b max_work", 2};
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    lua_pushboolean(L, nd_shares_memory(a, b));
    return 1;
}

static int l_may_share_memory(lua_State *L) {
    static const bind_sig sig = {"may_share_memory", "a b max_work", 2};
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    lua_pushboolean(L, nd_may_share_memory(a, b));
    return 1;
}

/* --- shape -------------------------------------------------------------------------------------------- */

static int l_shape(lua_State *L) {
    static const bind_sig sig = {"shape", "a", 1};
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    bind_push_shape(L, a->ndim, a->shape);
    return 1;
}

static int l_ndim(lua_State *L) {
    static const bind_sig sig = {"ndim", "a", 1};
    bind_args(L, &sig);
    lua_pushinteger(L, bind_arg_asarray(L, 1)->ndim);
    return 1;
}

static int l_size(lua_State *L) {
    static const bind_sig sig = {"size", "a axis", 1};
    int axes[ND_MAXDIMS];
    err e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    int             n = bind_arg_axes(L, 2, axes);
    lua_Integer     size = n < 0 ? (lua_Integer)a->size : 1;
    for (int i = 0; i < n; i++) {
        bind_must(L, nd_check_axis(&axes[i], a->ndim, &e), &e);
        size *= a->shape[axes[i]];
    }
    lua_pushinteger(L, size);
    return 1;
}

static int l_isscalar(lua_State *L) {
    static const bind_sig sig = {"isscalar", "element", 1};
    bind_args(L, &sig);
    const nd_array *a = bind_to_array(L, 1);
    int             type = lua_type(L, 1);
    lua_pushboolean(L, a ? (a->flags & ND_SCALAR) != 0 : type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TBOOLEAN);
    return 1;
}

static int l_iterable(lua_State *L) {
    static const bind_sig sig = {"iterable", "y", 1};
    bind_args(L, &sig);
    lua_pushboolean(L, bind_is_sequence(L, 1) || lua_type(L, 1) == LUA_TSTRING);
    return 1;
}

/* --- kinds: every number here is real ------------------------------------------------------------------- */

static int l_isfortran(lua_State *L) {
    static const bind_sig sig = {"isfortran", "a", 1};
    bind_args(L, &sig);
    const nd_array *a = bind_arg_ndarray(L, 1);
    lua_pushboolean(L, nd_is_f_contiguous(a) && !nd_is_c_contiguous(a));
    return 1;
}

void bind_open_close(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"isclose", l_isclose}, {"allclose", l_allclose}, {"array_equal", l_array_equal},
        {"array_equiv", l_array_equiv}, {"shares_memory", l_shares_memory}, {"may_share_memory", l_may_share_memory},
        {"shape", l_shape}, {"ndim", l_ndim}, {"size", l_size}, {"isscalar", l_isscalar}, {"iterable", l_iterable},
        {"isfortran", l_isfortran}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    bind_open_complex(L);
}
