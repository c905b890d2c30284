/* array/layout.h: strides chosen and recognised. Inside the floor only. */
#ifndef NDRILL_ARRAY_LAYOUT_H
#define NDRILL_ARRAY_LAYOUT_H

#include "array/nd.h"

/* 0 to 4 for items of 1 to 16 bytes: how tables of loops that only move items are indexed. */
static inline int nd_item_log2(nd_dtype d) {
    return d.itemsize == 1 ? 0 : d.itemsize == 2 ? 1 : d.itemsize == 4 ? 2 : d.itemsize == 8 ? 3 : 4;
}

/* Axes from the largest stride to the smallest; equal ones stay in order. */
void nd_order_by_stride(const nd_array *a, int axes[ND_MAXDIMS]);

/* 'C' or 'F' for any of C F A K, where K asks for a layout that is neither: 'K'. */
char nd_resolve_order(const nd_array *a, char order);

/* Strides that pack shape without gaps when axes[] names the axes from the outermost on. */
void nd_pack_strides(size_t itemsize, int ndim, const ptrdiff_t *shape, const int *axes, ptrdiff_t *strides);

/* Strides of a's shape packed in the given order (C F A K). */
void nd_packed_like(const nd_array *a, char order, ptrdiff_t *strides);

#endif
