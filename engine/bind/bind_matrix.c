/* bind/bind_matrix.c: np.linalg's functions that are made of others: rank, powers, chains, pseudo-inverses. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "bind/bind_linalg.h"

static nd_array *product(lua_State *L, nd_array *a, nd_array *b) {
    err e;
    return bind_need(L, nd_matmul(bind_ctx_of(L), a, b, NULL, &e), &e);
}

static double epsilon(const nd_array *a) { return a->dtype.type == ND_F32 ? (double)FLT_EPSILON : DBL_EPSILON; }

static ptrdiff_t longer_side(const nd_array *a) {
    ptrdiff_t m = a->shape[a->ndim - 2], n = a->shape[a->ndim - 1];
    return m > n ? m : n;
}

/* --- cond, rank, pinv ------------------------------------------------------------------------------------------- */

static nd_array *item_along_last(lua_State *L, nd_array *a, ptrdiff_t i) {
    err    e;
    nd_key keys[] = {{.kind = ND_KEY_ELLIPSIS}, {.kind = ND_KEY_INT, .i = i}};
    return bind_need(L, nd_get(bind_ctx_of(L), a, 2, keys, &e), &e);
}

/* NaN that the matrix itself does not explain means a condition without bound. */
static nd_array *nan_to_inf(lua_State *L, nd_array *value, nd_array *x) {
    err               e;
    nd_ctx           *c = bind_ctx_of(L);
    nd_reduce_options o = {.naxes = 2, .axes = {-2, -1}};
    nd_array *own = bind_need(L, nd_reduce(c, ND_ANY, bind_op1(L, ND_ISNAN, x), &o, &e), &e);
    nd_array *strange = bind_op2(L, ND_LOGICAL_AND, bind_op1(L, ND_ISNAN, value), bind_op1(L, ND_LOGICAL_NOT, own));
    nd_array *got = bind_need(L, nd_where(c, strange, bind_new_weak(L, INFINITY), value, &e), &e);
    if (got->ndim == 0) got->flags |= ND_SCALAR;
    return got;
}

static int l_cond(lua_State *L) {
    static const bind_sig sig = {"cond", "x p", 1};
    int axes[2][ND_MAXDIMS] = {{-2, -1}, {-2, -1}};
    err e;
    bind_args(L, &sig);
    luaL_checkstack(L, 80, NULL);
    nd_array  *x = bind_arg_asarray(L, 1), *value;
    bind_norm_order o = bind_arg_norm_order(L, 2, (bind_norm_order){.given = true, .p = 2});
    if (x->ndim >= 2 && x->size == 0) return bind_error(L, ERR_LINALG, "cond is not defined on empty arrays");
    if (!o.text && fabs(o.p) == 2) {
        nd_array *s = bind_svdvals(L, x, false), *first = item_along_last(L, s, 0), *last = item_along_last(L, s, -1);
        value = o.p > 0 ? bind_op2(L, ND_DIVIDE, first, last) : bind_op2(L, ND_DIVIDE, last, first);
    } else {
        bind_must(L, nd_check_stacked(x, true, &e), &e);
        x = bind_arg_inexact(L, 1);
        nd_array *inverse = bind_need(L, nd_inv_or_nan(bind_ctx_of(L), x, &e), &e);
        value = bind_op2(L, ND_MULTIPLY, bind_norm_of(L, x, &o, 2, axes[0]), bind_norm_of(L, inverse, &o, 2, axes[1]));
    }
    return bind_result(L, nan_to_inf(L, value, x), &e);
}

static int l_matrix_rank(lua_State *L) {
    static const bind_sig sig = {"matrix_rank", "A tol hermitian * rtol", 1};
    err e;
    bind_args(L, &sig);
    luaL_checkstack(L, 60, NULL);
    nd_array *a = bind_arg_asarray(L, 1), *tol;
    if (bind_given(L, 2) && bind_given(L, 4)) return bind_error(L, ERR_VALUE, "`tol` and `rtol` can't be both set.");
    if (a->ndim < 2) {
        lua_pushinteger(L, nd_count_true(a) > 0);
        return 1;
    }
    nd_array *s = bind_svdvals(L, a, bind_arg_bool(L, 3, false));
    if (bind_given(L, 2)) {
        tol = bind_expand(L, bind_arg_asarray(L, 2), -1);
    } else {
        nd_array *rtol = bind_given(L, 4) ? bind_expand(L, bind_arg_asarray(L, 4), -1) : bind_new_weak(L, (double)longer_side(a) * epsilon(s));
        tol = bind_op2(L, ND_MULTIPLY, bind_reduce_axis(L, ND_MAX, s, -1, true), rtol);
    }
    nd_array *count = bind_reduce_axis(L, ND_COUNT_NONZERO, bind_op2(L, ND_GREATER, s, tol), -1, false);
    return bind_result(L, count, &e);
}

