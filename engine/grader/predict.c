/* grader/predict.c: a value as a person writes it, to a text in array notation that gives it.
 *
 * What is typed is a value, not a program: numbers, text, True and False, shapes, lists and arrays as NumPy shows
 * them ("[[1 2]\n [3 4]]", "array([1, 2], dtype=int8)"). Other names are text, so that float64 and fails
 * can be typed as they are. Nothing can be computed: there are no operators and no calls.                */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "grader/grade_int.h"

#define MAX_DEPTH 32

typedef struct literal {
    const char   *text;
    size_t        n, at;
    buf          *out;
    bind_problem *p;
    bool          dtype_given;
} literal;

/* --- faults ------------------------------------------------------------------------------------------- */

static bool refuse(literal *l, size_t at, bool incomplete, const char *what) {
    l->p->code = ERR_SYNTAX;
    l->p->line = l->p->column = 1;
    l->p->width = 1;
    l->p->incomplete = incomplete;
    for (size_t i = 0; i < at && i < l->n; i++) {
        l->p->column++;
        if (l->text[i] == '\n') l->p->line++, l->p->column = 1;
    }
    snprintf(l->p->type, sizeof l->p->type, "SyntaxError");
    snprintf(l->p->text, sizeof l->p->text, "%s", what);
    snprintf(l->p->hint, sizeof l->p->hint, "type the value itself: 3.5, True, 'text', float64, (2, 3), [1, 2, 3]; several are separated by commas");
    return false;
}

/* --- tokens ------------------------------------------------------------------------------------------- */

static char peek(const literal *l) { return l->at < l->n ? l->text[l->at] : '\0'; }

static void skip_space(literal *l) {
    while (l->at < l->n && isspace((unsigned char)l->text[l->at])) l->at++;
}

static bool is_name_char(char c) { return isalnum((unsigned char)c) || c == '_'; }

static bool take_number(literal *l) {
    size_t from = l->at, digits = 0;
    if (peek(l) == '-' || peek(l) == '+') l->at++;
    for (; isdigit((unsigned char)peek(l)) || peek(l) == '.' || peek(l) == '_'; l->at++) digits += isdigit((unsigned char)peek(l)) != 0;
    if (digits && (peek(l) == 'e' || peek(l) == 'E')) {
        l->at++;
        if (peek(l) == '-' || peek(l) == '+') l->at++;
        while (isdigit((unsigned char)peek(l))) l->at++;
    }
    if (!digits || is_name_char(peek(l))) return refuse(l, from, false, "this is not a number");
    if (l->text[from] == '+') from++;
    buf_add(l->out, l->text + from, l->at - from);
    return true;
}

static bool take_text(literal *l) {
    size_t from = l->at;
    char   quote = l->text[l->at++];
    while (l->at < l->n && peek(l) != quote && peek(l) != '\n') l->at += peek(l) == '\\' && l->at + 1 < l->n ? 2 : 1;
    if (peek(l) != quote) return refuse(l, from, false, "this text has no end");
    l->at++;
    buf_add(l->out, l->text + from, l->at - from);
    return true;
}

/* A name behind -: -inf. */
static size_t name_length(const literal *l, size_t at) {
    size_t n = 0;
    while (at + n < l->n && (is_name_char(l->text[at + n]) || l->text[at + n] == '.' || l->text[at + n] == '<')) n++;
    return n;
}

static bool is_word(const char *s, size_t n, const char *word) { return strlen(word) == n && memcmp(s, word, n) == 0; }

static bool take_name(literal *l, bool negative) {
    const char *s = l->text + l->at;
    size_t      n = name_length(l, l->at);
    l->at += n;
    if (n > 3 && memcmp(s, "np.", 3) == 0) s += 3, n -= 3;
    if (is_word(s, n, "nan") || is_word(s, n, "inf")) {
        buf_puts(l->out, negative ? "-np." : "np.");
        buf_add(l->out, s, n);
    } else if (negative) return refuse(l, l->at - n, false, "this is not a number");
    else if (is_word(s, n, "True") || is_word(s, n, "true") || is_word(s, n, "False") || is_word(s, n, "false") || is_word(s, n, "None"))
        buf_add(l->out, s, n);
    else {
        buf_putc(l->out, '\'');
        buf_add(l->out, s, n);
        buf_putc(l->out, '\'');
    }
    return true;
}

/* --- values ------------------------------------------------------------------------------------------- */

static bool take_value(literal *l, int depth);

