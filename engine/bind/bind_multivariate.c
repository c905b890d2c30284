/* bind/bind_multivariate.c: methods that draw rows: multinomial, dirichlet, the multivariate ones. */
#include "bind/bind_generator.h"

#include <math.h>
#include <string.h>

static int l_multinomial(lua_State *L) {
    static const bind_sig sig = {"multinomial", "n pvals size", 2};
    const nd_rng r = bind_take_rng(L);
    err          e;
    bind_args(L, &sig);
    nd_array *n = bind_arg_asarray(L, 1), *p = bind_arg_asarray(L, 2);
    if (r.legacy && n->ndim > 0) bind_error(L, ERR_TYPE, "only 0-dimensional arrays can be converted to Python scalars");
    nd_size size = bind_arg_size(L, 3);
    return bind_push_array(L, bind_need(L, nd_random_multinomial(bind_ctx_of(L), &r, n, p, &size, &e), &e));
}

static int l_dirichlet(lua_State *L) {
    static const bind_sig sig = {"dirichlet", "alpha size", 1};
    const nd_rng r = bind_take_rng(L);
    err          e;
    bind_args(L, &sig);
    nd_array *alpha = bind_arg_asarray(L, 1);
    nd_size   size = bind_arg_size(L, 2);
    return bind_push_array(L, bind_need(L, nd_random_dirichlet(bind_ctx_of(L), &r, alpha, &size, &e), &e));
}

static int l_colors(lua_State *L) {
    static const bind_sig sig = {"multivariate_hypergeometric", "colors nsample size method", 2};
    const nd_rng r = bind_take_rng(L);
    err          e;
    bind_args(L, &sig);
    const char *method = bind_arg_text(L, 4, "marginals");
    bool        count = strcmp(method, "count") == 0;
    if (!count && strcmp(method, "marginals") != 0) bind_error(L, ERR_VALUE, "method must be \"count\" or \"marginals\".");
    nd_array *colors = bind_arg_asarray(L, 1);
    nd_size   size = bind_arg_size(L, 3);
    nd_array *out = nd_random_colors(bind_ctx_of(L), &r, colors, bind_arg_int(L, 2, 0), count, &size, &e);
    return bind_push_array(L, bind_need(L, out, &e));
}

/* --- multivariate normal: standard normals through a factor of the covariance --------------------------- */

typedef enum factor { SVD, EIGH, CHOLESKY } factor;

typedef struct normal {
    factor      method;
    const char *check;          /* "warn", "raise", "ignore" */
    double      tol;
    nd_array   *cov;            /* float64 */
} normal;

static nd_array *transposed(lua_State *L, nd_array *a) {
    err e;
    return bind_need(L, nd_transpose(bind_ctx_of(L), a, -1, NULL, &e), &e);
}

static nd_array *product(lua_State *L, nd_array *a, nd_array *b) {
    err e;
    return bind_need(L, nd_matmul(bind_ctx_of(L), a, b, NULL, &e), &e);
}

static void complain(lua_State *L, const normal *n, bool fine) {
    if (fine || strcmp(n->check, "ignore") == 0) return;
    if (strcmp(n->check, "raise") == 0) bind_error(L, ERR_VALUE, "covariance is not symmetric positive-semidefinite.");
    nd_warn(bind_ctx_of(L), "RuntimeWarning", "covariance is not symmetric positive-semidefinite.");
}

static bool is_close(const nd_array *a, const nd_array *b, double tol) {
    const double *x = (const double *)(const void *)a->data, *y = (const double *)(const void *)b->data;
    for (size_t i = 0; i < a->size; i++)
        if (!(fabs(x[i] - y[i]) <= tol + tol * fabs(y[i]))) return false;
    return true;
}

static nd_array *sqrt_of(lua_State *L, nd_array *s) { return bind_op1(L, ND_SQRT, s); }

/* u * sqrt(s), and for the legacy one its transpose, sqrt(s) * v. */
static nd_array *factor_svd(lua_State *L, const normal *n, bool legacy) {
    nd_array *out[3];
    err       e;
    bind_must(L, nd_svd(bind_ctx_of(L), n->cov, true, true, out, &e), &e);
    nd_array *again = product(L, bind_op2(L, ND_MULTIPLY, transposed(L, out[2]), out[1]), out[2]);
    again = bind_need(L, nd_copy(bind_ctx_of(L), again, 'C', &e), &e);
    complain(L, n, is_close(again, n->cov, n->tol));
    if (!legacy) return transposed(L, bind_op2(L, ND_MULTIPLY, out[0], sqrt_of(L, out[1])));
    const ptrdiff_t column[] = {(ptrdiff_t)out[1]->size, 1};
    nd_array       *s = bind_need(L, nd_reshape(bind_ctx_of(L), sqrt_of(L, out[1]), 2, column, 'C', &e), &e);
    return bind_op2(L, ND_MULTIPLY, s, out[2]);
}

