/* notation/emit.c: what each expression becomes.
 *
 * What can be no array is marked first (plain.c); one walk downwards then hands each node
 * its context (a value, a condition) and collects its edits. What costs nothing in
 * plain Lua stays native wherever the outcome is the same. */
#include "emit.h"

#include <stdio.h>
#include <string.h>

#define LEVELS_MAX 178

void notation_emitter_init(emitter *e, parser *p) {
    *e = (emitter){ .p = p, .deep_at = NONE, .tail_at = NONE };
    notation_edits_init(&e->edits);
    buf_init(&e->scratch);
    buf_init(&e->tail);
}

void notation_emitter_free(emitter *e) {
    notation_edits_free(&e->edits);
    buf_free(&e->scratch);
    buf_free(&e->tail);
}

static node *node_at(const emitter *e, int32_t i) { return &e->p->nodes[i]; }

static bool text_is(const emitter *e, uint32_t start, uint32_t end, const char *text) {
    return notation_text_is(e->p, start, end - start, text);
}

static bool is_comparison(int op) { return op >= T_LT && op <= T_NE; }
static bool is_relation(int op) { return op >= T_LT && op <= T_GE; }
static bool is_arithmetic(int op) { return op >= T_PLUS && op <= T_SHR; }

/* --- contexts ------------------------------------------------------------------------ */

static const node *bare(const emitter *e, int32_t i) {
    while (node_at(e, i)->kind == N_PAREN) i = node_at(e, i)->a;
    return node_at(e, i);
}

/* In `c and x or y` as a value, x is tested and may also be the value: only what is
 * tested and never kept is a condition. */
static unsigned char left_of_or(const emitter *e, const node *n) {
    const node *left = bare(e, n->a);
    bool choice = left->kind == N_BINARY && (left->op == T_AND || left->op == T_OR);
    return n->context != CONDITION && choice ? CHOICE : CONDITION;
}

static void spread_context(emitter *e, const node *n) {
    if (n->kind == N_PAREN) {
        node_at(e, n->a)->context = n->context;
    } else if (n->kind == N_UNARY && n->op == T_NOT) {
        node_at(e, n->a)->context = CONDITION;
    } else if (n->kind == N_BINARY && n->op == T_AND) {
        node_at(e, n->a)->context = CONDITION;
        node_at(e, n->b)->context = n->context == CHOICE ? VALUE : n->context;
    } else if (n->kind == N_BINARY && n->op == T_OR) {
        node_at(e, n->a)->context = left_of_or(e, n);
        node_at(e, n->b)->context = n->context;
    } else if (n->kind == N_BINARY && is_relation(n->op)) {
        node *left = node_at(e, n->a);       /* a < b < c tests a < b, as Python does */
        if (left->kind == N_BINARY && is_relation(left->op)) left->context = CONDITION;
    }
}

/* --- wrappers --------------------------------------------------------------------------- */

void notation_count_wraps(emitter *e, node *n, int levels) {
    n->wraps = (uint16_t)(n->wraps + levels);
    if (n->depth + n->wraps > LEVELS_MAX && e->deep_at == NONE) e->deep_at = n->start;
}

/* Children are nested as deep as their parent's wrappers. */
static void pass_wraps(emitter *e, const node *n) {
    int32_t children[3] = { n->a, n->b, n->kind == N_METHOD ? -1 : n->c };
    for (int k = 0; k < 3; k++)
        for (int32_t i = children[k]; i >= 0; i = node_at(e, i)->next) node_at(e, i)->wraps = n->wraps;
}

static void call_around(emitter *e, const node *n, const char *name) {
    char text[32];
    snprintf(text, sizeof text, "__nd.%s(", name);
    notation_edit_open(&e->edits, n->start, text);
    notation_edit_close(&e->edits, n->end, ")");
}

static void call_binary(emitter *e, node *n, const char *name) {
    notation_count_wraps(e, n, 1);
    call_around(e, n, name);
    notation_edit_replace(&e->edits, n->at, n->at2 - n->at, ",");
}

/* Could this be an array, as far as can be seen? */
static bool needs_truth(const emitter *e, const node *n) {
    if (n->flags & F_SCALAR) return false;
    switch (n->kind) {
    case N_NAME: return !(n->var < 0 && (text_is(e, n->start, n->end, "True") || text_is(e, n->start, n->end, "False")));
    case N_CALL: case N_METHOD: case N_INDEX: case N_FIELD: case N_LSEL: case N_VARARG: case N_TUPLE: case N_LIST: return true;
    case N_BINARY: return is_arithmetic(n->op);
    case N_UNARY: return n->op == T_MINUS || n->op == T_TILDE || n->op == T_PLUS;
    default: return false;
    }
}

static void emit_truth(emitter *e, node *n) {
    if (n->context == VALUE || (n->flags & F_TARGET) || !needs_truth(e, n)) return;
    notation_count_wraps(e, n, 1);
    bool vararg = n->kind == N_VARARG;       /* none at all is nil, not a missing argument */
    notation_edit_open(&e->edits, n->start, vararg ? "__nd.tr((" : "__nd.tr(");
    notation_edit_close(&e->edits, n->end, vararg ? "))" : ")");
}

