/* grader/sift.c: many answers to one question, each run only as far as the first case that refuses it.
 *
 * Case by case, those that are left run side by side. What needs more than one run of a case (steps that
 * grow, numbers that repeat) is asked of the few that pass every case.                               */
#include "base/mem.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

#define AT_A_TIME 32             /* replies that are held at once */

typedef struct sieve {
    grader               *g;
    const store_question *q;
    grade_checks          checks;
    grade_sifted         *all;
    size_t                n;
} sieve;

static bool is_left(const grade_sifted *a) { return a->refused_by == 0 && a->verdict == GRADE_PASS; }

static void judge(const sieve *s, const store_case *c, size_t nexpected, nd_array *const *expected, const grade_job *j, grade_sifted *a) {
    grade_finding f;
    grade_judge(s->q, &s->checks, nexpected, expected, &j->outcome, &f);
    a->verdict = f.verdict;
    if (f.verdict != GRADE_PASS) a->refused_by = c->number;
}

/* The answers that are left, from *next on, a load at a time. */
static err_code run_load(const sieve *s, const store_case *c, size_t nexpected, nd_array *const *expected, size_t *next, err *e) {
    grade_job     jobs[AT_A_TIME];
    grade_sifted *whose[AT_A_TIME];
    size_t        n = 0;
    for (; *next < s->n && n < AT_A_TIME; ++*next) {
        grade_sifted *a = &s->all[*next];
        if (!is_left(a)) continue;
        grade_job_init(&jobs[n], s->q, c, a->answer, a->n);
        whose[n++] = a;
    }
    err_code code = grade_jobs_run(s->g, jobs, n, false, e);
    for (size_t i = 0; i < n; i++) {
        if (code == ERR_OK && jobs[i].outcome.verdict == GRADE_SETUP_FAILED) code = grade_setup_error(&jobs[i].outcome, c->number, e);
        if (code == ERR_OK) judge(s, c, nexpected, expected, &jobs[i], whose[i]);
        grade_job_free(s->g, &jobs[i]);
    }
    return code;
}

static err_code sift_case(const sieve *s, const store_case *c, err *e) {
    nd_array *expected[GRADE_MAX_ARRAYS];
    size_t    n = 0, next = 0;
    err_code  code = ERR_OK;
    for (; n < c->nexpected && n < GRADE_MAX_ARRAYS; n++) {
        expected[n] = nd_npy_read(&s->g->ctx, c->expected[n].bytes, c->expected[n].n, e);
        if (!expected[n]) {
            code = err_context(e, "case %d, output %zu", c->number, n + 1);
            break;
        }
    }
    while (code == ERR_OK && next < s->n) code = run_load(s, c, n, expected, &next, e);
    while (n > 0) nd_drop(&s->g->ctx, expected[--n]);
    return code;
}

/* What is left has passed every case. */
static err_code sift_whole(const sieve *s, grade_sifted *a, err *e) {
    grade_report r;
    grade_report_init(&r);
    err_code code = grade_answer(s->g, s->q, a->answer, a->n, &r, e);
    a->verdict = r.verdict;
    if (code == ERR_OK && r.verdict != GRADE_PASS) a->refused_by = r.failed_case ? r.failed_case : GRADE_REFUSED_AS_A_WHOLE;
    grade_report_free(&r);
    return code;
}

err_code grade_sift(grader *g, const store_question *q, grade_sifted *answers, size_t n, err *e) {
    sieve    s = {.g = g, .q = q, .all = answers, .n = n};
    err_code code = grade_checks_read(q, &s.checks, e);
    for (size_t i = 0; i < n; i++) {
        answers[i].refused_by = 0;
        answers[i].verdict = GRADE_PASS;
    }
    grade_kind kind = grade_kind_of(q);
    bool       code_runs = kind == GRADE_KIND_CODE || kind == GRADE_KIND_FIGURE;
    bool       more = !code_runs || s.checks.no_loop || s.checks.repeatable || s.checks.bytes != GRADE_GROWTH_ANY;
    for (size_t i = 0; code_runs && code == ERR_OK && i < q->ncases; i++) code = sift_case(&s, &q->cases[i], e);
    for (size_t i = 0; more && code == ERR_OK && i < n; i++)
        if (is_left(&answers[i])) code = sift_whole(&s, &answers[i], e);
    grade_checks_free(&s.checks);
    return code;
}
