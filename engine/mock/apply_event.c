/* mock/apply_event.c: events to what is known of the interview, and which events can happen at all.
 *
 * An event is first tested against what is known, then applied, so that one which is refused changes nothing.
 * The same fold serves the interview under way, the report years later and the file of a stranger.          */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "mock/mock_int.h"

/* --- made and freed ------------------------------------------------------------------------------ */

mock *mock_new(err *e) { return mem_zalloc(1, sizeof(mock), e); }

static void free_slot(mock_slot *s) {
    char *text[] = {s->id, s->short_id, s->level, s->kind, s->title, s->concepts, s->draft, s->verdict, s->code, s->answer};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) mem_free(text[i]);
}

void mock_free(mock *m) {
    if (!m) return;
    for (size_t i = 0; i < m->n; i++) free_slot(&m->slot[i]);
    for (size_t i = 0; i < m->nevents; i++) mem_free(m->event[i].text);
    mem_free(m->slot);
    mem_free(m->event);
    mem_free(m->pack);
    mem_free(m);
}

const char *mock_last_digest(const mock *m) { return m->nevents ? m->event[m->nevents - 1].digest : MOCK_NO_DIGEST; }

/* --- the clock ------------------------------------------------------------------------------------- */

int64_t mock_elapsed(const mock *m, int64_t at_ms) {
    if (!m->started) return 0;
    if (m->phase == MOCK_PAUSED) at_ms = m->paused_at_ms;
    if (m->phase == MOCK_ENDED) at_ms = m->ended_ms;
    int64_t elapsed = at_ms - m->began_ms - m->stopped_ms;
    return elapsed > 0 ? elapsed : 0;
}

int64_t mock_left(const mock *m, int64_t at_ms) {
    int64_t left = m->limit_ms - mock_elapsed(m, at_ms);
    return left > 0 ? left : 0;
}

bool mock_time_is_up(const mock *m, int64_t at_ms) { return mock_elapsed(m, at_ms) >= m->limit_ms; }

static int64_t last_elapsed(const mock *m) { return m->nevents ? m->event[m->nevents - 1].elapsed_ms : 0; }

/* Time on a slot ends with the interview's, even when nobody was there to see it. */
static int64_t since_last(const mock *m, int64_t elapsed) {
    int64_t to = elapsed < m->limit_ms ? elapsed : m->limit_ms;
    return to > last_elapsed(m) ? to - last_elapsed(m) : 0;
}

int64_t mock_spent(const mock *m, int slot, int64_t at_ms) {
    const mock_slot *s = &m->slot[slot - 1];
    return s->spent_ms + (m->phase == MOCK_RUNNING && m->current == slot ? since_last(m, mock_elapsed(m, at_ms)) : 0);
}

int mock_open_slots(const mock *m) {
    int n = 0;
    for (size_t i = 0; i < m->n; i++) n += !m->slot[i].closed;
    return n;
}

int mock_next_slot(const mock *m) {
    for (size_t i = 0; i < m->n; i++)
        if (!m->slot[i].closed && !m->slot[i].shown) return (int)i + 1;
    for (size_t k = 0; k < m->n; k++) {
        size_t i = ((size_t)m->current + k) % m->n;
        if (!m->slot[i].closed) return (int)i + 1;
    }
    return 0;
}

/* --- what can happen ----------------------------------------------------------------------------------- */

static const char *refuse_time(const mock *m, const mock_event *ev) {
    if (ev->number != (int64_t)m->nevents + 1) return "its number is not the next one";
    if (m->nevents && ev->at_ms < m->event[m->nevents - 1].at_ms) return "it comes before the one in front of it";
    if (m->phase == MOCK_ENDED) return "the interview had ended";
    if (m->nevents == 0) return ev->kind == MOCK_PLAN ? NULL : "the first is not the plan";
    if (m->phase == MOCK_PLANNED) return ev->kind == MOCK_START || ev->kind == MOCK_END ? NULL : "the interview had not started";
    if (ev->kind == MOCK_PLAN || ev->kind == MOCK_START) return "the interview had started";
    if (m->phase == MOCK_PAUSED && ev->kind != MOCK_RESUME && ev->kind != MOCK_AWAY && ev->kind != MOCK_END) return "the interview was paused";
    if (m->pending && ev->kind != MOCK_VERDICT && ev->kind != MOCK_AWAY) return "a run had no verdict yet";
    return NULL;
}

static const char *refuse_run(const mock *m, const mock_event *ev, const mock_slot *s) {
    bool late = mock_elapsed(m, ev->at_ms) >= m->limit_ms;
    if (strlen(ev->text) > MOCK_MAX_ANSWER) return "the answer is too long";
    if (ev->value == 1) return strcmp(ev->text, s->draft) == 0 ? NULL : "it is not the answer as it stood";
    if (ev->value != 0) return "a run has no such number";
    if (late) return "the time was up";
    if (ev->slot != m->current) return "another question was before the candidate";
    return s->in_follow && s->follow_runs >= m->runs ? "no run was left for the follow-up" : NULL;
}

