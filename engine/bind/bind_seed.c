/* bind/bind_seed.c: SeedSequence: entropy as an object that has children. */
#include "bind/bind_generator.h"

#include <string.h>
#include <sys/types.h>
#include <unistd.h>
#ifdef __APPLE__
#include <sys/random.h>
#endif

#include "bind/bind_value.h"

/* --- entropy ------------------------------------------------------------------------------------- */

/* User value 1: what was given as entropy (nil: words are the system's); 2: spawn_key, a tuple. */
typedef struct seed {
    nd_seedseq s;
    uint32_t   children;
    uint32_t   words[4];
} seed;

#define ENTROPY_MAX 4096

typedef struct entropy {
    size_t    n;
    uint32_t *word;              /* ENTROPY_MAX of them: memory that Lua collects */
} entropy;

static void add_integer(lua_State *L, entropy *x, int64_t v) {
    if (v < 0) bind_error(L, ERR_VALUE, "expected non-negative integer");
    if (x->n + 2 > ENTROPY_MAX) bind_error(L, ERR_VALUE, "more than %d words of entropy", ENTROPY_MAX);
    x->n += nd_seed_words((uint64_t)v, x->word + x->n);
}

size_t bind_digits(const char *text, uint32_t *word, size_t room) {
    size_t used = 0;
    for (; *text; text++) {
        uint64_t carry = (uint64_t)(*text - '0');
        for (size_t w = 0; w < used; w++) {
            carry += (uint64_t)word[w] * 10;
            word[w] = (uint32_t)carry;
            carry >>= 32;
        }
        if (carry && used == room) return 0;
        if (carry) word[used++] = (uint32_t)carry;
    }
    return used ? used : 1;
}

/* A number of more than 64 bits, which is a text here because Lua has none: what .entropy gives. */
static bool add_digits(lua_State *L, entropy *x, int i) {
    size_t      n;
    const char *text = lua_type(L, i) == LUA_TSTRING ? lua_tolstring(L, i, &n) : NULL;
    if (!text || n < 19 || n > 600 || strspn(text, "0123456789") != n) return false;
    if (x->n + 64 > ENTROPY_MAX) bind_error(L, ERR_VALUE, "more than %d words of entropy", ENTROPY_MAX);
    x->n += bind_digits(text, x->word + x->n, 64);
    return true;
}

/* The number or sequence of numbers at place i, as 32-bit words. */
static void add_entropy(lua_State *L, entropy *x, int i) {
    int top = lua_gettop(L);
    if (lua_isinteger(L, i)) {
        add_integer(L, x, lua_tointeger(L, i));
        return;
    }
    if (add_digits(L, x, i)) return;
    const nd_array *a = bind_to_array(L, i);
    if (!bind_is_sequence(L, i) && !(a && nd_is_integer(a->dtype)) && bind_kind_of(L, i) != BIND_RANGE) {
        luaL_tolstring(L, i, NULL);
        bind_error(L, ERR_TYPE, "SeedSequence expects int or sequence of ints for entropy not %s", lua_tostring(L, -1));
    }
    bind_push_list_of(L, i);
    for (size_t k = 0, n = bind_list_len(L, top + 1); k < n; k++) {
        bind_list_get(L, top + 1, k);
        if (bind_is_sequence(L, -1)) add_entropy(L, x, lua_gettop(L));
        else if (lua_isinteger(L, -1) || bind_to_array(L, -1)) add_integer(L, x, bind_arg_int(L, lua_gettop(L), 0));
        else bind_error(L, ERR_TYPE, "seed must be integer");
        lua_settop(L, top + 1);
    }
    lua_settop(L, top);
}

/* Where an answer must not reach the system: numbers that follow from the legacy stream, which is not moved. */
static void quiet_entropy(lua_State *L, uint32_t words[4]) {
    const nd_mt19937 *r = bind_random(bind_state_of(L));
    lua_getfield(L, LUA_REGISTRYINDEX, BIND_SEED ".fresh");
    lua_Integer count = lua_tointeger(L, -1) + 1;
    lua_pushinteger(L, count);
    lua_setfield(L, LUA_REGISTRYINDEX, BIND_SEED ".fresh");
    lua_pop(L, 1);
    for (int i = 0; i < 4; i++) words[i] = r->state[i + 1];
    words[3] += (uint32_t)count;
}

static void fresh_entropy(lua_State *L, uint32_t words[4]) {
    if (bind_state_of(L)->options.sandbox || getentropy(words, 4 * sizeof *words)) quiet_entropy(L, words);
}

void bind_number128(const uint32_t words[4], char text[48]) {
    uint32_t left[] = {words[0], words[1], words[2], words[3]};
    int      at = 47;
    text[at] = 0;
    do {
        uint64_t rest = 0;
        for (int i = 3; i >= 0; i--) {
            rest = rest << 32 | left[i];
            left[i] = (uint32_t)(rest / 10);
            rest %= 10;
        }
        text[--at] = (char)('0' + rest);
    } while (left[0] | left[1] | left[2] | left[3]);
    memmove(text, text + at, (size_t)(48 - at));
}

