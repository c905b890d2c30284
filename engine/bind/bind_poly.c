/* bind/bind_poly.c: polynomials as arrays of coefficients: arithmetic, roots, fitting. */
#include "bind/bind_poly.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "bind/bind_linalg.h"

/* --- pieces ---------------------------------------------------------------------------------------- */

static nd_array *cast(lua_State *L, nd_array *a, nd_dtype d) {
    err e;
    if (nd_dtype_equal(a->dtype, d)) return a;
    return bind_need(L, nd_astype(bind_ctx_of(L), a, d, 'C', &e), &e);
}

static nd_array *zeros(lua_State *L, nd_dtype d, ptrdiff_t n) {
    err e;
    return bind_need(L, nd_zeros(bind_ctx_of(L), d, 1, &n, 'C', &e), &e);
}

static nd_array *join(lua_State *L, nd_array *a, nd_array *b) {
    nd_array *parts[2] = {a, b};
    err       e;
    return bind_need(L, nd_concatenate(bind_ctx_of(L), 2, parts, 0, NULL, &e), &e);
}

static nd_array *slice(lua_State *L, nd_array *a, ptrdiff_t start, ptrdiff_t stop) {
    nd_key key = {.kind = ND_KEY_SLICE, .start = start, .stop = stop, .step = ND_NONE};
    err    e;
    return bind_need(L, nd_get(bind_ctx_of(L), a, 1, &key, &e), &e);
}

/* Floats and complex numbers stay; the others become float64. */
static nd_array *inexact(lua_State *L, nd_array *a) { return nd_is_inexact(a->dtype) ? a : cast(L, a, nd_dtype_of(ND_F64)); }

/* Dense float64, to be read as a C array. */
static const double *doubles(lua_State *L, nd_array *a, nd_array **made) {
    err e;
    *made = bind_need(L, nd_astype(bind_ctx_of(L), a, nd_dtype_of(ND_F64), 'C', &e), &e);
    return (const double *)(const void *)(*made)->data;
}

nd_array *bind_arg_poly(lua_State *L, int i) {
    err e;
    if (bind_is_poly1d(L, i)) {
        lua_getiuservalue(L, i, 1);
        return bind_to_array(L, -1);
    }
    return bind_need(L, nd_atleast(bind_ctx_of(L), bind_arg_asarray(L, i), 1, &e), &e);
}

/* A result is a poly1d when an argument was one. */
static int give_poly(lua_State *L, nd_array *a, int nargs) {
    for (int i = 1; i <= nargs; i++)
        if (bind_is_poly1d(L, i)) return bind_push_poly1d(L, a, NULL);
    return bind_push_array(L, bind_unscalar(L, a));
}

/* --- value -------------------------------------------------------------------------------------------- */

int bind_poly_value(lua_State *L, nd_array *p, int x) {
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bool    composed = bind_is_poly1d(L, x);
    if (p->ndim != 1) bind_error(L, ERR_VALUE, "polyval: the coefficients must be 1-d");
    if (p->shape[0] > 1000) bind_error(L, ERR_VALUE, "polyval: more than 1000 coefficients");
    luaL_checkstack(L, 20, NULL);
    nd_array *at = composed ? bind_arg_poly(L, x) : bind_arg_array(L, x);
    nd_array *y = composed ? zeros(L, p->dtype, 1) : bind_op2(L, ND_MULTIPLY, at, bind_new_weak(L, 0));
    if (!composed && !nd_is_float(at->dtype)) y = bind_op2(L, ND_MULTIPLY, at, bind_new_int(L, 0));
    int place = lua_gettop(L);
    for (ptrdiff_t i = 0; i < p->shape[0]; i++) {
        nd_key    key = {.kind = ND_KEY_INT, .i = i};
        nd_array *k = bind_need(L, nd_get(c, p, 1, &key, &e), &e);
        if (composed) y = bind_poly_add(L, bind_poly_multiply(L, y, at), bind_need(L, nd_atleast(c, k, 1, &e), &e), ND_ADD);
        else y = bind_op2(L, ND_ADD, bind_op2(L, ND_MULTIPLY, y, at), k);
        bind_push_again(L, y);
        bind_settle(L, place);
    }
    if (composed) return bind_push_poly1d(L, y, NULL);
    return bind_result(L, y, NULL);
}

static int l_polyval(lua_State *L) {
    static const bind_sig sig = {"polyval", "p x", 2};
    bind_args(L, &sig);
    nd_array *p = bind_arg_poly(L, 1);
    return bind_poly_value(L, p, 2);
}

/* --- sums, products, quotients ----------------------------------------------------------------------- */

