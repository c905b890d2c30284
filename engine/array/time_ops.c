/* array/time_ops.c: arithmetic and comparison of dates and durations: which loop, in which units.
 *
 * NaT goes through every operation; as a comparison's operand it makes the answer no.           */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "array/datetime.h"
#include "array/fpflags.h"
#include "array/time_ops.h"

/* --- loops --------------------------------------------------------------------------------------- */

#define EACH2(fname, X, Y, Z, expr)                                                              \
    static void fname(char *const *p, const ptrdiff_t *s, size_t n) {                            \
        for (size_t i = 0; i < n; i++) {                                                         \
            X x; Y y; Z z;                                                                       \
            memcpy(&x, p[0] + (ptrdiff_t)i * s[0], sizeof x);                                    \
            memcpy(&y, p[1] + (ptrdiff_t)i * s[1], sizeof y);                                    \
            z = expr;                                                                            \
            memcpy(p[2] + (ptrdiff_t)i * s[2], &z, sizeof z);                                    \
        }                                                                                        \
    }

#define EACH1(fname, Z, expr)                                                                    \
    static void fname(char *const *p, const ptrdiff_t *s, size_t n) {                            \
        for (size_t i = 0; i < n; i++) {                                                         \
            int64_t x; Z z;                                                                      \
            memcpy(&x, p[0] + (ptrdiff_t)i * s[0], sizeof x);                                    \
            z = expr;                                                                            \
            memcpy(p[1] + (ptrdiff_t)i * s[1], &z, sizeof z);                                    \
        }                                                                                        \
    }

static inline int64_t of_float(double x) {
    return isfinite(x) && x > -9223372036854775808.0 && x < 9223372036854775808.0 ? (int64_t)x : ND_NAT;
}

static inline int64_t wrap(uint64_t x) { return (int64_t)x; }

static inline int64_t no_divisor(int64_t otherwise) {
    nd_fp_raise(ND_FP_DIVIDE);
    return otherwise;
}

static inline int64_t floor_of(int64_t x, int64_t y) {
    if (x == ND_NAT || y == ND_NAT) return nd_fp_raise(ND_FP_INVALID), 0;
    if (y == 0) return no_divisor(0);
    if (y == -1) return wrap(0 - (uint64_t)x);
    return x / y - (x % y != 0 && (x < 0) != (y < 0));
}

static inline int64_t rest_of(int64_t x, int64_t y) {
    if (x == ND_NAT || y == ND_NAT) return ND_NAT;
    if (y == 0) return no_divisor(ND_NAT);
    if (y == -1) return 0;
    const int64_t r = x % y;
    return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}

static inline int64_t part_of(int64_t x, int64_t y) {
    if (x == ND_NAT) return ND_NAT;
    if (y == 0) return no_divisor(ND_NAT);
    return y == -1 ? wrap(0 - (uint64_t)x) : x / y;
}

/* / and // are the same here: rounded towards zero. */
static inline int64_t float_part(int64_t x, double y) { return x == ND_NAT ? ND_NAT : of_float((double)x / y); }

#define NAT2 (x == ND_NAT || y == ND_NAT)
EACH2(add_times, int64_t, int64_t, int64_t, NAT2 ? ND_NAT : wrap((uint64_t)x + (uint64_t)y))
EACH2(subtract_times, int64_t, int64_t, int64_t, NAT2 ? ND_NAT : wrap((uint64_t)x - (uint64_t)y))
EACH2(multiply_mi, int64_t, int64_t, int64_t, x == ND_NAT ? ND_NAT : wrap((uint64_t)x * (uint64_t)y))
EACH2(multiply_im, int64_t, int64_t, int64_t, y == ND_NAT ? ND_NAT : wrap((uint64_t)x * (uint64_t)y))
EACH2(multiply_mf, int64_t, double, int64_t, x == ND_NAT ? ND_NAT : of_float((double)x * y))
EACH2(multiply_fm, double, int64_t, int64_t, y == ND_NAT ? ND_NAT : of_float(x * (double)y))
EACH2(divide_mm, int64_t, int64_t, double, NAT2 ? NAN : (double)x / (double)y)
EACH2(divide_mi, int64_t, int64_t, int64_t, part_of(x, y))
EACH2(divide_mf, int64_t, double, int64_t, float_part(x, y))
EACH2(floor_divide_mm, int64_t, int64_t, int64_t, floor_of(x, y))
EACH2(remainder_mm, int64_t, int64_t, int64_t, rest_of(x, y))
EACH2(less_times, int64_t, int64_t, uint8_t, !NAT2 && x < y)
EACH2(less_equal_times, int64_t, int64_t, uint8_t, !NAT2 && x <= y)
EACH2(greater_times, int64_t, int64_t, uint8_t, !NAT2 && x > y)
EACH2(greater_equal_times, int64_t, int64_t, uint8_t, !NAT2 && x >= y)
EACH2(equal_times, int64_t, int64_t, uint8_t, !NAT2 && x == y)
EACH2(not_equal_times, int64_t, int64_t, uint8_t, NAT2 || x != y)
EACH2(maximum_times, int64_t, int64_t, int64_t, NAT2 ? ND_NAT : x > y ? x : y)
EACH2(minimum_times, int64_t, int64_t, int64_t, NAT2 ? ND_NAT : x < y ? x : y)
EACH2(fmax_times, int64_t, int64_t, int64_t, x == ND_NAT ? y : y == ND_NAT ? x : x > y ? x : y)
EACH2(fmin_times, int64_t, int64_t, int64_t, x == ND_NAT ? y : y == ND_NAT ? x : x < y ? x : y)
EACH1(negative_times, int64_t, wrap(0 - (uint64_t)x))
EACH1(positive_times, int64_t, x)
EACH1(absolute_times, int64_t, x < 0 ? wrap(0 - (uint64_t)x) : x)
EACH1(sign_times, int64_t, x == ND_NAT ? ND_NAT : (x > 0) - (x < 0))
EACH1(isnat_times, uint8_t, x == ND_NAT)
EACH1(isfinite_times, uint8_t, x != ND_NAT)
EACH1(isinf_times, uint8_t, x != x)

