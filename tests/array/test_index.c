/* What a[keys] gives, against NumPy. */
#include "sample.h"

typedef struct row {
    const char *base, *keys, *want;
} row;

static const row rows[] = {
#include "golden/array_index_get.inc"
};

static nd_array *get(nd_ctx *c, nd_array *a, const char *text, err *e) {
    sample_keys k;
    sample_read_keys(c, &text, &k);
    nd_array *got = nd_get(c, a, k.n, k.keys, e);
    sample_drop_keys(c, &k);
    return got;
}

static void every_selection_is_numpys(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_ctx c;
        err    e = {0};
        char   text[TELL_MAX];
        nd_ctx_init(&c);
        nd_array *a = sample(&c, rows[i].base);
        tell_result(&c, get(&c, a, rows[i].keys, &e), &e, text);
        if (strcmp(text, rows[i].want) != 0) print_message("row %zu: %s[%s]\n", i, rows[i].base, rows[i].keys);
        assert_string_equal(text, rows[i].want);
        nd_drop(&c, a);
    }
}

static void a_slice_is_clipped_as_python_clips(void **state) {
    static const struct { ptrdiff_t start, stop, step, n, first, by, count; } cases[] = {
        {ND_NONE, ND_NONE, ND_NONE, 5, 0, 1, 5},   {ND_NONE, ND_NONE, -1, 5, 4, -1, 5},
        {3, ND_NONE, -1, 5, 3, -1, 4},             {ND_NONE, 1, -1, 5, 4, -1, 3},
        {-100, ND_NONE, -1, 5, 0, 1, 0},           {1, 100, ND_NONE, 5, 1, 1, 4},
        {ND_NONE, ND_NONE, -1, 0, 0, 1, 0},        {ND_NONE, ND_NONE, PTRDIFF_MAX, 5, 0, PTRDIFF_MAX, 1},
        {ND_NONE, ND_NONE, PTRDIFF_MIN + 1, 5, 4, PTRDIFF_MIN + 1, 1}, {-1, ND_NONE, ND_NONE, 1, 0, 1, 1},
        {PTRDIFF_MAX, PTRDIFF_MIN + 1, -1, 1, 0, -1, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nd_key    k = {.kind = ND_KEY_SLICE, .start = cases[i].start, .stop = cases[i].stop, .step = cases[i].step};
        ptrdiff_t first, by, count;
        err       e;
        assert_int_equal(nd_slice_clip(&k, cases[i].n, &first, &by, &count, &e), ERR_OK);
        assert_int_equal(first, cases[i].first);
        assert_int_equal(by, cases[i].by);
        assert_int_equal(count, cases[i].count);
    }
}

static void integers_for_every_axis_give_a_scalar_and_others_do_not(void **state) {
    static const struct { const char *keys; bool scalar, view; } cases[] = {
        {"0,1", true, false}, {"0,1,...", false, true}, {"0", false, true}, {"-1,-1", true, false}, {"[0],[1]", false, false},
    };
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    nd_array *a = sample(&c, "a");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nd_array *got = get(&c, a, cases[i].keys, &e);
        assert_non_null(got);
        assert_int_equal((got->flags & ND_SCALAR) != 0, cases[i].scalar);
        assert_int_equal(nd_shares_memory(got, a), cases[i].view);
        nd_drop(&c, got);
    }
    nd_drop(&c, a);
}

static void an_index_array_without_axes_is_an_integer_that_copies(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    char   text[TELL_MAX];
    nd_ctx_init(&c);
    nd_array *a = sample(&c, "a"), *one = sample(&c, "1");
    nd_key    k = {.kind = ND_KEY_ARRAY, .array = one};
    nd_array *row_1 = nd_get(&c, a, 1, &k, &e);
    assert_false(nd_shares_memory(row_1, a));
    assert_string_equal(tell_result(&c, row_1, &e, text), "(3,) <i8 3 4 5");
    nd_drop(&c, one);
    nd_drop(&c, a);
}

