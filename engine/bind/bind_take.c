/* bind/bind_take.c: choosing elements by position or condition, and storing where they were. */
#include <string.h>

#include "bind/bind_call.h"

static char arg_mode(lua_State *L, int i) {
    const char *text = bind_arg_text(L, i, "raise");
    if (strcmp(text, "raise") && strcmp(text, "wrap") && strcmp(text, "clip"))
        bind_error(L, ERR_VALUE, "clipmode must be one of 'clip', 'raise', or 'wrap' (got '%s')", text);
    return text[0];
}

/* --- conditions ------------------------------------------------------------------------------------ */

static int push_nonzero(lua_State *L, const nd_array *a) {
    nd_array *out[ND_MAXDIMS] = {0};
    err       e;
    luaL_checkstack(L, 2 * a->ndim + 8, NULL);
    bind_must(L, nd_nonzero(bind_ctx_of(L), a, out, &e), &e);
    for (int i = 0; i < a->ndim; i++) bind_push_again(L, out[i]);
    bind_push_tuple(L, a->ndim);
    return 1;
}

int bind_l_nonzero(lua_State *L) {
    static const bind_sig sig = {"nonzero", "a", 1};
    bind_args(L, &sig);
    return push_nonzero(L, bind_arg_asarray(L, 1));
}

static int l_where(lua_State *L) {
    static const bind_sig sig = {"where", "condition x y", 1};
    err e;
    bind_args(L, &sig);
    const nd_array *condition = bind_arg_asarray(L, 1);
    bool            x = !lua_isnil(L, 2), y = !lua_isnil(L, 3);
    if (!x && !y) return push_nonzero(L, condition);
    if (!x || !y) bind_error(L, ERR_VALUE, "either both or neither of x and y should be given");
    const nd_array *yes = bind_arg_array(L, 2), *no = bind_arg_array(L, 3);
    nd_array       *out = bind_need(L, nd_where(bind_ctx_of(L), condition, yes, no, &e), &e);
    return bind_push_array(L, bind_unscalar(L, out));
}

static int l_argwhere(lua_State *L) {
    static const bind_sig sig = {"argwhere", "a", 1};
    err e;
    bind_args(L, &sig);
    return bind_push_array(L, bind_need(L, nd_argwhere(bind_ctx_of(L), bind_arg_asarray(L, 1), &e), &e));
}

static int l_flatnonzero(lua_State *L) {
    static const bind_sig sig = {"flatnonzero", "a", 1};
    err e;
    bind_args(L, &sig);
    return bind_push_array(L, bind_need(L, nd_flatnonzero(bind_ctx_of(L), bind_arg_asarray(L, 1), &e), &e));
}

static int l_count_nonzero(lua_State *L) {
    static const bind_sig sig = {"count_nonzero", "a axis * keepdims", 1};
    err               e;
    nd_reduce_options o = {0};
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    o.naxes = bind_arg_axes(L, 2, o.axes);
    o.keepdims = bind_arg_bool(L, 3, false);
    return bind_result(L, nd_reduce(bind_ctx_of(L), ND_COUNT_NONZERO, a, &o, &e), &e);
}

static int l_compress(lua_State *L) {
    static const bind_sig sig = {"compress", "condition a axis out", 2};
    err e;
    bind_args(L, &sig);
    const nd_array *mask = bind_arg_asarray(L, 1);
    nd_array       *a = bind_arg_asarray(L, 2);
    nd_array       *got = nd_compress(bind_ctx_of(L), mask, a, bind_arg_axis(L, 3, BIND_FLAT), &e);
    return bind_give(L, bind_need(L, got, &e), bind_arg_out(L, 4));
}

