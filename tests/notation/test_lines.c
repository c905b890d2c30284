/* Every line stays at its own number, whatever is written in its place. */
#include "translated.h"

static const char *line_at(const char *text, int number) {
    for (int i = 1; i < number && text; i++) {
        text = strchr(text, '\n');
        if (text) text++;
    }
    return text ? text : "";
}

static int count_lines(const char *s) {
    int n = 0;
    for (; *s; s++) n += *s == '\n';
    return n;
}

static const char *const program[] = {
    "import numpy as np        # one",
    "a = np.array([[1, 2],",
    "              [3, 4]])    # two",
    "b = a[:, ::-1] +",
    "    1 -- three",
    "b[b > 5,",
    "  0] = 7",
    "t = {",
    "  1, # four",
    "  f = function(x)",
    "    x += 1",
    "    return x ** 2",
    "  end,",
    "}",
    "s = [[long",
    "string]] .. 'a\\",
    "b'",
    "from numpy import (sum,",
    "  mean)",
    "c = a",
    "  .reshape(4, 1)",
    "  .sum(axis=0)",
    "d = a[[0,",
    "  1]]",
    "local r,",
    "      q = a.shape",
    "marker = c > 1",
    "np.sum(a @ b, axis=0)     # end",
};

#define NLINES ((int)(sizeof program / sizeof program[0]))

static char *joined(const char *line_end) {
    static char text[4096];
    text[0] = '\0';
    for (int i = 0; i < NLINES; i++) strcat(strcat(text, program[i]), line_end);
    return text;
}

static void translate_and_compare_lines(const char *src, notation_mode mode, notation_out *o) {
    notation_failure f;
    err e = { ERR_OK, "" };
    if (notation_translate(src, strlen(src), mode, o, &f, &e) != ERR_OK) fail_msg("%d:%d: %s", f.line, f.column, e.text);
    assert_int_equal(count_lines(o->lua), count_lines(src) + 1);
}

static void a_long_answer_keeps_each_line(void **state) {
    (void)state;
    for (int mode = NOTATION_ANSWER; mode <= NOTATION_PROMPT; mode++) {
        notation_out o;
        translate_and_compare_lines(joined("\n"), (notation_mode)mode, &o);
        assert_memory_equal(line_at(o.lua, 2), "a = np.array(", 13);
        assert_memory_equal(line_at(o.lua, 8), "t = {", 5);
        assert_memory_equal(line_at(o.lua, 15), "s = [[long\n", 11);
        assert_memory_equal(line_at(o.lua, 27), "marker = ", 9);
        notation_free(&o);
    }
}

static void line_ends_of_other_systems_stay(void **state) {
    (void)state;
    notation_out o;
    translate_and_compare_lines(joined("\r\n"), NOTATION_ANSWER, &o);
    assert_memory_equal(line_at(o.lua, 27), "marker = ", 9);
    notation_free(&o);
}

static void the_return_of_an_answer_is_on_its_last_line(void **state) {
    (void)state;
    notation_out o;
    translate_and_compare_lines("x = 1\n\n-- a comment at the end", NOTATION_ANSWER, &o);
    assert_non_null(strstr(o.lua, "x = 1 return __nd.last("));
    notation_free(&o);
    translate_and_compare_lines("x = 1\na +\n  b -- c\n", NOTATION_ANSWER, &o);
    assert_memory_equal(line_at(o.lua, 2), "return __nd.last(", 17);
    notation_free(&o);
}

static void a_first_line_for_the_shell_stays_as_an_empty_line(void **state) {
    (void)state;
    notation_out o;
    translate_and_compare_lines("#!/usr/bin/env ndrill\nx = 1", NOTATION_PROGRAM, &o);
    assert_memory_equal(line_at(o.lua, 2), "x = 1", 5);
    notation_free(&o);
}

static void failures_count_lines_and_bytes_from_one(void **state) {
    (void)state;
    static const struct { const char *src; int line, column; } places[] = {
        { "@", 1, 1 }, { "x = 1\n\n  $", 3, 3 }, { "s = [[\n\n]] $", 3, 4 }, { "x = 1\r\n$", 2, 1 }, { "--[[\n]] x = $", 2, 8 },
        { "\xC3\xA9", 1, 1 }, { "x = '\xC3\xA9' @ $", 1, 12 }, { "if x:\n  y = 1", 1, 5 }, { "for i in a:\n  b(i)\n", 1, 11 },
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        err e;
        notation_failure f = refused(places[i].src, &e);
        if (f.line != places[i].line || f.column != places[i].column) fail_msg("%s: at %d:%d: %s", places[i].src, f.line, f.column, e.text);
    }
}

static void a_line_that_begins_with_a_bracket_stays_apart(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "x = a < 7\n(f)()", "x = __nd.lt(a, 7)\n;(f)()" },
        { "x, y = a + 7\n(f)()", "x, y = __nd.un(2,a + 7)\n;(f)()" },
        { "a[1:2] = 7\n(f)()", "__nd.set(a,\"s\",7,1,2,nil)\n;(f)()" },
        { "a[1:2] = 7(f)()", "__nd.set(a,\"s\",7,1,2,nil);(f)()" },
        { "repeat until a == 7\n(f)()", "repeat until __nd.teq(a, 7)\n;(f)()" },
        { "x += 7 -- note\n(f)()", "x = __nd.iadd(x, 7) -- note\n;(f)()" },
        { "x = 7;(f)()", "x = 7;(f)()" },
        { "x = y\n(f)()", "x = y\n(f)()" },
        { "x = 7\n(a, b) = y", "x = 7\n; a, b  = __nd.un(2,y)" },
        { "x = 7\n(a, b)", "x = 7\n;__nd.x(__nd.t(a, b))" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_line_that_begins_with_a_bracket_stays_apart),
        TEST(a_long_answer_keeps_each_line),
        TEST(line_ends_of_other_systems_stay),
        TEST(the_return_of_an_answer_is_on_its_last_line),
        TEST(a_first_line_for_the_shell_stays_as_an_empty_line),
        TEST(failures_count_lines_and_bytes_from_one),
    };
    return RUN_TESTS(tests);
}
