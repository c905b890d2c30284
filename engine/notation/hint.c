/* notation/hint.c: a line that failed, read as Python or C, and how Lua writes it.
 *
 * Works on the text of one line and knows nothing of the parse but the place and the
 * message. Rules are tried in order; the first that applies gives the hint. */
#include "hint.h"

#include <stdio.h>
#include <string.h>

#include "lex_text.h"

#define LINE_MAX_BYTES 400

typedef struct line {
    char        text[LINE_MAX_BYTES + 1];   /* without indent, comment and blanks at the end */
    const char *fault;        /* where it failed, in text; NULL when outside */
    const char *message;
    int         opened;       /* line of what is not closed, or 0 */
} line;

/* Names are cut short in a hint: the whole fits in ERR_TEXT_MAX. */
typedef struct piece { const char *s; int n; } piece;

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static piece trim(const char *from, const char *to) {
    while (from < to && is_blank(*from)) from++;
    while (to > from && is_blank(to[-1])) to--;
    int n = (int)(to - from);
    return (piece){ from, n > 120 ? 120 : n };
}

/* --- looking -------------------------------------------------------------------------- */

/* The next byte outside quotes, from s on. */
static const char *skip_quoted(const char *s) {
    char quote = *s++;
    while (*s && *s != quote) s += *s == '\\' && s[1] ? 2 : 1;
    return *s ? s + 1 : s;
}

/* `what` outside quotes, from `s` on; a word must stand alone. */
static const char *find(const char *s, const char *what) {
    size_t n = strlen(what);
    bool word = notation_is_name_byte(what[0]);
    const char *begin = s;
    while (*s) {
        if (*s == '"' || *s == '\'') {
            s = skip_quoted(s);
            continue;
        }
        bool alone = !word || ((s == begin || !notation_is_name_byte(s[-1])) && !notation_is_name_byte(s[n]));
        if (strncmp(s, what, n) == 0 && alone) return s;
        s++;
    }
    return NULL;
}

static bool starts_with(const line *l, const char *word) {
    size_t n = strlen(word);
    return strncmp(l->text, word, n) == 0 && !notation_is_name_byte(l->text[n]);
}

/* The last colon outside brackets and quotes, and what stands before it. */
static const char *header_colon(const char *s) {
    int depth = 0;
    const char *found = NULL;
    for (; *s; s++) {
        if (*s == '"' || *s == '\'') {
            s = skip_quoted(s) - 1;
            continue;
        }
        if (strchr("([{", *s)) depth++;
        if (strchr(")]}", *s)) depth--;
        if (*s == ':' && depth <= 0 && !found) found = s;
    }
    return found;
}

/* --- Python's statements ------------------------------------------------------------------ */

static bool hint_def(const line *l, char *out) {
    if (!starts_with(l, "def")) return false;
    const char *end = strchr(l->text, ')');
    piece head = end ? trim(l->text + 3, end + 1) : (piece){ "name(x)", 7 };
    snprintf(out, ERR_TEXT_MAX, "Lua writes: function %.*s ... end", head.n, head.s);
    return true;
}

static bool hint_elif(const line *l, char *out) {
    if (!starts_with(l, "elif")) return false;
    const char *colon = header_colon(l->text);
    piece c = trim(l->text + 4, colon ? colon : l->text + strlen(l->text));
    snprintf(out, ERR_TEXT_MAX, "Lua writes: elseif %.*s then", c.n, c.s);
    return true;
}

static bool hint_else(const line *l, char *out) {
    if (!starts_with(l, "else") || !header_colon(l->text)) return false;
    snprintf(out, ERR_TEXT_MAX, "Lua writes else without a colon, and end after the block");
    return true;
}

static bool hint_condition(const line *l, char *out) {
    bool loop = starts_with(l, "while");
    const char *colon = header_colon(l->text);
    if ((!loop && !starts_with(l, "if")) || !colon || find(l->text, loop ? "do" : "then")) return false;
    piece c = trim(l->text + (loop ? 5 : 2), colon), rest = trim(colon + 1, l->text + strlen(l->text));
    if (rest.n == 0) rest = (piece){ "...", 3 };
    snprintf(out, ERR_TEXT_MAX, "Lua writes: %s %.*s %s %.*s end", loop ? "while" : "if", c.n, c.s, loop ? "do" : "then", rest.n, rest.s);
    return true;
}

