/* trainer/page_question.c: a question as a page. */
#include <string.h>

#include "trainer/trainer.h"

const store_part *tr_part(const store_question *q, store_part_kind kind, int number) {
    for (size_t i = 0; i < q->nparts; i++)
        if (q->parts[i].kind == kind && number-- == 0) return &q->parts[i];
    return NULL;
}

int tr_count_parts(const store_question *q, store_part_kind kind) {
    int n = 0;
    for (size_t i = 0; i < q->nparts; i++) n += q->parts[i].kind == kind;
    return n;
}

static void clean_text(buf *out, const char *text) { tr_clean(out, text, strlen(text)); }

static void heading(buf *out, const tr_look *look, const store_question *q) {
    buf left, right;
    buf_init(&left);
    buf_init(&right);
    buf_putc(&left, ' ');
    clean_text(&left, q->short_id);
    buf_puts(&left, "  ");
    clean_text(&left, q->title);
    clean_text(&right, q->level);
    buf_puts(&right, "   par ");
    tr_clock(&right, q->par_seconds);
    buf line;
    buf_init(&line);
    tr_spread(&line, look, left.text, right.text);
    tr_tint(out, look, TR_STRONG, line.text);
    buf_free(&line);
    buf_free(&left);
    buf_free(&right);
}

/* "What to give: one; two" as one line or a numbered list. */
static void outputs(buf *out, const tr_look *look, const store_question *q) {
    if (grade_kind_of(q) == GRADE_KIND_EXPLAIN) buf_puts(out, " Answer in your own words.\n");
    if (!q->outputs[0]) return;
    const char *ask = grade_kind_of(q) == GRADE_KIND_PREDICT ? "Tell" : "Give";
    buf text;
    buf_init(&text);
    clean_text(&text, q->outputs);
    if (!strchr(text.text, '\n')) {
        buf line;
        buf_init(&line);
        buf_printf(&line, "%s: %s", ask, text.text);
        tr_wrap(out, line.text, look->width, 1);
        buf_free(&line);
    } else {
        int number = 1;
        buf_printf(out, " %s, in order, separated by commas:\n", ask);
        for (const char *s = text.text; *s; number++) {
            size_t n = strcspn(s, "\n");
            buf_printf(out, "   %d. %.*s\n", number, (int)n, s);
            s += n;
            if (*s) s++;
        }
    }
    buf_free(&text);
}

static void given(buf *out, const char *inputs) {
    buf text;
    buf_init(&text);
    clean_text(&text, inputs);
    for (const char *s = text.text; *s;) {
        size_t n = strcspn(s, "\n");
        buf_puts(out, "   ");
        buf_add(out, s, n);
        buf_putc(out, '\n');
        s += n;
        if (*s) s++;
    }
    buf_free(&text);
}

void tr_page_question(buf *out, const tr_look *look, const store_question *q, const char *inputs) {
    heading(out, look, q);
    buf_putc(out, '\n');
    buf prompt;
    buf_init(&prompt);
    clean_text(&prompt, q->prompt);
    tr_wrap(out, prompt.text, look->width, 1);
    buf_free(&prompt);
    if (inputs[0]) {
        buf_puts(out, "\n Given:\n");
        given(out, inputs);
    }
    const store_part *program = tr_part(q, STORE_PROGRAM, 0);
    if (program) {
        buf_puts(out, "\n Without running it, what does this give?\n");
        given(out, program->text);
    }
    buf_putc(out, '\n');
    outputs(out, look, q);
}
