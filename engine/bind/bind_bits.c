/* bind/bind_bits.c: the bit generators as objects. */
#include "bind/bind_generator.h"

#include <stdio.h>
#include <string.h>

static int l_bits_index(lua_State *L);
static int l_bits_newindex(lua_State *L);
static int l_bits_text(lua_State *L);

void bind_push_bitgen(lua_State *L, nd_bits_kind kind, int at) {
    static const luaL_Reg meta[] = {{"__index", l_bits_index}, {"__newindex", l_bits_newindex}, {"__tostring", l_bits_text}, {NULL, NULL}};
    uint32_t   words[624];
    bind_bits *b = lua_newuserdatauv(L, sizeof *b, 1);
    bind_seed_words(L, at, words, nd_bits_seed_words(kind));
    nd_bits_seed(&b->g, kind, words, &b->mt);
    lua_pushvalue(L, at);
    lua_setiuservalue(L, -2, 1);
    bind_make_object(L, BIND_BITS, meta);
}

/* Upvalue: the kind. */
static int l_bits_new(lua_State *L) {
    nd_bits_kind   kind = (nd_bits_kind)lua_tointeger(L, lua_upvalueindex(1));
    const bind_sig sig = {nd_bits_name(kind), "seed", 0};
    bind_args(L, &sig);
    if (!bind_is_seed(L, 1)) {
        bind_push_seed(L, 1);
        lua_replace(L, 1);
    }
    bind_push_bitgen(L, kind, 1);
    return 1;
}

static int l_bits_raw(lua_State *L) {
    static const bind_sig sig = {"random_raw", "self size output", 1};
    err     e;
    bind_args(L, &sig);
    nd_bitgen *g = &((bind_bits *)luaL_checkudata(L, 1, BIND_BITS))->g;
    nd_size    size = bind_arg_size(L, 2);
    bool       wanted = bind_arg_bool(L, 3, true);
    nd_array  *a = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_U64), size.ndim < 0 ? 0 : size.ndim, size.shape, 'C', &e), &e);
    for (size_t i = 0; i < a->size; i++) ((uint64_t *)(void *)a->data)[i] = nd_bits_raw(g);
    if (!wanted) return bind_push_none(L), 1;
    if (size.ndim < 0) a->flags |= ND_SCALAR;
    return bind_result(L, a, NULL);
}

static bind_bits *need_pcg(lua_State *L, const char *method) {
    bind_bits *b = luaL_checkudata(L, 1, BIND_BITS);
    if (b->g.kind != ND_PCG64 && b->g.kind != ND_PCG64DXSM)
        bind_error(L, ERR_NOT_IMPLEMENTED, "%s() is there for PCG64 and PCG64DXSM only", method);
    return b;
}

static int l_bits_advance(lua_State *L) {
    static const bind_sig sig = {"advance", "self delta", 2};
    bind_args(L, &sig);
    int64_t delta = bind_arg_int(L, 2, 0);
    nd_pcg64_advance(&need_pcg(L, "advance")->g, delta < 0 ? UINT64_MAX : 0, (uint64_t)delta);
    lua_settop(L, 1);
    return 1;
}

static int l_bits_jumped(lua_State *L) {
    static const bind_sig sig = {"jumped", "self jumps", 1};
    bind_args(L, &sig);
    const bind_bits *from = need_pcg(L, "jumped");
    int64_t          jumps = bind_arg_int(L, 2, 1);
    if (jumps < 0) bind_error(L, ERR_VALUE, "jumps must not be negative");
    bind_push_seed(L, 0);
    bind_push_bitgen(L, from->g.kind, lua_gettop(L));
    bind_bits *to = lua_touserdata(L, -1);
    to->g = from->g;
    lua_getiuservalue(L, 1, 1);
    lua_setiuservalue(L, -2, 1);
    nd_pcg64_jump(&to->g, (uint64_t)jumps);
    return 1;
}

