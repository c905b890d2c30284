/* grader/checks.c: the check lines of a question, read.
 *
 * A line is matched against a pattern of words: K and J are outputs from 1, X a number, N a given name;
 * other words stand for themselves. "[K]" at the end may be missing.                             */
#include <ctype.h>
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
    int                   second;    /* J */
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
    case 'K': case 'J':
        if (!read_number(word, n, &x) || x < 1 || x > GRADE_MAX_OUTPUTS || x != floor(x)) return false;
        *(kind == 'K' ? &r->output : &r->second) = (int)x - 1;
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
        if (nwant == 1 && strchr("KJXN", want[0])) {
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
    return c->rtol >= 0 && c->rtol <= GRADE_MAX_TOLERANCE && c->atol >= 0 && c->atol <= GRADE_MAX_TOLERANCE;
}

static bool set_uniform(grade_checks *c, const line_reader *r) {
    c->uniform[r->output] = true;
    c->low[r->output] = r->number[0];
    c->high[r->output] = r->number[1];
    return r->number[0] < r->number[1];
}

/* --- functions to be used or left alone ---------------------------------------------------------- */

static bool is_path(const char *s, size_t n) {
    if (n < 4 || memcmp(s, "np.", 3) != 0) return false;
    for (size_t i = 0; i < n; i++)
        if (!isalnum((unsigned char)s[i]) && s[i] != '_' && s[i] != '.') return false;
    return true;
}

/* The names behind the first word, added to those that are watched; their bits, 0 when one is none. */
static uint32_t take_names(grade_checks *c, const line_reader *r) {
    const char *word;
    uint32_t    bits = 0;
    size_t      n, have = 0;
    for (const char *at; grade_word(c->watched.text, have, &at) > 0;) have++;
    for (size_t i = 1; (n = word_at(r, i, &word)) > 0; i++, have++) {
        if (!is_path(word, n) || have >= 32) return 0;
        if (have) buf_putc(&c->watched, ' ');
        buf_add(&c->watched, word, n);
        bits |= (uint32_t)1 << have;
    }
    return bits;
}

static bool begins_with(const line_reader *r, const char *first) {
    const char *word;
    size_t      n = word_at(r, 0, &word);
    return n == strlen(first) && memcmp(word, first, n) == 0;
}

static bool read_names(grade_checks *c, const line_reader *r) {
    bool     uses = begins_with(r, "uses");
    uint32_t bits = take_names(c, r);
    if (!bits || (uses && c->nuses == GRADE_MAX_USES)) return false;
    if (uses) c->uses[c->nuses++] = bits;
    else c->avoids |= bits;
    return true;
}

static bool read_growth(line_reader *r, grade_checks *c) {
    static const struct { const char *line; grade_growth growth; } classes[] = {{"bytes grow constant", GRADE_GROWTH_CONSTANT},
        {"bytes grow n", GRADE_GROWTH_N}, {"bytes grow n log n", GRADE_GROWTH_N_LOG_N}, {"bytes grow n^2", GRADE_GROWTH_N2}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (matches(r, classes[i].line)) return c->bytes = classes[i].growth, true;
    return false;
}

static bool set_output(unsigned char *bits, const line_reader *r) {
    bits[r->output] |= (unsigned char)(1u << r->second);
    return r->output != r->second;
}

/* What outputs are to each other, what they are made of, what was used. */
static bool read_more(line_reader *r, grade_checks *c) {
    if (matches(r, "view K of output J")) return set_output(c->view_out, r);
    if (matches(r, "copy K of output J")) return set_output(c->copy_out, r);
    if (matches(r, "same K as N")) return c->same[r->output] |= 1u << r->input, true;
    if (matches(r, "not same K as N")) return c->other[r->output] |= 1u << r->input, true;
    if (matches(r, "list K")) return c->form[r->output] = GRADE_FORM_LIST, true;
    if (matches(r, "masked K")) return c->form[r->output] = GRADE_FORM_MASKED, true;
    if (matches(r, "any names")) return c->any_names = true, c->form[0] == GRADE_FORM_FIGURE;
    if (matches(r, "files up to X")) return c->files = (uint64_t)r->number[0], r->number[0] >= 1 && r->number[0] <= GRADE_MAX_FILES;
    if (matches(r, "file N")) return c->kept |= 1u << r->input, true;
    if (matches(r, "peak at most X")) return c->peak = r->number[0], c->peak > 0;
    if (begins_with(r, "uses") || begins_with(r, "avoids")) return read_names(c, r);
    return read_growth(r, c);
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
    if (matches(r, "scalar K")) return true;       /* single values are taken as 0-d arrays anyway */
    return read_more(r, c);
}

/* A value that was typed has the digits that NumPy shows, and a dtype of its own only when it says so. */
static bool read_prediction(line_reader *r, grade_checks *c) {
    if (matches(r, "dtype kind [K]")) return true;
    return matches(r, "tolerance X X") && set_tolerance(c, r);
}

static err_code refuse_line(const line_reader *r, err *e) {
    int n = r->n < 200 ? (int)r->n : 200;
    if (r->n >= 9 && memcmp(r->text, "tolerance", 9) == 0)
        return err_set(e, ERR_VALUE, "a tolerance is two numbers, relative and absolute, from 0 to %g: more lets wrong answers pass: %.*s", GRADE_MAX_TOLERANCE, n, r->text);
    const bool names = begins_with(r, "uses") || begins_with(r, "avoids");
    return err_set(e, ERR_VALUE, "this check is not understood: %.*s%s", n, r->text, names ? "; functions are written np.F, as in: uses np.mean" : "");
}

err_code grade_checks_read(const store_question *q, grade_checks *c, err *e) {
    line_reader r = {.q = q};
    bool        predict = grade_kind_of(q) == GRADE_KIND_PREDICT;
    *c = (grade_checks){.rtol = predict ? 1e-6 : 1e-9, .atol = predict ? 1e-8 : 1e-12, .in_place = -1};
    buf_init(&c->watched);
    if (grade_kind_of(q) == GRADE_KIND_FIGURE) c->form[0] = GRADE_FORM_FIGURE;
    for (int i = 0; predict && i < GRADE_MAX_OUTPUTS; i++) c->dtype_kind[i] = true;
    for (size_t i = 0; (r.n = grade_line(q->checks, i, &r.text)) > 0; i++)
        if (!(predict ? read_prediction(&r, c) : read_line(&r, c))) return refuse_line(&r, e);
    return ERR_OK;
}

int grade_kept_files(const grade_checks *c) {
    int n = 0;
    for (uint32_t bits = c->kept; bits; bits &= bits - 1) n++;
    return n;
}

bool grade_has_forms(const grade_checks *c) {
    if (c->kept) return true;
    for (int i = 0; i < GRADE_MAX_OUTPUTS; i++)
        if (c->form[i] != GRADE_FORM_ARRAY) return true;
    return false;
}

void grade_checks_free(grade_checks *c) { buf_free(&c->watched); }

err_code grade_checks_test(const store_question *q, err *e) {
    grade_checks c;
    err_code     code = grade_checks_read(q, &c, e);
    grade_checks_free(&c);
    return code;
}
