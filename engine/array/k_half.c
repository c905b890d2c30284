// clang-format off
/* array/k_half.c: kernels of float16: blocks are widened to float32, computed there by the loops of
 * float32, and rounded once. A running result stays float32 to its end.                           */
#include <math.h>

#include "array/half.h"
#include "array/loops.h"
#include "array/ops.h"

/* Nothing may be computed that a branch excludes: it would raise a flag. */
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wignored-pragmas"
#pragma clang diagnostic ignored "-Wunknown-pragmas"
#pragma STDC FENV_ACCESS ON
#endif

enum { BLOCK = 256, LEAF = 128 };

static void widen(float *to, const char *p, ptrdiff_t stride, size_t n) {
    for (size_t i = 0; i < n; i++) {
        nd_f16 h;
        memcpy(&h, p + (ptrdiff_t)i * stride, sizeof h);
        to[i] = nd_half_to_float(h);
    }
}

static void narrow(char *p, ptrdiff_t stride, const float *from, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const nd_f16 h = nd_half_of_float(from[i]);
        memcpy(p + (ptrdiff_t)i * stride, &h, sizeof h);
    }
}

/* Operands that are float16 in the loop of op: not ldexp's exponent, nor what isnan or frexp give. */
static bool is_half(nd_op op, int k) {
    const int nin = nd_ops[op].nin;
    if (op == ND_LDEXP) return k != 1;
    if (op == ND_FREXP) return k != 2;
    return k < nin || nd_ops[op].gives != ND_GIVES_BOOL;
}

static void run(nd_op op, char *const *p, const ptrdiff_t *s, size_t n) {
    nd_loop *const loop = nd_kernel_table()->loop[op][ND_F32];
    const int      nin = nd_ops[op].nin, all = nin + nd_ops[op].nout;
    float          room[4][BLOCK];
    for (size_t i = 0; i < n; i += BLOCK) {
        const size_t m = n - i < BLOCK ? n - i : BLOCK;
        char        *at[4];
        ptrdiff_t    step[4];
        for (int k = 0; k < all; k++) {
            at[k] = p[k] + (ptrdiff_t)i * s[k], step[k] = s[k];
            if (!is_half(op, k)) continue;
            if (k < nin) widen(room[k], at[k], s[k], s[k] ? m : 1);
            at[k] = (char *)room[k];
            step[k] = s[k] || k >= nin ? (ptrdiff_t)sizeof(float) : 0;
        }
        loop(at, step, m);
        for (int k = nin; k < all; k++)
            if (is_half(op, k)) narrow(p[k] + (ptrdiff_t)i * s[k], s[k], room[k], m);
    }
}

/* --- running results ------------------------------------------------------------------------------ */

static void fold_f32(nd_op op, float *r, const float *x, size_t n) {
    const nd_kernels *t = nd_kernel_table();
    char *const       q[3] = {(char *)r, (char *)(uintptr_t)x, (char *)r};
    const ptrdiff_t   s[3] = {0, sizeof(float), 0};
    (t->fold[op][ND_F32] ? t->fold[op][ND_F32] : t->loop[op][ND_F32])(q, s, n);
}

/* By halves, as pairwise.inc splits. */
static float sum(const char *p, ptrdiff_t stride, size_t n) {
    if (n > LEAF) {
        const size_t half = n / 2 - n / 2 % 8;
        const float  left = sum(p, stride, half);
        return left + sum(p + (ptrdiff_t)half * stride, stride, n - half);
    }
    float x[LEAF], r = -0.0f;
    widen(x, p, stride, n);
    fold_f32(ND_ADD, &r, x, n);
    return r;
}

static void fold(nd_op op, char *const *p, const ptrdiff_t *s, size_t n) {
    float r, x[BLOCK];
    widen(&r, p[0], 0, 1);
    if (op == ND_ADD) r += sum(p[1], s[1], n);
    else for (size_t i = 0; i < n; i += BLOCK) {
        const size_t m = n - i < BLOCK ? n - i : BLOCK;
        widen(x, p[1] + (ptrdiff_t)i * s[1], s[1], m);
        fold_f32(op, &r, x, m);
    }
    narrow(p[0], 0, &r, 1);
}

/* any, all: the result is a truth. */
static void fold_truth(nd_op op, char *const *p, const ptrdiff_t *s, size_t n) {
    float x[BLOCK];
    for (size_t i = 0; i < n; i += BLOCK) {
        const size_t    m = n - i < BLOCK ? n - i : BLOCK;
        char *const     q[2] = {p[0], (char *)x};
        const ptrdiff_t step[2] = {0, sizeof(float)};
        widen(x, p[1] + (ptrdiff_t)i * s[1], s[1], m);
        nd_kernel_table()->fold[op][ND_F32](q, step, m);
    }
}

SCAN(cumsum, nd_f16, nd_half_of_float(nd_half_to_float(r) + nd_half_to_float(a)))
SCAN(cumprod, nd_f16, nd_half_of_float(nd_half_to_float(r) * nd_half_to_float(a)))

/* --- the parts that have a form of their own ------------------------------------------------------- */

static inline nd_f16 towards(nd_f16 a, nd_f16 b) {
    if (nd_half_is_nan(a) || nd_half_is_nan(b)) return 0x7e00u;
    const int32_t from = nd_half_rank(a), to = nd_half_rank(b), next = from < to ? from + 1 : from - 1;
    if (from == to) return a;
    if (next == 0) return (nd_f16)(a & 0x8000u);
    if (next == 0x7c00 || next == -0x7c00) nd_fp_raise(ND_FP_OVERFLOW);
    return (nd_f16)(next < 0 ? 0x8000 | -next : next);
}

