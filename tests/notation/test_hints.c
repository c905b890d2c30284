/* Habits of Python and C: refused, with one line that says how Lua writes it. */
#include "translated.h"

static notation_advice advice_for(const char *src) {
    err e;
    return refused(src, &e).advice;
}

static void a_rewrite_names_the_lines_it_replaces(void **state) {
    (void)state;
    notation_advice a = advice_for("x = 1\nif x:\n  y = 2\n\nz = 3\n");
    assert_string_equal(a.rewrite, "if x then\n  y = 2\nend");
    assert_int_equal(a.first, 2);
    assert_int_equal(a.last, 3);
    a = advice_for("x = 1\n  y = x && 2");
    assert_string_equal(a.rewrite, "  y = x and 2");
    assert_int_equal(a.first, 2);
    assert_int_equal(a.last, 2);
}

static void several_slips_on_a_line_are_mended_one_after_the_other(void **state) {
    (void)state;
    assert_string_equal(advice_for("if x is None && !y: z = lambda v: v if v else 0").rewrite,
                        "if x == None and not y then z = function(v) return v and v or 0 end end");
}

static void what_cannot_be_read_is_not_shown(void **state) {
    (void)state;
    assert_string_equal(advice_for("x = a b").rewrite, "");
    assert_string_equal(advice_for("x = )").rewrite, "");
    assert_string_equal(advice_for("class A:\n  pass").rewrite, "");
    assert_string_equal(advice_for("y = (x && ) 3 3").rewrite, "");
    assert_true(advice_for("class A:\n  pass").hint[0]);
}

static void a_mistake_further_down_does_not_matter(void **state) {
    (void)state;
    assert_string_equal(advice_for("i++\ni++\n").rewrite, "i += 1");
}

static void a_python_header_is_not_taken_for_an_unfinished_text(void **state) {
    (void)state;
    static const char *const headers[] = { "for x in a:", "if x:", "while x:", "def f(x):", "f = lambda x: x" };
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        err e;
        if (refused(headers[i], &e).incomplete) fail_msg("more lines are asked for: %s", headers[i]);
    }
}

static void a_very_long_line_has_a_hint_that_fits(void **state) {
    (void)state;
    char src[9000] = "print ";
    memset(src + 6, 'a', sizeof src - 7);
    err e;
    notation_failure f = refused(src, &e);
    assert_true(strlen(f.advice.hint) > 0 && strlen(f.advice.hint) < ERR_TEXT_MAX);
    strcpy(src, "x = ");
    for (size_t n = 4; n < 8000; n += 6) memcpy(src + n, "a || b", 7);
    f = refused(src, &e);
    assert_true(strlen(f.advice.hint) < ERR_TEXT_MAX);
}

static void an_fstring_that_is_valid_lua_leaves_a_note(void **state) {
    (void)state;
    notation_out o;
    notation_failure f;
    err e;
    assert_int_equal(notation_translate("x = f\"{a}\"", 10, NOTATION_PROGRAM, &o, &f, &e), ERR_OK);
    assert_int_equal(o.nnotes, 1);
    assert_string_equal(o.notes[0].about, "'f'");
    notation_free(&o);
    const char *own = "local f = print f\"{a}\"";
    assert_int_equal(notation_translate(own, strlen(own), NOTATION_PROGRAM, &o, &f, &e), ERR_OK);
    assert_int_equal(o.nnotes, 0);
    notation_free(&o);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_rewrite_names_the_lines_it_replaces),
        TEST(several_slips_on_a_line_are_mended_one_after_the_other),
        TEST(what_cannot_be_read_is_not_shown),
        TEST(a_mistake_further_down_does_not_matter),
        TEST(a_python_header_is_not_taken_for_an_unfinished_text),
        TEST(a_very_long_line_has_a_hint_that_fits),
        TEST(an_fstring_that_is_valid_lua_leaves_a_note),
    };
    return RUN_TESTS(tests);
}
