/* array/gemm.h: what a matrix product kernel is told. For use inside array/. */
#ifndef NDRILL_ARRAY_GEMM_H
#define NDRILL_ARRAY_GEMM_H

#include <stddef.h>

/* c[m, n] = a[m, k] b[k, n], strides in bytes; the columns of c are dense. The sum over k runs in
 * order, in blocks of ND_GEMM_K whose sums are added up, on every processor: the bits agree. */
typedef struct nd_gemm {
    size_t      m, n, k;
    const char *a, *b;
    ptrdiff_t   a_row, a_col, b_row, b_col;
    char       *c;
    ptrdiff_t   c_row;
    void       *room;       /* ND_GEMM_ROOM bytes when nd_gemm_is_large, else unused */
} nd_gemm;

typedef void nd_gemm_fn(const nd_gemm *g);

/* Sum of n products; many running sums at once, joined in a fixed order. Dense rows. */
typedef void nd_dot_fn(const void *a, const void *b, size_t n, void *sum);

#define ND_GEMM_M 96
#define ND_GEMM_N 512
#define ND_GEMM_K 256
#define ND_GEMM_ROOM ((ND_GEMM_M + ND_GEMM_N) * ND_GEMM_K * sizeof(double) + 64)

/* Worth copying into blocks first. */
static inline int nd_gemm_is_large(size_t m, size_t n, size_t k) { return m >= 8 && n >= 8 && k >= 8 && m * n * k >= 8192; }

#endif