static bool hint_range(piece name, piece e, char *out) {
    if (e.n < 8 || strncmp(e.s, "range(", 6) != 0 || e.s[e.n - 1] != ')') return false;
    piece n = { e.s + 6, e.n - 7 };
    if (memchr(n.s, ',', (size_t)n.n)) return false;
    snprintf(out, ERR_TEXT_MAX, "Lua writes: for %.*s = 0, %.*s - 1 do ... end", name.n, name.s, n.n, n.s);
    return true;
}

static bool hint_for(const line *l, char *out) {
    const char *in = find(l->text, "in"), *colon = header_colon(l->text);
    if (!starts_with(l, "for") || !in || !colon || colon < in || find(l->text, "do")) return false;
    piece name = trim(l->text + 3, in), e = trim(in + 2, colon);
    if (hint_range(name, e, out)) return true;
    snprintf(out, ERR_TEXT_MAX, "Lua writes: for %.*s in %.*s do ... end", name.n, name.s, e.n, e.s);
    return true;
}

static bool hint_statement(const line *l, char *out) {
    static const char *const words[] = { "class", "try", "except", "finally", "with", "del", "pass", "raise", "global",
                                         "nonlocal", "yield", "async", "assert", "match" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!starts_with(l, words[i])) continue;
        const char *after = l->text + strlen(words[i]);
        while (is_blank(*after)) after++;
        if (*after && *after != ':' && !notation_is_name_byte(*after) && *after != '"') return false;   /* a name of theirs */
        const char *instead = i == 1 || i == 2 || i == 3 ? "; use pcall" : i == 5 ? "; write x = nil" : i == 7 ? "; write error(...)"
                              : i == 12 ? "; write assert(...)" : "";
        snprintf(out, ERR_TEXT_MAX, "Lua has no %s statement%s", words[i], instead);
        return true;
    }
    return false;
}

static bool hint_print(const line *l, char *out) {
    if (!starts_with(l, "print") || l->text[5] != ' ' || l->text[6] == '(') return false;
    piece a = trim(l->text + 5, l->text + strlen(l->text));
    snprintf(out, ERR_TEXT_MAX, "write: print(%.*s)", a.n, a.s);
    return true;
}

/* --- Python's expressions ------------------------------------------------------------------- */

static bool hint_lambda(const line *l, char *out) {
    const char *at = find(l->text, "lambda"), *colon = at ? strchr(at, ':') : NULL;
    if (!at) return false;
    if (!colon) colon = at + strlen(at);
    piece args = trim(at + 6, colon);
    const char *end = *colon ? colon + 1 : colon;
    int depth = 0;
    while (*end && !(depth == 0 && strchr(",)]}", *end))) {
        if (strchr("([{", *end)) depth++;
        if (strchr(")]}", *end)) depth--;
        end++;
    }
    piece e = *colon ? trim(colon + 1, end) : (piece){ "...", 3 };
    snprintf(out, ERR_TEXT_MAX, "Lua writes: function(%.*s) return %.*s end", args.n, args.s, e.n, e.s);
    return true;
}

static bool hint_comprehension(const line *l, char *out) {
    const char *loop = find(l->text, "for");
    if (!loop || loop == l->text || !find(loop, "in") || find(l->text, "do")) return false;
    snprintf(out, ERR_TEXT_MAX, "Lua has no comprehensions; use an array expression (np.arange(5) ** 2), or fill a table in a for loop");
    return true;
}

static bool hint_choice(const line *l, char *out) {
    const char *cond = find(l->text, "if"), *other = cond ? find(cond, "else") : NULL;
    if (!cond || cond == l->text || !other || find(cond, "then")) return false;
    const char *equals = strchr(l->text, '=');
    bool assigned = equals && equals < cond && equals[1] != '=';
    const char *from = assigned ? equals + 1 : starts_with(l, "return") ? l->text + 6 : l->text;
    piece head = trim(l->text, from), a = trim(from, cond), c = trim(cond + 2, other), b = trim(other + 4, other + strlen(other));
    snprintf(out, ERR_TEXT_MAX, "Lua writes: %.*s%s%.*s and %.*s or %.*s", head.n, head.s, head.n ? " " : "", c.n, c.s, a.n, a.s, b.n, b.s);
    return true;
}

static bool hint_fstring(const line *l, char *out) {
    for (const char *s = l->text; (s = strchr(s, 'f')) != NULL; s++) {
        if ((s[1] != '"' && s[1] != '\'') || (s > l->text && notation_is_name_byte(s[-1]))) continue;
        snprintf(out, ERR_TEXT_MAX, "Lua has no f-strings; write string.format(\"x = %%g\", x) or \"x = \" .. x");
        return true;
    }
    return false;
}

