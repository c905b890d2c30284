/* bind/bind_names_py.c: the names of Python that an answer uses beside np: len, range, print, sorted.
 *
 * They are globals that plain Lua leaves unset, and print, which is Lua's own unless the text
 * that runs names np.                                                                            */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind_complex.h"
#include "bind/bind_masked.h"

/* --- truth ------------------------------------------------------------------------------------------ */

static bool has_items(lua_State *L, int i) {
    i = lua_absindex(L, i);
    lua_pushnil(L);
    if (!lua_next(L, i)) return false;
    lua_pop(L, 2);
    return true;
}

bool bind_python_truth(lua_State *L, int i) {
    const nd_array *a = bind_to_array(L, i);
    switch (lua_type(L, i)) {
    case LUA_TNIL: return false;
    case LUA_TBOOLEAN: return lua_toboolean(L, i);
    case LUA_TNUMBER: return lua_tonumber(L, i) != 0;
    case LUA_TSTRING: return lua_rawlen(L, i) > 0;
    case LUA_TTABLE: return has_items(L, i);
    default: break;
    }
    if (a) return bind_truth(L, a);
    if (bind_is_masked(L, i)) {
        bind_masked_do(L, "truth", i, i);
        bool truth = lua_toboolean(L, -1);
        lua_pop(L, 1);
        return truth;
    }
    return !bind_is_none(L, i) && bind_seq_len(L, i) != 0;
}

/* --- print ------------------------------------------------------------------------------------------ */

void bind_write(bind_state *s, const char *text, size_t n) {
    if (s->options.write) s->options.write(s->options.user, text, n);
    else fwrite(text, 1, n, stdout);
}

static const char *text_option(lua_State *L, int kw, const char *name, const char *missing) {
    if (lua_getfield(L, kw, name) == LUA_TNIL || bind_is_none(L, -1)) return missing;
    if (lua_type(L, -1) != LUA_TSTRING) bind_error(L, ERR_TYPE, "%s must be None or a string, not %s", name, bind_type_name(L, -1));
    return lua_tostring(L, -1);
}

static void print_python(lua_State *L, int n, const char *sep, const char *end) {
    bind_state *s = bind_state_at(L);
    size_t      mark = bind_text_begin(L);
    for (int i = 1; i <= n; i++) {
        if (i > 1) buf_puts(&s->scratch, sep);
        bind_str(L, i, &s->scratch);
    }
    buf_puts(&s->scratch, end);
    bind_text_push(L, mark);
}

static void print_lua(lua_State *L, int n) {
    size_t mark = bind_text_begin(L);
    for (int i = 1; i <= n; i++) {
        size_t      length;
        const char *text = luaL_tolstring(L, i, &length);
        if (i > 1) buf_putc(bind_scratch(L), '\t');
        buf_add(bind_scratch(L), text, length);
        lua_pop(L, 1);
    }
    buf_putc(bind_scratch(L), '\n');
    bind_text_push(L, mark);
}

static int l_print(lua_State *L) {
    bind_state *s = bind_state_at(L);
    int         n = lua_gettop(L), kw = n > 0 && bind_is_marked(L, n, BIND_KEYWORDS) ? n-- : 0;
    const char *sep = kw ? text_option(L, kw, "sep", " ") : " ", *end = kw ? text_option(L, kw, "end", "\n") : "\n";
    if (n > 0) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, s->printed_ref);
        lua_pushvalue(L, n);
        lua_rawseti(L, -2, 1);
        lua_pop(L, 1);
        s->printed = true;
    }
    if (s->python_print || kw) print_python(L, n, sep, end);
    else print_lua(L, n);
    size_t      length;
    const char *text = lua_tolstring(L, -1, &length);
    bind_write(s, text, length);
    return 0;
}

/* --- numbers ----------------------------------------------------------------------------------------------- */

