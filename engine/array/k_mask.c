// clang-format off
/* array/k_mask.c: kernels under a mask: select, assign, choose, positions.
 *
 * Dense runs are read eight mask bytes at a time: eight false ones are skipped, and while there is
 * room for eight more elements all eight are written and the place moves on by the true ones, so
 * that nothing branches on single bytes. AVX-512 has an instruction for just that.              */
#include "array/loops.h"

#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512VL__)
#include <immintrin.h>
#define PACKS 1
#else
#define PACKS 0
#endif

/* Items of 16 bytes are pairs of numbers: aligned as these are. */
__extension__ typedef unsigned __int128 word16 __attribute__((aligned(8), may_alias));

static inline uint64_t load8(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* Dense: the elements of whole words of the mask; returns how many bytes of it are done. */
#define PACK_PLAIN(T)                                                                             \
    static size_t pack_##T(const T *in, const uint8_t *mask, size_t n, T *out, size_t *count, size_t room) { \
        size_t k = *count, i = 0;                                                                 \
        for (; i + 8 <= n && k + 8 <= room; i += 8) {                                             \
            if (load8(mask + i) == 0) continue;                                                   \
            for (size_t j = 0; j < 8; j++) { out[k] = in[i + j]; k += mask[i + j] != 0; }         \
        }                                                                                         \
        *count = k;                                                                               \
        return i;                                                                                 \
    }
PACK_PLAIN(uint8_t)
PACK_PLAIN(word16)
PACK_PLAIN(uint16_t)
#if PACKS
static size_t pack_uint32_t(const uint32_t *in, const uint8_t *mask, size_t n, uint32_t *out, size_t *count, size_t room) {
    size_t k = *count, i = 0;
    for (; i + 16 <= n && k + 16 <= room; i += 16) {
        __m128i   bytes = _mm_loadu_si128((const __m128i *)(const void *)(mask + i));
        __mmask16 yes = _mm_test_epi8_mask(bytes, bytes);
        _mm512_storeu_si512(out + k, _mm512_maskz_compress_epi32(yes, _mm512_loadu_si512(in + i)));
        k += (size_t)__builtin_popcount(yes);
    }
    *count = k;
    return i;
}

static size_t pack_uint64_t(const uint64_t *in, const uint8_t *mask, size_t n, uint64_t *out, size_t *count, size_t room) {
    size_t k = *count, i = 0;
    for (; i + 8 <= n && k + 8 <= room; i += 8) {
        __m128i  bytes = _mm_loadl_epi64((const __m128i *)(const void *)(mask + i));
        __mmask8 yes = (__mmask8)_mm_test_epi8_mask(bytes, bytes);
        _mm512_storeu_si512(out + k, _mm512_maskz_compress_epi64(yes, _mm512_loadu_si512(in + i)));
        k += (size_t)__builtin_popcount(yes);
    }
    *count = k;
    return i;
}

static size_t positions(const uint8_t *mask, size_t n, int64_t *out, size_t room) {
    size_t        k = 0, i = 0;
    __m512i       at = _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0);
    const __m512i eight = _mm512_set1_epi64(8);
    for (; i + 8 <= n && k + 8 <= room; i += 8, at = _mm512_add_epi64(at, eight)) {
        __m128i  bytes = _mm_loadl_epi64((const __m128i *)(const void *)(mask + i));
        __mmask8 yes = (__mmask8)_mm_test_epi8_mask(bytes, bytes);
        _mm512_storeu_si512(out + k, _mm512_maskz_compress_epi64(yes, at));
        k += (size_t)__builtin_popcount(yes);
    }
    for (; i < n && k < room; i++)
        if (mask[i]) out[k++] = (int64_t)i;
    return k;
}
#else
PACK_PLAIN(uint32_t)
PACK_PLAIN(uint64_t)

static size_t positions(const uint8_t *mask, size_t n, int64_t *out, size_t room) {
    size_t k = 0, i = 0;
    for (; i + 8 <= n && k + 8 <= room; i += 8) {
        if (load8(mask + i) == 0) continue;
        for (size_t j = 0; j < 8; j++) { out[k] = (int64_t)(i + j); k += mask[i + j] != 0; }
    }
    for (; i < n && k < room; i++)
        if (mask[i]) out[k++] = (int64_t)i;
    return k;
}
#endif

/* Bits instead of ?:, which compilers turn back into a branch around the store. */
#define ALL_BITS(T, truth) ((T)(0 - (T)((truth) != 0)))

