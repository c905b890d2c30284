/* array/random.c: np.random's legacy distributions: the same draws in the same order as NumPy. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "array/random.h"
#include "array/random_bits.h"

/* --- floats --------------------------------------------------------------------------------- */

static nd_array *new_floats(nd_ctx *c, int ndim, const ptrdiff_t *shape, err *e) {
    nd_array *out = nd_new(c, nd_dtype_of(ND_F64), ndim, shape, 'C', e);
    if (!out) return NULL;
    if (ndim == 0) out->flags |= ND_SCALAR;
    c->bill.elements += out->size;
    return out;
}

static double *doubles(nd_array *a) { return (double *)(void *)a->data; }

nd_array *nd_random_rand(nd_ctx *c, nd_mt19937 *r, int ndim, const ptrdiff_t *shape, err *e) {
    nd_array *out = new_floats(c, ndim, shape, e);
    for (size_t i = 0; out && i < out->size; i++) doubles(out)[i] = nd_random_double(r);
    return out;
}

nd_array *nd_random_randn(nd_ctx *c, nd_mt19937 *r, int ndim, const ptrdiff_t *shape, err *e) {
    nd_array *out = new_floats(c, ndim, shape, e);
    for (size_t i = 0; out && i < out->size; i++) doubles(out)[i] = nd_random_gauss(r);
    return out;
}

nd_array *nd_random_uniform(nd_ctx *c, nd_mt19937 *r, double low, double high, int ndim, const ptrdiff_t *shape,
                            err *e) {
    double range = high - low;
    if (!isfinite(range)) {
        err_set(e, ERR_OVERFLOW, "Range exceeds valid bounds");
        return NULL;
    }
    nd_array *out = new_floats(c, ndim, shape, e);
    for (size_t i = 0; out && i < out->size; i++) doubles(out)[i] = low + range * nd_random_double(r);
    return out;
}

nd_array *nd_random_normal(nd_ctx *c, nd_mt19937 *r, double mean, double sd, int ndim, const ptrdiff_t *shape, err *e) {
    if (signbit(sd) && !isnan(sd)) {
        err_set(e, ERR_VALUE, "scale < 0");
        return NULL;
    }
    nd_array *out = new_floats(c, ndim, shape, e);
    for (size_t i = 0; out && i < out->size; i++) doubles(out)[i] = mean + sd * nd_random_gauss(r);
    return out;
}

/* --- integers ---------------------------------------------------------------------------------- */

/* Small types cut several values out of one 32-bit word, lowest bits first. */
typedef struct pieces {
    uint32_t word;
    int      left, bits;
} pieces;

static uint32_t next_piece(nd_mt19937 *r, pieces *p) {
    if (p->left == 0) {
        p->word = nd_random_u32(r);
        p->left = 32 / p->bits - 1;
    } else {
        p->word >>= p->bits;
        p->left--;
    }
    return p->bits == 1 ? p->word & 1 : p->bits == 8 ? p->word & 0xff : p->word & 0xffff;
}

static uint64_t mask_of(uint64_t max) {
    for (int shift = 1; shift < 64; shift *= 2) max |= max >> shift;
    return max;
}

/* A value in [0, max] as the dtype's own generator draws it. */
static uint64_t draw(nd_mt19937 *r, pieces *p, uint64_t max) {
    uint64_t mask = mask_of(max), value;
    if (max == 0) return 0;
    if (p->bits == 1) return next_piece(r, p);
    do {
        if (p->bits < 32)
            value = next_piece(r, p) & mask;
        else if (max <= UINT32_MAX)
            value = nd_random_u32(r) & mask;
        else
            value = nd_random_u64(r) & mask;
    } while (value > max);
    return value;
}

/* The numbers a type holds: [least, most]. */
static void type_limits(nd_dtype d, int64_t *least, uint64_t *most) {
    unsigned bits = d.type == ND_BOOL ? 1 : 8 * d.itemsize;
    bool     is_signed = nd_dtype_kind(d) == 'i';
    *least = is_signed ? (int64_t)(UINT64_MAX << (bits - 1)) : 0;
    *most = is_signed ? (UINT64_C(1) << (bits - 1)) - 1 : bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

static err_code check_bounds(int64_t low, int64_t high, nd_dtype d, err *e) {
    char     name[ND_DTYPE_TEXT];
    int64_t  least;
    uint64_t most;

    nd_dtype_text(d, name);
    if (d.type != ND_BOOL && !nd_is_integer(d))
        return err_set(e, ERR_TYPE, "Unsupported dtype dtype('%s') for randint", name);
    type_limits(d, &least, &most);
    if (low < least) return err_set(e, ERR_VALUE, "low is out of bounds for %s", name);
    if (high > 0 && (uint64_t)high - 1 > most) return err_set(e, ERR_VALUE, "high is out of bounds for %s", name);
    if (low >= high) return err_set(e, ERR_VALUE, low == 0 ? "high <= 0" : "low >= high");
    return ERR_OK;
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

nd_array *nd_random_randint(nd_ctx *c, nd_mt19937 *r, int64_t low, int64_t high, nd_dtype d, int ndim,
                            const ptrdiff_t *shape, err *e) {
    if (check_bounds(low, high, d, e)) return NULL;
    nd_array *out = nd_new(c, d, ndim, shape, 'C', e);
    if (!out) return NULL;
    uint64_t max = (uint64_t)high - 1 - (uint64_t)low;
    pieces   p = {0, 0, d.type == ND_BOOL ? 1 : (int)(8 * d.itemsize)};
    for (size_t i = 0; i < out->size; i++)
        store_integer(d, out->data + i * d.itemsize, (uint64_t)low + draw(r, &p, max));
    if (ndim == 0) out->flags |= ND_SCALAR;
    c->bill.elements += out->size;
    return out;
}
