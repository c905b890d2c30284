/* base/buf.h: text that grows. Owns its bytes; always NUL-terminated. May be moved by
 * assignment.
 *
 * A failed append sets `failed` and later appends do nothing, so that a writer can
 * check once at the end: if (buf_failed(&b)) ... */
#ifndef NDRILL_BASE_BUF_H
#define NDRILL_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

typedef struct buf {
    char  *text;      /* never NULL after buf_init */
    size_t n, room;
    size_t limit;     /* most bytes it may hold; 0: no limit */
    bool   failed;
} buf;

void buf_init(buf *b);
void buf_free(buf *b);
void buf_clear(buf *b);

void buf_add(buf *b, const void *bytes, size_t n);
void buf_puts(buf *b, const char *s);
void buf_putc(buf *b, char c);
void buf_fill(buf *b, char c, size_t n);
void buf_printf(buf *b, const char *format, ...) ERR_PRINTF(2, 3);
void buf_insert(buf *b, size_t at, const void *bytes, size_t n);
void buf_cut(buf *b, size_t n);           /* keep the first n bytes */

static inline bool buf_failed(const buf *b) { return b->failed; }

/* Hand the text over: the caller frees it with mem_free. NULL when it failed. */
char *buf_take(buf *b, size_t *n);

#endif
