/* bind/bind_plt.c: the module plt: loads its Lua when it is first used, and gives it what is C:
 * arguments, show, savefig.                                                                     */
#include <string.h>

#include "bind/bind_file.h"
#include "bind/bind_masked.h"
#include "bind/bind_plt.h"
#include "bind/bind_prelude.h"

/* --- what the prelude calls ----------------------------------------------------------------------- */

/* split(...): a table of the positional arguments, their number, the table of keywords or nil. */
static int l_split(lua_State *L) {
    int  n = lua_gettop(L);
    bool named = n > 0 && bind_is_keywords(L, n);
    int  npos = named ? n - 1 : n;
    luaL_checkstack(L, 8, NULL);
    lua_createtable(L, npos, 0);
    for (int i = 1; i <= npos; i++) {
        if (lua_isnil(L, i))
            return bind_error_hint(L, ERR_TYPE, "nil is what a name that was never assigned holds: is it spelled right?", "argument %d is nil", i);
        lua_pushvalue(L, i);
        lua_rawseti(L, -2, i);
    }
    lua_pushinteger(L, npos);
    if (named) lua_pushvalue(L, n);
    else lua_pushnil(L);
    return 3;
}

static int l_list(lua_State *L) { return bind_push_list(L, lua_gettop(L)), 1; }
static int l_tuple(lua_State *L) { return bind_push_tuple(L, lua_gettop(L)), 1; }

/* limits(axes, "x"): from where to where it is drawn. */
static int l_limits(lua_State *L) {
    err          e;
    bool         vertical = strcmp(luaL_checkstring(L, 2), "y") == 0;
    plot_figure *f = bind_figure_of_axes(L, 1, &e);
    if (!f) return bind_raise(L, &e);
    plot_range r = plot_limits(&f->axes[0], vertical);
    plot_free(f);
    lua_pushnumber(L, r.from);
    lua_pushnumber(L, r.to);
    return 2;
}

/* show(figure): printed, where there is somebody to see it. */
static int l_show(lua_State *L) {
    err          e;
    bind_state  *s = bind_state_at(L);
    if (s->options.columns <= 0) return 0;
    plot_figure *f = bind_figure_of(L, 1, &e);
    if (!f) return bind_raise(L, &e);
    size_t mark = bind_text_begin(L);
    plot_draw(bind_scratch(L), f, &(plot_look){.columns = s->options.columns, .ascii = s->options.ascii, .colour = s->options.colour});
    plot_free(f);
    bind_text_push(L, mark);
    size_t      n;
    const char *text = lua_tolstring(L, -1, &n);
    bind_write(s, text, n);
    return 0;
}

static err_code hand_over(void *user, nd_sink *sink, void *place, err *e) {
    const nd_word *picture = user;
    return sink(place, picture->text, picture->n, e);
}

/* save(figure, file, format, dpi) */
static int l_save(lua_State *L) {
    err          e = {0};
    bool         svg = strcmp(luaL_checkstring(L, 3), "svg") == 0;
    double       dpi = luaL_checknumber(L, 4);
    plot_figure *f = bind_figure_of(L, 1, &e);
    if (!f) return bind_raise(L, &e);
    size_t   mark = bind_text_begin(L);
    err_code code = ERR_OK;
    if (svg) plot_svg(bind_scratch(L), f);
    else code = plot_png(bind_scratch(L), f, dpi, &e);
    plot_free(f);
    if (code) return bind_raise(L, &e);
    bind_text_push(L, mark);
    lua_insert(L, 1);
    lua_remove(L, 2);
    lua_settop(L, 2);
    lua_insert(L, 1);                  /* the file at 1, the picture at 2 */
    nd_word picture = {.text = NULL};
    picture.text = lua_tolstring(L, 2, &picture.n);
    bind_file_write(L, 1, NULL, hand_over, &picture);
    return 0;
}

/* --- loading ------------------------------------------------------------------------------------------ */

static int l_part(lua_State *L) {
    bind_prelude_run(L, luaL_checkstring(L, 1), "=plt", BIND_PLT_PRIVATE);
    return 0;
}

/* The module at 1 fills itself. */
static int fill_module(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"split", l_split}, {"list", l_list}, {"tuple", l_tuple}, {"limits", l_limits}, {"show", l_show}, {"save", l_save}, {NULL, NULL},
    };
    bind_prelude_begin(L, BIND_PLT_PRIVATE, l_part);
    lua_getfield(L, -1, "nd");
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
    lua_pushvalue(L, 1), lua_setfield(L, -2, "plt");
    bind_prelude_run(L, "plt", "=plt", BIND_PLT_PRIVATE);
    return 0;
}

/* Wholly or not at all: memory may run out half-way. */
static void load(lua_State *L) {
    lua_pushcfunction(L, fill_module);
    lua_pushvalue(L, 1);
    if (lua_pcall(L, 1, 0, 0) == LUA_OK) return;
    lua_pushnil(L);
    lua_setfield(L, LUA_REGISTRYINDEX, BIND_PLT_PRIVATE);
    lua_error(L);
}

/* () : plt is filled. Raises when memory runs out. */
static int l_fill(lua_State *L) {
    luaL_checkstack(L, 20, NULL);
    if (lua_getfield(L, LUA_REGISTRYINDEX, BIND_PLT_PRIVATE) != LUA_TNIL) return 0;
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->plt_ref);
    load(L);
    return 0;
}

void bind_fill_plt(lua_State *L) {
    int top = lua_gettop(L);
    if (!lua_checkstack(L, 4)) return;
    lua_pushcfunction(L, l_fill);
    (void)lua_pcall(L, 0, 0, 0);
    lua_settop(L, top);
}

/* A name that the module lacks: the first one loads it. */
static int l_index(lua_State *L) {
    lua_settop(L, 2);
    luaL_checkstack(L, 20, NULL);
    if (lua_getfield(L, LUA_REGISTRYINDEX, BIND_PLT_PRIVATE) == LUA_TNIL) {
        load(L);
        lua_pushvalue(L, 2);
        if (lua_rawget(L, 1) != LUA_TNIL) return 1;
    }
    lua_settop(L, 2);
    const char  *name = luaL_tolstring(L, 2, NULL);
    bind_nearest near = {.name = name};
    bind_nearest_table(&near, L, 1);
    const char *hint = near.best ? lua_pushfstring(L, "did you mean plt.%s?", near.best) : NULL;
    return bind_error_hint(L, ERR_ATTRIBUTE, hint, "module 'matplotlib.pyplot' has no attribute '%s'", name);
}

static int l_text(lua_State *L) {
    lua_pushliteral(L, "<module 'matplotlib.pyplot'>");
    return 1;
}

void bind_open_plt(lua_State *L) {
    static const luaL_Reg meta[] = {{"__index", l_index}, {"__tostring", l_text}, {NULL, NULL}};
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    luaL_setfuncs(L, meta, 0);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    bind_state_at(L)->plt_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_setglobal(L, "plt");
}
