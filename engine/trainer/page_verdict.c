/* trainer/page_verdict.c: what came of an answer, and the pages behind it: hint, why, solution. */
#include <stdio.h>
#include <string.h>

#include "trainer/trainer.h"

void tr_lines(buf *out, const char *text, size_t n, int width, int indent) {
    buf clean, line;
    buf_init(&clean);
    buf_init(&line);
    tr_clean(&clean, text, n);
    for (const char *s = clean.text; *s;) {
        size_t len = strcspn(s, "\n");
        bool   fold = width && s[0] != ' ' && tr_columns(s, len) + (size_t)indent > (size_t)width;
        buf_clear(&line);
        buf_add(&line, s, len);
        if (fold) {
            tr_wrap(out, line.text, width, indent);
        } else {
            if (len) buf_fill(out, ' ', (size_t)indent);
            buf_puts(out, line.text);
            buf_putc(out, '\n');
        }
        s += len;
        if (*s) s++;
    }
    buf_free(&line);
    buf_free(&clean);
}

static void effort(buf *out, const tr_try *t) {
    buf_printf(out, "%lld s, %d run%s", (long long)((t->spent_ms + 500) / 1000), t->runs, t->runs == 1 ? "" : "s");
    if (t->hints) buf_printf(out, ", %d hint%s", t->hints, t->hints == 1 ? "" : "s");
}

static void page_pass(buf *out, const tr_look *look, const store_question *q, const grade_report *r, const tr_try *t) {
    buf left, right, value;
    buf_init(&left);
    buf_init(&right);
    buf_init(&value);
    tr_clean(&value, r->value.text, r->value.n);
    bool one_line = !strchr(value.text, '\n') && tr_columns(value.text, value.n) < (size_t)look->width - 24;
    buf_puts(&left, " PASS   ");
    if (one_line) buf_puts(&left, value.text);
    effort(&right, t);
    buf line;
    buf_init(&line);
    tr_spread(&line, look, left.text, right.text);
    tr_tint(out, look, TR_GOOD, line.text);
    if (!one_line) tr_lines(out, value.text, value.n, 0, 8);
    if (grade_kind_of(q) != GRADE_KIND_PREDICT) {
        buf_puts(out, "        bill: ");
        tr_bill(out, &r->cost);
        buf_putc(out, '\n');
    }
    const store_part *practice = tr_part(q, STORE_PRACTICE, 0);
    if (practice) {
        buf text;
        buf_init(&text);
        buf_puts(&text, "Good to know: ");
        tr_clean(&text, practice->text, strlen(practice->text));
        tr_wrap(out, text.text, look->width, 8);
        buf_free(&text);
    }
    buf_free(&line);
    buf_free(&left);
    buf_free(&right);
    buf_free(&value);
}

static const char *banner(grade_verdict v) {
    switch (v) {
    case GRADE_UNGRADABLE: return " NOT RUN   ";
    case GRADE_WRONG: return " NOT YET   ";
    case GRADE_INTERNAL: return " OUR FAULT   ";
    default: return " NOT YET   ";
    }
}

static void page_not_yet(buf *out, const tr_look *look, const grade_report *r) {
    buf left;
    buf_init(&left);
    buf_puts(&left, banner(r->verdict));
    if (r->verdict != GRADE_WRONG && r->verdict != GRADE_UNGRADABLE) buf_printf(&left, "%s: ", grade_verdict_name(r->verdict));
    tr_clean(&left, r->headline.text, r->headline.n);
    buf line;
    buf_init(&line);
    tr_spread(&line, look, left.text, r->code);
    tr_tint(out, look, TR_BAD, line.text);
    if (r->why.n) {
        buf why;
        buf_init(&why);
        tr_clean(&why, r->why.text, r->why.n);
        tr_wrap(out, why.text, look->width, 3);
        buf_free(&why);
    }
    buf_free(&line);
    buf_free(&left);
}

/* An error is shown with its line; everything else is explained. */
static void explanation(buf *out, const tr_look *look, const grade_report *r, const char *answer, size_t n) {
    if (r->verdict != GRADE_ERROR && r->verdict != GRADE_UNGRADABLE) {
        tr_lines(out, r->text.text, r->text.n, look->width, 3);
        return;
    }
    buf shown;
    buf_init(&shown);
    bind_problem_show(&shown, &r->problem, "answer", answer, n);
    tr_lines(out, shown.text, shown.n, 0, 3);
    buf_free(&shown);
    /* The inputs of a case that is not the shown one. */
    const char *with = strstr(r->text.text, "\nwith\n");
    if (with) tr_lines(out, with + 1, strlen(with + 1), 0, 3);
}

static void side_lines(buf *out, const char *what, const buf *text) {
    if (!text->n) return;
    size_t most = 2000, n = text->n < most ? text->n : most;
    buf_printf(out, "   %s\n", what);
    tr_lines(out, text->text, n, 0, 5);
    if (n < text->n) buf_printf(out, "     ... and %zu bytes more\n", text->n - n);
}

