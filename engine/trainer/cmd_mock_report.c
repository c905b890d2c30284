/* trainer/cmd_mock_report.c: ndrill mock list, report, export, verify: looking back at interviews. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/fs.h"
#include "trainer/cmd_mock.h"
#include "trainer/mock_sit.h"
#include "trainer/page_mock_report.h"

void tr_mock_when(buf *out, int64_t ms) {
    time_t    seconds = (time_t)(ms / 1000);
    struct tm local;
    if (!localtime_r(&seconds, &local)) return;
    buf_printf(out, "%04d-%02d-%02d %02d:%02d", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, local.tm_hour, local.tm_min);
}

mock *tr_mock_get(tr_app *app, const char *number, int *code) {
    err     e = {0};
    int64_t id = 0, under_way, newest = 0;
    *code = TR_FAILURE;
    if (number && !tr_mock_number(number, 1, INT64_MAX, &id)) return *code = tr_usage("'%s' is not the number of an interview: ndrill mock list shows them", number), NULL;
    if (!tr_need_store(app)) return NULL;
    if (!number && mock_newest(app->store, &under_way, &newest, &e) != ERR_OK) return *code = tr_fail(TR_FAILURE, &e), NULL;
    if (!number && !newest) return *code = tr_usage("there is no interview yet: ndrill mock begins one"), NULL;
    mock *m = mock_load(app->store, number ? id : newest, tr_sit_now, NULL, &e);
    if (!m) *code = tr_fail(e.code == ERR_KEY ? TR_USAGE : TR_FAILURE, &e);
    return m;
}

/* --- list -------------------------------------------------------------------------------------------- */

typedef struct listing {
    const tr_look *look;
    buf           *out;
} listing;

static bool list_one(const store_mock *m, void *user) {
    listing *l = user;
    if (l->look->json) {
        buf_printf(l->out, "{\"interview\":%" PRId64 ",\"began_ms\":%" PRId64 ",\"ended_ms\":%" PRId64 ",\"points\":%" PRId64 ",\"most\":%" PRId64 "}\n", m->id,
                   m->at_ms, m->ended_ms, m->points, m->most);
        return true;
    }
    buf_printf(l->out, " %3" PRId64 "  ", m->id);
    tr_mock_when(l->out, m->at_ms);
    if (m->ended_ms) buf_printf(l->out, "  %" PRId64 " of %" PRId64 " points, %" PRId64 " %%\n", m->points, m->most, mock_percent(m->points, m->most));
    else buf_puts(l->out, "  under way\n");
    return true;
}

int tr_mock_list(tr_app *app, int argc, char **argv) {
    (void)argv;
    if (argc) return tr_usage("usage: ndrill mock list");
    if (!tr_need_store(app)) return TR_FAILURE;
    err     e = {0};
    buf     out;
    listing l = {&app->look, &out};
    buf_init(&out);
    int code = store_mock_list(app->store, list_one, &l, &e) == ERR_OK ? TR_OK : tr_fail(TR_FAILURE, &e);
    if (code == TR_OK && !out.n && !app->look.json) buf_puts(&out, "There is no interview yet: ndrill mock begins one.\n");
    tr_flush(&out);
    buf_free(&out);
    return code;
}

/* --- report ------------------------------------------------------------------------------------------- */

static int write_file(const char *path, const buf *text) {
    err e = {0};
    if (buf_failed(text)) return tr_usage("there is no memory for the report"), TR_FAILURE;
    return fs_write(path, text->text, text->n, &e) == ERR_OK ? TR_OK : tr_fail(TR_FAILURE, &e);
}

static int write_page(const tr_look *look, const mock *m, const mock_earlier *earlier, const char *path, bool html) {
    buf out, when;
    buf_init(&out);
    buf_init(&when);
    tr_mock_when(&when, m->began_ms);
    if (html) mock_report_html(&out, m, earlier, when.text);
    else mock_report_md(&out, m, earlier, when.text);
    int code = write_file(path, &out);
    if (code == TR_OK && !look->json) printf("Written: %s\n", path);
    buf_free(&out);
    buf_free(&when);
    return code;
}

