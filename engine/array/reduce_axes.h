/* array/reduce_axes.h: axes=, keepdims= and out= of reductions. Inside the array floor only. */
#ifndef NDRILL_ARRAY_REDUCE_AXES_H
#define NDRILL_ARRAY_REDUCE_AXES_H

#include "array/reduce.h"

typedef struct nd_axes {
    bool folded[ND_MAXDIMS];
    int  n;                       /* how many */
    bool keepdims;
} nd_axes;

/* options NULL: all axes, not kept. AxisError, "duplicate value in 'axis'". */
err_code nd_axes_read(const nd_array *a, const nd_reduce_options *o, nd_axes *x, err *e) ERR_MUST_CHECK;

/* One axis, already checked. */
void nd_axes_one(nd_axes *x, int axis, bool keepdims);

/* Elements that go into each result. */
size_t nd_axes_count(const nd_array *a, const nd_axes *x);

/* A new result without (or with length-1) folded axes, laid out as a is; 0-d ones are scalars. */
nd_array *nd_axes_result(nd_ctx *c, const nd_array *a, const nd_axes *x, nd_dtype d, err *e) ERR_MUST_CHECK;

/* Is out what a reduction named name may write to? */
err_code nd_axes_check_out(const nd_array *a, const nd_axes *x, const nd_array *out, const char *name, err *e) ERR_MUST_CHECK;

/* v = the result seen with a's axes: stride 0 along the folded ones, which have a's length. */
void nd_axes_stretch(nd_view *v, const nd_array *result, const nd_array *a, const nd_axes *x);

/* The same with length 1 along the folded axes. */
void nd_axes_keep(nd_view *v, const nd_array *result, const nd_array *a, const nd_axes *x);

#endif
