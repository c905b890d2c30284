/* tests/bind/test_sequence.c: tuples, lists and ranges behave as Python's. */
#include "groups.h"

static void they_print_as_python_prints_them(void **state) {
    (void)state;
    static const group groups[] = {
        {"print((1, 2), (1,), (), [1, 2], [], [1, 2.5, \"a\", True, None], [\"it's\", 'q\"'], ([1], (2,)), range(3), range(1, 9, 2))",
         "(1, 2) (1,) () [1, 2] [] [1, 2.5, 'a', True, None] [\"it's\", 'q\"'] ([1], (2,)) range(0, 3) range(1, 9, 2)\n"},
        {"x, y = [], []\n"
         "for i in range(500) do x, y = [x], [y] end\n"
         "print(pcall(function() return x == y end))\n"
         "x.append(x)\n"
         "print(len(str(x)) > 10, x == x)",
         "False RuntimeError: maximum recursion depth exceeded in comparison\n"
         "True True\n"},
    };
    RUN_GROUPS(groups);
}

static void plus_times_and_length(void **state) {
    (void)state;
    static const group groups[] = {
        {"print((1, 2) + (3,), [1] + [2], (1, 2) * 2, [0] * 3, 2 * [1], len([1, 2]), len(()), len(range(0, 10, 3)))",
         "(1, 2, 3) [1, 2] (1, 2, 1, 2) [0, 0, 0] [1, 1] 2 0 4\n"},
        {"x = [1] + (2,)",
         "TypeError: can only concatenate list (not \"tuple\") to list\n"},
        {"x = (1,) + 5",
         "TypeError: can only concatenate tuple (not \"int\") to tuple\n"},
        {"x = [1] * [2]",
         "TypeError: can't multiply sequence by non-int of type 'list'\n"},
    };
    RUN_GROUPS(groups);
}

static void lists_change(void **state) {
    (void)state;
    static const group groups[] = {
        {"x = [3, 1, 2]\n"
         "x.append(5)\n"
         "x.insert(0, 9)\n"
         "print(x, x.pop(), x.pop(0), x)\n"
         "x.sort()\n"
         "print(x, x.index(2), x.count(1))\n"
         "x.reverse()\n"
         "x.extend([7, 8])\n"
         "x.remove(7)\n"
         "x[0] = \"z\"\n"
         "x[-1] = None\n"
         "print(x, len(x))\n"
         "y = x.copy()\n"
         "y.clear()\n"
         "print(x, y)",
         "[3, 1, 2] 5 9 [3, 1, 2]\n"
         "[1, 2, 3] 1 1\n"
         "['z', 2, 1, None] 4\n"
         "['z', 2, 1, None] []\n"},
        {"x = [1, 2]\n"
         "x:append(3)\n"
         "x:extend({4, 5})\n"
         "x.extend(x)\n"
         "print(x, x:pop(), x:index(2))",
         "[1, 2, 3, 4, 5, 1, 2, 3, 4] 5 1\n"},
        {"x = []\n"
         "x.pop()",
         "IndexError: pop from empty list\n"},
        {"x = [1]\n"
         "x.index(5)",
         "ValueError: list.index(x): x not in list\n"},
        {"x = [1]\n"
         "x[3] = 1",
         "IndexError: list assignment index out of range\n"},
        {"x = (1, 2)\n"
         "x[0] = 1",
         "TypeError: 'tuple' object does not support item assignment\n"},
        {"x = [1]\n"
         "x.push(2)",
         "AttributeError: 'list' object has no attribute 'push'\n"},
        {"x = [1]\n"
         "x.append(1, 2)",
         "TypeError: list.append() takes exactly one argument (2 given)\n"},
    };
    RUN_GROUPS(groups);
}

static void unpacking_counts(void **state) {
    (void)state;
    static const group groups[] = {
        {"a, (b, (c, d)), e = [1, (2, [3, 4]), 5]\nprint(a, b, c, d, e)\n"
         "f, (g, h) = 9, np.array([1, 2])\nprint(f, g, h)\n"
         "i, (j,) = 6, [5]\nprint(i, j)",
         "1 2 3 4 5\n9 1 2\n6 5\n"},
        {"a, (b, c) = [1, 2]", "TypeError: cannot unpack non-iterable int object\n"},
        {"a, (b, c) = [1, (2, 3, 4)]", "ValueError: too many values to unpack (expected 2)\n"},
        {"a, (b, c) = [1, (2,)]", "ValueError: not enough values to unpack (expected 2, got 1)\n"},
        {"a, (b, c) = 1, 2, 3", "ValueError: too many values to unpack (expected 2)\n"},
        {"a, b, c = (1, 2, 3)\n"
         "d, e = [4, 5]\n"
         "f, g = np.array([6, 7])\n"
         "print(a, b, c, d, e, f, g)",
         "1 2 3 4 5 6 7\n"},
        {"r, c = np.zeros((2, 3)).shape\n"
         "print(r, c)",
         "2 3\n"},
        {"a, b, c = (1, 2)",
         "ValueError: not enough values to unpack (expected 3, got 2)\n"},
        {"a, b = [1, 2, 3]",
         "ValueError: too many values to unpack (expected 2)\n"},
        {"a, b = 5, 6\n"
         "c, d = 7\n"
         "print(a, b, c, d)",
         "5 6 7 nil\n"},
    };
    RUN_GROUPS(groups);
}

