/* pack/mutate_check.c: the mutants of a reference against the cases: who survives, and what would have told.
 *
 * A mutant that no case refuses is a fault, unless the file excuses it with a reason: some changes change
 * nothing. An excuse that is not needed is a fault too, or it would hide what comes later.              */
#include <stdlib.h>
#include <string.h>

#include "array/array.h"
#include "base/mem.h"
#include "pack/check.h"
#include "pack/mutate.h"

enum { TRIES = 3 };                    /* fresh draws of every case, to find an input that tells */

typedef struct trial {
    checker          *c;
    const store_part *answer;
    mutants           m;
    grade_sifted     *sifted;
    bool             *open;            /* it survives, and nothing excuses it */
    buf              *told;            /* the inputs that would tell, "" when none was found */
} trial;

/* --- excuses: "LINE `text`: reason", one a line --------------------------------------------------------- */

static const char *excuse_text(const char *excuse, size_t *n) {
    const char *begin = memchr(excuse, '`', strcspn(excuse, "\n")), *end = begin ? strchr(begin + 1, '`') : NULL;
    *n = end ? (size_t)(end - begin - 1) : 0;
    return end ? begin + 1 : NULL;
}

static bool excuses(const char *excuse, const mutant *a) {
    size_t      n, length;
    const char *line = pack_mutant_line(a, &n), *text = excuse_text(excuse, &length);
    return text && length == n && memcmp(text, line, n) == 0;
}

static const char *next_line(const char *s) {
    s += strcspn(s, "\n");
    return *s ? s + 1 : s;
}

static void check_excuses(trial *t) {
    for (const char *s = t->c->q->excused ? t->c->q->excused : ""; *s; s = next_line(s)) {
        bool used = false;
        for (size_t i = 0; i < t->m.n; i++) {
            if (t->sifted[i].refused_by || t->sifted[i].verdict != GRADE_PASS || !excuses(s, &t->m.all[i])) continue;
            used = true;
            t->open[i] = false;
        }
        if (!used) pack_fault(t->c->f, t->c->file, atoi(s), "no change that the cases miss reads like this: take the excuse out");
    }
}

/* --- inputs that tell ------------------------------------------------------------------------------------- */

/* Hold the mutants that are still untold against one fresh case. */
static err_code try_case(trial *t, const store_case *like, uint32_t seed, err *e) {
    store_case     k = {.number = like->number, .seed = seed, .n = like->n};
    store_question one = *t->c->q;
    faults         quiet = {0};
    checker        c = *t->c;
    one.cases = &k;
    one.ncases = 1;
    c.f = &quiet;
    err_code code = pack_expect(&c, &k, "", e);
    for (size_t i = 0; quiet.n == 0 && code == ERR_OK && i < t->m.n; i++) {
        if (!t->open[i] || t->told[i].n) continue;
        grade_sifted again = t->sifted[i];
        code = grade_sift(c.g, &one, &again, 1, e);
        if (code == ERR_OK && again.refused_by) pack_describe_case(c.g, c.q, &k, &t->told[i]);
    }
    pack_forget_expected(&k);
    return code;
}

static err_code find_inputs(trial *t, err *e) {
    err_code code = ERR_OK;
    for (uint32_t round = 1; code == ERR_OK && round <= TRIES; round++)
        for (size_t i = 1; code == ERR_OK && i < t->c->q->ncases; i++)
            code = try_case(t, &t->c->q->cases[i], t->c->q->cases[i].seed + round * 1000, e);
    return code;
}

/* --- all ------------------------------------------------------------------------------------------------------ */

static void say_survivor(const trial *t, size_t i) {
    size_t      n;
    const char *line = pack_mutant_line(&t->m.all[i], &n);
    int         at = t->answer->line + t->m.all[i].line - 1, most = n < 120 ? (int)n : 120;
    if (t->told[i].n)
        pack_fault(t->c->f, t->c->file, at, "no case refuses `%.*s` (%s): this one would: %.200s; add it, or choose another seed", most, line, t->m.all[i].what, t->told[i].text);
    else pack_fault(t->c->f, t->c->file, at, "no case refuses `%.*s` (%s): add one that does, or say below '## Excused' why it is no mistake", most, line, t->m.all[i].what);
}

