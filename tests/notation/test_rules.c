/* The rules of the grammar, by their numbers: a text and the plain Lua it must become. */
#include "translated.h"

typedef struct rule { const char *name, *src, *want; } rule;

static const rule rules[] = {
    { "R1 slice", "x = a[1:3]", "x = __nd.get(a,\"s\",1,3,nil)" },
    { "R1 no start", "x = a[:n]", "x = __nd.get(a,\"s\",nil,n,nil)" },
    { "R1 no stop", "x = a[-1:]", "x = __nd.get(a,\"s\",-1,nil,nil)" },
    { "R1 step", "x = a[#a-1:0:-1]", "x = __nd.get(a,\"s\",#a-1,0,-1)" },
    { "R1 all of it", "x = a[:]", "x = __nd.get(a,\"s\",nil,nil,nil)" },
    { "R2 names", "x = a[i:n]", "x = __nd.get(a,\"s\",i,n,nil)" },
    { "R2 fields", "x = a[b.c:d]", "x = __nd.get(a,\"s\",b.c,d,nil)" },
    { "R2 index", "x = a[b[c]:d]", "x = __nd.get(a,\"s\",b[c],d,nil)" },
    { "R2 parentheses", "x = a[(i):n]", "x = __nd.get(a,\"s\",(i),n,nil)" },
    { "R2 call", "x = a[f(x):n]", "x = __nd.get(a,\"s\",f(x),n,nil)" },
    { "R3 method", "x = a[i:f(x)]", "x = a[i:f(x)]" },
    { "R3 spaces", "x = a[i : f(x)]", "x = a[i : f(x)]" },
    { "R3 sum", "x = a[i+j:f(x)]", "x = a[i+j:f(x)]" },
    { "R3 table", "x = a[i:f{1}]", "x = a[i:f{1}]" },
    { "R3 string", "x = a[i:f'x']", "x = a[i:f'x']" },
    { "R3 field", "x = a[b.c:d()]", "x = a[b.c:d()]" },
    { "R4 number first", "x = a[0:len(x)]", "x = __nd.get(a,\"s\",0,len(x),nil)" },
    { "R4 string first", "x = a['s':f()]", "x = __nd.get(a,\"s\",'s',f(),nil)" },
    { "R4 sum first", "x = a[1+2:f(x)]", "x = __nd.get(a,\"s\",1+2,f(x),nil)" },
    { "R5 second colon", "x = a[i:j:k(x)]", "x = __nd.get(a,\"s\",i,j,k(x))" },
    { "R5 after a colon", "x = a[:n:f(x)]", "x = __nd.get(a,\"s\",nil,n,f(x))" },
    { "bytes", "x = b'ab'", "x = __nd.by(b)'ab'" },
    { "bytes, twice quoted", "f(b\"ab\", 1)", "f(__nd.by(b)\"ab\", 1)" },
    { "no bytes: a local b", "local b = f x = b'ab'", "local b = f x = b'ab'" },
    { "no bytes: apart", "x = b 'ab'", "x = b 'ab'" },
    { "R6 ::2", "x = a[::2]", "x = __nd.get(a,\"s\",nil,nil,2)" },
    { "R6 1::2", "x = a[1::2]", "x = __nd.get(a,\"s\",1,nil,2)" },
    { "R6 bare ::", "x = a[::]", "x = __nd.get(a,\"s\",nil,nil,nil)" },
    { "R6 three colons", "x = a[i:j::k]", "REFUSED: a slice has at most two colons" },
    { "R7 label", "for i = 1, 2 do goto c ::c:: end", "for i = 1, 2 do goto c ::c:: end" },
    { "R8 main chunk", "x = a[...]", "x = __nd.dots(a,...)" },
    { "R8 plain function", "function f() return a[...] end", "function f() return __nd.get(a,\"e\") end" },
    { "R8 vararg function", "function f(...) return a[...] end", "function f(...) return __nd.dots(a,...) end" },
    { "R8 target", "a[...] = 0", "__nd.set(a,\"v\",0,...)" },
    { "R9 first", "x = a[..., 0]", "x = __nd.get(a,\"ei\",0)" },
    { "R9 last", "x = a[0, ...]", "x = __nd.get(a,\"ie\",0)" },
    { "R9 None", "x = a[..., None]", "x = __nd.get(a,\"en\")" },
    { "R9 newaxis", "x = a[:, np.newaxis]", "x = __nd.get(a,\"sn\",nil,nil,nil)" },
    { "R9 a local None", "local None = 1 x = a[0, None]", "local None = 1 x = __nd.get(a,\"ii\",0,None)" },
    { "R10 sum of varargs", "x = a[... + 1]", "x = a[... + 1]" },
    { "R11 two keys", "x = a[i, j]", "x = __nd.get(a,\"ii\",i,j)" },
    { "R11 a comma", "x = a[0,]", "x = __nd.get(a,\"i\",0)" },
    { "R11 nothing", "x = a[()]", "x = __nd.get(a,\"\")" },
    { "R11 empty", "x = a[]", "REFUSED: a subscript is empty near ']'" },
    { "R12 twice", "x = a[b][c]", "x = a[b][c]" },
    { "R13 list", "x = a[[0, 2]]", "x = __nd.lsel(a,function() return __nd.L(0,2) end)(\"0, 2\")" },
    { "R13 no list", "x = f[[two words]]", "x = f[[two words]]" },
    { "R13 escapes", "x = f[[\"a\\\\\"]]", "x = __nd.lsel(f,function() return __nd.L(\"a\\\\\") end)(\"\\\"a\\\\\\\\\\\"\")" },
    { "R14 target", "a[[0,2]] = v", "a[__nd.L(0,2)] = v" },
    { "R14 both sides", "A[[0,1]] = A[[1,0]]",
      "A[__nd.L(0,1)] = __nd.lsel(A,function() return __nd.L(1,0) end)(\"1,0\")" },
    { "R15 two lists", "x = a[[0,1],[1,2]]",
      "x = __nd.lsel(a,function() return __nd.K(\"ii\",__nd.L(0,1),__nd.L(1,2)) end)(\"0,1],[1,2\")" },
    { "R16 valid Lua stays", "x = a[[0,1], :]\ny = b[c[0]]", "x = a[[0,1], :]\ny = b[c[0]]" },
    { "R16 no Lua: brackets", "x = a[[0,1], :]\ny = b[c[0]]\nz = y[:, 1]",
      "x = __nd.get(a,\"is\",__nd.L(0,1),nil,nil,nil)\ny = b[c[0]]\nz = __nd.get(y,\"si\",nil,nil,nil,1)" },
    { "R16 never closed", "x = a[[0,1], :]", "x = __nd.get(a,\"is\",__nd.L(0,1),nil,nil,nil)" },
    { "R17 list", "x = Z[:, [0, -1]]", "x = __nd.get(Z,\"si\",nil,nil,nil,__nd.L(0,-1))" },
    { "R17 argument", "x = np.array([1,2,3])", "x = np.array(__nd.L(1,2,3))" },
    { "R18 np", "x = np.array([[1,2],[3,4]])", "x = np.array(__nd.L(__nd.L(1,2),__nd.L(3,4)))" },
    { "R18 np.linalg", "x = np.linalg.norm([[1,2]])", "x = np.linalg.norm(__nd.L(__nd.L(1,2)))" },
    { "R18 elsewhere", "x = f([[1,2],[3,4]])", "x = f([[1,2],[3,4]])" },
    { "R18 lines", "x = np.array([[1,2],\n[3,4]])", "x = np.array(__nd.L(__nd.L(1,2),\n__nd.L(3,4)))" },
    { "R19 three deep", "x = [[[1],[2]],[[3],[4]]]",
      "x = __nd.L(__nd.L(__nd.L(1),__nd.L(2)),__nd.L(__nd.L(3),__nd.L(4)))" },
    { "R20 calls", "x = f{axis=0} y = f\"s\" z = f{1}[1:2]", "x = f{axis=0} y = f\"s\" z = __nd.get(f{1},\"s\",1,2,nil)" },
    { "R21 keyword", "np.sum(a, axis=0)", "np.sum(a, __nd.kw{axis=0})" },
    { "R21 two", "f(a, k=1, l=b[0:1])", "f(a, __nd.kw{k=1, l=__nd.get(b,\"s\",0,1,nil)})" },
    { "R21 comparison", "np.sum(a, axis == 0)", "np.sum(a, __nd.eq(axis,0))" },
    { "R21 order", "f(k=1, 2)", "REFUSED: positional argument follows keyword argument" },
    { "R21 a Lua keyword", "print(a, end=\"\")", "print(a, __nd.kw{[\"end\"]=\"\"})" },
    { "R22 tuple", "x = (1, 2)", "x = __nd.t(1, 2)" },
    { "R22 argument", "f((1,2))", "f(__nd.t(1,2))" },
    { "R22 one", "x = (1,)", "x = __nd.t(1)" },
    { "R22 none", "x = ()", "x = __nd.t()" },
    { "R22 one value each", "x = (f(), g())", "x = __nd.t(f(), (g()))" },
    { "R22 joined lines", "y = f\n(a, b)", "y = f\n(a, b)" },
    { "R23 dot", "x = a.sum()", "x = __nd.m(a,\"sum\")()" },
    { "R23 colon", "x = a:sum()", "x = a:sum()" },
    { "R23 chain", "x = a.T.dot(b).sum(axis=0)", "x = __nd.m(__nd.m(a.T,\"dot\")(b),\"sum\")(__nd.kw{axis=0})" },
    { "R23 libraries", "x = np.sum(a) + math.max(1) + np.random.choice(a)", "x = np.sum(a) + math.max(1) + np.random.choice(a)" },
    { "R23 other names", "x = a.foo() + a.sum{}", "x = a.foo() + a.sum{}" },
    { "R24 attribute", "x = a[\"size\"] + a['sum']", "x = __nd.fld(a,\"size\") + __nd.fld(a,'sum')" },
    { "R24 target", "a[\"size\"] = a[\"other\"]", "a[\"size\"] = a[\"other\"]" },
    { "R25 xor", "x = a ~ ~b", "x = a ~ ~b" },
    { "R26 ~=", "a ~= 1\nb = 2", "REFUSED: a comparison alone does nothing" },
    { "R26 ^=", "a ^= 2", "REFUSED: unexpected symbol near '='" },
    { "R27 name", "a += 1 b -= 2 c *= 3 d /= 4 e //= 5 f %= 6",
      "a=__nd.iadd(a,1) b=__nd.isub(b,2) c=__nd.imul(c,3) d=__nd.idiv(d,4) e=__nd.ifloordiv(e,5) f=__nd.imod(f,6)" },
    { "R27 more", "a **= 1 b @= c d &= e f |= g h <<= 1 i >>= 2 j ..= k",
      "a=__nd.ipow(a,1) b=__nd.imatmul(b,c) d=__nd.iand(d,e) f=__nd.ior(f,g) h=__nd.ilshift(h,1) i=__nd.irshift(i,2) "
      "j=__nd.iconcat(j,k)" },
    { "R28 power", "x = 2 ** 3", "x = __nd.pow(2, 3)" },
    { "R28 minus", "x = -x ** 2", "x = -__nd.pow(x, 2)" },
    { "R28 right", "x = 2 ** -1 ** y", "x = __nd.pow(2, -__nd.pow(1, y))" },
    { "R28 fraction", "x = a**.5", "x = __nd.pow(a,.5)" },
    { "R29 matmul", "x = A @ B @ C * d", "x = __nd.mat(__nd.mat(A, B), C) * d" },
    { "R30 !=", "x = a != b", "x = __nd.ne(a, b)" },
    { "R30 native", "x = a != nil", "x = a ~= nil" },
    { "R30 !a", "x = !a", "REFUSED: unexpected symbol near '!'" },
    { "R31 chain", "x = a < b < c", "x = __nd.lt(a < b, c)" },
    { "R31 ==", "x = a < b == c", "x = __nd.eq(__nd.lt(a, b), c)" },
    { "R32 arrow", "x = a <- b", "x = __nd.lt(a, - b)" },
    { "R33 and", "x = a > 0 & a < 5", "x = __nd.lt(a > 0 & a, 5)" },
    { "R34 if", "if m then end", "if __nd.tr(m) then end" },
    { "R34 and", "x = m1 and m2", "x = __nd.tr(m1) and m2" },
    { "R34 not", "x = not m", "x = not __nd.tr(m)" },
    { "R35 nil", "x = a == nil y = a == true", "x = a == nil y = a == true" },
    { "R35 None", "x = a == None", "x = __nd.eq(a, None)" },
    { "R35 string", "x = a == \"x\"", "x = __nd.eq(a, \"x\")" },
    { "R36 fraction", "x = a[1.:3]", "x = __nd.get(a,\"s\",1.,3,nil)" },
    { "R36 concat", "x = 1 ..2", "x = 1 ..2" },
    { "R36 malformed", "x = 1..2", "REFUSED: malformed number" },
    { "R37 groups", "x = 1_000 + 0xff_ff", "x = 1000 + 0xffff" },
    { "R37 imaginary", "x = 2j + 1.5J", "x = __nd.j(2) + __nd.j(1.5)" },
    { "R38 comment", "x = a[1:--1]\n]", "x = __nd.get(a,\"s\",1,nil,nil--1]\n)" },
    { "R39 comment", "x = a  # note", "x = a -- note" },
    { "R39 length", "f(a, #b)", "f(a, #b)" },
    { "R39 comment in brackets", "f(a, # one\nb)", "f(a, -- one\nb)" },
    { "R40 attributes", "local x <const>, y <close> = 1, nil", "local x <const>, y <close> = 1, nil" },
    { "R41 floor", "x = a // b", "x = a // b" },
    { "R42 names", "x = len(range(3))", "x = len(range(3))" },
    { "R43 lambda", "f = lambda x: x", "REFUSED: ':' calls a method, and no arguments follow" },
    { "R44 results", "x = f() > g()", "x = __nd.gt(f(), g())" },
    { "R44 varargs", "if ... then end", "if __nd.tr((...)) then end" },
    { "R45 functions", "local function f(a, ...) end function a.b:c(d) self.x = d end",
      "local function f(a, ...) end function a.b:c(d) self.x = d end" },
    { "R46 method", "x = a.b:c[1:2]", "REFUSED: ':' calls a method, and no arguments follow" },
    { "R47 np", "x = np.repeat(a, 2)", "x = np[\"repeat\"](a, 2)" },
    { "R47 dot", "x = a.repeat(2)", "x = __nd.m(a,\"repeat\")(2)" },
    { "R47 colon", "x = a:repeat(2)", "x = __nd.m(a,\"repeat\")(2)" },
};

