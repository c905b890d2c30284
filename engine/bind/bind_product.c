/* bind/bind_product.c: sums of products: dot, matmul, outer, covariance. */
#include "bind/bind_lazy.h"

typedef nd_array *product_fn(nd_ctx *c, nd_array *a, nd_array *b, err *e);

/* Places 1 and 2: the factors; out (0: none): the result's. */
static int multiply(lua_State *L, const bind_sig *sig, product_fn *fn, int out) {
    err e;
    bind_args(L, sig);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    nd_array *got = bind_need(L, fn(bind_ctx_of(L), a, b, &e), &e);
    return bind_give(L, got, out ? bind_arg_out(L, out) : NULL);
}

int bind_l_dot(lua_State *L) {
    static const bind_sig sig = {"dot", "a b out", 2};
    return multiply(L, &sig, nd_dot, 3);
}

static int l_vdot(lua_State *L) {
    static const bind_sig sig = {"vdot", "a b", 2};
    return multiply(L, &sig, nd_vdot, 0);
}

static int l_inner(lua_State *L) {
    static const bind_sig sig = {"inner", "a b", 2};
    return multiply(L, &sig, nd_inner, 0);
}

static int l_outer(lua_State *L) {
    static const bind_sig sig = {"outer", "a b out", 2};
    return multiply(L, &sig, nd_outer, 3);
}

static int l_kron(lua_State *L) {
    static const bind_sig sig = {"kron", "a b", 2};
    return multiply(L, &sig, nd_kron, 0);
}

static int l_matmul(lua_State *L) {
    static const bind_sig sig = {"matmul", "x1 x2 out * casting order dtype subok axes axis", 2};
    nd_dtype d;
    err      e;
    nd_ctx  *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    if (bind_arg_dtype(L, 6, &d)) {
        a = bind_need(L, nd_astype(c, a, d, 'K', &e), &e);
        b = bind_need(L, nd_astype(c, b, d, 'K', &e), &e);
    }
    return bind_result(L, nd_matmul(c, a, b, bind_arg_out(L, 3), &e), &e);
}

/* a and b multiplied element by element, summed over the last axis. */
static int l_vecdot(lua_State *L) {
    static const bind_sig sig = {"vecdot", "x1 x2 out * axis", 2};
    err               e;
    nd_reduce_options o = {.naxes = 1};
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    o.axes[0] = bind_arg_axis(L, 4, -1);
    o.out = bind_arg_out(L, 3);
    if (!bind_given(L, 4) && a->ndim && b->ndim && a->shape[a->ndim - 1] != b->shape[b->ndim - 1])
        bind_error(L, ERR_VALUE, "vecdot: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n),(n)->() (size %td is different from %td)",
                   b->shape[b->ndim - 1], a->shape[a->ndim - 1]);
    nd_array *product = bind_op2(L, ND_MULTIPLY, a, b);
    o.has_dtype = true;
    o.dtype = product->dtype;
    return bind_result(L, nd_reduce(bind_ctx_of(L), ND_SUM, product, &o, &e), &e);
}

int bind_l_trace(lua_State *L) {
    static const bind_sig sig = {"trace", "a offset axis1 axis2 dtype out", 1};
    nd_dtype d;
    err      e;
    nd_ctx  *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    int       offset = bind_arg_small(L, 2, 0), one = bind_arg_small(L, 3, 0), two = bind_arg_small(L, 4, 1);
    if (bind_arg_dtype(L, 5, &d)) a = bind_need(L, nd_astype(c, a, d, 'K', &e), &e);
    return bind_give(L, bind_need(L, nd_trace(c, a, offset, one, two, &e), &e), bind_arg_out(L, 6));
}

/* --- contractions over chosen axes ------------------------------------------------------------------ */

/* Which axes of a and b are summed over. */
typedef struct contraction {
    int n, a[ND_MAXDIMS], b[ND_MAXDIMS];
} contraction;

static int read_side(lua_State *L, int i, int axes[ND_MAXDIMS]) {
    const nd_array *a = bind_to_array(L, i);
    return a && a->size == 0 ? 0 : bind_arg_axes(L, i, axes);
}