static const char *refuse_slot(const mock *m, const mock_event *ev) {
    const mock_slot *s = &m->slot[ev->slot - 1];
    bool             late = mock_elapsed(m, ev->at_ms) > m->limit_ms;
    switch (ev->kind) {
    case MOCK_SHOWN: return s->closed ? "the question was closed" : late ? "the time was up" : NULL;
    case MOCK_TYPED: return ev->slot != m->current ? "another question was before the candidate" : late ? "the time was up" : NULL;
    case MOCK_RUN: return s->closed && !s->in_follow ? "the question was closed" : refuse_run(m, ev, s);
    case MOCK_VERDICT: return m->pending == ev->slot ? NULL : "there was no run for it";
    case MOCK_FOLLOW: return s->passed && !s->in_follow && s->follows < 20 && ev->slot == m->current && !late ? NULL : "it does not follow a pass";
    case MOCK_ASKED: return ev->value >= 1 && ev->value <= 100 && !s->to_speak ? NULL : "it cannot be asked";
    case MOCK_SPOKEN: return s->to_speak && ev->value <= s->points_to_say ? NULL : "nothing was asked, or not so much";
    case MOCK_SKIP: return (s->closed && !s->in_follow) || ev->slot != m->current ? "it was not there to be skipped" : NULL;
    case MOCK_IDLE:
        if (ev->slot != m->current) return "another question was before the candidate";
        return ev->value <= ev->at_ms - m->began_ms - s->idle_ms ? NULL : "it is longer than the interview";
    default: return "it belongs to no question";
    }
}

static const char *refuse_whole(const mock *m, const mock_event *ev) {
    char sum[48];
    switch (ev->kind) {
    case MOCK_PLAN: case MOCK_START: return NULL;
    case MOCK_PAUSE: return m->may_pause ? NULL : "pauses were not allowed";
    case MOCK_RESUME: return m->phase == MOCK_PAUSED ? NULL : "there was no pause";
    case MOCK_AWAY: return ev->value == ev->at_ms - m->event[m->nevents - 1].at_ms ? NULL : "it is not as long as it says";
    case MOCK_END:
        snprintf(sum, sizeof sum, "%lld %lld", (long long)mock_points(m), (long long)mock_most(m));
        if (strcmp(sum, ev->text) != 0) return "the sum is not what the verdicts come to";
        return ev->value >= 0 && ev->value <= MOCK_LEFT ? NULL : "there is no such end";
    default: return "it belongs to a question";
    }
}

static const char *refuse(const mock *m, const mock_event *ev) {
    if (m->nevents >= MOCK_MAX_EVENTS) return "there are too many";
    if (ev->at_ms < 0 || ev->at_ms > INT64_C(253402300800000) || ev->value < 0) return "its numbers cannot be";
    if (strlen(ev->text) > MOCK_MAX_TEXT) return "its text is too long";
    const char *why = refuse_time(m, ev);
    if (why) return why;
    if (ev->slot == 0) return refuse_whole(m, ev);
    return ev->slot > (int)m->n ? "there is no such question" : refuse_slot(m, ev);
}

/* --- what it changes -------------------------------------------------------------------------------------- */

static bool keep(char **at, const char *text) {
    char *copy = mem_strdup(text, NULL);
    if (!copy) return false;
    mem_free(*at);
    *at = copy;
    return true;
}

/* "WRONG E-SHAPE\n..." */
static bool apply_verdict(mock *m, mock_slot *s, const mock_event *ev) {
    char        word[16] = "", code[24] = "";
    const char *run = m->event[m->nevents - 1].text;
    for (size_t i = m->nevents; i-- > 0;)
        if (m->event[i].kind == MOCK_RUN) {
            run = m->event[i].text;
            break;
        }
    if (sscanf(ev->text, "%15[A-Z]", word) != 1) return false;
    if (ev->text[strlen(word)] == ' ') sscanf(ev->text + strlen(word) + 1, "%23[A-Z0-9-]", code);
    bool judged = strcmp(word, "UNGRADABLE") != 0 && strcmp(word, "INTERNAL") != 0, pass = strcmp(word, "PASS") == 0;
    m->pending = 0;
    m->pending_final = false;
    if (s->in_follow) {
        s->follow_runs += judged;
        s->follows_passed += pass;
        if (pass || s->follow_runs >= m->runs) s->in_follow = false;
        return true;
    }
    s->runs += judged;
    if (pass) {
        s->passed = true;
        s->pass_ms = s->spent_ms;
    }
    if (pass || s->runs >= m->runs || (s->in_words && judged)) s->closed = true;
    return keep(&s->verdict, word) && keep(&s->code, code) && keep(&s->answer, run);
}

static void note_first(mock_slot *s, mock_kind kind) {
    if (s->reading_ms < 0) s->reading_ms = s->spent_ms;
    if (kind == MOCK_RUN && s->first_run_ms < 0) s->first_run_ms = s->spent_ms;
}

