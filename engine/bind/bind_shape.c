/* bind/bind_shape.c: the same elements under another shape. */
#include <string.h>

#include "bind/bind_call.h"
#include "bind/bind_lazy.h"

/* --- shapes -------------------------------------------------------------------------------------- */

static int l_reshape(lua_State *L) {
    static const bind_sig sig = {"reshape", "a shape order * copy", 2};
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    int       ndim = bind_arg_shape(L, 2, shape);
    nd_array *out = bind_need(L, nd_reshape(bind_ctx_of(L), a, ndim, shape, bind_arg_order(L, 3, 'C'), &e), &e);
    if (bind_given(L, 4)) {
        bool copy = bind_arg_bool(L, 4, true), shared = nd_owner(out) == nd_owner(a);
        if (!copy && !shared) bind_error(L, ERR_VALUE, "Unable to avoid creating a copy while reshaping.");
        if (copy && shared) out = bind_need(L, nd_copy(bind_ctx_of(L), out, 'C', &e), &e);
    }
    return bind_push_array(L, out);
}

int bind_l_ravel(lua_State *L) {
    static const bind_sig sig = {"ravel", "a order", 1};
    err e;
    bind_args(L, &sig);
    return bind_push_array(L, bind_need(L, nd_ravel(bind_ctx_of(L), bind_arg_any(L, 1), bind_arg_order(L, 2, 'C'), &e), &e));
}

int bind_transpose(lua_State *L, int i) {
    int       axes[ND_MAXDIMS], n = -1, top = lua_gettop(L);
    err       e;
    nd_array *a = bind_arg_any(L, 1);
    if (top > i) {
        if (top - i + 1 > ND_MAXDIMS) bind_error(L, ERR_VALUE, "axes don't match array");
        for (n = 0; i + n <= top; n++) axes[n] = bind_arg_small(L, i + n, 0);
    } else if (top == i && bind_given(L, i)) {
        n = bind_arg_axes(L, i, axes);
    }
    nd_array *out = nd_transpose(bind_ctx_of(L), a, n < 0 ? 0 : n, n < 0 ? NULL : axes, &e);
    return bind_push_array(L, bind_need(L, out, &e));
}

static int l_transpose(lua_State *L) {
    static const bind_sig sig = {"transpose", "a axes", 1};
    bind_args(L, &sig);
    return bind_transpose(L, 2);
}

