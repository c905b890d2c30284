/* engine/notation/emit.h: the tree to a list of edits. */
#ifndef NDRILL_NOTATION_EMIT_H
#define NDRILL_NOTATION_EMIT_H

#include "edits.h"
#include "parse.h"

typedef struct emitter {
    parser   *p;
    edit_list edits;
    buf       scratch;
    uint32_t  deep_at;        /* an expression that the wrappers make too deep, or NONE */
    uint32_t  tail_at;        /* where the answer's own return goes, and the text */
    buf       tail;
} emitter;

void notation_emitter_init(emitter *e, parser *p);
void notation_emitter_free(emitter *e);

/* Collect every edit of a parsed chunk. */
void notation_emit(emitter *e);

/* The chunk as plain Lua, wrapper included. */
void notation_emit_text(emitter *e, buf *out);

/* --- shared by emit.c, emit_index.c, emit_stmt.c and tail.c --------------------------- */

typedef struct span { uint32_t start, end; } span;

void notation_emit_items(emitter *e, const node *n, const char *lead);   /* the bracket and its keys */
void notation_spec(emitter *e, const node *n, char *spec, size_t room);  /* letters of the keys, in quotes */
void notation_count_wraps(emitter *e, node *n, int levels);
void notation_emit_index(emitter *e, node *n);
void notation_emit_lsel(emitter *e, node *n);
bool notation_emit_statement(emitter *e, int32_t i);       /* false: not a statement's node */
void notation_emit_move(void *emitter_of, int32_t i, buf *out);
void notation_emit_tail(emitter *e);
void notation_mark_plain(emitter *e);                     /* F_SCALAR for what can be no array */
bool notation_is_method(const char *name, size_t n);
bool notation_is_attribute(const char *name, size_t n);

static inline const char *notation_src(const emitter *e, uint32_t at) { return e->p->lx.src + at; }

#endif
