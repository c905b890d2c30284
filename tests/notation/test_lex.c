/* Tokens: their kinds, their places, and what makes text no token at all. */
#include "harness.h"
#include "notation/lex.h"

#define MOST 40

typedef struct tokens {
    token       t[MOST];
    int         n;
    const char *bad;
    bool        bad_incomplete;
    uint32_t    nhashes;
} tokens;

static tokens lex_n(const char *src, size_t n) {
    tokens all = { .n = 0 };
    lexer_store store = { .none_from = { UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX } };
    lexer lx;
    notation_lex_init(&lx, src, n, &store);
    do {
        notation_lex_next(&lx, &all.t[all.n]);
        if (all.t[all.n].kind == T_BAD) break;
    } while (all.t[all.n].kind != T_EOF && ++all.n < MOST);
    all.bad = all.t[all.n].kind == T_BAD ? lx.bad : NULL;
    all.bad_incomplete = lx.bad_incomplete;
    all.nhashes = lx.nhashes;
    mem_free(store.hashes);
    return all;
}

static tokens lex(const char *src) { return lex_n(src, strlen(src)); }

static void expect_kinds(const char *src, const token_kind *want, int n) {
    tokens all = lex(src);
    if (all.bad) fail_msg("%s: %s", src, all.bad);
    if (all.n != n) fail_msg("%s: %d tokens and not %d", src, all.n, n);
    for (int i = 0; i < n; i++)
        if (all.t[i].kind != want[i]) fail_msg("%s: token %d is %d and not %d", src, i, all.t[i].kind, want[i]);
}

#define KINDS(src, ...) expect_kinds(src, (const token_kind[]){ __VA_ARGS__ }, (int)(sizeof((token_kind[]){ __VA_ARGS__ }) / sizeof(token_kind)))

static void operators_are_read_as_long_as_they_can_be(void **state) {
    (void)state;
    KINDS("a ** b *= c **= d", T_NAME, T_STAR2, T_NAME, T_IMUL, T_NAME, T_IPOW, T_NAME);
    KINDS("// //= / /=", T_SLASH2, T_IFLOORDIV, T_SLASH, T_IDIV);
    KINDS("< <= << <<= > >= >> >>=", T_LT, T_LE, T_SHL, T_ILSHIFT, T_GT, T_GE, T_SHR, T_IRSHIFT);
    KINDS(". .. ..= ...", T_DOT, T_CONCAT, T_ICONCAT, T_DOTS);
    KINDS("= == ~ ~= ! !=", T_ASSIGN, T_EQ, T_TILDE, T_NE, T_BANG, T_NE);
    KINDS(": :: @ @= & &= | |= % %= ^", T_COLON, T_COLON2, T_AT, T_IMATMUL, T_AMP, T_IAND, T_PIPE, T_IOR, T_PERCENT, T_IMOD, T_CARET);
    KINDS("+ += - -= ( ) [ ] { } , ;", T_PLUS, T_IADD, T_MINUS, T_ISUB, T_LPAREN, T_RPAREN, T_LBRACKET, T_RBRACKET, T_LBRACE, T_RBRACE,
          T_COMMA, T_SEMICOLON);
}

static void words_are_keywords_only_when_whole(void **state) {
    (void)state;
    KINDS("and end ending elseif goto _end End", T_AND, T_END, T_NAME, T_ELSEIF, T_GOTO, T_NAME, T_NAME);
}

static void numbers_are_luas_and_two_forms_more(void **state) {
    (void)state;
    static const char *const good[] = { "0", "3.", ".5", "1e5", "1E-5", "0x1p4", "0xA.8P-2", "0x.8", "1_000", "0xff_ff", "1_0.5", "1e1_0" };
    static const char *const bad[] = { "1..2", "3x", "1e", "0x", "1__0", "1_", "0xg", "1e+", "1.5.2", "2jj", "0x1j2", "3and" };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        tokens all = lex(good[i]);
        if (all.bad || all.n != 1 || all.t[0].kind != T_NUMBER) fail_msg("not a number: %s", good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        tokens all = lex(bad[i]);
        if (!all.bad || strcmp(all.bad, "malformed number") != 0) fail_msg("taken for a number: %s", bad[i]);
    }
    KINDS("2j 1.5J 1e3j", T_IMAGINARY, T_IMAGINARY, T_IMAGINARY);
    KINDS("1 ..2", T_NUMBER, T_CONCAT, T_NUMBER);
}