int tr_mock_report(tr_app *app, int argc, char **argv) {
    const char *number = NULL, *md = NULL, *html = NULL;
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--md") == 0 && i + 1 < argc) md = argv[++i];
        else if (strcmp(argv[i], "--html") == 0 && i + 1 < argc) html = argv[++i];
        else if (argv[i][0] != '-' && !number) number = argv[i];
        else return tr_usage("usage: ndrill mock report [N] [--md FILE] [--html FILE] [--json]");
    }
    int          code;
    err          e = {0};
    mock_earlier earlier;
    mock        *m = tr_mock_get(app, number, &code);
    if (!m) return code;
    if (m->phase == MOCK_PLANNED) code = tr_usage("interview %" PRId64 " has not started", m->id);
    else if (mock_look_back(app->store, m, &earlier, &e) != ERR_OK) code = tr_fail(TR_FAILURE, &e);
    else {
        code = TR_OK;
        if (md) code = write_page(&app->look, m, &earlier, md, false);
        if (html && code == TR_OK) code = write_page(&app->look, m, &earlier, html, true);
        if (code == TR_OK && ((!md && !html) || app->look.json)) tr_mock_print_report(app, m, &earlier);
    }
    mock_free(m);
    return code;
}

/* --- export and verify ------------------------------------------------------------------------------------ */

int tr_mock_export(tr_app *app, int argc, char **argv) {
    if (argc < 1 || argc > 2) return tr_usage("usage: ndrill mock export N [FILE]");
    int   code;
    mock *m = tr_mock_get(app, argv[0], &code);
    if (!m) return code;
    buf out;
    buf_init(&out);
    mock_export(&out, m);
    if (argc == 2) code = write_file(argv[1], &out);
    else tr_flush(&out), code = TR_OK;
    if (code == TR_OK && argc == 2) printf("Written: %s\nDigest of the last event: %s\n", argv[1], m->event[m->nevents - 1].digest);
    buf_free(&out);
    mock_free(m);
    return code;
}

static void say_difference(void *user, const char *line) {
    buf *out = user;
    tr_clean(out, line, strlen(line));
    buf_putc(out, '\n');
}

static int print_check(const tr_app *app, const mock *m, const mock_check *c, const buf *said) {
    bool good = c->differences == 0 && c->unknown == 0 && c->points == mock_points(m);
    buf  out;
    buf_init(&out);
    if (app->look.json) {
        buf_printf(&out, "{\"good\":%s,\"points\":%" PRId64 ",\"points_here\":%" PRId64 ",\"most\":%" PRId64 ",\"runs\":%d,\"differences\":%d,\"not_graded\":%d,\"said\":",
                   good ? "true" : "false", mock_points(m), c->points, mock_most(m), c->runs, c->differences, c->unknown);
        store_json_text(&out, said->text);
        buf_puts(&out, "}\n");
    } else {
        buf_add(&out, said->text, said->n);
        if (m->phase != MOCK_ENDED) buf_puts(&out, "The interview had not ended when this was written.\n");
        buf_printf(&out, "%zu events, their digests are right. %d runs graded again", m->nevents, c->runs);
        if (good) buf_printf(&out, ": the same verdicts, %" PRId64 " of %" PRId64 " points.\n", c->points, mock_most(m));
        else buf_printf(&out, ": %d verdicts differ, %d could not be graded; %" PRId64 " points here, %" PRId64 " in the file.\n", c->differences, c->unknown, c->points, mock_points(m));
        buf_printf(&out, "Digest of the last event: %s\n", m->event[m->nevents - 1].digest);
    }
    tr_flush(&out);
    buf_free(&out);
    return good ? TR_OK : c->unknown && !c->differences ? TR_UNGRADABLE : TR_WRONG;
}

int tr_mock_verify(tr_app *app, int argc, char **argv) {
    if (argc != 1) return tr_usage("usage: ndrill mock verify FILE");
    if (!tr_need_grader(app)) return TR_FAILURE;
    err        e = {0};
    buf        bytes, said;
    mock_check check;
    mock      *m = NULL;
    int        code = TR_OK;
    buf_init(&bytes);
    buf_init(&said);
    if (fs_read(argv[0], MOCK_MAX_FILE, &bytes, &e) != ERR_OK) code = tr_fail(TR_FAILURE, &e);
    else if (!(m = mock_import(bytes.text, bytes.n, &e))) code = tr_fail(e.code == ERR_FORMAT ? TR_WRONG : TR_FAILURE, &e);
    else if (!tr_need_store(app)) code = TR_FAILURE;
    else if (mock_verify(m, app->store, app->grader, say_difference, &said, &check, &e) != ERR_OK) code = tr_fail(TR_FAILURE, &e);
    else code = print_check(app, m, &check, &said);
    mock_free(m);
    buf_free(&bytes);
    buf_free(&said);
    return code;
}
