/* trainer/cmd_stats.c: ndrill stats and ndrill due. */
#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "trainer/practice.h"
#include "trainer/standing.h"

static int show(tr_app *app, void (*text)(buf *, const tr_look *, const tr_standing *), void (*json)(buf *, const tr_standing *), bool *any) {
    err         e = {0};
    tr_standing t;
    buf         out;
    int         code = TR_OK;
    buf_init(&out);
    if (!tr_standing_read(&t, app->store, &e)) code = tr_fail(TR_FAILURE, &e);
    else if (app->look.json) json(&out, &t);
    else text(&out, &app->look, &t);
    *any = t.ndue > 0;
    tr_flush(&out);
    buf_free(&out);
    tr_standing_free(&t);
    return code;
}

static int write_html(tr_app *app, const char *path) {
    err         e = {0};
    tr_standing t;
    buf         out;
    int         code = TR_OK;
    buf_init(&out);
    if (!tr_standing_read(&t, app->store, &e)) {
        code = tr_fail(TR_FAILURE, &e);
    } else {
        tr_html_standing(&out, &t);
        if (strcmp(path, "-") == 0) tr_flush(&out);
        else if (fs_write(path, out.text, out.n, &e) != ERR_OK) code = tr_fail(TR_FAILURE, &e);
    }
    buf_free(&out);
    tr_standing_free(&t);
    return code;
}

int tr_cmd_stats(tr_app *app, int argc, char **argv) {
    bool any, html = argc == 2 && strcmp(argv[0], "--html") == 0;
    if (argc != 0 && !html) return tr_usage("usage: ndrill stats [--html FILE]");
    if (!tr_need_store(app)) return TR_FAILURE;
    return html ? write_html(app, argv[1]) : show(app, tr_page_standing, tr_json_standing, &any);
}

/* What is due; at a terminal one key begins with it. */
int tr_cmd_due(tr_app *app, int argc, char **argv) {
    (void)argv;
    if (argc) return tr_usage("usage: ndrill due");
    bool any, ask = app->look.tty_in && app->look.tty_out && !app->look.json;
    if (ask && !tr_need_grader(app)) return TR_FAILURE;
    if (!tr_need_store(app)) return TR_FAILURE;
    int code = show(app, tr_page_due, tr_json_due, &any);
    if (code != TR_OK || !any || !ask) return code;
    buf out;
    buf_init(&out);
    tr_tint(&out, &app->look, TR_DIM, " ENTER to begin, any other key to leave ");
    tr_flush(&out);
    buf_free(&out);
    int key = tr_read_key();
    puts("");
    if (key == 3) return TR_INTERRUPTED;
    return key == '\r' || key == '\n' ? tr_practise_due(app) : TR_OK;
}
