// clang-format off
/* array/k_gemm.c: kernels of matrix products. Integers wrap: they are computed in an unsigned type. */
#include <stdint.h>
#include <string.h>

#include "array/kernels.h"
#include "array/loops.h"

#if defined(__AVX512F__)
#define VECTOR_BYTES 64
#define MR 12
#elif defined(__AVX__)
#define VECTOR_BYTES 32
#define MR 4
#else
#define VECTOR_BYTES 16
#define MR 4
#endif

#define T uint16_t
#define NAME(x) x##_u16
#include "array/gemm_small.inc"

#define T uint8_t
#define NAME(x) x##_u8
#include "array/gemm_small.inc"

#define T uint32_t
#define NAME(x) x##_u32
#include "array/gemm_small.inc"

#define T uint64_t
#define NAME(x) x##_u64
#include "array/gemm_small.inc"

#define GEMM_KEEP
#define T float
#define NAME(x) x##_f32
#include "array/gemm_small.inc"
#include "array/gemm.inc"

#define T double
#define NAME(x) x##_f64
#include "array/gemm_small.inc"
#include "array/gemm.inc"

/* A bool product is "both", a sum of them "any". */
static void small_bool(const nd_gemm *g) {
    for (size_t i = 0; i < g->m; i++) {
        uint8_t *c = (uint8_t *)g->c + (ptrdiff_t)i * g->c_row;
        memset(c, 0, g->n);
        for (size_t p = 0; p < g->k; p++) {
            const char *b = g->b + (ptrdiff_t)p * g->b_row;
            if (!g->a[(ptrdiff_t)i * g->a_row + (ptrdiff_t)p * g->a_col]) continue;
            for (size_t j = 0; j < g->n; j++) c[j] |= b[(ptrdiff_t)j * g->b_col] != 0;
        }
    }
}

void ND_CPU_NAME(nd_k_gemm)(nd_kernels *t) {
    t->gemm[ND_BOOL] = small_bool;
    t->gemm[ND_I8] = t->gemm[ND_U8] = small_u8;
    t->gemm[ND_I16] = t->gemm[ND_U16] = small_u16;
    t->gemm[ND_I32] = t->gemm[ND_U32] = small_u32;
    t->gemm[ND_I64] = t->gemm[ND_U64] = small_u64;
    t->gemm[ND_F32] = gemm_f32;
    t->gemm[ND_F64] = gemm_f64;
    t->dot[ND_F32] = dot_f32;
    t->dot[ND_F64] = dot_f64;
}
