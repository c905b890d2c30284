/* bind/bind_apply.c: np functions that call Lua functions, once an element or once a lane.
 *
 * Results are gathered in a table and made an array as np.array would.                     */
#include <string.h>

#include "bind/bind_call.h"

/* The table at the top as an array, on the stack. */
static nd_array *gather(lua_State *L) { return bind_arg_asarray(L, lua_gettop(L)); }

/* The result at the top becomes item k of the table. */
static void keep_result(lua_State *L, int table, size_t k) {
    if (lua_isnil(L, -1)) bind_error(L, ERR_TYPE, "the function gave no value: does it return one?");
    lua_rawseti(L, table, (lua_Integer)k + 1);
}

static void check_callable(lua_State *L, int i, const char *name) {
    int type = lua_type(L, i);
    if (type == LUA_TFUNCTION) return;
    if ((type == LUA_TUSERDATA || type == LUA_TTABLE) && luaL_getmetafield(L, i, "__call") != LUA_TNIL) {
        lua_pop(L, 1);
        return;
    }
    bind_error(L, ERR_TYPE, "%s() needs a function, not a %s", name, luaL_typename(L, i));
}

/* Call a Lua function for one result. It may have used the core from a coroutine: the context comes back here. */
static void call_back(lua_State *L, int nargs) {
    lua_call(L, nargs, 1);
    (void)bind_ctx_of(L);
}

/* --- along an axis ---------------------------------------------------------------------------------- */

/* The lanes of a (whose axis is last) given to the function at place 1; extra arguments at places 4..top. */
static nd_array *map_lanes(lua_State *L, nd_array *a, int top) {
    nd_ctx   *c = bind_ctx_of(L);
    err       e;
    int       outer = a->ndim - 1;
    ptrdiff_t at[ND_MAXDIMS] = {0};
    size_t    lanes = 1;
    for (int i = 0; i < outer; i++) lanes *= (size_t)a->shape[i];
    if (lanes == 0) bind_error(L, ERR_VALUE, "Cannot apply_along_axis when any iteration dimensions are 0");
    luaL_checkstack(L, top + 16, NULL);
    lua_newtable(L);
    int table = lua_gettop(L);
    for (size_t lane = 0; lane < lanes; lane++) {
        nd_key keys[ND_MAXDIMS];
        for (int i = 0; i < outer; i++) keys[i] = (nd_key){.kind = ND_KEY_INT, .i = at[i]};
        nd_array *v = bind_need(L, nd_get(c, a, outer, keys, &e), &e);
        lua_pushvalue(L, 1);
        bind_push_array(L, v);
        for (int i = 4; i <= top; i++) lua_pushvalue(L, i);
        call_back(L, 1 + (top >= 4 ? top - 3 : 0));
        keep_result(L, table, lane);
        lua_settop(L, table);
        for (int i = outer - 1; i >= 0 && ++at[i] == a->shape[i]; i--) at[i] = 0;
    }
    return gather(L);
}

static int l_apply_along_axis(lua_State *L) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    ptrdiff_t shape[2 * ND_MAXDIMS];
    int       n = bind_args_any(L, "apply_along_axis", ""), last = -1;
    if (n < 3) return bind_error(L, ERR_TYPE, "apply_along_axis() missing %d required positional arguments", 3 - n);
    check_callable(L, 1, "apply_along_axis");
    nd_array *a = bind_arg_asarray(L, 3);
    int       axis = bind_arg_small(L, 2, 0);
    bind_must(L, nd_check_axis(&axis, a->ndim, &e), &e);
    nd_array *lanes = bind_need(L, nd_moveaxis(c, a, 1, &axis, &last, &e), &e);
    nd_array *got = map_lanes(L, lanes, n);
    /* got: lanes first, then what one lane gave; the latter goes where the axis was. */
    int inner = got->ndim - 1, outer = a->ndim - 1;
    if (outer + inner > ND_MAXDIMS) return bind_error(L, ERR_VALUE, "too many dimensions");
    memcpy(shape, lanes->shape, sizeof *shape * (size_t)outer);
    memcpy(shape + outer, got->shape + 1, sizeof *shape * (size_t)inner);
    got = bind_need(L, nd_reshape(c, got, outer + inner, shape, 'C', &e), &e);
    int from[ND_MAXDIMS], to[ND_MAXDIMS];
    for (int i = 0; i < inner; i++) from[i] = outer + i, to[i] = axis + i;
    if (inner > 0) got = bind_need(L, nd_moveaxis(c, got, inner, from, to, &e), &e);
    if (got->ndim == 0) got = bind_unscalar(L, got);
    return bind_push_array(L, got);
}

