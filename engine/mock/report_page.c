/* mock/report_page.c: the report as Markdown and as one HTML page that needs nothing else. */
#include <inttypes.h>
#include <string.h>

#include "mock/mock_int.h"

/* What differs between the two: how a thing is marked. */
typedef struct pen {
    buf *out;
    bool html;
} pen;

/* --- the pen ------------------------------------------------------------------------------------------ */

/* Text of strangers: no markup of theirs becomes ours, and nothing in it drives a terminal or a page. */
static void put(pen *p, const char *text, size_t n) {
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x20 && c != '\n') buf_putc(p->out, ' ');
        else if (p->html && strchr("<>&\"'", c)) buf_printf(p->out, "&#%d;", c);
        else if (!p->html && c < 0x80 && strchr("|*_`<>[]\\", c)) buf_printf(p->out, "\\%c", c);
        else buf_putc(p->out, (char)c);
    }
}

static void put_text(pen *p, const char *text) { put(p, text, strlen(text)); }

static void heading(pen *p, int level, const char *text) {
    if (p->html) buf_printf(p->out, "<h%d>", level);
    else buf_fill(p->out, '#', (size_t)level), buf_putc(p->out, ' ');
    put_text(p, text);
    if (p->html) buf_printf(p->out, "</h%d>\n", level);
    else buf_puts(p->out, "\n\n");
}

static void begin_line(pen *p) { buf_puts(p->out, p->html ? "<p>" : ""); }
static void end_line(pen *p) { buf_puts(p->out, p->html ? "</p>\n" : "\n\n"); }

