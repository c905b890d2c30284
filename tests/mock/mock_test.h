/* tests/mock/mock_test.h: a store with a few questions, a grader, and a clock that the test moves. */
#ifndef NDRILL_TESTS_MOCK_TEST_H
#define NDRILL_TESTS_MOCK_TEST_H

#include <unistd.h>

#include "harness.h"

#include "mock/mock_int.h"

#define START_MS INT64_C(1767603600000)

static char    mock_folder[64];
static int64_t mock_now;
static grader *mock_grader;
static store  *mock_store;

static inline int64_t test_now(void *user) {
    (void)user;
    return mock_now;
}

static inline char *same(const char *s) {
    char *copy = mem_strdup(s, NULL);
    assert_non_null(copy);
    return copy;
}

/* "Give arr times two", with what the reference yields. */
static inline store_question *double_question(const char *id, const char *short_id, const char *level) {
    store_question *q = mem_zalloc(1, sizeof *q, NULL);
    char          **text[] = {&q->pack, &q->version, &q->title, &q->kind, &q->prompt, &q->given, &q->outputs,
                              &q->starter, &q->checks, &q->concepts, &q->shown, &q->hidden};
    const char     *value[] = {"test", "1.0", "Twice", "code", "Give arr times two.", "arr", "twice arr", "", "", "arithmetic ufunc",
                               "arr = np.array([1, 2, 3])", "arr = np.arange(n)"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) *text[i] = same(value[i]);
    q->id = same(id);
    q->short_id = same(short_id);
    q->level = same(level);
    q->par_seconds = 60;
    q->nparts = 1;
    q->parts = mem_zalloc(1, sizeof *q->parts, NULL);
    q->parts[0] = (store_part){STORE_SAY, 0, same("What is a ufunc?"), same("It works on elements.\nIt is compiled.\n")};
    q->ncases = 2;
    q->cases = mem_zalloc(2, sizeof *q->cases, NULL);
    for (size_t i = 0; i < 2; i++) {
        grade_outcome o;
        err           e = {0};
        q->cases[i] = (store_case){.number = (int)i + 1, .seed = 7, .n = i ? 5 : 0};
        if (grade_run(mock_grader, q, &q->cases[i], "arr * 2", 7, false, &o, &e) != ERR_OK) fail_msg("%s", e.text);
        assert_int_equal(o.verdict, GRADE_PASS);
        buf npy;
        buf_init(&npy);
        nd_npy_write(&npy, o.output[0]);
        q->cases[i].nexpected = 1;
        q->cases[i].expected = mem_zalloc(1, sizeof *q->cases[i].expected, NULL);
        q->cases[i].expected[0].bytes = buf_take(&npy, &q->cases[i].expected[0].n);
        grade_outcome_free(mock_grader, &o);
    }
    return q;
}

/* "Why?": two points. */
static inline store_question *words_question(void) {
    store_question *q = mem_zalloc(1, sizeof *q, NULL);
    char          **text[] = {&q->pack, &q->version, &q->title, &q->kind, &q->prompt, &q->given, &q->outputs, &q->starter,
                              &q->checks, &q->concepts, &q->shown, &q->hidden, &q->id, &q->short_id, &q->level};
    const char     *value[] = {"test", "1.0", "Why", "explain", "Why?", "", "", "", "", "memory", "", "", "words-01", "W1", "words"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) *text[i] = same(value[i]);
    q->par_seconds = 60;
    q->nparts = 2;
    q->parts = mem_zalloc(2, sizeof *q->parts, NULL);
    q->parts[0] = (store_part){STORE_POINT, 0, same("one type"), same("One type.")};
    q->parts[1] = (store_part){STORE_POINT, 0, same("compiled"), same("Compiled code.")};
    return q;
}

static inline int mock_test_begin(void **state) {
    char path[96];
    err  e = {0};
    strcpy(mock_folder, "/tmp/ndrill-mock-XXXXXX");
    if (!mkdtemp(mock_folder)) return -1;
    if (harness_begin(state) != 0) return -1;
    grade_limits l;
    grade_limits_default(&l);
    mock_now = START_MS;
    mock_grader = grade_open(&l, &e);
    snprintf(path, sizeof path, "%s/test.db", mock_folder);
    mock_store = store_open(path, &e);
    if (!mock_grader || !mock_store) return -1;
    store_question *q[] = {double_question("beginner-01", "B1", "beginner"), double_question("beginner-02", "B2", "beginner"),
                           double_question("coding-01", "C1", "coding"), double_question("coding-02", "C2", "coding"),
                           double_question("coding-01+more", "C1+1", "coding"), double_question("coding-02+more", "C2+1", "coding"), words_question()};
    char            name[] = "test", version[] = "1.0", digest[] = "d", title[] = "A test";
    store_pack      p = {name, version, digest, title};
    err_code        code = store_pack_put(mock_store, &p, 7, q, &e);
    for (size_t i = 0; i < 7; i++) store_question_free(q[i]);
    return code == ERR_OK ? 0 : -1;
}

static inline int mock_test_end(void **state) {
    char command[96];
    store_close(mock_store);
    grade_close(mock_grader);
    snprintf(command, sizeof command, "rm -rf %s", mock_folder);
    if (system(command) != 0) fprintf(stderr, "could not remove %s\n", mock_folder);
    return harness_end(state);
}

#define MOCK_TEST(fn) cmocka_unit_test_setup_teardown(fn, mock_test_begin, mock_test_end)

static inline mock *begin_mock(const char *mix, bool may_pause) {
    mock_wish w = {.minutes = 10, .seed = 1, .mix = mix, .pack = "", .runs = 3, .may_pause = may_pause};
    err       e = {0};
    mock     *m = mock_plan(mock_store, &w, test_now, NULL, &e);
    if (!m) fail_msg("%s", e.text);
    if (mock_start(m, &e) != ERR_OK) fail_msg("%s", e.text);
    return m;
}

static inline void note(mock *m, mock_kind kind, int slot, int64_t value, const char *text) {
    err e = {0};
    if (mock_note(m, kind, slot, value, text, &e) != ERR_OK) fail_msg("%s", e.text);
}

/* Hand text in; the verdict's name. */
static inline const char *answer(mock *m, const char *text) {
    err             e = {0};
    mock_reply      r;
    store_question *q = mock_question(m, m->current, &e);
    assert_non_null(q);
    mock_reply_init(&r);
    if (mock_answer(m, mock_grader, q, text, strlen(text), false, &r, &e) != ERR_OK) fail_msg("%s", e.text);
    const char *name = grade_verdict_name(r.verdict);
    mock_reply_free(&r);
    store_question_free(q);
    return name;
}

static inline mock *again(mock *m) {
    err     e = {0};
    int64_t id = m->id;
    mock_free(m);
    m = mock_load(mock_store, id, test_now, NULL, &e);
    if (!m) fail_msg("%s", e.text);
    if (mock_go_on(m, mock_grader, &e) != ERR_OK) fail_msg("%s", e.text);
    return m;
}

#endif
