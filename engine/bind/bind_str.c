/* bind/bind_str.c: Python's str and repr of any value. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "bind/bind_fields.h"
#include "bind/bind_value.h"

/* --- the state's scratch --------------------------------------------------------------------------- */

buf *bind_scratch(lua_State *L) { return &bind_state_at(L)->scratch; }

size_t bind_text_begin(lua_State *L) { return bind_scratch(L)->n; }

void bind_text_push(lua_State *L, size_t mark) {
    buf *b = bind_scratch(L);
    if (buf_failed(b)) {
        buf_free(b);
        buf_init(b);
        bind_error(L, ERR_MEMORY, "not enough memory for text");
    }
    lua_pushlstring(L, b->text + mark, b->n - mark);
    buf_cut(b, mark);
}

/* --- pieces ------------------------------------------------------------------------------------------- */

static void put_text_repr(lua_State *L, const char *text, size_t n, buf *out) {
    size_t    count = bind_decode(text, n, NULL, 0);
    uint32_t *codes = lua_newuserdatauv(L, (count + 1) * sizeof *codes, 0);
    bind_decode(text, n, codes, count);
    nd_print_text_repr(out, codes, count);
    lua_pop(L, 1);
}

static void put_number(lua_State *L, int i, buf *out) {
    if (lua_isinteger(L, i)) buf_printf(out, "%lld", (long long)lua_tointeger(L, i));
    else nd_print_float64(out, lua_tonumber(L, i));
}

enum { DEPTH_MAX = 60 };

static void put_repr(lua_State *L, int i, buf *out, int depth);

static void put_items(lua_State *L, int i, ptrdiff_t n, buf *out, int depth) {
    const char *const *names = bind_tuple_names(L, i);
    luaL_checkstack(L, 8, "lists inside each other");
    for (ptrdiff_t k = 0; k < n; k++) {
        if (k) buf_puts(out, ", ");
        if (names) buf_printf(out, "%s=", names[k + 1]);
        bind_items_get(L, i, (size_t)k);
        put_repr(L, lua_gettop(L), out, depth + 1);
        lua_pop(L, 1);
    }
}

static void put_sequence(lua_State *L, int i, buf *out, int depth) {
    const char *const *names = bind_tuple_names(L, i);
    bool               tuple = bind_is_tuple(L, i);
    ptrdiff_t          n = bind_seq_len(L, i);
    if (names) buf_puts(out, names[0]);
    buf_putc(out, tuple ? '(' : '[');
    if (depth > DEPTH_MAX) buf_puts(out, "...");
    else put_items(L, i, n, out, depth);
    if (tuple && n == 1) buf_putc(out, ',');
    buf_putc(out, tuple ? ')' : ']');
}

static void put_range(lua_State *L, int i, buf *out) {
    const bind_range *r = lua_touserdata(L, i);
    buf_printf(out, "range(%lld, %lld", (long long)r->start, (long long)r->stop);
    if (r->step != 1) buf_printf(out, ", %lld", (long long)r->step);
    buf_putc(out, ')');
}

/* A table of items only, as it would be written; others as Lua names them. */
static bool put_table(lua_State *L, int i, buf *out, int depth) {
    lua_Integer n = (lua_Integer)lua_rawlen(L, i), found = 0;
    if (depth > DEPTH_MAX || lua_getmetatable(L, i)) return false;
    luaL_checkstack(L, 8, "tables inside each other");
    lua_pushnil(L);
    while (lua_next(L, i)) {
        lua_pop(L, 1);
        found++;
    }
    if (found != n) return false;
    buf_putc(out, '{');
    put_items(L, i, (ptrdiff_t)n, out, depth);
    buf_putc(out, '}');
    return true;
}

/* What __repr or __tostring says; else Lua's own words. */
static void put_other(lua_State *L, int i, buf *out, bool repr) {
    size_t n;
    if (repr && luaL_getmetafield(L, i, "__repr")) {
        lua_pushvalue(L, i);
        lua_call(L, 1, 1);
    } else luaL_tolstring(L, i, NULL);
    const char *text = lua_tolstring(L, -1, &n);
    if (text) buf_add(out, text, n);
}

static void put_repr(lua_State *L, int i, buf *out, int depth) {
    int top = lua_gettop(L);
    luaL_checkstack(L, 8, "lists inside each other");
    const nd_array *a = bind_to_array(L, i);
    switch (lua_type(L, i)) {
    case LUA_TNUMBER: put_number(L, i, out); return;
    case LUA_TBOOLEAN: buf_puts(out, lua_toboolean(L, i) ? "True" : "False"); return;
    case LUA_TSTRING: put_text_repr(L, lua_tostring(L, i), lua_rawlen(L, i), out); return;
    default: break;
    }
    if (a) nd_repr(out, a, bind_state_at(L)->ctx.print);
    else if (bind_is_tuple(L, i) || bind_is_list(L, i)) put_sequence(L, i, out, depth);
    else if (bind_kind_of(L, i) == BIND_RANGE) put_range(L, i, out);
    else if (lua_type(L, i) != LUA_TTABLE || !put_table(L, i, out, depth)) put_other(L, i, out, true);
    lua_settop(L, top);
}

void bind_repr(lua_State *L, int i, buf *out) { put_repr(L, lua_absindex(L, i), out, 0); }

void bind_str(lua_State *L, int i, buf *out) {
    i = lua_absindex(L, i);
    int             top = lua_gettop(L), type = lua_type(L, i);
    const nd_array *a = bind_to_array(L, i);
    if (type == LUA_TSTRING) buf_add(out, lua_tostring(L, i), lua_rawlen(L, i));
    else if (a) nd_str(out, a, bind_state_at(L)->ctx.print);
    else if (type == LUA_TNUMBER || type == LUA_TBOOLEAN || bind_seq_len(L, i) >= 0) put_repr(L, i, out, 0);
    else put_other(L, i, out, false);
    lua_settop(L, top);
}
