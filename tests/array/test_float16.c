/* float16 through operations, reductions and rounding, against NumPy: tests/golden/array_float16.inc. */
#include "number_call.h"

static const call_row rows[] = {
#include "golden/array_float16.inc"
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

/* Every bit pattern but NaN goes to float32 and back; halfway cases go to the even neighbour. */
static void every_float16_survives_the_way_through_float32(void **state) {
    static const struct { double x; uint16_t bits; } rows_[] = {
        {65519.99, 0x7bff}, {65520, 0x7c00}, {-65520, 0xfc00}, {0x1p-25, 0}, {0x1.8p-25, 1}, {0x1.8p-24, 2}, {0x1p-24, 1},
        {1 + 0x1p-11, 0x3c00}, {1 + 0x1.8p-10, 0x3c02}, {1 + 0x1p-11 + 0x1p-40, 0x3c01}, {0x1.ffcp-15, 0x0400}, {-0.0, 0x8000},
    };
    (void)state;
    for (unsigned bits = 0; bits < 0x10000; bits++) {
        uint16_t h = (uint16_t)bits, back = 0;
        if ((bits & 0x7fff) > 0x7c00) continue;
        const nd_scalar x = nd_load(nd_dtype_of(ND_F16), (const char *)&h);
        assert_int_equal(nd_store(nd_dtype_of(ND_F16), (char *)&back, x, NULL), ERR_OK);
        assert_int_equal(back, h);
    }
    for (size_t i = 0; i < sizeof rows_ / sizeof *rows_; i++) {
        uint16_t got = 0;
        assert_int_equal(nd_store(nd_dtype_of(ND_F16), (char *)&got, (nd_scalar){.kind = 'f', .u.f = rows_[i].x}, NULL), ERR_OK);
        assert_int_equal(got, rows_[i].bits);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(calls_answer_as_numpy), TEST(calls_survive_any_refused_request), TEST(every_float16_survives_the_way_through_float32)};
    return RUN_TESTS(tests);
}
