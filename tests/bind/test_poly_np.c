/* tests/bind/test_poly_np.c: polynomials, filters and sampled functions.
 *
 * scripts/golden/bind_linalg.py had each program run by Python with NumPy 2.4. */
#include "bind/groups.h"

static const group programs[] = {
#include "golden/bind_poly.inc"
};

static void programs_print_what_python_prints(void **state) {
    (void)state;
    RUN_GROUPS(programs);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(programs_print_what_python_prints),
    };
    return RUN_TESTS(tests);
}
