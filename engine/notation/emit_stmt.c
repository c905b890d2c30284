/* notation/emit_stmt.c: assignments, compound assignments and the other statements
 * that Lua has not in this form.
 *
 * a[i, j] = v is one call with v first, so its parts change places; that is done only
 * when the whole statement is on one line. Over several lines a key object keeps
 * everything where it was written. */
#include "emit.h"

#include <stdio.h>
#include <string.h>

static node *node_at(const emitter *e, int32_t i) { return &e->p->nodes[i]; }

static const char *const in_place[] = {
    "iadd", "isub", "imul", "idiv", "ifloordiv", "imod", "ipow", "imatmul", "iand", "ior", "ilshift", "irshift", "iconcat",
};

static const char *name_of(const node *n) { return in_place[n->op - T_IADD]; }

static bool on_one_line(const emitter *e, const node *n) {
    for (uint32_t i = n->start; i < n->end; i++) {
        char c = *notation_src(e, i);
        if (c == '\n' || c == '\r') return false;
    }
    return true;
}

static uint32_t end_of_list(const emitter *e, int32_t first) {
    while (node_at(e, first)->next >= 0) first = node_at(e, first)->next;
    return node_at(e, first)->end;
}

static void around(emitter *e, uint32_t start, uint32_t end, const char *open) {
    notation_edit_open(&e->edits, start, open);
    notation_edit_close(&e->edits, end, ")");
}

static void replace_printf(emitter *e, uint32_t pos, uint32_t drop, const char *format, const char *a, span name) {
    buf_clear(&e->scratch);
    buf_printf(&e->scratch, format, a, (int)(name.end - name.start), notation_src(e, name.start));
    notation_edit_add(&e->edits, (edit){ .pos = pos, .drop = drop, .kind = EDIT_REPLACE }, e->scratch.text, e->scratch.n);
}

/* --- assignment ---------------------------------------------------------------------- */

/* The keys' own punctuation is written by the move. */
static void move(emitter *e, int32_t i, node *target) {
    const node *n = node_at(e, i);
    target->flags |= F_DONE;
    notation_edit_move(&e->edits, i, n->start, n->end);
}

static void emit_assign(emitter *e, int32_t i) {
    const node *n = node_at(e, i);
    for (int32_t t = n->a; t >= 0; t = node_at(e, t)->next) node_at(e, t)->flags |= F_TARGET;
    node *target = node_at(e, n->a);
    if (target->next >= 0 || target->kind != N_INDEX || !(target->flags & F_EXTENDED)) return;
    if (n->n > 1) around(e, node_at(e, n->b)->start, end_of_list(e, n->b), "__nd.t(");
    if (on_one_line(e, n)) move(e, i, target);
}

/* --- compound assignment --------------------------------------------------------------- */

/* The base and the key are evaluated once, into two locals. */
static void emit_aug_place(emitter *e, const node *n, node *target) {
    notation_edit_open(&e->edits, n->start, "do local __nd_b,__nd_k=");
    notation_edit_close(&e->edits, n->end, ") end");
    replace_printf(e, n->at, n->at2 - n->at, " __nd_b[__nd_k]=__nd.%s(__nd_b[__nd_k],%.*s", name_of(n), (span){ 0, 0 });
    if (target->kind == N_FIELD) {
        notation_edit_replace(&e->edits, target->at, 1, ",");
        replace_printf(e, target->at2, target->end - target->at2, "%s\"%.*s\"", "", (span){ target->at2, target->end });
    } else if (target->flags & F_EXTENDED) {
        notation_emit_items(e, target, ",__nd.K(");
        notation_edit_replace(&e->edits, target->end - 1, 1, ")");
    } else {
        notation_edit_replace(&e->edits, target->at, 1, ",");
        notation_edit_replace(&e->edits, target->end - 1, 1, "");
    }
}

static void emit_aug(emitter *e, int32_t i) {
    const node *n = node_at(e, i);
    node *target = node_at(e, n->a);
    target->flags |= F_TARGET;
    if (target->kind == N_NAME) {
        replace_printf(e, n->at, n->at2 - n->at, "=__nd.%s(%.*s,", name_of(n), (span){ target->start, target->end });
        notation_edit_close(&e->edits, n->end, ")");
    } else if (target->kind == N_INDEX && (target->flags & F_EXTENDED) && on_one_line(e, n)) {
        move(e, i, target);
    } else {
        target->flags |= F_DONE;
        emit_aug_place(e, n, target);
    }
}

