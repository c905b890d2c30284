/* concatenate and the stacks, against NumPy. */
#include "call.h"

static void do_concatenate(call *k) {
    const call_arg *type = call_get(k, 99, "dtype");
    nd_dtype        d;
    if (type) assert_int_equal(nd_dtype_parse(type->text, &d, NULL), ERR_OK);
    call_answer(k, nd_concatenate(k->c, k->args[0].n, k->args[0].item, call_axis(k, 1, 0), type ? &d : NULL, &k->e));
}

static void do_stack(call *k) {
    call_answer(k, nd_stack(k->c, k->args[0].n, k->args[0].item, call_axis(k, 1, 0), &k->e));
}

#define STACK_CALL(name)                                                                          \
    static void do_##name(call *k) {                                                              \
        call_answer(k, nd_##name(k->c, k->args[0].n, k->args[0].item, &k->e));                    \
    }
STACK_CALL(hstack)
STACK_CALL(vstack)
STACK_CALL(dstack)
STACK_CALL(column_stack)

static const call_row rows[] = {
#include "golden/array_join.inc"
};
static const call_entry entries[] = {{"concatenate", do_concatenate}, {"stack", do_stack}, {"hstack", do_hstack}, {"vstack", do_vstack}, {"dstack", do_dstack}, {"column_stack", do_column_stack}};

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
