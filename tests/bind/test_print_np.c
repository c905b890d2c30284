/* tests/bind/test_print_np.c: print options and texts of arrays.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group print_options_change_how_arrays_are_written_groups[] = {
    {"np.set_printoptions(precision=3)\n"
     "print(np.array([1.23456789, 2.0]))\n"
     "np.set_printoptions(precision=8, suppress=True)\n"
     "print(np.array([1e-10, 1.0]))\n"
     "np.set_printoptions(suppress=False, threshold=5)\n"
     "print(np.arange(10))\n"
     "np.set_printoptions(threshold=1000, edgeitems=3, linewidth=30)\n"
     "print(np.arange(20))\n"
     "np.set_printoptions(linewidth=75, nanstr=\"NA\", infstr=\"INF\")\n"
     "print(np.array([np.nan, np.inf]))\n"
     "np.set_printoptions(nanstr=\"nan\", infstr=\"inf\", sign=\"+\")\n"
     "print(np.array([1.0, -1.0]))\n"
     "np.set_printoptions(sign=\"-\", floatmode=\"fixed\")\n"
     "print(np.array([1.5, 2.0]))",
     "[1.235 2.   ]\n"
     "[0. 1.]\n"
     "[0 1 2 ... 7 8 9]\n"
     "[ 0  1  2  3  4  5  6  7  8\n"
     "  9 10 11 12 13 14 15 16 17\n"
     " 18 19]\n"
     "[ NA INF]\n"
     "[+1. -1.]\n"
     "[1.50000000 2.00000000]\n"},
    {"print(np.array([1.5, 2.0]))\n"
     "np.set_printoptions(floatmode=\"maxprec\", threshold=np.inf)\n"
     "print(np.arange(1100).size, np.get_printoptions()[\"precision\"])\n"
     "np.set_printoptions(threshold=1000)",
     "[1.50000000 2.00000000]\n"
     "1100 8\n"},
    {"np.set_printoptions(floatmode=\"x\")",
     "ValueError: floatmode option must be one of \"fixed\", \"unique\", \"maxprec\", \"maxprec_equal\"\n"},
};

static const group arrays_become_text_groups[] = {
    {"a = np.array([[1.5, 2.25], [3.0, 4.0]])\n"
     "print(np.array2string(a), np.array2string(a, separator=\", \"), np.array2string(np.array([1.23456, 2.0]), precision=2))\n"
     "print(np.array_repr(a), np.array_str(a), np.array_repr(np.array([1, 2], dtype=\"i1\")), np.array_repr(np.array([1.23456]), precision=2))\n"
     "print(np.array2string(np.arange(3), prefix=\"abc\"), np.array2string(np.arange(20), threshold=5, edgeitems=2), np.array2string(np.array([1e-5]), suppress_small=True))",
     "[[1.5  2.25]\n"
     " [3.   4.  ]] [[1.5 , 2.25],\n"
     " [3.  , 4.  ]] [1.23 2.  ]\n"
     "array([[1.5 , 2.25],\n"
     "       [3.  , 4.  ]]) [[1.5  2.25]\n"
     " [3.   4.  ]] array([1, 2], dtype=int8) array([1.23])\n"
     "[0 1 2] [ 0  1 ... 18 19] [0.00001]\n"},
};

static void print_options_change_how_arrays_are_written(void **state) {
    (void)state;
    RUN_GROUPS(print_options_change_how_arrays_are_written_groups);
}

static void arrays_become_text(void **state) {
    (void)state;
    RUN_GROUPS(arrays_become_text_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(print_options_change_how_arrays_are_written),
        TEST(arrays_become_text),
    };
    return RUN_TESTS(tests);
}
