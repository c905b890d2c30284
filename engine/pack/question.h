/* pack/question.h: a question file while it is read. */
#ifndef NDRILL_PACK_QUESTION_H
#define NDRILL_PACK_QUESTION_H

#include "pack/pack_int.h"

#define DRAFT_NKEYS 11

typedef enum draft_kind { DRAFT_CODE, DRAFT_PREDICT, DRAFT_EXPLAIN, DRAFT_FIGURE, DRAFT_NKINDS } draft_kind;

typedef struct draft {
    store_question       *q;
    const store_question *parent;      /* a follow-up takes from it what it does not say; NULL for a question */
    int                   number;      /* of the follow-up, from 1 */
    draft_kind            kind;
    const char           *file;
    faults               *f;
    head_field            head[DRAFT_NKEYS];
} draft;

/* Read the head into q: names, times, cases. Returns the offset behind it, 0 when there is none; *line is the line there. */
size_t pack_question_head(draft *d, pack_piece text, int *line);

/* The parts below the head. */
void pack_question_parts(draft *d, const blocks *b, int line);

/* "code", "predict", ... */
const char *pack_kind_word(draft_kind kind);

/* The text of b, which is emptied; NULL without memory. */
char *pack_draft_take(draft *d, buf *b);

#endif
