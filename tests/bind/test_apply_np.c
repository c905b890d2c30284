/* tests/bind/test_apply_np.c: np functions that call functions.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group numpy_functions_are_applied_along_axes_groups[] = {
    {"a = np.arange(6).reshape(2, 3)\n"
     "print(np.apply_along_axis(np.sum, 0, a), np.apply_along_axis(np.sum, 1, a), np.apply_along_axis(np.cumsum, 1, a), np.apply_along_axis(np.sort, 0, -a))\n"
     "print(np.apply_over_axes(np.sum, a, [0, 1]))\n"
     "f = np.vectorize(np.add)\n"
     "print(f([1, 2], 3), f(1, 2), f([ [1], [2]], [10, 20]))\n"
     "print(np.vectorize(np.sqrt, otypes=[float])([1, 4]), np.vectorize(np.negative)([1, 2]))\n"
     "print(np.fromfunction(np.add, (2, 3)), np.fromfunction(np.multiply, (2, 2), dtype=int))",
     "[3 5 7] [ 3 12] [[ 0  1  3]\n"
     " [ 3  7 12]] [[-3 -4 -5]\n"
     " [ 0 -1 -2]]\n"
     "[[15]]\n"
     "[4 5] 3 [[11 21]\n"
     " [12 22]]\n"
     "[1. 2.] [-1 -2]\n"
     "[[0. 1. 2.]\n"
     " [1. 2. 3.]] [[0 0]\n"
     " [0 1]]\n"},
    {"np.apply_along_axis(np.sum, 2, np.zeros((2, 2)))",
     "AxisError: axis 2 is out of bounds for array of dimension 2\n"},
    {"np.vectorize(np.add)([], [])",
     "ValueError: cannot call `vectorize` on size 0 inputs unless `otypes` is set\n"},
    {"q, r = np.vectorize(np.divmod)([7, 8, 9], 2)\n"
     "print(q, r)",
     "[3 4 4] [1 0 1]\n"},
};

static void numpy_functions_are_applied_along_axes(void **state) {
    (void)state;
    RUN_GROUPS(numpy_functions_are_applied_along_axes_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(numpy_functions_are_applied_along_axes),
    };
    return RUN_TESTS(tests);
}
