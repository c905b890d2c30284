/* bind/bind_times.c: np.datetime64, np.timedelta64, ranges of them, and bytes as single values. */
#include <string.h>

#include "bind/bind_record.h"

/* --- bytes ------------------------------------------------------------------------------------------ */

/* np.bytes_('abc'): the text's own bytes; of a number, as many zeros. */
int bind_call_bytes(lua_State *L) {
    err         e;
    size_t      n = 0;
    const char *text = "";
    const nd_array *a = bind_to_array(L, 2);
    if (lua_type(L, 2) == LUA_TSTRING) text = lua_tolstring(L, 2, &n);
    else if (a && a->ndim == 0 && a->dtype.type == ND_BYTES) return lua_pushvalue(L, 2), 1;
    else if (!lua_isnoneornil(L, 2)) {
        nd_array *x = bind_arg_asarray(L, 2);
        if (x->ndim > 0 || x->dtype.type == ND_STR) return bind_push_array(L, bind_need(L, nd_astype(bind_ctx_of(L), x, nd_dtype_bytes(ND_BYTES, 0), 'K', &e), &e));
        if (!nd_is_integer(x->dtype)) return bind_error(L, ERR_TYPE, "cannot convert '%s' object to bytes", bind_type_name(L, 2));
        n = 0;
    }
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] > 0x7f && lua_gettop(L) < 3) bind_error(L, ERR_TYPE, "string argument without an encoding");
    nd_array *out = bind_need(L, nd_zeros(bind_ctx_of(L), nd_dtype_bytes(ND_BYTES, n ? n : 1), 0, NULL, 'C', &e), &e);
    if (n) memcpy(out->data, text, n);
    out->flags |= ND_SCALAR;
    return bind_push_array(L, out);
}

/* --- dates and durations ------------------------------------------------------------------------------ */

/* 'D', '25s', ('s', 25). */
static nd_dtype read_unit(lua_State *L, int i, nd_type t) {
    char     text[64];
    nd_dtype d = nd_dtype_of(t);
    err      e;
    if (!bind_given(L, i)) return d;
    const nd_dtype *given = bind_kind_data(L, i, BIND_DTYPE);
    if (given && nd_is_time(*given)) return nd_dtype_time(t, (nd_unit)given->unit, given->extra);
    if (bind_is_tuple(L, i) && bind_tuple_len(L, i) == 2) {
        bind_tuple_get(L, i, 0), bind_tuple_get(L, i, 1);
        lua_pushfstring(L, "%d%s", (int)bind_arg_int(L, -1, 1), bind_arg_text(L, lua_gettop(L) - 1, ""));
        i = lua_gettop(L);
    }
    const char *unit = bind_arg_text(L, i, "");
    snprintf(text, sizeof text, "M8[%.40s]", unit);
    if (nd_dtype_parse(text, &d, &e)) bind_error(L, ERR_TYPE, "Invalid datetime unit \"%s\" in metadata", unit);
    return nd_dtype_time(t, (nd_unit)d.unit, d.extra);
}

static int push_time(lua_State *L, nd_dtype d, const nd_scalar *x) {
    err       e;
    nd_array *out = bind_need(L, nd_new(bind_ctx_of(L), d, 0, NULL, 'C', &e), &e);
    bind_must(L, nd_store(d, out->data, *x, &e), &e);
    out->flags |= ND_SCALAR;
    return bind_push_array(L, out);
}

int bind_call_time(lua_State *L, nd_type t) {
    static const nd_char nat[] = {'N', 'a', 'T'};
    err      e;
    nd_dtype d = read_unit(L, 3, t);
    if (lua_isnoneornil(L, 2) || bind_is_none(L, 2)) {
        if (t == ND_TIMEDELTA) return push_time(L, d, &(nd_scalar){.kind = 'i'});
        return push_time(L, d, &(nd_scalar){.kind = 'U', .text = nat, .n = 3});
    }
    nd_array *x = bind_arg_asarray(L, 2);
    if (x->ndim > 0) return bind_push_array(L, bind_need(L, nd_astype(bind_ctx_of(L), x, d, 'K', &e), &e));
    if (!nd_dtype_settle(x->dtype, &d)) bind_must(L, nd_text_unit(x, &d, &e), &e);
    nd_scalar value = nd_load(x->dtype, x->data);
    return push_time(L, d, &value);
}

/* --- ranges ------------------------------------------------------------------------------------------------ */

static bool is_time_at(lua_State *L, int i) {
    const nd_array *a = bind_to_array(L, i);
    return a && nd_is_time(a->dtype);
}

bool bind_wants_times(lua_State *L, const nd_dtype *d) {
    if (d) return nd_is_time(*d);
    return is_time_at(L, 1) || is_time_at(L, 2) || is_time_at(L, 3);
}

/* The value at i as whole steps of d; of a date type, a number is a distance from `from`. */
static int64_t steps_at(lua_State *L, int i, nd_dtype d, int64_t from, bool distance) {
    err       e;
    int64_t   value;
    nd_array *x = bind_arg_asarray(L, i);
    if (x->ndim > 0) bind_error(L, ERR_VALUE, "arange needs single values");
    nd_scalar s = nd_load(x->dtype, x->data);
    nd_dtype  as = distance ? nd_dtype_time(ND_TIMEDELTA, (nd_unit)d.unit, d.extra) : d;
    if (d.type == ND_DATETIME && !distance && (s.kind == 'm' || s.kind == 'i')) {
        as.type = ND_TIMEDELTA;
        bind_must(L, nd_store(as, (char *)&value, s, &e), &e);
        return value == INT64_MIN ? value : (int64_t)((uint64_t)from + (uint64_t)value);
    }
    bind_must(L, nd_store(as, (char *)&value, s, &e), &e);
    return value;
}

