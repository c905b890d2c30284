/* array/pick.h: what a[keys] selects, worked out once for reading and writing. Inside the floor only.
 *
 * Index arrays select F = n "places", each an offset from where the basic keys lead; at each
 * place there is a block of basic axes. The result's axes are the first `before` basic axes, then the
 * axes of the broadcast index arrays, then the other basic axes.                               */
#ifndef NDRILL_ARRAY_PICK_H
#define NDRILL_ARRAY_PICK_H

#include "array/index.h"
#include "array/nd.h"

typedef struct nd_pick_axis {
    const nd_array *index;             /* int64 */
    nd_array       *made;              /* index when it was made here, to be dropped */
    int             axis;              /* of the array, for messages */
    ptrdiff_t       length, stride;    /* of that axis */
} nd_pick_axis;

typedef struct nd_pick {
    nd_view      basic;                /* one block; its data is where offset 0 leads */
    int          before;
    int          naxes;
    nd_pick_axis axes[ND_MAXDIMS];
    int          ndim;                 /* of the places */
    ptrdiff_t    shape[ND_MAXDIMS];
    size_t       n;
    ptrdiff_t   *offsets;
} nd_pick;

/* Keys with at least one array among them. Sets p->offsets, which nd_pick_done frees. */
err_code nd_pick_init(nd_ctx *c, nd_pick *p, const nd_array *a, int nkeys, const nd_key *keys, err *e) ERR_MUST_CHECK;
void     nd_pick_done(nd_ctx *c, nd_pick *p);

/* The shape of the result. */
void nd_pick_shape(const nd_pick *p, int *ndim, ptrdiff_t shape[ND_MAXDIMS]);

nd_array *nd_gather(nd_ctx *c, const nd_pick *p, err *e) ERR_MUST_CHECK;
/* An error unless value can be stretched to the shape of the selection. */
err_code  nd_pick_fits(const nd_pick *p, const nd_array *value, err *e) ERR_MUST_CHECK;
err_code  nd_scatter(nd_ctx *c, nd_pick *p, nd_array *a, const nd_array *value, err *e) ERR_MUST_CHECK;

/* a[mask] and a[mask] = value where the mask has a's shape. */
nd_array *nd_mask_get(nd_ctx *c, const nd_array *a, const nd_array *mask, err *e) ERR_MUST_CHECK;
err_code  nd_mask_set(nd_ctx *c, nd_array *a, const nd_array *mask, const nd_array *value, err *e) ERR_MUST_CHECK;

/* IndexError unless the mask fits a's axes from `axis` on. */
err_code nd_mask_check(const nd_array *a, int axis, const nd_array *mask, err *e) ERR_MUST_CHECK;

/* value as an array of type d that shares nothing with a: value itself, or *made, which the caller
 * drops. NULL on failure. A Lua number is stored strictly, an array is cast. */
const nd_array *nd_value_for(nd_ctx *c, const nd_array *a, nd_dtype d, const nd_array *value, nd_array **made, err *e) ERR_MUST_CHECK;

#endif