static nd_array *factor_eigh(lua_State *L, const normal *n) {
    nd_array *out[2];
    err       e;
    bool      fine = true;
    bind_must(L, nd_eigh(bind_ctx_of(L), n->cov, false, true, out, &e), &e);
    for (size_t i = 0; i < out[0]->size; i++) fine = fine && ((const double *)(const void *)out[0]->data)[i] >= -n->tol;
    complain(L, n, fine);
    return transposed(L, bind_op2(L, ND_MULTIPLY, out[1], sqrt_of(L, bind_op1(L, ND_ABSOLUTE, out[0]))));
}

static nd_array *factor_of(lua_State *L, const normal *n, bool legacy) {
    err e;
    if (n->method == SVD) return factor_svd(L, n, legacy);
    if (n->method == EIGH) return factor_eigh(L, n);
    return transposed(L, bind_need(L, nd_cholesky(bind_ctx_of(L), n->cov, false, &e), &e));
}

static void read_normal(lua_State *L, const nd_rng *r, normal *n) {
    static const char *const methods[] = {[SVD] = "svd", [EIGH] = "eigh", [CHOLESKY] = "cholesky"};
    err         e;
    const char *method = r->legacy ? "svd" : bind_arg_text(L, 6, "svd");
    int         k = 0;
    while (k < 3 && strcmp(methods[k], method) != 0) k++;
    if (k == 3) bind_error(L, ERR_VALUE, "method must be one of {'eigh', 'svd', 'cholesky'}");
    n->method = (factor)k;
    nd_array *mean = bind_arg_asarray(L, 1), *cov = bind_arg_asarray(L, 2);
    if (mean->ndim != 1) bind_error(L, ERR_VALUE, "mean must be 1 dimensional");
    if (cov->ndim != 2 || cov->shape[0] != cov->shape[1]) bind_error(L, ERR_VALUE, "cov must be 2 dimensional and square");
    if (mean->shape[0] != cov->shape[0]) bind_error(L, ERR_VALUE, "mean and cov must have same length");
    n->check = bind_arg_text(L, 4, "warn");
    if (strcmp(n->check, "warn") != 0 && strcmp(n->check, "raise") != 0 && strcmp(n->check, "ignore") != 0)
        bind_error(L, ERR_VALUE, "check_valid must equal 'warn', 'raise', or 'ignore'");
    n->tol = bind_arg_float(L, 5, 1e-8);
    n->cov = bind_need(L, nd_astype(bind_ctx_of(L), cov, nd_dtype_of(ND_F64), 'C', &e), &e);
}

/* size + (dimensions,) standard normals, as rows. */
static nd_array *standard_rows(lua_State *L, const nd_rng *r, nd_size *whole, ptrdiff_t k) {
    nd_draw d = {.dist = nd_dist_find("standard_normal", r->legacy), .dtype = nd_dtype_of(ND_F64)};
    err     e;
    if (whole->ndim < 0) whole->ndim = 0;
    if (whole->ndim == ND_MAXDIMS) bind_error(L, ERR_VALUE, "maximum supported dimension for an ndarray is %d, found %d", ND_MAXDIMS, ND_MAXDIMS + 1);
    whole->shape[whole->ndim++] = k;
    d.size = *whole;
    nd_array       *x = bind_need(L, nd_random_draw(bind_ctx_of(L), r, &d, &e), &e);
    const ptrdiff_t rows[] = {k ? (ptrdiff_t)x->size / k : 0, k};
    return bind_need(L, nd_reshape(bind_ctx_of(L), x, 2, rows, 'C', &e), &e);
}

static int l_multivariate_normal(lua_State *L) {
    static const bind_sig sigs[] = {{"multivariate_normal", "mean cov size check_valid tol * method", 2},
                                    {"multivariate_normal", "mean cov size check_valid tol", 2}};
    const nd_rng r = bind_take_rng(L);
    normal       n;
    err          e;
    bind_args(L, &sigs[r.legacy]);
    nd_size whole = bind_arg_size(L, 3);
    read_normal(L, &r, &n);
    luaL_checkstack(L, 60, NULL);
    nd_array *x = standard_rows(L, &r, &whole, n.cov->shape[0]);
    x = product(L, x, factor_of(L, &n, r.legacy));
    x = bind_op2(L, ND_ADD, x, bind_arg_asarray(L, 1));
    return bind_push_array(L, bind_need(L, nd_reshape(bind_ctx_of(L), x, whole.ndim, whole.shape, 'C', &e), &e));
}

const luaL_Reg bind_rng_vectors[] = {
    {"multinomial", l_multinomial}, {"dirichlet", l_dirichlet}, {"multivariate_hypergeometric", l_colors},
    {"multivariate_normal", l_multivariate_normal}, {NULL, NULL},
};
