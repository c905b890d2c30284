/* array/reduce_run.h: one operation folded over axes, with all its options. Inside the floor only. */
#ifndef NDRILL_ARRAY_REDUCE_RUN_H
#define NDRILL_ARRAY_REDUCE_RUN_H

#include "array/reduce.h"
#include "array/reduce_axes.h"

/* ufunc.reduce. x: axes that were read from o. o may be NULL. */
nd_array *nd_reduce_run(nd_ctx *c, nd_op op, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) ERR_MUST_CHECK;

/* Plain sum of a in type d. */
nd_array *nd_reduce_sum(nd_ctx *c, const nd_array *a, const nd_axes *x, nd_dtype d, const nd_array *where, err *e) ERR_MUST_CHECK;

/* mean, var, std and the forms that leave NaN out. */
nd_array *nd_moments(nd_ctx *c, nd_reduction op, const nd_array *a, const nd_axes *x, const nd_reduce_options *o, err *e) ERR_MUST_CHECK;

/* A copy of a with NaN replaced, or NULL with *mask NULL and e unset when a cannot hold NaN. */
err_code nd_replace_nan(nd_ctx *c, const nd_array *a, double value, nd_array **copy, nd_array **mask, err *e) ERR_MUST_CHECK;

/* What sums and products of the type are collected in: int64, uint64, or the type itself. */
nd_dtype nd_sum_type(nd_dtype d);

/* r (new) copied into out when there is one, which is then the result. Consumes r. */
nd_array *nd_deliver_take(nd_ctx *c, nd_array *r, nd_array *out, err *e) ERR_MUST_CHECK;

#endif
