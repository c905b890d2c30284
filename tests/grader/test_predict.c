/* What a person types as a value. */
#include "harness.h"

#include "grader/grade_int.h"

typedef struct row {
    const char *typed, *want;      /* want: array notation; NULL: it is no value */
} row;

static const row rows[] = {
    {"3", "return 3"},
    {" -3.5 ", "return -3.5"},
    {"+2.", "return 2."},
    {".5e-3", "return .5e-3"},
    {"True", "return True"},
    {"nan, -inf", "return np.nan, -np.inf"},
    {"np.nan", "return np.nan"},
    {"float64", "return 'float64'"},
    {"np.float64", "return 'float64'"},
    {"<U5", "return '<U5'"},
    {"fails", "return 'fails'"},
    {"'a, b'", "return 'a, b'"},
    {"\"it's\"", "return \"it's\""},
    {"(2, 3)", "return (2, 3)"},
    {"(3,)", "return (3,)"},
    {"()", "return ()"},
    {"(3)", "return (3)"},
    {"[1, 2, 3]", "return np.array([1, 2, 3])"},
    {"[1 2 3]", "return np.array([1, 2, 3])"},
    {"[-1 2. -3]", "return np.array([-1, 2., -3])"},
    {"[[1 2]\n [3 4]]", "return np.array([[1, 2], [3, 4]])"},
    {"[]", "return np.array([])"},
    {"['a' 'b']", "return np.array(['a', 'b'])"},
    {"array([1, 2])", "return np.array([1, 2])"},
    {"np.array([1, 2], dtype=int8)", "return np.array([1, 2], dtype='int8')"},
    {"array(['a'], dtype='<U1')", "return np.array(['a'], dtype='<U1')"},
    {"int64, 128, [-56 54 2]", "return 'int64', 128, np.array([-56, 54, 2])"},
    {"1\n2", "return 1, 2"},
    {"", NULL},
    {"   ", NULL},
    {"1 2", NULL},
    {"1,", NULL},
    {"1 + 2", NULL},
    {"2 ** 3", NULL},
    {"[1, 2", NULL},
    {"(2 3)", NULL},
    {"np.sum(x)", NULL},
    {"values.dtype.name()", NULL},
    {"os.execute('ls')", NULL},
    {"function() end", NULL},
    {"'open", NULL},
    {"1x", NULL},
    {"1.2.3.", "return 1.2.3."},          /* no number: refused when it is run */
    {"array([1], order='F')", NULL},
    {"a = 1", NULL},
    {"[1; 2]", NULL},
    {"{1, 2}", NULL},
};

static void a_value_is_taken_and_nothing_else(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bind_problem p;
        bool         dtype;
        buf          out;
        buf_init(&out);
        bool taken = grade_literal(rows[i].typed, strlen(rows[i].typed), &out, &dtype, &p);
        if (taken != (rows[i].want != NULL)) fail_msg("'%s': taken %d: %s", rows[i].typed, taken, taken ? out.text : p.text);
        if (taken) assert_string_equal(out.text, rows[i].want);
        else assert_true(p.code == ERR_SYNTAX && p.text[0] && p.hint[0]);
        buf_free(&out);
    }
}

static void brackets_that_are_open_want_more_lines(void **state) {
    (void)state;
    static const struct { const char *typed; bool incomplete; } open[] = {{"[[1 2]", true}, {"(2,", true}, {"1,", true}, {"1 2", false}, {"[1, +]", false}};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        bind_problem p;
        bool         dtype;
        buf          out;
        buf_init(&out);
        assert_false(grade_literal(open[i].typed, strlen(open[i].typed), &out, &dtype, &p));
        assert_int_equal(p.incomplete, open[i].incomplete);
        buf_free(&out);
    }
}

static void the_place_of_a_fault_is_told(void **state) {
    (void)state;
    static const char text[] = "1,\n2 + 3";
    bind_problem p;
    bool         dtype;
    buf          out;
    buf_init(&out);
    assert_false(grade_literal(text, sizeof text - 1, &out, &dtype, &p));
    assert_int_equal(p.line, 2);
    assert_int_equal(p.column, 3);
    buf_free(&out);
}

static void deep_brackets_are_refused(void **state) {
    (void)state;
    char         deep[1000];
    bind_problem p;
    bool         dtype;
    buf          out;
    buf_init(&out);
    memset(deep, '[', sizeof deep);
    assert_false(grade_literal(deep, sizeof deep, &out, &dtype, &p));
    assert_false(p.incomplete);
    buf_free(&out);
}

static void a_named_dtype_is_noticed(void **state) {
    (void)state;
    static const struct { const char *typed; bool given; } typed[] = {{"[1, 2]", false}, {"array([1, 2])", false}, {"array([1], dtype=int8)", true}};
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        bind_problem p;
        bool         dtype;
        buf          out;
        buf_init(&out);
        assert_true(grade_literal(typed[i].typed, strlen(typed[i].typed), &out, &dtype, &p));
        assert_int_equal(dtype, typed[i].given);
        buf_free(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_value_is_taken_and_nothing_else), TEST(brackets_that_are_open_want_more_lines),
                                       TEST(the_place_of_a_fault_is_told), TEST(deep_brackets_are_refused), TEST(a_named_dtype_is_noticed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
