/* pack/mutate_signs.c: one sign, number or word taken for another. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pack/mutate.h"

static const struct swap { const char *from, *to, *what; } swaps[] = {
    {"<", "<=", "comparison"}, {"<", ">", "comparison"}, {"<=", "<", "comparison"}, {"<=", ">=", "comparison"},
    {">", ">=", "comparison"}, {">", "<", "comparison"}, {">=", ">", "comparison"}, {">=", "<=", "comparison"},
    {"==", "!=", "comparison"}, {"==", ">=", "comparison"}, {"==", "<=", "comparison"}, {"!=", "==", "comparison"}, {"~=", "==", "comparison"},
    {"+", "-", "operator"}, {"*", "/", "operator"}, {"*", "+", "operator"}, {"/", "*", "operator"}, {"/", "//", "operator"},
    {"//", "/", "operator"}, {"//", "*", "operator"}, {"%", "//", "operator"}, {"**", "*", "operator"}, {"@", "*", "operator"},
    {"&", "|", "operator"}, {"|", "&", "operator"},
    {"+=", "-=", "operator"}, {"-=", "+=", "operator"}, {"*=", "/=", "operator"}, {"/=", "*=", "operator"},
    {"and", "or", "word"}, {"or", "and", "word"},
};

static void mutate_swaps(mutants *m, size_t i) {
    for (size_t k = 0; k < sizeof swaps / sizeof *swaps; k++)
        if (pack_token_is(m, i, swaps[k].from)) pack_mutant_put(m, m->token[i].start, m->token[i].end, swaps[k].what, swaps[k].to);
}

static bool is_unary(const mutants *m, size_t i) { return i == 0 || !pack_token_ends_value(m, i - 1); }

static void mutate_minus(mutants *m, size_t i) {
    if (is_unary(m, i)) pack_mutant_put(m, m->token[i].start, m->token[i].end, "minus dropped", "");
    else pack_mutant_put(m, m->token[i].start, m->token[i].end, "operator", "+");
}

static void mutate_not(mutants *m, size_t i) {
    if (is_unary(m, i)) pack_mutant_put(m, m->token[i].start, m->token[i].end, "negation dropped", "");
}

/* The word is a value: no name of a field or of an argument. */
static void mutate_names_of_values(mutants *m, size_t i) {
    static const struct { const char *from, *to; } values[] = {
        {"True", "False"}, {"False", "True"}, {"true", "false"}, {"false", "true"}, {"float", "int"}, {"int", "float"}, {"bool", "int"}};
    if (i > 0 && pack_token_is(m, i - 1, ".")) return;
    for (size_t k = 0; k < sizeof values / sizeof *values; k++)
        if (pack_token_is(m, i, values[k].from)) pack_mutant_put(m, m->token[i].start, m->token[i].end, "value", values[k].to);
}

/* One more, one less, and one for nought. */
static void mutate_number(mutants *m, size_t i) {
    const notation_token *t = &m->token[i];
    char                  text[32], with[48];
    size_t                n = t->end - t->start;
    if (n >= sizeof text) return;
    memcpy(text, m->source + t->start, n);
    text[n] = '\0';
    if (strspn(text, "0123456789") == n) {
        long long x = strtoll(text, NULL, 10);
        snprintf(with, sizeof with, "%lld", x + 1);
        pack_mutant_put(m, t->start, t->end, "number", with);
        snprintf(with, sizeof with, x > 0 ? "%lld" : "(%lld)", x - 1);
        pack_mutant_put(m, t->start, t->end, "number", with);
    } else if (strspn(text, "0123456789.") == n) {
        snprintf(with, sizeof with, "(%s + 1)", text);
        pack_mutant_put(m, t->start, t->end, "number", with);
    }
}

/* A slice that begins one late or ends one early. */
static void mutate_slice(mutants *m, size_t i) {
    bool two = pack_token_is(m, i, "::");
    if (i == 0 || i + 1 >= m->ntokens) return;
    bool opens = pack_token_is(m, i - 1, "[") || pack_token_is(m, i - 1, ",");
    bool closes = pack_token_is(m, i + 1, "]") || pack_token_is(m, i + 1, ",");
    if (opens) pack_mutant_put(m, m->token[i].start, m->token[i].start, "slice begins one late", "1");
    if (two) pack_mutant_put(m, m->token[i].start + 1, m->token[i].end - 1, "slice ends one early", "-1");
    if (closes) pack_mutant_put(m, m->token[i].end, m->token[i].end, "slice ends one early", "-1");
}

/* Types by name, and other text. */
static void mutate_string(mutants *m, size_t i) {
    static const struct { const char *from, *to; } types[] = {{"float64", "float32"}, {"float32", "float64"}, {"int64", "int32"}, {"int32", "int64"},
                                                              {"int16", "int32"}, {"int8", "int16"}, {"i4", "i8"}, {"f4", "f8"}, {"F", "C"}, {"C", "F"},
                                                              {"stable", "quicksort"}, {"r+", "r"}, {"w+", "r+"}};
    const notation_token *t = &m->token[i];
    const char           *s = m->source + t->start + 1;
    size_t                n = t->end - t->start;
    if (n < 2) return;
    for (size_t k = 0; k < sizeof types / sizeof *types; k++)
        if (strlen(types[k].from) == n - 2 && memcmp(types[k].from, s, n - 2) == 0) {
            pack_mutant_put(m, t->start + 1, t->end - 1, "type or mode", types[k].to);
            return;
        }
    if (n > 3) pack_mutant_put(m, t->end - 2, t->end - 1, "text cut short", "");
}

void pack_mutate_signs(mutants *m) {
    for (size_t i = 0; i < m->ntokens; i++) switch (m->token[i].kind) {
        case NOTATION_NUMBER: mutate_number(m, i); break;
        case NOTATION_STRING: mutate_string(m, i); break;
        case NOTATION_NAME: mutate_names_of_values(m, i); break;
        default:
            mutate_swaps(m, i);
            if (pack_token_is(m, i, "-")) mutate_minus(m, i);
            else if (pack_token_is(m, i, "~") || pack_token_is(m, i, "not")) mutate_not(m, i);
            else if (pack_token_is(m, i, ":") || pack_token_is(m, i, "::")) mutate_slice(m, i);
        }
}
