/* array/format_float.h: one float written to order: np.format_float_positional and ..._scientific. */
#ifndef NDRILL_ARRAY_FORMAT_FLOAT_H
#define NDRILL_ARRAY_FORMAT_FLOAT_H

#include "array/dtype.h"
#include "base/buf.h"

typedef struct nd_float_layout {
    bool scientific;
    bool unique;         /* as many digits as tell the value apart; else exactly precision */
    bool fractional;     /* precision and least count digits after the point, else all significant ones */
    bool sign;           /* + before what is not negative */
    char trim;           /* 'k' '.' '0' '-' */
    int  precision, least, pad_left, pad_right, exp_digits;   /* < 0: not given */
} nd_float_layout;

/* d: a real float type. ValueError for a layout without sense. */
err_code nd_format_float(buf *out, nd_dtype d, const char *p, const nd_float_layout *how, err *e) ERR_MUST_CHECK;

#endif
