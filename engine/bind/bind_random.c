/* bind/bind_random.c: np.random: what RandomState alone has, and the module.
 *
 * Unseeded its stream starts from the system's entropy, or, where an answer must not reach the system, from a
 * fixed number: the same answer then gets the same numbers.                                                */
#include "bind/bind_generator.h"

#include <string.h>

/* --- the stream ------------------------------------------------------------------------------------- */

static nd_mt19937 *mt_of(lua_State *L, const nd_rng *r) {
    if (r->bits->kind != ND_MT19937) bind_error(L, ERR_TYPE, "can only re-seed a MT19937 BitGenerator");
    return r->bits->mt;
}

static void refuse_seed(lua_State *L, int i) {
    char name[ND_DTYPE_TEXT];
    nd_dtype_text(bind_arg_asarray(L, i)->dtype, name);
    bind_error(L, ERR_TYPE, "Cannot cast scalar from dtype('%s') to dtype('int64') according to the rule 'safe'", name);
}

static void seed_with(lua_State *L, nd_mt19937 *mt, int i) {
    int              n;
    bool             one = !bind_is_sequence(L, i);
    const nd_array  *a = bind_arg_asarray(L, i);
    if (one && !nd_is_integer(a->dtype) && a->dtype.type != ND_BOOL) refuse_seed(L, i);
    if (!one && a->ndim != 1) bind_error(L, ERR_VALUE, a->size ? "Seed array must be 1-d" : "Seed must be non-empty");
    const ptrdiff_t *key = bind_arg_integers(L, i, &n);
    uint32_t        *words = lua_newuserdatauv(L, sizeof *words * (size_t)(n + 1), 0);
    if (n == 0) bind_error(L, ERR_VALUE, "Seed must be non-empty");
    for (int k = 0; k < n; k++) {
        if (key[k] < 0 || key[k] > UINT32_MAX) bind_error(L, ERR_VALUE, "Seed must be between 0 and 2**32 - 1");
        words[k] = (uint32_t)key[k];
    }
    if (one) nd_random_seed(mt, words[0]);
    else nd_random_seed_array(mt, words, (size_t)n);
}

/* Without a seed the stream goes on from a number of its own. */
static int l_seed(lua_State *L) {
    static const bind_sig sig = {"seed", "seed", 0};
    const nd_rng r = bind_take_rng(L);
    nd_mt19937  *mt = mt_of(L, &r);
    bind_args(L, &sig);
    if (bind_given(L, 1)) seed_with(L, mt, 1);
    else nd_random_seed(mt, nd_random_u32(mt));
    return 0;
}

/* (name, key, pos, has_gauss, cached_gaussian), or with legacy=False the same by name. */
static int l_get_state(lua_State *L) {
    static const bind_sig sig = {"get_state", "legacy", 0};
    const nd_rng r = bind_take_rng(L);
    ptrdiff_t    n = 624;
    err          e;
    bind_args(L, &sig);
    const nd_mt19937 *mt = mt_of(L, &r);
    bool              by_name = !bind_arg_bool(L, 1, true);
    lua_settop(L, 0);
    lua_pushliteral(L, "MT19937");
    nd_array *key = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_U32), 1, &n, 'C', &e), &e);
    memcpy(key->data, mt->state, nd_nbytes(key));
    lua_pushinteger(L, mt->at);
    lua_pushinteger(L, mt->has_gauss);
    lua_pushnumber(L, mt->gauss);
    if (!by_name) return bind_push_tuple(L, 5), 1;
    lua_createtable(L, 0, 4);
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, 2), lua_setfield(L, 7, "key");
    lua_pushvalue(L, 3), lua_setfield(L, 7, "pos");
    lua_setfield(L, 6, "state");
    lua_pushvalue(L, 1), lua_setfield(L, 6, "bit_generator");
    lua_pushvalue(L, 4), lua_setfield(L, 6, "has_gauss");
    lua_pushvalue(L, 5), lua_setfield(L, 6, "gauss");
    return 1;
}

/* The five parts of a state at place 1, at places 2 .. 6. */
static void spread_state(lua_State *L) {
    static const char *const names[] = {"bit_generator", "key", "pos", "has_gauss", "gauss"};
    lua_settop(L, 1);
    if (bind_is_tuple(L, 1) || bind_is_list(L, 1)) {
        size_t n = bind_is_tuple(L, 1) ? bind_tuple_len(L, 1) : bind_list_len(L, 1);
        if (n != 3 && n != 5) bind_error(L, ERR_VALUE, "a state has 3 or 5 parts, not %zu", n);
        for (size_t k = 0; k < n; k++) bind_is_tuple(L, 1) ? bind_tuple_get(L, 1, k) : bind_list_get(L, 1, k);
    } else if (lua_istable(L, 1)) {
        for (int k = 0; k < 5; k++) {
            bool inner = k == 1 || k == 2;
            lua_getfield(L, 1, inner ? "state" : names[k]);
            if (!inner || !lua_istable(L, -1)) continue;
            lua_getfield(L, -1, names[k]);
            lua_remove(L, -2);
        }
    } else {
        bind_error(L, ERR_TYPE, "state must be a dict or a tuple.");
    }
    lua_settop(L, 6);
}

