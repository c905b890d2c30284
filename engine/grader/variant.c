/* grader/variant.c: fresh inputs for a question that was met before, and which case is shown. */
#include <string.h>

#include "base/mem.h"
#include "grader/grade_int.h"

const store_case *grade_first_case(const store_question *q) {
    for (size_t i = 0; i < q->ncases; i++)
        if (q->cases[i].number == q->first_case) return &q->cases[i];
    return &q->cases[0];
}

/* The case's new expectation; false leaves it as it was. */
static bool replace(store_case *c, const grade_outcome *o, uint32_t seed) {
    if (o->verdict != GRADE_PASS || o->noutputs != c->nexpected) return false;
    struct store_blob *fresh = mem_zalloc(o->noutputs, sizeof *fresh, NULL);
    bool               whole = fresh != NULL;
    for (size_t k = 0; whole && k < o->noutputs; k++) {
        buf bytes;
        buf_init(&bytes);
        if (o->output[k]) nd_npy_write(&bytes, o->output[k]);
        fresh[k].bytes = buf_take(&bytes, &fresh[k].n);
        whole = fresh[k].bytes != NULL;
    }
    struct store_blob *drop = whole ? c->expected : fresh;
    for (size_t k = 0; drop && k < o->noutputs; k++) mem_free(drop[k].bytes);
    mem_free(drop);
    if (!whole) return false;
    c->expected = fresh;
    c->seed = seed;
    return true;
}

/* One that can be taken in at a glance. */
static bool is_handy(const store_case *c) { return c->n >= 3 && c->n <= 8; }

static void draw_cases(grader *g, store_question *q, grade_job *jobs, err *e, err_code *code) {
    *code = grade_jobs_run(g, jobs, q->ncases, true, e);
    for (size_t i = 0; *code == ERR_OK && i < q->ncases; i++) {
        store_case *c = &q->cases[i];
        if (c->number == 1 || !jobs[i].done || !replace(c, &jobs[i].outcome, jobs[i].request.seed)) continue;
        q->variant = jobs[i].request.seed;
        if (is_handy(c) && (q->first_case == 0 || c->n < grade_first_case(q)->n)) q->first_case = c->number;
    }
}

err_code grade_variant(grader *g, store_question *q, uint32_t seed, err *e) {
    const store_part *route = NULL;
    err_code          code = ERR_OK;
    for (size_t i = 0; i < q->nparts && !route; i++)
        if (q->parts[i].kind == STORE_ROUTE) route = &q->parts[i];
    if (seed == 0 || !route || grade_kind_of(q) != GRADE_KIND_CODE) return ERR_OK;
    grade_job *jobs = mem_zalloc(q->ncases, sizeof *jobs, e);
    if (!jobs) return ERR_MEMORY;
    for (size_t i = 0; i < q->ncases; i++) {
        store_case c = q->cases[i];
        if (c.number != 1) c.seed = seed + (uint32_t)c.number;
        grade_job_init(&jobs[i], q, &c, route->text, strlen(route->text));
    }
    draw_cases(g, q, jobs, e, &code);
    if (q->variant) q->variant = seed;
    for (size_t i = 0; i < q->ncases; i++) grade_job_free(g, &jobs[i]);
    mem_free(jobs);
    return code;
}
