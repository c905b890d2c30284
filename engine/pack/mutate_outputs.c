/* pack/mutate_outputs.c: what is yielded is changed on its way out, or was learnt by heart from the shown case. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "array/array.h"
#include "pack/mutate.h"

enum { MOST_LEARNT = 100 };            /* elements that are learnt by heart */

/* --- values as text --------------------------------------------------------------------------------- */

static bool write_value(buf *out, nd_scalar x) {
    switch (x.kind) {
    case 'b': buf_puts(out, x.u.b ? "True" : "False"); return true;
    case 'i': buf_printf(out, "%" PRId64, x.u.i); return true;
    case 'u': buf_printf(out, "%" PRIu64, x.u.u); return true;
    case 'f':
        if (x.u.f != x.u.f) buf_puts(out, "np.nan");
        else if (x.u.f > 1e308 || x.u.f < -1e308) buf_puts(out, x.u.f > 0 ? "np.inf" : "-np.inf");
        else nd_print_float64(out, x.u.f);
        return true;
    case 'U': nd_print_text_repr(out, x.text, x.n); return true;
    default: return false;
    }
}

/* np.array([...], dtype=...).reshape(...), or the plain value of a scalar. */
static bool write_array(buf *out, const nd_array *a) {
    char    dtype[ND_DTYPE_TEXT], shape[ND_SHAPE_TEXT];
    nd_walk w;
    size_t  count = 0;
    if (a->size > MOST_LEARNT) return false;
    nd_dtype_text(a->dtype, dtype);
    nd_shape_text(a->ndim, a->shape, shape);
    buf_puts(out, "np.array([");
    if (a->size > 0)
        for (nd_walk_init(&w, 1, (const nd_array *const[]){a}, true); w.more; nd_walk_next(&w))
            for (size_t i = 0; i < w.n; i++) {
                if (count++) buf_puts(out, ", ");
                if (!write_value(out, nd_load(a->dtype, w.p[0] + (ptrdiff_t)i * w.stride[0]))) return false;
            }
    buf_printf(out, "], dtype=\"%s\").reshape(%s)", dtype, shape);
    return true;
}

/* --- the expressions that are yielded ------------------------------------------------------------------ */

typedef struct span { size_t from, to; } span;

/* Does the token begin a statement of its own, outside of all brackets? */
static bool begins_statement(const mutants *m, size_t i) {
    if (i == 0) return true;
    if (m->token[i].line == m->token[i - 1].line) return false;
    return m->token[i - 1].kind != NOTATION_SIGN || pack_token_ends_value(m, i - 1);
}

/* The expressions of the last statement, as bytes; 0 when it is no list of as many as are yielded. */
static size_t find_outputs(const mutants *m, span *out) {
    size_t start = m->ntokens, n = 0;
    for (size_t i = 0; i < m->ntokens; i++) {
        if (begins_statement(m, i)) start = i;
        if (m->match[i] > i) i = m->match[i];
    }
    if (pack_token_is(m, start, "return")) start++;
    if (start >= m->ntokens || m->token[start].kind == NOTATION_WORD) return 0;
    size_t from = start;
    for (size_t i = start; i <= m->ntokens; i++) {
        if (i < m->ntokens && m->match[i] > i) i = m->match[i];
        else if (pack_token_is(m, i, ";") || (i < m->ntokens && memchr(m->source + m->token[i].start, '=', m->token[i].end - m->token[i].start) &&
                 !pack_token_is(m, i, "==") && !pack_token_is(m, i, "<=") && !pack_token_is(m, i, ">=") && !pack_token_is(m, i, "!=") && !pack_token_is(m, i, "~=") &&
                 m->token[i].kind == NOTATION_SIGN)) return 0;
        else if (i == m->ntokens || pack_token_is(m, i, ",")) {
            if (i == from || n == GRADE_MAX_OUTPUTS) return 0;
            out[n++] = (span){m->token[from].start, m->token[i - 1].end};
            from = i + 1;
        }
    }
    return n == m->nexpected ? n : 0;
}

/* --- changes ---------------------------------------------------------------------------------------------- */

static bool has_check(const mutants *m, const char *word, size_t output) {
    char want[64];
    for (const char *s = m->q->checks; s && *s; s += strcspn(s, "\n"), s += *s == '\n') {
        snprintf(want, sizeof want, "%s %zu", word, output + 1);
        if (strncmp(s, want, strlen(want)) == 0) return true;
        if (strncmp(s, word, strlen(word)) == 0 && (s[strlen(word)] == '\n' || !s[strlen(word)])) return true;
    }
    return false;
}

