/* tests/bind/test_run.c: the values of texts, what a prompt shows of them, names for completion. */
#include <lua.h>

#include "bind/bind.h"
#include "harness.h"

static void swallow(void *user, const char *text, size_t n) { buf_add(user, text, n); }

typedef struct valued { const char *text, *shown; } valued;

/* Every value's repr, one a line. */
static void check(const valued *cases, size_t n, notation_mode mode) {
    buf          printed;
    bind_options o = {.sandbox = true, .write = swallow, .user = &printed};
    bind_state  *s = bind_open(&o, NULL);
    size_t       wrong = 0;
    assert_non_null(s);
    buf_init(&printed);
    for (size_t i = 0; i < n; i++) {
        bind_problem p;
        buf          shown;
        buf_init(&shown);
        if (!bind_run(s, "answer", cases[i].text, strlen(cases[i].text), mode, &p)) buf_printf(&shown, "%s: %s\n", p.type, p.text);
        for (size_t k = 0; k < bind_nvalues(s); k++) {
            size_t before = shown.n;
            bind_value_repr(s, k, &shown);
            if (shown.n > before) buf_putc(&shown, '\n');
        }
        if (strcmp(shown.text, cases[i].shown)) {
            wrong++;
            print_error("--- text\n%s\n--- expected\n%s--- shown\n%s", cases[i].text, cases[i].shown, shown.text);
        }
        buf_free(&shown);
    }
    bind_close(s);
    buf_free(&printed);
    assert_int_equal(wrong, 0);
}

#define CHECK(cases, mode) check(cases, sizeof cases / sizeof *cases, mode)

static void the_value_of_an_answer_is_found(void **state) {
    (void)state;
    static const valued cases[] = {
        {"return np.arange(3)", "array([0, 1, 2])\n"},
        {"a = np.arange(3)\na + 1", "array([1, 2, 3])\n"},
        {"a = np.arange(3)\nb = a * 2", "array([0, 2, 4])\n"},
        {"return 1, 2.0, 'x', True, None", "1\n2.0\n'x'\nTrue\n"},
        {"(1, 2.5)", "(1, 2.5)\n"},
        {"[1, 'a']", "[1, 'a']\n"},
        {"np.zeros((2, 3)).shape", "(2, 3)\n"},
        {"np.float32(0.1)", "np.float32(0.1)\n"},
        {"np.zeros(1).dtype", "dtype('float64')\n"},
        {"return {1, 2, 'x'}", "{1, 2, 'x'}\n"},
        {"a = 5\na[1:2]", "error: attempt to index a number value\n"},
    };
    CHECK(cases, NOTATION_ANSWER);
}

static void a_prompt_remembers_and_shows(void **state) {
    (void)state;
    static const valued cases[] = {
        {"import numpy as np", ""}, {"a = np.arange(3)", ""}, {"a", "array([0, 1, 2])\n"}, {"a.sum()", "3\n"}, {"a = a + 1", ""}, {"a[0]", "1\n"},
        {"nil", ""},                {"None", ""},             {"'x'", "'x'\n"},            {"1/3", "0.3333333333333333\n"},
    };
    CHECK(cases, NOTATION_PROMPT);
}

static void values_last_until_the_next_run(void **state) {
    (void)state;
    bind_problem p;
    bind_state  *s = bind_open(&(bind_options){.sandbox = true}, NULL);
    lua_State   *L = bind_lua(s);
    assert_non_null(s);
    assert_true(bind_run(s, "a", "return 7, nil", 13, NOTATION_ANSWER, &p));
    assert_int_equal(bind_nvalues(s), 2);
    bind_value_push(s, 0), bind_value_push(s, 1), bind_value_push(s, 2);
    assert_int_equal(lua_tointeger(L, -3), 7);
    assert_true(lua_isnil(L, -2) && lua_isnil(L, -1));
    lua_pop(L, 3);
    assert_false(bind_run(s, "a", "error('x')", 10, NOTATION_ANSWER, &p));
    assert_int_equal(bind_nvalues(s), 0);
    assert_int_equal(lua_gettop(L), 0);
    bind_close(s);
}

static void a_check_runs_nothing(void **state) {
    (void)state;
    bind_problem p;
    bind_state  *s = bind_open(&(bind_options){.sandbox = true}, NULL);
    assert_true(bind_check(s, "a", "seen = 5 error('no')", 20, NOTATION_PROGRAM, &p));
    assert_true(bind_run(s, "a", "return seen", 11, NOTATION_ANSWER, &p));
    bind_value_push(s, 0);
    assert_true(lua_isnil(bind_lua(s), -1));
    lua_pop(bind_lua(s), 1);
    bind_close(s);
}

