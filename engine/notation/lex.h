/* engine/notation/lex.h: bytes to tokens, one at a time.
 *
 * Two things cannot be decided here: whether `[[` opens a long string or two
 * brackets, and whether `#` where an operand is due is an operator. The lexer gives
 * Lua's reading, and the parser asks again with notation_lex_single or
 * notation_lex_comment. A lexer is plain data: copying it saves a place to go back to. */
#ifndef NDRILL_NOTATION_LEX_H
#define NDRILL_NOTATION_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef enum token_kind {
    T_EOF, T_BAD,             /* T_BAD: the lexer's `bad` says why */
    T_NAME, T_NUMBER, T_IMAGINARY, T_STRING,
    T_LONG,                   /* [[...]], the only long string that may be two lists */
    T_OPEN_LONG,              /* [[ that is never closed */
    T_AND, T_BREAK, T_DO, T_ELSE, T_ELSEIF, T_END, T_FALSE, T_FOR, T_FUNCTION, T_GOTO, T_IF, T_IN,
    T_LOCAL, T_NIL, T_NOT, T_OR, T_REPEAT, T_RETURN, T_THEN, T_TRUE, T_UNTIL, T_WHILE,
    T_PLUS, T_MINUS, T_STAR, T_SLASH, T_SLASH2, T_PERCENT, T_CARET, T_STAR2, T_AT, T_AMP, T_PIPE,
    T_TILDE, T_SHL, T_SHR, T_CONCAT, T_HASH,
    T_LT, T_LE, T_GT, T_GE, T_EQ, T_NE,
    T_ASSIGN,
    T_IADD, T_ISUB, T_IMUL, T_IDIV, T_IFLOORDIV, T_IMOD, T_IPOW, T_IMATMUL, T_IAND, T_IOR, T_ILSHIFT,
    T_IRSHIFT, T_ICONCAT,
    T_DOTS, T_DOT, T_COMMA, T_SEMICOLON, T_COLON, T_COLON2,
    T_LPAREN, T_RPAREN, T_LBRACKET, T_RBRACKET, T_LBRACE, T_RBRACE,
    T_BANG
} token_kind;

typedef struct token {
    token_kind kind;
    uint32_t   start, end;    /* bytes of the source */
    int        line, last_line;
    uint32_t   hash;          /* of a name */
    bool       foreign;       /* != or a number with _ */
} token;

/* What outlives going back: places found once need not be looked for again. */
typedef struct lexer_store {
    uint32_t *hashes;         /* where # comments begin */
    size_t    room;
    uint32_t  close_from, close_at;   /* the next ]] from any place in between */
    uint32_t  none_from[8];   /* no closing bracket of that level from here on */
    bool      memory;         /* a request was refused */
} lexer_store;

typedef struct lexer {
    const char  *src;
    uint32_t     n, pos;
    int          line;
    token_kind   prev;        /* of the token before: says whether an operand is due */
    uint32_t     nhashes;
    bool         hash_comments;   /* `# ` is a comment even where an operand is due */
    bool         hash_sites;      /* there was a place where that matters */
    const char  *bad;             /* the message of T_BAD */
    bool         bad_incomplete;  /* more text could mend it */
    lexer_store *store;
} lexer;

/* src begins with a #! line or a byte order mark: those bytes are skipped. */
void notation_lex_init(lexer *lx, const char *src, size_t n, lexer_store *store);
void notation_lex_next(lexer *lx, token *t);
void notation_lex_single(lexer *lx, token *t);     /* the `[[` in t is `[` after all */
void notation_lex_comment(lexer *lx, token *t);    /* the `#` in t begins a comment */
uint32_t notation_lex_prefix(const char *src, size_t n);   /* bytes that init skips */

static inline bool notation_is_keyword(token_kind k) { return k >= T_AND && k <= T_WHILE; }

#endif
