/* bind/bind_sandbox.c: Lua's own libraries, without what reaches outside or around Lua.
 *
 * Gone everywhere: bytecode (load takes text only, string.dump is away), finalizers (they would
 * run Lua in the middle of the core's work), coroutine.close, and metatables of userdata. A sandbox
 * also has no files and no clock.                                                               */
#include <lualib.h>

#include "bind/bind_value.h"

/* load(chunk, name, mode, env): always mode "t". */
static int l_load(lua_State *L) {
    int n = lua_gettop(L);
    luaL_argexpected(L, lua_isstring(L, 1) || lua_isfunction(L, 1), 1, "function");
    if (n < 3) lua_settop(L, 3), n = 3;
    lua_pushliteral(L, "t");
    lua_replace(L, 3);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, n, LUA_MULTRET);
    return lua_gettop(L);
}

/* setmetatable, hiding __gc from it while it looks. */
static int l_setmetatable(lua_State *L) {
    int n = lua_gettop(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, n >= 2 && (lua_isnil(L, 2) || lua_istable(L, 2)), 2, "nil or table");
    bool has_gc = n >= 2 && lua_istable(L, 2);
    if (has_gc) {
        lua_pushliteral(L, "__gc");
        has_gc = lua_rawget(L, 2) != LUA_TNIL;
        if (!has_gc) lua_pop(L, 1);
    }
    if (has_gc) {
        lua_pushliteral(L, "__gc"), lua_pushnil(L), lua_rawset(L, 2);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    for (int i = 1; i <= n; i++) lua_pushvalue(L, i);
    int status = lua_pcall(L, n, 1, 0);
    if (has_gc) {
        lua_pushliteral(L, "__gc"), lua_pushvalue(L, n + 1), lua_rawset(L, 2);
    }
    return status ? lua_error(L) : 1;
}

static int l_getmetatable(lua_State *L) {
    luaL_checkany(L, 1);
    if (lua_isuserdata(L, 1)) lua_pushboolean(L, false);
    else if (lua_isboolean(L, 1) || lua_type(L, 1) == LUA_TNUMBER) lua_pushnil(L);
    else if (luaL_getmetafield(L, 1, "__metatable") == LUA_TNIL && !lua_getmetatable(L, 1)) lua_pushnil(L);
    return 1;
}

/* The numbers are true; collecting is the allocator's business. */
static int l_collectgarbage(lua_State *L) {
    static const char *const options[] = {"collect", "count", "step", "isrunning", "stop", "restart", "generational", "incremental",
                                          "setpause", "setstepmul", NULL};
    switch (luaL_checkoption(L, 1, "collect", options)) {
    case 1: lua_pushnumber(L, (lua_Number)lua_gc(L, LUA_GCCOUNT) + (lua_Number)lua_gc(L, LUA_GCCOUNTB) / 1024); break;
    case 2:
    case 3: lua_pushboolean(L, true); break;
    case 6:
    case 7: lua_pushliteral(L, "generational"); break;
    default: lua_pushinteger(L, 0); break;
    }
    return 1;
}

static void remove_names(lua_State *L, const char *const *names) {
    for (; *names; names++) {
        lua_pushnil(L);
        lua_setfield(L, -2, *names);
    }
}

/* A global that is replaced by a function keeping the old one as upvalue. */
static void wrap_global(lua_State *L, const char *name, lua_CFunction fn) {
    lua_getglobal(L, name);
    lua_pushcclosure(L, fn, 1);
    lua_setglobal(L, name);
}

static void open_libraries(lua_State *L, const luaL_Reg *libraries) {
    for (; libraries->func; libraries++) {
        luaL_requiref(L, libraries->name, libraries->func, 1);
        lua_pop(L, 1);
    }
}

/* The same numbers in every run. */
static void fix_random(lua_State *L) {
    lua_getglobal(L, "math");
    lua_getfield(L, -1, "randomseed");
    lua_pushinteger(L, 1);
    lua_call(L, 1, 0);
    lua_pop(L, 1);
}

void bind_open_sandbox(lua_State *L, bool sandbox) {
    static const luaL_Reg pure[] = {
        {LUA_GNAME, luaopen_base}, {LUA_STRLIBNAME, luaopen_string}, {LUA_TABLIBNAME, luaopen_table}, {LUA_MATHLIBNAME, luaopen_math},
        {LUA_UTF8LIBNAME, luaopen_utf8}, {LUA_COLIBNAME, luaopen_coroutine}, {NULL, NULL},
    };
    static const luaL_Reg outside[] = {{LUA_IOLIBNAME, luaopen_io}, {LUA_OSLIBNAME, luaopen_os}, {NULL, NULL}};
    static const char *const base_names[] = {"dofile", "loadfile", "warn", NULL};
    open_libraries(L, pure);
    if (!sandbox) open_libraries(L, outside);
    lua_pushglobaltable(L);
    remove_names(L, base_names);
    lua_pop(L, 1);
    lua_getglobal(L, "string"), remove_names(L, (const char *const[]){"dump", NULL});
    lua_getglobal(L, "coroutine"), remove_names(L, (const char *const[]){"close", NULL});
    lua_pop(L, 2);
    wrap_global(L, "load", l_load);
    wrap_global(L, "setmetatable", l_setmetatable);
    lua_register(L, "getmetatable", l_getmetatable);
    lua_register(L, "collectgarbage", l_collectgarbage);
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
    if (sandbox) fix_random(L);
}
