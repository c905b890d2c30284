/* notation/habits_sign.c: signs of Python and C, and brackets and quotes that do not close. */
#include <stdio.h>
#include <string.h>

#include "advice.h"
#include "lex_text.h"

/* --- operators ------------------------------------------------------------------------ */

static bool habit_operator(const slip *s, remedy *r) {
    static const struct { const char *theirs, *ours, *hint; } all[] = {
        { "&&", "and", "Lua writes and for &&" },
        { "||", "or", "Lua writes or for ||" },
        { "!==", "~=", "Lua writes ~= (or !=)" },
        { "===", "==", "Lua writes ==" },
        { "<>", "~=", "Lua writes ~= (or !=)" },
        { ":--", ":- -", "-- starts a comment in Lua; a space keeps the signs apart" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!notation_find(s->text, all[i].theirs)) continue;
        notation_say(r, "%s", all[i].hint);
        notation_change_all(r, s, all[i].theirs, all[i].ours);
        return true;
    }
    return false;
}

/* (n := 3) */
static bool habit_walrus(const slip *s, remedy *r) {
    const char *op = notation_find(s->text, ":=");
    if (!op) return false;
    const char *from = notation_operand_start(s->text, op), *end = notation_expr_end(op + 2);
    piece       name = notation_trim(from, op), value = notation_trim(op + 2, end);
    bool        paren = from > s->text && from[-1] == '(' && *end == ')';
    notation_say(r, "Lua has no :=; an assignment is a statement of its own");
    if (from == s->text) notation_change(r, s, op, op + 2, "=");
    else notation_change(r, s, s->text, end + paren, "%.*s = %.*s\n%*s%.*s%.*s", name.n, name.s, value.n, value.s, s->indent, "",
                         (int)(from - s->text) - paren, s->text, name.n, name.s);
    return true;
}

static bool habit_bang(const slip *s, remedy *r) {
    if (!s->fault || *s->fault != '!') return false;
    notation_say(r, "Lua writes not; for an array, element by element: ~");
    notation_change(r, s, s->fault, s->fault + 1, "not ");
    return true;
}

static bool habit_increment(const slip *s, remedy *r) {
    const char *plus = notation_find(s->text, "++");
    if (!plus) return false;
    piece a = notation_trim(s->text, plus), b = notation_trim(plus + 2, notation_line_end(plus));
    if (a.n && b.n) return false;
    if (a.n == 0) a = b;
    notation_say(r, "Lua has no ++");
    notation_change(r, s, s->text, notation_line_end(s->text), "%.*s += 1", a.n, a.s);
    return true;
}

static bool habit_xor(const slip *s, remedy *r) {
    const char *unequal = notation_find(s->text, "~="), *caret = notation_find(s->text, "^="), *op = caret ? caret : unequal;
    if (!op || (!caret && strncmp(s->message, "a comparison alone", 18) != 0)) return false;
    piece a = notation_trim(s->text, op), b = notation_trim(op + 2, notation_line_end(op));
    if (caret) notation_say(r, "^ is power in Lua: **= raises in place, and xor is ~");
    else notation_say(r, "~= is \"not equal\" in Lua; xor is ~");
    if (caret) notation_change(r, s, op, op + 2, "**=");
    else notation_change(r, s, op, notation_line_end(op), "= %.*s ~ %.*s", a.n, a.s, b.n, b.s);
    return true;
}

static bool habit_equals(const slip *s, remedy *r) {
    if (!s->fault || *s->fault != '=' || s->fault[1] == '=') return false;
    bool test = notation_starts(s->text, "if") || notation_starts(s->text, "while") || notation_starts(s->text, "elseif") || notation_starts(s->text, "until");
    if (!test) return false;
    notation_say(r, "= assigns; == compares");
    notation_change(r, s, s->fault, s->fault + 1, "==");
    return true;
}

/* --- tables, arguments -------------------------------------------------------------------- */

/* "a": 1 and b: 2 as entries of a table. */
static bool write_entries(const char *from, const char *to, buf *out) {
    for (const char *at = from; at < to;) {
        const char *end = notation_expr_end(at), *colon = notation_find_flat(at, ":");
        if (!colon || colon > end) return false;
        piece key = notation_trim(at, colon), value = notation_trim(colon + 1, end), bare = { key.s + 1, key.n - 2 };
        bool  quoted = key.n > 2 && (key.s[0] == '"' || key.s[0] == '\'');
        if (out->n) buf_puts(out, ", ");
        if (quoted && notation_piece_is_name(bare)) buf_printf(out, "%.*s = ", bare.n, bare.s);
        else buf_printf(out, "[%.*s] = ", key.n, key.s);
        buf_add(out, value.s, (size_t)value.n);
        at = end + strspn(end, " \t") + 1;
    }
    return true;
}

