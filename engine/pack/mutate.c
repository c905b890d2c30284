/* pack/mutate.c: the mutants of one answer, collected. */
#include "pack/mutate.h"

#include <string.h>

#include "base/mem.h"

/* --- tokens ---------------------------------------------------------------------------------------- */

bool pack_token_is(const mutants *m, size_t i, const char *text) {
    if (i >= m->ntokens) return false;
    size_t n = m->token[i].end - m->token[i].start;
    return strlen(text) == n && memcmp(m->source + m->token[i].start, text, n) == 0;
}

bool pack_token_ends_value(const mutants *m, size_t i) {
    if (i >= m->ntokens) return false;
    if (m->token[i].kind == NOTATION_WORD) return pack_token_is(m, i, "end") || pack_token_is(m, i, "true") || pack_token_is(m, i, "false") || pack_token_is(m, i, "nil");
    return m->token[i].kind != NOTATION_SIGN || pack_token_is(m, i, ")") || pack_token_is(m, i, "]") || pack_token_is(m, i, "}") || pack_token_is(m, i, "...");
}

bool pack_token_opens_call(const mutants *m, size_t i) {
    return i > 0 && pack_token_is(m, i, "(") && m->match[i] != i && m->token[i - 1].kind != NOTATION_NUMBER && pack_token_ends_value(m, i - 1);
}

static char closing(char open) { return open == '(' ? ')' : open == '[' ? ']' : '}'; }

/* Brackets that have no partner match themselves. */
static bool match_brackets(mutants *m) {
    size_t depth = 0, *open = mem_alloc(m->ntokens + 1, sizeof *open, NULL);
    m->match = mem_alloc(m->ntokens + 1, sizeof *m->match, NULL);
    for (size_t i = 0; open && m->match && i < m->ntokens; i++) {
        char c = m->source[m->token[i].start];
        m->match[i] = i;
        if (m->token[i].kind != NOTATION_SIGN || m->token[i].end - m->token[i].start != 1) continue;
        if (strchr("([{", c)) open[depth++] = i;
        else if (strchr(")]}", c) && depth > 0 && closing(m->source[m->token[open[depth - 1]].start]) == c) {
            size_t from = open[--depth];
            m->match[from] = i;
            m->match[i] = from;
        }
    }
    mem_free(open);
    return open && m->match;
}

/* --- mutants ---------------------------------------------------------------------------------------- */

static bool is_known(const mutants *m, const char *text) {
    if (strcmp(text, m->source) == 0) return true;
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->all[i].text, text) == 0) return true;
    return false;
}

static int line_at(const char *text, size_t at) {
    int line = 1;
    for (size_t i = 0; i < at; i++) line += text[i] == '\n';
    return line;
}

/* Takes text, which may have failed. */
static void keep(mutants *m, buf *text, size_t from, const char *what) {
    if (buf_failed(text)) pack_no_memory(m->f);
    else if (m->n < PACK_MAX_MUTANTS && !is_known(m, text->text)) {
        mutant *more = pack_grow(m->f, m->all, m->n, sizeof *more);
        if (more) m->all = more;
        char *own = more ? pack_copy(m->f, text->text, text->n) : NULL;
        if (own) more[m->n++] = (mutant){own, what, line_at(m->source, from)};
    }
    buf_free(text);
}

void pack_mutant_put(mutants *m, size_t from, size_t to, const char *what, const char *with) {
    buf text;
    buf_init(&text);
    buf_add(&text, m->source, from);
    buf_puts(&text, with);
    buf_puts(&text, m->source + to);
    keep(m, &text, from, what);
}

void pack_mutant_wrap(mutants *m, size_t from, size_t to, const char *what, const char *before, const char *after) {
    buf text;
    buf_init(&text);
    buf_add(&text, m->source, from);
    buf_puts(&text, before);
    buf_add(&text, m->source + from, to - from);
    buf_puts(&text, after);
    buf_puts(&text, m->source + to);
    keep(m, &text, from, what);
}

const char *pack_mutant_line(const mutant *a, size_t *n) {
    const char *s = a->text;
    for (int line = 1; line < a->line && strchr(s, '\n'); line++) s = strchr(s, '\n') + 1;
    s += strspn(s, " \t");
    *n = strcspn(s, "\n");
    while (*n && (s[*n - 1] == ' ' || s[*n - 1] == '\t')) --*n;
    return s;
}

void pack_mutants_make(mutants *m) {
    m->token = notation_tokens(m->source, m->nsource, &m->ntokens, NULL);
    if (!m->token || !match_brackets(m)) {
        pack_no_memory(m->f);
        return;
    }
    pack_mutate_signs(m);
    if (grade_kind_of(m->q) == GRADE_KIND_PREDICT) return;        /* values as they are typed */
    pack_mutate_names(m);
    pack_mutate_calls(m);
    pack_mutate_outputs(m);
}

void pack_mutants_free(mutants *m) {
    for (size_t i = 0; i < m->n; i++) mem_free(m->all[i].text);
    mem_free(m->all);
    mem_free(m->token);
    mem_free(m->match);
    m->all = NULL;
    m->token = NULL;
    m->match = NULL;
    m->n = m->ntokens = 0;
}
