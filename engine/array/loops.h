/* array/loops.h: the stamps that make kernels from expressions.
 *
 * A stamped loop has a dense form, forms with one scalar operand, and a strided form that
 * also serves misaligned data. a and b are the operands inside the expression. Only for k_*.c. */
#ifndef NDRILL_ARRAY_LOOPS_H
#define NDRILL_ARRAY_LOOPS_H

#include <string.h>

#include "array/kernels.h"

#ifndef ND_CPU
#define ND_CPU base
#endif
#define ND_CPU_JOIN_(x, cpu) x##_##cpu
#define ND_CPU_JOIN(x, cpu)  ND_CPU_JOIN_(x, cpu)
#define ND_CPU_NAME(x)       ND_CPU_JOIN(x, ND_CPU)

#define X(file) void ND_CPU_NAME(nd_k_##file)(nd_kernels *t);
ND_KERNEL_FILES(X)
#undef X

/* Element i depends on no other element: what the table's contract promises. */
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wpass-failed"   /* a loop that calls the library stays scalar */
#define EACH(i, n) _Pragma("clang loop vectorize(assume_safety)") for (size_t i = 0; i < (n); i++)
#else
#define EACH(i, n) _Pragma("GCC ivdep") for (size_t i = 0; i < (n); i++)
#endif

/* suffix, type, unsigned type to compute in without overflow or promotion to int */
#define SIGNED_TYPES(X)                                                                  \
    X(i8, I8, int8_t, uint32_t) X(i16, I16, int16_t, uint32_t)                           \
    X(i32, I32, int32_t, uint32_t) X(i64, I64, int64_t, uint64_t)
#define UNSIGNED_TYPES(X)                                                                \
    X(u8, U8, uint8_t, uint32_t) X(u16, U16, uint16_t, uint32_t)                         \
    X(u32, U32, uint32_t, uint32_t) X(u64, U64, uint64_t, uint64_t)
#define INT_TYPES(X)   SIGNED_TYPES(X) UNSIGNED_TYPES(X)
#define COMPLEX_TYPES(X) X(c64, C64, nd_c64, float) X(c128, C128, nd_c128, double)
#define FLOAT_TYPES(X) X(f32, F32, float, float) X(f64, F64, double, double)

enum { FORM_STRIDED, FORM_DENSE, FORM_B_SCALAR, FORM_A_SCALAR };

static inline int form1(char *const *p, const ptrdiff_t *s, size_t in, size_t out) {
    const size_t odd = ((uintptr_t)p[0] & (in - 1)) | ((uintptr_t)p[1] & (out - 1));
    return !odd && s[0] == (ptrdiff_t)in && s[1] == (ptrdiff_t)out ? FORM_DENSE : FORM_STRIDED;
}

static inline int form2(char *const *p, const ptrdiff_t *s, size_t in, size_t out) {
    const size_t    odd = (((uintptr_t)p[0] | (uintptr_t)p[1]) & (in - 1)) | ((uintptr_t)p[2] & (out - 1));
    const ptrdiff_t step = (ptrdiff_t)in;
    if (odd || s[2] != (ptrdiff_t)out) return FORM_STRIDED;
    if (s[0] == step) return s[1] == step ? FORM_DENSE : s[1] == 0 ? FORM_B_SCALAR : FORM_STRIDED;
    return s[0] == 0 && s[1] == step ? FORM_A_SCALAR : FORM_STRIDED;
}

/* out = expr(a) */
#define LOOP1(name, TI, TO, expr)                                                              \
    static void name(char *const *p, const ptrdiff_t *s, size_t n) {                           \
        const TI *x = (const TI *)(const void *)p[0];                                          \
        TO       *z = (TO *)(void *)p[1];                                                      \
        if (form1(p, s, sizeof(TI), sizeof(TO)) == FORM_DENSE) {                               \
            EACH(i, n) { const TI a = x[i]; z[i] = (TO)(expr); }                               \
            return;                                                                            \
        }                                                                                      \
        for (size_t i = 0; i < n; i++) {                                                       \
            TI a;                                                                              \
            memcpy(&a, p[0] + (ptrdiff_t)i * s[0], sizeof a);                                  \
            const TO r = (TO)(expr);                                                           \
            memcpy(p[1] + (ptrdiff_t)i * s[1], &r, sizeof r);                                  \
        }                                                                                      \
    }

/* out = expr(a, b) */
#define LOOP2(name, TI, TO, expr)                                                              \
    static void name(char *const *p, const ptrdiff_t *s, size_t n) {                           \
        const TI *x = (const TI *)(const void *)p[0], *y = (const TI *)(const void *)p[1];     \
        TO       *z = (TO *)(void *)p[2];                                                      \
        switch (form2(p, s, sizeof(TI), sizeof(TO))) {                                         \
        case FORM_DENSE: EACH(i, n) { const TI a = x[i], b = y[i]; z[i] = (TO)(expr); } return; \
        case FORM_B_SCALAR: { const TI b = *y; EACH(i, n) { const TI a = x[i]; z[i] = (TO)(expr); } return; } \
        case FORM_A_SCALAR: { const TI a = *x; EACH(i, n) { const TI b = y[i]; z[i] = (TO)(expr); } return; } \
        default: break;                                                                        \
        }                                                                                      \
        for (size_t i = 0; i < n; i++) {                                                       \
            TI a, b;                                                                           \
            memcpy(&a, p[0] + (ptrdiff_t)i * s[0], sizeof a), memcpy(&b, p[1] + (ptrdiff_t)i * s[1], sizeof b); \
            const TO r = (TO)(expr);                                                           \
            memcpy(p[2] + (ptrdiff_t)i * s[2], &r, sizeof r);                                  \
        }                                                                                      \
    }

/* accumulator r takes in each a, in order: r = expr(r, a) */
#define FOLD(name, TI, TO, expr)                                                               \
    static void name(char *const *p, const ptrdiff_t *s, size_t n) {                           \
        TO r;                                                                                  \
        memcpy(&r, p[0], sizeof r);                                                            \
        if (s[1] == (ptrdiff_t)sizeof(TI) && ((uintptr_t)p[1] & (sizeof(TI) - 1)) == 0) {      \
            const TI *x = (const TI *)(const void *)p[1];                                      \
            for (size_t i = 0; i < n; i++) { const TI a = x[i]; r = (TO)(expr); }              \
        } else {                                                                               \
            for (size_t i = 0; i < n; i++) {                                                   \
                TI a;                                                                          \
                memcpy(&a, p[1] + (ptrdiff_t)i * s[1], sizeof a);                              \
                r = (TO)(expr);                                                                \
            }                                                                                  \
        }                                                                                      \
        memcpy(p[0], &r, sizeof r);                                                            \
    }

/* out[0] = in[0], then out[i] = expr(out[i - 1], in[i]); r is the running value */
#define SCAN(name, T, expr)                                                                    \
    static void name(char *const *p, const ptrdiff_t *s, size_t n) {                           \
        T r, a;                                                                                \
        if (n == 0) return;                                                                    \
        memcpy(&r, p[0], sizeof r);                                                            \
        memcpy(p[1], &r, sizeof r);                                                            \
        for (size_t i = 1; i < n; i++) {                                                       \
            memcpy(&a, p[0] + (ptrdiff_t)i * s[0], sizeof a);                                  \
            r = (T)(expr);                                                                     \
            memcpy(p[1] + (ptrdiff_t)i * s[1], &r, sizeof r);                                  \
        }                                                                                      \
    }

#endif
