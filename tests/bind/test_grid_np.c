/* tests/bind/test_grid_np.c: grids of coordinates, positions.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group grids_of_coordinates_groups[] = {
    {"x, y = np.meshgrid([1, 2, 3], [10, 20])\n"
     "print(x)\n"
     "print(y)\n"
     "x, y = np.meshgrid([1, 2, 3], [10, 20], indexing=\"ij\")\n"
     "print(x)\n"
     "x, y = np.meshgrid([1, 2, 3], [10, 20], sparse=True)\n"
     "print(x.shape, y.shape)\n"
     "print(np.indices((2, 3)), np.indices((2, 2), dtype=float).dtype)\n"
     "r, c = np.ix_([0, 1], [2, 4])\n"
     "print(r, c)\n"
     "r, c = np.ix_([True, False, True], [1])\n"
     "print(r)\n"
     "a = np.arange(10).reshape(2, 5)\n"
     "print(a[np.ix_([0, 1], [2, 4])])",
     "[[1 2 3]\n"
     " [1 2 3]]\n"
     "[[10 10 10]\n"
     " [20 20 20]]\n"
     "[[1 1]\n"
     " [2 2]\n"
     " [3 3]]\n"
     "(1, 3) (2, 1)\n"
     "[[[0 0 0]\n"
     "  [1 1 1]]\n"
     "\n"
     " [[0 1 2]\n"
     "  [0 1 2]]] float64\n"
     "[[0]\n"
     " [1]] [[2 4]]\n"
     "[[0]\n"
     " [2]]\n"
     "[[2 4]\n"
     " [7 9]]\n"},
    {"np.ix_([0, 1], [[1]])",
     "ValueError: Cross index must be 1 dimensional\n"},
    {"np.meshgrid([1], [2], indexing=\"zz\")",
     "ValueError: Valid values for `indexing` are 'xy' and 'ij'.\n"},
};

static const group positions_and_coordinates_groups[] = {
    {"r, c = np.unravel_index([1, 5], (2, 3))\n"
     "print(r, c)\n"
     "r, c = np.unravel_index(4, (2, 3))\n"
     "print(r, c)\n"
     "r, c = np.unravel_index([1, 5], (2, 3), order=\"F\")\n"
     "print(r, c)\n"
     "print(np.ravel_multi_index(([0, 1], [1, 2]), (2, 3)), np.ravel_multi_index((1, 2), (2, 3)), np.ravel_multi_index(([0, 1], [1, 2]), (2, 3), order=\"F\"), np.ravel_multi_index(([0, 5], [1, 2]), (2, 3), mode=\"clip\"))\n"
     "r, c = np.tril_indices(3)\n"
     "print(r, c)\n"
     "r, c = np.triu_indices(3, 1)\n"
     "print(r, c)\n"
     "r, c = np.diag_indices(2)\n"
     "print(r, c)",
     "[0 1] [1 2]\n"
     "1 1\n"
     "[1 1] [0 2]\n"
     "[1 5] 5 [2 5] [1 5]\n"
     "[0 1 1 2 2 2] [0 0 1 0 1 2]\n"
     "[0 0 1] [1 2 2]\n"
     "[0 1] [0 1]\n"},
    {"np.unravel_index(6, (2, 3))",
     "ValueError: index 6 is out of bounds for array with size 6\n"},
    {"np.ravel_multi_index((2, 0), (2, 3))",
     "ValueError: invalid entry in coordinates array\n"},
};

static const group subscripts_make_arrays_groups[] = {
    {"print(np.mgrid[0:2, 0:3])\n"
     "print(np.mgrid[0:5:2], np.mgrid[0:1:0.25])\n"
     "x, y = np.ogrid[0:2, 0:3]\n"
     "print(x, y)\n"
     "print(np.r_[1:4, 0, [7, 8]], np.r_[0:1:0.5, 5], np.c_[[1, 2], [3, 4]])\n"
     "print(np.arange(10)[np.s_[2:8:3]])",
     "[[[0 0 0]\n"
     "  [1 1 1]]\n"
     "\n"
     " [[0 1 2]\n"
     "  [0 1 2]]]\n"
     "[0 2 4] [0.   0.25 0.5  0.75]\n"
     "[[0]\n"
     " [1]] [[0 1 2]]\n"
     "[1 2 3 0 7 8] [0.  0.5 5. ] [[1 3]\n"
     " [2 4]]\n"
     "[2 5]\n"},
};

static void grids_of_coordinates(void **state) {
    (void)state;
    RUN_GROUPS(grids_of_coordinates_groups);
}

static void positions_and_coordinates(void **state) {
    (void)state;
    RUN_GROUPS(positions_and_coordinates_groups);
}

static void subscripts_make_arrays(void **state) {
    (void)state;
    RUN_GROUPS(subscripts_make_arrays_groups);
}

static const group walking_groups[] = {
    {"for i, x in np.ndenumerate([[5], [6]]) do print(i, x) end", "(0, 0) 5\n(1, 0) 6\n"},
    {"for i in np.ndindex(2, 2) do print(i) end", "(0, 0)\n(0, 1)\n(1, 0)\n(1, 1)\n"},
    {"for i, x in np.ndenumerate(np.float32([1.5])) do print(i, x) end", "(0,) 1.5\n"},
};

static void positions_and_elements_are_walked_through(void **state) {
    (void)state;
    RUN_GROUPS(walking_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(grids_of_coordinates),
        TEST(positions_and_coordinates),
        TEST(subscripts_make_arrays),
        TEST(positions_and_elements_are_walked_through),
    };
    return RUN_TESTS(tests);
}
