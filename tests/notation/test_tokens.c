/* The tokens of a text, as those see them who change texts. */
#include "harness.h"

#include "notation/notation.h"

/* Each token as its kind's letter and its text, separated by blanks. */
static const char *tokens_of(const char *text) {
    static char     out[512];
    static const char letters[] = "nwdts";
    size_t          n, at = 0;
    err             e = {0};
    notation_token *t = notation_tokens(text, strlen(text), &n, &e);
    assert_non_null(t);
    out[0] = '\0';
    for (size_t i = 0; i < n; i++)
        at += (size_t)snprintf(out + at, sizeof out - at, "%s%c%.*s", i ? " " : "", letters[t[i].kind], (int)(t[i].end - t[i].start), text + t[i].start);
    mem_free(t);
    return out;
}

static void each_kind_is_told(void **state) {
    (void)state;
    assert_string_equal(tokens_of("a >= 1.5"), "na s>= d1.5");
    assert_string_equal(tokens_of("return not x"), "wreturn wnot nx");
    assert_string_equal(tokens_of("f(\"a, b\", 'c')"), "nf s( t\"a, b\" s, t'c' s)");
    assert_string_equal(tokens_of(""), "");
}

static void two_brackets_are_two_lists(void **state) {
    (void)state;
    assert_string_equal(tokens_of("m[[0, 1]]"), "nm s[ s[ d0 s, d1 s] s]");
    assert_string_equal(tokens_of("[[1], [2]]"), "s[ s[ d1 s] s, s[ d2 s] s]");
    assert_string_equal(tokens_of("[[1"), "s[ s[ d1");
}

static void comments_are_left_out(void **state) {
    (void)state;
    assert_string_equal(tokens_of("a -- b\nc"), "na nc");
    assert_string_equal(tokens_of("a # b\n# c\nd"), "na nd");
    assert_string_equal(tokens_of("x = #t"), "nx s= s# nt");
}

static void lines_count_from_one(void **state) {
    (void)state;
    size_t          n;
    notation_token *t = notation_tokens("a\n\nb c", 6, &n, NULL);
    assert_int_equal(n, 3);
    assert_int_equal(t[0].line, 1);
    assert_int_equal(t[1].line, 3);
    assert_int_equal(t[2].line, 3);
    mem_free(t);
}

static void what_is_no_token_ends_the_list(void **state) {
    (void)state;
    assert_string_equal(tokens_of("a \"b"), "na");
    assert_string_equal(tokens_of("a $ b"), "na");
}

static void every_refused_request_is_an_ordinary_failure(void **state) {
    (void)state;
    char long_text[400];
    memset(long_text, '+', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    for (uint64_t k = 1;; k++) {
        size_t n;
        mem_fail_from(k);
        notation_token *t = notation_tokens(long_text, strlen(long_text), &n, NULL);
        mem_fail_from(0);
        if (!t) continue;
        assert_int_equal(n, strlen(long_text));
        mem_free(t);
        assert_true(k > 1);
        return;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(each_kind_is_told),
        TEST(two_brackets_are_two_lists),
        TEST(comments_are_left_out),
        TEST(lines_count_from_one),
        TEST(what_is_no_token_ends_the_list),
        TEST(every_refused_request_is_an_ordinary_failure),
    };
    return RUN_TESTS(tests);
}
