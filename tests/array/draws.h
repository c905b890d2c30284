/* tests/array/draws.h: a bit generator seeded as np.random.PCG64(seed) or RandomState(seed) is. */
#ifndef NDRILL_TESTS_ARRAY_DRAWS_H
#define NDRILL_TESTS_ARRAY_DRAWS_H

#include "harness.h"

#include "array/array.h"

typedef struct stream {
    nd_mt19937 mt;
    nd_bitgen  bits;
    nd_rng     rng;
} stream;

static inline void stream_seed(stream *s, nd_bits_kind kind, uint64_t seed) {
    nd_seedseq q = {.pool_size = 4};
    uint32_t   entropy[2], words[624];
    nd_seedseq_mix(&q, entropy, nd_seed_words(seed, entropy));
    nd_seedseq_generate(&q, words, nd_bits_seed_words(kind));
    nd_bits_seed(&s->bits, kind, words, &s->mt);
    s->rng = (nd_rng){&s->bits, false};
}

/* RandomState(seed), or Generator(PCG64(seed)). */
static inline void stream_open(stream *s, bool legacy, uint32_t seed) {
    stream_seed(s, ND_PCG64, seed);
    if (!legacy) return;
    nd_random_seed(&s->mt, seed);
    s->bits = nd_bits_of(&s->mt);
    s->rng = (nd_rng){&s->bits, true};
}

#endif
