/* tests/bind/test_problem.c: what a learner is shown when a text fails: their line, a caret, what to do. */
#include "groups.h"

typedef struct failing { const char *text, *shown; } failing;

static void check(const failing *cases, size_t n) {
    err          e;
    bind_options o = {.sandbox = true};
    bind_state  *s = bind_open(&o, &e);
    size_t       wrong = 0;
    assert_non_null(s);
    for (size_t i = 0; i < n; i++) {
        bind_problem p;
        buf          shown;
        buf_init(&shown);
        size_t length = strlen(cases[i].text);
        if (bind_run(s, "answer", cases[i].text, length, NOTATION_ANSWER, &p)) buf_puts(&shown, "no failure\n");
        else bind_problem_show(&shown, &p, "answer", cases[i].text, length);
        if (strcmp(shown.text, cases[i].shown)) {
            wrong++;
            print_error("--- text\n%s\n--- expected\n%s--- shown\n%s", cases[i].text, cases[i].shown, shown.text);
        }
        buf_free(&shown);
    }
    bind_close(s);
    assert_int_equal(wrong, 0);
}

#define CHECK(cases) check(cases, sizeof cases / sizeof *cases)

static void a_failure_shows_its_own_line(void **state) {
    (void)state;
    static const failing cases[] = {
        {"a = np.arange(3)\nb = a[1:]\nc = a[5]\n",
         "answer:3: IndexError: index 5 is out of bounds for axis 0 with size 3\n    c = a[5]\n"},
        {"function f(a)\n    return a.reshape(4, 2)\nend\n\nf(np.arange(6))",
         "answer:2: ValueError: cannot reshape array of size 6 into shape (4,2)\n        return a.reshape(4, 2)\n"},
        {"x = 1\n\nerror('my own')", "answer:3: error: my own\n    error('my own')\n"},
        {"x = 1\nerror('far away', 0)", "answer:2: error: far away\n    error('far away', 0)\n"},
        {"t = nil\nt.x = 5", "answer:2: error: attempt to index a nil value (global 't')\n    t.x = 5\n    ^\n    nothing is called t\n"},
        {"local x = 5\nx()", "answer:2: error: attempt to call a number value (local 'x')\n    x()\n    ^\n"},
        {"np.sum([1])[0][0]", "answer:1: error: attempt to index a number value\n    np.sum([1])[0][0]\n"},
    };
    CHECK(cases);
}

static void shapes_that_do_not_fit_are_drawn(void **state) {
    (void)state;
    static const failing cases[] = {
        {"np.ones((2, 3)) + np.ones(4)",
         "answer:1: ValueError: operands could not be broadcast together with shapes (2,3) (4,) \n"
         "    np.ones((2, 3)) + np.ones(4)\n"
         "    shapes line up at the right; lengths must be equal or 1:\n"
         "      2  3\n"
         "         4\n"
         "         ^\n"},
        {"np.ones((10, 1, 3)) + np.ones((12, 5, 3))",
         "answer:1: ValueError: operands could not be broadcast together with shapes (10,1,3) (12,5,3) \n"
         "    np.ones((10, 1, 3)) + np.ones((12, 5, 3))\n"
         "    shapes line up at the right; lengths must be equal or 1:\n"
         "      10  1  3\n"
         "      12  5  3\n"
         "       ^\n"},
        {"a = np.zeros(2)\na[:] = [1, 2, 3]",
         "answer:2: ValueError: could not broadcast input array from shape (3,) into shape (2,)\n"
         "    a[:] = [1, 2, 3]\n"
         "    shapes line up at the right; the second cannot be stretched:\n"
         "      3\n"
         "      2\n"
         "      ^\n"},
    };
    CHECK(cases);
}

static void names_that_do_not_exist_get_a_suggestion(void **state) {
    (void)state;
    static const failing cases[] = {
        {"np.zeroes(3)", "answer:1: AttributeError: module 'numpy' has no attribute 'zeroes'\n    np.zeroes(3)\n       ^^^^^^\n    did you mean np.zeros?\n    write: np.zeros(3)\n"},
        {"a = np.zeros(3)\na.shpae", "answer:2: AttributeError: 'numpy.ndarray' object has no attribute 'shpae'\n    a.shpae\n      ^^^^^\n    did you mean .shape?\n    write: a.shape\n"},
        {"np.random.rnad(3)", "answer:1: AttributeError: module 'numpy.random' has no attribute 'rnad'\n    np.random.rnad(3)\n              ^^^^\n"
                              "    did you mean np.random.rand?\n    write: np.random.rand(3)\n"},
        {"pritn(3)", "answer:1: error: attempt to call a nil value (global 'pritn')\n    pritn(3)\n    ^^^^^\n    nothing is called pritn: did you mean print?\n    write: print(3)\n"},
        {"threshold = 3\nb = np.arange(5) > treshold", "answer:2: TypeError: '>' not supported between instances of 'numpy.ndarray' and 'nil'\n    b = np.arange(5) > treshold\n"
                                             "    nothing is called treshold: did you mean threshold?\n    write: b = np.arange(5) > threshold\n"},
        {"a = np.arange(3)\na[:, idx]", "answer:2: IndexError: the index is nil\n    a[:, idx]\n    nothing is called idx\n"},
        {"x = [1]\nx.apend(2)", "answer:2: AttributeError: 'list' object has no attribute 'apend'\n    x.apend(2)\n      ^^^^^\n    did you mean .append?\n    write: x.append(2)\n"},
    };
    CHECK(cases);
}

