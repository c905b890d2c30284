/* array/npy_type.h: element types in .npy headers, and bytes from outside made fit. Inside the floor only. */
#ifndef NDRILL_ARRAY_NPY_TYPE_H
#define NDRILL_ARRAY_NPY_TYPE_H

#include "array/npy.h"
#include "array/record.h"

/* The header's text: Python's literals, read piece by piece. */
typedef struct nd_npy_scan {
    const char *p, *end;
} nd_npy_scan;

void nd_npy_skip(nd_npy_scan *s);
bool nd_npy_accept(nd_npy_scan *s, const char *word);
bool nd_npy_word(nd_npy_scan *s, char *word, size_t room);               /* a quoted word without escapes */
bool nd_npy_length(nd_npy_scan *s, ptrdiff_t *n);
int  nd_npy_shape(nd_npy_scan *s, ptrdiff_t *shape, int most);           /* a tuple; -1: none */

typedef struct nd_npy_order_seen {
    bool little, big;
} nd_npy_order_seen;
bool nd_npy_type(nd_npy_scan *s, nd_dtype *d, bool *swapped);

/* n elements with their bytes the other way round; with truth values made 0 or 1 (false: text that is none). */
void nd_npy_swap(nd_dtype d, char *p, size_t n);
bool nd_npy_settle(nd_dtype d, char *p, size_t n);

#endif
