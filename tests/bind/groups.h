/* tests/bind/groups.h: tests that are text: a program and what it prints.
 *
 * A program that fails prints its error's type and text last. The programs of one test run
 * one after the other in one state.                                                       */
#ifndef NDRILL_TESTS_BIND_GROUPS_H
#define NDRILL_TESTS_BIND_GROUPS_H

#include "bind/bind.h"
#include "harness.h"

typedef struct group { const char *program, *printed; } group;

static void groups_write(void *user, const char *text, size_t n) { buf_add(user, text, n); }

static void groups_warn(void *user, const char *category, const char *text) { (void)user, (void)category, (void)text; }

static inline void run_groups(const group *groups, size_t n) {
    buf          printed;
    err          e;
    bind_options options = {.sandbox = true, .write = groups_write, .warn = groups_warn, .user = &printed};
    buf_init(&printed);
    bind_state *s = bind_open(&options, &e);
    assert_non_null(s);
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++) {
        bind_problem p;
        buf          whole;
        buf_clear(&printed);
        buf_init(&whole);
        buf_printf(&whole, "import numpy as np\n%s\n", groups[i].program);
        if (!bind_run(s, "group", whole.text, whole.n, NOTATION_PROGRAM, &p)) buf_printf(&printed, "%s: %s\n", p.type, p.text);
        buf_free(&whole);
        if (strcmp(printed.text, groups[i].printed) == 0) continue;
        wrong++;
        print_error("--- program\n%s\n--- expected\n%s--- printed\n%s", groups[i].program, groups[i].printed, printed.text);
    }
    bind_close(s);
    buf_free(&printed);
    assert_int_equal(wrong, 0);
}

#define RUN_GROUPS(groups) run_groups(groups, sizeof groups / sizeof *groups)

#endif
