/* Complex numbers through operations, reductions and rounding, against NumPy: tests/golden/array_complex.inc. */
#include "number_call.h"

static const call_row rows[] = {
#include "golden/array_complex.inc"
};

#define REDUCTIONS(X) X(sum) X(prod) X(mean) X(var) X(std) X(min) X(max) X(ptp) X(any) X(all) X(count_nonzero) X(nansum) X(nanprod) X(nanmean) X(nanvar) X(nanstd) X(nanmax) X(nanmin)
static const call_entry entries[] = {
#define Y(name) {#name, do_reduction},
    UFUNC_ENTRIES REDUCTIONS(Y) {"argmin", do_argreduction}, {"argmax", do_argreduction}, {"nanargmin", do_argreduction},
    {"cumsum", do_cumulate}, {"cumprod", do_cumulate}, {"median", do_median}, {"nanmedian", do_median}, {"quantile", do_quantile},
    {"reduce", do_ufunc_reduce}, {"accumulate", do_ufunc_accumulate}, {"round", do_round}, {"clip", do_clip}, {"nan_to_num", do_nan_to_num},
};

static void calls_answer_as_numpy(void **state) {
    (void)state;
    CALLS_ANSWER(rows, entries);
}

static void calls_survive_any_refused_request(void **state) {
    (void)state;
    CALLS_SURVIVE(rows, entries);
}

static void parts_are_views(void **state) {
    (void)state;
    nd_ctx    c;
    err       e = {0};
    char      text[64];
    ptrdiff_t n = 2;
    nd_ctx_init(&c);
    nd_array *a = nd_zeros(&c, nd_dtype_of(ND_C64), 1, &n, 'C', &e);
    assert_non_null(a);
    nd_array *re = nd_real(&c, a, &e), *im = nd_imag(&c, a, &e);
    assert_ptr_equal(nd_owner(im), a);
    assert_int_equal(im->strides[0], 8);
    ((float *)(void *)(im->data + 8))[0] = 2.5f;
    ((float *)(void *)re->data)[0] = -1;
    snprintf(text, sizeof text, "%g %g", nd_load(a->dtype, a->data).u.c.re, nd_load(a->dtype, a->data + 8).u.c.im);
    assert_string_equal(text, "-1 2.5");
    nd_drop(&c, re);
    nd_drop(&c, im);
    nd_drop(&c, a);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(calls_answer_as_numpy), TEST(calls_survive_any_refused_request), TEST(parts_are_views)};
    return RUN_TESTS(tests);
}
