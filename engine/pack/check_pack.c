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
#include "pack/check.h"

/* --- answers -------------------------------------------------------------------------------------------------- */

static err_code grade(checker *c, const char *answer, grade_report *r, err *e) {
    err why = {0};
    grade_report_init(r);
    if (grade_answer(c->g, c->q, answer, strlen(answer), r, &why) != ERR_OK) {
        grade_report_free(r);
        grade_report_init(r);
        r->verdict = GRADE_INTERNAL;
        if (c->q->ncases && (why.code == ERR_VALUE || why.code == ERR_LUA)) return pack_setup_fault(c, &c->q->cases[c->q->ncases - 1], "", &why, e);
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
    while (out->n && (out->text[out->n - 1] == ' ' || out->text[out->n - 1] == '.')) buf_cut(out, out->n - 1);
}

static err_code check_route(checker *c, const store_part *p, err *e) {
    grade_report r;
    err_code     code = grade(c, p->text, &r, e);
    if (code == ERR_OK && r.verdict != GRADE_PASS && r.verdict != GRADE_INTERNAL) {
        buf why;
        buf_init(&why);
        say_report(&why, &r);
        int line = p->line + (r.problem.line > 0 ? r.problem.line - 1 : 0);
        pack_fault(c->f, c->file, line, "this answer must pass, but is %s; mend it, or the check that it fails", why.text);
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
    for (size_t i = 0; code == ERR_OK && !c->brief && i < q->nparts; i++)
        if (q->parts[i].kind == STORE_ROUTE) code = check_route(c, &q->parts[i], e);
    for (size_t i = 0; code == ERR_OK && i < q->nparts; i++)
        if (q->parts[i].kind == STORE_WRONG) code = check_wrong(c, i, e);
    for (size_t i = 0; code == ERR_OK && !c->brief && c->f->n == 0 && i < q->noutcomes; i++) code = check_sentence(c, &q->outcomes[i], e);
    return code;
}

static err_code check_stub(checker *c, const char *answer, const char *what, int line, err *e) {
    grade_report r;
    err_code     code = grade(c, answer, &r, e);
    if (code == ERR_OK && r.verdict == GRADE_PASS) pack_fault(c->f, c->file, line, "%s passes, so the question asks for nothing: add a case or a check that it fails", what);
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
    if (code == ERR_OK) code = check_stub(c, q->prompt, "the text of the question itself", c->q->id_line, e);
    q->noutcomes = 0;
    for (size_t i = 0; code == ERR_OK && i < q->nparts; i++)
        if (q->parts[i].kind == STORE_WRONG) code = check_wrong(c, i, e);
    return code;
}

/* What yields the expected values: the first answer, or the program whose value is to be told. */
static const store_part *find_reference(const store_question *q) {
    store_part_kind kind = grade_kind_of(q) == GRADE_KIND_PREDICT ? STORE_PROGRAM : STORE_ROUTE;
    for (size_t i = 0; i < q->nparts; i++)
        if (q->parts[i].kind == kind) return &q->parts[i];
    return NULL;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

static err_code check_question(checker *c, err *e) {
    err      why = {0};
    err_code code = ERR_OK;
    if (grade_checks_test(c->q, &why) != ERR_OK) pack_fault(c->f, c->file, 0, "%s", why.text);
    if (grade_kind_of(c->q) == GRADE_KIND_EXPLAIN) return c->f->n ? ERR_OK : check_explanation(c, e);
    if (c->f->n == 0 && !c->brief) code = pack_check_inputs(c, e);
    if (code == ERR_OK && c->f->n == 0) code = pack_check_reference(c, e);
    if (code == ERR_OK && c->f->n == 0 && !c->brief) code = pack_check_large(c, e);
    if (code != ERR_OK || c->f->n) return code;
    /* What is expected is known: from here on each fault is told, not only the first. */
    code = check_answers(c, e);
    if (code != ERR_OK || c->brief) return code;
    if (c->f->n == 0) code = pack_check_draws(c, e);
    if (code == ERR_OK) code = check_stub(c, "", "an empty answer", c->reference->line, e);
    if (code == ERR_OK && c->q->starter[0]) code = check_stub(c, c->q->starter, "the starter", c->q->starter_line, e);
    if (code == ERR_OK) code = pack_check_mutants(c, e);
    return code;
}

/* Empty when NumPy was not asked about the question as it is. */
static const char *who_agreed(const checker *c) {
    char                       hex[PACK_NDIGEST + 1];
    const pack_attested_entry *entry = c->attested ? pack_attested_find(c->attested, c->q->id) : NULL;
    if (!entry || pack_digest(c->q, hex, NULL) != ERR_OK || strcmp(hex, entry->digest) != 0) return "";
    return c->attested->numpy;
}

static void say_good(const checker *c, pack_say say, void *user) {
    char        line[300];
    const char *numpy = who_agreed(c);
    if (!say) return;
    snprintf(line, sizeof line, "%-16s %-4s %zu routes pass, %zu wrong answers refused, %zu mutants killed, %zu cases%s%s%s", c->q->id, c->q->short_id, c->routes, c->wrong,
             c->killed, c->q->ncases, !pack_needs_numpy(c->q) ? "" : numpy[0] ? ", NumPy " : ", NumPy not asked", numpy, numpy[0] ? " agreed" : "");
    say(user, false, line);
}

static bool was_good(const pack *earlier, const pack *p, size_t i) {
    for (size_t k = 0; earlier && earlier->mark && k < earlier->n; k++)
        if (earlier->mark[k].stamp == p->mark[i].stamp && strcmp(earlier->question[k]->id, p->question[i]->id) == 0) return earlier->mark[k].good;
    return false;
}

static err_code check_all(grader *g, pack *p, const pack *earlier, bool brief, pack_say say, void *user, err *e) {
    faults   all = {0};
    err_code code = ERR_OK;
    for (size_t i = 0; code == ERR_OK && i < p->n && !all.no_memory; i++) {
        if (p->mark && was_good(earlier, p, i)) {
            p->mark[i].good = true;
            continue;
        }
        faults  f = {.say = say, .user = user};
        checker c = {.g = g, .q = p->question[i], .file = p->file[i][0] ? p->file[i] : p->question[i]->id, .f = &f, .reference = find_reference(p->question[i]), .attested = p->attested, .brief = brief};
        code = check_question(&c, e);
        if (code == ERR_OK && f.n == 0 && !f.no_memory && !brief) say_good(&c, say, user);
        if (p->mark) p->mark[i].good = code == ERR_OK && f.n == 0;
        if (all.n == 0) all.first = f.first;
        all.n += f.n;
        all.no_memory = f.no_memory;
    }
    return code == ERR_OK ? pack_faults_end(&all, p->folder[0] ? p->folder : p->about.name, e) : code;
}

err_code pack_check(grader *g, pack *p, pack_say say, void *user, err *e) { return check_all(g, p, NULL, false, say, user, e); }
err_code pack_prepare(grader *g, pack *p, pack_say say, void *user, err *e) { return check_all(g, p, NULL, true, say, user, e); }

err_code pack_check_changed(grader *g, pack *p, const pack *earlier, pack_say say, void *user, err *e) {
    return check_all(g, p, earlier, false, say, user, e);
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
