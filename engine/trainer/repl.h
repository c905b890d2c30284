/* trainer/repl.h: the prompt of `ndrill repl`, which :play uses too. */
#ifndef NDRILL_TRAINER_REPL_H
#define NDRILL_TRAINER_REPL_H

#include "trainer/trainer.h"

bind_state *tr_repl_open(const tr_look *look, bool sandbox, err *e) ERR_MUST_CHECK;
int         tr_repl_loop(bind_state *state, const char *history, const char *ask, err *e);      /* until :q; an exit code */

#endif
