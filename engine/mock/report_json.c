/* mock/report_json.c: the report as one JSON object. */
#include <inttypes.h>
#include <string.h>

#include "mock/mock_int.h"

static void field(buf *out, const char *name, const char *text) {
    buf_printf(out, "\"%s\":", name);
    store_json_text(out, text);
    buf_putc(out, ',');
}

/* Never: null. */
static void time_field(buf *out, const char *name, int64_t ms) {
    if (ms < 0) buf_printf(out, "\"%s\":null,", name);
    else buf_printf(out, "\"%s\":%" PRId64 ",", name, ms);
}

static void add_answers(buf *out, const mock *m, int slot) {
    const mock_event *run = NULL;
    bool              first = true;
    buf_puts(out, "\"runs\":[");
    for (size_t i = 0; i < m->nevents; i++) {
        const mock_event *ev = &m->event[i];
        if (ev->slot != slot) continue;
        if (ev->kind == MOCK_RUN) run = ev;
        if (ev->kind != MOCK_VERDICT || !run) continue;
        buf verdict;
        buf_init(&verdict);
        size_t head = strcspn(ev->text, "\n");
        buf_add(&verdict, ev->text, strcspn(ev->text, " \n"));
        buf_puts(out, first ? "{" : ",{");
        field(out, "verdict", verdict.text);
        field(out, "said", ev->text + head + (ev->text[head] == '\n'));
        field(out, "answer", run->text);
        buf_printf(out, "\"when_time_was_up\":%s,\"elapsed_ms\":%" PRId64 "}", run->value ? "true" : "false", run->elapsed_ms);
        buf_free(&verdict);
        first = false;
    }
    buf_puts(out, "]");
}

static void add_slot(buf *out, const mock *m, size_t i) {
    const mock_slot *s = &m->slot[i];
    buf_puts(out, i ? ",{" : "{");
    field(out, "id", s->id);
    field(out, "short", s->short_id);
    field(out, "title", s->title);
    field(out, "level", s->level);
    field(out, "kind", s->kind);
    field(out, "concepts", s->concepts);
    field(out, "result", mock_verdict_words(s));
    buf_printf(out, "\"points\":%d,\"most\":%d,\"follow_ups\":%d,\"follow_ups_passed\":%d,\"par_ms\":%" PRId64 ",\"budget_ms\":%" PRId64 ",", mock_slot_points(s), mock_slot_most(s),
               s->follows, s->follows_passed, (int64_t)s->par_seconds * 1000, s->budget_ms);
    time_field(out, "spent_ms", s->spent_ms);
    time_field(out, "reading_ms", s->reading_ms);
    time_field(out, "first_run_ms", s->first_run_ms);
    time_field(out, "pass_ms", s->pass_ms);
    time_field(out, "idle_ms", s->idle_ms);
    if (s->asked) buf_printf(out, "\"spoken\":{\"self_scored\":true,\"points\":%d,\"most\":%d},", s->said, s->say_most);
    add_answers(out, m, (int)i + 1);
    buf_putc(out, '}');
}

static void add_sums(buf *out, const char *name, const mock_sum *sum, size_t n) {
    buf_printf(out, "\"%s\":[", name);
    for (size_t i = 0; i < n; i++) {
        buf_puts(out, i ? ",{" : "{");
        field(out, "name", sum[i].name);
        buf_printf(out, "\"points\":%" PRId64 ",\"most\":%" PRId64 ",\"questions\":%d,\"passed\":%d}", sum[i].points, sum[i].most, sum[i].n, sum[i].passed);
    }
    buf_puts(out, "],");
}

static void add_earlier(buf *out, const mock_earlier *earlier) {
    if (!earlier->n) {
        buf_puts(out, "\"earlier\":null,");
        return;
    }
    buf_printf(out, "\"earlier\":{\"interviews\":%d,\"last_percent\":%" PRId64 ",\"best_percent\":%" PRId64 ",\"mean_percent\":%" PRId64 "},",
               earlier->n, mock_percent(earlier->last_points, earlier->last_most), earlier->best_percent, earlier->mean_percent);
}

void mock_report_json(buf *out, const mock *m, const mock_earlier *earlier) {
    static const char *const phases[] = {"planned", "running", "paused", "ended"}, *const reasons[] = {"done", "time", "left"};
    mock_sum                 sum[MOCK_MAX_SUMS];
    int                      next = mock_practise_next(m);
    buf_printf(out, "{\"interview\":%" PRId64 ",\"began_ms\":%" PRId64 ",\"limit_ms\":%" PRId64 ",\"elapsed_ms\":%" PRId64 ",\"away_ms\":%" PRId64 ",", m->id,
               m->began_ms, m->limit_ms, m->event[m->nevents - 1].elapsed_ms, m->away_ms);
    field(out, "state", phases[m->phase]);
    if (m->phase == MOCK_ENDED) field(out, "ended", reasons[m->reason]);
    buf_printf(out, "\"points\":%" PRId64 ",\"most\":%" PRId64 ",\"percent\":%" PRId64 ",", mock_points(m), mock_most(m), mock_percent(mock_points(m), mock_most(m)));
    add_earlier(out, earlier);
    add_sums(out, "levels", sum, mock_by_level(m, sum));
    add_sums(out, "concepts", sum, mock_by_concept(m, sum));
    if (next) field(out, "practise_next", m->slot[next - 1].id);
    field(out, "digest", mock_last_digest(m));
    buf_puts(out, "\"questions\":[");
    for (size_t i = 0; i < m->n; i++) add_slot(out, m, i);
    buf_puts(out, "]}");
}
