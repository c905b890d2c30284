/* How counts at doubling sizes are named, and what answers really cost. */
#include "sample.h"

static void expect(const char *name, uint64_t a, uint64_t b, uint64_t c, uint64_t d) {
    uint64_t count[GRADE_SIZES] = {a, b, c, d};
    assert_string_equal(grade_growth_name(count), name);
}

static void counts_are_named(void **state) {
    (void)state;
    expect("constant", 40, 40, 40, 40);
    expect("constant", 0, 0, 0, 0);
    expect("about constant", 40, 48, 40, 56);
    expect("about n", 500, 1312, 1592, 5376);          /* of a mask over random numbers */
    expect("n", 500, 1000, 2000, 4000);
    expect("n", 90500, 91000, 92000, 94000);
    expect("n log n", 664, 1529, 3458, 7715);
    expect("n^2", 250000, 1000000, 4000000, 16000000);
    expect("n^2", 250000 + 7, 1000000 + 7, 4000000 + 7, 16000000 + 7);
}

static void answers_are_counted(void **state) {
    (void)state;
    static sample s;
    sample_open(&s, "");
    grade_sizes sizes;
    uint64_t    bytes[GRADE_SIZES], steps[GRADE_SIZES];
    static const struct { const char *answer, *bytes, *steps; } tries[] = {
        {"arr[:2]", "constant", "constant"},
        {"arr + limit", "n", "constant"},
        {"arr[:, None] * arr", "n^2", "constant"},
        {"s = 0 for i = 0, arr.size - 1 do s = s + 1 end return arr[:s % 2 + 1]", "constant", "n"},
    };
    for (size_t t = 0; t < sizeof tries / sizeof *tries; t++) {
        err e = {0};
        assert_int_equal(grade_grow(s.g, &s.q, tries[t].answer, strlen(tries[t].answer), &sizes, &e), 0);
        if (sizes.count != GRADE_SIZES) fail_msg("%s: only %zu sizes", tries[t].answer, sizes.count);
        for (size_t i = 0; i < GRADE_SIZES; i++) bytes[i] = sizes.cost[i].nbytes, steps[i] = sizes.cost[i].instructions;
        if (strcmp(grade_growth_name(bytes), tries[t].bytes) || strcmp(grade_growth_name(steps), tries[t].steps))
            fail_msg("%s: bytes %s, steps %s", tries[t].answer, grade_growth_name(bytes), grade_growth_name(steps));
    }
    sample_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(counts_are_named), TEST(answers_are_counted)};
    return RUN_TESTS(tests);
}
