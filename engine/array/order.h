/* array/order.h: in which order an iteration over several operands takes the axes.
 * Inside the array floor only.                                                       */
#ifndef NDRILL_ARRAY_ORDER_H
#define NDRILL_ARRAY_ORDER_H

#include "array/nd.h"

/* axes[0] is the innermost. Operands have ndim axes each; an axis of length 1 has no say. */
void nd_iteration_order(int ndim, int n, const nd_array *const *ops, int axes[ND_MAXDIMS]);

#endif
