/* pack/import_pack.c: a pack into the store, over an earlier version of it.
 *
 * Where only words changed nothing needs to be said. Where checks changed, the learner's answer is graded again by
 * the new ones, and the verdict goes in with the pack, in one transaction. What the learner did stays.         */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "pack/pack_int.h"

typedef struct importer {
    grader        *g;
    store         *s;
    const pack    *old;              /* NULL: none */
    pack          *new;
    pack_say       say;
    void          *user;
    pack_imported *sum;
    size_t         n;
    store_attempt *again;            /* its question is the new pack's, its answer and message are owned */
    char          *answer;           /* of the question that is looked at */
    bool           passed, no_memory;
    int64_t        at;
    err            why;
} importer;

/* The answer that passed last, else the last one. Newest come first. */
static bool take_answer(const store_attempt *a, void *user) {
    importer *m = user;
    bool      pass = strcmp(a->verdict, "PASS") == 0;
    if (m->answer && !pass) return true;
    mem_free(m->answer);
    m->answer = mem_strdup(a->answer, NULL);
    m->no_memory = m->answer == NULL;
    m->passed = pass;
    m->at = a->at;
    return !pass && !m->no_memory;
}

static void tell(importer *m, const char *id, const char *what, const grade_report *r) {
    char      day[16], line[600];
    time_t    at = (time_t)m->at;
    struct tm tm;
    localtime_r(&at, &tm);
    strftime(day, sizeof day, "%Y-%m-%d", &tm);
    bool pass = r->verdict == GRADE_PASS;
    if (pass == m->passed) snprintf(line, sizeof line, "%s: checks changed (%s); your answer of %s %s", id, what, day, pass ? "passes still" : "does not pass still");
    else if (pass) snprintf(line, sizeof line, "%s: checks changed (%s); your answer of %s did not pass and does now", id, what, day);
    else snprintf(line, sizeof line, "%s: checks changed (%s); your answer of %s passed and does not now: %s", id, what, day, r->headline.text);
    if (m->say) m->say(m->user, false, line);
}

static bool keep(importer *m, const store_question *q, const grade_report *r) {
    store_attempt *more = mem_resize(m->again, m->n + 1, sizeof *more, NULL);
    if (!more) return false;
    m->again = more;
    char *message = mem_strdup(r->why.n ? r->why.text : r->headline.text, NULL), *code = mem_strdup(r->code, NULL);
    more[m->n++] = (store_attempt){.question = q->id, .answer = m->answer, .verdict = grade_verdict_name(r->verdict), .code = code ? code : "",
                                   .message = message ? message : "", .mode = "regrade", .at = clock_seconds()};
    m->answer = NULL;
    return message && code;
}

static err_code grade_again(importer *m, const store_question *q, const char *what, err *e) {
    grade_report r;
    err_code     code = store_history(m->s, q->id, 1000, take_answer, m, e);
    if (code == ERR_OK && m->no_memory) code = err_set(e, ERR_MEMORY, "no memory to grade an answer again");
    if (code != ERR_OK || !m->answer) return code;
    grade_report_init(&r);
    code = grade_answer(m->g, q, m->answer, strlen(m->answer), &r, e);
    if (code == ERR_OK && r.verdict != GRADE_INTERNAL && r.verdict != GRADE_UNGRADABLE) {
        tell(m, q->id, what, &r);
        if (!keep(m, q, &r)) code = err_set(e, ERR_MEMORY, "no memory to grade an answer again");
        m->sum->regraded++;
    }
    grade_report_free(&r);
    mem_free(m->answer);
    m->answer = NULL;
    return code;
}

static void look_at(void *user, const char *id, pack_change change, const char *what) {
    importer *m = user;
    if (change == PACK_ADDED) m->sum->added++;
    if (change == PACK_REMOVED) m->sum->removed++;
    if (change == PACK_WORDS) m->sum->words++;
    if (change != PACK_CHECKS) return;
    m->sum->checks++;
    if (m->why.code == ERR_OK && grade_again(m, pack_find(m->new, id), what, &m->why) != ERR_OK && m->why.code == ERR_OK) m->why.code = ERR_INTERNAL;
}

static err_code read_old(importer *m, err *e) {
    buf version;
    buf_init(&version);
    err_code code = store_pack_version(m->s, m->new->about.name, &version, e);
    if (code == ERR_OK && version.n) {
        err why = {0};
        m->old = pack_from_store(m->s, m->new->about.name, &why);
        if (!m->old && why.code != ERR_KEY) {             /* ERR_KEY: it was put away */
            if (e) *e = why;
            code = why.code;
        }
    }
    buf_free(&version);
    return code;
}

err_code pack_import(grader *g, store *s, pack *p, pack_imported *sum, pack_say say, void *user, err *e) {
    importer m = {.g = g, .s = s, .new = p, .say = say, .user = user, .sum = sum};
    *sum = (pack_imported){0};
    if (p->about.digest[0] == '\0') return err_set(e, ERR_INTERNAL, "a pack is built before it is stored");
    err_code code = read_old(&m, e);
    if (code == ERR_OK) code = pack_compare(m.old, p, look_at, &m, e);
    if (code == ERR_OK && m.why.code != ERR_OK) {
        code = m.why.code;
        if (e) *e = m.why;
    }
    if (code == ERR_OK) code = store_pack_replace(s, &p->about, p->n, p->question, m.n, m.again, e);
    for (size_t i = 0; i < m.n; i++) {
        mem_free((void *)(uintptr_t)m.again[i].answer);
        if (m.again[i].message[0]) mem_free((void *)(uintptr_t)m.again[i].message);
        if (m.again[i].code[0]) mem_free((void *)(uintptr_t)m.again[i].code);
    }
    mem_free(m.again);
    pack_free((pack *)(uintptr_t)m.old);
    return code;
}
