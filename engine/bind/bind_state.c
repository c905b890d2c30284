/* bind/bind_state.c: a Lua state over base/mem.h, with np in it.
 *
 * Everything that can fail while a state is being made happens under one lua_pcall, so that
 * a state is either whole or not there.                                                      */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "bind/bind_record.h"
#include "bind/bind_file.h"
#include "bind/bind_linalg.h"
#include "bind/bind_char.h"
#include "bind/bind_plt.h"
#include "bind/bind_value.h"

static void *lua_memory(void *user, void *p, size_t old, size_t n) {
    bind_state *s = user;
    if (n == 0) {
        if (p) mem_put(p, old);
        return NULL;
    }
    s->last_request = n;
    return p ? mem_reget(p, old, n) : mem_get(n);
}

static int panic(lua_State *L) {
    fprintf(stderr, "ndrill: Lua failed where nothing catches it: %s\n", lua_isstring(L, -1) ? lua_tostring(L, -1) : "?");
    return 0;
}

/* --- metatables ------------------------------------------------------------------------------------ */

static const char *const kind_names[BIND_NKINDS] = {
    [BIND_ARRAY] = "numpy.ndarray", [BIND_TUPLE] = "tuple", [BIND_LIST] = "list", [BIND_RANGE] = "range",
    [BIND_KEY] = "numpy.key", [BIND_NONE] = "None", [BIND_DTYPE] = "numpy.dtype", [BIND_PYTYPE] = "type", [BIND_MASKED] = "MaskedArray",
};

