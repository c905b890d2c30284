/* Walking several arrays together, and broadcasting them to one shape. */
#include "sample.h"

/* Every element of a once: the sum of values, counted with the number of runs. */
static void every_element_is_met_once_in_the_fewest_runs(void **state) {
    static const struct { const char *base; int runs; size_t n; ptrdiff_t stride; } rows[] = {
        {"v", 1, 5, 8},           {"v[::-1]", 1, 5, -8},    {"v[:1]", 1, 1, 0},       {"v[:0]", 0, 0, 0},    {"b", 1, 24, 8},
        {"b.T", 1, 24, 8},        {"b[:, :, ::2]", 1, 12, 16}, {"b[:, ::2]", 4, 4, 8}, {"b[::-1]", 2, 12, 8}, {"b[:, ::-1].T", 6, 4, 8},
        {"b[::-1, ::-1, ::-1]", 1, 24, -8}, {"z", 6, 4, 8}, {"e", 0, 0, 0},           {"s", 1, 1, 0},        {"o", 1, 1, 0},
        {"b[:, 1:2]", 2, 4, 8},   {"x[1:, :, :1]", 3, 5, 8}, {"x[:, :0]", 0, 0, 0},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array       *a = sample(&c, rows[i].base);
        const nd_array *ops[] = {a};
        nd_walk         w;
        int64_t         sum = 0, want = 0;
        int             runs = 0;
        ptrdiff_t       at[ND_MAXDIMS] = {0};
        for (nd_walk_init(&w, 1, ops, false); w.more; nd_walk_next(&w), runs++) {
            if (w.n != rows[i].n || w.stride[0] != rows[i].stride) fail_msg("%s: %zu at %td", rows[i].base, w.n, w.stride[0]);
            for (size_t j = 0; j < w.n; j++) sum += *(int64_t *)(void *)(w.p[0] + (ptrdiff_t)j * w.stride[0]) + 1;
        }
        assert_int_equal(runs, rows[i].runs);
        for (size_t j = 0; j < a->size; j++) {
            want += *(int64_t *)(void *)nd_element(a, a->ndim, at, NULL) + 1;
            for (int k = a->ndim - 1; k >= 0 && ++at[k] == a->shape[k]; k--) at[k] = 0;
        }
        assert_int_equal(sum, want);
        nd_drop(&c, a);
    }
}

static void operands_keep_step_whatever_their_strides(void **state) {
    static const char *const pairs[][2] = {{"b", "b[::-1]"}, {"b.T", "b.T[::-1, ::-1]"}, {"b", "z"}, {"b[:, ::-1, ::-1]", "b"}, {"a.T", "a.T"}, {"x[:, 1:2]", "x[::-1, 2:, :, :]"}};
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        err       e = {0};
        nd_array *a = sample(&c, pairs[i][0]), *b = sample(&c, pairs[i][1]);
        /* Fresh arrays in other layouts receive a and b through one walk. */
        nd_array       *to_a = sample_made(nd_new(&c, a->dtype, a->ndim, a->shape, 'F', &e), &e);
        nd_array       *to_b = sample_made(nd_new(&c, a->dtype, a->ndim, a->shape, 'C', &e), &e);
        const nd_array *ops[] = {to_a, a, to_b, b};
        nd_walk         w;
        char            got[TELL_MAX], want[TELL_MAX];
        for (nd_walk_init(&w, 4, ops, i % 2 == 1); w.more; nd_walk_next(&w))
            for (size_t j = 0; j < w.n; j++)
                for (int k = 0; k < 4; k += 2)
                    memcpy(w.p[k] + (ptrdiff_t)j * w.stride[k], w.p[k + 1] + (ptrdiff_t)j * w.stride[k + 1], 8);
        assert_string_equal(tell(to_a, got), tell(a, want));
        assert_string_equal(tell(to_b, got), tell(b, want));
        nd_drop(&c, to_a);
        nd_drop(&c, to_b);
        nd_drop(&c, a);
        nd_drop(&c, b);
    }
}

static void kept_order_is_c_order(void **state) {
    (void)state;
    nd_ctx c;
    char   text[TELL_MAX];
    nd_ctx_init(&c);
    nd_array *t = sample(&c, "a.T");
    assert_string_equal(tell(t, text), "(3,2) <i8 0 3 1 4 2 5");
    nd_drop(&c, t);
}

static void shapes_are_joined_as_numpy_joins_them(void **state) {
    static const struct { const char *a, *b, *want; } rows[] = {
        {"a", "v[:3]", "(2,3)"}, {"a", "[[1], [2]]", "(2,3)"}, {"s", "s", "()"}, {"e", "[[1]]", "(0,3)"}, {"e", "a", NULL}, {"v", "a", NULL}, {"b", "z[0]", "(2,3,4)"},
        {"[[1], [2]]", "[1, 2, 3]", "(2,3)"}, {"[]", "[1]", "(0,)"}, {"[]", "[1, 2]", NULL},
    };
    static const char *const texts[] = {"(0,3) (2,3) ", "(5,) (2,3) ", "(0,) (2,) "};
    (void)state;
    nd_ctx c;
    int    refused = 0;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err             e = {0};
        nd_array       *a = sample(&c, rows[i].a), *b = sample(&c, rows[i].b);
        const nd_array *both[] = {a, b};
        ptrdiff_t       shape[ND_MAXDIMS];
        int             ndim;
        char            text[ND_SHAPE_TEXT];
        err_code        code = nd_broadcast_shapes(2, both, &ndim, shape, &e);
        if (rows[i].want) {
            assert_int_equal(code, ERR_OK);
            nd_shape_text_compact(ndim, shape, text);
            assert_string_equal(text, rows[i].want);
        } else {
            assert_int_equal(code, ERR_VALUE);
            assert_int_equal(strncmp(e.text, "operands could not be broadcast together with shapes ", 53), 0);
            assert_string_equal(e.text + 53, texts[refused++]);
        }
        nd_drop(&c, a);
        nd_drop(&c, b);
    }
}

static void a_stretched_view_repeats_by_stride_zero(void **state) {
    (void)state;
    nd_ctx  c;
    nd_view v;
    char    text[TELL_MAX];
    nd_ctx_init(&c);
    ptrdiff_t shape[3] = {2, 2, 3}, none[2] = {0, 3};
    nd_array *a = sample(&c, "[[1], [2]]"), *row = sample(&c, "v[:3][::-1]");
    nd_broadcast_to_view(&v, a, 3, shape);
    assert_string_equal(tell(&v.a, text), "(2,2,3) <i8 1 1 1 2 2 2 1 1 1 2 2 2");
    nd_broadcast_to_view(&v, row, 2, shape + 1);
    assert_string_equal(tell(&v.a, text), "(2,3) <i8 2 1 0 2 1 0");
    nd_broadcast_to_view(&v, row, 2, none);
    assert_string_equal(tell(&v.a, text), "(0,3) <i8");
    nd_drop(&c, row);
    nd_drop(&c, a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_element_is_met_once_in_the_fewest_runs),
        TEST(operands_keep_step_whatever_their_strides),
        TEST(kept_order_is_c_order),
        TEST(shapes_are_joined_as_numpy_joins_them),
        TEST(a_stretched_view_repeats_by_stride_zero),
    };
    return RUN_TESTS(tests);
}
