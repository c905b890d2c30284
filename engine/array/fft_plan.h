/* array/fft_plan.h: the transform of one row. For use inside array/.
 *
 * A length is a product of small factors, each of which is one pass over the row (mixed radix); a length
 * with a large prime factor becomes a convolution of a friendlier length (Bluestein).                   */
#ifndef NDRILL_ARRAY_FFT_PLAN_H
#define NDRILL_ARRAY_FFT_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

typedef struct nd_pair {
    double re, im;
} nd_pair;

#define ND_FFT_FACTORS 64

typedef struct nd_fft_plan {
    size_t   n;
    int      nfactors;
    size_t   factor[ND_FFT_FACTORS];
    nd_pair *twiddle[ND_FFT_FACTORS];    /* of each pass: (factor - 1) rows of (length of the rest - 1) */
    nd_pair *root[ND_FFT_FACTORS];       /* of each pass: the factor-th roots of one, for odd factors */
    nd_pair *work;                       /* n: the other side of a pass */
    /* Bluestein */
    struct nd_fft_plan *inner;           /* NULL: mixed radix */
    nd_pair *chirp, *kernel, *room;      /* n; inner's n and its transform; inner's n */
} nd_fft_plan;

err_code nd_fft_plan_make(nd_fft_plan *p, size_t n, err *e) ERR_MUST_CHECK;
void     nd_fft_plan_free(nd_fft_plan *p);

/* c[n] becomes its transform, times scale. */
void nd_fft_plan_run(nd_fft_plan *p, nd_pair *c, bool forward, double scale);

/* --- passes (fft_pass.c) -------------------------------------------------------------------------- */

/* Input [l1][factor][ido], output [factor][l1][ido]. */
typedef struct nd_fft_pass {
    size_t         factor, ido, l1;
    const nd_pair *twiddle, *root, *from;
    nd_pair       *to;
    bool           forward;
} nd_fft_pass;

void nd_fft_pass_run(const nd_fft_pass *q);

#endif
