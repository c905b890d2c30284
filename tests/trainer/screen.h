/* tests/trainer/screen.h: the whole program in a terminal of its own, with a clock that a test moves.
 *
 * Between the test and the program stands a small shell, so that Ctrl-Z and a lost connection do what they do
 * for a person. The terminal's settings are looked at again when the program has ended.                        */
#ifndef NDRILL_TESTS_SCREEN_H
#define NDRILL_TESTS_SCREEN_H

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <termios.h>
#if defined(__APPLE__)
#include <util.h>
#else
#include <pty.h>
#endif

#include "base/clock.h"
#include "emulator.h"
#include "program.h"

#define SCREEN_WAIT_MS 15000

typedef struct screen {
    emu            emu;
    int            fd, side;               /* the terminal; a line to the shell */
    int            keep;                   /* the terminal's other end, to look at its settings */
    pid_t          shell;
    struct termios before;
    int64_t       *clock;                  /* milliseconds, shared with the program */
    bool           ended, stopped, hung_up;
    int            code;                   /* exit code, or 1000 + signal */
    pid_t          pid;                    /* of the program */
} screen;

typedef struct screen_news { char what; int code; } screen_news;

static inline void screen_start(screen *t, int rows, int columns) {
    memset(t, 0, sizeof *t);
    emu_open(&t->emu, rows, columns);
    t->fd = t->side = t->keep = -1;
    t->clock = mmap(NULL, sizeof *t->clock, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(t->clock != MAP_FAILED);
    *t->clock = (int64_t)1767603600 * 1000;        /* 2026-01-05 09:00:00, a Monday */
}

static pid_t screen_program;

static inline void screen_pass_on(int number) { kill(-screen_program, number); }

/* In the shell: run the program in the foreground, tell of its ends and stops. */
static inline void screen_shell(screen *t, int side, int argc, char **argv) {
    signal(SIGTTOU, SIG_IGN);
    pid_t pid = fork();
    if (pid == 0) {
        setpgid(0, 0);
        tcsetpgrp(0, getpid());
        signal(SIGTTOU, SIG_DFL);
        close(side);
        clock_inject(t->clock);
        int code = tr_main(argc, argv);
        fflush(NULL);
        _exit(code);
    }
    setpgid(pid, pid);
    screen_program = pid;
    signal(SIGHUP, screen_pass_on);
    tcsetpgrp(0, pid);
    screen_news news = {'P', (int)pid};
    for (int status;;) {
        if (write(side, &news, sizeof news) != sizeof news) _exit(1);
        if (news.what == 'E') _exit(0);
        if (news.what == 'T') {
            char go;
            tcsetpgrp(0, getpid());
            if (read(side, &go, 1) != 1) _exit(1);
            tcsetpgrp(0, pid);
            kill(-pid, SIGCONT);
        }
        while (waitpid(pid, &status, WUNTRACED) < 0)
            if (errno != EINTR) _exit(1);
        news = WIFSTOPPED(status) ? (screen_news){'T', 0}
                                  : (screen_news){'E', WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status)};
    }
}

static inline void screen_news_read(screen *t) {
    screen_news news;
    if (read(t->side, &news, sizeof news) != sizeof news) {
        t->ended = true;
        return;
    }
    if (news.what == 'P') t->pid = news.code;
    t->stopped = news.what == 'T';
    if (news.what == 'E') t->ended = true, t->code = news.code;
}

/* Run ndrill with these words, on the screen as it is. */
static inline void screen_run(screen *t, const char *words) {
    struct winsize size = {.ws_row = (unsigned short)t->emu.rows, .ws_col = (unsigned short)t->emu.columns};
    int            pair[2], slave;
    char           line[512], *argv[16] = {(char *)(uintptr_t)"ndrill"};
    int            argc = 1;
    snprintf(line, sizeof line, "%s", words);
    for (char *w = strtok(line, " "); w && argc < 15; w = strtok(NULL, " ")) argv[argc++] = w;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    assert_int_equal(openpty(&t->fd, &slave, NULL, NULL, &size), 0);
    assert_int_equal(tcgetattr(slave, &t->before), 0);
    t->shell = fork();
    if (t->shell == 0) {
        setenv("TERM", "xterm", 1);
        setenv("TZ", "UTC", 1);
        close(pair[0]);
        close(t->fd);
        setsid();
        ioctl(slave, TIOCSCTTY, 0);
        for (int i = 0; i < 3; i++) dup2(slave, i);
        if (slave > 2) close(slave);
        screen_shell(t, pair[1], argc, argv);
    }
    close(pair[1]);
    t->side = pair[0];
    t->keep = slave;
    if (t->hung_up) emu_open(&t->emu, t->emu.rows, t->emu.columns);
    t->ended = t->stopped = t->hung_up = false;
    screen_news_read(t);
}

