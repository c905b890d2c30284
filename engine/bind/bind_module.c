/* bind/bind_module.c: np.so: np in a Lua that is not ours. `local np = require "np"`.
 *
 * np's state lives in a userdata that the registry keeps to the end. What np calls by name stays out of the
 * host's globals, until a program that was translated (ndrill translate) asks for the notation.           */
#include <string.h>

#include "bind/bind_value.h"

typedef struct module {
    bind_state s;             /* first: reserve_block gets its address */
    lua_Alloc  alloc;         /* the host's */
    void      *user, *kept;   /* a block that is promised */
    size_t     kept_n;
} module;

/* --- memory: the host's, with promises ------------------------------------------------- */

static void *module_memory(void *user, void *p, size_t old, size_t n) {
    module *m = user;
    if (!p && n && n == m->kept_n) {
        void *kept = m->kept;
        m->kept = NULL;
        m->kept_n = 0;
        return kept;
    }
    if (n) m->s.last_request = n;
    return m->alloc(m->user, p, old, n);
}

static void give_back(module *m) {
    if (m->kept) m->alloc(m->user, m->kept, m->kept_n, 0);
    m->kept = NULL;
    m->kept_n = 0;
}

static bool reserve_block(bind_state *s, size_t n) {
    module *m = (module *)(void *)s;
    give_back(m);
    m->kept = m->alloc(m->user, NULL, LUA_TUSERDATA, n);
    m->kept_n = m->kept ? n : 0;
    return m->kept;
}

/* --- the state ------------------------------------------------------------------------------ */

bool bind_is_guest;

static const char registry_key;

bind_state *bind_guest_state(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &registry_key);
    bind_state *s = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return s ? s : *(bind_state **)lua_getextraspace(L);
}

/* Finalizers that come later may still use np: what is closed here opens again by itself. */
static int l_close(lua_State *L) {
    module *m = lua_touserdata(L, 1);
    void   *user;
    give_back(m);
    if (lua_getallocf(L, &user) == module_memory) lua_setallocf(L, m->alloc, m->user);
    scratch_close(&m->s.files);
    scratch_init(&m->s.files);
    buf_free(&m->s.scratch);
    buf_init(&m->s.scratch);
    return 0;
}

static module *new_module(lua_State *L) {
    module *m = lua_newuserdatauv(L, sizeof *m, 0);
    memset(m, 0, sizeof *m);
    bind_state_init(&m->s, L, NULL);
    m->s.guest = true;
    m->s.reserve = reserve_block;
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, l_close);
    lua_setfield(L, -2, "__gc");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &registry_key);
    bind_is_guest = true;
    m->alloc = lua_getallocf(L, &m->user);
    lua_setallocf(L, module_memory, m);
    return m;
}

/* --- opening ------------------------------------------------------------------------------------ */

/* Nothing is collected meanwhile: what Lua asks for is measured. */
static int l_open(lua_State *L) {
    bool running = lua_gc(L, LUA_GCISRUNNING);
    lua_gc(L, LUA_GCSTOP);
    bind_open_box(L);
    bind_open_parts(L);
    if (running) lua_gc(L, LUA_GCRESTART);
    return 0;
}

/* With the table at the top in place of the host's globals. */
static void open_apart(lua_State *L) {
    int own = lua_gettop(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushvalue(L, own);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushcfunction(L, l_open);
    int status = lua_pcall(L, 0, 0, 0);
    lua_pushvalue(L, own + 1);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    if (status) lua_error(L);
    lua_settop(L, own);
}

/* Upvalue: the names of np. What the host has of that name stays, but print shows np's values. */
static int l_notation(lua_State *L) {
    lua_pushglobaltable(L);
    int globals = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, lua_upvalueindex(1)); lua_settop(L, globals + 1)) {
        lua_pushvalue(L, -2);
        bool is_print = lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), "print") == 0;
        if (lua_rawget(L, globals) != LUA_TNIL && !is_print) continue;
        lua_settop(L, globals + 2);
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, globals);
    }
    bind_state *s = bind_state_at(L);
    s->python_print = true;
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->runtime_ref);
    return 1;
}

/* The first time: np with its notation(). */
static int l_make(lua_State *L) {
    err     e;
    module *m = new_module(L);
    if (scratch_open(&m->s.files, ".", 0, &e)) scratch_init(&m->s.files);      /* then no file can be reached */
    lua_newtable(L);
    open_apart(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, m->s.np_ref);
    lua_insert(L, -2);
    lua_pushcclosure(L, l_notation, 1);
    lua_setfield(L, -2, "notation");
    return 0;
}

__attribute__((visibility("default"))) int luaopen_np(lua_State *L) {
    luaL_checkversion(L);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &registry_key) == LUA_TNIL) {
        lua_pushcfunction(L, l_make);
        if (lua_pcall(L, 0, 0, 0)) {
            lua_pushnil(L);
            lua_rawsetp(L, LUA_REGISTRYINDEX, &registry_key);
            return lua_error(L);
        }
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_guest_state(L)->np_ref);
    return 1;
}