static int l_len(lua_State *L) {
    luaL_checkany(L, 1);
    if (lua_type(L, 1) == LUA_TSTRING) lua_pushinteger(L, (lua_Integer)bind_decode(lua_tostring(L, 1), lua_rawlen(L, 1), NULL, 0));
    else if (lua_istable(L, 1) || luaL_getmetafield(L, 1, "__len")) lua_len(L, 1);
    else return bind_error(L, ERR_TYPE, "object of type '%s' has no len()", bind_type_name(L, 1));
    return 1;
}

static int l_range(lua_State *L) {
    int     n = lua_gettop(L);
    int64_t at[3] = {0, 0, 1};
    if (n < 1 || n > 3) return bind_error(L, ERR_TYPE, "range expected %s, got %d", n < 1 ? "at least 1 argument" : "at most 3 arguments", n);
    for (int i = 1; i <= n; i++) {
        if (!bind_given(L, i)) return bind_error(L, ERR_TYPE, "'%s' object cannot be interpreted as an integer", bind_type_name(L, i));
        at[n == 1 ? 1 : i - 1] = bind_arg_int(L, i, 0);
    }
    if (at[2] == 0) return bind_error(L, ERR_VALUE, "range() arg 3 must not be zero");
    bind_push_range(L, at[0], at[1], at[2]);
    return 1;
}

static int array_method(lua_State *L, const char *name) {
    for (const luaL_Reg *m = bind_methods; m->name; m++)
        if (strcmp(m->name, name) == 0) return m->func(L);
    return bind_error(L, ERR_INTERNAL, "no method %s", name);
}

static int l_abs(lua_State *L) {
    err       e;
    nd_array *a = bind_to_array(L, 1);
    if (a && (a->flags & ND_SCALAR) && nd_is_complex(a->dtype)) return bind_complex_size(L, a);
    if (a) return bind_result(L, nd_ufunc1(bind_ctx_of(L), ND_ABSOLUTE, a, &e), &e);
    if (bind_is_masked(L, 1)) return bind_masked_do(L, "absolute", 1, 1);
    if (lua_isinteger(L, 1)) {
        lua_Integer x = lua_tointeger(L, 1);
        lua_pushinteger(L, x < 0 ? (lua_Integer)(0u - (lua_Unsigned)x) : x);
    } else if (lua_type(L, 1) == LUA_TNUMBER) lua_pushnumber(L, fabs(lua_tonumber(L, 1)));
    else if (lua_isboolean(L, 1)) lua_pushinteger(L, lua_toboolean(L, 1));
    else return bind_error(L, ERR_TYPE, "bad operand type for abs(): '%s'", bind_type_name(L, 1));
    return 1;
}

/* Ties to even, of tens when digits < 0. */
static int round_integer(lua_State *L, int64_t x, int64_t digits) {
    int64_t unit = 1;
    for (int64_t k = digits; k < 0 && unit < 1000000000000000000; k++) unit *= 10;
    if (digits < -18) return lua_pushinteger(L, 0), 1;
    int64_t part = x % unit, down = x - part, twice = part < 0 ? -part : part;
    if (twice > unit / 2 || (unit > 1 && twice * 2 == unit && (down / unit) % 2)) down += part < 0 ? -unit : unit;
    lua_pushinteger(L, down);
    return 1;
}

static int l_round(lua_State *L) {
    char text[400];
    lua_settop(L, 2);
    if (bind_to_array(L, 1)) return lua_settop(L, bind_given(L, 2) ? 2 : 1), array_method(L, "round");
    if (lua_type(L, 1) != LUA_TNUMBER && !lua_isboolean(L, 1)) return bind_error(L, ERR_TYPE, "type %s doesn't define __round__ method", bind_type_name(L, 1));
    bool    given = bind_given(L, 2);
    int64_t digits = bind_arg_int(L, 2, 0);
    if (!lua_isnumber(L, 1)) return lua_pushinteger(L, lua_toboolean(L, 1)), 1;
    if (lua_isinteger(L, 1)) return round_integer(L, lua_tointeger(L, 1), digits);
    double x = lua_tonumber(L, 1);
    if (!given && isnan(x)) return bind_error(L, ERR_VALUE, "cannot convert float NaN to integer");
    if (!given && isinf(x)) return bind_error(L, ERR_OVERFLOW, "cannot convert float infinity to integer");
    if (!given && fabs(x) < 9e18) return lua_pushinteger(L, (lua_Integer)rint(x)), 1;
    if (digits > 30 || !isfinite(x)) return lua_pushnumber(L, x), 1;
    if (digits < 0) {
        double unit = pow(10, (double)-digits);
        return lua_pushnumber(L, rint(x / unit) * unit), 1;
    }
    snprintf(text, sizeof text, "%.*f", (int)digits, x);
    lua_pushnumber(L, strtod(text, NULL));
    return 1;
}

