/* tests/bind/test_operators.c: arithmetic, comparison and truth of arrays through Lua, as NumPy prints them. */
#include "groups.h"

static void arithmetic_follows_numpy(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.array([1, 2, 3])\n"
         "print(a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a)\n"
         "print(a / 2, 2 / a, a // 2, 7 // a, a % 2, 7 % a, a ** 2, 2 ** a)\n"
         "print(-a, abs(a), a + a, a * a, a - a)",
         "[2 3 4] [2 3 4] [0 1 2] [ 0 -1 -2] [2 4 6] [2 4 6]\n"
         "[0.5 1.  1.5] [2.         1.         0.66666667] [0 1 1] [7 3 2] [1 0 1] [0 1 1] [1 4 9] [2 4 8]\n"
         "[-1 -2 -3] [1 2 3] [2 4 6] [1 4 9] [0 0 0]\n"},
        {"a = np.array([1.5, -2.5])\n"
         "print(a + 1, a // 1, a % 1, a ** 2, -a, abs(a))",
         "[ 2.5 -1.5] [ 1. -3.] [0.5 0.5] [2.25 6.25] [-1.5  2.5] [1.5 2.5]\n"},
        {"a = np.arange(6).reshape(2, 3)\n"
         "print(a + np.array([10, 20, 30]))\n"
         "print(a * np.array([[1], [2]]))",
         "[[10 21 32]\n"
         " [13 24 35]]\n"
         "[[ 0  1  2]\n"
         " [ 6  8 10]]\n"},
        {"a = np.array([1, 2, 3])\n"
         "print(a + [10, 20, 30], [10, 20, 30] + a, a + (1, 2, 3), a * [1, 2, 3])",
         "[11 22 33] [11 22 33] [2 4 6] [1 4 9]\n"},
        {"a = np.array([1, 2, 3], dtype=np.int8)\n"
         "print((a + 1).dtype, (a + 1.0).dtype, (a + True).dtype)\n"
         "b = np.array([1, 2], dtype=np.float32)\n"
         "print((b * 2).dtype, (b * 2.5).dtype, (b + np.array([1, 2])).dtype)",
         "int8 float64 int8\n"
         "float32 float32 float64\n"},
        {"a = np.array([1, 2, 3], dtype=np.uint8)\n"
         "print(a + 300)",
         "OverflowError: Python integer 300 out of bounds for uint8\n"},
        {"print(np.array([1, 2, 3]) + np.array([1, 2, 3, 4]))",
         "ValueError: operands could not be broadcast together with shapes (3,) (4,) \n"},
        {"print(np.array([True, False]) - np.array([True, True]))",
         "TypeError: numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.\n"},
        {"a = np.array([5, 3])\n"
         "print(a & 1, a | 8, a << 1, a >> 1, ~a)",
         "[1 1] [13 11] [10  6] [2 1] [-6 -4]\n"},
        {"a = np.array([5, 3])\n"
         "print(a ~ 1)",
         "[4 2]\n"},
        {"print(np.array([1.5]) & 1)",
         "TypeError: ufunc 'bitwise_and' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''\n"},
        {"print(np.array([2, 3]) ** np.array([-1, 2]))",
         "ValueError: Integers to negative integer powers are not allowed.\n"},
        {"m = np.array([True, False])\n"
         "print(m ^ m)",
         "TypeError: ^ is power in Lua, and bool arrays have none\n"},
    };
    RUN_GROUPS(groups);
}

