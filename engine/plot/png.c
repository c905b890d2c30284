/* plot/png.c: pixels as PNG: 8-bit RGB in one compressed block. */
#include <stdint.h>
#include <string.h>
#include <zlib.h>

#include "base/mem.h"
#include "plot/png.h"

static void put_u32(buf *b, uint32_t x) {
    char bytes[4] = {(char)(x >> 24), (char)(x >> 16), (char)(x >> 8), (char)x};
    buf_add(b, bytes, 4);
}

static void put_chunk(buf *b, const char *name, const void *bytes, size_t n) {
    uLong crc = crc32(crc32(0, (const Bytef *)name, 4), n ? bytes : (const void *)"", (uInt)n);
    put_u32(b, (uint32_t)n);
    buf_add(b, name, 4);
    if (n) buf_add(b, bytes, n);
    put_u32(b, (uint32_t)crc);
}

/* Each row behind a byte that says how it is coded: as it is, which packs flat colours best. */
static unsigned char *rows_of(size_t w, size_t h, const unsigned char *rgb, err *e) {
    unsigned char *rows = mem_alloc(h, w * 3 + 1, e), *p = rows;
    for (size_t y = 0; rows && y < h; y++) {
        *p++ = 0;
        memcpy(p, rgb + y * w * 3, w * 3);
        p += w * 3;
    }
    return rows;
}

static voidpf zlib_alloc(voidpf user, uInt count, uInt size) { return (void)user, mem_alloc(count, size, NULL); }
static void   zlib_free(voidpf user, voidpf p) { (void)user, mem_free(p); }

/* *n: how many bytes it took. NULL: no memory. */
static unsigned char *compressed(unsigned char *rows, size_t nrows, size_t *n, err *e) {
    z_stream z = {.zalloc = zlib_alloc, .zfree = zlib_free};
    unsigned char *got = NULL;
    if (deflateInit(&z, 6) != Z_OK) {
        err_set(e, ERR_MEMORY, "not enough memory for a picture");
        return NULL;
    }
    size_t room = deflateBound(&z, nrows);
    if ((got = mem_alloc(room, 1, e)) != NULL) {
        z.next_in = rows, z.avail_in = (uInt)nrows, z.next_out = got, z.avail_out = (uInt)room;
        (void)deflate(&z, Z_FINISH);
        *n = room - z.avail_out;
    }
    deflateEnd(&z);
    return got;
}

err_code plot_png_write(buf *out, size_t w, size_t h, const unsigned char *rgb, double dpi, err *e) {
    if (w == 0 || h == 0 || w > 20000 || h > 20000 || w * h > (size_t)100e6) return err_set(e, ERR_VALUE, "a picture of %zu by %zu pixels is too large", w, h);
    buf            facts;
    size_t         n = 0;
    unsigned char *rows = rows_of(w, h, rgb, e), *packed = rows ? compressed(rows, h * (w * 3 + 1), &n, e) : NULL;
    buf_init(&facts);
    if (packed) {
        buf_add(out, "\x89PNG\r\n\x1a\n", 8);
        put_u32(&facts, (uint32_t)w), put_u32(&facts, (uint32_t)h);
        buf_add(&facts, "\x08\x02\0\0\0", 5);
        put_chunk(out, "IHDR", facts.text, facts.n);
        buf_clear(&facts);
        put_u32(&facts, (uint32_t)(dpi / 0.0254 + 0.5)), put_u32(&facts, (uint32_t)(dpi / 0.0254 + 0.5));
        buf_putc(&facts, 1);
        put_chunk(out, "pHYs", facts.text, facts.n);
        put_chunk(out, "IDAT", packed, n);
        put_chunk(out, "IEND", NULL, 0);
    }
    bool failed = !packed || buf_failed(&facts) || buf_failed(out);
    buf_free(&facts);
    mem_free(packed);
    mem_free(rows);
    return failed ? err_set(e, ERR_MEMORY, "not enough memory for a picture of %zu by %zu pixels", w, h) : ERR_OK;
}