/* --- operators ----------------------------------------------------------------------------- */

static bool is_constant(const node *n) { return n->kind == N_NIL || n->kind == N_TRUE || n->kind == N_FALSE; }

static bool stays_native(const emitter *e, const node *n) {
    const node *a = node_at(e, n->a), *b = node_at(e, n->b);
    if ((a->flags & F_SCALAR) && (b->flags & F_SCALAR)) return true;
    if (is_relation(n->op)) return n->context != VALUE;
    return is_constant(a) || is_constant(b);
}

static const char *comparison_name(const node *n) {
    switch (n->op) {
    case T_LT: return "lt";
    case T_LE: return "le";
    case T_GT: return "gt";
    case T_GE: return "ge";
    case T_EQ: return n->context == VALUE ? "eq" : "teq";
    default: return n->context == VALUE ? "ne" : "tne";
    }
}

static void emit_binary(emitter *e, node *n) {
    if (n->op == T_AT) call_binary(e, n, "mat");
    else if (n->op == T_STAR2) call_binary(e, n, "pow");
    if (!is_comparison(n->op)) return;
    if (!stays_native(e, n)) call_binary(e, n, comparison_name(n));
    else if (n->flags & F_FOREIGN) notation_edit_replace(&e->edits, n->at, 2, "~=");
}

/* Lua has no +x. */
static void emit_plus(emitter *e, node *n) {
    if (n->op != T_PLUS) return;
    bool number = node_at(e, n->a)->kind == N_NUMBER;
    if (!number) notation_count_wraps(e, n, 1);
    if (!number) notation_edit_close(&e->edits, n->end, ")");
    notation_edit_replace(&e->edits, n->at, 1, number ? " " : "__nd.pos(");
}

/* --- values -------------------------------------------------------------------------------- */

static void emit_number(emitter *e, const node *n) {
    if (!(n->flags & F_FOREIGN)) return;
    buf *b = &e->scratch;
    buf_clear(b);
    if (n->kind == N_IMAGINARY) buf_puts(b, "__nd.j(");
    for (uint32_t i = n->start; i < n->end; i++) {
        char c = *notation_src(e, i);
        if (c != '_' && (c | 32) != 'j') buf_putc(b, c);
    }
    if (n->kind == N_IMAGINARY) buf_putc(b, ')');
    notation_edit_add(&e->edits, (edit){ .pos = n->start, .drop = n->end - n->start, .kind = EDIT_REPLACE }, b->text, b->n);
}

/* One element is one value: a call at the end is cut to one. */
static void emit_sequence(emitter *e, node *n) {
    notation_count_wraps(e, n, 1);
    notation_edit_replace(&e->edits, n->start, 1, n->kind == N_TUPLE ? "__nd.t(" : "__nd.L(");
    if (n->kind == N_LIST) notation_edit_replace(&e->edits, n->end - 1, 1, ")");
    if (n->at2 != NONE) notation_edit_replace(&e->edits, n->at2, 1, " ");
    int32_t last = n->a;
    while (last >= 0 && node_at(e, last)->next >= 0) last = node_at(e, last)->next;
    if (last < 0) return;
    const node *v = node_at(e, last);
    if (v->kind != N_CALL && v->kind != N_METHOD && v->kind != N_LSEL) return;
    notation_edit_open(&e->edits, v->start, "(");
    notation_edit_close(&e->edits, v->end, ")");
}

/* --- fields and calls ------------------------------------------------------------------------ */

static const char *const libraries[] = {
    "np", "plt", "ma", "numpy", "math", "string", "table", "utf8", "coroutine", "os", "io", "debug",
};

static bool is_library(const emitter *e, int32_t i) {
    const node *n = node_at(e, i);
    if (n->kind == N_FIELD) return notation_is_np_chain(e->p, i);
    if (n->kind != N_NAME) return false;
    for (size_t k = 0; k < sizeof libraries / sizeof libraries[0]; k++)
        if (text_is(e, n->start, n->end, libraries[k])) return true;
    return false;
}

static bool is_method_call(const emitter *e, const node *call) {
    const node *f = node_at(e, call->a);
    if (f->kind != N_FIELD || !(call->flags & F_PAREN_CALL)) return false;
    return notation_is_method(notation_src(e, f->at2), f->end - f->at2) && !is_library(e, f->a);
}

/* x.name( becomes __nd.m(x,"name")( */
static void emit_method(emitter *e, node *n, span mark, span name) {
    notation_count_wraps(e, n, 1);
    notation_edit_open(&e->edits, n->start, "__nd.m(");
    notation_edit_replace(&e->edits, mark.start, mark.end - mark.start, ",");
    buf *b = &e->scratch;
    buf_clear(b);
    buf_printf(b, "\"%.*s\")", (int)(name.end - name.start), notation_src(e, name.start));
    notation_edit_add(&e->edits, (edit){ .pos = name.start, .drop = name.end - name.start, .kind = EDIT_REPLACE }, b->text, b->n);
}

