/* Arrays as sets, against NumPy. */
#include "call.h"

static void do_isin(call *k) {
    call_answer(k, nd_isin(k->c, call_array(k, 0, ""), call_array(k, 1, ""), call_bool(k, "invert", false), &k->e));
}

#define SET_CALL(name)                                                                            \
    static void do_##name(call *k) {                                                              \
        call_answer(k, nd_##name(k->c, call_array(k, 0, ""), call_array(k, 1, ""), &k->e));       \
    }
SET_CALL(intersect1d)
SET_CALL(union1d)
SET_CALL(setdiff1d)
SET_CALL(setxor1d)

static const call_row rows[] = {
#include "golden/array_sets.inc"
};
static const call_entry entries[] = {{"isin", do_isin}, {"intersect1d", do_intersect1d}, {"union1d", do_union1d}, {"setdiff1d", do_setdiff1d}, {"setxor1d", do_setxor1d}};

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
