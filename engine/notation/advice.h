/* engine/notation/advice.h: what a line that failed was meant to be, and the line that works.
 *
 * A habit is a way of writing that belongs to Python, C or 1-based Lua. It looks at one line
 * and the message, says in a sentence what differs, and proposes a change to the text. What is
 * proposed is shown only if the changed text can be read.                                    */
#ifndef NDRILL_NOTATION_ADVICE_H
#define NDRILL_NOTATION_ADVICE_H

#include "base/buf.h"
#include "notation.h"
#include "parse.h"

#define SLIP_LINE_MAX 400

/* A failure and its line. Pointers into text are places in the line. */
typedef struct slip {
    const char *src;
    size_t      n, from;      /* the whole; where text begins in it */
    size_t      opened;       /* where what lacks its end began, or n */
    const char *message;
    const char *fault;        /* in text; NULL when outside it or unknown */
    int         line;         /* number of the line, from 1 */
    int         indent;       /* columns before text */
    char        text[SLIP_LINE_MAX + 1];    /* without indent, comment and blanks at the end */
} slip;

/* What to say, and bytes from..to of the source that change. No change: from is past to. */
typedef struct remedy {
    char   hint[ERR_TEXT_MAX];
    size_t from, to;
    buf    text;
    bool   foreign;           /* no more lines can make Lua of it */
} remedy;

typedef bool habit(const slip *s, remedy *r);

/* Lists of habits, NULL at the end; the first that applies speaks. */
extern habit *const notation_block_habits[], *const notation_end_habits[], *const notation_word_habits[], *const notation_sign_habits[], *const notation_run_habits[];

/* A text that failed to be read. */
void notation_advise_syntax(const char *src, size_t n, const parse_failure *f, notation_mode mode, notation_failure *out);

/* Is the text well-formed? If not, f says where not. notation.c has it. */
bool notation_reads(const char *src, size_t n, notation_mode mode, parse_failure *f);

/* --- advice_text.c: looking at a line, and changing it ---------------------------------- */

typedef struct piece { const char *s; int n; } piece;

piece       notation_trim(const char *from, const char *to);
bool        notation_piece_is(piece p, const char *text);
bool        notation_piece_is_name(piece p);
bool        notation_is_space(char c);
const char *notation_skip_quoted(const char *s);               /* after the string that begins at s */
const char *notation_find(const char *s, const char *what);    /* outside quotes; a word stands alone; or NULL */
const char *notation_find_flat(const char *s, const char *what);   /* and outside brackets that begin after s */
bool        notation_starts(const char *s, const char *word);
const char *notation_closing(const char *open);                /* the bracket that closes it, or NULL */
const char *notation_operand_start(const char *line, const char *at);   /* of the operand that ends at `at` */
const char *notation_operand_end(const char *at);              /* of the operand that begins at `at` */
const char *notation_line_end(const char *s);
const char *notation_name_before(const char *line, const char *at);     /* start of a.b.c that ends at `at` */
const char *notation_expr_end(const char *at);                 /* the first , ; ) ] } outside brackets, or the end */
const char *notation_expr_start(const char *line, const char *at);      /* after the last opening bracket, comma or = before */

void notation_say(remedy *r, const char *format, ...) ERR_PRINTF(2, 3);
/* The bytes a..b of the line go, the text comes. */
void notation_change(remedy *r, const slip *s, const char *a, const char *b, const char *format, ...) ERR_PRINTF(5, 6);
void notation_change_all(remedy *r, const slip *s, const char *old, const char *new_text);   /* every `old` of the line */

/* Where line k begins and what it holds; false past the end. */
typedef struct text_line { size_t from, to; int indent; } text_line;
bool notation_line_at(const char *src, size_t n, size_t from, text_line *l);   /* the line that holds byte `from` */
bool notation_line_number(const char *src, size_t n, int k, text_line *l);
int  notation_count_lines(const char *s, size_t n);            /* line ends in n bytes */
void notation_slip_fill(slip *s, size_t place);                /* text, from and fault of the line of byte `place` */

/* "...{x}..." or "...%d..." and arguments as string.format takes them; false when it cannot say so. */
bool notation_write_fstring(const char *quote, buf *out);      /* at the quote after the f */

#endif
