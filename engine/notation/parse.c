/* notation/parse.c: what every rule of the grammar uses: the next token, a new node,
 * the first failure. */
#include "parse.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "lex_text.h"

/* Below Lua's own limit of 200, less what the wrapper and the caller need. */
#define DEPTH_MAX 175

static void give_up(parser *p) {
    p->failed = true;
    p->has_ahead = false;
    p->tok = (token){ .kind = T_EOF, .start = p->lx.n, .end = p->lx.n, .line = p->lx.line };
    p->lx.pos = p->lx.n;
}

bool notation_room(parser *p, void **array, uint32_t n, uint32_t *room, size_t size) {
    if (n < *room) return true;
    uint32_t more = *room ? 2 * *room : 64;
    void *grown = mem_resize(*array, more, size, NULL);
    if (!grown) {
        p->memory = true;
        give_up(p);
        return false;
    }
    *array = grown;
    *room = more;
    return true;
}

/* --- failures ------------------------------------------------------------------- */

void notation_fail_at(parser *p, uint32_t start, uint32_t end, const char *format, ...) {
    if (p->failed) return;
    if (!p->trial) {
        parse_failure *f = &p->failure;
        f->start = start;
        f->width = end > start ? end - start : 1;
        f->opened = NONE;
        f->incomplete = false;
        va_list args;
        va_start(args, format);
        vsnprintf(f->text, sizeof f->text, format, args);
        va_end(args);
    }
    give_up(p);
}

static void fail_bad_token(parser *p) {
    const token *t = &p->tok;
    bool incomplete = p->lx.bad_incomplete;
    notation_fail_at(p, t->start, t->end, "%s", p->lx.bad);
    if (!p->trial) p->failure.incomplete = incomplete;
}

void notation_fail_token(parser *p, const char *what) {
    if (p->failed) return;
    token t = p->tok;
    bool end = t.kind == T_EOF;
    int shown = t.end - t.start > 30 ? 30 : (int)(t.end - t.start);
    const char *text = p->lx.src + t.start;
    const char *eol = memchr(text, '\n', (size_t)shown);
    if (eol) shown = (int)(eol - text);
    if (t.kind == T_OPEN_LONG) notation_fail_at(p, t.start, t.end, "unfinished long string");
    else if (end && strcmp(what, "unexpected symbol") == 0) notation_fail_at(p, p->prev_end, p->prev_end, "the text ends too early");
    else if (end) notation_fail_at(p, p->prev_end, p->prev_end, "%s at the end", what);
    else notation_fail_at(p, t.start, t.end, "%s near '%.*s'", what, shown, text);
    if (!p->trial) p->failure.incomplete = end || t.kind == T_OPEN_LONG;
}

/* --- tokens ----------------------------------------------------------------------- */

static void settle(parser *p) {
    token *t = &p->tok;
    if (t->kind == T_BAD) {
        fail_bad_token(p);
    } else if (t->kind == T_NAME) {
        const char *s = p->lx.src + t->start;
        uint32_t n = t->end - t->start;
        if (n == 2 && memcmp(s, "np", 2) == 0) p->names_np = true;
        if (n >= 4 && memcmp(s, "__nd", 4) == 0)
            notation_fail_at(p, t->start, t->end, "names that begin with __nd are ndrill's own");
    } else if (t->foreign) {
        p->extended = true;
    }
}

void notation_advance(parser *p) {
    if (p->failed) return;
    p->prev_end = p->tok.end;
    p->prev_line = p->tok.last_line;
    if (p->has_ahead) p->tok = p->ahead;
    else notation_lex_next(&p->lx, &p->tok);
    p->has_ahead = false;
    settle(p);
}

token_kind notation_ahead(parser *p) {
    if (p->failed) return T_EOF;
    if (!p->has_ahead) {
        notation_lex_next(&p->lx, &p->ahead);
        p->has_ahead = true;
    }
    return p->ahead.kind;
}

