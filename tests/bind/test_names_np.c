/* tests/bind/test_names_np.c: functions of np that few texts use, most of them loaded when first asked for.
 *
 * scripts/golden/bind_names.py had each program run by Python with NumPy 2.4. */
#include "bind/groups.h"

static const group programs[] = {
#include "golden/bind_names.inc"
};

static void programs_print_what_python_prints(void **state) {
    (void)state;
    RUN_GROUPS(programs);
}

static const group own[] = {
    {"np.blok", "AttributeError: module 'numpy' has no attribute 'blok'\n"},
    {"print(np.common_type(np.arange(2, dtype=np.float32)), np.common_type(np.arange(2), np.array([1j])))", "<class 'numpy.float32'> <class 'numpy.complex128'>\n"},
    {"np.pad([1, 2], 2, function(v, w, axis) v[:w[0]] = 7 end)", ""},
    {"print(np.pad(np.array([1, 2]), 2, function(v, w, axis)\n v[:w[0]] = 7\n v[-w[1]:] = 8\nend))", "[7 7 1 2 8 8]\n"},
};

static void what_has_no_twin_in_python_works_too(void **state) {
    (void)state;
    RUN_GROUPS(own);
}

/* What a text puts into np and the globals does not reach the functions that are loaded later. */
static const group guarded[] = {
    {"np.concatenate = nil\nnp.asarray = nil\nprint(np.block([1, 2]))", "[1 2]\n"},
    {"string.rep = nil\nmath = nil\nprint(np.binary_repr(3, 5))", "00011\n"},
};

static void loaded_functions_have_their_own_np(void **state) {
    (void)state;
    RUN_GROUPS(guarded);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(programs_print_what_python_prints),
        TEST(what_has_no_twin_in_python_works_too),
        TEST(loaded_functions_have_their_own_np),
    };
    return RUN_TESTS(tests);
}
