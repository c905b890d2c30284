/* Every answer of tests/hostile: its first line says "-- expect: VERDICT|VERDICT". Besides ending as it says,
 * none may take the grader down, outlive its limits, or change what the next answer gets. */
#include <dirent.h>
#include <time.h>

#include "grader/sample.h"

#include "base/fs.h"

#define FOLDER   "tests/hostile"
#define CPU_MS   150
#define MEMORY   ((size_t)48 << 20)
#define OVER_MS  4000           /* on a machine that is busy with other things */

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Is the verdict one of those between the bars? */
static bool is_expected(const char *line, grade_verdict v) {
    const char *p = strstr(line, "expect:"), *name = grade_verdict_name(v);
    if (!p) return false;
    for (p += 7; *p && *p != '\n'; p++)
        if (strncmp(p, name, strlen(name)) == 0 && strchr("| \n", p[strlen(name)]) && strchr("| :", p[-1])) return true;
    return false;
}

static void check_clean(const char *name, const char *text) {
    for (const char *p = text; *p; p++)
        if (((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f) fail_msg("%s: a control character in the report", name);
}

static void run_one(sample *s, const char *name) {
    char         path[300];
    buf          answer, shown;
    err          e = {0};
    grade_report r;
    snprintf(path, sizeof path, FOLDER "/%s", name);
    buf_init(&answer);
    buf_init(&shown);
    grade_report_init(&r);
    if (fs_read(path, 1 << 20, &answer, &e)) fail_msg("%s: %s", path, e.text);
    int64_t before = now_ms();
    if (grade_answer(s->g, &s->q, answer.text, answer.n, &r, &e)) fail_msg("%s: %s", name, e.text);
    if (now_ms() - before > OVER_MS) fail_msg("%s: took %d ms", name, (int)(now_ms() - before));
    if (!is_expected(answer.text, r.verdict))
        fail_msg("%s: %s (%s %s) instead of %.40s", name, grade_verdict_name(r.verdict), r.problem.type, r.problem.text, answer.text);
    grade_report_show(&shown, &r, answer.text, answer.n);
    check_clean(name, shown.text);
    grade_report_free(&r);
    buf_free(&shown);
    buf_free(&answer);
}

static int only_lua(const struct dirent *d) {
    size_t n = strlen(d->d_name);
    return n > 4 && strcmp(d->d_name + n - 4, ".lua") == 0;
}

static void open_question(sample *s) {
    sample_open(s, "");
    grade_close(s->g);
    s->g = open_grader(CPU_MS, MEMORY);
    s->q.given = TEXT("arr");
    s->q.outputs = TEXT("one");
    s->q.shown = s->q.hidden = TEXT("arr = np.array({1})");
    s->q.ncases = 1;
    sample_expect(s, "1");
}

static void each_ends_as_its_first_line_says(void **state) {
    (void)state;
    sample          s;
    struct dirent **names;
    const char     *only = getenv("NDRILL_HOSTILE");
    open_question(&s);
    int n = scandir(FOLDER, &names, only_lua, alphasort);
    if (n < 60) fail_msg("%d hostile answers in " FOLDER ": is this the right folder?", n);
    for (int i = 0; i < n; i++) {
        if (!only || strstr(names[i]->d_name, only)) run_one(&s, names[i]->d_name);
        free(names[i]);
    }
    free(names);
    sample_close(&s);
}

/* A, hostile, A: the second A is judged as the first. */
static void what_went_before_does_not_matter(void **state) {
    (void)state;
    static const char *const between[] = {"np.array = nil return 1", "while true do end", "return string.rep('x', 1 << 40)"};
    sample s;
    open_question(&s);
    grade_report first, again;
    sample_grade(&s, "arr[0]", &first);
    assert_int_equal(first.verdict, GRADE_PASS);
    for (size_t i = 0; i < sizeof between / sizeof between[0]; i++) {
        sample_grade(&s, between[i], &again);
        grade_report_free(&again);
        sample_grade(&s, "arr[0]", &again);
        assert_int_equal(again.verdict, GRADE_PASS);
        assert_true(again.signature == first.signature);
        grade_report_free(&again);
    }
    grade_report_free(&first);
    sample_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(each_ends_as_its_first_line_says),
        TEST(what_went_before_does_not_matter),
    };
    return RUN_TESTS(tests);
}
