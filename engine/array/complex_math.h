/* array/complex_math.h: complex numbers as C has them, built from parts and taken apart.
 *
 * C's own * and / repair infinities by calls into the library; NumPy's do not, so products and
 * quotients are spelt out where they are needed. Inside the array floor only.                */
#ifndef NDRILL_ARRAY_COMPLEX_MATH_H
#define NDRILL_ARRAY_COMPLEX_MATH_H

#include <stdbool.h>
#include <string.h>

#include "array/dtype.h"

/* An array of two numbers in memory, whatever the values: no multiplication by i. */
static inline nd_c128 nd_c128_make(double re, double im) {
    const double parts[2] = {re, im};
    nd_c128      z;
    memcpy(&z, parts, sizeof z);
    return z;
}

static inline nd_c64 nd_c64_make(float re, float im) {
    const float parts[2] = {re, im};
    nd_c64      z;
    memcpy(&z, parts, sizeof z);
    return z;
}

static inline double nd_c128_re(nd_c128 z) { return __real__ z; }
static inline double nd_c128_im(nd_c128 z) { return __imag__ z; }
static inline float  nd_c64_re(nd_c64 z) { return __real__ z; }
static inline float  nd_c64_im(nd_c64 z) { return __imag__ z; }

static inline bool nd_c128_is_nan(nd_c128 z) { return __real__ z != __real__ z || __imag__ z != __imag__ z; }
static inline bool nd_c64_is_nan(nd_c64 z) { return __real__ z != __real__ z || __imag__ z != __imag__ z; }

#endif
