/* array/mt19937.c: the Mersenne twister of Matsumoto and Nishimura, seeded as NumPy's legacy seed. */
#include "array/bitgen.h"

#define N 624
#define M 397

static void reset(nd_mt19937 *r) {
    r->at = N;
    r->has_gauss = false;
    r->gauss = 0;
}

void nd_random_seed(nd_mt19937 *r, uint32_t seed) {
    for (uint32_t i = 0; i < N; i++) {
        r->state[i] = seed;
        seed = UINT32_C(1812433253) * (seed ^ seed >> 30) + i + 1;
    }
    reset(r);
}

/* Mix the word before into word i; `factor` is the paper's for each of the two rounds. */
static uint32_t mixed(const nd_mt19937 *r, uint32_t i, uint32_t factor) {
    uint32_t before = r->state[i - 1];
    return r->state[i] ^ (before ^ before >> 30) * factor;
}

static void step(nd_mt19937 *r, uint32_t *i) {
    if (++*i < N) return;
    r->state[0] = r->state[N - 1];
    *i = 1;
}

void nd_random_seed_array(nd_mt19937 *r, const uint32_t *key, size_t n) {
    uint32_t i = 1;
    size_t   j = 0;

    nd_random_seed(r, 19650218u);
    for (size_t k = n > N ? n : N; k > 0; k--) {
        r->state[i] = mixed(r, i, 1664525u) + key[j] + (uint32_t)j;
        step(r, &i);
        j = j + 1 < n ? j + 1 : 0;
    }
    for (uint32_t k = N - 1; k > 0; k--) {
        r->state[i] = mixed(r, i, 1566083941u) - i;
        step(r, &i);
    }
    r->state[0] = UINT32_C(1) << 31;
    reset(r);
}

/* The top bit of word 0 is the only one that counts: set, the state is not all zero. */
void nd_random_seed_words(nd_mt19937 *r, const uint32_t words[624]) {
    for (int i = 1; i < N; i++) r->state[i] = words[i];
    r->state[0] = UINT32_C(1) << 31;
    reset(r);
    r->at = N - 1;
}

static uint32_t twist(uint32_t high, uint32_t low, uint32_t far) {
    uint32_t y = (high & UINT32_C(0x80000000)) | (low & UINT32_C(0x7fffffff));
    return far ^ y >> 1 ^ ((0 - (low & 1)) & UINT32_C(0x9908b0df));
}

void nd_mt19937_refill(nd_mt19937 *r) {
    uint32_t *s = r->state;
    for (int i = 0; i < N - M; i++) s[i] = twist(s[i], s[i + 1], s[i + M]);
    for (int i = N - M; i < N - 1; i++) s[i] = twist(s[i], s[i + 1], s[i + M - N]);
    s[N - 1] = twist(s[N - 1], s[0], s[M - 1]);
    r->at = 0;
}

uint32_t nd_random_u32(nd_mt19937 *r) { return nd_mt19937_next(r); }

uint64_t nd_random_u64(nd_mt19937 *r) {
    uint64_t high = nd_mt19937_next(r);
    return high << 32 | nd_mt19937_next(r);
}

double nd_random_double(nd_mt19937 *r) { return nd_mt19937_double(r); }