static int l_bits_spawn(lua_State *L) {
    static const bind_sig sig = {"spawn", "self n_children", 2};
    bind_args(L, &sig);
    const bind_bits *b = luaL_checkudata(L, 1, BIND_BITS);
    lua_getiuservalue(L, 1, 1);
    bind_spawn_seeds(L, 3, bind_arg_int(L, 2, 0));
    int n = (int)bind_list_len(L, 4);
    luaL_checkstack(L, n + 20, "too many children");
    for (int k = 0; k < n; k++) {
        bind_list_get(L, 4, (size_t)k);
        bind_push_bitgen(L, b->g.kind, lua_gettop(L));
        lua_remove(L, -2);
    }
    bind_push_list(L, n);
    return 1;
}

static int push_array64(lua_State *L, const uint64_t *x, ptrdiff_t n) {
    err       e;
    nd_array *a = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_U64), 1, &n, 'C', &e), &e);
    memcpy(a->data, x, nd_nbytes(a));
    return bind_push_array(L, a);
}

static void push_number128(lua_State *L, const uint64_t half[2]) {
    const uint32_t words[] = {(uint32_t)half[1], (uint32_t)(half[1] >> 32), (uint32_t)half[0], (uint32_t)(half[0] >> 32)};
    char           text[48];
    bind_number128(words, text);
    lua_pushstring(L, text);
}

static void push_inner_state(lua_State *L, const bind_bits *b) {
    lua_createtable(L, 0, 2);
    if (b->g.kind == ND_MT19937) {
        ptrdiff_t n = 624;
        err       e;
        nd_array *key = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_U32), 1, &n, 'C', &e), &e);
        memcpy(key->data, b->g.mt->state, nd_nbytes(key));
        lua_setfield(L, -2, "key");
        lua_pushinteger(L, b->g.mt->at);
        lua_setfield(L, -2, "pos");
    } else if (b->g.kind == ND_PCG64 || b->g.kind == ND_PCG64DXSM) {
        push_number128(L, b->g.word);
        lua_setfield(L, -2, "state");
        push_number128(L, b->g.word + 2);
        lua_setfield(L, -2, "inc");
    } else {
        push_array64(L, b->g.word, 4);
        lua_setfield(L, -2, b->g.kind == ND_PHILOX ? "counter" : "state");
        if (b->g.kind == ND_PHILOX) push_array64(L, b->g.key, 2), lua_setfield(L, -2, "key");
    }
}

/* Numbers of 128 bits are texts: Lua has none. */
static int push_bits_state(lua_State *L, const bind_bits *b) {
    lua_createtable(L, 0, 4);
    lua_pushstring(L, nd_bits_name(b->g.kind));
    lua_setfield(L, -2, "bit_generator");
    push_inner_state(L, b);
    lua_setfield(L, -2, "state");
    if (b->g.kind == ND_MT19937) return 1;
    lua_pushinteger(L, b->g.has_half);
    lua_setfield(L, -2, "has_uint32");
    lua_pushinteger(L, b->g.half);
    lua_setfield(L, -2, "uinteger");
    return 1;
}

/* --- bits.state = state --------------------------------------------------------------------------------- */

/* Field name of the table at place i: an integer, or digits. */
static void read_number128(lua_State *L, int i, const char *name, uint64_t half[2]) {
    uint32_t word[4] = {0};
    lua_getfield(L, i, name);
    const char *text = lua_tostring(L, -1);
    if (!text || strspn(text, "0123456789") != strlen(text) || !*text || !bind_digits(text, word, 4))
        bind_error(L, ERR_VALUE, "state must have a number '%s' of at most 128 bits", name);
    half[0] = (uint64_t)word[3] << 32 | word[2];
    half[1] = (uint64_t)word[1] << 32 | word[0];
    lua_pop(L, 1);
}

static void read_array(lua_State *L, int i, const char *name, size_t n, size_t width, void *to) {
    err e;
    lua_getfield(L, i, name);
    nd_array *a = bind_arg_asarray(L, lua_gettop(L));
    if (a->size != n) bind_error(L, ERR_VALUE, "state must have %zu numbers '%s'", n, name);
    a = bind_need(L, nd_astype(bind_ctx_of(L), a, nd_dtype_of(width == 4 ? ND_U32 : ND_U64), 'C', &e), &e);
    memcpy(to, a->data, n * width);
}

static int64_t read_field(lua_State *L, int i, const char *name) {
    lua_getfield(L, i, name);
    return bind_arg_int(L, lua_gettop(L), 0);
}

