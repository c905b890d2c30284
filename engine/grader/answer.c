/* grader/answer.c: an answer on every case of its question, and what is said about it.
 *
 * All cases run, so that the signature (a hash of everything the answer did) tells one wrong answer
 * from another; the report speaks of the shown case when that one fails, else of the failing case
 * with the smallest inputs. Only expectations that are read here, in the parent, are compared with. */
#include <string.h>

#include "base/mem.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

#define SMALL_N 200
#define LARGE_N 2000
#define STEPS_PER_1000 10u        /* Lua instructions that 1000 more elements may cost */

/* One case's share of the work. */
typedef struct case_work {
    size_t        nexpected;
    nd_array     *expected[GRADE_MAX_ARRAYS];
    grade_finding finding;
} case_work;

typedef struct work {
    grader               *g;
    const store_question *q;
    const char           *answer;
    size_t                n;
    grade_checks          checks;
    case_work            *cases;
    grade_job            *jobs;         /* ncases, as many second runs when asked for, two that are counted when asked for */
    size_t                njobs;
    bool                  counts;       /* the two runs at other sizes are there: steps or bytes are looked at */
    int64_t               small, large; /* their sizes */
    bool                  steps;        /* Lua instructions are counted in them */
    bool                  predicts;     /* answer is a value: it has no inputs, and what is expected is not told */
    bool                  signature_only;
    bool                  exact_dtype;  /* of a value: it names the dtype, which must be right then */
} work;

static err_code grade_program(work *w, grade_report *r, err *e);

/* --- making and freeing --------------------------------------------------------------------------- */

static err_code read_expected(work *w, err *e) {
    for (size_t i = 0; i < w->q->ncases; i++) {
        const store_case *c = &w->q->cases[i];
        if (c->nexpected > GRADE_MAX_ARRAYS) return err_set(e, ERR_VALUE, "case %d has more than %d arrays", c->number, GRADE_MAX_ARRAYS);
        for (size_t k = 0; k < c->nexpected; k++) {
            nd_array *a = nd_npy_read(&w->g->ctx, c->expected[k].bytes, c->expected[k].n, e);
            if (!a) return err_context(e, "case %d, output %zu", c->number, k + 1);
            w->cases[i].expected[w->cases[i].nexpected++] = a;
        }
    }
    return ERR_OK;
}

static err_code begin(work *w, err *e) {
    size_t ncases = w->q->ncases;
    if (ncases == 0) return err_set(e, ERR_VALUE, "question %s has no cases", w->q->id ? w->q->id : "");
    err_code code = grade_checks_read(w->q, &w->checks, e);
    if (code) return code;
    for (int k = 0; w->exact_dtype && k < GRADE_MAX_OUTPUTS; k++) w->checks.dtype_kind[k] = false;
    w->steps = w->checks.no_loop && grade_may_loop(w->answer, w->n);
    /* What grows like n^2 must find room. */
    bool bytes = w->checks.bytes != GRADE_GROWTH_ANY;
    w->small = bytes ? SMALL_N / 2 : SMALL_N;
    w->large = bytes ? LARGE_N / 2 : LARGE_N;
    w->counts = w->steps || bytes;
    size_t nruns = w->checks.repeatable ? 2 * ncases : ncases, njobs = w->counts ? nruns + 2 : nruns;
    w->cases = mem_zalloc(ncases, sizeof *w->cases, e);
    if (!w->cases) return ERR_MEMORY;
    w->jobs = mem_zalloc(njobs, sizeof *w->jobs, e);
    if (!w->jobs) return ERR_MEMORY;
    for (; w->njobs < njobs; w->njobs++) {
        grade_job *j = &w->jobs[w->njobs];
        store_case sized = {.seed = w->q->cases[0].seed, .n = w->njobs == nruns ? w->small : w->large};
        bool       counted = w->njobs >= nruns;
        grade_job_init(j, w->q, counted ? &sized : &w->q->cases[w->njobs % ncases], w->answer, w->n);
        if (w->predicts) j->request.given = j->request.setup = "", j->request.nsetup = 0;
        j->request.count = counted && w->steps;
        j->request.reseed = !counted && w->njobs >= ncases;
    }
    return read_expected(w, e);
}