/* Take what comes within ms; false when nothing did. */
static inline bool screen_pump(screen *t, int ms) {
    struct pollfd p[2] = {{.fd = t->hung_up ? -1 : t->fd, .events = POLLIN}, {.fd = t->ended ? -1 : t->side, .events = POLLIN}};
    if (poll(p, 2, ms) <= 0) return false;
    char block[4096];
    if (p[0].revents) {
        ssize_t n = read(t->fd, block, sizeof block);
        if (n > 0) emu_feed(&t->emu, block, (size_t)n);
        if (n > 0) return true;
    }
    if (p[1].revents) screen_news_read(t);
    return p[1].revents != 0;
}

static inline void screen_settle(screen *t) {
    while (screen_pump(t, 30)) continue;
}

static inline void screen_type(screen *t, const char *keys) {
    assert_int_equal(write(t->fd, keys, strlen(keys)), (ssize_t)strlen(keys));
    screen_settle(t);
}

static inline bool screen_has(screen *t, const char *text) {
    buf b;
    buf_init(&b);
    emu_text(&t->emu, &b);
    bool has = strstr(b.text, text) != NULL;
    buf_free(&b);
    return has;
}

static inline bool screen_is(screen *t, const char *text) {
    buf b;
    buf_init(&b);
    emu_text(&t->emu, &b);
    bool is = strcmp(b.text, text) == 0;
    buf_free(&b);
    return is;
}

/* Wait until holds(t, text). */
static inline bool screen_wait(screen *t, bool (*holds)(screen *, const char *), const char *text) {
    for (int waited = 0; waited < SCREEN_WAIT_MS; waited += 20) {
        if (holds(t, text)) return true;
        bool over = t->ended || t->stopped;
        if (!screen_pump(t, 20) && over) return holds(t, text);
    }
    return false;
}

static inline void screen_resize(screen *t, int rows, int columns) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    emu_resize(&t->emu, rows, columns);
    if (t->fd < 0) return;
    assert_int_equal(ioctl(t->keep, TIOCSWINSZ, &size), 0);
    screen_settle(t);
}

/* Wait for the end of the program. NULL: all is as before; else what is not. */
static inline const char *screen_end(screen *t) {
    struct termios after;
    const char    *wrong = NULL;
    for (int waited = 0; !t->ended && waited < SCREEN_WAIT_MS; waited += 20) screen_pump(t, 20);
    if (!t->ended) wrong = "it does not end";
    else screen_settle(t);
    if (!t->hung_up && !wrong) {
        if (tcgetattr(t->keep, &after) != 0 || after.c_lflag != t->before.c_lflag || after.c_iflag != t->before.c_iflag || after.c_oflag != t->before.c_oflag)
            wrong = "the terminal's settings are not what they were";
        else if (t->emu.on) wrong = "the second screen is still shown";
        else if (t->emu.paste) wrong = "bracketed paste is still on";
        else if (t->emu.hidden) wrong = "the cursor is still hidden";
        else if (t->emu.marked) wrong = "a colour is still on";
    }
    kill(t->shell, SIGKILL);
    waitpid(t->shell, NULL, 0);
    if (!t->hung_up) close(t->fd);
    close(t->side);
    close(t->keep);
    t->fd = -1;
    return wrong;
}

/* The other end of the line goes away. */
static inline void screen_hang_up(screen *t) {
    close(t->keep);
    close(t->fd);
    t->keep = -1;
    t->hung_up = true;
}

static inline void screen_stop(screen *t) {
    if (t->fd >= 0 && !t->ended) kill(t->pid, SIGKILL);
    if (t->fd >= 0) screen_end(t);
    munmap(t->clock, sizeof *t->clock);
}

#endif
