/* grader/report.c: a report as text for a person and as JSON for a program. */
#include <inttypes.h>
#include <string.h>

#include "grader/grade_int.h"

#define PRINTED_SHOWN 2000u        /* bytes of what was printed that a report repeats */

void grade_report_init(grade_report *r) {
    memset(r, 0, sizeof *r);
    r->wrong_part = -1;
    buf_init(&r->headline);
    buf_init(&r->text);
    buf_init(&r->why);
    buf_init(&r->printed);
    buf_init(&r->warnings);
    buf_init(&r->value);
}

void grade_report_free(grade_report *r) {
    buf_free(&r->headline);
    buf_free(&r->text);
    buf_free(&r->why);
    buf_free(&r->printed);
    buf_free(&r->warnings);
    buf_free(&r->value);
    grade_report_init(r);
}

/* --- text ------------------------------------------------------------------------------------ */

/* Each line of text moved two columns to the right. */
static void add_block(buf *out, const char *text, size_t n) {
    bool fresh = true;
    for (size_t i = 0; i < n; i++) {
        if (fresh && text[i] != '\n') buf_puts(out, "  ");
        buf_putc(out, text[i]);
        fresh = text[i] == '\n';
    }
    if (!fresh) buf_putc(out, '\n');
}

static const char *plural(uint64_t n) { return n == 1 ? "" : "s"; }

static void add_bill(buf *out, const grade_cost *c) {
    buf_printf(out, "  bill: %" PRIu64 " array%s, %" PRIu64 " byte%s, %" PRIu64 " view%s", c->arrays, plural(c->arrays), c->nbytes,
               plural(c->nbytes), c->views, plural(c->views));
    if (c->instructions) buf_printf(out, ", %" PRIu64 " Lua step%s", c->instructions, plural(c->instructions));
    buf_putc(out, '\n');
}

static void add_head(buf *out, const grade_report *r) {
    buf_puts(out, grade_verdict_name(r->verdict));
    if (r->headline.n) buf_printf(out, "  %s", r->headline.text);
    if (r->code[0]) buf_printf(out, "  [%s]", r->code);
    if (r->failed_shown) buf_puts(out, "  on the example");
    else if (r->failed_case > 0 && r->verdict != GRADE_UNGRADABLE)
        buf_printf(out, "  on hidden case %d (%zu of %zu passed)", r->failed_case, r->passed, r->cases);
    if (r->verdict == GRADE_PASS) buf_printf(out, "  %zu case%s", r->cases, plural(r->cases));
    buf_putc(out, '\n');
}

static void add_problem(buf *out, const grade_report *r, const char *answer, size_t n) {
    buf shown, clean;
    buf_init(&shown);
    buf_init(&clean);
    bind_problem_show(&shown, &r->problem, "answer", answer, n);
    grade_clean(&clean, shown.text, shown.n);
    add_block(out, clean.text, clean.n);
    buf_free(&shown);
    buf_free(&clean);
}

void grade_report_show(buf *out, const grade_report *r, const char *answer, size_t n) {
    add_head(out, r);
    if ((r->verdict == GRADE_ERROR || r->verdict == GRADE_UNGRADABLE) && r->problem.line > 0) {
        add_problem(out, r, answer, n);
        const char *with = strstr(r->text.text, "\nwith\n");
        if (with) add_block(out, with + 1, strlen(with + 1));
    } else add_block(out, r->text.text, r->text.n);
    if (r->why.n) add_block(out, r->why.text, r->why.n);
    if (r->verdict == GRADE_PASS && r->value.n) add_block(out, r->value.text, r->value.n);
    if (r->verdict == GRADE_PASS) add_bill(out, &r->cost);
    if (r->printed.n) {
        bool much = r->printed.n > PRINTED_SHOWN;
        buf_puts(out, "  printed:\n");
        add_block(out, r->printed.text, much ? PRINTED_SHOWN : r->printed.n);
        if (much) buf_printf(out, "  ... and %zu bytes more\n", r->printed.n - PRINTED_SHOWN);
    }
    if (r->warnings.n) add_block(out, r->warnings.text, r->warnings.n);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void add_key(buf *out, const char *key) {
    buf_printf(out, "%s\"%s\":", out->n && out->text[out->n - 1] != '{' ? "," : "", key);
}

static void add_text(buf *out, const char *key, const char *text) {
    add_key(out, key);
    store_json_text(out, text);
}

static void add_number(buf *out, const char *key, uint64_t x) {
    add_key(out, key);
    buf_printf(out, "%" PRIu64, x);
}

static void add_problem_object(buf *out, const bind_problem *p) {
    add_key(out, "problem");
    buf_putc(out, '{');
    add_text(out, "type", p->type);
    add_text(out, "text", p->text);
    add_number(out, "line", p->line > 0 ? (uint64_t)p->line : 0);
    add_number(out, "column", p->column > 0 ? (uint64_t)p->column : 0);
    add_text(out, "hint", p->hint);
    add_text(out, "rewrite", p->rewrite);
    buf_putc(out, '}');
}

static void add_cost_object(buf *out, const grade_cost *c) {
    add_key(out, "bill");
    buf_putc(out, '{');
    add_number(out, "arrays", c->arrays);
    add_number(out, "views", c->views);
    add_number(out, "bytes", c->nbytes);
    add_number(out, "peak", c->peak);
    add_number(out, "elements", c->elements);
    add_number(out, "steps", c->instructions);
    buf_putc(out, '}');
}

void grade_report_json(buf *out, const grade_report *r, const char *question_id) {
    buf_putc(out, '{');
    add_text(out, "question", question_id);
    add_text(out, "verdict", grade_verdict_name(r->verdict));
    add_text(out, "code", r->code);
    add_text(out, "headline", r->headline.text);
    add_text(out, "text", r->text.text);
    add_text(out, "why", r->why.text);
    add_number(out, "failed_case", r->failed_case > 0 ? (uint64_t)r->failed_case : 0);
    add_number(out, "cases", r->cases);
    add_number(out, "passed", r->passed);
    add_text(out, "value", r->value.text);
    add_text(out, "printed", r->printed.text);
    add_text(out, "warnings", r->warnings.text);
    if (r->problem.text[0]) add_problem_object(out, &r->problem);
    if (r->npoints) {
        add_key(out, "points");
        for (size_t i = 0; i < r->npoints; i++) buf_printf(out, "%s%s", i ? "," : "[", r->covered >> i & 1 ? "true" : "false");
        buf_putc(out, ']');
    }
    add_cost_object(out, &r->cost);
    add_key(out, "signature");
    buf_printf(out, "\"%016" PRIx64 "\"", r->signature);
    buf_puts(out, "}\n");
}
