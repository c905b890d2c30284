/* tests/harness.h: cmocka with one rule: a test gives back every byte it took. */
#ifndef NDRILL_TESTS_HARNESS_H
#define NDRILL_TESTS_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"

static inline int harness_begin(void **state) {
    *state = (void *)(uintptr_t)mem_live();
    return 0;
}

static inline int harness_end(void **state) {
    mem_fail_from(0);
    mem_set_cap(0);
    size_t before = (size_t)(uintptr_t)*state, after = mem_live();
    if (before == after) return 0;
    fprintf(stderr, "leak: %zu bytes live before, %zu after\n", before, after);
    return -1;
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, harness_begin, harness_end)

/* int main(void) { ... } of a test file. */
#define RUN_TESTS(tests) cmocka_run_group_tests(tests, NULL, NULL)

#endif
