/* store/list.c: what there is, how the learner stands, what comes next. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "store/store_int.h"

/* --- the list ------------------------------------------------------------------------------------- */

#define LIST_SQL(where)                                                                                         \
    "SELECT q.id, q.short_id, q.level, q.title, p.name, q.concepts, q.par_seconds, t.attempts, t.passes,"  \
    " t.last_at, t.pass_at, t.last_ok, t.timed, t.pass_ms, t.best_ms,"                                     \
    " EXISTS (SELECT 1 FROM seen w WHERE w.question = q.key AND w.what = 'solution'), q.kind,"             \
    STORE_MEMORY_COLUMNS                                                                                    \
    " FROM question q JOIN pack p ON p.key = q.pack LEFT JOIN tally t ON t.question = q.key"               \
    " LEFT JOIN memory m ON m.question = q.key WHERE NOT q.retired AND " where                            \
    " ORDER BY " STORE_LEVEL_ORDER

static void copy_text(char *to, size_t room, store_stmt *q) { snprintf(to, room, "%s", store_get_str(q)); }

/* What was never tried has no tally: its numbers read as 0. */
static void read_line(store_stmt *q, store_line *l) {
    copy_text(l->id, sizeof l->id, q);
    copy_text(l->short_id, sizeof l->short_id, q);
    copy_text(l->level, sizeof l->level, q);
    copy_text(l->title, sizeof l->title, q);
    copy_text(l->pack, sizeof l->pack, q);
    l->concepts = store_get_str(q);
    l->par_seconds = (int)store_get_int(q);
    l->attempts = store_get_int(q);
    l->passes = store_get_int(q);
    l->last_at = store_get_int(q);
    l->pass_at = store_get_int(q);
    l->last_ok = store_get_int(q) != 0;
    l->timed = store_get_int(q);
    l->pass_ms = store_get_int(q);
    l->best_ms = store_get_int(q);
    l->shown_solution = store_get_int(q) != 0;
    copy_text(l->kind, sizeof l->kind, q);
    store_read_memory(q, &l->memory);
    const char *plus = strchr(l->id, '+');
    snprintf(l->follows, sizeof l->follows, "%.*s", plus ? (int)(plus - l->id) : 0, l->id);
}

static err_code list_lines(store *s, const char *sql, const char *value, bool (*each)(const store_line *l, void *user), void *user, err *e) {
    store_stmt q;
    store_line line;
    store_prepare(&q, s, sql);
    store_bind_text(&q, value);
    while (store_row(&q)) {
        read_line(&q, &line);
        if (!each(&line, user)) break;
    }
    return store_finish(&q, "list the questions", e);
}

err_code store_list(store *s, const char *level, bool (*each)(const store_line *l, void *user), void *user, err *e) {
    return list_lines(s, LIST_SQL("(?1 = '' OR q.level = ?1)"), level, each, user, e);
}

err_code store_follow_ups(store *s, const char *id, bool (*each)(const store_line *l, void *user), void *user, err *e) {
    return list_lines(s, LIST_SQL("q.id LIKE '%+%' AND substr(q.id, 1, instr(q.id, '+') - 1) = ?1 COLLATE NOCASE"), id, each, user, e);
}

/* --- next --------------------------------------------------------------------------------------------- */

/* The smaller comes first: rank, then age, then the place in the list. */
typedef struct turn {
    enum { DUE, CONCEPT_DUE, NEVER_TRIED, NEVER_PASSED, PASSED, JUST_ASKED, NONE } rank;
    int64_t age;
    size_t  place;
    char    id[48];
} turn;

typedef struct choice {
    int64_t     now;
    const char *after;
    buf         due;            /* the concepts that are due: " axis broadcasting " */
    bool        behind;         /* the question just asked has gone by */
    size_t      place;
    turn        best;
} choice;

static bool comes_before(const turn *a, const turn *b) {
    if (a->rank != b->rank) return a->rank < b->rank;
    if (a->age != b->age) return a->age < b->age;
    return a->place < b->place;
}

static bool note_due(const store_known *k, void *user) {
    choice *c = user;
    if (k->memory.due > c->now) return false;
    buf_printf(&c->due, "%s ", k->name);
    return true;
}

static bool has_due_concept(const choice *c, const char *concepts) {
    while (*concepts) {
        char   name[80];
        size_t n = strcspn(concepts, " ");
        snprintf(name, sizeof name, " %.*s ", n < 70 ? (int)n : 70, concepts);
        if (strstr(c->due.text, name)) return true;
        concepts += n + (concepts[n] == ' ');
    }
    return false;
}

/* Of those never tried, the ones behind the question just asked come before the ones in front of it. */
static bool weigh(const store_line *l, void *user) {
    choice *c = user;
    turn    t = {.place = c->place++};
    bool    asked = strcasecmp(l->id, c->after) == 0;
    if (l->follows[0]) return true;
    snprintf(t.id, sizeof t.id, "%s", l->id);
    if (asked) t.rank = JUST_ASKED;
    else if (l->memory.state != STORE_NEW && l->memory.due <= c->now) t.rank = DUE, t.age = l->memory.due;
    else if (has_due_concept(c, l->concepts)) t.rank = CONCEPT_DUE, t.age = l->last_at;
    else if (l->attempts == 0) t.rank = NEVER_TRIED, t.age = !c->behind;
    else if (l->passes == 0) t.rank = NEVER_PASSED, t.age = l->last_at;
    else t.rank = PASSED, t.age = l->pass_at;
    if (asked) c->behind = true;
    if (comes_before(&t, &c->best)) c->best = t;
    return true;
}

err_code store_next(store *s, const char *level, const char *after_id, bool due_only, char id[48], err *e) {
    choice c = {.now = clock_seconds(), .after = after_id ? after_id : "", .best = {.rank = NONE}};
    buf_init(&c.due);
    buf_putc(&c.due, ' ');
    err_code code = store_known_concepts(s, note_due, &c, e);
    if (code == ERR_OK) code = store_list(s, level, weigh, &c, e);
    if (due_only && c.best.rank > CONCEPT_DUE) c.best.id[0] = '\0';
    memcpy(id, c.best.id, sizeof c.best.id);
    buf_free(&c.due);
    return code;
}

err_code store_unfinished(store *s, char id[48], err *e) {
    store_stmt q;
    store_prepare(&q, s,
                  "SELECT q.id FROM (SELECT question, verdict, at, key FROM attempt WHERE mode = 'practice' ORDER BY key DESC LIMIT 1) a"
                  " JOIN question q ON q.key = a.question WHERE a.verdict <> 'PASS' AND NOT q.retired"
                  " AND NOT EXISTS (SELECT 1 FROM review r WHERE r.question = a.question AND r.at >= a.at)");
    id[0] = '\0';
    if (store_row(&q)) copy_text(id, 48, &q);
    return store_finish(&q, "look for the last question", e);
}

/* --- days ------------------------------------------------------------------------------------------------- */

err_code store_days(store *s, int64_t from, bool (*each)(int64_t day, int64_t attempts, int64_t passes, void *user), void *user, err *e) {
    store_stmt q;
    store_prepare(&q, s, "SELECT day, attempts, passes FROM day WHERE day >= ?1 ORDER BY day");
    store_bind_int(&q, from);
    while (store_row(&q)) {
        int64_t day = store_get_int(&q), attempts = store_get_int(&q);
        if (!each(day, attempts, store_get_int(&q), user)) break;
    }
    return store_finish(&q, "read the days", e);
}
