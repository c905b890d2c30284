/* Linear algebra by what its results must satisfy: A x = b, A v = lambda v, U S Vh = A. Vectors of an
 * eigenproblem have no sign of their own, so they are not compared with anyone's. */
#include <math.h>

#include "array/array.h"
#include "harness.h"

/* Numbers that look random, the same every time, between -1 and 1. */
static nd_array *random_array(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned) {
    ptrdiff_t order[8];
    for (int i = 0; i < ndim; i++) order[i] = shape[turned ? ndim - 1 - i : i];
    nd_array *a = nd_new(c, nd_dtype_of(t), ndim, order, 'C', NULL);
    assert_non_null(a);
    for (size_t i = 0; i < a->size; i++) {
        double    value = (double)((i * 2654435761u + 12345) % 1000) / 500 - 1;
        nd_scalar x = {.kind = 'f', .u.f = value};
        if (nd_dtype_kind(a->dtype) == 'i') x = (nd_scalar){.kind = 'i', .u.i = (int64_t)(value * 9)};
        assert_int_equal(nd_store(a->dtype, a->data + i * a->dtype.itemsize, x, NULL), ERR_OK);
    }
    if (!turned) return a;
    nd_array *view = nd_transpose(c, a, 0, NULL, NULL);
    nd_drop(c, a);
    assert_non_null(view);
    return view;
}

static double at(const nd_array *a, const ptrdiff_t *where) {
    const char *p = a->data;
    for (int i = 0; i < a->ndim; i++) p += where[i] * a->strides[i];
    nd_scalar x = nd_load(a->dtype, p);
    return x.kind == 'i' ? (double)x.u.i : x.u.f;
}

/* Largest difference between two arrays of one shape. */
static double distance(const nd_array *a, const nd_array *b) {
    double far = 0;
    assert_int_equal(a->ndim, b->ndim);
    for (int i = 0; i < a->ndim; i++) assert_int_equal(a->shape[i], b->shape[i]);
    for (size_t flat = 0; flat < a->size; flat++) {
        ptrdiff_t where[8], rest = (ptrdiff_t)flat;
        for (int i = a->ndim - 1; i >= 0; i--) {
            where[i] = rest % a->shape[i];
            rest /= a->shape[i];
        }
        far = fmax(far, fabs(at(a, where) - at(b, where)));
    }
    return far;
}

static double tolerance(nd_type t) { return t == ND_F32 ? 1e-4 : 1e-10; }

/* a @ b, dropping both. */
static nd_array *times(nd_ctx *c, nd_array *a, nd_array *b) {
    nd_array *product = nd_matmul(c, a, b, NULL, NULL);
    assert_non_null(product);
    nd_drop(c, a);
    nd_drop(c, b);
    return product;
}

static nd_array *eye_like(nd_ctx *c, const nd_array *a) {
    ptrdiff_t n = a->shape[a->ndim - 1];
    nd_array *eye = nd_eye(c, n, n, 0, a->dtype, 'C', NULL), *wide = nd_broadcast_to(c, eye, a->ndim, a->shape, NULL);
    nd_drop(c, eye);
    return wide;
}

static void close_and_drop(nd_ctx *c, nd_array *a, nd_array *b, double by) {
    double far = distance(a, b);
    if (!(far < by)) fail_msg("off by %g", far);
    nd_drop(c, a);
    nd_drop(c, b);
}

/* Makes a diagonal strong, so that the matrix is regular, and the whole symmetric when asked. */
static nd_array *regular(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned, bool symmetric) {
    nd_array *a = random_array(c, t, ndim, shape, turned), *eye = eye_like(c, a);
    nd_array *strong = nd_ufunc2(c, ND_ADD, eye, eye, NULL), *more = nd_ufunc2(c, ND_ADD, strong, strong, NULL), *sum;
    nd_drop(c, eye);
    nd_drop(c, strong);
    if (symmetric) {
        nd_array *turn = nd_swapaxes(c, a, -1, -2, NULL), *both = nd_ufunc2(c, ND_ADD, a, turn, NULL);
        nd_drop(c, turn);
        nd_drop(c, a);
        a = both;
    }
    sum = nd_ufunc2(c, ND_ADD, a, more, NULL);
    nd_drop(c, a);
    nd_drop(c, more);
    assert_non_null(sum);
    return sum;
}

