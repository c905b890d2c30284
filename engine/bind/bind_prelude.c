/* bind/bind_prelude.c: np.ma and plt are Lua that ships in the program (scripts/prelude), loaded a
 * part at a time when it is first asked for.
 *
 * The prelude runs with globals and an np of its own, made anew for it, so that nothing a text
 * assigns can reach it. Its parts share one table, which only the registry knows.                  */
#include <lualib.h>
#include <string.h>

#include "bind/bind_lazy.h"
#include "bind/bind_prelude.h"
#include "prelude_lua.h"

enum { NPARTS = sizeof prelude_lua / sizeof *prelude_lua };

/* Lua's libraries in a table that no text has seen: they are opened with another table of globals. */
void bind_push_clean_globals(lua_State *L) {
    lua_newtable(L);
    int clean = lua_gettop(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushvalue(L, clean);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushcfunction(L, luaopen_base);
    int status = lua_pcall(L, 0, 0, 0);
    lua_pushvalue(L, clean + 1);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    if (status) lua_error(L);
    lua_settop(L, clean);
    lua_pushcfunction(L, luaopen_table), lua_call(L, 0, 1), lua_setfield(L, clean, LUA_TABLIBNAME);
    lua_pushcfunction(L, luaopen_math), lua_call(L, 0, 1), lua_setfield(L, clean, LUA_MATHLIBNAME);
    /* Opening the strings sets the metatable that all texts share: it is put back. */
    lua_pushliteral(L, "");
    bool had = lua_getmetatable(L, -1);
    lua_pushcfunction(L, luaopen_string), lua_call(L, 0, 1), lua_setfield(L, clean, LUA_STRLIBNAME);
    if (had) lua_setmetatable(L, -2);
    lua_settop(L, clean);
}

void bind_prelude_run(lua_State *L, const char *name, const char *shown, const char *key) {
    size_t n = strlen(name);
    for (int k = 0; k < NPARTS; k++) {
        const char *file = prelude_lua[k].name, *text = prelude_lua[k].text;
        if (strncmp(file, name, n) || strcmp(file + n, ".lua")) continue;
        if (luaL_loadbufferx(L, text, strlen(text), shown, "t")) lua_error(L);
        lua_getfield(L, LUA_REGISTRYINDEX, key);
        lua_getfield(L, -1, "globals");
        if (!lua_setupvalue(L, -3, 1)) lua_pop(L, 1);
        lua_call(L, 1, 0);
        return;
    }
    bind_error(L, ERR_INTERNAL, "no part %s", name);
}

/* part(name): runs a part of the prelude once, with the table of what all parts share. */
static int l_part(lua_State *L) {
    bind_prelude_run(L, luaL_checkstring(L, 1), "=np.ma", BIND_MASKED_PRIVATE);
    return 0;
}

void bind_prelude_begin(lua_State *L, const char *key, lua_CFunction part) {
    luaL_checkstack(L, 40, NULL);
    lua_newtable(L);
    int private = lua_gettop(L);
    lua_pushvalue(L, private);
    lua_setfield(L, LUA_REGISTRYINDEX, key);
    bind_push_clean_globals(L), lua_setfield(L, private, "globals");
    bind_masked_functions(L), lua_pushcfunction(L, part), lua_setfield(L, -2, "part"), lua_setfield(L, private, "nd");
    bind_push_np(L), lua_setfield(L, private, "np");
    bind_push_none(L), lua_setfield(L, private, "None");
}

/* The module at 1 fills itself. */
static int fill_module(lua_State *L) {
    bind_prelude_begin(L, BIND_MASKED_PRIVATE, l_part);
    lua_newtable(L), lua_setfield(L, -2, "hooks");
    lua_pushvalue(L, 1), lua_setfield(L, -2, "ma");
    bind_prelude_run(L, "ma", "=np.ma", BIND_MASKED_PRIVATE);
    return 0;
}

/* Wholly or not at all: memory may run out half-way. */
static void load_prelude(lua_State *L, int module) {
    lua_pushcfunction(L, fill_module);
    lua_pushvalue(L, module);
    if (lua_pcall(L, 1, 0, 0) == LUA_OK) return;
    lua_pushnil(L);
    lua_setfield(L, LUA_REGISTRYINDEX, BIND_MASKED_PRIVATE);
    lua_error(L);
}

static bool is_word(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/* Is ".ma" or "ma." among the words of a text? */
static bool names_masked(const char *text) {
    for (const char *at = text; (at = strstr(at, "ma")) != NULL; at += 2) {
        char before = at > text ? at[-1] : ' ';
        if (!is_word(before) && !is_word(at[2]) && (before == '.' || at[2] == '.')) return true;
    }
    return false;
}

void bind_masked_prepare(lua_State *L, const char *text) {
    int top = lua_gettop(L);
    if (!names_masked(text) || lua_getfield(L, LUA_REGISTRYINDEX, BIND_MASKED_PRIVATE) != LUA_TNIL) {
        lua_settop(L, top);
        return;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->np_ref);
    lua_pushliteral(L, "ma");
    if (lua_rawget(L, -2) == LUA_TTABLE) load_prelude(L, lua_gettop(L));
    lua_settop(L, top);
}

/* A name that the module lacks: the first one loads it, later ones may load a part. */
static int l_ma_index(lua_State *L) {
    lua_settop(L, 2);
    if (lua_getfield(L, LUA_REGISTRYINDEX, BIND_MASKED_PRIVATE) == LUA_TNIL) {
        lua_settop(L, 2);
        load_prelude(L, 1);
        lua_pushvalue(L, 2);
        if (lua_rawget(L, 1) != LUA_TNIL) return 1;
    }
    lua_settop(L, 2);
    if (lua_type(L, 2) != LUA_TSTRING) return lua_pushnil(L), 1;
    bind_masked_hook(L, "missing");
    lua_pushvalue(L, 2);
    lua_call(L, 1, 0);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, 1) != LUA_TNIL) return 1;
    bind_nearest near = {.name = lua_tostring(L, 2)};
    bind_nearest_table(&near, L, 1);
    const char *hint = near.best ? lua_pushfstring(L, "did you mean np.ma.%s?", near.best) : NULL;
    return bind_error_hint(L, ERR_ATTRIBUTE, hint, "module 'numpy.ma' has no attribute '%s'", lua_tostring(L, 2));
}

static int l_ma_text(lua_State *L) {
    lua_pushliteral(L, "<module 'numpy.ma'>");
    return 1;
}

void bind_open_masked(lua_State *L) {
    static const luaL_Reg meta[] = {{"__index", l_ma_index}, {"__tostring", l_ma_text}, {NULL, NULL}};
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    luaL_setfuncs(L, meta, 0);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_setglobal(L, "ma");
    lua_setfield(L, -2, "ma");
}
