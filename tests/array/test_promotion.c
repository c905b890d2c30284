/* Which type two operands meet in (NEP 50), against NumPy: tests/golden/array_result_types.inc. */
#include "array/array.h"
#include "harness.h"

static const struct {
    const char *x, *y, *want;
} rows[] = {
#include "golden/array_result_types.inc"
};

/* "int8", or "weak int": a Lua number. */
static void operand(nd_view *v, const char *name, double *room) {
    const bool weak = strncmp(name, "weak ", 5) == 0;
    nd_dtype   d;
    assert_int_equal(nd_dtype_parse(weak ? name + 5 : name, &d, NULL), ERR_OK);
    nd_view_scalar(v, d, room, weak ? ND_WEAK : 0);
}

static void every_pair_meets_where_numpy_says(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double          room[2][2] = {{0}};
        nd_view         x, y;
        nd_dtype        d;
        char            name[ND_DTYPE_TEXT];
        const nd_array *both[2] = {&x.a, &y.a};
        operand(&x, rows[i].x, room[0]);
        operand(&y, rows[i].y, room[1]);
        assert_int_equal(nd_result_type(2, both, &d, NULL), ERR_OK);
        nd_dtype_name(d, name);
        if (strcmp(name, rows[i].want) != 0) fail_msg("%s with %s: %s, not %s", rows[i].x, rows[i].y, rows[i].want, name);
    }
}

static void nothing_to_promote_is_an_error(void **state) {
    (void)state;
    nd_dtype d;
    assert_int_equal(nd_result_type(0, NULL, &d, NULL), ERR_VALUE);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(every_pair_meets_where_numpy_says), TEST(nothing_to_promote_is_an_error)};
    return RUN_TESTS(tests);
}
