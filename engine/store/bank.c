/* store/bank.c: one question, whole, by id or short id. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "store/store_int.h"

#define WHAT "read the question"
#define NEAR_MAX 3

/* --- reading ------------------------------------------------------------------------------------- */

/* An exact id finds a retired question too, for the history; a short id only one that is in its pack. */
#define QUESTION_COLUMNS                                                                                   \
    "SELECT q.key, q.id, q.short_id, p.name, p.version, q.title, q.level, q.kind, q.prompt, q.given, q.outputs, q.starter," \
    " q.checks, q.concepts, q.shown, q.hidden, q.shown_line, q.hidden_line, q.par_seconds"                 \
    " FROM question q JOIN pack p ON p.key = q.pack "

static store_question *read_row(store *s, const char *sql, const char *id, err *e) {
    store_stmt q;
    store_prepare(&q, s, sql);
    store_bind_text(&q, id);
    bool            found = store_row(&q);
    store_question *qu = found ? mem_zalloc(1, sizeof *qu, NULL) : NULL;
    if (found && !qu) q.code = SQLITE_NOMEM;
    if (qu) {
        qu->key = store_get_int(&q);
        char **text[] = {&qu->id, &qu->short_id, &qu->pack, &qu->version, &qu->title, &qu->level, &qu->kind, &qu->prompt,
                         &qu->given, &qu->outputs, &qu->starter, &qu->checks, &qu->concepts, &qu->shown, &qu->hidden};
        for (size_t i = 0; i < sizeof text / sizeof *text; i++) *text[i] = store_get_dup(&q);
        qu->shown_line = (int)store_get_int(&q);
        qu->hidden_line = (int)store_get_int(&q);
        qu->par_seconds = (int)store_get_int(&q);
    }
    if (store_finish(&q, WHAT, e) == ERR_OK) return qu;
    store_question_free(qu);
    return NULL;
}

/* Room for one more of n things, doubling; false without memory. */
static bool make_room(void **things, size_t n, size_t size, store_stmt *q) {
    if (n && (n & (n - 1))) return true;
    void *more = mem_resize(*things, n ? n * 2 : 1, size, NULL);
    if (more) *things = more;
    else q->code = SQLITE_NOMEM;
    return more != NULL;
}

static err_code read_parts(store *s, store_question *qu, err *e) {
    store_stmt  q;
    void *parts = NULL;
    store_prepare(&q, s, "SELECT kind, line, title, text FROM part WHERE question = ?1 ORDER BY number");
    store_bind_int(&q, qu->key);
    while (store_row(&q) && make_room(&parts, qu->nparts, sizeof *qu->parts, &q)) {
        qu->parts = parts;
        store_part *p = &qu->parts[qu->nparts++];
        memset(p, 0, sizeof *p);
        store_part_kind_of(store_get_str(&q), &p->kind);
        p->line = (int)store_get_int(&q);
        p->title = store_get_dup(&q);
        p->text = store_get_dup(&q);
    }
    return store_finish(&q, WHAT, e);
}

static err_code read_cases(store *s, store_question *qu, err *e) {
    store_stmt  q;
    void *cases = NULL;
    store_prepare(&q, s, "SELECT number, seed, n FROM run_case WHERE question = ?1 ORDER BY number");
    store_bind_int(&q, qu->key);
    while (store_row(&q) && make_room(&cases, qu->ncases, sizeof *qu->cases, &q)) {
        qu->cases = cases;
        store_case *c = &qu->cases[qu->ncases++];
        memset(c, 0, sizeof *c);
        c->number = (int)store_get_int(&q);
        c->seed = (uint32_t)store_get_int(&q);
        c->n = store_get_int(&q);
    }
    return store_finish(&q, WHAT, e);
}

static void add_expected(store_stmt *q, store_case *c) {
    void *all = c->expected;
    if (!make_room(&all, c->nexpected, sizeof *c->expected, q)) return;
    c->expected = all;
    struct store_blob *b = &c->expected[c->nexpected++];
    const void        *bytes = sqlite3_column_blob(q->sql, 1);
    b->n = (size_t)sqlite3_column_bytes(q->sql, 1);
    b->bytes = mem_alloc(b->n, 1, NULL);
    if (!b->bytes) q->code = SQLITE_NOMEM;
    else if (b->n) memcpy(b->bytes, bytes, b->n);
}

/* Cases and expectations are both in order of the case's number. */
static err_code read_expected(store *s, store_question *qu, err *e) {
    store_stmt   q;
    size_t i = 0;
    store_prepare(&q, s, "SELECT number, npy FROM expectation WHERE question = ?1 ORDER BY number, output");
    store_bind_int(&q, qu->key);
    while (store_row(&q)) {
        int64_t number = store_get_int(&q);
        while (i < qu->ncases && qu->cases[i].number < number) i++;
        if (i < qu->ncases && qu->cases[i].number == number) add_expected(&q, &qu->cases[i]);
    }
    return store_finish(&q, WHAT, e);
}

