/* trainer/page_mock_report.c: the report of an interview as a page, and the keys below it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "trainer/cmd_mock.h"
#include "trainer/mock_sit.h"
#include "trainer/page_mock_report.h"

static void add_clock(buf *out, int64_t ms) {
    if (ms < 0) buf_puts(out, "-");
    else tr_clock(out, ms / 1000);
}

static void wrapped(buf *out, const tr_look *look, const char *text, int indent) { tr_wrap(out, text, look->width, indent); }

/* --- the sum ------------------------------------------------------------------------------------------- */

static void summary(buf *out, const tr_look *look, const mock *m, const mock_earlier *earlier) {
    static const char *const ends[] = {"all done", "time was up", "ended early"};
    buf                      left, right;
    buf_init(&left);
    buf_init(&right);
    tr_rule(out, look);
    buf_printf(&left, " %" PRId64 " of %" PRId64 " points, %" PRId64 " %%", mock_points(m), mock_most(m), mock_percent(mock_points(m), mock_most(m)));
    add_clock(&right, m->event[m->nevents - 1].elapsed_ms);
    buf_puts(&right, " of ");
    add_clock(&right, m->limit_ms);
    buf_printf(&right, ", %s", m->phase == MOCK_ENDED ? ends[m->reason] : "under way");
    buf line;
    buf_init(&line);
    tr_spread(&line, look, left.text, right.text);
    tr_tint(out, look, TR_STRONG, line.text);
    buf_clear(&line);
    if (earlier->n) {
        buf_printf(&line, "Your %d before: %" PRId64 " %% last time, %" PRId64 " %% at best, %" PRId64 " %% on average.", earlier->n,
                   mock_percent(earlier->last_points, earlier->last_most), earlier->best_percent, earlier->mean_percent);
        wrapped(out, look, line.text, 1);
    }
    buf_clear(&line);
    if (m->away_ms >= 1000) {
        buf_printf(&line, "The program was away for %" PRId64 " s; the clock %s.", m->away_ms / 1000, m->may_pause ? "stood still" : "ran on");
        wrapped(out, look, line.text, 1);
    }
    buf_putc(out, '\n');
    buf_free(&line);
    buf_free(&left);
    buf_free(&right);
}

/* --- question by question ------------------------------------------------------------------------------------ */

static void par_words(buf *out, const mock_slot *s) {
    int64_t par = (int64_t)s->par_seconds * 1000;
    if (!s->passed || par <= 0) return;
    int64_t off = s->pass_ms > par ? s->pass_ms - par : par - s->pass_ms;
    if (off < 1000) {
        buf_puts(out, ", at par");
        return;
    }
    buf_puts(out, ", ");
    add_clock(out, off);
    buf_puts(out, s->pass_ms > par ? " over par" : " under par");
}

static void slot_lines(buf *out, const tr_look *look, const mock *m, size_t i) {
    const mock_slot *s = &m->slot[i];
    buf              left, right, times;
    buf_init(&left);
    buf_init(&right);
    buf_init(&times);
    buf_printf(&left, " %zu. ", i + 1);
    tr_clean(&left, s->short_id, strlen(s->short_id));
    buf_puts(&left, " ");
    tr_clean(&left, s->title, strlen(s->title));
    buf_printf(&right, "%s, %d of %d", mock_verdict_words(s), mock_slot_points(s), mock_slot_most(s));
    if (s->in_words) buf_cut(&right, (size_t)(strchr(right.text, ',') - right.text));
    tr_spread(out, look, left.text, right.text);
    buf_printf(&times, "%d run%s; read ", s->runs, s->runs == 1 ? "" : "s");
    add_clock(&times, s->reading_ms);
    buf_puts(&times, ", first run ");
    add_clock(&times, s->first_run_ms);
    buf_puts(&times, ", pass ");
    add_clock(&times, s->pass_ms);
    par_words(&times, s);
    if (s->idle_ms) buf_puts(&times, ", idle "), add_clock(&times, s->idle_ms);
    if (s->asked) buf_printf(&times, "; spoken %d of %d, scored by yourself", s->said, s->say_most);
    if (s->follows) buf_printf(&times, "; follow-up %s", s->follows_passed ? "passed" : "not passed");
    wrapped(out, look, times.text, 5);
    buf_free(&left);
    buf_free(&right);
    buf_free(&times);
}

/* "beginner 20 of 20, coding 6 of 10" */
static void sum_line(buf *out, const tr_look *look, const char *name, const mock_sum *sum, size_t n) {
    buf text;
    buf_init(&text);
    buf_printf(&text, "%s: ", name);
    size_t shown = n > 6 ? 6 : n;
    for (size_t i = 0; i < shown; i++) {
        buf_puts(&text, i ? ", " : "");
        tr_clean(&text, sum[i].name, strlen(sum[i].name));
        buf_printf(&text, " %" PRId64 " of %" PRId64, sum[i].points, sum[i].most);
    }
    if (shown < n) buf_printf(&text, ", and %zu more", n - shown);
    wrapped(out, look, text.text, 1);
    buf_free(&text);
}

