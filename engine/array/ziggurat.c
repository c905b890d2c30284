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

/* false: x is not surely under the curve. */
static inline bool normal_fast(uint64_t word, double *x) {
    uint64_t place = word >> 9 & UINT64_C(0xfffffffffffff);
    *x = (double)place * normal64_width[word & 0xff];
    if (word >> 8 & 1) *x = -*x;
    return place < normal64_limit[word & 0xff];
}

static double normal_from(nd_bitgen *g, uint64_t word) {
    for (;; word = nd_bits64(g)) {
        double   x;
        unsigned layer = word & 0xff;
        if (normal_fast(word, &x)) return x;
        if (layer == 0) return normal_tail(g, word >> 17 & 1);
        double top = normal64_height[layer - 1], bottom = normal64_height[layer];
        if ((top - bottom) * nd_bits_double(g) + bottom < exp(-0.5 * x * x)) return x;
    }
}

double nd_zig_normal(nd_bitgen *g) { return normal_from(g, nd_bits64(g)); }

static inline bool exponential_fast(uint64_t word, double *x) {
    *x = (double)(word >> 11) * exponential64_width[word >> 3 & 0xff];
    return word >> 11 < exponential64_limit[word >> 3 & 0xff];
}

static double exponential_from(nd_bitgen *g, uint64_t word) {
    for (;; word = nd_bits64(g)) {
        double   x;
        unsigned layer = word >> 3 & 0xff;
        if (exponential_fast(word, &x)) return x;
        if (layer == 0) return EXPONENTIAL_EDGE - log1p(-nd_bits_double(g));
        double top = exponential64_height[layer - 1], bottom = exponential64_height[layer];
        if ((top - bottom) * nd_bits_double(g) + bottom < exp(-x)) return x;
    }
}

double nd_zig_exponential(nd_bitgen *g) { return exponential_from(g, nd_bits64(g)); }

/* The rare ways are taken by the generator itself: the loop steps aside for one element. */
static double aside(nd_bitgen *g, nd_pcg64_run *run, uint64_t word, double (*from)(nd_bitgen *g, uint64_t word)) {
    nd_pcg64_leave(g, run);
    double x = from(g, word);
    *run = nd_pcg64_enter(g);
    return x;
}

void nd_zig_fill_normal(nd_bitgen *g, double loc, double scale, double *out, size_t n) {
    nd_pcg64_run run = nd_pcg64_enter(g);
    for (size_t i = 0; i < n; i++) {
        uint64_t word = nd_pcg64_run_next(&run);
        double   x;
        if (!normal_fast(word, &x)) x = aside(g, &run, word, normal_from);
        out[i] = loc + scale * x;
    }
    nd_pcg64_leave(g, &run);
}

void nd_zig_fill_exponential(nd_bitgen *g, double scale, double *out, size_t n) {
    nd_pcg64_run run = nd_pcg64_enter(g);
    for (size_t i = 0; i < n; i++) {
        uint64_t word = nd_pcg64_run_next(&run);
        double   x;
        if (!exponential_fast(word, &x)) x = aside(g, &run, word, exponential_from);
        out[i] = scale * x;
    }
    nd_pcg64_leave(g, &run);
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