static bool habit_dictionary(const slip *s, remedy *r) {
    const char *open = s->fault && *s->fault == ':' ? strchr(s->text, '{') : NULL, *close = open ? notation_closing(open) : NULL;
    if (!open) return false;
    notation_say(r, "a Lua table is written {name = value} or {[key] = value}");
    buf entries;
    buf_init(&entries);
    if (close && write_entries(open + 1, close, &entries)) notation_change(r, s, open, close + 1, "{%s}", entries.text);
    buf_free(&entries);
    return true;
}

static bool habit_star(const slip *s, remedy *r) {
    if (!s->fault || *s->fault != '*' || s->fault[1] == '*') return false;
    const char *end = notation_expr_end(s->fault + 1);
    piece       e = notation_trim(s->fault + 1, end);
    notation_say(r, "Lua has no *args: x.unpack() gives the items of a list, table.unpack(t) those of a table");
    notation_change(r, s, s->fault, end, "%.*s.unpack()", e.n, e.s);
    return true;
}

/* --- comments, quotes ------------------------------------------------------------------------- */

static bool habit_comment(const slip *s, remedy *r) {
    const char *hash = notation_find(s->text, "#"), *slashes = notation_find(s->text, "//");
    const char *at = hash && notation_is_name_byte(hash[1]) ? hash : slashes && s->fault && s->fault > slashes ? slashes : NULL;
    if (!at) return false;
    notation_say(r, at == hash ? "#x is the length of x here; a comment begins with -- (or with # and a space)" : "// divides; a comment begins with --");
    notation_change(r, s, at, at + (at == hash ? 1 : 2), "-- ");
    return true;
}

static bool habit_triple_quotes(const slip *s, remedy *r) {
    const char *open = strstr(s->text, "\"\"\""), *single = strstr(s->text, "'''");
    if (!open || (single && single < open)) open = single;
    if (!open) return false;
    char        quotes[4] = { open[0], open[0], open[0], '\0' };
    const char *close = strstr(open + 3, quotes);
    notation_say(r, "a text of several lines is written [[...]] in Lua");
    if (close) {
        notation_change(r, s, open, close + 3, "[[%.*s]]", (int)(close - open - 3), open + 3);
        return true;
    }
    for (size_t i = s->from + (size_t)(open - s->text) + 3; i + 3 <= s->n; i++) {
        if (memcmp(s->src + i, quotes, 3) != 0) continue;
        r->from = s->from + (size_t)(open - s->text);
        r->to = i + 3;
        buf_puts(&r->text, "[[");
        buf_add(&r->text, s->src + r->from + 3, i - r->from - 3);
        buf_puts(&r->text, "]]");
        break;
    }
    return true;
}

/* Quotes and dashes that a word processor made. */
static bool habit_typeset(const slip *s, remedy *r) {
    if (!s->fault || (strncmp(s->fault, "\xE2\x80", 2) != 0 && strncmp(s->fault, "\xE2\x88\x92", 3) != 0)) return false;
    notation_say(r, "write straight quotes (\") and a plain - sign");
    for (const char *c = s->text; *c; c++) {
        bool special = c[0] == '\xE2' && (c[1] == '\x80' || c[1] == '\x88') && c[2];
        if (!special) {
            buf_putc(&r->text, *c);
            continue;
        }
        bool dash = c[1] == '\x88' || c[2] == '\x93' || c[2] == '\x94', single = c[2] == '\x98' || c[2] == '\x99';
        buf_putc(&r->text, dash ? '-' : single ? '\'' : '"');
        c += 2;
    }
    r->from = s->from;
    r->to = s->from + strlen(s->text);
    return true;
}

static bool habit_unfinished(const slip *s, remedy *r) {
    if (strncmp(s->message, "unfinished string", 17) != 0 || !s->fault) return false;
    const char *end = notation_line_end(s->text), *open = s->fault;
    while (open > s->text && *open != '"' && *open != '\'') open--;
    while (end > open + 1 && strchr(")]}", end[-1])) end--;
    notation_say(r, "a text ends with the quote it began with, on the same line");
    notation_change(r, s, end, end, "%c", *open);
    return true;
}

/* --- brackets -------------------------------------------------------------------------------- */

/* The brackets that the line opens and does not close, in the order in which they close. */
static void open_brackets(const char *line, char *out, size_t room) {
    size_t n = 0;
    for (const char *c = line; *c; c++) {
        if (*c == '"' || *c == '\'') c = notation_skip_quoted(c) - 1;
        else if (strchr("([{", *c) && n + 1 < room) out[n++] = *c == '(' ? ')' : *c == '[' ? ']' : '}';
        else if (strchr(")]}", *c) && n > 0) n--;
    }
    out[n] = '\0';
    for (size_t i = 0; i < n / 2; i++) {
        char c = out[i];
        out[i] = out[n - 1 - i];
        out[n - 1 - i] = c;
    }
}

