/* tests/bind/test_take_np.c: choosing elements and storing by mask as np has them.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group conditions_choose_groups[] = {
    {"a = np.array([3, 0, 5, 0])\n"
     "print(np.where(a > 2, a, -1), np.where([True, False], \"High\", \"Low\"))\n"
     "print(np.where(a), np.nonzero(a), np.argwhere(a), np.flatnonzero(a))\n"
     "print(np.count_nonzero(a), np.count_nonzero([[1, 0], [1, 1]], axis=0), np.count_nonzero([[1, 0], [1, 1]], axis=1, keepdims=True))\n"
     "print(np.where([[True, False], [True, True]], [[1, 2], [3, 4]], [[9, 8], [7, 6]]))\n"
     "print(np.where(np.array(True), 1, 2))",
     "[ 3 -1  5 -1] ['High' 'Low']\n"
     "(array([0, 2]),) (array([0, 2]),) [[0]\n"
     " [2]] [0 2]\n"
     "2 [2 1] [[1]\n"
     " [2]]\n"
     "[[1 8]\n"
     " [3 4]]\n"
     "1\n"},
    {"np.where([1, 2], [1])",
     "ValueError: either both or neither of x and y should be given\n"},
    {"np.where([True, False, True], [1, 2], 3)",
     "ValueError: operands could not be broadcast together with shapes (3,) (2,) () \n"},
    {"np.nonzero(np.array(5))",
     "ValueError: Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.\n"},
    {"a = np.arange(6).reshape(2, 3)\n"
     "print(np.compress([True, False, True], a, axis=1), np.compress([0, 1], a, axis=0), a.compress([True, False, True]))\n"
     "print(np.extract(a > 2, a), np.extract([1, 0], [7, 8]))",
     "[[0 2]\n"
     " [3 5]] [[3 4 5]] [0 2]\n"
     "[3 4 5] [7]\n"},
};

static const group positions_choose_groups[] = {
    {"a = np.array([10, 20, 30, 40])\n"
     "print(np.take(a, [0, 2]), np.take(a, 1), np.take(a, [[0, 1], [2, 3]]), np.take(a, [-1, 5], mode=\"clip\"), np.take(a, [-1, 5], mode=\"wrap\"))\n"
     "b = np.arange(6).reshape(2, 3)\n"
     "print(np.take(b, [0, 2], axis=1), b.take([0, 5]), np.take(b, 1, axis=0))\n"
     "print(np.take_along_axis(b, np.argsort(-b, axis=1), axis=1))\n"
     "np.put(a, [0, 2], [-1, -2])\n"
     "print(a)\n"
     "np.put_along_axis(b, np.array([[0], [2]]), 99, axis=1)\n"
     "print(b)",
     "[10 30] 20 [[10 20]\n"
     " [30 40]] [10 40] [40 20]\n"
     "[[0 2]\n"
     " [3 5]] [0 5] [3 4 5]\n"
     "[[2 1 0]\n"
     " [5 4 3]]\n"
     "[-1 20 -2 40]\n"
     "[[99  1  2]\n"
     " [ 3  4 99]]\n"},
    {"np.take([1, 2, 3], 5)",
     "IndexError: index 5 is out of bounds for axis 0 with size 3\n"},
    {"np.take([1, 2, 3], 0, mode=\"foo\")",
     "ValueError: clipmode must be one of 'clip', 'raise', or 'wrap' (got 'foo')\n"},
};

static const group one_of_several_is_chosen_groups[] = {
    {"print(np.choose([2, 0, 1], [[10, 20, 30], [11, 21, 31], [12, 22, 32]]))\n"
     "print(np.choose([0, 4, -1], [[1, 2, 3], [4, 5, 6]], mode=\"clip\"), np.choose([0, 3], [[1, 2], [3, 4]], mode=\"wrap\"))\n"
     "x = np.arange(6)\n"
     "print(np.select([x < 2, x > 3], [x, x * 10]), np.select([x < 2, x > 3], [x, x * 10], default=-1))\n"
     "print(np.piecewise(np.array([-1.0, 0.0, 2.0]), [np.array([True, False, False]), np.array([False, True, True])], [-5, 5]))",
     "[12 20 31]\n"
     "[1 5 3] [1 4]\n"
     "[ 0  1  0  0 40 50] [ 0  1 -1 -1 40 50]\n"
     "[-5.  5.  5.]\n"},
    {"np.choose([0, 5], [[1, 2], [3, 4]])",
     "ValueError: invalid entry in choice array\n"},
    {"np.select([np.array([True])], [[1], [2]])",
     "ValueError: list of cases must be same length as list of conditions\n"},
    {"np.select([np.array([1])], [[1]])",
     "TypeError: invalid entry 0 in condlist: should be boolean ndarray\n"},
};

static const group masks_say_where_to_store_groups[] = {
    {"a = np.arange(6).reshape(2, 3)\n"
     "np.place(a, a > 2, [44, 55])\n"
     "print(a)\n"
     "np.putmask(a, a > 40, [0, 1, 2, 3, 4, 5])\n"
     "print(a)\n"
     "np.copyto(a, [9, 8, 7])\n"
     "print(a)\n"
     "np.copyto(a, 0, where=[True, False, True])\n"
     "print(a)",
     "[[ 0  1  2]\n"
     " [44 55 44]]\n"
     "[[0 1 2]\n"
     " [3 4 5]]\n"
     "[[9 8 7]\n"
     " [9 8 7]]\n"
     "[[0 8 0]\n"
     " [0 8 0]]\n"},
    {"a = np.arange(3)\n"
     "np.copyto(a, [1.5, 2.5, 3.5])",
     "TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'same_kind'\n"},
    {"a = np.arange(3)\n"
     "np.copyto(a, 1.5)",
     "TypeError: Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'same_kind'\n"},
};

static void conditions_choose(void **state) {
    (void)state;
    RUN_GROUPS(conditions_choose_groups);
}

static void positions_choose(void **state) {
    (void)state;
    RUN_GROUPS(positions_choose_groups);
}

static void one_of_several_is_chosen(void **state) {
    (void)state;
    RUN_GROUPS(one_of_several_is_chosen_groups);
}

static void masks_say_where_to_store(void **state) {
    (void)state;
    RUN_GROUPS(masks_say_where_to_store_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(conditions_choose),
        TEST(positions_choose),
        TEST(one_of_several_is_chosen),
        TEST(masks_say_where_to_store),
    };
    return RUN_TESTS(tests);
}
