/* Arrays from nothing, against NumPy. */
#include <math.h>

#include "sample.h"

static void zeros_ones_full_and_eye_are_filled(void **state) {
    (void)state;
    nd_ctx    c;
    err       e;
    ptrdiff_t shape[3] = {2, 2, 0}, three = 3, none = 0;
    nd_ctx_init(&c);
    nd_array *list = sample(&c, "[1, 2]"), *weak = sample(&c, "300"), *nan = sample(&c, "nan");
    weak->flags |= ND_WEAK;
    nan->flags |= ND_WEAK;
    assert_tells(&c, e, nd_zeros(&c, nd_dtype_of(ND_F32), 2, shape, 'C', &e), "(2,2) <f4 0 0 0 0");
    assert_tells(&c, e, nd_zeros(&c, nd_dtype_of(ND_I64), 3, shape, 'C', &e), "(2,2,0) <i8");
    assert_tells(&c, e, nd_zeros(&c, nd_dtype_of(ND_STR), 1, &three, 'C', &e), "(3,) <U1 '' '' ''");
    assert_tells(&c, e, nd_ones(&c, nd_dtype_of(ND_BOOL), 1, &three, 'C', &e), "(3,) |b1 1 1 1");
    assert_tells(&c, e, nd_ones(&c, nd_dtype_str(3), 0, NULL, 'C', &e), "() <U3 '1'");
    assert_tells(&c, e, nd_ones(&c, nd_dtype_of(ND_F64), 1, &none, 'C', &e), "(0,) <f8");
    assert_tells(&c, e, nd_full(&c, nd_dtype_of(ND_F64), 2, shape, list, 'F', &e), "(2,2) <f8 1 2 1 2");
    assert_tells(&c, e, nd_full(&c, nd_dtype_of(ND_I64), 1, &three, list, 'C', &e), "ValueError: could not broadcast input array from shape (2,) into shape (3,)");
    assert_tells(&c, e, nd_full(&c, nd_dtype_of(ND_U8), 1, &three, weak, 'C', &e), "OverflowError: Python integer 300 out of bounds for uint8");
    assert_tells(&c, e, nd_full(&c, nd_dtype_of(ND_I64), 1, shape, nan, 'C', &e), "(2,) <i8 -9223372036854775808 -9223372036854775808");
    assert_tells(&c, e, nd_eye(&c, 2, 3, 1, nd_dtype_of(ND_F64), 'C', &e), "(2,3) <f8 0 1 0 0 0 1");
    assert_tells(&c, e, nd_eye(&c, 3, 3, -1, nd_dtype_of(ND_I64), 'F', &e), "(3,3) <i8 0 0 0 1 0 0 0 1 0");
    assert_tells(&c, e, nd_eye(&c, 2, 2, 5, nd_dtype_of(ND_I64), 'C', &e), "(2,2) <i8 0 0 0 0");
    assert_tells(&c, e, nd_eye(&c, 2, 2, INT64_MIN, nd_dtype_of(ND_I64), 'C', &e), "(2,2) <i8 0 0 0 0");
    assert_tells(&c, e, nd_eye(&c, -1, 2, 0, nd_dtype_of(ND_I64), 'C', &e), "ValueError: negative dimensions are not allowed");
    assert_tells(&c, e, nd_eye(&c, 2, 2, 0, nd_dtype_str(2), 'C', &e), "(2,2) <U2 '1' '' '' '1'");
    nd_drop(&c, list);
    nd_drop(&c, weak);
    nd_drop(&c, nan);
}

static void integer_ranges_are_exact_and_wrap_in_their_type(void **state) {
    static const struct { int64_t start, stop, step; nd_type t; const char *want; } rows[] = {
        {10, 0, -3, ND_I64, "(4,) <i8 10 7 4 1"},     {5, 1, 1, ND_I64, "(0,) <i8"},   {0, 3, 1, ND_F32, "(3,) <f4 0 1 2"},
        {250, 260, 1, ND_U8, "(10,) |u1 250 251 252 253 254 255 0 1 2 3"},             {0, 2, 1, ND_BOOL, "(2,) |b1 0 1"},
        {INT64_MIN, INT64_MAX, (int64_t)1 << 62, ND_I64, "(4,) <i8 -9223372036854775808 -4611686018427387904 0 4611686018427387904"},
        {0, -5, -1, ND_U8, "OverflowError: Python integer -1 out of bounds for uint8"}, {1, 5, 0, ND_I64, "ZeroDivisionError: division by zero"},
        {0, 3, 1, ND_BOOL, "TypeError: arange() is only supported for booleans when the result has at most length 2."},
        {INT64_MIN, INT64_MAX, 1, ND_I64, "ValueError: Maximum allowed size exceeded"},
        {0, (int64_t)1 << 62, 1, ND_I64, "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."},
        {0, 3, 1, ND_STR, "TypeError: arange() not supported for inputs with DType <class 'numpy.dtypes.StrDType'>."}, {0, 1, INT64_MAX, ND_I64, "(1,) <i8 0"},
    };
    (void)state;
    nd_ctx c;
    err    e;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_tells(&c, e, nd_arange_int(&c, rows[i].start, rows[i].stop, rows[i].step, nd_dtype_of(rows[i].t), &e), rows[i].want);
}