static void end(work *w) {
    for (size_t i = 0; i < w->njobs; i++) grade_job_free(w->g, &w->jobs[i]);
    for (size_t i = 0; w->cases && i < w->q->ncases; i++)
        for (size_t k = 0; k < w->cases[i].nexpected; k++) nd_drop(&w->g->ctx, w->cases[i].expected[k]);
    mem_free(w->jobs);
    mem_free(w->cases);
    grade_checks_free(&w->checks);
}

/* --- judging ---------------------------------------------------------------------------------------------- */

static bool same_outputs(const grade_outcome *a, const grade_outcome *b) {
    grade_difference d;
    if (a->verdict != b->verdict || a->noutputs != b->noutputs) return false;
    for (size_t k = 0; k < a->noutputs; k++) {
        const nd_array *x = a->output[k], *y = b->output[k];
        if (!x || !y) return x == y;
        if (!grade_same_shape(x, y) || !nd_dtype_equal(x->dtype, y->dtype) || !grade_compare(x, y, 0, 0, &d)) return false;
    }
    return true;
}

static void set_finding(grade_finding *f, grade_verdict v, const char *code) {
    f->verdict = v;
    f->output = f->input = f->other = -1;
    memset(f->code, 0, sizeof f->code);
    memcpy(f->code, code, strlen(code));
}

static size_t count_elements(const grade_outcome *o) {
    size_t n = 0;
    for (size_t k = 0; k < o->noutputs; k++) n += o->output[k] ? o->output[k]->size : 0;
    return n;
}

/* Numbers that repeat when they are drawn again do so from a seed, and are others in another case. Few of them may be alike by chance. */
static void judge_seed(const work *w, size_t i) {
    const grade_outcome *o = &w->jobs[i].outcome, *again = &w->jobs[w->q->ncases + i].outcome;
    grade_finding       *f = &w->cases[i].finding;
    if (w->jobs[w->q->ncases + i].done && !same_outputs(o, again)) set_finding(f, GRADE_WRONG, "E-RANDOM");
    for (size_t j = 0; j < i && f->verdict == GRADE_PASS && count_elements(o) >= 8; j++) {
        if (w->q->cases[j].seed == w->q->cases[i].seed || !same_outputs(o, &w->jobs[j].outcome)) continue;
        set_finding(f, GRADE_WRONG, "E-RANDOM");
        f->uniform = GRADE_UNIFORM_FIXED;
    }
}

static void judge_cases(work *w, grade_report *r) {
    size_t ncases = w->q->ncases;
    r->cases = ncases;
    r->signature = 0x6e6472696c6cu;
    for (size_t i = 0; i < ncases && w->jobs[i].done; i++) {
        case_work           *c = &w->cases[i];
        const grade_outcome *o = &w->jobs[i].outcome;
        grade_judge(w->q, &w->checks, c->nexpected, c->expected, o, &c->finding);
        if (c->finding.verdict == GRADE_PASS && w->checks.repeatable) judge_seed(w, i);
        if (c->finding.verdict == GRADE_PASS) r->passed++;
        r->signature = grade_mix_outcome(r->signature, o, &c->finding);
    }
}

/* The case that the report speaks of; ncases when all pass. A fault of ours comes before anything else. */
static size_t choose(const work *w) {
    size_t best = w->q->ncases;
    for (size_t i = 0; i < w->q->ncases && w->jobs[i].done; i++)
        if (w->cases[i].finding.verdict == GRADE_INTERNAL) return i;
    for (size_t i = 0; i < w->q->ncases && w->jobs[i].done; i++) {
        const store_case *c = &w->q->cases[i];
        if (w->cases[i].finding.verdict == GRADE_PASS) continue;
        if (c == grade_first_case(w->q)) return i;
        if (best == w->q->ncases || c->n < w->q->cases[best].n) best = i;
    }
    return best;
}

/* --- no element loop ------------------------------------------------------------------------------------------ */

static bool grows(const work *w, uint64_t small, uint64_t large) {
    return large > small && (large - small) * 1000 > STEPS_PER_1000 * (uint64_t)(w->large - w->small);
}

/* Bytes at the two sizes against a class: a third more than its ratio is room for what does not grow evenly, and
 * a few small arrays do not count. */
