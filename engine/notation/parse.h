/* engine/notation/parse.h: tokens to a tree, with the names in scope.
 *
 * Nodes live in one array and a parent always comes after its children, so a later
 * pass may walk the array instead of recursing. A failure turns the current token
 * into T_EOF: every loop then ends by itself, and only the first failure is kept. */
#ifndef NDRILL_NOTATION_PARSE_H
#define NDRILL_NOTATION_PARSE_H

#include "base/buf.h"
#include "lex.h"
#include "notation.h"
#include "tree.h"

typedef struct local_var {
    uint32_t start, len, hash;
    int32_t  function;
    bool     fixed;           /* <const> or <close> */
    bool     counter;         /* of a numeric for */
    bool     assigned;
    bool     outermost;       /* in the chunk's own block */
    bool     stored;          /* every value it can have is among the stores */
    bool     plain, plain_items, escapes;     /* plain.c */
} local_var;

typedef struct label {
    uint32_t start, len;
    int      line;
    uint32_t nactive;
} label;

typedef struct scope {
    uint32_t active, labels, gotos;   /* how many there were when it began */
    bool     loop, function, vararg;
} scope;

/* An assignment whose targets could be the value of the answer. */
typedef struct candidate {
    int32_t first, count;     /* into the parser's names */
} candidate;

typedef struct target_name {
    uint32_t start, len, hash;
    int32_t  var;
} target_name;

/* A value that goes into a local, or into an element of a local table. */
typedef struct store_note {
    int32_t var, value;       /* value: a node, STORE_NIL or STORE_UNKNOWN */
    bool    element;
} store_note;

enum { STORE_NIL = -2, STORE_UNKNOWN = -1 };

typedef struct parse_note {
    int      line;
    uint32_t start, len;      /* the source text it is about */
    int      what;
    uint32_t base, base_len;
} parse_note;

enum { NOTE_METHOD_COLON, NOTE_LONG_STRING, NOTE_FSTRING };

typedef struct parse_failure {
    uint32_t start, width;
    bool     incomplete;
    uint32_t opened;          /* where what is missing its end began, or NONE */
    char     text[ERR_TEXT_MAX];
} parse_failure;

/* Growable arrays with the same life: a count that going back can restore, and room. */
typedef struct parse_counts {
    uint32_t nodes, vars, active, labels, gotos, scopes, notes, names, candidates, stores;
} parse_counts;

/* What a colon after a value is: a method call; inside a subscript a slice, unless a
 * call follows; after the first slice colon always a slice. */
typedef enum colon_mode { COLON_METHOD, COLON_EITHER, COLON_SLICE } colon_mode;

typedef struct parser {
    lexer         lx;
    token         tok, ahead;
    bool          has_ahead;
    uint32_t      prev_end;   /* end of the token before tok, and its line */
    int           prev_line;
    parse_counts  count, room;
    node         *nodes;
    local_var    *vars;
    int32_t      *active;
    label        *labels, *gotos;
    scope        *scopes;
    parse_note   *notes;
    target_name  *names;
    candidate    *candidates;
    store_note   *stores;
    unsigned char *sites;     /* what is known of a `[[`, one byte a source byte */
    int           depth, trial;
    colon_mode    colons;
    int           functions;  /* open ones below the chunk */
    bool          lists;      /* read a doubtful `[[` as two brackets */
    bool          doubtful;   /* there was one */
    bool          want_list;  /* the next operand is the direct argument of np.f(...) */
    bool          fresh;      /* a statement that begins here stands by itself */
    bool          extended, names_np, failed, memory;
    buf          *words;      /* what import lines become */
    notation_mode mode;
    uint32_t      last_end;   /* end of the last statement, and of the `;` after it */
    int32_t       last;       /* its node, or -1 */
    bool          ends_in_return, ends_in_label;
    parse_failure failure;
} parser;

/* --- parse.c: tokens and nodes ------------------------------------------------- */

