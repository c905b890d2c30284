/* notation/scope.c: which local a name means, and where labels may be jumped to.
 *
 * The rules are Lua's own (a goto sees labels of enclosing blocks, and may not enter
 * the scope of a local), so that what is accepted here also compiles there. */
#include "parse.h"

#include <string.h>

#define LOCALS_MAX 200

static const scope *top(const parser *p) { return &p->scopes[p->count.scopes - 1]; }

static uint32_t function_scope(const parser *p) {
    uint32_t i = p->count.scopes - 1;
    while (i > 0 && !p->scopes[i].function) i--;
    return i;
}

static bool same_name(const parser *p, const label *a, uint32_t start, uint32_t len) {
    return a->len == len && memcmp(p->lx.src + a->start, p->lx.src + start, len) == 0;
}

void notation_scope_open(parser *p, scope s) {
    s.active = p->count.active;
    s.labels = p->count.labels;
    s.gotos = p->count.gotos;
    if (!notation_room(p, (void **)&p->scopes, p->count.scopes, &p->room.scopes, sizeof *p->scopes)) return;
    if (s.function) p->functions++;
    p->scopes[p->count.scopes++] = s;
}

void notation_scope_close(parser *p) {
    if (p->memory || p->count.scopes == 0) return;
    scope s = *top(p);
    if (s.function && p->count.gotos > s.gotos) {
        const label *g = &p->gotos[s.gotos];
        notation_fail_at(p, g->start, g->start + g->len, "no visible label '%.*s' for goto", (int)g->len, p->lx.src + g->start);
    }
    for (uint32_t i = s.gotos; i < p->count.gotos; i++)
        if (p->gotos[i].nactive > s.active) p->gotos[i].nactive = s.active;
    p->count.active = s.active;
    p->count.labels = s.labels;
    if (s.function) {
        p->count.gotos = s.gotos;
        p->functions--;
    }
    p->count.scopes--;
}

int32_t notation_declare(parser *p, const token *name) {
    uint32_t base = p->scopes[function_scope(p)].active;
    if (p->count.active - base >= LOCALS_MAX) {
        notation_fail_at(p, name->start, name->end, "too many local variables (at most %d in a function)", LOCALS_MAX);
        return -1;
    }
    if (!notation_room(p, (void **)&p->vars, p->count.vars, &p->room.vars, sizeof *p->vars)) return -1;
    if (!notation_room(p, (void **)&p->active, p->count.active, &p->room.active, sizeof *p->active)) return -1;
    int32_t v = (int32_t)p->count.vars++;
    p->vars[v] = (local_var){ .start = name->start, .len = name->end - name->start, .hash = name->hash,
                              .function = p->functions, .outermost = p->count.scopes == 1 };
    p->active[p->count.active++] = v;
    return v;
}

int32_t notation_resolve(const parser *p, uint32_t start, uint32_t len, uint32_t hash) {
    for (uint32_t i = p->count.active; i-- > 0;) {
        const local_var *v = &p->vars[p->active[i]];
        if (v->hash == hash && v->len == len && memcmp(p->lx.src + v->start, p->lx.src + start, len) == 0) return p->active[i];
    }
    return -1;
}

bool notation_is_vararg(const parser *p) { return p->scopes[function_scope(p)].vararg; }

bool notation_in_loop(const parser *p) {
    for (uint32_t i = p->count.scopes; i-- > 0;) {
        if (p->scopes[i].loop) return true;
        if (p->scopes[i].function) return false;
    }
    return false;
}

/* --- labels ----------------------------------------------------------------------- */

static const label *find_label(const parser *p, uint32_t start, uint32_t len) {
    for (uint32_t i = p->scopes[function_scope(p)].labels; i < p->count.labels; i++)
        if (same_name(p, &p->labels[i], start, len)) return &p->labels[i];
    return NULL;
}

void notation_goto(parser *p, const token *name) {
    uint32_t len = name->end - name->start;
    if (p->failed || find_label(p, name->start, len)) return;
    if (!notation_room(p, (void **)&p->gotos, p->count.gotos, &p->room.gotos, sizeof *p->gotos)) return;
    p->gotos[p->count.gotos++] = (label){ name->start, len, name->line, p->count.active };
}

int32_t notation_label(parser *p, const token *name) {
    uint32_t len = name->end - name->start;
    if (p->failed) return -1;
    const label *old = find_label(p, name->start, len);
    if (old) {
        notation_fail_at(p, name->start, name->end, "label '%.*s' is already defined on line %d", (int)len,
                         p->lx.src + name->start, old->line);
        return -1;
    }
    if (!notation_room(p, (void **)&p->labels, p->count.labels, &p->room.labels, sizeof *p->labels)) return -1;
    p->labels[p->count.labels] = (label){ name->start, len, name->line, p->count.active };
    return (int32_t)p->count.labels++;
}

/* The gotos of this block that wait for the label find it. */
void notation_label_settle(parser *p, int32_t i, bool last) {
    if (p->failed || i < 0) return;
    label *l = &p->labels[i];
    if (last) l->nactive = top(p)->active;
    uint32_t kept = top(p)->gotos;
    for (uint32_t k = kept; k < p->count.gotos; k++) {
        label g = p->gotos[k];
        if (!same_name(p, l, g.start, g.len)) {
            p->gotos[kept++] = g;
        } else if (g.nactive < l->nactive) {
            notation_fail_at(p, g.start, g.start + g.len, "goto '%.*s' jumps into the scope of a local", (int)g.len,
                             p->lx.src + g.start);
            return;
        }
    }
    p->count.gotos = kept;
}
