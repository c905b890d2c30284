/* Comparisons and logic, against NumPy: tests/golden/array_compare.inc. */
#include "number_call.h"

static const call_row rows[] = {
#include "golden/array_compare.inc"
};
static const call_entry entries[] = {UFUNC_ENTRIES};

static void calls_answer_as_numpy(void **state) {
    (void)state;
    CALLS_ANSWER(rows, entries);
}

static void calls_survive_any_refused_request(void **state) {
    (void)state;
    CALLS_SURVIVE(rows, entries);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(calls_answer_as_numpy),
        TEST(calls_survive_any_refused_request),
    };
    return RUN_TESTS(tests);
}
