/* notation/advice.c: from a failure to a sentence and lines that work.
 *
 * A change is tried on the whole text and the text is read again; a failure that is left
 * inside the changed lines is looked at in its turn. Only what can be read is shown.      */
#include "advice.h"

#include <stdio.h>
#include <string.h>

#define ROUNDS 12
#define SOURCE_SEEN ((size_t)1 << 16)     /* longer texts get the sentence alone */
#define LINES_SHOWN 12

/* The text as changed so far, and which of its lines differ from the source. */
typedef struct repair {
    buf    text;
    size_t lo, hi;            /* whole lines, hi without the last line's end */
    bool   changed;
} repair;

static bool apply(repair *t, const remedy *r) {
    if (r->from > r->to || r->to > t->text.n) return false;
    text_line a, b;
    size_t    gone = r->to - r->from;
    notation_line_at(t->text.text, t->text.n, r->from, &a);
    notation_line_at(t->text.text, t->text.n, r->to, &b);
    if (!t->changed || a.from < t->lo) t->lo = a.from;
    if (!t->changed || b.to > t->hi) t->hi = b.to;
    t->changed = true;
    buf tail;
    buf_init(&tail);
    buf_add(&tail, t->text.text + r->to, t->text.n - r->to);
    buf_cut(&t->text, r->from);
    buf_add(&t->text, r->text.text, r->text.n);
    buf_add(&t->text, tail.text, tail.n);
    t->hi = t->hi + r->text.n - gone;
    bool ok = !buf_failed(&t->text) && !buf_failed(&tail);
    buf_free(&tail);
    return ok;
}

/* The changed lines go to a->rewrite, without the indent they share with nothing. */
static void write_lines(const repair *t, const char *src, size_t n, notation_advice *a) {
    size_t len = t->hi - t->lo;
    if (len >= sizeof a->rewrite || notation_count_lines(t->text.text + t->lo, len) >= LINES_SHOWN) return;
    memcpy(a->rewrite, t->text.text + t->lo, len);
    a->rewrite[len] = '\0';
    size_t after = t->text.n - t->hi;
    a->first = notation_count_lines(src, t->lo) + 1;
    a->last = notation_count_lines(src, n - after) + 1;
}

/* --- habits ---------------------------------------------------------------------------------- */

static bool ask(habit *const *habits, const slip *s, remedy *r) {
    for (; *habits; habits++) {
        r->hint[0] = '\0';
        r->foreign = false;
        r->from = 1;
        r->to = 0;
        buf_clear(&r->text);
        if ((*habits)(s, r)) return true;
    }
    return false;
}

static bool ask_syntax(const slip *s, remedy *r) {
    if (ask(notation_block_habits, s, r)) return r->foreign = true;
    return ask(notation_word_habits, s, r) || ask(notation_end_habits, s, r) || ask(notation_sign_habits, s, r);
}

/* A failure that is none of ours: past the changed lines, and not for want of an end there. */
static bool is_elsewhere(const repair *t, const parse_failure *f) {
    bool opened_here = f->opened != NONE && f->opened >= t->lo && f->opened <= t->hi;
    return f->start > t->hi && !opened_here;
}

static bool is_settled(repair *t, notation_mode mode, parse_failure *f) {
    return notation_reads(t->text.text, t->text.n, mode, f) || is_elsewhere(t, f);
}

/* --- a text that cannot be read ------------------------------------------------------------------ */

static void look(slip *s, const repair *t, const parse_failure *f) {
    *s = (slip){ .src = t->text.text, .n = t->text.n, .message = f->text };
    s->opened = f->opened == NONE ? s->n : f->opened;
    notation_slip_fill(s, f->start);
    s->line = notation_count_lines(s->src, s->from) + 1;
}

static void finish(repair *t, notation_mode mode, const char *src, size_t n, remedy *r, notation_failure *out) {
    parse_failure f = { 0 };
    bool          settled = false;
    for (int round = 0; round < ROUNDS && apply(t, r); round++) {
        settled = is_settled(t, mode, &f);
        slip s;
        if (settled) break;
        look(&s, t, &f);
        if (!ask_syntax(&s, r)) break;
    }
    if (settled) write_lines(t, src, n, &out->advice);
}

void notation_advise_syntax(const char *src, size_t n, const parse_failure *f, notation_mode mode, notation_failure *out) {
    repair t = { 0 };
    remedy r = { .from = 1 };
    slip   s;
    buf_init(&t.text);
    buf_init(&r.text);
    t.text.limit = 4 * SOURCE_SEEN;
    bool whole = n <= SOURCE_SEEN;
    size_t from = whole ? 0 : f->start > SOURCE_SEEN / 2 ? f->start - SOURCE_SEEN / 2 : 0;
    parse_failure here = *f;
    here.start -= (uint32_t)from;
    if (here.opened != NONE) here.opened = here.opened >= from ? here.opened - (uint32_t)from : NONE;
    buf_add(&t.text, src + from, whole ? n : n - from < SOURCE_SEEN ? n - from : SOURCE_SEEN);
    look(&s, &t, &here);
    if (!buf_failed(&t.text) && ask_syntax(&s, &r)) {
        snprintf(out->advice.hint, sizeof out->advice.hint, "%s", r.hint);
        if (r.foreign) out->incomplete = false;
        if (whole) finish(&t, mode, src, n, &r, out);
    }
    buf_free(&r.text);
    buf_free(&t.text);
}

/* --- a line that failed while it ran ------------------------------------------------------------------ */

static bool begin_line(slip *s, repair *t, const char *src, size_t n, int line) {
    text_line l;
    if (n > SOURCE_SEEN || !notation_line_number(src, n, line, &l)) return false;
    buf_add(&t->text, src, n);
    *s = (slip){ .src = t->text.text, .n = t->text.n, .opened = n, .message = "", .line = line };
    notation_slip_fill(s, l.from);
    s->fault = NULL;
    return !buf_failed(&t->text);
}

static void end_line(repair *t, const remedy *r, const char *src, size_t n, notation_advice *a) {
    parse_failure f;
    if (apply(t, r) && notation_reads(t->text.text, t->text.n, NOTATION_PROMPT, &f)) write_lines(t, src, n, a);
}

void notation_advise(const char *src, size_t n, int line, const char *message, notation_advice *a) {
    repair t = { 0 };
    remedy r = { .from = 1 };
    slip   s;
    *a = (notation_advice){ 0 };
    buf_init(&t.text);
    buf_init(&r.text);
    if (begin_line(&s, &t, src, n, line)) {
        s.message = message;
        if (ask(notation_run_habits, &s, &r)) {
            snprintf(a->hint, sizeof a->hint, "%s", r.hint);
            end_line(&t, &r, src, n, a);
        }
    }
    buf_free(&r.text);
    buf_free(&t.text);
}

void notation_advise_name(const char *src, size_t n, int line, const char *wrong, const char *right, notation_advice *a) {
    repair t = { 0 };
    remedy r = { .from = 1 };
    slip   s;
    buf_init(&t.text);
    buf_init(&r.text);
    if (begin_line(&s, &t, src, n, line) && notation_find(s.text, wrong)) {
        notation_change_all(&r, &s, wrong, right);
        end_line(&t, &r, src, n, a);
    }
    buf_free(&r.text);
    buf_free(&t.text);
}
