/* array/seedseq.c: a pool of hashed entropy, from which any number of seeds is drawn.
 *
 * O'Neill's seed_seq as NumPy fixed it: each word of entropy reaches every word of the pool, and a
 * constant that changes with every hash keeps equal words apart.                                  */
#include "array/random.h"

#define HASH_SHIFT 16

static uint32_t hash(uint32_t value, uint32_t *constant, uint32_t factor) {
    value ^= *constant;
    *constant *= factor;
    value *= *constant;
    return value ^ value >> HASH_SHIFT;
}

static uint32_t hash_in(uint32_t value, uint32_t *constant) { return hash(value, constant, UINT32_C(0x931e8875)); }

static uint32_t mix(uint32_t x, uint32_t y) {
    uint32_t z = UINT32_C(0xca01f9dd) * x - UINT32_C(0x4973f715) * y;
    return z ^ z >> HASH_SHIFT;
}

size_t nd_seed_words(uint64_t x, uint32_t words[2]) {
    words[0] = (uint32_t)x;
    words[1] = (uint32_t)(x >> 32);
    return words[1] ? 2 : 1;
}

void nd_seedseq_mix(nd_seedseq *s, const uint32_t *entropy, size_t n) {
    uint32_t constant = UINT32_C(0x43b0d7e5);
    for (size_t i = 0; i < s->pool_size; i++) s->pool[i] = hash_in(i < n ? entropy[i] : 0, &constant);
    for (size_t from = 0; from < s->pool_size; from++)
        for (size_t to = 0; to < s->pool_size; to++)
            if (from != to) s->pool[to] = mix(s->pool[to], hash_in(s->pool[from], &constant));
    for (size_t from = s->pool_size; from < n; from++)
        for (size_t to = 0; to < s->pool_size; to++) s->pool[to] = mix(s->pool[to], hash_in(entropy[from], &constant));
}

void nd_seedseq_generate(const nd_seedseq *s, uint32_t *out, size_t n) {
    uint32_t constant = UINT32_C(0x8b51f9dd);
    for (size_t i = 0; i < n; i++) out[i] = hash(s->pool[i % s->pool_size], &constant, UINT32_C(0x58f38ded));
}
