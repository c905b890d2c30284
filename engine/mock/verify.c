/* mock/verify.c: grade what was answered again, and see whether the verdicts are the same. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "mock/mock_int.h"

typedef struct checking {
    const mock *m;
    grader     *g;
    void      (*say)(void *user, const char *line);
    void       *user;
    mock_check *check;
    mock_slot   slot[MOCK_MAX_QUESTIONS];        /* runs and passes as they come out here; points only */
} checking;

static void tell(checking *c, const buf *line) { c->say(c->user, line->text); }

static bool is_word(const char *text, const char *word) {
    size_t n = strlen(word);
    return strncmp(text, word, n) == 0 && (text[n] == ' ' || text[n] == '\n' || text[n] == '\0');
}

static void count(mock_slot *s, const char *verdict) {
    if (s->passed || strcmp(verdict, "UNGRADABLE") == 0 || strcmp(verdict, "INTERNAL") == 0) return;
    s->runs++;
    s->passed = strcmp(verdict, "PASS") == 0;
}

/* The verdict of the event behind a run. */
static err_code check_run(checking *c, const store_question *q, const mock_event *run, const mock_event *verdict, bool follow, err *e) {
    grade_report r;
    grade_report_init(&r);
    err_code code = grade_answer(c->g, q, run->text, strlen(run->text), &r, e);
    if (code == ERR_OK) {
        const char *name = grade_verdict_name(r.verdict);
        c->check->runs++;
        if (!follow) count(&c->slot[run->slot - 1], name);
        if (!is_word(verdict->text, name)) {
            buf line;
            buf_init(&line);
            buf_printf(&line, "event %" PRId64 ": question %d was given %.*s and is %s here", verdict->number, run->slot,
                       (int)strcspn(verdict->text, " \n"), verdict->text, name);
            if (r.verdict == GRADE_TIME || is_word(verdict->text, "TIME")) buf_puts(&line, " (how long an answer takes depends on the machine)");
            c->check->differences++;
            tell(c, &line);
            buf_free(&line);
        }
    }
    grade_report_free(&r);
    return code;
}

static const mock_event *verdict_of(const mock *m, size_t run) {
    for (size_t i = run + 1; i < m->nevents; i++)
        if (m->event[i].kind == MOCK_VERDICT) return &m->event[i];
    return NULL;
}

/* The follow-up that a run was for, NULL: the question itself. */
static const mock_event *follow_of(const mock *m, size_t run) {
    for (size_t i = run; i-- > 0;)
        if (m->event[i].slot == m->event[run].slot && m->event[i].kind == MOCK_FOLLOW) return &m->event[i];
    return NULL;
}

/* The runs for one question, or for one of its follow-ups. q NULL: it cannot be graded here. */
static err_code check_runs(checking *c, const store_question *q, int slot, const mock_event *follow, int *left, err *e) {
    err_code code = ERR_OK;
    for (size_t i = 0; code == ERR_OK && i < c->m->nevents; i++) {
        const mock_event *run = &c->m->event[i], *verdict;
        if (run->kind != MOCK_RUN || run->slot != slot || follow_of(c->m, i) != follow || !(verdict = verdict_of(c->m, i))) continue;
        if (q) code = check_run(c, q, run, verdict, follow != NULL, e);
        else ++*left;
    }
    return code;
}

static err_code check_question(checking *c, store *s, int slot, const mock_event *follow, err *e) {
    char            id[48] = "", digest[65] = "";
    err             mine = {0};
    int             left = 0;
    const mock_slot *at = &c->m->slot[slot - 1];
    snprintf(id, sizeof id, "%s", at->id);
    snprintf(digest, sizeof digest, "%s", at->digest);
    if (follow && sscanf(follow->text, "%47s %64s", id, digest) != 2) return ERR_OK;
    store_question *q = store_question_get(s, id, &mine);
    if (!q && mine.code != ERR_KEY) {
        if (e) *e = mine;
        return mine.code;
    }
    bool     same = q && mock_is_same(q, digest);
    err_code code = check_runs(c, same ? q : NULL, slot, follow, &left, e);
    if (left) {
        buf line;
        buf_init(&line);
        buf_printf(&line, "question %d (%s) %s: its %d runs cannot be graded", slot, id, q ? "has another content here" : "is not in the packs here", left);
        tell(c, &line);
        buf_free(&line);
        c->check->unknown += left;
    }
    store_question_free(q);
    return code;
}

err_code mock_verify(const mock *m, store *s, grader *g, void (*say)(void *user, const char *line), void *user, mock_check *check, err *e) {
    checking c = {.m = m, .g = g, .say = say, .user = user, .check = check};
    err_code code = ERR_OK;
    memset(check, 0, sizeof *check);
    for (int slot = 1; code == ERR_OK && slot <= (int)m->n; slot++) {
        c.slot[slot - 1].in_words = m->slot[slot - 1].in_words;
        code = check_question(&c, s, slot, NULL, e);
        for (size_t i = 0; code == ERR_OK && i < m->nevents; i++)
            if (m->event[i].kind == MOCK_FOLLOW && m->event[i].slot == slot) code = check_question(&c, s, slot, &m->event[i], e);
        check->points += mock_slot_points(&c.slot[slot - 1]);
    }
    return code;
}
