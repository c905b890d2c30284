/* bind/bind_grid.c: grids of coordinates and positions: meshgrid, indices, ix_, unravel_index. */
#include <string.h>

#include "bind/bind_value.h"

/* v along axis `axis` of n. */
static nd_array *along(lua_State *L, nd_array *v, int axis, int n) {
    err       e;
    ptrdiff_t shape[ND_MAXDIMS];
    for (int i = 0; i < n; i++) shape[i] = i == axis ? (ptrdiff_t)v->size : 1;
    return bind_need(L, nd_reshape(bind_ctx_of(L), v, n, shape, 'C', &e), &e);
}

static nd_array *stretch(lua_State *L, nd_array *a, int ndim, const ptrdiff_t *shape, bool copy) {
    err e;
    a = bind_need(L, nd_broadcast_to(bind_ctx_of(L), a, ndim, shape, &e), &e);
    return copy ? bind_need(L, nd_copy(bind_ctx_of(L), a, 'C', &e), &e) : a;
}

static int l_meshgrid(lua_State *L) {
    nd_array   *axes[ND_MAXDIMS];
    ptrdiff_t   shape[ND_MAXDIMS];
    int         n = bind_args_any(L, "meshgrid", "copy sparse indexing");
    bool        copy = bind_arg_bool(L, n + 1, true), sparse = bind_arg_bool(L, n + 2, false);
    const char *indexing = bind_arg_text(L, n + 3, "xy");
    if (strcmp(indexing, "xy") && strcmp(indexing, "ij")) return bind_error(L, ERR_VALUE, "Valid values for `indexing` are 'xy' and 'ij'.");
    if (n > ND_MAXDIMS) return bind_error(L, ERR_VALUE, "too many arrays for meshgrid");
    luaL_checkstack(L, 6 * n + 8, NULL);
    bool swap = indexing[0] == 'x' && n > 1;
    for (int i = 0; i < n; i++) {
        int at = swap && i < 2 ? 1 - i : i;
        axes[i] = along(L, bind_arg_asarray(L, i + 1), at, n);
        shape[at] = (ptrdiff_t)axes[i]->size;
    }
    err e;
    for (int i = 0; i < n; i++) {
        if (!sparse) axes[i] = stretch(L, axes[i], n, shape, copy);
        else if (copy) axes[i] = bind_need(L, nd_copy(bind_ctx_of(L), axes[i], 'C', &e), &e);
    }
    for (int i = 0; i < n; i++) bind_push_again(L, axes[i]);
    bind_push_tuple(L, n);
    return 1;
}

static int l_indices(lua_State *L) {
    static const bind_sig sig = {"indices", "dimensions dtype sparse", 1};
    nd_array *axes[ND_MAXDIMS];
    ptrdiff_t shape[ND_MAXDIMS], whole[ND_MAXDIMS + 1];
    err       e;
    nd_dtype  d = nd_dtype_of(ND_I64);
    nd_ctx   *c = bind_ctx_of(L);
    bind_args(L, &sig);
    if (lua_type(L, 1) == LUA_TNUMBER) return bind_error(L, ERR_TYPE, "'%s' object is not iterable", bind_type_name(L, 1));
    int n = bind_arg_shape(L, 1, shape);
    bind_arg_dtype(L, 2, &d);
    luaL_checkstack(L, 6 * n + 8, NULL);
    for (int i = 0; i < n; i++) axes[i] = along(L, bind_need(L, nd_arange_int(c, 0, shape[i], 1, d, &e), &e), i, n);
    if (bind_arg_bool(L, 3, false)) {
        for (int i = 0; i < n; i++) bind_push_again(L, axes[i]);
        bind_push_tuple(L, n);
        return 1;
    }
    whole[0] = n;
    memcpy(whole + 1, shape, sizeof *shape * (size_t)n);
    if (n >= ND_MAXDIMS) return bind_error(L, ERR_VALUE, "too many dimensions");
    nd_array *out = bind_need(L, nd_zeros(c, d, n + 1, whole, 'C', &e), &e);
    for (int i = 0; i < n; i++) {
        nd_view v;
        nd_view_init(&v, d, n, shape, out->strides + 1, out->data + i * out->strides[0]);
        bind_must(L, nd_assign(c, &v.a, axes[i], &e), &e);
    }
    return bind_push_array(L, out);
}

