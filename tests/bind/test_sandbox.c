/* tests/bind/test_sandbox.c: what an answer can reach, and that the ways out are shut. */
#include "groups.h"

/* The globals, sorted: a new name in an answer's world must be put here on purpose. */
static const char *const reachable[] = {
    "BytesIO", "Ellipsis", "False", "None", "StringIO", "TemporaryFile", "True", "_G", "_VERSION", "abs", "all", "any", "assert", "bool", "bytes", "collectgarbage", "complex", "coroutine", "enumerate", "error",
    "float", "getmetatable", "int", "ipairs", "isinstance", "len", "list", "load", "ma", "math", "max", "min", "next", "np", "numpy", "pairs",
    "pcall", "plt", "print", "range", "rawequal", "rawget", "rawlen", "rawset", "reversed", "round", "select", "setmetatable", "sorted", "str",
    "string", "sum", "table", "tonumber", "tostring", "tuple", "type", "utf8", "xpcall", "zip",
};

typedef struct expected { size_t next; bool same; } expected;

static void check_name(const char *name, void *user) {
    expected *e = user;
    size_t    n = sizeof reachable / sizeof *reachable;
    if (e->next >= n || strcmp(reachable[e->next], name)) {
        if (e->same) print_error("expected %s, found %s\n", e->next < n ? reachable[e->next] : "no more", name);
        e->same = false;
    }
    e->next++;
}

static void the_globals_of_a_sandbox_are_these(void **state) {
    (void)state;
    bind_options o = {.sandbox = true};
    expected     e = {0, true};
    bind_state  *s = bind_open(&o, NULL);
    assert_non_null(s);
    bind_names(s, "", "", check_name, &e);
    bind_close(s);
    assert_true(e.same);
    assert_int_equal(e.next, sizeof reachable / sizeof *reachable);
}

static void ways_out_are_shut(void **state) {
    (void)state;
    static const group groups[] = {
        {"print(io, os, package, debug, require, dofile, loadfile, warn)", "nil nil nil nil nil nil nil nil\n"},
        {"print(string.dump, coroutine.close)", "nil nil\n"},
        {"print(load('\\27Lua'))", "nil attempt to load a binary chunk (mode is 't')\n"},
        {"print(load('\\27Lua', 'x', 'b'))", "nil attempt to load a binary chunk (mode is 't')\n"},
        {"print(load('return 1 + 1')(), load('return x', 'n', 't', {x = 5})())", "2 5\n"},
        {"print(getmetatable(''), getmetatable(np.zeros(1)), getmetatable([1]), getmetatable((1, 2)), getmetatable(np.int64), getmetatable(np.add))",
         "False False False False False False\n"},
        {"print(getmetatable(np), getmetatable(np.zeros(1).flags), getmetatable(None), getmetatable(5))", "False False False nil\n"},
        {"print(pcall(setmetatable, np.zeros(1), {}))", "False bad argument #1 to 'setmetatable' (table expected, got numpy.ndarray)\n"},
        {"print(pcall(setmetatable, np, {}))", "False cannot change a protected metatable\n"},
        {"setmetatable({}, {__gc = function() print('finalizer') end})\ncollectgarbage()\nfor i = 1, 1000 do local t = {{}, {}} end\nprint('end')", "end\n"},
        {"m = {__gc = 5, __index = {x = 7}}\nt = setmetatable({}, m)\nprint(t.x, m.__gc)", "7 5\n"},
        {"print(math.type(collectgarbage('count')))", "float\n"},
    };
    RUN_GROUPS(groups);
}

static void a_foreign_self_is_a_type_error(void **state) {
    (void)state;
    static const group groups[] = {
        {"for _, name in ipairs({'sum', 'reshape', 'sort', 'fill', 'astype', 'item', 'tolist', 'copy', 'view', 'resize', 'put'}) do\n"
         "    local f = np.zeros(3)[name]\n"
         "    for _, x in ipairs({[], (1,), None, np.int64, np.add, np.zeros(1).dtype, np.zeros(1).flags, print, {}}) do\n"
         "        pcall(f, x, x, x)\n"
         "        pcall(f)\n"
         "    end\n"
         "end\n"
         "print('alive')",
         "alive\n"},
        {"a = np.zeros(3)\n"
         "for name, f in pairs(np) do\n"
         "    if type(f) ~= 'table' and name ~= 'seterr' and name ~= 'explain' then\n"
         "        for _, x in ipairs({[], None, np.int64, np.add, a.dtype, a.flags, {}, 'x', 2.5, -1}) do\n"
         "            pcall(f, x)\n"
         "            pcall(f, x, x)\n"
         "            pcall(f, a, x)\n"
         "            pcall(f, x, a, x)\n"
         "        end\n"
         "    end\n"
         "end\n"
         "print('alive')",
         "alive\n"},
    };
    RUN_GROUPS(groups);
}

static void outside_a_sandbox_there_are_files(void **state) {
    (void)state;
    bind_options o = {.sandbox = false};
    bind_problem p;
    const char  *text = "assert(io.open and os.time and not debug and not package)";
    bind_state  *s = bind_open(&o, NULL);
    assert_non_null(s);
    bool ok = bind_run(s, "program", text, strlen(text), NOTATION_PROGRAM, &p);
    bind_close(s);
    assert_true(ok);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_globals_of_a_sandbox_are_these),
        TEST(ways_out_are_shut),
        TEST(a_foreign_self_is_a_type_error),
        TEST(outside_a_sandbox_there_are_files),
    };
    return RUN_TESTS(tests);
}