typedef void check_fn(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned);

/* Square and other shapes, single and in stacks, both orders in memory, both precisions. */
static void over(check_fn *check, bool square) {
    static const struct { int ndim; ptrdiff_t shape[4]; } squares[] = {
        {2, {1, 1}}, {2, {2, 2}}, {2, {5, 5}}, {2, {20, 20}}, {3, {3, 4, 4}}, {4, {2, 2, 3, 3}}, {2, {0, 0}}, {3, {0, 2, 2}},
    };
    static const struct { int ndim; ptrdiff_t shape[4]; } others[] = {
        {2, {4, 2}}, {2, {2, 4}}, {2, {7, 5}}, {3, {3, 2, 4}}, {3, {2, 5, 3}}, {2, {3, 3}}, {2, {0, 3}}, {2, {3, 0}}, {2, {1, 6}},
    };
    static const nd_type types[] = {ND_F64, ND_F32, ND_I64};
    size_t n = square ? sizeof squares / sizeof *squares : sizeof others / sizeof *others;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < n; i++)
        for (int way = 0; way < 6; way++) {
            if (square) check(&c, types[way % 3], squares[i].ndim, squares[i].shape, way >= 3);
            else check(&c, types[way % 3], others[i].ndim, others[i].shape, way >= 3);
        }
}

static nd_type result_type(nd_type t) { return t == ND_F32 ? ND_F32 : ND_F64; }

static void check_inverse(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned) {
    nd_array *a = regular(c, t, ndim, shape, turned, false), *inverse = nd_inv(c, a, NULL);
    assert_non_null(inverse);
    assert_int_equal(inverse->dtype.type, result_type(t));
    nd_array *eye = eye_like(c, a);
    close_and_drop(c, times(c, a, inverse), eye, tolerance(t));
}

static void an_inverse_times_its_matrix_is_one(void **state) {
    (void)state;
    over(check_inverse, true);
}

static void check_solution(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned) {
    ptrdiff_t sides[8];
    memcpy(sides, shape, (size_t)ndim * sizeof *sides);
    sides[ndim - 1] = 3;
    nd_array *a = regular(c, t, ndim, shape, turned, false), *b = random_array(c, t, ndim, sides, !turned), *x = nd_solve(c, a, b, NULL);
    assert_non_null(x);
    close_and_drop(c, times(c, a, x), b, tolerance(t));
    if (ndim != 2) return;
    a = regular(c, t, ndim, shape, turned, false);
    b = random_array(c, t, 1, shape, false);
    x = nd_solve(c, a, b, NULL);
    assert_int_equal(x->ndim, 1);
    close_and_drop(c, times(c, a, x), b, tolerance(t));
}

static void solutions_solve(void **state) {
    (void)state;
    over(check_solution, true);
}

static void one_matrix_serves_a_stack_of_sides(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = regular(&c, ND_F64, 2, (const ptrdiff_t[]){3, 3}, false, false), *b = random_array(&c, ND_F64, 3, (const ptrdiff_t[]){4, 3, 2}, false);
    nd_array *x = nd_solve(&c, a, b, NULL);
    assert_non_null(x);
    assert_int_equal(x->shape[0], 4);
    close_and_drop(&c, times(&c, a, x), b, 1e-12);
}

