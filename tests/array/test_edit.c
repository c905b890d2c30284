/* delete, insert, resize, pad, against NumPy. */
#include "call.h"

static void do_delete(call *k) {
    call_answer(k, nd_delete(k->c, call_array(k, 0, ""), call_array(k, 1, ""), call_axis(k, 99, ND_MAXDIMS), &k->e));
}

static void do_insert(call *k) {
    call_answer(k, nd_insert(k->c, call_array(k, 0, ""), call_array(k, 1, ""), call_array(k, 2, ""),
                             call_axis(k, 99, ND_MAXDIMS), &k->e));
}

static void do_resize(call *k) {
    ptrdiff_t shape[8];
    int       n = call_numbers(k, 1, "", shape);
    call_answer(k, nd_resize(k->c, call_array(k, 0, ""), n, shape, &k->e));
}

/* One pair of widths for every axis, as np.pad spreads it. */
static void do_pad(call *k) {
    const call_arg *mode = call_get(k, 99, "mode");
    nd_array       *a = call_array(k, 0, "");
    ptrdiff_t       pair[2], widths[16];
    assert_int_equal(call_numbers(k, 1, "", pair), 2);
    for (int i = 0; i < 2 * a->ndim; i++) widths[i] = pair[i % 2];
    call_answer(k, nd_pad(k->c, a, widths, mode ? mode->text : "constant", call_array(k, 99, "constant_values"), &k->e));
}

static const call_row rows[] = {
#include "golden/array_edit.inc"
};
static const call_entry entries[] = {{"delete", do_delete}, {"insert", do_insert}, {"resize", do_resize}, {"pad", do_pad}};

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