static int l_apply_over_axes(lua_State *L) {
    static const bind_sig sig = {"apply_over_axes", "func a axes", 3};
    int axes[ND_MAXDIMS];
    err e;
    bind_args(L, &sig);
    check_callable(L, 1, "apply_over_axes");
    nd_array *a = bind_arg_asarray(L, 2);
    int       n = bind_arg_axes(L, 3, axes), ndim = a->ndim;
    for (int i = 0; i < n; i++) {
        bind_must(L, nd_check_axis(&axes[i], ndim, &e), &e);
        lua_pushvalue(L, 1);
        bind_push_array(L, a);
        lua_pushinteger(L, axes[i]);
        call_back(L, 2);
        a = bind_arg_asarray(L, lua_gettop(L));
        if (a->ndim == ndim - 1) a = bind_need(L, nd_expand_dims(bind_ctx_of(L), a, 1, &axes[i], &e), &e);
    }
    return bind_push_array(L, a);
}

/* --- element by element ------------------------------------------------------------------------------- */

/* The function at upvalue 1 called with the k-th element of each of n arrays. */
static void call_element(lua_State *L, int n, nd_array *const *in, size_t k) {
    err e;
    lua_pushvalue(L, lua_upvalueindex(1));
    int function = lua_gettop(L);
    for (int i = 0; i < n; i++) {
        int       top = lua_gettop(L);
        nd_view   v;
        nd_view_init(&v, in[i]->dtype, 0, NULL, NULL, in[i]->data + k * in[i]->dtype.itemsize);
        nd_array *one = bind_need(L, nd_copy(bind_ctx_of(L), &v.a, 'C', &e), &e);
        one->flags |= ND_SCALAR;
        bind_result(L, one, &e);
        bind_settle(L, top + 1);
    }
    call_back(L, lua_gettop(L) - function);
}

#define VECTORIZE_MAX 16

/* The k-th of several outputs of each call, from the table of tuples at place `table`, as a new table. */
static void push_output(lua_State *L, int table, size_t size, size_t k) {
    lua_newtable(L);
    int out = lua_gettop(L);
    for (size_t i = 0; i < size; i++) {
        lua_rawgeti(L, table, (lua_Integer)i + 1);
        if (!bind_is_tuple(L, -1) || bind_tuple_len(L, -1) <= k) bind_error(L, ERR_VALUE, "the function gave tuples of different lengths");
        bind_tuple_get(L, lua_gettop(L), k);
        keep_result(L, out, i);
        lua_settop(L, out);
    }
}

/* How many outputs a call gave; 0: one value that is no tuple. */
static size_t count_outputs(lua_State *L, int table) {
    lua_rawgeti(L, table, 1);
    size_t n = bind_is_tuple(L, -1) ? bind_tuple_len(L, -1) : 0;
    lua_pop(L, 1);
    return n;
}

/* Upvalues: the function, otypes or nil. */
static int call_vectorized(lua_State *L) {
    nd_array  *in[VECTORIZE_MAX];
    ptrdiff_t  shape[ND_MAXDIMS];
    nd_dtype   d;
    err        e;
    nd_ctx    *c = bind_ctx_of(L);
    int        n = bind_args_any(L, "vectorize", ""), ndim;
    if (n == 0) return bind_error(L, ERR_TYPE, "a vectorized function needs at least one argument");
    if (n > VECTORIZE_MAX) return bind_error(L, ERR_TYPE, "a vectorized function takes at most %d arguments", VECTORIZE_MAX);
    for (int i = 0; i < n; i++) in[i] = bind_arg_asarray(L, i + 1);
    bind_must(L, nd_broadcast_shapes(n, (const nd_array *const *)in, &ndim, shape, &e), &e);
    for (int i = 0; i < n; i++) {
        in[i] = bind_need(L, nd_broadcast_to(c, in[i], ndim, shape, &e), &e);
        in[i] = bind_need(L, nd_copy(c, in[i], 'C', &e), &e);
    }
    bool   typed = bind_arg_dtype(L, lua_upvalueindex(2), &d);
    size_t size = in[0]->size;
    if (size == 0 && !typed) return bind_error(L, ERR_VALUE, "cannot call `vectorize` on size 0 inputs unless `otypes` is set");
    lua_newtable(L);
    int table = lua_gettop(L);
    for (size_t k = 0; k < size; k++) {
        call_element(L, n, in, k);
        keep_result(L, table, k);
        lua_settop(L, table);
    }
    size_t outputs = count_outputs(L, table);
    for (size_t k = 0; k < (outputs ? outputs : 1); k++) {
        if (outputs) push_output(L, table, size, k);
        else lua_pushvalue(L, table);
        nd_array *got = gather(L);
        if (typed) got = bind_need(L, nd_astype(c, got, d, 'C', &e), &e);
        bind_push_array(L, bind_need(L, nd_reshape(c, got, ndim, shape, 'C', &e), &e));
        bind_settle(L, table + 1 + (int)k);
    }
    if (outputs) bind_push_tuple(L, (int)outputs);
    return 1;
}

