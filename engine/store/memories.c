/* store/memories.c: what is remembered of each question and concept, and what a review does to it.
 *
 * The review table is the log; memory is what follows from it. A rating that the learner corrects is
 * corrected in the log, and the memories it touched are computed anew.                                */
#include <string.h>

#include "store/store_int.h"

#define WHAT "record the review"

/* --- one memory: of a question (its id) or of a concept ------------------------------------------------ */

typedef struct subject { const char *question, *concept; } subject;

void store_read_memory(store_stmt *q, store_memory *m) {
    m->state = (store_memory_state)store_get_int(q);
    m->step = (int)store_get_int(q);
    m->stability = store_get_real(q);
    m->difficulty = store_get_real(q);
    m->last_at = store_get_int(q);
    m->due = store_get_int(q);
    m->reviews = (int)store_get_int(q);
    m->lapses = (int)store_get_int(q);
}

static err_code load(store *s, const subject *of, store_memory *m, err *e) {
    store_stmt q;
    *m = (store_memory){0};
    store_prepare(&q, s, of->concept ? "SELECT" STORE_MEMORY_COLUMNS " FROM memory m WHERE m.concept = ?1"
                                     : "SELECT" STORE_MEMORY_COLUMNS " FROM memory m WHERE m.question = (SELECT key FROM question WHERE id = ?1)");
    store_bind_text(&q, of->concept ? of->concept : of->question);
    if (store_row(&q)) store_read_memory(&q, m);
    return store_finish(&q, WHAT, e);
}

#define SAVE(what, from)                                                                                      \
    "INSERT INTO memory (" what ", state, step, stability, difficulty, last_at, due, reviews, lapses)"       \
    " SELECT " from " ON CONFLICT DO UPDATE SET state = excluded.state, step = excluded.step,"               \
    " stability = excluded.stability, difficulty = excluded.difficulty, last_at = excluded.last_at,"         \
    " due = excluded.due, reviews = excluded.reviews, lapses = excluded.lapses"
#define VALUES ", ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"

static err_code save(store *s, const subject *of, const store_memory *m, err *e) {
    store_stmt q;
    store_prepare(&q, s, of->concept ? SAVE("concept", "?1" VALUES " WHERE true") : SAVE("question", "key" VALUES " FROM question WHERE id = ?1"));
    store_bind_text(&q, of->concept ? of->concept : of->question);
    store_bind_int(&q, m->state);
    store_bind_int(&q, m->step);
    store_bind_real(&q, m->stability);
    store_bind_real(&q, m->difficulty);
    store_bind_int(&q, m->last_at);
    store_bind_int(&q, m->due);
    store_bind_int(&q, m->reviews);
    store_bind_int(&q, m->lapses);
    store_row(&q);
    return store_finish(&q, WHAT, e);
}

/* --- the concepts of a question -------------------------------------------------------------------------- */

static err_code read_concepts(store *s, const char *question, buf *names, err *e) {
    store_stmt q;
    store_prepare(&q, s, "SELECT concepts FROM question WHERE id = ?1");
    store_bind_text(&q, question);
    if (store_row(&q)) buf_puts(names, store_get_str(&q));
    return store_finish(&q, WHAT, e);
}

/* Do something to the memory of the question and to that of each of its concepts. */
typedef err_code touch(store *s, const subject *of, void *user, err *e);

static err_code for_subjects(store *s, const char *question, touch *each, void *user, err *e) {
    buf names;
    buf_init(&names);
    err_code code = each(s, &(subject){.question = question}, user, e);
    if (code == ERR_OK) code = read_concepts(s, question, &names, e);
    char *rest = names.text;
    for (char *name; code == ERR_OK && (name = strtok_r(rest, " ", &rest));) code = each(s, &(subject){.concept = name}, user, e);
    buf_free(&names);
    return code;
}

/* --- a review ------------------------------------------------------------------------------------------------ */

static err_code insert_review(store *s, const store_review *r, err *e) {
    store_stmt q;
    store_prepare(&q, s, "INSERT INTO review (question, attempt, at, rating) SELECT key, nullif(?2, 0), ?3, ?4 FROM question WHERE id = ?1");
    store_bind_text(&q, r->question);
    store_bind_int(&q, r->attempt);
    store_bind_int(&q, r->at);
    store_bind_int(&q, r->rating);
    store_row(&q);
    err_code code = store_finish(&q, WHAT, e);
    if (code == ERR_OK && sqlite3_changes(s->db) != 1) code = err_set(e, ERR_KEY, "cannot " WHAT ": there is no question %s", r->question);
    return code;
}

