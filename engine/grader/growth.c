/* grader/growth.c: how the work of an answer grows with its inputs: counted at doubling sizes, so the same every time. */
#include <math.h>
#include <string.h>

#include "grader/grade_int.h"

static const int64_t sizes[GRADE_SIZES] = {100, 200, 400, 800};      /* n^2 of the last must fit what a child may give back */

/* Differences tell: what is constant is gone from them. Doubling the size doubles them for n, makes them four times as
 * large for n^2, and for n log n a little more than twice. */
static const char *name_of_ratio(double ratio) {
    return ratio < 1.2 ? "log n" : ratio < 1.8 ? "less than n" : ratio < 2.06 ? "n" : ratio < 2.6 ? "n log n" : ratio < 3.4 ? "more than n" : ratio < 4.6 ? "n^2" : "more than n^2";
}

/* Where it depends on the values too, the counts jump about: only the whole way from the first to the last says something. */
static const char *name_roughly(double first, double last) {
    double slope = log(last / first) / log((double)sizes[GRADE_SIZES - 1] / (double)sizes[0]);
    return slope < 0.3 ? "about constant" : slope < 1.4 ? "about n" : slope < 1.75 ? "between n and n^2" : slope < 2.4 ? "about n^2" : "more than n^2";
}

const char *grade_growth_name(const uint64_t count[GRADE_SIZES]) {
    double c[GRADE_SIZES], d[GRADE_SIZES - 1];
    for (int i = 0; i < GRADE_SIZES; i++) c[i] = (double)count[i];
    for (int i = 0; i + 1 < GRADE_SIZES; i++) d[i] = c[i + 1] - c[i];
    if (c[0] == c[1] && c[1] == c[2] && c[2] == c[3]) return "constant";
    const char *early = d[0] > 0 ? name_of_ratio(d[1] / d[0]) : "", *late = d[1] > 0 ? name_of_ratio(d[2] / d[1]) : "";
    return *early && early == late ? late : name_roughly(c[0] + 1, c[3] + 1);
}

err_code grade_grow(grader *g, const store_question *q, const char *answer, size_t n, grade_sizes *s, err *e) {
    grade_job jobs[GRADE_SIZES];
    memset(s, 0, sizeof *s);
    for (size_t i = 0; i < GRADE_SIZES; i++) {
        store_case c = {.seed = q->ncases ? q->cases[0].seed : 1, .n = sizes[i]};
        grade_job_init(&jobs[i], q, &c, answer, n);
        jobs[i].request.count = true;
    }
    err_code code = grade_jobs_run(g, jobs, GRADE_SIZES, true, e);
    for (size_t i = 0; !code && i < GRADE_SIZES; i++) {
        if (!jobs[i].done || jobs[i].outcome.verdict != GRADE_PASS) break;
        s->n[s->count] = sizes[i];
        s->cost[s->count++] = jobs[i].outcome.cost;
    }
    for (size_t i = 0; i < GRADE_SIZES; i++) grade_job_free(g, &jobs[i]);
    return code;
}
