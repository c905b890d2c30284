/* bind/bind_generator.c: Generator and RandomState: one object each over a bit generator.
 *
 * The distributions of one variable have no functions of their own: a method is a closure over its row of
 * the core's table, whose signature is made from the row.                                                */
#include "bind/bind_generator.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- objects ------------------------------------------------------------------------------------- */

static bind_rng *rng_at(lua_State *L, int i) { return luaL_testudata(L, i, BIND_RNG); }

bind_bits *bind_push_bits(lua_State *L, int i) {
    lua_getiuservalue(L, i, 1);
    return lua_touserdata(L, -1);
}

nd_rng bind_take_rng(lua_State *L) {
    const bind_rng *r = luaL_checkudata(L, 1, BIND_RNG);
    nd_rng          out = {&bind_push_bits(L, 1)->g, r->legacy};
    lua_pop(L, 1);
    lua_remove(L, 1);
    return out;
}

nd_size bind_arg_size(lua_State *L, int i) {
    nd_size size = {.ndim = -1};
    if (!bind_given(L, i)) return size;
    if (lua_type(L, i) == LUA_TNUMBER && !lua_isinteger(L, i)) {
        luaL_tolstring(L, i, NULL);
        bind_error(L, ERR_TYPE, "expected a sequence of integers or a single integer, got '%s'", lua_tostring(L, -1));
    }
    size.ndim = bind_arg_shape(L, i, size.shape);
    return size;
}

