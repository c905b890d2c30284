/* trainer/cmd_pack_stats.c: ndrill pack stats: how hard the questions are, and what goes wrong. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "trainer/cmd_packs.h"

#define VERDICTS_MAX ((size_t)64 << 20)

typedef struct listing {
    const tr_look *look;
    buf            out;
    bool           headed;
} listing;

static void json_line(buf *out, const store_question_stats *l) {
    buf_puts(out, "{\"question\":");
    store_json_text(out, l->id);
    buf_puts(out, ",\"version\":");
    store_json_text(out, l->version);
    buf_printf(out, ",\"tries\":%lld,\"passes\":%lld,\"difficulty\":%.3f,\"hints\":%.3f,\"learners\":%lld,\"discrimination\":", (long long)l->tries, (long long)l->passes,
               1 - (double)l->passes / (double)l->tries, (double)l->hinted / (double)l->tries, (long long)l->learners);
    if (isnan(l->discrimination)) buf_puts(out, "null");
    else buf_printf(out, "%.3f", l->discrimination);
    buf_puts(out, ",\"wrong\":");
    store_json_text(out, l->wrong);
    buf_printf(out, ",\"wrong_times\":%lld}\n", (long long)l->wrong_times);
}

static void text_line(listing *list, const store_question_stats *l) {
    buf *out = &list->out;
    if (!list->headed) buf_puts(out, "question           version  tries  passed  hints  discr.  most often wrong\n");
    list->headed = true;
    buf_printf(out, "%-18s %-8s %5lld   %4.0f %%  %3.0f %%  ", l->id, l->version, (long long)l->tries, 100.0 * (double)l->passes / (double)l->tries,
               100.0 * (double)l->hinted / (double)l->tries);
    if (isnan(l->discrimination)) buf_puts(out, "    -   ");
    else buf_printf(out, "%+6.2f  ", l->discrimination);
    if (l->wrong_times) {
        buf clean;
        buf_init(&clean);
        tr_clean(&clean, l->wrong, strlen(l->wrong));
        buf_printf(out, "%lldx %s", (long long)l->wrong_times, clean.text);
        buf_free(&clean);
    }
    buf_putc(out, '\n');
}

static bool take_line(const store_question_stats *l, void *user) {
    listing *list = user;
    if (list->look->json) json_line(&list->out, l);
    else text_line(list, l);
    return true;
}

static bool is_file(const char *path) {
    struct stat st;
    return path && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* [NAME] [VERDICTS]: of one pack or all, from the answers that are stored or from a file of verdicts. */
int tr_pack_stats(tr_app *app, char **argv) {
    err     e = {0};
    buf     lines;
    listing list = {.look = &app->look};
    bool    first = is_file(argv[0]);
    const char *file = first ? argv[0] : argv[0] && argv[1] ? argv[1] : NULL, *name = !first && argv[0] ? argv[0] : "";
    int64_t bad = 0;
    buf_init(&lines);
    buf_init(&list.out);
    if (!tr_need_store(app)) return TR_FAILURE;
    err_code code = file ? fs_read(file, VERDICTS_MAX, &lines, &e) : ERR_OK;
    if (code == ERR_OK) code = store_pack_stats(app->store, name, file ? lines.text : NULL, &bad, take_line, &list, &e);
    if (code == ERR_OK && list.out.n == 0 && !app->look.json) buf_puts(&list.out, "No answers yet.\n");
    tr_flush(&list.out);
    if (code == ERR_OK && bad) fprintf(stderr, "ndrill: %lld line%s no verdict on a question that is stored\n", (long long)bad, bad == 1 ? " is" : "s are");
    buf_free(&lines);
    buf_free(&list.out);
    return code == ERR_OK ? TR_OK : tr_fail(TR_FAILURE, &e);
}
