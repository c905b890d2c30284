/* Sorting, against NumPy: values, order, axes, types; long rows take other routes than short ones. */
#include <math.h>

#include "call.h"

static void do_sort(call *k) { call_answer(k, nd_sort(k->c, call_array(k, 0, "a"), call_axis(k, 1, -1), &k->e)); }
static void do_argsort(call *k) { call_answer(k, nd_argsort(k->c, call_array(k, 0, "a"), call_axis(k, 1, -1), &k->e)); }

static void do_lexsort(call *k) {
    const nd_array *keys[16];
    for (int i = 0; i < k->args[0].n; i++) keys[i] = k->args[0].item[i];
    call_answer(k, nd_lexsort(k->c, k->args[0].n, keys, &k->e));
}

static void do_partition(call *k) {
    call_answer(k, nd_partition(k->c, call_array(k, 0, "a"), call_int(k, 1, "kth", 0), call_axis(k, 2, -1), &k->e));
}

static void do_argpartition(call *k) {
    call_answer(k, nd_argpartition(k->c, call_array(k, 0, "a"), call_int(k, 1, "kth", 0), call_axis(k, 2, -1), &k->e));
}

static const call_row rows[] = {
#include "golden/array_sort.inc"
};
static const call_entry entries[] = {{"sort", do_sort}, {"argsort", do_argsort}, {"lexsort", do_lexsort},
                                     {"partition", do_partition}, {"argpartition", do_argpartition}};

static void calls_answer_as_numpy(void **state) {
    (void)state;
    CALLS_ANSWER(rows, entries);
}

static void calls_survive_any_refused_request(void **state) {
    (void)state;
    CALLS_SURVIVE(rows, entries);
}

/* A plain generator, so that rows are the same everywhere. */
static uint64_t next_word(uint64_t *x) {
    *x = *x * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *x >> 11;
}

static nd_array *made_row(nd_ctx *c, nd_type t, size_t n, uint64_t range) {
    ptrdiff_t shape = (ptrdiff_t)n;
    uint64_t  x = n + range;
    nd_array *a = nd_new(c, nd_dtype_of(t), 1, &shape, 'C', NULL);
    assert_non_null(a);
    for (size_t i = 0; i < n; i++) {
        nd_scalar s = {.kind = 'f'};
        s.u.f = (double)(next_word(&x) % range);
        if (nd_dtype_kind(a->dtype) != 'u') s.u.f -= (double)(range / 2);
        if (nd_is_float(a->dtype)) s.u.f /= 8;
        assert_int_equal(nd_store(a->dtype, a->data + i * a->dtype.itemsize, s, NULL), ERR_OK);
    }
    return a;
}

static double value_at(const nd_array *a, int64_t i) {
    nd_scalar s = nd_load(a->dtype, a->data + i * a->strides[0]);
    return s.kind == 'b' ? s.u.b : s.kind == 'i' ? (double)s.u.i : s.kind == 'u' ? (double)s.u.u : s.u.f;
}

/* The order names each position once, values rise along it, and equal ones keep their order. */
static void check_order(const nd_array *a, const nd_array *order, const nd_array *sorted) {
    const int64_t *at = (const int64_t *)(const void *)order->data;
    uint8_t       *seen = calloc(a->size + 1, 1);
    for (size_t i = 0; i < a->size; i++) {
        assert_int_equal(seen[at[i]]++, 0);
        assert_true(value_at(a, at[i]) == value_at(sorted, (int64_t)i));
        if (i == 0) continue;
        double before = value_at(a, at[i - 1]), now = value_at(a, at[i]);
        assert_true(before < now || (before == now && at[i - 1] < at[i]));
    }
    free(seen);
}

static void every_length_type_and_range_is_in_order_and_stable(void **state) {
    static const size_t   lengths[] = {1, 2, 15, 16, 17, 33, 191, 192, 193, 500, 3000};
    static const uint64_t ranges[] = {2, 100, 60000, UINT64_C(1) << 31, UINT64_C(1) << 50};
    static const uint64_t widest[ND_NNUMERIC] = {
        [ND_BOOL] = 2, [ND_I8] = 200, [ND_U8] = 200, [ND_I16] = 60000, [ND_U16] = 60000, [ND_I32] = UINT64_C(1) << 32,
        [ND_U32] = UINT64_C(1) << 32, [ND_F32] = 1 << 24, [ND_I64] = UINT64_MAX, [ND_U64] = UINT64_MAX, [ND_F64] = UINT64_MAX};
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (int t = 0; t < ND_NNUMERIC; t++)
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
            for (size_t j = 0; j < sizeof ranges / sizeof *ranges; j++) {
                if (ranges[j] > widest[t]) continue;
                nd_array *a = made_row(&c, (nd_type)t, lengths[i], ranges[j]);
                nd_array *order = nd_argsort(&c, a, 0, NULL), *sorted = nd_sort(&c, a, 0, NULL);
                assert_non_null(order);
                assert_non_null(sorted);
                check_order(a, order, sorted);
                nd_drop(&c, a);
                nd_drop(&c, order);
                nd_drop(&c, sorted);
            }
}