static void other_integer_types_index_and_floats_and_text_do_not(void **state) {
    static const struct { nd_type t; const char *want; } cases[] = {
        {ND_I8, "(2,) <i8 1 0"}, {ND_U64, "(2,) <i8 1 0"}, {ND_U8, "(2,) <i8 1 0"},
        {ND_F32, "IndexError: arrays used as indices must be of integer (or boolean) type"},
        {ND_STR, "IndexError: arrays used as indices must be of integer (or boolean) type"},
    };
    (void)state;
    nd_ctx c;
    char   text[TELL_MAX];
    nd_ctx_init(&c);
    nd_array *v = sample(&c, "v"), *list = sample(&c, "[1, 0]");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        err       e = {0};
        nd_array *index = nd_astype(&c, list, nd_dtype_of(cases[i].t), 'C', &e);
        nd_key    k = {.kind = ND_KEY_ARRAY, .array = index};
        assert_string_equal(tell_result(&c, nd_get(&c, v, 1, &k, &e), &e, text), cases[i].want);
        nd_drop(&c, index);
    }
    nd_drop(&c, list);
    nd_drop(&c, v);
}

static void a_basic_key_needs_no_memory(void **state) {
    (void)state;
    nd_ctx  c;
    err     e = {0};
    nd_view v;
    char    text[TELL_MAX];
    nd_ctx_init(&c);
    nd_array *b = sample(&c, "b"), *list = sample(&c, "[0]");
    nd_key    keys[] = {{.kind = ND_KEY_INT, .i = -1}, {.kind = ND_KEY_SLICE, .start = ND_NONE, .stop = ND_NONE, .step = -2}};
    nd_key    array = {.kind = ND_KEY_ARRAY, .array = list};
    size_t    live = mem_live();
    assert_true(nd_get_basic(&v, b, 2, keys, &e));
    assert_int_equal(mem_live(), live);
    assert_string_equal(tell(&v.a, text), "(2,4) <i8 20 21 22 23 12 13 14 15");
    assert_false(nd_get_basic(&v, b, 1, &array, &e));
    assert_int_equal(e.code, ERR_OK);
    nd_drop(&c, list);
    nd_drop(&c, b);
}

static void an_element_is_found_by_its_address(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    nd_array *a = sample(&c, "a[::-1, ::2]");
    ptrdiff_t last[] = {-1, -1}, out[] = {2}, many[] = {0, 0, 0};
    assert_int_equal(*(int64_t *)(void *)nd_element(a, 2, last, &e), 2);
    assert_null(nd_element(a, 1, out, &e));
    assert_string_equal(e.text, "index 2 is out of bounds for axis 0 with size 2");
    assert_null(nd_element(a, 3, many, &e));
    assert_string_equal(e.text, "too many indices for array: array is 2-dimensional, but 3 were indexed");
    nd_drop(&c, a);
}

static void a_view_outlives_its_parent(void **state) {
    (void)state;
    nd_ctx c;
    char   text[TELL_MAX];
    err    e = {0};
    nd_ctx_init(&c);
    nd_array *a = sample(&c, "a"), *half = get(&c, a, "1", &e), *part = get(&c, half, "1:", &e);
    assert_ptr_equal(part->base, nd_owner(a));
    nd_drop(&c, a);
    nd_drop(&c, half);
    assert_string_equal(tell_result(&c, part, &e, text), "(2,) <i8 4 5");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_selection_is_numpys),
        TEST(a_slice_is_clipped_as_python_clips),
        TEST(integers_for_every_axis_give_a_scalar_and_others_do_not),
        TEST(an_index_array_without_axes_is_an_integer_that_copies),
        TEST(other_integer_types_index_and_floats_and_text_do_not),
        TEST(a_basic_key_needs_no_memory),
        TEST(an_element_is_found_by_its_address),
        TEST(a_view_outlives_its_parent),
    };
    return RUN_TESTS(tests);
}
