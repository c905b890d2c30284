/* FSRS-6 against py-fsrs: every row of the vectors beside this file, and the published values. */
#include "harness.h"

#include <math.h>

#include "store/store.h"

#define VECTORS "tests/store/fsrs6_vectors.csv"

/* Nine significant digits. */
static bool agrees(double got, double want) { return fabs(got - want) <= 1e-9 * fabs(want); }

static void every_row_of_the_vectors_agrees(void **state) {
    (void)state;
    FILE *f = fopen(VECTORS, "r");
    assert_non_null(f);
    char         line[256];
    int          rows = 0;
    store_memory m = {0};
    long         last = -1;
    while (fgets(line, sizeof line, f)) {
        long   seq;
        int    rating, st, step;
        long   t, wait;
        double s, d;
        if (sscanf(line, "%ld,%d,%ld,%d,%d,%lf,%lf,%ld", &seq, &rating, &t, &st, &step, &s, &d, &wait) != 8) continue;
        if (seq != last) m = (store_memory){0};
        last = seq;
        store_fsrs_review(&m, rating, 1767603600 + t);
        if ((int)m.state != st || m.step != step || m.due != 1767603600 + t + wait || !agrees(m.stability, s) || !agrees(m.difficulty, d))
            fail_msg("%s gives state %d, step %d, %.10g, %.10g, due in %lld", line, (int)m.state, m.step, m.stability, m.difficulty,
                     (long long)(m.due - 1767603600 - t));
        rows++;
    }
    fclose(f);
    assert_int_equal(rows, 9811);
}

/* py-fsrs, tests/test_basic.py: each review at its due time. */
static void intervals_of_the_published_run(void **state) {
    (void)state;
    static const int ratings[] = {3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3}, days[] = {0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21};
    store_memory     m = {0};
    int64_t          now = 1669638660;
    for (size_t i = 0; i < sizeof ratings / sizeof *ratings; i++) {
        store_fsrs_review(&m, ratings[i], now);
        assert_int_equal((m.due - now) / 86400, days[i]);
        now = m.due;
    }
}

/* fsrs-rs, test_power_forgetting_curve. */
static void recall_falls_with_time(void **state) {
    (void)state;
    static const double t[] = {0, 1, 2, 3, 4, 5}, s[] = {1, 2, 3, 4, 4, 2}, want[] = {1, .9403443, .9253786, .9185229, .9, .8261359};
    for (int i = 0; i < 6; i++) {
        store_memory m = {.state = STORE_REVIEW, .stability = s[i]};
        assert_true(fabs(store_fsrs_recall(&m, (int64_t)t[i] * 86400) - want[i]) < 1e-6);
    }
    assert_true(store_fsrs_recall(&(store_memory){0}, 5) == 0);
}

static void a_clock_set_back_counts_as_no_time(void **state) {
    (void)state;
    store_memory a = {0}, b = {0};
    store_fsrs_review(&a, 3, 1000000);
    store_fsrs_review(&b, 3, 1000000);
    store_fsrs_review(&a, 3, 1000000);
    store_fsrs_review(&b, 3, 500000);
    assert_memory_equal(&a, &b, sizeof a);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(every_row_of_the_vectors_agrees), TEST(intervals_of_the_published_run),
                                       TEST(recall_falls_with_time), TEST(a_clock_set_back_counts_as_no_time)};
    return RUN_TESTS(tests);
}
