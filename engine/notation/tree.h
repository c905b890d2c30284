/* engine/notation/tree.h: the nodes of the tree. */
#ifndef NDRILL_NOTATION_TREE_H
#define NDRILL_NOTATION_TREE_H

#include <stdint.h>

typedef enum node_kind {
    N_NIL, N_TRUE, N_FALSE, N_NUMBER, N_IMAGINARY, N_STRING, N_VARARG, N_FUNCTION, N_TABLE,
    N_NAME,                   /* var: the local, or -1 */
    N_PAREN, N_TUPLE, N_LIST, /* at2: a last comma, or NONE */
    N_FIELD,                  /* a.name: a base, at the dot, at2 the name */
    N_INDEX,                  /* a base, at the bracket, b items; flag EXTENDED */
    N_LSEL,                   /* f[[...]]: a base, at the first bracket, b items */
    N_CALL,                   /* a base, b arguments; flag PAREN_CALL */
    N_METHOD,                 /* a:name(...) */
    N_BINARY, N_UNARY,        /* op at `at`, at2 its end */
    N_ITEM,                   /* a key: op is its letter of the spec, a b c its parts */
    N_KEYWORD,                /* k=v: at..at2 the name, a the value */
    N_ASSIGN,                 /* a targets, b values, at the = */
    N_AUG,                    /* a target, b value, op, at the operator, at2 its end */
    N_EXPRESSION,             /* a statement of expressions: a list */
    N_UNPACK, N_ITERATE,      /* around a list of expressions; n targets */
    N_SAME,                   /* around the value of x = y = v; n targets */
    N_COMMA,                  /* text that becomes a comma, or a space when n is 0: start to end */
    N_SEPARATE,               /* before a ( that begins a statement, at start */
    N_IMPORT                  /* replaced by the text at `at`, at2 in the parser's words */
} node_kind;

typedef enum node_context { VALUE, CONDITION, CHOICE } node_context;

enum {
    F_EXTENDED = 1,           /* an index that Lua has not */
    F_PAREN_CALL = 2,
    F_FOREIGN = 4,            /* a number with _, or != */
    F_DOUBLE_COLON = 8,       /* an item whose two colons are one token */
    F_KEYWORD_NAME = 16,      /* a keyword after a dot, a colon or as an argument's name */
    F_SCALAR = 32,            /* no array for sure */
    F_TARGET = 64,            /* stands left of = */
    F_DONE = 128              /* its parent writes it */
};

#define NONE UINT32_MAX

typedef struct node {
    unsigned char kind, op, context, flags;
    uint16_t      depth, wraps;   /* levels of nesting as written, and added around it */
    uint32_t      n;
    int32_t       a, b, c, next, var;
    uint32_t      start, end, at, at2;
} node;

#endif
