/* array/close.h: equality of arrays: exact, close, and where they differ. */
#ifndef NDRILL_ARRAY_CLOSE_H
#define NDRILL_ARRAY_CLOSE_H

#include "array/nd.h"

nd_array *nd_isclose(nd_ctx *c, const nd_array *a, const nd_array *b, double rtol, double atol, bool equal_nan, err *e) ERR_MUST_CHECK;
err_code  nd_allclose(nd_ctx *c, const nd_array *a, const nd_array *b, double rtol, double atol, bool equal_nan, bool *yes, err *e) ERR_MUST_CHECK;
err_code  nd_array_equal(nd_ctx *c, const nd_array *a, const nd_array *b, bool equal_nan, bool *yes, err *e) ERR_MUST_CHECK;
err_code  nd_array_equiv(nd_ctx *c, const nd_array *a, const nd_array *b, bool *yes, err *e) ERR_MUST_CHECK;

#endif
