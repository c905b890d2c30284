/* mock/answer_run.c: an answer in the interview: graded, noted with its verdict, and only then spoken of. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "mock/mock_int.h"

void mock_reply_init(mock_reply *r) {
    memset(r, 0, sizeof *r);
    buf_init(&r->said);
}

void mock_reply_free(mock_reply *r) { buf_free(&r->said); }

/* --- the verdict and the attempt it is ----------------------------------------------------------- */

/* How well it is known, when this run ends the meeting with it; else 0. */
static int rating(const mock *m, const mock_slot *s, grade_verdict v) {
    int runs = s->in_follow ? s->follow_runs : s->runs;
    if (v == GRADE_PASS) return runs == 0 ? 3 : 2;
    return runs + 1 >= m->runs || s->in_words ? 1 : 0;
}

static err_code note_verdict(mock *m, const store_question *q, int slot, const char *answer, const grade_report *r, const buf *said, err *e) {
    mock_slot *s = &m->slot[slot - 1];
    buf        text;
    buf_init(&text);
    buf_printf(&text, "%s%s%s\n%s", grade_verdict_name(r->verdict), r->code[0] ? " " : "", r->code, said->text);
    store_attempt attempt = {
        .question = q->id, .answer = answer, .verdict = grade_verdict_name(r->verdict), .code = r->code,
        .message = r->why.n ? r->why.text : r->headline.text, .mode = "mock", .spent_ms = s->spent_ms,
        .rating = rating(m, s, r->verdict),
    };
    int64_t    at = m->now(m->user), last = m->event[m->nevents - 1].at_ms;
    mock_event ev = {.at_ms = at > last ? at : last, .kind = MOCK_VERDICT, .slot = slot, .text = text.text};
    attempt.at = ev.at_ms / 1000;
    bool     counts = r->verdict != GRADE_UNGRADABLE && r->verdict != GRADE_INTERNAL;
    err_code code = buf_failed(&text) ? err_set(e, ERR_MEMORY, "no memory for a verdict") : mock_commit(m, &ev, counts ? &attempt : NULL, NULL, e);
    buf_free(&text);
    return code;
}

/* Grade text for a run that is noted already. */
static err_code judge(mock *m, grader *g, const store_question *q, int slot, const char *text, size_t n, err *e) {
    grade_report r;
    buf          said;
    grade_report_init(&r);
    buf_init(&said);
    err_code code = grade_answer(g, q, text, n, &r, e);
    if (code == ERR_OK) {
        mock_say(&said, m, &m->slot[slot - 1], &r);
        code = note_verdict(m, q, slot, text, &r, &said, e);
    }
    buf_free(&said);
    grade_report_free(&r);
    return code;
}

/* --- during the interview ------------------------------------------------------------------------------- */

err_code mock_answer(mock *m, grader *g, const store_question *q, const char *text, size_t n, bool may_grow, mock_reply *reply, err *e) {
    int          slot = m->current;
    int64_t      at = m->now(m->user), last = m->event[m->nevents - 1].at_ms;
    grade_report r;
    grade_report_init(&r);
    char    *copy = mem_strndup(text, n, e);
    err_code code = copy ? mock_typed(m, slot, copy, e) : ERR_MEMORY;
    if (code == ERR_OK) code = grade_answer(g, q, text, n, &r, e);
    if (code == ERR_OK) {
        reply->verdict = r.verdict;
        reply->more = may_grow && r.verdict == GRADE_UNGRADABLE && r.problem.incomplete;
    }
    if (code == ERR_OK && !reply->more) {
        last = m->event[m->nevents - 1].at_ms;
        code = mock_note_at(m, at > last ? at : last, MOCK_RUN, slot, 0, copy, e);
        if (code == ERR_OK) mock_say(&reply->said, m, &m->slot[slot - 1], &r);
        if (code == ERR_OK) code = note_verdict(m, q, slot, copy, &r, &reply->said, e);
    }
    mem_free(copy);
    grade_report_free(&r);
    return code;
}

/* --- when it is cut off, and when it ends --------------------------------------------------------------------- */

static const char *last_run(const mock *m, int slot) {
    for (size_t i = m->nevents; i-- > 0;)
        if (m->event[i].kind == MOCK_RUN && m->event[i].slot == slot) return m->event[i].text;
    return "";
}

/* What was handed in and not judged any more. */
static err_code judge_pending(mock *m, grader *g, err *e) {
    int             slot = m->pending;
    store_question *q = mock_question(m, slot, e);
    char           *text = q ? mem_strdup(last_run(m, slot), e) : NULL;
    err_code        code = text ? judge(m, g, q, slot, text, strlen(text), e) : e && e->code ? e->code : ERR_DATABASE;
    mem_free(text);
    store_question_free(q);
    return code;
}

enum { LEAST_AWAY_MS = 1000 };

err_code mock_go_on(mock *m, grader *g, err *e) {
    if (m->phase == MOCK_PLANNED || m->phase == MOCK_ENDED) return ERR_OK;
    int64_t  now = m->now(m->user), last = m->event[m->nevents - 1].at_ms;
    bool     away = now - last >= LEAST_AWAY_MS && m->phase == MOCK_RUNNING;
    err_code code = away ? mock_note_at(m, now, MOCK_AWAY, 0, now - last, "", e) : ERR_OK;
    return code == ERR_OK && m->pending ? judge_pending(m, g, e) : code;
}

static bool is_blank(const char *text) { return text[strspn(text, " \t\n")] == '\0'; }

/* An answer that stands there and was not tried. */
static err_code judge_standing(mock *m, grader *g, int slot, err *e) {
    mock_slot *s = &m->slot[slot - 1];
    if ((s->closed && !s->in_follow) || is_blank(s->draft) || strcmp(s->draft, last_run(m, slot)) == 0) return ERR_OK;
    char    *text = mem_strdup(s->draft, e);
    err_code code = text ? mock_note(m, MOCK_RUN, slot, 1, text, e) : ERR_MEMORY;
    mem_free(text);
    return code == ERR_OK ? judge_pending(m, g, e) : code;
}

err_code mock_finish(mock *m, grader *g, mock_reason reason, err *e) {
    char       sum[48];
    err_code   code = m->phase == MOCK_PAUSED ? mock_note(m, MOCK_RESUME, 0, 0, "", e) : ERR_OK;
    for (size_t i = 0; code == ERR_OK && i < m->n; i++) code = judge_standing(m, g, (int)i + 1, e);
    if (code != ERR_OK) return code;
    store_mock last = {.id = m->id, .points = mock_points(m), .most = mock_most(m)};
    snprintf(sum, sizeof sum, "%lld %lld", (long long)last.points, (long long)last.most);
    int64_t    now = m->now(m->user), before = m->event[m->nevents - 1].at_ms;
    mock_event ev = {.at_ms = now > before ? now : before, .kind = MOCK_END, .value = reason, .text = sum};
    last.ended_ms = ev.at_ms;
    return mock_commit(m, &ev, NULL, &last, e);
}