/* The inner table is at place 4. */
static void set_inner_state(lua_State *L, bind_bits *b) {
    if (b->g.kind == ND_MT19937) {
        int64_t at = read_field(L, 4, "pos");
        if (at < 0 || at > 624) bind_error(L, ERR_VALUE, "pos must be from 0 to 624");
        read_array(L, 4, "key", 624, 4, b->g.mt->state);
        b->g.mt->at = (int)at;
    } else if (b->g.kind == ND_SFC64) {
        read_array(L, 4, "state", 4, 8, b->g.word);
    } else if (b->g.kind == ND_PHILOX) {
        bind_error(L, ERR_NOT_IMPLEMENTED, "the state of a Philox cannot be set here");
    } else {
        uint64_t word[4];
        read_number128(L, 4, "state", word);
        read_number128(L, 4, "inc", word + 2);
        memcpy(b->g.word, word, sizeof word);
    }
}

static int l_bits_newindex(lua_State *L) {
    lua_settop(L, 3);
    bind_bits  *b = luaL_checkudata(L, 1, BIND_BITS);
    const char *name = luaL_tolstring(L, 2, NULL), *kind = nd_bits_name(b->g.kind);
    lua_settop(L, 3);
    if (strcmp(name, "state") != 0) bind_error(L, ERR_ATTRIBUTE, "'numpy.random.%s' object has no attribute '%s'", kind, name);
    if (!lua_istable(L, 3)) bind_error(L, ERR_TYPE, "state must be a dict");
    lua_getfield(L, 3, "bit_generator");
    const char *given = lua_tostring(L, -1);
    if (!given || strcmp(given, kind) != 0) bind_error(L, ERR_VALUE, "state must be for a %s PRNG", kind);
    lua_settop(L, 3);
    if (lua_getfield(L, 3, "state") != LUA_TTABLE) bind_error(L, ERR_TYPE, "state must be a dict");
    set_inner_state(L, b);
    b->g.has_half = read_field(L, 3, "has_uint32") != 0;
    b->g.half = (uint32_t)read_field(L, 3, "uinteger");
    return 0;
}

/* --- attributes ---------------------------------------------------------------------------------------- */

static int l_bits_index(lua_State *L) {
    static const luaL_Reg methods[] = {{"random_raw", l_bits_raw}, {"advance", l_bits_advance}, {"jumped", l_bits_jumped},
                                       {"spawn", l_bits_spawn}, {NULL, NULL}};
    lua_settop(L, 2);
    const bind_bits *b = luaL_checkudata(L, 1, BIND_BITS);
    const char      *name = luaL_tolstring(L, 2, NULL);
    for (const luaL_Reg *m = methods; m->name; m++) {
        if (strcmp(m->name, name) != 0) continue;
        lua_pushcfunction(L, m->func);
        bind_push_bound(L, 1, lua_gettop(L));
        return 1;
    }
    if (strcmp(name, "seed_seq") == 0) return lua_getiuservalue(L, 1, 1), 1;
    if (strcmp(name, "state") == 0) return push_bits_state(L, b);
    return bind_error(L, ERR_ATTRIBUTE, "'numpy.random.%s' object has no attribute '%s'", nd_bits_name(b->g.kind), name);
}

static int l_bits_text(lua_State *L) {
    const bind_bits *b = luaL_checkudata(L, 1, BIND_BITS);
    const char      *name = nd_bits_name(b->g.kind);
    char             module[16], text[96];
    size_t           n = 0;
    for (; name[n] && n + 1 < sizeof module; n++) module[n] = name[n] >= 'A' && name[n] <= 'Z' ? (char)(name[n] + 32) : name[n];
    module[b->g.kind == ND_PCG64DXSM ? 5 : n] = 0;
    snprintf(text, sizeof text, "<numpy.random._%s.%s object at %p>", module, name, (const void *)b);
    lua_pushstring(L, text);
    return 1;
}

void bind_open_bits(lua_State *L) {
    for (int kind = 0; kind < ND_NBITS; kind++) {
        lua_pushinteger(L, kind);
        lua_pushcclosure(L, l_bits_new, 1);
        lua_setfield(L, -2, nd_bits_name((nd_bits_kind)kind));
    }
}