static int l_set_state(lua_State *L) {
    static const bind_sig sig = {"set_state", "state", 1};
    const nd_rng r = bind_take_rng(L);
    int          n;
    bind_args(L, &sig);
    nd_mt19937 *mt = mt_of(L, &r);
    spread_state(L);
    if (strcmp(bind_arg_text(L, 2, ""), "MT19937") != 0) bind_error(L, ERR_VALUE, "set_state can only be used with legacy MT19937 state instances.");
    int64_t          at = bind_arg_int(L, 4, 624);
    const ptrdiff_t *key = bind_arg_integers(L, 3, &n);
    if (n != 624) bind_error(L, ERR_VALUE, "state must be 624 longs");
    if (at < 0 || at > 624) bind_error(L, ERR_VALUE, "pos must be from 0 to 624");
    for (int i = 0; i < 624; i++) mt->state[i] = (uint32_t)key[i];
    mt->at = (int)at;
    mt->has_gauss = bind_arg_int(L, 5, 0) != 0;
    mt->gauss = bind_arg_float(L, 6, 0.0);
    return 0;
}

/* --- floats ------------------------------------------------------------------------------------------ */

static int give_sample(lua_State *L, const nd_rng *r, const char *name, const nd_size *size) {
    const nd_draw d = {.dist = nd_dist_find(name, true), .dtype = nd_dtype_of(ND_F64), .size = *size};
    err           e;
    return bind_result(L, nd_random_draw(bind_ctx_of(L), r, &d, &e), &e);
}

/* rand(2, 3): lengths one by one. */
static int draw_by_lengths(lua_State *L, const char *name, const char *dist) {
    const nd_rng r = bind_take_rng(L);
    nd_size      size;
    int          n = bind_args_any(L, name, "");
    if (n > ND_MAXDIMS) bind_error(L, ERR_VALUE, "maximum supported dimension for an ndarray is currently 64, found %d", n);
    size.ndim = n ? n : -1;
    for (int i = 0; i < n; i++) size.shape[i] = bind_arg_int(L, i + 1, 0);
    return give_sample(L, &r, dist, &size);
}

static int l_rand(lua_State *L) { return draw_by_lengths(L, "rand", "random"); }
static int l_randn(lua_State *L) { return draw_by_lengths(L, "randn", "standard_normal"); }

static int l_random_sample(lua_State *L) {
    static const bind_sig sig = {"random_sample", "size", 0};
    const nd_rng r = bind_take_rng(L);
    bind_args(L, &sig);
    const nd_size size = bind_arg_size(L, 1);
    return give_sample(L, &r, "random", &size);
}

/* --- integers -------------------------------------------------------------------------------------------- */

static int l_randint(lua_State *L) {
    static const bind_sig sig = {"randint", "low high size dtype", 1};
    const nd_rng r = bind_take_rng(L);
    nd_integers  what = {.dtype = nd_dtype_of(ND_I64)};
    err          e;
    bind_args(L, &sig);
    what.low = bind_arg_asarray(L, 1);
    what.high = bind_arg_asarray_or_null(L, 2);
    what.size = bind_arg_size(L, 3);
    bind_arg_dtype(L, 4, &what.dtype);
    return bind_result(L, nd_random_integers(bind_ctx_of(L), &r, &what, &e), &e);
}

static int l_random_integers(lua_State *L) {
    static const bind_sig sig = {"random_integers", "low high size", 1};
    const nd_rng r = bind_take_rng(L);
    nd_integers  what = {.dtype = nd_dtype_of(ND_I64), .endpoint = true};
    err          e;
    bind_args(L, &sig);
    int64_t low = bind_given(L, 2) ? bind_arg_int(L, 1, 0) : 1, high = bind_arg_int(L, 2, bind_arg_int(L, 1, 0));
    nd_warn(bind_ctx_of(L), "DeprecationWarning", "This function is deprecated. Please call randint instead");
    what.low = bind_new_int(L, low);
    what.high = bind_new_int(L, high);
    what.size = bind_arg_size(L, 3);
    return bind_result(L, nd_random_integers(bind_ctx_of(L), &r, &what, &e), &e);
}

static int l_tomaxint(lua_State *L) {
    static const bind_sig sig = {"tomaxint", "size", 0};
    const nd_rng r = bind_take_rng(L);
    err          e;
    bind_args(L, &sig);
    const nd_size size = bind_arg_size(L, 1);
    nd_array     *a = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_I64), size.ndim < 0 ? 0 : size.ndim, size.shape, 'C', &e), &e);
    for (size_t i = 0; i < a->size; i++) ((int64_t *)(void *)a->data)[i] = (int64_t)(nd_bits_u64(r.bits) >> 1);
    if (size.ndim < 0) a->flags |= ND_SCALAR;
    return bind_result(L, a, NULL);
}

const luaL_Reg bind_legacy_methods[] = {
    {"seed", l_seed}, {"get_state", l_get_state}, {"set_state", l_set_state}, {"rand", l_rand}, {"randn", l_randn},
    {"random_sample", l_random_sample}, {"randint", l_randint}, {"random_integers", l_random_integers}, {"tomaxint", l_tomaxint}, {NULL, NULL},
};

/* --- the module --------------------------------------------------------------------------------------------- */

void bind_open_random(lua_State *L) {
    lua_newtable(L);
    bind_open_seed(L);
    bind_open_bits(L);
    bind_open_generators(L);
    lua_getfield(L, -1, "random_sample");
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "ranf");
    lua_setfield(L, -2, "sample");
    lua_pushnil(L);
    lua_setfield(L, -2, "tomaxint");
    lua_setfield(L, -2, "random");
}
