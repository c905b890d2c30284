/* notation/plain.c: which expressions can be no array, whatever happens: their comparisons stay native.
 *
 * Plain are literals, and what Lua's operators make of plain values. A local is plain when everything that is ever
 * stored in it is; the elements of a table are, when the table is a local that was made by {}, is only ever
 * indexed, and only plain values are stored in it. That holds until a store shows otherwise, so it is assumed of
 * every local and taken back, store by store, until nothing changes.                                            */
#include "emit.h"

#define PASSES 12             /* more than that, and nothing is assumed any more */

static node *node_at(const emitter *e, int32_t i) { return &e->p->nodes[i]; }

static bool is_plain_node(const emitter *e, int32_t i) { return i >= 0 && node_at(e, i)->flags & F_SCALAR; }

static bool has_plain_elements(const emitter *e, const node *n) {
    const node *base = node_at(e, n->a);
    if (base->kind != N_NAME || base->var < 0 || (n->flags & F_EXTENDED)) return false;
    const local_var *v = &e->p->vars[base->var];
    return v->stored && v->plain_items && !v->escapes;
}

static bool is_plain(const emitter *e, const node *n) {
    const local_var *v = n->kind == N_NAME && n->var >= 0 ? &e->p->vars[n->var] : NULL;
    switch (n->kind) {
    case N_NIL: case N_TRUE: case N_FALSE: case N_NUMBER: case N_STRING: return true;
    case N_PAREN: return is_plain_node(e, n->a);
    case N_NAME: return v && ((v->counter && !v->assigned) || (v->stored && v->plain));
    case N_UNARY: return n->op == T_HASH || n->op == T_NOT || is_plain_node(e, n->a);
    case N_BINARY: return n->op != T_AT && is_plain_node(e, n->a) && is_plain_node(e, n->b);
    case N_INDEX: case N_FIELD: return has_plain_elements(e, n);
    default: return false;
    }
}

/* A table that is not only indexed can be anybody's. */
static void find_escapes(emitter *e) {
    for (uint32_t i = 0; i < e->p->count.nodes; i++) {
        const node *n = node_at(e, (int32_t)i);
        bool        indexed = (n->kind == N_INDEX && !(n->flags & F_EXTENDED)) || n->kind == N_FIELD || (n->kind == N_UNARY && n->op == T_HASH);
        if (indexed && node_at(e, n->a)->kind == N_NAME) node_at(e, n->a)->n = 1;
    }
    for (uint32_t i = 0; i < e->p->count.nodes; i++) {
        const node *n = node_at(e, (int32_t)i);
        if (n->kind == N_NAME && n->var >= 0 && n->n == 0) e->p->vars[n->var].escapes = true;
    }
}

/* {} and nothing else. */
static bool is_empty_table(const emitter *e, int32_t i) {
    const node *n = i >= 0 ? node_at(e, i) : NULL;
    if (!n || n->kind != N_TABLE) return false;
    uint32_t at = n->start + 1;
    while (at + 1 < n->end && *notation_src(e, at) == ' ') at++;
    return at + 1 == n->end;
}

/* Take back what a store disproves. */
static bool check_store(emitter *e, const store_note *s) {
    local_var *v = &e->p->vars[s->var];
    bool       plain = s->value == STORE_NIL || is_plain_node(e, s->value), before_items = v->plain_items, before = v->plain;
    if (s->element) v->plain_items = v->plain_items && plain;
    else if (!is_empty_table(e, s->value) && s->value != STORE_NIL) v->plain_items = false;
    if (!s->element) v->plain = v->plain && plain;
    return before_items != v->plain_items || before != v->plain;
}

static void mark(emitter *e) {
    for (uint32_t i = 0; i < e->p->count.nodes; i++) {
        node *n = node_at(e, (int32_t)i);
        n->flags = (unsigned char)(is_plain(e, n) ? n->flags | F_SCALAR : n->flags & ~F_SCALAR);
    }
}

void notation_mark_plain(emitter *e) {
    const parser *p = e->p;
    bool          changed = p->count.stores > 0;
    find_escapes(e);
    mark(e);
    for (int pass = 0; changed; pass++) {
        changed = false;
        for (uint32_t i = 0; i < p->count.stores; i++) changed = check_store(e, &p->stores[i]) || changed;
        for (uint32_t i = 0; pass == PASSES && i < p->count.vars; i++) p->vars[i].plain = p->vars[i].plain_items = false;
        if (changed) mark(e);
    }
}
