/* tests/bind/test_stats_np.c: medians, percentiles, weighted means, bins, sampled functions.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group medians_and_percentiles_groups[] = {
    {"a = np.array([[10, 7, 4], [3, 2, 1]])\n"
     "print(np.median(a), np.median(a, axis=0), np.median([1, 2, 3, 4]), np.median(a, axis=1, keepdims=True))\n"
     "print(np.percentile(a, 50), np.percentile(a, [25, 75]), np.percentile(a, 50, axis=0), np.percentile(a, [0, 100], axis=1), np.quantile([1, 2, 3, 4], 0.25))\n"
     "print(np.percentile([1, 2, 3, 4], 40, method=\"lower\"), np.percentile([1, 2, 3, 4], 40, method=\"higher\"), np.percentile([1, 2, 3, 4], 40, method=\"nearest\"), np.percentile([1, 2, 3, 4], 40, method=\"midpoint\"))\n"
     "print(np.quantile([1.0, 2.0, 3.0], [[0, 0.5], [0.5, 1]]))",
     "3.5 [6.5 4.5 2.5] 2.5 [[7.]\n"
     " [2.]]\n"
     "3.5 [2.25 6.25] [6.5 4.5 2.5] [[ 4.  1.]\n"
     " [10.  3.]] 1.75\n"
     "2 3 2 2.5\n"
     "[[1. 2.]\n"
     " [2. 3.]]\n"},
    {"np.percentile([1, 2], 101)",
     "ValueError: Percentiles must be in the range [0, 100]\n"},
    {"np.quantile([1, 2], 2)",
     "ValueError: Quantiles must be in the range [0, 1]\n"},
    {"print(np.average([1, 2, 3]), np.average([1, 2, 3], weights=[3, 2, 1]), np.average([[1, 2], [3, 4]], axis=0), np.average([[1, 2], [3, 4]], axis=1, weights=[1, 3]))\n"
     "x, w = np.average([1, 2, 3], weights=[3, 2, 1], returned=True)\n"
     "print(x, w)",
     "2.0 1.6666666666666667 [2. 3.] [1.75 3.75]\n"
     "1.6666666666666667 6.0\n"},
    {"np.average([1, 2], weights=[1, -1])",
     "ZeroDivisionError: Weights sum to zero, can't be normalized\n"},
    {"np.average([[1, 2], [3, 4]], weights=[1, 2])",
     "TypeError: Axis must be specified when shapes of a and weights differ.\n"},
};

static const group values_are_counted_in_bins_groups[] = {
    {"print(np.bincount([0, 1, 1, 3]), np.bincount([0, 1, 1], weights=[0.5, 1, 2]), np.bincount([1], minlength=4))\n"
     "print(np.digitize([0.5, 2, 9], [0, 1, 2, 3]), np.digitize([1, 2], [1, 2], right=True), np.digitize(2.5, [1, 2, 3]))\n"
     "h, edges = np.histogram([1, 2, 1, 4], bins=3)\n"
     "print(h, edges)\n"
     "h, edges = np.histogram([1, 2, 1, 4], bins=[0, 1, 2, 4])\n"
     "print(h, edges)\n"
     "print(np.histogram([1, 2, 3], bins=2, range=(0, 4)))\n"
     "print(np.histogram([1, 2, 3, 4], bins=2, density=True)[0], np.histogram([1, 2], bins=2, weights=[0.5, 2.5])[0], np.histogram([], bins=2))\n"
     "print(np.histogram_bin_edges([0, 5], bins=5))",
     "[1 2 0 1] [0.5 3. ] [0 1 0 0]\n"
     "[1 3 4] [0 1] 2\n"
     "[2 1 1] [1. 2. 3. 4.]\n"
     "[0 2 2] [0 1 2 4]\n"
     "(array([1, 2]), array([0., 2., 4.]))\n"
     "[0.33333333 0.33333333] [0.5 2.5] (array([0, 0]), array([0. , 0.5, 1. ]))\n"
     "[0. 1. 2. 3. 4. 5.]\n"},
    {"np.bincount([-1])",
     "ValueError: 'list' argument must have no negative elements\n"},
    {"np.histogram([1, 2], bins=0)",
     "ValueError: `bins` must be positive, when an integer\n"},
    {"np.histogram([1, 2], bins=[3, 1])",
     "ValueError: `bins` must increase monotonically, when an array\n"},
    {"np.digitize([1], [2, 1, 3])",
     "ValueError: bins must be monotonically increasing or decreasing\n"},
};

static const group sampled_functions_groups[] = {
    {"print(np.interp(2.5, [1, 2, 3], [3, 2, 0]), np.interp([0, 1, 1.5, 9], [1, 2, 3], [3, 2, 0]), np.interp([0, 9], [1, 2], [5, 6], left=-1, right=-2))\n"
     "print(np.trapezoid([1, 2, 3]), np.trapezoid([1, 2, 3], x=[4, 6, 8]), np.trapezoid([1, 2, 3], dx=2), np.trapezoid([[0, 1, 2], [3, 4, 5]], axis=0))\n"
     "print(np.convolve([1, 2, 3], [0, 1, 0.5]), np.convolve([1, 2, 3], [0, 1, 0.5], \"same\"), np.convolve([1, 2, 3], [0, 1, 0.5], mode=\"valid\"), np.correlate([1, 2, 3], [0, 1, 0.5]))\n"
     "print(np.polyval([3, 0, 1], 5), np.polyval([1, 2], [1, 2, 3]))",
     "1.0 [3.  3.  2.5 0. ] [-1. -2.]\n"
     "4.0 8.0 8.0 [1.5 2.5 3.5]\n"
     "[0.  1.  2.5 4.  1.5] [1.  2.5 4. ] [2.5] [3.5]\n"
     "76 [3 4 5]\n"},
};

static void medians_and_percentiles(void **state) {
    (void)state;
    RUN_GROUPS(medians_and_percentiles_groups);
}

static void values_are_counted_in_bins(void **state) {
    (void)state;
    RUN_GROUPS(values_are_counted_in_bins_groups);
}

static void sampled_functions(void **state) {
    (void)state;
    RUN_GROUPS(sampled_functions_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(medians_and_percentiles),
        TEST(values_are_counted_in_bins),
        TEST(sampled_functions),
    };
    return RUN_TESTS(tests);
}