static int l_pinv(lua_State *L) {
    static const bind_sig sig = {"pinv", "a rcond hermitian * rtol", 1};
    nd_array *svd[3], *rcond;
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    bind_args(L, &sig);
    luaL_checkstack(L, 80, NULL);
    nd_array *a = bind_arg_asarray(L, 1);
    if (bind_given(L, 2) && !lua_isnil(L, 4)) return bind_error(L, ERR_VALUE, "`rtol` and `rcond` can't be both set.");
    bind_must(L, nd_check_stacked(a, false, &e), &e);
    if (a->size == 0) {
        nd_array *turned = bind_need(L, nd_swapaxes(c, a, -1, -2, &e), &e);
        return bind_push_array(L, bind_need(L, nd_empty_like(c, turned, turned->dtype, 'C', -1, NULL, &e), &e));
    }
    if (nd_is_complex(a->dtype)) a = bind_op1(L, ND_CONJUGATE, a);
    bind_svd(L, a, false, bind_arg_bool(L, 3, false), svd);
    if (bind_given(L, 2) || bind_given(L, 4)) rcond = bind_expand(L, bind_arg_asarray(L, bind_given(L, 2) ? 2 : 4), -1);
    else rcond = bind_new_weak(L, lua_isnil(L, 4) ? 1e-15 : (double)longer_side(a) * epsilon(svd[1]));
    nd_array *cut = bind_op2(L, ND_MULTIPLY, rcond, bind_reduce_axis(L, ND_MAX, svd[1], -1, true));
    nd_array *large = bind_op2(L, ND_GREATER, svd[1], cut);
    nd_array *safe = bind_need(L, nd_where(c, large, svd[1], bind_new_weak(L, 1), &e), &e);
    nd_array *inverse = bind_need(L, nd_where(c, large, bind_op2(L, ND_DIVIDE, bind_new_weak(L, 1), safe), bind_new_weak(L, 0), &e), &e);
    nd_array *ut = bind_need(L, nd_swapaxes(c, svd[0], -1, -2, &e), &e), *v = bind_need(L, nd_swapaxes(c, svd[2], -1, -2, &e), &e);
    return bind_push_array(L, product(L, v, bind_op2(L, ND_MULTIPLY, bind_expand(L, inverse, -1), ut)));
}

/* --- powers and chains ---------------------------------------------------------------------------------------------- */

