/* pack/check_pack.c: run all that a question says, and hold it to its word.
 *
 * The reference is run first: what it yields is what is expected from then on. Then every route must pass,
 * and every wrong answer must be refused in a way of its own, so that its sentence can be found again from
 * what an answer did.                                                                                     */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array/array.h"
#include "base/fs.h"
#include "base/mem.h"
#include "pack/mutate.h"

typedef struct checker {
    grader         *g;
    store_question *q;
    const char     *file;
    faults         *f;
    size_t          routes, wrong, killed;
} checker;

/* --- whose fault ---------------------------------------------------------------------------------- */

/* Setup text that fails is the pack's fault and says "line N" of it; the rest is ours. */
static err_code setup_fault(checker *c, const store_case *k, const err *why, err *e) {
    static const char begin[] = "the inputs";
    if (strncmp(why->text, begin, sizeof begin - 1) != 0) {
        if (e) *e = *why;
        return why->code;
    }
    const char *at = strstr(why->text, "line ");
    int         first = k->number == 1 ? c->q->shown_line : c->q->hidden_line, line = at ? atoi(at + 5) : 0;
    const char *what = at ? strchr(at, ':') : NULL;
    pack_fault(c->f, c->file, first + (line > 0 ? line - 1 : 0), "%s fails for case %d (n = %lld):%s", k->number == 1 ? "Given" : "Cases",
             k->number, (long long)k->n, what ? what + 1 : why->text);
    return ERR_OK;
}

static void run_fault(checker *c, const store_part *p, const store_case *k, const grade_outcome *o) {
    const bind_problem *b = &o->problem;
    pack_fault(c->f, c->file, p->line + (b->line > 0 ? b->line - 1 : 0), "the reference does not run in case %d (n = %lld): %s: %s%s%s", k->number,
             (long long)k->n, grade_verdict_name(o->verdict), b->type, b->type[0] ? ": " : "", b->text);
}

/* --- inputs ------------------------------------------------------------------------------------------- */

/* An answer that looks whether the given names are there. */
static void write_probe(buf *out, const char *given) {
    const char *word;
    size_t      n;
    while ((word = pack_next_word(&given, &n)) != NULL)
        buf_printf(out, "if type(%.*s) == \"nil\" then error(\"%.*s\", 0) end\n", (int)n, word, (int)n, word);
}

static err_code check_inputs(checker *c, err *e) {
    buf           probe;
    err           why = {0};
    grade_outcome o;
    err_code      code = ERR_OK;
    buf_init(&probe);
    write_probe(&probe, c->q->given);
    for (size_t i = 0; code == ERR_OK && c->f->n == 0 && i < c->q->ncases; i++) {
        const store_case *k = &c->q->cases[i];
        bool              ran = grade_run(c->g, c->q, k, probe.text, probe.n, false, &o, &why) == ERR_OK;
        if (!ran) code = setup_fault(c, k, &why, e);
        else if (o.verdict == GRADE_ERROR)
            pack_fault(c->f, c->file, k->number == 1 ? c->q->shown_line : c->q->hidden_line, "%s does not set %s in case %d",
                     k->number == 1 ? "Given" : "Cases", o.problem.text, k->number);
        else if (o.verdict != GRADE_PASS) code = err_set(e, ERR_SANDBOX, "the inputs could not be looked at: %s", grade_verdict_name(o.verdict));
        if (ran) grade_outcome_free(c->g, &o);
    }
    buf_free(&probe);
    return code;
}

/* --- the reference ---------------------------------------------------------------------------------------- */

static size_t count_lines(const char *text) {
    size_t n = text[0] != '\0';
    for (; *text; text++) n += *text == '\n';
    return n;
}

static bool check_outputs(checker *c, const store_part *p, const store_case *k, const grade_outcome *o) {
    size_t wanted = count_lines(c->q->outputs);
    for (size_t i = 0; i < o->noutputs; i++) {
        if (o->output[i]) continue;
        pack_fault(c->f, c->file, p->line, "output %zu of the reference is a %s in case %d: an output is an array, number, text or boolean", i + 1,
                 o->value_kind[0] ? o->value_kind : "thing", k->number);
        return false;
    }
    if (o->nvalues == wanted && o->noutputs < GRADE_MAX_ARRAYS) return true;
    if (o->nvalues == wanted) pack_fault(c->f, c->file, p->line, "the reference yields %d arrays or more in case %d: that is too many", GRADE_MAX_ARRAYS, k->number);
    else pack_fault(c->f, c->file, p->line, "the reference yields %zu outputs in case %d, 'outputs' in the head describes %zu", o->nvalues, k->number, wanted);
    return false;
}