static err_code read_outcomes(store *s, store_question *qu, err *e) {
    store_stmt  q;
    void *outcomes = NULL;
    store_prepare(&q, s, "SELECT part, signature FROM outcome WHERE question = ?1 ORDER BY part");
    store_bind_int(&q, qu->key);
    while (store_row(&q) && make_room(&outcomes, qu->noutcomes, sizeof *qu->outcomes, &q)) {
        qu->outcomes = outcomes;
        store_outcome *o = &qu->outcomes[qu->noutcomes++];
        o->part = (int)store_get_int(&q);
        o->signature = (uint64_t)store_get_int(&q);
    }
    return store_finish(&q, WHAT, e);
}

/* --- nothing of that name ---------------------------------------------------------------------------- */

typedef struct near_id {
    size_t distance;
    char   id[48];
} near_id;

static size_t least(size_t a, size_t b, size_t c) {
    size_t m = a < b ? a : b;
    return m < c ? m : c;
}

static size_t edit_distance(const char *a, const char *b) {
    size_t row[64], n = strlen(b);
    if (n >= 64) return 64;
    for (size_t j = 0; j <= n; j++) row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t same = diagonal + (strncasecmp(&a[i - 1], &b[j - 1], 1) != 0);
            diagonal = row[j];
            row[j] = least(row[j] + 1, row[j - 1] + 1, same);
        }
    }
    return row[n];
}

static void offer(near_id nearest[NEAR_MAX], const char *id, size_t distance) {
    for (size_t i = 0; i < NEAR_MAX; i++) {
        if (distance >= nearest[i].distance) continue;
        memmove(&nearest[i + 1], &nearest[i], (NEAR_MAX - 1 - i) * sizeof *nearest);
        nearest[i].distance = distance;
        strncpy(nearest[i].id, id, sizeof nearest[i].id - 1);
        return;
    }
}

/* The ids and short ids that differ least from what was typed. */
static err_code find_nearest(store *s, const char *id, near_id nearest[NEAR_MAX], err *e) {
    store_stmt q;
    store_prepare(&q, s, "SELECT id, short_id FROM question WHERE NOT retired ORDER BY id");
    while (store_row(&q)) {
        const char *full = store_get_str(&q), *brief = store_get_str(&q);
        size_t      to_full = edit_distance(id, full), to_brief = edit_distance(id, brief);
        /* A short id has few letters: one of them wrong is much. */
        if (to_brief < strlen(brief) && to_brief < to_full) offer(nearest, brief, to_brief);
        else if (to_full <= strlen(full) / 2) offer(nearest, full, to_full);
    }
    return store_finish(&q, "look for questions", e);
}

static void say_nearest(store *s, const char *id, err *e) {
    near_id nearest[NEAR_MAX];
    memset(nearest, 0, sizeof nearest);
    for (size_t i = 0; i < NEAR_MAX; i++) nearest[i].distance = SIZE_MAX;
    if (find_nearest(s, id, nearest, e) != ERR_OK) return;
    buf names;
    buf_init(&names);
    for (size_t i = 0; i < NEAR_MAX && nearest[i].id[0]; i++) {
        buf_puts(&names, i == 0 ? "did you mean " : ", ");
        buf_puts(&names, nearest[i].id);
    }
    if (names.n) buf_putc(&names, '?');
    err_set(e, ERR_KEY, "there is no question %.60s: %s", id, names.n ? names.text : "ndrill list shows them all");
    buf_free(&names);
}

/* C6+nan: the short id of a question and the name of one of its follow-ups; coding-06+2: its id and a number. */
static store_question *read_follow_up(store *s, const char *id, err *e) {
    return read_row(s,
                    QUESTION_COLUMNS "JOIN question o ON NOT o.retired AND (q.id = o.id || substr(?1, instr(?1, '+'))"
                                     " OR q.short_id = o.short_id || substr(?1, instr(?1, '+')))"
                                     " WHERE (o.id = substr(?1, 1, instr(?1, '+') - 1) OR o.short_id = substr(?1, 1, instr(?1, '+') - 1))"
                                     " AND NOT q.retired ORDER BY p.key, q.key LIMIT 1",
                    id, e);
}

store_question *store_question_get(store *s, const char *id, err *e) {
    err             mine = {0};
    store_question *qu = read_row(s, QUESTION_COLUMNS "WHERE q.id = ?1", id, &mine);
    if (!qu && mine.code == ERR_OK && strchr(id, '+')) qu = read_follow_up(s, id, &mine);
    if (!qu && mine.code == ERR_OK)
        qu = read_row(s, QUESTION_COLUMNS "WHERE q.short_id = ?1 AND NOT q.retired ORDER BY p.key, q.key LIMIT 1", id, &mine);
    if (!qu) {
        if (mine.code == ERR_OK) say_nearest(s, id, &mine);
        if (e) *e = mine;
        return NULL;
    }
    err_code code = read_parts(s, qu, e);
    if (code == ERR_OK) code = read_cases(s, qu, e);
    if (code == ERR_OK) code = read_expected(s, qu, e);
    if (code == ERR_OK) code = read_outcomes(s, qu, e);
    if (code == ERR_OK) return qu;
    store_question_free(qu);
    return NULL;
}