void tr_page_verdict(buf *out, const tr_look *look, const store_question *q, const grade_report *r,
                     const tr_try *t, const char *answer, size_t n) {
    if (grade_kind_of(q) == GRADE_KIND_EXPLAIN) {
        tr_page_points(out, look, q, r);
        return;
    }
    if (r->verdict == GRADE_PASS) {
        page_pass(out, look, q, r, t);
    } else {
        page_not_yet(out, look, r);
        explanation(out, look, r, answer, n);
    }
    side_lines(out, "it printed:", &r->printed);
    side_lines(out, "warnings:", &r->warnings);
}

/* --- the pages behind -------------------------------------------------------------------- */

void tr_page_hint(buf *out, const tr_look *look, const store_question *q, int number) {
    const store_part *hint = tr_part(q, STORE_HINT, number - 1);
    if (!hint) return;
    buf text;
    buf_init(&text);
    buf_printf(&text, "Hint %d of %d: ", number, tr_count_parts(q, STORE_HINT));
    tr_clean(&text, hint->text, strlen(hint->text));
    tr_wrap(out, text.text, look->width, 1);
    buf_free(&text);
}

static void part_text(buf *out, const tr_look *look, const char *name, const store_part *part, bool code) {
    if (!part) return;
    buf_putc(out, ' ');
    tr_tint(out, look, TR_STRONG, name);
    if (part->title[0]) {
        buf_puts(out, ": ");
        tr_clean(out, part->title, strlen(part->title));
    }
    buf_putc(out, '\n');
    if (code) {
        tr_lines(out, part->text, strlen(part->text), 0, 4);
    } else {
        buf text;
        buf_init(&text);
        tr_clean(&text, part->text, strlen(part->text));
        tr_wrap(out, text.text, look->width, 4);
        buf_free(&text);
    }
    buf_putc(out, '\n');
}

/* A question to answer aloud: the points of a good answer, one a line. */
static void say_part(buf *out, const tr_look *look, const store_part *part) {
    buf text;
    buf_init(&text);
    for (const char *s = part->text; *s;) {
        size_t n = strcspn(s, "\n");
        if (n) buf_puts(&text, "- ");
        buf_add(&text, s, n);
        buf_putc(&text, '\n');
        s += n;
        if (*s) s++;
    }
    store_part listed = *part;
    listed.text = text.text;
    part_text(out, look, "Say", &listed, false);
    buf_free(&text);
}

void tr_page_why(buf *out, const tr_look *look, const store_question *q) {
    part_text(out, look, "Concept", tr_part(q, STORE_CONCEPT, 0), false);
    part_text(out, look, "Example", tr_part(q, STORE_EXAMPLE, 0), true);
    part_text(out, look, "Best practice", tr_part(q, STORE_PRACTICE, 0), false);
    for (int i = 0; tr_part(q, STORE_SAY, i); i++) say_part(out, look, tr_part(q, STORE_SAY, i));
}

void tr_page_solution(buf *out, const tr_look *look, const store_question *q) {
    for (int i = 0; tr_part(q, STORE_ROUTE, i); i++) part_text(out, look, "Answer", tr_part(q, STORE_ROUTE, i), true);
    part_text(out, look, "In NumPy", tr_part(q, STORE_NUMPY, 0), true);
    part_text(out, look, "A good answer", tr_part(q, STORE_MODEL, 0), false);
}

/* What the machine found is told as that: how good the answer was, its author knows better. */
void tr_page_points(buf *out, const tr_look *look, const store_question *q, const grade_report *r) {
    buf head;
    buf_init(&head);
    buf_printf(&head, " %s   %s found in your answer\n", r->verdict == GRADE_PASS ? "PASS" : "NOT YET", r->headline.text);
    tr_tint(out, look, r->verdict == GRADE_PASS ? TR_GOOD : TR_BAD, head.text);
    buf_free(&head);
    if (r->why.n) tr_lines(out, r->why.text, r->why.n, look->width, 3);
    tr_lines(out, r->text.text, r->text.n, look->width, 3);
    buf_putc(out, '\n');
    part_text(out, look, "A good answer", tr_part(q, STORE_MODEL, 0), false);
}

static const struct { const char *key, *what; } keys[] = {
    {":h", "a hint"}, {":s", "the solutions (gives it up)"}, {":w", "the idea behind it"},
    {":d NAME", "what a name of np or plt does"},
    {":n", "another question"}, {":l", "the list"}, {":g ID", "go to a question"}, {":r", "show it again"},
    {":e", "write the answer in your editor"}, {":play", "try things out on a copy of the inputs"},
    {":u", "keep the failing case: show it, run it first"}, {":growth", "how the work grows with the size"},
    {":undo", "take the last rating back"}, {":1 to :4", "rate it yourself: again, hard, good, easy"},
    {":mock N", "an interview of N questions"}, {":?", "this page"}, {":q", "quit"},
};

void tr_page_keys(buf *out, const tr_look *look) {
    tr_wrap(out, "Type an answer in array notation and press ENTER. Several lines: end a line with \\, or paste them. TAB completes names. "
                 "Arrays count from 0, Lua tables from 1. The value of an answer is its last expression, or its last assignment.\n",
            look->width, 1);
    buf_putc(out, '\n');
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) buf_printf(out, "   %-9s %s\n", keys[i].key, keys[i].what);
}
