/* trainer/mock_lines.c: an interview without a terminal: lines in, plain sentences out.
 *
 * It begins at once. Lines that end before the interview does leave it under way.        */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "trainer/mock_sit.h"

#define LINE_MAX_BYTES (64 * 1024)

typedef struct line_source {
    char   block[4096];
    size_t at, n;
    bool   ended;
} line_source;

/* The next byte, -1 for none yet, -2 at the end. */
static int next_byte(line_source *in) {
    if (in->at < in->n) return (unsigned char)in->block[in->at++];
    if (in->ended) return -2;
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    int           ready = poll(&p, 1, 200);
    if (ready == 0 || (ready < 0 && errno == EINTR)) return -1;
    ssize_t n = read(STDIN_FILENO, in->block, sizeof in->block);
    if (n <= 0) return in->ended = true, -2;
    in->at = 0;
    in->n = (size_t)n;
    return (unsigned char)in->block[in->at++];
}

/* With --json, what happened since the last time instead of pages: one object an event. */
static void show_events(tr_sitting *s, size_t *shown) {
    buf_clear(&s->out);
    for (; *shown < s->m->nevents; ++*shown) {
        const mock_event *ev = &s->m->event[*shown];
        buf_printf(&s->out, "{\"event\":%lld,\"kind\":\"%s\",\"elapsed_ms\":%lld,\"question\":", (long long)ev->number, mock_kind_word(ev->kind), (long long)ev->elapsed_ms);
        if (ev->slot) store_json_text(&s->out, s->m->slot[ev->slot - 1].id);
        else buf_puts(&s->out, "null");
        buf_printf(&s->out, ",\"value\":%lld,\"text\":", (long long)ev->value);
        store_json_text(&s->out, ev->text);
        buf_puts(&s->out, "}\n");
    }
}

static void show(tr_sitting *s, size_t *shown) {
    if (s->app->look.json) show_events(s, shown);
    tr_flush(&s->out);
}

/* A line, while time goes by. False: there is none any more, or the interview is over. */
static bool next_line(tr_sitting *s, line_source *in, buf *line, size_t *shown, err *e, bool *ok) {
    buf_clear(line);
    while (*ok && s->state != TR_SIT_OVER && s->state != TR_SIT_LEFT) {
        int c = next_byte(in);
        if (c == '\n' || (c == -2 && line->n)) return true;
        if (c == -2) return false;
        if (c >= 0 && c != '\r' && line->n < LINE_MAX_BYTES) buf_putc(line, (char)c);
        if (c == -1) *ok = tr_sit_tick(s, line->text, e), show(s, shown);
    }
    return false;
}

int tr_mock_lines(tr_sitting *s) {
    err         e = {0};
    buf         line;
    line_source in = {.n = 0};
    size_t      shown = s->m->nevents;
    buf_init(&line);
    bool ok = tr_sit_open(s, &e);
    show(s, &shown);
    while (ok && next_line(s, &in, &line, &shown, &e, &ok)) {
        ok = tr_sit_line(s, line.text, &e);
        show(s, &shown);
    }
    /* A text that was left unfinished stands there. */
    if (ok && s->state == TR_SIT_ANSWER && s->text.n) ok = mock_typed(s->m, s->m->current, s->text.text, &e) == ERR_OK;
    buf_free(&line);
    if (!ok) return tr_fail(TR_FAILURE, &e);
    if (s->state != TR_SIT_OVER && s->state != TR_SIT_LEFT) {
        buf_puts(&s->out, " The lines ended before the interview did: ndrill mock goes on with it.\n");
        show(s, &shown);
    }
    return s->state == TR_SIT_OVER ? tr_mock_show_report(s->app, s->m) : TR_OK;
}
