/* Closeness and equality, against NumPy. */
#include "call.h"

static void do_isclose(call *k) {
    call_answer(k, nd_isclose(k->c, call_array(k, 0, ""), call_array(k, 1, ""), call_double(k, 99, "rtol", 1e-5),
                              call_double(k, 99, "atol", 1e-8), call_bool(k, "equal_nan", false), &k->e));
}

static const call_row rows[] = {
#include "golden/array_close.inc"
};
static const call_entry entries[] = {{"isclose", do_isclose}};

static void calls_answer_as_numpy(void **state) {
    (void)state;
    CALLS_ANSWER(rows, entries);
}

static void calls_survive_any_refused_request(void **state) {
    (void)state;
    CALLS_SURVIVE(rows, entries);
}

/* x, y, equal_nan; what np.allclose, np.array_equal, np.array_equiv say ('e': an error). */
static const struct pair {
    const char *x, *y;
    bool        equal_nan;
    char        close, equal, equiv;
} pairs[] = {
    {"[1, 2]", "[1, 2]", false, 'y', 'y', 'y'},
    {"[1, 2]", "[1, 3]", false, 'n', 'n', 'n'},
    {"[1, 2]", "[1.0, 2.000000001]", false, 'y', 'n', 'n'},
    {"[1, 2]", "[1, 2, 3]", false, 'e', 'n', 'n'},
    {"[1, 2]", "[[1, 2], [1, 2]]", false, 'y', 'n', 'y'},
    {"[]", "[]", false, 'y', 'y', 'y'},
    {"[nan]", "[nan]", false, 'n', 'n', 'n'},
    {"[nan]", "[nan]", true, 'y', 'y', 'n'},
    {"['a', 'b']", "['a', 'b']", false, 'e', 'y', 'y'},
    {"['a', 'b']", "['a', 'bc']", false, 'e', 'n', 'n'},
    {"[1]", "['1']", false, 'e', 'n', 'n'},
    {"[True]", "[1]", false, 'y', 'y', 'y'},
    {"[True]", "[1.0]", false, 'y', 'y', 'y'},
    {"A([255], 'uint8')", "A([-1], 'int8')", false, 'n', 'n', 'n'},
    {"[-1]", "A([18446744073709551615], 'uint64')", false, 'n', 'n', 'n'},
    {"[9007199254740993]", "[9007199254740992]", false, 'y', 'n', 'n'},
    {"[9007199254740993]", "[9007199254740992.0]", false, 'y', 'y', 'y'},
    {"A([[1, 2], [3, 4]]).T", "[[1, 3], [2, 4]]", false, 'y', 'y', 'y'},
    {"A([0.5], 'float32')", "[0.5]", false, 'y', 'y', 'y'},
    {"3", "[3, 3]", false, 'y', 'n', 'y'},
};

static char word_of(err_code code, bool yes) { return code ? 'e' : yes ? 'y' : 'n'; }

static void one_answer_for_two_arrays(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *p = pairs[i].x, *q = pairs[i].y;
        nd_array   *x = call_read_one(&c, &p), *y = call_read_one(&c, &q);
        bool        yes = false;
        err         e = {0};
        err_code    code = nd_allclose(&c, x, y, 1e-5, 1e-8, pairs[i].equal_nan, &yes, &e);
        if (word_of(code, yes) != pairs[i].close) fail_msg("allclose of %s, %s", pairs[i].x, pairs[i].y);
        code = nd_array_equal(&c, x, y, pairs[i].equal_nan, &yes, &e);
        if (word_of(code, yes) != pairs[i].equal) fail_msg("array_equal of %s, %s", pairs[i].x, pairs[i].y);
        code = nd_array_equiv(&c, x, y, &yes, &e);
        if (word_of(code, yes) != pairs[i].equiv) fail_msg("array_equiv of %s, %s", pairs[i].x, pairs[i].y);
        nd_drop(&c, x);
        nd_drop(&c, y);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(calls_answer_as_numpy),
        TEST(calls_survive_any_refused_request),
        TEST(one_answer_for_two_arrays),
    };
    return RUN_TESTS(tests);
}
