/* grader/zygote.c: the small process that forks one child a case.
 *
 * It is forked before anything else exists, so that its children hold no database, no terminal and
 * no expectation, and so that a fork stays cheap whatever the parent grows to. It keeps one warm
 * Lua state; each child starts from a copy of it. It ends when the parent's end of the socket is
 * closed.                                                                                       */
#include "grader/grade_int.h"
#include "grader/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sched.h>
#include <sys/prctl.h>
#endif

#include "base/mem.h"

#define MAX_CHILDREN 64
#define CONTROL_FD   3

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

/* --- orders over the socket -------------------------------------------------------------------- */

typedef union fd_room {
    struct cmsghdr head;
    char           room[CMSG_SPACE(sizeof(int))];
} fd_room;

void grade_socket_quiet(int fd) {
    fcntl(fd, F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
}

bool grade_order_send(int control, const grade_order *o, int fd) {
    fd_room       room;
    struct iovec  part = {.iov_base = (void *)(uintptr_t)o, .iov_len = sizeof *o};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1};
    memset(&room, 0, sizeof room);
    if (fd >= 0) {
        m.msg_control = room.room;
        m.msg_controllen = sizeof room.room;
        struct cmsghdr *c = CMSG_FIRSTHDR(&m);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(c), &fd, sizeof fd);
    }
    ssize_t n;
    do n = sendmsg(control, &m, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof *o;
}

/* False: the parent is gone. *fd receives what came along, or -1. */
static bool order_receive(int control, grade_order *o, int *fd) {
    fd_room       room;
    struct iovec  part = {.iov_base = o, .iov_len = sizeof *o};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = room.room, .msg_controllen = sizeof room.room};
    ssize_t       n;
    *fd = -1;
    do n = recvmsg(control, &m, MSG_WAITALL);
    while (n < 0 && errno == EINTR);
    if (n != (ssize_t)sizeof *o) return false;
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS) memcpy(fd, CMSG_DATA(c), sizeof *fd);
    return true;
}

/* --- the zygote's life --------------------------------------------------------------------------- */

typedef struct nest {
    const grader *g;
    bind_state   *warm;
    int           control;
    size_t        n;
    struct { pid_t pid; uint64_t serial; char folder[FS_TEMPORARY]; } child[MAX_CHILDREN];
    sigset_t      waiting;       /* signals that are let in while it waits */
} nest;

static void report_death(const nest *z, uint64_t serial, int status) {
    grade_order o = {.kind = GRADE_ORDER_DIED, .status = status, .serial = serial};
    if (!grade_order_send(z->control, &o, -1)) _exit(0);
}

static void hatch(nest *z, uint64_t serial, int fd, bool files) {
    bool  room = z->n < MAX_CHILDREN && fd >= 0;
    int   folder = -1;
    char *path = z->child[room ? z->n : 0].folder;
    if (room) path[0] = '\0';
    if (room && files) room = (folder = grade_folder_make(path)) >= 0;
    pid_t pid = room ? fork() : -1;
    if (pid == 0) grade_child_main(z->g, z->warm, fd, folder);
    if (folder >= 0) close(folder);
    if (fd >= 0) close(fd);
    if (pid < 0) {
        if (folder >= 0) grade_folder_remove(path);
        report_death(z, serial, GRADE_EXIT_SANDBOX << 8);
        return;
    }
    z->child[z->n].pid = pid;
    z->child[z->n++].serial = serial;
}

static void kill_child(const nest *z, uint64_t serial) {
    for (size_t i = 0; i < z->n; i++)
        if (z->child[i].serial == serial) kill(z->child[i].pid, SIGKILL);
}

static void reap(nest *z) {
    int   status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (size_t i = 0; i < z->n; i++) {
            if (z->child[i].pid != pid) continue;
            uint64_t serial = z->child[i].serial;
            grade_folder_remove(z->child[i].folder);
            z->child[i] = z->child[--z->n];
            report_death(z, serial, status);
            break;
        }
}

