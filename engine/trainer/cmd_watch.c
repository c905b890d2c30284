/* trainer/cmd_watch.c: ndrill watch FILE and ndrill open ID: any editor is the editor.
 *
 * The question is told by the file's name (C6.lua) or by the second word. What changed is seen by looking at the file
 * again, when the system says that its folder changed and at least once a second: a file system that tells nothing
 * (a network, a folder of another system) is no worse than a second late.                                           */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/inotify.h>
#elif defined(__APPLE__) || defined(__FreeBSD__) || defined(__OpenBSD__) || defined(__NetBSD__)
#include <sys/event.h>
#define HAS_KQUEUE 1
#endif

#include "base/fs.h"
#include "trainer/practice.h"
#include "trainer/rating.h"

#define ANSWER_MAX (64 * 1024)
#define LOOK_MS    1000

static volatile sig_atomic_t stopped;

static void on_stop(int number) {
    (void)number;
    stopped = 1;
}

/* --- when to look ------------------------------------------------------------------------------------------ */

/* A descriptor that becomes readable when the folder changes, -1 when the system offers none. */
static int open_notice(const char *folder, int *kept) {
    *kept = -1;
#if defined(__linux__)
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd >= 0 && inotify_add_watch(fd, folder, IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_MODIFY) < 0) {
        close(fd);
        fd = -1;
    }
    return fd;
#elif defined(HAS_KQUEUE)
    int           fd = kqueue();
    struct kevent change;
    *kept = open(folder, O_RDONLY | O_CLOEXEC);
    EV_SET(&change, *kept, EVFILT_VNODE, EV_ADD | EV_CLEAR, NOTE_WRITE | NOTE_EXTEND, 0, NULL);
    if (fd >= 0 && *kept >= 0 && kevent(fd, &change, 1, NULL, 0, NULL) == 0) return fd;
    if (fd >= 0) close(fd);
    return -1;
#else
    (void)folder;
    return -1;
#endif
}

static void wait_for_change(int notice) {
    struct pollfd p = {.fd = notice, .events = POLLIN};
    if (poll(&p, notice >= 0 ? 1 : 0, LOOK_MS) <= 0) return;
#if defined(HAS_KQUEUE)
    struct kevent   event;
    struct timespec none = {0, 0};
    while (kevent(notice, NULL, 0, &event, 1, &none) > 0) continue;
#else
    char room[4096];
    while (read(notice, room, sizeof room) > 0) continue;
#endif
}

/* --- what is there ---------------------------------------------------------------------------------------------- */

/* Read the answer; false when the file is not there, or holds what was seen before. */
static bool read_anew(const char *path, buf *file, buf *answer, buf *before) {
    err e = {0};
    buf_clear(file);
    if (fs_read(path, ANSWER_MAX, file, &e) != ERR_OK || !tr_starter_answer(file->text, answer)) return false;
    if (strcmp(answer->text, before->text) == 0) return false;
    buf_clear(before);
    buf_add(before, answer->text, answer->n);
    return true;
}

static int grade(tr_app *app, tr_session *s, const buf *answer) {
    err          e = {0};
    grade_report r;
    buf          out;
    int          code;
    grade_report_init(&r);
    buf_init(&out);
    if (!tr_session_answer(s, answer->text, answer->n, &r, &e)) {
        code = tr_fail(TR_FAILURE, &e);
    } else {
        code = grade_exit_code(r.verdict);
        if (app->look.json) {
            grade_report_json(&out, &r, s->question->id);
        } else {
            buf_putc(&out, '\n');
            tr_page_verdict(&out, &app->look, s->question, &r, &s->tried, answer->text, answer->n);
            if (r.verdict == GRADE_PASS) tr_page_routes(&out, app, s->question, &r, answer->text);
            if (r.verdict == GRADE_PASS) tr_rating_line(&out, s);
        }
    }
    tr_flush(&out);
    buf_free(&out);
    grade_report_free(&r);
    return code;
}

static void folder_of(const char *path, char folder[512]) {
    const char *slash = strrchr(path, '/');
    if (!slash) strcpy(folder, ".");
    else snprintf(folder, 512, "%.*s", slash == path ? 1 : (int)(slash - path), path);
}

