/* array/print_float.h: how the floats of one array look together. For use inside array/. */
#ifndef NDRILL_ARRAY_PRINT_FLOAT_H
#define NDRILL_ARRAY_PRINT_FLOAT_H

#include <stdbool.h>

#include "array/digits.h"
#include "array/dtype.h"
#include "array/print.h"
#include "base/buf.h"

/* Two passes over the elements that are shown, then nd_float_put for each:
 *   nd_float_init;  nd_float_see(x)...;  nd_float_choose;  nd_float_measure(x)...;  nd_float_finish. */
typedef struct nd_float_format {
    const nd_print_options *o;
    char    sign;                   /* '-', '+', ' ' */
    nd_type type;
    /* seen */
    bool    any_finite, any_other, any_minus_inf, any_negative;
    double  smallest, largest;      /* of |x| over finite non-zero; largest 0: none */
    /* chosen */
    bool    exponential, unique, trim;
    int     precision, least;       /* most and fewest digits after the point; < 0: no limit */
    int     pad_left, pad_right, exp_size;
} nd_float_format;

void nd_float_init(nd_float_format *f, const nd_print_options *o, nd_type type);
void nd_float_see(nd_float_format *f, const char *p);
void nd_float_choose(nd_float_format *f);
void nd_float_measure(nd_float_format *f, const char *p);
void nd_float_finish(nd_float_format *f);
void nd_float_put(buf *out, const nd_float_format *f, const char *p);

/* x alone, as str() writes it; whole: "1.0" keeps its zero. */
void nd_float_put_alone(buf *out, nd_type type, double x, bool whole);

#endif
