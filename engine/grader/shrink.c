/* grader/shrink.c: a failing hidden case made small.
 *
 * The question draws its inputs from a size and a seed. Sizes are tried from the smallest hidden one up, a few
 * draws each; the reference says what is expected. What counts is a failure of the same kind.               */
#include <string.h>

#include "grader/grade_int.h"
#include "grader/judge_int.h"

enum { DRAWS = 4, MOST_SIZES = 8 };

static const char *reference(const store_question *q) {
    for (size_t i = 0; i < q->nparts; i++)
        if (q->parts[i].kind == STORE_ROUTE) return q->parts[i].text;
    return NULL;
}

/* Take the pair when the reference ran and the answer fails as before. */
static bool take(const store_question *q, const grade_checks *checks, const grade_finding *f, const grade_outcome *before, const store_case *c,
                 grade_job pair[2], grade_smaller *s) {
    grade_outcome *want = &pair[0].outcome, *got = &pair[1].outcome;
    if (!pair[0].done || !pair[1].done || want->verdict != GRADE_PASS || got->verdict == GRADE_SETUP_FAILED) return false;
    grade_judge(q, checks, want->noutputs, want->output, got, &s->finding);
    if (s->finding.verdict != f->verdict || strcmp(s->finding.code, f->code) != 0 || s->finding.output != f->output) return false;
    if (f->verdict == GRADE_ERROR && strcmp(got->problem.type, before->problem.type) != 0) return false;
    s->c = *c;
    s->c.nexpected = 0;
    s->c.expected = NULL;
    s->nexpected = want->noutputs;
    memcpy(s->expected, want->output, sizeof s->expected);
    memset(want->output, 0, sizeof want->output);           /* they are s's now */
    grade_outcome_move(&s->outcome, got);
    return true;
}

static bool try_size(grader *g, const store_question *q, const grade_checks *checks, const grade_finding *f, const grade_outcome *before,
                     store_case c, const char *answer, size_t n, grade_smaller *s) {
    grade_job   jobs[2 * DRAWS];
    const char *route = reference(q);
    uint32_t    seed = c.seed;
    bool        found = false;
    for (uint32_t i = 0; i < DRAWS; i++) {
        c.seed = seed + 7919 * i;
        grade_job_init(&jobs[2 * i], q, &c, route, strlen(route));
        grade_job_init(&jobs[2 * i + 1], q, &c, answer, n);
    }
    bool ran = grade_jobs_run(g, jobs, 2 * DRAWS, true, NULL) == ERR_OK;
    for (uint32_t i = 0; ran && i < DRAWS && !found; i++) {
        c.seed = seed + 7919 * i;
        found = take(q, checks, f, before, &c, &jobs[2 * i], s);
    }
    for (size_t i = 0; i < 2 * DRAWS; i++) grade_job_free(g, &jobs[i]);
    return found;
}

bool grade_shrink(grader *g, const store_question *q, const grade_checks *checks, const store_case *failing, const grade_finding *f,
                  const grade_outcome *o, const char *answer, size_t n, grade_smaller *s) {
    int64_t least = failing->n;
    for (size_t i = 0; i < q->ncases; i++)
        if (q->cases[i].number > 1 && q->cases[i].n > 0 && q->cases[i].n < least) least = q->cases[i].n;
    memset(s, 0, sizeof *s);
    if (failing->number == 1 || !reference(q)) return false;
    for (int64_t size = least; size < failing->n && size < least + MOST_SIZES; size++) {
        store_case c = *failing;
        c.n = size;
        grade_outcome_init(&s->outcome);
        if (try_size(g, q, checks, f, o, c, answer, n, s)) return true;
    }
    return false;
}

void grade_smaller_free(grader *g, grade_smaller *s) {
    for (size_t i = 0; i < s->nexpected; i++) nd_drop(&g->ctx, s->expected[i]);
    grade_outcome_free(g, &s->outcome);
}