/* --- SeedSequence ---------------------------------------------------------------------------------- */

static seed *seed_at(lua_State *L, int i) { return luaL_testudata(L, i, BIND_SEED); }

/* Mix what the user values of the sequence at the top say into its pool. */
static void mix_pool(lua_State *L) {
    int     at = lua_gettop(L);
    seed   *s = seed_at(L, at);
    entropy x = {0, lua_newuserdatauv(L, ENTROPY_MAX * sizeof(uint32_t), 0)};
    memset(x.word, 0, ENTROPY_MAX * sizeof(uint32_t));
    if (lua_getiuservalue(L, at, 1) == LUA_TNIL) {
        memcpy(x.word, s->words, sizeof s->words);
        x.n = 4;
    } else {
        add_entropy(L, &x, at + 2);
    }
    lua_settop(L, at + 1);
    lua_getiuservalue(L, at, 2);
    size_t own = x.n;
    add_entropy(L, &x, at + 2);
    if (x.n > own && own < s->s.pool_size) {        /* a key is told from entropy: it begins behind the pool */
        lua_settop(L, at + 1);
        memset(x.word + own, 0, (s->s.pool_size - own) * sizeof *x.word);
        x.n = s->s.pool_size;
        lua_getiuservalue(L, at, 2);
        add_entropy(L, &x, at + 2);
    }
    nd_seedseq_mix(&s->s, x.word, x.n);
    lua_settop(L, at);
}

static int l_seed_index(lua_State *L);
static int l_seed_repr(lua_State *L);

static seed *push_raw_seed(lua_State *L) {
    static const luaL_Reg meta[] = {{"__index", l_seed_index}, {"__tostring", l_seed_repr}, {"__repr", l_seed_repr}, {NULL, NULL}};
    seed *s = lua_newuserdatauv(L, sizeof *s, 2);
    memset(s, 0, sizeof *s);
    s->s.pool_size = 4;
    bind_make_object(L, BIND_SEED, meta);
    return s;
}

void bind_push_seed(lua_State *L, int i) {
    seed *s = push_raw_seed(L);
    if (i && bind_given(L, i)) {
        lua_pushvalue(L, i);
        lua_setiuservalue(L, -2, 1);
    } else {
        fresh_entropy(L, s->words);
    }
    bind_push_tuple(L, 0);
    lua_setiuservalue(L, -2, 2);
    mix_pool(L);
}

static int l_seed_new(lua_State *L) {
    static const bind_sig sig = {"SeedSequence", "entropy * spawn_key pool_size n_children_spawned", 0};
    bind_args(L, &sig);
    int64_t pool = bind_arg_int(L, 3, 4), children = bind_arg_int(L, 4, 0);
    if (pool < 4) bind_error(L, ERR_VALUE, "The size of the entropy pool should be at least 4");
    if (pool > ND_SEED_POOL_MAX) bind_error(L, ERR_NOT_IMPLEMENTED, "an entropy pool has at most %d words here", ND_SEED_POOL_MAX);
    seed *s = push_raw_seed(L);
    s->s.pool_size = (size_t)pool;
    s->children = (uint32_t)children;
    if (bind_given(L, 1)) {
        lua_pushvalue(L, 1);
        lua_setiuservalue(L, -2, 1);
    } else {
        fresh_entropy(L, s->words);
    }
    if (bind_given(L, 2)) lua_pushvalue(L, 2);
    else bind_push_tuple(L, 0);
    lua_setiuservalue(L, -2, 2);
    mix_pool(L);
    return 1;
}

/* The sequence at place i with one more number in its key, pushed. */
static void push_child(lua_State *L, int i, uint32_t number) {
    seed *parent = seed_at(L, i), *child = push_raw_seed(L);
    int   at = lua_gettop(L);
    child->s.pool_size = parent->s.pool_size;
    memcpy(child->words, parent->words, sizeof child->words);
    lua_getiuservalue(L, i, 1);
    lua_setiuservalue(L, at, 1);
    lua_getiuservalue(L, i, 2);
    bind_push_list_of(L, at + 1);
    int n = (int)bind_list_len(L, at + 2);
    luaL_checkstack(L, n + 8, "too many numbers in a spawn key");
    for (int k = 0; k < n; k++) bind_list_get(L, at + 2, (size_t)k);
    lua_pushinteger(L, number);
    bind_push_tuple(L, n + 1);
    lua_setiuservalue(L, at, 2);
    lua_settop(L, at);
    mix_pool(L);
}

int bind_spawn_seeds(lua_State *L, int i, int64_t n) {
    seed *s = seed_at(L, i);
    if (!s) bind_error(L, ERR_TYPE, "The underlying SeedSequence does not implement spawning.");
    if (n < 0) bind_error(L, ERR_OVERFLOW, "can't convert negative value to uint32_t");
    if (n > 100000) bind_error(L, ERR_MEMORY, "more than 100000 children at once");
    luaL_checkstack(L, (int)n + 20, "too many children");
    for (int64_t k = 0; k < n; k++) push_child(L, i, s->children++);
    bind_push_list(L, (int)n);
    return 1;
}

