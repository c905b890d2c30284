/* bind/bind_figure.c: a figure's Lua tables as a plot_figure.
 *
 * What the tables hold is described in scripts/prelude/plt.lua. The figure is filled under one
 * lua_pcall, so that nothing of it is lost when Lua runs out of memory half-way.              */
#include <string.h>

#include "base/mem.h"
#include "bind/bind_plt.h"

/* --- fields ------------------------------------------------------------------------------------ */

static void must(lua_State *L, const void *made, const err *e) {
    if (!made) bind_raise(L, e);
}

/* A field's text as memory of its own; NULL when it has none. Longer ones are cut between characters. */
static char *copy_text(lua_State *L, int i) {
    err         e;
    size_t      n = 0;
    const char *text = lua_type(L, i) == LUA_TSTRING ? lua_tolstring(L, i, &n) : NULL;
    if (!text) return NULL;
    n = strnlen(text, n);
    if (n > PLOT_MAX_TEXT)
        for (n = PLOT_MAX_TEXT; n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80;) n--;
    char *copy = mem_strndup(text, n, &e);
    must(L, copy, &e);
    return copy;
}

static char *text_field(lua_State *L, int i, const char *name) {
    lua_getfield(L, i, name);
    char *text = copy_text(L, -1);
    lua_pop(L, 1);
    return text;
}

static bool bool_field(lua_State *L, int i, const char *name) {
    lua_getfield(L, i, name);
    bool set = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return set;
}

static double number_field(lua_State *L, int i, const char *name) {
    lua_getfield(L, i, name);
    double x = lua_tonumber(L, -1);
    lua_pop(L, 1);
    return x;
}

static int int_field(lua_State *L, int i, const char *name) { return (int)number_field(L, i, name); }

/* An array of float64 as numbers of its own: *n of them. NULL: there is none. */
static double *array_field(lua_State *L, int i, const char *name, size_t *n) {
    err e;
    lua_getfield(L, i, name);
    const nd_array *a = bind_to_array(L, -1);
    lua_pop(L, 1);
    if (!a) return NULL;
    if (a->dtype.type != ND_F64 || !nd_is_c_contiguous(a)) bind_error(L, ERR_INTERNAL, "plt: %s is no array of float64", name);
    if (a->size > PLOT_MAX_NUMBERS) bind_error(L, ERR_VALUE, "plt draws at most %zu numbers, not %zu", PLOT_MAX_NUMBERS, a->size);
    double *x = mem_alloc(a->size, sizeof *x, &e);
    must(L, x, &e);
    if (a->size) memcpy(x, a->data, a->size * sizeof *x);
    *n = a->size;
    return x;
}

/* --- the parts ----------------------------------------------------------------------------------- */

static void take_names(lua_State *L, int i, plot_side *s) {
    err e;
    lua_getfield(L, i, "names");
    if (lua_istable(L, -1)) {
        s->tick_name = mem_zalloc(s->nticks + 1, sizeof *s->tick_name, &e);
        must(L, (void *)s->tick_name, &e);
        for (size_t k = 0; k < s->nticks; k++) {
            lua_rawgeti(L, -1, (lua_Integer)k + 1);
            s->tick_name[k] = copy_text(L, -1);
            if (!s->tick_name[k]) must(L, s->tick_name[k] = mem_strdup("", &e), &e);
            lua_pop(L, 1);
        }
    }
    lua_pop(L, 1);
}

static void take_side(lua_State *L, int i, const char *name, plot_side *s) {
    lua_getfield(L, i, name);
    int t = lua_gettop(L);
    s->label = text_field(L, t, "label");
    s->log = bool_field(L, t, "log");
    lua_getfield(L, t, "from");
    lua_getfield(L, t, "to");
    if (lua_isnumber(L, -1) && lua_isnumber(L, -2)) s->limit = (plot_range){true, lua_tonumber(L, -2), lua_tonumber(L, -1)};
    lua_pop(L, 2);
    s->tick = array_field(L, t, "ticks", &s->nticks);
    s->own_ticks = s->tick != NULL;
    if (s->tick) take_names(L, t, s);
    lua_settop(L, t - 1);
}

static plot_kind kind_field(lua_State *L, int i) {
    lua_getfield(L, i, "kind");
    const char *word = lua_tostring(L, -1);
    int         k = 0;
    while (k < PLOT_NKINDS && strcmp(word ? word : "", plot_kind_word((plot_kind)k))) k++;
    if (k == PLOT_NKINDS) bind_error(L, ERR_INTERNAL, "plt: no kind of series");
    lua_pop(L, 1);
    return (plot_kind)k;
}

