/* Over the wrong answers of the core pack and the mutants of its references: how many are told what the mistake is.
 *
 * Told: by the pack's own sentence, by a relation that holds for all of it, by an error with its place, or by a rung of
 * the ladder that is itself the mistake (no value, a number of outputs, an input changed, a copy for a view, a loop, a
 * right value of the wrong type). Not told: that shape or values differ, and no more. EXPLAINED=1 prints those.        */
#include "harness.h"

#include <unistd.h>

#include "grader/judge_int.h"
#include "pack/mutate.h"
#include "pack/pack.h"

#define LEAST_SHARE   0.80
#define LEAST_ANSWERS 300
#define MOST_MUTANTS  40            /* of one question, spread over all of them */

typedef struct sums {
    grader *g;
    store  *s;
    size_t  answers, told, by_pack, by_relation;
    bool    show;
} sums;

static bool is_rung(const char *code) {
    static const char *const rungs[] = {"E-NONE", "E-KIND", "E-COUNT", "E-COPY", "E-VIEW", "E-INPUT", "E-PLACE", "E-LOOP", "E-BYTES", "E-ORDER", "E-RANDOM", "E-USES", "E-FORM"};
    for (size_t i = 0; i < sizeof rungs / sizeof *rungs; i++)
        if (strcmp(code, rungs[i]) == 0) return true;
    return false;
}

static bool is_told(const grade_report *r) {
    if (r->why.n) return true;
    if (r->verdict != GRADE_WRONG) return true;
    if (strcmp(r->code, "E-DTYPE") == 0) return strstr(r->text.text, "The values are right") != NULL;
    return is_rung(r->code);
}

static void try_answer(sums *t, const store_question *q, const char *answer, const char *what) {
    grade_report r;
    err          e = {0};
    grade_report_init(&r);
    if (grade_answer(t->g, q, answer, strlen(answer), &r, &e) != ERR_OK) fail_msg("%s: %s", q->id, e.text);
    if (r.verdict != GRADE_PASS && r.verdict != GRADE_UNGRADABLE) {
        t->answers++;
        t->told += is_told(&r);
        t->by_pack += r.wrong_part >= 0;
        t->by_relation += r.why.n > 0 && r.wrong_part < 0;
        if (t->show) printf("%s %s %-8s [%s] %s\n    %.100s\n    %s\n", is_told(&r) ? "told" : "    ", q->short_id, r.code, what, r.headline.text, answer, r.why.text);
    }
    grade_report_free(&r);
}

static const store_part *reference_of(const store_question *q) {
    for (size_t i = 0; i < q->nparts; i++)
        if (q->parts[i].kind == STORE_ROUTE) return &q->parts[i];
    return NULL;
}

static void try_mutants(sums *t, const store_question *q) {
    const store_part *reference = reference_of(q);
    nd_ctx            ctx;
    nd_array         *expected[GRADE_MAX_ARRAYS];
    faults            f = {0};
    buf               inputs;
    size_t            n = 0;
    buf_init(&inputs);
    nd_ctx_init(&ctx);
    for (; n < q->cases[0].nexpected; n++) expected[n] = nd_npy_read(&ctx, q->cases[0].expected[n].bytes, q->cases[0].expected[n].n, NULL);
    assert_int_equal(grade_inputs(t->g, q, &q->cases[0], &inputs, NULL), 0);
    mutants m = {.f = &f, .q = q, .source = reference->text, .nsource = strlen(reference->text), .expected = expected, .nexpected = n, .inputs = inputs.text};
    pack_mutants_make(&m);
    size_t step = m.n / MOST_MUTANTS + 1;
    for (size_t i = 0; i < m.n; i += step) try_answer(t, q, m.all[i].text, m.all[i].what);
    pack_mutants_free(&m);
    while (n > 0) nd_drop(&ctx, expected[--n]);
    buf_free(&inputs);
}

static bool try_question(const store_line *l, void *user) {
    sums           *t = user;
    err             e = {0};
    store_question *q = store_question_get(t->s, l->id, &e);
    if (!q) fail_msg("%s: %s", l->id, e.text);
    if (grade_kind_of(q) == GRADE_KIND_CODE) {
        for (size_t i = 0; i < q->nparts; i++)
            if (q->parts[i].kind == STORE_WRONG) try_answer(t, q, q->parts[i].text, "of the pack");
        try_mutants(t, q);
    }
    store_question_free(q);
    return true;
}

static void most_wrong_answers_are_told_what_the_mistake_is(void **state) {
    (void)state;
    char         path[] = "/tmp/ndrill-explained-XXXXXX", command[64];
    grade_limits l;
    err          e = {0};
    sums         t = {.show = getenv("EXPLAINED") != NULL};
    buf          db;
    buf_init(&db);
    grade_limits_default(&l);
    assert_non_null(mkdtemp(path));
    buf_printf(&db, "%s/test.db", path);
    t.g = grade_open(&l, &e);
    assert_non_null(t.g);
    t.s = store_open(db.text, &e);
    assert_non_null(t.s);
    assert_int_equal(pack_install_core(t.s, &e), 0);
    assert_int_equal(store_list(t.s, "", try_question, &t, &e), 0);
    print_message("%zu of %zu wrong answers are told what the mistake is (%.1f %%): %zu by the pack, %zu by a relation\n", t.told, t.answers,
                  100.0 * (double)t.told / (double)t.answers, t.by_pack, t.by_relation);
    assert_true(t.answers > LEAST_ANSWERS);
    assert_true((double)t.told >= LEAST_SHARE * (double)t.answers);
    store_close(t.s);
    grade_close(t.g);
    snprintf(command, sizeof command, "rm -rf %s", path);
    assert_int_equal(system(command), 0);
    buf_free(&db);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(most_wrong_answers_are_told_what_the_mistake_is)};
    return RUN_TESTS(tests);
}