static void check_cholesky(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned) {
    nd_array *a = regular(c, t, ndim, shape, turned, false), *turn = nd_swapaxes(c, a, -1, -2, NULL);
    nd_array *square = times(c, a, turn);
    for (int upper = 0; upper < 2; upper++) {
        nd_array *l = nd_cholesky(c, square, upper, NULL), *lt = nd_swapaxes(c, l, -1, -2, NULL), *clean = nd_tri(c, l, 0, upper, NULL);
        assert_true(distance(clean, l) == 0);
        nd_drop(c, clean);
        nd_array *product = upper ? times(c, lt, l) : times(c, l, lt);
        assert_true(distance(product, square) < 200 * tolerance(t));
        nd_drop(c, product);
    }
    nd_drop(c, square);
}

static void a_cholesky_factor_is_a_triangle_whose_square_is_the_matrix(void **state) {
    (void)state;
    over(check_cholesky, true);
}

static void check_eigenvectors(nd_ctx *c, nd_array *a, nd_array *const w[2], nd_type t) {
    const int middle = -2;
    nd_array *row = nd_expand_dims(c, w[0], 1, &middle, NULL), *scaled = nd_ufunc2(c, ND_MULTIPLY, w[1], row, NULL);
    nd_drop(c, row);
    nd_array *product = nd_matmul(c, a, w[1], NULL, NULL);
    close_and_drop(c, product, scaled, 20 * tolerance(t));
}

static void check_symmetric(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned) {
    nd_array *a = regular(c, t, ndim, shape, turned, true), *w[2], *again[2];
    for (int upper = 0; upper < 2; upper++) {
        assert_int_equal(nd_eigh(c, a, upper, true, w, NULL), ERR_OK);
        check_eigenvectors(c, a, w, t);
        assert_int_equal(nd_eigh(c, a, upper, false, again, NULL), ERR_OK);
        close_and_drop(c, again[0], w[0], 20 * tolerance(t));
        nd_drop(c, w[1]);
    }
    assert_int_equal(nd_eig(c, a, true, w, NULL), ERR_OK);
    check_eigenvectors(c, a, w, t);
    nd_drop(c, w[0]);
    nd_drop(c, w[1]);
    nd_drop(c, a);
}

static void a_matrix_stretches_its_eigenvectors_by_its_eigenvalues(void **state) {
    (void)state;
    over(check_symmetric, true);
}

static void check_svd(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned) {
    nd_array *a = random_array(c, t, ndim, shape, turned), *out[3], *full[3], *only[3];
    const int middle = -2;
    assert_int_equal(nd_svd(c, a, false, true, out, NULL), ERR_OK);
    nd_array *row = nd_expand_dims(c, out[1], 1, &middle, NULL), *us = nd_ufunc2(c, ND_MULTIPLY, out[0], row, NULL);
    nd_drop(c, row);
    nd_array *product = times(c, us, out[2]);
    assert_true(distance(product, a) < 30 * tolerance(t));
    nd_drop(c, product);
    assert_int_equal(nd_svd(c, a, false, false, only, NULL), ERR_OK);
    assert_int_equal(nd_svd(c, a, true, true, full, NULL), ERR_OK);
    assert_true(distance(full[1], out[1]) < tolerance(t));
    close_and_drop(c, only[0], out[1], 30 * tolerance(t));
    for (int i = 0; i < 3; i += 2) {
        nd_array *turn = nd_swapaxes(c, full[i], -1, -2, NULL), *eye = eye_like(c, full[i]);
        close_and_drop(c, times(c, full[i], turn), eye, tolerance(t));
    }
    nd_drop(c, full[1]);
    nd_drop(c, out[0]);
    nd_drop(c, a);
}

static void singular_vectors_and_values_make_the_matrix_again(void **state) {
    (void)state;
    over(check_svd, false);
}