static void divmod_mm(char *const *p, const ptrdiff_t *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        int64_t x, y, q, r;
        memcpy(&x, p[0] + (ptrdiff_t)i * s[0], sizeof x);
        memcpy(&y, p[1] + (ptrdiff_t)i * s[1], sizeof y);
        q = floor_of(x, y);
        r = rest_of(x, y);
        memcpy(p[2] + (ptrdiff_t)i * s[2], &q, sizeof q);
        memcpy(p[3] + (ptrdiff_t)i * s[3], &r, sizeof r);
    }
}

/* Operands and result of one unit. */
nd_loop *nd_time_loop(nd_op op) {
    switch (op) {
    case ND_ADD: return add_times;
    case ND_SUBTRACT: return subtract_times;
    case ND_MAXIMUM: return maximum_times;
    case ND_MINIMUM: return minimum_times;
    case ND_FMAX: return fmax_times;
    case ND_FMIN: return fmin_times;
    case ND_LESS: return less_times;
    case ND_LESS_EQUAL: return less_equal_times;
    case ND_GREATER: return greater_times;
    case ND_GREATER_EQUAL: return greater_equal_times;
    case ND_EQUAL: return equal_times;
    case ND_NOT_EQUAL: return not_equal_times;
    default: return NULL;
    }
}

/* --- plans ----------------------------------------------------------------------------------------- */

static bool is_date(nd_dtype d) { return d.type == ND_DATETIME; }
static bool is_duration(nd_dtype d) { return d.type == ND_TIMEDELTA; }
static bool is_whole(nd_dtype d) { return d.type == ND_BOOL || nd_is_integer(d); }

/* A whole number beside a date or a duration is a duration in that one's unit. */
static nd_dtype as_duration(nd_dtype d, nd_dtype other) {
    return nd_is_time(d) ? d : nd_dtype_time(ND_TIMEDELTA, (nd_unit)other.unit, other.extra);
}

static bool is_operand(nd_dtype d) { return nd_is_time(d) || is_whole(d); }

/* + and -: dates move by durations, dates differ by durations. */
static err_code plan_sum(nd_op op, nd_dtype x, nd_dtype y, nd_plan *plan, err *e) {
    const bool minus = op == ND_SUBTRACT;
    nd_dtype   d;
    if (!is_operand(x) || !is_operand(y) || (is_date(y) && !(minus ? is_date(x) : !is_date(x)))) return ERR_TYPE;
    x = as_duration(x, y);
    y = as_duration(y, x);
    const bool any_date = is_date(x) || is_date(y);
    err_code   code = nd_time_common(x, y, !any_date, ND_TIMEDELTA, &d, e);
    if (code) return e ? e->code : code;
    const nd_dtype date = nd_dtype_time(ND_DATETIME, (nd_unit)d.unit, d.extra);
    plan->in[0] = is_date(x) ? date : d;
    plan->in[1] = is_date(y) ? date : d;
    plan->out[0] = is_date(x) != is_date(y) ? date : d;
    plan->loop = nd_time_loop(op);
    for (int k = 0; k < 2; k++) {
        const nd_dtype from = k ? y : x;
        char           role[24];
        snprintf(role, sizeof role, "input %d", k);
        if (!nd_time_can_cast(from, plan->in[k], ND_CAST_SAME_KIND)) return nd_refuse_cast(op, role, from, plan->in[k], ND_CAST_SAME_KIND, e), ERR_UFUNC_TYPE;
    }
    return ERR_OK;
}

static void set_plan(nd_plan *plan, nd_dtype x, nd_dtype y, nd_dtype out, nd_loop *loop) {
    plan->in[0] = x, plan->in[1] = y, plan->out[0] = out;
    plan->loop = loop;
}

