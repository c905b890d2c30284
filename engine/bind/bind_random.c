/* bind/bind_random.c: np.random, the legacy stream.
 *
 * Unseeded it starts from the system's entropy, or, where an answer must not reach the system, from a
 * fixed number: the same answer then gets the same numbers.                                            */
#include "bind/bind_call.h"

static nd_mt19937 *stream(lua_State *L) { return bind_random(bind_state_of(L)); }

/* size=None is one value. */
static int size_of(lua_State *L, int i, ptrdiff_t shape[ND_MAXDIMS]) {
    return bind_given(L, i) ? bind_arg_shape(L, i, shape) : 0;
}

static int give_sample(lua_State *L, nd_array *a, const err *e, bool one) {
    bind_need(L, a, e);
    if (one) a->flags |= ND_SCALAR;
    return bind_result(L, a, e);
}

/* Without a seed the stream goes on from a number of its own. */
static int l_seed(lua_State *L) {
    static const bind_sig sig = {"seed", "seed", 0};
    int n;
    bind_args(L, &sig);
    if (!bind_given(L, 1)) {
        nd_random_seed(stream(L), nd_random_u32(stream(L)));
        return 0;
    }
    const ptrdiff_t *key = bind_arg_integers(L, 1, &n);
    uint32_t        *words = lua_newuserdatauv(L, sizeof *words * (size_t)(n + 1), 0);
    for (int i = 0; i < n; i++) {
        if (key[i] < 0 || key[i] > UINT32_MAX) bind_error(L, ERR_VALUE, "Seed must be between 0 and 2**32 - 1");
        words[i] = (uint32_t)key[i];
    }
    if (n == 0) bind_error(L, ERR_VALUE, "Seed must be non-empty");
    if (bind_is_sequence(L, 1)) nd_random_seed_array(stream(L), words, (size_t)n);
    else nd_random_seed(stream(L), words[0]);
    return 0;
}

/* --- floats ------------------------------------------------------------------------------------------ */

typedef nd_array *fill_fn(nd_ctx *c, nd_mt19937 *r, int ndim, const ptrdiff_t *shape, err *e);

/* rand(2, 3): lengths one by one. */
static int fill_by_lengths(lua_State *L, const char *name, fill_fn *fn) {
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    int       n = bind_args_any(L, name, "");
    if (n > ND_MAXDIMS) bind_error(L, ERR_VALUE, "maximum supported dimension for an ndarray is currently 64, found %d", n);
    for (int i = 0; i < n; i++) shape[i] = bind_arg_int(L, i + 1, 0);
    return give_sample(L, fn(bind_ctx_of(L), stream(L), n, shape, &e), &e, n == 0);
}

static int l_rand(lua_State *L) { return fill_by_lengths(L, "rand", nd_random_rand); }
static int l_randn(lua_State *L) { return fill_by_lengths(L, "randn", nd_random_randn); }

static int fill_by_size(lua_State *L, const bind_sig *sig, fill_fn *fn) {
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    bind_args(L, sig);
    int n = size_of(L, 1, shape);
    return give_sample(L, fn(bind_ctx_of(L), stream(L), n, shape, &e), &e, !bind_given(L, 1));
}

static int l_random(lua_State *L) {
    static const bind_sig sig = {"random", "size", 0};
    return fill_by_size(L, &sig, nd_random_rand);
}

static int l_standard_normal(lua_State *L) {
    static const bind_sig sig = {"standard_normal", "size", 0};
    return fill_by_size(L, &sig, nd_random_randn);
}

typedef nd_array *spread_fn(nd_ctx *c, nd_mt19937 *r, double a, double b, int ndim, const ptrdiff_t *shape, err *e);

/* Parameters that are arrays: a standard sample, stretched and moved. NumPy draws in the same order. */
static int spread_arrays(lua_State *L, fill_fn *fn, bool range) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    ptrdiff_t shape[ND_MAXDIMS];
    int       ndim;
    const nd_array *both[] = {bind_arg_asarray(L, 1), bind_arg_asarray(L, 2)};
    const nd_array *width = range ? bind_op2(L, ND_SUBTRACT, both[1], both[0]) : both[1];
    bind_must(L, nd_broadcast_shapes(2, both, &ndim, shape, &e), &e);
    if (bind_given(L, 3)) ndim = bind_arg_shape(L, 3, shape);
    nd_array *sample = bind_need(L, fn(c, stream(L), ndim, shape, &e), &e);
    return bind_result(L, bind_op2(L, ND_ADD, both[0], bind_op2(L, ND_MULTIPLY, width, sample)), NULL);
}

static void fill_default(lua_State *L, int i, double x) {
    if (!lua_isnil(L, i)) return;
    lua_pushnumber(L, x);
    lua_replace(L, i);
}

