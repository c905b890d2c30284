/* tests/trainer/program.h: run the real program on a database of its own. */
#ifndef NDRILL_TESTS_PROGRAM_H
#define NDRILL_TESTS_PROGRAM_H

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"

static char program_folder[64];

static inline const char *program_path(void) {
    static char path[512];
    const char *out = getenv("NDRILL_TEST_OUT");
    snprintf(path, sizeof path, "%s/ndrill", out ? out : "build/release");
    return path;
}

/* A fresh folder for the database and home; false when there is none. */
static inline bool program_begin(void) {
    char db[128];
    strcpy(program_folder, "/tmp/ndrill-test-XXXXXX");
    if (!mkdtemp(program_folder)) return false;
    snprintf(db, sizeof db, "%s/test.db", program_folder);
    setenv("NDRILL_DB", db, 1);
    setenv("HOME", program_folder, 1);
    setenv("XDG_DATA_HOME", program_folder, 1);
    unsetenv("NO_COLOR");
    return true;
}

static inline void program_end(void) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", program_folder);
    if (system(command) != 0) fprintf(stderr, "could not remove %s\n", program_folder);
}

/* Run ndrill with the words of args (split at spaces), input on stdin; output (stdout and stderr together)
 * replaces out's text. Returns the exit code, or 1000 + signal. */
static inline int program_run(const char *args, const char *input, buf *out) {
    char  line[512], in_path[128], *argv[16] = {(char *)(uintptr_t)program_path()};
    int   argc = 1, pipes[2], status;
    snprintf(line, sizeof line, "%s", args);
    for (char *w = strtok(line, " "); w && argc < 15; w = strtok(NULL, " ")) argv[argc++] = w;
    snprintf(in_path, sizeof in_path, "%s/stdin", program_folder);
    FILE *f = fopen(in_path, "w");
    assert_non_null(f);
    fputs(input, f);
    fclose(f);
    assert_int_equal(pipe(pipes), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(open(in_path, O_RDONLY), 0);
        dup2(pipes[1], 1);
        dup2(pipes[1], 2);
        close(pipes[0]);
        close(pipes[1]);
        execv(argv[0], argv);
        _exit(127);
    }
    close(pipes[1]);
    buf_clear(out);
    char    block[4096];
    ssize_t n;
    while ((n = read(pipes[0], block, sizeof block)) > 0) buf_add(out, block, (size_t)n);
    close(pipes[0]);
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

#endif
