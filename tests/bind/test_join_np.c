/* tests/bind/test_join_np.c: joining, splitting, repeating and changing lengths as np has them.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group arrays_are_joined_groups[] = {
    {"a = np.array([[1, 2], [3, 4]])\n"
     "b = np.array([[5, 6]])\n"
     "print(np.concatenate([a, b]), np.concatenate((a, b.T), axis=1), np.concatenate((a, b), axis=None), np.concat([a, b], axis=0))\n"
     "print(np.stack([[1, 2], [3, 4]]), np.stack([[1, 2], [3, 4]], axis=1), np.stack(([1, 2], [3, 4]), axis=-1))\n"
     "print(np.hstack([[1, 2], [3]]), np.vstack([[1, 2], [3, 4]]), np.dstack([[1, 2], [3, 4]]), np.column_stack([[1, 2], [3, 4]]), np.hstack((a, a)))\n"
     "print(np.append([1, 2], [3, 4]), np.append(a, [[9, 9]], axis=0), np.append(a, 5))\n"
     "print(np.concatenate([[1, 2], [0.5]]), np.concatenate([[1], [\"a\"]]).dtype, np.concatenate([[1, 2], [3]], dtype=float))\n"
     "out = np.zeros(3, dtype=int)\n"
     "np.concatenate([[1, 2], [3]], out=out)\n"
     "print(out)",
     "[[1 2]\n"
     " [3 4]\n"
     " [5 6]] [[1 2 5]\n"
     " [3 4 6]] [1 2 3 4 5 6] [[1 2]\n"
     " [3 4]\n"
     " [5 6]]\n"
     "[[1 2]\n"
     " [3 4]] [[1 3]\n"
     " [2 4]] [[1 3]\n"
     " [2 4]]\n"
     "[1 2 3] [[1 2]\n"
     " [3 4]] [[[1 3]\n"
     "  [2 4]]] [[1 3]\n"
     " [2 4]] [[1 2 1 2]\n"
     " [3 4 3 4]]\n"
     "[1 2 3 4] [[1 2]\n"
     " [3 4]\n"
     " [9 9]] [1 2 3 4 5]\n"
     "[1.  2.  0.5] <U21 [1. 2. 3.]\n"
     "[1 2 3]\n"},
    {"np.concatenate([np.zeros((2, 2)), np.zeros((2, 3))])",
     "ValueError: all the input array dimensions except for the concatenation axis must match exactly, but along dimension 1, the array at index 0 has size 2 and the array at index 1 has size 3\n"},
    {"np.concatenate([np.zeros((2, 2)), np.zeros(2)])",
     "ValueError: all the input arrays must have same number of dimensions, but the array at index 0 has 2 dimension(s) and the array at index 1 has 1 dimension(s)\n"},
    {"np.concatenate([])",
     "ValueError: need at least one array to concatenate\n"},
    {"np.concatenate([1, 2])",
     "ValueError: zero-dimensional arrays cannot be concatenated\n"},
    {"np.stack([[1, 2], [3]])",
     "ValueError: all input arrays must have the same shape\n"},
    {"np.append([[1, 2]], [1], axis=0)",
     "ValueError: all the input arrays must have same number of dimensions, but the array at index 0 has 2 dimension(s) and the array at index 1 has 1 dimension(s)\n"},
};

static const group arrays_are_split_groups[] = {
    {"print(np.split(np.arange(6), 3), np.split(np.arange(5), [2, 3]), np.array_split(np.arange(7), 3))\n"
     "a = np.arange(8).reshape(2, 4)\n"
     "x, y = np.split(a, 2, axis=1)\n"
     "print(x)\n"
     "print(y)\n"
     "print(np.hsplit(a, 2)[0], np.vsplit(a, 2)[1], np.hsplit(np.arange(4), 2), np.split(np.arange(3), [1, 5]))\n"
     "p, q = np.unstack(a)\n"
     "print(p, q)\n"
     "x[0, 0] = 99\n"
     "print(a)",
     "[array([0, 1]), array([2, 3]), array([4, 5])] [array([0, 1]), array([2]), array([3, 4])] [array([0, 1, 2]), array([3, 4]), array([5, 6])]\n"
     "[[0 1]\n"
     " [4 5]]\n"
     "[[2 3]\n"
     " [6 7]]\n"
     "[[0 1]\n"
     " [4 5]] [[4 5 6 7]] [array([0, 1]), array([2, 3])] [array([0]), array([1, 2]), array([], dtype=int64)]\n"
     "[0 1 2 3] [4 5 6 7]\n"
     "[[99  1  2  3]\n"
     " [ 4  5  6  7]]\n"},
    {"np.split(np.arange(5), 2)",
     "ValueError: array split does not result in an equal division\n"},
    {"np.vsplit(np.arange(4), 2)",
     "ValueError: vsplit only works on arrays of 2 or more dimensions\n"},
    {"np.array_split(np.arange(4), 0)",
     "ValueError: number sections must be larger than 0.\n"},
};

static const group arrays_are_repeated_and_rolled_groups[] = {
    {"a = np.array([[1, 2], [3, 4]])\n"
     "print(np.repeat(3, 4), np.repeat(a, 2), np.repeat(a, 2, axis=0), np.repeat([1, 2], [2, 3]), np.tile([1, 2], 2), np.tile(a, (2, 1)), np.tile([1, 2], (2, 2)))\n"
     "print(np.roll([1, 2, 3], 1), np.roll(a, 1), np.roll(a, 1, axis=1), np.roll(a, (1, 1), axis=(0, 1)), np.roll([1, 2, 3], -1))",
     "[3 3 3 3] [1 1 2 2 3 3 4 4] [[1 2]\n"
     " [1 2]\n"
     " [3 4]\n"
     " [3 4]] [1 1 2 2 2] [1 2 1 2] [[1 2]\n"
     " [3 4]\n"
     " [1 2]\n"
     " [3 4]] [[1 2 1 2]\n"
     " [1 2 1 2]]\n"
     "[3 1 2] [[4 1]\n"
     " [2 3]] [[2 1]\n"
     " [4 3]] [[4 3]\n"
     " [2 1]] [2 3 1]\n"},
    {"np.repeat([1, 2, 3], [1, 2])",
     "ValueError: operands could not be broadcast together with shape (3,) (2,)\n"},
};

static const group lengths_are_changed_groups[] = {
    {"a = np.array([1, 2, 3, 4])\n"
     "print(np.delete(a, 1), np.delete(a, [0, -1]), np.delete(np.arange(6).reshape(2, 3), 1, axis=1), np.delete(a, [True, False, False, True]))\n"
     "print(np.insert(a, 1, 9), np.insert(a, [1, 3], [8, 9]), np.insert(np.zeros((2, 2), dtype=int), 1, 5, axis=1), np.insert(a, 2, [7, 8]))\n"
     "print(np.resize([1, 2, 3], (2, 4)), np.resize(a, 2))\n"
     "print(np.pad([1, 2], 1), np.pad([1, 2], (1, 2), constant_values=9), np.pad([1, 2, 3], 2, mode=\"edge\"), np.pad([1, 2, 3], 2, mode=\"reflect\"), np.pad([1, 2, 3], 1, mode=\"wrap\"), np.pad([1, 2, 3], 2, \"symmetric\"))\n"
     "print(np.pad([[1, 2]], ((1, 0), (0, 1))), np.pad([[1, 2]], ((1,), (2,))), np.pad([1, 2], (1, 2), constant_values=(3, 4)))",
     "[1 3 4] [2 3] [[0 2]\n"
     " [3 5]] [2 3]\n"
     "[1 9 2 3 4] [1 8 2 3 9 4] [[0 5 0]\n"
     " [0 5 0]] [1 2 7 8 3 4]\n"
     "[[1 2 3 1]\n"
     " [2 3 1 2]] [1 2]\n"
     "[0 1 2 0] [9 1 2 9 9] [1 1 1 2 3 3 3] [3 2 1 2 3 2 1] [3 1 2 3 1] [2 1 1 2 3 3 2]\n"
     "[[0 0 0]\n"
     " [1 2 0]] [[0 0 0 0 0 0]\n"
     " [0 0 1 2 0 0]\n"
     " [0 0 0 0 0 0]] [3 1 2 4 4]\n"},
    {"np.delete([1, 2], 5)",
     "IndexError: index 5 is out of bounds for axis 0 with size 2\n"},
    {"np.delete([1, 2], [True])",
     "ValueError: boolean array argument obj to delete must be one dimensional and match the axis length of 2\n"},
    {"np.pad([1], 1, mode=\"foo\")",
     "ValueError: mode 'foo' is not supported\n"},
};

static void arrays_are_joined(void **state) {
    (void)state;
    RUN_GROUPS(arrays_are_joined_groups);
}

static void arrays_are_split(void **state) {
    (void)state;
    RUN_GROUPS(arrays_are_split_groups);
}

static void arrays_are_repeated_and_rolled(void **state) {
    (void)state;
    RUN_GROUPS(arrays_are_repeated_and_rolled_groups);
}

static void lengths_are_changed(void **state) {
    (void)state;
    RUN_GROUPS(lengths_are_changed_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(arrays_are_joined),
        TEST(arrays_are_split),
        TEST(arrays_are_repeated_and_rolled),
        TEST(lengths_are_changed),
    };
    return RUN_TESTS(tests);
}
