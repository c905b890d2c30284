/* array/mask.h: bytes of truth, eight at a time. Inside the floor only. */
#ifndef NDRILL_ARRAY_MASK_H
#define NDRILL_ARRAY_MASK_H

#include <stddef.h>
#include <stdint.h>

/* True bytes among n; any byte but 0 is true. */
size_t nd_mask_count(const uint8_t *mask, size_t n);

/* Positions of the true bytes, base added, into out (room for all of them); returns how many. */
size_t nd_mask_positions(const uint8_t *mask, size_t n, int64_t base, int64_t *out, size_t room);

#endif
