/* array/index.h: a[...], a[...] = v: basic, fancy and boolean, and their mixtures. */
#ifndef NDRILL_ARRAY_INDEX_H
#define NDRILL_ARRAY_INDEX_H

#include "array/nd.h"

typedef enum nd_key_kind { ND_KEY_INT, ND_KEY_SLICE, ND_KEY_ELLIPSIS, ND_KEY_NEWAXIS, ND_KEY_ARRAY } nd_key_kind;

#define ND_NONE PTRDIFF_MIN          /* an absent start, stop or step */

typedef struct nd_key {
    nd_key_kind     kind;
    ptrdiff_t       i;                     /* INT */
    ptrdiff_t       start, stop, step;     /* SLICE */
    const nd_array *array;                 /* ARRAY: bool mask or integers; other dtypes are refused */
} nd_key;

/* Slice arithmetic of Python: clip to [0, n]; *count elements from *first in steps of *step.
 * ValueError "slice step cannot be zero". */
err_code nd_slice_clip(const nd_key *k, ptrdiff_t n, ptrdiff_t *first, ptrdiff_t *step, ptrdiff_t *count, err *e) ERR_MUST_CHECK;

/* The value of a[keys]: a view for basic keys, a copy when one key is an array. All axes taken by
 * integers: a 0-d copy flagged ND_SCALAR. Error texts as in NumPy 2.4 (semantics.md 3.4). */
nd_array *nd_get(nd_ctx *c, nd_array *a, int nkeys, const nd_key *keys, err *e) ERR_MUST_CHECK;

/* Basic keys only, into a descriptor: no memory. False with e unset when a key is an array. */
bool nd_get_basic(nd_view *v, const nd_array *a, int nkeys, const nd_key *keys, err *e);

/* a[keys] = value, overlap-safe. */
err_code nd_set(nd_ctx *c, nd_array *a, int nkeys, const nd_key *keys, const nd_array *value, err *e) ERR_MUST_CHECK;

/* Address of one element; keys count from 0, negative from the end.
 * IndexError "index 5 is out of bounds for axis 0 with size 5". */
char *nd_element(const nd_array *a, int nkeys, const ptrdiff_t *keys, err *e);

/* np.take(a, indices, axis, mode 'r'aise 'w'rap 'c'lip); axis ND_MAXDIMS: flattened. */
nd_array *nd_take(nd_ctx *c, nd_array *a, const nd_array *indices, int axis, char mode, err *e) ERR_MUST_CHECK;
err_code  nd_put(nd_ctx *c, nd_array *a, const nd_array *indices, const nd_array *values, char mode, err *e) ERR_MUST_CHECK;
nd_array *nd_take_along_axis(nd_ctx *c, nd_array *a, const nd_array *indices, int axis, err *e) ERR_MUST_CHECK;

/* np.compress / boolean selection along an axis (ND_MAXDIMS: flattened). */
nd_array *nd_compress(nd_ctx *c, const nd_array *mask, nd_array *a, int axis, err *e) ERR_MUST_CHECK;

/* np.nonzero: one int64 array an axis into out[ndim]. 0-d: ValueError as NumPy's. */
err_code  nd_nonzero(nd_ctx *c, const nd_array *a, nd_array **out, err *e) ERR_MUST_CHECK;
nd_array *nd_argwhere(nd_ctx *c, const nd_array *a, err *e) ERR_MUST_CHECK;
nd_array *nd_flatnonzero(nd_ctx *c, const nd_array *a, err *e) ERR_MUST_CHECK;
size_t    nd_count_true(const nd_array *a);               /* non-zero elements */

/* np.where(condition, x, y); x and y promote, text only with text. */
nd_array *nd_where(nd_ctx *c, const nd_array *condition, const nd_array *x, const nd_array *y, err *e) ERR_MUST_CHECK;

#endif
