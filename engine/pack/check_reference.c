/* pack/check_reference.c: the reference on every case: what it yields is what is expected from then on. */
#include <stdio.h>
#include <string.h>

#include "array/array.h"
#include "base/mem.h"
#include "pack/check.h"

static void run_fault(checker *c, const store_case *k, const char *how, const grade_outcome *o) {
    const bind_problem *b = &o->problem;
    const store_part   *p = c->reference;
    pack_fault(c->f, c->file, p->line + (b->line > 0 ? b->line - 1 : 0), "the reference does not run in case %d (n = %lld%s): %s: %s%s%s; mend it or the inputs", k->number,
             (long long)k->n, how, grade_verdict_name(o->verdict), b->type, b->type[0] ? ": " : "", b->text);
}

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

void pack_forget_expected(store_case *k) {
    for (size_t i = 0; i < k->nexpected; i++) mem_free(k->expected[i].bytes);
    mem_free(k->expected);
    k->expected = NULL;
    k->nexpected = 0;
}

/* What the reference gave for one case; again: compare with what it gave before, else keep it. */
static err_code take_outcome(checker *c, store_case *k, const grade_outcome *o, bool again, const char *how, err *e) {
    const store_part *p = c->reference;
    if (o->verdict == GRADE_INTERNAL) return err_set(e, ERR_SANDBOX, "%s", o->problem.text);
    if (o->verdict != GRADE_PASS) run_fault(c, k, how, o);
    else if (again && !same_outputs(k, o))
        pack_fault(c->f, c->file, p->line, "the reference gives other values when it is run again (case %d): seed what is random", k->number);
    else if (!again && check_outputs(c, p, k, o)) return keep_outputs(k, o, e);
    return ERR_OK;
}

/* The reference on all cases, side by side. */
static err_code run_reference(checker *c, bool again, err *e) {
    size_t         ncases = c->q->ncases, failed = ncases;
    err            why = {0};
    grade_outcome *o = mem_zalloc(ncases, sizeof *o, e);
    if (!o) return ERR_MEMORY;
    err_code code = grade_run_cases(c->g, c->q, c->reference->text, strlen(c->reference->text), o, &failed, &why);
    if (code != ERR_OK) {
        mem_free(o);
        if (failed < ncases) return pack_setup_fault(c, &c->q->cases[failed], "", &why, e);
        if (e) *e = why;
        return code;
    }
    for (size_t i = 0; i < ncases; i++) {
        if (code == ERR_OK && c->f->n == 0) code = take_outcome(c, &c->q->cases[i], &o[i], again, "", e);
        grade_outcome_free(c->g, &o[i]);
    }
    mem_free(o);
    return code;
}

/* What yields the expected values: the first answer, or the program whose value is to be told. */
err_code pack_check_reference(checker *c, err *e) {
    err_code code = ERR_OK;
    if (!c->reference) pack_fault(c->f, c->file, 0, "there is no answer");
    for (size_t i = 0; i < c->q->ncases; i++) pack_forget_expected(&c->q->cases[i]);
    if (c->f->n == 0) code = run_reference(c, false, e);
    if (code == ERR_OK && c->f->n == 0 && !c->brief) code = run_reference(c, true, e);
    return code;
}

err_code pack_expect(checker *c, store_case *k, const char *how, err *e) {
    k->expected = NULL;
    k->nexpected = 0;
    grade_outcome o;
    err           why = {0};
    if (grade_run(c->g, c->q, k, c->reference->text, strlen(c->reference->text), false, &o, &why) != ERR_OK) return pack_setup_fault(c, k, how, &why, e);
    err_code code = take_outcome(c, k, &o, false, how, e);
    grade_outcome_free(c->g, &o);
    return code;
}
