/* notation/emit_index.c: subscripts with slices, several keys, or brackets in brackets. */
#include "emit.h"

#include <stdio.h>
#include <string.h>

static node *node_at(const emitter *e, int32_t i) { return &e->p->nodes[i]; }

/* a[()] has one item and no key. */
static bool is_nothing(const emitter *e, const node *n, const node *item) {
    const node *v = item->a >= 0 ? node_at(e, item->a) : NULL;
    return n->n == 1 && n->at2 == NONE && item->op == 'i' && v->kind == N_TUPLE && v->n == 0;
}

void notation_spec(emitter *e, const node *n, char *spec, size_t room) {
    size_t k = 0;
    spec[k++] = '"';
    for (int32_t i = n->b; i >= 0 && k + 2 < room; i = node_at(e, i)->next)
        if (!is_nothing(e, n, node_at(e, i))) spec[k++] = (char)node_at(e, i)->op;
    spec[k++] = '"';
    spec[k] = '\0';
}

static void blank(emitter *e, const node *n) {
    for (uint32_t i = n->start; i < n->end; i++) {
        char c = *notation_src(e, i);
        if (c != '\n' && c != '\r') notation_edit_replace(&e->edits, i, 1, "");
    }
}

/* start:stop:step becomes three arguments; what is absent is nil. */
static void emit_slice(emitter *e, const node *n) {
    const char *start = n->a < 0 ? "nil," : ",";
    const char *stop = n->b < 0 ? "nil" : "", *step = n->c < 0 ? "nil" : "";
    char text[32];
    if (n->flags & F_DOUBLE_COLON) {
        snprintf(text, sizeof text, "%snil,%s", start, step);
        notation_edit_replace(&e->edits, n->at, 2, text);
        return;
    }
    bool two = n->at2 != NONE;
    snprintf(text, sizeof text, "%s%s%s", start, stop, !two && n->b < 0 ? ",nil" : "");
    notation_edit_replace(&e->edits, n->at, 1, text);
    if (two) {
        snprintf(text, sizeof text, ",%s", step);
        notation_edit_replace(&e->edits, n->at2, 1, text);
    } else if (n->b >= 0) {
        notation_edit_close(&e->edits, n->end, ",nil");
    }
}

static void emit_item(emitter *e, const node *n, const node *item) {
    if (is_nothing(e, n, item)) {
        node_at(e, item->a)->flags |= F_DONE;
        blank(e, item);
    } else if (item->op == 'e' || item->op == 'n') {
        if (item->a >= 0) node_at(e, item->a)->flags |= F_DONE;
        blank(e, item);
    } else {
        notation_edit_open(&e->edits, item->start, ",");
    }
    if (item->op == 's') emit_slice(e, item);
    if (item->var >= 0) notation_edit_replace(&e->edits, (uint32_t)item->var, 1, " ");
}

void notation_emit_items(emitter *e, const node *n, const char *lead) {
    char spec[80];
    notation_spec(e, n, spec, sizeof spec);
    buf_clear(&e->scratch);
    buf_printf(&e->scratch, "%s%s", lead, spec);
    notation_edit_add(&e->edits, (edit){ .pos = n->at, .drop = 1, .kind = EDIT_REPLACE }, e->scratch.text, e->scratch.n);
    for (int32_t i = n->b; i >= 0; i = node_at(e, i)->next) emit_item(e, n, node_at(e, i));
}

/* a["size"]: the text of a literal that is also an attribute's name. */
static bool is_attribute_key(const emitter *e, const node *n) {
    const node *item = node_at(e, n->b), *v = item->a >= 0 ? node_at(e, item->a) : NULL;
    if (n->n != 1 || item->op != 'i' || v->kind != N_STRING || v->end - v->start < 3) return false;
    char quote = *notation_src(e, v->start);
    if (quote != '"' && quote != '\'') return false;
    const char *text = notation_src(e, v->start + 1);
    size_t len = v->end - v->start - 2;
    return notation_is_method(text, len) || notation_is_attribute(text, len);
}

static void emit_value(emitter *e, node *n) {
    bool dots = node_at(e, n->b)->op == 'v';
    notation_count_wraps(e, n, 1);
    notation_edit_replace(&e->edits, n->end - 1, 1, ")");
    notation_edit_open(&e->edits, n->start, dots ? "__nd.dots(" : "__nd.get(");
    if (dots) notation_edit_replace(&e->edits, n->at, 1, ",");
    else notation_emit_items(e, n, ",");
}

/* a[ and a long string: a[[[ would be read in another way. */
static void part_brackets(emitter *e, const node *n) {
    const node *item = node_at(e, n->b), *v = item->a >= 0 ? node_at(e, item->a) : NULL;
    if (v && v->kind != N_LIST && v->start == n->at + 1 && *notation_src(e, v->start) == '[') notation_edit_open(&e->edits, v->start, " ");
}

void notation_emit_index(emitter *e, node *n) {
    if (n->flags & F_DONE) return;
    bool target = n->flags & F_TARGET;
    part_brackets(e, n);
    if (!(n->flags & F_EXTENDED)) {
        if (target || !is_attribute_key(e, n)) return;
        notation_edit_open(&e->edits, n->start, "__nd.fld(");
        notation_edit_replace(&e->edits, n->at, 1, ",");
        notation_edit_replace(&e->edits, n->end - 1, 1, ")");
    } else if (target) {
        notation_emit_items(e, n, "[__nd.K(");
        notation_edit_replace(&e->edits, n->end - 1, 1, ")]");
    } else {
        emit_value(e, n);
    }
}

/* --- f[[0, 2]] -------------------------------------------------------------------- */

/* The long string's value as a quoted string on one line. */
static void quote_long(emitter *e, uint32_t from, uint32_t to, buf *out) {
    bool first = true;
    for (uint32_t i = from; i < to; i++, first = false) {
        unsigned char c = (unsigned char)*notation_src(e, i);
        unsigned char d = i + 1 < to ? (unsigned char)*notation_src(e, i + 1) : 0;
        if (c == '\n' || c == '\r') {
            if ((d == '\n' || d == '\r') && d != c) i++;
            if (!first) buf_puts(out, "\\n");
        } else if (c < 32 || c == 127) {
            buf_printf(out, "\\%03u", c);
        } else {
            if (c == '"' || c == '\\') buf_putc(out, '\\');
            buf_putc(out, (char)c);
        }
    }
}

void notation_emit_lsel(emitter *e, node *n) {
    const node *item = node_at(e, n->b);
    bool one = n->n == 1 && n->at2 == NONE && item->op == 'i';
    notation_count_wraps(e, n, 3);
    notation_edit_open(&e->edits, n->start, "__nd.lsel(");
    if (one) notation_edit_replace(&e->edits, n->at, 1, ",function() return ");
    else notation_emit_items(e, n, ",function() return __nd.K(");
    buf *b = &e->scratch;
    buf_clear(b);
    buf_puts(b, one ? " end)(\"" : ") end)(\"");
    quote_long(e, n->at + 2, n->end - 2, b);
    buf_puts(b, "\")");
    notation_edit_add(&e->edits, (edit){ .pos = n->end - 1, .drop = 1, .kind = EDIT_REPLACE }, b->text, b->n);
}
