/* pack/mutate_names.c: one function, method or given name taken for another. */
#include <stdio.h>
#include <string.h>

#include "pack/mutate.h"

/* What people mistake for each other; where the first is asked for, the second must be refused. */
static const struct pair { const char *from, *to; } pairs[] = {
    {"sum", "mean"}, {"sum", "nansum"}, {"sum", "cumsum"}, {"mean", "sum"}, {"mean", "median"}, {"mean", "nanmean"}, {"median", "mean"}, {"median", "nanmedian"},
    {"nanmean", "mean"}, {"nansum", "sum"}, {"nanmax", "max"}, {"nanmin", "min"}, {"nanmean", "nansum"}, {"nanmedian", "nanmean"},
    {"std", "var"}, {"std", "nanstd"}, {"var", "std"}, {"max", "min"}, {"min", "max"}, {"amax", "amin"}, {"amin", "amax"}, {"ptp", "max"},
    {"argmax", "argmin"}, {"argmin", "argmax"}, {"argmax", "max"}, {"argmin", "min"}, {"maximum", "minimum"}, {"minimum", "maximum"}, {"any", "all"}, {"all", "any"},
    {"sort", "argsort"}, {"argsort", "sort"}, {"unique", "sort"}, {"cumsum", "cumprod"}, {"cumsum", "sum"}, {"cumsum", "nancumsum"}, {"cumprod", "cumsum"}, {"prod", "sum"},
    {"zeros", "ones"}, {"ones", "zeros"}, {"zeros_like", "ones_like"}, {"ones_like", "zeros_like"}, {"arange", "ones"}, {"linspace", "logspace"},
    {"hstack", "vstack"}, {"vstack", "hstack"}, {"stack", "concatenate"}, {"concatenate", "stack"}, {"vstack", "column_stack"}, {"hstack", "stack"},
    {"hsplit", "vsplit"}, {"vsplit", "hsplit"}, {"split", "array_split"},
    {"floor", "ceil"}, {"ceil", "floor"}, {"round", "floor"}, {"log", "log2"}, {"log", "log1p"}, {"exp", "expm1"}, {"sqrt", "cbrt"}, {"sin", "cos"}, {"cos", "sin"}, {"abs", "negative"},
    {"isnan", "isinf"}, {"isnan", "isfinite"}, {"isfinite", "isnan"}, {"logical_or", "logical_and"}, {"logical_and", "logical_or"}, {"greater", "greater_equal"}, {"less", "less_equal"},
    {"flatten", "ravel"}, {"ravel", "flatten"}, {"copy", "view"}, {"view", "copy"}, {"asarray", "array"}, {"array", "asarray"}, {"asfortranarray", "ascontiguousarray"},
    {"ascontiguousarray", "asfortranarray"}, {"matmul", "multiply"}, {"dot", "multiply"}, {"outer", "inner"}, {"inner", "outer"}, {"add", "subtract"}, {"subtract", "add"},
    {"multiply", "divide"}, {"divide", "multiply"}, {"corrcoef", "cov"}, {"cov", "corrcoef"}, {"triu", "tril"}, {"tril", "triu"}, {"diag", "trace"},
    {"shape", "strides"}, {"strides", "shape"}, {"ndim", "size"}, {"size", "ndim"}, {"nbytes", "size"}, {"itemsize", "size"}, {"compressed", "filled"}, {"count", "sum"},
    {"masked_equal", "masked_not_equal"}, {"masked_equal", "masked_less"}, {"masked_equal", "masked_greater"}, {"moveaxis", "swapaxes"}, {"swapaxes", "moveaxis"}, {"nonzero", "argwhere"},
    {"random", "standard_normal"}, {"isclose", "equal"}, {"intersect1d", "union1d"}, {"union1d", "intersect1d"}, {"real", "imag"}, {"imag", "real"}, {"in1d", "isin"},
};

/* These look at no sign. */
static bool is_blind(const mutants *m, size_t i) {
    static const char *const names[] = {"isnan", "isinf", "isfinite", "size", "shape", "ndim", "zeros_like", "ones_like", "result_type", "seed"};
    for (size_t k = 0; i >= 2 && k < sizeof names / sizeof *names; k++)
        if (pack_token_is(m, i - 1, "(") && pack_token_is(m, i - 2, names[k])) return true;
    return false;
}

/* Is the given name an array of numbers? inputs: as grade_inputs shows them. */
static bool is_array(const mutants *m, const char *name) {
    static const char *const types[] = {"int", "float", "complex"};
    char                     begin[64];
    for (const char *s = m->inputs; s && *s; s += strcspn(s, "\n"), s += *s == '\n')
        for (size_t k = 0; k < sizeof types / sizeof *types; k++) {
            snprintf(begin, sizeof begin, "%s = %s", name, types[k]);
            if (strncmp(s, begin, strlen(begin)) == 0 && s[strcspn(s, "(\n")] == '(') return true;
        }
    return false;
}

static bool is_field(const mutants *m, size_t i) { return i > 0 && (pack_token_is(m, i - 1, ".") || pack_token_is(m, i - 1, ":")); }

static void mutate_field(mutants *m, size_t i) {
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        if (pack_token_is(m, i, pairs[k].from)) pack_mutant_put(m, m->token[i].start, m->token[i].end, "another function", pairs[k].to);
    /* a.T without the T */
    if (pack_token_is(m, i, "T")) pack_mutant_put(m, m->token[i - 1].start, m->token[i].end, "not transposed", "");
}

/* The name of an argument in a call is no value: f(axis=1). */
static bool is_keyword_argument(const mutants *m, size_t i) {
    return i > 0 && pack_token_is(m, i + 1, "=") && (pack_token_is(m, i - 1, "(") || pack_token_is(m, i - 1, ","));
}

static bool is_assigned(const mutants *m, size_t i) { return pack_token_is(m, i + 1, "=") || pack_token_is(m, i + 1, ","); }

/* A given name where another one belongs. */
static void mutate_given(mutants *m, size_t i) {
    const char *given = m->q->given, *word;
    size_t      n, length = m->token[i].end - m->token[i].start;
    char        own[48], other[48];
    bool        is_given = false;
    if (length >= sizeof own) return;
    memcpy(own, m->source + m->token[i].start, length);
    own[length] = '\0';
    for (const char *s = given; (word = pack_next_word(&s, &n)) != NULL;) is_given = is_given || (n == length && memcmp(word, own, n) == 0);
    if (!is_given || is_keyword_argument(m, i)) return;
    bool first = i == 0 || m->token[i - 1].line != m->token[i].line, attribute = pack_token_is(m, i + 1, ".");
    if (is_array(m, own) && !attribute && !is_blind(m, i) && !(first && is_assigned(m, i)))
        pack_mutant_wrap(m, m->token[i].start, m->token[i].end, "absolute", "np.abs(", ")");
    for (const char *s = given; (word = pack_next_word(&s, &n)) != NULL;) {
        if (n >= sizeof other || (n == length && memcmp(word, own, n) == 0) || (first && is_assigned(m, i))) continue;
        memcpy(other, word, n);
        other[n] = '\0';
        pack_mutant_put(m, m->token[i].start, m->token[i].end, "another name", other);
    }
}

void pack_mutate_names(mutants *m) {
    for (size_t i = 0; i < m->ntokens; i++) {
        if (m->token[i].kind != NOTATION_NAME) continue;
        if (is_field(m, i)) mutate_field(m, i);
        else mutate_given(m, i);
    }
}
