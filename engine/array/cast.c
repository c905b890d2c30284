/* array/cast.c: which loop copies elements of one type into another. */
// clang-format off
#include "array/cast.h"

#include <string.h>

#include "array/kernels.h"

/* --- same type ---------------------------------------------------------------------------- */

#define MOVE_LOOP(fname, T)                                                                      \
    static err_code fname(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {   \
        (void)k;                                                                                 \
        char       *to = p[0];                                                                   \
        const char *from = p[1];                                                                 \
        if (stride[0] == sizeof(T) && stride[1] == sizeof(T)) {                                  \
            memmove(to, from, n * sizeof(T));                                                    \
        } else if (stride[0] == sizeof(T) && stride[1] == 0) {                                   \
            T *t = (T *)(void *)to, x = *(const T *)(const void *)from;                          \
            for (size_t i = 0; i < n; i++) t[i] = x;                                             \
        } else for (; n > 0; n--, to += stride[0], from += stride[1])                            \
            *(T *)(void *)to = *(const T *)(const void *)from;                                   \
        return ERR_OK;                                                                           \
    }

MOVE_LOOP(move1, uint8_t)
MOVE_LOOP(move2, uint16_t)
MOVE_LOOP(move4, uint32_t)
MOVE_LOOP(move8, uint64_t)

typedef struct words { uint64_t w[2]; } words;
MOVE_LOOP(move16, words)

static nd_cast_fn *find_move(size_t itemsize) {
    switch (itemsize) {
    case 1: return move1;
    case 2: return move2;
    case 4: return move4;
    case 8: return move8;
    default: return move16;
    }
}

nd_cast_fn *nd_cast_find(nd_dtype from, nd_dtype to) {
    if (from.type == ND_STR || to.type == ND_STR) return nd_cast_find_text(from, to);
    if (from.type == to.type) return find_move(from.itemsize);
    return nd_kernel_table()->cast[from.type][to.type];
}

void nd_cast_warn(nd_ctx *c, const nd_cast *k) {
    if (k->trouble & ND_CAST_DISCARD) nd_warn(c, "ComplexWarning", "Casting complex values to real discards the imaginary part");
    if (k->trouble & ND_CAST_INVALID) nd_warn(c, "RuntimeWarning", "invalid value encountered in cast");
    if (k->trouble & ND_CAST_OVERFLOW) nd_warn(c, "RuntimeWarning", "overflow encountered in cast");
}