void    notation_advance(parser *p);
token_kind notation_ahead(parser *p);              /* kind of the token after tok */
bool    notation_accept(parser *p, token_kind k);
bool    notation_expect(parser *p, token_kind k, const char *what);
bool    notation_close(parser *p, token_kind k, const char *what, const token *open);
bool    notation_take_name(parser *p, token *name, bool keywords);
void    notation_fail_at(parser *p, uint32_t start, uint32_t end, const char *format, ...) ERR_PRINTF(4, 5);
void    notation_fail_token(parser *p, const char *what);   /* "... near 'x'" */
int32_t notation_node(parser *p, node_kind kind, uint32_t start);  /* ends at prev_end */
bool    notation_enter(parser *p);                 /* one level deeper; pair with leave */
void    notation_leave(parser *p);
bool    notation_room(parser *p, void **array, uint32_t n, uint32_t *room, size_t size);
void    notation_note_add(parser *p, parse_note note);
bool    notation_text_is(const parser *p, uint32_t start, uint32_t len, const char *text);
bool    notation_is_np_chain(const parser *p, int32_t i);
bool    notation_starts_line(const parser *p);     /* tok is the first token of its line */

/* --- scope.c: names, blocks, labels ---------------------------------------------- */

void    notation_scope_open(parser *p, scope s);
void    notation_scope_close(parser *p);
int32_t notation_declare(parser *p, const token *name);    /* the new local, visible at once */
int32_t notation_resolve(const parser *p, uint32_t start, uint32_t len, uint32_t hash);
bool    notation_is_vararg(const parser *p);
bool    notation_in_loop(const parser *p);
void    notation_goto(parser *p, const token *name);
int32_t notation_label(parser *p, const token *name);
void    notation_label_settle(parser *p, int32_t i, bool last);   /* last: no statement follows in its block */

/* --- expr.c, subscript.c, targets.c, stmt.c --------------------------------------------------- */

int32_t notation_expr(parser *p);
int32_t notation_expr_list(parser *p, uint32_t *n);
int32_t notation_expr_from(parser *p, int32_t left);       /* left is the first operand */
int32_t notation_suffixes(parser *p, int32_t e);
int32_t notation_function_body(parser *p, uint32_t start, bool method);
int32_t notation_index(parser *p, int32_t base);           /* tok is [ */
int32_t notation_long_suffix(parser *p, int32_t base);     /* tok is [[ after a prefix */
int32_t notation_long_operand(parser *p, bool want_list);  /* tok is [[ where a value is due */
int32_t notation_list(parser *p, bool prefer_lists);       /* tok is [ where a value is due */
void    notation_as_index(parser *p, int32_t i);           /* an N_LSEL that is assigned to */
int32_t notation_string_call(parser *p, int32_t base);
void    notation_block(parser *p);
void    notation_statement(parser *p);
bool    notation_control(parser *p);                       /* a statement of control.c, if this is one */
bool    notation_ends_block(token_kind k);
void    notation_skip_hash(parser *p);                     /* `#` where a statement is due is a comment */
void    notation_wrap(parser *p, node_kind kind, int32_t values, uint32_t targets);
void    notation_name_target(parser *p, uint32_t start, uint32_t end, uint32_t hash, int32_t var);
void    notation_assign(parser *p, int32_t targets, uint32_t n);     /* tok is the = after them */
void    notation_augment(parser *p, int32_t target);       /* tok is += or its like */
void    notation_local_names(parser *p);                   /* tok is the first name after local */
void    notation_remember(parser *p, uint32_t first);      /* the names from `first` on could be the answer */
void    notation_note_store(parser *p, int32_t var, int32_t value, bool element);
void    notation_chunk(parser *p);
bool    notation_import(parser *p);                        /* an import line, if this is one */
bool    notation_colon_ends_line(const parser *p, uint32_t from, uint32_t *colon);

#endif
