/* take, put, take_along_axis and compress, against NumPy. */
#include "sample.h"

enum { FLAT = ND_MAXDIMS };

static void elements_are_taken_by_number(void **state) {
    static const struct { const char *base, *index; int axis; char mode; const char *want; } rows[] = {
        {"v", "[0, -1, 2]", FLAT, 'r', "(3,) <i8 0 4 2"},          {"v[::-1]", "[0, -1, 2]", FLAT, 'r', "(3,) <i8 4 0 2"},
        {"v", "[0, 5]", FLAT, 'r', "IndexError: index 5 is out of bounds for axis 0 with size 5"},
        {"v", "[0, -6]", FLAT, 'r', "IndexError: index -6 is out of bounds for axis 0 with size 5"},
        {"v", "[0, 7]", FLAT, 'w', "(2,) <i8 0 2"},                {"v", "[-9, 7]", FLAT, 'c', "(2,) <i8 0 4"},
        {"v", "[-9, 7]", FLAT, 'w', "(2,) <i8 1 2"},               {"a", "[1, 0]", 1, 'r', "(2,2) <i8 1 0 4 3"},
        {"a", "1", 1, 'r', "(2,) <i8 1 4"},                        {"a", "[[0, 1], [1, 0]]", 0, 'r', "(2,2,3) <i8 0 1 2 3 4 5 3 4 5 0 1 2"},
        {"a.T", "[1]", -1, 'r', "(3,1) <i8 3 4 5"},                {"a", "[0]", 2, 'r', "AxisError: axis 2 is out of bounds for array of dimension 2"},
        {"a", "[True]", FLAT, 'r', "(1,) <i8 1"},                  {"a", "[0.5]", FLAT, 'r', "TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'same_kind'"},
        {"v[:0]", "[0]", FLAT, 'r', "IndexError: cannot do a non-empty take from an empty axes."}, {"v[:0]", "[]", FLAT, 'r', "(0,) <i8"},
        {"e", "[0]", 0, 'r', "IndexError: cannot do a non-empty take from an empty axes."},        {"e", "[5]", 1, 'r', "(0,1) <i8"},
        {"s", "[0]", FLAT, 'r', "(1,) <i8 5"},                     {"s", "0", 0, 'r', "() <i8 5"},
        {"a", "[6]", FLAT, 'r', "IndexError: index 6 is out of bounds for axis 0 with size 6"},    {"z", "[1, 3]", 2, 'r', "(2,3,2) <i8 1 3 1 3 1 3 1 3 1 3 1 3"},
        {"b[:, ::2, ::-3]", "[1, 0]", 1, 'r', "(2,2,2) <i8 11 8 3 0 23 20 15 12"},                 {"v[2:3]", "[0, 0, -1]", 0, 'r', "(3,) <i8 2 2 2"},
    };
    (void)state;
    nd_ctx c;
    err    e;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *a = sample(&c, rows[i].base), *index = sample(&c, rows[i].index);
        assert_tells(&c, e, nd_take(&c, a, index, rows[i].axis, rows[i].mode, &e), rows[i].want);
        nd_drop(&c, a);
        nd_drop(&c, index);
    }
}

static void every_item_size_is_taken(void **state) {
    static const struct { nd_type t; const char *want; } rows[] = {
        {ND_BOOL, "(2,2) |b1 1 1 1 1"}, {ND_I16, "(2,2) <i2 3 1 6 4"}, {ND_F32, "(2,2) <f4 3 1 6 4"}, {ND_STR, "(2,2) <U3 '3' '1' '6' '4'"},
    };
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    nd_array *list = sample(&c, "[[1, 2, 3], [4, 5, 6]]"), *index = sample(&c, "[2, 0]");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *a = sample_made(nd_astype(&c, list, rows[i].t == ND_STR ? nd_dtype_str(3) : nd_dtype_of(rows[i].t), 'C', &e), &e);
        assert_tells(&c, e, nd_take(&c, a, index, 1, 'r', &e), rows[i].want);
        nd_drop(&c, a);
    }
    nd_drop(&c, list);
    nd_drop(&c, index);
}

