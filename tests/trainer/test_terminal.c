/* Practice at a real terminal: keys in, screen out. */
#include "harness.h"

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#if defined(__APPLE__)
#include <util.h>
#else
#include <pty.h>
#endif

#include "program.h"

typedef struct term {
    int   fd;
    pid_t pid;
    buf   screen;      /* everything that was written */
} term;

static void term_open(term *t, const char *id) {
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    buf_init(&t->screen);
    t->pid = forkpty(&t->fd, NULL, NULL, &size);
    assert_true(t->pid >= 0);
    if (t->pid == 0) {
        setenv("TERM", "xterm", 1);
        execl(program_path(), "ndrill", "practice", id, (char *)NULL);
        _exit(127);
    }
}

/* Read until text has appeared after place `from`, or fail after ten seconds. Returns the place behind it. */
static size_t term_wait(term *t, size_t from, const char *text) {
    for (int i = 0; i < 100; i++) {
        const char *at = t->screen.n > from ? strstr(t->screen.text + from, text) : NULL;
        if (at) return (size_t)(at - t->screen.text) + strlen(text);
        struct pollfd p = {.fd = t->fd, .events = POLLIN};
        if (poll(&p, 1, 100) <= 0) continue;
        char    block[4096];
        ssize_t n = read(t->fd, block, sizeof block);
        if (n <= 0) break;
        buf_add(&t->screen, block, (size_t)n);
    }
    fail_msg("\"%s\" did not appear; the screen has:\n%s", text, t->screen.text + from);
    return 0;
}

static void term_type(term *t, const char *keys) { assert_int_equal(write(t->fd, keys, strlen(keys)), strlen(keys)); }

/* Let the program end; its exit code. */
static int term_close(term *t) {
    char block[4096];
    int  status;
    while (read(t->fd, block, sizeof block) > 0) continue;
    waitpid(t->pid, &status, 0);
    close(t->fd);
    buf_free(&t->screen);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static void a_wrong_then_a_right_answer(void **state) {
    (void)state;
    term t;
    term_open(&t, "C6");
    size_t at = term_wait(&t, 0, "Values above a limit");
    at = term_wait(&t, at, "arr = int64 (6,)");
    at = term_wait(&t, at, "C6> ");
    term_type(&t, "arr[arr >= limit]\r");
    at = term_wait(&t, at, "NOT YET");
    at = term_wait(&t, at, "Values equal to the limit");
    at = term_wait(&t, at, "arr[arr >= limit]");       /* kept for editing */
    term_type(&t, "\025arr[arr > limit]\r");           /* Ctrl-U clears the line */
    at = term_wait(&t, at, "PASS");
    at = term_wait(&t, at, "[n]ext");
    term_type(&t, "w");
    at = term_wait(&t, at, "Concept");
    at = term_wait(&t, at, "[n]ext");
    term_type(&t, "q");
    term_wait(&t, at, "Everything is saved");
    assert_int_equal(term_close(&t), 0);
}

static void commands_work_while_typing(void **state) {
    (void)state;
    term t;
    term_open(&t, "C9");
    size_t at = term_wait(&t, 0, "C9> ");
    term_type(&t, ":h\r");
    at = term_wait(&t, at, "Hint 1 of 3");
    at = term_wait(&t, at, "C9> ");
    term_type(&t, "np.cums\t(arr)\r");
    at = term_wait(&t, at, "PASS");
    at = term_wait(&t, at, "[n]ext");
    term_type(&t, "r");
    at = term_wait(&t, at, "C9> ");
    term_type(&t, ":g C5\r");
    at = term_wait(&t, at, "Element-wise product");
    at = term_wait(&t, at, "C5> ");
    term_type(&t, ":?\r");
    at = term_wait(&t, at, "a hint");
    at = term_wait(&t, at, "C5> ");
    term_type(&t, ":q\r");
    term_wait(&t, at, "Everything is saved");
    assert_int_equal(term_close(&t), 0);
}

static void an_incomplete_answer_goes_on_in_the_next_line(void **state) {
    (void)state;
    term t;
    term_open(&t, "C5");
    size_t at = term_wait(&t, 0, "C5> ");
    term_type(&t, "np.multiply(\r");
    at = term_wait(&t, at, "..> ");
    term_type(&t, "a, b)\r");
    at = term_wait(&t, at, "PASS");
    at = term_wait(&t, at, "[n]ext");
    term_type(&t, "q");
    assert_int_equal(term_close(&t), 0);
}

static void a_pasted_answer_of_several_lines_is_one_answer(void **state) {
    (void)state;
    term t;
    term_open(&t, "C5");
    size_t at = term_wait(&t, 0, "C5> ");
    term_type(&t, "\033[200~c = a * b\rc\033[201~");
    at = term_wait(&t, at, "PASS");
    at = term_wait(&t, at, "[n]ext");
    term_type(&t, "q");
    assert_int_equal(term_close(&t), 0);
}

static void ctrl_c_clears_and_twice_ends(void **state) {
    (void)state;
    term t;
    term_open(&t, "C5");
    size_t at = term_wait(&t, 0, "C5> ");
    term_type(&t, "a b c\003");
    at = term_wait(&t, at, "C5> ");
    term_type(&t, "\003");
    term_wait(&t, at, "Everything is saved");
    assert_int_equal(term_close(&t), 130);
}

int main(void) {
    if (!program_begin()) return 1;
    const struct CMUnitTest tests[] = {
        TEST(a_wrong_then_a_right_answer), TEST(commands_work_while_typing),
        TEST(an_incomplete_answer_goes_on_in_the_next_line), TEST(a_pasted_answer_of_several_lines_is_one_answer),
        TEST(ctrl_c_clears_and_twice_ends),
    };
    int failed = RUN_TESTS(tests);
    program_end();
    return failed;
}
