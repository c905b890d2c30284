/* bind/bind_box.c: arrays as userdata: the block that the core asks for is the userdata.
 *
 * The core must not be jumped out of, and lua_newuserdatauv jumps when there is no memory.
 * So the very bytes that Lua is going to ask for are reserved first; then it cannot fail. */
#include <string.h>

#include "base/mem.h"
#include "bind/bind_value.h"

/* Push the userdata of an owner, which is on the stack itself or behind one of its views there. */
static bool push_owner(const bind_state *s, lua_State *L, const nd_array *owner) {
    for (int i = lua_gettop(L); i > 0; i--) {
        const nd_array *a = bind_array_at(s, L, i);
        if (!a) continue;
        if (a == owner) return lua_pushvalue(L, i), true;
        if (a->base == owner) return lua_getiuservalue(L, i, 1), true;
    }
    return false;
}

static bool reserve(bind_state *s, lua_State *L, size_t nbytes) {
    if (s->reserve(s, nbytes)) return true;
    lua_gc(L, LUA_GCCOLLECT, 0);
    return s->reserve(s, nbytes);
}

static void *box_block(nd_ctx *c, size_t nbytes, nd_array *keep, err *e) {
    bind_state *s = (bind_state *)(void *)c;
    lua_State  *L = s->now;
    if (!lua_checkstack(L, 8)) return err_set(e, ERR_MEMORY, "too many arrays in one call"), NULL;
    if (keep && !push_owner(s, L, keep)) return err_set(e, ERR_INTERNAL, "the owner of a view is not at hand"), NULL;
    size_t head = keep ? s->view_head : s->owner_head;
    if (nbytes > PTRDIFF_MAX - head || !reserve(s, L, nbytes + head)) {
        if (keep) lua_pop(L, 1);
        return err_set(e, ERR_MEMORY, "not enough memory for %zu bytes", nbytes), NULL;
    }
    nd_array *a = lua_newuserdatauv(L, nbytes, keep ? 1 : 0);
    a->magic = 0;
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->kind_ref[BIND_ARRAY]);
    lua_setmetatable(L, -2);
    if (keep) {
        lua_insert(L, -2);
        lua_setiuservalue(L, -2, 1);
    }
    return a;
}

/* The collector owns arrays; one that was only needed for a moment leaves the stack. */
static void box_drop(nd_ctx *c, nd_array *a) {
    lua_State *L = ((bind_state *)(void *)c)->now;
    if (lua_gettop(L) > 0 && lua_touserdata(L, -1) == a) lua_pop(L, 1);
}

static void box_warn(nd_ctx *c, const char *category, const char *text) {
    const bind_state *s = (bind_state *)(void *)c;
    if (!bind_warns(s, category, text)) return;
    if (s->options.warn) s->options.warn(s->options.user, category, text);
    else fprintf(stderr, "%s: %s\n", category, text);
}

static size_t measure(bind_state *s, lua_State *L, int nuservalues) {
    enum { PROBE = 4000 };
    lua_newuserdatauv(L, PROBE, nuservalues);
    lua_pop(L, 1);
    return s->last_request - PROBE;
}

void bind_open_box(lua_State *L) {
    bind_state *s = bind_state_at(L);
    s->owner_head = measure(s, L, 0);
    s->view_head = measure(s, L, 1);
    s->ctx.block = box_block;
    s->ctx.drop = box_drop;
    s->ctx.warn = box_warn;
}

/* --- the doors --------------------------------------------------------------------------------- */

bind_state *bind_state_of(lua_State *L) { return bind_state_at(L); }

nd_ctx *bind_ctx_of(lua_State *L) {
    bind_state *s = bind_state_at(L);
    s->now = L;
    return &s->ctx;
}

nd_array *bind_to_array(lua_State *L, int index) {
    nd_array *a = bind_array_at(bind_state_at(L), L, index);
    return a && a->magic == ND_MAGIC ? a : NULL;
}

bind_kind bind_kind_of(lua_State *L, int i) {
    const bind_state *s = bind_state_at(L);
    if (lua_type(L, i) != LUA_TUSERDATA || !lua_getmetatable(L, i)) return BIND_OTHER;
    const void *meta = lua_topointer(L, -1);
    lua_pop(L, 1);
    for (int k = 0; k < BIND_NKINDS; k++)
        if (s->kind_at[k] == meta) return (bind_kind)k;
    return BIND_OTHER;
}

void *bind_kind_data(lua_State *L, int i, bind_kind kind) {
    return bind_kind_of(L, i) == kind ? lua_touserdata(L, i) : NULL;
}

void bind_kind_set(lua_State *L, bind_kind kind) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->kind_ref[kind]);
    lua_setmetatable(L, -2);
}

bool bind_is_marked(lua_State *L, int i, bind_mark mark) {
    if (lua_type(L, i) != LUA_TTABLE || !lua_getmetatable(L, i)) return false;
    const void *meta = lua_topointer(L, -1);
    lua_pop(L, 1);
    return meta == bind_state_at(L)->mark_at[mark];
}
