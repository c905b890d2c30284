/* bind/bind_subscript.c: a subscript given as text: a["1:3, ::-1"], the spelling of plain Lua.
 *
 * subscript = item {"," item};  item = slice | integer | "..." | "None" | list;  nothing is evaluated. */
#include <string.h>

#include "bind/bind_value.h"

enum { ITEMS_MAX = 64 };

typedef struct reader {
    lua_State  *L;
    const char *p;
    char        spec[ITEMS_MAX + 1];
    int         n;
} reader;

static void skip(reader *r) {
    while (*r->p == ' ' || *r->p == '\t') r->p++;
}

static bool take(reader *r, const char *word) {
    skip(r);
    size_t n = strlen(word);
    if (strncmp(r->p, word, n)) return false;
    r->p += n;
    return true;
}

/* Pushes an integer. */
static bool take_integer(reader *r) {
    skip(r);
    const char *start = r->p;
    bool        minus = *r->p == '-';
    int64_t     x = 0;
    if (*r->p == '-' || *r->p == '+') r->p++;
    if (*r->p < '0' || *r->p > '9') return r->p = start, false;
    for (; *r->p >= '0' && *r->p <= '9'; r->p++)
        if (__builtin_mul_overflow(x, 10, &x) || __builtin_add_overflow(x, *r->p - '0', &x)) return false;
    lua_pushinteger(r->L, minus ? -x : x);
    return true;
}

/* Pushes a list; lists may be inside. */
static bool take_list(reader *r, int depth) {
    int n = 0;
    if (depth > 8 || !take(r, "[")) return false;
    while (!take(r, "]")) {
        luaL_checkstack(r->L, 4, "a list too long");
        if (n > 0 && !take(r, ",")) return false;
        if (n > 0 && take(r, "]")) break;
        if (!take_list(r, depth + 1) && !take_integer(r)) return false;
        n++;
    }
    bind_push_list(r->L, n);
    return true;
}

static void take_part(reader *r) {
    if (!take_integer(r)) lua_pushnil(r->L);
}

static bool take_item(reader *r) {
    lua_State *L = r->L;
    luaL_checkstack(L, 8, "too many indices");
    if (r->n == ITEMS_MAX) return false;
    if (take(r, "...")) return r->spec[r->n++] = 'e', true;
    if (take(r, "None") || take(r, "newaxis")) return r->spec[r->n++] = 'n', true;
    skip(r);
    if (*r->p == '[') return r->spec[r->n++] = 'i', take_list(r, 0);
    take_part(r);
    bool number = !lua_isnil(L, -1);
    if (!take(r, ":")) return r->spec[r->n++] = 'i', number;
    take_part(r);
    if (take(r, ":")) take_part(r);
    else lua_pushnil(L);
    r->spec[r->n++] = 's';
    return true;
}

bool bind_parse_subscript(lua_State *L, const char *text) {
    int    top = lua_gettop(L);
    reader r = {.L = L, .p = text};
    bool   good = take_item(&r);
    while (good && take(&r, ",")) {
        skip(&r);
        if (*r.p == 0) break;
        good = take_item(&r);
    }
    skip(&r);
    good = good && *r.p == 0;
    if (good) bind_push_key(L, r.spec, top + 1);
    if (good && lua_gettop(L) > top + 1) lua_replace(L, top + 1);
    lua_settop(L, good ? top + 1 : top);
    return good;
}