static int l_ix(lua_State *L) {
    nd_array *axes[ND_MAXDIMS];
    err       e;
    int       n = bind_args_any(L, "ix_", "");
    if (n > ND_MAXDIMS) return bind_error(L, ERR_VALUE, "too many arrays for ix_");
    luaL_checkstack(L, 5 * n + 8, NULL);
    for (int i = 0; i < n; i++) {
        nd_array *v = bind_arg_asarray(L, i + 1);
        if (v->ndim != 1) return bind_error(L, ERR_VALUE, "Cross index must be 1 dimensional");
        if (v->size == 0) v = bind_need(L, nd_astype(bind_ctx_of(L), v, nd_dtype_of(ND_I64), 'C', &e), &e);
        if (v->dtype.type == ND_BOOL) v = bind_need(L, nd_flatnonzero(bind_ctx_of(L), v, &e), &e);
        axes[i] = along(L, v, i, n);
    }
    for (int i = 0; i < n; i++) bind_push_again(L, axes[i]);
    bind_push_tuple(L, n);
    return 1;
}

/* --- flat positions and coordinates --------------------------------------------------------------- */

static nd_array *as_positions(lua_State *L, int i) {
    err       e;
    nd_array *a = bind_arg_asarray(L, i);
    if (a->size > 0 && !nd_is_integer(a->dtype)) bind_error(L, ERR_TYPE, "only int indices permitted");
    return bind_need(L, nd_astype(bind_ctx_of(L), a, nd_dtype_of(ND_I64), 'C', &e), &e);
}

static int64_t *words(const nd_array *a) { return (int64_t *)(void *)a->data; }

static int l_unravel_index(lua_State *L) {
    static const bind_sig sig = {"unravel_index", "indices shape order", 2};
    ptrdiff_t shape[ND_MAXDIMS];
    nd_array *out[ND_MAXDIMS];
    err       e;
    size_t    size;
    bind_args(L, &sig);
    nd_array *at = as_positions(L, 1);
    int       n = bind_arg_shape(L, 2, shape);
    bool      fortran = bind_arg_order(L, 3, 'C') == 'F';
    bind_must(L, nd_shape_size(n, shape, 1, &size, &e), &e);
    luaL_checkstack(L, 2 * n + 8, NULL);
    for (int i = 0; i < n; i++) out[i] = bind_need(L, nd_new(bind_ctx_of(L), at->dtype, at->ndim, at->shape, 'C', &e), &e);
    for (size_t k = 0; k < at->size; k++) {
        int64_t rest = words(at)[k];
        if (rest < 0 || rest >= (int64_t)size)
            return bind_error(L, ERR_VALUE, "index %lld is out of bounds for array with size %zu", (long long)rest, size);
        for (int i = 0; i < n; i++) {
            int axis = fortran ? i : n - 1 - i;
            words(out[axis])[k] = rest % shape[axis];
            rest /= shape[axis];
        }
    }
    for (int i = 0; i < n; i++) {
        if (at->ndim == 0) out[i]->flags |= ND_SCALAR;
        bind_result(L, out[i], NULL);
    }
    bind_push_tuple(L, n);
    return 1;
}

/* A coordinate brought into [0, n) by mode. */
static int64_t fit(lua_State *L, int64_t x, ptrdiff_t n, char mode) {
    if (mode == 'r' && (x < 0 || x >= n)) bind_error(L, ERR_VALUE, "invalid entry in coordinates array");
    if (mode == 'c') return x < 0 ? 0 : x >= n ? n - 1 : x;
    return ((x % n) + n) % n;
}

