/* bind/bind_norm.c: norms of vectors and matrices, and the singular values that some of them need. */
#include <math.h>
#include <string.h>

#include "bind/bind_linalg.h"

/* --- pieces ------------------------------------------------------------------------------------------ */

nd_array *bind_reshape(lua_State *L, nd_array *a, int ndim, const ptrdiff_t *shape) {
    err e;
    return bind_need(L, nd_reshape(bind_ctx_of(L), a, ndim, shape, 'C', &e), &e);
}

nd_array *bind_reduce_axis(lua_State *L, nd_reduction op, const nd_array *a, int axis, bool keepdims) {
    err               e;
    nd_reduce_options o = {.naxes = 1, .axes = {axis}, .keepdims = keepdims};
    return bind_need(L, nd_reduce(bind_ctx_of(L), op, a, &o, &e), &e);
}

nd_array *bind_new_weak(lua_State *L, double x) {
    nd_array *a = bind_new_float(L, x);
    a->flags |= ND_WEAK;
    return a;
}

static nd_array *moved(lua_State *L, nd_array *a, int row, int column) {
    const int from[2] = {row, column}, to[2] = {-2, -1};
    err       e;
    return bind_need(L, nd_moveaxis(bind_ctx_of(L), a, 2, from, to, &e), &e);
}

nd_array *bind_expand(lua_State *L, nd_array *a, int axis) {
    err e;
    return bind_need(L, nd_expand_dims(bind_ctx_of(L), a, 1, &axis, &e), &e);
}

nd_array *bind_arg_inexact(lua_State *L, int i) {
    err       e;
    nd_array *a = bind_arg_asarray(L, i);
    if (nd_is_inexact(a->dtype)) return a;
    return bind_need(L, nd_astype(bind_ctx_of(L), a, nd_dtype_of(ND_F64), 'K', &e), &e);
}

/* --- singular values --------------------------------------------------------------------------------- */

static nd_array *flip_last(lua_State *L, nd_array *a) {
    const int last = a->ndim - 1;
    err       e;
    return bind_need(L, nd_flip(bind_ctx_of(L), a, 1, &last, &e), &e);
}

nd_array *bind_svdvals(lua_State *L, nd_array *a, bool hermitian) {
    nd_array *out[3];
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    if (!hermitian) {
        bind_must(L, nd_svd(c, a, false, false, out, &e), &e);
        return out[0];
    }
    bind_must(L, nd_eigh(c, a, false, false, out, &e), &e);
    nd_array *s = bind_op1(L, ND_ABSOLUTE, out[0]);
    return flip_last(L, bind_need(L, nd_sort(c, s, -1, &e), &e));
}

void bind_svd(lua_State *L, nd_array *a, bool full, bool hermitian, nd_array *out[3]) {
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    if (!hermitian) {
        bind_must(L, nd_svd(c, a, full, true, out, &e), &e);
        return;
    }
    nd_array *w[2];
    bind_must(L, nd_eigh(c, a, false, true, w, &e), &e);
    nd_array *s = bind_op1(L, ND_ABSOLUTE, w[0]), *sign = bind_op1(L, ND_SIGN, w[0]);
    nd_array *order = flip_last(L, bind_need(L, nd_argsort(c, s, -1, &e), &e));
    out[1] = bind_need(L, nd_take_along_axis(c, s, order, -1, &e), &e);
    sign = bind_need(L, nd_take_along_axis(c, sign, order, -1, &e), &e);
    out[0] = bind_need(L, nd_take_along_axis(c, w[1], bind_expand(L, order, -2), -1, &e), &e);
    nd_array *signed_u = bind_op2(L, ND_MULTIPLY, out[0], bind_expand(L, sign, -2));
    if (nd_is_complex(signed_u->dtype)) signed_u = bind_op1(L, ND_CONJUGATE, signed_u);
    out[2] = bind_need(L, nd_swapaxes(c, signed_u, -1, -2, &e), &e);
}

nd_array *bind_eigvals(lua_State *L, nd_array *a) {
    nd_array *out[2];
    err       e;
    bind_must(L, nd_eig(bind_ctx_of(L), a, false, out, &e), &e);
    return out[0];
}

/* --- norm ------------------------------------------------------------------------------------------------ */

bind_norm_order bind_arg_norm_order(lua_State *L, int i, bind_norm_order missing) {
    bind_norm_order o = {.given = bind_given(L, i)};
    if (!o.given) return missing;
    if (lua_type(L, i) == LUA_TSTRING) o.text = lua_tostring(L, i);
    else o.p = bind_arg_float(L, i, 2);
    return o;
}

static bool is_frobenius(const bind_norm_order *o) { return o->text && (strcmp(o->text, "fro") == 0 || strcmp(o->text, "f") == 0); }

