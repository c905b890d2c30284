/* trainer/standing_files.c: due and stats as JSON, and stats as one HTML page that needs nothing else. */
#include "trainer/standing.h"

#include <string.h>

/* --- JSON ------------------------------------------------------------------------------------------- */

static void memory_fields(buf *out, const store_memory *m) {
    buf_printf(out, "\"due_at\":%lld,\"stability_days\":%.4f,\"difficulty\":%.4f,\"reviews\":%d,\"lapses\":%d", (long long)m->due,
               m->stability, m->difficulty, m->reviews, m->lapses);
}

void tr_json_due(buf *out, const tr_standing *t) {
    for (size_t i = 0; i < t->ndue; i++) {
        buf_puts(out, "{\"id\":");
        store_json_text(out, t->due[i].id);
        buf_puts(out, ",\"short\":");
        store_json_text(out, t->due[i].short_id);
        buf_puts(out, ",\"title\":");
        store_json_text(out, t->due[i].title);
        buf_putc(out, ',');
        memory_fields(out, &t->due[i].memory);
        buf_puts(out, "}\n");
    }
}

static void json_level(buf *out, const tr_level_sum *l) {
    buf_puts(out, "{\"level\":");
    store_json_text(out, l->name);
    buf_printf(out, ",\"questions\":%d,\"tried\":%d,\"passed\":%d,\"due\":%d,\"timed\":%lld,\"pass_ms\":%lld,\"par_ms\":%lld}", l->questions, l->tried,
               l->passed, l->due, (long long)l->timed, (long long)l->pass_ms, (long long)l->par_ms);
}

static void json_concept(buf *out, const tr_concept *c) {
    buf_puts(out, "{\"concept\":");
    store_json_text(out, c->name);
    buf_printf(out, ",\"questions\":%d,\"passed\":%d", c->questions, c->passed);
    if (c->memory.state != STORE_NEW) {
        buf_printf(out, ",\"recall\":%.4f,\"recall_in_a_week\":%.4f,", c->recall, c->in_a_week);
        memory_fields(out, &c->memory);
    }
    buf_putc(out, '}');
}

void tr_json_standing(buf *out, const tr_standing *t) {
    buf_printf(out, "{\"attempts\":%lld,\"passes\":%lld,\"due\":%zu,\"concepts_due\":%d,\"new\":%d,\"streak\":%d,\"longest_streak\":%d,\"levels\":[",
               (long long)t->attempts, (long long)t->passes, t->ndue, t->concepts_due, t->fresh, t->streak, t->longest);
    for (size_t i = 0; i < t->nlevels; i++) {
        if (i) buf_putc(out, ',');
        json_level(out, &t->level[i]);
    }
    buf_puts(out, "],\"concepts\":[");
    for (size_t i = 0; i < t->nconcepts; i++) {
        if (i) buf_putc(out, ',');
        json_concept(out, &t->concept[i]);
    }
    buf_puts(out, "],\"days\":{");
    bool first = true;
    for (int i = 0; i < TR_WEEKS * 7; i++) {
        if (t->day[i] == 0) continue;
        buf_puts(out, first ? "\"" : ",\"");
        tr_day_text(out, t->today - (TR_WEEKS * 7 - 1) + i);
        buf_printf(out, "\":%d", t->day[i]);
        first = false;
    }
    buf_puts(out, "}}\n");
}

/* --- HTML -------------------------------------------------------------------------------------------- */

static void escaped(buf *out, const char *text) {
    buf clean;
    buf_init(&clean);
    tr_clean(&clean, text, strlen(text));
    for (const char *s = clean.text; *s; s++) {
        if (*s == '<') buf_puts(out, "&lt;");
        else if (*s == '>') buf_puts(out, "&gt;");
        else if (*s == '&') buf_puts(out, "&amp;");
        else if (*s == '"') buf_puts(out, "&quot;");
        else buf_putc(out, *s);
    }
    buf_free(&clean);
}

static void html_bar(buf *out, double share) {
    int percent = (int)(share * 100 + 0.5);
    buf_printf(out, "<td><div class=\"bar\" role=\"img\" aria-label=\"%d percent\"><div style=\"width:%d%%\"></div></div></td><td class=\"n\">%d %%</td>", percent,
               percent, percent);
}

