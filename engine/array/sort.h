/* array/sort.h: order: sort, argsort, partition, unique, searchsorted, set operations.
 *
 * NaN sorts last; text by code point. Every sort here is stable.                           */
#ifndef NDRILL_ARRAY_SORT_H
#define NDRILL_ARRAY_SORT_H

#include "array/nd.h"

/* axis ND_MAXDIMS: flattened. */
nd_array *nd_sort(nd_ctx *c, const nd_array *a, int axis, err *e) ERR_MUST_CHECK;
err_code  nd_sort_inplace(nd_ctx *c, nd_array *a, int axis, err *e) ERR_MUST_CHECK;
nd_array *nd_argsort(nd_ctx *c, const nd_array *a, int axis, err *e) ERR_MUST_CHECK;
nd_array *nd_lexsort(nd_ctx *c, int nkeys, const nd_array *const *keys, err *e) ERR_MUST_CHECK;   /* last key first; 1-d keys */
/* partition, argpartition: a full sort satisfies the promise; kth is checked ("kth(=5) out of bounds (3)"). */
nd_array *nd_partition(nd_ctx *c, const nd_array *a, int64_t kth, int axis, err *e) ERR_MUST_CHECK;
nd_array *nd_argpartition(nd_ctx *c, const nd_array *a, int64_t kth, int axis, err *e) ERR_MUST_CHECK;

typedef struct nd_unique_result {       /* those not asked for stay NULL */
    nd_array *values, *index, *inverse, *counts;
} nd_unique_result;

typedef struct nd_unique_options {
    bool index, inverse, counts;
    int  axis;                          /* ND_MAXDIMS: flattened */
    bool equal_nan;
} nd_unique_options;

/* inverse has the input's shape (2.x); index is the first occurrence. */
err_code nd_unique(nd_ctx *c, const nd_array *a, const nd_unique_options *o, nd_unique_result *out, err *e) ERR_MUST_CHECK;

/* side 'l' or 'r'. sorter may be NULL. */
nd_array *nd_searchsorted(nd_ctx *c, const nd_array *a, const nd_array *v, char side, const nd_array *sorter, err *e) ERR_MUST_CHECK;
nd_array *nd_digitize(nd_ctx *c, const nd_array *x, const nd_array *bins, bool right, err *e) ERR_MUST_CHECK;

nd_array *nd_isin(nd_ctx *c, const nd_array *a, const nd_array *test, bool invert, err *e) ERR_MUST_CHECK;
nd_array *nd_intersect1d(nd_ctx *c, const nd_array *a, const nd_array *b, err *e) ERR_MUST_CHECK;
nd_array *nd_union1d(nd_ctx *c, const nd_array *a, const nd_array *b, err *e) ERR_MUST_CHECK;
nd_array *nd_setdiff1d(nd_ctx *c, const nd_array *a, const nd_array *b, err *e) ERR_MUST_CHECK;
nd_array *nd_setxor1d(nd_ctx *c, const nd_array *a, const nd_array *b, err *e) ERR_MUST_CHECK;

#endif
