/* array/digits.h: decimal digits of a binary floating-point number. For use inside array/.
 *
 * One path for every format: a number is mantissa * 2^exponent plus what its neighbours
 * look like, so a further width needs one more nd_binary_ function and nothing else.  */
#ifndef NDRILL_ARRAY_DIGITS_H
#define NDRILL_ARRAY_DIGITS_H

#include <stdbool.h>
#include <stdint.h>

#define ND_DECIMAL_MAX 800      /* no double has more than 767 significant digits */

typedef struct nd_binary {
    uint64_t mantissa;
    int      exponent;          /* |value| = mantissa * 2^exponent */
    bool     negative, nan, inf;
    bool     lopsided;          /* a power of two: the neighbour below is twice as near */
} nd_binary;

nd_binary nd_binary_f64(double x);
nd_binary nd_binary_f32(float x);
nd_binary nd_binary_f16(uint16_t bits);

/* digit[0] . digit[1] digit[2] ... * 10^exponent; zeros follow without end. */
typedef struct nd_decimal {
    int  n, exponent;
    char digit[ND_DECIMAL_MAX];
} nd_decimal;

/* How far to go. Limits are counts of digits: after the point, or (significant) in all.
 * Negative: none. */
typedef struct nd_cutoff {
    bool unique;                /* stop where the value is told apart from its neighbours */
    bool significant;
    int  most, least;
} nd_cutoff;

/* Finite values only; the sign is left to the caller. */
void nd_decimal_make(nd_decimal *d, const nd_binary *x, const nd_cutoff *cut);

#endif