static void check_qr(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned) {
    nd_array *a = random_array(c, t, ndim, shape, turned), *out[2];
    for (int i = 0; i < 2; i++) {
        assert_int_equal(nd_qr(c, a, "rc"[i], out, NULL), ERR_OK);
        nd_array *clean = nd_tri(c, out[1], 0, true, NULL), *alone[2];
        assert_true(distance(clean, out[1]) == 0);
        nd_drop(c, clean);
        if (i == 0) {
            assert_int_equal(nd_qr(c, a, 'R', alone, NULL), ERR_OK);
            assert_true(distance(alone[1], out[1]) == 0);
            nd_drop(c, alone[1]);
        }
        nd_array *turn = nd_swapaxes(c, out[0], -1, -2, NULL), *square = nd_matmul(c, turn, out[0], NULL, NULL);
        nd_drop(c, turn);
        close_and_drop(c, square, eye_like(c, square), tolerance(t));
        nd_array *product = times(c, out[0], out[1]);
        assert_true(distance(product, a) < 30 * tolerance(t));
        nd_drop(c, product);
    }
    nd_drop(c, a);
}

static void q_is_orthogonal_and_q_r_is_the_matrix(void **state) {
    (void)state;
    over(check_qr, false);
}

static void check_least_squares(nd_ctx *c, nd_type t, int ndim, const ptrdiff_t *shape, bool turned) {
    nd_array *out[4];
    if (ndim != 2) return;
    nd_array *a = random_array(c, t, 2, shape, turned), *b = random_array(c, t, 1, shape, false);
    assert_int_equal(nd_lstsq(c, a, b, NULL, out, NULL), ERR_OK);
    /* What is left over is at right angles to every column. */
    nd_array *at_a = nd_swapaxes(c, a, 0, 1, NULL), *fitted = nd_matmul(c, a, out[0], NULL, NULL), *left = nd_ufunc2(c, ND_SUBTRACT, fitted, b, NULL);
    nd_array *normal = nd_matmul(c, at_a, left, NULL, NULL), *zero = nd_ufunc2(c, ND_SUBTRACT, normal, normal, NULL);
    close_and_drop(c, normal, zero, 200 * tolerance(t));
    nd_drop(c, at_a);
    nd_drop(c, left);
    nd_drop(c, fitted);
    for (int i = 0; i < 4; i++) nd_drop(c, out[i]);
    nd_drop(c, a);
    nd_drop(c, b);
}

static void least_squares_leave_nothing_along_the_columns(void **state) {
    (void)state;
    over(check_least_squares, false);
}

/* --- known values ----------------------------------------------------------------------------------------- */

static nd_array *two_by_two(nd_ctx *c, double p, double q, double r, double s) {
    const double    x[4] = {p, q, r, s};
    const ptrdiff_t shape[2] = {2, 2};
    nd_array       *a = nd_new(c, nd_dtype_of(ND_F64), 2, shape, 'C', NULL);
    assert_non_null(a);
    memcpy(a->data, x, sizeof x);
    return a;
}

static double value(const nd_array *a) { return nd_load(a->dtype, a->data).u.f; }

static void determinants_follow_lapacks_factors(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = two_by_two(&c, 1, 2, 3, 4), *det = nd_det(&c, a, NULL), *both[2];
    assert_true(value(det) == -2.0000000000000004);
    assert_true(det->flags & ND_SCALAR);
    nd_drop(&c, det);
    nd_drop(&c, a);
    a = two_by_two(&c, 1, 2, 2, 4);
    det = nd_det(&c, a, NULL);
    assert_true(value(det) == 0);
    assert_int_equal(nd_slogdet(&c, a, both, NULL), ERR_OK);
    assert_true(value(both[0]) == 0 && value(both[1]) == -INFINITY);
    nd_drop(&c, both[0]);
    nd_drop(&c, both[1]);
    nd_drop(&c, det);
    nd_drop(&c, a);
}

