/* Reductions, against NumPy: tests/golden/array_reduce.inc. */
#include "number_call.h"

static const call_row rows[] = {
#include "golden/array_reduce.inc"
};
static const call_entry entries[] = {{"sum", do_reduction}, {"prod", do_reduction}, {"min", do_reduction}, {"max", do_reduction}, {"any", do_reduction}, {"all", do_reduction},
                                     {"mean", do_reduction}, {"var", do_reduction}, {"std", do_reduction}, {"ptp", do_reduction}, {"count_nonzero", do_reduction},
                                     {"nansum", do_reduction}, {"nanprod", do_reduction}, {"nanmin", do_reduction}, {"nanmax", do_reduction}, {"nanmean", do_reduction},
                                     {"nanvar", do_reduction}, {"nanstd", do_reduction}, {"argmin", do_argreduction}, {"argmax", do_argreduction},
                                     {"nanargmin", do_argreduction}, {"nanargmax", do_argreduction}, {"reduce", do_ufunc_reduce}};

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
