/* Every cast between types, against NumPy; long runs, strides, text. */
#include <inttypes.h>

#include "sample.h"

static char first_warning[128];

static void keep_warning(nd_ctx *c, const char *category, const char *text) {
    (void)c;
    (void)category;
    if (!first_warning[0]) snprintf(first_warning, sizeof first_warning, "%s", text);
}

/* text as NumPy shows the element, into p */
static void read_element(nd_dtype d, const char *text, char *p) {
    nd_scalar x = {.kind = 'f', .u.f = 0};
    char     *end;
    x.u.f = strtod(text, &end);
    if (nd_is_complex(d)) x.kind = 'c', x.u.c.im = *end ? strtod(end + 1, NULL) : 0;
    else if (nd_is_float(d)) x.kind = 'f';
    else if (d.type == ND_U64) x.kind = 'u', x.u.u = strtoull(text, NULL, 10);
    else x.kind = 'i', x.u.i = strtoll(text, NULL, 10);
    if (x.kind == 'u' && x.u.u <= INT64_MAX) x.kind = 'i';
    assert_int_equal(nd_store(d, p, x, NULL), ERR_OK);
}

static void show(buf *b, nd_scalar x) {
    if (x.kind == 'U')
        for (size_t i = 0; i < x.n; i++) buf_putc(b, (char)x.text[i]);
    else tell_value(b, x);
}

/* Nine of each, so that the vectorised loop and its tail both run; forwards, backwards, and one for all. */
static void every_cast_is_numpys(void **state) {
    static const struct { const char *from, *value, *to, *want, *warning; } rows[] = {
#include "golden/array_cast.inc"
    };
    enum { N = 9 };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    c.warn = keep_warning;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_dtype  from, to;
        ptrdiff_t n = N;
        err       e = {0};
        assert_int_equal(nd_dtype_parse(rows[i].from, &from, &e), ERR_OK);
        assert_int_equal(nd_dtype_parse(rows[i].to, &to, &e), ERR_OK);
        nd_array *a = sample_made(nd_new(&c, from, 1, &n, 'C', &e), &e);
        for (int j = 0; j < N; j++) read_element(from, rows[i].value, a->data + (size_t)j * from.itemsize);
        for (int way = -1; way <= 1; way++) {
            nd_view v;
            buf     b;
            nd_view_of(&v, a);
            if (way < 0) v.a.data += (N - 1) * a->strides[0];
            v.a.strides[0] *= way;
            first_warning[0] = '\0';
            nd_array *got = sample_made(nd_astype(&c, &v.a, to, 'C', &e), &e);
            buf_init(&b);
            show(&b, nd_load(to, got->data + (N - 1) * got->strides[0]));
            if (strcmp(b.text, rows[i].want) != 0 || strcmp(first_warning, rows[i].warning) != 0)
                print_message("%s(%s) to %s\n", rows[i].from, rows[i].value, rows[i].to);
            assert_string_equal(b.text, rows[i].want);
            assert_string_equal(first_warning, rows[i].warning);
            buf_free(&b);
            nd_drop(&c, got);
        }
        nd_drop(&c, a);
    }
}

static nd_array *words(nd_ctx *c, size_t n, const char *const *text, size_t width) {
    err       e = {0};
    ptrdiff_t length = (ptrdiff_t)n;
    nd_array *a = sample_made(nd_new(c, nd_dtype_str(width), 1, &length, 'C', &e), &e);
    for (size_t i = 0; i < n; i++) {
        uint32_t  wide[32];
        nd_scalar x = {.kind = 'U', .text = wide, .n = strlen(text[i])};
        for (size_t j = 0; j < x.n; j++) wide[j] = (unsigned char)text[i][j];
        assert_int_equal(nd_store(a->dtype, a->data + i * a->dtype.itemsize, x, &e), ERR_OK);
    }
    return a;
}

