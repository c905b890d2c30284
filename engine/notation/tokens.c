/* notation/tokens.c: the tokens of a text, for those who change texts without reading their grammar. */
#include <string.h>

#include "base/mem.h"
#include "lex.h"
#include "notation.h"

static notation_token_kind kind_of(const token *t) {
    switch (t->kind) {
    case T_NAME: return NOTATION_NAME;
    case T_NUMBER: case T_IMAGINARY: return NOTATION_NUMBER;
    case T_STRING: return NOTATION_STRING;
    default: return notation_is_keyword(t->kind) ? NOTATION_WORD : NOTATION_SIGN;
    }
}

/* Two brackets are two lists, and `# ` begins a comment: this is how answers are written. */
static void next_token(lexer *lx, token *t) {
    notation_lex_next(lx, t);
    while (t->kind == T_HASH && lx->pos < lx->n && lx->src[lx->pos] == ' ') notation_lex_comment(lx, t);
    if (t->kind == T_LONG || t->kind == T_OPEN_LONG) notation_lex_single(lx, t);
}

notation_token *notation_tokens(const char *src, size_t n, size_t *count, err *e) {
    lexer_store     store = { .none_from = { 0 } };
    lexer           lx;
    token           t;
    size_t          room = 64;
    notation_token *all = mem_alloc(room, sizeof *all, e);
    *count = 0;
    for (size_t i = 0; i < sizeof store.none_from / sizeof *store.none_from; i++) store.none_from[i] = UINT32_MAX;
    notation_lex_init(&lx, src, n, &store);
    for (next_token(&lx, &t); all && t.kind != T_EOF && t.kind != T_BAD; next_token(&lx, &t)) {
        if (*count == room) {
            notation_token *more = mem_resize(all, room *= 2, sizeof *all, e);
            if (!more) mem_free(all);
            all = more;
            if (!all) break;
        }
        all[(*count)++] = (notation_token){ kind_of(&t), t.line, t.start, t.end };
    }
    mem_free(store.hashes);
    return all;
}
