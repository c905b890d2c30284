/* What is Lua stays as it is; what is not is refused, with the place and the reason. */
#include "translated.h"

static void plain_lua_comes_out_as_it_went_in(void **state) {
    (void)state;
    static const char *const programs[] = {
        "local t <const> = {1, 2; 3, n = 4, [5] = 6, f = function(...) return ... end}",
        "local function f(a, b, ...) local c, d = 1, 2 return f(a, b, ...) end",
        "function a.b.c:d(x) return self, x end",
        "for i = 1, 10, 2 do if i < 3 then break else goto continue end ::continue:: end",
        "repeat local x = 1 until x > 2",
        "while i < n do i = i + 1 end",
        "do ; end ; ;",
        "goto a; do goto a end ::a::",
        "f'x' f\"y\" f[==[z]==] f{1} f()() f.a.b:c'd':e{}",
        "x = a.b[c](d):e() + #t .. 'x' .. -2 ^ 3 ^ 4 // 5 % 6",
        "x = (1 + 2) * 3 & 4 | 5 ~ 6 << 7 >> ~8",
        "x = [[long\nstring]] y = [==[ ]] ]==] --[[ comment\n]] z = 1",
        "x = function() return end",
        "return",
        "return 1, 2, f(x);",
        "local a <close> = nil",
        "::l1:: ::l2:: goto l1",
        "x = \"\\65\\x41\\u{48}\\z   \\n\" y = 'a\\\nb'",
        "x = 0x1p-4 + 1e10 + .5 + 3. + 0xA",
        "print(#a, # b)",
        "t = {[ [[key]] ] = 1}",
        "(f or g)(x)",
        "-- only a comment",
        "#!/usr/bin/lua\nx = 1",
    };
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        notation_out o;
        notation_failure f;
        err e;
        if (notation_translate(programs[i], strlen(programs[i]), NOTATION_PROGRAM, &o, &f, &e) != ERR_OK)
            fail_msg("refused: %s: %s", programs[i], e.text);
        if (o.extended) fail_msg("counted as an extension: %s", programs[i]);
        notation_free(&o);
    }
    becomes(NOTATION_PROGRAM, programs[0], programs[0]);
    becomes(NOTATION_PROGRAM, programs[9], programs[9]);
    becomes(NOTATION_PROGRAM, programs[11], programs[11]);
    becomes(NOTATION_PROGRAM, "#!/usr/bin/lua\nx = 1", "\nx = 1");
    becomes(NOTATION_PROGRAM, "\xEF\xBB\xBFx = 1", "x = 1");
}

typedef struct refusal { const char *src; int line, column; bool incomplete; const char *text; } refusal;

static const refusal refusals[] = {
    { "x = ", 1, 4, true, "the text ends too early" },
    { "f(1", 1, 4, true, "')' expected at the end" },
    { "f(1,\n2\n", 2, 2, true, "')' expected (to close line 1) at the end" },
    { "a = {1", 1, 7, true, "'}' expected at the end" },
    { "if x then", 1, 10, true, "'end' expected at the end" },
    { "x = [[abc", 1, 5, true, "unfinished long string" },
    { "--[[ abc", 1, 1, true, "unfinished long comment" },
    { "np.array([[1, 2],", 1, 18, true, "the text ends too early" },
    { "x = \"abc", 1, 5, false, "unfinished string" },
    { "x = 5 5", 1, 7, false, "unexpected value after a statement on the same line" },
    { "a b", 1, 3, false, "unexpected symbol near 'b'" },
    { "x = = 1", 1, 5, false, "unexpected symbol near '='" },
    { "end", 1, 1, false, "unexpected symbol near 'end'" },
    { "return 1 x = 2", 1, 10, false, "'return' must be the last statement near 'x'" },
    { "break", 1, 1, false, "break outside a loop" },
    { "while x do function f() break end end", 1, 25, false, "break outside a loop" },
    { "goto nowhere", 1, 6, false, "no visible label 'nowhere' for goto" },
    { "goto l local x ::l:: f()", 1, 6, false, "goto 'l' jumps into the scope of a local" },
    { "do ::l:: end goto l", 1, 19, false, "no visible label 'l' for goto" },
    { "::l:: ::l::", 1, 9, false, "label 'l' is already defined on line 1" },
    { "local x <const> = 1 x = 2", 1, 21, false, "cannot assign to the constant 'x'" },
    { "local x <const> = 1 x += 2", 1, 21, false, "cannot assign to the constant 'x'" },
    { "local x <konst> = 1", 1, 10, false, "unknown attribute: <const> and <close> are known" },
    { "local a <close>, b <close> = 1", 1, 18, false, "only one <close> variable in a list" },
    { "function f() return ... end", 1, 21, false, "cannot use '...' outside a function that takes ..." },
    { "f() = 1", 1, 1, false, "cannot assign to this" },
    { "(a) = 1", 1, 1, false, "cannot assign to this" },
    { "a, b += 1", 1, 6, false, "unexpected symbol near '+='" },
    { "x = __nd.get", 1, 5, false, "names that begin with __nd are ndrill's own" },
    { "local __nd_b", 1, 7, false, "names that begin with __nd are ndrill's own" },
    { "x = a:b", 1, 6, true, "':' calls a method, and no arguments follow" },
    { "x = 1\ny = @", 2, 5, false, "unexpected symbol near '@'" },
    { "x = 1\r\ny = $", 2, 5, false, "unexpected character" },
    { "x = 'a\\q'", 1, 7, false, "invalid escape sequence (write \\\\ for a backslash)" },
    { "x = 3x", 1, 5, false, "malformed number" },
};