static bool is_within(grade_growth class, uint64_t small, uint64_t large) {
    static const double most[] = {[GRADE_GROWTH_CONSTANT] = 1, [GRADE_GROWTH_N] = 10, [GRADE_GROWTH_N_LOG_N] = 14.4, [GRADE_GROWTH_N2] = 100};
    return (double)large <= most[class] * (double)small * 4 / 3 + 4096;
}

/* The two runs that were counted. f is PASS, or says what went wrong with the one that it returns. */
static const grade_outcome *judge_steps(const work *w, grade_finding *f) {
    const grade_outcome *small = &w->jobs[w->njobs - 2].outcome, *large = &w->jobs[w->njobs - 1].outcome;
    uint64_t             few = small->cost.instructions, many = large->cost.instructions;
    set_finding(f, GRADE_PASS, "");
    if (!w->jobs[w->njobs - 2].done) {
        set_finding(f, GRADE_TIME, "E-TIME");         /* a second run of a case was stopped */
        return small;
    }
    if (small->verdict != GRADE_PASS) {
        grade_judge(w->q, &w->checks, 0, NULL, small, f);
        return small;
    }
    /* One that ran out of time on the way has counted as far as it came. */
    if (w->steps && grows(w, few, many)) set_finding(f, GRADE_WRONG, "E-LOOP");
    else if (w->checks.bytes != GRADE_GROWTH_ANY && (large->verdict == GRADE_MEM || !is_within(w->checks.bytes, small->cost.nbytes, large->cost.nbytes))) {
        set_finding(f, GRADE_WRONG, "E-BYTES");
        few = small->cost.nbytes;
        many = large->verdict == GRADE_MEM ? w->g->limits.memory : large->cost.nbytes;
    } else if (large->verdict != GRADE_PASS) grade_judge(w->q, &w->checks, 0, NULL, large, f);
    f->small = few;
    f->large = many;
    f->small_n = w->small;
    f->large_n = w->large;
    return large;
}

/* --- why ------------------------------------------------------------------------------------------------------------ */

/* A variant's cases are not those that the signatures were recorded on: the listed answers are run on them too. */
static int find_listed_anew(const work *w, uint64_t signature) {
    store_question built = *w->q;
    built.variant = 0;
    built.noutcomes = 0;
    for (size_t i = 0; i < built.nparts; i++) {
        grade_report r;
        work         listed = {.g = w->g, .q = &built, .answer = built.parts[i].text, .n = strlen(built.parts[i].text), .signature_only = true};
        if (built.parts[i].kind != STORE_WRONG) continue;
        grade_report_init(&r);
        bool same = grade_program(&listed, &r, NULL) == ERR_OK && r.signature == signature;
        grade_report_free(&r);
        if (same) return (int)i;
    }
    return -1;
}

static void match_listed(const work *w, grade_report *r) {
    if (w->q->variant && !w->predicts) {
        r->wrong_part = find_listed_anew(w, r->signature);
        if (r->wrong_part >= 0) buf_puts(&r->why, w->q->parts[r->wrong_part].title);
        return;
    }
    for (size_t i = 0; i < w->q->noutcomes; i++) {
        const store_outcome *o = &w->q->outcomes[i];
        if (o->signature != r->signature || o->part < 0 || (size_t)o->part >= w->q->nparts) continue;
        r->wrong_part = o->part;
        buf_puts(&r->why, w->q->parts[o->part].title);
        return;
    }
}

static void find_why(const work *w, size_t at, const grade_smaller *smaller, grade_report *r) {
    size_t      n = 0, reported = 0;
    grade_seen *seen = r->why.n || w->predicts ? NULL : mem_zalloc(w->q->ncases + 1, sizeof *seen, NULL);
    if (!seen) return;
    for (size_t i = 0; i < w->q->ncases && w->jobs[i].done; i++) {
        if (i == at) reported = n;
        seen[n++] = (grade_seen){&w->q->cases[i], &w->jobs[i].outcome, &w->cases[i].finding, w->cases[i].nexpected, w->cases[i].expected};
    }
    if (smaller) seen[n++] = (grade_seen){&smaller->c, &smaller->outcome, &smaller->finding, smaller->nexpected, smaller->expected};
    grade_why(w->g, w->q, &w->checks, seen, n, reported, &r->why);
    mem_free(seen);
}

