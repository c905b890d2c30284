/* What one exact relation explains a wrong array. */
#include <math.h>

#include "grader/arrays.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

/* The sentence found contains text; "" for none. Both arrays are consumed. */
static void expect(const char *text, nd_array *got, nd_array *want) {
    grade_relation r = grade_relation_find(got, want);
    buf            said;
    buf_init(&said);
    grade_relation_say(&said, r, got, want);
    if (!*text && r) fail_msg("a relation where there is none: %s", said.text);
    if (*text && !strstr(said.text, text)) fail_msg("expected \"%s\", said \"%s\"", text, said.text);
    buf_free(&said);
    drop(got);
    drop(want);
}

static void other_shapes_are_recognised(void **state) {
    (void)state;
    expect("transposed", ints(3, 2, I(1, 4, 2, 5, 3, 6)), ints(2, 3, I(1, 2, 3, 4, 5, 6)));
    expect("transposed", ints(2, 2, I(1, 3, 2, 4)), ints(2, 2, I(1, 2, 3, 4)));
    expect("a row and a column", ints(1, 3, I(1, 2, 3)), ints(3, 1, I(1, 2, 3)));
    expect("too many", ints(1, 3, I(1, 2, 3)), ints(0, 3, I(1, 2, 3)));
    expect("is missing", ints(0, 3, I(1, 2, 3)), ints(3, 1, I(1, 2, 3)));
    expect("flattened", ints(0, 4, I(1, 2, 3, 4)), ints(2, 2, I(1, 2, 3, 4)));
    expect("another shape", ints(2, 2, I(1, 2, 3, 4)), ints(0, 4, I(1, 2, 3, 4)));
    expect("column by column", ints(0, 6, I(1, 4, 2, 5, 3, 6)), ints(2, 3, I(1, 2, 3, 4, 5, 6)));
}

static void turns_and_shifts_are_recognised(void **state) {
    (void)state;
    expect("reversed", ints(0, 3, I(3, 2, 1)), ints(0, 3, I(1, 2, 3)));
    expect("upside down", ints(2, 2, I(3, 4, 1, 2)), ints(2, 2, I(1, 2, 3, 4)));
    expect("left and right", ints(2, 2, I(2, 1, 4, 3)), ints(2, 2, I(1, 2, 3, 4)));
    expect("shifted by one", ints(0, 4, I(4, 1, 2, 3)), ints(0, 4, I(1, 2, 3, 4)));
    expect("shifted by one", ints(0, 4, I(2, 3, 4, 1)), ints(0, 4, I(1, 2, 3, 4)));
}

static void one_element_more_or_less_is_recognised(void **state) {
    (void)state;
    expect("too many at the end", ints(0, 3, I(1, 2, 9)), ints(0, 2, I(1, 2)));
    expect("too many at the start", ints(0, 3, I(9, 1, 2)), ints(0, 2, I(1, 2)));
    expect("last element is missing", ints(0, 2, I(1, 2)), ints(0, 3, I(1, 2, 3)));
    expect("first element is missing", ints(0, 2, I(2, 3)), ints(0, 3, I(1, 2, 3)));
}

static void another_order_is_recognised(void **state) {
    (void)state;
    expect("but sorted", ints(0, 4, I(1, 2, 3, 4)), ints(0, 4, I(3, 1, 4, 2)));
    expect("not sorted", ints(0, 4, I(3, 1, 4, 2)), ints(0, 4, I(1, 2, 3, 4)));
    expect("another order", ints(0, 4, I(3, 1, 4, 2)), ints(0, 4, I(1, 3, 2, 4)));
    expect("repeats", ints(0, 5, I(1, 1, 2, 3, 3)), ints(0, 3, I(1, 2, 3)));
}

static void other_values_in_the_same_places_are_recognised(void **state) {
    (void)state;
    expect("exchanged everywhere", bools(3, "010"), bools(3, "101"));
    expect("wrong sign", ints(0, 2, I(-1, 5)), ints(0, 2, I(1, -5)));
    expect("times 2", ints(0, 3, I(2, 4, 10)), ints(0, 3, I(1, 2, 5)));
    expect("plus -1", ints(0, 3, I(0, 1, 4)), ints(0, 3, I(1, 2, 5)));
    expect("cut off", floats(0, 3, F(1, -2, 3)), floats(0, 3, F(1.5, -2.75, 3)));
    expect("rounded to whole", floats(0, 3, F(2, -3, 3)), floats(0, 3, F(1.75, -2.75, 3)));
    expect("float32", floats(0, 2, F((float)0.1, (float)0.3)), floats(0, 2, F(0.1, 0.3)));
}