static err_code move_on(store *s, const subject *of, void *user, err *e) {
    const store_review *r = user;
    store_memory        m;
    err_code            code = load(s, of, &m, e);
    if (code != ERR_OK) return code;
    store_fsrs_review(&m, r->rating, r->at);
    return save(s, of, &m, e);
}

err_code store_review_insert(store *s, store_review *r, err *e) {
    err_code code = insert_review(s, r, e);
    return code == ERR_OK ? for_subjects(s, r->question, move_on, r, e) : code;
}

err_code store_review_add(store *s, store_review *r, err *e) {
    err_code code = store_begin(s, WHAT, e);
    return code == ERR_OK ? store_end(s, store_review_insert(s, r, e), WHAT, e) : code;
}

/* --- a rating corrected ---------------------------------------------------------------------------------------- */

static err_code forget(store *s, const subject *of, err *e) {
    store_stmt q;
    store_prepare(&q, s, of->concept ? "DELETE FROM memory WHERE concept = ?1" : "DELETE FROM memory WHERE question = (SELECT key FROM question WHERE id = ?1)");
    store_bind_text(&q, of->concept ? of->concept : of->question);
    store_row(&q);
    return store_finish(&q, WHAT, e);
}

static err_code compute_anew(store *s, const subject *of, void *user, err *e) {
    (void)user;
    store_stmt   q;
    store_memory m = {0};
    store_prepare(&q, s, of->concept ? "SELECT r.rating, r.at FROM review r JOIN question q ON q.key = r.question"
                                       " WHERE instr(' ' || lower(q.concepts) || ' ', ' ' || lower(?1) || ' ') ORDER BY r.key"
                                     : "SELECT rating, at FROM review WHERE question = (SELECT key FROM question WHERE id = ?1) ORDER BY key");
    store_bind_text(&q, of->concept ? of->concept : of->question);
    while (store_row(&q)) {
        int rating = (int)store_get_int(&q);
        store_fsrs_review(&m, rating, store_get_int(&q));
    }
    err_code code = store_finish(&q, WHAT, e);
    if (code != ERR_OK) return code;
    return m.reviews ? save(s, of, &m, e) : forget(s, of, e);
}

static err_code set_last_rating(store *s, const char *question, int rating, err *e) {
    store_stmt q;
#define LAST " WHERE key = (SELECT max(key) FROM review WHERE question = (SELECT key FROM question WHERE id = ?1))"
    store_prepare(&q, s, rating ? "UPDATE review SET rating = ?2" LAST : "DELETE FROM review" LAST);
    store_bind_text(&q, question);
    if (rating) store_bind_int(&q, rating);
    store_row(&q);
    err_code code = store_finish(&q, WHAT, e);
    if (code == ERR_OK && sqlite3_changes(s->db) != 1) code = err_set(e, ERR_KEY, "question %s has not been rated yet", question);
    return code;
}

err_code store_review_change(store *s, const char *question, int rating, err *e) {
    err_code code = store_begin(s, WHAT, e);
    if (code != ERR_OK) return code;
    code = set_last_rating(s, question, rating, e);
    if (code == ERR_OK) code = for_subjects(s, question, compute_anew, NULL, e);
    return store_end(s, code, WHAT, e);
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

err_code store_memory_of(store *s, const char *question, store_memory *m, err *e) {
    return load(s, &(subject){.question = question}, m, e);
}

static err_code each_memory(store *s, const char *sql, bool (*each)(const store_known *k, void *user), void *user, err *e) {
    store_stmt  q;
    store_known k;
    store_prepare(&q, s, sql);
    while (store_row(&q)) {
        k.name = store_get_str(&q);
        k.short_id = store_get_str(&q);
        k.title = store_get_str(&q);
        k.level = store_get_str(&q);
        store_read_memory(&q, &k.memory);
        if (!each(&k, user)) break;
    }
    return store_finish(&q, "read what is remembered", e);
}

err_code store_known_questions(store *s, bool (*each)(const store_known *k, void *user), void *user, err *e) {
    return each_memory(s, "SELECT q.id, q.short_id, q.title, q.level," STORE_MEMORY_COLUMNS
                          " FROM memory m JOIN question q ON q.key = m.question WHERE NOT q.retired ORDER BY m.due, q.id", each, user, e);
}

err_code store_known_concepts(store *s, bool (*each)(const store_known *k, void *user), void *user, err *e) {
    return each_memory(s, "SELECT m.concept, '', '', ''," STORE_MEMORY_COLUMNS " FROM memory m WHERE m.concept IS NOT NULL ORDER BY m.due, m.concept", each, user, e);
}
