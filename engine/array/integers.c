/* array/integers.c: integers between two bounds, which may differ from element to element.
 *
 * Small types cut several values out of one 32-bit word, lowest bits first. The generator scales a word
 * (Lemire); the legacy one masks it and tries again.                                                     */
#include "array/dist.h"

#include <math.h>
#include <string.h>

/* --- one value -------------------------------------------------------------------------------- */

typedef struct pieces {
    const nd_rng *r;
    uint32_t      word;
    int           left, bits;        /* of word; of the type: 1, 8, 16, 32 or 64 */
} pieces;

static uint32_t next_piece(pieces *p) {
    if (p->left == 0) {
        p->word = nd_bits32(p->r->bits);
        p->left = 32 / p->bits - 1;
    } else {
        p->word >>= p->bits;
        p->left--;
    }
    return p->bits == 1 ? p->word & 1 : p->bits == 8 ? p->word & 0xff : p->word & 0xffff;
}

static uint32_t masked_piece(pieces *p, uint32_t max) {
    uint32_t mask = max, value;
    for (int shift = 1; shift < 32; shift *= 2) mask |= mask >> shift;
    do
        value = next_piece(p) & mask;
    while (value > max);
    return value;
}

static uint32_t scaled_piece(pieces *p, uint32_t max) {
    uint32_t all = p->bits == 8 ? 0xff : 0xffff, n = max + 1, product;
    if (max == all) return next_piece(p);
    product = next_piece(p) * n;
    if ((product & all) < n) {
        uint32_t least = (all - max) % n;
        while ((product & all) < least) product = next_piece(p) * n;
    }
    return product >> p->bits;
}

static uint64_t draw_up_to(pieces *p, uint64_t max) {
    if (max == 0) return 0;
    if (p->bits == 1) return next_piece(p);
    if (p->bits < 32) return p->r->legacy ? masked_piece(p, (uint32_t)max) : scaled_piece(p, (uint32_t)max);
    return p->r->legacy ? nd_bits_interval(p->r->bits, max) : nd_bits_bounded(p->r->bits, max);
}

static void store_integer(nd_dtype d, char *p, uint64_t value) {
    uint8_t  b = (uint8_t)value;
    uint16_t h = (uint16_t)value;
    uint32_t w = (uint32_t)value;
    switch (d.itemsize) {
    case 1: memcpy(p, &b, 1); break;
    case 2: memcpy(p, &h, 2); break;
    case 4: memcpy(p, &w, 4); break;
    default: memcpy(p, &value, 8);
    }
}

/* --- bounds ------------------------------------------------------------------------------------ */

typedef struct bounds {
    const nd_integers *what;
    const nd_rng      *r;
    nd_i128            least, most;        /* of the type */
    nd_array           zero;
    nd_view            low, high;          /* stretched over the result */
} bounds;

static void type_limits(nd_dtype d, nd_i128 *least, nd_i128 *most) {
    unsigned bits = d.type == ND_BOOL ? 1 : 8 * d.itemsize;
    bool     is_signed = nd_dtype_kind(d) == 'i';
    *least = is_signed ? -((nd_i128)1 << (bits - 1)) : 0;
    *most = ((nd_i128)1 << (is_signed ? bits - 1 : bits)) - 1;
}

/* A number as int() has it. */
static err_code read_bound(nd_dtype d, const char *p, nd_i128 *x, err *e) {
    nd_scalar v = nd_load(d, p);
    switch (v.kind) {
    case 'b': *x = v.u.b; return ERR_OK;
    case 'i': *x = v.u.i; return ERR_OK;
    case 'u': *x = v.u.u; return ERR_OK;
    case 'f': break;
    default: return err_set(e, ERR_TYPE, "bounds of integers must be numbers");
    }
    if (isnan(v.u.f)) return err_set(e, ERR_VALUE, "cannot convert float NaN to integer");
    if (isinf(v.u.f)) return err_set(e, ERR_OVERFLOW, "cannot convert float infinity to integer");
    *x = v.u.f >= 0x1p100 ? (nd_i128)1 << 100 : v.u.f <= -0x1p100 ? -((nd_i128)1 << 100) : (nd_i128)v.u.f;
    return ERR_OK;
}

static err_code refuse_order(const bounds *b, nd_i128 low, err *e) {
    if (low == 0) return err_set(e, ERR_VALUE, b->what->endpoint ? "high < 0" : "high <= 0");
    return err_set(e, ERR_VALUE, b->what->endpoint ? "low > high" : "low >= high");
}

/* low and the distance to the last number. */
static err_code read_pair(const bounds *b, const nd_walk *w, size_t k, nd_i128 *low, uint64_t *max, err *e) {
    char    name[ND_DTYPE_TEXT];
    nd_i128 last;
    ptrdiff_t i = (ptrdiff_t)k;
    if (read_bound(b->low.a.dtype, w->p[1] + i * w->stride[1], low, e)) return e ? e->code : ERR_VALUE;
    if (read_bound(b->high.a.dtype, w->p[2] + i * w->stride[2], &last, e)) return e ? e->code : ERR_VALUE;
    if (!b->what->endpoint) last--;
    nd_dtype_text(b->what->dtype, name);
    if (*low < b->least) return err_set(e, ERR_VALUE, "low is out of bounds for %s", name);
    if (last > b->most) return err_set(e, ERR_VALUE, "high is out of bounds for %s", name);
    if (*low > last) return refuse_order(b, *low, e);
    *max = (uint64_t)(last - *low);
    return ERR_OK;
}

