/* tests/bind/test_close_np.c: closeness, equality and facts about arrays.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group closeness_and_equality_groups[] = {
    {"print(np.isclose([1.0, 2.0], [1.0, 2.1]), np.isclose(1.0, 1.0 + 1e-9), np.isclose([np.nan], [np.nan]), np.isclose([np.nan], [np.nan], equal_nan=True), np.isclose([1.0], [1.1], rtol=0.2), np.isclose([1.0], [1.1], atol=0.2))\n"
     "print(np.allclose([1, 2], [1, 2 + 1e-9]), np.allclose([1, 2], [1, 3]), np.array_equal([1, 2], [1, 2]), np.array_equal([1, 2], [1, 2, 3]), np.array_equal([np.nan], [np.nan]), np.array_equal([np.nan], [np.nan], equal_nan=True))\n"
     "print(np.array_equiv([1, 2], [[1, 2], [1, 2]]), np.array_equiv([1, 2], [1, 3]))",
     "[ True False] True [False] [ True] [ True] [ True]\n"
     "True False True False False True\n"
     "True False\n"},
};

static const group facts_about_arrays_groups[] = {
    {"a = np.arange(6).reshape(2, 3)\n"
     "print(np.shares_memory(a, a[:, ::2]), np.shares_memory(a[:, ::2], a[:, 1::2]), np.may_share_memory(a[:, ::2], a[:, 1::2]), np.shares_memory(a, a.copy()))\n"
     "print(np.shape([[1, 2], [3, 4]]), np.ndim([1, 2]), np.ndim(5), np.size(a), np.size(a, 1), np.shape(5))\n"
     "print(np.isscalar(5), np.isscalar([5]), np.isscalar(\"a\"), np.isscalar(np.array(5)), np.iterable([1]), np.isfortran(a.T), np.isreal([1, 2]), np.iscomplexobj(a), np.isrealobj(a))",
     "True False True False\n"
     "(2, 2) 1 0 6 3 ()\n"
     "True False True False True True [ True  True] False True\n"},
    {"np.size(np.zeros((2, 2)), 2)",
     "AxisError: axis 2 is out of bounds for array of dimension 2\n"},
};

static void closeness_and_equality(void **state) {
    (void)state;
    RUN_GROUPS(closeness_and_equality_groups);
}

static void facts_about_arrays(void **state) {
    (void)state;
    RUN_GROUPS(facts_about_arrays_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(closeness_and_equality),
        TEST(facts_about_arrays),
    };
    return RUN_TESTS(tests);
}