static void every_rule_of_the_grammar_walk_holds(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        char got[4096], want[4096];
        translated(rules[i].src, NOTATION_PROGRAM, got, sizeof got);
        bool refusal = strncmp(rules[i].want, "REFUSED", 7) == 0;
        if (refusal) snprintf(want, sizeof want, "%s", rules[i].want);
        else squeeze(rules[i].want, strlen(rules[i].want), want, sizeof want);
        if (strcmp(got, want) != 0) fail_msg("%s: %s\n  became  %s\n  and not %s", rules[i].name, rules[i].src, got, want);
    }
}

static notation_out translate_ok(const char *src) {
    notation_out o;
    notation_failure f;
    err e;
    assert_int_equal(notation_translate(src, strlen(src), NOTATION_PROGRAM, &o, &f, &e), ERR_OK);
    return o;
}

static void a_method_call_in_a_subscript_leaves_a_note(void **state) {
    (void)state;
    notation_out o = translate_ok("y = 1\nx = a[i:f(x)]");
    assert_int_equal(o.nnotes, 1);
    assert_int_equal(o.notes[0].line, 2);
    assert_string_equal(o.notes[0].about, "'i'");
    assert_non_null(strstr(o.notes[0].text, "write i:(f(x))"));
    notation_free(&o);
}

