/* bind/bind_suggest.c: the name that was probably meant. */
#include <string.h>

#include "bind/bind_value.h"

enum { LONGEST = 24 };

/* Insertions, deletions, replacements and swaps of neighbours that turn one name into the other. */
static size_t distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b), row[3][LONGEST + 1];
    if (n > LONGEST || m > LONGEST) return LONGEST;
    for (size_t j = 0; j <= m; j++) row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *above = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best) best = above[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best) best = before[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[n % 3][m];
}

void bind_nearest_try(bind_nearest *n, const char *candidate) {
    size_t length = strlen(n->name), most = length < 3 ? 0 : length < 6 ? 1 : 2;
    if (!n->best) n->distance = most + 1;
    size_t d = distance(n->name, candidate);
    if (d >= n->distance) return;
    n->distance = d;
    n->best = candidate;
}

void bind_nearest_table(bind_nearest *n, lua_State *L, int i) {
    i = lua_absindex(L, i);
    lua_pushnil(L);
    while (lua_next(L, i)) {
        lua_pop(L, 1);
        if (lua_type(L, -1) == LUA_TSTRING) bind_nearest_try(n, lua_tostring(L, -1));
    }
}
