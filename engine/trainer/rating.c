/* trainer/rating.c: a rating from the evidence: runs, hints, time against par, surrender.
 *
 * A failed meeting is never "hard": to the schedule hard is a way to pass.                */
#include "trainer/rating.h"

#include <string.h>

#include "base/clock.h"

const char *tr_rating_name(int rating) {
    static const char *const names[] = {"", "again", "hard", "good", "easy"};
    return rating >= 1 && rating <= 4 ? names[rating] : "";
}

static bool is_wanted(const tr_session *s) {
    store_memory m;
    return store_memory_of(s->app->store, s->question->id, &m, NULL) == ERR_OK && (m.state == STORE_NEW || m.due <= clock_seconds());
}

int tr_rate_pass(const tr_session *s) {
    int64_t par_ms = (int64_t)s->question->par_seconds * 1000;
    bool    person = strcmp(s->mode, "practice") == 0;
    if (s->rated || (!person && !is_wanted(s))) return 0;
    if (s->tried.hints > 0 || s->tried.runs > 2) return 2;
    if (!person || par_ms == 0) return 3;
    if (s->tried.spent_ms > 2 * par_ms) return 2;
    return s->tried.runs == 1 && 2 * s->tried.spent_ms < par_ms ? 4 : 3;
}

bool tr_give_up(tr_session *s, err *e) {
    if (s->rated || s->passed) return true;
    store_review r = {.question = s->question->id, .at = clock_seconds(), .rating = 1};
    if (store_review_add(s->app->store, &r, e) != ERR_OK) return false;
    s->rated = 1;
    return true;
}

bool tr_leave(tr_session *s, err *e) { return s->tried.runs == 0 || tr_give_up(s, e); }

bool tr_rate_again(tr_session *s, int rating, err *e) {
    if (!s->rated) {
        err_set(e, ERR_VALUE, "there is no rating yet: pass the question or give it up first");
        return false;
    }
    if (store_review_change(s->app->store, s->question->id, rating, e) != ERR_OK) return false;
    s->rated = rating;
    return true;
}

static void count(buf *out, int64_t n, const char *what) { buf_printf(out, "in %lld %s%s", (long long)n, what, n == 1 ? "" : "s"); }

void tr_wait_words(buf *out, int64_t seconds) {
    if (seconds <= 0) buf_puts(out, "now");
    else if (seconds < 5400) count(out, (seconds + 59) / 60, "minute");
    else if (seconds < 129600) count(out, (seconds + 1800) / 3600, "hour");
    else if (seconds < 60 * 86400) count(out, (seconds + 43200) / 86400, "day");
    else if (seconds < 700 * 86400) count(out, (seconds + 15 * 86400) / (30 * 86400), "month");
    else count(out, (seconds + 182 * 86400) / (365 * 86400), "year");
}

void tr_rating_line(buf *out, tr_session *s) {
    store_memory m;
    if (!s->rated || store_memory_of(s->app->store, s->question->id, &m, NULL) != ERR_OK) return;
    buf text;
    buf_init(&text);
    buf_printf(&text, "rated %s, back ", tr_rating_name(s->rated));
    tr_wait_words(&text, m.due - clock_seconds());
    buf_puts(&text, "   (1 again, 2 hard, 3 good, 4 easy)");
    tr_wrap(out, text.text, s->app->look.width, 8);
    buf_free(&text);
}
