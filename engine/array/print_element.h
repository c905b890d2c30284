/* array/print_element.h: one format for all elements of an array. For use inside array/. */
#ifndef NDRILL_ARRAY_PRINT_ELEMENT_H
#define NDRILL_ARRAY_PRINT_ELEMENT_H

#include "array/nd.h"
#include "array/print_float.h"

typedef struct nd_element_format {
    nd_dtype        dtype;
    bool            pad_true;       /* " True": every array but a 0-d one */
    char            sign;           /* of integers */
    int             width;
    int64_t         least;          /* extremes of the integers that are shown */
    uint64_t        most;           /* (unsigned ones in full) */
    bool            any;
    nd_float_format real, imaginary;
    bool            brief;          /* floats as str() shows them: the fields of a single record */
    const struct nd_record   *record;
    struct nd_element_format *field;      /* one for each field, or NULL */
} nd_element_format;

/* Looks at the elements that are shown: all, or with edge > 0 of a summarised array the first and
 * last `edge` of every axis that is longer than twice that. edge < 0: all. */
void nd_element_format_init(nd_element_format *f, const nd_array *a, const nd_print_options *o, int edge);
void nd_element_format_done(nd_element_format *f);
void nd_element_put(buf *out, const nd_element_format *f, const char *p);

/* str() and repr() of an element as a scalar. */
void nd_element_str(buf *out, nd_dtype d, const char *p);
void nd_element_repr(buf *out, nd_dtype d, const char *p);

#endif
