/* array/fpflags.h: what floating point (and integer division) complained about.
 *
 * On x86-64 all arithmetic is SSE, so its status word is read and written directly:
 * fenv.h would also walk the x87 state, which costs more than a small array's sum.    */
#ifndef NDRILL_ARRAY_FPFLAGS_H
#define NDRILL_ARRAY_FPFLAGS_H

#if defined(__x86_64__)
#include <xmmintrin.h>

enum { ND_FP_INVALID = 1, ND_FP_DIVIDE = 4, ND_FP_OVERFLOW = 8 };
#define ND_FP_ALL 0x3fu

static inline unsigned nd_fp_flags(void) {
    return _mm_getcsr() & (ND_FP_INVALID | ND_FP_DIVIDE | ND_FP_OVERFLOW);
}
static inline void nd_fp_clear(void) {
    const unsigned csr = _mm_getcsr();
    if (csr & (ND_FP_INVALID | ND_FP_DIVIDE | ND_FP_OVERFLOW)) _mm_setcsr(csr & ~ND_FP_ALL);
}
static inline void nd_fp_raise(unsigned flags) { _mm_setcsr(_mm_getcsr() | flags); }

#else
#include <fenv.h>

enum { ND_FP_INVALID = FE_INVALID, ND_FP_DIVIDE = FE_DIVBYZERO, ND_FP_OVERFLOW = FE_OVERFLOW };

static inline unsigned nd_fp_flags(void) {
    return (unsigned)fetestexcept(ND_FP_INVALID | ND_FP_DIVIDE | ND_FP_OVERFLOW);
}
static inline void nd_fp_clear(void) { feclearexcept(FE_ALL_EXCEPT); }
static inline void nd_fp_raise(unsigned flags) { feraiseexcept((int)flags); }
#endif

#endif