static int watch(tr_app *app, tr_session *s, const char *path) {
    char folder[512];
    buf  file, answer, before;
    int  kept, code = TR_OK;
    buf_init(&file);
    buf_init(&answer);
    buf_init(&before);
    folder_of(path, folder);
    int notice = open_notice(folder, &kept);
    /* What is there at the start is where the learner begins, not an answer. */
    if (fs_read(path, ANSWER_MAX, &file, &(err){0}) == ERR_OK) tr_starter_answer(file.text, &before);
    if (!app->look.json) printf(" Watching %s: each time it is saved it is graded. Ctrl-C ends.\n", path);
    fflush(stdout);
    while (!stopped && code != TR_FAILURE) {
        if (read_anew(path, &file, &answer, &before)) code = grade(app, s, &answer);
        else wait_for_change(notice);
    }
    if (notice >= 0) close(notice);
    if (kept >= 0) close(kept);
    buf_free(&file);
    buf_free(&answer);
    buf_free(&before);
    return code == TR_FAILURE ? code : s->passed ? TR_OK : TR_WRONG;
}

/* "C6" of "work/C6.lua". */
static void id_of_path(const char *path, char id[48]) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    snprintf(id, 48, "%.*s", (int)strcspn(name, "."), name);
}

int tr_cmd_watch(tr_app *app, int argc, char **argv) {
    if (argc < 1 || argc > 2) return tr_usage("usage: ndrill watch FILE [ID]   (without ID the file's name tells: C6.lua)");
    if (!tr_need_grader(app) || !tr_need_store(app)) return TR_FAILURE;
    char       id[48];
    err        e = {0};
    tr_session s = {.app = app, .level = "", .mode = "practice"};
    if (argc > 1) snprintf(id, sizeof id, "%s", argv[1]);
    else id_of_path(argv[0], id);
    if (!tr_session_load(&s, id, &e)) return tr_fail(e.code == ERR_KEY ? TR_USAGE : TR_FAILURE, &e);
    signal(SIGINT, on_stop);
    signal(SIGTERM, on_stop);
    int code = app->look.json || tr_show_question(&s, &e) ? watch(app, &s, argv[0]) : tr_fail(TR_FAILURE, &e);
    tr_session_close(&s);
    return code;
}

/* --- open -------------------------------------------------------------------------------------------------------- */

/* The file as it was left, else a new one with the question in it. */
static bool write_starter(tr_app *app, const store_question *q, const char *path, err *e) {
    buf  text;
    bool ok = access(path, F_OK) == 0;
    if (ok) return true;
    buf_init(&text);
    tr_starter_file(&text, app, q, q->starter);
    ok = fs_write(path, text.text, text.n, e) == ERR_OK;
    buf_free(&text);
    return ok;
}

int tr_cmd_open(tr_app *app, int argc, char **argv) {
    if (argc != 1) return tr_usage("usage: ndrill open ID");
    if (!tr_need_grader(app) || !tr_need_store(app)) return TR_FAILURE;
    char       path[32];
    err        e = {0};
    buf        file, answer, before;
    int        code = TR_FAILURE;
    tr_session s = {.app = app, .level = "", .mode = "practice"};
    if (!tr_session_load(&s, argv[0], &e)) return tr_fail(e.code == ERR_KEY ? TR_USAGE : TR_FAILURE, &e);
    buf_init(&file);
    buf_init(&answer);
    buf_init(&before);
    snprintf(path, sizeof path, "%.20s.lua", s.question->short_id);
    if (strchr(path, '/')) tr_usage("the short id of this question is no file name: %s", path);
    else if (!write_starter(app, s.question, path, &e)) tr_fail(code, &e);
    else if (!app->look.tty_in) code = printf("%s\n", path) > 0 ? TR_OK : TR_FAILURE;
    else if (!tr_run_editor(path, &e)) tr_fail(code, &e);
    else if (read_anew(path, &file, &answer, &before)) code = grade(app, &s, &answer);
    else code = printf(" %s is written; there is no answer in it yet.\n", path) > 0 ? TR_OK : TR_FAILURE;
    buf_free(&file);
    buf_free(&answer);
    buf_free(&before);
    tr_session_close(&s);
    return code;
}