static bool habit_unclosed(const slip *s, remedy *r) {
    char closers[32];
    slip line = *s;
    bool missing = s->message[0] == '\'' && strchr(")]}", s->message[1]) && strncmp(s->message + 2, "' expected", 10) == 0;
    if (!missing) return false;
    if (s->opened < s->n) notation_slip_fill(&line, s->opened);
    open_brackets(line.text, closers, sizeof closers);
    if (!closers[0]) return false;
    notation_say(r, "a bracket that is opened needs its closing one");
    const char *end = notation_line_end(line.text), *then = notation_find(line.text, "then"), *loop = notation_find(line.text, "do");
    const char *word = then ? then : loop;
    if (word) {
        end = word;
        while (end > line.text && notation_is_space(end[-1])) end--;
    }
    notation_change(r, &line, end, end, "%s", closers);
    return true;
}

static bool habit_unopened(const slip *s, remedy *r) {
    if (!s->fault || !strchr(")]}", *s->fault) || strncmp(s->message, "unexpected symbol", 17) != 0) return false;
    notation_say(r, "this bracket closes none");
    notation_change(r, s, s->fault, s->fault + 1, "%s", "");
    return true;
}

/* --- statements ------------------------------------------------------------------------------- */

/* if (c) { s; } on one line. */
static bool habit_braces(const slip *s, remedy *r) {
    bool        loop = notation_starts(s->text, "while"), function = notation_starts(s->text, "function");
    const char *open = strchr(s->text, '{'), *close = open ? notation_closing(open) : NULL;
    if ((!loop && !function && !notation_starts(s->text, "if")) || !close || notation_find(s->text, "then") || notation_find(s->text, "do")) return false;
    notation_say(r, "Lua has no braces around a block: if ... then ... end, while ... do ... end");
    if (close[1]) return true;
    piece head = notation_trim(s->text, open), body = notation_trim(open + 1, close);
    notation_change(r, s, s->text, close + 1, "%.*s %s%.*s end", head.n, head.s, function ? "" : loop ? "do " : "then ", body.n, body.s);
    return true;
}

/* `if x` and no then. */
static bool habit_then(const slip *s, remedy *r) {
    bool then = strncmp(s->message, "'then' expected", 15) == 0, loop = strncmp(s->message, "'do' expected", 13) == 0;
    if (!then && !loop) return false;
    notation_say(r, then ? "a condition ends with then" : "the head of a loop ends with do");
    size_t at = s->fault ? s->from + (size_t)(s->fault - s->text) : s->from + strlen(s->text);
    bool   colon = s->fault && *s->fault == ':';
    if (colon) {
        notation_change(r, s, s->fault, s->fault + 1, then ? " then" : " do");
        return true;
    }
    bool here = s->fault != NULL;
    while (at > 0 && strchr(" \t\n\r", s->src[at - 1])) at--;
    buf_puts(&r->text, then ? " then" : " do");
    r->from = r->to = at;
    return here || at > 0;
}

/* x = 5, is a tuple in Python. */
static bool habit_last_comma(const slip *s, remedy *r) {
    const char *end = notation_line_end(s->text), *equals = notation_find_flat(s->text, "=");
    if (!equals || end == s->text || end[-1] != ',') return false;
    piece e = notation_trim(equals + 1, end);
    notation_say(r, "a tuple of one stands in parentheses");
    notation_change(r, s, equals, end, "= (%.*s)", e.n, e.s);
    return true;
}

/* A line that begins with a bracket. */
static bool habit_line_bracket(const slip *s, remedy *r) {
    if (strncmp(s->message, "this bracket goes on", 20) != 0 || !s->fault) return false;
    const char *close = notation_closing(s->fault);
    if (!close || close[-1] == ',') return false;
    notation_say(r, "a line that begins with ( goes on with the line before it in Lua; names need no brackets");
    piece names = notation_trim(s->fault + 1, close);
    notation_change(r, s, s->fault, close + 1, "%.*s", names.n, names.s);
    return true;
}

static bool habit_second_equals(const slip *s, remedy *r) {
    if (!s->fault || *s->fault != '=' || s->fault[1] == '=') return false;
    notation_say(r, "one assignment a statement: write them on lines of their own");
    return true;
}

habit *const notation_sign_habits[] = {
    habit_triple_quotes, habit_typeset, habit_walrus, habit_operator, habit_bang, habit_increment, habit_xor, habit_unfinished, habit_braces, habit_dictionary,
    habit_star, habit_comment, habit_equals, habit_then, habit_unclosed, habit_unopened, habit_last_comma, habit_line_bracket, habit_second_equals, NULL,
};