static int spread(lua_State *L, const bind_sig *sig, spread_fn *fn, bool range) {
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    bind_args(L, sig);
    fill_default(L, 1, 0.0);
    fill_default(L, 2, 1.0);
    if (bind_is_sequence(L, 1) || bind_is_sequence(L, 2)) return spread_arrays(L, range ? nd_random_rand : nd_random_randn, range);
    double a = bind_arg_float(L, 1, 0.0), b = bind_arg_float(L, 2, 1.0);
    if (!range && b < 0) bind_error(L, ERR_VALUE, "scale < 0");
    int n = size_of(L, 3, shape);
    return give_sample(L, fn(bind_ctx_of(L), stream(L), a, b, n, shape, &e), &e, !bind_given(L, 3));
}

static int l_uniform(lua_State *L) {
    static const bind_sig sig = {"uniform", "low high size", 0};
    return spread(L, &sig, nd_random_uniform, true);
}

static int l_normal(lua_State *L) {
    static const bind_sig sig = {"normal", "loc scale size", 0};
    return spread(L, &sig, nd_random_normal, false);
}

/* --- integers, order ------------------------------------------------------------------------------------- */

static int l_randint(lua_State *L) {
    static const bind_sig sig = {"randint", "low high size dtype", 1};
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    nd_dtype  d = nd_dtype_of(ND_I64);
    bind_args(L, &sig);
    int64_t low = bind_arg_int(L, 1, 0), high = low;
    if (bind_given(L, 2)) high = bind_arg_int(L, 2, 0);
    else low = 0;
    bind_arg_dtype(L, 4, &d);
    int n = size_of(L, 3, shape);
    return give_sample(L, nd_random_randint(bind_ctx_of(L), stream(L), low, high, d, n, shape, &e), &e, !bind_given(L, 3));
}

/* A table, or the one behind a list: its items change places. */
static int shuffle_table(lua_State *L) {
    lua_Integer n = bind_is_list(L, 1) ? (lua_Integer)bind_list_len(L, 1) : (lua_Integer)lua_rawlen(L, 1);
    if (bind_is_list(L, 1)) {
        lua_getiuservalue(L, 1, 1);
        lua_replace(L, 1);
    }
    for (lua_Integer i = n - 1; i > 0; i--) {
        lua_Integer j = (lua_Integer)nd_random_interval(stream(L), (uint64_t)i);
        lua_rawgeti(L, 1, i + 1);
        lua_rawgeti(L, 1, j + 1);
        lua_rawseti(L, 1, i + 1);
        lua_rawseti(L, 1, j + 1);
    }
    return 0;
}

static int l_shuffle(lua_State *L) {
    static const bind_sig sig = {"shuffle", "x", 1};
    err e;
    bind_args(L, &sig);
    if (lua_istable(L, 1) || bind_is_list(L, 1)) return shuffle_table(L);
    if (!bind_to_array(L, 1)) bind_error(L, ERR_TYPE, "shuffle works in place: give it an array or a list");
    bind_must(L, nd_random_shuffle(bind_ctx_of(L), stream(L), bind_arg_ndarray(L, 1), &e), &e);
    return 0;
}

/* A number n stands for arange(n). */
static nd_array *population(lua_State *L, int i) {
    err       e;
    nd_array *a = bind_arg_asarray(L, i);
    if (a->ndim > 0) return a;
    return bind_need(L, nd_arange_int(bind_ctx_of(L), 0, bind_arg_int(L, i, 0), 1, nd_dtype_of(ND_I64), &e), &e);
}

static int l_permutation(lua_State *L) {
    static const bind_sig sig = {"permutation", "x", 1};
    err e;
    bind_args(L, &sig);
    return bind_push_array(L, bind_need(L, nd_random_permutation(bind_ctx_of(L), stream(L), population(L, 1), &e), &e));
}

static int l_choice(lua_State *L) {
    static const bind_sig sig = {"choice", "a size replace p", 1};
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    bind_args(L, &sig);
    nd_array       *a = bind_arg_asarray(L, 1);
    const nd_array *p = bind_arg_asarray_or_null(L, 4);
    int             n = size_of(L, 2, shape);
    bool            none = n > 0;
    for (int i = 0; i < n; i++) none = none && shape[i] == 0;
    if (a->ndim == 0 && bind_arg_int(L, 1, 0) <= 0 && !none)
        bind_error(L, ERR_VALUE, "a must be greater than 0 unless no samples are taken");
    if (a->ndim > 1) bind_error(L, ERR_VALUE, "a must be 1-dimensional");
    nd_array *got = nd_random_choice(bind_ctx_of(L), stream(L), population(L, 1), n, shape, bind_arg_bool(L, 3, true), p, &e);
    return give_sample(L, got, &e, !bind_given(L, 2));
}

void bind_open_random(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"seed", l_seed}, {"rand", l_rand}, {"randn", l_randn}, {"random", l_random}, {"random_sample", l_random},
        {"ranf", l_random}, {"sample", l_random}, {"standard_normal", l_standard_normal}, {"uniform", l_uniform},
        {"normal", l_normal}, {"randint", l_randint}, {"shuffle", l_shuffle}, {"permutation", l_permutation},
        {"choice", l_choice}, {NULL, NULL},
    };
    luaL_newlib(L, functions);
    lua_setfield(L, -2, "random");
}
