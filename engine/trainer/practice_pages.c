/* trainer/practice_pages.c: the pages of practice that need the session: welcome, question, hint, solution, goodbye. */
#include <stdio.h>
#include <string.h>

#include "trainer/practice.h"
#include "trainer/rating.h"
#include "trainer/standing.h"

static void put(buf *out) {
    tr_flush(out);
    buf_free(out);
}

bool tr_show_question(tr_session *s, err *e) {
    buf inputs, out;
    buf_init(&inputs);
    buf_init(&out);
    bool ok = tr_inputs(s->app, s->question, &inputs, e);
    if (ok) {
        tr_rule(&out, &s->app->look);
        tr_page_question(&out, &s->app->look, s->question, inputs.text);
    }
    buf_free(&inputs);
    put(&out);
    return ok;
}

bool tr_show_hint(tr_session *s, err *e) {
    buf out;
    int hints = tr_count_parts(s->question, STORE_HINT);
    if (s->tried.hints < hints) {
        if (store_seen_add(s->app->store, s->question->id, "hint", e) != ERR_OK) return false;
        s->tried.hints++;
    }
    buf_init(&out);
    if (hints) tr_page_hint(&out, &s->app->look, s->question, s->tried.hints);
    else buf_puts(&out, " This question has no hints.\n");
    put(&out);
    return true;
}

bool tr_show_solution(tr_session *s, err *e) {
    bool surrender = !s->passed && !s->rated;
    if (!s->passed && store_seen_add(s->app->store, s->question->id, "solution", e) != ERR_OK) return false;
    if (!tr_give_up(s, e)) return false;
    buf out;
    buf_init(&out);
    tr_page_solution(&out, &s->app->look, s->question);
    if (surrender) buf_puts(&out, " It comes back soon. Type the answer all the same: fingers remember too.\n");
    put(&out);
    return true;
}

/* --- welcome and goodbye ------------------------------------------------------------------------------- */

void tr_welcome(tr_practice *p, bool resumed) {
    const tr_look *look = &p->s.app->look;
    tr_standing    t;
    err            e = {0};
    buf            out, state;
    buf_init(&out);
    buf_init(&state);
    tr_spread(&out, look, " ndrill " TR_VERSION, ":? keys   :q quit");
    if (tr_standing_read(&t, p->s.app->store, &e)) tr_standing_line(&state, &t);
    tr_standing_free(&t);
    if (resumed) buf_puts(&state, state.n ? "; where you left off" : "where you left off");
    if (state.n) {
        buf_putc(&out, ' ');
        tr_tint(&out, look, TR_DIM, state.text);
        buf_putc(&out, '\n');
    }
    buf_free(&state);
    put(&out);
}

/* What was done, what comes, what is weakest: each only when there is something to say. */
static void sum_up(buf *text, const tr_session *s, const tr_standing *t) {
    if (s->solved) buf_printf(text, "%d solved", s->solved);
    if (s->helped) buf_printf(text, ", %d of them with a hint", s->helped);
    if (s->solved) buf_puts(text, ". ");
    if (t->ndue) buf_printf(text, "Due now: %zu. ", t->ndue);
    if (t->due_tomorrow) buf_printf(text, "Due by tomorrow: %d. ", t->due_tomorrow);
    if (t->nconcepts && t->concept[0].memory.state != STORE_NEW) buf_printf(text, "Weakest so far: %s. ", t->concept[0].name);
}

void tr_goodbye(tr_practice *p) {
    tr_standing t;
    err         e = {0};
    buf         out, text;
    buf_init(&out);
    buf_init(&text);
    if (p->code == TR_INTERRUPTED) buf_putc(&out, '\n');
    buf_puts(&text, "Everything is saved. ");
    if (tr_standing_read(&t, p->s.app->store, &e)) sum_up(&text, &p->s, &t);
    tr_standing_free(&t);
    tr_wrap(&out, text.text, p->s.app->look.width, 1);
    buf_puts(&out, " Continue with: ndrill\n");
    buf_free(&text);
    put(&out);
}
