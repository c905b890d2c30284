/* repeat, tile, roll, against NumPy. */
#include "call.h"

static void do_repeat(call *k) {
    call_answer(k, nd_repeat(k->c, call_array(k, 0, ""), call_array(k, 1, ""), call_axis(k, 99, ND_MAXDIMS), &k->e));
}

static void do_tile(call *k) {
    ptrdiff_t reps[8];
    int       n = call_numbers(k, 1, "reps", reps);
    call_answer(k, nd_tile(k->c, call_array(k, 0, ""), n, reps, &k->e));
}

static void do_roll(call *k) {
    ptrdiff_t shift[8], given[8];
    int       axes[8] = {ND_MAXDIMS}, n = call_numbers(k, 1, "shift", shift), m = call_numbers(k, 99, "axis", given);
    for (int i = 0; i < m; i++) axes[i] = (int)given[i];
    call_answer(k, nd_roll(k->c, call_array(k, 0, ""), n, shift, axes, &k->e));
}

static const call_row rows[] = {
#include "golden/array_repeat.inc"
};
static const call_entry entries[] = {{"repeat", do_repeat}, {"tile", do_tile}, {"roll", do_roll}};

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
