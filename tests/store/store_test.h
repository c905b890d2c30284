/* tests/store/store_test.h: a database in a folder of its own, and questions to put in. */
#ifndef NDRILL_TESTS_STORE_TEST_H
#define NDRILL_TESTS_STORE_TEST_H

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"

#include "store/store.h"

static char test_folder[64], test_db[96];

static inline int store_test_begin(void **state) {
    strcpy(test_folder, "/tmp/ndrill-store-XXXXXX");
    if (!mkdtemp(test_folder)) return -1;
    snprintf(test_db, sizeof test_db, "%s/test.db", test_folder);
    return harness_begin(state);
}

static inline int store_test_end(void **state) {
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", test_folder);
    if (system(command) != 0) fprintf(stderr, "could not remove %s\n", test_folder);
    return harness_end(state);
}

#define STORE_TEST(fn) cmocka_unit_test_setup_teardown(fn, store_test_begin, store_test_end)

static inline store *open_test_db(void) {
    err    e = {0};
    store *s = store_open(test_db, &e);
    if (!s) fail_msg("the database does not open: %s", e.text);
    return s;
}

/* A number from the file, past the store. */
static inline int64_t ask(const char *sql) {
    sqlite3      *db;
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_open(test_db, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    sqlite3_close(db);
    return n;
}

static inline void run_sql(const char *path, const char *sql) {
    sqlite3 *db;
    char    *why = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

static inline char *same(const char *s) {
    char *copy = mem_strdup(s, NULL);
    assert_non_null(copy);
    return copy;
}

/* Parts: a hint, a route, a wrong answer. Cases: two, of one output each. One outcome. */
static inline store_question *make_question(const char *id, const char *short_id, const char *level) {
    store_question *q = mem_zalloc(1, sizeof *q, NULL);
    char          **text[] = {&q->pack, &q->version, &q->title, &q->kind, &q->prompt, &q->given, &q->outputs,
                              &q->starter, &q->checks, &q->concepts, &q->shown, &q->hidden};
    const char     *value[] = {"test", "1.0", "A title", "code", "Give arr.", "arr", "the array", "", "no element loop",
                               "mask", "arr = np.array([1])", "arr = np.zeros(n)"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) *text[i] = same(value[i]);
    q->id = same(id);
    q->short_id = same(short_id);
    q->level = same(level);
    q->par_seconds = 45;
    q->shown_line = 14;
    q->hidden_line = 21;
    q->nparts = 3;
    q->parts = mem_zalloc(q->nparts, sizeof *q->parts, NULL);
    q->parts[0] = (store_part){STORE_HINT, 40, same(""), same("A hint.")};
    q->parts[1] = (store_part){STORE_ROUTE, 30, same("a route"), same("arr")};
    q->parts[2] = (store_part){STORE_WRONG, 35, same("Not that."), same("arr + 1")};
    q->ncases = 2;
    q->cases = mem_zalloc(q->ncases, sizeof *q->cases, NULL);
    for (size_t i = 0; i < q->ncases; i++) {
        store_case *c = &q->cases[i];
        c->number = (int)i + 1;
        c->seed = 4000000000u + (uint32_t)i;
        c->n = i ? 7 : 0;
        c->nexpected = 1;
        c->expected = mem_zalloc(1, sizeof *c->expected, NULL);
        c->expected[0].n = 5;
        c->expected[0].bytes = same(i ? "b\1\2\3" : "a\1\2\3");
    }
    q->noutcomes = 1;
    q->outcomes = mem_zalloc(1, sizeof *q->outcomes, NULL);
    q->outcomes[0] = (store_outcome){2, 0xF000000000000001u};
    return q;
}

static inline err_code put_questions(store *s, const char *version, const char *digest, store_question **q, size_t n, err *e) {
    char       name[] = "test", title[] = "A test";
    store_pack p = {name, (char *)(uintptr_t)version, (char *)(uintptr_t)digest, title};
    err_code   code = store_pack_put(s, &p, n, q, e);
    for (size_t i = 0; i < n; i++) store_question_free(q[i]);
    return code;
}

/* A store with C1 and C2 of level coding, B1 of beginner, X1 of a level of its own. */
static inline store *open_filled_db(void) {
    store          *s = open_test_db();
    err             e = {0};
    store_question *q[] = {make_question("zebra-01", "X1", "zebra"), make_question("coding-01", "C1", "coding"),
                           make_question("coding-02", "C2", "coding"), make_question("beginner-01", "B1", "beginner")};
    if (put_questions(s, "1.0", "d1", q, 4, &e) != ERR_OK) fail_msg("%s", e.text);
    return s;
}

static inline err_code add_attempt(store *s, const char *question, const char *verdict, const char *answer, int64_t at, err *e) {
    store_attempt a = {.question = question, .answer = answer, .verdict = verdict, .code = "", .message = "", .mode = "practice", .at = at};
    return store_attempt_add(s, &a, e);
}

static inline void add_attempt_ok(store *s, const char *question, const char *verdict, int64_t at) {
    err e = {0};
    if (add_attempt(s, question, verdict, "arr", at, &e) != ERR_OK) fail_msg("%s", e.text);
}

#endif
