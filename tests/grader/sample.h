/* tests/grader/sample.h: a question written out, and its expectations made by its reference. */
#ifndef NDRILL_TESTS_GRADER_SAMPLE_H
#define NDRILL_TESTS_GRADER_SAMPLE_H

#include "harness.h"

#include "grader/grade_int.h"

#define SAMPLE_CASES 4

typedef struct sample {
    grader        *g;
    store_question q;
    store_case     cases[SAMPLE_CASES];
    store_part     parts[4];
    store_outcome  outcomes[4];
} sample;

#define TEXT(s) ((char *)(uintptr_t)(s))

static inline grader *open_grader(int cpu_ms, size_t memory) {
    grade_limits l;
    err          e = {0};
    grade_limits_default(&l);
    l.cpu_ms = GRADE_ASAN ? 2 * cpu_ms : cpu_ms;
    l.memory = memory;
    grader *g = grade_open(&l, &e);
    if (!g) fail_msg("%s", e.text);
    return g;
}

/* Values above a limit, as in C6. */
static inline void sample_open(sample *s, const char *checks) {
    static const int64_t sizes[SAMPLE_CASES] = {0, 7, 1, 12};
    memset(s, 0, sizeof *s);
    s->g = open_grader(300, (size_t)96 << 20);
    s->q = (store_question){.id = TEXT("sample-01"), .short_id = TEXT("S1"), .given = TEXT("arr limit"), .outputs = TEXT("the values above the limit"),
                            .checks = TEXT(checks), .shown = TEXT("arr = np.array([3, 8, -1, 5, 9])\nlimit = 4"),
                            .hidden = TEXT("arr = np.random.randint(-20, 21, n)\nlimit = np.random.randint(-5, 6)"),
                            .ncases = SAMPLE_CASES, .cases = s->cases, .parts = s->parts, .outcomes = s->outcomes};
    for (int i = 0; i < SAMPLE_CASES; i++) s->cases[i] = (store_case){.number = i + 1, .seed = (uint32_t)(100 + i), .n = sizes[i]};
}

static inline void sample_forget(sample *s) {
    for (int i = 0; i < SAMPLE_CASES; i++) {
        for (size_t k = 0; k < s->cases[i].nexpected; k++) mem_free(s->cases[i].expected[k].bytes);
        mem_free(s->cases[i].expected);
        s->cases[i].expected = NULL;
        s->cases[i].nexpected = 0;
    }
}

static inline void sample_close(sample *s) {
    sample_forget(s);
    grade_close(s->g);
}

/* What the reference gives is what is expected. */
static inline void sample_expect(sample *s, const char *reference) {
    sample_forget(s);
    for (int i = 0; i < SAMPLE_CASES; i++) {
        grade_outcome o;
        err           e = {0};
        if (grade_run(s->g, &s->q, &s->cases[i], reference, strlen(reference), false, &o, &e)) fail_msg("%s", e.text);
        if (o.verdict != GRADE_PASS || !o.has_value || o.value_kind[0])
            fail_msg("the reference: %s %s %s %s", grade_verdict_name(o.verdict), o.problem.type, o.problem.text, o.value_kind);
        s->cases[i].expected = mem_zalloc(o.noutputs, sizeof *s->cases[i].expected, NULL);
        for (size_t k = 0; k < o.noutputs; k++) {
            buf npy;
            buf_init(&npy);
            nd_npy_write(&npy, o.output[k]);
            s->cases[i].expected[k].bytes = buf_take(&npy, &s->cases[i].expected[k].n);
        }
        s->cases[i].nexpected = o.noutputs;
        grade_outcome_free(s->g, &o);
    }
}

/* Grade; the caller frees the report. */
static inline void sample_grade(sample *s, const char *answer, grade_report *r) {
    err e = {0};
    grade_report_init(r);
    if (grade_answer(s->g, &s->q, answer, strlen(answer), r, &e)) fail_msg("%s", e.text);
}

/* One run on the shown case; the caller frees the outcome. */
static inline void sample_run(sample *s, const char *answer, grade_outcome *o) {
    err e = {0};
    if (grade_run(s->g, &s->q, &s->cases[0], answer, strlen(answer), false, o, &e)) fail_msg("%s", e.text);
}

#endif