static bool hint_is(const line *l, char *out) {
    const char *is = find(l->text, "is");
    if (!is || is == l->text) return false;
    bool negated = find(is, "not") == is + 3;
    const char *from = is, *to = is + (negated ? 6 : 2);
    while (from > l->text && (is_blank(from[-1]) || notation_is_name_byte(from[-1]) || strchr(".[]", from[-1]))) from--;
    while (is_blank(*to)) to++;
    const char *end = to;
    while (notation_is_name_byte(*end) || *end == '.') end++;
    piece a = trim(from, is), b = trim(to, end);
    if (strncmp(a.s, "if ", 3) == 0) a = trim(a.s + 3, is);
    if (b.n == 4 && strncmp(b.s, "None", 4) == 0) b = (piece){ "nil", 3 };
    snprintf(out, ERR_TEXT_MAX, "Lua has no is; write: %.*s %s %.*s", a.n, a.s, negated ? "~=" : "==", b.n, b.s);
    return true;
}

static bool hint_in(const line *l, char *out) {
    const char *in = find(l->text, "in");
    if (!in || in == l->text || starts_with(l, "for")) return false;
    snprintf(out, ERR_TEXT_MAX, "Lua has no in; write np.isin(x, a), or t[x] ~= nil for a table's key");
    return true;
}

/* --- C's operators, and near misses ------------------------------------------------------------ */

static bool replace_all(const line *l, const char *old, const char *new_text, char *out) {
    const char *at = find(l->text, old), *s = l->text;
    if (!at) return false;
    char text[ERR_TEXT_MAX] = "";
    size_t n = 0;
    for (; at && n < 200; s = at + strlen(old), at = find(s, old))
        n += (size_t)snprintf(text + n, sizeof text - n, "%.*s%s", (int)(at - s > 100 ? 100 : at - s), s, new_text);
    snprintf(out, ERR_TEXT_MAX, "write: %.300s%.100s", text, s);
    return true;
}

static bool hint_bool_operator(const line *l, char *out) {
    return replace_all(l, "&&", "and", out) || replace_all(l, "||", "or", out);
}

static bool hint_bang(const line *l, char *out) {
    if (!l->fault || *l->fault != '!') return false;
    piece a = trim(l->fault + 1, l->text + strlen(l->text));
    snprintf(out, ERR_TEXT_MAX, "write: not %.*s (for an array, elementwise: ~%.*s)", a.n, a.s, a.n, a.s);
    return true;
}

static bool hint_increment(const line *l, char *out) {
    const char *plus = find(l->text, "++");
    if (!plus) return false;
    piece a = trim(l->text, plus);
    if (a.n == 0) a = trim(plus + 2, l->text + strlen(l->text));
    snprintf(out, ERR_TEXT_MAX, "write: %.*s += 1", a.n, a.s);
    return true;
}

static bool hint_xor(const line *l, char *out) {
    const char *unequal = find(l->text, "~="), *caret = find(l->text, "^=");
    const char *op = caret ? caret : unequal;
    if (!op || (!caret && strncmp(l->message, "a comparison alone", 18) != 0)) return false;
    piece a = trim(l->text, op), b = trim(op + 2, l->text + strlen(l->text));
    if (caret) snprintf(out, ERR_TEXT_MAX, "^ is power in Lua; write: %.*s **= %.*s, or for xor %.*s = %.*s ~ %.*s", a.n, a.s, b.n, b.s, a.n, a.s,
                        a.n, a.s, b.n, b.s);
    else snprintf(out, ERR_TEXT_MAX, "~= is \"not equal\" in Lua; for xor write: %.*s = %.*s ~ %.*s", a.n, a.s, a.n, a.s, b.n, b.s);
    return true;
}

static bool hint_equals(const line *l, char *out) {
    if (!l->fault || *l->fault != '=' || l->fault[1] == '=') return false;
    bool test = starts_with(l, "if") || starts_with(l, "while") || starts_with(l, "elseif") || starts_with(l, "until");
    snprintf(out, ERR_TEXT_MAX, test ? "= assigns; == compares" : "one assignment a statement: write them on lines of their own");
    return true;
}

