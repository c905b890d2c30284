/* Products, against NumPy; large ones against a plain triple loop, in every layout. */
#include <math.h>

#include "call.h"

#define PAIR_CALL(name)                                                                               \
    static void do_##name(call *k) {                                                                  \
        call_answer(k, nd_##name(k->c, call_array(k, 0, ""), call_array(k, 1, ""), &k->e)); \
    }
PAIR_CALL(dot)
PAIR_CALL(vdot)
PAIR_CALL(inner)
PAIR_CALL(outer)
PAIR_CALL(kron)

static void do_matmul(call *k) {
    call_answer(k, nd_matmul(k->c, call_array(k, 0, ""), call_array(k, 1, ""), NULL, &k->e));
}

static void do_trace(call *k) {
    call_answer(k, nd_trace(k->c, call_array(k, 0, ""), (int)call_int(k, 99, "offset", 0),
                            (int)call_int(k, 99, "axis1", 0), (int)call_int(k, 99, "axis2", 1), &k->e));
}

static const call_row rows[] = {
#include "golden/array_product.inc"
};
static const call_entry entries[] = {{"dot", do_dot},     {"vdot", do_vdot}, {"inner", do_inner},  {"outer", do_outer},
                                     {"matmul", do_matmul}, {"kron", do_kron}, {"trace", do_trace}};

static void calls_answer_as_numpy(void **state) {
    (void)state;
    CALLS_ANSWER(rows, entries);
}

static void calls_survive_any_refused_request(void **state) {
    (void)state;
    CALLS_SURVIVE(rows, entries);
}

/* Whole numbers, so that sums are exact in every order: (i * 7 + j * 3) % 11 - 5. */
static nd_array *grid(nd_ctx *c, nd_type t, ptrdiff_t m, ptrdiff_t n, bool turned) {
    ptrdiff_t shape[2] = {turned ? n : m, turned ? m : n};
    nd_array *a = nd_new(c, nd_dtype_of(t), 2, shape, 'C', NULL), *view = a;
    assert_non_null(a);
    if (turned) {
        view = nd_transpose(c, a, 0, NULL, NULL);
        nd_drop(c, a);
        assert_non_null(view);
    }
    for (ptrdiff_t i = 0; i < m; i++)
        for (ptrdiff_t j = 0; j < n; j++) {
            nd_scalar x = {.kind = 'i', .u.i = (i * 7 + j * 3) % 11 - 5};
            char     *p = view->data + i * view->strides[0] + j * view->strides[1];
            assert_int_equal(nd_store(view->dtype, p, x, NULL), ERR_OK);
        }
    return view;
}

static double at(const nd_array *a, ptrdiff_t i, ptrdiff_t j) {
    nd_scalar x = nd_load(a->dtype, a->data + i * a->strides[0] + j * a->strides[1]);
    return x.kind == 'i' ? (double)x.u.i : x.u.f;
}

static void check_product(const nd_array *a, const nd_array *b, const nd_array *c) {
    for (ptrdiff_t i = 0; i < c->shape[0]; i++)
        for (ptrdiff_t j = 0; j < c->shape[1]; j++) {
            double sum = 0;
            for (ptrdiff_t p = 0; p < a->shape[1]; p++) sum += at(a, i, p) * at(b, p, j);
            if (at(c, i, j) != sum)
                fail_msg("(%td,%td)x(%td,%td) at %td,%td", a->shape[0], a->shape[1], b->shape[0], b->shape[1], i, j);
        }
}

static void sizes_around_every_block_edge_are_exact(void **state) {
    static const ptrdiff_t sizes[][3] = {{8, 8, 128}, {13, 17, 40}, {97, 33, 9}, {12, 16, 257}, {100, 520, 8},
                                         {9, 300, 260}, {1, 300, 70}, {70, 1, 300}, {64, 64, 64}};
    static const nd_type types[] = {ND_F64, ND_F32, ND_I64, ND_I32};
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t t = 0; t < 4; t++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            for (int way = 0; way < 4; way++) {
                nd_array *a = grid(&c, types[t], sizes[i][0], sizes[i][2], way & 1);
                nd_array *b = grid(&c, types[t], sizes[i][2], sizes[i][1], way & 2);
                nd_array *product = nd_matmul(&c, a, b, NULL, NULL), *again = nd_dot(&c, a, b, NULL);
                assert_non_null(product);
                assert_non_null(again);
                check_product(a, b, product);
                check_product(a, b, again);
                nd_drop(&c, a);
                nd_drop(&c, b);
                nd_drop(&c, product);
                nd_drop(&c, again);
            }
}

static void out_is_filled_and_returned(void **state) {
    nd_ctx c;
    err    e = {0};
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = grid(&c, ND_I64, 2, 2, false), *out = grid(&c, ND_F64, 2, 2, false), *wrong = grid(&c, ND_I64, 2, 3, false);
    nd_array *narrow = grid(&c, ND_I64, 2, 2, false), *real = grid(&c, ND_F64, 2, 2, false);
    assert_ptr_equal(nd_matmul(&c, a, a, out, &e), out);
    check_product(a, a, out);
    assert_null(nd_matmul(&c, a, a, wrong, &e));
    assert_string_equal(e.text, "matmul: Output operand 0 has a mismatch in its core dimension 1, with gufunc signature "
                                "(n?,k),(k,m?)->(n?,m?) (size 3 is different from 2)");
    assert_null(nd_matmul(&c, real, real, narrow, &e));
    assert_string_equal(e.text, "Cannot cast ufunc 'matmul' output from dtype('float64') to dtype('int64') with "
                                "casting rule 'same_kind'");
    assert_int_equal(e.code, ERR_UFUNC_TYPE);
    nd_drop(&c, a);
    nd_drop(&c, out);
    nd_drop(&c, wrong);
    nd_drop(&c, narrow);
    nd_drop(&c, real);
}

static void out_may_be_an_operand(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = grid(&c, ND_F64, 30, 30, false), *b = nd_copy(&c, a, 'C', NULL);
    assert_ptr_equal(nd_matmul(&c, a, a, a, NULL), a);
    check_product(b, b, a);
    nd_drop(&c, a);
    nd_drop(&c, b);
}

/* Checked with a compensated sum, small terms first. */
static void long_dots_stay_accurate(void **state) {
    ptrdiff_t n = 100003;
    double    sum = 0, lost = 0;
    nd_ctx    c;
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = nd_new(&c, nd_dtype_of(ND_F64), 1, &n, 'C', NULL);
    for (ptrdiff_t i = n - 1; i >= 0; i--) {
        double x = 1.0 / (double)(i + 1), y = x * x - lost, next = sum + y;
        memcpy(a->data + 8 * i, &x, sizeof x);
        lost = (next - sum) - y;
        sum = next;
    }
    nd_array *product = nd_dot(&c, a, a, NULL);
    double    got;
    memcpy(&got, product->data, sizeof got);
    assert_true(fabs(got - sum) < 2e-15);
    assert_true(product->flags & ND_SCALAR);
    nd_drop(&c, a);
    nd_drop(&c, product);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(calls_answer_as_numpy),
        TEST(calls_survive_any_refused_request),
        TEST(sizes_around_every_block_edge_are_exact),
        TEST(out_is_filled_and_returned),
        TEST(out_may_be_an_operand),
        TEST(long_dots_stay_accurate),
    };
    return RUN_TESTS(tests);
}
