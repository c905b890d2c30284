/* bind/bind_percent.h: Python's "%5.2f" for the elements of arrays. */
#ifndef NDRILL_BIND_BIND_PERCENT_H
#define NDRILL_BIND_BIND_PERCENT_H

#include "bind/bind_int.h"

/* Append format to out with the directives replaced by values, which come from next(user): the n-th call gives the
 * n-th value, and what %s shows of it. False: format and values do not fit each other. Does not jump. */
typedef struct bind_percent_value {
    nd_scalar x;                 /* of kind 0: there is none */
    const char *text;            /* for %s, not terminated */
    size_t      n;
} bind_percent_value;
typedef bind_percent_value bind_percent_next(void *user);
bool bind_percent(buf *out, const char *format, bind_percent_next *next, void *user);

#endif
