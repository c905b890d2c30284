/* array/bitgen.c: the bit generators by name: seeding each, and the draws that all of them share. */
#include "array/bitgen.h"

#include <math.h>
#include <string.h>

const char *nd_bits_name(nd_bits_kind kind) {
    static const char *const names[] = {
        [ND_PCG64] = "PCG64", [ND_PCG64DXSM] = "PCG64DXSM", [ND_SFC64] = "SFC64", [ND_PHILOX] = "Philox", [ND_MT19937] = "MT19937",
    };
    _Static_assert(sizeof names / sizeof *names == ND_NBITS, "a name for each");
    return names[kind];
}

size_t nd_bits_seed_words(nd_bits_kind kind) {
    static const uint16_t words[] = {[ND_PCG64] = 8, [ND_PCG64DXSM] = 8, [ND_SFC64] = 6, [ND_PHILOX] = 4, [ND_MT19937] = 624};
    _Static_assert(sizeof words / sizeof *words == ND_NBITS, "a length for each");
    return words[kind];
}

/* --- SFC64: Doty-Humphrey's small fast counter --------------------------------------------------- */

uint64_t nd_sfc64_next(nd_bitgen *g) {
    uint64_t *w = g->word, out = w[0] + w[1] + w[3]++;
    w[0] = w[1] ^ w[1] >> 11;
    w[1] = w[2] + (w[2] << 3);
    w[2] = (w[2] << 24 | w[2] >> 40) + out;
    return out;
}

/* --- Philox 4x64: a counter, enciphered by ten rounds ----------------------------------------------- */

static void philox_round(uint64_t w[4], const uint64_t key[2]) {
    nd_u128 a = (nd_u128)w[0] * UINT64_C(0xd2e7470ee14c6c93), b = (nd_u128)w[2] * UINT64_C(0xca5a826395121157);
    uint64_t next[] = {(uint64_t)(b >> 64) ^ w[1] ^ key[0], (uint64_t)b, (uint64_t)(a >> 64) ^ w[3] ^ key[1], (uint64_t)a};
    memcpy(w, next, sizeof next);
}

uint64_t nd_philox_next(nd_bitgen *g) {
    if (g->used < 4) return g->buffer[g->used++];
    uint64_t key[] = {g->key[0], g->key[1]};
    for (int i = 0; i < 4 && ++g->word[i] == 0; i++) {}
    memcpy(g->buffer, g->word, sizeof g->buffer);
    for (int round = 0; round < 10; round++) {
        philox_round(g->buffer, key);
        key[0] += UINT64_C(0x9e3779b97f4a7c15);
        key[1] += UINT64_C(0xbb67ae8584caa73b);
    }
    g->used = 1;
    return g->buffer[0];
}

/* --- seeding -------------------------------------------------------------------------------------- */

static uint64_t word64(const uint32_t *words, int i) { return (uint64_t)words[2 * i + 1] << 32 | words[2 * i]; }

static void seed_pcg64(nd_bitgen *g, const uint32_t *words) {
    nd_u128 stream = nd_join128(word64(words, 2), word64(words, 3)) << 1 | 1;
    nd_u128 state = stream + nd_join128(word64(words, 0), word64(words, 1));
    g->word[0] = (uint64_t)(state >> 64);
    g->word[1] = (uint64_t)state;
    g->word[2] = (uint64_t)(stream >> 64);
    g->word[3] = (uint64_t)stream;
    nd_pcg64_step(g, ND_PCG64_FACTOR);
}

static void seed_sfc64(nd_bitgen *g, const uint32_t *words) {
    for (int i = 0; i < 3; i++) g->word[i] = word64(words, i);
    g->word[3] = 1;
    for (int i = 0; i < 12; i++) nd_sfc64_next(g);
}

void nd_bits_seed(nd_bitgen *g, nd_bits_kind kind, const uint32_t *words, nd_mt19937 *mt) {
    memset(g, 0, sizeof *g);
    g->kind = kind;
    g->used = 4;
    switch (kind) {
    case ND_SFC64: seed_sfc64(g, words); break;
    case ND_PHILOX: g->key[0] = word64(words, 0), g->key[1] = word64(words, 1); break;
    case ND_MT19937: nd_random_seed_words(mt, words), g->mt = mt; break;
    default: seed_pcg64(g, words);
    }
}

nd_bitgen nd_bits_of(nd_mt19937 *mt) { return (nd_bitgen){.kind = ND_MT19937, .mt = mt}; }

/* --- draws ------------------------------------------------------------------------------------------ */

uint64_t nd_bits_other(nd_bitgen *g) {
    switch (g->kind) {
    case ND_PCG64DXSM: return nd_pcg64dxsm_next(g);
    case ND_SFC64: return nd_sfc64_next(g);
    case ND_PHILOX: return nd_philox_next(g);
    case ND_MT19937: return nd_random_u64(g->mt);
    default: return nd_pcg64_next(g);
    }
}

uint32_t nd_bits_u32(nd_bitgen *g) { return nd_bits32(g); }
uint64_t nd_bits_u64(nd_bitgen *g) { return nd_bits64(g); }

uint64_t nd_bits_raw(nd_bitgen *g) { return g->kind == ND_MT19937 ? nd_random_u32(g->mt) : nd_bits64(g); }

uint64_t nd_bits_interval(nd_bitgen *g, uint64_t max) {
    uint64_t mask = max, value;
    if (max == 0) return 0;
    for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
    do
        value = (max <= UINT32_MAX ? nd_bits32(g) : nd_bits64(g)) & mask;
    while (value > max);
    return value;
}

/* The high part of word * (max + 1), whose low part must not fall among the few that would be too frequent. */
static uint64_t bounded32(nd_bitgen *g, uint32_t max) {
    uint64_t n = (uint64_t)max + 1, product = nd_bits32(g) * n;
    if ((uint32_t)product < n) {
        uint32_t least = (UINT32_MAX - max) % (uint32_t)n;
        while ((uint32_t)product < least) product = nd_bits32(g) * n;
    }
    return product >> 32;
}

static uint64_t bounded64(nd_bitgen *g, uint64_t max) {
    uint64_t n = max + 1;
    nd_u128  product = (nd_u128)nd_bits64(g) * n;
    if ((uint64_t)product < n) {
        uint64_t least = (UINT64_MAX - max) % n;
        while ((uint64_t)product < least) product = (nd_u128)nd_bits64(g) * n;
    }
    return (uint64_t)(product >> 64);
}

uint64_t nd_bits_bounded(nd_bitgen *g, uint64_t max) {
    if (max == 0) return 0;
    if (max == UINT32_MAX) return nd_bits32(g);
    if (max == UINT64_MAX) return nd_bits64(g);
    return max < UINT32_MAX ? bounded32(g, (uint32_t)max) : bounded64(g, max);
}

/* Marsaglia's polar method makes two at a time: the other waits for the next call. */
double nd_bits_gauss(nd_bitgen *g) {
    bool   *waits = g->kind == ND_MT19937 ? &g->mt->has_gauss : &g->has_gauss;
    double *other = g->kind == ND_MT19937 ? &g->mt->gauss : &g->gauss, x, y, square, scale;
    if (*waits) {
        *waits = false;
        x = *other;
        *other = 0;
        return x;
    }
    do {
        x = 2.0 * nd_bits_double(g) - 1.0;
        y = 2.0 * nd_bits_double(g) - 1.0;
        square = x * x + y * y;
    } while (square >= 1.0 || square == 0.0);
    scale = sqrt(-2.0 * log(square) / square);
    *other = scale * x;
    *waits = true;
    return scale * y;
}
