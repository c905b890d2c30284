/* What a[keys] = value does, against NumPy, and how selections lie in memory. */
#include "sample.h"

typedef struct row {
    const char *base, *keys, *value, *want;
} row;

static const row rows[] = {
#include "golden/array_index_set.inc"
};

static err_code set(nd_ctx *c, nd_array *a, const char *text, const nd_array *value, err *e) {
    sample_keys k;
    sample_read_keys(c, &text, &k);
    err_code code = nd_set(c, a, k.n, k.keys, value, e);
    sample_drop_keys(c, &k);
    return code;
}

/* The part of a that base names after its first letter, as a view. */
static nd_array *part_of(nd_ctx *c, nd_array *a, const char *base, err *e) {
    const char *p = base + 1;
    nd_view     v;
    nd_view_of(&v, a);
    nd_array *view = sample_made(nd_box_view(c, &v, e), e);
    while (*p) {
        sample_keys k = {.n = 0};
        nd_array   *next;
        if (sample_word(&p, ".T")) next = nd_transpose(c, view, 0, NULL, e);
        else {
            (void)sample_word(&p, "[");
            sample_read_keys(c, &p, &k);
            (void)sample_word(&p, "]");
            next = nd_get(c, view, k.n, k.keys, e);
        }
        nd_drop(c, view);
        view = sample_made(next, e);
    }
    return view;
}

static void every_assignment_is_numpys(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_ctx c;
        err    e = {0};
        char   text[TELL_MAX], name[2] = {rows[i].base[0], '\0'};
        nd_ctx_init(&c);
        nd_array *a = sample(&c, name), *part = part_of(&c, a, rows[i].base, &e);
        /* A value named by letter is a part of the array itself: it overlaps. */
        nd_array *value = rows[i].value[0] == rows[i].base[0] ? part_of(&c, a, rows[i].value, &e) : sample(&c, rows[i].value);
        if (value->ndim == 0) value->flags |= ND_WEAK;
        if (set(&c, part, rows[i].keys, value, &e)) snprintf(text, sizeof text, "%s: %s", err_name(e.code), e.text);
        else tell(a, text);
        if (strcmp(text, rows[i].want) != 0)
            print_message("row %zu: %s[%s] = %s\n", i, rows[i].base, rows[i].keys, rows[i].value);
        assert_string_equal(text, rows[i].want);
        nd_drop(&c, value);
        nd_drop(&c, part);
        nd_drop(&c, a);
    }
}

/* The right side is a part of the left one: NumPy's answers, worked out by hand. */
static void overlapping_sides_behave_as_if_the_right_one_were_copied(void **state) {
    static const struct { const char *base, *keys, *value, *want; } cases[] = {
        {"v", "1:", "v[:-1]", "(5,) <i8 0 0 1 2 3"},
        {"v", ":-1", "v[1:]", "(5,) <i8 1 2 3 4 4"},
        {"v", "::-1", "v", "(5,) <i8 4 3 2 1 0"},
        {"v", "[4,3,2,1,0]", "v", "(5,) <i8 4 3 2 1 0"},
        {"v", "[True,True,True,False,False]", "v[::-1][:3]", "(5,) <i8 4 3 2 3 4"},
        {"v", "...", "v[2:3]", "(5,) <i8 2 2 2 2 2"},
        {"v", "...", "v", "(5,) <i8 0 1 2 3 4"},
        {"a", "1", "a[0, ::-1]", "(2,3) <i8 0 1 2 2 1 0"},
        {"a", "[1,0]", "a", "(2,3) <i8 3 4 5 0 1 2"},
        {"v", ":0", "v[:0]", "(5,) <i8 0 1 2 3 4"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nd_ctx c;
        err    e = {0};
        char   text[TELL_MAX], name[2] = {cases[i].base[0], '\0'};
        nd_ctx_init(&c);
        nd_array *a = sample(&c, name), *value = part_of(&c, a, cases[i].value, &e);
        assert_int_equal(set(&c, a, cases[i].keys, value, &e), ERR_OK);
        assert_string_equal(tell(a, text), cases[i].want);
        nd_drop(&c, value);
        nd_drop(&c, a);
    }
}

static void the_places_of_a_selection_are_outermost_in_memory(void **state) {
    static const struct { const char *base, *keys; int ndim; ptrdiff_t strides[4]; } cases[] = {
        {"a", ":,[0,2]", 2, {8, 16}},        {"a.T", "[0,1]", 2, {16, 8}},     {"a.T", ":,[0,1]", 2, {8, 24}},
        {"b", ":,[0,1]", 3, {32, 64, 8}},    {"b", ":,:,[0,1]", 3, {24, 8, 48}}, {"b.T", "[0,1]", 3, {48, 8, 24}},
        {"b", ":,[[0,1],[1,0]]", 4, {32, 128, 64, 8}}, {"x", ":,1,[0,1]", 3, {40, 80, 8}}, {"z", "[0,1]", 3, {96, 8, 24}},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        err         e = {0};
        sample_keys k;
        const char *text = cases[i].keys;
        nd_array   *a = sample(&c, cases[i].base);
        sample_read_keys(&c, &text, &k);
        nd_array *got = sample_made(nd_get(&c, a, k.n, k.keys, &e), &e);
        assert_int_equal(got->ndim, cases[i].ndim);
        for (int j = 0; j < got->ndim; j++) assert_int_equal(got->strides[j], cases[i].strides[j]);
        sample_drop_keys(&c, &k);
        nd_drop(&c, got);
        nd_drop(&c, a);
    }
}

/* Long enough for whole words of the mask, with a tail, and values on either side of a word. */
static void a_long_mask_selects_and_assigns_in_every_item_size(void **state) {
    static const nd_type types[] = {ND_BOOL, ND_I8, ND_U16, ND_F32, ND_I32, ND_F64, ND_U64};
    enum { N = 203 };
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    for (int step = -2; step <= 2; step += step == -1 ? 2 : 1)
        for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
            ptrdiff_t n = N * (step < 0 ? -step : step), count = 0;
            nd_key    every = {.kind = ND_KEY_SLICE, .start = ND_NONE, .stop = ND_NONE, .step = step};
            nd_array *line = sample_made(nd_arange_int(&c, 0, n, 1, nd_dtype_of(ND_I64), &e), &e);
            nd_array *typed = sample_made(nd_astype(&c, line, nd_dtype_of(types[t]), 'C', &e), &e);
            nd_array *a = sample_made(nd_get(&c, typed, 1, &every, &e), &e);
            nd_array *mask = sample_made(nd_new(&c, nd_dtype_of(ND_BOOL), 1, a->shape, 'C', &e), &e);
            for (ptrdiff_t i = 0; i < N; i++) {
                /* Runs of true, of false, and mixtures; any byte but 0 is true. */
                bool yes = i < 16 || (i >= 48 && (i * 7) % 5 < 2) || i == N - 1;
                mask->data[i] = (char)(yes ? (i % 2 ? 1 : 3) : 0);
                count += yes;
            }
            nd_key    k = {.kind = ND_KEY_ARRAY, .array = mask};
            nd_array *got = sample_made(nd_get(&c, a, 1, &k, &e), &e);
            assert_int_equal(got->size, count);
            for (ptrdiff_t i = 0, j = 0; i < N; i++)
                if (mask->data[i])
                    assert_memory_equal(got->data + j++ * got->strides[0], a->data + i * a->strides[0], a->dtype.itemsize);
            nd_array *nine = sample(&c, "1");
            assert_int_equal(nd_set(&c, a, 1, &k, nine, &e), ERR_OK);
            for (ptrdiff_t i = 0; i < N; i++) {
                nd_scalar x = nd_load(a->dtype, a->data + i * a->strides[0]);
                if (mask->data[i]) assert_true(x.kind == 'b' ? x.u.b : x.kind == 'f' ? x.u.f == 1 : x.u.i == 1);
            }
            /* And back again, one value each. */
            assert_int_equal(nd_set(&c, a, 1, &k, got, &e), ERR_OK);
            nd_array *again = sample_made(nd_get(&c, a, 1, &k, &e), &e);
            assert_memory_equal(again->data, got->data, nd_nbytes(got));
            nd_drop(&c, again);
            nd_drop(&c, nine);
            nd_drop(&c, got);
            nd_drop(&c, mask);
            nd_drop(&c, a);
            nd_drop(&c, typed);
            nd_drop(&c, line);
        }
}

