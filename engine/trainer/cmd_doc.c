/* trainer/cmd_doc.c: ndrill doc: a page for every name, and the names that are not here. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "trainer/doc.h"

enum { REASONS_MAX = 64 };

/* Names with one reason stand together. */
typedef struct listing {
    const tr_look *look;
    buf            json;
    size_t         n, nreasons;
    struct { char reason[256]; buf names; } group[REASONS_MAX];
} listing;

static void list_missing(const char *name, const char *reason, void *user) {
    listing *l = user;
    size_t   k = 0;
    if (!reason) reason = "not here yet";
    l->n++;
    if (l->look->json) {
        buf_printf(&l->json, "{\"name\":\"%s\",\"reason\":", name);
        store_json_text(&l->json, reason);
        buf_puts(&l->json, "}\n");
        return;
    }
    while (k < l->nreasons && strcmp(l->group[k].reason, reason)) k++;
    if (k == REASONS_MAX) return;
    if (k == l->nreasons) {
        snprintf(l->group[k].reason, sizeof l->group[k].reason, "%s", reason);
        buf_init(&l->group[k].names);
        l->nreasons++;
    }
    buf_printf(&l->group[k].names, "%s%s", l->group[k].names.n ? " " : "", name);
}

static int show_missing(const tr_look *look) {
    err      e = {0};
    listing *l = mem_zalloc(1, sizeof *l, &e);
    if (!l) return tr_fail(TR_FAILURE, &e);
    l->look = look;
    buf_init(&l->json);
    bool good = tr_doc_missing(list_missing, l, &e);
    if (!look->json) buf_printf(&l->json, "%zu of NumPy 2.4's public names are not here:\n", l->n);
    for (size_t k = 0; k < l->nreasons; k++) {
        buf_printf(&l->json, "\n%s\n", l->group[k].reason);
        tr_wrap(&l->json, l->group[k].names.text, look->width, 2);
        buf_free(&l->group[k].names);
    }
    if (good) tr_flush(&l->json);
    buf_free(&l->json);
    mem_free(l);
    return good ? TR_OK : tr_fail(TR_FAILURE, &e);
}

void tr_doc_print(const tr_look *look, const char *query) {
    buf  out;
    char name[64];
    query += strspn(query, " ");
    snprintf(name, sizeof name, "%.*s", (int)strcspn(query, " \n"), query);
    buf_init(&out);
    tr_doc_answer(&out, look, name);
    tr_flush(&out);
    buf_free(&out);
}

static void json_areas(buf *out) {
    tr_doc page;
    for (size_t place = 0; tr_doc_next(&place, &page);) tr_doc_json(out, &page);
}

int tr_cmd_doc(tr_app *app, int argc, char **argv) {
    buf  out;
    bool found = true;
    if (argc > 1) return tr_usage("usage: ndrill doc [NAME]   ndrill doc --missing");
    if (argc == 1 && strcmp(argv[0], "--missing") == 0) return show_missing(&app->look);
    buf_init(&out);
    if (argc == 1) found = tr_doc_answer(&out, &app->look, argv[0]);
    else if (app->look.json) json_areas(&out);
    else tr_doc_areas(&out, &app->look);
    if (found) tr_flush(&out);
    else fputs("ndrill: ", stderr), fputs(out.text, stderr);
    buf_free(&out);
    return found ? TR_OK : TR_USAGE;
}