static err_code keep_outputs(store_case *k, const grade_outcome *o, err *e) {
    k->expected = mem_zalloc(o->noutputs, sizeof *k->expected, e);
    if (!k->expected) return ERR_MEMORY;
    for (; k->nexpected < o->noutputs; k->nexpected++) {
        buf bytes;
        buf_init(&bytes);
        nd_npy_write(&bytes, o->output[k->nexpected]);
        struct store_blob *b = &k->expected[k->nexpected];
        b->bytes = buf_take(&bytes, &b->n);
        if (!b->bytes) return err_set(e, ERR_MEMORY, "no memory for what is expected");
    }
    return ERR_OK;
}

static bool same_outputs(const store_case *k, const grade_outcome *o) {
    bool same = k->nexpected == o->noutputs;
    for (size_t i = 0; same && i < k->nexpected; i++) {
        buf bytes;
        buf_init(&bytes);
        if (o->output[i]) nd_npy_write(&bytes, o->output[i]);
        same = bytes.n == k->expected[i].n && memcmp(bytes.text, k->expected[i].bytes, bytes.n) == 0;
        buf_free(&bytes);
    }
    return same;
}

static void forget_expected(store_case *k) {
    for (size_t i = 0; i < k->nexpected; i++) mem_free(k->expected[i].bytes);
    mem_free(k->expected);
    k->expected = NULL;
    k->nexpected = 0;
}

/* Run the reference on one case; again: compare with what it gave before, else keep it. */
static err_code run_reference(checker *c, const store_part *p, store_case *k, bool again, err *e) {
    grade_outcome o;
    err           why = {0};
    if (grade_run(c->g, c->q, k, p->text, strlen(p->text), false, &o, &why) != ERR_OK) return setup_fault(c, k, &why, e);
    err_code code = ERR_OK;
    if (o.verdict == GRADE_INTERNAL) code = err_set(e, ERR_SANDBOX, "%s", o.problem.text);
    else if (o.verdict != GRADE_PASS) run_fault(c, p, k, &o);
    else if (again && !same_outputs(k, &o))
        pack_fault(c->f, c->file, p->line, "the reference gives other values when it is run again (case %d): seed what is random", k->number);
    else if (!again && check_outputs(c, p, k, &o)) code = keep_outputs(k, &o, e);
    grade_outcome_free(c->g, &o);
    return code;
}

/* What yields the expected values: the first answer, or the program whose value is to be told. */
static const store_part *find_reference(const store_question *q) {
    store_part_kind kind = grade_kind_of(q) == GRADE_KIND_PREDICT ? STORE_PROGRAM : STORE_ROUTE;
    for (size_t i = 0; i < q->nparts; i++)
        if (q->parts[i].kind == kind) return &q->parts[i];
    return NULL;
}

static err_code check_reference(checker *c, err *e) {
    const store_part *p = find_reference(c->q);
    err_code          code = ERR_OK;
    if (!p) pack_fault(c->f, c->file, 0, "there is no answer");
    for (size_t i = 0; i < c->q->ncases; i++) forget_expected(&c->q->cases[i]);
    for (size_t i = 0; code == ERR_OK && c->f->n == 0 && i < 2 * c->q->ncases; i++)
        code = run_reference(c, p, &c->q->cases[i % c->q->ncases], i >= c->q->ncases, e);
    return code;
}

/* --- answers -------------------------------------------------------------------------------------------------- */

static err_code grade(checker *c, const char *answer, grade_report *r, err *e) {
    err why = {0};
    grade_report_init(r);
    if (grade_answer(c->g, c->q, answer, strlen(answer), r, &why) != ERR_OK) {
        grade_report_free(r);
        grade_report_init(r);
        r->verdict = GRADE_INTERNAL;
        if (c->q->ncases && (why.code == ERR_VALUE || why.code == ERR_LUA)) return setup_fault(c, &c->q->cases[c->q->ncases - 1], &why, e);
        if (e) *e = why;
        return why.code;
    }
    return r->verdict == GRADE_INTERNAL ? err_set(e, ERR_SANDBOX, "%s: %s", c->q->id, r->problem.text) : ERR_OK;
}

