/* array/random.h: where random bits come from: bit generators and the sequence that seeds them.
 *
 * A bit generator is a stream of 32- and 64-bit words; generator.h makes numbers of them. Streams are
 * NumPy's to the bit.                                                                              */
#ifndef NDRILL_ARRAY_RANDOM_H
#define NDRILL_ARRAY_RANDOM_H

#include "array/nd.h"

/* --- MT19937 ------------------------------------------------------------------------------- */

typedef struct nd_mt19937 {
    uint32_t state[624];
    int      at;
    bool     has_gauss;
    double   gauss;
} nd_mt19937;

void     nd_random_seed(nd_mt19937 *r, uint32_t seed);                           /* np.random.seed(int) */
void     nd_random_seed_array(nd_mt19937 *r, const uint32_t *key, size_t n);     /* np.random.seed([..]) */
void     nd_random_seed_words(nd_mt19937 *r, const uint32_t words[624]);         /* MT19937(SeedSequence) */
uint32_t nd_random_u32(nd_mt19937 *r);
double   nd_random_double(nd_mt19937 *r);                                        /* [0, 1), 53 bits */

/* --- any bit generator ------------------------------------------------------------------------ */

typedef enum nd_bits_kind { ND_PCG64, ND_PCG64DXSM, ND_SFC64, ND_PHILOX, ND_MT19937, ND_NBITS } nd_bits_kind;

/* Moved in memory freely, but for an MT19937, whose state lies elsewhere and is borrowed. */
typedef struct nd_bitgen {
    nd_bits_kind kind;
    bool         has_half;            /* a 64-bit word was cut: its high half waits */
    uint32_t     half;
    bool         has_gauss;           /* the legacy normal makes two: the second waits */
    double       gauss;
    uint64_t     word[4];             /* PCG64: state and increment, high half first; SFC64; Philox: counter */
    uint64_t     key[2], buffer[4];   /* Philox */
    int          used;                /* Philox: of buffer */
    nd_mt19937  *mt;
} nd_bitgen;

const char *nd_bits_name(nd_bits_kind kind);                       /* "PCG64" */

/* How many 32-bit words of a seed sequence a generator is made of, and making it. An MT19937 needs g->mt. */
size_t   nd_bits_seed_words(nd_bits_kind kind);
void     nd_bits_seed(nd_bitgen *g, nd_bits_kind kind, const uint32_t *words, nd_mt19937 *mt);
/* A view of an MT19937 that has been seeded. */
nd_bitgen nd_bits_of(nd_mt19937 *mt);

uint64_t nd_bits_interval(nd_bitgen *g, uint64_t max);             /* [0, max], masked rejection */
uint32_t nd_bits_u32(nd_bitgen *g);
uint64_t nd_bits_u64(nd_bitgen *g);
uint64_t nd_bits_raw(nd_bitgen *g);                                /* random_raw: an MT19937 gives 32 bits */
/* steps is a 128-bit number, high half first. PCG64 and PCG64DXSM only. */
void     nd_pcg64_advance(nd_bitgen *g, uint64_t high, uint64_t low);
void     nd_pcg64_jump(nd_bitgen *g, uint64_t jumps);              /* by (phi - 1) * 2**128 steps each */

/* --- SeedSequence ---------------------------------------------------------------------------- */

#define ND_SEED_POOL_MAX 64

typedef struct nd_seedseq {
    size_t   pool_size;               /* 4 .. ND_SEED_POOL_MAX */
    uint32_t pool[ND_SEED_POOL_MAX];
} nd_seedseq;

/* The words of a non-negative integer, lowest first: at least one. */
size_t nd_seed_words(uint64_t x, uint32_t words[2]);
void   nd_seedseq_mix(nd_seedseq *s, const uint32_t *entropy, size_t n);
void   nd_seedseq_generate(const nd_seedseq *s, uint32_t *out, size_t n);

#endif
