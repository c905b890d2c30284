/* Running sums and products, differences, bincount and average, against NumPy: tests/golden/array_cumulate.inc. */
#include "number_call.h"

static void do_diff(call *k) {
    call_answer(k, nd_diff(k->c, call_array(k, 0, "a"), (int)call_int(k, 99, "n", 1), call_axis(k, 99, -1), &k->e));
}

static void do_bincount(call *k) {
    call_answer(k, nd_bincount(k->c, call_array(k, 0, "a"), call_array(k, 1, "weights"), call_int(k, 99, "minlength", 0), &k->e));
}

static void do_average(call *k) {
    call_answer(k, nd_average(k->c, call_array(k, 0, "a"), call_axis(k, 99, ND_MAXDIMS), call_array(k, 99, "weights"), &k->e));
}

static const call_row rows[] = {
#include "golden/array_cumulate.inc"
};
static const call_entry entries[] = {{"cumsum", do_cumulate}, {"cumprod", do_cumulate}, {"nancumsum", do_cumulate}, {"nancumprod", do_cumulate},
                                     {"accumulate", do_ufunc_accumulate}, {"diff", do_diff}, {"bincount", do_bincount}, {"average", do_average}};

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
