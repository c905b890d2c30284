/* Where arrays are true, and np.where. */
#include <math.h>

#include "sample.h"

static void positions_of_true_elements_are_numpys(void **state) {
    static const struct { const char *base, *flat, *where; } rows[] = {
        {"a", "(5,) <i8 1 2 3 4 5", "(5,2) <i8 0 1 0 2 1 0 1 1 1 2"}, {"a.T", "(5,) <i8 1 2 3 4 5", "(5,2) <i8 0 1 1 0 1 1 2 0 2 1"},
        {"v[::-1]", "(4,) <i8 0 1 2 3", "(4,1) <i8 0 1 2 3"}, {"v[:0]", "(0,) <i8", "(0,1) <i8"}, {"v[:1]", "(0,) <i8", "(0,1) <i8"}, {"s", "(1,) <i8 0", "(1,0) <i8"},
        {"[0, 0]", "(0,) <i8", "(0,1) <i8"}, {"[nan, 0.0, -0.0, 1e-300]", "(2,) <i8 0 3", "(2,1) <i8 0 3"}, {"[[True, False], [False, True]]", "(2,) <i8 0 3", "(2,2) <i8 0 0 1 1"},
        {"z[:, 1, 0:2]", "(2,) <i8 1 3", "(2,2) <i8 0 1 1 1"}, {"e", "(0,) <i8", "(0,2) <i8"},
    };
    (void)state;
    nd_ctx c;
    err    e;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *a = sample(&c, rows[i].base), *flat;
        assert_tells(&c, e, nd_flatnonzero(&c, a, &e), rows[i].flat);
        assert_tells(&c, e, nd_argwhere(&c, a, &e), rows[i].where);
        flat = nd_flatnonzero(&c, a, &e);
        assert_int_equal(nd_count_true(a), flat->size);
        nd_drop(&c, flat);
        nd_drop(&c, a);
    }
}

static void nonzero_gives_one_array_an_axis(void **state) {
    (void)state;
    nd_ctx    c;
    err       e = {0};
    char      text[TELL_MAX];
    nd_array *out[3];
    nd_ctx_init(&c);
    nd_array *b = sample(&c, "b[:, ::2, ::3]"), *s = sample(&c, "s");
    assert_int_equal(nd_nonzero(&c, b, out, &e), ERR_OK);
    assert_string_equal(tell_result(&c, out[0], &e, text), "(7,) <i8 0 0 0 1 1 1 1");
    assert_string_equal(tell_result(&c, out[1], &e, text), "(7,) <i8 0 1 1 0 0 1 1");
    assert_string_equal(tell_result(&c, out[2], &e, text), "(7,) <i8 1 0 1 0 1 0 1");
    assert_int_equal(nd_nonzero(&c, s, out, &e), ERR_VALUE);
    assert_string_equal(e.text, "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.");
    nd_drop(&c, b);
    nd_drop(&c, s);
}

static void counting_agrees_with_a_plain_loop_for_every_length_and_type(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    for (int t = 0; t < ND_NNUMERIC; t++)
        for (ptrdiff_t n = 0; n < 40; n++) {
            size_t    want = 0;
            nd_array *a = sample_made(nd_new(&c, nd_dtype_of((nd_type)t), 1, &n, 'C', &e), &e);
            for (ptrdiff_t i = 0; i < n; i++) {
                bool yes = (i * 5 + n) % 3 == 0;
                assert_int_equal(nd_store(a->dtype, a->data + i * a->strides[0], (nd_scalar){.kind = 'i', .u.i = yes}, &e), ERR_OK);
                want += yes;
            }
            nd_array *flat = sample_made(nd_flatnonzero(&c, a, &e), &e);
            assert_int_equal(nd_count_true(a), want);
            assert_int_equal(flat->size, want);
            for (size_t i = 0, j = 0; i < (size_t)n; i++)
                if (((ptrdiff_t)i * 5 + n) % 3 == 0) assert_int_equal(((int64_t *)(void *)flat->data)[j++], i);
            nd_drop(&c, flat);
            nd_drop(&c, a);
        }
}

static void where_chooses_broadcasts_and_promotes(void **state) {
    static const struct { const char *q, *x, *y; bool weak_x, weak_y; const char *want; } rows[] = {
        {"[True, False]", "[1, 2]", "[1.5, 2.5]", false, false, "(2,) <f8 1 2.5"}, {"[1, 0, nan]", "1", "2", true, true, "(3,) <i8 1 2 1"},
        {"a", "a", "-1", false, true, "(2,3) <i8 -1 1 2 3 4 5"}, {"True", "1", "2.5", true, true, "() <f8 1"}, {"[True]", "[True]", "3", false, true, "(1,) <i8 1"},
        {"[[True], [False]]", "v[:3]", "v[::-1][:3]", false, false, "(2,3) <i8 0 1 2 4 3 2"}, {"[]", "1", "2", true, true, "(0,) <i8"}, {"v[::-1]", "v", "9", false, true, "(5,) <i8 0 1 2 3 9"},
        {"[1, 0, 1]", "[1, 2]", "[3, 4]", false, false, "ValueError: operands could not be broadcast together with shapes (3,) (2,) (2,) "},
        {"b[:, 0, ::3]", "z[:, 0, ::3]", "z[1, 0, 1:3]", false, false, "(2,2) <i8 1 3 0 3"}, {"a.T", "a.T", "0", false, true, "(3,2) <i8 0 3 1 4 2 5"},
    };
    (void)state;
    nd_ctx c;
    err    e;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *q = sample(&c, rows[i].q), *x = sample(&c, rows[i].x), *y = sample(&c, rows[i].y);
        if (rows[i].weak_x) x->flags |= ND_WEAK;
        if (rows[i].weak_y) y->flags |= ND_WEAK;
        assert_tells(&c, e, nd_where(&c, q, x, y, &e), rows[i].want);
        nd_drop(&c, q);
        nd_drop(&c, x);
        nd_drop(&c, y);
    }
}

static void a_weak_number_beside_a_small_type_takes_its_type(void **state) {
    static const struct { nd_type t; const char *number, *want; } rows[] = {
        {ND_I8, "3", "(1,) |i1 1"}, {ND_I8, "300", "(1,) |i1 1"}, {ND_I8, "3.5", "(1,) <f8 1"}, {ND_F32, "3.5", "(1,) <f4 1"}, {ND_BOOL, "3", "(1,) <i8 1"}, {ND_U64, "3", "(1,) <u8 1"},
        {ND_STR, "3", "(1,) <U21 '1'"},
    };
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *q = sample(&c, "[True]"), *one = sample(&c, "[1]"), *y = sample(&c, rows[i].number);
        nd_array *x = sample_made(nd_astype(&c, one, rows[i].t == ND_STR ? nd_dtype_str(1) : nd_dtype_of(rows[i].t), 'C', &e), &e);
        y->flags |= ND_WEAK;
        assert_tells(&c, e, nd_where(&c, q, x, y, &e), rows[i].want);
        nd_drop(&c, q);
        nd_drop(&c, one);
        nd_drop(&c, x);
        nd_drop(&c, y);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(positions_of_true_elements_are_numpys),
        TEST(nonzero_gives_one_array_an_axis),
        TEST(counting_agrees_with_a_plain_loop_for_every_length_and_type),
        TEST(where_chooses_broadcasts_and_promotes),
        TEST(a_weak_number_beside_a_small_type_takes_its_type),
    };
    return RUN_TESTS(tests);
}
