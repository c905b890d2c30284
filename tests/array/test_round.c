/* round, clip, nan_to_num and the rounding operations, against NumPy: tests/golden/array_round.inc. */
#include "number_call.h"

static const call_row rows[] = {
#include "golden/array_round.inc"
};
static const call_entry entries[] = {UFUNC_ENTRIES {"round", do_round}, {"clip", do_clip}, {"nan_to_num", do_nan_to_num}};

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
