/* trainer/cmd_packs.h: the packs that a learner has: taken in, told of, put away. argv ends with NULL. */
#ifndef NDRILL_TRAINER_CMD_PACKS_H
#define NDRILL_TRAINER_CMD_PACKS_H

#include "trainer/trainer.h"

int tr_pack_import(tr_app *app, char **argv);
int tr_pack_export(tr_app *app, char **argv);
int tr_pack_list(tr_app *app, char **argv);
int tr_pack_remove(tr_app *app, char **argv);
int tr_pack_diff(tr_app *app, char **argv);
int tr_pack_stats(tr_app *app, char **argv);

/* Says e: exit code 4 when the pack is at fault, else 5. */
int tr_pack_failure(const err *e);

#endif