static void nan_that_is_missing_or_too_much_is_recognised(void **state) {
    (void)state;
    expect("Zero stands where NaN", floats(0, 3, F(1, 0, 3)), floats(0, 3, F(1, NAN, 3)));
    expect("as if NaN had been left out", floats(0, 3, F(1, 7, 3)), floats(0, 3, F(1, NAN, 3)));
    expect("NaN stands where a number", floats(0, 3, F(1, NAN, 3)), floats(0, 3, F(1, 2, 3)));
}

static void rows_and_columns_that_are_missing_or_moved_are_recognised(void **state) {
    (void)state;
    expect("last row", ints(2, 2, I(1, 2, 3, 4)), ints(3, 2, I(1, 2, 3, 4, 5, 6)));
    expect("first row", ints(2, 2, I(3, 4, 5, 6)), ints(3, 2, I(1, 2, 3, 4, 5, 6)));
    expect("last column", ints(2, 2, I(1, 2, 4, 5)), ints(2, 3, I(1, 2, 3, 4, 5, 6)));
    expect("first column", ints(2, 2, I(2, 3, 5, 6)), ints(2, 3, I(1, 2, 3, 4, 5, 6)));
    expect("one row", ints(3, 2, I(1, 2, 3, 4, 0, 0)), ints(2, 2, I(1, 2, 3, 4)));
    expect("one column", ints(2, 3, I(0, 1, 2, 0, 3, 4)), ints(2, 2, I(1, 2, 3, 4)));
    expect("turned round", ints(2, 3, I(6, 5, 4, 3, 2, 1)), ints(2, 3, I(1, 2, 3, 4, 5, 6)));
    expect("right rows", ints(3, 2, I(1, 2, 5, 6, 3, 4)), ints(3, 2, I(1, 2, 3, 4, 5, 6)));
    expect("right columns", ints(2, 3, I(1, 3, 2, 4, 6, 5)), ints(2, 3, I(1, 2, 3, 4, 5, 6)));
    expect("last row (along", ints(3, 2, I(1, 2, 3, 4, 0, 9)), ints(3, 2, I(1, 2, 3, 4, 5, 6)));
    expect("", ints(3, 2, I(0, 2, 3, 4, 0, 9)), ints(3, 2, I(1, 2, 3, 4, 5, 6)));
}

static void powers_and_signs_are_recognised(void **state) {
    (void)state;
    expect("without their signs", ints(0, 3, I(1, 2, 3)), ints(0, 3, I(-1, 2, -3)));
    expect("square of", ints(0, 3, I(4, 9, 25)), ints(0, 3, I(2, 3, 5)));
    expect("square root", ints(0, 3, I(2, 3, 5)), ints(0, 3, I(4, 9, 25)));
    expect("", ints(0, 3, I(2, 3, 6)), ints(0, 3, I(4, 9, 25)));
}

static void unrelated_arrays_have_no_relation(void **state) {
    (void)state;
    expect("", ints(0, 3, I(5, 1, 1)), ints(0, 3, I(1, 2, 9)));
    expect("", ints(0, 3, I(5, 1, 1)), ints(0, 2, I(7, 9)));
    expect("", words("a|b"), words("c|d"));
    expect("", words("1|2"), ints(0, 2, I(1, 2)));
    expect("", floats(0, 3, F(3, 1, 2)), ints(0, 3, I(3, 1, 2)));
}

static void one_element_is_related_to_everything_and_so_to_nothing(void **state) {
    (void)state;
    expect("", ints(0, 1, I(6)), ints(0, 1, I(3)));
    expect("", ints(0, 2, I(6, 6)), ints(0, 2, I(3, 3)));
    expect("", ints(0, 0, I(0)), ints(0, 1, I(3)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(other_shapes_are_recognised),
        TEST(turns_and_shifts_are_recognised),
        TEST(one_element_more_or_less_is_recognised),
        TEST(another_order_is_recognised),
        TEST(other_values_in_the_same_places_are_recognised),
        TEST(nan_that_is_missing_or_too_much_is_recognised),
        TEST(rows_and_columns_that_are_missing_or_moved_are_recognised), TEST(powers_and_signs_are_recognised),
        TEST(unrelated_arrays_have_no_relation),
        TEST(one_element_is_related_to_everything_and_so_to_nothing),
    };
    return RUN_TESTS(tests);
}
