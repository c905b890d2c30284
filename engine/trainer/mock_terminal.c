/* trainer/mock_terminal.c: an interview at a terminal: a prompt whose clock ticks while you type. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "trainer/mock_sit.h"

typedef struct front {
    tr_sitting *s;
    tr_prompt  *prompt;
    char        ask[48];
    err         e;
    bool        ok;
} front;

static void show(tr_sitting *s) { tr_flush(&s->out); }

/* "C6 12:41> ": the width stays the same as long as the interview. ! when the question has had its time. */
static void write_ask(front *f) {
    const tr_sitting *s = f->s;
    int64_t           now = tr_sit_now(NULL), left = (mock_left(s->m, now) + 999) / 1000;
    int               digits = snprintf(NULL, 0, "%d", (int)(s->m->limit_ms / 60000));
    const mock_slot  *slot = &s->m->slot[s->m->current - 1];
    bool              over = slot->budget_ms > 0 && mock_spent(s->m, s->m->current, now) > slot->budget_ms;
    const char       *what = s->state == TR_SIT_SPEAK ? "aloud" : s->state == TR_SIT_COUNT ? "points" : s->state == TR_SIT_PAUSED ? "paused" : slot->short_id;
    const char       *sign = s->state == TR_SIT_ANSWER && s->text.n ? ".." : over ? "!" : ">";
    snprintf(f->ask, sizeof f->ask, "%s %*d:%02d%s ", what, digits, (int)(left / 60), (int)(left % 60), sign);
}

static bool tick(void *user, const char *line) {
    front *f = user;
    f->ok = tr_sit_tick(f->s, line, &f->e);
    if (!f->ok || f->s->state == TR_SIT_OVER) return false;
    if (f->s->app->look.plain) return true;
    char before[sizeof f->ask];
    snprintf(before, sizeof before, "%s", f->ask);
    write_ask(f);
    /* In the middle of a line the width must not change. */
    if (strlen(before) != strlen(f->ask)) snprintf(f->ask, sizeof f->ask, "%s", before);
    return true;
}

/* One line; *interrupts counts Ctrl-C without a line between. */
static void read_line(front *f, int *interrupts) {
    tr_sitting *s = f->s;
    buf         line;
    buf_init(&line);
    write_ask(f);
    tr_read got = tr_prompt_read(f->prompt, f->ask, s->state == TR_SIT_ANSWER ? s->begin.text : NULL, &line);
    buf_clear(&s->begin);
    if (got == TR_READ_LINE) {
        *interrupts = 0;
        tr_prompt_remember(f->prompt, line.text);
        f->ok = tr_sit_line(s, line.text, &f->e);
    } else if (got == TR_READ_EOF || (got == TR_READ_INTERRUPT && ++*interrupts > 1)) {
        f->ok = tr_sit_line(s, ":q", &f->e);
        if (s->state != TR_SIT_OVER) s->state = TR_SIT_LEFT;
    } else if (got == TR_READ_INTERRUPT) {
        f->ok = tr_sit_put_away(s, &f->e);
    }
    show(s);
    buf_free(&line);
}

/* ENTER starts, ESC (or anything that ends things) does not. */
static bool wants_to_start(tr_sitting *s) {
    tr_page_mock_plan(&s->out, &s->app->look, s->m);
    buf_puts(&s->out, " ENTER starts the clock, ESC leaves. ");
    for (;;) {
        int key = tr_ask_key(&s->out);
        if (key == '\r' || key == '\n') return puts(""), true;
        if (key < 0 || key == 27 || key == 3 || key == 4 || key == 'q') return puts(""), false;
    }
}

int tr_mock_terminal(tr_sitting *s) {
    front f = {.s = s, .ok = true};
    int   interrupts = 0;
    if (s->m->phase == MOCK_PLANNED && !wants_to_start(s)) return TR_OK;
    f.prompt = tr_prompt_open("", &f.e);
    if (!f.prompt) return tr_fail(TR_FAILURE, &f.e);
    f.ok = tr_sit_open(s, &f.e);
    show(s);
    tr_prompt_on_tick(f.prompt, tick, &f);
    while (f.ok && s->state != TR_SIT_OVER && s->state != TR_SIT_LEFT) read_line(&f, &interrupts);
    show(s);
    tr_prompt_close(f.prompt);
    if (!f.ok) {
        tr_fail(TR_FAILURE, &f.e);
        buf_puts(&s->out, " What came before is stored: ndrill mock goes on with it.\n");
        if (s->seen.n) buf_puts(&s->out, " Your answer was:\n"), tr_clean(&s->out, s->seen.text, s->seen.n), buf_putc(&s->out, '\n');
        show(s);
        return TR_FAILURE;
    }
    if (s->state == TR_SIT_OVER) return tr_mock_show_report(s->app, s->m);
    return interrupts > 1 ? TR_INTERRUPTED : TR_OK;
}
