/* Names, spellings and promotion of element types, against NumPy; one element in and out. */
#include <math.h>

#include "sample.h"

static void promotion_and_casting_rules_are_numpys(void **state) {
    static const struct { const char *a, *b, *joint, *rules; } rows[] = {
#include "golden/array_promote.inc"
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_dtype a, b;
        err      e;
        char     text[ND_DTYPE_TEXT], rules[6] = "";
        assert_int_equal(nd_dtype_parse(rows[i].a, &a, &e), ERR_OK);
        assert_int_equal(nd_dtype_parse(rows[i].b, &b, &e), ERR_OK);
        nd_dtype_text(nd_promote_types(a, b), text);
        for (int r = ND_CAST_NO; r <= ND_CAST_UNSAFE; r++) rules[r] = nd_can_cast(a, b, (nd_casting)r) ? '1' : '0';
        if (strcmp(text, rows[i].joint) != 0 || strcmp(rules, rows[i].rules) != 0) print_message("%s %s\n", rows[i].a, rows[i].b);
        assert_string_equal(text, rows[i].joint);
        assert_string_equal(rules, rows[i].rules);
    }
}

static void spellings_are_understood_as_numpy_understands_them(void **state) {
    static const struct { const char *spelling, *str; } rows[] = {
        {"int", "<i8"}, {"int_", "<i8"}, {"intp", "<i8"}, {"longlong", "<i8"}, {"long", "<i8"}, {"n", "<i8"}, {"p", "<i8"}, {"l", "<i8"},
        {"q", "<i8"}, {"i8", "<i8"}, {"<i8", "<i8"}, {"=i8", "<i8"}, {"|i8", "<i8"}, {"int64", "<i8"}, {"i", "<i4"}, {"intc", "<i4"},
        {"short", "<i2"}, {"byte", "|i1"}, {"b", "|i1"}, {"i1", "|i1"}, {"b1", "|b1"}, {"?", "|b1"}, {"bool", "|b1"}, {"bool_", "|b1"},
        {"<b1", "|b1"}, {">i1", "|i1"}, {"uint", "<u8"}, {"N", "<u8"}, {"P", "<u8"}, {"ulong", "<u8"}, {"B", "|u1"}, {"H", "<u2"},
        {"float", "<f8"}, {"double", "<f8"}, {"d", "<f8"}, {"single", "<f4"}, {"f", "<f4"}, {"f4", "<f4"}, {"str", "<U0"}, {"U", "<U0"},
        {"U5", "<U5"}, {"<U5", "<U5"}, {"|U5", "<U5"}, {"unicode", "<U0"},
        {"S", "|S0"}, {"S5", "|S5"}, {"bytes_", "|S0"}, {"V", "|V0"}, {"V3", "|V3"}, {"M8", "<M8"}, {"datetime64", "<M8"},
        {"datetime64[D]", "<M8[D]"}, {"<M8[ns]", "<M8[ns]"}, {"timedelta64[25s]", "<m8[25s]"}, {"m8", "<m8"}, {"M", "<M8"},
        {"i4,f8", "|V12"}, {"i1, (2,3)f4", "|V25"}, {"3S2,", "|V6"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_dtype d;
        char     text[ND_DTYPE_TEXT];
        err      e = {0};
        if (nd_dtype_parse(rows[i].spelling, &d, &e)) fail_msg("%s: %s", rows[i].spelling, e.text);
        nd_dtype_str_of(d, text);
        assert_string_equal(text, rows[i].str);
    }
}

static void other_spellings_are_refused(void **state) {
    static const struct { const char *spelling, *text; } rows[] = {
        {"foo", "data type 'foo' not understood"}, {"", "data type '' not understood"}, {"U5x", "data type 'U5x' not understood"},
        {"U-1", "data type 'U-1' not understood"}, {" int8", "data type ' int8' not understood"}, {"i3", "data type 'i3' not understood"},
        {"<int64", "data type '<int64' not understood"}, {"U99999999999", "data type 'U99999999999' not understood"},
        {"longdouble", "data type 'longdouble' is not supported here"}, {"O", "data type 'O' is not supported here"},
        {"M8[x]", "Invalid datetime unit in metadata string \"[x]\""},
        {">i8", "data type '>i8' is not supported here: arrays have the processor's byte order"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_dtype d;
        err      e = {0};
        assert_int_equal(nd_dtype_parse(rows[i].spelling, &d, &e), ERR_TYPE);
        assert_string_equal(e.text, rows[i].text);
    }
}

static void names_are_numpys(void **state) {
    static const struct { nd_type t; size_t nchars; const char *name, *str, *text; char kind; } rows[] = {
        {ND_BOOL, 0, "bool", "|b1", "bool", 'b'},    {ND_I8, 0, "int8", "|i1", "int8", 'i'},     {ND_U64, 0, "uint64", "<u8", "uint64", 'u'},
        {ND_F32, 0, "float32", "<f4", "float32", 'f'}, {ND_STR, 5, "str160", "<U5", "<U5", 'U'}, {ND_STR, 0, "str", "<U0", "<U", 'U'},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_dtype d = rows[i].t == ND_STR ? nd_dtype_str(rows[i].nchars) : nd_dtype_of(rows[i].t);
        char     text[ND_DTYPE_TEXT];
        nd_dtype_name(d, text);
        assert_string_equal(text, rows[i].name);
        nd_dtype_str_of(d, text);
        assert_string_equal(text, rows[i].str);
        nd_dtype_text(d, text);
        assert_string_equal(text, rows[i].text);
        assert_int_equal(nd_dtype_kind(d), rows[i].kind);
    }
}

/* --- a[0] = x ------------------------------------------------------------------------------------- */

static nd_scalar text_scalar(const char *s, uint32_t room[32]) {
    size_t n = strlen(s);
    for (size_t i = 0; i < n; i++) room[i] = (unsigned char)s[i];
    return (nd_scalar){.kind = 'U', .text = room, .n = n};
}

static void storing_a_number_is_strict(void **state) {
    static const struct { const char *type; nd_scalar x; const char *want; } rows[] = {
        {"i8", {.kind = 'f', .u.f = NAN}, "ValueError: cannot convert float NaN to integer"},
        {"i8", {.kind = 'f', .u.f = INFINITY}, "OverflowError: cannot convert float infinity to integer"},
        {"i8", {.kind = 'f', .u.f = 1e300}, "OverflowError: Python int too large to convert to C long"},
        {"i8", {.kind = 'f', .u.f = 1e19}, "OverflowError: Python int too large to convert to C long"},
        {"i1", {.kind = 'f', .u.f = 300.5}, "OverflowError: Python integer 300 out of bounds for int8"},
        {"i1", {.kind = 'f', .u.f = 127.9}, "127"},
        {"i1", {.kind = 'i', .u.i = -128}, "-128"},
        {"i1", {.kind = 'i', .u.i = -129}, "OverflowError: Python integer -129 out of bounds for int8"},
        {"u1", {.kind = 'f', .u.f = -1.5}, "OverflowError: Python integer -1 out of bounds for uint8"},
        {"u1", {.kind = 'i', .u.i = 300}, "OverflowError: Python integer 300 out of bounds for uint8"},
        {"i8", {.kind = 'u', .u.u = 1ULL << 63}, "OverflowError: Python int too large to convert to C long"},
        {"u8", {.kind = 'u', .u.u = 1ULL << 63}, "9223372036854775808"},
        {"u8", {.kind = 'i', .u.i = -1}, "OverflowError: Python integer -1 out of bounds for uint64"},
        {"u8", {.kind = 'f', .u.f = 1e19}, "10000000000000000000"},
        {"i4", {.kind = 'f', .u.f = 3e9}, "OverflowError: Python integer 3000000000 out of bounds for int32"},
        {"?", {.kind = 'f', .u.f = NAN}, "1"},
        {"?", {.kind = 'f', .u.f = -0.0}, "0"},
        {"?", {.kind = 'i', .u.i = 256}, "1"},
        {"f8", {.kind = 'b', .u.b = true}, "1"},
        {"f8", {.kind = 'u', .u.u = 1ULL << 63}, "9.2233720368547758e+18"},
        {"f4", {.kind = 'f', .u.f = 1e300}, "inf"},
        {"i2", {.kind = 'b', .u.b = true}, "1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_dtype d;
        double   room = 0;
        err      e = {0};
        buf      b;
        buf_init(&b);
        assert_int_equal(nd_dtype_parse(rows[i].type, &d, &e), ERR_OK);
        if (nd_store(d, (char *)&room, rows[i].x, &e)) buf_printf(&b, "%s: %s", err_name(e.code), e.text);
        else tell_value(&b, nd_load(d, (char *)&room));
        assert_string_equal(b.text, rows[i].want);
        buf_free(&b);
    }
}

static void storing_text_parses_it_as_python_does(void **state) {
    static const struct { const char *type, *text, *want; } rows[] = {
        {"i8", "12", "12"}, {"i8", " 1_2 ", "12"}, {"i8", "-9223372036854775808", "-9223372036854775808"}, {"u8", "18446744073709551615", "18446744073709551615"},
        {"i8", "x", "ValueError: invalid literal for int() with base 10: 'x'"}, {"i8", "1.5", "ValueError: invalid literal for int() with base 10: '1.5'"},
        {"i8", "", "ValueError: invalid literal for int() with base 10: ''"}, {"i8", "1__2", "ValueError: invalid literal for int() with base 10: '1__2'"},
        {"i8", "99999999999999999999", "OverflowError: Python int too large to convert to C long"}, {"i1", "300", "OverflowError: Python integer 300 out of bounds for int8"},
        {"f8", "1e3", "1000"}, {"f8", " inf ", "inf"}, {"f8", "1_0.5", "10.5"}, {"f8", "-Infinity", "-inf"}, {"f8", ".5", "0.5"}, {"f8", "5.", "5"},
        {"f8", "0x10", "ValueError: could not convert string to float: '0x10'"}, {"f8", "x", "ValueError: could not convert string to float: 'x'"},
        {"f8", "1e", "ValueError: could not convert string to float: '1e'"}, {"f8", "nan(1)", "ValueError: could not convert string to float: 'nan(1)'"},
        {"f8", "", "ValueError: could not convert string to float: ''"}, {"f4", "1e40", "inf"}, {"?", "x", "1"}, {"?", "", "0"}, {"?", "0", "1"},
        {"U3", "abcdef", "'abc'"}, {"U3", "", "''"}, {"U3", "it's", "\"it'\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_dtype d;
        uint32_t text[32], room[8] = {0};
        err      e = {0};
        buf      b;
        buf_init(&b);
        assert_int_equal(nd_dtype_parse(rows[i].type, &d, &e), ERR_OK);
        if (nd_store(d, (char *)room, text_scalar(rows[i].text, text), &e)) buf_printf(&b, "%s: %s", err_name(e.code), e.text);
        else tell_value(&b, nd_load(d, (char *)room));
        assert_string_equal(b.text, rows[i].want);
        buf_free(&b);
    }
}

static void a_number_stored_as_text_is_cut(void **state) {
    (void)state;
    uint32_t room[8];
    buf      b;
    buf_init(&b);
    assert_int_equal(nd_store(nd_dtype_str(3), (char *)room, (nd_scalar){.kind = 'i', .u.i = 12345}, NULL), ERR_OK);
    tell_value(&b, nd_load(nd_dtype_str(3), (char *)room));
    assert_int_equal(nd_store(nd_dtype_str(5), (char *)room, (nd_scalar){.kind = 'b', .u.b = true}, NULL), ERR_OK);
    tell_value(&b, nd_load(nd_dtype_str(5), (char *)room));
    assert_int_equal(nd_store(nd_dtype_str(5), (char *)room, (nd_scalar){.kind = 'f', .u.f = 1e16}, NULL), ERR_OK);
    tell_value(&b, nd_load(nd_dtype_str(5), (char *)room));
    assert_string_equal(b.text, "'123''True''1e+16'");
    buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(promotion_and_casting_rules_are_numpys),
        TEST(spellings_are_understood_as_numpy_understands_them),
        TEST(other_spellings_are_refused),
        TEST(names_are_numpys),
        TEST(storing_a_number_is_strict),
        TEST(storing_text_parses_it_as_python_does),
        TEST(a_number_stored_as_text_is_cut),
    };
    return RUN_TESTS(tests);
}