static void strings_end_where_lua_ends_them(void **state) {
    (void)state;
    KINDS("\"a\\\"b\" 'it''s' \"\\z \n x\" \"\\\n\"", T_STRING, T_STRING, T_STRING, T_STRING, T_STRING);
    KINDS("\"\\x41\\65\\u{7FFFFFFF}\\a\\\\\"", T_STRING);
    KINDS("[[a]b]] [==[ ]] ]=] ]==]", T_LONG, T_STRING);
    KINDS("[[never", T_OPEN_LONG, T_NAME);
}

static void faults_in_strings_are_shown_where_they_are(void **state) {
    (void)state;
    static const struct { const char *src; uint32_t start; bool incomplete; } bad[] = {
        { "x = \"abc", 4, false },     { "x = \"abc\ny\"", 4, false }, { "\"a\\q\"", 2, false },     { "'\\xg0'", 1, false },
        { "'\\256'", 1, false },       { "'\\u{110000000}'", 1, false }, { "'\\u41'", 1, false },    { "\"a\\", 0, true },
        { "\"a\\z  ", 0, true },       { "[=[ a", 0, true },           { "--[[ a", 0, true },        { "x \x01", 2, false },
        { "x \xE2\x80\x9C", 2, false },
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        tokens all = lex(bad[i].src);
        if (!all.bad) fail_msg("accepted: %s", bad[i].src);
        if (all.t[all.n].start != bad[i].start || all.bad_incomplete != bad[i].incomplete)
            fail_msg("%s: at %u, incomplete %d", bad[i].src, all.t[all.n].start, all.bad_incomplete);
    }
}

static void lines_are_counted_with_every_kind_of_line_end(void **state) {
    (void)state;
    tokens all = lex("a\nb\r\nc\rd\n\re --[[\n\n]] f [[\n]] g");
    static const int lines[] = { 1, 2, 3, 4, 5, 7, 7, 8 };
    assert_int_equal(all.n, 8);
    for (int i = 0; i < 8; i++) assert_int_equal(all.t[i].line, lines[i]);
    assert_int_equal(all.t[6].last_line, 8);
}

static void a_hash_is_a_comment_where_no_operand_can_begin(void **state) {
    (void)state;
    assert_int_equal(lex("a # b").nhashes, 1);
    assert_int_equal(lex("a # b").n, 1);
    assert_int_equal(lex("f() #b\nx = 1 #c\n# d").nhashes, 3);
    KINDS("x = #a", T_NAME, T_ASSIGN, T_HASH, T_NAME);
    KINDS("f(a, # b", T_NAME, T_LPAREN, T_NAME, T_COMMA, T_HASH, T_NAME);
}

static void a_first_line_for_the_shell_and_a_mark_are_skipped(void **state) {
    (void)state;
    tokens all = lex("\xEF\xBB\xBF#!/usr/bin/lua\nx");
    assert_int_equal(all.n, 1);
    assert_int_equal(all.t[0].line, 2);
}

static void zero_bytes_are_bytes_like_others(void **state) {
    (void)state;
    tokens all = lex_n("'a\0b' x", 7);
    assert_int_equal(all.n, 2);
    assert_non_null(lex_n("a \0", 3).bad);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(operators_are_read_as_long_as_they_can_be),
        TEST(words_are_keywords_only_when_whole),
        TEST(numbers_are_luas_and_two_forms_more),
        TEST(strings_end_where_lua_ends_them),
        TEST(faults_in_strings_are_shown_where_they_are),
        TEST(lines_are_counted_with_every_kind_of_line_end),
        TEST(a_hash_is_a_comment_where_no_operand_can_begin),
        TEST(a_first_line_for_the_shell_and_a_mark_are_skipped),
        TEST(zero_bytes_are_bytes_like_others),
    };
    return RUN_TESTS(tests);
}
