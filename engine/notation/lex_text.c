/* notation/lex_text.c: numbers and quoted strings, checked byte by byte.
 *
 * Lua reports these faults only when it loads the chunk; finding them here gives the
 * place in the learner's own text. */
#include "lex_text.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    char low = (char)(c | 32);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* --- numbers ------------------------------------------------------------------ */

typedef struct reader {
    const char *s;
    size_t      n, i;
    bool        hex, grouped;
} reader;

static bool is_kind(const reader *r, size_t i) {
    if (i >= r->n) return false;
    return r->hex ? hex_value(r->s[i]) >= 0 : is_digit(r->s[i]);
}

/* Digits with single _ between them; how many. */
static size_t read_digits(reader *r) {
    size_t count = 0;
    for (;;) {
        if (is_kind(r, r->i)) {
            count++;
        } else if (r->i < r->n && r->s[r->i] == '_' && count && is_kind(r, r->i - 1) && is_kind(r, r->i + 1)) {
            r->grouped = true;
        } else {
            return count;
        }
        r->i++;
    }
}

static bool read_exponent(reader *r) {
    char mark = r->hex ? 'p' : 'e';
    if (r->i >= r->n || (r->s[r->i] | 32) != mark) return true;
    r->i++;
    if (r->i < r->n && (r->s[r->i] == '+' || r->s[r->i] == '-')) r->i++;
    bool hex = r->hex;
    r->hex = false;
    size_t count = read_digits(r);
    r->hex = hex;
    return count > 0;
}

bool notation_check_number(const char *s, size_t n, notation_number_form *form) {
    reader r = { .s = s, .n = n };
    *form = (notation_number_form){ false, false };
    if (n > 2 && s[0] == '0' && (s[1] | 32) == 'x') {
        r.hex = true;
        r.i = 2;
    }
    size_t count = read_digits(&r);
    if (r.i < n && s[r.i] == '.') {
        r.i++;
        count += read_digits(&r);
    }
    if (count == 0 || !read_exponent(&r)) return false;
    form->grouped = r.grouped;
    if (!r.hex && r.i < n && (s[r.i] | 32) == 'j') {
        form->imaginary = true;
        r.i++;
    }
    return r.i == n;
}

/* --- strings -------------------------------------------------------------------- */

typedef struct scan {
    const char *src;
    uint32_t    n, i;
    int         lines;
} scan;

static char peek(const scan *s, uint32_t k) { return s->i + k < s->n ? s->src[s->i + k] : '\0'; }

static void take_newline(scan *s) {
    char c = s->src[s->i++];
    char d = peek(s, 0);
    if ((d == '\n' || d == '\r') && d != c) s->i++;
    s->lines++;
}

/* After \u: { hex digits }, below 2^31. */
static const char *read_code_point(scan *s) {
    if (peek(s, 0) != '{') return "missing '{' in \\u{...}";
    s->i++;
    uint32_t value = 0, digits = 0;
    for (int h; s->i < s->n && (h = hex_value(s->src[s->i])) >= 0; s->i++, digits++) {
        if (value >= 1u << 27) return "number in \\u{...} is too large";
        value = value * 16 + (uint32_t)h;
    }
    if (digits == 0) return "hexadecimal digit expected in \\u{...}";
    if (peek(s, 0) != '}') return "missing '}' in \\u{...}";
    s->i++;
    return NULL;
}

static const char *read_decimal(scan *s) {
    int value = 0;
    for (int k = 0; k < 3 && is_digit(peek(s, 0)); k++) value = value * 10 + (s->src[s->i++] - '0');
    return value > 255 ? "number in \\ddd is too large" : NULL;
}

static void skip_white(scan *s) {
    while (s->i < s->n) {
        char c = s->src[s->i];
        if (c == '\n' || c == '\r') take_newline(s);
        else if (c == ' ' || (c >= '\t' && c <= '\f')) s->i++;
        else return;
    }
}

/* s->i is after the backslash. */
static const char *read_escape(scan *s) {
    char c = s->src[s->i];
    if (c == '\n' || c == '\r') {
        take_newline(s);
        return NULL;
    }
    if (is_digit(c)) return read_decimal(s);
    s->i++;
    switch (c) {
    case 'a': case 'b': case 'f': case 'n': case 'r': case 't': case 'v': case '\\': case '"': case '\'': return NULL;
    case 'z': skip_white(s); return NULL;
    case 'u': return read_code_point(s);
    case 'x':
        if (hex_value(peek(s, 0)) < 0 || s->i >= s->n || hex_value(peek(s, 1)) < 0) return "two hexadecimal digits expected after \\x";
        s->i += 2;
        return NULL;
    default: return "invalid escape sequence (write \\\\ for a backslash)";
    }
}

static const char *stop(const scan *s, notation_string_end *end, uint32_t at, const char *why) {
    end->pos = s->i;
    end->bad_at = at;
    return why;
}

const char *notation_scan_string(const char *src, uint32_t n, uint32_t from, notation_string_end *end) {
    scan s = { .src = src, .n = n, .i = from + 1 };
    char quote = src[from];
    *end = (notation_string_end){ 0 };
    while (s.i < n) {
        char c = src[s.i];
        if (c == '\n' || c == '\r') break;
        s.i++;
        if (c == quote) {
            end->lines = s.lines;
            return stop(&s, end, from, NULL);
        }
        if (c != '\\') continue;
        uint32_t at = s.i - 1;
        int line = s.lines;
        const char *why = s.i < n ? read_escape(&s) : NULL;
        end->incomplete = s.i >= n;     /* a line end was escaped, or is about to be */
        if (!why) continue;
        end->incomplete = false;
        end->bad_line = line;
        end->lines = s.lines;
        return stop(&s, end, at, why);
    }
    end->lines = s.lines;
    if (s.i < n) end->incomplete = false;
    return stop(&s, end, from, "unfinished string");
}
