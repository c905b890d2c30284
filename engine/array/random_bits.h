/* array/random_bits.h: the generator's wider words. For use inside array/. */
#ifndef NDRILL_ARRAY_RANDOM_BITS_H
#define NDRILL_ARRAY_RANDOM_BITS_H

#include "array/random.h"

uint64_t nd_random_u64(nd_mt19937 *r);      /* two words, the first is the high one */

#endif
