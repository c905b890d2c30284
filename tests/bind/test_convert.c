/* tests/bind/test_convert.c: lists, tuples, Lua tables and numbers as arrays. */
#include "groups.h"

static void nested_lists_become_arrays(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.array([1, 2, 3])\n"
         "print(a, a.shape, a.dtype)",
         "[1 2 3] (3,) int64\n"},
        {"a = np.array([[1, 2], [3, 4]])\n"
         "print(a, a.shape, a.dtype)",
         "[[1 2]\n"
         " [3 4]] (2, 2) int64\n"},
        {"a = np.array([1, 2.5])\n"
         "print(a, a.shape, a.dtype)",
         "[1.  2.5] (2,) float64\n"},
        {"a = np.array([True, False])\n"
         "print(a, a.shape, a.dtype)",
         "[ True False] (2,) bool\n"},
        {"a = np.array([True, 2])\n"
         "print(a, a.shape, a.dtype)",
         "[1 2] (2,) int64\n"},
        {"a = np.array([True, 2.5])\n"
         "print(a, a.shape, a.dtype)",
         "[1.  2.5] (2,) float64\n"},
        {"a = np.array([])\n"
         "print(a, a.shape, a.dtype)",
         "[] (0,) float64\n"},
        {"a = np.array([[], []])\n"
         "print(a, a.shape, a.dtype)",
         "[] (2, 0) float64\n"},
        {"a = np.array([[[1]]])\n"
         "print(a, a.shape, a.dtype)",
         "[[[1]]] (1, 1, 1) int64\n"},
        {"a = np.array((1, 2))\n"
         "print(a, a.shape, a.dtype)",
         "[1 2] (2,) int64\n"},
        {"a = np.array([(1, 2), (3, 4)])\n"
         "print(a, a.shape, a.dtype)",
         "[[1 2]\n"
         " [3 4]] (2, 2) int64\n"},
        {"a = np.array([\"a\", \"bcd\"])\n"
         "print(a, a.shape, a.dtype)",
         "['a' 'bcd'] (2,) <U3\n"},
        {"a = np.array([1, \"a\"])\n"
         "print(a, a.shape, a.dtype)",
         "['1' 'a'] (2,) <U21\n"},
        {"a = np.array([1, \"a\", 2.5])\n"
         "print(a, a.shape, a.dtype)",
         "['1' 'a' '2.5'] (3,) <U32\n"},
        {"a = np.array([True, \"a\"])\n"
         "print(a, a.shape, a.dtype)",
         "['True' 'a'] (2,) <U5\n"},
        {"a = np.array([\"\"])\n"
         "print(a, a.shape, a.dtype)",
         "[''] (1,) <U1\n"},
        {"a = np.array(5)\n"
         "print(a, a.shape, a.dtype)",
         "5 () int64\n"},
        {"a = np.array(2.5)\n"
         "print(a, a.shape, a.dtype)",
         "2.5 () float64\n"},
        {"a = np.array(\"abc\")\n"
         "print(a, a.shape, a.dtype)",
         "abc () <U3\n"},
        {"a = np.array(True)\n"
         "print(a, a.shape, a.dtype)",
         "True () bool\n"},
    };
    RUN_GROUPS(groups);
}

static void arrays_inside_lists_count_with_their_axes(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(3)\n"
         "b = np.array([a, a + 1])\n"
         "print(b, b.dtype)\n"
         "print(np.array([a, [7.5, 8, 9]]))\n"
         "print(np.array([a[0], a[1]]), np.array([np.float32(1), np.float32(2)]).dtype, np.array([np.int8(1), 2]).dtype)\n"
         "print(np.array([np.zeros((2, 2)), np.ones((2, 2))]).shape)",
         "[[0 1 2]\n"
         " [1 2 3]] int64\n"
         "[[0.  1.  2. ]\n"
         " [7.5 8.  9. ]]\n"
         "[0 1] float32 int64\n"
         "(2, 2, 2)\n"},
        {"print(np.array([np.zeros(2), np.zeros(3)]))",
         "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.\n"},
    };
    RUN_GROUPS(groups);
}

