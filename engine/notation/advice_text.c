/* notation/advice_text.c: looking at one line as text: words, brackets, quotes. */
#include "advice.h"

#include <stdio.h>
#include <string.h>

#include "lex_text.h"

/* --- pieces -------------------------------------------------------------------------- */

bool notation_is_space(char c) { return c == ' ' || c == '\t'; }

piece notation_trim(const char *from, const char *to) {
    while (from < to && notation_is_space(*from)) from++;
    while (to > from && notation_is_space(to[-1])) to--;
    return (piece){ from, (int)(to - from) };
}

bool notation_piece_is(piece p, const char *text) { return (size_t)p.n == strlen(text) && memcmp(p.s, text, (size_t)p.n) == 0; }

bool notation_piece_is_name(piece p) {
    if (p.n == 0 || (p.s[0] >= '0' && p.s[0] <= '9')) return false;
    for (int i = 0; i < p.n; i++)
        if (!notation_is_name_byte(p.s[i])) return false;
    return true;
}

/* --- looking ---------------------------------------------------------------------------- */

static bool is_quote(char c) { return c == '"' || c == '\''; }

static int bracket(char c) {
    if (c == '(' || c == '[' || c == '{') return 1;
    return c == ')' || c == ']' || c == '}' ? -1 : 0;
}

const char *notation_skip_quoted(const char *s) {
    char quote = *s++;
    while (*s && *s != quote) s += *s == '\\' && s[1] ? 2 : 1;
    return *s ? s + 1 : s;
}

static const char *search(const char *s, const char *what, bool flat) {
    size_t      n = strlen(what);
    bool        word = notation_is_name_byte(what[0]), ends = n && notation_is_name_byte(what[n - 1]);
    const char *begin = s;
    int         depth = 0;
    while (*s) {
        bool here = (!flat || depth == 0) && strncmp(s, what, n) == 0;
        if (here && !(word && s > begin && notation_is_name_byte(s[-1])) && !(ends && notation_is_name_byte(s[n]))) return s;
        if (is_quote(*s)) {
            s = notation_skip_quoted(s);
            continue;
        }
        depth += bracket(*s++);
        if (flat && depth < 0) return NULL;
    }
    return NULL;
}

const char *notation_find(const char *s, const char *what) { return search(s, what, false); }

const char *notation_find_flat(const char *s, const char *what) { return search(s, what, true); }

bool notation_starts(const char *s, const char *word) {
    size_t n = strlen(word);
    return strncmp(s, word, n) == 0 && !notation_is_name_byte(s[n]);
}

const char *notation_closing(const char *open) {
    int depth = 0;
    for (const char *s = open; *s; s++) {
        if (is_quote(*s)) s = notation_skip_quoted(s) - 1;
        else if ((depth += bracket(*s)) == 0) return s;
    }
    return NULL;
}

const char *notation_line_end(const char *s) { return s + strlen(s); }

/* The opening bracket of the one at `close`, with quotes read backwards as they stand. */
static const char *opening(const char *line, const char *close) {
    int depth = 0;
    for (const char *s = close; s >= line; s--) {
        if (is_quote(*s)) {
            char quote = *s;
            do s--;
            while (s >= line && *s != quote);
            continue;
        }
        depth -= bracket(*s);
        if (depth == 0) return s;
    }
    return line;
}

const char *notation_operand_start(const char *line, const char *at) {
    const char *s = at;
    while (s > line && notation_is_space(s[-1])) s--;
    while (s > line) {
        char c = s[-1];
        if (c == ')' || c == ']' || c == '}') s = opening(line, s - 1);
        else if (is_quote(c)) {
            char quote = c;
            for (s--; s > line && s[-1] != quote; s--) {}
            if (s > line) s--;
        } else if (notation_is_name_byte(c) || c == '.') s--;
        else break;
    }
    return s;
}

const char *notation_operand_end(const char *at) {
    const char *s = at;
    while (notation_is_space(*s)) s++;
    if (*s == '-') s++;
    while (*s) {
        if (bracket(*s) > 0) {
            const char *close = notation_closing(s);
            s = close ? close + 1 : notation_line_end(s);
        } else if (is_quote(*s)) s = notation_skip_quoted(s);
        else if (notation_is_name_byte(*s) || *s == '.') s++;
        else break;
    }
    return s;
}

const char *notation_name_before(const char *line, const char *at) {
    while (at > line && (notation_is_name_byte(at[-1]) || at[-1] == '.')) at--;
    return at;
}

/* then, do, or an end that no function before it needs. */
static bool ends_expr(const char *begin, const char *at, int *functions) {
    if (at > begin && notation_is_name_byte(at[-1])) return false;
    if (notation_starts(at, "function")) ++*functions;
    return notation_starts(at, "then") || notation_starts(at, "do") || (notation_starts(at, "end") && --*functions < 0);
}

