/* tests/notation/translated.h: a text, and the Lua it must become.
 *
 * Spaces outside quotes and the wrapper around a chunk are not compared: what counts is
 * the order of the words. */
#ifndef NDRILL_TESTS_TRANSLATED_H
#define NDRILL_TESTS_TRANSLATED_H

#include "harness.h"
#include "notation/notation.h"

#define WRAP_OPEN "local __nd = ... return function(...) "
#define WRAP_CLOSE "\nend"

static inline void squeeze(const char *s, size_t n, char *out, size_t room) {
    char quote = '\0';
    size_t k = 0;
    for (size_t i = 0; i < n && k + 1 < room; i++) {
        if (quote && s[i] == quote) quote = '\0';
        else if (!quote && (s[i] == '"' || s[i] == '\'')) quote = s[i];
        if (quote || s[i] != ' ') out[k++] = s[i];
    }
    out[k] = '\0';
}

/* The text between the wrapper's two parts, squeezed into out. */
static inline void translated(const char *src, notation_mode mode, char *out, size_t room) {
    notation_out o;
    notation_failure f;
    err e = { ERR_OK, "" };
    if (notation_translate(src, strlen(src), mode, &o, &f, &e) != ERR_OK) {
        snprintf(out, room, "REFUSED: %s", e.text);
        return;
    }
    size_t open = strlen(WRAP_OPEN), close = strlen(WRAP_CLOSE);
    assert_true(o.n >= open + close);
    assert_memory_equal(o.lua, WRAP_OPEN, open);
    assert_string_equal(o.lua + o.n - close, WRAP_CLOSE);
    squeeze(o.lua + open, o.n - open - close, out, room);
    notation_free(&o);
}

static inline void becomes(notation_mode mode, const char *src, const char *want) {
    char got[4096], expected[4096];
    translated(src, mode, got, sizeof got);
    squeeze(want, strlen(want), expected, sizeof expected);
    if (strcmp(got, expected) != 0) fail_msg("%s\n  became  %s\n  and not %s", src, got, expected);
}

/* The failure of a text that must be refused. */
static inline notation_failure refused(const char *src, err *e) {
    notation_out o;
    notation_failure f;
    *e = (err){ ERR_OK, "" };
    if (notation_translate(src, strlen(src), NOTATION_PROGRAM, &o, &f, e) == ERR_OK) {
        char text[512];
        snprintf(text, sizeof text, "%s", o.lua);
        notation_free(&o);
        fail_msg("accepted: %s as %s", src, text);
    }
    assert_int_equal(e->code, ERR_SYNTAX);
    return f;
}

typedef struct pair { const char *src, *want; } pair;

static inline void all_become(notation_mode mode, const pair *pairs, size_t n) {
    for (size_t i = 0; i < n; i++) becomes(mode, pairs[i].src, pairs[i].want);
}

#define ALL_BECOME(mode, pairs) all_become(mode, pairs, sizeof(pairs) / sizeof((pairs)[0]))

#endif
