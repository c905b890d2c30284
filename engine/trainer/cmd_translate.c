/* trainer/cmd_translate.c: ndrill translate FILE: array notation as plain Lua 5.4, line for line.
 *
 * What is printed runs in any Lua 5.4 that finds the module np (make module). */
#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "bind/bind.h"
#include "trainer/trainer.h"

#define PROGRAM_MAX (16u << 20)

/* The translator's own wrapper expects the runtime table as an argument. */
static const char inner[] = "local __nd = ... return function(...) ", outer[] = "local __nd = require(\"np\").notation() return (function(...) ";

static void print_lua(const notation_out *o, const buf *source) {
    if (!o->extended && !o->names_np) {
        fwrite(source->text, 1, source->n, stdout);
        return;
    }
    fputs(outer, stdout);
    fwrite(o->lua + strlen(inner), 1, o->n - strlen(inner), stdout);
    puts(")(...)");
}

int tr_cmd_translate(tr_app *app, int argc, char **argv) {
    (void)app;
    if (argc != 1) return tr_usage("usage: ndrill translate FILE   (- reads standard input)");
    err              e = {0};
    buf              source;
    notation_out     out;
    notation_failure f;
    int              code = TR_FAILURE;
    buf_init(&source);
    if (fs_read(argv[0], PROGRAM_MAX, &source, &e) != ERR_OK) {
        tr_fail(code, &e);
    } else if (notation_translate(source.text, source.n, NOTATION_PROGRAM, &out, &f, &e) == ERR_OK) {
        print_lua(&out, &source);
        notation_free(&out);
        code = TR_OK;
    } else {
        bind_problem p;
        bind_problem_of(&p, &f, &e);
        tr_complain(&p, strcmp(argv[0], "-") == 0 ? "stdin" : argv[0], &source);
        code = TR_UNGRADABLE;
    }
    buf_free(&source);
    return code;
}