static int l_matrix_power(lua_State *L) {
    static const bind_sig sig = {"matrix_power", "a n", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    luaL_checkstack(L, 160, NULL);
    nd_array *a = bind_arg_asarray(L, 1), *power = NULL;
    bind_must(L, nd_check_stacked(a, true, &e), &e);
    const nd_array *given = bind_to_array(L, 2);
    if (given ? given->ndim > 0 || !nd_is_integer(given->dtype) : !lua_isinteger(L, 2)) return bind_error(L, ERR_TYPE, "exponent must be an integer");
    int64_t n = bind_arg_int(L, 2, 0);
    if (n == 0) {
        nd_array *eye = bind_need(L, nd_eye(c, a->shape[a->ndim - 1], a->shape[a->ndim - 1], 0, a->dtype, 'C', &e), &e);
        nd_array *wide = bind_need(L, nd_broadcast_to(c, eye, a->ndim, a->shape, &e), &e);
        return bind_push_array(L, bind_need(L, nd_copy(c, wide, 'C', &e), &e));
    }
    if (n < 0) a = bind_need(L, nd_inv(c, a, &e), &e);
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    if (left == 1) return bind_push_array(L, n < 0 ? a : bind_need(L, nd_copy(c, a, 'K', &e), &e));
    if (left == 3) return bind_push_array(L, product(L, product(L, a, a), a));
    for (nd_array *square = a; left; left >>= 1) {
        if (square != a || left != (n < 0 ? 0 - (uint64_t)n : (uint64_t)n)) square = product(L, square, square);
        if (left & 1) power = power ? product(L, power, square) : square;
    }
    return bind_push_array(L, power);
}

enum { CHAIN_MAX = 64 };

/* Where to split the product of matrices i..j, for the fewest multiplications. */
static void plan_chain(int n, const ptrdiff_t *length, uint8_t split[CHAIN_MAX][CHAIN_MAX]) {
    double cost[CHAIN_MAX][CHAIN_MAX] = {{0}};
    for (int span = 1; span < n; span++)
        for (int i = 0; i + span < n; i++) {
            int j = i + span;
            cost[i][j] = INFINITY;
            for (int k = i; k < j; k++) {
                double q = cost[i][k] + cost[k + 1][j] + (double)length[i] * (double)length[k + 1] * (double)length[j + 1];
                if (q >= cost[i][j]) continue;
                cost[i][j] = q;
                split[i][j] = (uint8_t)k;
            }
        }
}

static nd_array *multiply_chain(lua_State *L, nd_array *const *a, uint8_t split[CHAIN_MAX][CHAIN_MAX], int i, int j) {
    err e;
    if (i == j) return a[i];
    int       k = split[i][j];
    nd_array *left = multiply_chain(L, a, split, i, k), *right = multiply_chain(L, a, split, k + 1, j);
    return bind_need(L, nd_dot(bind_ctx_of(L), left, right, &e), &e);
}

static int l_multi_dot(lua_State *L) {
    static const bind_sig sig = {"multi_dot", "arrays * out", 1};
    nd_array *a[CHAIN_MAX];
    ptrdiff_t length[CHAIN_MAX + 1];
    uint8_t   split[CHAIN_MAX][CHAIN_MAX];
    int       first;
    err       e;
    bind_args(L, &sig);
    int n = bind_arg_arrays(L, 1, &first);
    if (n < 2) return bind_error(L, ERR_VALUE, "Expecting at least two arrays.");
    if (n > CHAIN_MAX) return bind_error(L, ERR_VALUE, "multi_dot: more than %d arrays", CHAIN_MAX);
    luaL_checkstack(L, 4 * n + 20, NULL);
    for (int i = 0; i < n; i++) a[i] = bind_to_array(L, first + i);
    if (n == 2) return bind_give(L, bind_need(L, nd_dot(bind_ctx_of(L), a[0], a[1], &e), &e), bind_arg_out(L, 2));
    bool row = a[0]->ndim == 1, column = a[n - 1]->ndim == 1;
    if (row) a[0] = bind_expand(L, a[0], 0);
    if (column) a[n - 1] = bind_expand(L, a[n - 1], 1);
    for (int i = 0; i < n; i++) {
        if (a[i]->ndim != 2) return bind_error(L, ERR_LINALG, "%d-dimensional array given. Array must be two-dimensional", a[i]->ndim);
        length[i] = a[i]->shape[0];
    }
    length[n] = a[n - 1]->shape[1];
    plan_chain(n, length, split);
    nd_array       *got = multiply_chain(L, a, split, 0, n - 1);
    const ptrdiff_t flat = (ptrdiff_t)got->size;
    if (row || column) got = bind_reshape(L, got, row && column ? 0 : 1, &flat);
    if (got->ndim == 0) got->flags |= ND_SCALAR;
    return bind_give(L, got, bind_arg_out(L, 2));
}

/* --- tensors as matrices ----------------------------------------------------------------------------------------------- */

static int l_tensorsolve(lua_State *L) {
    static const bind_sig sig = {"tensorsolve", "a b axes", 2};
    int       axes[ND_MAXDIMS], order[ND_MAXDIMS];
    ptrdiff_t square[2] = {1, 1};
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    bind_args(L, &sig);
    luaL_checkstack(L, 60, NULL);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    int       naxes = bind_arg_axes(L, 3, axes), n = 0;
    if (naxes >= 0) {
        for (int i = 0; i < naxes; i++) bind_must(L, nd_check_axis(&axes[i], a->ndim, &e), &e);
        for (int i = 0; i < a->ndim; i++) {
            bool last = false;
            for (int j = 0; j < naxes; j++) last = last || axes[j] == i;
            if (!last) order[n++] = i;
        }
        for (int j = 0; j < naxes && n < a->ndim; j++) order[n++] = axes[j];
        a = bind_need(L, nd_transpose(c, a, n, order, &e), &e);
    }
    int nresult = a->ndim > b->ndim ? a->ndim - b->ndim : 0;
    const ptrdiff_t *shape = a->shape + (a->ndim - nresult);
    for (int i = 0; i < nresult; i++) square[0] *= shape[i];
    if ((ptrdiff_t)a->size != square[0] * square[0])
        return bind_error(L, ERR_LINALG, "Input arrays must satisfy the requirement             prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])");
    square[1] = square[0];
    nd_array *flat = bind_need(L, nd_ravel(c, b, 'C', &e), &e), *matrix = bind_reshape(L, a, 2, square);
    return bind_push_array(L, bind_reshape(L, bind_need(L, nd_solve(c, matrix, flat, &e), &e), nresult, shape));
}

static int l_tensorinv(lua_State *L) {
    static const bind_sig sig = {"tensorinv", "a ind", 1};
    ptrdiff_t shape[ND_MAXDIMS], matrix[2] = {1, -1};
    err       e;
    bind_args(L, &sig);
    luaL_checkstack(L, 40, NULL);
    nd_array *a = bind_arg_asarray(L, 1);
    int64_t   ind = bind_arg_int(L, 2, 2);
    int       n = 0;
    if (ind <= 0) return bind_error(L, ERR_VALUE, "Invalid ind argument.");
    int cut = ind < a->ndim ? (int)ind : a->ndim;
    for (int i = cut; i < a->ndim; i++) matrix[0] *= shape[n++] = a->shape[i];
    for (int i = 0; i < cut; i++) shape[n++] = a->shape[i];
    nd_array *inverse = bind_need(L, nd_inv(bind_ctx_of(L), bind_reshape(L, a, 2, matrix), &e), &e);
    return bind_push_array(L, bind_reshape(L, inverse, n, shape));
}

void bind_open_matrix(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"cond", l_cond}, {"matrix_rank", l_matrix_rank}, {"pinv", l_pinv}, {"matrix_power", l_matrix_power},
        {"multi_dot", l_multi_dot}, {"tensorsolve", l_tensorsolve}, {"tensorinv", l_tensorinv}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
