/* tests/bind/test_reduce_np.c: reductions, running totals and differences as np has them.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group reductions_take_axes_and_keepdims_groups[] = {
    {"a = np.arange(6).reshape(2, 3)\n"
     "print(np.sum(a), np.sum(a, axis=0), np.sum(a, 1), np.sum(a, axis=(0, 1)), np.sum(a, axis=1, keepdims=True), np.sum(a, axis=-1))\n"
     "print(np.prod([1, 2, 3]), np.prod(a, axis=0), np.mean(a), np.mean(a, axis=0), np.min(a), np.max(a, axis=1), np.amin(a, 0), np.amax(a))\n"
     "print(np.std([1, 2, 3, 4]), np.var([1, 2, 3, 4], ddof=1), np.std(a, axis=0), np.var(a, axis=1, keepdims=True), np.std([1, 2, 3], correction=1))\n"
     "print(np.any([0, 1]), np.all([0, 1]), np.any(a, axis=0), np.all(a, axis=1), np.ptp(a), np.ptp(a, axis=1))\n"
     "print(np.sum([1, 2], dtype=float), np.sum([1.5, 2.5], dtype=int), np.sum([1, 2], initial=10), np.sum([1, 2, 3], where=[True, False, True]))\n"
     "print(np.max([1, 2], initial=5), np.min([3, 4], where=[True, False], initial=9), np.sum([]), np.prod([]), np.mean([1, 2, 3], where=[True, True, False]))\n"
     "print(np.sum(np.ones(3, dtype=np.float32)).dtype, np.mean(np.ones(3, dtype=np.float32)).dtype, np.sum(np.ones(3, dtype=np.int8)).dtype)",
     "15 [3 5 7] [ 3 12] 15 [[ 3]\n"
     " [12]] [ 3 12]\n"
     "6 [ 0  4 10] 2.5 [1.5 2.5 3.5] 0 [2 5] [0 1 2] 5\n"
     "1.118033988749895 1.6666666666666667 [1.5 1.5 1.5] [[0.66666667]\n"
     " [0.66666667]] 1.0\n"
     "True False [ True  True  True] [False  True] 5 [2 2]\n"
     "3.0 3 13 4\n"
     "5 3 0.0 1.0 1.5\n"
     "float32 float32 int64\n"},
    {"a = np.arange(6).reshape(2, 3)\n"
     "out = np.zeros(3)\n"
     "print(np.sum(a, axis=0, out=out), out)\n"
     "print(a.sum(), a.sum(0), a.sum(axis=1), a.mean(), a.min(), a.max(axis=0), a.std(), a.var(), a.prod(), a.any(), a.all())\n"
     "print(a.argmin(), a.argmax(), a.argmax(axis=1), a.cumsum(), a.cumprod(axis=1), a.max(axis=1, keepdims=True))",
     "[3. 5. 7.] [3. 5. 7.]\n"
     "15 [3 5 7] [ 3 12] 2.5 0 [3 4 5] 1.707825127659933 2.9166666666666665 0 True False\n"
     "0 5 [2 2] [ 0  1  3  6 10 15] [[ 0  0  0]\n"
     " [ 3 12 60]] [[2]\n"
     " [5]]\n"},
    {"np.sum(np.zeros((2, 3)), axis=2)",
     "AxisError: axis 2 is out of bounds for array of dimension 2\n"},
    {"np.sum(np.zeros((2, 3)), axis=(0, 0))",
     "ValueError: duplicate value in 'axis'\n"},
    {"np.max([])",
     "ValueError: zero-size array to reduction operation maximum which has no identity\n"},
    {"np.sum([1, 2], foo=1)",
     "TypeError: sum() got an unexpected keyword argument 'foo'\n"},
    {"np.sum()",
     "TypeError: sum() missing 1 required positional argument: 'a'\n"},
    {"np.sum([1], 0, None, None, False, 0, True, 9)",
     "TypeError: sum() takes from 1 to 7 positional arguments but 8 were given\n"},
};

static const group nan_is_ignored_by_the_nan_versions_groups[] = {
    {"a = np.array([[1.0, np.nan, 3.0], [4.0, 5.0, np.nan]])\n"
     "print(np.nansum(a), np.nansum(a, axis=0), np.nanprod(a), np.nanmean(a), np.nanmean(a, axis=1), np.nanmin(a), np.nanmax(a, axis=0))\n"
     "print(np.nanstd(a), np.nanvar(a, ddof=1), np.nanargmin(a), np.nanargmax(a, axis=1), np.nancumsum([1, np.nan, 2]), np.nancumprod([1, np.nan, 2]))\n"
     "print(np.nanmedian(a), np.nanmedian(a, axis=0), np.nanpercentile(a, 50), np.nanquantile(a, [0, 0.5, 1]))\n"
     "print(np.sum(a), np.max(a), np.median(a))",
     "13.0 [5. 5. 3.] 60.0 3.25 [2.  4.5] 1.0 [4. 5. 3.]\n"
     "1.479019945774904 2.9166666666666665 0 [2 1] [1. 1. 3.] [1. 1. 2.]\n"
     "3.5 [2.5 5.  3. ] 3.5 [1.  3.5 5. ]\n"
     "nan nan nan\n"},
    {"np.nanargmax([np.nan, np.nan])",
     "ValueError: All-NaN slice encountered\n"},
};

static const group positions_of_extremes_groups[] = {
    {"print(np.argmin([3, 1, 1]), np.argmax([1, 5, 5]), np.argmax([1, np.nan, 5]), np.argmax([[1, 9], [8, 2]], axis=0), np.argmin([[1, 9], [8, 2]], axis=1, keepdims=True))",
     "1 1 1 [1 0] [[0]\n"
     " [1]]\n"},
    {"np.argmax([])",
     "ValueError: attempt to get argmax of an empty sequence\n"},
    {"np.argmax([[1, 2]], axis=3)",
     "AxisError: axis 3 is out of bounds for array of dimension 2\n"},
};

static const group running_totals_and_differences_groups[] = {
    {"a = np.arange(6).reshape(2, 3)\n"
     "print(np.cumsum(a), np.cumsum(a, axis=0), np.cumprod([1, 2, 3]), np.cumsum([1, 2], dtype=float), np.cumulative_sum([1, 2, 3]), np.cumulative_sum([1, 2, 3], include_initial=True), np.cumulative_prod([1, 2, 3]))\n"
     "print(np.diff([1, 4, 9]), np.diff([1, 4, 9, 16], n=2), np.diff(a), np.diff(a, axis=0), np.diff([1, 4], prepend=0), np.diff([1, 4], append=[9, 16]))\n"
     "print(np.ediff1d([1, 4, 9]), np.ediff1d([1, 4], to_begin=0, to_end=[8, 9]))\n"
     "print(np.gradient([1.0, 4.0, 9.0, 16.0]), np.gradient([1, 4, 9], 2), np.gradient([1.0, 4.0, 9.0, 16.0], edge_order=2), np.gradient([0.0, 1.0, 4.0, 9.0], [0, 1, 3, 6]))\n"
     "gx, gy = np.gradient(np.arange(9.0).reshape(3, 3) ** 2)\n"
     "print(gx)\n"
     "print(gy)\n"
     "print(np.gradient(np.arange(9.0).reshape(3, 3), axis=0))\n"
     "print(np.diff([1, 2], n=7), np.diff([], n=5))",
     "[ 0  1  3  6 10 15] [[0 1 2]\n"
     " [3 5 7]] [1 2 6] [1. 3.] [1 3 6] [0 1 3 6] [1 2 6]\n"
     "[3 5] [2 2] [[1 1]\n"
     " [1 1]] [[3 3 3]] [1 3] [3 5 7]\n"
     "[3 5] [0 3 8 9]\n"
     "[3. 4. 6. 7.] [1.5 2.  2.5] [2. 4. 6. 8.] [1.         1.16666667 1.56666667 1.66666667]\n"
     "[[ 9. 15. 21.]\n"
     " [18. 24. 30.]\n"
     " [27. 33. 39.]]\n"
     "[[ 1.  2.  3.]\n"
     " [ 7.  8.  9.]\n"
     " [13. 14. 15.]]\n"
     "[[3. 3. 3.]\n"
     " [3. 3. 3.]\n"
     " [3. 3. 3.]]\n"
     "[] []\n"},
    {"np.diff([1, 2], n=-1)",
     "ValueError: order must be non-negative but got -1\n"},
    {"np.gradient([1.0])",
     "ValueError: Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.\n"},
};

static void reductions_take_axes_and_keepdims(void **state) {
    (void)state;
    RUN_GROUPS(reductions_take_axes_and_keepdims_groups);
}

static void nan_is_ignored_by_the_nan_versions(void **state) {
    (void)state;
    RUN_GROUPS(nan_is_ignored_by_the_nan_versions_groups);
}

static void positions_of_extremes(void **state) {
    (void)state;
    RUN_GROUPS(positions_of_extremes_groups);
}

static void running_totals_and_differences(void **state) {
    (void)state;
    RUN_GROUPS(running_totals_and_differences_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(reductions_take_axes_and_keepdims),
        TEST(nan_is_ignored_by_the_nan_versions),
        TEST(positions_of_extremes),
        TEST(running_totals_and_differences),
    };
    return RUN_TESTS(tests);
}
