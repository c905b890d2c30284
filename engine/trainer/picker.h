/* trainer/picker.h: the questions on a full screen: move, filter, search, choose. */
#ifndef NDRILL_TRAINER_PICKER_H
#define NDRILL_TRAINER_PICKER_H

#include "trainer/trainer.h"

/* The id that was chosen; "" when none was. The terminal is as before when this returns. */
bool tr_pick(tr_app *app, const char *level, char id[48], err *e) ERR_MUST_CHECK;

/* A full screen is wanted: a terminal on both sides that can draw. */
bool tr_can_pick(const tr_look *look);

#endif