/* --- a statement in another order --------------------------------------------------------- */

static void write_part(const edit_render *r, emitter *e, int32_t i, buf *out) {
    if (i < 0) buf_puts(out, ",nil");
    if (i < 0) return;
    buf_putc(out, ',');
    notation_edits_render(r, node_at(e, i)->start, node_at(e, i)->end, false, out);
}

static void write_item(const edit_render *r, emitter *e, const node *item, buf *out) {
    if (item->op == 'v') buf_puts(out, ",...");
    if (item->op == 'i' || item->op == 's') write_part(r, e, item->a, out);
    if (item->op != 's') return;
    write_part(r, e, item->b, out);
    write_part(r, e, item->c, out);
}

void notation_emit_move(void *emitter_of, int32_t i, buf *out) {
    emitter *e = emitter_of;
    const edit_render r = { &e->edits, e->p->lx.src, notation_emit_move, e };
    const node *n = node_at(e, i), *target = node_at(e, n->a), *base = node_at(e, target->a);
    char spec[80];
    notation_spec(e, target, spec, sizeof spec);
    buf_puts(out, n->kind == N_AUG ? "__nd.aug(" : "__nd.set(");
    notation_edits_render(&r, base->start, base->end, true, out);
    if (n->kind == N_AUG) buf_printf(out, ",\"%s\"", name_of(n) + 1);
    buf_printf(out, ",%s,", spec);
    notation_edits_render(&r, node_at(e, n->b)->start, end_of_list(e, n->b), false, out);
    for (int32_t k = target->b; k >= 0 && strcmp(spec, "\"\"") != 0; k = node_at(e, k)->next) write_item(&r, e, node_at(e, k), out);
    buf_putc(out, ')');
}

/* --- the rest ---------------------------------------------------------------------------------- */

static void emit_expression(emitter *e, const node *n) {
    const node *v = node_at(e, n->a);
    bool call = v->kind == N_CALL || v->kind == N_METHOD || v->kind == N_LSEL;
    if ((n->flags & F_DONE) || (n->n == 1 && call)) return;
    around(e, n->start, n->end, "__nd.x(");
}

/* Line ends inside from x import (a,\n b) stay. */
static void emit_import(emitter *e, const node *n) {
    notation_edit_add(&e->edits, (edit){ .pos = n->start, .kind = EDIT_OPEN }, e->p->words->text + n->at, n->at2 - n->at);
    uint32_t from = n->start;
    for (uint32_t i = n->start; i <= n->end; i++) {
        char c = i < n->end ? *notation_src(e, i) : '\n';
        if (c != '\n' && c != '\r') continue;
        if (i > from) notation_edit_replace(&e->edits, from, i - from, "");
        from = i + 1;
    }
}

/* a, (b, c) = v: __nd.nest("x(xx)",v) */
static void emit_nested(emitter *e, const node *n) {
    buf text;
    buf_init(&text);
    buf_printf(&text, "__nd.nest(\"%.*s\",", (int)(n->at2 - n->at), e->p->words->text + n->at);
    around(e, n->start, n->end, text.text);
    if (buf_failed(&text)) e->p->memory = true;
    buf_free(&text);
}

bool notation_emit_statement(emitter *e, int32_t i) {
    const node *n = node_at(e, i);
    char text[32];
    switch (n->kind) {
    case N_ASSIGN: emit_assign(e, i); return true;
    case N_AUG: emit_aug(e, i); return true;
    case N_EXPRESSION: emit_expression(e, n); return true;
    case N_IMPORT: emit_import(e, n); return true;
    case N_SEPARATE: notation_edit_separate(&e->edits, n->start); return true;
    case N_COMMA: notation_edit_replace(&e->edits, n->start, 1, n->n ? "," : " "); return true;
    case N_UNPACK:
        if (n->at != NONE) {
            emit_nested(e, n);
            return true;
        } /* fall through */
    case N_ITERATE: case N_SAME:
        snprintf(text, sizeof text, "__nd.%s(%u,", n->kind == N_UNPACK ? "un" : n->kind == N_SAME ? "same" : "its", n->n);
        if (n->kind == N_ITERATE && n->n == 1) snprintf(text, sizeof text, "__nd.it(");
        around(e, n->start, n->end, text);
        return true;
    default: return false;
    }
}
