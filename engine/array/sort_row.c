/* array/sort_row.c: one row, the fastest way that its length and values allow.
 *
 * Elements become unsigned 64-bit keys that sort alike. Integers of a small range are counted; other
 * rows are sorted by bytes from the lowest, skipping bytes that are equal throughout. An argsort
 * packs the leading bits of the key and the position into one word, so that it is the same sort;
 * where the bits that did not fit would have decided, the few equal neighbours are sorted again.   */
#include <string.h>

#include "array/element.h"
#include "array/sort_core.h"

#define SMALL 192         /* up to here comparing is faster */
#define DIGITS 256

size_t nd_sort_scratch(nd_dtype d, size_t n) {
    size_t copy = nd_is_numeric(d) ? 0 : d.itemsize;
    return n * (2 * sizeof(uint64_t) + copy) + 4096 + 64;
}

/* --- keys ------------------------------------------------------------------------------ */

typedef struct keys {
    uint64_t *at, low, high;
    size_t    n;
} keys;

#define SIGN64 (UINT64_C(1) << 63)

static uint64_t key_of_double(double x) {
    uint64_t bits;
    if (x != x) return UINT64_MAX;
    if (x == 0) return SIGN64;
    memcpy(&bits, &x, sizeof bits);
    return bits & SIGN64 ? ~bits : bits | SIGN64;
}