static bool is_instance(lua_State *L, int i, int type) {
    const bind_pytype *t = bind_kind_data(L, type, BIND_PYTYPE);
    const bind_type   *np = bind_to_type(L, type);
    const nd_array    *a = bind_to_array(L, i);
    if (t && t->type == ND_C128) return a && (a->flags & ND_SCALAR) && a->dtype.type == ND_C128;
    if (t && lua_isboolean(L, i)) return t->type == ND_BOOL || t->type == ND_I64;
    if (t && bind_is_masked(L, i)) return t->name[0] == 'M' || strcmp(t->name, "numpy.ndarray") == 0;
    if (t) return strcmp(bind_type_name(L, i), t->name) == 0;
    if (np && a) return (a->flags & ND_SCALAR) && (np->kinds ? strchr(np->kinds, nd_dtype_kind(a->dtype)) != NULL : a->dtype.type == np->type);
    if (np) return strcmp(bind_type_name(L, i), np->type == ND_I64 ? "int" : np->type == ND_F64 ? "float" : np->type == ND_BOOL ? "bool" : "str") == 0;
    return false;
}

static int l_isinstance(lua_State *L) {
    lua_settop(L, 2);
    ptrdiff_t n = bind_seq_len(L, 2);
    bool      yes = n < 0 && is_instance(L, 1, 2);
    if (n < 0 && !bind_kind_data(L, 2, BIND_PYTYPE) && !bind_to_type(L, 2))
        return bind_error(L, ERR_TYPE, "isinstance() arg 2 must be a type, a tuple of types, or a union");
    for (ptrdiff_t k = 0; k < n && !yes; k++) {
        lua_settop(L, 2);
        bind_seq_get(L, 2, (size_t)k);
        yes = is_instance(L, 1, 3);
    }
    lua_pushboolean(L, yes);
    return 1;
}

/* Of an array, a tuple and a list Python's type; of everything else Lua's. */
static int l_type(lua_State *L) {
    luaL_checkany(L, 1);
    const nd_array *a = bind_to_array(L, 1);
    bool            array = a && !(a->flags & ND_SCALAR);
    if (array) lua_getfield(L, LUA_REGISTRYINDEX, BIND_NDARRAY);
    else if (bind_is_tuple(L, 1)) lua_getfield(L, LUA_REGISTRYINDEX, BIND_TUPLE_TYPE);
    else if (bind_is_list(L, 1)) lua_getfield(L, LUA_REGISTRYINDEX, BIND_LIST_TYPE);
    else lua_pushstring(L, luaL_typename(L, 1));
    return 1;
}

void bind_open_names(lua_State *L) {
    static const luaL_Reg names[] = {
        {"print", l_print}, {"len", l_len}, {"range", l_range}, {"abs", l_abs}, {"round", l_round}, {"isinstance", l_isinstance}, {"type", l_type}, {NULL, NULL},
    };
    lua_pushglobaltable(L);
    luaL_setfuncs(L, names, 0);
    luaL_setfuncs(L, bind_walkers, 0);
    lua_pushboolean(L, true), lua_setfield(L, -2, "True");
    lua_pushboolean(L, false), lua_setfield(L, -2, "False");
    bind_push_none(L), lua_setfield(L, -2, "None");
    lua_pop(L, 1);
}
