/* str and repr, to NumPy's character: examples, options, a golden file, scalars. */
#include <math.h>

#include "base/fs.h"
#include "call.h"

/* --- calls ---------------------------------------------------------------------------------- */

static void do_array_repr(call *k) { nd_repr(&k->out, call_array(k, 0, ""), NULL); }
static void do_array_str(call *k) { nd_str(&k->out, call_array(k, 0, ""), NULL); }

static nd_floatmode mode_of(const char *name) {
    static const char *const names[] = {"maxprec", "fixed", "unique", "maxprec_equal"};
    for (int i = 0; i < 4; i++)
        if (strcmp(names[i], name) == 0) return (nd_floatmode)i;
    fail_msg("no floatmode %s", name);
    return ND_MAXPREC;
}

static void do_array2string(call *k) {
    nd_print_options o = nd_print_defaults;
    const call_arg  *mode = call_get(k, 99, "floatmode"), *sign = call_get(k, 99, "sign");
    const call_arg  *separator = call_get(k, 99, "separator"), *prefix = call_get(k, 99, "prefix");
    o.precision = (int)call_int(k, 99, "precision", o.precision);
    o.threshold = (int)call_int(k, 99, "threshold", o.threshold);
    o.edgeitems = (int)call_int(k, 99, "edgeitems", o.edgeitems);
    o.linewidth = (int)call_int(k, 99, "max_line_width", o.linewidth);
    o.suppress = call_bool(k, "suppress_small", false);
    if (mode) o.floatmode = mode_of(mode->text);
    if (sign) o.sign = sign->text[0];
    nd_array2string(&k->out, call_array(k, 0, ""), &o, separator ? separator->text : NULL, prefix ? prefix->text : NULL);
}

static const call_row rows[] = {
#include "golden/array_print.inc"
};
static const call_entry entries[] = {
    {"array_repr", do_array_repr}, {"array_str", do_array_str}, {"array2string", do_array2string}};

static void examples_and_options_look_as_in_numpy(void **state) {
    (void)state;
    CALLS_ANSWER(rows, entries);
}

static void a_text_that_finds_no_memory_says_so(void **state) {
    (void)state;
    CALLS_SURVIVE(rows, entries);
}

/* --- the golden file --------------------------------------------------------------------------- */

typedef struct entry {
    nd_array        *a;
    nd_print_options o;
    int              line;
} entry;

static const char *next_line(char **p) {
    char *line = *p, *end = strchr(line, '\n');
    assert_non_null(end);
    *end = '\0';
    *p = end + 1;
    return line;
}

static void fill(nd_array *a, const char *data) {
    size_t nbytes = nd_nbytes(a);
    for (size_t i = 0; i < a->size && strcmp(data, "range") == 0; i++) {
        nd_scalar x = {.kind = 'i', .u.i = (int64_t)i};
        assert_int_equal(nd_store(a->dtype, a->data + i * a->dtype.itemsize, x, NULL), ERR_OK);
    }
    if (strcmp(data, "range") == 0) return;
    memset(a->data, 0, nbytes);
    for (size_t i = 0; i < nbytes && strcmp(data, "zeros") != 0; i++) {
        unsigned byte;
        assert_int_equal(sscanf(data + 2 * i, "%2x", &byte), 1);
        a->data[i] = (char)byte;
    }
}

/* "array f8 2,3 8 1000 3 75 0 maxprec '-'", then the data. */
static void read_entry(nd_ctx *c, entry *n, const char *head, const char *data) {
    char      type[16], shape_text[64], mode[32], sign;
    int       suppress, ndim = 0;
    ptrdiff_t shape[8];
    nd_dtype  d;
    n->o = nd_print_defaults;
    assert_int_equal(sscanf(head, "array %15s %63s %d %d %d %d %d %31s '%c'", type, shape_text, &n->o.precision,
                            &n->o.threshold, &n->o.edgeitems, &n->o.linewidth, &suppress, mode, &sign),
                     9);
    n->o.suppress = suppress != 0;
    n->o.floatmode = mode_of(mode);
    n->o.sign = sign;
    for (char *p = shape_text; *p && *p != '-'; p += *p == ',') shape[ndim++] = strtol(p, &p, 10);
    assert_int_equal(nd_dtype_parse(type, &d, NULL), ERR_OK);
    n->a = nd_new(c, d, ndim, shape, 'C', NULL);
    assert_non_null(n->a);
    fill(n->a, data);
}

/* Lines behind a mark, joined again. */
static void read_text(char **p, const char *mark, buf *out) {
    const char *between = "";
    buf_clear(out);
    for (; strncmp(*p, mark, 2) == 0; between = "\n") {
        buf_puts(out, between);
        buf_puts(out, next_line(p) + 2);
    }
}

static void compare(const entry *n, const buf *want, const buf *got, const char *what) {
    if (strcmp(want->text, got->text) != 0) fail_msg("entry %d, %s\nwant %s\ngot  %s", n->line, what, want->text, got->text);
}

static void the_golden_file_is_met(void **state) {
    buf    file, want, got;
    err    e = {0};
    nd_ctx c;
    int    n = 0;
    (void)state;
    nd_ctx_init(&c);
    buf_init(&file);
    buf_init(&want);
    buf_init(&got);
    if (fs_read("tests/golden/print.txt", 10 << 20, &file, &e)) fail_msg("%s", e.text);
    char *p = file.text;
    next_line(&p);
    while (*p) {
        entry       now = {.line = ++n};
        const char *head = next_line(&p);
        read_entry(&c, &now, head, next_line(&p));
        read_text(&p, "r|", &want);
        buf_clear(&got);
        nd_repr(&got, now.a, &now.o);
        compare(&now, &want, &got, "repr");
        read_text(&p, "s|", &want);
        buf_clear(&got);
        nd_str(&got, now.a, &now.o);
        compare(&now, &want, &got, "str");
        nd_drop(&c, now.a);
    }
    assert_true(n > 400);
    buf_free(&file);
    buf_free(&want);
    buf_free(&got);
}