static void take_series(lua_State *L, int i, plot_series *s) {
    size_t n = 0, nz = 0;
    s->kind = kind_field(L, i);
    if ((s->x = array_field(L, i, "x", &n))) s->n = n;
    if ((s->y = array_field(L, i, "y", &n))) s->n = n;
    s->z = array_field(L, i, "z", &nz);
    s->w = array_field(L, i, "w", &n);
    s->rows = (size_t)int_field(L, i, "rows"), s->cols = (size_t)int_field(L, i, "cols");
    s->label = text_field(L, i, "label");
    s->color = int_field(L, i, "color");
    s->lower = bool_field(L, i, "lower");
    lua_getfield(L, i, "marker");
    if (lua_isstring(L, -1)) s->marker = lua_tostring(L, -1)[0];
    lua_getfield(L, i, "line");
    if (lua_isstring(L, -1)) strncpy(s->line, lua_tostring(L, -1), sizeof s->line - 1);
    lua_pop(L, 2);
}

static void take_axes(lua_State *L, int i, plot_axes *a) {
    err e;
    a->rows = int_field(L, i, "rows"), a->cols = int_field(L, i, "cols"), a->index = int_field(L, i, "index");
    a->title = text_field(L, i, "title");
    a->legend = bool_field(L, i, "legend"), a->grid = bool_field(L, i, "grid");
    a->hidden = bool_field(L, i, "hidden"), a->equal = bool_field(L, i, "equal");
    take_side(L, i, "x", &a->x);
    take_side(L, i, "y", &a->y);
    lua_getfield(L, i, "series");
    int list = lua_gettop(L);
    for (lua_Integer k = 1, n = luaL_len(L, list); k <= n; k++) {
        plot_series *s = plot_add_series(a, &e);
        must(L, s, &e);
        lua_rawgeti(L, list, k);
        take_series(L, lua_gettop(L), s);
        lua_settop(L, list);
    }
    lua_settop(L, list - 1);
}

static void take_figure(lua_State *L, int i, plot_figure *f) {
    err e;
    f->title = text_field(L, i, "title");
    f->width = number_field(L, i, "width"), f->height = number_field(L, i, "height");
    lua_getfield(L, i, "axes");
    int list = lua_gettop(L);
    for (lua_Integer k = 1, n = luaL_len(L, list); k <= n; k++) {
        plot_axes *a = plot_add_axes(f, &e);
        must(L, a, &e);
        lua_rawgeti(L, list, k);
        take_axes(L, lua_gettop(L), a);
        lua_settop(L, list);
    }
}

/* --- the whole --------------------------------------------------------------------------------------- */

/* (figure as light userdata, table) */
static int fill_figure(lua_State *L) { return take_figure(L, 2, lua_touserdata(L, 1)), 0; }

static int fill_axes(lua_State *L) {
    err        e;
    plot_axes *a = plot_add_axes(lua_touserdata(L, 1), &e);
    must(L, a, &e);
    take_axes(L, 2, a);
    return 0;
}

static plot_figure *figure_by(lua_State *L, int i, lua_CFunction fill, err *e) {
    plot_figure *f = lua_checkstack(L, 8) ? plot_new(e) : NULL;
    if (!f) return NULL;
    i = lua_absindex(L, i);
    int top = lua_gettop(L);
    lua_pushcfunction(L, fill);
    lua_pushlightuserdata(L, f);
    lua_pushvalue(L, i);
    int status = lua_pcall(L, 2, 0, 0);
    if (status == LUA_OK) return f;
    plot_free(f);
    if (status == LUA_ERRMEM) err_set(e, ERR_MEMORY, "not enough memory for the figure");
    else bind_error_read(L, e);
    lua_settop(L, top);
    return NULL;
}

plot_figure *bind_figure_of(lua_State *L, int i, err *e) { return figure_by(L, i, fill_figure, e); }
plot_figure *bind_figure_of_axes(lua_State *L, int i, err *e) { return figure_by(L, i, fill_axes, e); }

/* Pushes the table of the figure that was drawn last. False: there is none. */
static bool push_current(lua_State *L) {
    if (!lua_checkstack(L, 8)) return false;
    lua_pushliteral(L, BIND_PLT_PRIVATE);
    if (lua_rawget(L, LUA_REGISTRYINDEX) != LUA_TTABLE) return false;
    lua_pushliteral(L, "current");
    if (lua_rawget(L, -2) != LUA_TTABLE) return false;
    lua_pushliteral(L, "axes");
    lua_rawget(L, -2);
    bool any = lua_rawlen(L, -1) > 0;
    lua_pop(L, 1);
    return any;
}

bool bind_has_figure(bind_state *s) {
    int  top = lua_gettop(s->L);
    bool any = push_current(s->L);
    lua_settop(s->L, top);
    return any;
}

plot_figure *bind_figure(bind_state *s, err *e) {
    int top = lua_gettop(s->L);
    err_clear(e);
    plot_figure *f = push_current(s->L) ? bind_figure_of(s->L, -1, e) : NULL;
    lua_settop(s->L, top);
    return f;
}
