/* notation/lex.c: Lua's lexical rules, with what the notation adds.
 *
 * Every byte sequence ends in T_EOF or T_BAD, and no byte is looked at more than a
 * few times: searches for a closing bracket remember what they found. */
#include "lex.h"

#include <string.h>

#include "base/mem.h"
#include "lex_text.h"

#define NONE UINT32_MAX

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v'; }
static bool is_newline(char c) { return c == '\n' || c == '\r'; }
static char at(const lexer *lx, uint32_t i) { return i < lx->n ? lx->src[i] : '\0'; }

/* \r\n and \n\r are one line end, as in Lua. */
static void take_newline(lexer *lx) {
    char c = lx->src[lx->pos++];
    char d = at(lx, lx->pos);
    if (is_newline(d) && d != c) lx->pos++;
    lx->line++;
}

static void skip_line(lexer *lx) {
    while (lx->pos < lx->n && !is_newline(lx->src[lx->pos])) lx->pos++;
}

uint32_t notation_lex_prefix(const char *src, size_t n) {
    uint32_t i = n >= 3 && memcmp(src, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (i < n && src[i] == '#')
        while (i < n && !is_newline(src[i])) i++;
    return i;
}

void notation_lex_init(lexer *lx, const char *src, size_t n, lexer_store *store) {
    *lx = (lexer){ .src = src, .n = (uint32_t)n, .line = 1, .prev = T_EOF, .store = store };
    lx->pos = notation_lex_prefix(src, n);
}

static void set_bad(lexer *lx, token *t, const char *why, bool incomplete) {
    t->kind = T_BAD;
    t->end = lx->pos > t->start ? lx->pos : t->start + 1;
    if (t->end > lx->n) t->end = lx->n;
    lx->bad = why;
    lx->bad_incomplete = incomplete;
}

/* --- long brackets ----------------------------------------------------------- */

/* Level of the long bracket at i ([[ is 0), or -1. */
static int long_level(const lexer *lx, uint32_t i) {
    uint32_t k = i + 1;
    while (at(lx, k) == '=') k++;
    return k < lx->n && lx->src[k] == '[' ? (int)(k - i - 1) : -1;
}

static uint32_t search_close(const lexer *lx, uint32_t from, uint32_t level) {
    for (uint32_t i = from; i < lx->n; i++) {
        const char *p = memchr(lx->src + i, ']', lx->n - i);
        if (!p) return NONE;
        i = (uint32_t)(p - lx->src);
        uint32_t k = i + 1;
        while (at(lx, k) == '=') k++;
        if (k - i - 1 == level && k < lx->n && lx->src[k] == ']') return i;
        i = k - 1;
    }
    return NONE;
}

/* Where the closing bracket of that level begins, looking from `from`. */
static uint32_t find_close(lexer *lx, uint32_t from, uint32_t level) {
    lexer_store *s = lx->store;
    uint32_t slot = level < 8 ? level : 7;
    if (from >= s->none_from[slot]) return NONE;
    if (level == 0 && s->close_at && from >= s->close_from && from <= s->close_at) return s->close_at;
    uint32_t at_close = search_close(lx, from, level);
    if (at_close == NONE) {
        if (level < 7) s->none_from[slot] = from;
    } else if (level == 0) {
        s->close_from = from;
        s->close_at = at_close;
    }
    return at_close;
}

static void count_lines_to(lexer *lx, uint32_t end) {
    while (lx->pos < end) {
        if (is_newline(lx->src[lx->pos])) take_newline(lx);
        else lx->pos++;
    }
}

static void read_long(lexer *lx, token *t, int level) {
    uint32_t open = (uint32_t)level + 2;
    uint32_t close = find_close(lx, lx->pos + open, (uint32_t)level);
    if (close != NONE) {
        count_lines_to(lx, close + open);
        t->kind = level == 0 ? T_LONG : T_STRING;
        return;
    }
    lx->pos += open;
    if (level == 0) t->kind = T_OPEN_LONG;
    else set_bad(lx, t, "unfinished long string", true);
}

/* --- white space and comments -------------------------------------------------- */

static void note_hash(lexer *lx) {
    lexer_store *s = lx->store;
    if (lx->nhashes == s->room) {
        size_t room = s->room ? 2 * s->room : 32;
        uint32_t *more = mem_resize(s->hashes, room, sizeof *more, NULL);
        if (!more) {
            s->memory = true;
            return;
        }
        s->hashes = more;
        s->room = room;
    }
    s->hashes[lx->nhashes++] = lx->pos;
}

/* After these a value is complete or a statement is due, and no operand can begin. */
static bool no_operand_after(token_kind k) {
    switch (k) {
    case T_EOF: case T_NAME: case T_NUMBER: case T_IMAGINARY: case T_STRING: case T_LONG: case T_DOTS:
    case T_RPAREN: case T_RBRACKET: case T_RBRACE: case T_END: case T_NIL: case T_TRUE: case T_FALSE:
    case T_BREAK: case T_THEN: case T_DO: case T_ELSE: case T_REPEAT: return true;
    default: return false;
    }
}

static bool begins_operand(char c) {
    return notation_is_name_byte(c) || (c != '\0' && strchr("(\"'{[#~-.", c) != NULL);
}

static bool is_hash_comment(lexer *lx) {
    if (no_operand_after(lx->prev)) return true;
    if (begins_operand(at(lx, lx->pos + 1))) return false;
    if (lx->hash_comments) return true;
    lx->hash_sites = true;
    return false;
}

/* False: an unfinished long comment, reported in t. */
static bool skip_comment(lexer *lx, token *t) {
    t->start = lx->pos;
    t->line = lx->line;
    int level = at(lx, lx->pos + 2) == '[' ? long_level(lx, lx->pos + 2) : -1;
    if (level < 0) {
        skip_line(lx);
        return true;
    }
    uint32_t open = lx->pos + 4 + (uint32_t)level;
    uint32_t close = find_close(lx, open, (uint32_t)level);
    if (close == NONE) {
        lx->pos = open;
        set_bad(lx, t, "unfinished long comment", true);
        return false;
    }
    count_lines_to(lx, close + 2 + (uint32_t)level);
    return true;
}

static bool skip_blank(lexer *lx, token *t) {
    while (lx->pos < lx->n) {
        char c = lx->src[lx->pos];
        if (is_newline(c)) {
            take_newline(lx);
        } else if (is_space(c)) {
            lx->pos++;
        } else if (c == '-' && at(lx, lx->pos + 1) == '-') {
            if (!skip_comment(lx, t)) return false;
        } else if ((c == '#' && is_hash_comment(lx)) || (c == '\\' && is_newline(at(lx, lx->pos + 1)))) {
            note_hash(lx);
            skip_line(lx);
        } else {
            return true;
        }
    }
    return true;
}

/* --- words, numbers, strings ----------------------------------------------------- */

/* In the order of their tokens, which is that of the alphabet. */
static const struct { char text[9]; unsigned char n; } keywords[] = {
    { "and", 3 }, { "break", 5 }, { "do", 2 }, { "else", 4 }, { "elseif", 6 }, { "end", 3 }, { "false", 5 }, {
    "for", 3 }, { "function", 8 }, { "goto", 4 }, { "if", 2 }, { "in", 2 }, { "local", 5 }, { "nil", 3 }, {
    "not", 3 }, { "or", 2 }, { "repeat", 6 }, { "return", 6 }, { "then", 4 }, { "true", 4 }, { "until", 5 }, {
    "while", 5 },
};

static void read_word(lexer *lx, token *t) {
    uint32_t h = 2166136261u;
    while (lx->pos < lx->n && notation_is_name_byte(lx->src[lx->pos]))
        h = (h ^ (unsigned char)lx->src[lx->pos++]) * 16777619u;
    size_t n = lx->pos - t->start;
    t->kind = T_NAME;
    t->hash = h;
    const char *word = lx->src + t->start;
    if (n < 2 || n > 8) return;
    for (int i = 0; i < (int)(sizeof keywords / sizeof keywords[0]) && keywords[i].text[0] <= word[0]; i++)
        if (keywords[i].n == n && keywords[i].text[0] == word[0] && memcmp(keywords[i].text, word, n) == 0) t->kind = (token_kind)(T_AND + i);
}

static void read_number(lexer *lx, token *t) {
    bool hex = at(lx, lx->pos) == '0' && (at(lx, lx->pos + 1) | 32) == 'x';
    for (; lx->pos < lx->n; lx->pos++) {
        char c = lx->src[lx->pos];
        char exponent = hex ? 'p' : 'e';
        if ((c | 32) == exponent && (at(lx, lx->pos + 1) == '-' || at(lx, lx->pos + 1) == '+')) lx->pos++;
        else if (c != '.' && !notation_is_name_byte(c)) break;
    }
    notation_number_form form;
    if (!notation_check_number(lx->src + t->start, lx->pos - t->start, &form)) {
        set_bad(lx, t, "malformed number", false);
        return;
    }
    t->kind = form.imaginary ? T_IMAGINARY : T_NUMBER;
    t->foreign = form.imaginary || form.grouped;
}

static void read_string(lexer *lx, token *t) {
    notation_string_end end;
    const char *why = notation_scan_string(lx->src, lx->n, lx->pos, &end);
    lx->pos = end.pos;
    lx->line += end.lines;
    t->kind = T_STRING;
    if (!why) return;
    t->start = end.bad_at;
    t->line += end.bad_line;
    set_bad(lx, t, why, end.incomplete);
}

/* --- punctuation -------------------------------------------------------------------- */

/* Longer ones first. */
static const struct { char text[4]; unsigned char n, kind; } long_marks[] = {
    { "...", 3, T_DOTS }, { "..=", 3, T_ICONCAT }, { "//=", 3, T_IFLOORDIV }, { "**=", 3, T_IPOW }, { "<<=", 3, T_ILSHIFT },
    { ">>=", 3, T_IRSHIFT }, { "..", 2, T_CONCAT }, { "//", 2, T_SLASH2 }, { "**", 2, T_STAR2 }, { "<<", 2, T_SHL },
    { ">>", 2, T_SHR }, { "+=", 2, T_IADD }, { "-=", 2, T_ISUB }, { "*=", 2, T_IMUL }, { "/=", 2, T_IDIV }, { "%=", 2, T_IMOD },
    { "@=", 2, T_IMATMUL }, { "&=", 2, T_IAND }, { "|=", 2, T_IOR }, { "<=", 2, T_LE }, { ">=", 2, T_GE }, { "==", 2, T_EQ },
    { "~=", 2, T_NE }, { "!=", 2, T_NE }, { "::", 2, T_COLON2 },
};

static const unsigned char marks[128] = {
    ['+'] = T_PLUS, ['-'] = T_MINUS, ['*'] = T_STAR, ['/'] = T_SLASH, ['%'] = T_PERCENT, ['^'] = T_CARET, ['@'] = T_AT,
    ['&'] = T_AMP, ['|'] = T_PIPE, ['~'] = T_TILDE, ['#'] = T_HASH, ['<'] = T_LT, ['>'] = T_GT, ['='] = T_ASSIGN, ['.'] = T_DOT,
    [','] = T_COMMA, [';'] = T_SEMICOLON, [':'] = T_COLON, ['('] = T_LPAREN, [')'] = T_RPAREN, ['['] = T_LBRACKET,
    [']'] = T_RBRACKET, ['{'] = T_LBRACE, ['}'] = T_RBRACE, ['!'] = T_BANG,
};

static bool continues_mark(char c) { return c == '=' || c == '.' || c == '/' || c == '*' || c == '<' || c == '>' || c == ':'; }

static void read_mark(lexer *lx, token *t) {
    const char *p = lx->src + lx->pos;
    size_t left = lx->n - lx->pos;
    t->foreign = p[0] == '!';
    for (size_t i = 0; left > 1 && continues_mark(p[1]) && i < sizeof long_marks / sizeof long_marks[0]; i++) {
        size_t n = long_marks[i].n;
        if (long_marks[i].text[0] != p[0] || n > left || memcmp(p, long_marks[i].text, n) != 0) continue;
        t->kind = (token_kind)long_marks[i].kind;
        lx->pos += (uint32_t)n;
        return;
    }
    unsigned char c = (unsigned char)p[0];
    lx->pos++;
    if (c < 128 && marks[c]) {
        t->kind = (token_kind)marks[c];
        return;
    }
    t->foreign = false;
    while (lx->pos < lx->n && (lx->src[lx->pos] & 0xC0) == 0x80) lx->pos++;   /* the whole UTF-8 character */
    set_bad(lx, t, "unexpected character", false);
}

static void read_token(lexer *lx, token *t) {
    char c = lx->src[lx->pos], d = at(lx, lx->pos + 1);
    bool digit = c >= '0' && c <= '9', fraction = c == '.' && d >= '0' && d <= '9';
    int level = c == '[' ? long_level(lx, lx->pos) : -1;
    if (digit || fraction) read_number(lx, t);
    else if (notation_is_name_byte(c)) read_word(lx, t);
    else if (c == '"' || c == '\'') read_string(lx, t);
    else if (level >= 0) read_long(lx, t, level);
    else read_mark(lx, t);
}

void notation_lex_next(lexer *lx, token *t) {
    *t = (token){ .kind = T_EOF };
    if (skip_blank(lx, t)) {
        t->start = lx->pos;
        t->line = lx->line;
        if (lx->pos < lx->n) read_token(lx, t);
    }
    if (t->kind != T_BAD) t->end = lx->pos;
    t->last_line = lx->line;
    lx->prev = t->kind;
}

void notation_lex_single(lexer *lx, token *t) {
    t->kind = T_LBRACKET;
    t->end = t->start + 1;
    t->last_line = t->line;
    lx->pos = t->end;
    lx->line = t->line;
    lx->prev = T_LBRACKET;
}

void notation_lex_comment(lexer *lx, token *t) {
    lx->pos = t->start;
    lx->line = t->line;
    note_hash(lx);
    skip_line(lx);
    lx->prev = T_SEMICOLON;
    notation_lex_next(lx, t);
}
