/* Two arrays of one shape, element by element. */
#include <math.h>

#include "grader/arrays.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

/* Both are consumed. */
static bool compare(nd_array *got, nd_array *want, grade_difference *d) {
    bool same = grade_compare(got, want, 1e-9, 1e-12, d);
    drop(got);
    drop(want);
    return same;
}

static void equal_arrays_do_not_differ(void **state) {
    (void)state;
    grade_difference d;
    assert_true(compare(floats(0, 3, F(1, 2, 3)), floats(0, 3, F(1, 2, 3)), &d));
    assert_int_equal(d.count, 0);
    assert_true(compare(words("High|Low"), words("High|Low"), &d));
    assert_true(compare(floats(0, 0, F(0)), floats(0, 0, F(0)), &d));
}

static void floats_may_differ_by_the_tolerance_and_no_more(void **state) {
    (void)state;
    grade_difference d;
    assert_true(compare(floats(0, 2, F(1, 1e6 * (1 + 0.9e-9))), floats(0, 2, F(1, 1e6)), &d));
    assert_false(compare(floats(0, 2, F(1, 1e6 * (1 + 1.1e-9))), floats(0, 2, F(1, 1e6)), &d));
    assert_true(compare(floats(0, 1, F(0.9e-12)), floats(0, 1, F(0)), &d));
    assert_false(compare(floats(0, 1, F(1.1e-12)), floats(0, 1, F(0)), &d));
}

static void integers_must_be_exact_where_doubles_cannot_tell(void **state) {
    (void)state;
    grade_difference d;
    int64_t          big = (int64_t)1 << 60;
    assert_false(compare(ints(0, 1, I(big + 1)), ints(0, 1, I(big)), &d));
    assert_int_equal(d.count, 1);
}

static void nan_equals_nan_and_an_infinity_only_itself(void **state) {
    (void)state;
    grade_difference d;
    assert_true(compare(floats(0, 2, F(NAN, INFINITY)), floats(0, 2, F(NAN, INFINITY)), &d));
    assert_false(compare(floats(0, 2, F(1, INFINITY)), floats(0, 2, F(1, -INFINITY)), &d));
    assert_true(d.nonfinite);
    assert_int_equal(d.first[0], 1);
}

static void nan_in_another_place_is_counted_before_values(void **state) {
    (void)state;
    grade_difference d;
    assert_false(compare(floats(0, 3, F(9, NAN, 3)), floats(0, 3, F(1, 2, 3)), &d));
    assert_true(d.nonfinite);
    assert_int_equal(d.count, 1);
    assert_int_equal(d.first[0], 1);
}

static void a_difference_is_counted_placed_and_measured(void **state) {
    (void)state;
    grade_difference d;
    assert_false(compare(ints(2, 4, I(1, 2, 3, 4, 5, 6, 7, 8)), ints(2, 4, I(1, 0, 3, 0, 0, 0, 0, 0)), &d));
    assert_int_equal(d.count, 6);
    assert_int_equal(d.total, 8);
    assert_int_equal(d.nfirst, 5);
    assert_int_equal(d.first[0], 1);
    assert_int_equal(d.first[4], 6);
    assert_true(d.largest == 8);
}

static void text_is_compared_without_its_padding(void **state) {
    (void)state;
    grade_difference d;
    assert_true(compare(words("ab|c"), words("ab|c"), &d));
    assert_false(compare(words("abc|c"), words("ab|c"), &d));
    assert_int_equal(d.count, 1);
}

/* Pairs of real and imaginary parts. */
static nd_array *complexes(ptrdiff_t n, const double *x) {
    nd_array *a = nd_new(ctx(), nd_dtype_of(ND_C128), 1, &n, 'C', NULL);
    assert_non_null(a);
    memcpy(a->data, x, 2 * (size_t)n * sizeof *x);
    return a;
}

static void complex_numbers_are_compared_by_their_distance(void **state) {
    (void)state;
    grade_difference d;
    assert_true(compare(complexes(1, F(3, 4)), complexes(1, F(3, 4 * (1 + 0.9e-9))), &d));
    assert_false(compare(complexes(1, F(3, 4)), complexes(1, F(3, -4)), &d));
    assert_true(d.largest == 8);
    assert_false(compare(complexes(1, F(3, 4)), floats(0, 1, F(3)), &d));
    assert_true(compare(complexes(1, F(NAN, 4)), complexes(1, F(3, NAN)), &d));
    assert_false(compare(complexes(1, F(3, INFINITY)), complexes(1, F(3, -INFINITY)), &d));
    assert_true(d.nonfinite);
}

static void views_are_read_through_their_strides(void **state) {
    (void)state;
    grade_difference d;
    nd_array        *a = ints(2, 3, I(1, 2, 3, 4, 5, 6)), *t = ints(3, 2, I(1, 4, 2, 5, 3, 6));
    nd_view          v;
    ptrdiff_t        shape[] = {3, 2}, strides[] = {8, 24};
    nd_view_init(&v, a->dtype, 2, shape, strides, a->data);
    assert_true(grade_compare(&v.a, t, 0, 0, &d));
    assert_ptr_equal(grade_element(&v.a, 1), a->data + 24);
    drop(a);
    drop(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(equal_arrays_do_not_differ),
        TEST(floats_may_differ_by_the_tolerance_and_no_more),
        TEST(integers_must_be_exact_where_doubles_cannot_tell),
        TEST(nan_equals_nan_and_an_infinity_only_itself),
        TEST(nan_in_another_place_is_counted_before_values),
        TEST(a_difference_is_counted_placed_and_measured),
        TEST(text_is_compared_without_its_padding),
        TEST(complex_numbers_are_compared_by_their_distance),
        TEST(views_are_read_through_their_strides),
    };
    return RUN_TESTS(tests);
}
