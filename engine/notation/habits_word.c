/* notation/habits_word.c: Python's expressions that are words: lambda, if, for, is, in, print. */
#include <stdio.h>
#include <string.h>

#include "advice.h"
#include "lex_text.h"

/* --- lambda, x if c else y -------------------------------------------------------------- */

static bool habit_lambda(const slip *s, remedy *r) {
    const char *at = notation_find(s->text, "lambda"), *colon = at ? notation_find_flat(at, ":") : NULL;
    if (!at) return false;
    notation_say(r, "a function without a name in Lua: function(x) return ... end");
    r->foreign = true;
    if (!colon) return true;
    const char *end = notation_expr_end(colon + 1);
    piece       args = notation_trim(at + 6, colon), e = notation_trim(colon + 1, end);
    notation_change(r, s, at, end, "function(%.*s) return %.*s end", args.n, args.s, e.n, e.s);
    return true;
}

static bool is_false(piece p) { return notation_piece_is(p, "False") || notation_piece_is(p, "false") || notation_piece_is(p, "nil"); }

static const char *start_of_choice(const slip *s, const char *at) {
    const char *from = notation_expr_start(s->text, at), *word = notation_find(from, "return");
    return word && word < at ? word + 7 : from;
}

/* An `if` that begins no statement, and its else. */
static const char *find_choice(const char *line, const char **other) {
    for (const char *at = line; (at = notation_find(at, "if")) != NULL; at += 2) {
        const char *then = notation_find_flat(at, "then");
        *other = at > line ? notation_find_flat(at, "else") : NULL;
        if (*other && (!then || then > *other)) return at;
    }
    return NULL;
}

static bool habit_choice(const slip *s, remedy *r) {
    const char *other, *cond = find_choice(s->text, &other);
    if (!cond) return false;
    const char *from = start_of_choice(s, cond), *end = notation_expr_end(other + 4);
    piece       a = notation_trim(from, cond), c = notation_trim(cond + 2, other), b = notation_trim(other + 4, end);
    bool        either = notation_find(cond, "or") && notation_find(cond, "or") < other;
    notation_say(r, "a choice in Lua: condition and value or other");
    if (is_false(a)) notation_change(r, s, from, end, "not (%.*s) and %.*s or %.*s", c.n, c.s, b.n, b.s, a.n, a.s);
    else notation_change(r, s, from, end, either ? "(%.*s) and %.*s or %.*s" : "%.*s and %.*s or %.*s", c.n, c.s, a.n, a.s, b.n, b.s);
    return true;
}

/* c ? a : b */
static bool habit_ternary(const slip *s, remedy *r) {
    const char *mark = notation_find(s->text, "?"), *colon = mark ? notation_find_flat(mark, ":") : NULL;
    if (!colon) return false;
    const char *from = start_of_choice(s, mark), *end = notation_expr_end(colon + 1);
    piece       c = notation_trim(from, mark), a = notation_trim(mark + 1, colon), b = notation_trim(colon + 1, end);
    notation_say(r, "a choice in Lua: condition and value or other");
    notation_change(r, s, from, end, "%.*s and %.*s or %.*s", c.n, c.s, a.n, a.s, b.n, b.s);
    return true;
}

/* --- comprehensions ----------------------------------------------------------------------- */

typedef struct comprehension { const char *open, *close; piece value, names, from, test; } comprehension;

/* The bracket that holds a `for` of its own. */
static bool read_comprehension(const char *line, comprehension *c) {
    for (const char *s = line; *s; s++) {
        if (*s == '"' || *s == '\'') s = notation_skip_quoted(s) - 1;
        if (!strchr("[({", *s)) continue;
        const char *loop = notation_find_flat(s + 1, "for"), *in = loop ? notation_find_flat(loop, "in") : NULL;
        c->close = notation_closing(s);
        if (!in || !c->close || in > c->close) continue;
        const char *test = notation_find_flat(in, "if"), *end = test ? test : c->close;
        c->open = s;
        c->value = notation_trim(s + 1, loop);
        c->names = notation_trim(loop + 3, in);
        c->from = notation_trim(in + 2, end);
        c->test = test ? notation_trim(test + 2, c->close) : (piece){ "", 0 };
        return true;
    }
    return false;
}

static bool holds_word(piece p, piece word) {
    char text[SLIP_LINE_MAX + 1], name[64];
    snprintf(text, sizeof text, "%.*s", p.n, p.s);
    snprintf(name, sizeof name, "%.*s", word.n, word.s);
    return notation_find(text, name);
}

/* A name for the list: the one it is assigned to, where that is all the line does. */
static bool is_plain_target(const slip *s, const comprehension *c, piece *name) {
    const char *equals = notation_find_flat(s->text, "=");
    if (!equals || equals > c->open || *c->open != '[' || c->close[1]) return false;
    *name = notation_trim(s->text, equals);
    bool between = notation_trim(equals + 1, c->open).n == 0;
    return between && notation_piece_is_name(*name) && !holds_word(c->value, *name) && !holds_word(c->from, *name);
}