static void uneven_lists_are_refused_in_numpys_words(void **state) {
    (void)state;
    static const group groups[] = {
        {"print(np.array([[1, 2], [3]]))",
         "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.\n"},
        {"print(np.array([1, [2]]))",
         "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.\n"},
        {"print(np.array([[1], 2]))",
         "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.\n"},
        {"print(np.array([[[1], [2, 3]], [[4], [5]]]))",
         "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 2 dimensions. The detected shape was (2, 2) + inhomogeneous part.\n"},
        {"print(np.array([[[1, 2]], [[3]], [4]]))",
         "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 2 dimensions. The detected shape was (3, 1) + inhomogeneous part.\n"},
    };
    RUN_GROUPS(groups);
}

static void lua_tables_are_sequences(void **state) {
    (void)state;
    static const group groups[] = {
        {"print(np.array{1, 2, 3}, np.array{{1, 2}, {3, 4}}, np.array({1, 2.0}), np.sum({{1, 2}, {3, 4}}, {axis = 0}))",
         "[1 2 3] [[1 2]\n"
         " [3 4]] [1. 2.] [4 6]\n"},
        {"print(np.array({1, 2, nil, 4}))",
         "TypeError: nil among the items of an array: a name that was never assigned?\n"},
        {"t = {1, 2}\n"
         "t[5] = 5\n"
         "print(np.array(t))",
         "TypeError: a Lua table with nil among its items is no array\n"},
        {"t = {1, 2}\n"
         "t.x = 3\n"
         "print(np.array(t))",
         "TypeError: a Lua table with fields that are not numbered 1, 2, 3... is no array\n"},
        {"t = {}\n"
         "t[3], t[2], t[1] = 3, 2, 1\n"
         "print(np.array(t))",
         "[1 2 3]\n"},
        {"print(np.array([1, undefined_name]))",
         "TypeError: nil among the items of an array: a name that was never assigned?\n"},
        {"print(np.array([1, print]))",
         "TypeError: a value of type 'function' cannot be an item of an array\n"},
        {"t = {1}\n"
         "t[2] = t\n"
         "print(np.array(t))",
         "ValueError: setting an array element with a sequence. The requested array would exceed the maximum number of dimension of 64.\n"},
    };
    RUN_GROUPS(groups);
}

static void text_is_utf8(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.array([\"é\", \"中文\", \"a\"])\n"
         "print(a, a.dtype, a == \"é\")",
         "['é' '中文' 'a'] <U2 [ True False False]\n"},
    };
    RUN_GROUPS(groups);
}

static void lists_come_back(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(4).reshape(2, 2)\n"
         "print(a.tolist(), (a * 1.5).tolist(), (a > 1).tolist(), a[0].tolist()[1], np.array([\"x\"]).tolist())",
         "[[0, 1], [2, 3]] [[0.0, 1.5], [3.0, 4.5]] [[False, False], [True, True]] 1 ['x']\n"},
        {"print(list(np.arange(3)), tuple(np.array([1.5, 2])), list(np.eye(2, dtype=int)[0]))",
         "[0, 1, 2] (1.5, 2.0) [1, 0]\n"},
    };
    RUN_GROUPS(groups);
}

static void other_sequences(void **state) {
    (void)state;
    static const group groups[] = {
        {"print(np.array(range(4)), np.array(range(5, 0, -2)), np.sum([[1, 2], [3, 4]]), np.mean((1, 2, 3, 4)))",
         "[0 1 2 3] [5 3 1] 10 2.5\n"},
    };
    RUN_GROUPS(groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(nested_lists_become_arrays),
        TEST(arrays_inside_lists_count_with_their_axes),
        TEST(uneven_lists_are_refused_in_numpys_words),
        TEST(lua_tables_are_sequences),
        TEST(text_is_utf8),
        TEST(lists_come_back),
        TEST(other_sequences),
    };
    return RUN_TESTS(tests);
}
