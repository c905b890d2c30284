/* array/textio.h: tables of numbers in text: rows, fields, and fields as elements. */
#ifndef NDRILL_ARRAY_TEXTIO_H
#define NDRILL_ARRAY_TEXTIO_H

#include "array/nd.h"
#include "base/buf.h"

typedef struct nd_word { const char *text; size_t n; } nd_word;

#define ND_COMMENTS_MAX 8

typedef enum nd_split {
    ND_SPLIT_TABLE,      /* np.loadtxt: quotes, one-character delimiter */
    ND_SPLIT_LINES,      /* np.genfromtxt: each line cut at the delimiter, or at fixed widths */
} nd_split;

typedef struct nd_table_options {
    nd_split         split;
    nd_word          delimiter;                  /* n 0: white space */
    nd_word          comment[ND_COMMENTS_MAX];
    int              ncomments;
    char             quote;                      /* 0: none */
    bool             strip;                      /* white space around fields */
    const ptrdiff_t *widths;                     /* fixed widths; one width repeats when nwidths is 1 and repeat */
    int              nwidths;
    bool             repeat;
} nd_table_options;

/* The rows of a text that have fields. Everything given must outlive it. */
typedef struct nd_table {
    const char            *p, *end;
    const nd_table_options *o;
    buf                    bytes;      /* the fields of the current row, each with a zero byte behind it */
    size_t                *ends;       /* where they end in bytes, zero byte included */
    size_t                 n, room;
    size_t                 line;       /* lines that were taken, from the first of the text */
} nd_table;

void nd_table_init(nd_table *r, const char *text, size_t n, const nd_table_options *o);
void nd_table_free(nd_table *r);
void nd_table_skip(nd_table *r, int64_t lines);
/* The next line, whatever it holds: n may become 0. False at the end, and when e is set. */
bool nd_table_next_line(nd_table *r, err *e) ERR_MUST_CHECK;
/* The next row that has fields. */
bool nd_table_next(nd_table *r, err *e) ERR_MUST_CHECK;
nd_word nd_table_field(const nd_table *r, size_t i);

/* A field as an element, by the rules of np.loadtxt: false when it is none. The text ends in a zero byte. */
bool nd_field_store(nd_dtype d, char *p, nd_word field);
/* Characters of UTF-8 text. */
size_t nd_field_width(nd_word field);

/* --- one number after the other: np.fromstring, np.fromfile ----------------------------------- */

/* The number at *p, which moves behind it; false (and *p stays) when there is none. [*p, end] has a zero byte at end. */
bool nd_scan_number(nd_dtype d, char *out, const char **p, const char *end);
typedef enum nd_gap { ND_GAP_FOUND, ND_GAP_END, ND_GAP_WRONG } nd_gap;
/* Past a separator, in which a space stands for any white space. */
nd_gap nd_scan_gap(const char **p, const char *end, const char *separator);

#endif