bool notation_accept(parser *p, token_kind k) {
    if (p->tok.kind != k) return false;
    notation_advance(p);
    return true;
}

bool notation_expect(parser *p, token_kind k, const char *what) {
    if (notation_accept(p, k)) return true;
    notation_fail_token(p, what);
    return false;
}

bool notation_close(parser *p, token_kind k, const char *what, const token *open) {
    if (notation_accept(p, k)) return true;
    if (p->failed) return false;
    char text[96];
    if (open->line == p->tok.line) snprintf(text, sizeof text, "%s expected", what);
    else snprintf(text, sizeof text, "%s expected (to close line %d)", what, open->line);
    notation_fail_token(p, text);
    if (!p->trial) p->failure.opened = open->start;
    return false;
}

bool notation_take_name(parser *p, token *name, bool keywords) {
    *name = p->tok;
    bool keyword = keywords && notation_is_keyword(p->tok.kind);
    if (p->tok.kind != T_NAME && !keyword) {
        notation_fail_token(p, "name expected");
        return false;
    }
    if (keyword) {
        p->extended = true;
        if (!p->has_ahead) p->lx.prev = T_NAME;
    }
    notation_advance(p);
    return true;
}

/* --- nodes ------------------------------------------------------------------------- */

int32_t notation_node(parser *p, node_kind kind, uint32_t start) {
    if (!notation_room(p, (void **)&p->nodes, p->count.nodes, &p->room.nodes, sizeof *p->nodes)) return -1;
    node *n = &p->nodes[p->count.nodes];
    *n = (node){ .kind = (unsigned char)kind, .a = -1, .b = -1, .c = -1, .next = -1, .var = -1,
                 .depth = (uint16_t)p->depth,
                 .start = start, .end = p->prev_end, .at = NONE, .at2 = NONE };
    return (int32_t)p->count.nodes++;
}

bool notation_enter(parser *p) {
    if (p->depth >= DEPTH_MAX) {
        notation_fail_at(p, p->tok.start, p->tok.end, "nested too deeply");
        return false;
    }
    p->depth++;
    return true;
}

void notation_leave(parser *p) { p->depth--; }

void notation_note_add(parser *p, parse_note note) {
    if (notation_room(p, (void **)&p->notes, p->count.notes, &p->room.notes, sizeof *p->notes))
        p->notes[p->count.notes++] = note;
}

bool notation_text_is(const parser *p, uint32_t start, uint32_t len, const char *text) {
    return strlen(text) == len && memcmp(p->lx.src + start, text, len) == 0;
}

/* np.f, np.random.f, plt.f: names alone, beginning at np or plt, or at a global ma or numpy. */
bool notation_is_np_chain(const parser *p, int32_t i) {
    if (i < 0 || p->nodes[i].kind != N_FIELD) return false;
    while (p->nodes[i].kind == N_FIELD) i = p->nodes[i].a;
    const node *n = &p->nodes[i];
    if (n->kind != N_NAME) return false;
    static const char *const modules[] = { "np", "plt", "ma", "numpy" };
    for (size_t k = 0; k < sizeof modules / sizeof *modules; k++)
        if ((k < 2 || n->var < 0) && notation_text_is(p, n->start, n->end - n->start, modules[k])) return true;
    return false;
}

bool notation_starts_line(const parser *p) { return p->tok.line > p->prev_line || p->prev_end == 0; }

/* Does the line on which `from` lies end in a colon (before any comment)? */
bool notation_colon_ends_line(const parser *p, uint32_t from, uint32_t *colon) {
    const char *s = p->lx.src;
    uint32_t last = NONE;
    for (uint32_t i = from; i < p->lx.n && s[i] != '\n' && s[i] != '\r' && s[i] != '#'; i++) {
        if (s[i] == '-' && i + 1 < p->lx.n && s[i + 1] == '-') break;
        if (s[i] != ' ' && s[i] != '\t') last = i;
    }
    *colon = last;
    return last != NONE && s[last] == ':' && last > from && s[last - 1] != ':';
}
