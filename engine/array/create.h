/* array/create.h: arrays from nothing: zeros, arange, linspace, eye. */
#ifndef NDRILL_ARRAY_CREATE_H
#define NDRILL_ARRAY_CREATE_H

#include "array/nd.h"

nd_array *nd_zeros(nd_ctx *c, nd_dtype d, int ndim, const ptrdiff_t *shape, char order, err *e) ERR_MUST_CHECK;
nd_array *nd_ones(nd_ctx *c, nd_dtype d, int ndim, const ptrdiff_t *shape, char order, err *e) ERR_MUST_CHECK;

/* value is 0-d or broadcasts to shape. */
nd_array *nd_full(nd_ctx *c, nd_dtype d, int ndim, const ptrdiff_t *shape, const nd_array *value, char order, err *e) ERR_MUST_CHECK;

/* Uninitialised, shaped like a; order K keeps a's layout. ndim < 0: a's own shape. */
nd_array *nd_empty_like(nd_ctx *c, const nd_array *a, nd_dtype d, char order, int ndim, const ptrdiff_t *shape, err *e) ERR_MUST_CHECK;

/* np.arange; d must be numeric. Values are computed in double (floats: start + i*((start+step)-start), as
 * NumPy) or int64. ZeroDivisionError for step 0; ValueError "Maximum allowed size exceeded". */
nd_array *nd_arange_int(nd_ctx *c, int64_t start, int64_t stop, int64_t step, nd_dtype d, err *e) ERR_MUST_CHECK;
nd_array *nd_arange_float(nd_ctx *c, double start, double stop, double step, nd_dtype d, err *e) ERR_MUST_CHECK;

/* np.linspace for scalars. step (may be NULL) receives retstep's value (NaN when num has no step).
 * ValueError "Number of samples, -1, must be non-negative." */
nd_array *nd_linspace(nd_ctx *c, double start, double stop, int64_t num, bool endpoint, nd_dtype d, double *step, err *e) ERR_MUST_CHECK;

nd_array *nd_eye(nd_ctx *c, int64_t rows, int64_t columns, int64_t k, nd_dtype d, char order, err *e) ERR_MUST_CHECK;

#endif