static void an_array_may_be_its_own_mask(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    char   text[TELL_MAX];
    nd_ctx_init(&c);
    nd_array *m = sample(&c, "[True, False, True, True]"), *no = sample(&c, "False");
    nd_key    backwards = {.kind = ND_KEY_SLICE, .start = ND_NONE, .stop = ND_NONE, .step = -1};
    nd_array *turned = sample_made(nd_get(&c, m, 1, &backwards, &e), &e);
    nd_key    k = {.kind = ND_KEY_ARRAY, .array = turned};
    assert_int_equal(nd_set(&c, m, 1, &k, no, &e), ERR_OK);
    assert_string_equal(tell(m, text), "(4,) |b1 0 0 1 0");
    nd_drop(&c, turned);
    nd_drop(&c, no);
    nd_drop(&c, m);
}

static void nothing_is_written_when_an_index_is_out_of_bounds(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    char   text[TELL_MAX];
    nd_ctx_init(&c);
    nd_array *v = sample(&c, "v"), *value = sample(&c, "[7, 8, 9]");
    assert_int_equal(set(&c, v, "[0, 1, 9]", value, &e), ERR_INDEX);
    assert_string_equal(tell(v, text), "(5,) <i8 0 1 2 3 4");
    nd_drop(&c, value);
    nd_drop(&c, v);
}

/* Every allocation of a mixed selection fails once: the error comes back and nothing leaks. */
static void a_selection_survives_memory_running_out(void **state) {
    (void)state;
    for (uint64_t n = 1; n < 40; n++) {
        nd_ctx      c;
        err         e = {0};
        sample_keys k;
        const char *text = "[True, False], :, [0, 3]";
        nd_ctx_init(&c);
        nd_array *b = sample(&c, "b");
        sample_read_keys(&c, &text, &k);
        mem_fail_from(n);
        nd_array *got = nd_get(&c, b, k.n, k.keys, &e);
        err_code  code = nd_set(&c, b, k.n, k.keys, b, &e);
        mem_fail_from(0);
        assert_true(got != NULL || e.code != ERR_OK);
        assert_int_not_equal(code, ERR_OK);
        nd_drop(&c, got);
        sample_drop_keys(&c, &k);
        nd_drop(&c, b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_assignment_is_numpys),
        TEST(overlapping_sides_behave_as_if_the_right_one_were_copied),
        TEST(the_places_of_a_selection_are_outermost_in_memory),
        TEST(a_long_mask_selects_and_assigns_in_every_item_size),
        TEST(an_array_may_be_its_own_mask),
        TEST(nothing_is_written_when_an_index_is_out_of_bounds),
        TEST(a_selection_survives_memory_running_out),
    };
    return RUN_TESTS(tests);
}