/* Upvalues: object, method. obj.f(x) and obj:f(x) are the same. */
static int call_bound(lua_State *L) {
    if (lua_gettop(L) > 0 && lua_rawequal(L, 1, lua_upvalueindex(1))) lua_remove(L, 1);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_insert(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 2);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

void bind_push_bound(lua_State *L, int object, int method) {
    lua_pushvalue(L, object);
    lua_pushvalue(L, method);
    lua_pushcclosure(L, call_bound, 2);
}

/* --- distributions --------------------------------------------------------------------------------- */

/* Where the arguments after the parameters are; 0: there is none. */
typedef struct places { int size, dtype, method, out, n; } places;

static places places_of(const nd_dist *d, bool legacy) {
    places p = {.size = nd_dist_nparams(d) + 1};
    p.n = p.size;
    if (legacy || !d->real32) return p;
    p.dtype = ++p.n;
    if (strcmp(d->name, "standard_exponential") == 0) p.method = ++p.n;
    p.out = ++p.n;
    return p;
}

static int required(const nd_dist *d) {
    int n = 0;
    while (n < nd_dist_nparams(d) && isnan(d->missing[n])) n++;
    return n;
}

static void read_dtype(lua_State *L, const places *at, nd_draw *d) {
    char name[ND_DTYPE_TEXT];
    d->dtype = nd_dtype_of(ND_F64);
    if (!at->dtype) return;
    bind_arg_dtype(L, at->dtype, &d->dtype);
    nd_dtype_text(d->dtype, name);
    if (d->dtype.type != ND_F64 && d->dtype.type != ND_F32)
        bind_error(L, ERR_TYPE, "Unsupported dtype dtype('%s') for %s", name, d->dist->name);
    if (at->method && strcmp(bind_arg_text(L, at->method, "zig"), "zig") != 0) d->dist = nd_dist_find("inverse_exponential", false);
    if (!bind_given(L, at->out)) return;
    d->out = bind_to_array(L, at->out);
    if (!d->out) bind_error(L, ERR_VALUE, "Supplied output array must be contiguous, writable, aligned, and in machine byte-order.");
}

/* Plain numbers as parameters and nothing else: one number, without any array. false: something else is asked for. */
static bool draw_one(lua_State *L, const nd_dist *dist, const nd_rng *r) {
    nd_param p[ND_DIST_PARAMS], x;
    err      e;
    int      n = lua_gettop(L), wanted = nd_dist_nparams(dist);
    if (n > wanted || n < required(dist)) return false;
    for (int i = 0; i < wanted; i++) {
        bool whole = dist->rule[i] >= ND_RULE_INT_NOT_NEGATIVE;
        if (i < n && (whole ? !lua_isinteger(L, i + 1) : lua_type(L, i + 1) != LUA_TNUMBER)) return false;
        if (i >= n) p[i].f = dist->missing[i];
        else if (whole) p[i].i = lua_tointeger(L, i + 1);
        else p[i].f = lua_tonumber(L, i + 1);
    }
    bind_must(L, nd_random_one(r, dist, p, &x, &e), &e);
    if (dist->count) lua_pushinteger(L, x.i);
    else lua_pushnumber(L, x.f);
    return true;
}

/* Upvalues: the row, its parameters as a text. */
static int l_draw(lua_State *L) {
    nd_draw        d = {.dist = lua_touserdata(L, lua_upvalueindex(1))};
    const nd_rng   r = bind_take_rng(L);
    const bind_sig sig = {d.dist->name, lua_tostring(L, lua_upvalueindex(2)), required(d.dist)};
    const places   at = places_of(d.dist, r.legacy);
    err            e;
    if (draw_one(L, d.dist, &r)) return 1;
    bind_args(L, &sig);
    for (int i = 0; i + 1 < at.size; i++) {
        if (lua_isnil(L, i + 1)) continue;
        if (bind_is_none(L, i + 1)) bind_error(L, ERR_TYPE, "must be real number, not NoneType");
        if (lua_type(L, i + 1) == LUA_TSTRING) bind_error(L, ERR_VALUE, "could not convert string to float: '%s'", lua_tostring(L, i + 1));
        d.param[i] = bind_arg_asarray(L, i + 1);
    }
    d.size = bind_arg_size(L, at.size);
    read_dtype(L, &at, &d);
    nd_array *a = bind_need(L, nd_random_draw(bind_ctx_of(L), &r, &d, &e), &e);
    if (d.dtype.type != ND_F32 || !(a->flags & ND_SCALAR)) return bind_result(L, a, NULL);
    lua_pushnumber(L, *(const float *)(const void *)a->data);        /* a float, as NumPy gives */
    return 1;
}

static void push_draw(lua_State *L, const nd_dist *d, bool legacy) {
    const places at = places_of(d, legacy);
    lua_pushlightuserdata(L, (void *)(uintptr_t)d);
    lua_pushfstring(L, "%s%ssize%s%s%s", d->params, d->params[0] ? " " : "", at.dtype ? " dtype" : "", at.method ? " method" : "", at.out ? " out" : "");
    lua_pushcclosure(L, l_draw, 2);
}

/* --- what is only Generator's ------------------------------------------------------------------------- */

static int l_integers(lua_State *L) {
    static const bind_sig sig = {"integers", "low high size dtype endpoint", 1};
    const nd_rng r = bind_take_rng(L);
    nd_integers  what = {.dtype = nd_dtype_of(ND_I64)};
    err          e;
    bind_args(L, &sig);
    what.low = bind_arg_asarray(L, 1);
    what.high = bind_arg_asarray_or_null(L, 2);
    what.size = bind_arg_size(L, 3);
    bind_arg_dtype(L, 4, &what.dtype);
    what.endpoint = bind_arg_bool(L, 5, false);
    return bind_result(L, nd_random_integers(bind_ctx_of(L), &r, &what, &e), &e);
}

static int l_spawn(lua_State *L) {
    static const bind_sig sig = {"spawn", "self n_children", 2};
    bind_args(L, &sig);
    bind_bits *b = bind_push_bits(L, 1);
    lua_getiuservalue(L, 3, 1);
    bind_spawn_seeds(L, 4, bind_arg_int(L, 2, 0));
    int n = (int)bind_list_len(L, 5);
    luaL_checkstack(L, n + 20, "too many children");
    for (int k = 0; k < n; k++) {
        bind_list_get(L, 5, (size_t)k);
        bind_push_bitgen(L, b->g.kind, lua_gettop(L));
        bind_push_rng(L, lua_gettop(L), false);
        lua_replace(L, -3);
        lua_pop(L, 1);
    }
    bind_push_list(L, n);
    return 1;
}

const luaL_Reg bind_generator_methods[] = {{"integers", l_integers}, {"spawn", l_spawn}, {NULL, NULL}};

/* --- method tables ---------------------------------------------------------------------------------------- */

static const char *table_name(bool legacy) { return legacy ? "numpy.random.RandomState.methods" : BIND_RNG ".methods"; }

static void push_methods(lua_State *L, bool legacy) {
    if (lua_getfield(L, LUA_REGISTRYINDEX, table_name(legacy)) == LUA_TTABLE) return;
    lua_pop(L, 1);
    lua_newtable(L);
    const nd_dist *d;
    for (size_t i = 0; (d = nd_dist_at(i, legacy)); i++) {
        if (strcmp(d->name, "inverse_exponential") == 0) continue;
        push_draw(L, d, legacy);
        lua_setfield(L, -2, d->name);
    }
    luaL_setfuncs(L, bind_rng_methods, 0);
    luaL_setfuncs(L, bind_rng_vectors, 0);
    luaL_setfuncs(L, legacy ? bind_legacy_methods : bind_generator_methods, 0);
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, table_name(legacy));
}

/* Generator's own among those that both tables share. */
static bool only_generator(const char *name) { return strcmp(name, "permuted") == 0 || strcmp(name, "multivariate_hypergeometric") == 0; }

