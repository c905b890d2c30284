/* split and array_split, against NumPy. */
#include "call.h"

static void split_as(call *k, bool exact) {
    nd_array *out[16] = {NULL}, *a = call_array(k, 0, "");
    nd_array *where = call_array(k, 1, "");
    int       axis = call_axis(k, 99, 0);
    err_code  code;
    if (where->ndim == 0) {
        code = nd_split_sections(k->c, a, (ptrdiff_t)call_number(where), axis, exact, out, &k->e);
    } else {
        ptrdiff_t at[8];
        for (size_t i = 0; i < where->size; i++) {
            nd_scalar x = nd_load(where->dtype, where->data + i * 8);
            at[i] = (ptrdiff_t)x.u.i;
        }
        code = nd_split_indices(k->c, a, where->size, at, axis, out, &k->e);
    }
    call_answer_many(k, code, 16, out);
}

static void do_split(call *k) { split_as(k, true); }
static void do_array_split(call *k) { split_as(k, false); }

static const call_row rows[] = {
#include "golden/array_split.inc"
};
static const call_entry entries[] = {{"split", do_split}, {"array_split", do_array_split}};

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
