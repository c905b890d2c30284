/* trainer/cmd_list.c: ndrill list, show, hint, solution, history: looking without answering. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "trainer/picker.h"

/* --- list ------------------------------------------------------------------------------------ */

typedef struct listing {
    const tr_look *look;
    buf           *out;
    char           level[24];
} listing;

static void json_line(buf *out, const store_line *l) {
    buf_puts(out, "{\"id\":");
    store_json_text(out, l->id);
    buf_puts(out, ",\"short\":");
    store_json_text(out, l->short_id);
    buf_puts(out, ",\"level\":");
    store_json_text(out, l->level);
    buf_puts(out, ",\"title\":");
    store_json_text(out, l->title);
    buf_puts(out, ",\"pack\":");
    store_json_text(out, l->pack);
    buf_puts(out, ",\"kind\":");
    store_json_text(out, l->kind);
    buf_puts(out, ",\"follows\":");
    store_json_text(out, l->follows);
    buf_printf(out, ",\"par_seconds\":%d,\"attempts\":%lld,\"passes\":%lld,\"last_at\":%lld}\n", l->par_seconds,
               (long long)l->attempts, (long long)l->passes, (long long)l->last_at);
}

static const char *standing(const store_line *l) { return l->passes ? "passed" : l->attempts ? "tried" : "new"; }

static void text_line(listing *list, const store_line *l) {
    buf left, right;
    buf_init(&left);
    buf_init(&right);
    if (strcmp(list->level, l->level) != 0) {
        snprintf(list->level, sizeof list->level, "%s", l->level);
        tr_tint(list->out, list->look, TR_STRONG, l->level);
        buf_putc(list->out, '\n');
    }
    buf_printf(&left, l->follows[0] ? "       %-5s " : "  %-4s ", l->short_id);
    tr_clean(&left, l->title, strlen(l->title));
    tr_clock(&right, l->par_seconds);
    buf_printf(&right, "  %-6s", standing(l));
    tr_spread(list->out, list->look, left.text, right.text);
    buf_free(&left);
    buf_free(&right);
}

static bool list_one(const store_line *l, void *user) {
    listing *list = user;
    if (list->look->json) json_line(list->out, l);
    else text_line(list, l);
    return true;
}

int tr_list_lines(tr_app *app, const char *level, buf *out, err *e) {
    listing list = {.look = &app->look, .out = out};
    return store_list(app->store, level, list_one, &list, e) == ERR_OK ? TR_OK : TR_FAILURE;
}

/* On a terminal: choose one, and practise it. */
static int pick(tr_app *app, const char *level) {
    char id[48];
    err  e = {0};
    if (!tr_pick(app, level, id, &e)) return tr_fail(TR_FAILURE, &e);
    char *chosen[] = {id, NULL};
    return id[0] ? tr_cmd_practice(app, 1, chosen) : TR_OK;
}

int tr_cmd_list(tr_app *app, int argc, char **argv) {
    if (argc > 1) return tr_usage("usage: ndrill list [LEVEL]");
    if (tr_can_pick(&app->look) && argc == 0 && (!tr_need_grader(app) || !tr_need_store(app))) return TR_FAILURE;
    if (tr_can_pick(&app->look) && argc == 0) return pick(app, "");
    if (!tr_need_store(app)) return TR_FAILURE;
    err e = {0};
    buf out;
    buf_init(&out);
    int code = tr_list_lines(app, argc ? argv[0] : "", &out, &e);
    if (code != TR_OK) tr_fail(code, &e);
    else if (out.n == 0 && !app->look.json) code = tr_usage("there is no question of level '%s'", argc ? argv[0] : "");
    tr_flush(&out);
    buf_free(&out);
    return code;
}

/* --- one question --------------------------------------------------------------------------------- */

static store_question *get(tr_app *app, int argc, char **argv, const char *name, int *code) {
    if (argc != 1) {
        *code = tr_usage("usage: ndrill %s ID", name);
        return NULL;
    }
    err             e = {0};
    store_question *q = NULL;
    *code = TR_FAILURE;
    if (!tr_need_store(app)) return NULL;
    q = store_question_get(app->store, argv[0], &e);
    if (!q) *code = tr_fail(e.code == ERR_KEY ? TR_USAGE : TR_FAILURE, &e);
    return q;
}

static void json_field(buf *out, const char *name, const char *text) {
    buf_printf(out, "\"%s\":", name);
    store_json_text(out, text);
    buf_putc(out, ',');
}

static bool json_follow_up(const store_line *l, void *user) {
    buf *out = user;
    if (out->text[out->n - 1] != '[') buf_putc(out, ',');
    store_json_text(out, l->id);
    return true;
}

static void json_question(buf *out, tr_app *app, const store_question *q, const char *inputs) {
    const store_part *program = tr_part(q, STORE_PROGRAM, 0);
    err               e = {0};
    buf_putc(out, '{');
    json_field(out, "id", q->id);
    json_field(out, "short", q->short_id);
    json_field(out, "title", q->title);
    json_field(out, "level", q->level);
    json_field(out, "kind", q->kind);
    json_field(out, "prompt", q->prompt);
    if (program) json_field(out, "program", program->text);
    json_field(out, "given", inputs);
    json_field(out, "outputs", q->outputs);
    json_field(out, "checks", q->checks);
    buf_puts(out, "\"follow_ups\":[");
    if (!strchr(q->id, '+') && store_follow_ups(app->store, q->id, json_follow_up, out, &e) != ERR_OK) tr_fail(TR_FAILURE, &e);
    buf_printf(out, "],\"par_seconds\":%d}\n", q->par_seconds);
}

