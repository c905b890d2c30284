/* trainer/cmd_packs.c: ndrill pack import, export, list, remove, diff: the packs that a learner has. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/fs.h"
#include "pack/pack.h"
#include "trainer/cmd_packs.h"

static void say_clean(FILE *to, const char *line) {
    buf clean;
    buf_init(&clean);
    tr_clean(&clean, line, strlen(line));
    fprintf(to, "%s\n", clean.text);
    buf_free(&clean);
}

static void say_to_error(void *user, bool problem, const char *line) {
    (void)user;
    if (problem) say_clean(stderr, line);
}

static void say_news(void *user, bool problem, const char *line) {
    const tr_look *look = user;
    if (problem || !look->json) say_clean(problem ? stderr : stdout, line);
}

/* --- import ------------------------------------------------------------------------------------------- */

static void say_sum(const tr_app *app, const pack *p, const pack_imported *sum) {
    buf out;
    buf_init(&out);
    if (app->look.json) {
        buf_puts(&out, "{\"pack\":");
        store_json_text(&out, p->about.name);
        buf_puts(&out, ",\"version\":");
        store_json_text(&out, p->about.version);
        buf_printf(&out, ",\"questions\":%zu,\"new\":%zu,\"gone\":%zu,\"checks\":%zu,\"text\":%zu,\"regraded\":%zu}\n", p->n, sum->added, sum->removed, sum->checks,
                   sum->words, sum->regraded);
    } else {
        buf_printf(&out, "%s %s: %zu question%s", p->about.name, p->about.version, p->n, p->n == 1 ? "" : "s");
        const struct { size_t n; const char *word; } parts[] = {{sum->added, "new"}, {sum->checks, "with other checks"}, {sum->words, "with other words"}, {sum->removed, "put away"}};
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            if (parts[i].n) buf_printf(&out, ", %zu %s", parts[i].n, parts[i].word);
        buf_putc(&out, '\n');
    }
    tr_flush(&out);
    buf_free(&out);
}

#define SHADOWS_TOLD 5

static bool say_shadow(const char *id, const char *short_id, const char *other, void *user) {
    int *told = user;
    if ((*told)++ < SHADOWS_TOLD) printf("%s means %s already: type %s\n", short_id, other, id);
    return *told <= SHADOWS_TOLD;
}

/* Short names that another pack has had first. */
static void say_shadows(tr_app *app, const pack *p) {
    err e = {0};
    int told = 0;
    if (app->look.json) return;
    if (store_pack_shadowed(app->store, p->about.name, say_shadow, &told, &e) != ERR_OK) tr_fail(TR_FAILURE, &e);
    if (told > SHADOWS_TOLD) puts("and so with others: their full ids always work");
}

int tr_pack_import(tr_app *app, char **argv) {
    err   e = {0};
    pack *p = pack_open(app->grader, argv[0], say_to_error, NULL, &e);
    if (!p) return tr_pack_failure(&e);
    pack_imported sum;
    int           code = TR_FAILURE;
    if (tr_need_store(app)) {
        bool done = pack_import(app->grader, app->store, p, &sum, say_news, &app->look, &e) == ERR_OK;
        code = done ? TR_OK : tr_pack_failure(&e);
        if (done) say_sum(app, p, &sum);
        if (done) say_shadows(app, p);
    }
    pack_free(p);
    return code;
}

/* --- export --------------------------------------------------------------------------------------------- */

static bool is_there(const char *path) {
    struct stat st;
    return stat(path, &st) == 0;
}

/* A folder becomes one file of text; a pack that is stored becomes a built one. */
int tr_pack_export(tr_app *app, char **argv) {
    err      e = {0};
    buf      bytes;
    err_code code = ERR_DATABASE;
    buf_init(&bytes);
    if (is_there(argv[0])) {
        code = pack_join(argv[0], &bytes, say_to_error, NULL, &e);
    } else if (tr_need_store(app)) {
        pack *p = pack_from_store(app->store, argv[0], &e);
        code = p ? pack_write(p, &bytes, &e) : e.code;
        pack_free(p);
    } else {
        return TR_FAILURE;
    }
    if (code == ERR_OK) code = fs_write(argv[1], bytes.text, bytes.n, &e);
    buf_free(&bytes);
    return code == ERR_OK ? TR_OK : e.code == ERR_KEY ? tr_fail(TR_USAGE, &e) : tr_pack_failure(&e);
}

/* --- list --------------------------------------------------------------------------------------------------- */

typedef struct listing {
    const tr_look *look;
    buf           *out;
} listing;

