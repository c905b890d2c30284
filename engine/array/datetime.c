/* array/datetime.c: the calendar, and values from one unit into another.
 *
 * Days are counted from 1970-01-01 and belong to years of 400-year cycles of 146097 days; a year is
 * counted from March here, so that the leap day comes last.                                        */
#include "array/datetime.h"

#include <stdio.h>

static const int64_t ATTO = 1000000000000000000;

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

/* a * b + c as the processor has it, without overflow being undefined. */
static int64_t mul_add(int64_t a, int64_t b, int64_t c) { return (int64_t)((uint64_t)a * (uint64_t)b + (uint64_t)c); }

/* --- days ---------------------------------------------------------------------------------------- */

static int64_t days_of(int64_t year, int month, int day) {
    if (month <= 2) year = mul_add(year, 1, -1);
    const int64_t cycle = floor_div(year, 400), in_cycle = year - cycle * 400;
    const int64_t in_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return mul_add(cycle, 146097, in_cycle * 365 + in_cycle / 4 - in_cycle / 100 + in_year - 719468);
}

static void date_of(int64_t days, nd_moment *m) {
    const int64_t cycle = floor_div(days, 146097);
    int64_t       rest = days - cycle * 146097 + 719468 % 146097, more = 719468 / 146097;
    if (rest >= 146097) rest -= 146097, more++;
    const int64_t in_cycle = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    const int64_t day = rest - (365 * in_cycle + in_cycle / 4 - in_cycle / 100), part = (5 * day + 2) / 153;
    m->day = (int)(day - (153 * part + 2) / 5 + 1);
    m->month = (int)(part < 10 ? part + 3 : part - 9);
    m->year = (cycle + more) * 400 + in_cycle + (m->month <= 2);
}

/* --- seconds and their parts ---------------------------------------------------------------------- */

/* How many of a unit one day (hours to seconds) or one second (finer ones) has. */
static int64_t per_day(nd_unit u) { return u == ND_UNIT_H ? 24 : u == ND_UNIT_MIN ? 1440 : 86400; }

static int64_t per_second(nd_unit u) {
    int64_t n = 1;
    for (int k = ND_UNIT_S; k < (int)u; k++) n *= 1000;
    return n;
}

static void clock_of(int64_t seconds, nd_moment *m) {
    m->hour = (int)(seconds / 3600);
    m->minute = (int)(seconds / 60 % 60);
    m->second = (int)(seconds % 60);
}

void nd_moment_of(nd_dtype d, int64_t value, nd_moment *m) {
    const nd_unit u = (nd_unit)d.unit;
    value = mul_add(value, d.extra, 0);
    *m = (nd_moment){.year = 1970, .month = 1, .day = 1};
    if (u == ND_UNIT_Y) m->year = mul_add(value, 1, 1970);
    else if (u == ND_UNIT_M) m->year += floor_div(value, 12), m->month = (int)(value - floor_div(value, 12) * 12) + 1;
    else if (u <= ND_UNIT_D) date_of(u == ND_UNIT_W ? mul_add(value, 7, 0) : value, m);
    else if (u <= ND_UNIT_S) {
        const int64_t day = floor_div(value, per_day(u));
        date_of(day, m);
        clock_of((value - day * per_day(u)) * (86400 / per_day(u)), m);
    } else if (u < ND_UNIT_GENERIC) {
        const int64_t per = per_second(u), second = floor_div(value, per), day = floor_div(second, 86400);
        date_of(day, m);
        clock_of(second - day * 86400, m);
        m->atto = (value - second * per) * (ATTO / per);
    }
}

int64_t nd_moment_value(nd_dtype d, const nd_moment *m) {
    const nd_unit u = (nd_unit)d.unit;
    const int64_t clock = m->hour * 3600 + m->minute * 60 + m->second;
    int64_t       value = mul_add(m->year, 1, -1970);
    if (u == ND_UNIT_M) value = mul_add(value, 12, m->month - 1);
    else if (u > ND_UNIT_M && u < ND_UNIT_GENERIC) {
        value = days_of(m->year, m->month, m->day);
        if (u == ND_UNIT_W) value = floor_div(value, 7);
        else if (u > ND_UNIT_D && u <= ND_UNIT_S) value = mul_add(value, per_day(u), clock / (86400 / per_day(u)));
        else if (u > ND_UNIT_S) value = mul_add(mul_add(value, 86400, clock), per_second(u), m->atto / (ATTO / per_second(u)));
    }
    return d.extra > 1 ? floor_div(value, d.extra) : value;
}

/* --- units ------------------------------------------------------------------------------------------- */

/* How many of the next finer unit one has: years and months meet days by their mean length only. */
static uint64_t next_factor(nd_unit u) {
    static const uint16_t factors[] = {12, 0, 7, 24, 60, 60, 1000, 1000, 1000, 1000, 1000, 1000};
    return u < ND_UNIT_AS ? factors[u] : 1;
}

/* big in small ones, as num/denom; 0: too large. */
static uint64_t factor(nd_unit big, nd_unit small, uint64_t *denom) {
    uint64_t n = 1;
    *denom = 1;
    if (big <= ND_UNIT_M && small > ND_UNIT_M) {
        n = 146097;
        *denom = big == ND_UNIT_Y ? 400 : 4800;
        if (small == ND_UNIT_W) *denom *= 7;
        big = small == ND_UNIT_W ? ND_UNIT_W : ND_UNIT_D;
    }
    for (; big < small; big++)
        if (__builtin_mul_overflow(n, next_factor(big), &n)) return 0;
    return n;
}

