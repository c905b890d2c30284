/* Numbers that were drawn evenly, and numbers that were not. */
#include <math.h>

#include "grader/arrays.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

#define N 500

/* A stream of our own, so that the test leans on nobody's generator. */
static double draw(uint64_t *state) {
    *state += 0x9e3779b97f4a7c15u;
    uint64_t z = *state;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

static grade_uniform judge(const double *x, ptrdiff_t n, double low, double high) {
    double        statistic;
    nd_array     *a = floats(0, n, x);
    grade_uniform result = grade_uniform_test(a, low, high, &statistic, NULL);
    drop(a);
    return result;
}

static void drawn_numbers_pass_at_every_size(void **state) {
    (void)state;
    static const ptrdiff_t sizes[] = {0, 1, 2, 3, 7, 12, 50, N};
    double                 x[N];
    uint64_t               stream = 1;
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++)
        for (int trial = 0; trial < 200; trial++) {
            for (ptrdiff_t i = 0; i < sizes[k]; i++) x[i] = draw(&stream);
            assert_int_equal(judge(x, sizes[k], 0, 1), GRADE_UNIFORM_FINE);
        }
}

static void a_number_outside_the_range_is_refused(void **state) {
    (void)state;
    assert_int_equal(judge(F(0.2, 1.0), 2, 0, 1), GRADE_UNIFORM_RANGE);
    assert_int_equal(judge(F(0.2, -0.1), 2, 0, 1), GRADE_UNIFORM_RANGE);
    assert_int_equal(judge(F(0.2, NAN), 2, 0, 1), GRADE_UNIFORM_RANGE);
    assert_int_equal(judge(F(5.5), 1, 5, 6), GRADE_UNIFORM_FINE);
}

static void another_distribution_is_refused(void **state) {
    (void)state;
    double   x[N];
    uint64_t stream = 7;
    for (int i = 0; i < N; i++) x[i] = draw(&stream) * draw(&stream);
    assert_int_equal(judge(x, N, 0, 1), GRADE_UNIFORM_SHAPE);
    for (int i = 0; i < N; i++) x[i] = draw(&stream) / 2;
    assert_int_equal(judge(x, N, 0, 1), GRADE_UNIFORM_SHAPE);
}

static void one_number_again_and_again_is_refused(void **state) {
    (void)state;
    assert_int_equal(judge(F(0.5, 0.5, 0.5), 3, 0, 1), GRADE_UNIFORM_REPEATED);
    assert_int_equal(judge(F(0.3, 0.3), 2, 0, 1), GRADE_UNIFORM_REPEATED);
}

static void numbers_in_order_or_too_even_are_refused(void **state) {
    (void)state;
    double x[N];
    for (int i = 0; i < N; i++) x[i] = (double)i / N;
    assert_int_equal(judge(x, N, 0, 1), GRADE_UNIFORM_SORTED);
    for (int i = 0; i < N; i++) x[i] = (double)(i * 7 % N) / N;
    assert_int_equal(judge(x, N, 0, 1), GRADE_UNIFORM_REGULAR);
}

static void whole_numbers_are_asked_for_their_range_alone(void **state) {
    (void)state;
    double    statistic;
    nd_array *a = ints(0, 3, I(1, 1, 2));
    assert_int_equal(grade_uniform_test(a, 0, 3, &statistic, NULL), GRADE_UNIFORM_FINE);
    assert_int_equal(grade_uniform_test(a, 0, 2, &statistic, NULL), GRADE_UNIFORM_RANGE);
    drop(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(drawn_numbers_pass_at_every_size),
        TEST(a_number_outside_the_range_is_refused),
        TEST(another_distribution_is_refused),
        TEST(one_number_again_and_again_is_refused),
        TEST(numbers_in_order_or_too_even_are_refused),
        TEST(whole_numbers_are_asked_for_their_range_alone),
    };
    return RUN_TESTS(tests);
}
