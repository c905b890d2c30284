/* bind/bind_format.c: one float written to order, and bits packed into bytes. */
#include <string.h>

#include "bind/bind_value.h"

/* --- floats --------------------------------------------------------------------------------------------- */

/* The number at place 1 in its own type. */
static nd_dtype read_float(lua_State *L, double room[1], const char **p) {
    const nd_array *a = bind_to_array(L, 1);
    *p = (const char *)room;
    if (a && a->ndim == 0 && nd_is_float(a->dtype)) return *p = a->data, a->dtype;
    room[0] = bind_arg_float(L, 1, 0);
    return nd_dtype_of(ND_F64);
}

static int arg_count(lua_State *L, int i, int missing) {
    if (!bind_given(L, i)) return missing;
    int64_t n = bind_arg_int(L, i, missing);
    if (n < 0 || n > 10000) bind_error(L, ERR_VALUE, "a count of digits from 0 to 10000 was expected");
    return (int)n;
}

static int write_float(lua_State *L, nd_float_layout *how, int trim) {
    double      room[1];
    const char *p, *text = bind_arg_text(L, trim, "k");
    err         e;
    if (strlen(text) != 1 || !strchr("k.0-", *text)) return bind_error(L, ERR_TYPE, "if supplied, trim must be 'k', '.', '0' or '-' found `%s`", text);
    how->trim = *text;
    nd_dtype d = read_float(L, room, &p);
    size_t   mark = bind_text_begin(L);
    bind_must(L, nd_format_float(bind_scratch(L), d, p, how, &e), &e);
    bind_text_push(L, mark);
    return 1;
}

static int l_positional(lua_State *L) {
    static const bind_sig sig = {"format_float_positional", "x precision unique fractional trim sign pad_left pad_right min_digits", 1};
    bind_args(L, &sig);
    nd_float_layout how = {.precision = arg_count(L, 2, -1), .unique = bind_arg_bool(L, 3, true), .fractional = bind_arg_bool(L, 4, true),
                           .sign = bind_arg_bool(L, 6, false), .pad_left = arg_count(L, 7, -1), .pad_right = arg_count(L, 8, -1),
                           .least = arg_count(L, 9, -1), .exp_digits = -1};
    return write_float(L, &how, 5);
}

static int l_scientific(lua_State *L) {
    static const bind_sig sig = {"format_float_scientific", "x precision unique trim sign pad_left exp_digits min_digits", 1};
    bind_args(L, &sig);
    nd_float_layout how = {.scientific = true, .fractional = true, .precision = arg_count(L, 2, -1), .unique = bind_arg_bool(L, 3, true),
                           .sign = bind_arg_bool(L, 5, false), .pad_left = arg_count(L, 6, -1), .pad_right = -1,
                           .exp_digits = arg_count(L, 7, -1), .least = arg_count(L, 8, -1)};
    return write_float(L, &how, 4);
}

/* --- bits -------------------------------------------------------------------------------------------------- */

static bool arg_little(lua_State *L, int i) {
    const char *text = bind_arg_text(L, i, "big");
    if (*text != 'b' && *text != 'l') bind_error(L, ERR_VALUE, "'order' must be either 'little' or 'big'");
    return *text == 'l';
}

static int l_packbits(lua_State *L) {
    static const bind_sig sig = {"packbits", "a axis bitorder", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    return bind_push_array(L, bind_need(L, nd_packbits(bind_ctx_of(L), a, bind_arg_axis(L, 2, BIND_FLAT), arg_little(L, 3), &e), &e));
}

static int l_unpackbits(lua_State *L) {
    static const bind_sig sig = {"unpackbits", "a axis count bitorder", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    ptrdiff_t count = (ptrdiff_t)bind_arg_int(L, 3, 0);
    int       axis = bind_arg_axis(L, 2, BIND_FLAT);
    return bind_push_array(L, bind_need(L, nd_unpackbits(bind_ctx_of(L), a, axis, bind_given(L, 3) ? &count : NULL, arg_little(L, 4), &e), &e));
}

void bind_open_format(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"format_float_positional", l_positional}, {"format_float_scientific", l_scientific},
        {"packbits", l_packbits}, {"unpackbits", l_unpackbits}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
