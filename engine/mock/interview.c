/* mock/interview.c: an interview that goes on: every event is on disk before it counts.
 *
 * The program may die between any two events. What it comes back to is the fold of those that were stored:
 * a run without a verdict is judged then, and the clock has run on in the meantime.                    */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "mock/mock_int.h"

/* --- one more event --------------------------------------------------------------------------- */

static int64_t now_ms(const mock *m) {
    int64_t now = m->now(m->user), last = m->nevents ? m->event[m->nevents - 1].at_ms : 0;
    return now > last ? now : last;
}

/* Tested, stored, folded: in this order. */
err_code mock_commit(mock *m, mock_event *ev, store_attempt *attempt, const store_mock *last, err *e) {
    ev->number = (int64_t)m->nevents + 1;
    err_code code = mock_event_digest(ev, mock_last_digest(m), ev->digest, e);
    if (code == ERR_OK) code = mock_test(m, ev, e);
    store_mock_event stored = {ev->number, ev->at_ms, mock_kind_word(ev->kind), ev->text, ev->digest, ev->slot, ev->value};
    if (code == ERR_OK) code = store_mock_add(m->store, m->id, &stored, attempt, last, e);
    return code == ERR_OK ? mock_apply(m, ev, e) : code;
}

static mock_event event_of(int64_t at_ms, mock_kind kind, int slot, int64_t value, const char *text) {
    return (mock_event){.at_ms = at_ms, .kind = kind, .slot = slot, .value = value, .text = (char *)(uintptr_t)text};
}

err_code mock_note_at(mock *m, int64_t at_ms, mock_kind kind, int slot, int64_t value, const char *text, err *e) {
    mock_event ev = event_of(at_ms, kind, slot, value, text);
    return mock_commit(m, &ev, NULL, NULL, e);
}

err_code mock_note(mock *m, mock_kind kind, int slot, int64_t value, const char *text, err *e) {
    return mock_note_at(m, now_ms(m), kind, slot, value, text, e);
}

err_code mock_typed(mock *m, int slot, const char *text, err *e) {
    if (m->phase != MOCK_RUNNING || m->current != slot || strcmp(m->slot[slot - 1].draft, text) == 0) return ERR_OK;
    int64_t at = now_ms(m), end = m->began_ms + m->stopped_ms + m->limit_ms;
    if (at > end) at = end;
    if (at < m->event[m->nevents - 1].at_ms) return ERR_OK;
    return mock_note_at(m, at, MOCK_TYPED, slot, 0, text, e);
}

/* --- questions ------------------------------------------------------------------------------------ */

store_question *mock_question(const mock *m, int slot, err *e) {
    const mock_slot *s = &m->slot[slot - 1];
    return store_question_get(m->store, s->in_follow ? s->follow_id : s->id, e);
}

bool mock_is_same(const store_question *q, const char *digest) {
    char here[65];
    mock_question_digest(q, here);
    return strcmp(here, digest) == 0;
}

/* --- begin ---------------------------------------------------------------------------------------- */

static err_code add_slot(mock *m, store *s, const char *id, err *e) {
    char            digest[65];
    store_question *q = store_question_get(s, id, e);
    if (!q) return e && e->code != ERR_OK ? e->code : ERR_DATABASE;
    mock_question_digest(q, digest);
    bool good = mock_plan_slot(m, q->id, q->short_id, q->level, q->kind, q->title, q->concepts, q->par_seconds, digest);
    store_question_free(q);
    return good ? ERR_OK : err_set(e, ERR_MEMORY, "no memory for the interview");
}

