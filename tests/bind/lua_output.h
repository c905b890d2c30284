/* tests/bind/lua_output.h: what a plain Lua program prints, by Lua itself and by way of the translator. */
#ifndef NDRILL_TESTS_LUA_OUTPUT_H
#define NDRILL_TESTS_LUA_OUTPUT_H

#include <lauxlib.h>
#include <lualib.h>

#include "bind/bind.h"
#include "harness.h"

static void add_output(void *user, const char *text, size_t n) { buf_add(user, text, n); }

static int l_print_to_buf(lua_State *L) {
    buf *out = lua_touserdata(L, lua_upvalueindex(1));
    int  n = lua_gettop(L);
    for (int i = 1; i <= n; i++) {
        size_t      len;
        const char *text = luaL_tolstring(L, i, &len);
        if (i > 1) buf_putc(out, '\t');
        buf_add(out, text, len);
        lua_pop(L, 1);
    }
    buf_putc(out, '\n');
    return 0;
}

/* What may differ: addresses; the line of a comparison over several lines, or of a failure inside a C function,
 * which Lua does not tell. */
static void hide_places(buf *b) {
    size_t k = 0;
    for (size_t i = 0; i < b->n; i++) {
        bool address = b->text[i] == '0' && b->text[i + 1] == 'x', line = strncmp(b->text + i, "program:", 8) == 0;
        if (line) i += 8 + strspn(b->text + i + 8, "0123456789: ");
        if (address) i += strspn(b->text + i, "0123456789abcdefx") - 1;
        if (i < b->n) b->text[k++] = address ? '@' : b->text[i];
    }
    buf_cut(b, k);
}

static void run_by_lua(const char *name, const char *text, size_t n, buf *out) {
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_pushlightuserdata(L, out);
    lua_pushcclosure(L, l_print_to_buf, 1);
    lua_setglobal(L, "print");
    lua_pushfstring(L, "=%s", name);
    const char *start = n && text[0] == '#' ? text + strcspn(text, "\n") : text;
    if (luaL_loadbufferx(L, start, n - (size_t)(start - text), lua_tostring(L, -1), "t") || lua_pcall(L, 0, 0, 0))
        buf_printf(out, "failed: %s\n", luaL_tolstring(L, -1, NULL));
    lua_close(L);
}

static void run_translated(const char *name, const char *text, size_t n, buf *out) {
    err          e;
    bind_problem p = {0};
    bind_options o = {.write = add_output, .user = out};
    bind_state  *s = bind_open(&o, &e);
    assert_non_null(s);
    if (!bind_run(s, name, text, n, NOTATION_PROGRAM, &p)) {
        if (strcmp(p.type, "error")) buf_printf(out, "failed: %s: %s\n", p.type, p.text);
        else if (p.line) buf_printf(out, "failed: %s:%d: %s\n", name, p.line, p.text);
        else buf_printf(out, "failed: %s\n", p.text);
    }
    bind_close(s);
}

static bool same_output(const char *name, const char *text, size_t n) {
    buf lua, ours;
    buf_init(&lua);
    buf_init(&ours);
    run_by_lua(name, text, n, &lua);
    run_translated(name, text, n, &ours);
    hide_places(&lua);
    hide_places(&ours);
    bool same = strcmp(lua.text, ours.text) == 0;
    if (!same) fprintf(stderr, "--- %s\n%.*s\n--- Lua prints\n%s--- translated\n%s\n", name, (int)n, text, lua.text, ours.text);
    buf_free(&ours);
    buf_free(&lua);
    return same;
}

#endif
