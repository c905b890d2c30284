/* array/half.h: float16 kept as its bits: a sign, 5 bits of exponent, 10 of fraction. Arithmetic on it is
 * done in float32 and rounded once. Inside the array floor only.                                       */
#ifndef NDRILL_ARRAY_HALF_H
#define NDRILL_ARRAY_HALF_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "array/dtype.h"
#include "array/fpflags.h"

static inline bool nd_half_is_nan(nd_f16 h) { return (h & 0x7fffu) > 0x7c00u; }
static inline bool nd_half_is_inf(nd_f16 h) { return (h & 0x7fffu) == 0x7c00u; }
static inline bool nd_half_is_zero(nd_f16 h) { return (h & 0x7fffu) == 0; }

/* Exact. A subnormal is its fraction times 2^-24. */
static inline float nd_half_to_float(nd_f16 h) {
    const uint32_t sign = (uint32_t)(h & 0x8000u) << 16, rest = h & 0x7fffu;
    uint32_t       bits;
    float          x;
    if (rest < 0x0400u) {
        x = (float)rest * 0x1p-24f;
        memcpy(&bits, &x, sizeof bits);
        bits |= sign;
    } else if (rest < 0x7c00u) bits = sign | ((rest << 13) + 0x38000000u);
    else bits = sign | 0x7f800000u | (rest & 0x3ffu) << 13;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Rounds a magnitude whose lower `drop` bits go: to nearest, ties to even. */
static inline uint64_t nd_half_round(uint64_t bits, int drop) {
    const uint64_t half = (uint64_t)1 << (drop - 1);
    return (bits + half - 1 + (bits >> drop & 1)) >> drop;
}

/* The nearest float16; what is too large becomes infinite and raises the overflow flag. */
static inline nd_f16 nd_half_of_float(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    const uint32_t sign = bits >> 16 & 0x8000u, rest = bits & 0x7fffffffu;
    if (rest > 0x7f800000u) return (nd_f16)(sign | 0x7c00u | (rest >> 13 & 0x3ffu) | ((rest >> 13 & 0x3ffu) == 0));
    if (rest >= 0x477ff000u) {          /* 65520 and beyond */
        if (rest != 0x7f800000u) nd_fp_raise(ND_FP_OVERFLOW);
        return (nd_f16)(sign | 0x7c00u);
    }
    if (rest >= 0x38800000u) return (nd_f16)(sign | (nd_half_round(rest, 13) - 0x1c000u));
    const int exponent = (int)(rest >> 23);
    if (exponent < 102) return (nd_f16)sign;              /* below half of the least subnormal */
    return (nd_f16)(sign | nd_half_round((rest & 0x7fffffu) | 0x800000u, 126 - exponent));
}

/* Rounded once, not by way of float32. */
static inline nd_f16 nd_half_of_double(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const uint64_t rest = bits & 0x7fffffffffffffffu;
    const uint32_t sign = (uint32_t)(bits >> 48 & 0x8000u);
    if (rest > 0x7ff0000000000000u) return (nd_f16)(sign | 0x7c00u | (rest >> 42 & 0x3ffu) | ((rest >> 42 & 0x3ffu) == 0));
    if (rest >= 0x40effe0000000000u) {
        if (rest != 0x7ff0000000000000u) nd_fp_raise(ND_FP_OVERFLOW);
        return (nd_f16)(sign | 0x7c00u);
    }
    if (rest >= 0x3f10000000000000u) return (nd_f16)(sign | (nd_half_round(rest, 42) - 0xfc000u));
    const int exponent = (int)(rest >> 52);
    if (exponent < 998) return (nd_f16)sign;
    return (nd_f16)(sign | nd_half_round((rest & 0xfffffffffffffu) | 0x10000000000000u, 1051 - exponent));
}

/* The order of the numbers as the order of integers; for anything but NaN. Both zeros are equal. */
static inline int32_t nd_half_rank(nd_f16 h) {
    const int32_t size = h & 0x7fff;
    return h & 0x8000u ? -size : size;
}

#endif