/* The largest of nothing is 0. */
static nd_array *largest(lua_State *L, const nd_array *a, int axis) {
    err               e;
    nd_reduce_options o = {.naxes = 1, .axes = {axis}, .initial = bind_new_weak(L, 0)};
    return bind_need(L, nd_reduce(bind_ctx_of(L), ND_MAX, a, &o, &e), &e);
}

/* Of a complex number the square of its size, real. */
static nd_array *squares(lua_State *L, nd_array *x) {
    err e;
    if (!nd_is_complex(x->dtype)) return bind_op2(L, ND_MULTIPLY, x, x);
    nd_array *product = bind_op2(L, ND_MULTIPLY, bind_op1(L, ND_CONJUGATE, x), x);
    return bind_need(L, nd_real(bind_ctx_of(L), product, &e), &e);
}

static nd_array *vector_norm(lua_State *L, nd_array *x, const bind_norm_order *o, int axis) {
    err      e;
    nd_ctx  *c = bind_ctx_of(L);
    if (o->text) bind_error(L, ERR_VALUE, "Invalid norm order '%s' for vectors", o->text);
    if (!o->given || o->p == 2) return bind_op1(L, ND_SQRT, bind_reduce_axis(L, ND_SUM, squares(L, x), axis, false));
    if (o->p == 0) {
        nd_array *nonzero = bind_op2(L, ND_NOT_EQUAL, x, bind_new_weak(L, 0));
        return bind_reduce_axis(L, ND_SUM, bind_need(L, nd_astype(c, nonzero, nd_dtype_real(x->dtype), 'K', &e), &e), axis, false);
    }
    nd_array *size = bind_op1(L, ND_ABSOLUTE, x);
    if (isinf(o->p)) return o->p > 0 ? largest(L, size, axis) : bind_reduce_axis(L, ND_MIN, size, axis, false);
    if (o->p == 1) return bind_reduce_axis(L, ND_SUM, size, axis, false);
    nd_array *sum = bind_reduce_axis(L, ND_SUM, bind_op2(L, ND_POWER, size, bind_new_weak(L, o->p)), axis, false);
    return bind_op2(L, ND_POWER, sum, bind_new_weak(L, 1 / o->p));
}

/* Sums along one axis, then the largest or smallest along the other. */
static nd_array *sums_extreme(lua_State *L, nd_array *x, int summed, int other, bool max) {
    nd_array *sums = bind_reduce_axis(L, ND_SUM, bind_op1(L, ND_ABSOLUTE, x), summed, false);
    if (other > summed) other--;
    return max ? largest(L, sums, other) : bind_reduce_axis(L, ND_MIN, sums, other, false);
}

static nd_array *matrix_norm(lua_State *L, nd_array *x, const bind_norm_order *o, int row, int column) {
    err               e;
    nd_reduce_options both = {.naxes = 2, .axes = {row, column}};
    if (row == column) bind_error(L, ERR_VALUE, "Duplicate axes given.");
    if (!o->given || is_frobenius(o)) {
        return bind_op1(L, ND_SQRT, bind_need(L, nd_reduce(bind_ctx_of(L), ND_SUM, squares(L, x), &both, &e), &e));
    }
    bool nuclear = o->text && strcmp(o->text, "nuc") == 0, spectral = !o->text && fabs(o->p) == 2;
    if (nuclear || spectral) {
        nd_array *s = bind_svdvals(L, moved(L, x, row, column), false);
        if (nuclear) return bind_reduce_axis(L, ND_SUM, s, -1, false);
        return o->p > 0 ? largest(L, s, -1) : bind_reduce_axis(L, ND_MIN, s, -1, false);
    }
    if (!o->text && fabs(o->p) == 1) return sums_extreme(L, x, row, column, o->p > 0);
    if (!o->text && isinf(o->p)) return sums_extreme(L, x, column, row, o->p > 0);
    bind_error(L, ERR_VALUE, "Invalid norm order for matrices.");
    return NULL;
}

static nd_array *keep_axes(lua_State *L, nd_array *value, const nd_array *x, int naxes, const int *axes) {
    ptrdiff_t shape[ND_MAXDIMS];
    for (int i = 0; i < x->ndim; i++) shape[i] = x->shape[i];
    for (int i = 0; i < naxes; i++) shape[axes[i]] = 1;
    return bind_reshape(L, value, x->ndim, shape);
}

/* The root of the sum of all squares, whatever the shape. */
static nd_array *flat_norm(lua_State *L, nd_array *x) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    nd_array *flat = bind_need(L, nd_ravel(c, x, 'K', &e), &e);
    if (nd_is_complex(x->dtype)) {
        nd_array *re = bind_need(L, nd_real(c, flat, &e), &e), *im = bind_need(L, nd_imag(c, flat, &e), &e);
        nd_array *first = bind_need(L, nd_dot(c, re, re, &e), &e), *second = bind_need(L, nd_dot(c, im, im, &e), &e);
        return bind_op1(L, ND_SQRT, bind_op2(L, ND_ADD, first, second));
    }
    return bind_op1(L, ND_SQRT, bind_need(L, nd_dot(c, flat, flat, &e), &e));
}

