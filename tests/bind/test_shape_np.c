/* tests/bind/test_shape_np.c: shapes, axes, broadcasting and diagonals as np has them.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group reshape_and_ravel_give_views_where_they_can_groups[] = {
    {"a = np.arange(6)\n"
     "print(np.reshape(a, (2, 3)), np.reshape(a, -1).shape, np.reshape(a, (3, -1)).shape)\n"
     "b = np.reshape(a, (2, 3), order=\"F\")\n"
     "print(b, np.shares_memory(a, b))\n"
     "print(np.ravel(b), np.ravel(b, order=\"F\"), np.shares_memory(np.ravel(b), a))",
     "[[0 1 2]\n"
     " [3 4 5]] (6,) (3, 2)\n"
     "[[0 2 4]\n"
     " [1 3 5]] True\n"
     "[0 2 4 1 3 5] [0 1 2 3 4 5] False\n"},
    {"np.reshape(np.arange(6), (4, 2))",
     "ValueError: cannot reshape array of size 6 into shape (4,2)\n"},
    {"np.reshape(np.arange(6), (4, -1))",
     "ValueError: cannot reshape array of size 6 into shape (4,newaxis)\n"},
    {"np.reshape(np.arange(6), (-1, -1))",
     "ValueError: can only specify one unknown dimension\n"},
};

static const group axes_change_places_groups[] = {
    {"a = np.arange(24).reshape(2, 3, 4)\n"
     "print(np.transpose(a).shape, np.transpose(a, (1, 0, 2)).shape, np.permute_dims(a, (2, 0, 1)).shape)\n"
     "print(np.swapaxes(a, 0, 2).shape, np.moveaxis(a, 0, -1).shape, np.moveaxis(a, [0, 1], [-1, -2]).shape)\n"
     "print(np.rollaxis(a, 2).shape, np.rollaxis(a, 0, 3).shape, np.matrix_transpose(a).shape)\n"
     "print(np.expand_dims(a, 0).shape, np.expand_dims(a, (0, -1)).shape)\n"
     "print(np.squeeze(np.zeros((1, 3, 1))).shape, np.squeeze(np.zeros((1, 3, 1)), axis=0).shape)",
     "(4, 3, 2) (3, 2, 4) (4, 2, 3)\n"
     "(4, 3, 2) (3, 4, 2) (4, 3, 2)\n"
     "(4, 2, 3) (3, 4, 2) (2, 4, 3)\n"
     "(1, 2, 3, 4) (1, 2, 3, 4, 1)\n"
     "(3,) (3, 1)\n"},
    {"np.transpose(np.zeros((2, 3)), (0, 0))",
     "ValueError: repeated axis in transpose\n"},
    {"np.transpose(np.zeros((2, 3)), (0, 1, 2))",
     "ValueError: axes don't match array\n"},
    {"np.squeeze(np.zeros((1, 3)), axis=1)",
     "ValueError: cannot select an axis to squeeze out which has size not equal to one\n"},
    {"np.moveaxis(np.zeros((2, 3)), 0, 5)",
     "AxisError: destination: axis 5 is out of bounds for array of dimension 2\n"},
    {"print(np.atleast_1d(5), np.atleast_2d([1, 2]).shape, np.atleast_3d([1, 2]).shape)\n"
     "x, y = np.atleast_1d(1, [2, 3])\n"
     "print(x, y)",
     "[5] (1, 2) (1, 2, 1)\n"
     "[1] [2 3]\n"},
};

static const group broadcasting_stretches_without_copying_groups[] = {
    {"a = np.broadcast_to([1, 2, 3], (2, 3))\n"
     "print(a, a.strides, a.flags.writeable)\n"
     "x, y = np.broadcast_arrays([1, 2, 3], [[1], [2]])\n"
     "print(x)\n"
     "print(y)\n"
     "print(np.broadcast_shapes((3, 1), (1, 4)), np.broadcast_shapes((2,), (5, 1)))",
     "[[1 2 3]\n"
     " [1 2 3]] (0, 8) False\n"
     "[[1 2 3]\n"
     " [1 2 3]]\n"
     "[[1 1 1]\n"
     " [2 2 2]]\n"
     "(3, 4) (5, 2)\n"},
    {"np.broadcast_to([1, 2, 3], (2, 2))",
     "ValueError: operands could not be broadcast together with remapped shapes [original->remapped]: (3,)  and requested shape (2,2)\n"},
    {"a = np.broadcast_to([1, 2, 3], (2, 3))\n"
     "a[0, 0] = 5",
     "ValueError: assignment destination is read-only\n"},
    {"np.broadcast_shapes((2, 1), (3,), (4, 4))",
     "ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (2, 1) and arg 2 with shape (4, 4).\n"},
};

static const group flips_and_turns_are_views_groups[] = {
    {"a = np.arange(6).reshape(2, 3)\n"
     "print(np.flip(a), np.flip(a, 0), np.flip(a, axis=(0, 1)))\n"
     "print(np.fliplr(a), np.flipud(a), np.rot90(a), np.rot90(a, 2), np.rot90(a, -1))\n"
     "print(np.shares_memory(a, np.flip(a)), np.shares_memory(a, np.rot90(a)))",
     "[[5 4 3]\n"
     " [2 1 0]] [[3 4 5]\n"
     " [0 1 2]] [[5 4 3]\n"
     " [2 1 0]]\n"
     "[[2 1 0]\n"
     " [5 4 3]] [[3 4 5]\n"
     " [0 1 2]] [[2 5]\n"
     " [1 4]\n"
     " [0 3]] [[5 4 3]\n"
     " [2 1 0]] [[3 0]\n"
     " [4 1]\n"
     " [5 2]]\n"
     "True True\n"},
    {"np.fliplr([1, 2])",
     "ValueError: Input must be >= 2-d.\n"},
};

static const group diagonals_and_triangles_groups[] = {
    {"a = np.arange(9).reshape(3, 3)\n"
     "print(np.diag(a), np.diag(a, 1), np.diagonal(a, -1), a.diagonal())\n"
     "print(np.tril(a), np.triu(a, 1), np.tril(a, -1))\n"
     "np.fill_diagonal(a, 0)\n"
     "print(a)\n"
     "np.fill_diagonal(a, [7, 8, 9])\n"
     "print(a)",
     "[0 4 8] [1 5] [3 7] [0 4 8]\n"
     "[[0 0 0]\n"
     " [3 4 0]\n"
     " [6 7 8]] [[0 1 2]\n"
     " [0 0 5]\n"
     " [0 0 0]] [[0 0 0]\n"
     " [3 0 0]\n"
     " [6 7 0]]\n"
     "[[0 1 2]\n"
     " [3 0 5]\n"
     " [6 7 0]]\n"
     "[[7 1 2]\n"
     " [3 8 5]\n"
     " [6 7 9]]\n"},
    {"np.diag(np.zeros((2, 2, 2)))",
     "ValueError: Input must be 1- or 2-d.\n"},
};

static const group strided_views_stay_inside_their_array_groups[] = {
    {"a = np.arange(5)\n"
     "print(np.lib.stride_tricks.as_strided(a, (3, 3), (8, 8)))\n"
     "print(np.lib.stride_tricks.sliding_window_view(a, 3))",
     "[[0 1 2]\n"
     " [1 2 3]\n"
     " [2 3 4]]\n"
     "[[0 1 2]\n"
     " [1 2 3]\n"
     " [2 3 4]]\n"},
};

static void reshape_and_ravel_give_views_where_they_can(void **state) {
    (void)state;
    RUN_GROUPS(reshape_and_ravel_give_views_where_they_can_groups);
}

static void axes_change_places(void **state) {
    (void)state;
    RUN_GROUPS(axes_change_places_groups);
}

static void broadcasting_stretches_without_copying(void **state) {
    (void)state;
    RUN_GROUPS(broadcasting_stretches_without_copying_groups);
}

static void flips_and_turns_are_views(void **state) {
    (void)state;
    RUN_GROUPS(flips_and_turns_are_views_groups);
}

static void diagonals_and_triangles(void **state) {
    (void)state;
    RUN_GROUPS(diagonals_and_triangles_groups);
}

static void strided_views_stay_inside_their_array(void **state) {
    (void)state;
    RUN_GROUPS(strided_views_stay_inside_their_array_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(reshape_and_ravel_give_views_where_they_can),
        TEST(axes_change_places),
        TEST(broadcasting_stretches_without_copying),
        TEST(flips_and_turns_are_views),
        TEST(diagonals_and_triangles),
        TEST(strided_views_stay_inside_their_array),
    };
    return RUN_TESTS(tests);
}