static const char *other_type(const nd_array *a) {
    if (a->dtype.type == ND_F64) return "float32";
    if (a->dtype.type == ND_I64) return "int32";
    if (nd_dtype_kind(a->dtype) == 'b') return "int64";
    return nd_is_float(a->dtype) ? "float64" : nd_is_integer(a->dtype) ? "int64" : NULL;
}

static void change_type(mutants *m, span s, const nd_array *a, bool any_of_kind) {
    char        after[40];
    const char *other = other_type(a);
    if (!other || (any_of_kind && nd_dtype_kind(a->dtype) != 'b')) return;
    snprintf(after, sizeof after, ").astype(\"%s\")", other);
    pack_mutant_wrap(m, s.from, s.to, "another type", "np.asarray(", after);
}

static void change_output(mutants *m, size_t k, span s) {
    const nd_array *a = m->expected[k];
    bool            number = nd_is_integer(a->dtype) || nd_is_float(a->dtype);
    change_type(m, s, a, has_check(m, "dtype kind", k));
    if (a->ndim > 0) pack_mutant_wrap(m, s.from, s.to, "turned round", "np.flip(", ")");
    if (a->ndim > 0) pack_mutant_wrap(m, s.from, s.to, "one dimension more", "(", ")[None]");
    if (a->ndim > 1) pack_mutant_wrap(m, s.from, s.to, "transposed", "np.transpose(", ")");
    if (a->ndim > 0 && a->size > 1) pack_mutant_wrap(m, s.from, s.to, "the last left out", "(", ")[:-1]");
    if (nd_is_float(a->dtype)) pack_mutant_wrap(m, s.from, s.to, "rounded", "np.round(", ")");
    if (number) pack_mutant_wrap(m, s.from, s.to, "other sign", "-(", ")");
    if (has_check(m, "view", k)) pack_mutant_wrap(m, s.from, s.to, "copy for view", "np.copy(", ")");
    if (has_check(m, "order F", k)) pack_mutant_wrap(m, s.from, s.to, "other order", "np.ascontiguousarray(", ")");
    if (has_check(m, "uniform", k)) pack_mutant_wrap(m, s.from, s.to, "another distribution", "(", ") ** 2");
}

static void swap_outputs(mutants *m, const span *s, size_t n) {
    for (size_t k = 0; k + 1 < n; k++) {
        buf with;
        buf_init(&with);
        buf_add(&with, m->source + s[k + 1].from, s[k + 1].to - s[k + 1].from);
        buf_puts(&with, ", ");
        buf_add(&with, m->source + s[k].from, s[k].to - s[k].from);
        if (buf_failed(&with)) pack_no_memory(m->f);
        else pack_mutant_put(m, s[k].from, s[k + 1].to, "outputs swapped", with.text);
        buf_free(&with);
    }
}

/* --- learnt by heart ------------------------------------------------------------------------------------------ */

static void learn(mutants *m, const span *s, size_t n) {
    buf  all, one;
    bool whole = true;
    buf_init(&all);
    for (size_t k = 0; k < m->nexpected; k++) {
        buf_init(&one);
        bool fine = write_array(&one, m->expected[k]);
        whole = whole && fine;
        if (k) buf_puts(&all, ", ");
        buf_puts(&all, one.text);
        if (fine && n > 1 && !buf_failed(&one)) pack_mutant_put(m, s[k].from, s[k].to, "learnt by heart", one.text);
        buf_free(&one);
    }
    if (whole && !buf_failed(&all)) pack_mutant_put(m, 0, m->nsource, "learnt by heart", all.text);
    buf_free(&all);
}

/* The input is copied first: what was to change in place stays as it was. */
static void leave_place(mutants *m) {
    const char *line = m->q->checks ? strstr(m->q->checks, "in place ") : NULL;
    char        name[64], with[160];
    if (!line || (line != m->q->checks && line[-1] != '\n')) return;
    line += strlen("in place ");
    size_t n = strcspn(line, "\n");
    if (n >= sizeof name) return;
    memcpy(name, line, n);
    name[n] = '\0';
    snprintf(with, sizeof with, "%s = %s.copy()\n", name, name);
    pack_mutant_put(m, 0, 0, "not in place", with);
}

void pack_mutate_outputs(mutants *m) {
    span   s[GRADE_MAX_OUTPUTS];
    size_t n = find_outputs(m, s);
    leave_place(m);
    if (m->nexpected == 0) return;
    for (size_t k = 0; k < n; k++) change_output(m, k, s[k]);
    swap_outputs(m, s, n);
    learn(m, s, n);
}