/* --- the report --------------------------------------------------------------------------------------------------------- */

static void show_shown(const work *w, grade_report *r) {
    for (size_t i = 0; i < w->q->ncases; i++) {
        const grade_outcome *o = &w->jobs[i].outcome;
        if (&w->q->cases[i] != grade_first_case(w->q) || !w->jobs[i].done) continue;
        r->cost = o->cost;
        buf_add(&r->printed, o->printed.text, o->printed.n);
        buf_add(&r->warnings, o->warnings.text, o->warnings.n);
        grade_place place[GRADE_MAX_ARRAYS];
        grade_layout(w->checks.form, grade_kept_files(&w->checks), o->noutputs, o->output, place);
        if (w->checks.form[0] == GRADE_FORM_FIGURE) grade_figure_show(&r->value, o->noutputs, o->output, place);
        for (size_t k = 0; w->checks.form[0] != GRADE_FORM_FIGURE && k < o->noutputs; k++) {
            if (place[k].role == GRADE_ROLE_COUNT || place[k].role == GRADE_ROLE_FILE) continue;
            if (r->value.n) buf_putc(&r->value, '\n');
            if (place[k].role == GRADE_ROLE_MASK) buf_puts(&r->value, "masked ");
            if (o->output[k]) grade_show_output(&r->value, o->output[k], o->fact[k].is_array);
        }
    }
}

/* A finding and its outcome; a caller who speaks of one of the cases adds what is known of it. */
static grade_scene scene_of(const work *w, const grade_finding *f, const grade_outcome *o) {
    return (grade_scene){.q = w->q, .f = f, .o = o, .checks = &w->checks, .inputs = "", .limits = &w->g->limits};
}

static void report_scene(const grade_scene *s, grade_report *r) {
    r->verdict = s->f->verdict;
    memcpy(r->code, s->f->code, sizeof r->code);
    r->problem = s->o->problem;
    grade_explain(s, r);
}

/* Which value is wrong, and nothing of what it should be. */
static void report_prediction(const work *w, size_t at, grade_report *r) {
    const grade_outcome *o = &w->jobs[at].outcome;
    int                  k = w->cases[at].finding.output;
    const char          *what;
    size_t               n = k >= 0 ? grade_line(w->q->outputs, (size_t)k, &what) : 0;
    if (r->verdict != GRADE_WRONG || k < 0 || (size_t)k >= o->noutputs || !o->output[k]) return;
    buf_clear(&r->text);
    if (n) buf_printf(&r->text, "%.*s: ", (int)n, what);
    buf_puts(&r->text, "yours is ");
    grade_show_output(&r->text, o->output[k], o->fact[k].is_array);
    buf_putc(&r->text, '\n');
}

/* A hidden case is shown as the smallest inputs that fail in the same way. */
static bool shrink(const work *w, size_t at, grade_smaller *smaller) {
    const grade_finding *f = &w->cases[at].finding;
    bool                 may = (f->verdict == GRADE_WRONG || f->verdict == GRADE_ERROR) && !w->predicts && !w->signature_only;
    if (!may || &w->q->cases[at] == grade_first_case(w->q)) return false;
    return grade_shrink(w->g, w->q, &w->checks, &w->q->cases[at], f, &w->jobs[at].outcome, w->answer, w->n, smaller);
}

static void report_case(const work *w, size_t at, grade_report *r) {
    const store_case *c = &w->q->cases[at];
    grade_verdict     v = w->cases[at].finding.verdict;
    grade_smaller     smaller;
    bool              shrunk = shrink(w, at, &smaller);
    buf               inputs;
    buf_init(&inputs);
    r->failed_case = c->number;
    r->failed_shown = c == grade_first_case(w->q);
    /* The learner has the shown case before them. */
    if (!r->failed_shown && !w->signature_only && (v == GRADE_WRONG || v == GRADE_ERROR) &&
        grade_inputs_brief(w->g, w->q, shrunk ? &smaller.c : c, &inputs, NULL))
        buf_clear(&inputs);
    grade_scene s = shrunk ? scene_of(w, &smaller.finding, &smaller.outcome) : scene_of(w, &w->cases[at].finding, &w->jobs[at].outcome);
    s.expected = shrunk ? smaller.expected : w->cases[at].expected;
    s.nexpected = shrunk ? smaller.nexpected : w->cases[at].nexpected;
    s.inputs = inputs.text;
    report_scene(&s, r);
    if (w->predicts) report_prediction(w, at, r);
    if (!w->signature_only) match_listed(w, r);
    if (!w->signature_only) find_why(w, at, shrunk ? &smaller : NULL, r);
    if (!r->failed_shown && !r->printed.n) buf_add(&r->printed, w->jobs[at].outcome.printed.text, w->jobs[at].outcome.printed.n);
    if (shrunk) grade_smaller_free(w->g, &smaller);
    buf_free(&inputs);
}