static bool habit_comprehension(const slip *s, remedy *r) {
    comprehension c;
    piece         name = { "items", 5 };
    if (!read_comprehension(s->text, &c)) return false;
    notation_say(r, "Lua has no comprehensions: fill a list in a loop, or compute with whole arrays (np.arange(5) ** 2)");
    if (*c.open == '{' || notation_find(s->text, "do")) return true;
    bool plain = is_plain_target(s, &c, &name), call = *c.open == '(';
    char test[SLIP_LINE_MAX + 16] = "", line[SLIP_LINE_MAX * 2] = "";
    if (c.test.n) snprintf(test, sizeof test, "if %.*s then ", c.test.n, c.test.s);
    if (!plain) snprintf(line, sizeof line, "\n%*s%.*s%s%.*s%s%s", s->indent, "", (int)(c.open - s->text), s->text, call ? "(" : "", name.n, name.s, call ? ")" : "", c.close + 1);
    if (c.names.n > 2 && c.names.s[0] == '(') c.names = (piece){ c.names.s + 1, c.names.n - 2 };
    notation_change(r, s, s->text, notation_line_end(s->text), "%.*s = []\n%*sfor %.*s in %.*s do %s%.*s.append(%.*s)%s end%s", name.n, name.s, s->indent, "",
                    c.names.n, c.names.s, c.from.n, c.from.s, test, name.n, name.s, c.value.n, c.value.s, c.test.n ? " end" : "", line);
    return true;
}

/* --- is, in ------------------------------------------------------------------------------- */

/* A value that == tells apart as well as is does. */
static bool is_simple(piece p) {
    return notation_piece_is(p, "None") || notation_piece_is(p, "True") || notation_piece_is(p, "False") || (p.n && p.s[0] >= '0' && p.s[0] <= '9') ||
           (p.n && (p.s[0] == '"' || p.s[0] == '\'')) || notation_piece_is(p, "int") || notation_piece_is(p, "float") || notation_piece_is(p, "str");
}

static bool habit_is(const slip *s, remedy *r) {
    const char *is = notation_find(s->text, "is");
    if (!is || is == s->text) return false;
    const char *to = is + 2, *after = to;
    while (notation_is_space(*after)) after++;
    bool negated = notation_starts(after, "not");
    if (negated) to = after + 3;
    const char *from = notation_operand_start(s->text, is), *end = notation_operand_end(to);
    piece       a = notation_trim(from, is), b = notation_trim(to, end);
    notation_say(r, "Lua has no is: == compares, and rawequal tells whether two are one object");
    if (is_simple(b)) notation_change(r, s, from, end, "%.*s %s %.*s", a.n, a.s, negated ? "~=" : "==", b.n, b.s);
    else notation_change(r, s, from, end, "%srawequal(%.*s, %.*s)", negated ? "not " : "", a.n, a.s, b.n, b.s);
    return true;
}

static bool habit_in(const slip *s, remedy *r) {
    const char *in = notation_find(s->text, "in");
    if (!in || in == s->text || (notation_find(s->text, "for") && notation_find(s->text, "for") < in)) return false;
    const char *not = in;
    while (not > s->text && notation_is_space(not[-1])) not--;
    bool        negated = not - s->text > 3 && notation_starts(not - 3, "not") && !notation_is_name_byte(not[-4]);
    const char *from = notation_operand_start(s->text, negated ? not - 3 : in), *end = notation_operand_end(in + 2);
    piece       a = notation_trim(from, negated ? not - 3 : in), b = notation_trim(in + 2, end);
    notation_say(r, "Lua has no in: np.isin looks among values, t[key] ~= nil in a table");
    notation_change(r, s, from, end, "%snp.isin(%.*s, %.*s)", negated ? "not " : "", a.n, a.s, b.n, b.s);
    return true;
}

/* --- texts ------------------------------------------------------------------------------------- */

/* One field of an f-string, after the {: its expression to args, its form to format. */
static const char *write_field(const char *s, const char *end, buf *format, buf *args) {
    const char *close = s, *colon = NULL;
    int         depth = 0;
    for (; close < end && !(depth == 0 && *close == '}'); close++) {
        if (strchr("([{", *close)) depth++;
        if (strchr(")]}", *close)) depth--;
        if (depth == 0 && *close == ':' && !colon) colon = close;
    }
    if (close >= end) return NULL;
    piece e = notation_trim(s, colon ? colon : close);
    if (e.n > 2 && e.s[e.n - 2] == '!') e.n -= 2;
    if (e.n > 1 && e.s[e.n - 1] == '=') {
        e.n--;
        buf_printf(format, "%.*s=", e.n, e.s);
    }
    bool spec = colon && close - colon > 1 && close - colon < 8 && strchr("dfegxs", close[-1]) && !strchr(",<>^_", colon[1]);
    if (spec) buf_printf(format, "%%%.*s", (int)(close - colon - 1), colon + 1);
    else buf_puts(format, "%s");
    buf_printf(args, ", %.*s", e.n, e.s);
    return close + 1;
}

