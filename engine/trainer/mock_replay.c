/* trainer/mock_replay.c: an interview played back, at the terminal or as an asciicast.
 *
 * Each event becomes a few lines that appear at the time when it happened. A gap longer than a few seconds
 * is shortened: what is interesting is what was done, and how long it took stands beside it.          */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/fs.h"
#include "trainer/cmd_mock.h"
#include "trainer/mock_sit.h"

enum { LONGEST_GAP_MS = 2000 };

/* --- an event as text ------------------------------------------------------------------------------------ */

static void add_time(buf *out, const mock_event *ev) {
    buf_putc(out, ' ');
    tr_clock(out, ev->elapsed_ms / 1000);
    buf_puts(out, "  ");
}

static void add_text(buf *out, const char *text) {
    buf clean;
    buf_init(&clean);
    tr_clean(&clean, text, strlen(text));
    for (const char *s = clean.text; *s;) {
        size_t n = strcspn(s, "\n");
        buf_puts(out, "         ");
        buf_add(out, s, n);
        buf_putc(out, '\n');
        s += n + (s[n] == '\n');
    }
    buf_free(&clean);
}

static void add_verdict(buf *out, const mock_event *ev) {
    size_t n = strcspn(ev->text, "\n");
    tr_clean(out, ev->text, n);
    buf_putc(out, '\n');
    if (ev->text[n]) add_text(out, ev->text + n + 1);
}

static void add_shown(buf *out, const mock *m, const mock_event *ev) {
    const mock_slot *s = &m->slot[ev->slot - 1];
    buf_printf(out, "Question %d of %zu: ", ev->slot, m->n);
    tr_clean(out, s->short_id, strlen(s->short_id));
    buf_putc(out, ' ');
    tr_clean(out, s->title, strlen(s->title));
    buf_putc(out, '\n');
}

/* A text that is run at once was not only typed. */
static bool is_run_next(const mock *m, const mock_event *ev) {
    const mock_event *next = ev + 1;
    return ev->number < (int64_t)m->nevents && next->kind == MOCK_RUN && next->slot == ev->slot && strcmp(next->text, ev->text) == 0;
}

/* False for events that nobody would see. */
static bool add_event(buf *out, const mock *m, const mock_event *ev) {
    static const char *const ends[] = {"All questions are done.", "The time is up.", "The candidate ends it."};
    if (ev->kind == MOCK_PLAN || (ev->kind == MOCK_IDLE && ev->value < 1000) || (ev->kind == MOCK_TYPED && is_run_next(m, ev))) return false;
    add_time(out, ev);
    switch (ev->kind) {
    case MOCK_START: buf_puts(out, "The clock starts.\n"); break;
    case MOCK_SHOWN: add_shown(out, m, ev); break;
    case MOCK_TYPED: buf_puts(out, "types\n"), add_text(out, ev->text); break;
    case MOCK_IDLE: buf_printf(out, "after %" PRId64 " s without a key\n", ev->value / 1000); break;
    case MOCK_RUN: buf_puts(out, ev->value ? "what stood there:\n" : "runs\n"), add_text(out, ev->text); break;
    case MOCK_VERDICT: add_verdict(out, ev); break;
    case MOCK_FOLLOW: buf_puts(out, "goes on with a follow-up\n"), add_text(out, strchr(ev->text, '\n') ? strchr(ev->text, '\n') + 1 : ""); break;
    case MOCK_ASKED: buf_puts(out, "is asked\n"), add_text(out, ev->text); break;
    case MOCK_SPOKEN: buf_printf(out, "spoken: %" PRId64 " points, by the candidate's own count\n", ev->value); break;
    case MOCK_SKIP: buf_puts(out, "puts it aside\n"); break;
    case MOCK_PAUSE: buf_puts(out, "stops the clock\n"); break;
    case MOCK_RESUME: buf_puts(out, "goes on\n"); break;
    case MOCK_AWAY: buf_printf(out, "the program was away for %" PRId64 " s\n", ev->value / 1000); break;
    default: buf_printf(out, "%s %" PRId64 " of %" PRId64 " points.\n", ends[m->reason], mock_points(m), mock_most(m)); break;
    }
    return true;
}

/* --- at the terminal ---------------------------------------------------------------------------------------- */

static int64_t gap_before(const mock *m, size_t i) {
    int64_t gap = i ? m->event[i].at_ms - m->event[i - 1].at_ms : 0;
    return gap > LONGEST_GAP_MS ? LONGEST_GAP_MS : gap;
}

static void play(const mock *m, bool fast) {
    buf out;
    buf_init(&out);
    for (size_t i = 0; i < m->nevents; i++) {
        int64_t         gap = gap_before(m, i);
        struct timespec wait = {.tv_sec = gap / 1000, .tv_nsec = gap % 1000 * 1000000};
        if (!fast) nanosleep(&wait, NULL);
        add_event(&out, m, &m->event[i]);
        tr_flush(&out);
    }
    buf_free(&out);
}

/* --- asciicast version 2: a head, then [seconds, "o", text] a line ---------------------------------------------- */

static void cast_line(buf *out, int64_t ms, const buf *text) {
    buf lines;
    buf_init(&lines);
    for (size_t i = 0; i < text->n; i++) {
        if (text->text[i] == '\n') buf_putc(&lines, '\r');
        buf_putc(&lines, text->text[i]);
    }
    buf_printf(out, "[%" PRId64 ".%03d, \"o\", ", ms / 1000, (int)(ms % 1000));
    store_json_text(out, lines.text);
    buf_puts(out, "]\n");
    buf_free(&lines);
}

static int write_cast(const mock *m, const char *path) {
    buf     out, text;
    err     e = {0};
    int64_t at = 0;
    buf_init(&out);
    buf_init(&text);
    buf_printf(&out, "{\"version\": 2, \"width\": 80, \"height\": 24, \"timestamp\": %" PRId64 ", \"title\": \"ndrill mock interview\"}\n", m->event[0].at_ms / 1000);
    for (size_t i = 0; i < m->nevents; i++) {
        at += gap_before(m, i);
        buf_clear(&text);
        if (add_event(&text, m, &m->event[i])) cast_line(&out, at, &text);
    }
    int code = buf_failed(&out) ? tr_usage("there is no memory for the recording"), TR_FAILURE : TR_OK;
    if (code == TR_OK) code = fs_write(path, out.text, out.n, &e) == ERR_OK ? TR_OK : tr_fail(TR_FAILURE, &e);
    if (code == TR_OK) printf("Written: %s\n", path);
    buf_free(&out);
    buf_free(&text);
    return code;
}

int tr_mock_replay(tr_app *app, int argc, char **argv) {
    const char *number = NULL, *cast = NULL;
    bool        fast = !app->look.tty_out;
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--cast") == 0 && i + 1 < argc) cast = argv[++i];
        else if (strcmp(argv[i], "--fast") == 0) fast = true;
        else if (argv[i][0] != '-' && !number) number = argv[i];
        else return tr_usage("usage: ndrill mock replay N [--fast | --cast FILE]");
    }
    if (!number) return tr_usage("usage: ndrill mock replay N [--fast | --cast FILE]");
    int   code;
    mock *m = tr_mock_get(app, number, &code);
    if (!m) return code;
    code = TR_OK;
    if (cast) code = write_cast(m, cast);
    else play(m, fast);
    mock_free(m);
    return code;
}
