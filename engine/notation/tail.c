/* notation/tail.c: what a chunk returns when it does not say so itself.
 *
 * The last expression, and the last assignment whose names can still be seen at the
 * end, go into one return before any comment that closes the text. */
#include "base/mem.h"
#include "emit.h"

/* A chunk that ends in a label keeps it last: a goto may rely on that. */
static bool is_closed(const parser *p) { return p->ends_in_return || p->ends_in_label; }

static bool is_visible(const parser *p, const target_name *t) {
    return notation_resolve(p, t->start, t->len, t->hash) == t->var;
}

static const candidate *last_assignment(const parser *p) {
    for (uint32_t i = p->count.candidates; i-- > 0;) {
        const candidate *c = &p->candidates[i];
        bool visible = true;
        for (int32_t k = 0; k < c->count; k++) visible = visible && is_visible(p, &p->names[c->first + k]);
        if (visible) return c;
    }
    return NULL;
}

/* function() return x,y end, or nil. */
static void write_fallback(const parser *p, const candidate *c, buf *out) {
    buf_puts(out, c ? "function() return " : "nil");
    if (!c) return;
    for (int32_t k = 0; k < c->count; k++) {
        const target_name *t = &p->names[c->first + k];
        buf_printf(out, "%s%.*s", k ? "," : "", (int)t->len, p->lx.src + t->start);
    }
    buf_puts(out, " end");
}

/* Semicolons after the last expression: `return e;;` is not Lua. */
static void blank_semicolons(emitter *e, uint32_t from) {
    const parser *p = e->p;
    lexer lx = p->lx;
    token t;
    lx.pos = from;
    lx.prev = T_RPAREN;
    lx.nhashes = 0;
    lexer_store own = { .none_from = { NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE } };
    lx.store = &own;
    for (notation_lex_next(&lx, &t); t.kind == T_SEMICOLON || t.kind == T_HASH; notation_lex_next(&lx, &t)) {
        if (t.kind == T_SEMICOLON) notation_edit_replace(&e->edits, t.start, 1, " ");
        else notation_lex_comment(&lx, &t);
    }
    mem_free(own.hashes);
    if (own.memory) e->edits.failed = true;
}

static void return_expression(emitter *e, node *n) {
    const parser *p = e->p;
    buf_clear(&e->scratch);
    buf_puts(&e->scratch, "return ");
    n->flags |= F_DONE;
    if (p->mode == NOTATION_ANSWER) {
        buf_puts(&e->scratch, "__nd.last(");
        write_fallback(p, last_assignment(p), &e->scratch);
        buf_putc(&e->scratch, ',');
        notation_edit_close(&e->edits, n->end, ")");
    }
    notation_edit_add(&e->edits, (edit){ .pos = n->start, .kind = EDIT_OPEN }, e->scratch.text, e->scratch.n);
    blank_semicolons(e, n->end);
}

void notation_emit_tail(emitter *e) {
    parser *p = e->p;
    if (p->mode == NOTATION_PROGRAM || is_closed(p)) return;
    if (p->last >= 0) {
        return_expression(e, &p->nodes[p->last]);
        return;
    }
    const candidate *c = p->mode == NOTATION_ANSWER ? last_assignment(p) : NULL;
    if (!c) return;
    e->tail_at = p->last_end;
    buf_puts(&e->tail, " return __nd.last(");
    write_fallback(p, c, &e->tail);
    buf_putc(&e->tail, ')');
}
