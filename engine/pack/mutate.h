/* pack/mutate.h: an answer, changed in one place at a time, the way a learner would get it wrong.
 *
 * A mutant is the reference with one edit of its text. The files that make them share the tokens of the
 * reference and say only where to cut and what to put there.                                          */
#ifndef NDRILL_PACK_MUTATE_H
#define NDRILL_PACK_MUTATE_H

#include "notation/notation.h"
#include "pack/pack_int.h"

enum { PACK_MAX_MUTANTS = 400 };       /* of one question */

typedef struct mutant {
    char       *text;                  /* the whole answer */
    const char *what;                  /* "comparison", "axis dropped" ... */
    int         line;                  /* of the edit, in the text */
} mutant;

typedef struct mutants {
    faults               *f;
    const store_question *q;
    const char           *source;      /* the reference */
    size_t                nsource;
    notation_token       *token;
    size_t               *match;       /* of a bracket: the other one; else the token itself */
    size_t                ntokens;
    nd_array *const      *expected;    /* what it yields in the shown case */
    size_t                nexpected;
    const char           *inputs;      /* of the shown case, as text */
    size_t                n;
    mutant               *all;         /* no two texts alike, none like the source */
} mutants;

/* All mutants of the reference; m->f notes when there was no memory. */
void pack_mutants_make(mutants *m);
void pack_mutants_free(mutants *m);

/* The first line of a mutant's text that the edit touched, without blanks at its ends. */
const char *pack_mutant_line(const mutant *a, size_t *n);

/* --- for the files that make them --------------------------------------------------------------- */

/* One more: the bytes [from, to) of the source replaced by with. */
void pack_mutant_put(mutants *m, size_t from, size_t to, const char *what, const char *with);
/* One more: before and after put around the bytes [from, to). */
void pack_mutant_wrap(mutants *m, size_t from, size_t to, const char *what, const char *before, const char *after);

bool pack_token_is(const mutants *m, size_t i, const char *text);        /* false past the end */
bool pack_token_ends_value(const mutants *m, size_t i);                  /* an operand may end with it */
bool pack_token_opens_call(const mutants *m, size_t i);                  /* "(" behind a value */

void pack_mutate_signs(mutants *m);      /* mutate_signs.c: operators, numbers, words, slices */
void pack_mutate_names(mutants *m);      /* mutate_names.c: functions and given names taken for others */
void pack_mutate_calls(mutants *m);      /* mutate_calls.c: arguments dropped and swapped, calls left out */
void pack_mutate_outputs(mutants *m);    /* mutate_outputs.c: what is yielded is changed, or learnt by heart */

#endif
