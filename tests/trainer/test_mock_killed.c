/* kill -9 at random moments of interviews: every verdict that was shown is stored, every interview goes on, the
 * clock has run on, and the terminal is as it was.                                                            */
#include "harness.h"

#include <time.h>

#include "screen.h"

#include "mock/mock.h"

/* NDRILL_KILLS=500 tries more moments. */
static int kills(int usual) {
    const char *more = getenv("NDRILL_KILLS");
    return more ? atoi(more) : usual;
}

static uint32_t next_random(uint32_t *x) {
    *x = *x * 1664525u + 1013904223u;
    return *x >> 8;
}

/* A database of its own with a pack whose questions do not change. */
static void begin(void) {
    buf out;
    buf_init(&out);
    assert_true(program_begin());
    assert_int_equal(program_run("pack import tests/screens/talk", "", &out), 0);
    buf_free(&out);
}

static int64_t no_time(void *user) { return *(int64_t *)user; }

static int count(const char *text, const char *what) {
    int n = 0;
    for (const char *s = text; (s = strstr(s, what)); s += strlen(what)) n++;
    return n;
}

/* Verdicts that are stored for the newest interview; its state must be one that can be folded. */
static int stored_verdicts(int64_t *id, bool *ended) {
    err     e = {0};
    int64_t under_way, now = 0;
    int     n = 0;
    store  *s = store_open(NULL, &e);
    if (!s) fail_msg("the database does not open: %s", e.text);
    assert_int_equal(mock_newest(s, &under_way, id, &e), 0);
    mock *m = *id ? mock_load(s, *id, no_time, &now, &e) : NULL;
    if (*id && !m) fail_msg("%s", e.text);
    for (size_t i = 0; m && i < m->nevents; i++) n += m->event[i].kind == MOCK_VERDICT;
    *ended = m && m->phase == MOCK_ENDED;
    mock_free(m);
    store_close(s);
    return n;
}

/* --- over lines ------------------------------------------------------------------------------------------ */

static const char lines[] = "arr[arr >= limit]\narr[arr\narr[arr > limit]\n:t\nnp.mean(marks)\nnp.mean(marks, axis=1)\n\n2\n";

/* Start or go on, be killed after some microseconds. What was on the screen by then. */
static void run_and_kill(const char *const *argv, long micros, buf *out) {
    int out_pipe[2], in_pipe[2];
    assert_int_equal(pipe(out_pipe), 0);
    assert_int_equal(pipe(in_pipe), 0);
    assert_int_equal(write(in_pipe[1], lines, sizeof lines - 1), sizeof lines - 1);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(in_pipe[0], 0);
        dup2(out_pipe[1], 1);
        for (int i = 0; i < 2; i++) close(out_pipe[i]), close(in_pipe[i]);
        execv(program_path(), (char **)(uintptr_t)argv);
        _exit(127);
    }
    close(out_pipe[1]);
    close(in_pipe[0]);
    close(in_pipe[1]);
    struct timespec wait = {.tv_sec = micros / 1000000, .tv_nsec = micros % 1000000 * 1000};
    nanosleep(&wait, NULL);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    char    block[4096];
    ssize_t n;
    while ((n = read(out_pipe[0], block, sizeof block)) > 0) buf_add(out, block, (size_t)n);
    close(out_pipe[0]);
}

static int shown_verdicts(const buf *out) {
    /* Said after each verdict, and after nothing else. */
    return count(out->text, "\n Not yet. ") + count(out->text, "\n Yes, that works.") + count(out->text, "\n That does not run: ");
}

static void no_shown_verdict_is_lost(void **state) {
    (void)state;
    static const char *const start[] = {"ndrill", "mock", "--minutes", "60", "--pack", "talk", "--mix", "1p,1t", "--runs", "90", NULL}, *const go_on[] = {"ndrill", "mock", NULL};
    uint32_t seed = 11;
    int      shown = 0, before_kill = 0, ended = 0;
    int64_t  id, last = 0;
    bool     over = true;
    begin();
    for (int i = 0; i < kills(25); i++) {
        buf out;
        buf_init(&out);
        run_and_kill(over ? start : go_on, 1000 + (long)(next_random(&seed) % 60000), &out);
        int stored = stored_verdicts(&id, &over);
        if (id != last) before_kill = 0, last = id;
        if (stored - before_kill < shown_verdicts(&out)) fail_msg("%d verdicts were shown and %d stored:\n%s", shown_verdicts(&out), stored - before_kill, out.text);
        shown += shown_verdicts(&out);
        ended += over;
        before_kill = stored;
        buf_free(&out);
    }
    /* The kills must have come before and after verdicts, or nothing was tried. */
    assert_true(shown > 0);
    assert_true(ended < kills(25));
    buf out;
    buf_init(&out);
    if (!over) assert_int_equal(program_run("mock end", "", &out), 0);
    buf_free(&out);
    program_end();
}

/* --- at a terminal ------------------------------------------------------------------------------------------ */

static void type_slowly(screen *t, const char *keys, uint32_t *seed) {
    for (; *keys && !t->ended; keys++) {
        if (write(t->fd, keys, 1) != 1) return;
        screen_pump(t, (int)(next_random(seed) % 4));
        *t->clock += 1000;
    }
}

static void it_goes_on_at_the_terminal(void **state) {
    (void)state;
    uint32_t seed = 5;
    screen   t;
    begin();
    screen_start(&t, 24, 80);
    screen_run(&t, "mock --minutes 100 --pack talk --mix 1p,1t --runs 100");
    assert_true(screen_wait(&t, screen_has, "ENTER starts"));
    screen_type(&t, "\r");
    assert_true(screen_wait(&t, screen_has, "C6 100:00>"));
    int64_t began = *t.clock;
    for (int i = 0; i < kills(25) && i < 95; i++) {
        type_slowly(&t, "\025arr[arr >= limit]\r", &seed);
        screen_pump(&t, (int)(next_random(&seed) % 30));
        kill(t.pid, SIGKILL);
        screen_end(&t);
        *t.clock += 7000;
        emu_open(&t.emu, 24, 80);
        screen_run(&t, "mock");
        if (!screen_wait(&t, screen_has, "An interview is under way: 2 of 2 questions open")) fail_msg("it does not go on after kill %d", i);
        screen_type(&t, "\r");
        if (!screen_wait(&t, screen_has, "Question 1 of 2")) fail_msg("its question is not shown after kill %d", i);
        int64_t left = 6000 - (*t.clock - began) / 1000;
        char    clock[32];
        snprintf(clock, sizeof clock, "C6 %3d:%02d", (int)(left / 60), (int)(left % 60));
        if (!screen_wait(&t, screen_has, clock)) {
            buf b;
            buf_init(&b);
            emu_text(&t.emu, &b);
            fail_msg("the clock is not at %s after kill %d:\n%s", clock, i, b.text);
        }
    }
    screen_type(&t, "\025:end\r");
    assert_true(screen_wait(&t, screen_has, "[q]uit"));
    screen_type(&t, "q");
    const char *wrong = screen_end(&t);
    if (wrong) fail_msg("%s", wrong);
    screen_stop(&t);
    program_end();
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(no_shown_verdict_is_lost), TEST(it_goes_on_at_the_terminal)};
    return RUN_TESTS(tests);
}
