/* trainer/practice.h: what the practice loops at a terminal and over plain lines share. */
#ifndef NDRILL_TRAINER_PRACTICE_H
#define NDRILL_TRAINER_PRACTICE_H

#include "trainer/trainer.h"

bool tr_show_question(tr_session *s, err *e) ERR_MUST_CHECK;
bool tr_show_hint(tr_session *s, err *e) ERR_MUST_CHECK;
bool tr_show_solution(tr_session *s, err *e) ERR_MUST_CHECK;

/* The answer is well-formed so far, but not whole. */
bool tr_wants_more(const grade_report *r);

/* Answers from standard input, line by line; verdicts to standard output; no prompt. */
int tr_practise_lines(tr_session *s);

#endif