static void float_ranges_continue_the_first_difference(void **state) {
    static const struct { double start, stop, step; nd_type t; const char *want; } rows[] = {
        {0, 1, 0.3, ND_F64, "(4,) <f8 0 0.29999999999999999 0.59999999999999998 0.89999999999999991"},
        {0.1, 1, 0.3, ND_F32, "(3,) <f4 0.10000000149011612 0.40000000596046448 0.70000004768371582"},
        {0.5, 5, 1, ND_I64, "(5,) <i8 0 1 2 3 4"}, {0, 5, 0.5, ND_I64, "(10,) <i8 0 0 0 0 0 0 0 0 0 0"}, {1, 0, 1, ND_F64, "(0,) <f8"},
        {0, 5, 0, ND_F64, "ZeroDivisionError: float division by zero"}, {0, 5, NAN, ND_F64, "ValueError: arange: cannot compute length"},
        {0, INFINITY, 1, ND_F64, "ValueError: Maximum allowed size exceeded"}, {0, 1e300, 1, ND_F64, "ValueError: Maximum allowed size exceeded"},
    };
    (void)state;
    nd_ctx c;
    err    e;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_tells(&c, e, nd_arange_float(&c, rows[i].start, rows[i].stop, rows[i].step, nd_dtype_of(rows[i].t), &e), rows[i].want);
}

static void linspace_ends_exactly_and_tells_its_step(void **state) {
    static const struct { double start, stop; int64_t num; bool endpoint; nd_type t; double step; const char *want; } rows[] = {
        {0, 1, 5, true, ND_F64, 0.25, "(5,) <f8 0 0.25 0.5 0.75 1"},     {0, 1, 5, false, ND_F64, 0.2, "(5,) <f8 0 0.20000000000000001 0.40000000000000002 0.60000000000000009 0.80000000000000004"},
        {0, 1, 0, true, ND_F64, NAN, "(0,) <f8"},                        {0, 1, 1, true, ND_F64, NAN, "(1,) <f8 0"},
        {0, 1, 1, false, ND_F64, 1, "(1,) <f8 0"},                       {-3, 0, 4, true, ND_I64, 1, "(4,) <i8 -3 -2 -1 0"},
        {-1.5, 1.5, 4, true, ND_I64, 1, "(4,) <i8 -2 -1 0 1"},           {2, 2, 3, true, ND_F64, 0, "(3,) <f8 2 2 2"},
        {0, 1, 3, true, ND_BOOL, 0.5, "(3,) |b1 0 1 1"},                 {0, 0.1, 3, true, ND_F32, 0.05, "(3,) <f4 0 0.05000000074505806 0.10000000149011612"},
        {0, 5e-324, 4, true, ND_F64, 0, "(4,) <f8 0 0 4.9406564584124654e-324 4.9406564584124654e-324"},
    };
    (void)state;
    nd_ctx c;
    err    e;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double step = -1;
        assert_tells(&c, e, nd_linspace(&c, rows[i].start, rows[i].stop, rows[i].num, rows[i].endpoint, nd_dtype_of(rows[i].t), &step, &e), rows[i].want);
        assert_true(isnan(rows[i].step) ? isnan(step) : step == rows[i].step);
    }
    assert_tells(&c, e, nd_linspace(&c, 0, 1, -1, true, nd_dtype_of(ND_F64), NULL, &e), "ValueError: Number of samples, -1, must be non-negative.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(zeros_ones_full_and_eye_are_filled),
        TEST(integer_ranges_are_exact_and_wrap_in_their_type),
        TEST(float_ranges_continue_the_first_difference),
        TEST(linspace_ends_exactly_and_tells_its_step),
    };
    return RUN_TESTS(tests);
}