static void html_time(buf *out, const tr_level_sum *l) {
    buf_puts(out, "<td class=\"n\">");
    if (l->timed) {
        tr_clock(out, l->pass_ms / l->timed / 1000);
        buf_puts(out, " for ");
        tr_clock(out, l->par_ms / l->timed / 1000);
    }
    buf_puts(out, "</td>");
}

static void html_levels(buf *out, const tr_standing *t) {
    buf_puts(out, "<h2>Levels</h2>\n<table><tr><th>level<th colspan=\"2\">passed<th>questions<th>due<th>time for par</tr>\n");
    for (size_t i = 0; i < t->nlevels; i++) {
        const tr_level_sum *l = &t->level[i];
        buf_puts(out, "<tr><td>");
        escaped(out, l->name);
        buf_puts(out, "</td>");
        html_bar(out, l->questions ? (double)l->passed / l->questions : 0);
        buf_printf(out, "<td class=\"n\">%d of %d</td><td class=\"n\">%d</td>", l->passed, l->questions, l->due);
        html_time(out, l);
        buf_puts(out, "</tr>\n");
    }
    buf_puts(out, "</table>\n");
}

static void html_concepts(buf *out, const tr_standing *t) {
    buf_puts(out, "<h2>Concepts, weakest first</h2>\n<table><tr><th>concept<th colspan=\"2\">known now<th>in a week<th>reviews<th>forgotten</tr>\n");
    for (size_t i = 0; i < t->nconcepts && t->concept[i].memory.state != STORE_NEW; i++) {
        const tr_concept *c = &t->concept[i];
        buf_puts(out, "<tr><td>");
        escaped(out, c->name);
        buf_puts(out, "</td>");
        html_bar(out, c->recall);
        buf_printf(out, "<td class=\"n\">%d %%</td><td class=\"n\">%d</td><td class=\"n\">%d</td></tr>\n", (int)(c->in_a_week * 100 + 0.5), c->memory.reviews,
                   c->memory.lapses);
    }
    buf_puts(out, "</table>\n");
}

static void html_calendar(buf *out, const tr_standing *t) {
    int64_t first = t->today - (TR_WEEKS * 7 - 1), monday = first - (first + 3) % 7;
    buf_printf(out, "<h2>The last half year</h2>\n<svg width=\"%d\" height=\"112\" role=\"img\" aria-label=\"answers a day, a column a week\">\n", (TR_WEEKS + 1) * 16);
    for (int64_t day = first; day <= t->today; day++) {
        int n = t->day[day - first], shade = n == 0 ? 0 : n < 5 ? 1 : n < 20 ? 2 : 3;
        buf_printf(out, "<rect class=\"d%d\" x=\"%d\" y=\"%d\" width=\"13\" height=\"13\"><title>", shade, (int)(day - monday) / 7 * 16, (int)(day - monday) % 7 * 16);
        tr_day_text(out, day);
        buf_printf(out, ": %d</title></rect>\n", n);
    }
    buf_puts(out, "</svg>\n");
}

void tr_html_standing(buf *out, const tr_standing *t) {
    buf_puts(out,
             "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>ndrill</title>\n"
             "<meta name=\"viewport\" content=\"width=device-width\">\n<style>\n"
             "body{font:16px/1.5 system-ui,sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#222;background:#fff}\n"
             "table{border-collapse:collapse}td,th{padding:.15em .8em .15em 0;text-align:left}.n{text-align:right}\n"
             ".bar{width:12em;height:.8em;background:#ddd}.bar div{height:100%;background:#2a7}\n"
             ".d0{fill:#ddd}.d1{fill:#9d9}.d2{fill:#2a7}.d3{fill:#064}\n"
             "@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}.bar{background:#444}.d0{fill:#333}.d1{fill:#252}.d2{fill:#2a7}.d3{fill:#6ec}}\n"
             "</style></head><body>\n<h1>ndrill</h1>\n<p>");
    tr_day_text(out, t->today);
    buf_printf(out, ": %lld answers, %lld passed; %d days in a row, %d at most; %zu due, %d new.</p>\n", (long long)t->attempts, (long long)t->passes, t->streak,
               t->longest, t->ndue, t->fresh);
    html_levels(out, t);
    html_concepts(out, t);
    html_calendar(out, t);
    buf_puts(out, "</body></html>\n");
}
