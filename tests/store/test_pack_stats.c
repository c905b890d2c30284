/* How questions did: by question and version, from attempts and from the verdicts of a class. */
#include <math.h>

#include "store_test.h"

#define MOST 8

typedef struct seen_stats {
    size_t               n;
    store_question_stats line[MOST];
} seen_stats;

static bool keep(const store_question_stats *l, void *user) {
    seen_stats *s = user;
    assert_true(s->n < MOST);
    s->line[s->n++] = *l;
    return true;
}

static store *open_three(void) {
    err             e = {0};
    store          *s = open_test_db();
    store_question *q[] = {make_question("a-01", "A1", "beginner"), make_question("b-01", "B1", "beginner"), make_question("c-01", "C1", "beginner")};
    assert_int_equal(put_questions(s, "1.0", "x", q, 3, &e), 0);
    return s;
}

static void add(store *s, const char *question, const char *verdict, const char *message, int hints, const char *mode) {
    err           e = {0};
    store_attempt a = {.question = question, .answer = "x", .verdict = verdict, .code = "E-VALUE", .message = message, .mode = mode, .hints = hints, .at = 1000};
    if (store_attempt_add(s, &a, &e) != ERR_OK) fail_msg("%s", e.text);
}

static void attempts_are_summed_by_question_and_version(void **state) {
    (void)state;
    err        e = {0};
    int64_t    bad;
    seen_stats seen = {0};
    store     *s = open_three();
    add(s, "a-01", "WRONG", "one", 0, "practice");
    add(s, "a-01", "WRONG", "two", 1, "practice");
    add(s, "a-01", "ERROR", "two", 1, "practice");
    add(s, "a-01", "PASS", "", 2, "practice");
    add(s, "a-01", "WRONG", "three", 0, "regrade");               /* nobody tried */
    add(s, "b-01", "PASS", "", 0, "grade");
    store_question *q[] = {make_question("a-01", "A1", "beginner")};
    assert_int_equal(put_questions(s, "2.0", "y", q, 1, &e), 0);
    add(s, "a-01", "PASS", "", 0, "practice");
    assert_int_equal(store_pack_stats(s, "test", NULL, &bad, keep, &seen, &e), ERR_OK);
    assert_int_equal(seen.n, 3);
    const store_question_stats *l = &seen.line[0];
    assert_string_equal(l->id, "a-01");
    assert_string_equal(l->version, "1.0");
    assert_int_equal(l->tries, 4);
    assert_int_equal(l->passes, 1);
    assert_int_equal(l->hinted, 3);
    assert_string_equal(l->wrong, "two");
    assert_int_equal(l->wrong_times, 2);
    assert_true(isnan(l->discrimination));
    assert_string_equal(seen.line[1].version, "2.0");
    assert_int_equal(seen.line[1].passes, 1);
    assert_string_equal(seen.line[1].wrong, "");
    assert_string_equal(seen.line[2].id, "b-01");
    seen.n = 0;
    assert_int_equal(store_pack_stats(s, "other", NULL, &bad, keep, &seen, &e), ERR_OK);
    assert_int_equal(seen.n, 0);
    store_close(s);
}

