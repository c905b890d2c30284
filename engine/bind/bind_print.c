/* bind/bind_print.c: how arrays are written: np.set_printoptions, np.array2string. */
#include <string.h>

#include "bind/bind_value.h"

static const char *const floatmodes[] = {
    [ND_MAXPREC] = "maxprec", [ND_FIXED] = "fixed", [ND_UNIQUE] = "unique", [ND_MAXPREC_EQUAL] = "maxprec_equal",
};

static const char options_key;       /* its address names the state's own options */

static nd_print_options current(lua_State *L) {
    const nd_print_options *o = bind_ctx_of(L)->print;
    return o ? *o : nd_print_defaults;
}

/* The memory the context points at: one block a state, kept by the registry. */
static void make_current(lua_State *L, const nd_print_options *o) {
    nd_print_options *room;
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &options_key) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_newuserdatauv(L, sizeof *room, 0);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &options_key);
    }
    room = lua_touserdata(L, -1);
    *room = *o;
    bind_ctx_of(L)->print = room;
    lua_pop(L, 1);
}

/* --- reading options ---------------------------------------------------------------------------- */

static void read_text(lua_State *L, int i, char text[16]) {
    const char *given = bind_arg_text(L, i, NULL);
    if (!given) return;
    strncpy(text, given, 15);
    text[15] = 0;
}

/* Beyond the bounds nothing changes any more. */
static void read_int(lua_State *L, int i, int *value) {
    int64_t x = bind_arg_int(L, i, *value);
    *value = x > 1000000 ? 1000000 : x < 0 ? 0 : (int)x;
}

static void read_precision(lua_State *L, int i, int *value) {
    read_int(L, i, value);
    if (*value > 800) *value = 800;
}

static void read_floatmode(lua_State *L, int i, nd_print_options *o) {
    const char *text = bind_arg_text(L, i, NULL);
    if (!text) return;
    for (int mode = 0; mode < 4; mode++)
        if (strcmp(text, floatmodes[mode]) == 0) {
            o->floatmode = (nd_floatmode)mode;
            return;
        }
    bind_error(L, ERR_VALUE, "floatmode option must be one of \"fixed\", \"unique\", \"maxprec\", \"maxprec_equal\"");
}

static void read_sign(lua_State *L, int i, nd_print_options *o) {
    const char *text = bind_arg_text(L, i, NULL);
    if (!text) return;
    if (strcmp(text, "-") && strcmp(text, "+") && strcmp(text, " "))
        bind_error(L, ERR_VALUE, "sign option must be one of ' ', '+', or '-'");
    o->sign = text[0];
}

/* threshold=np.inf and sys.maxsize both mean "never". */
static void read_threshold(lua_State *L, int i, nd_print_options *o) {
    if (!bind_given(L, i)) return;
    if (lua_type(L, i) != LUA_TNUMBER && !bind_to_array(L, i)) bind_error(L, ERR_TYPE, "threshold must be numeric");
    double x = bind_arg_float(L, i, 0);
    if (x != x) bind_error(L, ERR_VALUE, "threshold must be non-NAN, try sys.maxsize for untruncated representation");
    o->threshold = x > 2000000000.0 ? 2000000000 : (int)x;
}

#define OPTION_PARAMS "precision threshold edgeitems linewidth suppress nanstr infstr formatter sign floatmode * legacy override_repr"

static void read_options(lua_State *L, nd_print_options *o) {
    if (bind_given(L, 8)) bind_error(L, ERR_NOT_IMPLEMENTED, "formatter= is not supported");
    read_precision(L, 1, &o->precision);
    read_threshold(L, 2, o);
    read_int(L, 3, &o->edgeitems);
    read_int(L, 4, &o->linewidth);
    o->suppress = bind_arg_bool(L, 5, o->suppress);
    read_text(L, 6, o->nanstr);
    read_text(L, 7, o->infstr);
    read_sign(L, 9, o);
    read_floatmode(L, 10, o);
}

static int l_set_printoptions(lua_State *L) {
    static const bind_sig sig = {"set_printoptions", OPTION_PARAMS, 0};
    bind_args(L, &sig);
    nd_print_options o = current(L);
    read_options(L, &o);
    make_current(L, &o);
    return 0;
}

static int l_get_printoptions(lua_State *L) {
    const nd_print_options o = current(L);
    const char             sign[] = {o.sign, 0};
    const struct { const char *name, *text; } texts[] = {
        {"nanstr", o.nanstr}, {"infstr", o.infstr}, {"sign", sign}, {"floatmode", floatmodes[o.floatmode]},
    };
    const struct { const char *name; int value; } numbers[] = {
        {"precision", o.precision}, {"threshold", o.threshold}, {"edgeitems", o.edgeitems}, {"linewidth", o.linewidth},
    };
    lua_newtable(L);
    for (size_t i = 0; i < 4; i++) {
        lua_pushstring(L, texts[i].text);
        lua_setfield(L, -2, texts[i].name);
        lua_pushinteger(L, numbers[i].value);
        lua_setfield(L, -2, numbers[i].name);
    }
    lua_pushboolean(L, o.suppress);
    lua_setfield(L, -2, "suppress");
    return 1;
}

/* --- texts ------------------------------------------------------------------------------------------ */

static int l_array2string(lua_State *L) {
    static const bind_sig sig = {"array2string", "a max_line_width precision suppress_small separator prefix * formatter threshold edgeitems sign floatmode suffix legacy", 1};
    bind_args(L, &sig);
    nd_print_options o = current(L);
    const nd_array  *a = bind_arg_asarray(L, 1);
    read_int(L, 2, &o.linewidth);
    read_precision(L, 3, &o.precision);
    o.suppress = bind_arg_bool(L, 4, o.suppress);
    const char *separator = bind_arg_text(L, 5, " "), *prefix = bind_arg_text(L, 6, "");
    if (bind_given(L, 7)) bind_error(L, ERR_NOT_IMPLEMENTED, "formatter= is not supported");
    read_threshold(L, 8, &o);
    read_int(L, 9, &o.edgeitems);
    read_sign(L, 10, &o);
    read_floatmode(L, 11, &o);
    o.linewidth -= (int)strlen(bind_arg_text(L, 12, ""));
    size_t mark = bind_text_begin(L);
    nd_array2string(bind_scratch(L), a, &o, separator, prefix);
    bind_text_push(L, mark);
    return 1;
}

typedef void write_fn(buf *out, const nd_array *a, const nd_print_options *o);

static int write_array(lua_State *L, const bind_sig *sig, write_fn *fn) {
    bind_args(L, sig);
    nd_print_options o = current(L);
    const nd_array  *a = bind_arg_asarray(L, 1);
    read_int(L, 2, &o.linewidth);
    read_precision(L, 3, &o.precision);
    o.suppress = bind_arg_bool(L, 4, o.suppress);
    size_t mark = bind_text_begin(L);
    fn(bind_scratch(L), a, &o);
    bind_text_push(L, mark);
    return 1;
}

static int l_array_repr(lua_State *L) {
    static const bind_sig sig = {"array_repr", "arr max_line_width precision suppress_small", 1};
    return write_array(L, &sig, nd_repr);
}

static int l_array_str(lua_State *L) {
    static const bind_sig sig = {"array_str", "a max_line_width precision suppress_small", 1};
    return write_array(L, &sig, nd_str);
}

void bind_open_print(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"set_printoptions", l_set_printoptions}, {"get_printoptions", l_get_printoptions},
        {"array2string", l_array2string}, {"array_repr", l_array_repr}, {"array_str", l_array_str}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
