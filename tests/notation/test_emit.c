/* The emission table, the two contexts of a comparison, and the value of an answer. */
#include "translated.h"

static void comparisons_in_conditions_stay_native_where_lua_decides_the_same(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "if a < b then end", "if a < b then end" },
        { "while a >= b do end", "while a >= b do end" },
        { "repeat until a > 1", "repeat until a > 1" },
        { "if a then elseif a < 1 then end", "if __nd.tr(a) then elseif a < 1 then end" },
        { "if a == b then end", "if __nd.teq(a, b) then end" },
        { "if a ~= \"x\" then end", "if __nd.tne(a, \"x\") then end" },
        { "if a == nil or b ~= false then end", "if a == nil or b ~= false then end" },
        { "if not (a == b) then end", "if not (__nd.teq(a, b)) then end" },
        { "x = not (a < b)", "x = not (a < b)" },
        { "x = a > b and 1 or 0", "x = a > b and 1 or 0" },
        { "x = a == b and c", "x = __nd.teq(a, b) and c" },
        { "x = c and a > b", "x = __nd.tr(c) and __nd.gt(a, b)" },
        { "x = c and a or b", "x = __nd.tr(c) and a or b" },
        { "x = (c and a) or b", "x = (__nd.tr(c) and a) or b" },
        { "x = a or b", "x = __nd.tr(a) or b" },
        { "if a or b then end", "if __nd.tr(a) or __nd.tr(b) then end" },
        { "if (f(x)) then end", "if (__nd.tr(f(x))) then end" },
        { "if a + b then end", "if __nd.tr(a + b) then end" },
        { "if 1 then end if \"\" then end if {} then end if #a then end", "if 1 then end if \"\" then end if {} then end if #a then end" },
        { "while True do end", "while True do end" },
        { "if a[0, 1] then end", "if __nd.tr(__nd.get(a,\"ii\",0,1)) then end" },
        { "if(a)==(b)then end", "if __nd.teq((a),(b))then end" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

static void comparisons_of_values_are_calls_unless_both_are_numbers(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "x = a < b", "x = __nd.lt(a, b)" },
        { "x = a <= b", "x = __nd.le(a, b)" },
        { "x = a > b", "x = __nd.gt(a, b)" },
        { "x = a >= b", "x = __nd.ge(a, b)" },
        { "x = a == b", "x = __nd.eq(a, b)" },
        { "x = a ~= b", "x = __nd.ne(a, b)" },
        { "x = a > 0", "x = __nd.gt(a, 0)" },
        { "x = #a > 0", "x = #a > 0" },
        { "x = 1 + 2 == -3", "x = 1 + 2 == -3" },
        { "for i = 1, 2 do x = i % 2 == 0 end", "for i = 1, 2 do x = i % 2 == 0 end" },
        { "for i = 1, 2 do i = a x = i == 0 end", "for i = 1, 2 do i = a x = __nd.eq(i, 0) end" },
        { "for i = 1, 2 do i += 1 x = i == 0 end", "for i = 1, 2 do i = __nd.iadd(i, 1) x = __nd.eq(i, 0) end" },
        { "for i = 1, 2 do end x = i == 0", "for i = 1, 2 do end x = __nd.eq(i, 0)" },
        { "x = 2j == 1", "x = __nd.eq(__nd.j(2), 1)" },
        { "f(a > b, a == b)", "f(__nd.gt(a, b), __nd.eq(a, b))" },
        { "b[b > 5] = 0", "b[__nd.gt(b, 5)] = 0" },
        { "return a == b", "return __nd.eq(a, b)" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

static void locals_that_can_be_no_array_are_compared_natively(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "local x = 1 while x ~= 1 do x = x // 2 end", "local x = 1 while x ~= 1 do x = x // 2 end" },
        { "local x x = 5 if x == 5 then x = \"s\" end", "local x x = 5 if x == 5 then x = \"s\" end" },
        { "local x, y = 1 y = x == 2", "local x, y = 1 y = x == 2" },
        { "local t = {} t[1] = true if t[1] then t.x = 2 > 1 end", "local t = {} t[1] = true if t[1] then t.x = 2 > 1 end" },
        { "local t = {} for i = 1, #t do if t[i] == 1 then end end", "local t = {} for i = 1, #t do if t[i] == 1 then end end" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

static void locals_that_could_be_arrays_are_not(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "local x = 1 x = x + y z = x == 1", "local x = 1 x = x + y z = __nd.eq(x, 1)" },
        { "local x = 1 z = x == 1 x = f()", "local x = 1 z = __nd.eq(x, 1) x = f()" },
        { "local x = 1 local y = x local w = y x = f() z = w == 1", "local x = 1 local y = x local w = y x = f() z = __nd.eq(w, 1)" },
        { "local x = 1 function g() x = f() end z = x == 1", "local x = 1 function g() x = f() end z = __nd.eq(x, 1)" },
        { "local x = 1 function x() end z = x == 1", "local x = 1 function x() end z = __nd.eq(x, 1)" },
        { "local x, y = f() z = y == 1", "local x, y = __nd.un(2,f()) z = __nd.eq(y, 1)" },
        { "local x, y = 1, f() local a, b, c = 1, f() z = c == 1", "local x, y = 1, f() local a, b, c = 1, f() z = __nd.eq(c, 1)" },
        { "local x, y = ... z = x == 1", "local x, y = __nd.un(2,...) z = __nd.eq(x, 1)" },
        { "local x = 1 x += y z = x == 1", "local x = 1 x = __nd.iadd(x, y) z = __nd.eq(x, 1)" },
        { "local x = 1 x = y = f() z = x == 1", "local x = 1 x, y = __nd.same(2,f()) z = __nd.eq(x, 1)" },
        { "local x = 1 (x,) = f() z = x == 1", "local x = 1 ; x  = __nd.un(1,f()) z = __nd.eq(x, 1)" },
        { "for v in y do z = v == 1 end", "for v in __nd.it(y) do z = __nd.eq(v, 1) end" },
        { "function f(x) z = x == 1 end", "function f(x) z = __nd.eq(x, 1) end" },
        { "local t = {} t[1] = y z = t[1] == 1", "local t = {} t[1] = y z = __nd.eq(t[1], 1)" },
        { "local t = {} f(t) z = t[1] == 1", "local t = {} f(t) z = __nd.eq(t[1], 1)" },
        { "local t = {} local u = t z = t[1] == 1", "local t = {} local u = t z = __nd.eq(t[1], 1)" },
        { "local t = {} t:m() z = t[1] == 1", "local t = {} t:m() z = __nd.eq(t[1], 1)" },
        { "local t = {} return t, t[1] == 1", "local t = {} return t, __nd.eq(t[1], 1)" },
        { "local t = {y} z = t[1] == 1", "local t = {y} z = __nd.eq(t[1], 1)" },
        { "local t = y z = t[1] == 1", "local t = y z = __nd.eq(t[1], 1)" },
        { "local t = {} function t.x() end z = t.x == 1", "local t = {} function t.x() end z = __nd.eq(t.x, 1)" },
        { "local t = {} t[1] += y z = t[1] == 1", "local t = {} do local __nd_b,__nd_k=t,1 __nd_b[__nd_k]=__nd.iadd(__nd_b[__nd_k], y) end z = __nd.eq(t[1], 1)" },
        { "local t = {} t[1:2] = y z = t[1] == 1", "local t = {} __nd.set(t,\"s\",y,1,2,nil) z = __nd.eq(t[1], 1)" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

static void a_subscript_that_is_assigned_to_is_one_call(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "a[i, j] = v", "__nd.set(a,\"ii\",v,i,j)" },
        { "a[1:3] = b[0, 1]", "__nd.set(a,\"s\",__nd.get(b,\"ii\",0,1),1,3,nil)" },
        { "a[:, ::2][0] = 1", "__nd.get(a,\"ss\",nil,nil,nil,nil,nil,2)[0] = 1" },
        { "a[0][1:2] = 1", "__nd.set(a[0],\"s\",1,1,2,nil)" },
        { "a[()] = 1", "__nd.set(a,\"\",1)" },
        { "a[..., None] = 1", "__nd.set(a,\"en\",1)" },
        { "a[1:3] = 1, 2", "__nd.set(a,\"s\",__nd.t(1, 2),1,3,nil)" },
        { "a[x > 1, y == 2] = z < 3", "__nd.set(a,\"ii\",__nd.lt(z, 3),__nd.gt(x, 1),__nd.eq(y, 2))" },
        { "a[0:1], b[2] = 3, 4", "a[__nd.K(\"s\",0,1,nil)], b[2] = 3, 4" },
        { "a[1:\n3] = b", "a[__nd.K(\"s\",1,\n3,nil)] = b" },
        { "a[f(function() b[0:1] = 2 end), 1] = 3", "__nd.set(a,\"ii\",3,f(function() __nd.set(b,\"s\",2,0,1,nil) end),1)" },
        { "a[None] = 1", "a[None] = 1" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

static void compound_assignment_evaluates_its_place_once(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "x += e", "x = __nd.iadd(x, e)" },
        { "t[k] *= e", "do local __nd_b,__nd_k=t,k __nd_b[__nd_k]=__nd.imul(__nd_b[__nd_k], e) end" },
        { "t.f -= e", "do local __nd_b,__nd_k=t,\"f\" __nd_b[__nd_k]=__nd.isub(__nd_b[__nd_k], e) end" },
        { "f(x).y[g(z)] /= e", "do local __nd_b,__nd_k=f(x).y,g(z) __nd_b[__nd_k]=__nd.idiv(__nd_b[__nd_k], e) end" },
        { "a[1:3] += e", "__nd.aug(a,\"add\",\"s\",e,1,3,nil)" },
        { "a[0, 1] //= e", "__nd.aug(a,\"floordiv\",\"ii\",e,0,1)" },
        { "a[[0,0]] += 1", "do local __nd_b,__nd_k=a,__nd.L(0,0) __nd_b[__nd_k]=__nd.iadd(__nd_b[__nd_k], 1) end" },
        { "a[...] += 1", "__nd.aug(a,\"add\",\"v\",1,...)" },
        { "a[1:\n3] += e", "do local __nd_b,__nd_k=a,__nd.K(\"s\",1,\n3,nil) __nd_b[__nd_k]=__nd.iadd(__nd_b[__nd_k], e) end" },
        { "t[1]+=(2)x=3", "do local __nd_b,__nd_k=t,1 __nd_b[__nd_k]=__nd.iadd(__nd_b[__nd_k],(2)) end x=3" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

static void one_value_for_several_names_is_unpacked(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "x, y = e", "x, y = __nd.un(2,e)" },
        { "local r, c = a.shape", "local r, c = __nd.un(2,a.shape)" },
        { "local a, b = ...", "local a, b = __nd.un(2,...)" },
        { "x, y = 1, 2", "x, y = 1, 2" },
        { "local x, y = {}", "local x, y = {}" },
        { "for v in e do end", "for v in __nd.it(e) do end" },
        { "for k, v in pairs(t) do end", "for k, v in __nd.its(2,pairs(t)) do end" },
        { "for k, v in next, t do end", "for k, v in __nd.its(2,next, t) do end" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

static void one_value_goes_to_every_name_of_a_chain(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "x = y = e", "x, y = __nd.same(2,e)" },
        { "fig, (a, b) = f()", "fig,  a, b  = __nd.nest(\"x(xx)\",f())" },
        { "x, ((a, b), c,), t.y = 1, e, 3", "x,   a, b , c  , t.y = __nd.nest(\"x((xx)x)x\",1, e, 3)" },
        { "x = t.y = a[1:2] = f(z)", "x, t.y, a[__nd.K(\"s\",1,2,nil)] = __nd.same(3,f(z))" },
        { "(x, y) = e", " x, y  = __nd.un(2,e)" },
        { "[x, y] = e", " x, y  = __nd.un(2,e)" },
        { "(x,) = e", " x  = __nd.un(1,e)" },
        { "(x, y) = 1, 2", " x, y  = 1, 2" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
    ALL_BECOME(NOTATION_ANSWER, ((const pair[]){ { "x = y = 1", "x, y = __nd.same(2,1) return __nd.last(function() return x end)" } }));
    err e;
    refused("x = y = 1, 2", &e);
    assert_string_equal(e.text, "a tuple stands in parentheses here");
    refused("x = 1 = 2", &e);
    assert_string_equal(e.text, "cannot assign to this");
    refused("f\n(x, y) = e", &e);
    assert_string_equal(e.text, "this bracket goes on with the line before it");
}

static void a_plus_sign_may_stand_before_a_value(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "x = +1", "x =  1" },
        { "x = +a", "x = __nd.pos(a)" },
        { "x = 2 * +a[1:2]", "x = 2 * __nd.pos(__nd.get(a,\"s\",1,2,nil))" },
        { "x = [+1, -1]", "x = __nd.L( 1, -1)" },
        { "x = -+a", "x = -__nd.pos(a)" },
        { "if +a then end", "if __nd.tr(__nd.pos(a)) then end" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
    err e;
    refused("++i", &e);
    refused("i++\nx = 2", &e);
    refused("x = i++", &e);
}

static void words_that_come_together_stay_apart(void **state) {
    (void)state;
    notation_out o;
    notation_failure f;
    err e;
    assert_int_equal(notation_translate("if(a)==b then return[1]end", 26, NOTATION_PROGRAM, &o, &f, &e), ERR_OK);
    assert_non_null(strstr(o.lua, "if __nd.teq("));
    assert_non_null(strstr(o.lua, "return __nd.L(1)end"));
    notation_free(&o);
    assert_int_equal(notation_translate("f(a -# b\nc)", 11, NOTATION_PROGRAM, &o, &f, &e), ERR_OK);
    assert_non_null(strstr(o.lua, "f(a - --  b\nc)"));
    notation_free(&o);
}

static void expressions_alone_are_evaluated_and_dropped(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "a + b", "__nd.x(a + b)" },
        { "a, b", "__nd.x(a, b)" },
        { "f(x)", "f(x)" },
        { "a.sort()", "__nd.m(a,\"sort\")()" },
        { "[1, 2]", "__nd.x(__nd.L(1, 2))" },
        { "if c then a + 1 end", "if __nd.tr(c) then __nd.x(a + 1) end" },
        { "y\n(a, b)", "y\n(a, b)" },
        { "a; b", "__nd.x(a); __nd.x(b)" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
    err e;
    refused("a b", &e);
    assert_string_equal(e.text, "unexpected symbol near 'b'");
}

static void an_answer_is_its_last_expression_else_its_last_assignment(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "a / b", "return __nd.last(nil,a / b)" },
        { "a, b", "return __nd.last(nil,a, b)" },
        { "x = 1\na / b -- c", "x = 1\nreturn __nd.last(function() return x end,a / b) -- c" },
        { "x = 1", "x = 1 return __nd.last(function() return x end)" },
        { "x, y = 1, 2;", "x, y = 1, 2; return __nd.last(function() return x,y end)" },
        { "a[0:1] = 2", "__nd.set(a,\"s\",2,0,1,nil) return __nd.last(function() return a end)" },
        { "a.b[0] += 2", "do local __nd_b,__nd_k=a.b,0 __nd_b[__nd_k]=__nd.iadd(__nd_b[__nd_k], 2) end return __nd.last(function() return a end)" },
        { "local x = 1", "local x = 1 return __nd.last(function() return x end)" },
        { "local x = 1 do local x = 2 end", "local x = 1 do local x = 2 end return __nd.last(function() return x end)" },
        { "y = 1 do local x = 2 end", "y = 1 do local x = 2 end return __nd.last(function() return y end)" },
        { "y = 1 local y", "y = 1 local y" },
        { "function f() x = 1 end", "function f() x = 1 end return __nd.last(function() return f end)" },
        { "if c then x = 1 end", "if __nd.tr(c) then x = 1 end return __nd.last(function() return x end)" },
        { "print(x)", "return __nd.last(nil,print(x))" },
        { "x = 1\nprint(x)", "x = 1\nreturn __nd.last(function() return x end,print(x))" },
        { "x = 1 return 5", "x = 1 return 5" },
        { "x = 1\n-- end", "x = 1 return __nd.last(function() return x end)\n-- end" },
        { "x = 1 # end", "x = 1 return __nd.last(function() return x end) -- end" },
        { "a + b;; -- c", "return __nd.last(nil,a + b)   -- c" },
        { "a ~= b", "return __nd.last(nil,__nd.ne(a, b))" },
        { "goto l local x = 1 ::l::", "goto l local x = 1 ::l::" },
        { "", "" },
    };
    ALL_BECOME(NOTATION_ANSWER, pairs);
}

static void a_prompt_returns_a_last_expression_and_no_assignment(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "a + b", "return a + b" },
        { "f(x)", "return f(x)" },
        { "x = 1", "x = 1" },
        { "x = 1; x", "x = 1; return x" },
    };
    ALL_BECOME(NOTATION_PROMPT, pairs);
}

static void import_lines_are_taken_away(void **state) {
    (void)state;
    static const pair pairs[] = {
        { "import numpy as np\nx = 1", "\nx = 1" },
        { "import matplotlib.pyplot as plt", "" },
        { "from x import (a,\nb)\ny = 1", "\n\ny = 1" },
        { "import numpy as num", "num=np;" },
        { "import numpy.linalg as la", "la=np.linalg;" },
        { "import matplotlib.pyplot as p", "p=plt;" },
        { "from matplotlib import pyplot as plt", "" },
        { "from matplotlib import pyplot", "pyplot=plt;" },
        { "from matplotlib.pyplot import plot, show as s", "plot=plt.plot;s=plt.show;" },
        { "from numpy import array, zeros as z", "array=np.array;z=np.zeros;" },
        { "from numpy.random import *", "" },
        { "import = 1 from = import", "import = 1 from = import" },
    };
    ALL_BECOME(NOTATION_PROGRAM, pairs);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(comparisons_in_conditions_stay_native_where_lua_decides_the_same),
        TEST(comparisons_of_values_are_calls_unless_both_are_numbers),
        TEST(locals_that_can_be_no_array_are_compared_natively),
        TEST(locals_that_could_be_arrays_are_not),
        TEST(a_subscript_that_is_assigned_to_is_one_call),
        TEST(compound_assignment_evaluates_its_place_once),
        TEST(one_value_for_several_names_is_unpacked),
        TEST(one_value_goes_to_every_name_of_a_chain),
        TEST(a_plus_sign_may_stand_before_a_value),
        TEST(words_that_come_together_stay_apart),
        TEST(expressions_alone_are_evaluated_and_dropped),
        TEST(an_answer_is_its_last_expression_else_its_last_assignment),
        TEST(a_prompt_returns_a_last_expression_and_no_assignment),
        TEST(import_lines_are_taken_away),
    };
    return RUN_TESTS(tests);
}