void tr_page_mock_report(buf *out, const tr_look *look, const mock *m, const mock_earlier *earlier) {
    mock_sum sum[MOCK_MAX_SUMS];
    summary(out, look, m, earlier);
    for (size_t i = 0; i < m->n; i++) slot_lines(out, look, m, i);
    buf_putc(out, '\n');
    sum_line(out, look, "By level", sum, mock_by_level(m, sum));
    sum_line(out, look, "By concept, weakest first", sum, mock_by_concept(m, sum));
    int next = mock_practise_next(m);
    if (next) {
        buf text;
        buf_init(&text);
        buf_puts(&text, "To practise next: ");
        tr_clean(&text, m->slot[next - 1].title, strlen(m->slot[next - 1].title));
        buf_puts(&text, " (");
        tr_clean(&text, m->slot[next - 1].short_id, strlen(m->slot[next - 1].short_id));
        buf_puts(&text, ")");
        wrapped(out, look, text.text, 1);
        buf_free(&text);
    }
}

/* --- the answers -------------------------------------------------------------------------------------------------- */

static void indented(buf *out, const char *text, int indent) {
    buf clean;
    buf_init(&clean);
    tr_clean(&clean, text, strlen(text));
    for (const char *s = clean.text; *s;) {
        size_t n = strcspn(s, "\n");
        buf_fill(out, ' ', (size_t)indent);
        buf_add(out, s, n);
        buf_putc(out, '\n');
        s += n + (s[n] == '\n');
    }
    buf_free(&clean);
}

static void one_answer(buf *out, const tr_look *look, const mock_event *run, const mock_event *verdict) {
    size_t n = strcspn(verdict->text, "\n");
    buf    line;
    buf_init(&line);
    add_clock(&line, run->elapsed_ms);
    buf_printf(&line, " %s", run->value ? "(as it stood) " : "");
    tr_clean(&line, verdict->text, n);
    if (verdict->text[n]) {
        buf_puts(&line, ": ");
        tr_clean(&line, verdict->text + n + 1, strlen(verdict->text + n + 1));
    }
    indented(out, run->text, 7);
    wrapped(out, look, line.text, 3);
    buf_free(&line);
}

void tr_page_mock_answers(buf *out, const tr_look *look, const mock *m) {
    for (size_t i = 0; i < m->n; i++) {
        const mock_event *run = NULL;
        buf               head;
        buf_init(&head);
        buf_printf(&head, " %zu. ", i + 1);
        tr_clean(&head, m->slot[i].title, strlen(m->slot[i].title));
        tr_tint(out, look, TR_STRONG, head.text);
        buf_printf(out, ": %s\n", mock_verdict_words(&m->slot[i]));
        for (size_t k = 0; k < m->nevents; k++) {
            const mock_event *ev = &m->event[k];
            if (ev->slot != (int)i + 1) continue;
            if (ev->kind == MOCK_RUN) run = ev;
            if (ev->kind == MOCK_VERDICT && run) one_answer(out, look, run, ev);
        }
        buf_free(&head);
    }
}

/* --- printing, and keys ------------------------------------------------------------------------------------------------ */

void tr_mock_print_report(tr_app *app, const mock *m, const mock_earlier *earlier) {
    buf out;
    buf_init(&out);
    if (app->look.json) {
        mock_report_json(&out, m, earlier);
        buf_putc(&out, '\n');
    } else {
        tr_page_mock_report(&out, &app->look, m, earlier);
        if (!app->look.tty_in || !app->look.tty_out) tr_page_mock_answers(&out, &app->look, m);
    }
    tr_flush(&out);
    buf_free(&out);
}

static int keys(tr_app *app, const mock *m) {
    int  next = mock_practise_next(m);
    char id[48];
    for (;;) {
        buf out;
        buf_init(&out);
        tr_tint(&out, &app->look, TR_DIM, next ? " [p]ractise it now  [a]nswers  [q]uit " : " [a]nswers  [q]uit ");
        int key = tr_ask_key(&out);
        buf_putc(&out, '\n');
        if (key == 'a') tr_page_mock_answers(&out, &app->look, m);
        tr_flush(&out);
        buf_free(&out);
        if (key == 'p' && next) {
            char *argv[] = {id, NULL};
            snprintf(id, sizeof id, "%s", m->slot[next - 1].id);
            return tr_cmd_practice(app, 1, argv);
        }
        if (key < 0 || key == 'q' || key == 27 || key == 3 || key == 4 || key == '\r' || key == '\n') return TR_OK;
    }
}

int tr_mock_show_report(tr_app *app, const mock *m) {
    err          e = {0};
    mock_earlier earlier;
    if (mock_look_back(app->store, m, &earlier, &e) != ERR_OK) return tr_fail(TR_FAILURE, &e);
    tr_mock_print_report(app, m, &earlier);
    if (!app->look.tty_in || !app->look.tty_out || app->look.json) return TR_OK;
    return keys(app, m);
}
