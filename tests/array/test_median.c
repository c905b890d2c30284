/* median, quantile and their forms without NaN, against NumPy: tests/golden/array_median.inc. */
#include "number_call.h"

static const call_row rows[] = {
#include "golden/array_median.inc"
};
static const call_entry entries[] = {{"median", do_median}, {"nanmedian", do_median}, {"quantile", do_quantile}, {"nanquantile", do_quantile}};

static void calls_answer_as_numpy(void **state) {
    (void)state;
    CALLS_ANSWER(rows, entries);
}

static void calls_survive_any_refused_request(void **state) {
    (void)state;
    CALLS_SURVIVE(rows, entries);
}

/* Selection must not depend on luck: sorted, reversed, equal and organ-pipe rows. */
static double value_of(int kind, size_t i, size_t n) {
    switch (kind) {
    case 0: return (double)i;
    case 1: return (double)(n - i);
    case 2: return 7;
    default: return (double)(i < n / 2 ? i : n - i);
    }
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void median_of_prepared_rows_is_the_sorted_middle(void **state) {
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (int kind = 0; kind < 4; kind++) {
        ptrdiff_t n = 10001 + kind;
        nd_array *a = nd_new(&c, nd_dtype_of(ND_F64), 1, &n, 'C', NULL);
        assert_non_null(a);
        double *x = (double *)(void *)a->data;
        for (size_t i = 0; i < (size_t)n; i++) x[i] = value_of(kind, i, (size_t)n);
        nd_array *r = nd_median(&c, a, NULL, false, NULL);
        assert_non_null(r);
        qsort(x, (size_t)n, sizeof *x, by_value);
        double want = n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
        assert_true(nd_load(r->dtype, r->data).u.f == want);
        nd_drop(&c, r);
        nd_drop(&c, a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(calls_answer_as_numpy),
        TEST(calls_survive_any_refused_request),
        TEST(median_of_prepared_rows_is_the_sorted_middle),
    };
    return RUN_TESTS(tests);
}
