/* tests/bind/test_errors_np.c: what NumPy refuses is refused here with its type and its whole text.
 *
 * scripts/golden/errors.py asked NumPy 2.4 for each. */
#include "bind/file_groups.h"

static const group programs[] = {
#include "golden/errors.inc"
};

static void errors_have_numpys_type_and_text(void **state) {
    (void)state;
    RUN_GROUPS(programs);
}

static const group with_files[] = {
#include "golden/errors_files.inc"
};

static void errors_about_files_too(void **state) {
    (void)state;
    run_file_groups(with_files, sizeof with_files / sizeof *with_files);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(errors_have_numpys_type_and_text), TEST(errors_about_files_too)};
    return RUN_TESTS(tests);
}
