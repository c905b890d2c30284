/* array/bitgen.h: words and fractions from any bit generator. For use inside array/. */
#ifndef NDRILL_ARRAY_BITGEN_H
#define NDRILL_ARRAY_BITGEN_H

#include "array/random.h"

__extension__ typedef unsigned __int128 nd_u128;
__extension__ typedef __int128          nd_i128;

uint64_t nd_random_u64(nd_mt19937 *r);      /* two words, the first is the high one */
uint64_t nd_pcg64dxsm_next(nd_bitgen *g);
uint64_t nd_sfc64_next(nd_bitgen *g);
uint64_t nd_philox_next(nd_bitgen *g);
uint64_t nd_bits_other(nd_bitgen *g);       /* 64 bits of any generator but PCG64 */

void     nd_mt19937_refill(nd_mt19937 *r);

static inline uint32_t nd_mt19937_next(nd_mt19937 *r) {
    if (r->at >= 624) nd_mt19937_refill(r);
    uint32_t y = r->state[r->at++];
    y ^= y >> 11;
    y ^= y << 7 & UINT32_C(0x9d2c5680);
    y ^= y << 15 & UINT32_C(0xefc60000);
    return y ^ y >> 18;
}

static inline double nd_mt19937_double(nd_mt19937 *r) {
    uint32_t a = nd_mt19937_next(r) >> 5, b = nd_mt19937_next(r) >> 6;
    return ((double)a * 67108864.0 + (double)b) / 9007199254740992.0;
}

static inline nd_u128 nd_join128(uint64_t high, uint64_t low) { return (nd_u128)high << 64 | low; }

/* One step of the linear congruence. */
static inline nd_u128 nd_pcg64_step(nd_bitgen *g, nd_u128 factor) {
    nd_u128 state = nd_join128(g->word[0], g->word[1]) * factor + nd_join128(g->word[2], g->word[3]);
    g->word[0] = (uint64_t)(state >> 64);
    g->word[1] = (uint64_t)state;
    return state;
}

#define ND_PCG64_FACTOR nd_join128(UINT64_C(0x2360ed051fc65da4), UINT64_C(0x4385df649fccf645))

/* The new state's halves folded together, turned right by its top six bits. */
static inline uint64_t nd_pcg64_next(nd_bitgen *g) {
    nd_u128  state = nd_pcg64_step(g, ND_PCG64_FACTOR);
    uint64_t folded = (uint64_t)(state >> 64) ^ (uint64_t)state;
    unsigned turn = (unsigned)(state >> 122);
    return folded >> turn | folded << (-turn & 63);
}

static inline uint64_t nd_bits64(nd_bitgen *g) { return g->kind == ND_PCG64 ? nd_pcg64_next(g) : nd_bits_other(g); }

/* The low half of a word now, the high half at the next call. */
static inline uint32_t nd_bits32(nd_bitgen *g) {
    if (g->kind == ND_MT19937) return nd_mt19937_next(g->mt);
    if (g->has_half) {
        g->has_half = false;
        return g->half;
    }
    uint64_t word = nd_bits64(g);
    g->has_half = true;
    g->half = (uint32_t)(word >> 32);
    return (uint32_t)word;
}

static inline double nd_bits_double(nd_bitgen *g) {
    if (g->kind == ND_MT19937) return nd_mt19937_double(g->mt);
    return (double)(nd_bits64(g) >> 11) * 0x1p-53;
}

static inline float nd_bits_float(nd_bitgen *g) { return (float)(nd_bits32(g) >> 8) * 0x1p-24f; }

/* PCG64 in a loop: the state in two registers, put back with nd_pcg64_leave. */
typedef struct nd_pcg64_run { nd_u128 state, add; } nd_pcg64_run;

static inline nd_pcg64_run nd_pcg64_enter(const nd_bitgen *g) {
    return (nd_pcg64_run){nd_join128(g->word[0], g->word[1]), nd_join128(g->word[2], g->word[3])};
}

static inline void nd_pcg64_leave(nd_bitgen *g, const nd_pcg64_run *run) {
    g->word[0] = (uint64_t)(run->state >> 64);
    g->word[1] = (uint64_t)run->state;
}

static inline uint64_t nd_pcg64_run_next(nd_pcg64_run *run) {
    run->state = run->state * ND_PCG64_FACTOR + run->add;
    uint64_t folded = (uint64_t)(run->state >> 64) ^ (uint64_t)run->state;
    unsigned turn = (unsigned)(run->state >> 122);
    return folded >> turn | folded << (-turn & 63);
}

uint64_t nd_bits_bounded(nd_bitgen *g, uint64_t max);       /* [0, max], Lemire's product */
double   nd_bits_gauss(nd_bitgen *g);                       /* the legacy normal */

#endif
