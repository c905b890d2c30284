/* trainer/cmd_pack.c: ndrill pack check DIR, ndrill pack build DIR FILE. */
#include <stdio.h>
#include <string.h>

#include "pack/pack.h"
#include "trainer/trainer.h"

int tr_cmd_pack(tr_app *app, int argc, char **argv) {
    const char *verb = argc ? argv[0] : "";
    bool        check = strcmp(verb, "check") == 0 && argc == 2, build = strcmp(verb, "build") == 0 && argc == 3;
    if (!check && !build) return tr_usage("usage: ndrill pack check DIR | ndrill pack build DIR FILE");
    if (!tr_need_grader(app)) return TR_FAILURE;
    return TR_OK;
}