static int l_seed_spawn(lua_State *L) {
    static const bind_sig sig = {"spawn", "self n_children", 2};
    bind_args(L, &sig);
    return bind_spawn_seeds(L, 1, bind_arg_int(L, 2, 0));
}

static int l_seed_generate(lua_State *L) {
    static const bind_sig sig = {"generate_state", "self n_words dtype", 2};
    nd_dtype d = nd_dtype_of(ND_U32);
    err      e;
    bind_args(L, &sig);
    bind_arg_dtype(L, 3, &d);
    ptrdiff_t n = (ptrdiff_t)bind_arg_int(L, 2, 0);
    if (d.type != ND_U32 && d.type != ND_U64) bind_error(L, ERR_VALUE, "only support uint32 or uint64");
    nd_array *a = bind_need(L, nd_new(bind_ctx_of(L), d, 1, &n, 'C', &e), &e);
    nd_seedseq_generate(&seed_at(L, 1)->s, (uint32_t *)(void *)a->data, nd_nbytes(a) / 4);
    return bind_push_array(L, a);
}

static void push_entropy(lua_State *L, int i) {
    char text[48];
    if (lua_getiuservalue(L, i, 1) != LUA_TNIL) return;
    lua_pop(L, 1);
    bind_number128(seed_at(L, i)->words, text);
    lua_pushstring(L, text);
}

static int push_seed_state(lua_State *L) {
    const seed *s = seed_at(L, 1);
    lua_createtable(L, 0, 4);
    push_entropy(L, 1);
    lua_setfield(L, -2, "entropy");
    lua_getiuservalue(L, 1, 2);
    lua_setfield(L, -2, "spawn_key");
    lua_pushinteger(L, (lua_Integer)s->s.pool_size);
    lua_setfield(L, -2, "pool_size");
    lua_pushinteger(L, s->children);
    lua_setfield(L, -2, "n_children_spawned");
    return 1;
}

static int push_pool(lua_State *L) {
    const seed *s = seed_at(L, 1);
    ptrdiff_t   n = (ptrdiff_t)s->s.pool_size;
    err         e;
    nd_array   *a = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_U32), 1, &n, 'C', &e), &e);
    memcpy(a->data, s->s.pool, nd_nbytes(a));
    return bind_push_array(L, a);
}

static int l_seed_index(lua_State *L) {
    static const luaL_Reg methods[] = {{"spawn", l_seed_spawn}, {"generate_state", l_seed_generate}, {NULL, NULL}};
    lua_settop(L, 2);
    const seed *s = luaL_checkudata(L, 1, BIND_SEED);
    const char *name = luaL_tolstring(L, 2, NULL);
    for (const luaL_Reg *m = methods; m->name; m++) {
        if (strcmp(m->name, name) != 0) continue;
        lua_pushcfunction(L, m->func);
        bind_push_bound(L, 1, lua_gettop(L));
        return 1;
    }
    if (strcmp(name, "entropy") == 0) return push_entropy(L, 1), 1;
    if (strcmp(name, "spawn_key") == 0) return lua_getiuservalue(L, 1, 2), 1;
    if (strcmp(name, "pool_size") == 0) return lua_pushinteger(L, (lua_Integer)s->s.pool_size), 1;
    if (strcmp(name, "n_children_spawned") == 0) return lua_pushinteger(L, s->children), 1;
    if (strcmp(name, "pool") == 0) return push_pool(L);
    if (strcmp(name, "state") == 0) return push_seed_state(L);
    return bind_error(L, ERR_ATTRIBUTE, "'numpy.random.bit_generator.SeedSequence' object has no attribute '%s'", name);
}

/* Parts that have their usual value are left out. */
static int l_seed_repr(lua_State *L) {
    const seed *s = luaL_checkudata(L, 1, BIND_SEED);
    size_t      mark = bind_text_begin(L);
    buf        *out = bind_scratch(L);
    push_entropy(L, 1);
    buf_puts(out, "SeedSequence(\n    entropy=");
    bind_str(L, lua_gettop(L), out);
    lua_getiuservalue(L, 1, 2);
    bind_push_list_of(L, lua_gettop(L));
    if (bind_list_len(L, lua_gettop(L)) > 0) {
        buf_puts(out, ",\n    spawn_key=");
        bind_repr(L, lua_gettop(L) - 1, out);
    }
    if (s->s.pool_size != 4) buf_printf(out, ",\n    pool_size=%zu", s->s.pool_size);
    if (s->children) buf_printf(out, ",\n    n_children_spawned=%u", s->children);
    buf_puts(out, ",\n)");
    bind_text_push(L, mark);
    return 1;
}

void bind_seed_words(lua_State *L, int i, uint32_t *words, size_t n) { nd_seedseq_generate(&seed_at(L, i)->s, words, n); }

bool bind_is_seed(lua_State *L, int i) { return seed_at(L, i) != NULL; }

void bind_open_seed(lua_State *L) {
    lua_pushcfunction(L, l_seed_new);
    lua_setfield(L, -2, "SeedSequence");
}