/* Leading bits of the key fill a word beside the position: what is cut off must still decide. */
static void neighbours_that_differ_in_the_last_bits_are_told_apart(void **state) {
    ptrdiff_t n = 1000;
    nd_ctx    c;
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = nd_new(&c, nd_dtype_of(ND_F64), 1, &n, 'C', NULL);
    double   *x = (double *)(void *)a->data;
    for (int i = 0; i < n; i++) {
        uint64_t bits = UINT64_C(0x3ff0000000000000) + (uint64_t)((i * 7) % 10);
        memcpy(&x[i], &bits, sizeof bits);
    }
    x[0] = -1e300;
    x[1] = 1e300;
    nd_array *order = nd_argsort(&c, a, 0, NULL), *sorted = nd_sort(&c, a, 0, NULL);
    check_order(a, order, sorted);
    nd_drop(&c, a);
    nd_drop(&c, order);
    nd_drop(&c, sorted);
}

static void minus_zero_and_nan_keep_their_bits_in_long_rows(void **state) {
    ptrdiff_t n = 400;
    nd_ctx    c;
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = nd_new(&c, nd_dtype_of(ND_F64), 1, &n, 'C', NULL);
    double   *x = (double *)(void *)a->data;
    for (int i = 0; i < n; i++) x[i] = i % 4 == 0 ? 0.0 : i % 4 == 1 ? -0.0 : i % 4 == 2 ? (double)-i : (double)NAN;
    assert_int_equal(nd_sort_inplace(&c, a, 0, NULL), ERR_OK);
    for (int i = 0; i < 100; i++) assert_true(x[i] == -398 + 4 * i);
    for (int i = 100; i < 300; i++) assert_true(x[i] == 0 && (signbit(x[i]) != 0) == (i % 2 == 1));
    for (int i = 300; i < 400; i++) assert_true(isnan(x[i]));
    nd_drop(&c, a);
}

static void a_row_with_gaps_is_sorted_in_place_and_the_gaps_stay(void **state) {
    ptrdiff_t shape[2] = {3, 2}, strides[2] = {-32, 16};
    nd_ctx    c;
    nd_view   v;
    int64_t   data[12] = {6, -1, 5, -1, 4, -1, 3, -1, 2, -1, 1, -1};
    (void)state;
    nd_ctx_init(&c);
    nd_view_init(&v, nd_dtype_of(ND_I64), 2, shape, strides, (char *)(data + 8));
    v.a.flags |= ND_WRITEABLE;
    assert_int_equal(nd_sort_inplace(&c, &v.a, 0, NULL), ERR_OK);
    static const int64_t want[12] = {6, -1, 5, -1, 4, -1, 3, -1, 2, -1, 1, -1};
    assert_memory_equal(data, want, sizeof want);
    assert_int_equal(nd_sort_inplace(&c, &v.a, 1, NULL), ERR_OK);
    static const int64_t across[12] = {5, -1, 6, -1, 3, -1, 4, -1, 1, -1, 2, -1};
    assert_memory_equal(data, across, sizeof across);
}

static void what_may_not_be_written_is_not_sorted(void **state) {
    nd_ctx c;
    err    e = {0};
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = made_row(&c, ND_I64, 5, 100);
    a->flags &= (uint8_t)~ND_WRITEABLE;
    assert_int_equal(nd_sort_inplace(&c, a, 0, &e), ERR_VALUE);
    assert_string_equal(e.text, "sort array is read-only");
    nd_drop(&c, a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(calls_answer_as_numpy),
        TEST(calls_survive_any_refused_request),
        TEST(every_length_type_and_range_is_in_order_and_stable),
        TEST(neighbours_that_differ_in_the_last_bits_are_told_apart),
        TEST(minus_zero_and_nan_keep_their_bits_in_long_rows),
        TEST(a_row_with_gaps_is_sorted_in_place_and_the_gaps_stay),
        TEST(what_may_not_be_written_is_not_sorted),
    };
    return RUN_TESTS(tests);
}
