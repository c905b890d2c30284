/* grader/uses.c: which of the functions that a question names an answer has called.
 *
 * Before the answer runs, each of them is put behind a function that notes the call and goes on. What is counted is
 * what ran, however it was written; a name in a remark counts for nothing.                             */
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "grader/forms.h"
#include "grader/grade_int.h"

/* Upvalues: the function, where to note the call, the bit. */
static int note_call(lua_State *L) {
    uint32_t *called = lua_touserdata(L, lua_upvalueindex(2));
    *called |= (uint32_t)lua_tointeger(L, lua_upvalueindex(3));
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

/* Arguments: "np.linalg.solve", where, bit. Nothing happens when there is no such function. */
static int watch(lua_State *L) {
    const char *path = lua_tostring(L, 1);
    lua_pushglobaltable(L);
    for (const char *dot; (dot = strchr(path, '.')) != NULL; path = dot + 1) {
        lua_pushlstring(L, path, (size_t)(dot - path));
        if (lua_gettable(L, -2) != LUA_TTABLE) return 0;
    }
    if (lua_getfield(L, -1, path) != LUA_TFUNCTION) return 0;
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    lua_pushcclosure(L, note_call, 3);
    lua_pushstring(L, path);
    lua_insert(L, -2);
    lua_rawset(L, -3);
    return 0;
}

void grade_uses_watch(bind_state *s, const char *names, uint32_t *called) {
    lua_State  *L = bind_lua(s);
    const char *name;
    size_t      n;
    int         top = lua_gettop(L);
    for (size_t i = 0; i < 32 && (n = grade_word(names, i, &name)) > 0; i++) {
        lua_pushcfunction(L, watch);
        lua_pushlstring(L, name, n);
        lua_pushlightuserdata(L, called);
        lua_pushinteger(L, (lua_Integer)1 << i);
        (void)lua_pcall(L, 3, 0, 0);
        lua_settop(L, top);
    }
}