nd_array *bind_poly_add(lua_State *L, nd_array *a, nd_array *b, nd_op op) {
    ptrdiff_t gap = b->shape[0] - a->shape[0];
    if (gap > 0) a = join(L, zeros(L, a->dtype, gap), a);
    if (gap < 0) b = join(L, zeros(L, b->dtype, -gap), b);
    return bind_op2(L, op, a, b);
}

static bool is_zero(const nd_array *p, ptrdiff_t i) { return !nd_scalar_is_true(nd_load(p->dtype, p->data + i * p->strides[0])); }

static ptrdiff_t leading_zeros(const nd_array *p) {
    ptrdiff_t n = 0;
    while (n < p->shape[0] && is_zero(p, n)) n++;
    return n;
}

/* Leading zeros are dropped, the last of them stays. */
nd_array *bind_poly_trim(lua_State *L, nd_array *p) {
    ptrdiff_t n = leading_zeros(p);
    if (n == p->shape[0]) return zeros(L, p->dtype, 1);
    return n ? slice(L, p, n, p->shape[0]) : p;
}

nd_array *bind_poly_multiply(lua_State *L, nd_array *a, nd_array *b) {
    err e;
    a = bind_poly_trim(L, a);
    b = bind_poly_trim(L, b);
    return bind_need(L, nd_convolve(bind_ctx_of(L), a, b, &e), &e);
}

void bind_poly_divide(lua_State *L, nd_array *u, nd_array *v, nd_array *out[2]) {
    nd_array    *made_u, *made_v;
    nd_dtype     d = nd_promote_types(inexact(L, u)->dtype, inexact(L, v)->dtype);
    double      *r = (double *)(uintptr_t)doubles(L, u, &made_u);
    const double *w = doubles(L, v, &made_v);
    ptrdiff_t    m = u->shape[0] - 1, n = v->shape[0] - 1, first = 0;
    nd_array    *q = zeros(L, nd_dtype_of(ND_F64), m - n + 1 > 1 ? m - n + 1 : 1);
    double       scale = 1 / w[0], *quotient = (double *)(void *)q->data;
    for (ptrdiff_t k = 0; k <= m - n; k++) {
        quotient[k] = scale * r[k];
        for (ptrdiff_t i = 0; i <= n; i++) r[k + i] -= quotient[k] * w[i];
    }
    while (first < m && fabs(r[first]) <= 1e-8) first++;
    out[0] = cast(L, q, d);
    out[1] = cast(L, first ? slice(L, made_u, first, m + 1) : made_u, d);
}

static int add(lua_State *L, const bind_sig *sig, nd_op op) {
    bind_args(L, sig);
    luaL_checkstack(L, 30, NULL);
    nd_array *a = bind_arg_poly(L, 1), *b = bind_arg_poly(L, 2);
    return give_poly(L, bind_poly_add(L, a, b, op), 2);
}

static int l_polyadd(lua_State *L) {
    static const bind_sig sig = {"polyadd", "a1 a2", 2};
    return add(L, &sig, ND_ADD);
}

static int l_polysub(lua_State *L) {
    static const bind_sig sig = {"polysub", "a1 a2", 2};
    return add(L, &sig, ND_SUBTRACT);
}

static int l_polymul(lua_State *L) {
    static const bind_sig sig = {"polymul", "a1 a2", 2};
    bind_args(L, &sig);
    luaL_checkstack(L, 40, NULL);
    nd_array *a = bind_arg_poly(L, 1), *b = bind_arg_poly(L, 2);
    return give_poly(L, bind_poly_multiply(L, a, b), 2);
}

static int l_polydiv(lua_State *L) {
    static const bind_sig sig = {"polydiv", "u v", 2};
    nd_array *out[2];
    bind_args(L, &sig);
    luaL_checkstack(L, 40, NULL);
    nd_array *u = bind_arg_poly(L, 1), *v = bind_arg_poly(L, 2);
    bind_poly_divide(L, u, v, out);
    for (int i = 0; i < 2; i++) {
        lua_pushnil(L);
        give_poly(L, out[i], 2);
        lua_remove(L, -2);
    }
    bind_push_tuple(L, 2);
    return 1;
}

/* --- derivative, integral ------------------------------------------------------------------------------- */

/* n, n - 1, ..., 1 */
static nd_array *falling(lua_State *L, ptrdiff_t n) {
    err e;
    return bind_need(L, nd_arange_int(bind_ctx_of(L), n, 0, -1, nd_dtype_of(ND_I64), &e), &e);
}

