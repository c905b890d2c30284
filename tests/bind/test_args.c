/* tests/bind/test_args.c: arguments by position, by keyword and as Lua tables, and Python's refusals. */
#include "groups.h"

static void keywords_and_positions_mean_the_same(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(6).reshape(2, 3)\n"
         "print(np.sum(a, 0), np.sum(a, axis=0), np.sum(axis=0, a=a), a.sum(0), a.sum(axis=0), a.sum(axis=0, keepdims=True))",
         "[3 5 7] [3 5 7] [3 5 7] [3 5 7] [3 5 7] [[3 5 7]]\n"},
        {"a = np.arange(6).reshape(2, 3)\n"
         "print(np.sum(a, {axis = 0}), a:sum{axis = 1}, a:sum({axis = 0, keepdims = true}), np.zeros{shape = 2}, np.full({2}, 7))",
         "[3 5 7] [ 3 12] [[3 5 7]] [0. 0.] [7 7]\n"},
        {"print(np.zeros(2), np.zeros((2,)), np.zeros([2]), np.zeros(shape=2, dtype=int), np.zeros(np.array([2])))",
         "[0. 0.] [0. 0.] [0. 0.] [0 0] [0. 0.]\n"},
        {"a = np.arange(6)\n"
         "print(a.reshape(2, 3), a.reshape((2, 3)), a.reshape([2, -1]), np.reshape(a, (3, 2)))",
         "[[0 1 2]\n"
         " [3 4 5]] [[0 1 2]\n"
         " [3 4 5]] [[0 1 2]\n"
         " [3 4 5]] [[0 1]\n"
         " [2 3]\n"
         " [4 5]]\n"},
        {"a = np.arange(6).reshape(2, 3)\n"
         "print(np.sum(a, axis=(0, 1)), np.sum(a, axis=None), np.sum(a, axis=-1), 0)",
         "15 15 [ 3 12] 0\n"},
        {"for d in (int, float, bool, \"int8\", \"f4\", np.float32, np.dtype(\"uint8\"), np.zeros(1).dtype) do print(np.zeros(1, dtype=d).dtype) end",
         "int64\n"
         "float64\n"
         "bool\n"
         "int8\n"
         "float32\n"
         "float32\n"
         "uint8\n"
         "float64\n"},
    };
    RUN_GROUPS(groups);
}

static void wrong_arguments_are_refused_as_python_refuses(void **state) {
    (void)state;
    static const group groups[] = {
        {"np.sum(np.array([1]), foo=3)",
         "TypeError: sum() got an unexpected keyword argument 'foo'\n"},
        {"np.sum()",
         "TypeError: sum() missing 1 required positional argument: 'a'\n"},
        {"np.reshape()",
         "TypeError: reshape() missing 2 required positional arguments: 'a' and 'shape'\n"},
        {"np.sum(np.array([1]), 0, axis=0)",
         "TypeError: sum() got multiple values for argument 'axis'\n"},
        {"np.isclose(1)",
         "TypeError: isclose() missing 1 required positional argument: 'b'\n"},
        {"np.isclose(1, 2, 3, 4, 5, 6)",
         "TypeError: isclose() takes from 2 to 5 positional arguments but 6 were given\n"},
        {"np.zeros(2.5)",
         "TypeError: expected a sequence of integers or a single integer, got '2.5'\n"},
        {"np.zeros(\"x\")",
         "TypeError: 'str' object cannot be interpreted as an integer\n"},
        {"np.zeros([1.5])",
         "TypeError: 'float' object cannot be interpreted as an integer\n"},
        {"np.sum(np.zeros(2), axis=1.0)",
         "TypeError: 'float' object cannot be interpreted as an integer\n"},
        {"np.sum(np.zeros(2), axis=1)",
         "AxisError: axis 1 is out of bounds for array of dimension 1\n"},
        {"np.zeros(2, dtype=\"nonsense\")",
         "TypeError: data type 'nonsense' not understood\n"},
        {"np.zeros(2, order=\"X\")",
         "ValueError: order must be one of 'C', 'F', 'A', or 'K' (got 'X')\n"},
        {"np.zeros((2, -1))",
         "ValueError: negative dimensions are not allowed\n"},
        {"np.sum(undefined_name)",
         "TypeError: sum(): argument 1 is nil\n"},
        {"np.sum(print)",
         "TypeError: a value of type 'function' cannot be an item of an array\n"},
        {"np.sort(np.arange(3)).sort(axis=undefined_name, foo=1)",
         "TypeError: sort() got an unexpected keyword argument 'foo'\n"},
    };
    RUN_GROUPS(groups);
}

static void a_wrong_self_is_refused(void **state) {
    (void)state;
    static const group groups[] = {
        {"f = np.arange(3).sum\n"
         "print(f([1, 2]), f(5))\n"
         "f()",
         "3 5\n"
         "TypeError: sum() missing 1 required positional argument: 'a'\n"},
        {"f = np.arange(3).sort\n"
         "f(\"x\")",
         "TypeError: an ndarray was expected, not a value of type 'str'\n"},
        {"f = [1].append\n"
         "f(2)\n"
         "g = np.zeros(3).fill\n"
         "g([1, 2], 3)",
         "TypeError: an ndarray was expected, not a value of type 'list'\n"},
    };
    RUN_GROUPS(groups);
}

static void print_takes_sep_and_end(void **state) {
    (void)state;
    static const group groups[] = {
        {"print(1, 2.0, \"x\", sep=\", \", end=\".\\n\")\n"
         "print(1, end=\"\")\n"
         "print(\"!\", 2)\n"
         "print()\n"
         "print([1, 2.5, \"a\"], (1,), None, True, 1e16, 1e-5, 123456789.123, 0.1 + 0.2, 1e100)",
         "1, 2.0, x.\n"
         "1! 2\n"
         "\n"
         "[1, 2.5, 'a'] (1,) None True 1e+16 1e-05 123456789.123 0.30000000000000004 1e+100\n"},
    };
    RUN_GROUPS(groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(keywords_and_positions_mean_the_same),
        TEST(wrong_arguments_are_refused_as_python_refuses),
        TEST(a_wrong_self_is_refused),
        TEST(print_takes_sep_and_end),
    };
    return RUN_TESTS(tests);
}
