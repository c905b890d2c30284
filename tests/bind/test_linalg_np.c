/* tests/bind/test_linalg_np.c: np.linalg, and the products of np that it shares.
 *
 * scripts/golden/bind_linalg.py had each program run by Python with NumPy 2.4. */
#include "bind/groups.h"

static const group programs[] = {
#include "golden/bind_linalg.inc"
#include "golden/bind_complex.inc"
};

static void programs_print_what_python_prints(void **state) {
    (void)state;
    RUN_GROUPS(programs);
}

static const group refused[] = {
    {"np.linalg.eig(np.eye(2)).nothing", "AttributeError: 'tuple' object has no attribute 'nothing'\n"},
    {"np.linalg.foo", "AttributeError: module 'numpy.linalg' has no attribute 'foo'\n"},
    {"print(np.linalg.LinAlgError)", "<class 'numpy.linalg.LinAlgError'>\n"},
};

static void what_is_not_there_is_named(void **state) {
    (void)state;
    RUN_GROUPS(refused);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(programs_print_what_python_prints),
        TEST(what_is_not_there_is_named),
    };
    return RUN_TESTS(tests);
}
