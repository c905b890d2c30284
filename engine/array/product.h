/* array/product.h: sums of products: dot, matmul, outer, covariance. */
#ifndef NDRILL_ARRAY_PRODUCT_H
#define NDRILL_ARRAY_PRODUCT_H

#include "array/nd.h"

nd_array *nd_dot(nd_ctx *c, nd_array *a, nd_array *b, err *e) ERR_MUST_CHECK;
nd_array *nd_matmul(nd_ctx *c, nd_array *a, nd_array *b, nd_array *out, err *e) ERR_MUST_CHECK;
nd_array *nd_vdot(nd_ctx *c, nd_array *a, nd_array *b, err *e) ERR_MUST_CHECK;
nd_array *nd_inner(nd_ctx *c, nd_array *a, nd_array *b, err *e) ERR_MUST_CHECK;
nd_array *nd_outer(nd_ctx *c, nd_array *a, nd_array *b, err *e) ERR_MUST_CHECK;
nd_array *nd_kron(nd_ctx *c, nd_array *a, nd_array *b, err *e) ERR_MUST_CHECK;
nd_array *nd_trace(nd_ctx *c, nd_array *a, int offset, int axis1, int axis2, err *e) ERR_MUST_CHECK;

/* y may be NULL. ddof < 0: 1 - bias. */
nd_array *nd_cov(nd_ctx *c, nd_array *m, nd_array *y, bool rowvar, bool bias, int ddof, err *e) ERR_MUST_CHECK;
nd_array *nd_corrcoef(nd_ctx *c, nd_array *x, nd_array *y, bool rowvar, err *e) ERR_MUST_CHECK;

#endif