static void loops_walk_them(void **state) {
    (void)state;
    static const group groups[] = {
        {"for x in [1, 2] do print(x) end\n"
         "for x in (3,) do print(x) end\n"
         "for x in range(2, 8, 3) do print(x) end\n"
         "for row in np.arange(4).reshape(2, 2) do print(row) end\n"
         "for x in np.array([1.5, 2]) do print(x) end\n"
         "for i, x in enumerate([5, 6]) do print(i, x) end\n"
         "for i, x in enumerate(np.array([5]), start=1) do print(i, x) end\n"
         "for a, b in zip([1, 2], (3, 4)) do print(a, b) end\n"
         "for k, v in ipairs({7, 8}) do print(k, v) end\n"
         "for k, v in pairs({z = 1}) do print(k, v) end",
         "1\n"
         "2\n"
         "3\n"
         "2\n"
         "5\n"
         "[0 1]\n"
         "[2 3]\n"
         "1.5\n"
         "2.0\n"
         "0 5\n"
         "1 6\n"
         "1 5\n"
         "1 3\n"
         "2 4\n"
         "1 7\n"
         "2 8\n"
         "z 1\n"},
        {"for x in np.array(5) do print(x) end",
         "TypeError: iteration over a 0-d array\n"},
        {"a = np.array([1])\n"
         "for x in a do\n"
         "    a.shape = ()\n"
         "    print(x)\n"
         "end\n"
         "x = [1, 2, 3]\n"
         "for v in x do\n"
         "    x.pop()\n"
         "    print(v)\n"
         "end",
         "1\n"
         "1\n"
         "2\n"},
    };
    RUN_GROUPS(groups);
}

static void names_of_python(void **state) {
    (void)state;
    static const group groups[] = {
        {"print(sum([1, 2, 3]), sum([0.5, 0.25]), sum([], 5), min(3, 1, 2), max([1, 5, 2]), abs(-3), abs(-2.5), abs(np.array([-1, 2])))\n"
         "print(sorted([3, 1, 2]), sorted((2, 1)), sorted([1, 3, 2], reverse=True), sorted([\"b\", \"a\"]), any([False, True]), all([]))\n"
         "print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(15, -1), round(25, -1), round(0.5), round(1.25, 1))\n"
         "print(int(3.9), int(-3.9), int(\"12\"), int(True), float(3), float(\"1.5\"), str(1.0), str([1]), bool(0), bool([]), bool(\"x\"), list((1, 2)), tuple([1]), list(\"ab\"))\n"
         "print(isinstance(1, int), isinstance(1.0, int), isinstance(\"a\", str), isinstance(True, int), isinstance([1], (list, tuple)))",
         "6 0.75 5 1 5 3 2.5 [1 2]\n"
         "[1, 2, 3] [1, 2] [3, 2, 1] ['a', 'b'] True True\n"
         "2 4 -2 2.67 1200 20 20 0 1.2\n"
         "3 -3 12 1 3.0 1.5 1.0 [1] False False True [1, 2] (1,) ['a', 'b']\n"
         "True False True True True\n"},
        {"print(isinstance(np.zeros(1), np.ndarray), isinstance(1, np.ndarray), isinstance(np.float32(1), np.ndarray), isinstance(np.int8(1), np.integer), isinstance([1], (np.ndarray, list)))",
         "True False False True True\n"},
        {"print(sum(np.arange(6).reshape(2, 3)), max(np.array([1, 5])), len(np.zeros((4, 2))))",
         "[3 5 7] 5 4\n"},
        {"print(sorted([ [2, 1], [1, 5]]), sorted([-3, 2], key=abs))",
         "[[1, 5], [2, 1]] [2, -3]\n"},
        {"max([])",
         "ValueError: max() iterable argument is empty\n"},
        {"int(\"x\")",
         "ValueError: invalid literal for int() with base 10: 'x'\n"},
        {"float(\"x\")",
         "ValueError: could not convert string to float: 'x'\n"},
        {"len(5)",
         "TypeError: object of type 'int' has no len()\n"},
        {"range(0, 3, 0)",
         "ValueError: range() arg 3 must not be zero\n"},
        {"sorted([1, \"a\"])",
         "TypeError: '<' not supported between instances of 'str' and 'int'\n"},
        {"min(np.arange(4).reshape(2, 2))",
         "ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()\n"},
    };
    RUN_GROUPS(groups);
}

static void types_are_pythons_for_what_is_nps(void **state) {
    (void)state;
    static const group groups[] = {
        {"print(type(np.arange(3)), type((1, 2)), type([1]), type(np.ones(2)) == np.ndarray, type([1]) == list)",
         "<class 'numpy.ndarray'> <class 'tuple'> <class 'list'> True True\n"},
        {"print(type(1), type('s'), type({}), type(nil), type(print), type(True))", "number string table nil function boolean\n"},
        {"x = [[1, 2], [3, 4]]\nprint(x, sum([[1], [2]], []))", "[[1, 2], [3, 4]] [1, 2]\n"},
        {"print(+3, +np.array([1, -2]), x == None, nothing == None)\nfor p, q in [(1, 2), (3, 4)] do print(p, q) end",
         "3 [ 1 -2] False True\n1 2\n3 4\n"},
        {"p = q = [1]\np.append(2)\n;[r, w] = q\nprint(q, r, w)", "[1, 2] 1 2\n"},
        {"for p, q in [1] do end", "TypeError: cannot unpack non-iterable int object\n"},
        {"for p, q in [(1, 2, 3)] do end", "ValueError: too many values to unpack (expected 2)\n"},
    };
    RUN_GROUPS(groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(types_are_pythons_for_what_is_nps),
        TEST(they_print_as_python_prints_them),
        TEST(plus_times_and_length),
        TEST(lists_change),
        TEST(unpacking_counts),
        TEST(loops_walk_them),
        TEST(names_of_python),
    };
    return RUN_TESTS(tests);
}
