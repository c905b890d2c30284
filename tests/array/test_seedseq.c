/* SeedSequence: entropy in, seeds out, as NumPy's. */
#include "harness.h"

#include "array/random.h"

typedef struct seed_row {
    uint32_t entropy[16];
    size_t   n, pool;
    uint32_t state[10];
} seed_row;

static const seed_row rows[] = {
#include "golden/random_seed.inc"
};

static void seeds_are_numpys(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_seedseq s = {.pool_size = rows[i].pool};
        uint32_t   got[10];
        nd_seedseq_mix(&s, rows[i].entropy, rows[i].n);
        nd_seedseq_generate(&s, got, 10);
        if (memcmp(got, rows[i].state, sizeof got) != 0) fail_msg("row %zu", i);
    }
}

/* np.random.SeedSequence(5).generate_state(3) is a prefix of generate_state(10). */
static void fewer_words_are_the_first_ones(void **state) {
    nd_seedseq s = {.pool_size = 4};
    uint32_t   all[9], few[3];
    (void)state;
    nd_seedseq_mix(&s, (const uint32_t[]){5}, 1);
    nd_seedseq_generate(&s, all, 9);
    nd_seedseq_generate(&s, few, 3);
    assert_memory_equal(all, few, sizeof few);
}

static void an_integer_is_as_many_words_as_it_needs(void **state) {
    uint32_t w[2];
    (void)state;
    assert_int_equal(nd_seed_words(0, w), 1);
    assert_int_equal(w[0], 0);
    assert_int_equal(nd_seed_words(UINT32_MAX, w), 1);
    assert_int_equal(nd_seed_words(UINT64_C(0x500000007), w), 2);
    assert_int_equal(w[0], 7);
    assert_int_equal(w[1], 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(seeds_are_numpys),
        TEST(fewer_words_are_the_first_ones),
        TEST(an_integer_is_as_many_words_as_it_needs),
    };
    return RUN_TESTS(tests);
}
