/* pack/check_inputs.c: the texts that make the inputs: they run, they set every name, and the same each time. */
#include <stdlib.h>
#include <string.h>

#include "pack/check.h"

/* --- whose fault ---------------------------------------------------------------------------------- */

/* Setup text that fails is the pack's fault and says "line N" of it; the rest is ours. */
err_code pack_setup_fault(checker *c, const store_case *k, const char *how, const err *why, err *e) {
    static const char begin[] = "the inputs";
    if (strncmp(why->text, begin, sizeof begin - 1) != 0) {
        if (e) *e = *why;
        return why->code;
    }
    const char *at = strstr(why->text, "line ");
    int         first = k->number == 1 ? c->q->shown_line : c->q->hidden_line, line = at ? atoi(at + 5) : 0;
    const char *what = at ? strchr(at, ':') : NULL;
    pack_fault(c->f, c->file, first + (line > 0 ? line - 1 : 0), "%s fails for case %d (n = %lld%s):%s", k->number == 1 ? "Given" : "Cases",
             k->number, (long long)k->n, how, what ? what + 1 : why->text);
    return ERR_OK;
}

/* --- inputs ------------------------------------------------------------------------------------------- */

/* An answer that looks whether the given names are there. */
static void write_probe(buf *out, const char *given) {
    const char *word;
    size_t      n;
    while ((word = pack_next_word(&given, &n)) != NULL)
        buf_printf(out, "if type(%.*s) == \"nil\" then error(\"%.*s\", 0) end\n", (int)n, word, (int)n, word);
}

static err_code check_names(checker *c, err *e) {
    buf           probe;
    err           why = {0};
    grade_outcome o;
    err_code      code = ERR_OK;
    buf_init(&probe);
    write_probe(&probe, c->q->given);
    for (size_t i = 0; code == ERR_OK && c->f->n == 0 && i < c->q->ncases; i++) {
        const store_case *k = &c->q->cases[i];
        bool              ran = grade_run(c->g, c->q, k, probe.text, probe.n, false, &o, &why) == ERR_OK;
        if (!ran) code = pack_setup_fault(c, k, "", &why, e);
        else if (o.verdict == GRADE_ERROR)
            pack_fault(c->f, c->file, k->number == 1 ? c->q->shown_line : c->q->hidden_line, "%s does not set %s in case %d",
                     k->number == 1 ? "Given" : "Cases", o.problem.text, k->number);
        else if (o.verdict != GRADE_PASS) code = err_set(e, ERR_SANDBOX, "the inputs could not be looked at: %s", grade_verdict_name(o.verdict));
        if (ran) grade_outcome_free(c->g, &o);
    }
    buf_free(&probe);
    return code;
}

/* --- the same again ------------------------------------------------------------------------------------- */

/* What is not drawn from np.random (a place in memory, an order of keys) comes out otherwise when memory is laid out
 * otherwise: the text is run once more behind a few tables. */
static err_code check_again(checker *c, const store_case *k, err *e) {
    static const char shift[] = "local a_, b_, c_ = {}, {{}, 1}, {{}, {}, {2}} a_, b_, c_ = nil ";
    store_question    shifted = *c->q;
    const char       *setup = k->number == 1 ? c->q->shown : c->q->hidden;
    err               why = {0};
    buf               text, first, again;
    buf_init(&text);
    buf_init(&first);
    buf_init(&again);
    buf_puts(&text, shift);
    buf_puts(&text, setup);
    shifted.shown = shifted.hidden = text.text;
    err_code code = grade_inputs(c->g, c->q, k, &first, &why);
    if (code == ERR_OK) code = grade_inputs(c->g, &shifted, k, &again, &why);
    if (code != ERR_OK) code = pack_setup_fault(c, k, "", &why, e);
    else if (first.n != again.n || memcmp(first.text, again.text, first.n) != 0)
        pack_fault(c->f, c->file, k->number == 1 ? c->q->shown_line : c->q->hidden_line,
                   "%s does not set the same again in case %d (n = %lld): draw from np.random only", k->number == 1 ? "Given" : "Cases", k->number, (long long)k->n);
    buf_free(&text);
    buf_free(&first);
    buf_free(&again);
    return code;
}

err_code pack_check_inputs(checker *c, err *e) {
    err_code code = check_names(c, e);
    for (size_t i = 0; code == ERR_OK && c->f->n == 0 && i < c->q->ncases; i++) code = check_again(c, &c->q->cases[i], e);
    return code;
}

void pack_describe_case(grader *g, const store_question *q, const store_case *k, buf *out) {
    buf inputs;
    buf_init(&inputs);
    buf_printf(out, "n = %lld, k = %d: ", (long long)k->n, k->number);
    if (grade_inputs(g, q, k, &inputs, NULL) == ERR_OK)
        for (size_t i = 0; i < inputs.n && i < 160; i++) {
            const char *s = inputs.text + i;
            bool        blank = *s == ' ' && i > 0 && (s[-1] == ' ' || s[-1] == '\n');
            if (*s != '\n' && !blank) buf_putc(out, *s);
            else if (*s == '\n' && s[1]) buf_puts(out, s[1] == ' ' ? " " : "; ");
        }
    buf_free(&inputs);
}