static void emit_keyword_name(emitter *e, const node *k) {
    if (!(k->flags & F_KEYWORD_NAME)) return;
    buf_clear(&e->scratch);
    buf_printf(&e->scratch, "[\"%.*s\"]", (int)(k->at2 - k->at), notation_src(e, k->at));
    notation_edit_add(&e->edits, (edit){ .pos = k->at, .drop = k->at2 - k->at, .kind = EDIT_REPLACE }, e->scratch.text, e->scratch.n);
}

static void emit_arguments(emitter *e, node *n) {
    if (n->at2 != NONE && n->kind != N_METHOD) notation_edit_replace(&e->edits, n->at2, 1, " ");
    int32_t first = n->b;
    while (first >= 0 && node_at(e, first)->kind != N_KEYWORD) first = node_at(e, first)->next;
    if (first < 0) return;
    notation_count_wraps(e, n, 1);
    notation_edit_open(&e->edits, node_at(e, first)->start, "__nd.kw{");
    uint32_t end = 0;
    for (int32_t i = first; i >= 0; i = node_at(e, i)->next) {
        emit_keyword_name(e, node_at(e, i));
        end = node_at(e, i)->end;
    }
    notation_edit_close(&e->edits, end, "}");
}

/* b'ab', b"ab": a call in Lua, bytes in Python. Which one is seen when it runs. */
static bool is_bytes(const emitter *e, const node *n) {
    const node *f = node_at(e, n->a);
    if (n->kind != N_CALL || n->flags & F_PAREN_CALL || n->b < 0 || f->kind != N_NAME || f->var >= 0) return false;
    const node *text = node_at(e, n->b);
    return text->kind == N_STRING && text->start == f->end && *notation_src(e, text->start) != '[' && text_is(e, f->start, f->end, "b");
}

static void emit_call(emitter *e, node *n) {
    if (is_bytes(e, n)) {
        notation_count_wraps(e, n, 1);
        call_around(e, node_at(e, n->a), "by");
        return;
    }
    node *f = node_at(e, n->a);
    if (n->kind == N_METHOD) {
        uint32_t name = (uint32_t)n->c;
        if (n->flags & F_KEYWORD_NAME) emit_method(e, n, (span){ n->at, n->at + 1 }, (span){ name, name + n->n });
    } else if (is_method_call(e, n)) {
        f->flags |= F_DONE;
        emit_method(e, n, (span){ f->at, f->at + 1 }, (span){ f->at2, f->end });
    }
    emit_arguments(e, n);
}

static void emit_field(emitter *e, const node *n) {
    if (!(n->flags & F_KEYWORD_NAME) || (n->flags & F_DONE)) return;
    notation_edit_replace(&e->edits, n->at, 1, "[");
    buf_clear(&e->scratch);
    buf_printf(&e->scratch, "\"%.*s\"]", (int)(n->end - n->at2), notation_src(e, n->at2));
    notation_edit_add(&e->edits, (edit){ .pos = n->at2, .drop = n->end - n->at2, .kind = EDIT_REPLACE }, e->scratch.text, e->scratch.n);
}

/* --- the walk ---------------------------------------------------------------------------------- */

static void emit_node(emitter *e, int32_t i) {
    node *n = node_at(e, i);
    if (notation_emit_statement(e, i)) return;
    spread_context(e, n);
    emit_truth(e, n);
    switch (n->kind) {
    case N_NUMBER: case N_IMAGINARY: emit_number(e, n); break;
    case N_TUPLE: case N_LIST:
        if (!(n->flags & F_DONE)) emit_sequence(e, n);
        break;
    case N_FIELD: emit_field(e, n); break;
    case N_INDEX: notation_emit_index(e, n); break;
    case N_LSEL: notation_emit_lsel(e, n); break;
    case N_CALL: case N_METHOD: emit_call(e, n); break;
    case N_BINARY: emit_binary(e, n); break;
    case N_UNARY: emit_plus(e, n); break;
    default: break;
    }
    if (n->wraps) pass_wraps(e, n);
}

static void emit_comments(emitter *e) {
    for (uint32_t i = 0; i < e->p->lx.nhashes; i++)
        notation_edit_replace(&e->edits, e->p->lx.store->hashes[i], 1, "-- ");
}

void notation_emit(emitter *e) {
    notation_mark_plain(e);
    notation_emit_tail(e);
    for (uint32_t i = e->p->count.nodes; i-- > 0;) emit_node(e, (int32_t)i);
    emit_comments(e);
    notation_edits_sort(&e->edits);
}

void notation_emit_text(emitter *e, buf *out) {
    edit_render r = { &e->edits, e->p->lx.src, notation_emit_move, e };
    uint32_t n = e->p->lx.n, from = notation_lex_prefix(e->p->lx.src, n);
    uint32_t tail = e->tail_at == NONE ? n : e->tail_at;
    buf_puts(out, "local __nd = ... return function(...) ");
    notation_edits_render(&r, from, tail, false, out);
    buf_add(out, e->tail.text, e->tail.n);
    notation_edits_render(&r, tail, n, false, out);
    buf_puts(out, "\nend");
}
