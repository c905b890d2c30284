/* array/textnum.h: numbers read from UCS-4 text as Python's int() and float() do, and written as
 * str() does. Inside the floor only.                                                           */
#ifndef NDRILL_ARRAY_TEXTNUM_H
#define NDRILL_ARRAY_TEXTNUM_H

#include "array/dtype.h"

typedef struct nd_text {
    const nd_char *text;
    size_t          n;
    bool            element;     /* an array's element: messages show np.str_('x') */
    bool            bytes;       /* was bytes: messages show b'x' */
} nd_text;

/* out's kind becomes 'i', or 'u' above INT64_MAX. */
err_code nd_text_to_int(nd_text t, nd_scalar *out, err *e) ERR_MUST_CHECK;
err_code nd_text_to_float(nd_text t, double *out, err *e) ERR_MUST_CHECK;
err_code nd_text_to_complex(nd_text t, double *re, double *im, err *e) ERR_MUST_CHECK;

/* str(x) for a number that came from type t; returns its length. */
#define ND_NUMBER_TEXT 72
size_t nd_number_to_text(nd_scalar x, nd_type t, char text[ND_NUMBER_TEXT]);

#endif
