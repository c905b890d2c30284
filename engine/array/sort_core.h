/* array/sort_core.h: sorting one contiguous row. For use inside array/. */
#ifndef NDRILL_ARRAY_SORT_CORE_H
#define NDRILL_ARRAY_SORT_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "array/nd.h"

/* Bytes of scratch that one row of n elements needs. */
size_t nd_sort_scratch(nd_dtype d, size_t n);

/* Stable; NaN last; aligned rows. index is filled by nd_sort_row_index: the order of v. */
void nd_sort_row(nd_dtype d, void *v, size_t n, void *scratch);
void nd_sort_row_index(nd_dtype d, const void *v, int64_t *index, size_t n, void *scratch);

/* --- comparison sorts ------------------------------------------------------------------ */

typedef struct nd_order {
    bool (*is_sorted)(const void *v, size_t n);
    void (*sort)(void *v, size_t n, void *scratch);
    void (*sort_index)(const void *v, int64_t *index, size_t n, int64_t *scratch);
    size_t (*find)(const void *v, size_t n, const void *key, bool right);
} nd_order;

extern const nd_order nd_orders[ND_NNUMERIC];

/* By a comparison of two row numbers: < 0, 0, > 0. index holds the rows in their present order. */
typedef int nd_compare_fn(const void *rows, int64_t i, int64_t j);
void nd_sort_compare(nd_compare_fn *compare, const void *rows, int64_t *index, size_t n, int64_t *scratch);

/* Two texts of equal width by code point. */
int nd_text_compare(const nd_char *a, const nd_char *b, size_t nchars);

#endif