static void a_method_call_outside_a_subscript_leaves_none(void **state) {
    (void)state;
    notation_out o = translate_ok("x = i:f(x) y = a[(i:f(x))]");
    assert_int_equal(o.nnotes, 0);
    notation_free(&o);
}

static void a_long_string_that_looks_like_brackets_leaves_a_note(void **state) {
    (void)state;
    notation_out o = translate_ok("x = a[[0,1], :]\ny = b[c[0]]");
    assert_int_equal(o.nnotes, 1);
    assert_int_equal(o.notes[0].line, 1);
    assert_non_null(strstr(o.notes[0].text, "long string"));
    notation_free(&o);
}

static void only_what_lua_has_not_counts_as_an_extension(void **state) {
    (void)state;
    static const char *const plain[] = { "x = a == b", "if m then end", "x = a.sum()", "for v in e do end", "a, b = f()",
                                         "x = a[...]", "x = a[\"size\"]", "x = f[[0, 1]]", "x = a[i:f(x)]" };
    static const char *const extended[] = { "x = a[0:1]", "x = a != b", "x = a ** b", "x += 1", "x = (1, 2)", "x = [1]", "x = 1_0",
                                            "x = 2j", "f(k=1)", "x = 1 # note", "import numpy as np", "a + b", "np.repeat(a)",
                                            "a[[0]] = 1", "f(a,)" };
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        notation_out o = translate_ok(plain[i]);
        if (o.extended) fail_msg("counted as an extension: %s", plain[i]);
        notation_free(&o);
    }
    for (size_t i = 0; i < sizeof extended / sizeof extended[0]; i++) {
        notation_out o = translate_ok(extended[i]);
        if (!o.extended) fail_msg("not counted as an extension: %s", extended[i]);
        notation_free(&o);
    }
}

