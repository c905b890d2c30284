/* array/fft.h: discrete Fourier transforms along one axis. */
#ifndef NDRILL_ARRAY_FFT_H
#define NDRILL_ARRAY_FFT_H

#include "array/nd.h"

typedef enum nd_fft_kind {
    ND_FFT,         /* complex to complex */
    ND_IFFT,
    ND_RFFT,        /* real to the n / 2 + 1 frequencies that are not mirror images */
    ND_IRFFT        /* and back: n is the length of the real result */
} nd_fft_kind;

/* The result is multiplied by 1/n, 1/sqrt(n) or nothing. */
typedef enum nd_fft_scale { ND_FFT_PLAIN, ND_FFT_ORTHO, ND_FFT_BY_N } nd_fft_scale;

/* n < 0: the axis' own length, 2 (length - 1) for ND_IRFFT. The axis is cut or filled with zeros to it. Single
 * precision stays single. ValueError "Invalid number of FFT data points (0) specified.". */
nd_array *nd_fft(nd_ctx *c, nd_fft_kind kind, const nd_array *a, ptrdiff_t n, int axis, nd_fft_scale scale, err *e) ERR_MUST_CHECK;

#endif
