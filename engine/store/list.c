/* store/list.c: what there is, how the learner stands, what comes next. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "store/store_int.h"

/* --- the list ------------------------------------------------------------------------------------- */

#define LIST_SQL(where)                                                                                            \
    "SELECT q.id, q.short_id, q.level, q.title, p.name, q.par_seconds,"                                    \
    " (SELECT count(*) FROM attempt a WHERE a.question = q.key),"                                          \
    " (SELECT count(*) FROM attempt a WHERE a.question = q.key AND a.verdict = 'PASS'),"                   \
    " coalesce((SELECT a.at FROM attempt a WHERE a.question = q.key ORDER BY a.key DESC LIMIT 1), 0),"     \
    " EXISTS (SELECT 1 FROM seen w WHERE w.question = q.key AND w.what = 'solution'),"                     \
    " q.kind"                                                                                              \
    " FROM question q JOIN pack p ON p.key = q.pack WHERE NOT q.retired AND " where                        \
    " ORDER BY " STORE_LEVEL_ORDER

static void copy_text(char *to, size_t room, store_stmt *q) { snprintf(to, room, "%s", store_get_str(q)); }

static void read_line(store_stmt *q, store_line *l) {
    copy_text(l->id, sizeof l->id, q);
    copy_text(l->short_id, sizeof l->short_id, q);
    copy_text(l->level, sizeof l->level, q);
    copy_text(l->title, sizeof l->title, q);
    copy_text(l->pack, sizeof l->pack, q);
    l->par_seconds = (int)store_get_int(q);
    l->attempts = store_get_int(q);
    l->passes = store_get_int(q);
    l->last_at = store_get_int(q);
    l->shown_solution = store_get_int(q) != 0;
    copy_text(l->kind, sizeof l->kind, q);
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
    int     rank;       /* 0 never tried, 1 tried but never passed, 2 passed, 3 the one that was just asked */
    int64_t age;
    size_t  place;
    char    id[48];
} turn;

static bool comes_before(const turn *a, const turn *b) {
    if (a->rank != b->rank) return a->rank < b->rank;
    if (a->age != b->age) return a->age < b->age;
    return a->place < b->place;
}

#define NEXT_SQL                                                                                              \
    "SELECT q.id,"                                                                                           \
    " (SELECT a.at FROM attempt a WHERE a.question = q.key ORDER BY a.key DESC LIMIT 1),"                    \
    " (SELECT max(a.at) FROM attempt a WHERE a.question = q.key AND a.verdict = 'PASS')"                     \
    " FROM question q WHERE NOT q.retired AND instr(q.id, '+') = 0 AND (?1 = '' OR q.level = ?1) ORDER BY " STORE_LEVEL_ORDER

/* Of those never tried, the ones behind the question just asked come before the ones in front of it. */
static void read_turn(store_stmt *q, const char *after, bool *behind, turn *t) {
    snprintf(t->id, sizeof t->id, "%s", store_get_str(q));
    bool    tried = sqlite3_column_type(q->sql, 1) != SQLITE_NULL, passed = sqlite3_column_type(q->sql, 2) != SQLITE_NULL;
    int64_t last = store_get_int(q), pass = store_get_int(q);
    bool    asked = strcasecmp(t->id, after) == 0;
    t->rank = asked ? 3 : passed ? 2 : tried ? 1 : 0;
    t->age = passed ? pass : tried ? last : !*behind;
    if (asked) *behind = true;
}

err_code store_next(store *s, const char *level, const char *after_id, char id[48], err *e) {
    store_stmt q;
    turn best = {.rank = 4}, t = {0};
    bool behind = false;
    store_prepare(&q, s, NEXT_SQL);
    store_bind_text(&q, level);
    for (t.place = 0; store_row(&q); t.place++) {
        read_turn(&q, after_id ? after_id : "", &behind, &t);
        if (comes_before(&t, &best)) best = t;
    }
    memcpy(id, best.id, sizeof best.id);
    return store_finish(&q, "look for the next question", e);
}
