/* Figures as answers: what is asked for must be there, what is not may be. */
#include "grader/sample.h"

static sample s;

#define BEGIN  "x = np.linspace(0, 1, len(arr) + 2)\n"
#define DRAWN  BEGIN "plt.plot(x, x * x, label='square')\nplt.xlabel('x')\nplt.legend()\nplt.grid(True)\n"

static const struct row { const char *answer, *code, *says; } rows[] = {
    {DRAWN, "", NULL},
    {DRAWN "plt.show()", "", NULL},
    {DRAWN "plt.title('more')\nplt.ylabel('more')\n5", "", NULL},
    {BEGIN "fig, ax = plt.subplots()\nax.plot(x, x ** 2, 'r--o', label='Square ')\nax.set_xlabel('X')\nax.legend()\nax.grid(True)", "", NULL},
    {BEGIN "plt.plot(x, x * x, label='square')\nplt.xlabel('x')\nplt.grid(True)", "E-FIGURE", "The legend is missing"},
    {BEGIN "plt.plot(x, x * x, label='square')\nplt.xlabel('x')\nplt.legend()", "E-FIGURE", "The grid is missing"},
    {BEGIN "plt.plot(x, x * x, label='square')\nplt.legend()\nplt.grid(True)", "E-FIGURE", "The name of the x axis is missing."},
    {BEGIN "plt.plot(x, x * x, label='cube')\nplt.xlabel('x')\nplt.legend()\nplt.grid(True)", "E-FIGURE", "label: expected 'square', yours 'cube'"},
    {BEGIN "plt.scatter(x, x * x, label='square')\nplt.xlabel('x')\nplt.legend()\nplt.grid(True)", "E-FIGURE", "kind: expected 'line', yours 'scatter'"},
    {DRAWN "plt.plot(x, x)", "E-FIGURE", "1 series (lines, bars, points) are expected, yours has 2."},
    {BEGIN "plt.plot(x, x * x * x, label='square')\nplt.xlabel('x')\nplt.legend()\nplt.grid(True)", "E-VALUE", "The figure, series 1, its y:"},
    {BEGIN "plt.plot(x[1:], x[1:] ** 2, label='square')\nplt.xlabel('x')\nplt.legend()\nplt.grid(True)", "E-SHAPE", "The figure, series 1, its x:"},
    {"plt.subplot(1, 2, 1)\n" DRAWN "plt.subplot(1, 2, 2)\nplt.plot([1], [1])", "E-FIGURE", "1 axes are expected, yours has 2."},
    {"arr", "E-NONE", "There is no figure"},
    {"plt.figure()", "E-NONE", NULL},
};

static void expect_rows(const char *checks, const char *reference, const struct row *all, size_t n) {
    sample_open(&s, checks);
    s.q.kind = TEXT("figure");
    sample_expect(&s, reference);
    for (size_t i = 0; i < n; i++) {
        grade_report r;
        sample_grade(&s, all[i].answer, &r);
        if (strcmp(r.code, all[i].code) != 0) fail_msg("%s\nis %s %s, not '%s': %s%s", all[i].answer, grade_verdict_name(r.verdict), r.code, all[i].code, r.problem.text, r.text.text);
        if (all[i].says && !strstr(r.text.text, all[i].says)) fail_msg("'%s' is not in:\n%s", all[i].says, r.text.text);
        if (!all[i].code[0] && !strstr(r.value.text, ": 7 points")) fail_msg("%s", r.value.text);
        grade_report_free(&r);
    }
    sample_close(&s);
}

static void a_figure_is_judged_by_what_it_should_have(void **state) {
    (void)state;
    expect_rows("", DRAWN, rows, sizeof rows / sizeof *rows);
}

static void names_may_be_left_to_the_learner(void **state) {
    (void)state;
    static const struct row free_rows[] = {
        {BEGIN "plt.plot(x, x * x, label='any')\nplt.xlabel('thing')\nplt.legend()\nplt.grid(True)", "", NULL},
        {BEGIN "plt.plot(x, x * x)\nplt.xlabel('thing')\nplt.legend()\nplt.grid(True)", "E-FIGURE", "The label is missing."},
    };
    expect_rows("any names", DRAWN, free_rows, 2);
}

static void two_axes_are_told_apart(void **state) {
    (void)state;
    static const char both[] = "plt.subplot(1, 2, 1)\nplt.plot([1, 2], [3, 4])\nplt.subplot(1, 2, 2)\nplt.bar([1, 2], [5, 6])\nplt.title('right')";
    static const struct row two[] = {{"plt.subplot(1, 2, 1)\nplt.plot([1, 2], [3, 4])\nplt.subplot(1, 2, 2)\nplt.bar([1, 2], [5, 7])\nplt.title('right')", "E-VALUE", "The figure, axes 2, series 1, its y"}};
    expect_rows("", both, two, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_figure_is_judged_by_what_it_should_have), TEST(names_may_be_left_to_the_learner), TEST(two_axes_are_told_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
