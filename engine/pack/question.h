/* pack/question.h: a question file while it is read. */
#ifndef NDRILL_PACK_QUESTION_H
#define NDRILL_PACK_QUESTION_H

#include "pack/pack_int.h"

#define DRAFT_NKEYS 11

typedef struct draft {
    store_question *q;
    const char     *file;
    faults         *f;
    head_field      head[DRAFT_NKEYS];
} draft;

/* Read the head into q: names, times, cases. Returns the offset behind it, 0 when there is none; *line is the line there. */
size_t pack_question_head(draft *d, const buf *text, int *line);

/* The text of b, which is emptied; NULL without memory. */
char *pack_draft_take(draft *d, buf *b);

#endif