static int l_matrix_transpose(lua_State *L) {
    static const bind_sig sig = {"matrix_transpose", "x", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    if (a->ndim < 2)
        bind_error(L, ERR_VALUE, "Input array must be at least 2-dimensional, but it is %d", a->ndim);
    return bind_push_array(L, bind_need(L, nd_swapaxes(bind_ctx_of(L), a, -1, -2, &e), &e));
}

int bind_l_swapaxes(lua_State *L) {
    static const bind_sig sig = {"swapaxes", "a axis1 axis2", 3};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    int       one = bind_arg_small(L, 2, 0), two = bind_arg_small(L, 3, 0);
    return bind_push_array(L, bind_need(L, nd_swapaxes(bind_ctx_of(L), a, one, two, &e), &e));
}

static int l_moveaxis(lua_State *L) {
    static const bind_sig sig = {"moveaxis", "a source destination", 3};
    int from[ND_MAXDIMS], to[ND_MAXDIMS];
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    int       n = bind_arg_axes(L, 2, from), m = bind_arg_axes(L, 3, to);
    if (n != m) bind_error(L, ERR_VALUE, "`source` and `destination` arguments must have the same number of elements");
    return bind_push_array(L, bind_need(L, nd_moveaxis(bind_ctx_of(L), a, n, from, to, &e), &e));
}

static int l_rollaxis(lua_State *L) {
    static const bind_sig sig = {"rollaxis", "a axis start", 2};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    int       axis = bind_arg_small(L, 2, 0), start = bind_arg_small(L, 3, 0);
    return bind_push_array(L, bind_need(L, nd_rollaxis(bind_ctx_of(L), a, axis, start, &e), &e));
}

int bind_l_squeeze(lua_State *L) {
    static const bind_sig sig = {"squeeze", "a axis", 1};
    int axes[ND_MAXDIMS];
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    return bind_push_array(L, bind_need(L, nd_squeeze(bind_ctx_of(L), a, bind_arg_axes(L, 2, axes), axes, &e), &e));
}

static int l_expand_dims(lua_State *L) {
    static const bind_sig sig = {"expand_dims", "a axis", 2};
    int axes[ND_MAXDIMS];
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    int       n = bind_arg_axes(L, 2, axes);
    if (n < 0) bind_error(L, ERR_TYPE, "'NoneType' object is not iterable");
    return bind_push_array(L, bind_need(L, nd_expand_dims(bind_ctx_of(L), a, n, axes, &e), &e));
}

static int atleast(lua_State *L, const char *name, int ndim) {
    err e;
    int n = bind_args_any(L, name, "");
    luaL_checkstack(L, n + 8, NULL);
    for (int i = 1; i <= n; i++) {
        nd_array *a = bind_unscalar(L, bind_arg_any(L, i));
        bind_push_array(L, bind_need(L, nd_atleast(bind_ctx_of(L), a, ndim, &e), &e));
        lua_copy(L, -1, i);
        lua_settop(L, n);
    }
    if (n != 1) bind_push_tuple(L, n);
    return 1;
}

static int l_atleast_1d(lua_State *L) { return atleast(L, "atleast_1d", 1); }
static int l_atleast_2d(lua_State *L) { return atleast(L, "atleast_2d", 2); }
static int l_atleast_3d(lua_State *L) { return atleast(L, "atleast_3d", 3); }

/* --- broadcasting ---------------------------------------------------------------------------------- */

static int l_broadcast_to(lua_State *L) {
    static const bind_sig sig = {"broadcast_to", "array shape subok", 2};
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    int       ndim = bind_arg_shape(L, 2, shape);
    return bind_push_array(L, bind_need(L, nd_broadcast_to(bind_ctx_of(L), a, ndim, shape, &e), &e));
}

/* Name the first argument that does not go with one before it. */
static void refuse_shapes(lua_State *L, int n, const nd_array *const *arrays, const err *e) {
    char      one[ND_SHAPE_TEXT], two[ND_SHAPE_TEXT];
    ptrdiff_t shape[ND_MAXDIMS];
    int       ndim;
    for (int j = 1; j < n; j++)
        for (int i = 0; i < j; i++) {
            const nd_array *pair[] = {arrays[i], arrays[j]};
            if (!nd_broadcast_shapes(2, pair, &ndim, shape, NULL)) continue;
            nd_shape_text(arrays[i]->ndim, arrays[i]->shape, one);
            nd_shape_text(arrays[j]->ndim, arrays[j]->shape, two);
            bind_error(L, ERR_VALUE, "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg %d with shape %s and arg %d with shape %s.", i, one, j, two);
        }
    bind_raise(L, e);
}

static int l_broadcast_arrays(lua_State *L) {
    const nd_array *arrays[64];
    ptrdiff_t       shape[ND_MAXDIMS];
    int             ndim, n = bind_args_any(L, "broadcast_arrays", "subok");
    err             e;
    if (n > 64) bind_error(L, ERR_VALUE, "Need at least 0 and at most 64 array objects.");
    luaL_checkstack(L, 4 * n + 8, NULL);
    for (int i = 0; i < n; i++) arrays[i] = bind_arg_any(L, i + 1);
    for (int i = 0; i < n; i++) bind_push_array(L, (nd_array *)(uintptr_t)arrays[i]), lua_copy(L, -1, i + 1);
    lua_settop(L, n);
    if (n > 0 && nd_broadcast_shapes(n, arrays, &ndim, shape, &e)) refuse_shapes(L, n, arrays, &e);
    for (int i = 0; i < n; i++) {
        nd_array *a = (nd_array *)(uintptr_t)arrays[i];
        nd_array *v = bind_need(L, nd_broadcast_to(bind_ctx_of(L), a, ndim, shape, &e), &e);
        bind_push_array(L, v);
        lua_copy(L, -1, i + 1);
        lua_settop(L, n);
    }
    bind_push_tuple(L, n);
    return 1;
}

static int l_broadcast_shapes(lua_State *L) {
    int       n = bind_args_any(L, "broadcast_shapes", ""), ndim = 0;
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    nd_view   views[32];
    ptrdiff_t strides[ND_MAXDIMS] = {0};
    const nd_array *arrays[32];
    if (n > 32) bind_error(L, ERR_VALUE, "Need at least 0 and at most 32 array objects.");
    for (int i = 0; i < n; i++) {
        int k = bind_arg_shape(L, i + 1, shape);
        for (int j = 0; j < k; j++)
            if (shape[j] < 0) bind_error(L, ERR_VALUE, "negative dimensions are not allowed");
        nd_view_init(&views[i], nd_dtype_of(ND_BOOL), k, shape, strides, NULL);
        arrays[i] = &views[i].a;
    }
    if (n > 0 && nd_broadcast_shapes(n, arrays, &ndim, shape, &e)) refuse_shapes(L, n, arrays, &e);
    bind_push_shape(L, ndim, shape);
    return 1;
}

/* --- turning --------------------------------------------------------------------------------------------- */

static int l_flip(lua_State *L) {
    static const bind_sig sig = {"flip", "m axis", 1};
    int axes[ND_MAXDIMS];
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1), *turned = bind_need(L, nd_flip(bind_ctx_of(L), a, bind_arg_axes(L, 2, axes), axes, &e), &e);
    if (a->ndim == 0) {                 /* without axes NumPy gives the value */
        turned = bind_need(L, nd_copy(bind_ctx_of(L), turned, 'C', &e), &e);
        turned->flags |= ND_SCALAR;
    }
    return bind_result(L, turned, &e);
}

