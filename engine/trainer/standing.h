/* trainer/standing.h: how the learner stands: facts from the store, and the pages made of them. */
#ifndef NDRILL_TRAINER_STANDING_H
#define NDRILL_TRAINER_STANDING_H

#include "trainer/trainer.h"

#define TR_WEEKS 26

typedef struct tr_level_sum {
    char    name[24];
    int     questions, tried, passed, due;
    int64_t timed, pass_ms, par_ms;          /* passes in practice, their time, and par for each of them */
} tr_level_sum;

typedef struct tr_concept {
    char         name[64];
    int          questions, passed;
    store_memory memory;                     /* STORE_NEW: not met yet */
    double       recall, in_a_week;          /* the chance to know it now, and seven days from now without practice */
} tr_concept;

typedef struct tr_due {
    char         id[48], short_id[16], title[96];
    store_memory memory;
} tr_due;

typedef struct tr_standing {
    int64_t       now, today;                /* unix seconds; day of the learner's calendar */
    size_t        nlevels, nconcepts, ndue;
    tr_level_sum *level;                     /* in list order; follow-ups count with their question */
    tr_concept   *concept;                   /* weakest first, those not met last */
    tr_due       *due;                       /* questions that are due now, the longest first */
    int           concepts_due;
    int           fresh;                     /* questions never tried */
    int64_t       next_due;                  /* the first that comes due after now, 0: none */
    int           due_tomorrow;              /* questions that come due before the end of tomorrow */
    int64_t       attempts, passes;
    int           streak, longest;           /* days in a row up to today or yesterday; the most ever */
    int           day[TR_WEEKS * 7];         /* attempts a day, the last is today */
    int           active;                    /* days of those with an attempt */
} tr_standing;

bool tr_standing_read(tr_standing *t, store *s, err *e) ERR_MUST_CHECK;      /* fills t, which tr_standing_free empties */
void tr_standing_free(tr_standing *t);

void tr_page_standing(buf *out, const tr_look *look, const tr_standing *t);
void tr_json_standing(buf *out, const tr_standing *t);
void tr_html_standing(buf *out, const tr_standing *t);

/* "3 due, 21 new, 4 days in a row"; empty before the first answer. */
void tr_standing_line(buf *out, const tr_standing *t);

void tr_page_due(buf *out, const tr_look *look, const tr_standing *t);
void tr_json_due(buf *out, const tr_standing *t);

/* 2026-01-05 */
void tr_day_text(buf *out, int64_t day);

#endif
