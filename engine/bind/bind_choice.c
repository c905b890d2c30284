/* bind/bind_choice.c: choice, shuffle, permutation, permuted, bytes: methods of Generator and RandomState. */
#include "bind/bind_generator.h"

#include <string.h>

#include "bind/bind_value.h"

/* --- order ------------------------------------------------------------------------------------------- */

/* A table, or the one behind a list: its items change places. */
static int shuffle_table(lua_State *L, const nd_rng *r) {
    lua_Integer n = bind_is_list(L, 1) ? (lua_Integer)bind_list_len(L, 1) : (lua_Integer)lua_rawlen(L, 1);
    if (bind_is_list(L, 1)) {
        lua_getiuservalue(L, 1, 1);
        lua_replace(L, 1);
    }
    for (lua_Integer i = n - 1; i > 0; i--) {
        lua_Integer j = (lua_Integer)nd_bits_interval(r->bits, (uint64_t)i);
        lua_rawgeti(L, 1, i + 1);
        lua_rawgeti(L, 1, j + 1);
        lua_rawseti(L, 1, i + 1);
        lua_rawseti(L, 1, j + 1);
    }
    return 0;
}

static int l_shuffle(lua_State *L) {
    static const bind_sig sigs[] = {{"shuffle", "x axis", 1}, {"shuffle", "x", 1}};
    const nd_rng r = bind_take_rng(L);
    err          e;
    bind_args(L, &sigs[r.legacy]);
    int axis = r.legacy ? 0 : bind_arg_axis_or(L, 2, 0, 0);
    if (lua_istable(L, 1) || bind_is_list(L, 1)) {
        if (axis != 0) bind_error(L, ERR_NOT_IMPLEMENTED, "Axis argument is only supported on ndarray objects");
        return shuffle_table(L, &r);
    }
    if (bind_is_tuple(L, 1) || lua_type(L, 1) == LUA_TSTRING)
        bind_error(L, ERR_TYPE, "'%s' object does not support item assignment", bind_type_name(L, 1));
    if (!bind_to_array(L, 1)) bind_error(L, ERR_TYPE, "object of type '%s' has no len()", bind_type_name(L, 1));
    bind_must(L, nd_random_shuffle(bind_ctx_of(L), &r, bind_arg_ndarray(L, 1), axis, &e), &e);
    return 0;
}

/* A number n stands for arange(n). */
static nd_array *population(lua_State *L, int i) {
    err e;
    if (!lua_isinteger(L, i)) return bind_arg_asarray(L, i);
    return bind_need(L, nd_arange_int(bind_ctx_of(L), 0, lua_tointeger(L, i), 1, nd_dtype_of(ND_I64), &e), &e);
}

static int l_permutation(lua_State *L) {
    static const bind_sig sigs[] = {{"permutation", "x axis", 1}, {"permutation", "x", 1}};
    const nd_rng r = bind_take_rng(L);
    err          e;
    bind_args(L, &sigs[r.legacy]);
    int axis = r.legacy || lua_isinteger(L, 1) ? 0 : bind_arg_axis_or(L, 2, 0, 0);
    return bind_push_array(L, bind_need(L, nd_random_permutation(bind_ctx_of(L), &r, population(L, 1), axis, &e), &e));
}

static nd_array *out_for(lua_State *L, nd_array *x) {
    err       e;
    char      from[ND_DTYPE_TEXT], to[ND_DTYPE_TEXT];
    nd_array *out;
    if (!bind_given(L, 3)) return bind_need(L, nd_copy(bind_ctx_of(L), x, 'K', &e), &e);
    out = bind_to_array(L, 3);
    if (!out) bind_error(L, ERR_TYPE, "out must be a numpy array");
    bool same = out->ndim == x->ndim;
    for (int i = 0; same && i < x->ndim; i++) same = out->shape[i] == x->shape[i];
    if (!same) bind_error(L, ERR_VALUE, "out must have the same shape as x");
    nd_dtype_text(x->dtype, from);
    nd_dtype_text(out->dtype, to);
    if (!nd_can_cast(x->dtype, out->dtype, ND_CAST_SAFE))
        bind_error(L, ERR_TYPE, "Cannot cast array data from dtype('%s') to dtype('%s') according to the rule 'safe'", from, to);
    bind_must(L, nd_assign(bind_ctx_of(L), out, x, &e), &e);
    return out;
}

static int l_permuted(lua_State *L) {
    static const bind_sig sig = {"permuted", "x * axis out", 1};
    const nd_rng r = bind_take_rng(L);
    err          e;
    bind_args(L, &sig);
    nd_array *out = out_for(L, bind_arg_asarray(L, 1));
    bind_must(L, nd_random_permute_rows(bind_ctx_of(L), &r, out, bind_arg_axis_or(L, 2, BIND_FLAT, BIND_FLAT), &e), &e);
    return bind_push_array(L, out);
}

/* --- choice --------------------------------------------------------------------------------------------- */

static void read_population(lua_State *L, const nd_rng *r, nd_choice *how) {
    const nd_array *a = bind_to_array(L, 1);
    if (lua_isinteger(L, 1) || (a && a->ndim == 0 && nd_is_integer(a->dtype))) {
        how->n = bind_arg_int(L, 1, 0);
        return;
    }
    how->from = bind_arg_asarray(L, 1);
    if (how->from->ndim > 0) return;
    if (r->legacy) bind_error(L, ERR_VALUE, "a must be 1-dimensional or an integer");
    bind_error(L, ERR_VALUE, "a must be a sequence or an integer, not <class '%s'>", bind_type_name(L, 1));
}

static int l_choice(lua_State *L) {
    static const bind_sig sigs[] = {{"choice", "a size replace p axis shuffle", 1}, {"choice", "a size replace p", 1}};
    const nd_rng r = bind_take_rng(L);
    nd_choice    how = {0};
    err          e;
    bind_args(L, &sigs[r.legacy]);
    read_population(L, &r, &how);
    how.size = bind_arg_size(L, 2);
    how.replace = bind_arg_bool(L, 3, true);
    how.p = bind_arg_asarray_or_null(L, 4);
    how.axis = r.legacy ? 0 : bind_arg_axis_or(L, 5, 0, 0);
    how.shuffle = r.legacy || bind_arg_bool(L, 6, true);
    return bind_result(L, nd_random_choice(bind_ctx_of(L), &r, &how, &e), &e);
}

/* --- bytes ------------------------------------------------------------------------------------------------ */

static int l_bytes(lua_State *L) {
    static const bind_sig sig = {"bytes", "length", 1};
    const nd_rng r = bind_take_rng(L);
    luaL_Buffer  out;
    bind_args(L, &sig);
    int64_t n = bind_arg_int(L, 1, 0);
    if (n > INT32_MAX) bind_error(L, ERR_MEMORY, "not enough memory for %lld bytes", (long long)n);
    char *p = luaL_buffinitsize(L, &out, n > 0 ? (size_t)n + 4 : 4);
    for (int64_t at = 0; at < n; at += 4) {
        uint32_t word = nd_bits_u32(r.bits);
        for (int k = 0; k < 4; k++) p[at + k] = (char)(word >> 8 * k);
    }
    luaL_pushresultsize(&out, n > 0 ? (size_t)n : 0);
    return 1;
}

const luaL_Reg bind_rng_methods[] = {
    {"choice", l_choice}, {"shuffle", l_shuffle}, {"permutation", l_permutation}, {"permuted", l_permuted}, {"bytes", l_bytes}, {NULL, NULL},
};
