/* Bit generators: words after seeding, after many steps, after leaps. */
#include "draws.h"

typedef struct bits_row {
    nd_bits_kind kind;
    uint64_t     seed, word[5], later;
} bits_row;

typedef struct jump_row {
    nd_bits_kind kind;
    int64_t      steps;
    uint64_t     jumps, word;
} jump_row;

static const bits_row bits_rows[] = {
#include "golden/random_bits.inc"
};
static const jump_row jump_rows[] = {
#include "golden/random_jump.inc"
};

/* random_raw(): five words, 5000 words later one more. */
static void words_are_numpys(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bits_rows / sizeof *bits_rows; i++) {
        const bits_row *r = &bits_rows[i];
        stream          s;
        stream_seed(&s, r->kind, r->seed);
        for (int k = 0; k < 5; k++)
            if (nd_bits_raw(&s.bits) != r->word[k]) fail_msg("%s(%llu), word %d", nd_bits_name(r->kind), (unsigned long long)r->seed, k);
        for (int k = 0; k < 5000; k++) nd_bits_raw(&s.bits);
        if (nd_bits_raw(&s.bits) != r->later) fail_msg("%s(%llu), later", nd_bits_name(r->kind), (unsigned long long)r->seed);
    }
}

static void leaps_end_where_steps_would(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof jump_rows / sizeof *jump_rows; i++) {
        const jump_row *r = &jump_rows[i];
        stream          s;
        stream_seed(&s, r->kind, 5);
        if (r->jumps) nd_pcg64_jump(&s.bits, r->jumps);
        else nd_pcg64_advance(&s.bits, r->steps < 0 ? UINT64_MAX : 0, (uint64_t)r->steps);
        if (nd_bits_raw(&s.bits) != r->word) fail_msg("row %zu", i);
    }
}

static void a_hundred_steps_are_one_leap_of_a_hundred(void **state) {
    stream a, b;
    (void)state;
    stream_seed(&a, ND_PCG64, 9);
    stream_seed(&b, ND_PCG64, 9);
    for (int i = 0; i < 100; i++) nd_bits_u64(&a.bits);
    nd_pcg64_advance(&b.bits, 0, 100);
    assert_true(nd_bits_u64(&a.bits) == nd_bits_u64(&b.bits));
}

/* The low half of a word first; a leap forgets the half that waits. */
static void two_half_words_are_one_word(void **state) {
    stream a, b;
    (void)state;
    stream_seed(&a, ND_PCG64, 1);
    stream_seed(&b, ND_PCG64, 1);
    uint64_t low = nd_bits_u32(&a.bits), high = nd_bits_u32(&a.bits);
    assert_true((high << 32 | low) == nd_bits_u64(&b.bits));
    nd_bits_u32(&a.bits);
    assert_true(a.bits.has_half);
    nd_pcg64_advance(&a.bits, 0, 0);
    assert_false(a.bits.has_half);
}

/* Masked rejection: every value of a small range comes, none beyond it. */
static void an_interval_is_filled_and_kept(void **state) {
    stream s;
    int    seen[6] = {0};
    (void)state;
    stream_seed(&s, ND_PCG64, 2);
    for (int i = 0; i < 600; i++) {
        uint64_t x = nd_bits_interval(&s.bits, 5);
        assert_true(x <= 5);
        seen[x]++;
    }
    for (int i = 0; i < 6; i++) assert_in_range(seen[i], 60, 150);
    assert_true(nd_bits_interval(&s.bits, 0) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(words_are_numpys),
        TEST(leaps_end_where_steps_would),
        TEST(a_hundred_steps_are_one_leap_of_a_hundred),
        TEST(two_half_words_are_one_word),
        TEST(an_interval_is_filled_and_kept),
    };
    return RUN_TESTS(tests);
}