static void values_are_put_and_repeat(void **state) {
    static const struct { const char *base, *index, *values; char mode; const char *want; } rows[] = {
        {"v", "[0, 1, 4]", "[7, 8]", 'r', "(5,) <i8 7 8 2 3 7"},   {"v", "[-1, 9]", "[7]", 'c', "(5,) <i8 7 1 2 3 7"},
        {"v", "[6, -6]", "[7, 8]", 'w', "(5,) <i8 0 7 2 3 8"},     {"v", "[0, 9]", "[1]", 'r', "IndexError: index 9 is out of bounds for axis 0 with size 5"},
        {"a", "[1, 5]", "[[10], [20]]", 'r', "(2,3) <i8 0 10 2 3 4 20"}, {"v", "[0]", "[]", 'r', "(5,) <i8 0 1 2 3 4"},
        {"v", "[]", "[1]", 'r', "(5,) <i8 0 1 2 3 4"},             {"v[:0]", "[0]", "[1]", 'r', "IndexError: cannot replace elements of an empty array"},
        {"z", "[0]", "[1]", 'r', "ValueError: put: output array is read-only"}, {"v", "[0.5]", "[1]", 'r', "TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'same_kind'"},
        {"a.T", "[1, 5]", "[10, 20]", 'r', "(3,2) <i8 0 10 1 4 2 20"}, {"v[::-1]", "[0]", "9", 'r', "(5,) <i8 9 3 2 1 0"}, {"s", "[0]", "9", 'r', "() <i8 9"},
        {"v", "[0, 1]", "[1.9, -2.9]", 'r', "(5,) <i8 1 -2 2 3 4"},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err       e = {0};
        char      text[TELL_MAX];
        nd_array *a = sample(&c, rows[i].base), *index = sample(&c, rows[i].index), *values = sample(&c, rows[i].values);
        if (nd_put(&c, a, index, values, rows[i].mode, &e)) snprintf(text, sizeof text, "%s: %s", err_name(e.code), e.text);
        else tell(a, text);
        assert_string_equal(text, rows[i].want);
        nd_drop(&c, a);
        nd_drop(&c, index);
        nd_drop(&c, values);
    }
}

static void elements_are_taken_along_an_axis(void **state) {
    static const struct { const char *base, *index; int axis; const char *want; } rows[] = {
        {"a", "[[0], [1]]", 1, "(2,1) <i8 0 4"},        {"a", "[[0, 1, 1]]", 0, "(1,3) <i8 0 4 5"}, {"a", "[[-1]]", 1, "(2,1) <i8 2 5"}, {"a[:, ::-1]", "[[0], [-1]]", -1, "(2,1) <i8 2 3"},
        {"a", "[[0], [3]]", 1, "IndexError: index 3 is out of bounds for axis 1 with size 3"}, {"a", "[0]", 1, "ValueError: `indices` and `arr` must have the same number of dimensions"},
        {"a", "[[0.5]]", 1, "IndexError: `indices` must be an integer array"}, {"a", "[0, 1]", FLAT, "(2,) <i8 0 1"}, {"a.T", "[1, 2]", FLAT, "(2,) <i8 3 1"},
        {"a", "[[0, 1]]", FLAT, "ValueError: when axis=None, `indices` must have a single dimension."}, {"a", "[[0]]", 3, "AxisError: axis 3 is out of bounds for array of dimension 2"},
        {"a", "[[0, 1, 2], [0, 1, 2], [0, 0, 0]]", 1, "IndexError: shape mismatch: indexing arrays could not be broadcast together with shapes (2,1) (3,3) "}, {"v", "[4, 0]", 0, "(2,) <i8 4 0"},
    };
    (void)state;
    nd_ctx c;
    err    e;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *a = sample(&c, rows[i].base), *index = sample(&c, rows[i].index);
        assert_tells(&c, e, nd_take_along_axis(&c, a, index, rows[i].axis, &e), rows[i].want);
        nd_drop(&c, a);
        nd_drop(&c, index);
    }
}

static void a_condition_compresses_an_axis(void **state) {
    static const struct { const char *mask, *base; int axis; const char *want; } rows[] = {
        {"[True, False]", "a", FLAT, "(1,) <i8 0"}, {"[True, False]", "a", 0, "(1,3) <i8 0 1 2"}, {"[True, False]", "a", 1, "(2,1) <i8 0 3"}, {"[2.5, 0.0]", "a", 1, "(2,1) <i8 0 3"},
        {"[0, 0, 1, 1]", "a", 1, "IndexError: index 3 is out of bounds for axis 1 with size 3"}, {"[0, 0, 1, 1]", "v", FLAT, "(2,) <i8 2 3"}, {"[[True]]", "a", 1, "ValueError: condition must be a 1-d array"},
        {"[True]", "a", 4, "AxisError: axis 4 is out of bounds for array of dimension 2"}, {"[False, False, False, False, False, False]", "v", FLAT, "(0,) <i8"}, {"[1, 0, 1]", "v[::-1]", 0, "(2,) <i8 4 2"},
    };
    (void)state;
    nd_ctx c;
    err    e;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *a = sample(&c, rows[i].base), *mask = sample(&c, rows[i].mask);
        assert_tells(&c, e, nd_compress(&c, mask, a, rows[i].axis, &e), rows[i].want);
        nd_drop(&c, a);
        nd_drop(&c, mask);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(elements_are_taken_by_number),
        TEST(every_item_size_is_taken),
        TEST(values_are_put_and_repeat),
        TEST(elements_are_taken_along_an_axis),
        TEST(a_condition_compresses_an_axis),
    };
    return RUN_TESTS(tests);
}
