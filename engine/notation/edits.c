/* notation/edits.c: the list of changes and the text that comes of it. */
#include "edits.h"

#include <string.h>

#include "base/mem.h"
#include "lex_text.h"

void notation_edits_init(edit_list *l) {
    *l = (edit_list){ 0 };
    buf_init(&l->text);
}

void notation_edits_free(edit_list *l) {
    mem_free(l->edits);
    buf_free(&l->text);
}

void notation_edit_add(edit_list *l, edit e, const char *text, size_t n) {
    if (l->n == l->room) {
        size_t room = l->room ? 2 * l->room : 64;
        edit *more = mem_resize(l->edits, room, sizeof *more, NULL);
        if (!more) {
            l->failed = true;
            return;
        }
        l->edits = more;
        l->room = room;
    }
    e.text = (uint32_t)l->text.n;
    e.len = (uint32_t)n;
    e.order = (uint32_t)l->n;
    buf_add(&l->text, text, n);
    if (buf_failed(&l->text)) l->failed = true;
    l->edits[l->n++] = e;
}

void notation_edit_open(edit_list *l, uint32_t pos, const char *text) {
    notation_edit_add(l, (edit){ .pos = pos, .kind = EDIT_OPEN }, text, strlen(text));
}

void notation_edit_close(edit_list *l, uint32_t pos, const char *text) {
    notation_edit_add(l, (edit){ .pos = pos, .kind = EDIT_CLOSE }, text, strlen(text));
}

void notation_edit_replace(edit_list *l, uint32_t pos, uint32_t drop, const char *text) {
    notation_edit_add(l, (edit){ .pos = pos, .drop = drop, .kind = EDIT_REPLACE }, text, strlen(text));
}

void notation_edit_separate(edit_list *l, uint32_t pos) {
    notation_edit_add(l, (edit){ .pos = pos, .kind = EDIT_CLOSE, .stays = true }, ";", 1);
}

void notation_edit_move(edit_list *l, int32_t node, uint32_t start, uint32_t end) {
    notation_edit_add(l, (edit){ .pos = start, .drop = end - start, .kind = EDIT_MOVE, .node = node }, "", 0);
}

static bool comes_first(const edit *a, const edit *b) {
    if (a->pos != b->pos) return a->pos < b->pos;
    if (a->kind != b->kind) return a->kind < b->kind;
    bool earlier = a->order < b->order;
    return earlier != (a->kind == EDIT_CLOSE);
}

static void sift(edit *heap, size_t top, size_t n) {
    for (size_t child; (child = 2 * top + 1) < n; top = child) {
        if (child + 1 < n && comes_first(&heap[child], &heap[child + 1])) child++;
        if (!comes_first(&heap[top], &heap[child])) return;
        edit swap = heap[top];
        heap[top] = heap[child];
        heap[child] = swap;
    }
}

/* Heap sort: an answer is translated where the C library's qsort would ask the system for its memory
 * size, which the sandbox does not allow. */
void notation_edits_sort(edit_list *l) {
    for (size_t i = l->n / 2; i-- > 0;) sift(l->edits, i, l->n);
    for (size_t n = l->n; n > 1;) {
        edit last = l->edits[--n];
        l->edits[n] = l->edits[0];
        l->edits[0] = last;
        sift(l->edits, 0, n);
    }
}

/* --- rendering ------------------------------------------------------------------- */

/* First edit that belongs to a text beginning at lo: closings there end something before it. */
static size_t first_from(const edit_list *l, uint32_t lo, bool inside) {
    size_t a = 0, b = l->n;
    edit_kind least = inside ? EDIT_OPEN : EDIT_MOVE;
    while (a < b) {
        size_t mid = a + (b - a) / 2;
        const edit *e = &l->edits[mid];
        if (e->pos < lo || (e->pos == lo && e->kind < least)) a = mid + 1;
        else b = mid;
    }
    return a;
}

/* Two words that come together must not become one, nor two minus signs a comment. */
static void put(buf *out, const char *s, size_t n) {
    if (n == 0) return;
    char last = out->n ? out->text[out->n - 1] : ' ';
    bool words = notation_is_name_byte(last) && notation_is_name_byte(s[0]);
    if (words || (last == '-' && s[0] == '-')) buf_putc(out, ' ');
    buf_add(out, s, n);
}

static void copy_to(const edit_render *r, uint32_t *at, uint32_t pos, buf *out) {
    if (pos > *at) put(out, r->src + *at, pos - *at);
    if (pos > *at) *at = pos;
}

void notation_edits_render(const edit_render *r, uint32_t lo, uint32_t hi, bool inside, buf *out) {
    const edit_list *l = r->list;
    uint32_t at = lo;
    for (size_t i = first_from(l, lo, inside); i < l->n; i++) {
        const edit *e = &l->edits[i];
        if (e->pos > hi || (e->pos == hi && (e->kind != EDIT_CLOSE || e->stays))) break;
        if (e->pos < at) continue;          /* inside a text that is gone */
        copy_to(r, &at, e->pos, out);
        if (e->kind != EDIT_MOVE) {
            put(out, l->text.text + e->text, e->len);
            at += e->drop;
            continue;
        }
        r->move(r->context, e->node, out);
        at = e->pos + e->drop;
        while (i + 1 < l->n && (l->edits[i + 1].pos < at || (l->edits[i + 1].pos == at && l->edits[i + 1].kind == EDIT_CLOSE && !l->edits[i + 1].stays))) i++;
    }
    copy_to(r, &at, hi, out);
}