static void json_pack(buf *out, const store_pack_line *l) {
    buf_puts(out, "{\"name\":");
    store_json_text(out, l->name);
    buf_puts(out, ",\"version\":");
    store_json_text(out, l->version);
    buf_puts(out, ",\"title\":");
    store_json_text(out, l->title);
    buf_puts(out, ",\"digest\":");
    store_json_text(out, l->digest);
    buf_printf(out, ",\"questions\":%lld,\"follow_ups\":%lld,\"imported_at\":%lld}\n", (long long)(l->questions - l->follow_ups), (long long)l->follow_ups,
               (long long)l->imported_at);
}

static bool list_pack(const store_pack_line *l, void *user) {
    listing  *list = user;
    char      day[16];
    time_t    at = (time_t)l->imported_at;
    struct tm tm;
    if (list->look->json) {
        json_pack(list->out, l);
        return true;
    }
    localtime_r(&at, &tm);
    strftime(day, sizeof day, "%Y-%m-%d", &tm);
    buf_printf(list->out, "%-16s %-8s %5lld questions", l->name, l->version, (long long)(l->questions - l->follow_ups));
    if (l->follow_ups) buf_printf(list->out, ", %lld follow-ups", (long long)l->follow_ups);
    buf_printf(list->out, ", since %s  ", day);
    tr_clean(list->out, l->title, strlen(l->title));
    buf_putc(list->out, '\n');
    return true;
}

int tr_pack_list(tr_app *app, char **argv) {
    (void)argv;
    if (!tr_need_store(app)) return TR_FAILURE;
    err     e = {0};
    buf     out;
    listing list = {&app->look, &out};
    buf_init(&out);
    int code = store_packs(app->store, list_pack, &list, &e) == ERR_OK ? TR_OK : tr_fail(TR_FAILURE, &e);
    tr_flush(&out);
    buf_free(&out);
    return code;
}

/* --- remove --------------------------------------------------------------------------------------------------- */

int tr_pack_remove(tr_app *app, char **argv) {
    if (!tr_need_store(app)) return TR_FAILURE;
    err     e = {0};
    int64_t n = 0;
    if (store_pack_remove(app->store, argv[0], &n, &e) != ERR_OK) return tr_fail(TR_FAILURE, &e);
    if (n == 0) return tr_usage("there is no pack '%s': ndrill pack list shows them", argv[0]);
    printf("%lld question%s put away; your answers stay, and count again when the pack comes back\n", (long long)n, n == 1 ? "" : "s");
    return TR_OK;
}

/* --- diff ------------------------------------------------------------------------------------------------------- */

typedef struct difference {
    const tr_look *look;
    buf            out;
    size_t         n;
} difference;

static void take_change(void *user, const char *id, pack_change change, const char *what) {
    difference *d = user;
    d->n++;
    if (d->look->json) {
        buf_puts(&d->out, "{\"question\":");
        store_json_text(&d->out, id);
        buf_printf(&d->out, ",\"change\":\"%s\",\"parts\":", pack_change_word(change));
        store_json_text(&d->out, what);
        buf_puts(&d->out, "}\n");
        return;
    }
    buf_printf(&d->out, "%-7s ", pack_change_word(change));
    tr_clean(&d->out, id, strlen(id));
    if (what[0]) buf_printf(&d->out, ": %s", what);
    buf_putc(&d->out, '\n');
}

/* A path, or the name of a pack that is stored. */
static pack *open_any(tr_app *app, const char *name, err *e) {
    if (is_there(name)) return pack_open(app->grader, name, say_to_error, NULL, e);
    return tr_need_store(app) ? pack_from_store(app->store, name, e) : NULL;
}

int tr_pack_diff(tr_app *app, char **argv) {
    err        e = {0};
    difference d = {.look = &app->look};
    pack      *old = open_any(app, argv[0], &e), *new = old ? open_any(app, argv[1], &e) : NULL;
    int        code = TR_OK;
    buf_init(&d.out);
    if (!new) code = e.code == ERR_KEY ? tr_fail(TR_USAGE, &e) : e.code ? tr_pack_failure(&e) : TR_FAILURE;
    else if (pack_compare(old, new, take_change, &d, &e) != ERR_OK) code = tr_fail(TR_FAILURE, &e);
    else if (d.n == 0 && !app->look.json) buf_puts(&d.out, "no difference\n");
    tr_flush(&d.out);
    buf_free(&d.out);
    pack_free(old);
    pack_free(new);
    return code;
}
