/* bind/bind_args.c: positional and keyword arguments, spread over the places of a signature. */
#include <stdio.h>
#include <string.h>

#include "bind/bind_value.h"

/* --- signatures ------------------------------------------------------------------------------ */

typedef struct counts {
    int npos, n;          /* those that may be positional; all */
} counts;

static counts count_params(const char *p) {
    counts c = {-1, 0};
    bool   between = true;
    for (; *p; p++) {
        if (*p == '*') c.npos = c.n;
        else if (*p != ' ' && between) c.n++;
        between = *p == ' ' || *p == '*';
    }
    if (c.npos < 0) c.npos = c.n;
    return c;
}

/* A signature's text is counted once: it stands still, and calls are many. */
static counts counts_of(lua_State *L, const char *params) {
    bind_state  *s = bind_state_at(L);
    const size_t at = ((uintptr_t)params >> 3) % BIND_COUNTED;
    if (s->counted[at].params != params) {
        const counts c = count_params(params);
        s->counted[at].params = params, s->counted[at].npos = c.npos, s->counted[at].n = c.n;
    }
    return (counts){s->counted[at].npos, s->counted[at].n};
}

/* Where name stands among params, from 0; -1: nowhere. */
static int find_param(const char *p, const char *name) {
    size_t want = strlen(name);
    for (int k = 0; *p;) {
        size_t n = strcspn(p, " ");
        bool   star = n == 1 && *p == '*';
        if (!star && n == want && memcmp(p, name, n) == 0) return k;
        if (!star && n) k++;
        p += n;
        while (*p == ' ') p++;
    }
    return -1;
}

/* Appends 'a', or 'a', 'b' and 'c' as the count asks. */
static void list_missing(lua_State *L, const bind_sig *sig, const int *missing, int n) {
    const char *p = sig->params;
    char        text[256] = "";
    size_t      used = 0;
    for (int k = 0, found = 0; *p && found < n;) {
        size_t len = strcspn(p, " ");
        bool   star = len == 1 && *p == '*';
        if (!star && k == missing[found]) {
            const char *join = found == 0 ? "" : found == n - 1 ? (n > 2 ? ", and " : " and ") : ", ";
            int         wrote = snprintf(text + used, sizeof text - used, "%s'%.*s'", join, (int)len, p);
            if (wrote > 0 && (size_t)wrote < sizeof text - used) used += (size_t)wrote;
            found++;
        }
        if (!star) k++;
        p += len;
        while (*p == ' ') p++;
    }
    bind_error(L, ERR_TYPE, "%s() missing %d required positional argument%s: %s", sig->name, n, n == 1 ? "" : "s", text);
}

/* --- keyword tables ----------------------------------------------------------------------------- */

static bool all_named(lua_State *L, int i) {
    bool any = false;
    lua_pushnil(L);
    while (lua_next(L, i)) {
        any = true;
        lua_pop(L, 1);
        if (lua_type(L, -1) == LUA_TSTRING) continue;
        lua_pop(L, 1);
        return false;
    }
    return any;
}

bool bind_is_keywords(lua_State *L, int i) {
    if (lua_type(L, i) != LUA_TTABLE) return false;
    if (bind_is_marked(L, i, BIND_KEYWORDS)) return true;
    if (lua_getmetatable(L, i)) {
        lua_pop(L, 1);
        return false;
    }
    return all_named(L, i);
}

typedef struct spread {
    const char *function, *params;
    int         table;            /* place of the keyword table */
    int         first;            /* place of the first parameter */
    int         npos;             /* parameters that were given by position */
} spread;

static void spread_keywords(lua_State *L, const spread *s) {
    lua_pushnil(L);
    while (lua_next(L, s->table)) {
        const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
        if (!name) bind_error(L, ERR_TYPE, "%s() keywords must be strings", s->function);
        int k = find_param(s->params, name);
        if (k < 0) bind_error(L, ERR_TYPE, "%s() got an unexpected keyword argument '%s'", s->function, name);
        if (k < s->npos) bind_error(L, ERR_TYPE, "%s() got multiple values for argument '%s'", s->function, name);
        lua_replace(L, s->first + k);
    }
}

/* --- the two ways in ---------------------------------------------------------------------------------- */

static void refuse_count(lua_State *L, const bind_sig *sig, counts c, int given) {
    const char *were = given == 1 ? "was" : "were";
    if (sig->required < c.npos)
        bind_error(L, ERR_TYPE, "%s() takes from %d to %d positional arguments but %d %s given", sig->name, sig->required, c.npos, given, were);
    bind_error(L, ERR_TYPE, "%s() takes %d positional argument%s but %d %s given", sig->name, c.npos, c.npos == 1 ? "" : "s", given, were);
}

/* NumPy's own words of functions that it has in C. */
static bool is_compiled(const char *name) {
    static const char *const names[] = {"array", "asarray", "asanyarray", "ascontiguousarray", "asfortranarray", "empty", "zeros", "astype"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return true;
    return false;
}

static void refuse_compiled(lua_State *L, const bind_sig *sig, int missing) {
    const char *p = sig->params;
    for (; missing > 0; missing--) p += strcspn(p, " ") + 1;
    bind_error(L, ERR_TYPE, "%s() missing required argument '%.*s' (pos 0)", sig->name, (int)strcspn(p, " "), p);
}

static void check_required(lua_State *L, const bind_sig *sig, int npos) {
    int missing[16], n = 0;
    for (int k = 0; k < sig->required && n < 16; k++) {
        if (!lua_isnil(L, k + 1)) continue;
        if (k < npos)
            bind_error_hint(L, ERR_TYPE, "nil is what a name that was never assigned holds: is it spelled right?",
                            "%s(): argument %d is nil", sig->name, k + 1);
        missing[n++] = k;
    }
    if (n && is_compiled(sig->name)) refuse_compiled(L, sig, missing[0]);
    if (n) list_missing(L, sig, missing, n);
}

int bind_args(lua_State *L, const bind_sig *sig) {
    const counts c = counts_of(L, sig->params);
    int          top = lua_gettop(L);
    bool         named = top > 0 && top <= c.n + 1 && bind_is_keywords(L, top);
    if (named && top > c.npos + 1) named = false;
    int npos = named ? top - 1 : top;
    if (npos > c.npos) refuse_count(L, sig, c, npos);
    luaL_checkstack(L, c.n + 8, NULL);
    if (named) {
        lua_settop(L, c.n + 1 > top ? c.n + 1 : top);
        if (top != c.n + 1) {
            lua_copy(L, top, c.n + 1);
            lua_pushnil(L);
            lua_replace(L, top);
        }
        spread_keywords(L, &(spread){sig->name, sig->params, c.n + 1, 1, npos});
    }
    lua_settop(L, c.n);
    check_required(L, sig, npos);
    return c.n;
}

int bind_args_any(lua_State *L, const char *function, const char *names) {
    const counts c = counts_of(L, names);
    int          top = lua_gettop(L);
    bool         named = top > 0 && bind_is_keywords(L, top);
    int          npos = named ? top - 1 : top, table = npos + c.n + 1;
    luaL_checkstack(L, c.n + 8, NULL);
    if (named) {
        lua_settop(L, table);
        if (top != table) {
            lua_copy(L, top, table);
            lua_pushnil(L);
            lua_replace(L, top);
        }
        spread_keywords(L, &(spread){function, names, table, npos + 1, 0});
    }
    lua_settop(L, npos + c.n);
    return npos;
}

bool bind_given(lua_State *L, int i) { return !lua_isnoneornil(L, i) && !bind_is_none(L, i); }
