/* grader/checks.c: the check lines of a question, read.
 *
 * A line is matched against a pattern of words: K is an output from 1, X a number, N a given name;
 * other words stand for themselves. "[K]" at the end may be missing.                             */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "grader/grade_int.h"
#include "grader/judge_int.h"

typedef struct line_reader {
    const store_question *q;
    const char           *text;      /* the line */
    size_t                n;
    int                   output;    /* K, from 0; -1 when it was not given */
    int                   input;     /* N */
    double                number[2]; /* X, X */
    int                   nnumbers;
} line_reader;

static int find_given(const store_question *q, const char *name, size_t n) {
    const char *word;
    size_t      length;
    for (size_t i = 0; i < GRADE_MAX_GIVEN && (length = grade_word(q->given, i, &word)) > 0; i++)
        if (length == n && memcmp(word, name, n) == 0) return (int)i;
    return -1;
}

static bool read_number(const char *text, size_t n, double *x) {
    char room[40], *end;
    if (n == 0 || n >= sizeof room) return false;
    memcpy(room, text, n);
    room[n] = '\0';
    *x = strtod(room, &end);
    return *end == '\0' && isfinite(*x);
}

/* The i-th word of the line. */
static size_t word_at(const line_reader *r, size_t i, const char **at) {
    size_t n = grade_word(r->text, i, at);
    return n > 0 && *at < r->text + r->n ? n : 0;
}

static bool take_word(line_reader *r, char kind, const char *word, size_t n) {
    double x;
    switch (kind) {
    case 'K':
        if (!read_number(word, n, &x) || x < 1 || x > GRADE_MAX_OUTPUTS || x != floor(x)) return false;
        r->output = (int)x - 1;
        return true;
    case 'X': return r->nnumbers < 2 && read_number(word, n, &r->number[r->nnumbers++]);
    default: r->input = find_given(r->q, word, n); return r->input >= 0;
    }
}

/* Does the line have this form? */
static bool matches(line_reader *r, const char *pattern) {
    const char *want, *have;
    size_t      nwant, nhave, i = 0;
    r->output = r->input = -1;
    r->nnumbers = 0;
    for (; (nwant = grade_word(pattern, i, &want)) > 0; i++) {
        nhave = word_at(r, i, &have);
        if (nhave == 0) return strncmp(want, "[K]", 3) == 0;
        if (nwant == 3 && want[0] == '[') want++, nwant = 1;
        if (nwant == 1 && strchr("KXN", want[0])) {
            if (!take_word(r, want[0], have, nhave)) return false;
        } else if (nwant != nhave || memcmp(want, have, nwant) != 0) return false;
    }
    return word_at(r, i, &have) == 0;
}

static void set_kind(grade_checks *c, const line_reader *r) {
    for (int i = 0; i < GRADE_MAX_OUTPUTS; i++)
        if (r->output < 0 || r->output == i) c->dtype_kind[i] = true;
}

static bool set_tolerance(grade_checks *c, const line_reader *r) {
    c->rtol = r->number[0];
    c->atol = r->number[1];
    return c->rtol >= 0 && c->rtol < 1 && c->atol >= 0 && c->atol < 1;
}

static bool set_uniform(grade_checks *c, const line_reader *r) {
    c->uniform[r->output] = true;
    c->low[r->output] = r->number[0];
    c->high[r->output] = r->number[1];
    return r->number[0] < r->number[1];
}

static bool read_line(line_reader *r, grade_checks *c) {
    if (matches(r, "dtype kind [K]")) return set_kind(c, r), true;
    if (matches(r, "tolerance X X")) return set_tolerance(c, r);
    if (matches(r, "view K of N")) return c->view[r->output] |= 1u << r->input, true;
    if (matches(r, "copy K of N")) return c->copy[r->output] |= 1u << r->input, true;
    if (matches(r, "in place N")) return c->in_place = r->input, true;
    if (matches(r, "unchanged N")) return c->may_change &= ~(1u << r->input), true;
    if (matches(r, "may change N")) return c->may_change |= 1u << r->input, true;
    if (matches(r, "no element loop")) return c->no_loop = true;
    if (matches(r, "order F K")) return c->f_order[r->output] = true;
    if (matches(r, "uniform K X X")) return set_uniform(c, r);
    if (matches(r, "repeatable")) return c->repeatable = true;
    return matches(r, "scalar K");       /* single values are taken as 0-d arrays anyway */
}

/* A value that was typed has the digits that NumPy shows, and a dtype of its own only when it says so. */
static bool read_prediction(line_reader *r, grade_checks *c) {
    if (matches(r, "dtype kind [K]")) return true;
    return matches(r, "tolerance X X") && set_tolerance(c, r);
}

err_code grade_checks_read(const store_question *q, grade_checks *c, err *e) {
    line_reader r = {.q = q};
    bool        predict = grade_kind_of(q) == GRADE_KIND_PREDICT;
    *c = (grade_checks){.rtol = predict ? 1e-6 : 1e-9, .atol = predict ? 1e-8 : 1e-12, .in_place = -1};
    for (int i = 0; predict && i < GRADE_MAX_OUTPUTS; i++) c->dtype_kind[i] = true;
    for (size_t i = 0; (r.n = grade_line(q->checks, i, &r.text)) > 0; i++)
        if (!(predict ? read_prediction(&r, c) : read_line(&r, c))) return err_set(e, ERR_VALUE, "this check is not understood: %.*s", r.n < 200 ? (int)r.n : 200, r.text);
    return ERR_OK;
}

err_code grade_checks_test(const store_question *q, err *e) {
    grade_checks c;
    return grade_checks_read(q, &c, e);
}
