/* base/buf.c: text that grows by doubling. */
#include "base/buf.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* What text points at before the first append. */
static char none[1];

void buf_init(buf *b) {
    memset(b, 0, sizeof *b);
    b->text = none;
}

void buf_free(buf *b) {
    if (b->text != none) mem_free(b->text);
    buf_init(b);
}

void buf_clear(buf *b) {
    b->n = 0;
    b->failed = false;
    b->text[0] = '\0';
}

/* Make room for n more bytes and the NUL. */
static bool grow(buf *b, size_t n) {
    if (b->failed) return false;
    if (b->limit && (n > b->limit || b->n > b->limit - n)) return !(b->failed = true);
    if (n < b->room && b->n < b->room - n) return true;
    size_t room = b->room ? b->room : 64;
    while (room <= b->n || room - b->n <= n) {
        if (room > PTRDIFF_MAX / 2) return !(b->failed = true);
        room *= 2;
    }
    char *text = mem_resize(b->text == none ? NULL : b->text, room, 1, NULL);
    if (!text) return !(b->failed = true);
    text[b->n] = '\0';
    b->text = text;
    b->room = room;
    return true;
}

void buf_add(buf *b, const void *bytes, size_t n) {
    if (n == 0 || !grow(b, n)) return;
    memcpy(b->text + b->n, bytes, n);
    b->n += n;
    b->text[b->n] = '\0';
}

void buf_puts(buf *b, const char *s) { buf_add(b, s, strlen(s)); }
void buf_putc(buf *b, char c) { buf_add(b, &c, 1); }

void buf_fill(buf *b, char c, size_t n) {
    if (n == 0 || !grow(b, n)) return;
    memset(b->text + b->n, c, n);
    b->n += n;
    b->text[b->n] = '\0';
}

void buf_printf(buf *b, const char *format, ...) {
    char    room[256];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(room, sizeof room, format, args);
    va_end(args);
    if (n < 0) {
        b->failed = true;
    } else if ((size_t)n < sizeof room) {
        buf_add(b, room, (size_t)n);
    } else if (grow(b, (size_t)n)) {
        va_start(args, format);
        vsnprintf(b->text + b->n, (size_t)n + 1, format, args);
        va_end(args);
        b->n += (size_t)n;
    }
}

void buf_insert(buf *b, size_t at, const void *bytes, size_t n) {
    if (n == 0 || at > b->n || !grow(b, n)) return;
    memmove(b->text + at + n, b->text + at, b->n - at + 1);
    memcpy(b->text + at, bytes, n);
    b->n += n;
}

void buf_cut(buf *b, size_t n) {
    if (n >= b->n) return;
    b->n = n;
    b->text[n] = '\0';
}

char *buf_take(buf *b, size_t *n) {
    char *text = NULL;
    if (!b->failed && grow(b, 0) && b->text == none) b->failed = true;
    if (!b->failed) {
        text = b->text;
        if (n) *n = b->n;
        buf_init(b);
    } else {
        buf_free(b);
    }
    return text;
}
