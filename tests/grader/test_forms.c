/* Outputs of several arrays, what outputs are to each other, what was called and how many bytes it took: each
 * check with answers that meet it and answers that fail for just that. */
#include "grader/sample.h"

#include "grader/judge_int.h"

static sample s;

typedef struct row {
    const char *answer, *code, *says;      /* code "": it passes; says NULL: not looked at */
} row;

typedef struct task {
    const char *checks, *outputs, *hidden, *reference;
    const row   rows[9];
} task;

#define SHOWN "arr = np.array([3, 8, -1, 5, 9, 4])\nlimit = 4"
#define PAIRS "arr = np.random.randint(-9, 10, 2 * n + 2)\nlimit = 4"

static const task tasks[] = {
    {"list 2\nview 2 of arr", "the sum\nthe halves", PAIRS, "arr.sum(), np.split(arr, 2)",
     {{"arr.sum(), np.split(arr, 2)", "", NULL},
      {"arr.sum(), list(arr.reshape(2, -1))", "", NULL},
      {"h = len(arr) // 2\nreturn arr.sum(), {arr[:h], arr[h:]}", "", NULL},
      {"arr.sum(), arr.reshape(2, -1)", "E-KIND", "a list of arrays is expected"},
      {"arr.sum(), np.split(arr, 1)", "E-PIECES", "A list of 2 arrays is expected, yours has 1."},
      {"arr.sum(), list(np.split(arr, 2)[::-1])", "E-VALUE", "Output 2 (the halves), array 1 of the list"},
      {"h = len(arr) // 2\nreturn arr.sum(), {arr[:h].copy(), arr[h:]}", "E-VIEW", "array 1 of the list"},
      {"arr.sum()", "E-COUNT", "2 outputs are expected, yours gives 1."},
      {"arr.sum(), np.split(arr, 2), 1", "E-COUNT", "2 outputs are expected, yours gives 3."}}},
    {"list 1", "the values in two parts", PAIRS, "np.array_split(arr[arr > limit], 2)",
     {{"np.array_split(arr[arr > limit], 2)", "", NULL}, {"np.array_split(arr[arr >= limit], 2)", "E-SHAPE", "array"}, {"arr", "E-KIND", NULL}}},
    {"masked 1", "the values, what is above masked", PAIRS, "np.ma.masked_greater(arr, limit)",
     {{"np.ma.masked_where(arr > limit, arr)", "", NULL},
      {"np.ma.array(np.where(arr > limit, 77, arr), mask=arr > limit)", "", NULL},      /* what lies under a mask does not count */
      {"np.ma.array(arr, mask=arr > limit, fill_value=5)", "", NULL},
      {"np.ma.masked_greater_equal(arr, limit)", "E-MASK", "its mask"},
      {"arr", "E-MASK", NULL},
      {"np.ma.masked_greater(arr, limit) + 1", "E-VALUE", NULL},
      {"np.ma.masked_greater(arr, limit)[:2]", "E-SHAPE", NULL},
      {"np.ma.masked_greater(arr.astype('float64'), limit)", "E-DTYPE", NULL}}},
    {"copy 2 of output 1", "a view\na copy", PAIRS, "arr[1:], arr[1:].copy()",
     {{"arr[1:], np.array(arr[1:])", "", NULL}, {"arr[1:], arr[1:]", "E-COPY", "memory with output 1"}, {"v = arr[1:]\nreturn v, v", "E-COPY", NULL}}},
    {"view 2 of output 1", "a copy\nits other end first", PAIRS, "local c = arr.copy()\nreturn c, c[::-1]",
     {{"c = np.array(arr)\nreturn c, np.flip(c)", "", NULL}, {"arr.copy(), arr[::-1]", "E-VIEW", "shares its memory with output 1"}}},
    {"same 1 as arr", "arr itself", PAIRS, "arr", {{"np.asarray(arr)", "", NULL}, {"arr[:]", "E-SAME", NULL}, {"arr.copy()", "E-SAME", "arr itself is to be given back"}}},
    {"not same 1 as arr\nview 1 of arr", "a view of arr", PAIRS, "arr[:]",
     {{"arr.view()", "", NULL}, {"arr[...]", "", NULL}, {"arr", "E-OTHER", "Yours is arr itself."}, {"arr.copy()", "E-VIEW", NULL}}},
    {"uses np.sort np.argsort\nuses np.unique", "the distinct values", PAIRS, "np.sort(np.unique(arr))",
     {{"u = np.unique(arr)\nreturn u[np.argsort(u)]", "", NULL},
      {"local f, g = np.sort, np.unique\nreturn f(g(arr))", "", NULL},
      {"np.unique(arr) -- np.sort", "E-USES", "np.sort or np.argsort is to be used"},
      {"u = np.sort(arr)\nreturn u[np.concatenate((np.array([True]), u[1:] ~= u[:-1]))]", "E-USES", "np.unique is to be used"}}},
    {"avoids np.sort np.ma.sort", "the values in order", PAIRS, "arr[np.argsort(arr)]",
     {{"x = arr.copy()\nx.sort()\nreturn x", "", NULL}, {"np.sort(arr)", "E-AVOIDS", "to be done without np.sort."}, {"pcall(np.sort, arr)\nreturn arr[np.argsort(arr)]", "E-AVOIDS", NULL}}},
    {"bytes grow n", "the values twice", PAIRS, "arr * 2",
     {{"arr + arr", "", NULL}, {"np.add.outer(arr, arr).diagonal().copy()", "E-BYTES", "grows faster"}, {"(arr * 2 + 1) - 1", "", NULL}}},
    {"bytes grow constant", "every other value", PAIRS, "arr[::2]",
     {{"arr[np.s_[::2]]", "", NULL}, {"arr[::2].copy()", "E-BYTES", NULL}, {"arr[np.arange(0, len(arr), 2)]", "E-BYTES", NULL}}},
    {"bytes grow n^2", "the largest product", PAIRS, "np.outer(arr, arr).max()",
     {{"np.multiply.outer(arr, arr).max()", "", NULL}}},
    {"peak at most 100000", "the sum of squares", "arr = np.arange(100000.0)\nlimit = 4", "np.dot(arr, arr)",
     {{"np.inner(arr, arr)", "", NULL}, {"local s = 0.0\nfor i = 0, 9 do\n  local p = arr[i*10000:(i+1)*10000]\n  s = s + np.dot(p, p)\nend\nreturn s", "", NULL}, {"(arr * arr).sum()", "E-PEAK", "at most 100000 may be held at once"}}},
};

