/* array/join.h: several arrays into one, one into several, and repetition. */
#ifndef NDRILL_ARRAY_JOIN_H
#define NDRILL_ARRAY_JOIN_H

#include "array/nd.h"

/* axis ND_MAXDIMS: flattened first. dtype NULL: promoted. */
nd_array *nd_concatenate(nd_ctx *c, int n, nd_array *const *a, int axis, const nd_dtype *dtype, err *e) ERR_MUST_CHECK;
nd_array *nd_stack(nd_ctx *c, int n, nd_array *const *a, int axis, err *e) ERR_MUST_CHECK;
nd_array *nd_hstack(nd_ctx *c, int n, nd_array *const *a, err *e) ERR_MUST_CHECK;
nd_array *nd_vstack(nd_ctx *c, int n, nd_array *const *a, err *e) ERR_MUST_CHECK;
nd_array *nd_dstack(nd_ctx *c, int n, nd_array *const *a, err *e) ERR_MUST_CHECK;
nd_array *nd_column_stack(nd_ctx *c, int n, nd_array *const *a, err *e) ERR_MUST_CHECK;

/* np.array_split into equal-as-possible sections, or at given indices; views into out[nout]. `exact` is np.split:
 * ValueError "array split does not result in an equal division". out has room for the pieces:
 * sections, or nindices + 1. */
err_code nd_split_sections(nd_ctx *c, nd_array *a, ptrdiff_t sections, int axis, bool exact, nd_array **out, err *e) ERR_MUST_CHECK;
err_code nd_split_indices(nd_ctx *c, nd_array *a, size_t n, const ptrdiff_t *indices, int axis, nd_array **out, err *e) ERR_MUST_CHECK;

/* repeats: 0-d or one per element. axis ND_MAXDIMS: flattened. */
nd_array *nd_repeat(nd_ctx *c, nd_array *a, const nd_array *repeats, int axis, err *e) ERR_MUST_CHECK;
nd_array *nd_tile(nd_ctx *c, nd_array *a, int n, const ptrdiff_t *reps, err *e) ERR_MUST_CHECK;
/* axis ND_MAXDIMS (n = 1): flattened, shape restored. */
nd_array *nd_roll(nd_ctx *c, nd_array *a, int n, const ptrdiff_t *shift, const int *axes, err *e) ERR_MUST_CHECK;

/* np.delete and np.insert with integer positions; axis ND_MAXDIMS: flattened. */
nd_array *nd_delete(nd_ctx *c, nd_array *a, const nd_array *positions, int axis, err *e) ERR_MUST_CHECK;
nd_array *nd_insert(nd_ctx *c, nd_array *a, const nd_array *positions, const nd_array *values, int axis, err *e) ERR_MUST_CHECK;
nd_array *nd_resize(nd_ctx *c, nd_array *a, int ndim, const ptrdiff_t *shape, err *e) ERR_MUST_CHECK;  /* np.resize: repeats */

/* np.pad; mode "constant" "edge" "reflect" "symmetric" "wrap"; widths[2 * ndim]. value 0-d or NULL (0). */
nd_array *nd_pad(nd_ctx *c, nd_array *a, const ptrdiff_t *widths, const char *mode, const nd_array *value, err *e) ERR_MUST_CHECK;

#endif
