/* array/reduce.h: over axes: sum, mean, min, argmax, cumsum, and their NaN-ignoring forms.
 *
 * Summation order is NumPy's (pairwise in blocks of 128 with eight accumulators along the
 * fastest axis, rows added in order along the others), so that results agree to the bit.   */
#ifndef NDRILL_ARRAY_REDUCE_H
#define NDRILL_ARRAY_REDUCE_H

#include "array/nd.h"
#include "array/ufunc.h"

typedef enum nd_reduction {
    ND_SUM, ND_PROD, ND_MIN, ND_MAX, ND_ANY, ND_ALL, ND_MEAN, ND_VAR, ND_STD, ND_PTP, ND_COUNT_NONZERO,
    ND_NANSUM, ND_NANPROD, ND_NANMIN, ND_NANMAX, ND_NANMEAN, ND_NANVAR, ND_NANSTD,
    ND_NREDUCTIONS
} nd_reduction;

typedef struct nd_reduce_options {
    int             naxes;              /* < 0: all axes (axis=None) */
    int             axes[ND_MAXDIMS];   /* may be negative, no repeats ("duplicate value in 'axis'") */
    bool            keepdims;
    bool            has_dtype;
    nd_dtype        dtype;
    double          ddof;               /* var, std */
    nd_array       *out;
    const nd_array *where;
    const nd_array *initial;            /* 0-d, or NULL */
} nd_reduce_options;

/* options NULL: all axes. A full reduction without keepdims gives a 0-d array flagged ND_SCALAR. */
nd_array *nd_reduce(nd_ctx *c, nd_reduction op, const nd_array *a, const nd_reduce_options *options, err *e) ERR_MUST_CHECK;

/* argmin, argmax, nanargmin, nanargmax. axis ND_MAXDIMS: flattened. First occurrence; first NaN wins. int64. */
typedef enum nd_argreduction { ND_ARGMIN, ND_ARGMAX, ND_NANARGMIN, ND_NANARGMAX } nd_argreduction;
nd_array *nd_argreduce(nd_ctx *c, nd_argreduction op, const nd_array *a, int axis, bool keepdims, nd_array *out, err *e) ERR_MUST_CHECK;

/* cumsum, cumprod, nancumsum, nancumprod (op ND_SUM, ND_PROD, ND_NANSUM, ND_NANPROD). axis ND_MAXDIMS: flattened. */
nd_array *nd_cumulate(nd_ctx *c, nd_reduction op, const nd_array *a, int axis, const nd_dtype *dtype, nd_array *out, err *e) ERR_MUST_CHECK;

/* ufunc.reduce and ufunc.accumulate for two-input ufuncs (add, multiply, maximum, logical_and, ...). */
nd_array *nd_ufunc_reduce(nd_ctx *c, nd_op op, const nd_array *a, const nd_reduce_options *options, err *e) ERR_MUST_CHECK;
nd_array *nd_ufunc_accumulate(nd_ctx *c, nd_op op, const nd_array *a, int axis, err *e) ERR_MUST_CHECK;

nd_array *nd_diff(nd_ctx *c, nd_array *a, int n, int axis, err *e) ERR_MUST_CHECK;

/* median, nanmedian; percentile and quantile by linear interpolation (q in [0, 1], 0-d or 1-d: result gains a
 * leading axis for 1-d q). options: naxes, axes, keepdims only. */
nd_array *nd_median(nd_ctx *c, const nd_array *a, const nd_reduce_options *options, bool ignore_nan, err *e) ERR_MUST_CHECK;
nd_array *nd_quantile(nd_ctx *c, const nd_array *a, const nd_array *q, const nd_reduce_options *options, bool ignore_nan, err *e) ERR_MUST_CHECK;

/* np.average with weights (NULL: mean). ZeroDivisionError "Weights sum to zero, can't be normalized". */
nd_array *nd_average(nd_ctx *c, const nd_array *a, int axis, const nd_array *weights, err *e) ERR_MUST_CHECK;

/* np.bincount; np.histogram(a, bins edges given or count) ; counts int64 (or weights' float64). */
nd_array *nd_bincount(nd_ctx *c, const nd_array *a, const nd_array *weights, int64_t minlength, err *e) ERR_MUST_CHECK;

/* Pairwise sum of n doubles at a stride in bytes: NumPy's tree. */
double nd_pairwise_sum(const char *p, ptrdiff_t stride, size_t n);

#endif
