/* tests/bind/test_names_np.c: functions of np that few texts use, most of them loaded when first asked for.
 *
 * scripts/golden/bind_names.py had each program run by Python with NumPy 2.4. */
#include "bind/groups.h"

static const group programs[] = {
#include "golden/bind_names.inc"
};

static void programs_print_what_python_prints(void **state) {
    (void)state;
    RUN_GROUPS(programs);
}

static const group own[] = {
    {"np.blok", "AttributeError: module 'numpy' has no attribute 'blok'\n"},
    {"print(np.common_type(np.arange(2, dtype=np.float32)), np.common_type(np.arange(2), np.array([1j])))", "<class 'numpy.float32'> <class 'numpy.complex128'>\n"},
    {"np.pad([1, 2], 2, function(v, w, axis) v[:w[0]] = 7 end)", ""},
    {"print(np.pad(np.array([1, 2]), 2, function(v, w, axis)\n v[:w[0]] = 7\n v[-w[1]:] = 8\nend))", "[7 7 1 2 8 8]\n"},
};

/* for and while are written the Lua way. */
static const group loops[] = {
    {"for x in np.nditer(np.arange(6).reshape(2, 3).T) do print(x) end", "0\n1\n2\n3\n4\n5\n"},
    {"a = np.arange(4).reshape(2, 2)\nfor x in np.nditer(a, op_flags=['readwrite']) do x[...] = 2 * x end\nprint(a)", "[[0 2]\n [4 6]]\n"},
    {"for x, y in np.nditer([np.array([[1], [2]]), np.arange(2)]) do print(x, y) end", "1 0\n1 1\n2 0\n2 1\n"},
    {"for x in np.nditer(np.arange(6).reshape(2, 3), flags=['external_loop'], order='F') do print(x) end", "[0 3 1 4 2 5]\n"},
    {"it = np.nditer(np.arange(4).reshape(2, 2), flags=['multi_index'])\nwhile not it.finished do\n io = it.multi_index\n it.iternext()\nend\nprint(io)", "(1, 1)\n"},
    {"for u, v in np.broadcast([1, 2], [[3], [4]]) do print(u, v) end", "1 3\n2 3\n1 4\n2 4\n"},
    {"for x in np.nditer(np.arange(3)) do x[...] = 1 end", "ValueError: assignment destination is read-only\n"},
    {"np.testing.assert_equal([1, 2], [1, 3])", "AssertionError: \nItems are not equal:\n\n ACTUAL: 2\n DESIRED: 3\n"},
};

static void arrays_are_walked(void **state) {
    (void)state;
    RUN_GROUPS(loops);
}

/* Warnings are text that the harness drops: an ignored one is not even made. */
static const group settings[] = {
    {"print(np.geterr().divide, np.geterr().under)", "warn ignore\n"},
    {"old = np.seterr(divide='ignore')\nprint(old.divide, np.geterr().divide, np.geterr().invalid)", "warn ignore warn\n"},
    {"np.seterr(all='warn')\nprint(np.geterr().divide)", "warn\n"},
    {"np.seterr(divide='foo')", "ValueError: invalid error mode 'foo'\n"},
    {"np.seterr(all='raise')", "NotImplementedError: seterr: mode 'raise' is not supported: 'warn' and 'ignore' are\n"},
};

static size_t warnings;

static void count_warning(void *user, const char *category, const char *text) { (void)user, (void)category, (void)text, warnings++; }

static void what_is_ignored_gives_no_warning(void **state) {
    (void)state;
    bind_options options = {.sandbox = true, .warn = count_warning};
    bind_problem p;
    bind_state  *s = bind_open(&options, NULL);
    static const struct { const char *text; size_t warned; } steps[] = {
        {"np.array([1.0]) / 0", 1}, {"np.seterr(divide='ignore')\nx = np.array([1.0]) / 0", 0}, {"x = np.array([0.0]) / 0", 1},
        {"np.seterr(invalid='ignore')\nx = np.array([0.0]) / 0", 0}, {"np.seterr(all='warn')\nx = np.array([1.0]) / 0", 1},
    };
    RUN_GROUPS(settings);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        warnings = 0;
        assert_true(bind_run(s, "step", steps[i].text, strlen(steps[i].text), NOTATION_PROGRAM, &p));
        assert_int_equal(warnings, steps[i].warned);
    }
    bind_close(s);
}

static void what_has_no_twin_in_python_works_too(void **state) {
    (void)state;
    RUN_GROUPS(own);
}

/* What a text puts into np and the globals does not reach the functions that are loaded later. */
static const group guarded[] = {
    {"np.concatenate = nil\nnp.asarray = nil\nprint(np.block([1, 2]))", "[1 2]\n"},
    {"string.rep = nil\nmath = nil\nprint(np.binary_repr(3, 5))", "00011\n"},
};

static void loaded_functions_have_their_own_np(void **state) {
    (void)state;
    RUN_GROUPS(guarded);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(programs_print_what_python_prints),
        TEST(arrays_are_walked),
        TEST(what_is_ignored_gives_no_warning),
        TEST(what_has_no_twin_in_python_works_too),
        TEST(loaded_functions_have_their_own_np),
    };
    return RUN_TESTS(tests);
}
