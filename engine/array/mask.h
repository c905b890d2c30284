/* array/mask.h: runs of elements under bytes of truth. Inside the floor only. */
#ifndef NDRILL_ARRAY_MASK_H
#define NDRILL_ARRAY_MASK_H

#include <stddef.h>
#include <stdint.h>

/* One inner run of an array and its mask, and the other side, which moves on with each true byte. */
typedef struct nd_mask_run {
    size_t         n;
    char          *p;
    const uint8_t *mask;
    ptrdiff_t      stride, mask_stride;
    char          *other;
    ptrdiff_t      other_stride;
    size_t         left;           /* elements the other side still has */
} nd_mask_run;

/* take: the selected elements, packed, into other. fill: other's one element into the selected
 * places. put: other's elements one after the other into the selected places. */
typedef void nd_mask_loop(nd_mask_run *r);

/* Positions of the true bytes into out, which has room for all of them; returns how many. */
typedef size_t nd_mask_positions_fn(const uint8_t *mask, size_t n, int64_t *out, size_t room);

/* True bytes among n; any byte but 0 is true. */
size_t nd_mask_count(const uint8_t *mask, size_t n);

#endif
