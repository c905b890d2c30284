/* pack/mutate_calls.c: arguments dropped, arguments in another order, calls and whole lines left out. */
#include <string.h>

#include "base/mem.h"
#include "pack/mutate.h"

enum { MAX_ARGUMENTS = 12 };

/* What stands between two brackets, as spans of tokens [from, to). */
typedef struct call {
    size_t open, close;                      /* the brackets */
    size_t n, from[MAX_ARGUMENTS], to[MAX_ARGUMENTS];
} call;

static bool read_call(const mutants *m, size_t open, call *c) {
    *c = (call){.open = open, .close = m->match[open]};
    if (c->close == open + 1) return true;
    size_t from = open + 1;
    for (size_t i = from; i <= c->close; i++) {
        if (i == c->close && from == i) break;               /* (n,) */
        if (i == c->close || pack_token_is(m, i, ",")) {
            if (c->n == MAX_ARGUMENTS || from == i) return false;
            c->from[c->n] = from;
            c->to[c->n++] = i;
            from = i + 1;
        }
        if (m->match[i] > i) i = m->match[i];
    }
    return true;
}

static size_t begin_of(const mutants *m, const call *c, size_t k) { return m->token[c->from[k]].start; }
static size_t end_of(const mutants *m, const call *c, size_t k) { return m->token[c->to[k] - 1].end; }
static bool   is_named(const mutants *m, const call *c, size_t k) { return pack_token_is(m, c->from[k] + 1, "="); }

static void drop_arguments(mutants *m, const call *c) {
    for (size_t k = 0; k < c->n; k++) {
        /* With the comma before it, or the first one with the comma behind it. */
        size_t from = k ? end_of(m, c, k - 1) : begin_of(m, c, k), to = k || c->n == 1 ? end_of(m, c, k) : begin_of(m, c, k + 1);
        if (k > 0 || is_named(m, c, k)) pack_mutant_put(m, from, to, "argument dropped", "");
    }
}

static void swap_arguments(mutants *m, const call *c) {
    for (size_t k = 0; k + 1 < c->n && !is_named(m, c, k + 1); k++) {
        buf with;
        buf_init(&with);
        buf_add(&with, m->source + begin_of(m, c, k + 1), end_of(m, c, k + 1) - begin_of(m, c, k + 1));
        buf_add(&with, m->source + end_of(m, c, k), begin_of(m, c, k + 1) - end_of(m, c, k));
        buf_add(&with, m->source + begin_of(m, c, k), end_of(m, c, k) - begin_of(m, c, k));
        if (buf_failed(&with)) pack_no_memory(m->f);
        else pack_mutant_put(m, begin_of(m, c, k), end_of(m, c, k + 1), "arguments swapped", with.text);
        buf_free(&with);
    }
}

/* Where the text of the called value begins: the names, fields and brackets before the call. */
static size_t callee(const mutants *m, size_t open) {
    size_t i = open - 1;
    for (;;) {
        if (m->match[i] < i) {
            i = m->match[i];
            if (i == 0 || !pack_token_ends_value(m, i - 1)) return i;
            i--;
            continue;
        }
        if (i == 0 || !(pack_token_is(m, i - 1, ".") || pack_token_is(m, i - 1, ":"))) return i;
        if (i < 2) return i - 1;
        i -= 2;
    }
}

/* np.f(x, ...) becomes x; x.f(...) becomes x. */
static void drop_call(mutants *m, const call *c) {
    size_t begin = callee(m, c->open), name = c->open - 1;
    bool   is_module = pack_token_is(m, begin, "np") || pack_token_is(m, begin, "plt");
    if (begin == name) return;
    if (!is_module) pack_mutant_put(m, m->token[name - 1].start, m->token[c->close].end, "call left out", "");
    else if (c->n > 0 && !is_named(m, c, 0)) {
        buf first;
        buf_init(&first);
        buf_putc(&first, '(');
        buf_add(&first, m->source + begin_of(m, c, 0), end_of(m, c, 0) - begin_of(m, c, 0));
        buf_putc(&first, ')');
        if (buf_failed(&first)) pack_no_memory(m->f);
        else pack_mutant_put(m, m->token[begin].start, m->token[c->close].end, "call left out", first.text);
        buf_free(&first);
    }
}

