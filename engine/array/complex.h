/* array/complex.h: the parts of complex numbers. */
#ifndef NDRILL_ARRAY_COMPLEX_H
#define NDRILL_ARRAY_COMPLEX_H

#include "array/nd.h"

/* A descriptor of the real or (imaginary true) imaginary parts of a. Of a real array: a itself. */
void nd_part(nd_view *v, const nd_array *a, bool imaginary);

/* Views of the parts. A real array has itself for a real part, and zeros, read-only, for the other. Parts
 * of a scalar are scalars. */
nd_array *nd_real(nd_ctx *c, nd_array *a, err *e) ERR_MUST_CHECK;
nd_array *nd_imag(nd_ctx *c, nd_array *a, err *e) ERR_MUST_CHECK;

/* np.angle: arctan2 of the parts; degrees: times 180/pi. */
nd_array *nd_angle(nd_ctx *c, nd_array *a, bool degrees, err *e) ERR_MUST_CHECK;

/* np.real_if_close: the real parts when no imaginary part reaches tol epsilons (tol <= 1: tol itself). */
nd_array *nd_real_if_close(nd_ctx *c, nd_array *a, double tol, err *e) ERR_MUST_CHECK;

#endif
