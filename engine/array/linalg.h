/* array/linalg.h: linear algebra through LAPACK, which is opened when it is first needed.
 *
 * Functions take stacks of matrices: the last two axes, all leading ones are batches.
 * Computed in float64, or in float32 when every operand is float32; in the complex type of that width
 * when one is complex. Others of NumPy's types are refused with "array type ... is unsupported in linalg". */
#ifndef NDRILL_ARRAY_LINALG_H
#define NDRILL_ARRAY_LINALG_H

#include "array/nd.h"

/* Open the library now: for processes that may open no file later. Failures are remembered.
 * RuntimeError "np.linalg needs LAPACK: install liblapack3". */
err_code nd_lapack_open(err *e) ERR_MUST_CHECK;

nd_array *nd_inv(nd_ctx *c, nd_array *a, err *e) ERR_MUST_CHECK;
/* Singular matrices give NaN instead of an error: what cond needs. */
nd_array *nd_inv_or_nan(nd_ctx *c, nd_array *a, err *e) ERR_MUST_CHECK;
/* b of exactly one axis is a vector. */
nd_array *nd_solve(nd_ctx *c, nd_array *a, nd_array *b, err *e) ERR_MUST_CHECK;
nd_array *nd_det(nd_ctx *c, nd_array *a, err *e) ERR_MUST_CHECK;
nd_array *nd_cholesky(nd_ctx *c, nd_array *a, bool upper, err *e) ERR_MUST_CHECK;

/* out[0]: sign (of length 1 in the complex plane), out[1]: log of the absolute value. */
err_code nd_slogdet(nd_ctx *c, nd_array *a, nd_array *out[2], err *e) ERR_MUST_CHECK;

/* out[0]: values, out[1]: vectors (NULL when they are not wanted). eig of a real stack is complex when one value of
 * it is; eigh's values are real. */
err_code nd_eig(nd_ctx *c, nd_array *a, bool vectors, nd_array *out[2], err *e) ERR_MUST_CHECK;
err_code nd_eigh(nd_ctx *c, nd_array *a, bool upper, bool vectors, nd_array *out[2], err *e) ERR_MUST_CHECK;

/* U, S, Vh; only S when vectors are not wanted. */
err_code nd_svd(nd_ctx *c, nd_array *a, bool full, bool vectors, nd_array *out[3], err *e) ERR_MUST_CHECK;

/* mode 'r'educed, 'c'omplete: q and r; 'R': r alone in out[1]; 'w' (raw): h and tau. */
err_code nd_qr(nd_ctx *c, nd_array *a, char mode, nd_array *out[2], err *e) ERR_MUST_CHECK;

/* x, sums of squared residuals, rank (int32, 0-d), singular values. b 1-d or 2-d. */
err_code nd_lstsq(nd_ctx *c, nd_array *a, nd_array *b, const double *rcond, nd_array *out[4], err *e) ERR_MUST_CHECK;

/* np.linalg's checks: "Last 2 dimensions of the array must be square", ... */
err_code nd_check_stacked(const nd_array *a, bool square, err *e) ERR_MUST_CHECK;
/* The type to compute in. */
err_code nd_linalg_type(const nd_array *a, const nd_array *b, nd_dtype *d, err *e) ERR_MUST_CHECK;

#endif