static void failures_are_worded_as_numpy_words_them(void **state) {
    nd_ctx    c;
    err       e;
    nd_array *out[3];
    (void)state;
    nd_ctx_init(&c);
    nd_array *singular = two_by_two(&c, 1, 2, 2, 4), *turn = two_by_two(&c, 0, -1, 1, 0), *nan = two_by_two(&c, (double)NAN, 1, 1, 1);
    nd_array *flat = random_array(&c, ND_F64, 1, (const ptrdiff_t[]){3}, false), *wide = random_array(&c, ND_F64, 2, (const ptrdiff_t[]){2, 3}, false);
    assert_null(nd_inv(&c, singular, &e));
    assert_string_equal(e.text, "Singular matrix");
    assert_int_equal(e.code, ERR_LINALG);
    assert_null(nd_solve(&c, singular, singular, &e));
    assert_string_equal(e.text, "Singular matrix");
    assert_null(nd_cholesky(&c, turn, false, &e));
    assert_string_equal(e.text, "Matrix is not positive definite");
    assert_null(nd_det(&c, wide, &e));
    assert_string_equal(e.text, "Last 2 dimensions of the array must be square");
    assert_null(nd_inv(&c, flat, &e));
    assert_string_equal(e.text, "1-dimensional array given. Array must be at least two-dimensional");
    assert_null(nd_solve(&c, singular, flat, &e));
    assert_string_equal(e.text, "solve1: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m)->(m) (size 3 is different from 2)");
    assert_int_equal(nd_eig(&c, nan, true, out, &e), ERR_LINALG);
    assert_string_equal(e.text, "Array must not contain infs or NaNs");
    assert_int_equal(nd_svd(&c, nan, true, true, out, &e), ERR_LINALG);
    assert_string_equal(e.text, "SVD did not converge");
    nd_array *quiet = nd_inv_or_nan(&c, singular, &e);
    assert_true(isnan(value(quiet)));
    nd_drop(&c, quiet);
    nd_array *all[] = {singular, turn, nan, flat, wide};
    for (int i = 0; i < 5; i++) nd_drop(&c, all[i]);
}

static void refused_requests_leave_nothing_behind(void **state) {
    nd_ctx    c;
    nd_array *out[4];
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = regular(&c, ND_I64, 3, (const ptrdiff_t[]){2, 3, 3}, true, true), *one = regular(&c, ND_F64, 2, (const ptrdiff_t[]){3, 3}, true, true);
    for (int which = 0; which < 9; which++) {
        bool done = false;
        for (uint64_t at_request = 1; !done; at_request++) {
            int n = 1;
            assert_true(at_request < 60);
            mem_fail_from(at_request);
            switch (which) {
            case 0: done = (out[0] = nd_inv(&c, a, NULL)) != NULL; break;
            case 1: done = (out[0] = nd_solve(&c, a, one, NULL)) != NULL; break;
            case 2: done = (out[0] = nd_det(&c, a, NULL)) != NULL; break;
            case 3: done = nd_slogdet(&c, a, out, NULL) == ERR_OK, n = 2; break;
            case 4: done = nd_eigh(&c, a, false, true, out, NULL) == ERR_OK, n = 2; break;
            case 5: done = nd_eig(&c, a, true, out, NULL) == ERR_OK, n = 2; break;
            case 6: done = nd_svd(&c, a, true, true, out, NULL) == ERR_OK, n = 3; break;
            case 7: done = nd_qr(&c, a, 'w', out, NULL) == ERR_OK, n = 2; break;
            default: done = nd_lstsq(&c, one, one, NULL, out, NULL) == ERR_OK, n = 4; break;
            }
            mem_fail_from(0);
            for (int i = 0; done && i < n; i++) nd_drop(&c, out[i]);
        }
    }
    nd_drop(&c, a);
    nd_drop(&c, one);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_inverse_times_its_matrix_is_one),
        TEST(solutions_solve),
        TEST(one_matrix_serves_a_stack_of_sides),
        TEST(a_cholesky_factor_is_a_triangle_whose_square_is_the_matrix),
        TEST(a_matrix_stretches_its_eigenvectors_by_its_eigenvalues),
        TEST(singular_vectors_and_values_make_the_matrix_again),
        TEST(q_is_orthogonal_and_q_r_is_the_matrix),
        TEST(least_squares_leave_nothing_along_the_columns),
        TEST(determinants_follow_lapacks_factors),
        TEST(failures_are_worded_as_numpy_words_them),
        TEST(refused_requests_leave_nothing_behind),
    };
    return RUN_TESTS(tests);
}