/* A report in one line. */
static void say_report(buf *out, const grade_report *r) {
    buf_printf(out, "%s %s", grade_verdict_name(r->verdict), r->code);
    if (r->failed_case) buf_printf(out, " in case %d", r->failed_case);
    buf_puts(out, ": ");
    const char *text = r->text.n ? r->text.text : r->headline.text;
    for (size_t i = 0; text[i] && i < 300; i++) buf_putc(out, text[i] == '\n' ? ' ' : text[i]);
}

static err_code check_route(checker *c, const store_part *p, err *e) {
    grade_report r;
    err_code     code = grade(c, p->text, &r, e);
    if (code == ERR_OK && r.verdict != GRADE_PASS && r.verdict != GRADE_INTERNAL) {
        buf why;
        buf_init(&why);
        say_report(&why, &r);
        int line = p->line + (r.problem.line > 0 ? r.problem.line - 1 : 0);
        pack_fault(c->f, c->file, line, "this answer must pass, but is %s", why.text);
        buf_free(&why);
    }
    grade_report_free(&r);
    c->routes++;
    return code;
}

static void check_refusal(checker *c, size_t part, const grade_report *r) {
    const store_question *q = c->q;
    const store_part     *p = &q->parts[part];
    if (r->verdict == GRADE_PASS) pack_fault(c->f, c->file, p->line, "this wrong answer passes: add a case or a check that tells it from a right one");
    else if (r->verdict == GRADE_UNGRADABLE) pack_fault(c->f, c->file, p->line, "this wrong answer is not even understood: %s", r->problem.text);
    else if (r->verdict != GRADE_WRONG && r->verdict != GRADE_ERROR)
        pack_fault(c->f, c->file, p->line, "this wrong answer ends as %s: only answers that run to their end can be told apart", grade_verdict_name(r->verdict));
    for (size_t i = 0; i < q->noutcomes; i++)
        if (q->outcomes[i].signature == r->signature)
            pack_fault(c->f, c->file, p->line, "this wrong answer does just what the one in line %d does: one sentence must do for both",
                     q->parts[q->outcomes[i].part].line);
}

static err_code check_wrong(checker *c, size_t part, err *e) {
    store_question *q = c->q;
    grade_report    r;
    err_code        code = grade(c, q->parts[part].text, &r, e);
    size_t          before = c->f->n;
    if (code == ERR_OK && r.verdict != GRADE_INTERNAL) check_refusal(c, part, &r);
    if (code == ERR_OK && c->f->n == before) {
        store_outcome *more = pack_grow(c->f, q->outcomes, q->noutcomes, sizeof *more);
        if (more) q->outcomes = more;
        if (more) more[q->noutcomes++] = (store_outcome){(int)part, r.signature};
        c->wrong++;
    }
    grade_report_free(&r);
    return code;
}

/* Graded again, it must find its sentence. */
static err_code check_sentence(checker *c, const store_outcome *o, err *e) {
    grade_report r;
    err_code     code = grade(c, c->q->parts[o->part].text, &r, e);
    if (code == ERR_OK && r.verdict != GRADE_INTERNAL && r.wrong_part != o->part)
        pack_fault(c->f, c->file, c->q->parts[o->part].line, "this wrong answer behaves differently each time: seed what is random");
    grade_report_free(&r);
    return code;
}

static err_code check_answers(checker *c, err *e) {
    store_question *q = c->q;
    err_code        code = ERR_OK;
    q->noutcomes = 0;
    for (size_t i = 0; code == ERR_OK && i < q->nparts; i++)
        if (q->parts[i].kind == STORE_ROUTE) code = check_route(c, &q->parts[i], e);
    for (size_t i = 0; code == ERR_OK && i < q->nparts; i++)
        if (q->parts[i].kind == STORE_WRONG) code = check_wrong(c, i, e);
    for (size_t i = 0; code == ERR_OK && c->f->n == 0 && i < q->noutcomes; i++) code = check_sentence(c, &q->outcomes[i], e);
    return code;
}

