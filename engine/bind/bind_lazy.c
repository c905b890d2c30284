/* bind/bind_lazy.c: functions of np that few texts use: array notation that ships in the program
 * (scripts/prelude/np_*.lua), loaded a part at a time when one of its names is first asked for.
 *
 * The parts run with globals and an np of their own, so that nothing a text assigns can reach them:
 * define(name, params, required, f) puts a function into the text's np.                            */
#include <string.h>

#include "bind/bind_lazy.h"
#include "bind/bind_record.h"
#include "prelude_lua.h"

#define PRIVATE "numpy private"

/* Which part has a name; those that begin with a dot are for C, in the parts' table hooks. */
static const struct { const char *part, *names; } parts[] = {
    {"np_windows", "bartlett blackman hamming hanning kaiser i0"},
    {"np_block", "block"},
    {"np_digits", "base_repr binary_repr"},
    {"np_indices", "diag_indices_from tril_indices_from triu_indices_from mask_indices"},
    {"np_types", "common_type mintypecode isdtype asarray_chkfinite astype require"},
    {"np_emath", "emath"},
    {"np_recfunctions", ".recfunctions"},
    {"np_busday", "is_busday busday_offset busday_count busdaycalendar"},
    {"np_pad", ".pad"},
    {"np_iter", "broadcast nditer"},
    {"np_testing", "testing"},
    {"np_polynomial", "polynomial"},
    {"np_state", "getbufsize setbufsize geterrcall"},
    {"np_histogram", "histogramdd histogram2d .histogram_bins"},
    {"np_stats", ".quantile .cov"},
    {"np_arrays", ".trim_zeros .lexsort .nan_to_num .average .logspace .slice_places"},
};
enum { NPARTS = sizeof parts / sizeof *parts, NFILES = sizeof prelude_lua / sizeof *prelude_lua };

/* The word of a list that begins at *at; its length, 0 at the end. */
static size_t next_word(const char **at) {
    *at += strspn(*at, " ");
    return strcspn(*at, " ");
}

static const char *part_of(const char *name) {
    size_t want = strlen(name);
    for (int k = 0; k < NPARTS; k++)
        for (const char *at = parts[k].names;;) {
            size_t n = next_word(&at);
            if (n == 0) break;
            if (n == want && memcmp(at, name, n) == 0) return parts[k].part;
            at += n;
        }
    return NULL;
}

void bind_lazy_names(void (*each)(const char *name, size_t n, void *user), void *user) {
    for (int k = 0; k < NPARTS; k++)
        for (const char *at = parts[k].names;;) {
            size_t n = next_word(&at);
            if (n == 0) break;
            if (*at != '.') each(at, n, user);
            at += n;
        }
}

/* --- loading ----------------------------------------------------------------------------------------- */

/* define(name, params, required, f): f is called with the values of the signature; params nil: with all. */
static int l_defined(lua_State *L) {
    const bind_sig sig = {lua_tostring(L, lua_upvalueindex(1)), lua_tostring(L, lua_upvalueindex(2)), (int)lua_tointeger(L, lua_upvalueindex(3))};
    int n = sig.params ? bind_args(L, &sig) : lua_gettop(L);
    for (int i = 1; sig.params && i <= n; i++)
        if (bind_is_none(L, i)) lua_pushnil(L), lua_replace(L, i);
    luaL_checkstack(L, 4, NULL);
    lua_pushvalue(L, lua_upvalueindex(4));
    lua_insert(L, 1);
    lua_call(L, n, LUA_MULTRET);
    return lua_gettop(L);
}

static int l_define(lua_State *L) {
    lua_settop(L, 4);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->np_ref);
    lua_insert(L, 1);
    lua_pushvalue(L, 2);
    lua_insert(L, 2);
    lua_pushcclosure(L, l_defined, 4);
    lua_rawset(L, 1);
    return 0;
}

/* wrap(name, params, required, f): the same as a value, for a module. */
static int l_wrap(lua_State *L) {
    lua_settop(L, 4);
    lua_pushcclosure(L, l_defined, 4);
    return 1;
}

/* field(a, name): a field whatever its name, which may be that of an attribute. */
static int l_field(lua_State *L) {
    lua_settop(L, 2);
    nd_array *a = bind_arg_ndarray(L, 1);
    if (nd_is_record(a->dtype) && bind_get_name(L, a, luaL_checkstring(L, 2))) return 1;
    return bind_error(L, ERR_VALUE, "no field of name %s", luaL_checkstring(L, 2));
}

