/* array/datetime_text.c: dates as ISO 8601 text and back; durations in words. */
#include "array/datetime.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "array/textnum.h"

/* --- reading -------------------------------------------------------------------------------------- */

typedef struct scan {
    char      text[ND_TIME_TEXT];
    size_t    at, n;
    nd_moment m;
    err      *e;
} scan;

static err_code refuse(const scan *s) {
    return err_set(s->e, ERR_VALUE, "Error parsing datetime string \"%s\" at position %zu", s->text, s->at);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool at_end(const scan *s) { return s->at == s->n; }

/* Exactly two digits between low and high. */
static err_code two(scan *s, const char *what, int low, int high, int *out) {
    if (s->n - s->at < 2 || !is_digit(s->text[s->at]) || !is_digit(s->text[s->at + 1])) return refuse(s);
    *out = 10 * (s->text[s->at] - '0') + (s->text[s->at + 1] - '0');
    if (*out < low || *out > high) return err_set(s->e, ERR_VALUE, "%s out of range in datetime string \"%s\"", what, s->text);
    s->at += 2;
    return ERR_OK;
}

static bool is_leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int days_in(int64_t year, int month) {
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool skip(scan *s, char c) {
    if (at_end(s) || s->text[s->at] != c) return false;
    s->at++;
    return true;
}

static err_code read_date(scan *s, nd_unit *unit) {
    const bool minus = skip(s, '-');
    size_t     digits = 0;
    if (!minus) skip(s, '+');
    for (s->m.year = 0; !at_end(s) && is_digit(s->text[s->at]) && digits < 18; digits++) s->m.year = 10 * s->m.year + (s->text[s->at++] - '0');
    if (digits == 0) return s->at = 0, refuse(s);
    if (minus) s->m.year = -s->m.year;
    *unit = ND_UNIT_Y;
    if (at_end(s)) return ERR_OK;
    if (!skip(s, '-')) return refuse(s);
    err_code code = two(s, "Month", 1, 12, &s->m.month);
    if (code) return code;
    *unit = ND_UNIT_M;
    if (at_end(s)) return ERR_OK;
    if (!skip(s, '-')) return refuse(s);
    *unit = ND_UNIT_D;
    return two(s, "Day", 1, days_in(s->m.year, s->m.month), &s->m.day);
}

/* Up to 18 digits behind the point. */
static err_code read_fraction(scan *s, nd_unit *unit) {
    int64_t atto = 0;
    int     digits = 0;
    for (; !at_end(s) && is_digit(s->text[s->at]) && digits < 18; digits++) atto = 10 * atto + (s->text[s->at++] - '0');
    if (digits == 0) return refuse(s);
    for (int k = digits; k < 18; k++) atto *= 10;
    s->m.atto = atto;
    *unit = (nd_unit)(ND_UNIT_MS + (digits - 1) / 3);
    return ERR_OK;
}

static bool is_zone(const scan *s) { return !at_end(s) && strchr("Z+-", s->text[s->at]); }

static err_code read_clock(scan *s, nd_unit *unit) {
    err_code code = two(s, "Hours", 0, 23, &s->m.hour);
    *unit = ND_UNIT_H;
    if (code || at_end(s) || is_zone(s)) return code;
    if (!skip(s, ':')) return refuse(s);
    code = two(s, "Minutes", 0, 59, &s->m.minute);
    *unit = ND_UNIT_MIN;
    if (code || at_end(s) || is_zone(s)) return code;
    if (!skip(s, ':')) return refuse(s);
    code = two(s, "Seconds", 0, 59, &s->m.second);
    *unit = ND_UNIT_S;
    if (code || at_end(s) || is_zone(s)) return code;
    return skip(s, '.') ? read_fraction(s, unit) : refuse(s);
}

/* +0230, +02:30, +02, Z: the moment becomes that of Greenwich. */
static err_code read_zone(scan *s) {
    int hours = 0, minutes = 0;
    if (skip(s, 'Z')) return at_end(s) ? ERR_OK : refuse(s);
    const int sign = s->text[s->at++] == '-' ? -1 : 1;
    err_code  code = two(s, "Timezone hours offset", 0, 23, &hours);
    if (code) return code;
    if (!at_end(s)) {
        skip(s, ':');
        code = two(s, "Timezone minutes offset", 0, 59, &minutes);
        if (code) return code;
    }
    const nd_dtype in_minutes = nd_dtype_time(ND_DATETIME, ND_UNIT_MIN, 1);
    nd_moment      moved;
    nd_moment_of(in_minutes, nd_moment_value(in_minutes, &s->m) - sign * (hours * 60 + minutes), &moved);
    moved.second = s->m.second, moved.atto = s->m.atto;
    s->m = moved;
    return at_end(s) ? ERR_OK : refuse(s);
}

static bool is_word(const scan *s, const char *word) {
    size_t i = 0;
    for (; i < s->n && word[i]; i++)
        if ((s->text[i] | 0x20) != word[i]) return false;
    return i == s->n && !word[i];
}

/* today, now: the machine's clock. */
static bool read_word(scan *s, nd_unit *unit, bool *nat) {
    *nat = s->n == 0 || is_word(s, "nat");
    *unit = ND_UNIT_GENERIC;
    if (*nat) return true;
    if (!is_word(s, "today") && !is_word(s, "now")) return false;
    *unit = is_word(s, "now") ? ND_UNIT_S : ND_UNIT_D;
    nd_moment_of(nd_dtype_time(ND_DATETIME, ND_UNIT_S, 1), (int64_t)time(NULL), &s->m);
    return true;
}

err_code nd_time_parse(const nd_char *text, size_t n, nd_moment *m, nd_unit *unit, bool *nat, err *e) {
    scan s = {.m = {.year = 1970, .month = 1, .day = 1}, .e = e};
    *nat = false;
    *unit = ND_UNIT_GENERIC;
    for (size_t i = 0; i < n && s.n + 1 < sizeof s.text; i++) s.text[s.n++] = text[i] < 0x7f ? (char)text[i] : '?';
    if (n >= sizeof s.text) return s.at = sizeof s.text - 1, refuse(&s);
    err_code code = ERR_OK;
    if (!read_word(&s, unit, nat)) {
        code = read_date(&s, unit);
        if (!code && !at_end(&s) && *unit == ND_UNIT_D) {
            if (!skip(&s, 'T') && !skip(&s, ' ')) return refuse(&s);
            code = read_clock(&s, unit);
            if (!code && is_zone(&s)) code = read_zone(&s);
        }
        if (!code && !at_end(&s)) code = refuse(&s);
    }
    *m = s.m;
    return code;
}

err_code nd_time_parse_as(const nd_char *text, size_t n, nd_dtype *d, int64_t *value, err *e) {
    nd_moment m;
    nd_unit   unit;
    bool      nat;
    err_code  code = nd_time_parse(text, n, &m, &unit, &nat, e);
    *value = ND_NAT;
    if (code || nat) return code;
    if (d->unit == ND_UNIT_GENERIC) *d = nd_dtype_time(ND_DATETIME, unit, 1);
    *value = nd_moment_value(*d, &m);
    return ERR_OK;
}

bool nd_duration_parse(const nd_char *text, size_t n, int64_t *value) {
    static const char nat[] = "nat";
    nd_scalar         x;
    size_t            i = 0;
    while (i < n && i < 3 && (text[i] | 0x20) == (nd_char)nat[i]) i++;
    *value = ND_NAT;
    if (n == 0 || (n == 3 && i == 3)) return true;
    if (nd_text_to_int((nd_text){.text = text, .n = n}, &x, NULL) || x.kind != 'i') return false;
    *value = x.u.i;
    return true;
}

/* --- writing ---------------------------------------------------------------------------------------- */

static size_t put(char *text, size_t n, const char *format, int x) { return n + (size_t)snprintf(text + n, ND_TIME_TEXT - n, format, x); }

static size_t date_text(nd_dtype d, int64_t value, char *text) {
    nd_moment m;
    nd_moment_of(d, value, &m);
    size_t n = (size_t)snprintf(text, ND_TIME_TEXT, "%04" PRId64, m.year);
    if (d.unit >= ND_UNIT_M) n = put(text, n, "-%02d", m.month);
    if (d.unit >= ND_UNIT_W) n = put(text, n, "-%02d", m.day);
    if (d.unit >= ND_UNIT_H) n = put(text, n, "T%02d", m.hour);
    if (d.unit >= ND_UNIT_MIN) n = put(text, n, ":%02d", m.minute);
    if (d.unit >= ND_UNIT_S) n = put(text, n, ":%02d", m.second);
    if (d.unit <= ND_UNIT_S) return n;
    char fraction[24];
    snprintf(fraction, sizeof fraction, ".%018" PRId64, m.atto);
    const size_t digits = 1 + 3 * (size_t)(d.unit - ND_UNIT_S);
    memcpy(text + n, fraction, digits);
    text[n + digits] = 0;
    return n + digits;
}

size_t nd_time_text(nd_dtype d, int64_t value, char text[ND_TIME_TEXT]) {
    static const char *const words[] = {
        "years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds",
        "nanoseconds", "picoseconds", "femtoseconds", "attoseconds", "generic time units",
    };
    if (value == ND_NAT || (d.type == ND_DATETIME && d.unit == ND_UNIT_GENERIC)) return (size_t)snprintf(text, ND_TIME_TEXT, "NaT");
    if (d.type == ND_DATETIME) return date_text(d, value, text);
    return (size_t)snprintf(text, ND_TIME_TEXT, "%" PRId64 " %s", (int64_t)((uint64_t)value * d.extra), words[d.unit]);
}