static bool has_named(const mutants *m, const call *c, const char *key) {
    for (size_t k = 0; k < c->n; k++)
        if (is_named(m, c, k) && pack_token_is(m, c->from[k], key)) return true;
    return false;
}

/* Calls that reduce an axis take these; others refuse them, and such a mutant says nothing. */
static void add_arguments(mutants *m, const call *c) {
    static const struct { const char *name, *argument, *what; } more[] = {
        {"std", ", ddof=1", "ddof"}, {"var", ", ddof=1", "ddof"}, {"mean", ", keepdims=True", "dimensions kept"}, {"sum", ", keepdims=True", "dimensions kept"},
        {"max", ", keepdims=True", "dimensions kept"}, {"min", ", keepdims=True", "dimensions kept"}, {"mean", ", axis=0", "axis"}, {"sum", ", axis=0", "axis"},
        {"max", ", axis=0", "axis"}, {"min", ", axis=0", "axis"}, {"sort", ", axis=0", "axis"}, {"argmax", ", axis=0", "axis"}, {"argmin", ", axis=0", "axis"},
        {"cumsum", ", axis=0", "axis"}, {"unique", ", axis=0", "axis"}, {"mean", ", dtype=\"float32\"", "type"}, {"sum", ", dtype=float", "type"}, {"arange", ", dtype=float", "type"}};
    const bool named = has_named(m, c, "axis");
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        bool about_axis = strstr(more[i].argument, "axis") != NULL, keeps = strstr(more[i].argument, "keepdims") != NULL;
        if (!pack_token_is(m, c->open - 1, more[i].name) || (named && about_axis) || (!named && keeps)) continue;
        if ((keeps && has_named(m, c, "keepdims")) || (strstr(more[i].argument, "dtype") && has_named(m, c, "dtype")) || (strstr(more[i].argument, "ddof") && has_named(m, c, "ddof"))) continue;
        pack_mutant_put(m, m->token[c->close].start, m->token[c->close].start, more[i].what, c->n ? more[i].argument : more[i].argument + 2);
    }
}

/* Whole lines but the last are turned into comments. */
static void drop_lines(mutants *m) {
    for (size_t from = 0; from < m->nsource;) {
        const char *end = memchr(m->source + from, '\n', m->nsource - from);
        if (!end) return;
        if (m->source + from != end) pack_mutant_wrap(m, from, (size_t)(end - m->source), "line left out", "-- ", "");
        from = (size_t)(end - m->source) + 1;
    }
}

static void mutate_conditions(mutants *m) {
    for (size_t i = 0; i < m->ntokens; i++) {
        if (!pack_token_is(m, i, "if")) continue;
        for (size_t k = i + 1; k < m->ntokens; k++)
            if (pack_token_is(m, k, "then") && k > i + 1) {
                pack_mutant_put(m, m->token[i + 1].start, m->token[k - 1].end, "condition", "true");
                pack_mutant_put(m, m->token[i + 1].start, m->token[k - 1].end, "condition", "false");
                break;
            }
    }
}

void pack_mutate_calls(mutants *m) {
    for (size_t i = 0; i < m->ntokens; i++) {
        call c;
        if (m->match[i] <= i || !read_call(m, i, &c)) continue;
        swap_arguments(m, &c);                               /* and the items of lists, tuples and subscripts */
        if (!pack_token_opens_call(m, i)) continue;
        drop_arguments(m, &c);
        drop_call(m, &c);
        add_arguments(m, &c);
    }
    drop_lines(m);
    mutate_conditions(m);
}