/* The plan as text, from a draft of the interview that is thrown away. */
static err_code write_plan(store *s, const mock_wish *w, buf *plan, err *e) {
    size_t   n = 0;
    char   **id = NULL;
    mock    *draft = mock_new(e);
    err_code code = draft ? mock_deal(s, w, &n, &id, e) : ERR_MEMORY;
    for (size_t i = 0; code == ERR_OK && i < n; i++) code = add_slot(draft, s, id[i], e);
    if (code == ERR_OK && !(draft->pack = mem_strdup(w->pack, e))) code = ERR_MEMORY;
    if (code == ERR_OK) {
        draft->limit_ms = w->minutes * 60000;
        draft->runs = w->runs;
        draft->may_pause = w->may_pause;
        draft->seed = w->seed;
        mock_plan_write(plan, draft);
        if (buf_failed(plan)) code = err_set(e, ERR_MEMORY, "no memory for the interview");
    }
    mock_deal_free(n, id);
    mock_free(draft);
    return code;
}

mock *mock_plan(store *s, const mock_wish *w, int64_t (*now)(void *user), void *user, err *e) {
    buf plan;
    buf_init(&plan);
    mock    *m = mock_new(e);
    err_code code = m ? write_plan(s, w, &plan, e) : ERR_MEMORY;
    if (code == ERR_OK) {
        m->store = s;
        m->now = now;
        m->user = user;
        mock_event ev = event_of(now(user), MOCK_PLAN, 0, 0, plan.text);
        ev.number = 1;
        code = mock_event_digest(&ev, MOCK_NO_DIGEST, ev.digest, e);
        if (code == ERR_OK) code = mock_apply(m, &ev, e);
    }
    buf_free(&plan);
    if (code == ERR_OK) return m;
    mock_free(m);
    return NULL;
}

err_code mock_start(mock *m, err *e) {
    if (!m->id) {
        const char *id[MOCK_MAX_QUESTIONS];
        mock_event *plan = &m->event[0];
        for (size_t i = 0; i < m->n; i++) id[i] = m->slot[i].id;
        store_mock_event first = {1, plan->at_ms, mock_kind_word(MOCK_PLAN), plan->text, plan->digest, 0, 0};
        err_code         code = store_mock_begin(m->store, &first, m->n, id, &m->id, e);
        if (code != ERR_OK) return code;
    }
    return mock_note(m, MOCK_START, 0, 0, "", e);
}

/* --- read back ---------------------------------------------------------------------------------------- */

typedef struct reading {
    mock    *m;
    err     *e;
    err_code code;
} reading;

static bool read_event(const store_mock_event *stored, void *user) {
    reading   *r = user;
    mock_event ev = event_of(stored->at_ms, MOCK_PLAN, stored->slot, stored->value, stored->text);
    ev.number = stored->number;
    snprintf(ev.digest, sizeof ev.digest, "%s", stored->digest);
    if (!mock_kind_of(stored->kind, strlen(stored->kind), &ev.kind))
        r->code = err_set(r->e, ERR_FORMAT, "event %lld is of no known kind: a newer ndrill made it", (long long)stored->number);
    else r->code = mock_apply(r->m, &ev, r->e);
    return r->code == ERR_OK;
}

mock *mock_load(store *s, int64_t id, int64_t (*now)(void *user), void *user, err *e) {
    mock *m = mock_new(e);
    if (!m) return NULL;
    m->id = id;
    m->store = s;
    m->now = now;
    m->user = user;
    reading  r = {m, e, ERR_OK};
    err_code code = store_mock_events(s, id, read_event, &r, e);
    if (code == ERR_OK) code = r.code;
    if (code == ERR_OK && m->nevents == 0) code = err_set(e, ERR_KEY, "there is no interview %lld: ndrill mock list shows them", (long long)id);
    else if (code != ERR_OK) err_context(e, "interview %lld", (long long)id);
    if (code == ERR_OK) return m;
    mock_free(m);
    return NULL;
}

typedef struct newest {
    int64_t under_way, any;
} newest;

static bool look_at(const store_mock *m, void *user) {
    newest *n = user;
    n->any = m->id;
    if (!m->ended_ms) n->under_way = m->id;
    return true;
}

err_code mock_newest(store *s, int64_t *under_way, int64_t *any, err *e) {
    newest   n = {0};
    err_code code = store_mock_list(s, look_at, &n, e);
    *under_way = n.under_way;
    *any = n.any;
    return code;
}
