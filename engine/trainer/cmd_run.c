/* trainer/cmd_run.c: ndrill run FILE: a program in array notation, in this process. */
#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "bind/bind.h"
#include "trainer/trainer.h"

#define PROGRAM_MAX (16u << 20)

void tr_complain(const bind_problem *p, const char *name, const buf *source) {
    buf shown, clean;
    buf_init(&shown);
    buf_init(&clean);
    bind_problem_show(&shown, p, name, source->text, source->n);
    tr_clean(&clean, shown.text, shown.n);
    fflush(stdout);
    fputs(clean.text, stderr);
    buf_free(&clean);
    buf_free(&shown);
}

int tr_cmd_run(tr_app *app, int argc, char **argv) {
    if (argc != 1) return tr_usage("usage: ndrill run FILE   (- reads standard input)");
    err         e = {0};
    buf         source;
    bind_state *state = NULL;
    int         code = TR_FAILURE;
    bind_options options = {.sandbox = false, .scratch = ".", .columns = app->look.columns, .ascii = app->look.plain, .colour = app->look.colour};
    const char *name = strcmp(argv[0], "-") == 0 ? "stdin" : argv[0];
    buf_init(&source);
    if (fs_read(argv[0], PROGRAM_MAX, &source, &e) != ERR_OK || !(state = bind_open(&options, &e))) {
        tr_fail(code, &e);
        goto done;
    }
    bind_problem p = {0};
    bool         ran = bind_run(state, name, source.text, source.n, NOTATION_PROGRAM, &p);
    if (!ran) tr_complain(&p, name, &source);
    code = ran ? TR_OK : p.code == ERR_SYNTAX ? TR_UNGRADABLE : TR_WRONG;
done:
    bind_close(state);
    buf_free(&source);
    return code;
}
