/* tests/bind/test_runtime.c: what only the translated text does: values in numbers' clothes, methods, selections. */
#include "groups.h"

static void numbers_carry_scalar_methods(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.array([1.234, 2.345])\n"
         "print(a.mean().round(2), a.sum().item(), a[0].dtype)",
         "1.79 3.579 float64\n"},
        {"x = 5\n"
         "print(x.foo)",
         "error: attempt to index a number value (field 'foo')\n"},
        {"x = 5\n"
         "print(x[1])",
         "error: attempt to index a number value\n"},
        {"x = 2.5\n"
         "print(x:round(), x.ndim, (3 > 2):any())",
         "2.0 0 True\n"},
    };
    RUN_GROUPS(groups);
}

static void methods_of_other_values_are_plain_fields(void **state) {
    (void)state;
    static const group groups[] = {
        {"t = {sum = function(a) return a end, copy = function() return \"copied\" end}\n"
         "print(t.sum(4), t.copy())",
         "4 copied\n"},
        {"t = {}\n"
         "t.sum(1)",
         "error: attempt to call a nil value (field 'sum')\n"},
        {"t = nil\n"
         "t.sum(1)",
         "error: attempt to index a nil value\n"},
        {"print((\"x\"):rep(3), string.format(\"%d\", 3), table.concat({1, 2}, \"-\"), math.max(1, 2))",
         "xxx 3 1-2 2\n"},
    };
    RUN_GROUPS(groups);
}

static void varargs_and_ellipsis(void **state) {
    (void)state;
    static const group groups[] = {
        {"function f(...) local t = {10, 20} return t[...] end\n"
         "function g(...) local a = np.arange(3) return a[...] end\n"
         "print(f(2), g(), g(1))",
         "20 [0 1 2] 1\n"},
    };
    RUN_GROUPS(groups);
}

static void long_strings_and_lists(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(5)\n"
         "f = function(x) return \"called \" .. x end\n"
         "print(a[[0, 2]], f[[0, 2]])",
         "[0 2] called 0, 2\n"},
    };
    RUN_GROUPS(groups);
}

static void slices_of_anything_once(void **state) {
    (void)state;
    static const group groups[] = {
        {"count = 0\n"
         "function get() count += 1 return np.zeros(3) end\n"
         "get()[0:2] += 1\n"
         "t = {n = 1}\n"
         "function tt() count += 1 return t end\n"
         "tt().n += 5\n"
         "print(count, t.n)",
         "2 6\n"},
    };
    RUN_GROUPS(groups);
}

static void imaginary_numbers_are_pythons(void **state) {
    (void)state;
    static const group groups[] = {
        {"x = 2j\n"
         "print(x, 1 + x, x * x, [x, -x], 1.5e3j)",
         "2j (1+2j) (-4+0j) [2j, (-0-2j)] 1500j\n"},
    };
    RUN_GROUPS(groups);
}

static void tuples_as_keys_and_swaps(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(4)\n"
         "a[0], a[3] = a[3], a[0]\n"
         "i, a[1] = 7, 9\n"
         "print(a, i)",
         "[3 9 2 0] 7\n"},
        {"a = np.arange(6).reshape(2, 3)\n"
         "a[0, :], x = np.array([7, 8, 9]), 5\n"
         "print(a, x)",
         "[[7 8 9]\n"
         " [3 4 5]] 5\n"},
    };
    RUN_GROUPS(groups);
}

static void warnings_do_not_stop(void **state) {
    (void)state;
    static const group groups[] = {
        {"print(np.array([1.0, 0.0]) / 0)",
         "[inf nan]\n"},
    };
    RUN_GROUPS(groups);
}

static void plain_lua_keeps_its_meaning(void **state) {
    (void)state;
    static const group groups[] = {
        {"local t = setmetatable({}, {__index = function(_, k) return k .. \"!\" end, __call = function(_, x) return x * 2 end})\n"
         "print(t.abc, t(4), #\"abc\", 10 // 3, 7 % -3, \"a\" .. 1, not nil, 1 == 1.0, \"1\" + 2)\n"
         "goto done\n"
         "print(\"skipped\")\n"
         "::done::\n"
         "local ok, e = pcall(error, {code = 5})\n"
         "print(ok, e.code, select(\"#\", nil, nil), type(t), tostring(2.0), string.format(\"%s\", 1.5))",
         "abc! 8 3 3 -2 a1 True True 3\n"
         "False 5 2 table 2.0 1.5\n"},
    };
    RUN_GROUPS(groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(numbers_carry_scalar_methods),
        TEST(methods_of_other_values_are_plain_fields),
        TEST(varargs_and_ellipsis),
        TEST(long_strings_and_lists),
        TEST(slices_of_anything_once),
        TEST(imaginary_numbers_are_pythons),
        TEST(tuples_as_keys_and_swaps),
        TEST(warnings_do_not_stop),
        TEST(plain_lua_keeps_its_meaning),
    };
    return RUN_TESTS(tests);
}
