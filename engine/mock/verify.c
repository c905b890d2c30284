/* mock/verify.c: grade what was answered again, and see whether the verdicts are the same.
 *
 * One walk over the events, however many a stranger wrote: each slot has the question that its runs belong to,
 * its own until a follow-up comes.                                                                  */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "mock/mock_int.h"

typedef struct place {
    store_question *q;           /* NULL: not here, or of another content */
    bool            looked, is_here, is_follow;
    char            id[48], digest[65];
    int             left;        /* runs that could not be graded */
    mock_slot       sum;         /* runs and passes as they come out here; nothing else of it */
} place;

typedef struct checking {
    const mock *m;
    store      *s;
    grader     *g;
    void      (*say)(void *user, const char *line);
    void       *user;
    mock_check *check;
    place       at[MOCK_MAX_QUESTIONS];
} checking;

static void tell(checking *c, const buf *line) { c->say(c->user, line->text); }

/* --- whose runs they are ---------------------------------------------------------------------------- */

static void turn_to(checking *c, int slot, const char *id, const char *digest) {
    place *p = &c->at[slot - 1];
    store_question_free(p->q);
    p->q = NULL;
    p->looked = p->is_here = false;
    p->left = 0;
    snprintf(p->id, sizeof p->id, "%s", id);
    snprintf(p->digest, sizeof p->digest, "%s", digest);
}

static err_code look_up(checking *c, place *p, err *e) {
    err mine = {0};
    p->looked = true;
    p->q = store_question_get(c->s, p->id, &mine);
    p->is_here = p->q != NULL;
    if (!p->q && mine.code != ERR_KEY) {
        if (e) *e = mine;
        return mine.code;
    }
    if (p->q && !mock_is_same(p->q, p->digest)) {
        store_question_free(p->q);
        p->q = NULL;
    }
    return ERR_OK;
}

/* When no more runs can come for it. */
static void leave(checking *c, int slot) {
    place *p = &c->at[slot - 1];
    if (p->left) {
        buf line;
        buf_init(&line);
        buf_printf(&line, "question %d (%s) %s: its %d runs cannot be graded", slot, p->id,
                   p->is_here ? "has another content here" : "is not in the packs here", p->left);
        tell(c, &line);
        buf_free(&line);
        c->check->unknown += p->left;
    }
    store_question_free(p->q);
    p->q = NULL;
}

static void follow(checking *c, const mock_event *ev) {
    char id[48] = "", digest[65] = "";
    if (sscanf(ev->text, "%47s %64s", id, digest) != 2) return;
    leave(c, ev->slot);
    turn_to(c, ev->slot, id, digest);
    c->at[ev->slot - 1].is_follow = true;
}

/* --- a run again --------------------------------------------------------------------------------------- */

static bool is_word(const char *text, const char *word) {
    size_t n = strlen(word);
    return strncmp(text, word, n) == 0 && (text[n] == ' ' || text[n] == '\n' || text[n] == '\0');
}

static void count(place *p, const char *verdict) {
    mock_slot *s = &p->sum;
    if (p->is_follow || s->passed || strcmp(verdict, "UNGRADABLE") == 0 || strcmp(verdict, "INTERNAL") == 0) return;
    s->runs++;
    s->passed = strcmp(verdict, "PASS") == 0;
}

static void compare(checking *c, const mock_event *verdict, const grade_report *r) {
    const char *name = grade_verdict_name(r->verdict);
    if (is_word(verdict->text, name)) return;
    buf line;
    buf_init(&line);
    buf_printf(&line, "event %" PRId64 ": question %d was given %.*s and is %s here", verdict->number, verdict->slot,
               (int)strcspn(verdict->text, " \n"), verdict->text, name);
    if (r->verdict == GRADE_TIME || is_word(verdict->text, "TIME")) buf_puts(&line, " (how long an answer takes depends on the machine)");
    c->check->differences++;
    tell(c, &line);
    buf_free(&line);
}

static err_code check_run(checking *c, const mock_event *run, const mock_event *verdict, err *e) {
    place   *p = &c->at[run->slot - 1];
    err_code code = p->looked ? ERR_OK : look_up(c, p, e);
    if (code != ERR_OK) return code;
    if (!p->q) {
        p->left++;
        return ERR_OK;
    }
    grade_report r;
    grade_report_init(&r);
    code = grade_answer(c->g, p->q, run->text, strlen(run->text), &r, e);
    if (code == ERR_OK) {
        c->check->runs++;
        count(p, grade_verdict_name(r.verdict));
        compare(c, verdict, &r);
    }
    grade_report_free(&r);
    return code;
}

err_code mock_verify(const mock *m, store *s, grader *g, void (*say)(void *user, const char *line), void *user, mock_check *check, err *e) {
    checking          c = {.m = m, .s = s, .g = g, .say = say, .user = user, .check = check};
    const mock_event *run = NULL;
    err_code          code = ERR_OK;
    memset(check, 0, sizeof *check);
    for (size_t i = 0; i < m->n; i++) {
        turn_to(&c, (int)i + 1, m->slot[i].id, m->slot[i].digest);
        c.at[i].sum.in_words = m->slot[i].in_words;
    }
    for (size_t i = 0; code == ERR_OK && i < m->nevents; i++) {
        const mock_event *ev = &m->event[i];
        if (ev->kind == MOCK_FOLLOW) follow(&c, ev);
        if (ev->kind == MOCK_RUN) run = ev;
        if (ev->kind == MOCK_VERDICT && run) code = check_run(&c, run, ev, e);
    }
    for (size_t i = 0; i < m->n; i++) {
        leave(&c, (int)i + 1);
        check->points += mock_slot_points(&c.at[i].sum);
    }
    return code;
}
