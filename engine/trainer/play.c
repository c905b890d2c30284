/* trainer/play.c: a prompt to try things out on a copy of a question's inputs, and an answer in the learner's editor. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "trainer/practice.h"
#include "trainer/repl.h"

/* --- play --------------------------------------------------------------------------------------------- */

/* The inputs come from a child like everything a pack says: here they are only arrays. */
static bool give_inputs(tr_app *app, const store_question *q, bind_state *state, err *e) {
    buf names;
    buf_init(&names);
    buf_puts(&names, q->given);
    for (size_t i = 0; i < names.n; i++)
        if (names.text[i] == ' ') names.text[i] = ',';
    grade_outcome o;
    bool          ok = grade_run(app->grader, q, grade_first_case(q), names.text, names.n, false, &o, e) == ERR_OK;
    char         *rest = names.text;
    for (size_t i = 0; ok && i < o.noutputs; i++) {
        const char *name = strtok_r(rest, ",", &rest);
        if (name && o.output[i]) ok = bind_define(state, name, o.output[i], !o.fact[i].is_array, e);
    }
    if (ok) grade_outcome_free(app->grader, &o);
    buf_free(&names);
    return ok;
}

void tr_play(tr_app *app, const store_question *q) {
    err         e = {0};
    bind_state *state = tr_repl_open(&app->look, true, &e);
    if (!state || (q->given[0] && !give_inputs(app, q, state, &e))) {
        tr_fail(TR_FAILURE, &e);
    } else {
        printf(" Try things out: %s. Nothing here counts. Ctrl-D or :q goes back.\n", q->given[0] ? q->given : "np");
        (void)tr_repl_loop(state, "play_history", "play> ", &e);
    }
    bind_close(state);
}

/* --- the starter file ------------------------------------------------------------------------------------- */

#define HEAD_END "-- write the answer below; saving and leaving the editor grades it"

static void comment_lines(buf *out, const char *text) {
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, "\n");
        buf_puts(out, n ? "-- " : "--");
        buf_add(out, s, n);
        buf_putc(out, '\n');
        s += n;
        if (*s) s++;
    }
}

void tr_starter_file(buf *out, tr_app *app, const store_question *q, const char *begin) {
    tr_look look = {.plain = true, .width = 76};
    err     e = {0};
    buf     page, inputs;
    buf_init(&page);
    buf_init(&inputs);
    if (!tr_inputs(app, q, &inputs, &e)) buf_clear(&inputs);
    tr_page_question(&page, &look, q, inputs.text);
    comment_lines(out, page.text);
    buf_puts(out, HEAD_END "\n");
    buf_puts(out, begin);
    if (begin[0] && begin[strlen(begin) - 1] != '\n') buf_putc(out, '\n');
    buf_free(&page);
    buf_free(&inputs);
}

bool tr_starter_answer(const char *text, buf *answer) {
    const char *end = strstr(text, HEAD_END), *from = text;
    if (end) from = end + strcspn(end, "\n");
    from += strspn(from, "\n");
    size_t n = strlen(from);
    while (n && strchr(" \n\r\t", from[n - 1])) n--;
    buf_clear(answer);
    buf_add(answer, from, n);
    return n > 0;
}

/* --- the editor ------------------------------------------------------------------------------------------------ */

static const char *editor(void) {
    const char *names[] = {getenv("VISUAL"), getenv("EDITOR"), "vi"};
    for (size_t i = 0; i < 3; i++)
        if (names[i] && names[i][0]) return names[i];
    return "vi";
}

/* The learner's own words are a command line ("code -w"), so a shell reads them; the path is an argument. */
bool tr_run_editor(const char *path, err *e) {
    int   status = -1;
    pid_t pid = fork();
    if (pid == 0) {
        char command[512];
        snprintf(command, sizeof command, "%s \"$1\"", editor());
        execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
        _exit(127);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    if (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
    err_set(e, ERR_OS, "the editor (%s) did not end well: set VISUAL to the one you use", editor());
    return false;
}

static bool write_temporary(char *path, const buf *text, err *e) {
    int fd = mkstemps(path, 4);
    if (fd >= 0) close(fd);
    if (fd >= 0) return fs_write(path, text->text, text->n, e) == ERR_OK;
    err_set(e, ERR_OS, "cannot write %s: %s", path, strerror(errno));
    return false;
}

bool tr_edit_answer(tr_app *app, const store_question *q, const char *begin, buf *text, err *e) {
    char path[FS_TEMPORARY], name[24];
    buf  file, before;
    buf_init(&file);
    buf_init(&before);
    tr_starter_file(&file, app, q, begin);
    tr_starter_answer(file.text, &before);
    snprintf(name, sizeof name, "%.20s", q->short_id);
    fs_temporary(path, name, ".lua");
    bool ok = write_temporary(path, &file, e) && tr_run_editor(path, e);
    buf_clear(&file);
    ok = ok && fs_read(path, 64 * 1024, &file, e) == ERR_OK && tr_starter_answer(file.text, text) && strcmp(text->text, before.text) != 0;
    unlink(path);
    buf_free(&file);
    buf_free(&before);
    return ok;
}