nd_array *bind_poly_derive(lua_State *L, nd_array *p, int64_t m) {
    if (m < 0) bind_error(L, ERR_VALUE, "Order of derivative must be positive (see polyint)");
    for (; m > 0 && p->shape[0] > 0; m--) {
        luaL_checkstack(L, 20, NULL);
        p = bind_op2(L, ND_MULTIPLY, slice(L, p, 0, p->shape[0] - 1), falling(L, p->shape[0] - 1));
    }
    return p;
}

nd_array *bind_poly_integrate(lua_State *L, nd_array *p, int64_t m, nd_array *k) {
    if (m < 0) bind_error(L, ERR_VALUE, "Order of integral must be positive (see polyder)");
    bool one = !k || (k->shape[0] == 1 && m > 1);
    if (m > 1000) bind_error(L, ERR_VALUE, "polyint: more than 1000 integrals");
    if (k && !one && k->shape[0] < m) bind_error(L, ERR_VALUE, "k must be a scalar or a rank-1 array of length 1 or >m.");
    if (!k) k = zeros(L, nd_dtype_of(ND_F64), 1);
    for (int64_t i = 0; i < m; i++) {
        luaL_checkstack(L, 20, NULL);
        nd_array *quotient = bind_op2(L, ND_DIVIDE, p, falling(L, p->shape[0]));
        p = join(L, quotient, slice(L, k, one ? 0 : (ptrdiff_t)i, one ? 1 : (ptrdiff_t)i + 1));
    }
    return p;
}

static int l_polyder(lua_State *L) {
    static const bind_sig sig = {"polyder", "p m", 1};
    bind_args(L, &sig);
    nd_array *p = bind_arg_poly(L, 1);
    return give_poly(L, bind_poly_derive(L, p, bind_arg_int(L, 2, 1)), 1);
}

static int l_polyint(lua_State *L) {
    static const bind_sig sig = {"polyint", "p m k", 1};
    bind_args(L, &sig);
    nd_array *p = bind_arg_poly(L, 1), *k = bind_given(L, 3) ? bind_arg_poly(L, 3) : NULL;
    return give_poly(L, bind_poly_integrate(L, p, bind_arg_int(L, 2, 1), k), 1);
}

/* --- roots -------------------------------------------------------------------------------------------------- */

/* The eigenvalues of the matrix whose characteristic polynomial p is. */
static nd_array *companion_values(lua_State *L, nd_array *p) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    ptrdiff_t n = p->shape[0] - 1;
    nd_key    first = {.kind = ND_KEY_INT, .i = 0};
    nd_array *a = bind_need(L, nd_eye(c, n, n, -1, p->dtype, 'C', &e), &e), *row = bind_need(L, nd_get(c, a, 1, &first, &e), &e);
    nd_array *lead = bind_need(L, nd_get(c, p, 1, &first, &e), &e);
    bind_must(L, nd_assign(c, row, bind_op2(L, ND_DIVIDE, bind_op1(L, ND_NEGATIVE, slice(L, p, 1, n + 1)), lead), &e), &e);
    return bind_eigvals(L, a);
}

nd_array *bind_poly_roots(lua_State *L, nd_array *p) {
    if (p->ndim != 1) bind_error(L, ERR_VALUE, "Input must be a rank-1 array.");
    luaL_checkstack(L, 40, NULL);
    ptrdiff_t first = leading_zeros(p), last = p->shape[0];
    if (first == last) return zeros(L, nd_dtype_of(ND_F64), 0);
    while (is_zero(p, last - 1)) last--;
    nd_array *inner = inexact(L, slice(L, p, first, last));
    nd_array *values = inner->shape[0] > 1 ? companion_values(L, inner) : zeros(L, nd_dtype_of(ND_F64), 0);
    return last < p->shape[0] ? join(L, values, zeros(L, values->dtype, p->shape[0] - last)) : values;
}

static int l_roots(lua_State *L) {
    static const bind_sig sig = {"roots", "p", 1};
    bind_args(L, &sig);
    nd_array *p = bind_arg_poly(L, 1);
    return bind_push_array(L, bind_poly_roots(L, p));
}

