/* Growing text. */
#include "harness.h"

#include "base/buf.h"

static void text_grows_and_stays_terminated(void **state) {
    (void)state;
    buf b;
    buf_init(&b);
    assert_string_equal(b.text, "");
    for (int i = 0; i < 1000; i++) buf_puts(&b, "abc");
    assert_int_equal(b.n, 3000);
    assert_int_equal(strlen(b.text), 3000);
    buf_cut(&b, 4);
    assert_string_equal(b.text, "abca");
    buf_free(&b);
}

static void long_formats_are_whole(void **state) {
    (void)state;
    buf b;
    buf_init(&b);
    buf_printf(&b, "%d|%0500d|", 1, 7);
    assert_int_equal(b.n, 503);
    assert_int_equal(b.text[501], '7');
    buf_free(&b);
}

static void insertion_moves_the_rest(void **state) {
    (void)state;
    buf b;
    buf_init(&b);
    buf_puts(&b, "ad");
    buf_insert(&b, 1, "bc", 2);
    buf_insert(&b, 4, "e", 1);
    buf_insert(&b, 99, "x", 1);
    assert_string_equal(b.text, "abcde");
    buf_free(&b);
}

static void the_limit_fails_the_whole_text(void **state) {
    (void)state;
    buf b;
    buf_init(&b);
    b.limit = 5;
    buf_puts(&b, "12345");
    assert_false(buf_failed(&b));
    buf_putc(&b, '6');
    assert_true(buf_failed(&b));
    assert_string_equal(b.text, "12345");
    assert_null(buf_take(&b, NULL));
}

static void no_memory_is_seen_at_the_end(void **state) {
    (void)state;
    buf b;
    buf_init(&b);
    mem_fail_from(1);
    buf_puts(&b, "x");
    buf_puts(&b, "y");
    mem_fail_from(0);
    assert_true(buf_failed(&b));
    buf_free(&b);
}

static void taken_text_belongs_to_the_taker(void **state) {
    (void)state;
    buf    b;
    size_t n = 99;
    buf_init(&b);
    char *empty = buf_take(&b, &n);
    assert_string_equal(empty, "");
    assert_int_equal(n, 0);
    mem_free(empty);
    buf_fill(&b, '-', 3);
    char *text = buf_take(&b, &n);
    assert_string_equal(text, "---");
    assert_int_equal(b.n, 0);
    mem_free(text);
}

static void a_moved_text_can_be_freed(void **state) {
    (void)state;
    buf a, b;
    buf_init(&a);
    b = a;
    buf_free(&b);
    buf_puts(&a, "x");
    b = a;
    assert_string_equal(b.text, "x");
    buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(text_grows_and_stays_terminated), TEST(long_formats_are_whole), TEST(insertion_moves_the_rest),
        TEST(the_limit_fails_the_whole_text), TEST(no_memory_is_seen_at_the_end), TEST(taken_text_belongs_to_the_taker),
        TEST(a_moved_text_can_be_freed),
    };
    return RUN_TESTS(tests);
}
