/* Operations with out, where, dtype and casting, against NumPy: tests/golden/array_ufunc.inc. */
#include "number_call.h"

static const call_row rows[] = {
#include "golden/array_ufunc.inc"
};
static const call_entry entries[] = {UFUNC_ENTRIES};

static void calls_answer_as_numpy(void **state) {
    (void)state;
    CALLS_ANSWER(rows, entries);
}

static void calls_survive_any_refused_request(void **state) {
    (void)state;
    CALLS_SURVIVE(rows, entries);
}

/* --- memory shared between operands: as if the inputs had been copied first ------------------------------ */

static nd_array *counted(nd_ctx *c, ptrdiff_t n) {
    nd_array *a = nd_new(c, nd_dtype_of(ND_I64), 1, &n, 'C', NULL);
    assert_non_null(a);
    for (ptrdiff_t i = 0; i < n; i++) ((int64_t *)(void *)a->data)[i] = i * i + 1;
    return a;
}

/* Every third start and step of a window of five in twenty. */
typedef struct window {
    ptrdiff_t start, step;
} window;

static nd_array *window_of(nd_ctx *c, nd_array *a, window w) {
    ptrdiff_t n = 5, stride = w.step * 8;
    nd_array *v = nd_new_view(c, a, a->dtype, 1, &n, &stride, a->data + w.start * 8, NULL);
    assert_non_null(v);
    return v;
}

static void overlapping_output_reads_inputs_first(void **state) {
    (void)state;
    static const window windows[] = {{0, 1}, {1, 1}, {4, 1}, {0, 2}, {8, -1}, {8, -2}, {1, 3}, {12, -3}};
    const size_t        n = sizeof windows / sizeof *windows;
    nd_ctx              c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < n * n * n; i++) {
        const window x = windows[i % n], y = windows[i / n % n], z = windows[i / n / n];
        nd_array    *a = counted(&c, 20), *in0 = window_of(&c, a, x), *in1 = window_of(&c, a, y), *to = window_of(&c, a, z);
        nd_array    *plain = nd_ufunc2(&c, ND_SUBTRACT, in0, in1, NULL), *out[2];
        assert_non_null(plain);
        nd_ufunc_options o = {.out = {to, NULL}};
        const nd_array  *in[2] = {in0, in1};
        assert_int_equal(nd_ufunc(&c, ND_SUBTRACT, in, &o, out, NULL), ERR_OK);
        for (ptrdiff_t j = 0; j < 5; j++)
            assert_int_equal(*(int64_t *)(void *)(to->data + j * to->strides[0]), ((int64_t *)(void *)plain->data)[j]);
        nd_drop(&c, plain), nd_drop(&c, to), nd_drop(&c, in1), nd_drop(&c, in0), nd_drop(&c, a);
    }
}

static void in_place_refuses_a_wider_result(void **state) {
    (void)state;
    nd_ctx  c;
    err     e = {0};
    double  half = 0.5;
    nd_view w;
    nd_ctx_init(&c);
    nd_array *a = counted(&c, 3);
    nd_view_scalar(&w, nd_dtype_of(ND_F64), &half, ND_WEAK);
    assert_int_equal(nd_ufunc_inplace(&c, ND_ADD, a, &w.a, &e), ERR_UFUNC_TYPE);
    assert_string_equal(e.text, "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'");
    assert_int_equal(((int64_t *)(void *)a->data)[1], 2);
    nd_drop(&c, a);
}

static void the_bill_counts_elements(void **state) {
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    nd_array *a = counted(&c, 100);
    uint64_t  before = c.bill.elements;
    nd_drop(&c, nd_ufunc2(&c, ND_ADD, a, a, NULL));
    assert_int_equal(c.bill.elements - before, 100);
    nd_drop(&c, a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(calls_answer_as_numpy),
        TEST(calls_survive_any_refused_request),
        TEST(overlapping_output_reads_inputs_first),
        TEST(in_place_refuses_a_wider_result),
        TEST(the_bill_counts_elements),
    };
    return RUN_TESTS(tests);
}
