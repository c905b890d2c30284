/* array/overlap.h: when writing one array would change what is yet to be read from another.
 * Inside the floor only.                                                                     */
#ifndef NDRILL_ARRAY_OVERLAP_H
#define NDRILL_ARRAY_OVERLAP_H

#include "array/nd.h"

/* True when dst and src, which have one shape, share memory in another way than element by
 * element: an elementwise loop must then read a copy of src. */
bool nd_overlap_needs_copy(const nd_array *dst, const nd_array *src);

#endif
