/* array/packbits.h: eight truth values in a byte, and back. */
#ifndef NDRILL_ARRAY_PACKBITS_H
#define NDRILL_ARRAY_PACKBITS_H

#include "array/nd.h"

/* Bits along axis (ND_MAXDIMS: flattened), the first in the highest place, or in the lowest when little. */
nd_array *nd_packbits(nd_ctx *c, nd_array *a, int axis, bool little, err *e) ERR_MUST_CHECK;

/* count: how many bits an axis gives; NULL: all; negative: so many are left out at the end. */
nd_array *nd_unpackbits(nd_ctx *c, nd_array *a, int axis, const ptrdiff_t *count, bool little, err *e) ERR_MUST_CHECK;

#endif
