/* engine/notation/edits.h: changes to a text, collected in any order and applied in one go.
 *
 * At one place closings come first, then openings, then replacements. Openings keep
 * the order in which they were added and closings the reverse, so a parent that adds
 * both before its children stands outside them. */
#ifndef NDRILL_NOTATION_EDITS_H
#define NDRILL_NOTATION_EDITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

typedef enum edit_kind { EDIT_CLOSE, EDIT_MOVE, EDIT_OPEN, EDIT_REPLACE } edit_kind;

typedef struct edit {
    uint32_t  pos, drop;      /* bytes of the source that go */
    uint32_t  text, len;      /* in the list's own text */
    uint32_t  order;
    edit_kind kind;
    int32_t   node;           /* of EDIT_MOVE */
    bool      stays;          /* a closing that is no part of what is moved before it */
} edit;

typedef struct edit_list {
    edit  *edits;
    size_t n, room;
    buf    text;
    bool   failed;
} edit_list;

/* A whole statement whose parts are written in another order. */
typedef void edit_move_fn(void *context, int32_t node, buf *out);

typedef struct edit_render {
    const edit_list *list;
    const char      *src;
    edit_move_fn    *move;
    void            *context;
} edit_render;

void notation_edits_init(edit_list *l);
void notation_edits_free(edit_list *l);
void notation_edit_add(edit_list *l, edit e, const char *text, size_t n);
void notation_edit_open(edit_list *l, uint32_t pos, const char *text);
void notation_edit_close(edit_list *l, uint32_t pos, const char *text);
void notation_edit_replace(edit_list *l, uint32_t pos, uint32_t drop, const char *text);
void notation_edit_separate(edit_list *l, uint32_t pos);     /* a semicolon after everything that ends there */
void notation_edit_move(edit_list *l, int32_t node, uint32_t start, uint32_t end);
void notation_edits_sort(edit_list *l);

/* The source from lo to hi as edited. With `inside` a move at lo itself is not made:
 * its own parts are being written. */
void notation_edits_render(const edit_render *r, uint32_t lo, uint32_t hi, bool inside, buf *out);

#endif