/* naxes < 0: all. */
nd_array *bind_norm_of(lua_State *L, nd_array *x, const bind_norm_order *o, int naxes, int *axes) {
    err e;
    if (naxes < 0) {
        if (!o->given || (is_frobenius(o) && x->ndim == 2) || (!o->text && o->p == 2 && x->ndim == 1)) return flat_norm(L, x);
        naxes = x->ndim;
        for (int i = 0; i < naxes; i++) axes[i] = i;
    }
    if (naxes > 2 || naxes < 1) bind_error(L, ERR_VALUE, "Improper number of dimensions to norm.");
    for (int i = 0; i < naxes; i++) bind_must(L, nd_check_axis(&axes[i], x->ndim, &e), &e);
    return naxes == 1 ? vector_norm(L, x, o, axes[0]) : matrix_norm(L, x, o, axes[0], axes[1]);
}

static int push_norm(lua_State *L, nd_array *x, const bind_norm_order *o, int naxes, int *axes, bool keepdims) {
    bool      all = naxes < 0;
    nd_array *value = bind_norm_of(L, x, o, naxes, axes);
    if (keepdims) {
        for (int i = 0; all && i < x->ndim; i++) axes[i] = i;
        return bind_push_array(L, keep_axes(L, value, x, all ? x->ndim : naxes, axes));
    }
    return bind_result(L, value, NULL);
}

static int l_norm(lua_State *L) {
    static const bind_sig sig = {"norm", "x ord axis keepdims", 1};
    int axes[ND_MAXDIMS];
    bind_args(L, &sig);
    luaL_checkstack(L, 60, NULL);
    if (lua_type(L, 3) == LUA_TSTRING || (lua_type(L, 3) == LUA_TNUMBER && !lua_isinteger(L, 3)))
        return bind_error(L, ERR_TYPE, "'axis' must be None, an integer or a tuple of integers");
    bind_norm_order o = bind_arg_norm_order(L, 2, (bind_norm_order){0});
    int        naxes = bind_arg_axes(L, 3, axes);
    bool       keepdims = bind_arg_bool(L, 4, false);
    return push_norm(L, bind_arg_inexact(L, 1), &o, naxes, axes, keepdims);
}

static int l_matrix_norm(lua_State *L) {
    static const bind_sig sig = {"matrix_norm", "x * keepdims ord", 1};
    int axes[ND_MAXDIMS] = {-2, -1};
    bind_args(L, &sig);
    luaL_checkstack(L, 60, NULL);
    bind_norm_order o = lua_isnil(L, 3) ? (bind_norm_order){.given = true, .text = "fro"} : bind_arg_norm_order(L, 3, (bind_norm_order){0});
    bool       keepdims = bind_arg_bool(L, 2, false);
    return push_norm(L, bind_arg_inexact(L, 1), &o, 2, axes, keepdims);
}

/* Several axes count as one long vector. */
static int l_vector_norm(lua_State *L) {
    static const bind_sig sig = {"vector_norm", "x * axis ord keepdims", 1};
    int       axes[ND_MAXDIMS], order[ND_MAXDIMS], n = 0;
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    bind_args(L, &sig);
    luaL_checkstack(L, 60, NULL);
    nd_array  *x = bind_arg_inexact(L, 1);
    bind_norm_order o = bind_arg_norm_order(L, 3, (bind_norm_order){.given = true, .p = 2});
    int        naxes = bind_arg_axes(L, 2, axes);
    bool       keepdims = bind_arg_bool(L, 4, false);
    for (int i = 0; naxes < 0 && i < x->ndim; i++) axes[i] = i;
    if (naxes < 0) naxes = x->ndim;
    shape[0] = 1;
    for (int i = 0; i < naxes; i++) {
        bind_must(L, nd_check_axis(&axes[i], x->ndim, &e), &e);
        order[n++] = axes[i];
        shape[0] *= x->shape[axes[i]];
    }
    for (int i = 0; i < x->ndim; i++) {
        bool used = false;
        for (int j = 0; j < naxes; j++) used = used || axes[j] == i;
        if (used) continue;
        shape[n - naxes + 1] = x->shape[i];
        order[n++] = i;
    }
    nd_array *line = bind_need(L, nd_transpose(bind_ctx_of(L), x, n, order, &e), &e);
    line = bind_reshape(L, line, n - naxes + 1, shape);
    nd_array *value = vector_norm(L, line, &o, 0);
    if (keepdims) return bind_push_array(L, keep_axes(L, value, x, naxes, axes));
    return bind_result(L, value, &e);
}

void bind_open_norm(lua_State *L) {
    static const luaL_Reg functions[] = {{"norm", l_norm}, {"matrix_norm", l_matrix_norm}, {"vector_norm", l_vector_norm}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
