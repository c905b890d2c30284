/* bind/bind_complete.c: names for completion. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "bind/bind_lazy.h"
#include "bind/bind_plt.h"

typedef struct names {
    const char **list;
    size_t       n, room;
    const char  *prefix;
    size_t       length;
} names;

/* A name that does not fit in memory is not offered. Names stay the state's. */
static void add(names *found, const char *name) {
    if (strncmp(name, found->prefix, found->length)) return;
    if (found->n == found->room) {
        size_t       room = found->room ? found->room * 2 : 64;
        const char **list = mem_resize((void *)found->list, room, sizeof *list, NULL);
        if (!list) return;
        found->list = list;
        found->room = room;
    }
    found->list[found->n++] = name;
}

static void add_table(names *found, lua_State *L) {
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pop(L, 1);
        if (lua_type(L, -1) == LUA_TSTRING) add(found, lua_tostring(L, -1));
    }
}

typedef struct lazy_names { names *found; lua_State *L; } lazy_names;

/* Texts on the stack stay until the names have been handed out. */
static void add_lazy(const char *name, size_t n, void *user) {
    lazy_names *l = user;
    if (lua_checkstack(l->L, 2)) add(l->found, lua_pushlstring(l->L, name, n));
}

static void add_members(names *found) {
    for (const char *const *n = bind_attribute_names; *n; n++) add(found, *n);
    for (const luaL_Reg *m = bind_methods; m->name; m++) add(found, m->name);
}

/* Pushes the table that a path like "np.random" leads to, or nil. */
static void push_path(lua_State *L, const char *path) {
    lua_pushglobaltable(L);
    while (*path) {
        size_t n = strcspn(path, ".");
        bool   table = lua_istable(L, -1);
        bool   found = false;
        if (table) lua_pushnil(L);
        while (table && !found && lua_next(L, -2)) {
            const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "";
            found = strlen(key) == n && memcmp(key, path, n) == 0;
            if (!found) lua_pop(L, 1);
        }
        if (found) lua_remove(L, -2);
        else lua_pushnil(L);
        lua_remove(L, -2);
        path += n + (path[n] == '.');
    }
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

void bind_names(bind_state *s, const char *path, const char *prefix, void (*each)(const char *name, void *user), void *user) {
    lua_State *L = s->L;
    names      found = {.prefix = prefix, .length = strlen(prefix)};
    int        top = lua_gettop(L);
    if (!lua_checkstack(L, 10)) return;
    if (strcmp(path, ".") == 0) add_members(&found);
    else {
        if (strcmp(path, "plt") == 0) bind_fill_plt(L);
        push_path(L, path);
        if (lua_istable(L, -1)) add_table(&found, L);
        if (strcmp(path, "np") == 0 || strcmp(path, "numpy") == 0) bind_lazy_names(add_lazy, &(lazy_names){&found, L});
    }
    if (found.n) qsort((void *)found.list, found.n, sizeof *found.list, by_name);
    for (size_t k = 0; k < found.n; k++)
        if (k == 0 || strcmp(found.list[k], found.list[k - 1])) each(found.list[k], user);
    lua_settop(L, top);
    mem_free((void *)found.list);
}
