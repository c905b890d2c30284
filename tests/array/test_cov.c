/* cov and corrcoef, against NumPy, with their warnings. */
#include "call.h"

static void do_cov(call *k) {
    call_answer(k, nd_cov(k->c, call_array(k, 0, ""), call_array(k, 1, "y"), call_bool(k, "rowvar", true),
                          call_bool(k, "bias", false), (int)call_int(k, 99, "ddof", -1), &k->e));
}

static void do_corrcoef(call *k) {
    call_answer(k, nd_corrcoef(k->c, call_array(k, 0, ""), call_array(k, 1, "y"), call_bool(k, "rowvar", true), &k->e));
}

static const call_row rows[] = {
#include "golden/array_cov.inc"
};
static const call_entry entries[] = {{"cov", do_cov}, {"corrcoef", do_corrcoef}};

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