/* --- scalars --------------------------------------------------------------------------------------- */

static void floats_on_their_own_look_as_in_python(void **state) {
    static const struct { double x; const char *want, *single; } cases[] = {
        {100000, "100000.0", "100000.0"}, {1e6, "1000000.0", "1e+06"}, {9999999, "9999999.0", "9.999999e+06"},
        {1e15, "1000000000000000.0", "1e+15"}, {1e16, "1e+16", "1e+16"}, {0.0001, "0.0001", "1e-04"},
        {0.00009, "9e-05", "9e-05"}, {0.001, "0.001", "0.001"}, {-0.0, "-0.0", "-0.0"},
        {1.0 / 3, "0.3333333333333333", "0.33333334"}, {0.1, "0.1", "0.1"}, {1.5e300, "1.5e+300", NULL},
        {1e-320, "1e-320", NULL}, {123456.7, "123456.7", "123456.7"}, {2, "2.0", "2.0"}, {1e22, "1e+22", "1e+22"},
        {(double)NAN, "nan", "nan"}, {(double)INFINITY, "inf", "inf"}, {-(double)INFINITY, "-inf", "-inf"},
    };
    buf b;
    (void)state;
    buf_init(&b);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf_clear(&b);
        nd_print_float64(&b, cases[i].x);
        assert_string_equal(b.text, cases[i].want);
        if (!cases[i].single) continue;
        buf_clear(&b);
        nd_print_float32(&b, (float)cases[i].x);
        assert_string_equal(b.text, cases[i].single);
    }
    buf_free(&b);
}

static void typed_scalars_name_their_type_in_repr(void **state) {
    static const struct { const char *given, *repr, *str; } cases[] = {
        {"A(0.1, 'float32')", "np.float32(0.1)", "0.1"}, {"2.5", "np.float64(2.5)", "2.5"},
        {"A(3, 'int8')", "np.int8(3)", "3"}, {"7", "np.int64(7)", "7"}, {"True", "np.True_", "True"},
        {"False", "np.False_", "False"}, {"'abc'", "np.str_('abc')", "abc"}, {"1e16", "np.float64(1e+16)", "1e+16"},
        {"A(18446744073709551615, 'uint64')", "np.uint64(18446744073709551615)", "18446744073709551615"},
    };
    nd_ctx c;
    buf    b;
    (void)state;
    nd_ctx_init(&c);
    buf_init(&b);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *p = cases[i].given;
        nd_array   *a = call_read_one(&c, &p);
        a->flags |= ND_SCALAR;
        buf_clear(&b);
        nd_repr(&b, a, NULL);
        assert_string_equal(b.text, cases[i].repr);
        buf_clear(&b);
        nd_str(&b, a, NULL);
        assert_string_equal(b.text, cases[i].str);
        nd_drop(&c, a);
    }
    buf_free(&b);
}

/* repr() of each string in Python. */
static void text_is_quoted_as_python_quotes_it(void **state) {
    static const struct { uint32_t text[4]; size_t n; const char *want; } cases[] = {
        {{'a', '\n'}, 2, "'a\\n'"}, {{0xe9, 0x4e2d}, 2, "'\xc3\xa9\xe4\xb8\xad'"}, {{'i', '\'', 's'}, 3, "\"i's\""},
        {{'q', '"'}, 2, "'q\"'"}, {{'\'', '"'}, 2, "'\\'\"'"}, {{'\\'}, 1, "'\\\\'"}, {{'\t', '\r'}, 2, "'\\t\\r'"},
        {{0, 0x1f, 0x7f}, 3, "'\\x00\\x1f\\x7f'"}, {{0xa0, 0xad}, 2, "'\\xa0\\xad'"}, {{0x200b, 0x2028}, 2, "'\\u200b\\u2028'"},
        {{0x1f600}, 1, "'\xf0\x9f\x98\x80'"}, {{0xe0001}, 1, "'\\U000e0001'"}, {{0xd800}, 1, "'\\ud800'"}, {{0x378}, 1, "'\\u0378'"}, {{0}, 0, "''"},
    };
    buf b;
    (void)state;
    buf_init(&b);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf_clear(&b);
        nd_print_text_repr(&b, cases[i].text, cases[i].n);
        assert_string_equal(b.text, cases[i].want);
    }
    buf_free(&b);
}

static void words_for_nan_and_infinity_can_be_chosen(void **state) {
    nd_print_options o = nd_print_defaults;
    double           x[3] = {1, (double)NAN, (double)INFINITY};
    ptrdiff_t        n = 3, stride = 8;
    nd_view          v;
    buf              b;
    (void)state;
    snprintf(o.nanstr, sizeof o.nanstr, "NaN");
    snprintf(o.infstr, sizeof o.infstr, "Infinity");
    nd_view_init(&v, nd_dtype_of(ND_F64), 1, &n, &stride, (char *)x);
    buf_init(&b);
    nd_str(&b, &v.a, &o);
    assert_string_equal(b.text, "[      1.      NaN Infinity]");
    buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(examples_and_options_look_as_in_numpy),
        TEST(a_text_that_finds_no_memory_says_so),
        TEST(the_golden_file_is_met),
        TEST(floats_on_their_own_look_as_in_python),
        TEST(typed_scalars_name_their_type_in_repr),
        TEST(text_is_quoted_as_python_quotes_it),
        TEST(words_for_nan_and_infinity_can_be_chosen),
    };
    return RUN_TESTS(tests);
}