static err_code check_stub(checker *c, const char *answer, const char *what, err *e) {
    grade_report r;
    err_code     code = grade(c, answer, &r, e);
    if (code == ERR_OK && r.verdict == GRADE_PASS) pack_fault(c->f, c->file, 0, "%s passes: the question asks for nothing", what);
    grade_report_free(&r);
    return code;
}

/* An explanation is judged by words: the good one must make every point, and neither a wrong one nor the question
 * itself may. */
static err_code check_explanation(checker *c, err *e) {
    grade_report    r;
    store_question *q = c->q;
    err_code        code = ERR_OK;
    for (size_t i = 0; code == ERR_OK && i < q->nparts; i++) {
        const store_part *p = &q->parts[i];
        if (p->kind != STORE_MODEL) continue;
        code = grade(c, p->text, &r, e);
        for (size_t k = 0, point = 0; code == ERR_OK && k < q->nparts; k++)
            if (q->parts[k].kind == STORE_POINT && !(r.covered >> point++ & 1))
                pack_fault(c->f, c->file, q->parts[k].line, "the model answer does not make this point: say it there, or change its words");
        grade_report_free(&r);
        c->routes++;
    }
    if (code == ERR_OK) code = check_stub(c, q->prompt, "the text of the question itself", e);
    q->noutcomes = 0;
    for (size_t i = 0; code == ERR_OK && i < q->nparts; i++)
        if (q->parts[i].kind == STORE_WRONG) code = check_wrong(c, i, e);
    return code;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

static err_code check_question(checker *c, err *e) {
    err      why = {0};
    err_code code = ERR_OK;
    if (grade_checks_test(c->q, &why) != ERR_OK) pack_fault(c->f, c->file, 0, "%s", why.text);
    if (grade_kind_of(c->q) == GRADE_KIND_EXPLAIN) return c->f->n ? ERR_OK : check_explanation(c, e);
    if (c->f->n == 0) code = check_inputs(c, e);
    if (code == ERR_OK && c->f->n == 0) code = check_reference(c, e);
    if (code != ERR_OK || c->f->n) return code;
    /* What is expected is known: from here on each fault is told, not only the first. */
    code = check_answers(c, e);
    if (code == ERR_OK) code = check_stub(c, "", "an empty answer", e);
    if (code == ERR_OK && c->q->starter[0]) code = check_stub(c, c->q->starter, "the starter", e);
    if (code == ERR_OK) code = pack_check_mutants(c->g, c->q, c->file, find_reference(c->q), c->f, &c->killed, e);
    return code;
}

static void say_good(const checker *c, pack_say say, void *user) {
    char line[200];
    if (!say) return;
    snprintf(line, sizeof line, "%-16s %-4s %zu routes pass, %zu wrong answers refused, %zu mutants killed, %zu cases", c->q->id, c->q->short_id, c->routes, c->wrong,
             c->killed, c->q->ncases);
    say(user, false, line);
}

err_code pack_check(grader *g, pack *p, pack_say say, void *user, err *e) {
    faults   all = {0};
    err_code code = ERR_OK;
    for (size_t i = 0; code == ERR_OK && i < p->n && !all.no_memory; i++) {
        faults  f = {.say = say, .user = user};
        checker c = {.g = g, .q = p->question[i], .file = p->file[i][0] ? p->file[i] : p->question[i]->id, .f = &f};
        code = check_question(&c, e);
        if (code == ERR_OK && f.n == 0 && !f.no_memory) say_good(&c, say, user);
        if (all.n == 0) all.first = f.first;
        all.n += f.n;
        all.no_memory = f.no_memory;
    }
    return code == ERR_OK ? pack_faults_end(&all, p->folder[0] ? p->folder : p->about.name, e) : code;
}

err_code pack_build(grader *g, const char *folder, const char *file, pack_say say, void *user, err *e) {
    buf   bytes;
    pack *p = pack_read(folder, say, user, e);
    if (!p) return e ? e->code : ERR_FORMAT;
    buf_init(&bytes);
    err_code code = pack_check(g, p, say, user, e);
    if (code == ERR_OK) code = pack_write(p, &bytes, e);
    if (code == ERR_OK) code = fs_write(file, bytes.text, bytes.n, e);
    buf_free(&bytes);
    pack_free(p);
    return code;
}
