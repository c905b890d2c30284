/* Functions of real numbers: within two units in the last place of NumPy, in double and single. The table was
 * written by python with numpy 2.4: getattr(np, name)(np.array([x]))[0] at 17 digits.                     */
#include <math.h>

#include "array/array.h"
#include "harness.h"

static const struct math_row {
    const char *name;
    double      x, y, want;
} rows[] = {
    {"sqrt", 0, 0, 0},
    {"sqrt", 0.5, 0, 0.70710678118654757},
    {"sqrt", 2, 0, 1.4142135623730951},
    {"sqrt", 1.0000000000000001e+300, 0, 9.9999999999999998e+149},
    {"sqrt", 1e-300, 0, 1e-150},
    {"cbrt", -3.7000000000000002, 0, -1.5466803737720354},
    {"cbrt", -0.5, 0, -0.79370052598409979},
    {"cbrt", 0, 0, 0},
    {"cbrt", 1e-08, 0, 0.0021544346900318838},
    {"cbrt", 0.69999999999999996, 0, 0.88790400174260065},
    {"cbrt", 2, 0, 1.2599210498948732},
    {"cbrt", 9.25, 0, 2.099168226904204},
    {"exp", -3.7000000000000002, 0, 0.024723526470339388},
    {"exp", -0.5, 0, 0.60653065971263342},
    {"exp", 0, 0, 1},
    {"exp", 1e-08, 0, 1.0000000099999999},
    {"exp", 0.69999999999999996, 0, 2.0137527074704766},
    {"exp", 2, 0, 7.3890560989306504},
    {"exp", 9.25, 0, 10404.565716560723},
    {"exp2", -3.7000000000000002, 0, 0.076946525834057256},
    {"exp2", -0.5, 0, 0.70710678118654757},
    {"exp2", 0, 0, 1},
    {"exp2", 1e-08, 0, 1.0000000069314718},
    {"exp2", 0.69999999999999996, 0, 1.6245047927124709},
    {"exp2", 2, 0, 4},
    {"exp2", 9.25, 0, 608.87404288139317},
    {"expm1", -3.7000000000000002, 0, -0.97527647352966063},
    {"expm1", -0.5, 0, -0.39346934028736658},
    {"expm1", 0, 0, 0},
    {"expm1", 1e-08, 0, 1.0000000050000001e-08},
    {"expm1", 0.69999999999999996, 0, 1.0137527074704764},
    {"expm1", 2, 0, 6.3890560989306504},
    {"expm1", 9.25, 0, 10403.565716560723},
    {"log", 1e-300, 0, -690.77552789821368},
    {"log", 0.5, 0, -0.69314718055994529},
    {"log", 1, 0, 0},
    {"log", 10, 0, 2.3025850929940459},
    {"log", 1.0000000000000001e+300, 0, 690.77552789821368},
    {"log2", 1e-300, 0, -996.57842846620872},
    {"log2", 0.5, 0, -1},
    {"log2", 1, 0, 0},
    {"log2", 8, 0, 3},
    {"log2", 1.0000000000000001e+300, 0, 996.57842846620872},
    {"log10", 1e-300, 0, -300},
    {"log10", 0.5, 0, -0.3010299956639812},
    {"log10", 1, 0, 0},
    {"log10", 1000, 0, 3},
    {"log10", 1.0000000000000001e+300, 0, 300},
    {"log1p", -0.5, 0, -0.69314718055994529},
    {"log1p", 1e-10, 0, 9.9999999995000007e-11},
    {"log1p", 1, 0, 0.69314718055994529},
    {"log1p", 10, 0, 2.3978952727983707},
    {"log1p", 10000000000, 0, 23.025850930040455},
    {"sin", -3.7000000000000002, 0, 0.5298361409084934},
    {"sin", -0.5, 0, -0.47942553860420301},
    {"sin", 0, 0, 0},
    {"sin", 1e-08, 0, 1e-08},
    {"sin", 0.69999999999999996, 0, 0.64421768723769102},
    {"sin", 2, 0, 0.90929742682568171},
    {"sin", 9.25, 0, 0.17388948538043356},
    {"cos", -3.7000000000000002, 0, -0.84810003171040804},
    {"cos", -0.5, 0, 0.87758256189037276},
    {"cos", 0, 0, 1},
    {"cos", 1e-08, 0, 1},
    {"cos", 0.69999999999999996, 0, 0.7648421872844885},
    {"cos", 2, 0, -0.41614683654714241},
    {"cos", 9.25, 0, -0.98476517346732362},
    {"tan", -3.7000000000000002, 0, -0.62473307522456389},
    {"tan", -0.5, 0, -0.54630248984379048},
    {"tan", 0, 0, 0},
    {"tan", 1e-08, 0, 1e-08},
    {"tan", 0.69999999999999996, 0, 0.84228838046307941},
    {"tan", 2, 0, -2.1850398632615189},
    {"tan", 9.25, 0, -0.17657964565112996},
    {"arcsin", -1, 0, -1.5707963267948966},
    {"arcsin", -0.5, 0, -0.52359877559829893},
    {"arcsin", 0, 0, 0},
    {"arcsin", 0.25, 0, 0.25268025514207865},
    {"arcsin", 1, 0, 1.5707963267948966},
    {"arccos", -1, 0, 3.1415926535897931},
    {"arccos", -0.5, 0, 2.0943951023931957},
    {"arccos", 0, 0, 1.5707963267948966},
    {"arccos", 0.25, 0, 1.318116071652818},
    {"arccos", 1, 0, 0},
    {"arctan", -3.7000000000000002, 0, -1.3068326031691921},
    {"arctan", -0.5, 0, -0.46364760900080609},
    {"arctan", 0, 0, 0},
    {"arctan", 1e-08, 0, 1e-08},
    {"arctan", 0.69999999999999996, 0, 0.61072596438920856},
    {"arctan", 2, 0, 1.1071487177940904},
    {"arctan", 9.25, 0, 1.4631064559620759},
    {"sinh", -3.7000000000000002, 0, -20.21129041679853},
    {"sinh", -0.5, 0, -0.52109530549374738},
    {"sinh", 0, 0, 0},
    {"sinh", 1e-08, 0, 1e-08},
    {"sinh", 0.69999999999999996, 0, 0.7585837018395335},
    {"sinh", 2, 0, 3.6268604078470186},
    {"sinh", 9.25, 0, 5202.2828102245358},
    {"cosh", -3.7000000000000002, 0, 20.236013943268869},
    {"cosh", -0.5, 0, 1.1276259652063807},
    {"cosh", 0, 0, 1},
    {"cosh", 1e-08, 0, 1},
    {"cosh", 0.69999999999999996, 0, 1.255169005630943},
    {"cosh", 2, 0, 3.7621956910836314},
    {"cosh", 9.25, 0, 5202.2829063361878},
    {"tanh", -3.7000000000000002, 0, -0.99877824128113113},
    {"tanh", -0.5, 0, -0.46211715726000974},
    {"tanh", 0, 0, 0},
    {"tanh", 1e-08, 0, 1e-08},
    {"tanh", 0.69999999999999996, 0, 0.60436777711716339},
    {"tanh", 2, 0, 0.9640275800758169},
    {"tanh", 9.25, 0, 0.99999998152510083},
    {"arcsinh", -3.7000000000000002, 0, -2.0192606561549606},
    {"arcsinh", -0.5, 0, -0.48121182505960347},
    {"arcsinh", 0, 0, 0},
    {"arcsinh", 1e-08, 0, 1e-08},
    {"arcsinh", 0.69999999999999996, 0, 0.65266656608235574},
    {"arcsinh", 2, 0, 1.4436354751788103},
    {"arcsinh", 9.25, 0, 2.920679849628756},
    {"arccosh", 1, 0, 0},
    {"arccosh", 1.5, 0, 0.96242365011920694},
    {"arccosh", 2, 0, 1.3169578969248168},
    {"arccosh", 10, 0, 2.9932228461263808},
    {"arccosh", 10000000000, 0, 23.718998110500401},
    {"arctanh", -0.90000000000000002, 0, -1.4722194895832204},
    {"arctanh", -0.5, 0, -0.54930614433405489},
    {"arctanh", 0, 0, 0},
    {"arctanh", 0.25, 0, 0.25541281188299536},
    {"arctanh", 0.98999999999999999, 0, 2.6466524123622457},
    {"arctan2", 1, 2, 0.46364760900080609},
    {"arctan2", -1, -2, -2.677945044588987},
    {"arctan2", 0, -1, 3.1415926535897931},
    {"arctan2", 3, 0, 1.5707963267948966},
    {"hypot", 3, 4, 5},
    {"hypot", 9.9999999999999997e+199, 9.9999999999999997e+199, 1.414213562373095e+200},
    {"hypot", 1, 0, 1},
    {"logaddexp", 1, 2, 2.313261687518223},
    {"logaddexp", -5, -5, -4.3068528194400546},
    {"logaddexp", 1000, 1, 1000},
    {"logaddexp2", 1, 2, 2.5849625007211561},
    {"logaddexp2", -5, -5, -4},
    {"power", 2.5, 3.5, 24.705294220065465},
    {"power", 10, -3, 0.001},
    {"power", 2, 0.5, 1.4142135623730951},
    {"power", 0, 0, 1},
    {"power", 7, 3, 343},
    {"float_power", 2, -1, 0.5},
    {"float_power", 9, 0.5, 3},
};

