/* Failures are text in the caller's buffer. */
#include "harness.h"

#include "base/err.h"

static void a_failure_keeps_its_code_and_text(void **state) {
    (void)state;
    err e = {0};
    assert_int_equal(err_set(&e, ERR_VALUE, "no room for %d", 7), ERR_VALUE);
    assert_int_equal(e.code, ERR_VALUE);
    assert_string_equal(e.text, "no room for 7");
}

static void nobody_has_to_listen(void **state) {
    (void)state;
    assert_int_equal(err_set(NULL, ERR_INDEX, "x"), ERR_INDEX);
}

static void context_goes_in_front(void **state) {
    (void)state;
    err e = {0};
    err_set(&e, ERR_TYPE, "is not an array");
    err_context(&e, "question %d", 3);
    assert_string_equal(e.text, "question 3: is not an array");
    assert_int_equal(e.code, ERR_TYPE);
}

static void long_text_is_cut_between_characters(void **state) {
    (void)state;
    char text[ERR_TEXT_MAX * 2];
    for (size_t i = 0; i + 2 < sizeof text; i += 2) memcpy(text + i, "\xc3\xa9", 2);
    text[sizeof text - 2] = '\0';
    err e = {0};
    err_set(&e, ERR_VALUE, "%s", text);
    size_t n = strlen(e.text);
    assert_true(n < ERR_TEXT_MAX);
    assert_string_equal(e.text + n - 3, "...");
    assert_int_equal((n - 3) % 2, 0);
}

static void names_and_codes_are_inverse(void **state) {
    (void)state;
    assert_string_equal(err_name(ERR_INDEX), "IndexError");
    for (int i = 0; i < ERR_NCODES; i++) assert_int_equal(err_code_of(err_name((err_code)i)), i);
    assert_int_equal(err_code_of("NoSuchError"), ERR_INTERNAL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_failure_keeps_its_code_and_text), TEST(nobody_has_to_listen), TEST(context_goes_in_front),
        TEST(long_text_is_cut_between_characters), TEST(names_and_codes_are_inverse),
    };
    return RUN_TESTS(tests);
}