/* The items up to the closing bracket; in square brackets spaces are enough between them. */
static bool take_items(literal *l, char close, int depth, size_t *count, bool *comma) {
    size_t from = l->at++;
    *count = 0;
    *comma = false;
    if (depth >= MAX_DEPTH) return refuse(l, from, false, "the brackets are nested too deep");
    for (bool fresh = true;; fresh = false) {
        skip_space(l);
        if (l->at == l->n) return refuse(l, from, true, "this bracket is not closed");
        if (peek(l) == close) break;
        if (!fresh && peek(l) == ',') {
            *comma = true;
            l->at++;
            skip_space(l);
            if (peek(l) == close) break;
            if (l->at == l->n) return refuse(l, from, true, "this bracket is not closed");
        } else if (!fresh && close == ')') return refuse(l, l->at, false, "a comma is missing");
        if (!fresh) buf_puts(l->out, ", ");
        if (!take_value(l, depth + 1)) return false;
        ++*count;
    }
    l->at++;
    return true;
}

static bool take_list(literal *l, int depth) {
    size_t count;
    bool   comma;
    if (depth == 0) buf_puts(l->out, "np.array(");
    buf_putc(l->out, '[');
    if (!take_items(l, ']', depth, &count, &comma)) return false;
    buf_putc(l->out, ']');
    if (depth == 0) buf_putc(l->out, ')');
    return true;
}

/* A shape, or one value in brackets. */
static bool take_tuple(literal *l, int depth) {
    size_t count;
    bool   comma;
    buf_putc(l->out, '(');
    if (!take_items(l, ')', depth, &count, &comma)) return false;
    if (count == 1 && comma) buf_putc(l->out, ',');
    buf_putc(l->out, ')');
    return true;
}

/* array([1, 2], dtype=int8), or its name alone when nothing is called. */
static bool take_call(literal *l, bool *taken) {
    const char *s = l->text + l->at;
    size_t      n = name_length(l, l->at), from = l->at;
    *taken = (is_word(s, n, "array") || is_word(s, n, "np.array")) && l->at + n < l->n && s[n] == '(';
    if (!*taken) return true;
    l->at += n + 1;
    skip_space(l);
    buf_puts(l->out, "np.array(");
    if (peek(l) == '[' ? !take_list(l, 1) : !take_value(l, 1)) return false;
    skip_space(l);
    if (peek(l) == ',') {
        l->at++;
        skip_space(l);
        if (l->n - l->at < 6 || memcmp(l->text + l->at, "dtype=", 6) != 0) return refuse(l, l->at, false, "only dtype= can stand here");
        l->at += 6;
        buf_puts(l->out, ", dtype=");
        l->dtype_given = true;
        if (peek(l) == '\'' || peek(l) == '"' ? !take_text(l) : !take_name(l, false)) return false;
        skip_space(l);
    }
    if (peek(l) != ')') return refuse(l, from, l->at == l->n, "this bracket is not closed");
    l->at++;
    buf_putc(l->out, ')');
    return true;
}

static bool take_value(literal *l, int depth) {
    char c = peek(l), next = l->at + 1 < l->n ? l->text[l->at + 1] : '\0';
    bool taken;
    if (c == '[') return take_list(l, depth);
    if (c == '(') return take_tuple(l, depth);
    if (c == '\'' || c == '"') return take_text(l);
    if (c == '-' && isalpha((unsigned char)next)) {
        l->at++;
        return take_name(l, true);
    }
    if (isdigit((unsigned char)c) || c == '-' || c == '+' || c == '.') return take_number(l);
    if (!isalpha((unsigned char)c) && c != '<' && c != '_') return refuse(l, l->at, false, "this is no value");
    if (!take_call(l, &taken)) return false;
    return taken || take_name(l, false);
}

bool grade_literal(const char *text, size_t n, buf *out, bool *dtype_given, bind_problem *p) {
    literal l = {.text = text, .n = n, .out = out, .p = p};
    memset(p, 0, sizeof *p);
    buf_puts(out, "return ");
    skip_space(&l);
    if (l.at == n) return refuse(&l, 0, false, "nothing was typed");
    for (bool fresh = true; l.at < l.n; fresh = false) {
        size_t line = 0;
        if (!fresh && peek(&l) == ',') l.at++;
        else if (!fresh) {
            for (size_t i = l.at; i > 0 && isspace((unsigned char)text[i - 1]); i--) line += text[i - 1] == '\n';
            if (line == 0) return refuse(&l, l.at, false, "a comma is missing between two values");
        }
        skip_space(&l);
        if (!fresh) buf_puts(out, ", ");
        if (l.at == l.n) return refuse(&l, l.n, true, "a value is missing after the comma");
        if (!take_value(&l, 0)) return false;
        skip_space(&l);
    }
    *dtype_given = l.dtype_given;
    return !buf_failed(out) || refuse(&l, 0, false, "no memory");
}