static void open_bounds(bounds *b, const nd_integers *what, int ndim, const ptrdiff_t *shape) {
    nd_broadcast_to_view(&b->low, what->high ? what->low : &b->zero, ndim, shape);
    nd_broadcast_to_view(&b->high, what->high ? what->high : what->low, ndim, shape);
}

/* All pairs in their joint shape, before anything is drawn. */
static err_code check_pairs(bounds *b, const nd_size *joint, err *e) {
    nd_walk   w;
    nd_view   like;
    ptrdiff_t strides[ND_MAXDIMS] = {0};
    nd_i128   low;
    uint64_t  max;
    err_code  code = ERR_OK;
    open_bounds(b, b->what, joint->ndim, joint->shape);
    nd_view_init(&like, nd_dtype_of(ND_BOOL), joint->ndim, joint->shape, strides, (char *)&low);
    const nd_array *ops[] = {&like.a, &b->low.a, &b->high.a};
    for (nd_walk_init(&w, 3, ops, true); !code && w.more; nd_walk_next(&w))
        for (size_t k = 0; !code && k < w.n; k++) code = read_pair(b, &w, k, &low, &max, e);
    return code;
}

/* --- arrays ---------------------------------------------------------------------------------------- */

/* 64-bit integers of a range below 2**32, the commonest kind. */
static void fill_scaled(nd_bitgen *g, int64_t low, uint64_t max, int64_t *out, size_t count) {
    const uint64_t n = max + 1;
    const uint32_t least = (UINT32_MAX - (uint32_t)max) % (uint32_t)n;
    for (size_t i = 0; i < count; i++) {
        uint64_t product;
        do
            product = nd_bits32(g) * n;
        while ((uint32_t)product < least);
        out[i] = (int64_t)((uint64_t)low + (product >> 32));
    }
}

static void fill_masked(nd_bitgen *g, int64_t low, uint64_t max, int64_t *out, size_t count) {
    uint32_t mask = (uint32_t)max, value;
    for (int shift = 1; shift < 32; shift *= 2) mask |= mask >> shift;
    for (size_t i = 0; i < count; i++) {
        do
            value = nd_bits32(g) & mask;
        while (value > max);
        out[i] = (int64_t)((uint64_t)low + value);
    }
}

static void fill_integers(bounds *b, nd_array *out) {
    nd_walk  w;
    nd_i128  low = 0;
    uint64_t max = 0;
    pieces   p = {b->r, 0, 0, out->dtype.type == ND_BOOL ? 1 : (int)(8 * out->dtype.itemsize)};
    open_bounds(b, b->what, out->ndim, out->shape);
    bool            same = b->what->low->ndim == 0 && (!b->what->high || b->what->high->ndim == 0);
    const nd_array *ops[] = {out, &b->low.a, &b->high.a};
    nd_walk_init(&w, 3, ops, true);
    if (same && w.more && out->dtype.itemsize == 8 && !read_pair(b, &w, 0, &low, &max, NULL) && max && max < UINT32_MAX) {
        (b->r->legacy ? fill_masked : fill_scaled)(b->r->bits, (int64_t)low, max, (int64_t *)(void *)out->data, out->size);
        return;
    }
    for (; w.more; nd_walk_next(&w))
        for (size_t k = 0; k < w.n; k++) {
            if ((!same || k == 0) && read_pair(b, &w, k, &low, &max, NULL)) return;
            store_integer(out->dtype, w.p[0] + (ptrdiff_t)k * w.stride[0], (uint64_t)low + draw_up_to(&p, max));
        }
}

static err_code mismatch(const nd_array *a, int i, const nd_size *size, err *e) {
    char have[ND_SHAPE_TEXT], want[ND_SHAPE_TEXT];
    nd_shape_text(a->ndim, a->shape, have);
    nd_shape_text(size->ndim, size->shape, want);
    return err_set(e, ERR_VALUE, "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg %d with shape %s "
                   "and arg 2 with shape %s.", i, have, want);
}

static bool fits(const nd_array *a, const nd_size *size) {
    if (a->ndim > size->ndim) return false;
    for (int i = 0; i < a->ndim; i++)
        if (a->shape[i] != 1 && a->shape[i] != size->shape[size->ndim - a->ndim + i]) return false;
    return true;
}

nd_array *nd_random_integers(nd_ctx *c, const nd_rng *r, const nd_integers *what, err *e) {
    bounds          b = {.what = what, .r = r};
    nd_view         zero;
    int64_t         nought = 0;
    nd_size         size = what->size, joint;
    char            name[ND_DTYPE_TEXT];
    const nd_array *ends[] = {what->low, what->high ? what->high : what->low};

    nd_dtype_text(what->dtype, name);
    if (what->dtype.type != ND_BOOL && !nd_is_integer(what->dtype)) {
        err_set(e, ERR_TYPE, "Unsupported dtype dtype('%s') for %s", name, r->legacy ? "randint" : "integers");
        return NULL;
    }
    nd_view_scalar(&zero, nd_dtype_of(ND_I64), &nought, 0);
    b.zero = zero.a;
    type_limits(what->dtype, &b.least, &b.most);
    if (nd_broadcast_shapes(2, ends, &joint.ndim, joint.shape, e) || check_pairs(&b, &joint, e)) return NULL;
    if (size.ndim < 0 && joint.ndim > 0) size = joint;
    for (int i = 0; size.ndim >= 0 && i < 2; i++)
        if (!fits(ends[i], &size)) return mismatch(ends[i], i, &size, e), NULL;
    nd_array *out = nd_random_new(c, what->dtype, &size, e);
    if (out) fill_integers(&b, out);
    return out;
}