typedef struct warned {
    char text[256];
} warned;

static warned heard;

static void hear(nd_ctx *c, const char *category, const char *text) {
    (void)c;
    size_t n = strlen(heard.text);
    snprintf(heard.text + n, sizeof heard.text - n, "%s: %s\n", category, text);
}

static double answer_in(nd_ctx *c, nd_type t, const struct math_row *k) {
    double          x = k->x, y = k->y, z = 0;
    float           fx = (float)x, fy = (float)y;
    const ptrdiff_t one = 1, stride = t == ND_F32 ? 4 : 8;
    nd_view         a, b;
    nd_view_init(&a, nd_dtype_of(t), 1, &one, &stride, t == ND_F32 ? (char *)&fx : (char *)&x);
    nd_view_init(&b, nd_dtype_of(t), 1, &one, &stride, t == ND_F32 ? (char *)&fy : (char *)&y);
    const nd_array *in[2] = {&a.a, &b.a};
    nd_array       *out[2] = {NULL, NULL};
    assert_int_equal(nd_ufunc(c, nd_op_find(k->name), in, NULL, out, NULL), ERR_OK);
    z = nd_load(out[0]->dtype, out[0]->data).u.f;
    nd_drop(c, out[0]);
    return z;
}

static void doubles_are_within_two_places(void **state) {
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double got = answer_in(&c, ND_F64, &rows[i]), want = rows[i].want;
        const double unit = fabs(nextafter(want, INFINITY) - want);
        if (!(got == want || fabs(got - want) <= 2 * unit)) fail_msg("%s(%.17g, %.17g): %.17g, not %.17g", rows[i].name, rows[i].x, rows[i].y, want, got);
    }
}

