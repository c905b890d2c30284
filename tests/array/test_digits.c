/* Decimal digits of doubles and floats: shortest, cut off, and exact ones. */
#include <math.h>

#include "array/digits.h"
#include "harness.h"

static const char *text_of(const nd_decimal *d, char text[1200]) {
    snprintf(text, 1200, "%.*se%d", d->n, d->digit, d->exponent);
    return text;
}

/* Shortest digits, as repr(float) and repr(np.float32) show them. */
static void the_shortest_digits_that_round_trip(void **state) {
    static const struct { double x; bool single; const char *want; } rows[] = {
        {1, false, "1e0"}, {0.1, false, "1e-1"}, {0.3, false, "3e-1"}, {0.1 + 0.2, false, "30000000000000004e-1"},
        {1e23, false, "1e23"}, {9007199254740993.0, false, "9007199254740992e15"}, {5e-324, false, "5e-324"},
        {1.7976931348623157e308, false, "17976931348623157e308"}, {2.2250738585072014e-308, false, "22250738585072014e-308"},
        {123456.789, false, "123456789e5"}, {9.5, false, "95e0"}, {1e22, false, "1e22"}, {4503599627370495.5, false, "45035996273704955e15"},
        {0.1, true, "1e-1"}, {16777216, true, "16777216e7"}, {154742504910672534362390528.0, true, "15474251e26"},
        {1.40129846432481707e-45, true, "1e-45"}, {3.4028234663852886e38, true, "34028235e38"}, {1.0 / 3, true, "33333334e-1"},
    };
    char text[1200];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_binary  b = rows[i].single ? nd_binary_f32((float)rows[i].x) : nd_binary_f64(rows[i].x);
        nd_decimal d;
        nd_decimal_make(&d, &b, &(nd_cutoff){true, false, -1, -1});
        assert_string_equal(text_of(&d, text), rows[i].want);
    }
}

/* printf rounds the exact value half to even: so must exact digits. */
static void exact_digits_are_those_of_printf(void **state) {
    static const double values[] = {0.5, 1.5, 2.5, 0.125, 0.375, 1e-5, 123456.789, 1e15 + 0.3, 0.1, 2.0 / 3, 5e-324, 1e300, 999.9995, 0.00049};
    char                want[1200], got[1200];
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (int digits = 0; digits <= 30; digits++) {
            nd_binary  b = nd_binary_f64(values[i]);
            nd_decimal d;
            nd_decimal_make(&d, &b, &(nd_cutoff){false, true, digits + 1, -1});
            snprintf(want, sizeof want, "%.*e", digits, values[i]);
            int n = snprintf(got, sizeof got, "%c%s", d.digit[0], digits ? "." : "");
            for (int j = 1; j <= digits; j++) got[n++] = j < d.n ? d.digit[j] : '0';
            snprintf(got + n, sizeof got - (size_t)n, "e%c%02d", d.exponent < 0 ? '-' : '+', abs(d.exponent));
            assert_string_equal(got, want);
        }
}

/* np.format_float_positional(x, precision=p, min_digits=..., unique=True) */
static void a_limit_on_shortest_digits_rounds_the_exact_value(void **state) {
    static const struct { double x; int most, least; const char *want; } rows[] = {
        {2.0 / 3, 8, -1, "66666667e-1"}, {0.5, 0, -1, "0e0"}, {1.5, 0, -1, "2e0"}, {2.5, 0, -1, "2e0"},
        {0.00001, 3, -1, "0e-3"}, {0.0006, 3, -1, "1e-3"}, {9.9996, 3, -1, "1e1"}, {0.1, 20, 20, "10000000000000000555e-1"},
    };
    char text[1200];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_binary  b = nd_binary_f64(rows[i].x);
        nd_decimal d;
        nd_decimal_make(&d, &b, &(nd_cutoff){true, false, rows[i].most, rows[i].least});
        assert_string_equal(text_of(&d, text), rows[i].want);
    }
}

static void every_random_double_reads_back(void **state) {
    uint64_t x = 1;
    char     text[1200];
    (void)state;
    for (int i = 0; i < 20000; i++) {
        double     value, back;
        nd_decimal d;
        x = x * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        memcpy(&value, &x, sizeof value);
        if (!isfinite(value)) continue;
        nd_binary b = nd_binary_f64(value);
        nd_decimal_make(&d, &b, &(nd_cutoff){true, false, -1, -1});
        assert_true(d.n <= 17);
        snprintf(text, sizeof text, "%s%c.%.*se%d", b.negative ? "-" : "", d.digit[0], d.n - 1, d.digit + 1, d.exponent);
        back = strtod(text, NULL);
        assert_true(back == value);
    }
}

static void parts_tell_zero_nan_infinity_and_sign(void **state) {
    (void)state;
    assert_true(nd_binary_f64(-0.0).negative && nd_binary_f64(-0.0).mantissa == 0);
    assert_true(nd_binary_f64((double)NAN).nan && !nd_binary_f64((double)NAN).inf);
    assert_true(nd_binary_f32(-INFINITY).inf && nd_binary_f32(-INFINITY).negative);
    assert_true(nd_binary_f64(1).lopsided && !nd_binary_f64(1.5).lopsided && !nd_binary_f64(5e-324).lopsided);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_shortest_digits_that_round_trip),
        TEST(exact_digits_are_those_of_printf),
        TEST(a_limit_on_shortest_digits_rounds_the_exact_value),
        TEST(every_random_double_reads_back),
        TEST(parts_tell_zero_nan_infinity_and_sign),
    };
    return RUN_TESTS(tests);
}
