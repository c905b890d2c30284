/* array/ziggurat.c: normals and exponentials by Marsaglia and Tsang's ziggurat of 256 layers.
 *
 * One word picks a layer and a place in it. Below the layer's limit the place is surely under the
 * curve; the rest is decided by the curve itself, and layer 0 by the tail.                       */
#include "array/dist.h"

#include <math.h>

#include "ziggurat_tables.inc"

#define NORMAL_EDGE      3.6541528853610088      /* where the tail begins */
#define EXPONENTIAL_EDGE 7.69711747013104972

/* --- 64 bits ------------------------------------------------------------------------------- */

static double normal_tail(nd_bitgen *g, bool negative) {
    double x, y;
    do {
        x = -0.27366123732975828 * log1p(-nd_bits_double(g));
        y = -log1p(-nd_bits_double(g));
    } while (!(y + y > x * x));
    return negative ? -(NORMAL_EDGE + x) : NORMAL_EDGE + x;
}

double nd_zig_normal(nd_bitgen *g) {
    for (;;) {
        uint64_t word = nd_bits64(g), place = word >> 9 & UINT64_C(0xfffffffffffff);
        unsigned layer = word & 0xff;
        double   x = (double)place * normal64_width[layer];
        if (word >> 8 & 1) x = -x;
        if (place < normal64_limit[layer]) return x;
        if (layer == 0) return normal_tail(g, place >> 8 & 1);
        double top = normal64_height[layer - 1], bottom = normal64_height[layer];
        if ((top - bottom) * nd_bits_double(g) + bottom < exp(-0.5 * x * x)) return x;
    }
}

double nd_zig_exponential(nd_bitgen *g) {
    for (;;) {
        uint64_t word = nd_bits64(g) >> 3, place = word >> 8;
        unsigned layer = word & 0xff;
        double   x = (double)place * exponential64_width[layer];
        if (place < exponential64_limit[layer]) return x;
        if (layer == 0) return EXPONENTIAL_EDGE - log1p(-nd_bits_double(g));
        double top = exponential64_height[layer - 1], bottom = exponential64_height[layer];
        if ((top - bottom) * nd_bits_double(g) + bottom < exp(-x)) return x;
    }
}

/* --- 32 bits ------------------------------------------------------------------------------- */

static float normal_tail32(nd_bitgen *g, bool negative) {
    float x, y, edge = (float)NORMAL_EDGE;
    do {
        x = -0.27366123732975828f * log1pf(-nd_bits_float(g));
        y = -log1pf(-nd_bits_float(g));
    } while (!(y + y > x * x));
    return negative ? -(edge + x) : edge + x;
}

float nd_zig_normal32(nd_bitgen *g) {
    for (;;) {
        uint32_t word = nd_bits32(g), place = word >> 9;
        unsigned layer = word & 0xff;
        float    x = (float)place * normal32_width[layer];
        if (word >> 8 & 1) x = -x;
        if (place < normal32_limit[layer]) return x;
        if (layer == 0) return normal_tail32(g, place >> 8 & 1);
        float top = normal32_height[layer - 1], bottom = normal32_height[layer];
        if ((double)((top - bottom) * nd_bits_float(g) + bottom) < exp(-0.5 * (double)x * (double)x)) return x;
    }
}

float nd_zig_exponential32(nd_bitgen *g) {
    for (;;) {
        uint32_t word = nd_bits32(g) >> 1, place = word >> 8;
        unsigned layer = word & 0xff;
        float    x = (float)place * exponential32_width[layer];
        if (place < exponential32_limit[layer]) return x;
        if (layer == 0) return (float)EXPONENTIAL_EDGE - log1pf(-nd_bits_float(g));
        float top = exponential32_height[layer - 1], bottom = exponential32_height[layer];
        if ((top - bottom) * nd_bits_float(g) + bottom < expf(-x)) return x;
    }
}
