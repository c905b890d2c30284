/* Packs go in whole, come out the same, and leave the learner's attempts alone. */
#include "store_test.h"

static void assert_same_question(const store_question *a, const store_question *b) {
    const char *x[] = {a->id, a->short_id, a->pack, a->version, a->title, a->level, a->kind, a->prompt, a->given,
                       a->outputs, a->starter, a->checks, a->concepts, a->shown, a->hidden};
    const char *y[] = {b->id, b->short_id, b->pack, b->version, b->title, b->level, b->kind, b->prompt, b->given,
                       b->outputs, b->starter, b->checks, b->concepts, b->shown, b->hidden};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++) assert_string_equal(x[i], y[i]);
    assert_int_equal(a->par_seconds, b->par_seconds);
    assert_int_equal(a->shown_line, b->shown_line);
    assert_int_equal(a->hidden_line, b->hidden_line);
    assert_int_equal(a->nparts, b->nparts);
    for (size_t i = 0; i < a->nparts; i++) {
        assert_int_equal(a->parts[i].kind, b->parts[i].kind);
        assert_int_equal(a->parts[i].line, b->parts[i].line);
        assert_string_equal(a->parts[i].title, b->parts[i].title);
        assert_string_equal(a->parts[i].text, b->parts[i].text);
    }
    assert_int_equal(a->ncases, b->ncases);
    for (size_t i = 0; i < a->ncases; i++) {
        assert_int_equal(a->cases[i].number, b->cases[i].number);
        assert_int_equal(a->cases[i].seed, b->cases[i].seed);
        assert_int_equal(a->cases[i].n, b->cases[i].n);
        assert_int_equal(a->cases[i].nexpected, b->cases[i].nexpected);
        assert_int_equal(a->cases[i].expected[0].n, b->cases[i].expected[0].n);
        assert_memory_equal(a->cases[i].expected[0].bytes, b->cases[i].expected[0].bytes, a->cases[i].expected[0].n);
    }
    assert_int_equal(a->noutcomes, b->noutcomes);
    assert_int_equal(a->outcomes[0].part, b->outcomes[0].part);
    assert_int_equal(a->outcomes[0].signature, b->outcomes[0].signature);
}

static store_question *get(store *s, const char *id) {
    err             e = {0};
    store_question *q = store_question_get(s, id, &e);
    if (!q) fail_msg("%s", e.text);
    return q;
}

static void a_question_comes_out_as_it_went_in(void **state) {
    (void)state;
    store          *s = open_filled_db();
    store_question *want = make_question("coding-02", "C2", "coding"), *got = get(s, "coding-02");
    assert_same_question(got, want);
    assert_true(got->key > 0);
    store_question_free(got);
    store_question_free(want);
    store_close(s);
}

static void names_are_found_whatever_the_letter_case(void **state) {
    (void)state;
    store                   *s = open_filled_db();
    static const char *const names[] = {"coding-02", "CODING-02", "C2", "c2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        store_question *q = get(s, names[i]);
        assert_string_equal(q->id, "coding-02");
        store_question_free(q);
    }
    store_close(s);
}

static void an_unknown_name_brings_the_nearest_ones(void **state) {
    (void)state;
    static const struct { const char *id, *want; } rows[] = {
        {"codng-01", "did you mean coding-01, coding-02?"},
        {"C3", "did you mean C1, C2"},
        {"begginner-01", "did you mean beginner-01"},
        {"something quite else that is rather long, longer than an id can be", "ndrill list shows them all"},
    };
    store *s = open_filled_db();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err e = {0};
        assert_null(store_question_get(s, rows[i].id, &e));
        assert_int_equal(e.code, ERR_KEY);
        if (!strstr(e.text, rows[i].want)) fail_msg("%s: %s", rows[i].id, e.text);
    }
    store_close(s);
}

static void a_new_version_keeps_the_attempts(void **state) {
    (void)state;
    store *s = open_filled_db();
    add_attempt_ok(s, "coding-01", "PASS", 100);
    store_question *changed = make_question("coding-01", "C1", "coding");
    mem_free(changed->title);
    changed->title = same("Another title");
    err e = {0};
    assert_int_equal(put_questions(s, "1.1", "d2", &changed, 1, &e), 0);
    assert_true(store_has_pack(s, "test", "d2"));
    assert_false(store_has_pack(s, "test", "d1"));
    store_question *q = get(s, "C1");
    assert_string_equal(q->title, "Another title");
    assert_string_equal(q->version, "1.1");
    assert_int_equal(q->nparts, 3);
    store_question_free(q);
    store_close(s);
    assert_int_equal(ask("SELECT count(*) FROM attempt a JOIN question q ON q.key = a.question WHERE q.id = 'coding-01'"), 1);
    assert_int_equal(ask("SELECT count(*) FROM attempt WHERE version = '1.0'"), 1);
}

static bool count_line(const store_line *l, void *user) {
    (void)l;
    ++*(int *)user;
    return true;
}