static void what_is_not_lua_is_refused_at_its_place(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const refusal *r = &refusals[i];
        err e;
        notation_failure f = refused(r->src, &e);
        if (strcmp(e.text, r->text) != 0) fail_msg("%s: %s\n  and not %s", r->src, e.text, r->text);
        if (f.line != r->line || f.column != r->column) fail_msg("%s: at %d:%d", r->src, f.line, f.column);
        if (f.incomplete != r->incomplete) fail_msg("%s: incomplete is %d", r->src, f.incomplete);
    }
}

static void the_width_of_a_failure_is_its_token(void **state) {
    (void)state;
    err e;
    assert_int_equal(refused("goto nowhere", &e).width, 7);
    assert_int_equal(refused("a b", &e).width, 1);
    assert_int_equal(refused("x = \"ab", &e).width, 3);
    assert_int_equal(refused("f(", &e).width, 1);
}

static char *repeated(const char *open, const char *middle, const char *close, int n) {
    size_t a = strlen(open), b = strlen(close), m = strlen(middle);
    char *s = malloc((a + b) * (size_t)n + m + 16);
    assert_non_null(s);
    char *p = s + sprintf(s, "x = ");
    for (int i = 0; i < n; i++, p += a) memcpy(p, open, a);
    memcpy(p, middle, m);
    p += m;
    for (int i = 0; i < n; i++, p += b) memcpy(p, close, b);
    *p = '\0';
    return s;
}

static bool accepts(const char *src, err *e) {
    notation_out o;
    notation_failure f;
    *e = (err){ ERR_OK, "" };
    if (notation_translate(src, strlen(src), NOTATION_PROGRAM, &o, &f, e) != ERR_OK) return false;
    notation_free(&o);
    return true;
}

static void nesting_that_is_too_deep_is_an_error_and_no_crash(void **state) {
    (void)state;
    static const struct { const char *open, *middle, *close; } nests[] = {
        { "(", "1", ")" }, { "{", "1", "}" }, { "[", "1", "]" }, { "f(", "1", ")" }, { "a[", "1", "]" }, { "- ", "1", "" }, { "1 .. ", "1", "" },
        { "function() x = ", "1", " end" }, { "(1,", "1", ")" }, { "a[[", "1", "]]" }, { "[[[", "1", "]]]" }, { "", "a", ".sum()" },
        { "", "a", " @ b" }, { "", "a", "[0,1]" },
    };
    for (size_t i = 0; i < sizeof nests / sizeof nests[0]; i++) {
        err e;
        char *few = repeated(nests[i].open, nests[i].middle, nests[i].close, 20);
        char *many = repeated(nests[i].open, nests[i].middle, nests[i].close, 5000);
        if (nests[i].open[0] != '[' && !accepts(few, &e)) fail_msg("refused 20 deep: %s: %s", nests[i].open, e.text);
        if (accepts(many, &e) && strcmp(nests[i].open, "a[[") != 0) fail_msg("accepted 5000 deep: %s", nests[i].open);
        free(few);
        free(many);
    }
}

static void a_chain_is_not_nesting(void **state) {
    (void)state;
    static const char *const links[] = { " + 1", ".f", "[1]", "()", " and 1", ":g()" };
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        err e;
        char *chain = repeated("", "a", links[i], 20000);
        if (!accepts(chain, &e)) fail_msg("refused: a%s...: %s", links[i], e.text);
        free(chain);
    }
}

static void memory_that_runs_out_is_an_error_and_leaks_nothing(void **state) {
    (void)state;
    static const char src[] = "import numpy as num\nlocal a = np.array([[1, 2]]) -- c\nb = a[:, ::-1] # d\na[0, 1] += 2j\n"
                              "goto l\n::l:: x, y = a[[0, 1]], f'x'\nfor i = 1, 2 do t[i].f += i end\nf(a[i:f(x)], k=1)";
    size_t before = mem_live();
    for (uint64_t n = 1; n < 400; n++) {
        notation_out o;
        notation_failure f;
        err e = { ERR_OK, "" };
        mem_fail_from(n);
        err_code code = notation_translate(src, sizeof src - 1, NOTATION_ANSWER, &o, &f, &e);
        mem_fail_from(0);
        if (code == ERR_OK) {
            notation_free(&o);
            assert_true(n > 10);
            return;
        }
        assert_int_equal(code, ERR_MEMORY);
        assert_int_equal(mem_live(), before);
    }
    fail_msg("never succeeded");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(plain_lua_comes_out_as_it_went_in),
        TEST(what_is_not_lua_is_refused_at_its_place),
        TEST(the_width_of_a_failure_is_its_token),
        TEST(nesting_that_is_too_deep_is_an_error_and_no_crash),
        TEST(a_chain_is_not_nesting),
        TEST(memory_that_runs_out_is_an_error_and_leaks_nothing),
    };
    return RUN_TESTS(tests);
}
