/* kill -9 at random moments of 200 graded answers: what was shown is stored, the database is sound. */
#include "harness.h"

#include <poll.h>
#include <time.h>

#include "program.h"
#include "store/store.h"

#define KILLS 200

static uint32_t next_random(uint32_t *x) {
    *x = *x * 1664525u + 1013904223u;
    return *x >> 8;
}

/* Grade and be killed after some microseconds. True when a verdict was on the screen by then. */
static bool grade_and_kill(const char *answer, long micros) {
    int pipes[2];
    assert_int_equal(pipe(pipes), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(pipes[1], 1);
        close(pipes[0]);
        close(pipes[1]);
        execl(program_path(), "ndrill", "grade", "C6", answer, (char *)NULL);
        _exit(127);
    }
    close(pipes[1]);
    struct timespec wait = {.tv_nsec = micros * 1000};
    nanosleep(&wait, NULL);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    char    text[4096];
    ssize_t n, total = 0;
    while ((n = read(pipes[0], text + total, sizeof text - 1 - (size_t)total)) > 0) total += n;
    close(pipes[0]);
    text[total] = '\0';
    return strstr(text, "PASS") != NULL;
}

static bool count_one(const store_attempt *a, void *user) {
    (void)a;
    ++*(int *)user;
    return true;
}

static int stored(void) {
    err    e = {0};
    store *s = store_open(NULL, &e);
    if (!s) fail_msg("the database does not open after a kill: %s", e.text);
    int n = 0;
    assert_int_equal(store_history(s, "coding-06", 100000, count_one, &n, &e), 0);
    store_close(s);
    return n;
}

/* Microseconds that one whole run takes here and now. */
static long one_run(const char *answer) {
    struct timespec a, b;
    char            args[256];
    buf             out;
    buf_init(&out);
    snprintf(args, sizeof args, "grade C6 %s", answer);
    program_run(args, "", &out);
    clock_gettime(CLOCK_MONOTONIC, &a);
    assert_int_equal(program_run(args, "", &out), 0);
    clock_gettime(CLOCK_MONOTONIC, &b);
    buf_free(&out);
    return (b.tv_sec - a.tv_sec) * 1000000 + (b.tv_nsec - a.tv_nsec) / 1000;
}

static void no_shown_verdict_is_lost(void **state) {
    (void)state;
    char     answer[128];
    buf      out;
    int      shown = 0;
    uint32_t seed = 7;
    snprintf(answer, sizeof answer, "%s/answer.lua", program_folder);
    FILE *f = fopen(answer, "w");
    assert_non_null(f);
    fputs("arr[arr > limit]\n", f);
    fclose(f);
    long span = 2 * one_run(answer);
    int  before = stored();
    for (int i = 0; i < KILLS; i++) {
        shown += grade_and_kill(answer, (long)(next_random(&seed) % (uint32_t)span));
        if (i % 20 == 0) assert_true(stored() - before >= shown);
    }
    assert_true(stored() - before >= shown);
    /* The kills must have come both before and after the verdict, or nothing was tried. */
    assert_true(shown > 0);
    assert_true(shown < KILLS);
    buf_init(&out);
    assert_int_equal(program_run("grade C6 -", "arr[arr > limit]\n", &out), 0);
    buf_free(&out);
}

static void the_database_is_sound_afterwards(void **state) {
    (void)state;
    char command[256];
    snprintf(command, sizeof command, "test \"$(sqlite3 %s/test.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')\" = ok", program_folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
    if (!program_begin()) return 1;
    const struct CMUnitTest tests[] = {TEST(no_shown_verdict_is_lost), TEST(the_database_is_sound_afterwards)};
    int failed = RUN_TESTS(tests);
    program_end();
    return failed;
}