static void comparisons_are_masks_in_value_context(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.array([1, 2, 3])\n"
         "print(a > 1, a >= 2, a < 2, a <= 2, a == 2, a != 2)\n"
         "print(1 < a, 2 == a, (a > 1) & (a < 3), (a < 2) | (a > 2))",
         "[False  True  True] [False  True  True] [ True False False] [ True  True False] [False  True False] [ True False  True]\n"
         "[False  True  True] [False  True False] [False  True False] [ True False  True]\n"},
        {"a = np.array([\"x\", \"yy\"])\n"
         "print(a == \"x\", a != \"x\", a < \"y\")",
         "[ True False] [False  True] [ True False]\n"},
        {"a = np.array([1, 2])\n"
         "print(a == None, a != None)",
         "[False False] [ True  True]\n"},
        {"print(np.array([1, 2]) == np.array([1, 2, 3]))",
         "ValueError: operands could not be broadcast together with shapes (2,) (3,) \n"},
        {"print([1, 2] == [1, 2], (1, 2) == (1, 2), (1, 2) == [1, 2], [1, 2] != [1, 3], (1, 2) < (1, 3), [2] < [1, 5])",
         "True True False True True False\n"},
        {"a = np.arange(6).reshape(2, 3)\n"
         "print(a.shape == (2, 3), a.shape != (2, 3), a.shape[0] == 2)",
         "True False True\n"},
        {"print(1 < 2, \"a\" < \"b\", 2 >= 3, 1 == 1.0)",
         "True True False True\n"},
    };
    RUN_GROUPS(groups);
}

static void conditions_ask_for_one_truth(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.array([1, 2, 3])\n"
         "if a > 1 then print(\"no\") end",
         "ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()\n"},
        {"a = np.array([1, 2, 3])\n"
         "if a then print(\"no\") end",
         "ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()\n"},
        {"a = np.array([1, 2, 3])\n"
         "if a == 1 then print(\"no\") end",
         "ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()\n"},
        {"if np.array([]) then print(\"no\") end",
         "ValueError: The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.\n"},
        {"if np.array([5]) > 4 then print(\"yes\") end\n"
         "if np.array([5]) then print(\"yes\") end\n"
         "if np.array([0]) then print(\"no\") end\n"
         "if not np.array([0]) then print(\"yes\") end\n"
         "if np.array([5]) == 5 then print(\"yes\") end",
         "yes\n"
         "yes\n"
         "yes\n"
         "yes\n"},
        {"if (np.array([1, 2]) > 0).all() and not (np.array([1, 2]) > 1).all() then print(\"yes\") end",
         "yes\n"},
        {"x = [] or \"empty\"\n"
         "y = (1,) and \"full\"\n"
         "if None then print(\"no\") end\n"
         "print(x, y)",
         "empty full\n"},
    };
    RUN_GROUPS(groups);
}

static void what_numbers_do_stays_lua(void **state) {
    (void)state;
    static const group groups[] = {
        {"print(7 // 2, 7 % 3, 2 ** 10, 2 ** -1, 2 ** 0.5, -7 // 2, 1 / 2, 3 / 1)",
         "3 1 1024 0.5 1.4142135623730951 -4 0.5 3.0\n"},
        {"print(2 ** 62, 10 ** 18, 3 ** 0, (-2) ** 3)",
         "4611686018427387904 1000000000000000000 1 -8\n"},
        {"x = nil + 1",
         "error: attempt to perform arithmetic on a nil value\n"},
        {"print(1 < \"x\")",
         "error: attempt to compare number with string\n"},
        {"print({} < {})",
         "error: attempt to compare two table values\n"},
        {"mt = {__lt = function(a, b) return a.v < b.v end, __le = function(a, b) return a.v <= b.v end, __eq = function(a, b) return a.v == b.v end}\n"
         "p, q = setmetatable({v = 1}, mt), setmetatable({v = 2}, mt)\n"
         "print(p < q, p > q, p <= q, p >= q, p == q, p ~= q)",
         "True False True False False True\n"},
        {"mt = {__lt = function(a, b) coroutine.yield(\"inside\") return true end}\n"
         "p = setmetatable({}, mt)\n"
         "co = coroutine.wrap(function() local r = p < p; return r end)\n"
         "print(co(), co())",
         "inside True\n"},
    };
    RUN_GROUPS(groups);
}

static void matmul_and_its_refusals(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.array([[1, 2], [3, 4]])\n"
         "print(a @ a, a @ [1, 1], [1, 1] @ a, a @ a.T)",
         "[[ 7 10]\n"
         " [15 22]] [3 7] [4 6] [[ 5 11]\n"
         " [11 25]]\n"},
        {"print(np.array([1, 2]) @ np.array([1, 2, 3]))",
         "ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 3 is different from 2)\n"},
        {"print(np.array([1, 2]) @ 3)",
         "ValueError: matmul: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)\n"},
        {"x = [1, 2] @ [3, 4]",
         "TypeError: unsupported operand type(s) for @: 'list' and 'list'\n"},
    };
    RUN_GROUPS(groups);
}