/* publish(name, value): anything else that np has. */
static int l_publish(lua_State *L) {
    lua_settop(L, 2);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->np_ref);
    lua_insert(L, 1);
    lua_rawset(L, 1);
    return 0;
}

/* module(name, table): a module of np that says what it lacks. */
static int l_module(lua_State *L) {
    lua_settop(L, 2);
    bind_make_module(L, luaL_checkstring(L, 1));
    return 1;
}

static void push_private(lua_State *L) {
    if (lua_getfield(L, LUA_REGISTRYINDEX, PRIVATE) == LUA_TTABLE) return;
    lua_pop(L, 1);
    bind_push_clean_globals(L);
    int globals = lua_gettop(L);
    bind_masked_functions(L);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, globals);
    }
    lua_setfield(L, globals, "nd");
    bind_push_np(L), lua_setfield(L, globals, "np");
    lua_newtable(L), lua_setfield(L, globals, "hooks");
    bind_push_none(L), lua_setfield(L, globals, "None");
    lua_pushcfunction(L, l_define), lua_setfield(L, globals, "define");
    lua_pushcfunction(L, l_wrap), lua_setfield(L, globals, "wrap");
    lua_pushcfunction(L, l_field), lua_setfield(L, globals, "field");
    lua_pushcfunction(L, l_publish), lua_setfield(L, globals, "publish");
    lua_pushcfunction(L, l_module), lua_setfield(L, globals, "module");
    lua_pushvalue(L, globals);
    lua_setfield(L, LUA_REGISTRYINDEX, PRIVATE);
}

/* The text of a part as a function, pushed. */
static void push_part(lua_State *L, const char *name) {
    size_t           n = strlen(name);
    notation_out     out;
    notation_failure f;
    err              e;
    for (int k = 0; k < NFILES; k++) {
        const char *file = prelude_lua[k].name, *text = prelude_lua[k].text;
        if (strncmp(file, name, n) || strcmp(file + n, ".lua")) continue;
        if (notation_translate(text, strlen(text), NOTATION_PROGRAM, &out, &f, &e)) bind_error(L, e.code, "%s:%d: %s", name, f.line, e.text);
        int status = luaL_loadbufferx(L, out.lua, out.n, "=np", "t");
        notation_free(&out);
        if (status) lua_error(L);
        return;
    }
    bind_error(L, ERR_INTERNAL, "no part %s", name);
}

static int load_part(lua_State *L) {
    const char *name = lua_tostring(L, 1);
    luaL_checkstack(L, 40, NULL);
    push_private(L);
    push_part(L, name);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->runtime_ref);
    lua_call(L, 1, 1);
    lua_pushvalue(L, 2);
    for (int k = 1; k < 3; k++) {
        const char *up = lua_getupvalue(L, -2, k);
        if (!up) break;
        lua_pop(L, 1);
        if (strcmp(up, "_ENV")) continue;
        if (!lua_setupvalue(L, -2, k)) lua_pop(L, 1);
        break;
    }
    lua_settop(L, 3);
    lua_call(L, 0, 0);
    return 0;
}

/* The table that has name once its part is loaded, pushed. */
static void push_home(lua_State *L, const char *name) {
    if (*name != '.') {
        lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->np_ref);
        return;
    }
    push_private(L);
    lua_getfield(L, -1, "hooks");
    lua_remove(L, -2);
}

bool bind_lazy_get(lua_State *L, const char *name) {
    const char *part = part_of(name);
    if (!part) return false;
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, NULL);
    for (int tries = 0; tries < 2; tries++) {
        push_home(L, name);
        lua_pushstring(L, name + (*name == '.'));
        if (lua_rawget(L, -2) != LUA_TNIL) break;
        lua_settop(L, top);
        if (tries) return false;
        lua_pushcfunction(L, load_part);
        lua_pushstring(L, part);
        lua_call(L, 1, 0);
    }
    lua_replace(L, top + 1);
    lua_settop(L, top + 1);
    return true;
}

int bind_lazy_call(lua_State *L, const char *name, int nargs) {
    if (!bind_lazy_get(L, name)) return bind_error(L, ERR_INTERNAL, "no hook %s", name);
    lua_insert(L, -1 - nargs);
    for (int i = 1; i <= nargs; i++)
        if (bind_is_none(L, -i)) lua_pushnil(L), lua_replace(L, -i - 1);
    lua_call(L, nargs, 1);
    return 1;
}