static int l_ravel_multi_index(lua_State *L) {
    static const bind_sig sig = {"ravel_multi_index", "multi_index dims mode order", 2};
    ptrdiff_t       dims[ND_MAXDIMS], shape[ND_MAXDIMS];
    const nd_array *in[ND_MAXDIMS];
    int             first, ndim;
    err             e;
    nd_ctx         *c = bind_ctx_of(L);
    bind_args(L, &sig);
    int         n = bind_arg_shape(L, 2, dims);
    char        modes[ND_MAXDIMS];
    bool        each = bind_is_sequence(L, 3);
    for (int k = 0; k < n; k++) {
        if (each) bind_items_get(L, 3, (size_t)k);
        else lua_pushvalue(L, 3);
        modes[k] = *bind_arg_text(L, lua_gettop(L), "raise");
    }
    bool        fortran = bind_arg_order(L, 4, 'C') == 'F';
    if (bind_arg_arrays(L, 1, &first) != n)
        return bind_error(L, ERR_VALUE, "parameter multi_index must be a sequence of length %d", n);
    luaL_checkstack(L, 4 * n + 16, NULL);
    for (int i = 0; i < n; i++) in[i] = bind_to_array(L, first + i);
    bind_must(L, nd_broadcast_shapes(n, in, &ndim, shape, &e), &e);
    nd_array *out = bind_need(L, nd_zeros(c, nd_dtype_of(ND_I64), ndim, shape, 'C', &e), &e);
    for (int k = 0; k < n; k++) {
        int       axis = fortran ? n - 1 - k : k;
        nd_array *wide = bind_need(L, nd_broadcast_to(c, (nd_array *)(uintptr_t)in[axis], ndim, shape, &e), &e);
        wide = bind_need(L, nd_astype(c, wide, out->dtype, 'C', &e), &e);
        if (dims[axis] <= 0) return bind_error(L, ERR_VALUE, "invalid dims: array size defined by dims is larger than the maximum possible size.");
        for (size_t j = 0; j < out->size; j++) words(out)[j] = words(out)[j] * dims[axis] + fit(L, words(wide)[j], dims[axis], modes[axis]);
    }
    if (ndim == 0) out->flags |= ND_SCALAR;
    return bind_result(L, out, NULL);
}

/* Positions of a square's diagonal or triangle, as a tuple of index arrays. */
static int push_places(lua_State *L, const nd_array *mask) {
    nd_array *out[ND_MAXDIMS];
    err       e;
    bind_must(L, nd_nonzero(bind_ctx_of(L), mask, out, &e), &e);
    for (int i = 0; i < mask->ndim; i++) bind_push_again(L, out[i]);
    bind_push_tuple(L, mask->ndim);
    return 1;
}

static int triangle_places(lua_State *L, int64_t rows, int64_t columns, int64_t k, bool upper) {
    err             e;
    const ptrdiff_t shape[] = {rows, columns};
    nd_array       *ones = bind_need(L, nd_ones(bind_ctx_of(L), nd_dtype_of(ND_BOOL), 2, shape, 'C', &e), &e);
    return push_places(L, bind_need(L, nd_tri(bind_ctx_of(L), ones, (int)k, upper, &e), &e));
}

static int l_tril_indices(lua_State *L) {
    static const bind_sig sig = {"tril_indices", "n k m", 1};
    bind_args(L, &sig);
    int64_t n = bind_arg_int(L, 1, 0);
    return triangle_places(L, n, bind_arg_int(L, 3, n), bind_arg_int(L, 2, 0), false);
}

static int l_triu_indices(lua_State *L) {
    static const bind_sig sig = {"triu_indices", "n k m", 1};
    bind_args(L, &sig);
    int64_t n = bind_arg_int(L, 1, 0);
    return triangle_places(L, n, bind_arg_int(L, 3, n), bind_arg_int(L, 2, 0), true);
}