static void text_becomes_numbers_and_says_which_text_is_none(void **state) {
    static const struct { const char *text[2], *to, *want; } rows[] = {
        {{"1", " -7 "}, "int64", "(2,) <i8 1 -7"}, {{"1e5", "inf"}, "float32", "(2,) <f4 100000 inf"}, {{"", "0"}, "bool", "(2,) |b1 0 1"},
        {{"abc", "d"}, "U2", "(2,) <U2 'ab' 'd'"}, {{"abc", "d"}, "U5", "(2,) <U5 'abc' 'd'"},
        {{"1", "x"}, "int64", "ValueError: invalid literal for int() with base 10: np.str_('x')"},
        {{"1", "it's"}, "int8", "ValueError: invalid literal for int() with base 10: np.str_(\"it's\")"},
        {{"1", ""}, "float64", "ValueError: could not convert string to float: np.str_('')"},
        {{"300", "1"}, "int8", "OverflowError: Python integer 300 out of bounds for int8"},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_dtype  to;
        err       e;
        nd_array *a = words(&c, 2, rows[i].text, 4);
        assert_int_equal(nd_dtype_parse(rows[i].to, &to, NULL), ERR_OK);
        assert_tells(&c, e, nd_astype(&c, a, to, 'C', &e), rows[i].want);
        nd_drop(&c, a);
    }
}

static void str_without_a_width_is_as_wide_as_the_type_needs(void **state) {
    static const struct { const char *values; nd_type t; const char *want; } rows[] = {
        {"[1, -2]", ND_I64, "(2,) <U21 '1' '-2'"}, {"[1, -2]", ND_I8, "(2,) <U4 '1' '-2'"}, {"[1, 0]", ND_BOOL, "(2,) <U5 'True' 'False'"},
        {"[0.1, 1e16]", ND_F64, "(2,) <U32 '0.1' '1e+16'"}, {"[0.1, 16777216.0]", ND_F32, "(2,) <U32 '0.1' '1.6777216e+07'"}, {"[]", ND_U8, "(0,) <U3"},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err       e = {0};
        nd_array *list = sample(&c, rows[i].values), *a = sample_made(nd_astype(&c, list, nd_dtype_of(rows[i].t), 'C', &e), &e);
        assert_tells(&c, e, nd_astype(&c, a, nd_dtype_of(ND_STR), 'C', &e), rows[i].want);
        nd_drop(&c, a);
        nd_drop(&c, list);
    }
}

static void strided_and_empty_arrays_are_cast_too(void **state) {
    static const struct { const char *base, *want; } rows[] = {
        {"b[::-1, :, ::-2]", "(2,3,2) <f4 15 13 19 17 23 21 3 1 7 5 11 9"}, {"b.T[1]", "(3,2) <f4 1 13 5 17 9 21"}, {"e", "(0,3) <f4"},
        {"z[0, 1:]", "(2,4) <f4 0 1 2 3 0 1 2 3"}, {"o", "(1,1) <f4 0"}, {"s", "() <f4 5"}, {"x[:, :0].T", "(5,4,0,2) <f4"},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err       e;
        nd_array *a = sample(&c, rows[i].base);
        assert_tells(&c, e, nd_astype(&c, a, nd_dtype_of(ND_F32), 'K', &e), rows[i].want);
        assert_tells(&c, e, nd_astype(&c, a, nd_dtype_of(ND_F32), 'F', &e), rows[i].want);
        nd_drop(&c, a);
    }
}

/* Larger than a tile in both directions, and no multiple of one. */
static void a_transposed_copy_moves_every_element(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    ptrdiff_t shape[2] = {77, 101};
    nd_array *line = sample_made(nd_arange_int(&c, 0, 77 * 101, 1, nd_dtype_of(ND_I32), &e), &e);
    nd_array *a = sample_made(nd_reshape(&c, line, 2, shape, 'C', &e), &e), *t = sample_made(nd_transpose(&c, a, 0, NULL, &e), &e);
    nd_array *copy = sample_made(nd_copy(&c, t, 'C', &e), &e), *cast = sample_made(nd_astype(&c, t, nd_dtype_of(ND_F64), 'C', &e), &e);
    for (ptrdiff_t i = 0; i < 101; i++)
        for (ptrdiff_t j = 0; j < 77; j++) {
            assert_int_equal(((int32_t *)(void *)copy->data)[i * 77 + j], j * 101 + i);
            assert_true(((double *)(void *)cast->data)[i * 77 + j] == (double)(j * 101 + i));
        }
    nd_drop(&c, cast);
    nd_drop(&c, copy);
    nd_drop(&c, t);
    nd_drop(&c, a);
    nd_drop(&c, line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_cast_is_numpys),
        TEST(text_becomes_numbers_and_says_which_text_is_none),
        TEST(str_without_a_width_is_as_wide_as_the_type_needs),
        TEST(strided_and_empty_arrays_are_cast_too),
        TEST(a_transposed_copy_moves_every_element),
    };
    return RUN_TESTS(tests);
}