/* A duration times a number. */
static err_code plan_product(nd_dtype x, nd_dtype y, nd_plan *plan) {
    const nd_dtype i64 = nd_dtype_of(ND_I64), f64 = nd_dtype_of(ND_F64);
    if (is_duration(x) && is_whole(y)) set_plan(plan, x, i64, x, multiply_mi);
    else if (is_duration(x) && nd_is_float(y)) set_plan(plan, x, f64, x, multiply_mf);
    else if (is_whole(x) && is_duration(y)) set_plan(plan, i64, y, y, multiply_im);
    else if (nd_is_float(x) && is_duration(y)) set_plan(plan, f64, y, y, multiply_fm);
    else return ERR_TYPE;
    return ERR_OK;
}

/* A duration by a number is one; by a duration, a number. */
static err_code plan_quotient(nd_op op, nd_dtype x, nd_dtype y, nd_plan *plan, err *e) {
    const nd_dtype i64 = nd_dtype_of(ND_I64), f64 = nd_dtype_of(ND_F64);
    nd_dtype       d;
    if (!is_duration(x)) return ERR_TYPE;
    if (is_duration(y)) {
        err_code code = nd_time_common(x, y, true, ND_TIMEDELTA, &d, e);
        if (code) return e ? e->code : code;
        if (op == ND_DIVIDE) set_plan(plan, d, d, f64, divide_mm);
        else if (op == ND_FLOOR_DIVIDE) set_plan(plan, d, d, i64, floor_divide_mm);
        else if (op == ND_REMAINDER) set_plan(plan, d, d, d, remainder_mm);
        else set_plan(plan, d, d, i64, divmod_mm), plan->out[1] = d;
        return ERR_OK;
    }
    if (op == ND_REMAINDER || op == ND_DIVMOD) return ERR_TYPE;
    if (is_whole(y)) set_plan(plan, x, i64, x, divide_mi);
    else if (nd_is_float(y)) set_plan(plan, x, f64, x, divide_mf);
    else return ERR_TYPE;
    return ERR_OK;
}

/* Comparisons, maximum and their kin: both in one unit. */
static err_code plan_pair(nd_op op, nd_dtype x, nd_dtype y, nd_plan *plan, err *e) {
    const bool compare = nd_op_is_compare(op), equality = op == ND_EQUAL || op == ND_NOT_EQUAL;
    nd_dtype   d;
    if (nd_promote(x, y, &d, equality ? NULL : e) || is_date(x) != is_date(y)) {
        if (equality) return plan->answer = op == ND_NOT_EQUAL, plan->out[0] = nd_dtype_of(ND_BOOL), ERR_OK;
        if (e) e->code = ERR_OK;
        return ERR_TYPE;
    }
    set_plan(plan, d, d, compare ? nd_dtype_of(ND_BOOL) : d, nd_time_loop(op));
    return ERR_OK;
}

static err_code plan_one(nd_op op, nd_dtype x, nd_plan *plan) {
    nd_loop *loop = NULL;
    nd_dtype out = nd_dtype_of(ND_BOOL);
    switch (op) {
    case ND_NEGATIVE: loop = is_duration(x) ? negative_times : NULL, out = x; break;
    case ND_POSITIVE: loop = is_duration(x) ? positive_times : NULL, out = x; break;
    case ND_ABSOLUTE: loop = is_duration(x) ? absolute_times : NULL, out = x; break;
    case ND_SIGN: loop = is_duration(x) ? sign_times : NULL, out = x; break;
    case ND_ISNAT:
    case ND_ISNAN: loop = isnat_times; break;
    case ND_ISFINITE: loop = isfinite_times; break;
    case ND_ISINF: loop = isinf_times; break;
    default: break;
    }
    set_plan(plan, x, x, out, loop);
    return loop ? ERR_OK : ERR_TYPE;
}

/* Truth first, then the loop of truths. */
static err_code plan_logical(nd_op op, nd_plan *plan) {
    const nd_dtype b = nd_dtype_of(ND_BOOL);
    set_plan(plan, b, b, b, nd_kernel_table()->loop[op][ND_BOOL]);
    return ERR_OK;
}

err_code nd_plan_time(nd_op op, const nd_array *const *in, nd_plan *plan, err *e) {
    const nd_dtype x = in[0]->dtype, y = plan->nin > 1 ? in[1]->dtype : x;
    err_code       code = ERR_TYPE;
    err            mine;
    if (!e) e = &mine;
    e->code = ERR_OK;
    if (nd_op_is_logical(op) || op == ND_LOGICAL_NOT) return plan_logical(op, plan);
    if (plan->nin == 1) code = plan_one(op, x, plan);
    else if (op == ND_ADD || op == ND_SUBTRACT) code = plan_sum(op, x, y, plan, e);
    else if (op == ND_MULTIPLY) code = plan_product(x, y, plan);
    else if (op == ND_DIVIDE || op == ND_FLOOR_DIVIDE || op == ND_REMAINDER || op == ND_DIVMOD) code = plan_quotient(op, x, y, plan, e);
    else if (nd_op_is_compare(op) || (op >= ND_MAXIMUM && op <= ND_FMIN)) code = plan_pair(op, x, y, plan, e);
    if (!code || e->code) return code;
    return nd_refuse_types(op, in, e);
}
