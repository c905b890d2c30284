/* array/convolve.h: sliding sums of products of two 1-d arrays. */
#ifndef NDRILL_ARRAY_CONVOLVE_H
#define NDRILL_ARRAY_CONVOLVE_H

#include "array/nd.h"

/* out[k] = sum of a[i] v[k - i]: n + m - 1 elements in the promoted type. Both 1-d and not empty. */
nd_array *nd_convolve(nd_ctx *c, const nd_array *a, const nd_array *v, err *e) ERR_MUST_CHECK;

#endif