static err_code refuse_factor(nd_dtype a, nd_dtype b, err *e) {
    return err_set(e, ERR_OVERFLOW, "Integer overflow while computing the conversion factor between NumPy datetime units %s and %s",
                   nd_unit_name((nd_unit)a.unit), nd_unit_name((nd_unit)b.unit));
}

static uint64_t gcd(uint64_t a, uint64_t b) {
    while (b) {
        const uint64_t t = a % b;
        a = b;
        b = t;
    }
    return a;
}

static err_code convert_duration(nd_dtype from, nd_dtype to, int64_t value, int64_t *out, err *e) {
    const bool     down = from.unit < to.unit;
    uint64_t       denom, num = down ? factor((nd_unit)from.unit, (nd_unit)to.unit, &denom) : factor((nd_unit)to.unit, (nd_unit)from.unit, &denom);
    if (num == 0) return refuse_factor(from, to, e);
    if (!down) {
        const uint64_t t = num;
        num = denom;
        denom = t;
    }
    if (__builtin_mul_overflow(num, from.extra, &num) || __builtin_mul_overflow(denom, to.extra, &denom)) return refuse_factor(from, to, e);
    const uint64_t common = gcd(num, denom);
    num /= common, denom /= common;
    if (num > INT64_MAX || denom > INT64_MAX) return refuse_factor(from, to, e);
    const int64_t scaled = mul_add(value, (int64_t)num, 0);
    *out = denom > 1 ? floor_div(scaled, (int64_t)denom) : scaled;
    return ERR_OK;
}

err_code nd_time_convert(nd_dtype from, nd_dtype to, int64_t value, int64_t *out, err *e) {
    nd_moment m;
    *out = value;
    if (value == ND_NAT || from.unit == ND_UNIT_GENERIC || to.unit == ND_UNIT_GENERIC) return ERR_OK;
    if (from.unit == to.unit && from.extra == to.extra) return ERR_OK;
    if (to.type == ND_TIMEDELTA) return convert_duration(from, to, value, out, e);
    uint64_t denom;
    if (from.unit < to.unit && factor((nd_unit)from.unit, (nd_unit)to.unit, &denom) == 0) return refuse_factor(from, to, e);
    nd_moment_of(from, value, &m);
    *out = nd_moment_value(to, &m);
    return ERR_OK;
}

static void unit_text(nd_dtype d, char text[24]) {
    if (d.extra > 1) snprintf(text, 24, "[%u%s]", d.extra, nd_unit_name((nd_unit)d.unit));
    else snprintf(text, 24, "[%s]", nd_unit_name((nd_unit)d.unit));
}

err_code nd_time_common(nd_dtype a, nd_dtype b, bool strict, nd_type t, nd_dtype *d, err *e) {
    nd_dtype big = a.unit <= b.unit ? a : b, small = a.unit <= b.unit ? b : a;
    uint64_t denom, n = big.extra;
    char     x[24], y[24];
    if (a.unit == ND_UNIT_GENERIC || b.unit == ND_UNIT_GENERIC) {
        const nd_dtype known = a.unit == ND_UNIT_GENERIC ? b : a;
        *d = nd_dtype_time(t, (nd_unit)known.unit, known.extra);
        return ERR_OK;
    }
    if (big.unit <= ND_UNIT_M && small.unit > ND_UNIT_M) {
        unit_text(a, x);
        unit_text(b, y);
        if (strict)
            return err_set(e, ERR_TYPE, "Cannot get a common metadata divisor for Numpy datetime metadata %s and %s because they have "
                           "incompatible nonlinear base time units.", x, y);
    } else {
        const uint64_t f = factor((nd_unit)big.unit, (nd_unit)small.unit, &denom);
        if (f == 0 || __builtin_mul_overflow(n, f, &n)) {
            unit_text(a, x);
            unit_text(b, y);
            return err_set(e, ERR_OVERFLOW, "Integer overflow getting a common metadata divisor for NumPy datetime metadata %s and %s.", x, y);
        }
    }
    *d = nd_dtype_time(t, (nd_unit)small.unit, (unsigned)gcd(n, small.extra));
    return ERR_OK;
}

/* Does the step of `from` consist of whole steps of `to`? */
static bool divides(nd_dtype from, nd_dtype to) {
    uint64_t denom, n = from.unit <= to.unit ? factor((nd_unit)from.unit, (nd_unit)to.unit, &denom) : 0;
    return n != 0 && denom == 1 && n * from.extra % to.extra == 0;
}

bool nd_time_can_cast(nd_dtype from, nd_dtype to, nd_casting rule) {
    const bool duration = to.type == ND_TIMEDELTA;
    if (rule == ND_CAST_UNSAFE || from.unit == ND_UNIT_GENERIC) return true;
    if (to.unit == ND_UNIT_GENERIC) return false;
    if (rule <= ND_CAST_EQUIV) return from.unit == to.unit && from.extra == to.extra;
    const bool crosses = (from.unit <= ND_UNIT_M) != (to.unit <= ND_UNIT_M);
    if (crosses && duration) return false;
    if (rule == ND_CAST_SAME_KIND) return true;
    if (from.unit > to.unit) return false;
    return crosses || divides(from, to);
}
