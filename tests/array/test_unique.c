/* unique, against NumPy: flat and along an axis, each extra, NaN. */
#include "call.h"

static void do_unique(call *k) {
    nd_unique_options o = {.axis = call_axis(k, 99, ND_MAXDIMS), .equal_nan = call_bool(k, "equal_nan", true)};
    nd_unique_result  r;
    o.index = call_bool(k, "return_index", false);
    o.inverse = call_bool(k, "return_inverse", false);
    o.counts = call_bool(k, "return_counts", false);
    err_code        code = nd_unique(k->c, call_array(k, 0, "ar"), &o, &r, &k->e);
    nd_array *const all[] = {r.values, r.index, r.inverse, r.counts};
    if (!code && !o.index && !o.inverse && !o.counts) call_answer(k, r.values);
    else call_answer_many(k, code, 4, all);
}

static const call_row rows[] = {
#include "golden/array_unique.inc"
};
static const call_entry entries[] = {{"unique", do_unique}};

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