/* Where single precision can hold operands and result, the result is near the double one. */
static void singles_are_near_the_doubles(void **state) {
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct math_row k = rows[i];
        k.x = (double)(float)k.x, k.y = (double)(float)k.y;
        if ((k.x == 0) != (rows[i].x == 0) || fabs(rows[i].x) > 1e38 || fabs(rows[i].y) > 1e38) continue;
        const double want = answer_in(&c, ND_F64, &k), got = answer_in(&c, ND_F32, &k);
        if (fabs(want) > 1e38 || (want != 0 && fabs(want) < 1e-37)) continue;
        if (!(fabs(got - want) <= 3e-7 * fabs(want) + 1e-44)) fail_msg("%s(%g, %g): %g, not %g", k.name, k.x, k.y, want, got);
    }
}

static const struct {
    const char *name;
    double      x;
    const char *warning;
} troubles[] = {
    {"sqrt", -1, "RuntimeWarning: invalid value encountered in sqrt\n"},
    {"log", 0, "RuntimeWarning: divide by zero encountered in log\n"},
    {"log", -1, "RuntimeWarning: invalid value encountered in log\n"},
    {"log1p", -1, "RuntimeWarning: divide by zero encountered in log1p\n"},
    {"exp", 1000, "RuntimeWarning: overflow encountered in exp\n"},
    {"exp", -1000, ""},
    {"arcsin", 2, "RuntimeWarning: invalid value encountered in arcsin\n"},
    {"arctanh", 1, "RuntimeWarning: divide by zero encountered in arctanh\n"},
    {"sin", INFINITY, "RuntimeWarning: invalid value encountered in sin\n"},
    {"cosh", 1000, "RuntimeWarning: overflow encountered in cosh\n"},
    {"square", 1e200, "RuntimeWarning: overflow encountered in square\n"},
    {"reciprocal", 0, "RuntimeWarning: divide by zero encountered in reciprocal\n"},
    {"sin", NAN, ""},
    {"sqrt", NAN, ""},
    {"floor", NAN, ""},
};

static void each_trouble_is_told_once(void **state) {
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    c.warn = hear;
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++) {
        heard.text[0] = 0;
        (void)answer_in(&c, ND_F64, &(struct math_row){troubles[i].name, troubles[i].x, 0, 0});
        assert_string_equal(heard.text, troubles[i].warning);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(doubles_are_within_two_places), TEST(singles_are_near_the_doubles), TEST(each_trouble_is_told_once)};
    return RUN_TESTS(tests);
}
