/* tests/bind/test_masked.c: np.ma as a part of the program: loaded late, out of a text's reach, and
 * known to everything that knows arrays. */
#include "bind/groups.h"

static const group tampering_groups[] = {
    {"local m = np.ma.array({1, 2, 3}, {mask={0, 1, 0}})\n"
     "type, pairs, ipairs, select, pcall, setmetatable, table, math, string = nil\n"
     "np.where, np.array, np.logical_or, np.copyto = nil\n"
     "print(m + 1, m:sum(), np.ma.masked_where({0, 1}, {1, 2}), np.ma.median(m), m > 1, m:sort())",
     "[2 -- 4] 4 [1 --] 2.0 [False -- True]\n"},
};

static const group sandbox_groups[] = {
    {"print(getmetatable(np.ma.array({1})), pcall(setmetatable, np.ma.array({1}), {}))",
     "False False bad argument #1 to 'setmetatable' (table expected, got MaskedArray)\n"},
    {"for k in pairs(np.ma) do assert(k ~= 'of' and k ~= 'box' and k ~= 'part', k) end\nprint(rawget(np.ma, 'of'), rawget(np.ma, 'nd'))", "nil nil\n"},
    {"np.ma.add.reduce = 1", "TypeError: Masked version of <ufunc 'add'> cannot be changed\n"},
    {"print(pcall(function() return np.ma.add.x end))", "True nil\n"},
};

static const group first_use_groups[] = {
    {"print(np.sum(np.ma.array([1, 2, 3], mask=[0, 1, 0])))", "4\n"},
    {"import numpy.ma as ma\nprint(ma.array([1, 2], mask=[0, 1]), np.ma, ma.masked)", "[1 --] <module 'numpy.ma'> --\n"},
};

static const group everywhere_groups[] = {
    {"m = np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]])\n"
     "for row in m do print(row) end\n"
     "a, b = m\n"
     "print(a, b, #m, len(m), m[..., 0], m[0, 1], m[-1], m[:, ::-1], m[None].shape)\n"
     "m[..., 0] += 1\n"
     "m[0] -= 1\n"
     "print(m, m.data, m.T, list(m[0]), sum(m[1]), max(m[1]))",
     "[1 --]\n[3 4]\n[1 --] [3 4] 2 2 [1 3] -- [3 4] [[-- 1]\n [4 3]] (1, 2, 2)\n"
     "[[1 --]\n [4 4]] [[1 2]\n [4 4]] [[1 4]\n [-- 4]] [1, masked] 8 4\n"},
    {"m = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "x = np.array([10, 20, 30])\n"
     "x[m > 0] = m\n"
     "print(x, x[m], m:sum(), m:gt(1), m[{0, 1}], m['0:2'])",
     "IndexError: index 3 is out of bounds for axis 0 with size 3\n"},
    {"m = np.ma.array([1, 0, 2], mask=[0, 1, 0])\n"
     "x = np.array([10, 20, 30])\n"
     "print(x[m], m:sum(), m:gt(1), m[{0, 1}], m['0:2'], x * m, (1, 2, 3) + m, [1, 2, 3] * m)",
     "[20 10 30] 3 [False -- True] [1 --] [1 --] [10 -- 60] [2 -- 5] [1 -- 6]\n"},
    {"m = np.ma.array([1.0], mask=[0])\nif m > 0 then print('yes') end\nif not (m < 0) then print('no') end\nif m then print('true') end\nprint(m == 1 and 2 or 3)",
     "yes\nno\ntrue\n2\n"},
    {"print(isinstance(np.ma.array([1]), np.ma.MaskedArray), isinstance(np.ma.array([1]), np.ndarray), isinstance(np.array([1]), np.ma.MaskedArray), np.ma.MaskedArray)",
     "True True False <class 'numpy.ma.MaskedArray'>\n"},
    {"m = np.ma.array([1, 2], mask=[0, 1])\nprint(m.foo)", "AttributeError: 'MaskedArray' object has no attribute 'foo'\n"},
    {"print(np.ma.aray)", "AttributeError: module 'numpy.ma' has no attribute 'aray'\n"},
    {"print(np.ma.array([1, 2], mask=[0, 1]) + 'x')", "UFuncTypeError: ufunc 'add' did not contain a loop with signature matching types (dtype('int64'), dtype('<U1')) -> None\n"},
};

static void texts_cannot_reach_into_the_prelude(void **state) {
    (void)state;
    RUN_GROUPS(tampering_groups);
    RUN_GROUPS(sandbox_groups);
}

static void the_first_use_may_be_anywhere(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof first_use_groups / sizeof *first_use_groups; i++) run_groups(&first_use_groups[i], 1);
}

static void whatever_takes_an_array_takes_a_masked_one(void **state) {
    (void)state;
    RUN_GROUPS(everywhere_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(texts_cannot_reach_into_the_prelude),
        TEST(the_first_use_may_be_anywhere),
        TEST(whatever_takes_an_array_takes_a_masked_one),
    };
    return RUN_TESTS(tests);
}
