/* tests/bind/test_sort_np.c: order, unique values and sets as np has them.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group sorting_leaves_or_changes_its_array_groups[] = {
    {"a = np.array([[3, 1, 2], [9, 7, 8]])\n"
     "print(np.sort(a), np.sort(a, axis=0), np.sort(a, axis=None), np.sort([3, np.nan, 1]), np.sort([\"b\", \"a\"]))\n"
     "print(np.argsort(a), np.argsort([3, 1, 2]), a.argsort(axis=0), np.argsort(a, axis=None))\n"
     "a.sort()\n"
     "print(a)\n"
     "a.sort(axis=0)\n"
     "print(a)\n"
     "print(np.sort([3, 1, 2], kind=\"stable\"), np.sort([2, 1], kind=\"mergesort\"))",
     "[[1 2 3]\n"
     " [7 8 9]] [[3 1 2]\n"
     " [9 7 8]] [1 2 3 7 8 9] [ 1.  3. nan] ['a' 'b']\n"
     "[[1 2 0]\n"
     " [1 2 0]] [1 2 0] [[0 0 0]\n"
     " [1 1 1]] [1 2 0 4 5 3]\n"
     "[[1 2 3]\n"
     " [7 8 9]]\n"
     "[[1 2 3]\n"
     " [7 8 9]]\n"
     "[1 2 3] [1 2]\n"},
    {"np.sort([1, 2], kind=\"foo\")",
     "ValueError: sort kind must be one of 'quick', 'heap', or 'stable' (got 'foo')\n"},
    {"np.sort([1, 2], axis=2)",
     "AxisError: axis 2 is out of bounds for array of dimension 1\n"},
    {"print(np.lexsort(([1, 2, 1], [0, 0, 0])), np.lexsort([[9, 4, 0, 4, 0, 2, 1], [1, 5, 1, 4, 3, 4, 4]]))\n"
     "print(np.partition([3, 1, 2], 1)[1], np.argpartition([3, 1, 2], 0)[0])",
     "[0 2 1] [2 0 4 6 5 3 1]\n"
     "2 1\n"},
    {"np.partition([1, 2, 3], 5)",
     "ValueError: kth(=5) out of bounds (3)\n"},
    {"print(np.searchsorted([1, 2, 3, 5], 3), np.searchsorted([1, 2, 2, 3], 2, side=\"right\"), np.searchsorted([1, 2, 3], [0, 2, 9]), np.searchsorted([3, 1, 2], 2, sorter=[1, 2, 0]))\n"
     "print(np.array([1, 3, 5]).searchsorted([2, 4]))",
     "2 3 [0 1 3] 1\n"
     "[1 2]\n"},
    {"np.searchsorted([1, 2], 1, side=\"x\")",
     "ValueError: search side must be 'left' or 'right' (got 'x')\n"},
};

static const group unique_gives_what_is_asked_for_groups[] = {
    {"print(np.unique([3, 1, 2, 1]), np.unique([[1, 0, 0], [1, 0, 0], [2, 3, 4]], axis=0), np.unique([\"b\", \"a\", \"b\"]))\n"
     "u, i, v, c = np.unique([3, 1, 3], return_index=True, return_inverse=True, return_counts=True)\n"
     "print(u, i, v, c)\n"
     "u, c = np.unique([3, 1, 3], return_counts=True)\n"
     "print(u, c)\n"
     "u, v = np.unique([[3, 1], [1, 3]], return_inverse=True)\n"
     "print(v)\n"
     "print(np.unique([1.0, np.nan, np.nan]), np.unique_values([2, 1, 2]))\n"
     "u, c = np.unique_counts([2, 1, 2])\n"
     "print(u, c)",
     "[1 2 3] [[1 0 0]\n"
     " [2 3 4]] ['a' 'b']\n"
     "[1 3] [1 0] [1 0 1] [1 2]\n"
     "[1 3] [1 2]\n"
     "[[1 0]\n"
     " [0 1]]\n"
     "[ 1. nan] [1 2]\n"
     "[1 2] [1 2]\n"},
};

static const group sets_groups[] = {
    {"print(np.isin([1, 2, 3], [2, 3]), np.isin([[1, 2], [3, 4]], [4]), np.isin([1, 2], [1], invert=True), np.isin(2, [1, 2]))\n"
     "print(np.intersect1d([1, 3, 4, 3], [3, 1, 2, 1]), np.union1d([1, 2], [2, 3]), np.setdiff1d([1, 2, 3, 2], [2]), np.setxor1d([1, 2], [2, 3]))\n"
     "x, i, j = np.intersect1d([1, 3, 4, 3], [3, 1, 2, 1], return_indices=True)\n"
     "print(x, i, j)\n"
     "print(np.trim_zeros([0, 0, 1, 2, 0]), np.trim_zeros(np.array([0, 1, 0]), \"f\"), np.trim_zeros([0, 1, 0], \"b\"))",
     "[False  True  True] [[False False]\n"
     " [False  True]] [False  True] True\n"
     "[1 3] [1 2 3] [1 3] [1 3]\n"
     "[1 3] [0 1] [1 0]\n"
     "[1, 2] [1 0] [0, 1]\n"},
};

static void sorting_leaves_or_changes_its_array(void **state) {
    (void)state;
    RUN_GROUPS(sorting_leaves_or_changes_its_array_groups);
}

static void unique_gives_what_is_asked_for(void **state) {
    (void)state;
    RUN_GROUPS(unique_gives_what_is_asked_for_groups);
}

static void sets(void **state) {
    (void)state;
    RUN_GROUPS(sets_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(sorting_leaves_or_changes_its_array),
        TEST(unique_gives_what_is_asked_for),
        TEST(sets),
    };
    return RUN_TESTS(tests);
}