bool notation_write_fstring(const char *quote, buf *out) {
    const char *end = notation_skip_quoted(quote) - 1;
    buf         format, args;
    buf_init(&format);
    buf_init(&args);
    const char *s = quote + 1;
    while (s && s < end) {
        bool twice = (*s == '{' || *s == '}') && s[1] == *s;
        if (*s == '{' && !twice) {
            s = write_field(s + 1, end, &format, &args);
            continue;
        }
        if (*s == '%') buf_putc(&format, '%');
        buf_putc(&format, *s);
        s += twice ? 2 : 1;
    }
    if (s) buf_printf(out, "string.format(%c%s%c%s)", *quote, format.text, *quote, args.text);
    buf_free(&args);
    buf_free(&format);
    return s;
}

/* The f of the first f-string. */
static const char *find_fstring(const char *line) {
    for (const char *s = line; *s; s++) {
        bool quoted = *s == '"' || *s == '\'';
        if (!quoted) continue;
        if (s > line && s[-1] == 'f' && (s - 1 == line || !notation_is_name_byte(s[-2]))) return s - 1;
        s = notation_skip_quoted(s) - 1;
    }
    return NULL;
}

static bool habit_fstring(const slip *s, remedy *r) {
    const char *f = find_fstring(s->text);
    if (!f) return false;
    buf text;
    buf_init(&text);
    notation_say(r, "Lua has no f-strings: string.format puts values into a text, .. joins texts");
    if (notation_write_fstring(f + 1, &text)) notation_change(r, s, f, notation_skip_quoted(f + 1), "%s", text.text);
    buf_free(&text);
    return true;
}

/* "{} and {}".format(a, b), "abc".upper() */
static bool habit_text_method(const slip *s, remedy *r) {
    const char *dot = s->fault;
    if (!dot || *dot != '.' || dot == s->text || !strchr("\"'", dot[-1])) return false;
    const char *from = notation_operand_start(s->text, dot), *open = strchr(dot, '('), *close = open ? notation_closing(open) : NULL;
    if (!close) return false;
    notation_say(r, "a text's method is called with : in Lua, and a text written out stands in parentheses: (\"abc\"):upper()");
    if (!notation_starts(dot + 1, "format")) {
        notation_change(r, s, from, open, "(%.*s):%.*s", (int)(dot - from), from, (int)(open - dot - 1), dot + 1);
        return true;
    }
    notation_say(r, "string.format puts values into a text: %%d, %%.2f, %%s stand for them");
    buf format;
    buf_init(&format);
    for (const char *c = from; c < dot; c++) {
        const char *end = *c == '{' ? memchr(c, '}', (size_t)(dot - c)) : NULL;
        if (end && end[-1] != '{' && c[1] == ':') buf_printf(&format, "%%%.*s", (int)(end - c - 2), c + 2);
        else if (end) buf_puts(&format, "%s");
        else buf_putc(&format, *c);
        if (end) c = end;
    }
    notation_change(r, s, from, close + 1, "string.format(%s, %.*s)", format.text, (int)(close - open - 1), open + 1);
    buf_free(&format);
    return true;
}

static bool habit_print(const slip *s, remedy *r) {
    if (!notation_starts(s->text, "print") || s->text[5] != ' ' || s->text[6] == '(') return false;
    notation_say(r, "print is a function");
    notation_change(r, s, s->text + 5, notation_line_end(s->text), "(%s)", notation_trim(s->text + 5, notation_line_end(s->text)).s);
    return true;
}

/* --- words of C and JavaScript ------------------------------------------------------------------ */

static bool habit_declaration(const slip *s, remedy *r) {
    static const char *const kinds[] = { "var", "let", "const", "int", "float", "double", "auto", "long", "bool" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *name = s->text + strlen(kinds[i]);
        if (!notation_starts(s->text, kinds[i]) || !notation_is_space(*name)) continue;
        notation_say(r, "a variable of a block is declared with local in Lua");
        notation_change(r, s, s->text, name, "local");
        return true;
    }
    return false;
}

/* x => x + 1 */
static bool habit_arrow(const slip *s, remedy *r) {
    const char *arrow = notation_find(s->text, "=>");
    if (!arrow) return false;
    const char *from = notation_operand_start(s->text, arrow), *end = notation_expr_end(arrow + 2);
    piece       args = notation_trim(from, arrow), e = notation_trim(arrow + 2, end);
    if (args.n > 1 && args.s[0] == '(') args = (piece){ args.s + 1, args.n - 2 };
    notation_say(r, "a function without a name in Lua: function(x) return ... end");
    notation_change(r, s, from, end, "function(%.*s) return %.*s end", args.n, args.s, e.n, e.s);
    return true;
}

habit *const notation_word_habits[] = {
    habit_lambda, habit_print, habit_fstring, habit_text_method, habit_comprehension, habit_choice, habit_ternary, habit_is, habit_declaration,
    habit_arrow, habit_in, NULL,
};
