/* trainer/rating.h: how a meeting with a question went, and when it comes back. */
#ifndef NDRILL_TRAINER_RATING_H
#define NDRILL_TRAINER_RATING_H

#include "trainer/trainer.h"

/* 1 again, 2 hard, 3 good, 4 easy, from the runs, the hints and the time of a meeting that ended with a pass; 0 when it has
 * been rated already. Without a person at the prompt time says nothing, and only what is new or due is rated. */
int tr_rate_pass(const tr_session *s);

/* The question was given up: seen solved, or left after a wrong answer. Once a meeting. */
bool tr_give_up(tr_session *s, err *e) ERR_MUST_CHECK;

/* Leaving it for another question: given up when there was a wrong answer and no pass. */
bool tr_leave(tr_session *s, err *e) ERR_MUST_CHECK;

/* The learner's own rating in place of the one that was given. */
bool tr_rate_again(tr_session *s, int rating, err *e) ERR_MUST_CHECK;

const char *tr_rating_name(int rating);                   /* "good" */

/* " rated good, back in 2 days"; nothing when it has not been rated. */
void tr_rating_line(buf *out, tr_session *s);

/* "in 2 days", "in 10 minutes", "now". */
void tr_wait_words(buf *out, int64_t seconds);

#endif