static void what_was_printed_last_is_kept(void **state) {
    (void)state;
    buf          printed;
    bind_problem p;
    buf_init(&printed);
    bind_state *s = bind_open(&(bind_options){.sandbox = true, .write = swallow, .user = &printed}, NULL);
    assert_true(bind_run(s, "a", "print('sum:', 5)", 16, NOTATION_ANSWER, &p));
    assert_string_equal(printed.text, "sum: 5\n");
    assert_true(bind_last_printed(s));
    assert_int_equal(lua_tointeger(bind_lua(s), -1), 5);
    lua_pop(bind_lua(s), 1);
    assert_true(bind_run(s, "a", "x = 1", 5, NOTATION_ANSWER, &p));
    assert_false(bind_last_printed(s));
    bind_close(s);
    buf_free(&printed);
}

static void print_is_luas_own_where_np_is_not_named(void **state) {
    (void)state;
    buf          printed;
    bind_problem p;
    buf_init(&printed);
    bind_state *s = bind_open(&(bind_options){.sandbox = true, .write = swallow, .user = &printed}, NULL);
    const char *plain = "print(2.0, true, nil, 1e16)", *named = "import numpy as np\nprint(2.0, true, nil, 1e16)";
    assert_true(bind_run(s, "a", plain, strlen(plain), NOTATION_PROGRAM, &p));
    assert_string_equal(printed.text, "2.0\ttrue\tnil\t1e+16\n");
    buf_clear(&printed);
    assert_true(bind_run(s, "a", named, strlen(named), NOTATION_PROGRAM, &p));
    assert_string_equal(printed.text, "2.0 True nil 1e+16\n");
    bind_close(s);
    buf_free(&printed);
}

static void the_grader_reads_values(void **state) {
    (void)state;
    bind_problem p;
    err          e;
    bind_state  *s = bind_open(&(bind_options){.sandbox = true}, NULL);
    lua_State   *L = bind_lua(s);
    const char  *text = "return [1, 2.5], (7, 8), None, print, [ [1], [2, 3]]";
    assert_true(bind_run(s, "a", text, strlen(text), NOTATION_ANSWER, &p));
    for (size_t i = 0; i < 5; i++) bind_value_push(s, i);
    assert_true(bind_is_list(L, 1) && !bind_is_list(L, 2) && bind_is_tuple(L, 2) && bind_is_none(L, 3));
    assert_int_equal(bind_list_len(L, 1), 2);
    assert_int_equal(bind_tuple_len(L, 2), 2);
    bind_tuple_get(L, 2, 1);
    assert_int_equal(lua_tointeger(L, -1), 8);
    nd_array *a = bind_as_array(s, 1, &e);
    assert_non_null(a);
    assert_int_equal(a->dtype.type, ND_F64);
    int top = lua_gettop(L);
    assert_null(bind_as_array(s, 4, &e));
    assert_int_equal(e.code, ERR_TYPE);
    assert_null(bind_as_array(s, 5, &e));
    assert_int_equal(e.code, ERR_VALUE);
    assert_int_equal(lua_gettop(L), top);
    lua_settop(L, 0);
    bind_close(s);
}

static void collect(const char *name, void *user) { buf_printf(user, "%s ", name); }

static void names_complete(void **state) {
    (void)state;
    buf         names;
    bind_state *s = bind_open(&(bind_options){.sandbox = true}, NULL);
    buf_init(&names);
    bind_names(s, "np", "cumsu", collect, &names);
    bind_names(s, ".", "re", collect, &names);
    bind_names(s, "np.random", "randn", collect, &names);
    bind_names(s, "", "enum", collect, &names);
    bind_names(s, "np.nothing", "", collect, &names);
    bind_names(s, "np.zeros.x", "", collect, &names);
    bind_close(s);
    assert_string_equal(names.text, "cumsum real repeat reshape resize randn enumerate ");
    buf_free(&names);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_value_of_an_answer_is_found),
        TEST(a_prompt_remembers_and_shows),
        TEST(values_last_until_the_next_run),
        TEST(a_check_runs_nothing),
        TEST(what_was_printed_last_is_kept),
        TEST(print_is_luas_own_where_np_is_not_named),
        TEST(the_grader_reads_values),
        TEST(names_complete),
    };
    return RUN_TESTS(tests);
}
