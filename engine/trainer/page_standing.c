/* trainer/page_standing.c: due and stats for the terminal. Bars and the calendar are told in words in plain mode. */
#include "trainer/standing.h"

#include <string.h>
#include <time.h>

#include "trainer/rating.h"

void tr_day_text(buf *out, int64_t day) {
    time_t    t = (time_t)(day * 86400);
    struct tm tm;
    char      text[16];
    gmtime_r(&t, &tm);
    strftime(text, sizeof text, "%Y-%m-%d", &tm);
    buf_puts(out, text);
}

static const char *plural(int64_t n) { return n == 1 ? "" : "s"; }

void tr_standing_line(buf *out, const tr_standing *t) {
    if (t->attempts == 0) return;
    buf_printf(out, "%zu due, %d new", t->ndue, t->fresh);
    if (t->streak > 1) buf_printf(out, ", %d days in a row", t->streak);
}

/* --- due -------------------------------------------------------------------------------------------- */

void tr_page_due(buf *out, const tr_look *look, const tr_standing *t) {
    for (size_t i = 0; i < t->ndue; i++) {
        buf left, right;
        buf_init(&left);
        buf_init(&right);
        buf_printf(&left, " %-4s ", t->due[i].short_id);
        tr_clean(&left, t->due[i].title, strlen(t->due[i].title));
        int64_t late = t->now - t->due[i].memory.due;
        if (late < 86400) buf_puts(&right, "due today");
        else buf_printf(&right, "%lld day%s late", (long long)(late / 86400), plural(late / 86400));
        tr_spread(out, look, left.text, right.text);
        buf_free(&left);
        buf_free(&right);
    }
    buf text;
    buf_init(&text);
    if (t->ndue == 0) buf_puts(&text, "Nothing is due.");
    else buf_printf(&text, "%zu question%s due", t->ndue, t->ndue == 1 ? " is" : "s are");
    if (t->ndue && t->concepts_due) buf_printf(&text, ", and %d concept%s", t->concepts_due, plural(t->concepts_due));
    if (t->ndue) buf_putc(&text, '.');
    if (t->ndue == 0 && t->next_due) {
        buf_puts(&text, " The next one comes back ");
        tr_wait_words(&text, t->next_due - t->now);
        buf_putc(&text, '.');
    }
    buf_printf(&text, " %d question%s new.", t->fresh, t->fresh == 1 ? " is" : "s are");
    tr_wrap(out, text.text, look->width, 1);
    buf_free(&text);
}

/* --- stats ----------------------------------------------------------------------------------------------- */

static void heading(buf *out, const tr_look *look, const char *text) {
    buf_puts(out, "\n ");
    tr_tint(out, look, TR_STRONG, text);
    buf_putc(out, '\n');
}

/* "######----" */
static void bar(buf *out, const tr_look *look, double share, int width) {
    if (look->plain) return;
    int full = (int)(share * width + 0.5);
    for (int i = 0; i < width; i++) buf_putc(out, i < full ? '#' : '-');
    buf_puts(out, "  ");
}

static void minutes(buf *out, int64_t ms, int64_t n) { tr_clock(out, n ? (ms / n + 500) / 1000 : 0); }

static void level_line(buf *out, const tr_look *look, const tr_level_sum *l) {
    buf left, right;
    buf_init(&left);
    buf_init(&right);
    buf_printf(&left, "   %-13s", l->name);
    bar(&left, look, l->questions ? (double)l->passed / l->questions : 0, look->width >= 60 ? 20 : 10);
    buf_printf(&left, "%d of %d", l->passed, l->questions);
    if (look->plain) buf_puts(&left, " passed");
    if (l->due) buf_printf(&left, ", %d due", l->due);
    if (l->timed) {
        minutes(&right, l->pass_ms, l->timed);
        buf_puts(&right, " for par ");
        minutes(&right, l->par_ms, l->timed);
    }
    if (right.n) tr_spread(out, look, left.text, right.text);
    else buf_printf(out, "%s\n", left.text);
    buf_free(&left);
    buf_free(&right);
}

static void concept_lines(buf *out, const tr_look *look, const tr_standing *t) {
    size_t shown = 0, most = 12, fresh = 0;
    for (size_t i = 0; i < t->nconcepts; i++) {
        const tr_concept *c = &t->concept[i];
        if (c->memory.state == STORE_NEW) {
            fresh++;
            continue;
        }
        if (++shown > most) continue;
        buf_printf(out, "   %-20s ", c->name);
        bar(out, look, c->recall, look->width >= 60 ? 20 : 5);
        buf_printf(out, look->width >= 60 || look->plain ? "%3d %% now, %d %% in a week" : "%3d %% %d %%", (int)(c->recall * 100 + 0.5),
                   (int)(c->in_a_week * 100 + 0.5));
        if (c->memory.lapses) buf_printf(out, ", forgotten %d time%s", c->memory.lapses, plural(c->memory.lapses));
        buf_putc(out, '\n');
    }
    buf rest;
    buf_init(&rest);
    if (shown > most) buf_printf(&rest, "%zu more are better known. ", shown - most);
    if (fresh) buf_printf(&rest, "%zu concept%s not met yet.", fresh, fresh == 1 ? " is" : "s are");
    if (rest.n) tr_wrap(out, rest.text, look->width, 3);
    buf_free(&rest);
}

/* A column a week, a row a weekday, Monday first; how much: . o O @ */
static void calendar(buf *out, const tr_look *look, const tr_standing *t) {
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    int64_t first = t->today - (TR_WEEKS * 7 - 1);
    int     wide = look->width >= 60 ? 2 : 1;
    int64_t monday = first - (first + 3) % 7;                     /* day 0 was a Thursday */
    for (int weekday = 0; weekday < 7; weekday++) {
        buf_printf(out, "   %s ", days[weekday]);
        for (int64_t day = monday + weekday; day <= t->today; day += 7) {
            int n = day < first ? -1 : t->day[day - first];
            buf_putc(out, n < 0 ? ' ' : n == 0 ? '.' : n < 5 ? 'o' : n < 20 ? 'O' : '@');
            if (wide > 1) buf_putc(out, ' ');
        }
        while (out->text[out->n - 1] == ' ') buf_cut(out, out->n - 1);
        buf_putc(out, '\n');
    }
    buf_puts(out, "   . none  o 1 to 4  O 5 to 19  @ 20\n");
}

static void totals(buf *out, const tr_look *look, const tr_standing *t) {
    buf text;
    buf_init(&text);
    buf_printf(&text, "%lld answer%s, %lld passed. Practised on %d day%s of the last half year", (long long)t->attempts, plural(t->attempts),
               (long long)t->passes, t->active, plural(t->active));
    buf_printf(&text, "; %d day%s in a row now, %d at most. ", t->streak, plural(t->streak), t->longest);
    buf_printf(&text, "%zu due now, %d more by tomorrow.", t->ndue, t->due_tomorrow);
    tr_wrap(out, text.text, look->width, 1);
    buf_free(&text);
}

void tr_page_standing(buf *out, const tr_look *look, const tr_standing *t) {
    if (t->attempts == 0) {
        buf_puts(out, " No answers yet. Begin with: ndrill\n");
        return;
    }
    totals(out, look, t);
    heading(out, look, "Levels: passed, time to pass");
    for (size_t i = 0; i < t->nlevels; i++) level_line(out, look, &t->level[i]);
    heading(out, look, "Concepts: the chance to know it, weakest first");
    concept_lines(out, look, t);
    if (look->plain) return;
    heading(out, look, "The last half year");
    calendar(out, look, t);
}
