/* trainer/page_mock.c: what an interview shows while it goes on. */
#include <string.h>

#include "trainer/mock_sit.h"

static void left_of(buf *out, const mock *m, int64_t now) { tr_clock(out, (mock_left(m, now) + 999) / 1000); }

void tr_page_mock_plan(buf *out, const tr_look *look, const mock *m) {
    buf text;
    buf_init(&text);
    buf_printf(&text, "Mock interview: %zu question%s, ", m->n, m->n == 1 ? "" : "s");
    tr_clock(&text, m->limit_ms / 1000);
    buf_printf(&text, " in total. Each question may be run %d time%s. No hints, %s.", m->runs, m->runs == 1 ? "" : "s",
               m->may_pause ? "pauses allowed" : "no pauses");
    tr_wrap(out, text.text, look->width, 1);
    buf_clear(&text);
    for (size_t i = 0; i < m->n; i++) {
        buf line;
        buf_init(&line);
        buf_printf(&line, "   %zu. ", i + 1);
        tr_clean(&line, m->slot[i].level, strlen(m->slot[i].level));
        buf_puts(&line, ", about ");
        tr_clock(&line, m->slot[i].budget_ms / 1000);
        buf_printf(out, "%s\n", line.text);
        buf_free(&line);
    }
    buf_free(&text);
}

void tr_page_mock_question(buf *out, const tr_look *look, const mock *m, const store_question *q, const char *inputs, int64_t now) {
    const mock_slot *s = &m->slot[m->current - 1];
    buf              left, right;
    buf_init(&left);
    buf_init(&right);
    buf_putc(out, '\n');
    tr_rule(out, look);
    buf_printf(&left, " Question %d of %zu%s", m->current, m->n, s->in_follow ? ", follow-up" : "");
    int64_t budget = s->budget_ms - mock_spent(m, m->current, now);
    buf_puts(&right, budget > 0 ? "about " : "over its time by ");
    tr_clock(&right, budget > 0 ? (budget + 999) / 1000 : -budget / 1000);
    if (budget > 0) buf_puts(&right, " for it");
    int runs = m->runs - (s->in_follow ? s->follow_runs : s->runs);
    if (!s->in_words) buf_printf(&right, ", %d run%s", runs, runs == 1 ? "" : "s");
    tr_spread(out, look, left.text, right.text);
    tr_page_question(out, look, q, inputs);
    buf_free(&left);
    buf_free(&right);
}

static const char *standing(const mock *m, size_t i) {
    const mock_slot *s = &m->slot[i];
    if (s->passed) return "passed";
    if (s->closed) return "not passed";
    if ((int)i + 1 == m->current) return "before you";
    if (s->skipped) return "put aside";
    return s->shown ? "open" : "not seen yet";
}

void tr_page_mock_standing(buf *out, const tr_look *look, const mock *m, int64_t now) {
    (void)look;
    buf_puts(out, " Left: ");
    left_of(out, m, now);
    buf_puts(out, " of ");
    tr_clock(out, m->limit_ms / 1000);
    buf_putc(out, '\n');
    for (size_t i = 0; i < m->n; i++) {
        const mock_slot *s = &m->slot[i];
        buf_printf(out, "   %zu. %s, %d run%s, ", i + 1, standing(m, i), s->runs, s->runs == 1 ? "" : "s");
        tr_clock(out, mock_spent(m, (int)i + 1, now) / 1000);
        buf_puts(out, " of about ");
        tr_clock(out, s->budget_ms / 1000);
        buf_putc(out, '\n');
    }
}

void tr_page_mock_keys(buf *out, const tr_look *look, const mock *m) {
    static const char *const keys[][2] = {
        {":n", "put it aside, next one"}, {":g N", "go to question N"}, {":t", "time and standing"}, {":r", "show it again"},
        {":end", "end the interview"},    {":q", "leave, go on later"}, {":p", "stop the clock"},
    };
    size_t n = sizeof keys / sizeof *keys - !m->may_pause;
    bool   pairs = look->width >= 72;
    tr_wrap(out, "Type an answer and press ENTER: that is a run. Several lines: end a line with \\, or paste them.", look->width, 1);
    tr_wrap(out, "The clock in the prompt is the time that is left; ! means that this question has had its share.", look->width, 1);
    for (size_t i = 0; i < n; i++) {
        bool ends = !pairs || i % 2 || i + 1 == n;
        buf_printf(out, ends ? "   %-5s %s\n" : "   %-5s %-26s", keys[i][0], keys[i][1]);
    }
}

void tr_page_mock_said(buf *out, const tr_look *look, const char *said, bool good) {
    buf text, wrapped;
    buf_init(&text);
    buf_init(&wrapped);
    tr_clean(&text, said, strlen(said));
    tr_wrap(&wrapped, text.text, look->width, 1);
    buf_putc(out, '\n');
    tr_tint(out, look, good ? TR_GOOD : TR_BAD, wrapped.text);
    buf_free(&text);
    buf_free(&wrapped);
}

int tr_mock_points_of(const store_part *say) {
    int n = 0;
    for (const char *s = say->text; *s;) {
        size_t len = strcspn(s, "\n");
        n += len > 0;
        s += len + (s[len] == '\n');
    }
    return n > 0 && n <= 100 ? n : 1;
}

/* "- text", and what does not fit on its line below the text. */
static void list_item(buf *out, const tr_look *look, const char *mark, const char *text, size_t n) {
    buf clean, wrapped;
    buf_init(&clean);
    buf_init(&wrapped);
    tr_clean(&clean, text, n);
    tr_wrap(&wrapped, clean.text, look->width, 3 + (int)strlen(mark));
    if (wrapped.n > 3 + strlen(mark)) memcpy(wrapped.text + 3, mark, strlen(mark));
    buf_add(out, wrapped.text, wrapped.n);
    buf_free(&clean);
    buf_free(&wrapped);
}

void tr_page_mock_points(buf *out, const tr_look *look, const store_part *say) {
    buf_puts(out, " A good answer says:\n");
    for (const char *s = say->text; *s;) {
        size_t len = strcspn(s, "\n");
        if (len) list_item(out, look, "- ", s, len);
        s += len + (s[len] == '\n');
    }
}

void tr_page_mock_explained(buf *out, const tr_look *look, const store_question *q, const char *answer) {
    buf_puts(out, " A good answer says (x: found in yours):\n");
    for (int i = 0; tr_part(q, STORE_POINT, i); i++) {
        const store_part *p = tr_part(q, STORE_POINT, i);
        list_item(out, look, grade_point_covered(p->title, answer, strlen(answer)) ? "x " : "- ", p->text, strlen(p->text));
    }
}
