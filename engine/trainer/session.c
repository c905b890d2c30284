/* trainer/session.c: one question being practised: load, grade, record. */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "trainer/trainer.h"

bool tr_session_load(tr_session *s, const char *id, err *e) {
    char next[48];
    if (!id) {
        if (store_next(s->app->store, s->level, s->question ? s->question->id : "", next, e) != ERR_OK) return false;
        if (!next[0]) {
            err_set(e, ERR_KEY, s->level[0] ? "there is no question of level %s" : "there is no question to practise%s", s->level);
            return false;
        }
        id = next;
    }
    store_question *q = store_question_get(s->app->store, id, e);
    if (!q) return false;
    store_question_free(s->question);
    s->question = q;
    s->began_ms = clock_ms();
    s->passed = false;
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
    s->passed = s->passed || pass;
}

bool tr_session_answer(tr_session *s, const char *answer, size_t n, grade_report *r, err *e) {
    if (grade_answer(s->app->grader, s->question, answer, n, r, e) != ERR_OK) return false;
    s->tried.spent_ms = clock_ms() - s->began_ms;
    if (r->verdict == GRADE_UNGRADABLE || r->verdict == GRADE_INTERNAL) return true;
    s->tried.runs++;
    note_result(s, r->verdict == GRADE_PASS);
    char *text = mem_strndup(answer, n, e);
    if (!text) return false;
    store_attempt a = {
        .question = s->question->id, .answer = text, .verdict = grade_verdict_name(r->verdict), .code = r->code,
        .message = r->why.n ? r->why.text : r->headline.text, .mode = s->mode, .hints = s->tried.hints,
        .at = clock_seconds(), .spent_ms = s->tried.spent_ms,
    };
    bool recorded = store_attempt_add(s->app->store, &a, e) == ERR_OK;
    mem_free(text);
    return recorded;
}