static bool text_follow_up(const store_line *l, void *user) {
    listing *list = user;
    buf_printf(list->out, "%s   %-6s ", list->level[0] ? "" : "\n Follow-ups:\n", l->short_id);
    list->level[0] = '+';
    tr_clean(list->out, l->title, strlen(l->title));
    buf_putc(list->out, '\n');
    return true;
}

static bool show_question(tr_app *app, const store_question *q, buf *out, err *e) {
    buf     inputs;
    listing list = {.look = &app->look, .out = out};
    buf_init(&inputs);
    bool ok = tr_inputs(app, q, &inputs, e);
    if (ok && app->look.json) json_question(out, app, q, inputs.text);
    else if (ok) tr_page_question(out, &app->look, q, inputs.text);
    if (ok && !app->look.json && !strchr(q->id, '+')) ok = store_follow_ups(app->store, q->id, text_follow_up, &list, e) == ERR_OK;
    buf_free(&inputs);
    return ok;
}

int tr_cmd_show(tr_app *app, int argc, char **argv) {
    if (argc == 1 && !tr_need_grader(app)) return TR_FAILURE;
    int             code;
    store_question *q = get(app, argc, argv, "show", &code);
    if (!q) return code;
    err e = {0};
    buf out;
    buf_init(&out);
    code = show_question(app, q, &out, &e) ? TR_OK : tr_fail(TR_FAILURE, &e);
    tr_flush(&out);
    buf_free(&out);
    store_question_free(q);
    return code;
}

int tr_cmd_hint(tr_app *app, int argc, char **argv) {
    int             code;
    store_question *q = get(app, argc, argv, "hint", &code);
    if (!q) return code;
    err     e = {0};
    buf     out;
    int64_t seen = store_seen_count(app->store, q->id, "hint");
    int     hints = tr_count_parts(q, STORE_HINT), number = seen < hints ? (int)seen + 1 : hints;
    buf_init(&out);
    code = TR_OK;
    if (hints == 0) buf_puts(&out, "This question has no hints.\n");
    else if (seen < hints && store_seen_add(app->store, q->id, "hint", &e) != ERR_OK) code = tr_fail(TR_FAILURE, &e);
    else tr_page_hint(&out, &app->look, q, number);
    tr_flush(&out);
    buf_free(&out);
    store_question_free(q);
    return code;
}

int tr_cmd_solution(tr_app *app, int argc, char **argv) {
    int             code;
    store_question *q = get(app, argc, argv, "solution", &code);
    if (!q) return code;
    err e = {0};
    buf out;
    buf_init(&out);
    code = TR_OK;
    if (store_seen_add(app->store, q->id, "solution", &e) != ERR_OK) {
        code = tr_fail(TR_FAILURE, &e);
    } else {
        tr_page_solution(&out, &app->look, q);
        tr_page_why(&out, &app->look, q);
    }
    tr_flush(&out);
    buf_free(&out);
    store_question_free(q);
    return code;
}

/* --- history ------------------------------------------------------------------------------------------ */

static void json_attempt(buf *out, const store_attempt *a) {
    buf_printf(out, "{\"attempt\":%lld,", (long long)a->id);
    json_field(out, "question", a->question);
    json_field(out, "verdict", a->verdict);
    json_field(out, "code", a->code);
    json_field(out, "message", a->message);
    json_field(out, "answer", a->answer);
    json_field(out, "mode", a->mode);
    buf_printf(out, "\"hints\":%d,\"at\":%lld,\"spent_ms\":%lld}\n", a->hints, (long long)a->at, (long long)a->spent_ms);
}

static void text_attempt(buf *out, const store_attempt *a) {
    char      when[32];
    time_t    at = (time_t)a->at;
    struct tm tm;
    localtime_r(&at, &tm);
    strftime(when, sizeof when, "%Y-%m-%d %H:%M", &tm);
    buf_printf(out, "%s  %-16s %-6s %-8s ", when, a->question, a->verdict, a->code);
    buf clean;
    buf_init(&clean);
    tr_clean(&clean, a->answer, strcspn(a->answer, "\n"));
    if (clean.n > 60) {
        buf_cut(&clean, 57);
        buf_puts(&clean, "...");
    }
    buf_puts(out, clean.text);
    buf_putc(out, '\n');
    buf_free(&clean);
}

static bool history_one(const store_attempt *a, void *user) {
    listing *list = user;
    if (list->look->json) json_attempt(list->out, a);
    else text_attempt(list->out, a);
    return true;
}

int tr_cmd_history(tr_app *app, int argc, char **argv) {
    if (argc > 1) return tr_usage("usage: ndrill history [ID]");
    if (!tr_need_store(app)) return TR_FAILURE;
    err             e = {0};
    buf             out;
    listing         list = {.look = &app->look, .out = &out};
    store_question *q = NULL;
    int             code = TR_OK;
    buf_init(&out);
    if (argc && !(q = get(app, argc, argv, "history", &code))) goto done;
    code = TR_OK;
    if (store_history(app->store, q ? q->id : NULL, 50, history_one, &list, &e) != ERR_OK) code = tr_fail(TR_FAILURE, &e);
    else if (out.n == 0 && !app->look.json) buf_puts(&out, "No answers yet.\n");
    tr_flush(&out);
done:
    buf_free(&out);
    store_question_free(q);
    return code;
}
