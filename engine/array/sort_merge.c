/* array/sort_merge.c: comparison sorts, one set a dtype, and one that asks a function. */
#include <string.h>

#include "array/complex_math.h"
#include "array/half.h"
#include "array/sort_core.h"

#define INTEGER_LESS(a, b) ((a) < (b))
#define FLOAT_LESS(a, b) ((a) < (b) || ((b) != (b) && (a) == (a)))

/* NaN last, as among floats. */
static inline bool half_less(nd_f16 a, nd_f16 b) {
    if (nd_half_is_nan(a) || nd_half_is_nan(b)) return nd_half_is_nan(b) && !nd_half_is_nan(a);
    return nd_half_rank(a) < nd_half_rank(b);
}

/* Numbers by real part, then imaginary part; after them those with NaN in the imaginary part, by real
 * part; then those with NaN in the real part, by imaginary part; NaN in both is last.                */
static inline bool complex_less(nd_c128 a, nd_c128 b) {
    const double ar = nd_c128_re(a), ai = nd_c128_im(a), br = nd_c128_re(b), bi = nd_c128_im(b);
    if (ar < br) return ai == ai || bi != bi;
    if (ar > br) return bi != bi && ai == ai;
    if (ar == br || (ar != ar && br != br)) return ai < bi || (bi != bi && ai == ai);
    return br != br;
}

#define T uint8_t
#define NAME(x) x##_bool
#define LESS INTEGER_LESS
#include "array/sort.inc"

#define T int8_t
#define NAME(x) x##_i8
#define LESS INTEGER_LESS
#include "array/sort.inc"

#define T int16_t
#define NAME(x) x##_i16
#define LESS INTEGER_LESS
#include "array/sort.inc"

#define T int32_t
#define NAME(x) x##_i32
#define LESS INTEGER_LESS
#include "array/sort.inc"

#define T int64_t
#define NAME(x) x##_i64
#define LESS INTEGER_LESS
#include "array/sort.inc"

#define T uint8_t
#define NAME(x) x##_u8
#define LESS INTEGER_LESS
#include "array/sort.inc"

#define T uint16_t
#define NAME(x) x##_u16
#define LESS INTEGER_LESS
#include "array/sort.inc"

#define T uint32_t
#define NAME(x) x##_u32
#define LESS INTEGER_LESS
#include "array/sort.inc"

#define T uint64_t
#define NAME(x) x##_u64
#define LESS INTEGER_LESS
#include "array/sort.inc"

#define T nd_f16
#define NAME(x) x##_f16
#define LESS half_less
#include "array/sort.inc"

#define T nd_c64
#define NAME(x) x##_c64
#define LESS complex_less
#include "array/sort.inc"

#define T nd_c128
#define NAME(x) x##_c128
#define LESS complex_less
#include "array/sort.inc"

#define T float
#define NAME(x) x##_f32
#define LESS FLOAT_LESS
#include "array/sort.inc"

#define T double
#define NAME(x) x##_f64
#define LESS FLOAT_LESS
#include "array/sort.inc"

const nd_order nd_orders[ND_NNUMERIC] = {
#define X(up, low, ctype, name, kind, code) [ND_##up] = {is_sorted_##low, sort_##low, sort_index_##low, find_##low},
    ND_NUMERIC_DTYPES(X)
#undef X
};

static void merge_compare(nd_compare_fn *compare, const void *rows, const int64_t *a, size_t middle, size_t n,
                          int64_t *out) {
    size_t i = 0, j = middle, k = 0;
    while (i < middle && j < n) out[k++] = compare(rows, a[j], a[i]) < 0 ? a[j++] : a[i++];
    for (; i < middle; i++) out[k++] = a[i];
    for (; j < n; j++) out[k++] = a[j];
}

void nd_sort_compare(nd_compare_fn *compare, const void *rows, int64_t *index, size_t n, int64_t *scratch) {
    int64_t *from = index, *to = scratch;
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t i = 0; i < n; i += 2 * width) {
            size_t left = n - i < 2 * width ? n - i : 2 * width;
            merge_compare(compare, rows, from + i, left < width ? left : width, left, to + i);
        }
        int64_t *t = from;
        from = to;
        to = t;
    }
    if (from != index) memcpy(index, from, n * sizeof *index);
}

int nd_text_compare(const nd_char *a, const nd_char *b, size_t nchars) {
    for (size_t i = 0; i < nchars; i++)
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    return 0;
}