static contraction read_contraction(lua_State *L, int i, const nd_array *a, const nd_array *b) {
    contraction k = {0};
    err         e;
    if (bind_is_sequence(L, i)) {
        int first, second;
        if (bind_arg_arrays(L, i, &first) != 2) bind_error(L, ERR_VALUE, "tensordot: axes must be a number or a pair");
        second = read_side(L, first + 1, k.b);
        k.n = read_side(L, first, k.a);
        if (k.n != second) bind_error(L, ERR_VALUE, "shape-mismatch for sum");
    } else {
        k.n = bind_arg_small(L, i, 2);
        if (k.n > a->ndim || k.n > b->ndim) bind_error(L, ERR_INDEX, "tuple index out of range");
        if (k.n < 0) k.n = 0;
        for (int j = 0; j < k.n; j++) k.a[j] = a->ndim - k.n + j, k.b[j] = j;
    }
    for (int j = 0; j < k.n; j++) {
        bind_must(L, nd_check_axis(&k.a[j], a->ndim, &e), &e);
        bind_must(L, nd_check_axis(&k.b[j], b->ndim, &e), &e);
        if (a->shape[k.a[j]] != b->shape[k.b[j]]) bind_error(L, ERR_VALUE, "shape-mismatch for sum");
    }
    return k;
}

typedef struct outer_shape {
    int       ndim;
    ptrdiff_t shape[2 * ND_MAXDIMS];
} outer_shape;

/* a as a matrix: the axes that stay and those that are summed, the latter first or last. The lengths of
 * those that stay are added to out. */
static nd_array *as_matrix(lua_State *L, nd_array *a, const contraction *k, bool summed_first, outer_shape *out) {
    err       e;
    int       order[ND_MAXDIMS], stay[ND_MAXDIMS], nstay = 0;
    ptrdiff_t kept = 1, gone = 1;
    int        n = k->n;
    const int *summed = summed_first ? k->b : k->a;
    for (int i = 0; i < a->ndim; i++) {
        bool is_summed = false;
        for (int j = 0; j < n; j++) is_summed = is_summed || summed[j] == i;
        if (is_summed) continue;
        stay[nstay++] = i;
        kept *= a->shape[i];
        out->shape[out->ndim++] = a->shape[i];
    }
    for (int j = 0; j < n; j++) gone *= a->shape[summed[j]];
    for (int i = 0; i < nstay; i++) order[(summed_first ? n : 0) + i] = stay[i];
    for (int j = 0; j < n; j++) order[(summed_first ? 0 : nstay) + j] = summed[j];
    const ptrdiff_t matrix[] = {summed_first ? gone : kept, summed_first ? kept : gone};
    a = bind_need(L, nd_transpose(bind_ctx_of(L), a, a->ndim, order, &e), &e);
    return bind_need(L, nd_reshape(bind_ctx_of(L), a, 2, matrix, 'C', &e), &e);
}

static int l_tensordot(lua_State *L) {
    static const bind_sig sig = {"tensordot", "a b axes", 2};
    outer_shape out = {0};
    err         e;
    bind_args(L, &sig);
    nd_array   *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    contraction k = read_contraction(L, 3, a, b);
    nd_array   *left = as_matrix(L, a, &k, false, &out);
    nd_array   *right = as_matrix(L, b, &k, true, &out);
    nd_array   *got = bind_need(L, nd_dot(bind_ctx_of(L), left, right, &e), &e);
    return bind_push_array(L, bind_need(L, nd_reshape(bind_ctx_of(L), got, out.ndim, out.shape, 'C', &e), &e));
}

/* --- cross ------------------------------------------------------------------------------------------------ */

static nd_array *component(lua_State *L, nd_array *a, int i) {
    err    e;
    nd_key keys[] = {{.kind = ND_KEY_ELLIPSIS}, {.kind = ND_KEY_INT, .i = i}};
    return bind_need(L, nd_get(bind_ctx_of(L), a, 2, keys, &e), &e);
}

/* a[i] b[j] - a[j] b[i] */
static nd_array *minor(lua_State *L, nd_array *a, nd_array *b, int i, int j) {
    nd_array *left = bind_op2(L, ND_MULTIPLY, component(L, a, i), component(L, b, j));
    return bind_op2(L, ND_SUBTRACT, left, bind_op2(L, ND_MULTIPLY, component(L, a, j), component(L, b, i)));
}

