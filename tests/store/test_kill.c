/* A writer is killed at random moments: every attempt it had acknowledged is there, the file is sound. */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "store_test.h"

#define KILLS 100

/* Write attempts for ever; a byte down the pipe says that one is recorded. */
static void write_until_killed(int acknowledge) {
    err    e = {0};
    store *s = store_open(test_db, &e);
    for (int i = 0; s; i++) {
        char answer[32];
        snprintf(answer, sizeof answer, "%ld %d", (long)getpid(), i);
        if (add_attempt(s, "coding-01", "PASS", answer, 1, &e) != ERR_OK) break;
        if (write(acknowledge, "x", 1) != 1) break;
    }
    fprintf(stderr, "the writer gave up: %s\n", e.text);
    _exit(1);
}

static ssize_t hear_some(int fd, size_t most) {
    char block[4096];
    return read(fd, block, most < sizeof block ? most : sizeof block);
}

/* Kill a writer some time after it has acknowledged a few. How many it had acknowledged in the end. */
static int kill_a_writer(int few, long micros, pid_t *pid) {
    int pipes[2], n = 0, status;
    assert_int_equal(pipe(pipes), 0);
    *pid = fork();
    if (*pid == 0) {
        close(pipes[0]);
        write_until_killed(pipes[1]);
    }
    close(pipes[1]);
    while (n < few && hear_some(pipes[0], 1) == 1) n++;
    struct timespec wait = {.tv_nsec = micros * 1000};
    nanosleep(&wait, NULL);
    kill(*pid, SIGKILL);
    waitpid(*pid, &status, 0);
    assert_true(WIFSIGNALED(status));
    for (ssize_t k; (k = hear_some(pipes[0], 4096)) > 0;) n += (int)k;
    close(pipes[0]);
    return n;
}

static void check_file(pid_t pid, int acknowledged) {
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM attempt WHERE answer LIKE '%ld %%'", (long)pid);
    int64_t kept = ask(sql);
    assert_true(kept >= acknowledged && kept <= acknowledged + 1);
    assert_int_equal(ask("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
}

static void no_acknowledged_attempt_is_lost(void **state) {
    (void)state;
    store_close(open_filled_db());
    uint32_t seed = 12345;
    int      total = 0;
    for (int i = 0; i < KILLS; i++) {
        pid_t pid;
        seed = seed * 1664525u + 1013904223u;
        int n = kill_a_writer(i % 4, 200 + (long)(seed >> 8) % 4000, &pid);
        check_file(pid, n);
        total += n;
    }
    assert_true(total >= KILLS / 4 * (0 + 1 + 2 + 3));
}

static void a_file_whose_making_was_interrupted_is_made_again(void **state) {
    (void)state;
    for (long micros = 200; micros < 8000; micros += 400) {
        int status;
        unlink(test_db);
        pid_t pid = fork();
        if (pid == 0) {
            store_close(open_filled_db());
            _exit(0);
        }
        struct timespec wait = {.tv_nsec = micros * 1000};
        nanosleep(&wait, NULL);
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
        store_close(open_filled_db());
        assert_int_equal(ask("SELECT count(*) FROM question"), 4);
        char command[200];
        snprintf(command, sizeof command, "rm -f %s*", test_db);
        assert_int_equal(system(command), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(no_acknowledged_attempt_is_lost),
        STORE_TEST(a_file_whose_making_was_interrupted_is_made_again),
    };
    return RUN_TESTS(tests);
}
