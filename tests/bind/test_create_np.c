/* tests/bind/test_create_np.c: np.array, and the arrays made from nothing.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group arrays_are_made_from_nested_sequences_groups[] = {
    {"print(np.array([[1, 2, 3], [4, 5, 6]]))\n"
     "print(np.array([1, 2.5]).dtype, np.array([True, False]).dtype, np.array([\"a\", \"bcd\"]).dtype)\n"
     "print(np.array(5).ndim, np.array([]).shape, np.array([[], []]).shape)",
     "[[1 2 3]\n"
     " [4 5 6]]\n"
     "float64 bool <U3\n"
     "0 (0,) (2, 0)\n"},
    {"print(np.array([1, 2, 3], dtype=float))\n"
     "print(np.array([1.9, -1.9], dtype=int))\n"
     "print(np.array([0, 1, 2], dtype=bool))\n"
     "print(np.array([1, 2, 3], dtype=\"int8\").dtype)\n"
     "print(np.array([1, 2, 3], ndmin=3).shape)",
     "[1. 2. 3.]\n"
     "[ 1 -1]\n"
     "[False  True  True]\n"
     "int8\n"
     "(1, 1, 3)\n"},
    {"a = np.array([[1, 2], [3, 4]], order=\"F\")\n"
     "print(a.flags.f_contiguous, a.flags.c_contiguous, a.strides)\n"
     "b = np.array(a)\n"
     "print(b.flags.f_contiguous, np.shares_memory(a, b))\n"
     "print(np.array(a, order=\"C\").flags.c_contiguous)",
     "True False (8, 16)\n"
     "True False\n"
     "True\n"},
    {"print(np.array([\"abc\", \"de\"], dtype=\"U2\"))\n"
     "print(np.array([\"1\", \"22\"], dtype=int) + 1)\n"
     "print(np.array([1, 22, 333], dtype=str).dtype)",
     "['ab' 'de']\n"
     "[ 2 23]\n"
     "<U3\n"},
    {"print(np.array([300], dtype=np.uint8))",
     "OverflowError: Python integer 300 out of bounds for uint8\n"},
    {"print(np.array([-1], dtype=\"u2\"))",
     "OverflowError: Python integer -1 out of bounds for uint16\n"},
    {"np.array([np.nan], dtype=int)",
     "ValueError: cannot convert float NaN to integer\n"},
    {"np.array([1, 2], dtype=\"foo\")",
     "TypeError: data type 'foo' not understood\n"},
    {"a = np.arange(3)\n"
     "print(np.shares_memory(np.asarray(a), a))\n"
     "print(np.shares_memory(np.asarray(a, dtype=float), a), np.shares_memory(np.array(a), a))\n"
     "print(np.shares_memory(np.array(a, copy=None), a), np.asarray(a, dtype=\"f4\").dtype)",
     "True\n"
     "False False\n"
     "True float32\n"},
    {"a = np.arange(6).reshape(2, 3)\n"
     "f = np.asfortranarray(a)\n"
     "print(f.flags.f_contiguous, np.ascontiguousarray(f).flags.c_contiguous, np.ascontiguousarray(5).shape)\n"
     "print(np.copy(f).flags.f_contiguous, f.copy().flags.c_contiguous)",
     "True True (1,)\n"
     "True True\n"},
};

static const group filled_arrays_take_shape_dtype_and_order_groups[] = {
    {"print(np.zeros(3), np.zeros((2, 2), dtype=int))\n"
     "print(np.ones((2, 3), dtype=\"i2\").dtype, np.ones([2, 1]).shape)\n"
     "print(np.full((2, 2), 7), np.full(3, 1.5), np.full(2, \"ab\"))\n"
     "print(np.full((2, 3), [1, 2, 3]))\n"
     "print(np.full(2, 3, dtype=np.float32).dtype)\n"
     "print(np.zeros((2, 3), order=\"F\").strides, np.empty((2, 0)).shape)",
     "[0. 0. 0.] [[0 0]\n"
     " [0 0]]\n"
     "int16 (2, 1)\n"
     "[[7 7]\n"
     " [7 7]] [1.5 1.5 1.5] ['ab' 'ab']\n"
     "[[1 2 3]\n"
     " [1 2 3]]\n"
     "float32\n"
     "(8, 16) (2, 0)\n"},
    {"a = np.arange(6, dtype=np.int16).reshape(2, 3)\n"
     "print(np.zeros_like(a), np.zeros_like(a).dtype)\n"
     "print(np.ones_like(a, dtype=float))\n"
     "print(np.full_like(a, 9), np.empty_like(a).shape)\n"
     "print(np.full_like([1.5, 2.5], 3, shape=(2, 2)))\n"
     "print(np.zeros_like(np.asfortranarray(a)).flags.f_contiguous)",
     "[[0 0 0]\n"
     " [0 0 0]] int16\n"
     "[[1. 1. 1.]\n"
     " [1. 1. 1.]]\n"
     "[[9 9 9]\n"
     " [9 9 9]] (2, 3)\n"
     "[[3. 3.]\n"
     " [3. 3.]]\n"
     "True\n"},
    {"np.zeros(-1)",
     "ValueError: negative dimensions are not allowed\n"},
    {"np.full(2, 300, dtype=\"u1\")",
     "OverflowError: Python integer 300 out of bounds for uint8\n"},
};

static const group ranges_follow_their_arguments_groups[] = {
    {"print(np.arange(5), np.arange(2, 5), np.arange(5, 0, -2))\n"
     "print(np.arange(0, 1, 0.25), np.arange(3.0))\n"
     "print(np.arange(4, dtype=float), np.arange(3, dtype=np.int8).dtype)\n"
     "print(np.arange(5, 2).shape, np.arange(0, 1, 0.1).size)\n"
     "print(np.arange(start=1, stop=7, step=3))",
     "[0 1 2 3 4] [2 3 4] [5 3 1]\n"
     "[0.   0.25 0.5  0.75] [0. 1. 2.]\n"
     "[0. 1. 2. 3.] int8\n"
     "(0,) 10\n"
     "[1 4]\n"},
    {"np.arange()",
     "TypeError: arange() requires stop to be specified.\n"},
    {"np.arange(0, 5, 0)",
     "ZeroDivisionError: division by zero\n"},
    {"print(np.linspace(0, 1, 5), np.linspace(0, 10, 4, endpoint=False))\n"
     "print(np.linspace(0, 1, 1), np.linspace(0, 1, 0), np.linspace(-3, 0, 4, dtype=int))\n"
     "print(np.linspace([0, 10], [1, 20], 3))\n"
     "print(np.linspace([0, 10], [1, 20], 3, axis=1))\n"
     "x, step = np.linspace(0, 1, 5, retstep=True)\n"
     "print(step)",
     "[0.   0.25 0.5  0.75 1.  ] [0.  2.5 5.  7.5]\n"
     "[0.] [] [-3 -2 -1  0]\n"
     "[[ 0.  10. ]\n"
     " [ 0.5 15. ]\n"
     " [ 1.  20. ]]\n"
     "[[ 0.   0.5  1. ]\n"
     " [10.  15.  20. ]]\n"
     "0.25\n"},
    {"np.linspace(0, 1, -1)",
     "ValueError: Number of samples, -1, must be non-negative.\n"},
    {"print(np.logspace(0, 3, 4), np.logspace(0, 4, 3, base=2))\n"
     "print(np.geomspace(1, 1000, 4), np.geomspace(-1000, -1, 4), np.geomspace(1, 256, 9, dtype=int))",
     "[   1.   10.  100. 1000.] [ 1.  4. 16.]\n"
     "[   1.   10.  100. 1000.] [-1000.  -100.   -10.    -1.] [  1   2   4   7  16  32  63 127 256]\n"},
    {"np.geomspace(0, 1)",
     "ValueError: Geometric sequence cannot include zero\n"},
};

static const group matrices_with_ones_in_places_groups[] = {
    {"print(np.eye(3), np.eye(2, 3, k=1), np.eye(2, dtype=int))\n"
     "print(np.identity(2), np.tri(3), np.tri(2, 3, 1, dtype=int))\n"
     "print(np.vander([1, 2, 3]), np.vander([1, 2, 3], 2), np.vander([1, 2, 3], increasing=True))",
     "[[1. 0. 0.]\n"
     " [0. 1. 0.]\n"
     " [0. 0. 1.]] [[0. 1. 0.]\n"
     " [0. 0. 1.]] [[1 0]\n"
     " [0 1]]\n"
     "[[1. 0.]\n"
     " [0. 1.]] [[1. 0. 0.]\n"
     " [1. 1. 0.]\n"
     " [1. 1. 1.]] [[1 1 0]\n"
     " [1 1 1]]\n"
     "[[1 1 1]\n"
     " [4 2 1]\n"
     " [9 3 1]] [[1 1]\n"
     " [2 1]\n"
     " [3 1]] [[1 1 1]\n"
     " [1 2 4]\n"
     " [1 3 9]]\n"},
};

static const group functions_make_arrays_groups[] = {
    {"print(np.fromiter([1, 2, 3], float))\n"
     "print(np.diag([1, 2, 3]), np.diag([1, 2], k=1), np.diagflat([[1, 2], [3, 4]]))",
     "[1. 2. 3.]\n"
     "[[1 0 0]\n"
     " [0 2 0]\n"
     " [0 0 3]] [[0 1 0]\n"
     " [0 0 2]\n"
     " [0 0 0]] [[1 0 0 0]\n"
     " [0 2 0 0]\n"
     " [0 0 3 0]\n"
     " [0 0 0 4]]\n"},
};

static void arrays_are_made_from_nested_sequences(void **state) {
    (void)state;
    RUN_GROUPS(arrays_are_made_from_nested_sequences_groups);
}

static void filled_arrays_take_shape_dtype_and_order(void **state) {
    (void)state;
    RUN_GROUPS(filled_arrays_take_shape_dtype_and_order_groups);
}

static void ranges_follow_their_arguments(void **state) {
    (void)state;
    RUN_GROUPS(ranges_follow_their_arguments_groups);
}

static void matrices_with_ones_in_places(void **state) {
    (void)state;
    RUN_GROUPS(matrices_with_ones_in_places_groups);
}

static void functions_make_arrays(void **state) {
    (void)state;
    RUN_GROUPS(functions_make_arrays_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(arrays_are_made_from_nested_sequences),
        TEST(filled_arrays_take_shape_dtype_and_order),
        TEST(ranges_follow_their_arguments),
        TEST(matrices_with_ones_in_places),
        TEST(functions_make_arrays),
    };
    return RUN_TESTS(tests);
}
