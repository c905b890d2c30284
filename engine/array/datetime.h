/* array/datetime.h: dates and durations: calendar, units, text. Inside the array floor only. */
#ifndef NDRILL_ARRAY_DATETIME_H
#define NDRILL_ARRAY_DATETIME_H

#include "array/dtype.h"

#define ND_NAT INT64_MIN
#define ND_TIME_TEXT 64

/* A moment, taken apart; the proleptic Gregorian calendar. */
typedef struct nd_moment {
    int64_t year;
    int     month, day, hour, minute, second;    /* month and day from 1 */
    int64_t atto;                                /* of the second, 0 to 10^18 - 1 */
} nd_moment;

void    nd_moment_of(nd_dtype d, int64_t value, nd_moment *m);      /* d: a date type with a unit; not NaT */
int64_t nd_moment_value(nd_dtype d, const nd_moment *m);            /* rounds down to d's step; wraps */

/* The value of type `from` in type `to`, both dates or both durations. */
err_code nd_time_convert(nd_dtype from, nd_dtype to, int64_t value, int64_t *out, err *e) ERR_MUST_CHECK;

/* The coarsest unit that both are multiples of; strict: years and months do not become days. */
err_code nd_time_common(nd_dtype a, nd_dtype b, bool strict, nd_type t, nd_dtype *d, err *e) ERR_MUST_CHECK;

/* Can every value be converted without loss of its unit's meaning? */
bool nd_time_can_cast(nd_dtype from, nd_dtype to, nd_casting rule);

/* ISO 8601 text of n characters. *unit: how far it goes; NaT and empty text: generic. */
err_code nd_time_parse(const nd_char *text, size_t n, nd_moment *m, nd_unit *unit, bool *nat, err *e) ERR_MUST_CHECK;
/* The text as a value of type d, whose unit is set when it has none. */
err_code nd_time_parse_as(const nd_char *text, size_t n, nd_dtype *d, int64_t *value, err *e) ERR_MUST_CHECK;
/* "NaT" or a whole number. */
bool nd_duration_parse(const nd_char *text, size_t n, int64_t *value);

/* "2010-01-01T05", "5 days", "NaT". */
size_t nd_time_text(nd_dtype d, int64_t value, char text[ND_TIME_TEXT]);

#endif