static int l_rng_index(lua_State *L) {
    lua_settop(L, 2);
    const bind_rng *r = luaL_checkudata(L, 1, BIND_RNG);
    const char     *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
    if (!r->legacy && strcmp(name, "bit_generator") == 0) return bind_push_bits(L, 1), 1;
    push_methods(L, r->legacy);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, 3) != LUA_TFUNCTION || (r->legacy && only_generator(name)))
        return bind_error(L, ERR_ATTRIBUTE, "'numpy.random.%s' object has no attribute '%s'", r->legacy ? "mtrand.RandomState" : "_generator.Generator", name);
    bind_push_bound(L, 1, 4);
    return 1;
}

static int push_text(lua_State *L, bool address) {
    const bind_rng *r = luaL_checkudata(L, 1, BIND_RNG);
    char            text[96];
    const char     *bits = nd_bits_name(bind_push_bits(L, 1)->g.kind);
    int             n = snprintf(text, sizeof text, "%s(%s)", r->legacy ? "RandomState" : "Generator", bits);
    if (address) snprintf(text + n, sizeof text - (size_t)n, " at 0x%llX", (unsigned long long)(uintptr_t)r);
    lua_pushstring(L, text);
    return 1;
}

static int l_rng_text(lua_State *L) { return push_text(L, false); }
static int l_rng_repr(lua_State *L) { return push_text(L, true); }

void bind_push_rng(lua_State *L, int bits, bool legacy) {
    static const luaL_Reg meta[] = {{"__index", l_rng_index}, {"__tostring", l_rng_text}, {"__repr", l_rng_repr}, {NULL, NULL}};
    bind_rng *r = lua_newuserdatauv(L, sizeof *r, 1);
    r->legacy = legacy;
    lua_pushvalue(L, bits);
    lua_setiuservalue(L, -2, 1);
    bind_make_object(L, BIND_RNG, meta);
}

/* --- making them ---------------------------------------------------------------------------------------------- */

static bool is_bits(lua_State *L, int i) { return luaL_testudata(L, i, BIND_BITS) != NULL; }

static int l_default_rng(lua_State *L) {
    static const bind_sig sig = {"default_rng", "seed", 0};
    bind_args(L, &sig);
    const bind_rng *r = rng_at(L, 1);
    if (r && !r->legacy) return 1;
    if (r) bind_push_bits(L, 1);
    else if (is_bits(L, 1)) lua_pushvalue(L, 1);
    else {
        if (bind_is_seed(L, 1)) lua_pushvalue(L, 1);
        else bind_push_seed(L, 1);
        bind_push_bitgen(L, ND_PCG64, lua_gettop(L));
    }
    bind_push_rng(L, lua_gettop(L), false);
    return 1;
}

static int l_generator(lua_State *L) {
    static const bind_sig sig = {"Generator", "bit_generator", 1};
    bind_args(L, &sig);
    if (!is_bits(L, 1)) {
        lua_pushfstring(L, "'%s' object has no attribute 'capsule'", lua_isinteger(L, 1) ? "int" : luaL_typename(L, 1));
        bind_error(L, ERR_ATTRIBUTE, "%s", lua_tostring(L, -1));
    }
    bind_push_rng(L, 1, false);
    return 1;
}

/* RandomState(seed) is seeded as np.random.seed(seed) seeds. */
static int l_random_state(lua_State *L) {
    static const bind_sig sig = {"RandomState", "seed", 0};
    bind_args(L, &sig);
    if (is_bits(L, 1)) return bind_push_rng(L, 1, true), 1;
    bind_push_seed(L, 0);
    bind_push_bitgen(L, ND_MT19937, 2);
    bind_push_rng(L, 3, true);
    if (!bind_given(L, 1)) return 1;
    lua_getfield(L, 4, "seed");
    lua_pushvalue(L, 1);
    lua_call(L, 1, 0);
    return 1;
}

/* The names of the module are the methods of one RandomState over the state's own stream. */
void bind_open_generators(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"default_rng", l_default_rng}, {"Generator", l_generator}, {"RandomState", l_random_state}, {NULL, NULL},
    };
    int module = lua_gettop(L);
    luaL_setfuncs(L, functions, 0);
    bind_push_seed(L, 0);
    bind_push_bitgen(L, ND_MT19937, lua_gettop(L));
    ((bind_bits *)lua_touserdata(L, -1))->g.mt = bind_random(bind_state_of(L));
    bind_push_rng(L, lua_gettop(L), true);
    int object = lua_gettop(L);
    push_methods(L, true);
    lua_pushnil(L);
    while (lua_next(L, object + 1)) {
        const char *name = lua_tostring(L, -2);
        if (!only_generator(name)) {
            bind_push_bound(L, object, lua_gettop(L));
            lua_setfield(L, module, name);
        }
        lua_pop(L, 1);
    }
    lua_settop(L, module);
}