/* Vectors of two components get a zero. */
static nd_array *third_component(lua_State *L, nd_array *a) {
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    if (a->shape[a->ndim - 1] == 3) return a;
    for (int i = 0; i < a->ndim; i++) shape[i] = a->shape[i];
    shape[a->ndim - 1] = 1;
    nd_array *parts[] = {a, bind_need(L, nd_zeros(c, a->dtype, a->ndim, shape, 'C', &e), &e)};
    return bind_need(L, nd_concatenate(c, 2, parts, -1, NULL, &e), &e);
}

static int l_cross(lua_State *L) {
    static const bind_sig sig = {"cross", "a b axisa axisb axisc axis", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    luaL_checkstack(L, 60, NULL);
    int       axis = bind_arg_axis(L, 6, -1), last = -1;
    int       from_a = bind_given(L, 6) ? axis : bind_arg_axis(L, 3, -1), from_b = bind_given(L, 6) ? axis : bind_arg_axis(L, 4, -1);
    int       to = bind_given(L, 6) ? axis : bind_arg_axis(L, 5, -1);
    nd_array *a = bind_need(L, nd_moveaxis(c, bind_arg_asarray(L, 1), 1, &from_a, &last, &e), &e);
    nd_array *b = bind_need(L, nd_moveaxis(c, bind_arg_asarray(L, 2), 1, &from_b, &last, &e), &e);
    ptrdiff_t na = a->shape[a->ndim - 1], nb = b->shape[b->ndim - 1];
    if ((na != 2 && na != 3) || (nb != 2 && nb != 3))
        bind_error(L, ERR_VALUE, "incompatible dimensions for cross product\n(dimension must be 2 or 3)");
    if (na == 2 || nb == 2)
        nd_warn(c, "DeprecationWarning", "Arrays of 2-dimensional vectors are deprecated. Use arrays of 3-dimensional vectors instead. "
                                         "(deprecated in NumPy 2.0)");
    if (na == 2 && nb == 2) return bind_push_array(L, bind_unscalar(L, minor(L, a, b, 0, 1)));
    a = third_component(L, a);
    b = third_component(L, b);
    nd_array *parts[] = {minor(L, a, b, 1, 2), minor(L, a, b, 2, 0), minor(L, a, b, 0, 1)};
    nd_array *got = bind_need(L, nd_stack(c, 3, parts, -1, &e), &e);
    return bind_push_array(L, bind_need(L, nd_moveaxis(c, got, 1, &last, &to, &e), &e));
}

/* --- covariance ---------------------------------------------------------------------------------------------- */

static int l_cov(lua_State *L) {
    static const bind_sig sig = {"cov", "m y rowvar bias ddof fweights aweights * dtype", 1};
    err e;
    bind_args(L, &sig);
    nd_array *m = bind_arg_asarray(L, 1), *y = bind_arg_asarray_or_null(L, 2);
    if (bind_given(L, 6) || bind_given(L, 7)) return bind_lazy_call(L, ".cov", 8);
    bool rowvar = bind_arg_bool(L, 3, true), bias = bind_arg_bool(L, 4, false);
    return bind_result(L, nd_cov(bind_ctx_of(L), m, y, rowvar, bias, bind_arg_small(L, 5, -1), &e), &e);
}

static int l_corrcoef(lua_State *L) {
    static const bind_sig sig = {"corrcoef", "x y rowvar * dtype", 1};
    err e;
    bind_args(L, &sig);
    nd_array *x = bind_arg_asarray(L, 1), *y = bind_arg_asarray_or_null(L, 2);
    return bind_result(L, nd_corrcoef(bind_ctx_of(L), x, y, bind_arg_bool(L, 3, true), &e), &e);
}

void bind_open_product(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"dot", bind_l_dot}, {"matmul", l_matmul}, {"vdot", l_vdot}, {"vecdot", l_vecdot}, {"inner", l_inner},
        {"outer", l_outer}, {"kron", l_kron}, {"trace", bind_l_trace}, {"tensordot", l_tensordot},
        {"cross", l_cross}, {"cov", l_cov}, {"corrcoef", l_corrcoef}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