static int flip_one(lua_State *L, int axis) {
    err       e;
    nd_array *a = bind_arg_any(L, 1);
    if (a->ndim <= axis) bind_error(L, ERR_VALUE, "Input must be >= %d-d.", axis + 1);
    return bind_push_array(L, bind_need(L, nd_flip(bind_ctx_of(L), a, 1, &axis, &e), &e));
}

static int l_fliplr(lua_State *L) {
    static const bind_sig sig = {"fliplr", "m", 1};
    bind_args(L, &sig);
    return flip_one(L, 1);
}

static int l_flipud(lua_State *L) {
    static const bind_sig sig = {"flipud", "m", 1};
    bind_args(L, &sig);
    return flip_one(L, 0);
}

static int l_rot90(lua_State *L) {
    static const bind_sig sig = {"rot90", "m k axes", 1};
    int axes[ND_MAXDIMS] = {0, 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    if (bind_given(L, 3) && bind_arg_axes(L, 3, axes) != 2) bind_error(L, ERR_VALUE, "len(axes) must be 2.");
    int k = (int)(bind_arg_int(L, 2, 1) % 4);
    return bind_push_array(L, bind_need(L, nd_rot90(bind_ctx_of(L), a, k, axes[0], axes[1], &e), &e));
}

/* --- diagonals ---------------------------------------------------------------------------------------------- */

static int l_diag(lua_State *L) {
    static const bind_sig sig = {"diag", "v k", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    return bind_push_array(L, bind_need(L, nd_diag(bind_ctx_of(L), a, bind_arg_small(L, 2, 0), &e), &e));
}

static int l_diagflat(lua_State *L) {
    static const bind_sig sig = {"diagflat", "v k", 1};
    err e;
    bind_args(L, &sig);
    nd_array *flat = bind_need(L, nd_ravel(bind_ctx_of(L), bind_arg_any(L, 1), 'C', &e), &e);
    return bind_push_array(L, bind_need(L, nd_diag(bind_ctx_of(L), flat, bind_arg_small(L, 2, 0), &e), &e));
}

int bind_l_diagonal(lua_State *L) {
    static const bind_sig sig = {"diagonal", "a offset axis1 axis2", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    int offset = bind_arg_small(L, 2, 0), one = bind_arg_small(L, 3, 0), two = bind_arg_small(L, 4, 1);
    return bind_push_array(L, bind_need(L, nd_diagonal(bind_ctx_of(L), a, offset, one, two, &e), &e));
}

static int triangle(lua_State *L, const bind_sig *sig, bool upper) {
    err e;
    bind_args(L, sig);
    nd_array *a = bind_arg_any(L, 1);
    return bind_push_array(L, bind_need(L, nd_tri(bind_ctx_of(L), a, bind_arg_small(L, 2, 0), upper, &e), &e));
}

static int l_tril(lua_State *L) {
    static const bind_sig sig = {"tril", "m k", 1};
    return triangle(L, &sig, false);
}

static int l_triu(lua_State *L) {
    static const bind_sig sig = {"triu", "m k", 1};
    return triangle(L, &sig, true);
}

/* a[i, i, ...] of every axis, as a 1-d descriptor. */
static int l_fill_diagonal(lua_State *L) {
    static const bind_sig sig = {"fill_diagonal", "a val wrap", 2};
    err       e;
    nd_view   v;
    ptrdiff_t n = PTRDIFF_MAX, step = 0;
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1), *value = bind_arg_array(L, 2);
    if (a->ndim < 2) bind_error(L, ERR_VALUE, "array must be at least 2-d");
    for (int i = 0; i < a->ndim; i++) {
        if (a->ndim > 2 && a->shape[i] != a->shape[0])
            bind_error(L, ERR_VALUE, "All dimensions of input must be of equal length");
        if (a->shape[i] < n) n = a->shape[i];
        step += a->strides[i];
    }
    bool            wrap = bind_arg_bool(L, 3, false) && a->ndim == 2 && a->shape[1] > 0;
    const ptrdiff_t block = a->shape[1] + 1, rows = a->shape[0];
    ptrdiff_t       total = wrap && rows > n ? (rows * (block - 1) + block - 1) / block : n;
    if (value->ndim > 0) {
        value = bind_need(L, nd_ravel(bind_ctx_of(L), value, 'C', &e), &e);
        value = bind_need(L, nd_resize(bind_ctx_of(L), value, 1, &total, &e), &e);
    }
    /* A tall matrix wraps: the diagonal begins again after one row is left out. */
    for (ptrdiff_t row = 0, done = 0; row == 0 || (wrap && row < rows); row += block, done += n) {
        nd_view part;
        if (rows - row < n) n = rows - row;
        nd_view_init(&v, a->dtype, 1, &n, &step, a->data + row * a->strides[0]);
        v.a.flags = a->flags & ND_WRITEABLE;
        if (value->ndim > 0) nd_view_init(&part, value->dtype, 1, &n, value->strides, value->data + done * value->strides[0]);
        bind_must(L, nd_assign(bind_ctx_of(L), &v.a, value->ndim > 0 ? &part.a : value, &e), &e);
    }
    return 0;
}

/* --- views through strides -------------------------------------------------------------------------------- */

static int l_as_strided(lua_State *L) {
    static const bind_sig sig = {"as_strided", "x shape strides subok writeable", 1};
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    err       e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    int       n = a->ndim, m = a->ndim;
    memcpy(shape, a->shape, sizeof(ptrdiff_t) * a->ndim);
    memcpy(strides, a->strides, sizeof(ptrdiff_t) * a->ndim);
    if (bind_given(L, 2)) n = bind_arg_shape(L, 2, shape);
    if (bind_given(L, 3)) m = bind_arg_shape(L, 3, strides);
    if (n != m) bind_error(L, ERR_VALUE, "mismatch in length of strides and shape");
    nd_array *v = nd_as_strided(bind_ctx_of(L), a, n, shape, strides, bind_arg_bool(L, 5, true), &e);
    return bind_push_array(L, bind_need(L, v, &e));
}

static int l_sliding_window_view(lua_State *L) {
    static const bind_sig sig = {"sliding_window_view", "x window_shape axis * subok writeable", 2};
    ptrdiff_t window[ND_MAXDIMS];
    int       axes[ND_MAXDIMS];
    err       e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_any(L, 1);
    int       n = bind_arg_shape(L, 2, window), m = bind_arg_axes(L, 3, axes);
    if (m < 0 && n != a->ndim)
        bind_error(L, ERR_VALUE, "Since axis is `None`, must provide window_shape for all dimensions of `x`; got %d window_shape elements and `x.ndim` is %d.", n, a->ndim);
    if (m >= 0 && n != m)
        bind_error(L, ERR_VALUE, "Must provide matching length window_shape and axis; got %d window_shape elements and %d axes elements.", n, m);
    nd_array *v = bind_need(L, nd_sliding_window_view(bind_ctx_of(L), a, n, window, m < 0 ? NULL : axes, &e), &e);
    if (bind_arg_bool(L, 5, false)) v->flags |= a->flags & ND_WRITEABLE;
    return bind_push_array(L, v);
}

/* np.lib.recfunctions comes when it is asked for. */
static int l_lib_index(lua_State *L) {
    const char *name = luaL_checkstring(L, 2);
    if (strcmp(name, "recfunctions") == 0 && bind_lazy_get(L, ".recfunctions")) return 1;
    return bind_error(L, ERR_ATTRIBUTE, "module 'numpy.lib' has no attribute '%s'", name);
}

/* np.lib.stride_tricks */
static void open_lib(lua_State *L) {
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, l_lib_index);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_newtable(L);
    lua_pushcfunction(L, l_as_strided);
    lua_setfield(L, -2, "as_strided");
    lua_pushcfunction(L, l_sliding_window_view);
    lua_setfield(L, -2, "sliding_window_view");
    lua_pushcfunction(L, l_broadcast_to);
    lua_setfield(L, -2, "broadcast_to");
    lua_setfield(L, -2, "stride_tricks");
    lua_setfield(L, -2, "lib");
}

void bind_open_shape(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"reshape", l_reshape}, {"ravel", bind_l_ravel}, {"transpose", l_transpose}, {"permute_dims", l_transpose},
        {"matrix_transpose", l_matrix_transpose}, {"swapaxes", bind_l_swapaxes}, {"moveaxis", l_moveaxis},
        {"rollaxis", l_rollaxis}, {"squeeze", bind_l_squeeze}, {"expand_dims", l_expand_dims},
        {"atleast_1d", l_atleast_1d}, {"atleast_2d", l_atleast_2d}, {"atleast_3d", l_atleast_3d},
        {"broadcast_to", l_broadcast_to}, {"broadcast_arrays", l_broadcast_arrays},
        {"broadcast_shapes", l_broadcast_shapes}, {"flip", l_flip}, {"fliplr", l_fliplr}, {"flipud", l_flipud},
        {"rot90", l_rot90}, {"diag", l_diag}, {"diagflat", l_diagflat}, {"diagonal", bind_l_diagonal},
        {"tril", l_tril}, {"triu", l_triu}, {"fill_diagonal", l_fill_diagonal}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    open_lib(L);
}
