/* kill -9 at random moments of practice at a terminal: every verdict that was on the screen is stored, with its rating.
 *
 * NDRILL_KILLS sets how many.                                                                                          */
#include "harness.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <time.h>
#if defined(__APPLE__)
#include <util.h>
#else
#include <pty.h>
#endif

#include "program.h"
#include "store/store.h"

static int kills(void) {
    const char *n = getenv("NDRILL_KILLS");
    return n ? atoi(n) : 60;
}

static uint32_t next_random(uint32_t *x) {
    *x = *x * 1664525u + 1013904223u;
    return *x >> 8;
}

static int count(const char *text, const char *what) {
    int n = 0;
    for (const char *at = text; (at = strstr(at, what)); at++) n++;
    return n;
}

/* Start practice, type what a person would, and be killed after so many microseconds. All that was on the screen. */
static void practise_and_kill(long micros, buf *out) {
    static const char keys[] = "arr[arr >= limit]\r\025:h\r\025arr[arr > limit]\rr\025arr[arr < limit]\r\025arr[arr > limit]\r";
    struct winsize    size = {.ws_row = 24, .ws_col = 80};
    struct timespec   start, now;
    int               fd;
    size_t            typed = 0;
    pid_t             pid = forkpty(&fd, NULL, NULL, &size);
    if (pid == 0) {
        setenv("TERM", "xterm", 1);
        execl(program_path(), "ndrill", "practice", "C6", (char *)NULL);
        _exit(127);
    }
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (bool open = true; open;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        char          block[4096];
        clock_gettime(CLOCK_MONOTONIC, &now);
        if ((now.tv_sec - start.tv_sec) * 1000000 + (now.tv_nsec - start.tv_nsec) / 1000 > micros) break;
        if (poll(&p, 1, 1) > 0) {
            ssize_t n = read(fd, block, sizeof block);
            if (n > 0) buf_add(out, block, (size_t)n);
            else open = false;
        } else if (strstr(out->text, "C6> ") && typed < sizeof keys - 1) {
            if (write(fd, keys + typed, 1) == 1) typed++;
        }
    }
    kill(pid, SIGKILL);
    char    block[4096];
    ssize_t n;
    struct pollfd p = {.fd = fd, .events = POLLIN};
    while (poll(&p, 1, 50) > 0 && (n = read(fd, block, sizeof block)) > 0) buf_add(out, block, (size_t)n);
    waitpid(pid, NULL, 0);
    close(fd);
}

static bool count_one(const store_attempt *a, void *user) {
    (void)a;
    ++*(int *)user;
    return true;
}

static int stored(int *reviews) {
    err          e = {0};
    store       *s = store_open(NULL, &e);
    store_memory m;
    if (!s) fail_msg("the database does not open after a kill: %s", e.text);
    int n = 0;
    assert_int_equal(store_history(s, "coding-06", 1000000, count_one, &n, &e), 0);
    assert_int_equal(store_memory_of(s, "coding-06", &m, &e), 0);
    *reviews = m.reviews;
    store_close(s);
    return n;
}

static void no_shown_verdict_or_rating_is_lost(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    assert_int_equal(program_run("list", "", &out), 0);
    buf_free(&out);
    uint32_t seed = 5;
    int      verdicts = 0, without = 0, reviews, reviews_before, before = stored(&reviews_before);
    for (int i = 0; i < kills(); i++) {
        buf_init(&out);
        practise_and_kill(5000 + (long)(next_random(&seed) % 400000), &out);
        int after = stored(&reviews), shown = count(out.text, " NOT YET ") + count(out.text, " PASS ");
        if (after - before < shown) fail_msg("%d verdicts were shown and %d stored:\n%s", shown, after - before, out.text);
        /* A meeting is rated once, and the rating is shown again after another pass. */
        if (strstr(out.text, " rated ") && reviews - reviews_before < 1) fail_msg("a rating was shown and is not stored:\n%s", out.text);
        verdicts += shown;
        without += shown == 0;
        before = after;
        reviews_before = reviews;
        buf_free(&out);
    }
    /* The kills must have come before and after verdicts, or nothing was tried. */
    assert_true(verdicts > 0);
    assert_true(without < kills());
}

static void the_database_is_sound_and_practice_goes_on(void **state) {
    (void)state;
    char command[256];
    buf  out;
    snprintf(command, sizeof command, "test \"$(sqlite3 %s/test.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')\" = ok", program_folder);
    assert_int_equal(system(command), 0);
    buf_init(&out);
    assert_int_equal(program_run("practice C6", "arr[arr > limit]\n", &out), 0);
    buf_free(&out);
}

int main(void) {
    if (!program_begin()) return 1;
    const struct CMUnitTest tests[] = {TEST(no_shown_verdict_or_rating_is_lost), TEST(the_database_is_sound_and_practice_goes_on)};
    int failed = RUN_TESTS(tests);
    program_end();
    return failed;
}
