/* trainer/cmd_mock.h: what the files behind ndrill mock share. */
#ifndef NDRILL_TRAINER_CMD_MOCK_H
#define NDRILL_TRAINER_CMD_MOCK_H

#include "mock/mock.h"
#include "trainer/trainer.h"

int tr_mock_list(tr_app *app, int argc, char **argv);
int tr_mock_report(tr_app *app, int argc, char **argv);
int tr_mock_replay(tr_app *app, int argc, char **argv);
int tr_mock_export(tr_app *app, int argc, char **argv);
int tr_mock_verify(tr_app *app, int argc, char **argv);

/* Ask for length, levels and number at a terminal; mix is room for what comes of it. -1, or the code to end with. */
int tr_mock_ask_wish(const tr_look *look, mock_wish *w, char *mix, size_t room);

/* A short interview out of practice: "3" questions, or with "" as many; the usual levels. */
int tr_mock_small(tr_app *app, const char *number);

bool tr_mock_number(const char *text, int64_t low, int64_t high, int64_t *value);

/* The interview with this number, or with NULL the newest; on failure *code is what to return. */
mock *tr_mock_get(tr_app *app, const char *number, int *code);

/* "2026-01-05 09:00" as the wall has it. */
void tr_mock_when(buf *out, int64_t ms);

#endif