/* Real when every root has its conjugate. */
static nd_array *from_complex_roots(lua_State *L, nd_array *roots) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    nd_array *a = bind_new_weak(L, 1);
    nd_reduce_options whole = {.naxes = -1};
    a = bind_reshape(L, cast(L, a, roots->dtype), 1, &(ptrdiff_t){1});
    int place = lua_gettop(L);
    for (ptrdiff_t k = 0; k < roots->shape[0]; k++) {
        nd_array *minus = bind_op1(L, ND_NEGATIVE, slice(L, roots, k, k + 1)), *one = bind_need(L, nd_ones(c, roots->dtype, 1, minus->shape, 'C', &e), &e);
        a = bind_need(L, nd_convolve(c, a, join(L, one, minus), &e), &e);
        bind_push_again(L, a);
        bind_settle(L, place);
    }
    nd_array *turned = bind_op1(L, ND_CONJUGATE, roots);
    nd_array *same = bind_op2(L, ND_EQUAL, bind_need(L, nd_sort(c, roots, -1, &e), &e), bind_need(L, nd_sort(c, turned, -1, &e), &e));
    nd_array *all = bind_need(L, nd_reduce(c, ND_ALL, same, &whole, &e), &e);
    if (!nd_scalar_is_true(nd_load(all->dtype, all->data))) return a;
    return bind_need(L, nd_copy(c, bind_need(L, nd_real(c, a, &e), &e), 'C', &e), &e);
}

nd_array *bind_poly_from_roots(lua_State *L, nd_array *seq) {
    nd_array *made;
    if (seq->ndim == 2 && seq->shape[0] == seq->shape[1] && seq->shape[0] != 0) seq = bind_eigvals(L, seq);
    else if (seq->ndim != 1) bind_error(L, ERR_VALUE, "input must be 1d or non-empty square 2d array.");
    else seq = inexact(L, seq);
    if (nd_is_complex(seq->dtype)) return from_complex_roots(L, seq);
    ptrdiff_t     n = seq->shape[0];
    const double *root = doubles(L, seq, &made);
    nd_array     *a = zeros(L, nd_dtype_of(ND_F64), n + 1);
    double       *p = (double *)(void *)a->data;
    p[0] = 1;
    for (ptrdiff_t k = 0; k < n; k++)
        for (ptrdiff_t i = k + 1; i > 0; i--) p[i] -= root[k] * p[i - 1];
    return cast(L, a, seq->dtype);
}

static int l_poly(lua_State *L) {
    static const bind_sig sig = {"poly", "seq_of_zeros", 1};
    err e;
    bind_args(L, &sig);
    luaL_checkstack(L, 30, NULL);
    nd_array *seq = bind_need(L, nd_atleast(bind_ctx_of(L), bind_arg_asarray(L, 1), 1, &e), &e);
    if (seq->ndim == 1 && seq->shape[0] == 0) {
        lua_pushnumber(L, 1.0);
        return 1;
    }
    return bind_push_array(L, bind_poly_from_roots(L, seq));
}

/* --- fitting ------------------------------------------------------------------------------------------------- */

typedef struct fit {
    nd_array *x, *y, *lhs, *rhs, *scale;
    ptrdiff_t order;
    double    rcond;
} fit;

static nd_array *as_column(lua_State *L, nd_array *a) {
    const ptrdiff_t shape[2] = {(ptrdiff_t)a->size, 1};
    return bind_reshape(L, a, 2, shape);
}

/* x to the powers order-1 ... 0, side by side. */
static nd_array *powers(lua_State *L, nd_array *x, ptrdiff_t order) {
    nd_array *columns[1000];
    err       e;
    luaL_checkstack(L, (int)order + 20, NULL);
    columns[order - 1] = bind_need(L, nd_ones(bind_ctx_of(L), x->dtype, 1, x->shape, 'C', &e), &e);
    for (ptrdiff_t i = order - 2; i >= 0; i--) columns[i] = bind_op2(L, ND_MULTIPLY, columns[i + 1], x);
    return bind_need(L, nd_stack(bind_ctx_of(L), (int)order, columns, 1, &e), &e);
}

static void check_points(lua_State *L, int64_t deg, const nd_array *x, const nd_array *y) {
    if (deg < 0) bind_error(L, ERR_VALUE, "expected deg >= 0");
    if (x->ndim != 1) bind_error(L, ERR_TYPE, "expected 1D vector for x");
    if (x->size == 0) bind_error(L, ERR_TYPE, "expected non-empty vector for x");
    if (y->ndim < 1 || y->ndim > 2) bind_error(L, ERR_TYPE, "expected 1D or 2D array for y");
    if (x->shape[0] != y->shape[0]) bind_error(L, ERR_TYPE, "expected x and y to have same length");
    if (deg >= 1000) bind_error(L, ERR_VALUE, "polyfit: the degree must be below 1000");
}

