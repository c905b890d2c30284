/* The commands as a person types them: what they print and how they end. */
#include "harness.h"

#include "program.h"

static const struct run { const char *name, *args, *input; int code; const char *says; } runs[] = {
    {"a right answer passes", "grade C6 -", "arr[arr > limit]\n", 0, "PASS"},
    {"a wrong answer says why", "grade C6 -", "arr[arr >= limit]\n", 1, "Values equal to the limit are not above it"},
    {"a call that gives nothing says why", "grade C6 -", "arr:sort()\n", 1, "in place"},
    {"a loop without end is out of time", "grade C6 -", "while true do end\n", 1, "TIME"},
    {"a syntax error is not graded", "grade C6 -", "arr[arr >\n", 3, "answer:"},
    {"a syntax error shows the line and a caret", "grade C6 -", "x = = 1\n", 3, "^"},
    {"an answer of many lines runs", "grade C6 -", "m = arr > limit\nx = arr > 1\nx = arr > 2\nx = arr > 3\nx = arr > 4\nx = arr > 5\nx = arr > 6\n"
     "x = arr > 1\nx = arr > 2\nx = arr > 3\nx = arr > 4\nx = arr > 5\nx = arr > 6\nx = arr > 7\nx = arr > 8\narr[m]\n", 0, "PASS"},
    {"an unknown question is a usage error", "grade C66 -", "1\n", 2, "C66"},
    {"a missing file is a failure", "grade C6 no-such-file.lua", "", 5, "no-such-file.lua"},
    {"usage is shown", "grade C6", "", 2, "usage: ndrill grade"},
    {"an unknown command is refused", "praktice", "", 2, "praktice"},
    {"ids are found in any case", "show c6", "", 0, "Values above a limit"},
    {"the list has all levels", "list", "", 0, "data-science"},
    {"the list of a level", "list coding", "", 0, "C10"},
    {"a level without questions says so", "list nonsense", "", 2, "nonsense"},
    {"the list as JSON", "--json list", "", 0, "{\"id\":\"coding-01\",\"short\":\"C1\""},
    {"hints come one by one", "hint C6", "", 0, "Hint 1 of 3"},
    {"and the second hint follows", "hint C6", "", 0, "Hint 2 of 3"},
    {"the solution has the answer and the idea", "solution C6", "", 0, "arr[arr > limit]"},
    {"a verdict as JSON", "--json grade C6 -", "arr[arr > limit]\n", 0, "\"verdict\":\"PASS\""},
    {"the history has the answers", "history C6", "", 0, "arr[arr > limit]"},
    {"the doctor tells the isolation", "doctor", "", 0, "isolation"},
    {"a program runs", "run -", "print('hi', 1 + 1)\n", 0, "hi"},
    {"a program that fails says where", "run -", "import numpy as np\nx = np.zeros(3)\nx[7]\n", 1, "stdin:3: IndexError"},
    {"a program is translated", "translate -", "x = a[1:3] ** 2\n", 0, "x = __nd.pow(__nd.get(a,\"s\",1,3,nil) , 2)"},
    {"plain Lua is translated to itself", "translate -", "return 1 < 2\n", 0, "return 1 < 2\n"},
    {"what cannot be translated says why", "translate -", "def f(x): return x\n", 3, "write: function f(x) return x end"},
    {"the prompt reads lines", "repl", "1 + 1\nnp.arange(3)\n", 0, "array([0, 1, 2])"},
    {"practice takes a level by line", "practice coding", "np.zeros(shape), np.ones((n, n + 1))\n", 0, "PASS"},
    {"a name has a page", "doc sum", "", 0, "np.sum, a.sum"},
    {"so it has at a prompt", "repl", ":d np.clip\n", 0, "np.clip, a.clip"},
    {"and in practice", "practice C6", ":d ndarray.T\n", 0, "a.T "},
    {"a name nobody knows has neighbours", "doc np.arrange", "", 2, "\nnp.arange\n"},
    {"a page as JSON", "--json doc np.sum", "", 0, "{\"names\":[\"np.sum\",\"a.sum\"],"},
    {"what is missing has a reason", "doc --missing", "", 0, "compiles Fortran\n  np.f2py\n"},
    {"plt draws in the terminal", "--plain run -", "plt.plot({1, 2, 3}); plt.title('three'); plt.show()\n", 0, "three\n"},
    {"help lists the commands", "help", "", 0, "ndrill [--json]"},
};

static void commands_print_and_end_as_promised(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        int code = program_run(runs[i].args, runs[i].input, &out);
        if (code != runs[i].code) fail_msg("%s: exit code %d, not %d:\n%s", runs[i].name, code, runs[i].code, out.text);
        if (!strstr(out.text, runs[i].says)) fail_msg("%s: \"%s\" is not in:\n%s", runs[i].name, runs[i].says, out.text);
    }
    buf_free(&out);
}

static void count_lines(const buf *b, int *lines) {
    *lines = 0;
    for (size_t i = 0; i < b->n; i++) *lines += b->text[i] == '\n';
}

static void only_graded_answers_are_stored(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    int before, after;
    program_run("--json history C5", "", &out);
    count_lines(&out, &before);
    assert_int_equal(program_run("grade C5 -", "a * (\n", &out), 3);
    assert_int_equal(program_run("grade C5 -", "a * b\n", &out), 0);
    assert_int_equal(program_run("grade C5 -", "a + b\n", &out), 1);
    program_run("--json history C5", "", &out);
    count_lines(&out, &after);
    assert_int_equal(after, before + 2);
    assert_non_null(strstr(out.text, "\"verdict\":\"WRONG\""));
    buf_free(&out);
}

static void lines_of_answers_walk_through_the_questions(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    int code = program_run("practice C5", "a + b\na * b\n:q\n", &out);
    assert_int_equal(code, 0);
    assert_non_null(strstr(out.text, "NOT YET"));
    assert_non_null(strstr(out.text, "PASS"));
    code = program_run("practice C5", "a + b\n", &out);
    assert_int_equal(code, 1);
    buf_free(&out);
}

/* The text of acceptance: what Python prints for the same lines. */
static void ten_pasted_lines_print_what_numpy_prints(void **state) {
    (void)state;
    static const char program[] =
        "import numpy as np  # the usual\n"
        "a = np.array([[1, 2], [3, 4]])\n"
        "print(a[:, ::-1])\n"
        "a[a > 2] = 0\n"
        "print(np.sum(a, axis=0))\n"
        "print(a @ a.T)\n"
        "a += 1\n"
        "print(a.reshape(4, 1))\n"
        "print(\"sum:\", a.sum())\n"
        "# done\n";
    static const char want[] = "[[2 1]\n [4 3]]\n[1 2]\n[[5 0]\n [0 0]]\n[[2]\n [3]\n [1]\n [1]]\nsum: 7\n";
    buf out;
    buf_init(&out);
    assert_int_equal(program_run("run -", program, &out), 0);
    assert_string_equal(out.text, want);
    buf_free(&out);
}

int main(void) {
    if (!program_begin()) return 1;
    const struct CMUnitTest tests[] = {
        TEST(commands_print_and_end_as_promised), TEST(only_graded_answers_are_stored),
        TEST(lines_of_answers_walk_through_the_questions), TEST(ten_pasted_lines_print_what_numpy_prints),
    };
    int failed = RUN_TESTS(tests);
    program_end();
    return failed;
}