static int l_extract(lua_State *L) {
    static const bind_sig sig = {"extract", "condition arr", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array *mask = bind_need(L, nd_ravel(c, bind_arg_asarray(L, 1), 'C', &e), &e);
    return bind_result(L, nd_compress(c, mask, bind_arg_asarray(L, 2), BIND_FLAT, &e), &e);
}

/* --- positions ---------------------------------------------------------------------------------------- */

int bind_l_take(lua_State *L) {
    static const bind_sig sig = {"take", "a indices axis out mode", 2};
    err e;
    bind_args(L, &sig);
    nd_array       *a = bind_arg_asarray(L, 1);
    const nd_array *at = bind_arg_asarray(L, 2);
    nd_array       *got = nd_take(bind_ctx_of(L), a, at, bind_arg_axis(L, 3, BIND_FLAT), arg_mode(L, 5), &e);
    bind_need(L, got, &e);
    /* One position of a flat array is one element. */
    if (got->ndim == 0 && !bind_given(L, 4)) got->flags |= ND_SCALAR;
    return bind_give(L, got, bind_arg_out(L, 4));
}

int bind_l_put(lua_State *L) {
    static const bind_sig sig = {"put", "a ind v mode", 3};
    err e;
    bind_args(L, &sig);
    nd_array       *a = bind_arg_ndarray(L, 1);
    const nd_array *at = bind_arg_asarray(L, 2), *v = bind_arg_array(L, 3);
    bind_must(L, nd_put(bind_ctx_of(L), a, at, v, arg_mode(L, 4), &e), &e);
    return 0;
}

static int l_take_along_axis(lua_State *L) {
    static const bind_sig sig = {"take_along_axis", "arr indices axis", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array       *a = bind_arg_asarray(L, 1);
    const nd_array *at = bind_arg_asarray(L, 2);
    int             axis = bind_arg_axis_or(L, 3, -1, BIND_FLAT);
    if (axis == BIND_FLAT) a = bind_need(L, nd_ravel(c, a, 'C', &e), &e), axis = 0;
    return bind_result(L, nd_take_along_axis(c, a, at, axis, &e), &e);
}

/* The keys that address one element for each of at's: a grid of positions on every axis but one. */
static int along_axis_keys(lua_State *L, const nd_array *a, const nd_array *at, int axis, nd_key *keys) {
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    for (int i = 0; i < a->ndim; i++) {
        ptrdiff_t shape[ND_MAXDIMS];
        keys[i] = (nd_key){.kind = ND_KEY_ARRAY, .array = at};
        if (i == axis) continue;
        for (int k = 0; k < a->ndim; k++) shape[k] = k == i ? a->shape[i] : 1;
        nd_array *grid = bind_need(L, nd_arange_int(c, 0, a->shape[i], 1, nd_dtype_of(ND_I64), &e), &e);
        keys[i].array = bind_need(L, nd_reshape(c, grid, a->ndim, shape, 'C', &e), &e);
    }
    return a->ndim;
}

static int l_put_along_axis(lua_State *L) {
    static const bind_sig sig = {"put_along_axis", "arr indices values axis", 4};
    err    e;
    nd_key keys[ND_MAXDIMS];
    bind_args(L, &sig);
    nd_array       *a = bind_arg_ndarray(L, 1);
    const nd_array *at = bind_arg_asarray(L, 2), *values = bind_arg_array(L, 3);
    if (bind_is_none(L, 4)) {
        bind_must(L, nd_put(bind_ctx_of(L), a, at, values, 'r', &e), &e);
        return 0;
    }
    int axis = bind_arg_axis(L, 4, 0);
    bind_must(L, nd_check_axis(&axis, a->ndim, &e), &e);
    if (at->ndim != a->ndim) bind_error(L, ERR_VALUE, "`indices` and `arr` must have the same number of dimensions");
    luaL_checkstack(L, 2 * a->ndim + 8, NULL);
    int n = along_axis_keys(L, a, at, axis, keys);
    bind_must(L, nd_set(bind_ctx_of(L), a, n, keys, values, &e), &e);
    return 0;
}

/* --- one of several ------------------------------------------------------------------------------------- */

/* Indices brought into [0, n) as mode says. */
static nd_array *checked_choice(lua_State *L, nd_array *at, int n, char mode) {
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    if (mode == 'w') return bind_op2(L, ND_REMAINDER, at, bind_new_int(L, n));
    if (mode == 'c') return bind_need(L, nd_clip(c, at, bind_new_int(L, 0), bind_new_int(L, n - 1), NULL, &e), &e);
    nd_array *low = bind_op2(L, ND_LESS, at, bind_new_int(L, 0));
    nd_array *high = bind_op2(L, ND_GREATER_EQUAL, at, bind_new_int(L, n));
    if (nd_count_true(low) || nd_count_true(high)) bind_error(L, ERR_VALUE, "invalid entry in choice array");
    return at;
}

int bind_l_choose(lua_State *L) {
    static const bind_sig sig = {"choose", "a choices out mode", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    int     first;
    bind_args(L, &sig);
    nd_array *at = bind_arg_asarray(L, 1);
    char      mode = arg_mode(L, 4);
    int       n = bind_arg_arrays(L, 2, &first);
    if (n == 0) bind_error(L, ERR_VALUE, "0-length sequence.");
    luaL_checkstack(L, 6 * n + 16, NULL);
    at = checked_choice(L, at, n, mode);
    nd_array *got = bind_to_array(L, first + n - 1);
    nd_array *never = bind_op2(L, ND_NOT_EQUAL, at, at);
    got = bind_need(L, nd_where(c, never, got, got, &e), &e);
    for (int i = n - 2; i >= 0; i--) {
        nd_array *here = bind_op2(L, ND_EQUAL, at, bind_new_int(L, i));
        got = bind_need(L, nd_where(c, here, bind_to_array(L, first + i), got, &e), &e);
    }
    return bind_give(L, got, bind_arg_out(L, 3));
}

static int l_select(lua_State *L) {
    static const bind_sig sig = {"select", "condlist choicelist default", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    int     conditions, choices;
    bind_args(L, &sig);
    if (lua_isnil(L, 3)) lua_pushinteger(L, 0), lua_replace(L, 3);
    const nd_array *got = bind_arg_array(L, 3);
    int             n = bind_arg_arrays(L, 1, &conditions), m = bind_arg_arrays(L, 2, &choices);
    if (n != m) bind_error(L, ERR_VALUE, "list of cases must be same length as list of conditions");
    if (n == 0) bind_error(L, ERR_VALUE, "select with an empty condition list is not possible");
    luaL_checkstack(L, 4 * n + 16, NULL);
    for (int i = 0; i < n; i++)
        if (bind_to_array(L, conditions + i)->dtype.type != ND_BOOL)
            bind_error(L, ERR_TYPE, "invalid entry %d in condlist: should be boolean ndarray", i);
    for (int i = n - 1; i >= 0; i--)
        got = bind_need(L, nd_where(c, bind_to_array(L, conditions + i), bind_to_array(L, choices + i), got, &e), &e);
    return bind_push_array(L, (nd_array *)(uintptr_t)got);
}

/* --- storing by a mask --------------------------------------------------------------------------------------- */

/* As many values as size, cycling. */
static nd_array *cycle(lua_State *L, nd_array *values, size_t size) {
    err             e;
    const ptrdiff_t n[] = {(ptrdiff_t)size};
    nd_array       *flat = bind_need(L, nd_ravel(bind_ctx_of(L), values, 'C', &e), &e);
    return bind_need(L, nd_resize(bind_ctx_of(L), flat, 1, n, &e), &e);
}

static nd_array *as_mask(lua_State *L, nd_array *mask) {
    err e;
    return bind_need(L, nd_astype(bind_ctx_of(L), mask, nd_dtype_of(ND_BOOL), 'C', &e), &e);
}

static int l_place(lua_State *L) {
    static const bind_sig sig = {"place", "arr mask vals", 3};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1), *mask = as_mask(L, bind_arg_asarray(L, 2)), *values = bind_arg_asarray(L, 3);
    size_t    n = nd_count_true(mask);
    if (mask->size != a->size) bind_error(L, ERR_VALUE, "place: mask and data must be the same size");
    if (n == 0) return 0;
    if (values->size == 0) bind_error(L, ERR_VALUE, "Cannot insert from an empty array!");
    nd_array *at = bind_need(L, nd_flatnonzero(bind_ctx_of(L), mask, &e), &e);
    bind_must(L, nd_put(bind_ctx_of(L), a, at, cycle(L, values, n), 'r', &e), &e);
    return 0;
}

static int l_putmask(lua_State *L) {
    static const bind_sig sig = {"putmask", "a mask values", 3};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1), *mask = as_mask(L, bind_arg_asarray(L, 2)), *values = bind_arg_asarray(L, 3);
    if (mask->size != a->size) bind_error(L, ERR_VALUE, "putmask: mask and data must be the same size");
    if (values->size == 0 || a->size == 0) return 0;
    nd_array *at = bind_need(L, nd_flatnonzero(c, mask, &e), &e);
    nd_array *chosen = bind_need(L, nd_take(c, cycle(L, values, a->size), at, BIND_FLAT, 'r', &e), &e);
    bind_must(L, nd_put(c, a, at, chosen, 'r', &e), &e);
    return 0;
}

static int l_copyto(lua_State *L) {
    static const bind_sig sig = {"copyto", "dst src casting where", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array       *dst = bind_arg_ndarray(L, 1);
    const nd_array *src = bind_arg_array(L, 2), *where = bind_arg_where(L, 4);
    nd_casting      rule = bind_arg_casting(L, 3, ND_CAST_SAME_KIND);
    /* A number is a weak one: only its kind counts. */
    bool        fits = nd_can_cast(src->dtype, dst->dtype, rule) ||
                ((src->flags & ND_WEAK) && src->dtype.type == ND_I64 && nd_is_integer(dst->dtype) && rule >= ND_CAST_SAFE);
    if (!fits) {
        char from[ND_DTYPE_TEXT], to[ND_DTYPE_TEXT];
        nd_dtype_text(src->dtype, from);
        nd_dtype_text(dst->dtype, to);
        bind_error(L, ERR_TYPE, "Cannot cast %s from dtype('%s') to dtype('%s') according to the rule '%s'",
                   src->ndim ? "array data" : "scalar", from, to, nd_casting_name(rule));
    }
    if (where) src = bind_need(L, nd_where(c, where, src, dst, &e), &e);
    bind_must(L, nd_assign(c, dst, src, &e), &e);
    return 0;
}

void bind_open_take(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"where", l_where}, {"nonzero", bind_l_nonzero}, {"argwhere", l_argwhere}, {"flatnonzero", l_flatnonzero},
        {"count_nonzero", l_count_nonzero}, {"compress", l_compress}, {"extract", l_extract}, {"take", bind_l_take},
        {"put", bind_l_put}, {"take_along_axis", l_take_along_axis}, {"put_along_axis", l_put_along_axis},
        {"choose", bind_l_choose}, {"select", l_select}, {"place", l_place}, {"putmask", l_putmask},
        {"copyto", l_copyto}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