#define RUNS(T)                                                                                   \
    static void take_##T(nd_mask_run *r) {                                                        \
        T     *out = (T *)(void *)r->other;                                                       \
        size_t k = 0, i = 0;                                                                      \
        if (r->stride == sizeof(T) && r->mask_stride == 1)                                        \
            i = pack_##T((const T *)(const void *)r->p, r->mask, r->n, out, &k, r->left);         \
        for (; i < r->n && k < r->left; i++)                                                      \
            if (r->mask[(ptrdiff_t)i * r->mask_stride])                                           \
                out[k++] = *(const T *)(const void *)(r->p + (ptrdiff_t)i * r->stride);           \
        r->other += k * sizeof(T);                                                                \
        r->left -= k;                                                                             \
    }                                                                                             \
    static void fill_##T(nd_mask_run *r) {                                                        \
        const T x = *(const T *)(const void *)r->other;                                           \
        if (r->stride == sizeof(T) && r->mask_stride == 1) {                                      \
            T *out = (T *)(void *)r->p;                                                           \
            const uint8_t *mask = r->mask;                                                        \
            EACH(i, r->n) { const T yes = ALL_BITS(T, mask[i]); out[i] = (T)((x & yes) | (out[i] & (T)~yes)); } \
        } else for (size_t i = 0; i < r->n; i++)                                                  \
            if (r->mask[(ptrdiff_t)i * r->mask_stride]) *(T *)(void *)(r->p + (ptrdiff_t)i * r->stride) = x; \
    }                                                                                             \
    static void put_##T(nd_mask_run *r) {                                                         \
        size_t k = 0;                                                                             \
        for (size_t i = 0; i < r->n; i++) {                                                       \
            /* Read and write whatever the mask says: the next value, or what is there. */        \
            T        *to = (T *)(void *)(r->p + (ptrdiff_t)i * r->stride);                        \
            const T   yes = ALL_BITS(T, r->mask[(ptrdiff_t)i * r->mask_stride]);                  \
            size_t    next = k < r->left ? k : r->left - 1;                                       \
            const T   x = *(const T *)(const void *)(r->other + (ptrdiff_t)next * r->other_stride); \
            *to = (T)((x & yes) | (*to & (T)~yes));                                               \
            k += yes & 1;                                                                         \
        }                                                                                         \
        r->other += (ptrdiff_t)(k < r->left ? k : r->left - 1) * r->other_stride;                 \
        r->left -= k < r->left ? k : r->left - 1;                                                 \
    }                                                                                             \
    static void choose_##T(char *const *p, const ptrdiff_t *s, size_t n) {                        \
        const ptrdiff_t size = sizeof(T);                                                         \
        char           *out = p[0], *q = p[1], *x = p[2], *y = p[3];                              \
        if (s[0] == size && s[1] == 1 && (s[2] == size || !s[2]) && (s[3] == size || !s[3])) {    \
            T             *to = (T *)(void *)out;                                                 \
            const T       *a = (const T *)(const void *)x, *b = (const T *)(const void *)y;       \
            const uint8_t *test = (const uint8_t *)q;                                             \
            const T        a0 = *a, b0 = *b;                                                      \
            if (s[2] && s[3]) { EACH(i, n) { const T u = a[i], v = b[i]; to[i] = test[i] ? u : v; } } \
            else if (s[2])    { EACH(i, n) { const T u = a[i]; to[i] = test[i] ? u : b0; } }      \
            else if (s[3])    { EACH(i, n) { const T v = b[i]; to[i] = test[i] ? a0 : v; } }      \
            else              { EACH(i, n) to[i] = test[i] ? a0 : b0; }                           \
        } else for (size_t i = 0; i < n; i++, out += s[0], q += s[1], x += s[2], y += s[3])       \
            *(T *)(void *)out = *(const T *)(const void *)(*q ? x : y);                           \
    }
RUNS(uint8_t)
RUNS(uint16_t)
RUNS(uint32_t)
RUNS(uint64_t)
RUNS(word16)

void ND_CPU_NAME(nd_k_mask)(nd_kernels *t) {
#define ROW(i, T) t->mask_take[i] = take_##T; t->mask_fill[i] = fill_##T; t->mask_put[i] = put_##T; t->choose[i] = choose_##T;
    ROW(0, uint8_t)
    ROW(1, uint16_t)
    ROW(2, uint32_t)
    ROW(3, uint64_t)
    ROW(4, word16)
    t->mask_positions = positions;
}