static int l_vectorize(lua_State *L) {
    static const bind_sig sig = {"vectorize", "pyfunc otypes doc excluded cache signature", 1};
    bind_args(L, &sig);
    check_callable(L, 1, "vectorize");
    for (int i = 3; i <= 6; i++)
        if (i != 3 && bind_given(L, i) && !(lua_isboolean(L, i))) return bind_error(L, ERR_NOT_IMPLEMENTED, "vectorize: only otypes is supported");
    /* otypes is a dtype or a list of one. */
    lua_pushvalue(L, 1);
    if (bind_is_list(L, 2)) bind_list_get(L, 2, 0);
    else if (bind_is_tuple(L, 2)) bind_tuple_get(L, 2, 0);
    else lua_pushvalue(L, 2);
    lua_pushcclosure(L, call_vectorized, 2);
    return 1;
}

/* function(*np.indices(shape)) */
static int l_fromfunction(lua_State *L) {
    static const bind_sig sig = {"fromfunction", "function shape * dtype like", 2};
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    nd_dtype  d = nd_dtype_of(ND_F64);
    bind_args(L, &sig);
    check_callable(L, 1, "fromfunction");
    int n = bind_arg_shape(L, 2, shape);
    bind_arg_dtype(L, 3, &d);
    luaL_checkstack(L, n + 16, NULL);
    lua_pushvalue(L, 1);
    int function = lua_gettop(L);
    for (int i = 0; i < n; i++) {
        nd_array *line = bind_need(L, nd_arange_int(c, 0, shape[i], 1, d, &e), &e);
        nd_view   v;
        for (int k = 0; k < n; k++) strides[k] = k == i ? (ptrdiff_t)d.itemsize : 0;
        nd_view_init(&v, d, n, shape, strides, line->data);
        bind_push_array(L, bind_need(L, nd_copy(c, &v.a, 'C', &e), &e));
        bind_settle(L, function + 1 + i);
    }
    call_back(L, n);
    return 1;
}

/* Conditions and what to do where each holds: piecewise(x, condlist, funclist). */
static int l_piecewise(lua_State *L) {
    static const bind_sig sig = {"piecewise", "x condlist funclist", 3};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    int     first;
    bind_args(L, &sig);
    nd_array *x = bind_arg_asarray(L, 1), *rest = NULL;
    nd_array *y = bind_need(L, nd_zeros(c, x->dtype, x->ndim, x->shape, 'C', &e), &e);
    int       n = bind_arg_arrays(L, 2, &first), nfuncs = (int)(bind_is_list(L, 3) ? bind_list_len(L, 3) : bind_is_tuple(L, 3) ? bind_tuple_len(L, 3) : lua_rawlen(L, 3));
    if (nfuncs != n && nfuncs != n + 1)
        return bind_error(L, ERR_VALUE, "with %d condition(s), either %d or %d functions are expected", n, n, n + 1);
    luaL_checkstack(L, 8 * n + 32, NULL);
    for (int i = 0; i < n; i++) {
        nd_array *mask = bind_to_array(L, first + i);
        rest = rest ? bind_op2(L, ND_LOGICAL_OR, rest, mask) : mask;
    }
    if (nfuncs > n && n > 0) rest = bind_op1(L, ND_LOGICAL_NOT, rest);
    for (int i = 0; i < nfuncs; i++) {
        nd_key keys[] = {{.kind = ND_KEY_ARRAY, .array = i < n ? bind_to_array(L, first + i) : rest}};
        if (bind_is_list(L, 3)) bind_list_get(L, 3, (size_t)i);
        else if (bind_is_tuple(L, 3)) bind_tuple_get(L, 3, (size_t)i);
        else lua_rawgeti(L, 3, i + 1);
        if (lua_isfunction(L, -1)) {
            int at = lua_gettop(L);
            nd_array *part = bind_need(L, nd_get(c, x, 1, keys, &e), &e);
            if (part->size == 0) continue;
            lua_pushvalue(L, at);
            bind_push_array(L, part);
            call_back(L, 1);
        }
        bind_must(L, nd_set(c, y, 1, keys, bind_arg_array(L, lua_gettop(L)), &e), &e);
    }
    return bind_push_array(L, y);
}

void bind_open_apply(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"apply_along_axis", l_apply_along_axis}, {"apply_over_axes", l_apply_over_axes},
        {"vectorize", l_vectorize}, {"fromfunction", l_fromfunction}, {"piecewise", l_piecewise}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