static bool hint_dictionary(const line *l, char *out) {
    if (!l->fault || *l->fault != ':' || !strchr(l->text, '{')) return false;
    snprintf(out, ERR_TEXT_MAX, "a Lua table is written {name = value} or {[\"name\"] = value}");
    return true;
}

static bool hint_star(const line *l, char *out) {
    if (!l->fault || *l->fault != '*') return false;
    snprintf(out, ERR_TEXT_MAX, "Lua has no *args; write f(table.unpack(t))");
    return true;
}

static bool hint_comment(const line *l, char *out) {
    const char *dashes = find(l->text, ":--"), *hash = find(l->text, "#");
    if (dashes) {
        snprintf(out, ERR_TEXT_MAX, "-- starts a comment in Lua; write a space between the signs");
        return true;
    }
    if (!hash || !notation_is_name_byte(hash[1])) return false;
    snprintf(out, ERR_TEXT_MAX, "#x is the length of x here; a comment begins with -- (or with # and a space)");
    return true;
}

static bool hint_quotes(const line *l, char *out) {
    if (strstr(l->text, "\"\"\"") || strstr(l->text, "'''")) {
        snprintf(out, ERR_TEXT_MAX, "a text of several lines is written [[...]] in Lua");
        return true;
    }
    if (!l->fault || strncmp(l->fault, "\xE2\x80", 2) != 0) return false;
    snprintf(out, ERR_TEXT_MAX, "write straight quotes (\") and a plain - sign");
    return true;
}

static bool hint_end(const line *l, char *out) {
    if (strncmp(l->message, "'end' expected", 14) != 0) return false;
    if (l->opened) snprintf(out, ERR_TEXT_MAX, "what begins on line %d needs its own end", l->opened);
    else snprintf(out, ERR_TEXT_MAX, "every if, for, while, do and function needs its own end");
    return true;
}

/* --- the rules, in order -------------------------------------------------------------------------- */

typedef bool rule(const line *l, char *out);

/* The first NHABITS are lines that no more text can turn into Lua. */
#define NHABITS 7

static rule *const rules[] = {
    hint_def, hint_elif, hint_else, hint_lambda, hint_condition, hint_for, hint_statement, hint_print, hint_fstring, hint_choice,
    hint_comprehension, hint_is, hint_bool_operator, hint_bang, hint_increment, hint_xor, hint_quotes, hint_dictionary, hint_star,
    hint_comment, hint_equals, hint_in, hint_end,
};

static bool is_newline(char c) { return c == '\n' || c == '\r'; }

/* Where a comment begins, outside quotes: -- or a # with a space after it. */
static size_t length_without_comment(const char *s, size_t n) {
    char quote = '\0';
    for (size_t i = 0; i < n; i++) {
        if (quote) {
            if (s[i] == quote) quote = '\0';
        } else if (s[i] == '"' || s[i] == '\'') {
            quote = s[i];
        } else if (s[i] == '#' && i + 1 < n && s[i + 1] == ' ') {
            return i;
        } else if (s[i] == '-' && i + 1 < n && s[i + 1] == '-' && (i == 0 || s[i - 1] != ':')) {
            return i;
        }
    }
    return n;
}

static int line_of(const char *src, size_t at) {
    int count = 1;
    for (size_t i = 0; i < at; i++)
        if (src[i] == '\n') count++;
    return count;
}

bool notation_hint(const char *src, size_t n, const parse_failure *f, char *hint) {
    line l = { .message = f->text };
    size_t at = f->start < n ? f->start : n, from = at, to = at;
    hint[0] = '\0';
    if (at == n && at > 0 && is_newline(src[at - 1])) from--, to--;
    while (from > 0 && !is_newline(src[from - 1])) from--;
    while (to < n && !is_newline(src[to])) to++;
    while (from < to && is_blank(src[from])) from++;
    size_t len = length_without_comment(src + from, to - from);
    if (len > LINE_MAX_BYTES) len = LINE_MAX_BYTES;
    while (len > 0 && is_blank(src[from + len - 1])) len--;
    memcpy(l.text, src + from, len);
    for (size_t i = 0; i < len; i++)
        if (l.text[i] == '\0') l.text[i] = '?';
    if (at >= from && at - from < len) l.fault = l.text + (at - from);
    if (f->opened != NONE) l.opened = line_of(src, f->opened);
    size_t nrules = sizeof rules / sizeof rules[0], i = 0;
    if (f->incomplete && hint_end(&l, hint)) return false;
    while (i < nrules && !rules[i](&l, hint)) i++;
    return i < NHABITS;
}