static void in_place_operations_change_the_array(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.array([1, 2, 3])\n"
         "b = a\n"
         "a += 1\n"
         "print(a, b)\n"
         "a -= 1\n"
         "a *= 3\n"
         "a //= 2\n"
         "a **= 2\n"
         "a %= 5\n"
         "print(b)\n"
         "b <<= 2\n"
         "b |= 1\n"
         "b &= 13\n"
         "b >>= 1\n"
         "print(a)",
         "[2 3 4] [2 3 4]\n"
         "[1 4 1]\n"
         "[2 0 2]\n"},
        {"a = np.array([1, 2, 3])\n"
         "a += 1.5",
         "UFuncTypeError: Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'\n"},
        {"a = np.array([1, 2, 3])\n"
         "a /= 2",
         "UFuncTypeError: Cannot cast ufunc 'divide' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'\n"},
        {"a = np.array([1.0, 2.0])\n"
         "a /= 2\n"
         "print(a)",
         "[0.5 1. ]\n"},
        {"a = np.array([1, 2, 3])\n"
         "a += np.array([1, 2])",
         "ValueError: operands could not be broadcast together with shapes (3,) (2,) (3,) \n"},
        {"a = np.array([1, 2, 3])\n"
         "a[[0, 0]] += 1\n"
         "print(a)\n"
         "a[1:] += 10\n"
         "a[0] += 1.9\n"
         "a[a > 10] -= 5\n"
         "print(a)",
         "[2 2 3]\n"
         "[3 7 8]\n"},
        {"a = np.arange(5)\n"
         "a[1:] += a[:-1]\n"
         "print(a)",
         "[0 1 3 5 7]\n"},
        {"a = np.eye(2)\n"
         "b = a\n"
         "a @= np.array([[1.0, 2.0], [3.0, 4.0]])\n"
         "print(b)",
         "[[1. 2.]\n"
         " [3. 4.]]\n"},
        {"x = 5\n"
         "x += 2\n"
         "x *= 3\n"
         "x **= 2\n"
         "print(x)",
         "441\n"},
        {"x = [1]\n"
         "y = x\n"
         "x += [2, 3]\n"
         "print(y)\n"
         "x = (1,)\n"
         "x += (2,)\n"
         "print(x)",
         "[1, 2, 3]\n"
         "(1, 2)\n"},
        {"a = np.float32(1.5)\n"
         "a += 1\n"
         "print(a)",
         "2.5\n"},
    };
    RUN_GROUPS(groups);
}

static void operands_that_are_none_are_refused(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.array([1]) + None",
         "TypeError: unsupported operand type(s) for +: 'numpy.ndarray' and 'NoneType'\n"},
        {"a = np.array([1]) + {x = 1}",
         "TypeError: a Lua table with fields that are not numbered 1, 2, 3... is no array\n"},
        {"a = np.array([1]) + print",
         "TypeError: unsupported operand type(s) for +: 'numpy.ndarray' and 'function'\n"},
        {"a = [1, 2] - [1]",
         "TypeError: unsupported operand type(s) for -: 'list' and 'list'\n"},
        {"a = (1, 2) + [1]",
         "TypeError: can only concatenate tuple (not \"list\") to tuple\n"},
        {"a = [1, 2] * 1.5",
         "TypeError: can't multiply sequence by non-int of type 'float'\n"},
    };
    RUN_GROUPS(groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(arithmetic_follows_numpy),
        TEST(comparisons_are_masks_in_value_context),
        TEST(conditions_ask_for_one_truth),
        TEST(what_numbers_do_stays_lua),
        TEST(matmul_and_its_refusals),
        TEST(in_place_operations_change_the_array),
        TEST(operands_that_are_none_are_refused),
    };
    return RUN_TESTS(tests);
}
