/* trainer/session.c: one question being practised: load, grade, record. */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "trainer/rating.h"

/* The question that q is, or follows. */
static void base_id(const store_question *q, char id[48]) {
    snprintf(id, 48, "%.*s", (int)strcspn(q->id, "+"), q->id);
}

/* A question that was rated before comes back with other inputs, so that it is the idea that is remembered. */
static bool refresh(const tr_session *s, store_question *q, err *e) {
    store_memory m;
    if (strcmp(s->mode, "practice") != 0) return true;
    if (store_memory_of(s->app->store, q->id, &m, e) != ERR_OK) return false;
    uint32_t seed = (uint32_t)m.last_at * 2654435761u + (uint32_t)m.reviews;
    return m.state == STORE_NEW || grade_variant(s->app->grader, q, seed ? seed : 1, e) == ERR_OK;
}

bool tr_session_load(tr_session *s, const char *id, err *e) {
    char next[48], after[48] = "";
    if (!id) {
        if (s->question) base_id(s->question, after);
        if (store_next(s->app->store, s->level, after, s->due_only, next, e) != ERR_OK) return false;
        if (!next[0]) {
            err_set(e, ERR_KEY, s->due_only ? "nothing more is due%s" : s->level[0] ? "there is no question of level %s" : "there is no question to practise%s",
                    s->due_only ? "" : s->level);
            return false;
        }
        id = next;
    }
    store_question *q = store_question_get(s->app->store, id, e);
    if (!q) return false;
    if (!refresh(s, q, e)) {
        store_question_free(q);
        return false;
    }
    store_question_free(s->question);
    s->question = q;
    s->began_ms = clock_ms();
    s->passed = false;
    s->rated = 0;
    memset(&s->tried, 0, sizeof s->tried);
    return true;
}

void tr_session_close(tr_session *s) {
    store_question_free(s->question);
    s->question = NULL;
}

/* Keep the count of questions that were answered wrong and not passed since. */
static void note_result(tr_session *s, bool pass) {
    bool was_wrong = s->tried.runs > 1 && !s->passed;
    if (pass && was_wrong && s->wrong_left > 0) s->wrong_left--;
    if (!pass && s->tried.runs == 1) s->wrong_left++;
    if (pass && !s->passed) {
        s->solved++;
        s->helped += s->tried.hints > 0;
    }
    s->passed = s->passed || pass;
}

bool tr_inputs(tr_app *app, const store_question *q, buf *inputs, err *e) {
    if (q->ncases == 0 || !q->given[0]) return true;
    return grade_inputs(app->grader, q, grade_first_case(q), inputs, e) == ERR_OK;
}

/* --- follow-ups ---------------------------------------------------------------------------------- */

typedef struct search {
    const char *id;
    bool        behind, found;
    store_line *line;
} search;

static bool take_next(const store_line *l, void *user) {
    search *s = user;
    s->found = s->behind;
    if (s->found) *s->line = *l;
    s->behind = s->behind || strcmp(l->id, s->id) == 0;
    return !s->found;
}

bool tr_next_follow_up(tr_app *app, const store_question *q, store_line *line) {
    char   base[48];
    search s = {.id = q->id, .behind = strchr(q->id, '+') == NULL, .line = line};
    err    e = {0};
    base_id(q, base);
    return store_follow_ups(app->store, base, take_next, &s, &e) == ERR_OK && s.found;
}

/* --- answers --------------------------------------------------------------------------------------- */

static bool record(tr_session *s, const char *answer, size_t n, store_attempt a, err *e) {
    char *text = mem_strndup(answer, n, e);
    if (!text) return false;
    a.question = s->question->id;
    a.answer = text;
    a.hints = s->tried.hints;
    a.seed = s->question->variant;
    a.at = clock_seconds();
    a.spent_ms = s->tried.spent_ms;
    if (strcmp(a.verdict, "PASS") == 0) a.rating = tr_rate_pass(s);
    bool recorded = store_attempt_add(s->app->store, &a, e) == ERR_OK;
    if (recorded && a.rating) s->rated = a.rating;
    mem_free(text);
    return recorded;
}

bool tr_session_answer(tr_session *s, const char *answer, size_t n, grade_report *r, err *e) {
    if (grade_answer(s->app->grader, s->question, answer, n, r, e) != ERR_OK) return false;
    s->tried.spent_ms = clock_ms() - s->began_ms;
    if (r->verdict == GRADE_UNGRADABLE || r->verdict == GRADE_INTERNAL) return true;
    s->tried.runs++;
    note_result(s, r->verdict == GRADE_PASS);
    return record(s, answer, n, (store_attempt){.verdict = grade_verdict_name(r->verdict), .code = r->code, .mode = s->mode,
                                                .message = r->why.n ? r->why.text : r->headline.text}, e);
}

bool tr_session_decide(tr_session *s, const char *answer, size_t n, bool good, err *e) {
    if (!good && s->rated > 1 && !tr_rate_again(s, 1, e)) return false;
    note_result(s, good);
    return record(s, answer, n, (store_attempt){.verdict = good ? "PASS" : "WRONG", .code = "", .mode = "own", .message = "decided by the learner"}, e);
}