/* The equations to solve, their columns scaled to length 1. w: weights, or NULL. */
static void set_up(lua_State *L, fit *f, nd_array *w) {
    f->lhs = powers(L, f->x, f->order);
    f->rhs = f->y;
    if (w) {
        w = inexact(L, w);
        if (w->ndim != 1) bind_error(L, ERR_TYPE, "expected a 1-d array for weights");
        if (w->shape[0] != f->y->shape[0]) bind_error(L, ERR_TYPE, "expected w and y to have the same length");
        f->lhs = bind_op2(L, ND_MULTIPLY, f->lhs, as_column(L, w));
        f->rhs = bind_op2(L, ND_MULTIPLY, f->rhs, f->y->ndim == 2 ? as_column(L, w) : w);
    }
    f->scale = bind_op1(L, ND_SQRT, bind_reduce_axis(L, ND_SUM, bind_op2(L, ND_MULTIPLY, f->lhs, f->lhs), 0, false));
    f->lhs = bind_op2(L, ND_DIVIDE, f->lhs, f->scale);
}

/* The covariance of the coefficients. */
static nd_array *covariance(lua_State *L, const fit *f, nd_array *residuals, bool scaled) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    nd_array *turned = bind_need(L, nd_swapaxes(c, f->lhs, 0, 1, &e), &e);
    nd_array *v = bind_need(L, nd_inv(c, bind_need(L, nd_dot(c, turned, f->lhs, &e), &e), &e), &e);
    v = bind_op2(L, ND_DIVIDE, v, bind_need(L, nd_outer(c, f->scale, f->scale, &e), &e));
    if (scaled && f->x->shape[0] <= f->order)
        bind_error(L, ERR_VALUE, "the number of data points must exceed order to scale the covariance matrix");
    nd_array *factor = scaled ? bind_op2(L, ND_DIVIDE, residuals, bind_new_weak(L, (double)(f->x->shape[0] - f->order))) : bind_new_weak(L, 1);
    if (f->y->ndim == 1) return bind_op2(L, ND_MULTIPLY, v, factor);
    const int last = -1;
    return bind_op2(L, ND_MULTIPLY, bind_need(L, nd_expand_dims(c, v, 1, &last, &e), &e), factor);
}

static int push_full(lua_State *L, nd_array *coefficients, nd_array *const solved[4], double rcond) {
    bind_push_again(L, coefficients);
    bind_push_again(L, solved[1]);
    bind_push_again(L, solved[2]);
    bind_push_again(L, solved[3]);
    lua_pushnumber(L, rcond);
    bind_push_tuple(L, 5);
    return 1;
}

static int l_polyfit(lua_State *L) {
    static const bind_sig sig = {"polyfit", "x y deg rcond full w cov", 3};
    nd_array *solved[4];
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    bind_args(L, &sig);
    luaL_checkstack(L, 80, NULL);
    fit     f = {.x = inexact(L, bind_arg_asarray(L, 1)), .y = inexact(L, bind_arg_asarray(L, 2))};
    int64_t deg = bind_arg_int(L, 3, 0);
    bool    full = bind_arg_bool(L, 5, false), unscaled = lua_type(L, 7) == LUA_TSTRING, cov = unscaled || bind_arg_bool(L, 7, false);
    check_points(L, deg, f.x, f.y);
    f.order = (ptrdiff_t)deg + 1;
    f.rcond = bind_arg_float(L, 4, (double)f.x->shape[0] * (f.x->dtype.type == ND_F32 ? (double)FLT_EPSILON : DBL_EPSILON));
    set_up(L, &f, bind_arg_asarray_or_null(L, 6));
    bind_must(L, nd_lstsq(c, f.lhs, f.rhs, &f.rcond, solved, &e), &e);
    nd_array *coefficients = bind_op2(L, ND_DIVIDE, solved[0], f.y->ndim == 2 ? as_column(L, f.scale) : f.scale);
    int64_t   rank = nd_load(solved[2]->dtype, solved[2]->data).u.i;
    if (rank != f.order && !full) nd_warn(c, "RankWarning", "Polyfit may be poorly conditioned");
    if (full) return push_full(L, coefficients, solved, f.rcond);
    if (!cov) return bind_push_array(L, coefficients);
    nd_array *v = covariance(L, &f, solved[1], !unscaled);
    bind_push_again(L, coefficients);
    bind_push_again(L, v);
    bind_push_tuple(L, 2);
    return 1;
}

void bind_open_poly(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"polyval", l_polyval}, {"polyadd", l_polyadd}, {"polysub", l_polysub}, {"polymul", l_polymul}, {"polydiv", l_polydiv},
        {"polyder", l_polyder}, {"polyint", l_polyint}, {"roots", l_roots}, {"poly", l_poly}, {"polyfit", l_polyfit}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    bind_open_poly1d(L);
}
