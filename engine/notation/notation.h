/* notation/notation.h: array notation to plain Lua 5.4, text to text.
 *
 * The result has the same number of lines, each at its own number, so that Lua's
 * own messages point at the learner's lines. Nothing is run here and nothing is
 * known of Lua's state: the emitted code calls functions of one runtime table,
 * the upvalue __nd, which the floor above supplies.
 *
 * Emitted chunk: `local __nd = ... return function(...) SRC end`. Load it with mode
 * "t", call it once with the runtime table, then call the function it returns.
 *
 * The runtime table (name: what the floor above must do):
 *   get(a, spec, ...)      a[i, j:k, ...] as a value. spec has one letter a key:
 *                          i an expression (1 argument), s a slice (3 arguments:
 *                          start, stop, step; absent ones are nil), e an ellipsis,
 *                          n a None/newaxis literal (no argument). An empty spec is
 *                          a[()]. The spec "v" (always alone; also in set, K and aug)
 *                          is a[...] with the varargs as the rest: no varargs and an
 *                          array: Ellipsis, else a plain index by the first of them
 *   set(a, spec, v, ...)   a[...] = v
 *   K(spec, ...)           a key object that a[...] and a[...] = v understand
 *   aug(a, op, spec, v, ...)  a[...] op= v: get, in-place op, set; op as below
 *   iadd isub imul idiv ifloordiv imod ipow imatmul iand ior ilshift irshift iconcat
 *                          x = __nd.iadd(x, v); `op` of aug is the name without i
 *   lt le gt ge eq ne(a, b)   comparisons in value context
 *   teq tne(a, b)          == and ~= in a condition: a boolean, or the ambiguity error
 *   tr(x)                  truth in a condition: x unless it is an array
 *   mat(a, b) pow(a, b)    a @ b, a ** b
 *   t(...) L(...)          tuple, list ([1, 2]); both 0-based
 *   kw(tbl)                keyword arguments, always the last argument of a call
 *   un(n, ...)             unpack one tuple, list or array to n values; else pass through
 *   it(...)                what a generic for iterates over
 *   its(n, ...)            the same for n names: each item is unpacked to n values
 *   same(n, x)             x, n times
 *   pos(x)                 +x
 *   m(x, name)             x.name where a call follows and name is an array method:
 *                          the method bound to x, or plain x.name for other values
 *   fld(a, name)           a["name"] with a literal string: field first
 *   dots(a, ...)           a[...] inside a vararg function: get with the spec "v"
 *   lsel(f, fn)            f[[0, 2]], emitted as __nd.lsel(f, fn)("0, 2"): f itself, or
 *                          when f is an array (list, tuple) a function of any arguments
 *                          that returns f[fn()]; fn gives a list or a key object
 *   x(...)                 nothing: evaluates an expression statement and drops it
 *   j(x)                   the imaginary number xj
 *   by(b)                  b'...' is emitted as __nd.by(b)'...': b when that can be called,
 *                          else what makes bytes of a text
 *   last(fallback, ...)    value of the answer: the values when there is one that is
 *                          not nil; else fallback() when fallback is not nil
 * Missing arguments are nil and extra ones are ignored: `if f() then` calls tr with
 * whatever f returns. Metamethods of foreign values are called with a continuation. */
#ifndef NDRILL_NOTATION_H
#define NDRILL_NOTATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Something to add to a run-time error on that line, when it mentions `about`. */
typedef struct notation_note {
    int   line;
    char *about;              /* expression text, "" for any error on the line */
    char *text;               /* the sentence to show */
} notation_note;

typedef struct notation_out {
    char          *lua;       /* plain Lua, NUL-terminated */
    size_t         n;
    bool           names_np;  /* the source has the name np (print then follows Python) */
    bool           extended;  /* an extension was used: not plain Lua any more */
    notation_note *notes;
    size_t         nnotes;
} notation_out;

/* What text that failed was meant to be. */
typedef struct notation_advice {
    char   hint[ERR_TEXT_MAX];      /* a sentence; "" when none */
    char   rewrite[ERR_TEXT_MAX];   /* lines that can be read, in place of lines first to last; "" when none */
    int    first, last;
} notation_advice;

typedef struct notation_failure {
    int    line, column;      /* both from 1; column counts bytes */
    int    width;             /* bytes to underline, at least 1 */
    bool   incomplete;        /* more lines could complete it: a prompt asks for them */
    notation_advice advice;
} notation_failure;

typedef enum notation_mode {
    NOTATION_ANSWER,          /* the chunk's value is returned by the rules of an answer */
    NOTATION_PROGRAM,         /* a file to run: expression statements are run and dropped */
    NOTATION_PROMPT           /* one entry at a prompt: a last expression is returned */
} notation_mode;

/* Translate n bytes. On success fills out; free it with notation_free. On failure
 * e->code is ERR_SYNTAX and f says where. src need not be valid UTF-8. */
err_code notation_translate(const char *src, size_t n, notation_mode mode, notation_out *out,
                            notation_failure *f, err *e) ERR_MUST_CHECK;
void     notation_free(notation_out *out);

/* One token, as bytes [start, end) of the text. WORD is a word of the language, SIGN an operator or bracket. */
typedef enum notation_token_kind { NOTATION_NAME, NOTATION_WORD, NOTATION_NUMBER, NOTATION_STRING, NOTATION_SIGN } notation_token_kind;

typedef struct notation_token {
    notation_token_kind kind;
    int    line;              /* from 1 */
    size_t start, end;
} notation_token;

/* The tokens of a text up to its end or the first byte that is none, without comments. Nothing is parsed. The
 * caller frees them with mem_free. NULL: no memory. */
notation_token *notation_tokens(const char *src, size_t n, size_t *count, err *e) ERR_MUST_CHECK;

/* The same advice for a text that was read and failed while it ran: at that line, with that message. */
void     notation_advise(const char *src, size_t n, int line, const char *message, notation_advice *a);
/* The line with one name in place of another, as its rewrite; the hint stays. */
void     notation_advise_name(const char *src, size_t n, int line, const char *wrong, const char *right, notation_advice *a);

/* The names that are called as methods of an array (sorted, NULL at the end). */
extern const char *const notation_methods[];

#endif
