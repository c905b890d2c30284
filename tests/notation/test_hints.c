/* Habits of Python and C: refused, with one line that says how Lua writes it. */
#include "translated.h"

static const pair hints[] = {
    { "def f(x, y):\n  return x", "Lua writes: function f(x, y) ... end" },
    { "for x in a:\n  print(x)", "Lua writes: for x in a do ... end" },
    { "for x in f(a):", "Lua writes: for x in f(a) do ... end" },
    { "for i in range(n + 1):\n  print(i)", "Lua writes: for i = 0, n + 1 - 1 do ... end" },
    { "if x > 3:\n  y = 1", "Lua writes: if x > 3 then ... end" },
    { "if x: y = 1", "Lua writes: if x then y = 1 end" },
    { "while True:\n  x = 1", "Lua writes: while True do ... end" },
    { "if a then\n  x = 1\nelif b > 2:\n  x = 2\nend", "Lua writes: elseif b > 2 then" },
    { "if a then\n  x = 1\nelse:\n  x = 2\nend", "Lua writes else without a colon, and end after the block" },
    { "f = lambda x, y: x + y", "Lua writes: function(x, y) return x + y end" },
    { "x = g(lambda v: v[0], a)", "Lua writes: function(v) return v[0] end" },
    { "x = a if c > 0 else b", "Lua writes: x = c > 0 and a or b" },
    { "return a if c else b", "Lua writes: return c and a or b" },
    { "y = [v * 2 for v in a]",
      "Lua has no comprehensions; use an array expression (np.arange(5) ** 2), or fill a table in a for loop" },
    { "x = f\"{a}\" \"b\" c", "Lua has no f-strings; write string.format(\"x = %g\", x) or \"x = \" .. x" },
    { "print a", "write: print(a)" },
    { "if x is None then y = 1 end", "Lua has no is; write: x == nil" },
    { "y = x.z is not None", "Lua has no is; write: x.z ~= nil" },
    { "if 3 in a then y = 1 end", "Lua has no in; write np.isin(x, a), or t[x] ~= nil for a table's key" },
    { "if a && b then end", "write: if a and b then end" },
    { "x = a || b || c", "write: x = a or b or c" },
    { "x = !a", "write: not a (for an array, elementwise: ~a)" },
    { "i++", "write: i += 1" },
    { "a ~= 1\nb = 2", "~= is \"not equal\" in Lua; for xor write: a = a ~ 1" },
    { "a ^= 2", "^ is power in Lua; write: a **= 2, or for xor a = a ~ 2" },
    { "while i < 3 do\n  i += 1", "what begins on line 1 needs its own end" },
    { "if a = 1 then end", "= assigns; == compares" },
    { "a = b = 3", "one assignment a statement: write them on lines of their own" },
    { "x = {\"a\": 1}", "a Lua table is written {name = value} or {[\"name\"] = value}" },
    { "f(*args)", "Lua has no *args; write f(table.unpack(t))" },
    { "f(a, #note here\n)", "#x is the length of x here; a comment begins with -- (or with # and a space)" },
    { "x = \"\"\"doc\"\"\"", "a text of several lines is written [[...]] in Lua" },
    { "x = \xE2\x80\x9C" "a\xE2\x80\x9D", "write straight quotes (\") and a plain - sign" },
    { "try:\n  x = 1", "Lua has no try statement; use pcall" },
    { "del a", "Lua has no del statement; write x = nil" },
    { "x = a[1:--1]", "-- starts a comment in Lua; write a space between the signs" },
    { "x = a b", "" },
    { "x = )", "" },
};

static void each_habit_has_its_hint(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++) {
        err e;
        notation_failure f = refused(hints[i].src, &e);
        if (strcmp(f.hint, hints[i].want) != 0) fail_msg("%s\n  hint: %s\n  and not: %s", hints[i].src, f.hint, hints[i].want);
    }
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
    assert_true(strlen(f.hint) > 0 && strlen(f.hint) < ERR_TEXT_MAX);
    strcpy(src, "x = ");
    for (size_t n = 4; n < 8000; n += 6) memcpy(src + n, "a || b", 7);
    f = refused(src, &e);
    assert_true(strlen(f.hint) < ERR_TEXT_MAX);
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
        TEST(each_habit_has_its_hint),
        TEST(a_python_header_is_not_taken_for_an_unfinished_text),
        TEST(a_very_long_line_has_a_hint_that_fits),
        TEST(an_fstring_that_is_valid_lua_leaves_a_note),
    };
    return RUN_TESTS(tests);
}