static int l_diag_indices(lua_State *L) {
    static const bind_sig sig = {"diag_indices", "n ndim", 1};
    err e;
    bind_args(L, &sig);
    int       ndim = bind_arg_small(L, 2, 2);
    nd_array *line = bind_need(L, nd_arange_int(bind_ctx_of(L), 0, bind_arg_int(L, 1, 0), 1, nd_dtype_of(ND_I64), &e), &e);
    if (ndim < 0 || ndim > ND_MAXDIMS) return bind_error(L, ERR_VALUE, "diag_indices: ndim must be between 0 and 64");
    luaL_checkstack(L, ndim + 8, NULL);
    for (int i = 0; i < ndim; i++) bind_push_again(L, line);
    bind_push_tuple(L, ndim);
    return 1;
}

/* --- walking ----------------------------------------------------------------------------------------- */

/* Upvalues: the array (or nil), the shape as a tuple, the next flat position, the size. */
static int next_index(lua_State *L) {
    lua_Integer k = lua_tointeger(L, lua_upvalueindex(3));
    ptrdiff_t   at[ND_MAXDIMS], shape[ND_MAXDIMS];
    if (k >= lua_tointeger(L, lua_upvalueindex(4))) return 0;
    lua_pushinteger(L, k + 1);
    lua_replace(L, lua_upvalueindex(3));
    int n = bind_arg_shape(L, lua_upvalueindex(2), shape);
    for (int axis = n - 1; axis >= 0; axis--) {
        at[axis] = (ptrdiff_t)(k % shape[axis]);
        k /= shape[axis];
    }
    bind_push_shape(L, n, at);
    nd_array *a = bind_to_array(L, lua_upvalueindex(1));
    if (!a) return 1;
    nd_key keys[ND_MAXDIMS];
    err    e;
    for (int i = 0; i < n; i++) keys[i] = (nd_key){.kind = ND_KEY_INT, .i = at[i]};
    int place = lua_gettop(L) + 1;
    bind_result(L, nd_get(bind_ctx_of(L), a, n, keys, &e), &e);
    bind_settle(L, place);
    return 2;
}

static int push_walk(lua_State *L, nd_array *a, int ndim, const ptrdiff_t *shape) {
    size_t size;
    err    e;
    bind_must(L, nd_shape_size(ndim, shape, 1, &size, &e), &e);
    if (a) bind_push_array(L, a);
    else lua_pushnil(L);
    bind_push_shape(L, ndim, shape);
    lua_pushinteger(L, 0);
    lua_pushinteger(L, (lua_Integer)size);
    lua_pushcclosure(L, next_index, 4);
    return 1;
}

static int l_ndenumerate(lua_State *L) {
    static const bind_sig sig = {"ndenumerate", "arr", 1};
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    return push_walk(L, a, a->ndim, a->shape);
}

static int l_ndindex(lua_State *L) {
    ptrdiff_t shape[ND_MAXDIMS];
    int       n = bind_args_any(L, "ndindex", "");
    lua_settop(L, n);
    int ndim = n == 0 ? 0 : n == 1 ? bind_arg_shape(L, 1, shape) : bind_arg_shape_rest(L, 1, shape);
    return push_walk(L, NULL, ndim, shape);
}

void bind_open_grid(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"meshgrid", l_meshgrid}, {"indices", l_indices}, {"ix_", l_ix}, {"unravel_index", l_unravel_index},
        {"ravel_multi_index", l_ravel_multi_index}, {"tril_indices", l_tril_indices},
        {"triu_indices", l_triu_indices}, {"diag_indices", l_diag_indices}, {"ndenumerate", l_ndenumerate},
        {"ndindex", l_ndindex}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    bind_open_grids(L);
}
