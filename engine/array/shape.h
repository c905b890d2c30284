/* array/shape.h: the same elements under another shape. */
#ifndef NDRILL_ARRAY_SHAPE_H
#define NDRILL_ARRAY_SHAPE_H

#include "array/nd.h"

/* A view when strides allow, else a copy (whose OWNDATA is unset). One length may be -1. order C F A. */
nd_array *nd_reshape(nd_ctx *c, nd_array *a, int ndim, const ptrdiff_t *shape, char order, err *e) ERR_MUST_CHECK;
nd_array *nd_ravel(nd_ctx *c, nd_array *a, char order, err *e) ERR_MUST_CHECK;           /* a view when it can be; order C F A K */
nd_array *nd_flatten(nd_ctx *c, const nd_array *a, char order, err *e) ERR_MUST_CHECK;   /* always a copy */

/* axes NULL: reversed. Always views. */
nd_array *nd_transpose(nd_ctx *c, nd_array *a, int naxes, const int *axes, err *e) ERR_MUST_CHECK;
nd_array *nd_swapaxes(nd_ctx *c, nd_array *a, int axis1, int axis2, err *e) ERR_MUST_CHECK;
nd_array *nd_moveaxis(nd_ctx *c, nd_array *a, int n, const int *source, const int *destination, err *e) ERR_MUST_CHECK;
nd_array *nd_rollaxis(nd_ctx *c, nd_array *a, int axis, int start, err *e) ERR_MUST_CHECK;

/* naxes < 0: every axis of length 1. ValueError "cannot select an axis to squeeze out which has size not equal to one". */
nd_array *nd_squeeze(nd_ctx *c, nd_array *a, int naxes, const int *axes, err *e) ERR_MUST_CHECK;
nd_array *nd_expand_dims(nd_ctx *c, nd_array *a, int naxes, const int *axes, err *e) ERR_MUST_CHECK;
nd_array *nd_atleast(nd_ctx *c, nd_array *a, int ndim, err *e) ERR_MUST_CHECK;           /* atleast_1d, 2d, 3d; a itself when it fits */

/* Read-only view with strides 0. */
nd_array *nd_broadcast_to(nd_ctx *c, nd_array *a, int ndim, const ptrdiff_t *shape, err *e) ERR_MUST_CHECK;

nd_array *nd_diagonal(nd_ctx *c, nd_array *a, int offset, int axis1, int axis2, err *e) ERR_MUST_CHECK;  /* read-only view */
nd_array *nd_diag(nd_ctx *c, nd_array *a, int k, err *e) ERR_MUST_CHECK;
nd_array *nd_tri(nd_ctx *c, const nd_array *a, int k, bool upper, err *e) ERR_MUST_CHECK;                /* tril, triu: copies */

nd_array *nd_flip(nd_ctx *c, nd_array *a, int naxes, const int *axes, err *e) ERR_MUST_CHECK;            /* view; naxes < 0: all */
nd_array *nd_rot90(nd_ctx *c, nd_array *a, int k, int axis1, int axis2, err *e) ERR_MUST_CHECK;          /* view */

/* .view(dtype), same data read as another type; last axis must be contiguous when sizes differ. */
nd_array *nd_view_dtype(nd_ctx *c, nd_array *a, nd_dtype d, err *e) ERR_MUST_CHECK;

/* Checked: every element must lie inside a's own block. ValueError otherwise. */
nd_array *nd_as_strided(nd_ctx *c, nd_array *a, int ndim, const ptrdiff_t *shape, const ptrdiff_t *strides, bool writeable, err *e) ERR_MUST_CHECK;
nd_array *nd_sliding_window_view(nd_ctx *c, nd_array *a, int n, const ptrdiff_t *window, const int *axes, err *e) ERR_MUST_CHECK; /* read-only; axes NULL: all */

#endif