/* Code in a fence longer than any in it. */
static void code(pen *p, const char *text) {
    size_t longest = 2, run = 0;
    for (const char *s = text; *s; s++) {
        run = *s == '`' ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    if (p->html) buf_puts(p->out, "<pre>");
    else buf_fill(p->out, '`', longest + 1), buf_puts(p->out, "lua\n");
    if (p->html) put_text(p, text);
    else
        for (const char *s = text; *s; s++) buf_putc(p->out, (unsigned char)*s < 0x20 && *s != '\n' ? ' ' : *s);
    if (p->html) buf_puts(p->out, "</pre>\n");
    else buf_putc(p->out, '\n'), buf_fill(p->out, '`', longest + 1), buf_puts(p->out, "\n\n");
}

static void begin_table(pen *p, const char *const *head) {
    buf_puts(p->out, p->html ? "<table><tr>" : "|");
    for (size_t i = 0; head[i]; i++) buf_printf(p->out, p->html ? "<th>%s</th>" : " %s |", head[i]);
    if (p->html) buf_puts(p->out, "</tr>\n");
    else {
        buf_puts(p->out, "\n|");
        for (size_t i = 0; head[i]; i++) buf_puts(p->out, "---|");
        buf_putc(p->out, '\n');
    }
}

static void begin_row(pen *p) { buf_puts(p->out, p->html ? "<tr>" : "|"); }
static void end_row(pen *p) { buf_puts(p->out, p->html ? "</tr>\n" : "\n"); }
static void end_table(pen *p) { buf_puts(p->out, p->html ? "</table>\n" : "\n"); }

static void cell(pen *p, const char *text) {
    buf_puts(p->out, p->html ? "<td>" : " ");
    put_text(p, text);
    buf_puts(p->out, p->html ? "</td>" : " |");
}

static void clock_cell(pen *p, int64_t ms) {
    buf text;
    buf_init(&text);
    if (ms < 0) buf_putc(&text, '-');
    else buf_printf(&text, "%" PRId64 ":%02d", ms / 60000, (int)(ms / 1000 % 60));
    cell(p, text.text);
    buf_free(&text);
}

/* --- the report --------------------------------------------------------------------------------------------- */

static void summary(pen *p, const mock *m, const mock_earlier *earlier, const char *when) {
    static const char *const ends[] = {"all questions were done", "the time was up", "the candidate ended it"};
    int64_t                  elapsed = m->event[m->nevents - 1].elapsed_ms;
    begin_line(p);
    put_text(p, when);
    buf_printf(p->out, "; %" PRId64 ":%02d of %" PRId64 ":%02d minutes; ", elapsed / 60000, (int)(elapsed / 1000 % 60), m->limit_ms / 60000, (int)(m->limit_ms / 1000 % 60));
    buf_puts(p->out, m->phase == MOCK_ENDED ? ends[m->reason] : "not ended yet");
    if (m->away_ms >= 1000) buf_printf(p->out, "; the program was away for %" PRId64 " s", m->away_ms / 1000);
    buf_putc(p->out, '.');
    end_line(p);
    begin_line(p);
    buf_printf(p->out, p->html ? "<b>%" PRId64 " of %" PRId64 " points, %" PRId64 " %%</b>" : "**%" PRId64 " of %" PRId64 " points, %" PRId64 " %%**", mock_points(m),
               mock_most(m), mock_percent(mock_points(m), mock_most(m)));
    if (earlier->n)
        buf_printf(p->out, "; the %d before: %" PRId64 " %% last time, %" PRId64 " %% at best, %" PRId64 " %% on average", earlier->n,
                   mock_percent(earlier->last_points, earlier->last_most), earlier->best_percent, earlier->mean_percent);
    buf_putc(p->out, '.');
    end_line(p);
}

static void sums(pen *p, const char *name, const mock_sum *sum, size_t n) {
    const char *const head[] = {name, "passed", "points", NULL};
    begin_table(p, head);
    for (size_t i = 0; i < n; i++) {
        buf text;
        buf_init(&text);
        begin_row(p);
        cell(p, sum[i].name);
        buf_printf(&text, "%d of %d", sum[i].passed, sum[i].n);
        cell(p, text.text);
        buf_clear(&text);
        buf_printf(&text, "%" PRId64 " of %" PRId64, sum[i].points, sum[i].most);
        cell(p, text.text);
        end_row(p);
        buf_free(&text);
    }
    end_table(p);
}

static void timeline(pen *p, const mock *m) {
    static const char *const head[] = {"question", "result", "points", "runs", "par", "spent", "reading", "first run", "pass", "idle", NULL};
    begin_table(p, head);
    for (size_t i = 0; i < m->n; i++) {
        const mock_slot *s = &m->slot[i];
        buf              text;
        buf_init(&text);
        begin_row(p);
        buf_printf(&text, "%zu. %s %s", i + 1, s->short_id, s->title);
        cell(p, text.text);
        cell(p, mock_verdict_words(s));
        buf_clear(&text);
        buf_printf(&text, "%d", mock_slot_points(s));
        cell(p, text.text);
        buf_clear(&text);
        buf_printf(&text, "%d", s->runs);
        cell(p, text.text);
        clock_cell(p, (int64_t)s->par_seconds * 1000);
        int64_t const times[] = {s->spent_ms, s->reading_ms, s->first_run_ms, s->pass_ms, s->idle_ms};
        for (size_t k = 0; k < sizeof times / sizeof *times; k++) clock_cell(p, times[k]);
        end_row(p);
        buf_free(&text);
    }
    end_table(p);
}

static void answers(pen *p, const mock *m, int slot) {
    const mock_event *run = NULL;
    for (size_t i = 0; i < m->nevents; i++) {
        const mock_event *ev = &m->event[i];
        if (ev->slot != slot) continue;
        if (ev->kind == MOCK_RUN) run = ev;
        if (ev->kind != MOCK_VERDICT || !run) continue;
        size_t n = strcspn(ev->text, "\n");
        begin_line(p);
        buf_printf(p->out, "At %" PRId64 ":%02d%s: ", run->elapsed_ms / 60000, (int)(run->elapsed_ms / 1000 % 60), run->value ? ", as it stood when it ended" : "");
        put(p, ev->text, n);
        if (ev->text[n]) {
            buf_puts(p->out, ". ");
            put_text(p, ev->text + n + 1);
        }
        end_line(p);
        code(p, run->text);
    }
}

static void questions(pen *p, const mock *m) {
    for (size_t i = 0; i < m->n; i++) {
        const mock_slot *s = &m->slot[i];
        buf              text;
        buf_init(&text);
        buf_printf(&text, "%zu. %s: %s", i + 1, s->title, mock_verdict_words(s));
        heading(p, 3, text.text);
        answers(p, m, (int)i + 1);
        if (s->asked) {
            begin_line(p);
            buf_printf(p->out, "Spoken: %d of %d points, scored by the candidate.", s->said, s->say_most);
            end_line(p);
        }
        if (s->follows) {
            begin_line(p);
            buf_printf(p->out, "Follow-up: %s.", s->follows_passed ? "passed" : "not passed");
            end_line(p);
        }
        buf_free(&text);
    }
}

static void write_report(pen *p, const mock *m, const mock_earlier *earlier, const char *when) {
    mock_sum sum[MOCK_MAX_SUMS];
    int      next = mock_practise_next(m);
    heading(p, 1, "Mock interview");
    summary(p, m, earlier, when);
    heading(p, 2, "Levels and concepts");
    sums(p, "level", sum, mock_by_level(m, sum));
    sums(p, "concept", sum, mock_by_concept(m, sum));
    heading(p, 2, "Timeline");
    timeline(p, m);
    if (next) {
        begin_line(p);
        buf_puts(p->out, "To practise next: ");
        put_text(p, m->slot[next - 1].title);
        buf_puts(p->out, p->html ? ", <code>ndrill practice " : ", `ndrill practice ");
        put_text(p, m->slot[next - 1].id);
        buf_puts(p->out, p->html ? "</code>." : "`.");
        end_line(p);
    }
    heading(p, 2, "Answers");
    questions(p, m);
    begin_line(p);
    buf_printf(p->out, "Digest of the last event: %s", mock_last_digest(m));
    end_line(p);
}

void mock_report_md(buf *out, const mock *m, const mock_earlier *earlier, const char *when) {
    pen p = {out, false};
    write_report(&p, m, earlier, when);
}

static const char style[] =
    "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222;background:#fff}"
    "table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #bbb;padding:.2em .6em;text-align:left}"
    "pre{background:#f3f3f3;padding:.6em;overflow:auto}@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}"
    "pre{background:#2a2a2a}td,th{border-color:#555}}</style>";

void mock_report_html(buf *out, const mock *m, const mock_earlier *earlier, const char *when) {
    pen p = {out, true};
    buf_puts(out, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>Mock interview</title>\n");
    buf_puts(out, style);
    buf_puts(out, "</head><body>\n");
    write_report(&p, m, earlier, when);
    buf_puts(out, "</body></html>\n");
}