static void what_left_its_pack_is_retired_and_can_come_back(void **state) {
    (void)state;
    store *s = open_filled_db();
    add_attempt_ok(s, "coding-02", "WRONG", 100);
    err             e = {0};
    int             n = 0;
    store_question *only = make_question("coding-01", "C1", "coding");
    assert_int_equal(put_questions(s, "1.1", "d2", &only, 1, &e), 0);
    assert_int_equal(store_list(s, "", count_line, &n, &e), 0);
    assert_int_equal(n, 1);
    assert_null(store_question_get(s, "C2", &e));
    store_question *old = get(s, "coding-02");
    store_question_free(old);
    store_question *both[] = {make_question("coding-01", "C1", "coding"), make_question("coding-02", "C2", "coding")};
    assert_int_equal(put_questions(s, "1.2", "d3", both, 2, &e), 0);
    store_question *back = get(s, "C2");
    store_question_free(back);
    store_close(s);
    assert_int_equal(ask("SELECT count(*) FROM attempt"), 1);
}

static void an_older_version_stays_out(void **state) {
    (void)state;
    store          *s = open_filled_db();
    err             e = {0};
    store_question *q = make_question("coding-01", "C1", "coding");
    assert_int_equal(put_questions(s, "0.9", "d0", &q, 1, &e), ERR_VALUE);
    assert_non_null(strstr(e.text, "0.9 is older"));
    assert_true(store_has_pack(s, "test", "d1"));
    buf version;
    buf_init(&version);
    assert_int_equal(store_pack_version(s, "test", &version, &e), 0);
    assert_string_equal(version.text, "1.0");
    buf_free(&version);
    store_close(s);
}

static void another_pack_cannot_take_an_id(void **state) {
    (void)state;
    store          *s = open_filled_db();
    err             e = {0};
    char            name[] = "other", version[] = "1", digest[] = "x", title[] = "";
    store_pack      p = {name, version, digest, title};
    store_question *q[] = {make_question("new-01", "N1", "coding"), make_question("Coding-01", "N2", "coding")};
    assert_int_equal(store_pack_put(s, &p, 2, q, &e), ERR_VALUE);
    assert_non_null(strstr(e.text, "belongs to the pack test already"));
    assert_false(store_has_pack(s, "other", "x"));
    assert_null(store_question_get(s, "new-01", &e));
    store_question_free(q[0]);
    store_question_free(q[1]);
    store_close(s);
}

static void versions_compare_by_their_numbers(void **state) {
    (void)state;
    static const struct { const char *a, *b; int want; } rows[] = {
        {"1.0.0", "1.0.0", 0}, {"1.9", "1.10", -1}, {"2", "1.9.9", 1}, {"1.0", "1.0.1", -1}, {"1.0", "1", 0}, {"a", "b", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int got = store_compare_versions(rows[i].a, rows[i].b);
        assert_int_equal((got > 0) - (got < 0), rows[i].want);
    }
}

static void names_that_look_like_sql_are_only_names(void **state) {
    (void)state;
    store *s = open_filled_db();
    err    e = {0};
    assert_null(store_question_get(s, "'); DROP TABLE attempt;--", &e));
    assert_int_equal(e.code, ERR_KEY);
    assert_int_equal(add_attempt(s, "x'); DROP TABLE attempt;--", "PASS", "", 1, &e), ERR_KEY);
    assert_int_equal(add_attempt(s, "coding-01", "PASS", "'); DROP TABLE attempt;--", 1, &e), 0);
    store_close(s);
    assert_int_equal(ask("SELECT count(*) FROM attempt WHERE answer = '''); DROP TABLE attempt;--'"), 1);
}

static void reading_gives_everything_back_when_memory_runs_out(void **state) {
    (void)state;
    store          *s = open_filled_db();
    store_question *q = NULL;
    for (uint64_t n = 1; !q && n < 400; n++) {
        mem_fail_from(n);
        err e = {0};
        q = store_question_get(s, "coding-01", &e);
        mem_fail_from(0);
        if (!q) assert_int_equal(e.code, ERR_MEMORY);
        if (q) assert_true(n > 20);
    }
    assert_non_null(q);
    assert_int_equal(q->nparts, 3);
    store_question_free(q);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(a_question_comes_out_as_it_went_in),
        STORE_TEST(names_are_found_whatever_the_letter_case),
        STORE_TEST(an_unknown_name_brings_the_nearest_ones),
        STORE_TEST(a_new_version_keeps_the_attempts),
        STORE_TEST(what_left_its_pack_is_retired_and_can_come_back),
        STORE_TEST(an_older_version_stays_out),
        STORE_TEST(another_pack_cannot_take_an_id),
        STORE_TEST(versions_compare_by_their_numbers),
        STORE_TEST(names_that_look_like_sql_are_only_names),
        STORE_TEST(reading_gives_everything_back_when_memory_runs_out),
    };
    return RUN_TESTS(tests);
}
