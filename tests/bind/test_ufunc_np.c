/* tests/bind/test_ufunc_np.c: ufuncs: calls, out=, where=, reduce, accumulate, outer, at.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group ufuncs_are_called_like_functions_groups[] = {
    {"print(np.add(1, 2), np.add([1, 2], 3), np.subtract([5, 6], [1, 2]), np.multiply(2, [1.5, 2.0]))\n"
     "print(np.divide([1, 2], 2), np.floor_divide([7, -7], 2), np.remainder([7, -7], 3), np.mod(7, 3), np.power(2, [1, 2, 3]), np.pow(2, 3))\n"
     "print(np.maximum([1, 5], [3, 2]), np.minimum([1, np.nan], 0), np.fmax([1, np.nan], 0))\n"
     "print(np.sqrt([1, 4, 9]), np.square(3), np.exp(0), np.log([1.0]), np.sin(0), np.abs([-1, 2]), np.absolute(-1.5), np.sign([-3, 0, 2]))\n"
     "print(np.floor([1.5, -1.5]), np.ceil([1.5, -1.5]), np.trunc([1.5, -1.5]), np.rint([0.5, 1.5, 2.5]), np.fix([1.7, -1.7]))\n"
     "print(np.isnan([1, np.nan]), np.isinf([np.inf, 1]), np.isfinite([np.inf, 1]), np.isposinf([np.inf, -np.inf]), np.isneginf([np.inf, -np.inf]))\n"
     "print(np.logical_and([True, True], [True, False]), np.logical_not([0, 1]), np.bitwise_and(6, 3), np.bitwise_or(6, 3), np.bitwise_xor(6, 3), np.invert([0, 1]), np.bitwise_not(5))\n"
     "print(np.left_shift(1, [1, 2]), np.right_shift(8, 1), np.less([1, 2], 2), np.greater_equal([1, 2], 2), np.equal([1, 2], [1, 3]), np.not_equal(1, 2))\n"
     "print(np.arctan2(1, 1), np.hypot(3, 4), np.gcd(12, 18), np.lcm(4, 6), np.degrees(np.pi), np.deg2rad(180), np.cbrt(8), np.reciprocal(4.0))",
     "3 [4 5] [4 4] [3. 4.]\n"
     "[0.5 1. ] [ 3 -4] [1 2] 1 [2 4 8] 8\n"
     "[3 5] [ 0. nan] [1. 0.]\n"
     "[1. 2. 3.] 9 1.0 [0.] 0.0 [1 2] 1.5 [-1  0  1]\n"
     "[ 1. -2.] [ 2. -1.] [ 1. -1.] [0. 2. 2.] [ 1. -1.]\n"
     "[False  True] [ True False] [False  True] [ True False] [False  True]\n"
     "[ True False] [ True False] 2 7 5 [-1 -2] -6\n"
     "[2 4] 4 [ True False] [False  True] [ True False] True\n"
     "0.7853981633974483 5.0 6 12 180.0 3.141592653589793 2.0 0.25\n"},
    {"q, r = np.divmod([7, -7], 2)\n"
     "print(q, r)\n"
     "f, i = np.modf([1.5, -2.25])\n"
     "print(f, i)\n"
     "m, e = np.frexp(8.0)\n"
     "print(m, e)",
     "[ 3 -4] [1 1]\n"
     "[ 0.5  -0.25] [ 1. -2.]\n"
     "0.5 4\n"},
    {"print(np.add, np.sin)\n"
     "print(np.add.nin, np.add.nout, np.add.nargs, np.sin.nin)",
     "<ufunc 'add'> <ufunc 'sin'>\n"
     "2 1 3 1\n"},
};

static const group out_where_and_dtype_are_taken_groups[] = {
    {"a = np.zeros(3)\n"
     "b = np.add([1, 2, 3], 10, out=a)\n"
     "print(a, np.shares_memory(a, b))\n"
     "np.add([1, 2, 3], 20, a)\n"
     "print(a)\n"
     "np.multiply(a, 2, out=a, where=[True, False, True])\n"
     "print(a)\n"
     "print(np.add([1, 2], 3, dtype=float), np.add(np.float32(1), np.float32(2), dtype=\"f8\"))\n"
     "print(np.sqrt(4, dtype=np.float32).dtype)",
     "[11. 12. 13.] True\n"
     "[21. 22. 23.]\n"
     "[42. 22. 46.]\n"
     "[4. 5.] 3.0\n"
     "float32\n"},
    {"a = np.zeros(3, dtype=int)\n"
     "np.add([1.5, 2, 3], 1, out=a)",
     "UFuncTypeError: Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'\n"},
    {"a = np.zeros(3, dtype=int)\n"
     "np.add([1.5, 2, 3], 1, out=a, casting=\"unsafe\")\n"
     "print(a)",
     "[2 3 4]\n"},
    {"a = np.zeros(2)\n"
     "np.add([1, 2, 3], 1, out=a)",
     "ValueError: operands could not be broadcast together with shapes (3,) () (2,) \n"},
    {"np.add([1, 2, 3], [1, 2])",
     "ValueError: operands could not be broadcast together with shapes (3,) (2,) \n"},
    {"np.add(1)",
     "TypeError: add() takes from 2 to 3 positional arguments but 1 was given\n"},
    {"np.add(1, 2, foo=3)",
     "TypeError: add() got an unexpected keyword argument 'foo'\n"},
    {"np.add(np.zeros(2, dtype=\"i1\"), 300)",
     "OverflowError: Python integer 300 out of bounds for int8\n"},
    {"np.subtract([True], [False])",
     "TypeError: numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.\n"},
    {"np.bitwise_and([1.5], 1)",
     "TypeError: ufunc 'bitwise_and' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''\n"},
    {"np.power([2], -1)",
     "ValueError: Integers to negative integer powers are not allowed.\n"},
    {"x = np.arange(3)\n"
     "np.add(x, 1, out=5)",
     "TypeError: return arrays must be of ArrayType\n"},
};

static const group ufuncs_reduce_accumulate_and_pair_groups[] = {
    {"a = np.arange(6).reshape(2, 3)\n"
     "print(np.add.reduce(a), np.add.reduce(a, axis=1), np.add.reduce(a, axis=None), np.multiply.reduce([1, 2, 3, 4]))\n"
     "print(np.add.reduce(a, axis=1, keepdims=True), np.maximum.reduce(a, axis=0), np.logical_and.reduce([True, False]), np.logical_or.reduce(a))\n"
     "print(np.add.accumulate([1, 2, 3]), np.multiply.accumulate(a, axis=1), np.maximum.accumulate([1, 3, 2, 5]), np.add.accumulate([1, 2], dtype=float))\n"
     "print(np.multiply.outer([1, 2, 3], [10, 20]), np.add.outer([1, 2], [[1], [2]]).shape, np.subtract.outer([1, 2], 1))",
     "[3 5 7] [ 3 12] 15 24\n"
     "[[ 3]\n"
     " [12]] [3 4 5] False [ True  True  True]\n"
     "[1 3 6] [[ 0  0  0]\n"
     " [ 3 12 60]] [1 3 3 5] [1. 3.]\n"
     "[[10 20]\n"
     " [20 40]\n"
     " [30 60]] (2, 2, 1) [0 1]\n"},
    {"a = np.zeros(4, dtype=int)\n"
     "np.add.at(a, [0, 0, 3], 1)\n"
     "print(a)\n"
     "np.add.at(a, [1, 2], [5, 6])\n"
     "print(a)\n"
     "np.negative.at(a, [0, 1])\n"
     "print(a)\n"
     "b = np.zeros((2, 2))\n"
     "np.add.at(b, (np.array([0, 0, 1]), np.array([1, 1, 0])), 2.5)\n"
     "print(b)",
     "[2 0 0 1]\n"
     "[2 5 6 1]\n"
     "[-2 -5  6  1]\n"
     "[[0.  5. ]\n"
     " [2.5 0. ]]\n"},
    {"np.sin.reduce([1.0])",
     "ValueError: reduce only supported for binary functions\n"},
    {"np.add.at(np.zeros(2), [5], 1)",
     "IndexError: index 5 is out of bounds for axis 0 with size 2\n"},
};

static const group rounding_and_clipping_groups[] = {
    {"print(np.round([0.5, 1.5, 2.675], 0), np.round(2.675, 2), np.around([1.25, 1.35], 1), np.round([15, 25, 36], -1), np.round(3.7))\n"
     "print(np.clip([1, 5, 9], 2, 6), np.clip([1, 5, 9], None, 6), np.clip([1, 5, 9], 2, None), np.clip([1.0, 5.0], [2, 2], [3, 3]), np.clip(7, 1, 5))\n"
     "print(np.clip([1, 5, 9], min=2, max=6), np.clip([1, 5], a_min=2, a_max=3))\n"
     "print(np.nan_to_num([np.nan, 1.0]), np.nan_to_num([np.nan, np.inf, -np.inf], nan=-1, posinf=9, neginf=-9))\n"
     "print(np.real([1, 2]), np.imag([1.5, 2]), np.conj([1, 2]), np.conjugate(1.5), np.sinc([0.0, 0.5]))\n"
     "a = np.array([1.0, 9.0])\n"
     "np.clip(a, 2, 5, out=a)\n"
     "print(a)",
     "[0. 2. 3.] 2.68 [1.2 1.4] [20 20 40] 4.0\n"
     "[2 5 6] [1 5 6] [2 5 9] [2. 3.] 5\n"
     "[2 5 6] [2 3]\n"
     "[0. 1.] [-1.  9. -9.]\n"
     "[1 2] [0. 0.] [1 2] 1.5 [1.         0.63661977]\n"
     "[2. 5.]\n"},
    {"np.clip([1, 2], 1)",
     "TypeError: clip() missing 1 required positional argument: 'a_max'\n"},
};

static void ufuncs_are_called_like_functions(void **state) {
    (void)state;
    RUN_GROUPS(ufuncs_are_called_like_functions_groups);
}

static void out_where_and_dtype_are_taken(void **state) {
    (void)state;
    RUN_GROUPS(out_where_and_dtype_are_taken_groups);
}

static void ufuncs_reduce_accumulate_and_pair(void **state) {
    (void)state;
    RUN_GROUPS(ufuncs_reduce_accumulate_and_pair_groups);
}

static void rounding_and_clipping(void **state) {
    (void)state;
    RUN_GROUPS(rounding_and_clipping_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(ufuncs_are_called_like_functions),
        TEST(out_where_and_dtype_are_taken),
        TEST(ufuncs_reduce_accumulate_and_pair),
        TEST(rounding_and_clipping),
    };
    return RUN_TESTS(tests);
}