static inline nd_f16 difference(int high, int low) {
    return nd_half_of_float(nd_half_to_float((nd_f16)high) - nd_half_to_float((nd_f16)low));
}

/* The distance to the next number upwards, towards larger ones even from below zero. */
static inline nd_f16 spacing_of(nd_f16 a) {
    const int size = a & 0x7fff, negative = a & 0x8000;
    if (nd_half_is_nan(a) || nd_half_is_inf(a)) {
        nd_fp_raise(ND_FP_INVALID);
        return 0x7e00u;
    }
    if (a == 0x7bffu) {
        nd_fp_raise(ND_FP_OVERFLOW);
        return 0x7c00u;
    }
    if (size == 0) return 1;
    return (negative && (size & 0x3ff) == 0) || size == 0x7bff ? difference(size, size - 1) : difference(size + 1, size);
}

LOOP2(nextafter_f16, nd_f16, nd_f16, towards(a, b))
LOOP1(spacing_f16, nd_f16, nd_f16, spacing_of(a))
LOOP1(negative_f16, nd_f16, nd_f16, a ^ 0x8000u)
LOOP1(absolute_f16, nd_f16, nd_f16, a & 0x7fffu)
LOOP1(same_f16, nd_f16, nd_f16, a)

/* Of equal ones (both zeros) the first. */
static inline bool wins(nd_f16 a, nd_f16 b) { return !nd_half_is_nan(b) && nd_half_rank(a) >= nd_half_rank(b); }

LOOP2(maximum_f16, nd_f16, nd_f16, nd_half_is_nan(a) || wins(a, b) ? a : b)
LOOP2(minimum_f16, nd_f16, nd_f16, nd_half_is_nan(a) || (!nd_half_is_nan(b) && wins(b, a)) ? a : b)
LOOP2(fmax_f16, nd_f16, nd_f16, nd_half_is_nan(b) || (!nd_half_is_nan(a) && wins(a, b)) ? a : b)
LOOP2(fmin_f16, nd_f16, nd_f16, nd_half_is_nan(b) || wins(b, a) ? a : b)

static inline bool beats(nd_f16 a, nd_f16 b) { return nd_half_rank(a) > nd_half_rank(b); }

#define T nd_f16
#define NAME(x) greatest_##x
#define BEATS(a, b) beats(a, b)
#define IS_NAN(a) nd_half_is_nan(a)
#include "array/extreme.inc"

#define T nd_f16
#define NAME(x) least_##x
#define BEATS(a, b) beats(b, a)
#define IS_NAN(a) nd_half_is_nan(a)
#include "array/extreme.inc"

static inline float element(const char *p, ptrdiff_t stride, size_t i) {
    nd_f16 h;
    memcpy(&h, p + (ptrdiff_t)i * stride, sizeof h);
    return nd_half_to_float(h);
}

static void gemm(const nd_gemm *g) {
    for (size_t i = 0; i < g->m; i++)
        for (size_t j = 0; j < g->n; j++) {
            const char *row = g->a + (ptrdiff_t)i * g->a_row, *column = g->b + (ptrdiff_t)j * g->b_col;
            float       r = 0;
            for (size_t k = 0; k < g->k; k++) r += element(row, g->a_col, k) * element(column, g->b_row, k);
            narrow(g->c + (ptrdiff_t)i * g->c_row + (ptrdiff_t)j * 2, 0, &r, 1);
        }
}

/* --- the table --------------------------------------------------------------------------------------- */

#define X(up, name, nin, nout)                                                                             \
    static void run_##up(char *const *p, const ptrdiff_t *s, size_t n) { run(ND_##up, p, s, n); }           \
    static void fold_##up(char *const *p, const ptrdiff_t *s, size_t n) {                                   \
        if (nd_op_is_logical(ND_##up)) fold_truth(ND_##up, p, s, n);                                        \
        else fold(ND_##up, p, s, n);                                                                        \
    }
ND_UFUNCS(X)
#undef X

/* Filled last: what float32 has, float16 has too. */
void ND_CPU_NAME(nd_k_half)(nd_kernels *t) {
#define X(up, name, nin, nout)                                                                             \
    t->loop[ND_##up][ND_F16] = t->loop[ND_##up][ND_F32] ? run_##up : NULL;                                  \
    t->fold[ND_##up][ND_F16] = t->loop[ND_##up][ND_F32] && nin == 2 && nout == 1 ? fold_##up : NULL;
    ND_UFUNCS(X)
#undef X
    t->loop[ND_NEXTAFTER][ND_F16] = nextafter_f16;
    t->loop[ND_SPACING][ND_F16] = spacing_f16;
    t->loop[ND_NEGATIVE][ND_F16] = negative_f16;
    t->loop[ND_ABSOLUTE][ND_F16] = t->loop[ND_FABS][ND_F16] = absolute_f16;
    t->loop[ND_POSITIVE][ND_F16] = t->loop[ND_CONJUGATE][ND_F16] = same_f16;
    t->loop[ND_MAXIMUM][ND_F16] = maximum_f16;
    t->loop[ND_MINIMUM][ND_F16] = minimum_f16;
    t->loop[ND_FMAX][ND_F16] = fmax_f16;
    t->loop[ND_FMIN][ND_F16] = fmin_f16;
    t->fold[ND_MAXIMUM][ND_F16] = greatest_fold;
    t->fold[ND_MINIMUM][ND_F16] = least_fold;
    t->argmax[ND_F16] = greatest_find;
    t->argmin[ND_F16] = least_find;
    t->clip[ND_F16] = greatest_clip;
    t->cumsum[ND_F16] = cumsum;
    t->cumprod[ND_F16] = cumprod;
    t->gemm[ND_F16] = gemm;
}