static double double_of_key(uint64_t key) {
    uint64_t bits = key & SIGN64 ? key & ~SIGN64 : ~key;
    double   x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

#define SIGN32 (UINT32_C(1) << 31)

static uint64_t key_of_float(float x) {
    uint32_t bits;
    if (x != x) return UINT32_MAX;
    if (x == 0) return SIGN32;
    memcpy(&bits, &x, sizeof bits);
    return bits & SIGN32 ? ~bits : bits | SIGN32;
}

static float float_of_key(uint64_t key) {
    uint32_t bits = (uint32_t)key;
    float    x;
    bits = bits & SIGN32 ? bits & ~SIGN32 : ~bits;
    memcpy(&x, &bits, sizeof x);
    return x;
}

#define SIGNED_KEY(x) ((uint64_t)(int64_t)(x) ^ SIGN64)
#define UNSIGNED_KEY(x) ((uint64_t)(x))
#define FLOAT_KEY(x) key_of_float(x)
#define DOUBLE_KEY(x) key_of_double(x)
#define SIGNED_VALUE(key) ((int64_t)((key) ^ SIGN64))
#define UNSIGNED_VALUE(key) (key)
#define FLOAT_VALUE(key) float_of_key(key)
#define DOUBLE_VALUE(key) double_of_key(key)

/* type, C type, how its keys are made */
#define KEYED(X)                                                                                   \
    X(BOOL, uint8_t, UNSIGNED) X(U8, uint8_t, UNSIGNED) X(U16, uint16_t, UNSIGNED)                 \
    X(U32, uint32_t, UNSIGNED) X(U64, uint64_t, UNSIGNED) X(I8, int8_t, SIGNED)                    \
    X(I16, int16_t, SIGNED) X(I32, int32_t, SIGNED) X(I64, int64_t, SIGNED) X(F32, float, FLOAT)   \
    X(F64, double, DOUBLE)

static void load_keys(nd_dtype d, const void *v, keys *k) {
    switch (d.type) {
#define X(up, ctype, how)                                                                          \
    case ND_##up:                                                                                  \
        for (size_t i = 0; i < k->n; i++) k->at[i] = how##_KEY(((const ctype *)v)[i]);             \
        break;
        KEYED(X)
#undef X
    default: break;
    }
    k->low = UINT64_MAX;
    k->high = 0;
    for (size_t i = 0; i < k->n; i++) {
        k->low = k->at[i] < k->low ? k->at[i] : k->low;
        k->high = k->at[i] > k->high ? k->at[i] : k->high;
    }
}

static void store_keys(nd_dtype d, void *v, const uint64_t *at, size_t n, uint64_t low) {
    switch (d.type) {
#define X(up, ctype, how)                                                                          \
    case ND_##up:                                                                                  \
        for (size_t i = 0; i < n; i++) ((ctype *)v)[i] = (ctype)how##_VALUE(at[i] + low);          \
        break;
        KEYED(X)
#undef X
    default: break;
    }
}

/* --- by bytes ------------------------------------------------------------------------------ */

/* Sort a[n] by its bits [low, high), stable; b is as large. Returns whichever holds the result. */
static uint64_t *sort_by_bytes(uint64_t *a, uint64_t *b, size_t n, unsigned low, unsigned high) {
    for (unsigned shift = low; shift < high; shift += 8) {
        uint32_t count[DIGITS] = {0};
        size_t   at = 0;
        for (size_t i = 0; i < n; i++) count[a[i] >> shift & 0xff]++;
        if (count[a[0] >> shift & 0xff] == n) continue;
        uint64_t *place[DIGITS];
        for (size_t j = 0; j < DIGITS; j++) {
            place[j] = b + at;
            at += count[j];
        }
        for (size_t i = 0; i < n; i++) *place[a[i] >> shift & 0xff]++ = a[i];
        uint64_t *t = a;
        a = b;
        b = t;
    }
    return a;
}

static unsigned bits_of(uint64_t x) {
    unsigned bits = 0;
    for (; x; x >>= 1) bits++;
    return bits;
}

/* --- values ------------------------------------------------------------------------------------ */

/* Keys k->low + [0, range] are counted; each is then written as often as it came. */
static void sort_by_counting(nd_dtype d, void *v, const keys *k, size_t range, uint32_t *count) {
    size_t at = 0;
    memset(count, 0, (range + 1) * sizeof *count);
    for (size_t i = 0; i < k->n; i++) count[k->at[i] - k->low]++;
    for (size_t r = 0; r <= range; r++) {
        uint64_t key = k->low + r;
        for (uint32_t j = 0; j < count[r]; j++) k->at[at++] = key;
    }
    store_keys(d, v, k->at, k->n, 0);
}

/* The others are compared. */
static bool has_keys(nd_dtype d) { return d.type != ND_F16 && !nd_is_complex(d); }

/* NaN and -0.0 lose their bits as keys: rows that hold one are compared instead. */
static bool has_odd_floats(nd_dtype d, const void *v, size_t n) {
    bool odd = false;
    if (d.type == ND_F64) {
        const double *x = v;
        for (size_t i = 0; i < n; i++) odd |= x[i] != x[i] || (x[i] == 0 && __builtin_signbit(x[i]));
    } else if (d.type == ND_F32) {
        const float *x = v;
        for (size_t i = 0; i < n; i++) odd |= x[i] != x[i] || (x[i] == 0 && __builtin_signbit(x[i]));
    }
    return odd;
}

static void sort_other_row(nd_dtype d, char *v, size_t n, void *scratch);

void nd_sort_row(nd_dtype d, void *v, size_t n, void *scratch) {
    keys      k = {scratch, 0, 0, n};
    uint64_t *other = k.at + n, *sorted, range;

    if (n < 2 || d.itemsize == 0) return;
    if (!nd_is_numeric(d)) {
        sort_other_row(d, v, n, scratch);
        return;
    }
    if (nd_orders[d.type].is_sorted(v, n)) return;
    if (n <= SMALL || n > UINT32_MAX || !has_keys(d) || has_odd_floats(d, v, n)) {
        nd_orders[d.type].sort(v, n, scratch);
        return;
    }
    load_keys(d, v, &k);
    range = k.high - k.low;
    if (range <= 2 * (uint64_t)n + 512) {
        sort_by_counting(d, v, &k, (size_t)range, (uint32_t *)(void *)other);
        return;
    }
    for (size_t i = 0; i < n; i++) k.at[i] -= k.low;
    sorted = sort_by_bytes(k.at, other, n, 0, bits_of(range));
    store_keys(d, v, sorted, n, k.low);
}

/* --- positions ------------------------------------------------------------------------------------ */

static void unpack(const uint64_t *packed, int64_t *index, size_t n, uint64_t mask) {
    for (size_t i = 0; i < n; i++) index[i] = (int64_t)(packed[i] & mask);
}

/* Neighbours whose packed keys agree, though bits are missing, are put in order by comparing. */
static void settle_ties(nd_dtype d, const void *v, const uint64_t *packed, unsigned bits, int64_t *index, size_t n,
                        int64_t *scratch) {
    for (size_t i = 0; i < n;) {
        size_t j = i + 1;
        while (j < n && packed[j] >> bits == packed[i] >> bits) j++;
        if (j - i > 1) nd_orders[d.type].sort_index(v, index + i, j - i, scratch);
        i = j;
    }
}

static void sort_index_packed(nd_dtype d, const void *v, int64_t *index, size_t n, uint64_t *a) {
    keys      k = {a, 0, 0, n};
    uint64_t *b = a + n, *sorted;
    unsigned  position_bits = bits_of(n - 1), key_bits, lost;

    load_keys(d, v, &k);
    key_bits = bits_of(k.high - k.low);
    lost = key_bits + position_bits > 64 ? key_bits + position_bits - 64 : 0;
    for (size_t i = 0; i < n; i++) a[i] = ((a[i] - k.low) >> lost) << position_bits | i;
    sorted = sort_by_bytes(a, b, n, position_bits, position_bits + key_bits - lost);
    unpack(sorted, index, n, (UINT64_C(1) << position_bits) - 1);
    if (lost) settle_ties(d, v, sorted, position_bits, index, n, (int64_t *)(sorted == a ? b : a));
}

typedef struct element_rows {
    const char *v;
    nd_dtype    d;
} element_rows;

static int compare_elements(const void *rows, int64_t i, int64_t j) {
    const element_rows *t = rows;
    return nd_element_order(t->d, t->v + (size_t)i * t->d.itemsize, t->v + (size_t)j * t->d.itemsize);
}

void nd_sort_row_index(nd_dtype d, const void *v, int64_t *index, size_t n, void *scratch) {
    for (size_t i = 0; i < n; i++) index[i] = (int64_t)i;
    if (n < 2 || d.itemsize == 0) return;
    if (!nd_is_numeric(d)) {
        element_rows t = {v, d};
        nd_sort_compare(compare_elements, &t, index, n, scratch);
        return;
    }
    if (nd_orders[d.type].is_sorted(v, n)) return;
    if (n <= SMALL || n > UINT32_MAX || !has_keys(d))
        nd_orders[d.type].sort_index(v, index, n, scratch);
    else
        sort_index_packed(d, v, index, n, scratch);
}

static void sort_other_row(nd_dtype d, char *v, size_t n, void *scratch) {
    int64_t *index = scratch;
    char    *copy = (char *)(index + 2 * n);

    for (size_t i = 0; i < n; i++) index[i] = (int64_t)i;
    nd_sort_compare(compare_elements, &(element_rows){v, d}, index, n, index + n);
    memcpy(copy, v, n * d.itemsize);
    for (size_t i = 0; i < n; i++) memcpy(v + i * d.itemsize, copy + (size_t)index[i] * d.itemsize, d.itemsize);
}