static void obey(nest *z) {
    grade_order o;
    int         fd;
    if (!order_receive(z->control, &o, &fd)) {
        for (size_t i = 0; i < z->n; i++) {
            kill(z->child[i].pid, SIGKILL);
            /* Only who is dead makes no more files. */
            if (z->child[i].folder[0]) waitpid(z->child[i].pid, NULL, 0);
            grade_folder_remove(z->child[i].folder);
        }
        _exit(0);
    }
    if (o.kind == GRADE_ORDER_RUN) {
        if ((o.status & GRADE_NEEDS_LAPACK) && nd_lapack_open(NULL)) { /* where it is missing, the text that needs it is told so */ }
        hatch(z, o.serial, fd, (o.status & GRADE_NEEDS_FILES) != 0);
    }
    if (o.kind == GRADE_ORDER_KILL) kill_child(z, o.serial);
}

static void on_child(int number) { (void)number; }

/* A dying child must be noticed while we wait for orders and at no other time. */
static void set_signals(nest *z) {
    struct sigaction act = {.sa_handler = on_child}, ignore = {.sa_handler = SIG_IGN};
    sigset_t         block;
    sigemptyset(&act.sa_mask);
    sigemptyset(&ignore.sa_mask);
    sigemptyset(&block);
    sigemptyset(&z->waiting);
    sigaddset(&block, SIGCHLD);
    sigprocmask(SIG_SETMASK, &block, NULL);
    sigaction(SIGCHLD, &act, NULL);
    /* What is typed at the terminal is meant for the parent. */
    sigaction(SIGINT, &ignore, NULL);
    sigaction(SIGQUIT, &ignore, NULL);
    sigaction(SIGHUP, &ignore, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

static void take_control(nest *z, int control) {
    z->control = control;
    if (control != CONTROL_FD) {
        z->control = dup2(control, CONTROL_FD);
        if (z->control < 0) _exit(1);
    }
    grade_sandbox_close_others(z->control, -1);
}

static _Noreturn void zygote_main(grader *g, int control, pid_t parent) {
    nest z = {.g = g};
    take_control(&z, control);
    grade_sandbox_drop_user();
#ifdef __linux__
    if (prctl(PR_SET_PDEATHSIG, SIGKILL)) _exit(1);
#endif
    if (getppid() != parent) _exit(0);
    set_signals(&z);
    g->zygote = getpid();
    z.warm = grade_child_warm();
    for (;;) {
        fd_set ready;
        FD_ZERO(&ready);
        FD_SET(z.control, &ready);
        int n = pselect(z.control + 1, &ready, NULL, NULL, NULL, &z.waiting);
        reap(&z);
        if (n > 0) obey(&z);
    }
}

/* --- the parent's side ------------------------------------------------------------------------------ */

err_code grade_zygote_start(grader *g, err *e) {
    int   pair[2];
    pid_t parent = getpid();
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) return err_set(e, ERR_SANDBOX, "cannot make a socket: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0) {
        close(pair[0]);
        zygote_main(g, pair[1], parent);
    }
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        return err_set(e, ERR_SANDBOX, "cannot start a process: %s", strerror(errno));
    }
    g->zygote = pid;
    g->control = pair[0];
    grade_socket_quiet(g->control);
    return ERR_OK;
}

void grade_zygote_stop(grader *g) {
    grade_spares_close(g);
    if (g->control >= 0) close(g->control);
    while (g->zygote > 0 && waitpid(g->zygote, NULL, 0) < 0 && errno == EINTR) {}
    g->control = -1;
    g->zygote = 0;
}

/* One more than the processors, so that a fork never waits for a reply. */
static int children_at_a_time(void) {
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        int n = CPU_COUNT(&set) + 1;
        return n < 9 ? n : 9;
    }
#endif
    return 3;
}

grader *grade_open(const grade_limits *l, err *e) {
    grader *g = mem_zalloc(1, sizeof *g, e);
    if (!g) return NULL;
    if (l) g->limits = *l;
    else grade_limits_default(&g->limits);
    nd_ctx_init(&g->ctx);
    g->control = -1;
    g->seccomp = grade_has_seccomp();
    g->width = children_at_a_time();
    if (grade_zygote_start(g, e)) {
        mem_free(g);
        return NULL;
    }
    return g;
}

void grade_close(grader *g) {
    if (!g) return;
    grade_zygote_stop(g);
    mem_free(g);
}

const char *grade_isolation(const grader *g) {
#ifdef __linux__
    if (GRADE_ASAN) return "process-only";
    return g->seccomp ? "full" : "no-seccomp";
#else
    (void)g;
    return "process-only";
#endif
}