static err_code check_setups(const work *w, err *e) {
    for (size_t i = 0; i < w->njobs; i++) {
        const bind_problem *p = &w->jobs[i].outcome.problem;
        if (!w->jobs[i].done || w->jobs[i].outcome.verdict != GRADE_SETUP_FAILED) continue;
        const grade_request *q = &w->jobs[i].request;
        return err_set(e, ERR_VALUE, "the inputs of case %d (n = %d): line %d: %s: %s", (int)q->k, (int)q->n, p->line, p->type, p->text);
    }
    return ERR_OK;
}

static void report_pass(const work *w, grade_report *r) {
    grade_finding f = {.verdict = GRADE_PASS};
    if (!w->counts) return;
    const grade_outcome *o = judge_steps(w, &f);
    if (w->steps) r->cost.instructions = w->jobs[w->njobs - 2].outcome.cost.instructions;
    if (f.verdict == GRADE_PASS) return;
    r->signature = grade_mix_text(r->signature, f.code);
    grade_scene s = scene_of(w, &f, o);
    report_scene(&s, r);
    if (!w->signature_only) match_listed(w, r);
}

/* It never ran. */
static void refuse(const work *w, const bind_problem *p, grade_report *r) {
    grade_finding f = {0};
    grade_outcome o;
    grade_outcome_init(&o);
    set_finding(&f, GRADE_UNGRADABLE, "E-SYNTAX");
    o.problem = *p;
    grade_scene s = scene_of(w, &f, &o);
    report_scene(&s, r);
}

static void refuse_long(const work *w, grade_report *r) {
    bind_problem p = {.code = ERR_SYNTAX};
    err          text;
    err_set(&text, ERR_SYNTAX, "an answer may have at most %zu KiB", GRADE_MAX_SOURCE >> 10);
    memcpy(p.text, text.text, sizeof p.text);
    refuse(w, &p, r);
}

static err_code grade_program(work *w, grade_report *r, err *e) {
    const store_question *q = w->q;
    err_code              code = begin(w, e);
    if (!code) code = grade_jobs_run(w->g, w->jobs, w->njobs, true, e);
    if (!code) code = check_setups(w, e);
    if (!code) {
        judge_cases(w, r);
        show_shown(w, r);
        size_t at = choose(w);
        if (at < q->ncases) report_case(w, at, r);
        else report_pass(w, r);
    }
    end(w);
    return code;
}

/* A value is turned into the text that gives it, and is judged like any other. */
static err_code grade_prediction(work *w, grade_report *r, err *e) {
    buf          text;
    bind_problem p;
    bool         dtype_given = false;
    err_code     code = ERR_OK;
    buf_init(&text);
    w->predicts = true;
    if (grade_literal(w->answer, w->n, &text, &dtype_given, &p)) {
        w->answer = text.text;
        w->n = text.n;
        w->exact_dtype = dtype_given;
        code = grade_program(w, r, e);
    } else {
        refuse(w, &p, r);
    }
    buf_free(&text);
    return code;
}

err_code grade_answer(grader *g, const store_question *q, const char *answer, size_t n, grade_report *r, err *e) {
    work     w = {.g = g, .q = q, .answer = answer, .n = n};
    err_code code = ERR_OK;
    if (n > GRADE_MAX_SOURCE) refuse_long(&w, r);
    else if (grade_kind_of(q) == GRADE_KIND_EXPLAIN) grade_explanation(q, answer, n, r);
    else if (grade_kind_of(q) == GRADE_KIND_PREDICT) code = grade_prediction(&w, r, e);
    else code = grade_program(&w, r, e);
    return code;
}
