/* The counted heap: caps, failures on demand, reuse, and blocks of every class. */
#include "harness.h"

static const size_t sizes[] = {1, 15, 16, 17, 1023, 1024, 1025, 4096, 5000, 65536, 1 << 20, (2 << 20) - 1, 2 << 20, (5 << 20) + 3};
#define NSIZES (sizeof sizes / sizeof *sizes)

static void every_class_hands_out_whole_blocks(void **state) {
    (void)state;
    unsigned char *p[NSIZES];
    for (size_t i = 0; i < NSIZES; i++) {
        p[i] = mem_get(sizes[i]);
        assert_non_null(p[i]);
        assert_int_equal((uintptr_t)p[i] % 16, 0);
        memset(p[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < NSIZES; i++) {
        assert_int_equal(p[i][0], i + 1);
        assert_int_equal(p[i][sizes[i] - 1], i + 1);
        mem_put(p[i], sizes[i]);
    }
}

static void growing_and_shrinking_keep_the_bytes(void **state) {
    (void)state;
    for (size_t i = 0; i < NSIZES; i++)
        for (size_t j = 0; j < NSIZES; j++) {
            unsigned char *p = mem_get(sizes[i]);
            size_t         both = sizes[i] < sizes[j] ? sizes[i] : sizes[j];
            memset(p, 0x5a, sizes[i]);
            p = mem_reget(p, sizes[i], sizes[j]);
            assert_non_null(p);
            assert_int_equal(p[0], 0x5a);
            assert_int_equal(p[both - 1], 0x5a);
            mem_put(p, sizes[j]);
        }
}

static void a_freed_block_comes_back_first(void **state) {
    (void)state;
    for (size_t i = 0; i < NSIZES; i++) {
        void *p = mem_get(sizes[i]);
        mem_put(p, sizes[i]);
        void *q = mem_get(sizes[i]);
        assert_ptr_equal(p, q);
        mem_put(q, sizes[i]);
    }
}

static void the_cap_refuses_and_says_how_much(void **state) {
    (void)state;
    err e = {0};
    mem_set_cap(mem_live() + 1000);
    assert_null(mem_alloc(2000, 1, &e));
    assert_int_equal(e.code, ERR_MEMORY);
    assert_string_equal(e.text, "unable to allocate 2000 bytes");
    void *p = mem_alloc(100, 1, &e);
    assert_non_null(p);
    assert_null(mem_resize(p, 5000, 1, &e));
    mem_free(p);
}

static void a_product_that_overflows_is_refused(void **state) {
    (void)state;
    assert_null(mem_alloc(SIZE_MAX / 2, 3, NULL));
    assert_null(mem_alloc(SIZE_MAX, 1, NULL));
    assert_null(mem_get(SIZE_MAX));
}

static void failures_on_demand_are_sticky_and_spare_shrinks(void **state) {
    (void)state;
    void *p = mem_get(4000);
    mem_fail_from(2);
    void *q = mem_get(32);
    assert_non_null(q);
    assert_null(mem_get(32));
    assert_null(mem_get(32));
    assert_null(mem_reget(p, 4000, 8000));
    p = mem_reget(p, 4000, 100);
    assert_non_null(p);
    mem_fail_from(0);
    mem_put(p, 100);
    mem_put(q, 32);
}

static void a_reserved_block_is_sure_to_come(void **state) {
    (void)state;
    assert_true(mem_reserve(3000));
    mem_fail_from(1);
    assert_null(mem_get(2999));
    void *p = mem_get(3000);
    assert_non_null(p);
    assert_null(mem_get(3000));
    mem_fail_from(0);
    mem_put(p, 3000);
    assert_true(mem_reserve(50));
    mem_unreserve();
}

static void live_and_peak_follow_the_blocks(void **state) {
    (void)state;
    size_t before = mem_live();
    mem_mark_peak();
    void *p = mem_get(1000), *q = mem_get(500);
    assert_int_equal(mem_live(), before + 1500);
    mem_put(q, 500);
    assert_int_equal(mem_live(), before + 1000);
    assert_int_equal(mem_peak(), before + 1500);
    mem_put(p, 1000);
}

static void trimmed_blocks_do_not_come_back(void **state) {
    (void)state;
    void *p = mem_get(5000), *q = mem_get(4 << 20);
    mem_put(p, 5000);
    mem_put(q, 4 << 20);
    mem_trim();
    p = mem_get(4 << 20);
    memset(p, 1, 4 << 20);
    mem_put(p, 4 << 20);
}

static void text_copies_own_their_bytes(void **state) {
    (void)state;
    char *s = mem_strndup("abcdef", 3, NULL);
    assert_string_equal(s, "abc");
    mem_free(s);
    mem_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_class_hands_out_whole_blocks), TEST(growing_and_shrinking_keep_the_bytes),
        TEST(a_freed_block_comes_back_first), TEST(the_cap_refuses_and_says_how_much),
        TEST(a_product_that_overflows_is_refused), TEST(failures_on_demand_are_sticky_and_spare_shrinks),
        TEST(a_reserved_block_is_sure_to_come), TEST(live_and_peak_follow_the_blocks),
        TEST(trimmed_blocks_do_not_come_back), TEST(text_copies_own_their_bytes),
    };
    return RUN_TESTS(tests);
}
