/* array/select.h: order statistics without sorting. Inside the array floor only. */
#ifndef NDRILL_ARRAY_SELECT_H
#define NDRILL_ARRAY_SELECT_H

#include <stddef.h>

/* Reorders x[0, n) so that x[k] is what sorting would put there, nothing before it is greater and
 * nothing after it is less. No NaN. k < n. */
double nd_select(double *x, size_t n, size_t k);

/* The NaN moved to the end; how many are not NaN. */
size_t nd_select_split_nan(double *x, size_t n);

#endif