/* The unit in which everything given can be counted. */
static nd_dtype common_unit(lua_State *L, nd_dtype d) {
    err e;
    for (int i = 1; i <= 3; i++) {
        nd_dtype  one;
        nd_array *x = bind_given(L, i) ? bind_arg_asarray(L, i) : NULL;
        if (!x || nd_is_numeric(x->dtype)) continue;
        one = x->dtype;
        if (!nd_is_time(one)) {
            one = nd_dtype_of(d.type);
            if (d.type == ND_DATETIME) bind_must(L, nd_text_unit(x, &one, &e), &e);
        }
        bind_must(L, nd_promote(d, one, &d, &e), &e);
    }
    return d;
}

nd_array *bind_arange_times(lua_State *L, const nd_dtype *asked) {
    err      e;
    bool     date = asked ? asked->type == ND_DATETIME : false;
    bool     one = !bind_given(L, 2);
    for (int i = 1; i <= 2 && !asked; i++) date |= is_time_at(L, i) && bind_to_array(L, i)->dtype.type == ND_DATETIME;
    nd_dtype d = asked ? *asked : nd_dtype_of(date ? ND_DATETIME : ND_TIMEDELTA);
    if (d.unit == ND_UNIT_GENERIC) d = common_unit(L, d);
    if (one && date) bind_error(L, ERR_VALUE, "arange requires both a start and a stop for NumPy datetime64 ranges");
    int64_t start = one || !bind_given(L, 1) ? 0 : steps_at(L, 1, d, 0, lua_type(L, 1) == LUA_TNUMBER && date);
    int64_t stop = steps_at(L, one ? 1 : 2, d, start, false), step = bind_given(L, 3) ? steps_at(L, 3, d, 0, true) : 1;
    if (start == INT64_MIN || stop == INT64_MIN || step == INT64_MIN) bind_error(L, ERR_VALUE, "arange: cannot use NaT (not-a-time) datetime values");
    if (step == 0) bind_error(L, ERR_VALUE, "arange: step cannot be zero");
    if (date && d.unit == ND_UNIT_GENERIC) d = nd_dtype_time(ND_DATETIME, ND_UNIT_D, 1);
    nd_array *counts = bind_need(L, nd_arange_int(bind_ctx_of(L), start, stop, step, nd_dtype_of(ND_I64), &e), &e);
    counts->dtype = d;
    return counts;
}

/* --- np.datetime_data, np.datetime_as_string ------------------------------------------------------------------- */

static int l_datetime_data(lua_State *L) {
    static const bind_sig sig = {"datetime_data", "dtype", 1};
    nd_dtype d = nd_dtype_of(ND_F64);
    bind_args(L, &sig);
    bind_arg_dtype(L, 1, &d);
    if (!nd_is_time(d)) return bind_error(L, ERR_TYPE, "cannot get datetime metadata from non-datetime type");
    lua_pushstring(L, nd_unit_name((nd_unit)d.unit));
    lua_pushinteger(L, d.extra);
    bind_push_tuple(L, 2);
    return 1;
}

static int l_datetime_as_string(lua_State *L) {
    static const bind_sig sig = {"datetime_as_string", "arr unit timezone casting", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    nd_ctx   *c = bind_ctx_of(L);
    if (a->dtype.type != ND_DATETIME) return bind_error(L, ERR_TYPE, "input must have type NumPy datetime");
    const char *zone = bind_arg_text(L, 3, "naive");
    const bool  auto_unit = lua_type(L, 2) == LUA_TSTRING && strcmp(lua_tostring(L, 2), "auto") == 0;
    if (strcmp(zone, "naive") && strcmp(zone, "UTC")) return bind_error(L, ERR_VALUE, "Unsupported timezone input string '%s'", zone);
    if (bind_given(L, 2) && !auto_unit) {
        const nd_dtype   d = read_unit(L, 2, ND_DATETIME);
        const nd_casting rule = bind_arg_casting(L, 4, ND_CAST_SAME_KIND);
        if (!nd_can_cast(a->dtype, d, rule)) return bind_error(L, ERR_TYPE, "Cannot create a datetime string as units '%s' from a NumPy datetime with units '%s' according to casting rule '%s'",
                                                               nd_unit_name((nd_unit)d.unit), nd_unit_name((nd_unit)a->dtype.unit), nd_casting_name(rule));
        a = bind_need(L, nd_astype(c, a, d, 'K', &e), &e);
    }
    const bool scalar = a->ndim == 0;
    nd_array  *text = bind_need(L, nd_astype(c, a, nd_dtype_str(0), 'K', &e), &e);
    if (scalar) text->flags |= ND_SCALAR;
    if (strcmp(zone, "UTC") == 0 && a->dtype.unit >= ND_UNIT_H) {
        nd_view z;
        nd_char letter = 'Z';
        nd_view_scalar(&z, nd_dtype_str(1), &letter, 0);
        const nd_dtype width = text->dtype;      /* it has room for the letter */
        text = bind_op2(L, ND_ADD, text, &z.a);
        text = bind_need(L, nd_astype(c, text, width, 'K', &e), &e);
        if (scalar) text->flags |= ND_SCALAR;
    }
    return bind_result(L, text, &e);
}

void bind_open_times(lua_State *L) {
    static const luaL_Reg functions[] = {{"datetime_data", l_datetime_data}, {"datetime_as_string", l_datetime_as_string}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