const char *notation_expr_end(const char *at) {
    const char *begin = at;
    int         depth = 0, functions = 0;
    for (; *at; at++) {
        if (depth == 0 && ends_expr(begin, at, &functions)) break;
        if (is_quote(*at)) {
            at = notation_skip_quoted(at) - 1;
            continue;
        }
        if (depth == 0 && (*at == ',' || *at == ';')) break;
        if ((depth += bracket(*at)) < 0) break;
    }
    while (at > begin && notation_is_space(at[-1])) at--;
    return at;
}

/* One equals sign: an assignment or an argument's name. */
static bool is_assign(const char *line, const char *s) {
    return *s == '=' && s[1] != '=' && (s == line || !strchr("=<>!~", s[-1]));
}

const char *notation_expr_start(const char *line, const char *at) {
    const char *stack[32] = { line };
    int         depth = 0;
    for (const char *s = line; s < at; s++) {
        int b = bracket(*s);
        if (is_quote(*s)) s = notation_skip_quoted(s) - 1;
        else if (b > 0 && depth < 31) stack[++depth] = s + 1;
        else if (b < 0 && depth > 0) depth--;
        else if (*s == ',' || *s == ';' || is_assign(line, s)) stack[depth] = s + 1;
    }
    const char *s = stack[depth];
    while (s < at && notation_is_space(*s)) s++;
    return s;
}

/* --- changing ------------------------------------------------------------------------------ */

void notation_say(remedy *r, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(r->hint, sizeof r->hint, format, args);
    va_end(args);
}

void notation_change(remedy *r, const slip *s, const char *a, const char *b, const char *format, ...) {
    char    small[SLIP_LINE_MAX * 2];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    buf_clear(&r->text);
    if (n < 0 || (size_t)n >= sizeof small) return;
    buf_puts(&r->text, small);
    r->from = s->from + (size_t)(a - s->text);
    r->to = s->from + (size_t)(b - s->text);
}

void notation_change_all(remedy *r, const slip *s, const char *old, const char *new_text) {
    const char *at = s->text, *next;
    buf_clear(&r->text);
    while ((next = notation_find(at, old)) != NULL) {
        buf_add(&r->text, at, (size_t)(next - at));
        buf_puts(&r->text, new_text);
        at = next + strlen(old);
    }
    buf_puts(&r->text, at);
    r->from = s->from;
    r->to = s->from + strlen(s->text);
}

/* --- lines ------------------------------------------------------------------------------------ */

static bool is_newline(char c) { return c == '\n' || c == '\r'; }

bool notation_line_at(const char *src, size_t n, size_t from, text_line *l) {
    if (from > n) return false;
    l->from = l->to = from;
    while (l->from > 0 && src[l->from - 1] != '\n') l->from--;
    while (l->to < n && !is_newline(src[l->to])) l->to++;
    if (l->to < l->from) l->to = l->from;
    l->indent = 0;
    while (l->from + (size_t)l->indent < l->to && notation_is_space(src[l->from + (size_t)l->indent])) l->indent++;
    return true;
}

bool notation_line_number(const char *src, size_t n, int k, text_line *l) {
    size_t from = 0;
    for (; k > 1; k--) {
        const char *end = from < n ? memchr(src + from, '\n', n - from) : NULL;
        if (!end) return false;
        from = (size_t)(end - src) + 1;
    }
    return notation_line_at(src, n, from, l);
}

int notation_count_lines(const char *s, size_t n) {
    int count = 0;
    for (size_t i = 0; i < n; i++) count += s[i] == '\n';
    return count;
}

/* Where a comment begins, outside quotes: -- or a # with a space after it. */
static size_t length_without_comment(const char *s, size_t n) {
    char quote = '\0';
    for (size_t i = 0; i < n; i++) {
        if (quote) {
            if (s[i] == quote) quote = '\0';
        } else if (is_quote(s[i])) {
            quote = s[i];
        } else if (s[i] == '#' && i + 1 < n && s[i + 1] == ' ') {
            return i;
        } else if (s[i] == '-' && i + 1 < n && s[i + 1] == '-' && (i == 0 || s[i - 1] != ':')) {
            return i;
        }
    }
    return n;
}

void notation_slip_fill(slip *s, size_t place) {
    text_line l = { 0 };
    notation_line_at(s->src, s->n, place < s->n ? place : s->n, &l);
    if (l.from == l.to && l.from > 0 && place >= s->n) notation_line_at(s->src, s->n, l.from - 1, &l);
    s->from = l.from + (size_t)l.indent;
    s->indent = l.indent;
    size_t len = length_without_comment(s->src + s->from, l.to - s->from);
    if (len > SLIP_LINE_MAX) len = SLIP_LINE_MAX;
    while (len > 0 && notation_is_space(s->src[s->from + len - 1])) len--;
    for (size_t i = 0; i < len; i++) s->text[i] = s->src[s->from + i] ? s->src[s->from + i] : '?';
    s->text[len] = '\0';
    s->fault = place >= s->from && place - s->from < len ? s->text + (place - s->from) : NULL;
}
