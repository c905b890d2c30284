/* pack/mutate_check.c: the mutants of a reference against the cases: who survives, and what would have told.
 *
 * A mutant that no case refuses is a fault, unless the file excuses it with a reason: some changes change
 * nothing. An excuse that is not needed is a fault too, or it would hide what comes later.              */
#include <stdlib.h>
#include <string.h>

#include "array/array.h"
#include "base/mem.h"
#include "pack/mutate.h"

enum { TRIES = 3 };                    /* fresh draws of every case, to find an input that tells */

typedef struct trial {
    grader           *g;
    store_question   *q;
    const char       *file;
    const store_part *reference;
    faults           *f;
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
    for (const char *s = t->q->excused ? t->q->excused : ""; *s; s = next_line(s)) {
        bool used = false;
        for (size_t i = 0; i < t->m.n; i++) {
            if (t->sifted[i].refused_by || t->sifted[i].verdict != GRADE_PASS || !excuses(s, &t->m.all[i])) continue;
            used = true;
            t->open[i] = false;
        }
        if (!used) pack_fault(t->f, t->file, atoi(s), "no change that the cases miss reads like this: take the excuse out");
    }
}

/* --- inputs that tell ------------------------------------------------------------------------------------- */

static bool run_reference(const trial *t, store_case *k) {
    grade_outcome o;
    static struct store_blob expected[GRADE_MAX_ARRAYS];
    if (grade_run(t->g, t->q, k, t->reference->text, strlen(t->reference->text), false, &o, NULL) != ERR_OK) return false;
    k->expected = expected;
    k->nexpected = 0;
    for (size_t i = 0; o.verdict == GRADE_PASS && i < o.noutputs && o.output[i]; i++) {
        buf bytes;
        buf_init(&bytes);
        nd_npy_write(&bytes, o.output[i]);
        expected[i].bytes = buf_take(&bytes, &expected[i].n);
        if (!expected[i].bytes) break;
        k->nexpected++;
    }
    bool whole = o.verdict == GRADE_PASS && k->nexpected == o.noutputs;
    grade_outcome_free(t->g, &o);
    return whole;
}

/* In one line, and not all of what is long. */
static void write_inputs(buf *out, const char *text) {
    for (size_t i = 0; text[i] && i < 160; i++) {
        bool blank = text[i] == ' ' && i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\n');
        if (text[i] != '\n' && !blank) buf_putc(out, text[i]);
        else if (text[i] == '\n' && text[i + 1]) buf_puts(out, text[i + 1] == ' ' ? " " : "; ");
    }
}

/* Hold the mutants that are still untold against one fresh case. */
static err_code try_case(trial *t, const store_case *like, uint32_t seed, err *e) {
    store_case     k = {.number = like->number, .seed = seed, .n = like->n};
    store_question one = *t->q;
    err_code       code = ERR_OK;
    one.cases = &k;
    one.ncases = 1;
    bool fine = run_reference(t, &k);
    for (size_t i = 0; fine && code == ERR_OK && i < t->m.n; i++) {
        if (!t->open[i] || t->told[i].n) continue;
        grade_sifted again = t->sifted[i];
        code = grade_sift(t->g, &one, &again, 1, e);
        if (code || again.refused_by == 0) continue;
        buf_printf(&t->told[i], "n = %lld, k = %d: ", (long long)k.n, k.number);
        buf inputs;
        buf_init(&inputs);
        if (grade_inputs(t->g, t->q, &k, &inputs, NULL) == ERR_OK)
            write_inputs(&t->told[i], inputs.text);
        buf_free(&inputs);
    }
    while (k.nexpected > 0) mem_free(k.expected[--k.nexpected].bytes);
    return code;
}

static err_code find_inputs(trial *t, err *e) {
    err_code code = ERR_OK;
    for (uint32_t round = 1; code == ERR_OK && round <= TRIES; round++)
        for (size_t i = 1; code == ERR_OK && i < t->q->ncases; i++)
            code = try_case(t, &t->q->cases[i], t->q->cases[i].seed + round * 1000, e);
    return code;
}

/* --- all ------------------------------------------------------------------------------------------------------ */

static void say_survivor(const trial *t, size_t i) {
    size_t      n;
    const char *line = pack_mutant_line(&t->m.all[i], &n);
    int         at = t->reference->line + t->m.all[i].line - 1, most = n < 120 ? (int)n : 120;
    if (t->told[i].n)
        pack_fault(t->f, t->file, at, "no case refuses `%.*s` (%s): this one would: %.200s; add it, or choose another seed", most, line, t->m.all[i].what, t->told[i].text);
    else pack_fault(t->f, t->file, at, "no case refuses `%.*s` (%s): add one that does, or say below '## Excused' why it is no mistake", most, line, t->m.all[i].what);
}

static err_code judge(trial *t, size_t *killed, err *e) {
    size_t   nopen = 0;
    err_code code = ERR_OK;
    *killed = 0;
    for (size_t i = 0; i < t->m.n; i++) {
        const grade_sifted *a = &t->sifted[i];
        if (a->verdict == GRADE_INTERNAL) return err_set(e, ERR_SANDBOX, "%s: a changed reference could not be run", t->q->id);
        t->open[i] = a->refused_by == 0;
        *killed += a->refused_by != 0 && a->verdict != GRADE_UNGRADABLE;
    }
    check_excuses(t);
    for (size_t i = 0; i < t->m.n; i++) nopen += t->open[i];
    if (nopen) code = find_inputs(t, e);
    for (size_t i = 0; i < t->m.n && code == ERR_OK; i++)
        if (t->open[i]) say_survivor(t, i);
    return code;
}

static err_code run(trial *t, size_t *killed, err *e) {
    pack_mutants_make(&t->m);
    if (t->f->no_memory || t->m.n == 0) return ERR_OK;
    t->sifted = mem_zalloc(t->m.n, sizeof *t->sifted, e);
    t->open = mem_zalloc(t->m.n, sizeof *t->open, e);
    t->told = mem_zalloc(t->m.n, sizeof *t->told, e);
    if (!t->sifted || !t->open || !t->told) return ERR_MEMORY;
    for (size_t i = 0; i < t->m.n; i++) {
        t->sifted[i] = (grade_sifted){.answer = t->m.all[i].text, .n = strlen(t->m.all[i].text)};
        buf_init(&t->told[i]);
    }
    err_code code = grade_sift(t->g, t->q, t->sifted, t->m.n, e);
    return code ? code : judge(t, killed, e);
}

err_code pack_check_mutants(grader *g, store_question *q, const char *file, const store_part *reference, faults *f, size_t *killed, err *e) {
    nd_ctx    ctx;
    nd_array *expected[GRADE_MAX_ARRAYS];
    trial     t = {.g = g, .q = q, .file = file, .reference = reference, .f = f};
    size_t    n = 0;
    buf       inputs;
    *killed = 0;
    nd_ctx_init(&ctx);
    buf_init(&inputs);
    err_code code = grade_inputs(g, q, &q->cases[0], &inputs, e);
    for (; !code && n < q->cases[0].nexpected && n < GRADE_MAX_ARRAYS; n++) {
        expected[n] = nd_npy_read(&ctx, q->cases[0].expected[n].bytes, q->cases[0].expected[n].n, e);
        if (!expected[n]) code = err_context(e, "%s", q->id);
        if (code) break;
    }
    if (!code) {
        t.m = (mutants){.f = f, .q = q, .source = reference->text, .nsource = strlen(reference->text), .expected = expected, .nexpected = n, .inputs = inputs.text};
        code = run(&t, killed, e);
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
