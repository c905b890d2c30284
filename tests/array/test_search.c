/* searchsorted and digitize, against NumPy. */
#include "call.h"

static void do_searchsorted(call *k) {
    const call_arg *side = call_get(k, 99, "side");
    call_answer(k, nd_searchsorted(k->c, call_array(k, 0, "a"), call_array(k, 1, "v"), side ? side->text[0] : 'l',
                                   call_array(k, 99, "sorter"), &k->e));
}

static void do_digitize(call *k) {
    call_answer(k, nd_digitize(k->c, call_array(k, 0, "x"), call_array(k, 1, "bins"), call_bool(k, "right", false), &k->e));
}

static const call_row rows[] = {
#include "golden/array_search.inc"
};
static const call_entry entries[] = {{"searchsorted", do_searchsorted}, {"digitize", do_digitize}};

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