static void each_check_is_met_or_failed_for_its_own_reason(void **state) {
    (void)state;
    for (size_t t = 0; t < sizeof tasks / sizeof *tasks; t++) {
        const task *k = &tasks[t];
        sample_open(&s, k->checks);
        s.q.outputs = TEXT(k->outputs);
        s.q.shown = TEXT(strstr(k->hidden, "100000") ? "arr = np.array([1.0, 2.0])\nlimit = 4" : SHOWN);
        s.q.hidden = TEXT(k->hidden);
        sample_expect(&s, k->reference);
        for (size_t i = 0; i < sizeof k->rows / sizeof *k->rows && k->rows[i].answer; i++) {
            const row   *r = &k->rows[i];
            grade_report report;
            sample_grade(&s, r->answer, &report);
            if (strcmp(report.code, r->code) != 0 || (!r->code[0]) != (report.verdict == GRADE_PASS))
                fail_msg("%s: %s\nis %s %s, not '%s':\n%s", k->checks, r->answer, grade_verdict_name(report.verdict), report.code, r->code, report.text.text);
            if (r->says && !strstr(report.text.text, r->says)) fail_msg("%s: '%s' is not in:\n%s", r->answer, r->says, report.text.text);
            grade_report_free(&report);
        }
        sample_close(&s);
    }
}

static void lines_that_ask_for_nothing_that_is_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"list", "list 9", "masked arr", "view 1 of output 1", "copy 1 of output 9", "view 1 of output arr", "same 1 as 2",
                                      "not same 1", "uses", "uses einsum", "uses np.", "uses np.einsum(", "avoids", "bytes grow", "bytes grow n^3",
                                      "peak at most 0", "peak at most", "peak at most -1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        store_question q = {.given = TEXT("arr limit"), .checks = TEXT(bad[i])};
        err            e = {0};
        if (grade_checks_test(&q, &e) != ERR_VALUE) fail_msg("'%s' was taken", bad[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(each_check_is_met_or_failed_for_its_own_reason), TEST(lines_that_ask_for_nothing_that_is_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