static void the_name_np_is_noticed(void **state) {
    (void)state;
    notation_out o = translate_ok("x = np.pi");
    assert_true(o.names_np);
    notation_free(&o);
    o = translate_ok("x = 'np' -- np\nnpx = 1");
    assert_false(o.names_np);
    notation_free(&o);
}

static void brackets_of_numbers_are_a_list_where_the_text_is_no_plain_lua(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "x = [[1, 2], [3, 4]]", "x = [[1, 2], [3, 4]]" },
        { "x = [[1, 2], [3, 4]] y += 1", "x = __nd.L(__nd.L(1, 2), __nd.L(3, 4)) y = __nd.iadd(y, 1)" },
        { "y += 1 f([[-1.5, 2]])", "y = __nd.iadd(y, 1) f(__nd.L(__nd.L(-1.5, 2)))" },
        { "y += 1 x = [[1, -2j], [1e3, 5]]", "y = __nd.iadd(y, 1) x = __nd.L(__nd.L(1, -__nd.j(2)), __nd.L(1e3, 5))" },
        { "y += 1 x = [[one, two]]", "y = __nd.iadd(y, 1) x = [[one, two]]" },
        { "y += 1 x = [[1]]", "y = __nd.iadd(y, 1) x = [[1]]" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

static void a_backslash_may_end_a_line(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "x = a + \\\n  b", "x = a + -- \n  b" },
        { "x = [1, \\\n  2]", "x = __nd.L(1, -- \n  2)" },
        { "x = ma.array([[1,2],[3,4]])", "x = ma.array(__nd.L(__nd.L(1,2),__nd.L(3,4)))" },
        { "local ma x = ma.f([[1,2],[3,4]])", "local ma x = ma.f([[1,2],[3,4]])" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
    err e;
    refused("x = a \\ b", &e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_backslash_may_end_a_line),
        TEST(brackets_of_numbers_are_a_list_where_the_text_is_no_plain_lua),
        TEST(every_rule_of_the_grammar_walk_holds),
        TEST(a_method_call_in_a_subscript_leaves_a_note),
        TEST(a_method_call_outside_a_subscript_leaves_none),
        TEST(a_long_string_that_looks_like_brackets_leaves_a_note),
        TEST(only_what_lua_has_not_counts_as_an_extension),
        TEST(the_name_np_is_noticed),
    };
    return RUN_TESTS(tests);
}