static void syntax_errors_have_a_caret(void **state) {
    (void)state;
    bind_problem p;
    bind_state  *s = bind_open(NULL, NULL);
    const char  *text = "x = 1\ny = = 2\n", *open = "if x then\n";
    assert_non_null(s);
    assert_false(bind_run(s, "answer", text, strlen(text), NOTATION_ANSWER, &p));
    assert_int_equal(p.code, ERR_SYNTAX);
    assert_string_equal(p.type, "SyntaxError");
    assert_int_equal(p.line, 2);
    assert_int_equal(p.column, 5);
    assert_false(p.incomplete);
    assert_false(bind_check(s, "answer", open, strlen(open), NOTATION_PROMPT, &p));
    assert_true(p.incomplete);
    bind_close(s);
}

static void habits_of_lua_are_named(void **state) {
    (void)state;
    static const failing cases[] = {
        {"a = np.arange(3)\nfor i = 1, #a do print(a[i]) end",
         "answer:2: IndexError: index 3 is out of bounds for axis 0 with size 3\n    for i = 1, #a do print(a[i]) end\n"
         "    arrays count from 0, Lua tables from 1\n"
         "    write: for i = 0, #a - 1 do print(a[i]) end\n"},
        {"a = np.arange(3)\nfor i, x in ipairs(a) do end",
         "answer:2: IndexError: index 3 is out of bounds for axis 0 with size 3\n    for i, x in ipairs(a) do end\n"
         "    arrays count from 0 and ipairs from 1: enumerate counts an array\n"
         "    write: for i, x in enumerate(a) do end\n"},
    };
    CHECK(cases);
}

static void nothing_inside_comes_through(void **state) {
    (void)state;
    static const char *const texts[] = {
        "local a = nil\nlocal b = a[1:2]", "local a\na[1:2] = 3", "x = nil @ nil", "x, y = nil", "for v in nil do end", "x = nil ** 2",
        "x = nil\nx += 1", "local x\nx[1] += 1", "t = {}\nt[1:2] += 1", "x = nil\ny = x.sum()", "f = nil\ny = f[[0, 1]]", "x = 1 < nil",
        "if nil < 1 then end", "local x = f(a=1)", "np.sum(1, 2, 3, 4, 5, 6, 7, 8)", "x = -{}", "x = #nil", "x = {} + 1", "error(nil)",
        "error(setmetatable({}, {__tostring = function() error('again') end}))", "string.rep()", "('x'):rep({})", "coroutine.wrap(function() local x = nil + 1 end)()",
    };
    err         e;
    bind_options o = {.sandbox = true};
    bind_state *s = bind_open(&o, &e);
    assert_non_null(s);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bind_problem p = {0};
        if (bind_run(s, "answer", texts[i], strlen(texts[i]), NOTATION_ANSWER, &p)) continue;
        if (strstr(p.text, "__nd") || strstr(p.hint, "__nd") || p.text[0] == 0 || p.type[0] == 0 || p.line == 0) {
            print_error("%s\n  -> line %d, %s: %s\n", texts[i], p.line, p.type, p.text);
            fail();
        }
    }
    bind_close(s);
}

static void errors_can_be_caught_by_type(void **state) {
    (void)state;
    static const group groups[] = {
        {"ok, e = pcall(function() return np.zeros(2)[5] end)\nprint(ok, e.type, e.msg, tostring(e))",
         "False IndexError index 5 is out of bounds for axis 0 with size 2 IndexError: index 5 is out of bounds for axis 0 with size 2\n"},
        {"ok, e = pcall(np.reshape, np.arange(6), 4)\nprint(ok, e)", "False ValueError: cannot reshape array of size 6 into shape (4,)\n"},
        {"ok, e = pcall(function() local x = nil + 1 end)\nprint(e)", "group:2: attempt to perform arithmetic on a nil value\n"},
    };
    RUN_GROUPS(groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_failure_shows_its_own_line),
        TEST(shapes_that_do_not_fit_are_drawn),
        TEST(names_that_do_not_exist_get_a_suggestion),
        TEST(syntax_errors_have_a_caret),
        TEST(habits_of_lua_are_named),
        TEST(nothing_inside_comes_through),
        TEST(errors_can_be_caught_by_type),
    };
    return RUN_TESTS(tests);
}