/* Five learners, three questions; the correlations are NumPy's: np.corrcoef(passed, mean of the others). */
static void a_class_tells_how_well_a_question_discriminates(void **state) {
    (void)state;
    static const int   passed[5][3] = {{1, 1, 1}, {1, 0, 1}, {0, 1, 0}, {0, 0, 0}, {1, 1, 0}};
    static const char *ids[] = {"a-01", "b-01", "c-01"};
    err        e = {0};
    int64_t    bad;
    seen_stats seen = {0};
    buf        lines;
    store     *s = open_three();
    buf_init(&lines);
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < 3; k++) {
            buf_printf(&lines, "{\"learner\":\"l%d\",\"question\":\"%s\",\"verdict\":\"%s\",\"why\":\"\",\"headline\":\"values\",\"code\":\"E-VALUE\"}\n", i, ids[k], passed[i][k] ? "PASS" : "WRONG");
            if (i == 3) buf_printf(&lines, "{\"learner\":\"l%d\",\"question\":\"%s\",\"verdict\":\"PASS\"}\n", i, ids[k]);      /* a second try is no first */
        }
    buf_puts(&lines, "nonsense\n\n{\"learner\":\"x\",\"question\":\"d-01\",\"verdict\":\"PASS\"}\n{\"question\":\"a-01\",\"verdict\":\"'); DROP TABLE attempt;--\"}\n");
    assert_int_equal(store_pack_stats(s, "", lines.text, &bad, keep, &seen, &e), ERR_OK);
    assert_int_equal(bad, 3);
    assert_int_equal(seen.n, 3);
    static const double want[] = {0.6454972243679028, 0.0, 0.32732683535398854};
    for (int k = 0; k < 3; k++) {
        assert_string_equal(seen.line[k].id, ids[k]);
        assert_int_equal(seen.line[k].tries, 6);
        assert_int_equal(seen.line[k].learners, 5);
        assert_string_equal(seen.line[k].wrong, "values");
        if (fabs(seen.line[k].discrimination - want[k]) > 1e-12) fail_msg("%s: %.17g", ids[k], seen.line[k].discrimination);
    }
    /* Nothing of it stays. */
    seen.n = 0;
    assert_int_equal(store_pack_stats(s, "", NULL, &bad, keep, &seen, &e), ERR_OK);
    assert_int_equal(seen.n, 0);
    buf_free(&lines);
    store_close(s);
}

static bool count_packs(const store_pack_line *l, void *user) {
    *(int64_t *)user += l->questions;
    return true;
}

static void a_pack_that_was_put_away_is_not_listed_and_loses_nothing(void **state) {
    (void)state;
    err     e = {0};
    int64_t n = 0, questions = 0;
    store  *s = open_three();
    add(s, "a-01", "PASS", "", 0, "practice");
    assert_int_equal(store_packs(s, count_packs, &questions, &e), ERR_OK);
    assert_int_equal(questions, 3);
    assert_int_equal(store_pack_remove(s, "test", &n, &e), ERR_OK);
    assert_int_equal(n, 3);
    questions = 0;
    assert_int_equal(store_packs(s, count_packs, &questions, &e), ERR_OK);
    assert_int_equal(questions, 0);
    assert_int_equal(store_pack_remove(s, "test", &n, &e), ERR_OK);
    assert_int_equal(n, 0);
    assert_int_equal(ask("SELECT count(*) FROM attempt"), 1);
    store_close(s);
}

static bool keep_shadow(const char *id, const char *short_id, const char *other, void *user) {
    char *text = user;
    snprintf(text + strlen(text), 200 - strlen(text), "%s %s %s;", id, short_id, other);
    return true;
}

static void a_short_name_that_another_pack_has_is_told(void **state) {
    (void)state;
    err             e = {0};
    char            told[200] = "";
    store          *s = open_three();
    store_question *q[] = {make_question("x-01", "a1", "beginner"), make_question("x-02", "X2", "beginner")};
    char            name[] = "later", version[] = "1.0", digest[] = "z", title[] = "Later";
    store_pack      p = {name, version, digest, title};
    assert_int_equal(store_pack_put(s, &p, 2, q, &e), 0);
    for (int i = 0; i < 2; i++) store_question_free(q[i]);
    assert_int_equal(store_pack_shadowed(s, "later", keep_shadow, told, &e), ERR_OK);
    assert_string_equal(told, "x-01 a1 a-01;");
    told[0] = '\0';
    assert_int_equal(store_pack_shadowed(s, "test", keep_shadow, told, &e), ERR_OK);
    assert_string_equal(told, "");
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {STORE_TEST(attempts_are_summed_by_question_and_version), STORE_TEST(a_class_tells_how_well_a_question_discriminates),
                                       STORE_TEST(a_short_name_that_another_pack_has_is_told), STORE_TEST(a_pack_that_was_put_away_is_not_listed_and_loses_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
