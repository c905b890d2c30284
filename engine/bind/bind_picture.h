/* bind/bind_picture.h: np.explain: pictures of memory and of broadcasting. */
#ifndef NDRILL_BIND_BIND_PICTURE_H
#define NDRILL_BIND_BIND_PICTURE_H

#include "bind/bind_value.h"

/* Where the elements of a lie. Lines of at most so many columns, a screen at most. */
void bind_draw_memory(buf *out, const nd_array *a, int columns);

enum { BIND_SHAPES_MAX = 6 };

typedef struct bind_shape {
    int       ndim;
    ptrdiff_t shape[ND_MAXDIMS];
} bind_shape;

/* How n shapes are stretched to one, or where they clash. */
void bind_draw_broadcast(buf *out, const bind_shape *s, int n, int columns);

#endif