static err_code judge(trial *t, err *e) {
    size_t   nopen = 0;
    err_code code = ERR_OK;
    for (size_t i = 0; i < t->m.n; i++) {
        const grade_sifted *a = &t->sifted[i];
        if (a->verdict == GRADE_INTERNAL) return err_set(e, ERR_SANDBOX, "%s: a changed reference could not be run", t->c->q->id);
        t->open[i] = a->refused_by == 0;
        t->c->killed += a->refused_by != 0 && a->verdict != GRADE_UNGRADABLE;
    }
    check_excuses(t);
    for (size_t i = 0; i < t->m.n; i++) nopen += t->open[i];
    if (nopen) code = find_inputs(t, e);
    for (size_t i = 0; i < t->m.n && code == ERR_OK; i++)
        if (t->open[i]) say_survivor(t, i);
    return code;
}

static err_code run(trial *t, err *e) {
    pack_mutants_make(&t->m);
    if (t->c->f->no_memory || t->m.n == 0) return ERR_OK;
    t->sifted = mem_zalloc(t->m.n, sizeof *t->sifted, e);
    t->open = mem_zalloc(t->m.n, sizeof *t->open, e);
    t->told = mem_zalloc(t->m.n, sizeof *t->told, e);
    if (!t->sifted || !t->open || !t->told) return ERR_MEMORY;
    for (size_t i = 0; i < t->m.n; i++) {
        t->sifted[i] = (grade_sifted){.answer = t->m.all[i].text, .n = strlen(t->m.all[i].text)};
        buf_init(&t->told[i]);
    }
    err_code code = grade_sift(t->c->g, t->c->q, t->sifted, t->m.n, e);
    return code ? code : judge(t, e);
}

static size_t count_lines(const char *text) {
    size_t n = text && text[0];
    for (; text && *text; text++) n += *text == '\n';
    return n;
}

static const store_part *find_answer(const store_question *q) {
    for (size_t i = 0; i < q->nparts; i++)
        if (q->parts[i].kind == STORE_ROUTE) return &q->parts[i];
    return NULL;
}

err_code pack_check_mutants(checker *c, err *e) {
    store_case *shown = &c->q->cases[0];
    nd_ctx      ctx;
    nd_array   *expected[GRADE_MAX_OUTPUTS];
    trial       t = {.c = c, .answer = find_answer(c->q)};
    size_t      n = 0;
    buf         inputs;
    nd_ctx_init(&ctx);
    buf_init(&inputs);
    err_code code = grade_inputs(c->g, c->q, shown, &inputs, e);
    /* What is a list or masked is several arrays: those are left as they are. */
    bool plain = shown->nexpected == count_lines(c->q->outputs) && shown->nexpected <= GRADE_MAX_OUTPUTS;
    for (; !code && plain && n < shown->nexpected; n++) {
        expected[n] = nd_npy_read(&ctx, shown->expected[n].bytes, shown->expected[n].n, e);
        if (!expected[n]) code = err_context(e, "%s", c->q->id);
        if (code) break;
    }
    if (!code && t.answer) {
        const char *text = t.answer->text;
        t.m = (mutants){.f = c->f, .q = c->q, .source = text, .nsource = strlen(text), .expected = expected, .nexpected = n, .inputs = inputs.text};
        code = run(&t, e);
    }
    for (size_t i = 0; t.told && i < t.m.n; i++) buf_free(&t.told[i]);
    mem_free(t.told);
    mem_free(t.open);
    mem_free(t.sifted);
    pack_mutants_free(&t.m);
    while (n > 0) nd_drop(&ctx, expected[--n]);
    buf_free(&inputs);
    return code;
}
