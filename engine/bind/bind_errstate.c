/* bind/bind_errstate.c: np.seterr and np.geterr: which floating-point warnings are given. */
#include <string.h>

#include "bind/bind_value.h"

static const struct { const char *name, *begin; } kinds[] = {
    {"divide", "divide by zero"}, {"over", "overflow"}, {"under", "underflow"}, {"invalid", "invalid value"},
};
enum { NKINDS = sizeof kinds / sizeof *kinds };

bool bind_warns(const bind_state *s, const char *category, const char *text) {
    if (!s->fp_ignored || strcmp(category, "RuntimeWarning") != 0) return true;
    for (int k = 0; k < NKINDS; k++)
        if (strncmp(text, kinds[k].begin, strlen(kinds[k].begin)) == 0) return !(s->fp_ignored >> k & 1);
    return true;
}

static int push_modes(lua_State *L) {
    const bind_state *s = bind_state_at(L);
    lua_createtable(L, 0, NKINDS);
    for (int k = 0; k < NKINDS; k++) {
        bool ignored = s->fp_ignored >> k & 1 || strcmp(kinds[k].name, "under") == 0;
        lua_pushstring(L, ignored ? "ignore" : "warn");
        lua_setfield(L, -2, kinds[k].name);
    }
    return 1;
}

static int l_geterr(lua_State *L) {
    static const bind_sig sig = {"geterr", "", 0};
    bind_args(L, &sig);
    return push_modes(L);
}

/* A word at place i into the bits of kinds from first on. */
static unsigned set_mode(lua_State *L, int i, unsigned ignored, unsigned bits) {
    if (!bind_given(L, i)) return ignored;
    luaL_tolstring(L, i, NULL);
    const char *mode = lua_tostring(L, -1);
    if (strcmp(mode, "ignore") == 0) return ignored | bits;
    if (strcmp(mode, "warn") == 0) return ignored & ~bits;
    if (strcmp(mode, "raise") == 0 || strcmp(mode, "call") == 0 || strcmp(mode, "print") == 0 || strcmp(mode, "log") == 0)
        bind_error(L, ERR_NOT_IMPLEMENTED, "seterr: mode '%s' is not supported: 'warn' and 'ignore' are", mode);
    bind_error(L, ERR_VALUE, "invalid error mode %s%s%s", lua_type(L, i) == LUA_TSTRING ? "'" : "", mode, lua_type(L, i) == LUA_TSTRING ? "'" : "");
    return ignored;
}

static int l_seterr(lua_State *L) {
    static const bind_sig sig = {"seterr", "all divide over under invalid", 0};
    bind_args(L, &sig);
    bind_state *s = bind_state_at(L);
    unsigned    ignored = set_mode(L, 1, s->fp_ignored, (1u << NKINDS) - 1);
    for (int k = 0; k < NKINDS; k++) ignored = set_mode(L, k + 2, ignored, 1u << k);
    push_modes(L);
    s->fp_ignored = (uint8_t)ignored;
    return 1;
}

void bind_open_errstate(lua_State *L) {
    static const luaL_Reg functions[] = {{"seterr", l_seterr}, {"geterr", l_geterr}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
