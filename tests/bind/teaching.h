/* tests/bind/teaching.h: the slip, the message, what was meant, and the line that works: which is put in
 * place of the slip and run.                                                                              */
#ifndef NDRILL_TESTS_BIND_TEACHING_H
#define NDRILL_TESTS_BIND_TEACHING_H

#include "groups.h"

typedef struct slip { const char *text, *message, *hint, *rewrite; } slip;

/* Names that the lines use. */
static const char setup[] =
    "a, b, m = np.array([1, 2, 3]), np.array([3.5, 2, 1]), np.array([False, True, True])\n"
    "x, y, n, c, i, s, args, t, p = 5, 2, 3, 1, 0, \"abc\", [1, 2], {5, 6}, {z = 1}\n"
    "function same(...) return ... end\n"
    "function g(h, v) return h(v) end\n";

static void write_nothing(void *user, const char *text, size_t n) { (void)user, (void)text, (void)n; }

static bool run(bind_state *s, const char *text, size_t n, bind_problem *p) { return bind_run(s, "answer", text, n, NOTATION_PROGRAM, p); }

/* The text with lines first to last replaced. */
static void put_in_place(const char *text, const bind_problem *p, buf *out) {
    int line = 1;
    for (const char *at = text; *at; line++) {
        size_t n = strcspn(at, "\n");
        if (line == p->first) buf_printf(out, "%s\n", p->rewrite);
        if (line < p->first || line > p->last) buf_printf(out, "%.*s\n", (int)n, at);
        at += n + (at[n] == '\n');
    }
}

static bool is_right(bind_state *s, const slip *k) {
    bind_problem p = {0}, again = {0};
    char         message[ERR_TEXT_MAX * 2];
    buf          mended;
    buf_init(&mended);
    if (!run(s, setup, strlen(setup), &p)) fail_msg("%s", p.text);
    bool ran = run(s, k->text, strlen(k->text), &p);
    snprintf(message, sizeof message, p.code == ERR_SYNTAX ? "%s" : "%s: %s", p.code == ERR_SYNTAX ? p.text : p.type, p.text);
    bool said = !ran && strcmp(message, k->message) == 0 && strcmp(p.hint, k->hint) == 0 && p.line > 0 && (p.code != ERR_SYNTAX || p.column > 0);
    const char *shown = strchr(k->rewrite, '\n') ? p.rewrite : p.rewrite + strspn(p.rewrite, " ");
    bool        same = strcmp(shown, k->rewrite) == 0, works = false;
    put_in_place(k->text, &p, &mended);
    if (run(s, setup, strlen(setup), &again)) works = run(s, mended.text, mended.n, &again);
    if (!said) print_error("--- %s\n  said %s (%s)\n", k->text, message, p.hint);
    if (!same) print_error("--- %s\n  rewritten as\n%s\n", k->text, shown);
    if (!works) print_error("--- %s\n  rewritten as\n%s\n  which gives %s: %s\n", k->text, mended.text, again.type, again.text);
    buf_free(&mended);
    return said && same && works;
}

static inline void check_slips(const slip *slips, size_t n) {
    err          e;
    bind_options o = {.sandbox = true, .write = write_nothing};
    size_t       wrong = 0;
    for (size_t k = 0; k < n; k++) {
        bind_state *s = bind_open(&o, &e);
        assert_non_null(s);
        wrong += !is_right(s, &slips[k]);
        bind_close(s);
    }
    assert_int_equal(wrong, 0);
}

#define CHECK_SLIPS(slips) check_slips(slips, sizeof slips / sizeof *slips)

#endif