static bool apply_slot(mock *m, mock_slot *s, const mock_event *ev) {
    switch (ev->kind) {
    case MOCK_SHOWN:
        m->current = ev->slot;
        s->shown = true;
        s->skipped = false;
        return true;
    case MOCK_TYPED:
        if (ev->text[0]) note_first(s, ev->kind);
        return keep(&s->draft, ev->text);
    case MOCK_RUN:
        note_first(s, ev->kind);
        m->pending = ev->slot;
        m->pending_final = ev->value == 1;
        return keep(&s->draft, ev->text);
    case MOCK_VERDICT: return apply_verdict(m, s, ev);
    case MOCK_FOLLOW:
        if (sscanf(ev->text, "%47s %64s", s->follow_id, s->follow_digest) != 2) return false;
        s->follows++;
        s->in_follow = true;
        s->follow_runs = 0;
        return keep(&s->draft, "");
    case MOCK_ASKED:
        s->asked++;
        s->to_speak = true;
        s->points_to_say = (int)ev->value;
        s->say_most += s->points_to_say;
        return true;
    case MOCK_SPOKEN:
        s->to_speak = false;
        s->said += (int)ev->value;
        return true;
    case MOCK_SKIP:
        s->skipped = !s->closed;
        s->in_follow = false;
        m->current = 0;
        return true;
    case MOCK_IDLE: s->idle_ms += ev->value; return true;
    default: return true;
    }
}

static void apply_whole(mock *m, const mock_event *ev) {
    switch (ev->kind) {
    case MOCK_START:
        m->phase = MOCK_RUNNING;
        m->started = true;
        m->began_ms = ev->at_ms;
        break;
    case MOCK_PAUSE:
        m->phase = MOCK_PAUSED;
        m->paused_at_ms = ev->at_ms;
        break;
    case MOCK_RESUME:
        m->phase = MOCK_RUNNING;
        m->stopped_ms += ev->at_ms - m->paused_at_ms;
        break;
    case MOCK_AWAY:
        m->away_ms += ev->value;
        if (m->may_pause && m->phase == MOCK_RUNNING) m->stopped_ms += ev->value;
        break;
    case MOCK_END:
        if (m->phase == MOCK_PAUSED) m->stopped_ms += ev->at_ms - m->paused_at_ms;
        m->phase = MOCK_ENDED;
        m->ended_ms = ev->at_ms;
        m->reason = (mock_reason)ev->value;
        break;
    default: break;
    }
}

/* Room for the event first: after it is folded in it must be kept. */
static mock_event *make_room(mock *m, const mock_event *ev) {
    if ((m->nevents & (m->nevents - 1)) == 0) {
        mock_event *more = mem_resize(m->event, m->nevents ? m->nevents * 2 : 1, sizeof *more, NULL);
        if (!more) return NULL;
        m->event = more;
    }
    mock_event *at = &m->event[m->nevents];
    *at = *ev;
    at->text = mem_strdup(ev->text, NULL);
    return at->text ? at : NULL;
}

/* With AWAY the clock may have stood still: what is counted as spent then is nothing. */
static void spend(mock *m, const mock_event *ev) {
    bool stood = ev->kind == MOCK_AWAY && m->may_pause;
    if (m->phase == MOCK_RUNNING && m->current && !stood) m->slot[m->current - 1].spent_ms += since_last(m, mock_elapsed(m, ev->at_ms));
}

err_code mock_test(const mock *m, const mock_event *ev, err *e) {
    const char *why = refuse(m, ev);
    char        digest[65];
    if (why) return err_set(e, ERR_VALUE, "event %lld (%s): %s", (long long)ev->number, mock_kind_word(ev->kind), why);
    err_code code = mock_event_digest(ev, mock_last_digest(m), digest, e);
    if (code != ERR_OK) return code;
    if (strcmp(digest, ev->digest) != 0)
        return err_set(e, ERR_FORMAT, "event %lld (%s) was altered: its digest does not belong to it", (long long)ev->number, mock_kind_word(ev->kind));
    return ERR_OK;
}

err_code mock_apply(mock *m, const mock_event *ev, err *e) {
    err_code code = mock_test(m, ev, e);
    if (code != ERR_OK) return code;
    mock_event *at = make_room(m, ev);
    if (!at) return err_set(e, ERR_MEMORY, "no memory for an event");
    bool good = true;
    if (ev->kind == MOCK_PLAN) {
        code = mock_plan_read(m, ev->text, e);
    } else {
        spend(m, ev);
        if (ev->slot) good = apply_slot(m, &m->slot[ev->slot - 1], ev);
        else apply_whole(m, ev);
    }
    if (!good) code = err_set(e, ERR_VALUE, "event %lld (%s) is not one that ndrill writes", (long long)ev->number, mock_kind_word(ev->kind));
    if (code != ERR_OK) {
        mem_free(at->text);
        return code;
    }
    at->elapsed_ms = mock_elapsed(m, ev->at_ms);
    m->nevents++;
    return ERR_OK;
}
