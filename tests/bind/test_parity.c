/* Random programs and what NumPy made of them: tests/golden/parity.txt, by scripts/parity/run.py --golden. */
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"
#include "bind/bind.h"
#include "harness.h"

#define GOLDEN "tests/golden/parity.txt"

static void take(void *user, const char *text, size_t n) { buf_add(user, text, n); }

static void no_warning(void *user, const char *category, const char *text) { (void)user, (void)category, (void)text; }

/* The text from *at up to a line that begins with stop, which *at then follows. */
static void cut(const char **at, const char *stop, buf *out) {
    buf_clear(out);
    while (**at && strncmp(*at, stop, strlen(stop)) != 0) {
        const char *end = strchr(*at, '\n');
        size_t      n = end ? (size_t)(end - *at) + 1 : strlen(*at);
        buf_add(out, *at, n);
        *at += n;
    }
    const char *end = strchr(*at, '\n');
    *at = end ? end + 1 : *at + strlen(*at);
}

static void run(bind_state *s, const buf *program) {
    bind_problem p;
    if (!bind_run(s, "parity", program->text, program->n, NOTATION_PROGRAM, &p)) fail_msg("%s: %s\n%s", p.type, p.text, program->text);
}

/* All from the first "case" line on: the number of a program is not compared. */
static const char *results(const buf *printed) {
    const char *end = strchr(printed->text, '\n');
    return end ? end + 1 : "";
}

static void random_programs_give_what_numpy_gives(void **state) {
    (void)state;
    buf          file, part, expected, printed;
    err          e = {0};
    bind_options options = {.write = take, .warn = no_warning, .user = &printed};
    buf_init(&file), buf_init(&part), buf_init(&expected), buf_init(&printed);
    if (fs_read(GOLDEN, (size_t)4 << 20, &file, &e)) fail_msg("%s", e.text);
    bind_state *s = bind_open(&options, &e);
    assert_non_null(s);
    const char *at = file.text;
    cut(&at, "prelude", &part);
    cut(&at, "program ", &part);
    run(s, &part);
    size_t programs = 0, wrong = 0;
    while (*at) {
        cut(&at, "expected", &part);
        cut(&at, "program ", &expected);
        buf_clear(&printed);
        run(s, &part);
        programs++;
        if (strcmp(results(&printed), expected.text) == 0) continue;
        if (wrong++ < 5) print_error("--- program\n%s--- expected\n%s--- printed\n%s", part.text, expected.text, results(&printed));
    }
    assert_int_equal(wrong, 0);
    assert_true(programs > 300);
    bind_close(s);
    buf_free(&file), buf_free(&part), buf_free(&expected), buf_free(&printed);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(random_programs_give_what_numpy_gives)};
    return RUN_TESTS(tests);
}
