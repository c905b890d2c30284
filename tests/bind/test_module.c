/* tests/bind/test_module.c: np in a Lua that is not ours: plain-Lua forms, the host's globals and memory, and
 * programs that ndrill translate has printed.                                                              */
#include <lauxlib.h>
#include <lualib.h>

#include "bind/bind.h"
#include "harness.h"
#include "notation/notation.h"

/* A host's own memory: counted, and ended when `room` is set. */
typedef struct heap { size_t live, room; } heap;

static void *host_memory(void *user, void *p, size_t old, size_t n) {
    heap *h = user;
    if (!p) old = 0;
    if (n > old && h->room && h->live - old + n > h->room) return NULL;
    void *q = n ? realloc(p, n) : NULL;
    if (!n) free(p);
    if (n && !q) return NULL;
    h->live = h->live - old + n;
    return q;
}

static lua_State *new_host(heap *h) {
    lua_State *L = lua_newstate(host_memory, h);
    assert_non_null(L);
    luaL_openlibs(L);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    lua_pushcfunction(L, luaopen_np);
    lua_setfield(L, -2, "np");
    lua_pop(L, 1);
    return L;
}

/* What a program returns, as text. */
static void gives(lua_State *L, const char *program, const char *want) {
    if (luaL_loadstring(L, program) || lua_pcall(L, 0, 1, 0)) fail_msg("%s\n  %s", program, luaL_tolstring(L, -1, NULL));
    const char *got = luaL_tolstring(L, -1, NULL);
    if (strcmp(got, want)) fail_msg("%s\n  gives %s and not %s", program, got, want);
    lua_settop(L, 0);
}

static void plain_lua_forms_work_in_any_lua(void **state) {
    (void)state;
    heap       h = {0};
    lua_State *L = new_host(&h);
    gives(L, "np = require 'np' return np.arange(6):reshape(2, 3)", "[[0 1 2]\n [3 4 5]]");
    gives(L, "return np.array{{1, 2}, {3, 4}}[':, ::-1']", "[[2 1]\n [4 3]]");
    gives(L, "return np.sum(np.ones({2, 3}), {axis = 0})", "[2. 2. 2.]");
    gives(L, "return np.arange(5):gt(2)", "[False False False  True  True]");
    gives(L, "return np.ma.array({1, 2, 3}, {mask = {0, 1, 0}})", "[1 -- 3]");
    gives(L, "return require 'np' == np", "true");
    lua_close(L);
    assert_int_equal(h.live, 0);
}

static void the_hosts_globals_and_threads_are_left_alone(void **state) {
    (void)state;
    heap       h = {0};
    lua_State *L = new_host(&h);
    gives(L, "co = coroutine.wrap(function() coroutine.yield() return np.arange(3) * 2 end) co() before = print np = require 'np' return co()",
          "[0 2 4]");
    gives(L, "return print == before and range == nil and len == nil and None == nil and plt == nil and numpy == nil", "true");
    gives(L, "return coroutine.wrap(function() local np = require 'np' return np.ones(2) end)()", "[1. 1.]");
    gives(L, "setmetatable({}, {__gc = function() np.arange(3):sum() end}) return 1", "1");
    lua_close(L);
    assert_int_equal(h.live, 0);
}

static void an_error_says_where_it_was(void **state) {
    (void)state;
    heap       h = {0};
    lua_State *L = new_host(&h);
    gives(L, "np = require 'np'\nlocal ok, e = pcall(function()\n  return np.arange(3)[7]\nend)\nreturn e.type .. '|' .. tostring(e):match(':%d+: .*')",
          "IndexError|:3: IndexError: index 7 is out of bounds for axis 0 with size 3");
    lua_close(L);
}

static void what_translate_prints_runs(void **state) {
    (void)state;
    static const char source[] = "a = np.arange(6).reshape(2, 3)\nreturn str(a[:, 1:] @ a[:, 1:].T) .. len(range(3))";
    heap              h = {0};
    notation_out      out;
    notation_failure  f;
    err               e;
    lua_State        *L = new_host(&h);
    assert_int_equal(notation_translate(source, sizeof source - 1, NOTATION_PROGRAM, &out, &f, &e), ERR_OK);
    if (luaL_loadstring(L, out.lua)) fail_msg("%s", lua_tostring(L, -1));
    if (luaL_dostring(L, "return require('np').notation()")) fail_msg("%s", luaL_tolstring(L, -1, NULL));
    lua_call(L, 1, 1);
    if (lua_pcall(L, 0, 1, 0)) fail_msg("%s", luaL_tolstring(L, -1, NULL));
    assert_string_equal(lua_tostring(L, -1), "[[ 5 14]\n [14 41]]3");
    notation_free(&out);
    lua_close(L);
    assert_int_equal(h.live, 0);
}

static void a_host_without_memory_gets_an_error(void **state) {
    (void)state;
    size_t failed = 0;
    for (size_t more = 0; more < 400000; more += 7001) {
        heap       h = {0};
        lua_State *L = new_host(&h);
        h.room = h.live + more;
        failed += luaL_dostring(L, "local np = require 'np' local a = np.arange(1000) for i = 1, 20 do a = np.sort(a * 2 + 1) end") != LUA_OK;
        h.room = 0;
        lua_close(L);
        assert_int_equal(h.live, 0);
    }
    assert_true(failed > 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(plain_lua_forms_work_in_any_lua),
        TEST(the_hosts_globals_and_threads_are_left_alone),
        TEST(an_error_says_where_it_was),
        TEST(what_translate_prints_runs),
        TEST(a_host_without_memory_gets_an_error),
    };
    return RUN_TESTS(tests);
}