/* An answer can neither see nor change a metatable. */
static void new_metatable(lua_State *L, const char *name, const void **at, int *ref) {
    luaL_newmetatable(L, name);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    *at = lua_topointer(L, -1);
    lua_pushvalue(L, -1);
    *ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

static void open_kinds(lua_State *L) {
    bind_state *s = bind_state_at(L);
    for (int k = 0; k < BIND_NKINDS; k++) {
        new_metatable(L, kind_names[k], &s->kind_at[k], &s->kind_ref[k]);
        lua_pop(L, 1);
    }
    new_metatable(L, "numpy.keywords", &s->mark_at[BIND_KEYWORDS], &s->mark_ref[BIND_KEYWORDS]);
    new_metatable(L, "numpy.error", &s->mark_at[BIND_ERROR], &s->mark_ref[BIND_ERROR]);
    lua_pop(L, 2);
    lua_newuserdatauv(L, 1, 0);
    bind_kind_set(L, BIND_NONE);
    s->none = lua_touserdata(L, -1);
    s->none_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

static int new_anchor(lua_State *L) {
    lua_newtable(L);
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

static void open_methods(lua_State *L) {
    lua_newtable(L);
    luaL_setfuncs(L, bind_methods, 0);
    bind_state_at(L)->methods_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

static void open_arrays(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->kind_ref[BIND_ARRAY]);
    bind_open_operators(L);
    bind_open_subscripts(L);
    lua_pop(L, 1);
}

/* --- np --------------------------------------------------------------------------------------------- */

typedef struct lazy_search { lua_State *L; bind_nearest *near; } lazy_search;

static void try_lazy(const char *name, size_t n, void *user) {
    lazy_search *s = user;
    bind_nearest_try(s->near, lua_pushlstring(s->L, name, n));
    if (s->near->best != lua_tostring(s->L, -1)) lua_pop(s->L, 1);
}

static int l_no_such_name(lua_State *L) {
    const char *module = lua_tostring(L, lua_upvalueindex(1)), *name = luaL_tolstring(L, 2, NULL);
    bool        top = strcmp(module, "numpy") == 0;
    if (top && lua_type(L, 2) == LUA_TSTRING && (bind_char_module(L, name) || bind_lazy_get(L, name))) return 1;
    bind_nearest near = {.name = name};
    bind_nearest_table(&near, L, 1);
    luaL_checkstack(L, 20, NULL);
    if (top) bind_lazy_names(try_lazy, &(lazy_search){L, &near});
    if (!near.best) return bind_error(L, ERR_ATTRIBUTE, "module '%s' has no attribute '%s'", module, name);
    lua_pushfstring(L, "did you mean np%s.%s?", module + strlen("numpy"), near.best);
    return bind_error_hint(L, ERR_ATTRIBUTE, lua_tostring(L, -1), "module '%s' has no attribute '%s'", module, name);
}

static int l_module_text(lua_State *L) {
    lua_pushfstring(L, "<module '%s'>", lua_tostring(L, lua_upvalueindex(1)));
    return 1;
}

void bind_make_module(lua_State *L, const char *name) {
    lua_createtable(L, 0, 3);
    lua_pushstring(L, name);
    lua_pushcclosure(L, l_no_such_name, 1);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, name);
    lua_pushcclosure(L, l_module_text, 1);
    lua_setfield(L, -2, "__tostring");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

void bind_push_np(lua_State *L) {
    static void (*const parts[])(lua_State *L) = {
        bind_open_create, bind_open_shape, bind_open_take, bind_open_ufunc, bind_open_reduce, bind_open_sort,
        bind_open_join, bind_open_product, bind_open_random, bind_open_close, bind_open_dtype, bind_open_print,
        bind_open_einsum, bind_open_format, bind_open_errstate, bind_open_linalg, bind_open_poly, bind_open_fft, bind_open_explain,
    };
    lua_createtable(L, 0, 1024);       /* growing it name by name costs half of a start */
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) parts[i](L);
    bind_open_files(L);
    lua_getfield(L, LUA_REGISTRYINDEX, BIND_NDARRAY);
    lua_setfield(L, -2, "ndarray");
    lua_getfield(L, LUA_REGISTRYINDEX, BIND_RECARRAY);
    lua_setfield(L, -2, "recarray");
    bind_open_rec(L);
}

static void open_np(lua_State *L) {
    bind_push_np(L);
    bind_open_masked(L);
    static const char *const modules[] = {"numpy.random", "numpy.fft", "numpy.rec", "numpy.linalg"};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        if (lua_getfield(L, -1, modules[i] + strlen("numpy.")) == LUA_TTABLE) bind_make_module(L, modules[i]);
        lua_pop(L, 1);
    }
    bind_make_module(L, "numpy");
    lua_pushvalue(L, -1);
    lua_setglobal(L, "numpy");
    lua_pushvalue(L, -1);
    lua_setglobal(L, "np");
    bind_state_at(L)->np_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

void bind_open_parts(lua_State *L) {
    bind_state *s = bind_state_at(L);
    open_kinds(L);
    s->values_ref = new_anchor(L);
    s->printed_ref = new_anchor(L);
    open_methods(L);
    bind_open_errors(L);
    bind_open_sequences(L);
    bind_open_keys(L);
    bind_open_types(L);
    open_arrays(L);
    open_np(L);
    bind_open_plt(L);
    bind_open_numbers(L);
    bind_open_names(L);
    lua_newtable(L);
    bind_open_runtime(L);
    s->runtime_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

static int open_all(lua_State *L) {
    lua_gc(L, LUA_GCSTOP, 0);
    bind_open_box(L);
    bind_open_sandbox(L, bind_state_at(L)->options.sandbox);
    bind_open_parts(L);
    lua_gc(L, LUA_GCRESTART, 0);
    lua_gc(L, LUA_GCGEN, 0, 0);
    return 0;
}

/* --- open, close --------------------------------------------------------------------------------------- */

static bool reserve(bind_state *s, size_t nbytes) {
    (void)s;
    return mem_reserve(nbytes);
}

void bind_state_init(bind_state *s, lua_State *L, const bind_options *o) {
    if (o) s->options = *o;
    scratch_init(&s->files);
    s->chunk = "";
    s->reserve = reserve;
    s->L = s->now = L;
    buf_init(&s->scratch);
    nd_random_seed(&s->random, (uint32_t)time(NULL));
}

bind_state *bind_open(const bind_options *o, err *e) {
    bind_state *s = mem_zalloc(1, sizeof *s, e);
    if (!s) return NULL;
    bind_state_init(s, NULL, o);
    if (o && (o->scratch || o->scratch_fd > 0)) {
        if (scratch_open(&s->files, o->scratch, o->scratch_fd, e)) {
            mem_free(s);
            return NULL;
        }
        s->files.limit = o->scratch_limit;
    }
    s->L = s->now = lua_newstate(lua_memory, s);
    if (!s->L) {
        err_set(e, ERR_MEMORY, "not enough memory for a Lua state");
        scratch_close(&s->files);
        mem_free(s);
        return NULL;
    }
    lua_atpanic(s->L, panic);
    *(bind_state **)lua_getextraspace(s->L) = s;
    lua_pushcfunction(s->L, open_all);
    int status = lua_pcall(s->L, 0, 0, 0);
    if (status == LUA_OK) return s;
    if (status == LUA_ERRMEM) err_set(e, ERR_MEMORY, "not enough memory for a Lua state");
    else err_set(e, ERR_INTERNAL, "%s", lua_isstring(s->L, -1) ? lua_tostring(s->L, -1) : "the Lua state could not be made");
    bind_close(s);
    return NULL;
}

void bind_close(bind_state *s) {
    if (!s) return;
    lua_close(s->L);
    scratch_close(&s->files);
    mem_unreserve();
    buf_free(&s->scratch);
    mem_free(s);
}

struct lua_State *bind_lua(bind_state *s) { return s->L; }

nd_ctx *bind_ctx(bind_state *s) { return bind_ctx_of(s->L); }

nd_mt19937 *bind_random(bind_state *s) { return &s->random; }
