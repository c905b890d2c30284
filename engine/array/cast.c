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
            T x;                                                                                 \
            memcpy(&x, from, sizeof x);                                                          \
            for (size_t i = 0; i < n; i++) memcpy(to + i * sizeof x, &x, sizeof x);              \
        } else for (; n > 0; n--, to += stride[0], from += stride[1]) {                          \
            T x;                                                                                 \
            memcpy(&x, from, sizeof x);                                                          \
            memcpy(to, &x, sizeof x);                                                            \
        }                                                                                        \
        return ERR_OK;                                                                           \
    }

MOVE_LOOP(move1, uint8_t)
MOVE_LOOP(move2, uint16_t)
MOVE_LOOP(move4, uint32_t)
MOVE_LOOP(move8, uint64_t)

typedef struct words { uint64_t w[2]; } words;
MOVE_LOOP(move16, words)

static err_code move_any(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    const size_t size = k->to.itemsize;
    for (size_t i = 0; i < n && size; i++) memmove(p[0] + (ptrdiff_t)i * stride[0], p[1] + (ptrdiff_t)i * stride[1], size);
    return ERR_OK;
}

static nd_cast_fn *find_move(size_t itemsize) {
    switch (itemsize) {
    case 1: return move1;
    case 2: return move2;
    case 4: return move4;
    case 8: return move8;
    case 16: return move16;
    default: return move_any;
    }
}

nd_cast_fn *nd_cast_find(nd_dtype from, nd_dtype to) {
    if (from.type < ND_NNUMERIC && to.type < ND_NNUMERIC)
        return from.type == to.type ? find_move(from.itemsize) : nd_kernel_table()->cast[from.type][to.type];
    if (nd_dtype_equal(from, to)) return from.type == ND_STR ? nd_cast_find_text(from, to) : find_move(from.itemsize);
    if (nd_is_record(from) || nd_is_record(to)) return nd_cast_find_record(from, to);
    if (nd_is_time(from) || nd_is_time(to)) return nd_cast_find_time(from, to);
    return nd_cast_find_text(from, to);
}

/* --- at any address ------------------------------------------------------------------------- */

#define BLOCK 64

/* Through blocks of aligned memory. */
static err_code cast_apart(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    nd_c128           from[BLOCK], to[BLOCK];
    const ptrdiff_t   size[2] = {(ptrdiff_t)k->to.itemsize, (ptrdiff_t)k->from.itemsize};
    nd_cast_fn *const loop = nd_cast_find(k->from, k->to), *const in = find_move(k->from.itemsize), *const out = find_move(k->to.itemsize);
    for (size_t i = 0; i < n; i += BLOCK) {
        const size_t    here = n - i < BLOCK ? n - i : BLOCK;
        char *const     get[2] = {(char *)from, p[1] + (ptrdiff_t)i * stride[1]}, *const do_cast[2] = {(char *)to, (char *)from};
        char *const     put[2] = {p[0] + (ptrdiff_t)i * stride[0], (char *)to};
        const ptrdiff_t get_by[2] = {size[1], stride[1]}, put_by[2] = {stride[0], size[0]};
        err_code        code = in(k, get, get_by, here);
        if (!code) code = loop(k, do_cast, size, here);
        if (!code) code = out(k, put, put_by, here);
        if (code) return code;
    }
    return ERR_OK;
}

/* Only the loops from one number type into another need aligned elements. */
static bool needs_alignment(nd_dtype from, nd_dtype to) { return from.type != to.type && nd_is_numeric(from) && nd_is_numeric(to); }

nd_cast_fn *nd_cast_find_between(const nd_array *from, const nd_array *to) {
    const bool apart = needs_alignment(from->dtype, to->dtype) && !(nd_is_aligned(from) && nd_is_aligned(to));
    return apart ? cast_apart : nd_cast_find(from->dtype, to->dtype);
}

err_code nd_cast_run(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    return (needs_alignment(k->from, k->to) ? cast_apart : nd_cast_find(k->from, k->to))(k, p, stride, n);
}

void nd_cast_warn(nd_ctx *c, const nd_cast *k) {
    if (k->trouble & ND_CAST_DISCARD) nd_warn(c, "ComplexWarning", "Casting complex values to real discards the imaginary part");
    if (k->trouble & ND_CAST_INVALID) nd_warn(c, "RuntimeWarning", "invalid value encountered in cast");
    if (k->trouble & ND_CAST_OVERFLOW) nd_warn(c, "RuntimeWarning", "overflow encountered in cast");
}
