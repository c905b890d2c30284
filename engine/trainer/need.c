/* trainer/need.c: the grader and the store, opened when a command first needs them. */
#include <string.h>

#include "pack/pack.h"
#include "trainer/trainer.h"

bool tr_need_grader(tr_app *app) {
    if (app->grader) return true;
    err          e = {0};
    grade_limits limits;
    grade_limits_default(&limits);
    app->grader = grade_open(&limits, &e);
    if (!app->grader) tr_fail(TR_FAILURE, &e);
    return app->grader != NULL;
}

bool tr_need_store(tr_app *app) {
    if (app->store) return true;
    err e = {0};
    app->store = store_open(NULL, &e);
    if (app->store && pack_install_core(app->store, &e) == ERR_OK) return true;
    tr_fail(TR_FAILURE, &e);
    return false;
}
