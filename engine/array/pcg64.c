/* array/pcg64.c: O'Neill's permuted congruential generators: 128 bits of state, any number of steps at once. */
#include "array/bitgen.h"

#define CHEAP_FACTOR UINT64_C(0xda942042e4dd58b5)

/* DXSM shows the state before the step. */
uint64_t nd_pcg64dxsm_next(nd_bitgen *g) {
    uint64_t high = g->word[0], low = g->word[1] | 1;
    high ^= high >> 32;
    high *= CHEAP_FACTOR;
    high ^= high >> 48;
    high *= low;
    nd_pcg64_step(g, CHEAP_FACTOR);
    return high;
}

static nd_u128 factor_of(const nd_bitgen *g) { return g->kind == ND_PCG64DXSM ? CHEAP_FACTOR : ND_PCG64_FACTOR; }

/* Brown's doubling: the step after 2k steps is the step after k steps, taken twice. */
static void advance(nd_bitgen *g, nd_u128 steps) {
    nd_u128 factor = factor_of(g), add = nd_join128(g->word[2], g->word[3]), all_factor = 1, all_add = 0;
    for (; steps; steps >>= 1) {
        if (steps & 1) {
            all_factor *= factor;
            all_add = all_add * factor + add;
        }
        add = (factor + 1) * add;
        factor *= factor;
    }
    nd_u128 state = all_factor * nd_join128(g->word[0], g->word[1]) + all_add;
    g->word[0] = (uint64_t)(state >> 64);
    g->word[1] = (uint64_t)state;
    g->has_half = false;
}

void nd_pcg64_advance(nd_bitgen *g, uint64_t high, uint64_t low) { advance(g, nd_join128(high, low)); }

void nd_pcg64_jump(nd_bitgen *g, uint64_t jumps) {
    advance(g, nd_join128(UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xf39cc0605cedc835)) * jumps);
}
