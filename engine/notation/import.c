/* notation/import.c: `import numpy as np` and `from numpy import ...`, accepted so that
 * pasted answers run.
 *
 * np and plt are there already. Another name for numpy, for matplotlib.pyplot or for a part of them becomes an
 * assignment on the same line; imports of anything else are blanked. */
#include "parse.h"

#include <string.h>

typedef struct path {
    uint32_t start, end;      /* a.b.c */
    uint32_t first_end;       /* end of a */
    uint32_t as, as_end;      /* the name after `as`, or the path's own */
    bool     renamed;
} path;

static bool is_word(const parser *p, const char *word) {
    return p->tok.kind == T_NAME && notation_text_is(p, p->tok.start, p->tok.end - p->tok.start, word);
}

static bool same_line(const parser *p, int line) { return p->tok.line == line && p->tok.kind != T_EOF; }

static bool take_word(parser *p, token *t) {
    if (p->tok.kind == T_STAR && notation_ahead(p) != T_NAME) {
        *t = p->tok;
        notation_advance(p);
        return true;
    }
    return notation_take_name(p, t, true);
}

static path take_path(parser *p) {
    token name;
    path r = { .start = p->tok.start };
    take_word(p, &name);
    r.first_end = name.end;
    while (!p->failed && notation_accept(p, T_DOT)) take_word(p, &name);
    r.end = p->prev_end;
    r.as = r.start;
    r.as_end = r.first_end;
    if (!is_word(p, "as")) return r;
    notation_advance(p);
    if (!notation_take_name(p, &name, false)) return r;
    r.renamed = true;
    r.as = name.start;
    r.as_end = name.end;
    return r;
}

static bool is_numpy(const parser *p, const path *a) {
    return notation_text_is(p, a->start, a->first_end - a->start, "numpy");
}

static bool is_matplotlib(const parser *p, const path *a) {
    return notation_text_is(p, a->start, a->first_end - a->start, "matplotlib");
}

static bool is_lua_name(const parser *p, uint32_t start, uint32_t end) {
    lexer lx;
    token t;
    notation_lex_init(&lx, p->lx.src, p->lx.n, p->lx.store);
    lx.pos = start;
    notation_lex_next(&lx, &t);
    return t.kind == T_NAME && t.end == end;
}

/* import matplotlib.pyplot as p; from matplotlib import pyplot as p; from matplotlib.pyplot import plot as p. */
static void bind_plt(parser *p, const path *module, const path *member) {
    const path *name = member ? member : module;
    const char *s = p->lx.src;
    uint32_t    from = name->as, len = name->as_end - name->as;
    bool        pyplot = notation_text_is(p, module->start, module->end - module->start, "matplotlib.pyplot");
    bool        whole = member && !pyplot && notation_text_is(p, member->start, member->end - member->start, "pyplot");
    p->names_np = true;
    if (!is_lua_name(p, from, name->as_end) || notation_text_is(p, from, len, "plt") || !(pyplot || whole)) return;
    if (!member && !module->renamed) return;
    buf_printf(p->words, "%.*s=plt", (int)len, s + from);
    if (member && pyplot) buf_printf(p->words, ".%.*s", (int)(member->end - member->start), s + member->start);
    buf_putc(p->words, ';');
}

/* `as` = np, then what the path says after numpy, then `.member` when there is one. */
static void bind(parser *p, const path *module, const path *member) {
    const path *name = member ? member : module;
    const char *s = p->lx.src;
    uint32_t from = name->as, len = name->as_end - name->as;
    if (is_matplotlib(p, module)) {
        bind_plt(p, module, member);
        return;
    }
    if (!is_numpy(p, module) || notation_text_is(p, from, len, "np") || !is_lua_name(p, from, name->as_end)) return;
    p->names_np = true;
    buf_printf(p->words, "%.*s=np", (int)len, s + from);
    bool whole = member || module->renamed;
    if (whole) buf_add(p->words, s + module->first_end, module->end - module->first_end);
    if (member) buf_printf(p->words, ".%.*s", (int)(member->end - member->start), s + member->start);
    buf_putc(p->words, ';');
}

static void import_modules(parser *p) {
    do {
        path module = take_path(p);
        if (!p->failed) bind(p, &module, NULL);
    } while (!p->failed && notation_accept(p, T_COMMA));
}

static void import_members(parser *p) {
    path module = take_path(p);
    if (!is_word(p, "import")) notation_fail_token(p, "'import' expected");
    notation_advance(p);
    token open = p->tok;
    bool paren = notation_accept(p, T_LPAREN);
    do {
        if (paren && p->tok.kind == T_RPAREN) break;
        path member = take_path(p);
        if (!p->failed) bind(p, &module, &member);
    } while (!p->failed && notation_accept(p, T_COMMA));
    if (paren) notation_close(p, T_RPAREN, "')'", &open);
}

/* Two names in a row on one line are never Lua, so nothing valid is taken away. */
bool notation_import(parser *p) {
    bool import = is_word(p, "import");
    if (!import && !is_word(p, "from")) return false;
    int line = p->tok.line;
    if (notation_ahead(p) != T_NAME || p->ahead.line != line) return false;
    uint32_t start = p->tok.start, words = (uint32_t)p->words->n;
    p->extended = true;
    notation_advance(p);
    if (import) import_modules(p);
    else import_members(p);
    notation_skip_hash(p);
    if (!p->failed && p->tok.line == p->prev_line && same_line(p, p->tok.line) && p->tok.kind != T_SEMICOLON)
        notation_fail_token(p, "unexpected symbol");
    int32_t i = notation_node(p, N_IMPORT, start);
    if (i < 0) return true;
    p->nodes[i].at = words;
    p->nodes[i].at2 = (uint32_t)p->words->n;
    if (buf_failed(p->words)) p->memory = true;
    return true;
}
