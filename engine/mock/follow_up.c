/* mock/follow_up.c: after a pass: which follow-up, if there is time for one. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "mock/mock_int.h"

typedef struct choice {
    uint64_t turn;           /* which of them, when it is known how many there are */
    int      n, par_seconds;
    char     id[48];
    bool     taking;
} choice;

static bool look_at(const store_line *l, void *user) {
    choice *c = user;
    if (c->taking && (uint64_t)c->n == c->turn) {
        snprintf(c->id, sizeof c->id, "%s", l->id);
        c->par_seconds = l->par_seconds;
    }
    c->n++;
    return true;
}

/* Every interview its own, the same for the same seed. */
static err_code choose(mock *m, const char *id, choice *c, err *e) {
    err_code code = store_follow_ups(m->store, id, look_at, c, e);
    if (code != ERR_OK || c->n == 0) return code;
    c->turn = ((uint64_t)m->seed + (uint64_t)m->current) % (uint64_t)c->n;
    c->n = 0;
    c->taking = true;
    return store_follow_ups(m->store, id, look_at, c, e);
}

/* What is left when every question that is still open gets its share. */
static int64_t spare_ms(const mock *m) {
    int64_t spare = mock_left(m, m->now(m->user));
    for (size_t i = 0; i < m->n; i++) {
        int64_t left = m->slot[i].budget_ms - m->slot[i].spent_ms;
        if (!m->slot[i].closed && left > 0) spare -= left;
    }
    return spare;
}

err_code mock_follow(mock *m, store_question **q, err *e) {
    const mock_slot *s = &m->slot[m->current - 1];
    choice           c = {0};
    *q = NULL;
    if (!s->passed || s->in_follow || s->follows) return ERR_OK;
    err_code code = choose(m, s->id, &c, e);
    if (code != ERR_OK || !c.id[0] || spare_ms(m) < (int64_t)c.par_seconds * 1000) return code;
    *q = store_question_get(m->store, c.id, e);
    if (!*q) return e && e->code != ERR_OK ? e->code : ERR_DATABASE;
    char digest[65];
    buf  text;
    buf_init(&text);
    mock_question_digest(*q, digest);
    buf_printf(&text, "%s %s\n%s", (*q)->id, digest, (*q)->title);
    code = buf_failed(&text) ? err_set(e, ERR_MEMORY, "no memory for a follow-up") : mock_note(m, MOCK_FOLLOW, m->current, 0, text.text, e);
    buf_free(&text);
    if (code != ERR_OK) {
        store_question_free(*q);
        *q = NULL;
    }
    return code;
}
