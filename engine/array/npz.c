/* array/npz.c: the zip container of .npz files: stored and deflated members, one disk, no passwords.
 *
 * Every number of a file that is read is compared with the file's length before it is used, and a
 * member cannot claim more bytes than its packed bytes could ever give.                          */
#include "array/npz.h"

#include <string.h>
#include <zlib.h>

#include "base/mem.h"

enum {
    LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, END64 = 0x06064b50, LOCATOR64 = 0x07064b50,
    LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22, END64_SIZE = 56, LOCATOR64_SIZE = 20,
    STORED = 0, DEFLATED = 8, ENCRYPTED = 1, UTF8 = 0x800, VERSION = 45,
    FIRST_DAY = 0x21,          /* 1 January 1980 */
    PRIVATE_FILE = 0x01800000, /* mode 0600 in a unix entry */
};

static uint32_t u16(const unsigned char *p) { return p[0] | (uint32_t)p[1] << 8; }
static uint32_t u32(const unsigned char *p) { return u16(p) | u16(p + 2) << 16; }
static uint64_t u64(const unsigned char *p) { return u32(p) | (uint64_t)u32(p + 4) << 32; }

static err_code bad(err *e, const char *what) { return err_set(e, ERR_VALUE, "npz: %s", what); }

/* --- the directory ----------------------------------------------------------------------------- */

bool nd_npz_looks(const void *bytes, size_t n) {
    return n >= 4 && (memcmp(bytes, "PK\x03\x04", 4) == 0 || memcmp(bytes, "PK\x05\x06", 4) == 0);
}

/* The end record stands before a comment of at most 65535 bytes. */
static const unsigned char *find_end(const unsigned char *p, size_t n) {
    if (n < END_SIZE) return NULL;
    size_t first = n - END_SIZE > 65535 ? n - END_SIZE - 65535 : 0;
    for (size_t at = n - END_SIZE + 1; at-- > first;)
        if (u32(p + at) == END && at + END_SIZE + u16(p + at + 20) <= n) return p + at;
    return NULL;
}

/* A file with large numbers has them in a second record, whose place is said before the first. */
static err_code read_end64(nd_npz *z, uint64_t end_at, uint64_t *size, err *e) {
    if (end_at < LOCATOR64_SIZE) return ERR_OK;
    const unsigned char *locator = z->bytes + end_at - LOCATOR64_SIZE;
    if (u32(locator) != LOCATOR64) return ERR_OK;
    uint64_t at = u64(locator + 8);
    if (at > z->n || z->n - at < END64_SIZE || u32(z->bytes + at) != END64) return bad(e, "the second end record is not where it should be");
    z->left = u64(z->bytes + at + 32);
    *size = u64(z->bytes + at + 40);
    z->at = u64(z->bytes + at + 48);
    return ERR_OK;
}

err_code nd_npz_open(nd_npz *z, const void *bytes, size_t n, err *e) {
    *z = (nd_npz){.bytes = bytes, .n = n};
    const unsigned char *end = find_end(bytes, n);
    if (!end) return err_set(e, ERR_VALUE, "File is not a zip file");
    uint64_t size = u32(end + 12), end_at = (uint64_t)(end - z->bytes);
    if (u16(end + 4) != 0 && u16(end + 4) != 0xffff) return bad(e, "a zip file on several disks");
    z->left = u16(end + 10);
    z->at = u32(end + 16);
    if (read_end64(z, end_at, &size, e)) return ERR_VALUE;
    if (z->at > end_at || size > end_at - z->at) return bad(e, "the directory lies outside the file");
    z->end = z->at + size;
    return ERR_OK;
}

/* Sizes and place that do not fit 32 bits are in an extra field, in this order. */
static err_code read_extra(nd_npz_entry *t, const unsigned char *p, size_t n, err *e) {
    uint64_t *const large[] = {&t->size, &t->packed, &t->header_at};
    while (n >= 4) {
        size_t kind = u16(p), length = u16(p + 2);
        p += 4, n -= 4;
        if (length > n) return bad(e, "an extra field is cut off");
        for (size_t k = 0, at = 0; kind == 1 && k < 3; k++) {
            if (*large[k] != 0xffffffff) continue;
            if (length - at < 8) return bad(e, "an extra field is too short");
            *large[k] = u64(p + at);
            at += 8;
        }
        p += length, n -= length;
    }
    return ERR_OK;
}

static err_code read_entry(nd_npz *z, nd_npz_entry *t, err *e) {
    const unsigned char *p = z->bytes + z->at;
    uint64_t             room = z->end - z->at;
    if (room < CENTRAL_SIZE || u32(p) != CENTRAL) return bad(e, "the directory is damaged");
    size_t name = u16(p + 28), extra = u16(p + 30), whole = CENTRAL_SIZE + name + extra + u16(p + 32);
    if (whole > room) return bad(e, "the directory is cut off");
    *t = (nd_npz_entry){.name = (const char *)p + CENTRAL_SIZE, .name_n = name, .method = u16(p + 10), .crc = u32(p + 16),
                        .packed = u32(p + 20), .size = u32(p + 24), .header_at = u32(p + 42)};
    if (name == 0 || memchr(t->name, 0, name)) return bad(e, "a member without a proper name");
    if (u16(p + 8) & ENCRYPTED) return bad(e, "a member is encrypted");
    if (t->method != STORED && t->method != DEFLATED) return bad(e, "a member is packed in a way that is not known");
    z->at += whole;
    z->left--;
    return read_extra(t, p + CENTRAL_SIZE + name, extra, e);
}

bool nd_npz_next(nd_npz *z, nd_npz_entry *entry, err *e) {
    if (e) err_clear(e);
    return z->left > 0 && read_entry(z, entry, e) == ERR_OK;
}

/* --- members -------------------------------------------------------------------------------------- */

static err_code find_data(const nd_npz *z, const nd_npz_entry *t, const unsigned char **data, err *e) {
    if (t->header_at > z->n || z->n - t->header_at < LOCAL_SIZE) return bad(e, "a member lies outside the file");
    const unsigned char *p = z->bytes + t->header_at;
    uint64_t             room = z->n - t->header_at - LOCAL_SIZE, skip = u16(p + 26) + u16(p + 28);
    if (u32(p) != LOCAL || u16(p + 8) != t->method) return bad(e, "a member is not where the directory says");
    if (skip > room || t->packed > room - skip) return bad(e, "a member is longer than the file");
    *data = p + LOCAL_SIZE + skip;
    if (t->method == STORED && t->packed != t->size) return bad(e, "a stored member has two lengths");
    /* A byte of deflated data gives at most 1032. */
    if (t->method == DEFLATED && t->size / 1032 > t->packed + 1) return bad(e, "a member claims more bytes than it can hold");
    return ERR_OK;
}

static err_code check_sum(const nd_npz_entry *t, const void *p, size_t n, err *e) {
    uLong crc = crc32_z(0, p, n);
    if ((uint32_t)crc == t->crc) return ERR_OK;
    return err_set(e, ERR_VALUE, "Bad CRC-32 for file '%.*s'", (int)(t->name_n < 200 ? t->name_n : 200), t->name);
}

static voidpf zlib_get(voidpf user, uInt count, uInt size) {
    (void)user;
    return mem_zalloc(count, size, NULL);
}

static void zlib_put(voidpf user, voidpf p) {
    (void)user;
    mem_free(p);
}

enum { PIECE = 1 << 18 };

static err_code inflate_all(z_stream *s, const nd_npz_entry *t, const unsigned char *data, buf *out, err *e) {
    unsigned char *piece = mem_alloc(1, PIECE, e);
    uint64_t       given = 0, got = 0;
    int            status = Z_OK;
    if (!piece) return ERR_MEMORY;
    while (status == Z_OK && got <= t->size) {
        if (s->avail_in == 0 && given < t->packed) {
            s->next_in = (Bytef *)(uintptr_t)(data + given);
            s->avail_in = (uInt)(t->packed - given > (1u << 30) ? 1u << 30 : t->packed - given);
            given += s->avail_in;
        }
        s->next_out = piece;
        s->avail_out = PIECE;
        status = inflate(s, Z_NO_FLUSH);
        buf_add(out, piece, PIECE - s->avail_out);
        got += PIECE - s->avail_out;
    }
    mem_free(piece);
    if (status == Z_MEM_ERROR || buf_failed(out)) return err_set(e, ERR_MEMORY, "not enough memory to unpack %llu bytes", (unsigned long long)t->size);
    if (status != Z_STREAM_END || got != t->size) return bad(e, "the packed data of a member are damaged");
    return ERR_OK;
}

static err_code unpack_deflated(const nd_npz_entry *t, const unsigned char *data, buf *out, err *e) {
    z_stream s = {.zalloc = zlib_get, .zfree = zlib_put};
    if (inflateInit2(&s, -MAX_WBITS) != Z_OK) return err_set(e, ERR_MEMORY, "not enough memory to unpack");
    err_code code = inflate_all(&s, t, data, out, e);
    inflateEnd(&s);
    return code ? code : check_sum(t, out->text, out->n, e);
}

err_code nd_npz_unpack(const nd_npz *z, const nd_npz_entry *t, buf *out, err *e) {
    const unsigned char *data = NULL;
    if (find_data(z, t, &data, e)) return ERR_VALUE;
    if (t->method == DEFLATED) return unpack_deflated(t, data, out, e);
    if (check_sum(t, data, (size_t)t->size, e)) return ERR_VALUE;
    buf_add(out, data, (size_t)t->size);
    return buf_failed(out) ? err_set(e, ERR_MEMORY, "not enough memory to unpack %llu bytes", (unsigned long long)t->size) : ERR_OK;
}

nd_array *nd_npz_read(nd_ctx *c, const nd_npz *z, const nd_npz_entry *t, err *e) {
    const unsigned char *data = NULL;
    size_t               used;
    if (find_data(z, t, &data, e)) return NULL;
    if (t->method == STORED) return check_sum(t, data, (size_t)t->size, e) ? NULL : nd_npy_read_first(c, data, (size_t)t->size, &used, e);
    buf out;
    buf_init(&out);
    nd_array *a = unpack_deflated(t, data, &out, e) ? NULL : nd_npy_read_first(c, out.text, out.n, &used, e);
    buf_free(&out);
    return a;
}

/* --- writing ----------------------------------------------------------------------------------------- */

static void put(buf *out, uint64_t x, int nbytes) {
    for (int i = 0; i < nbytes; i++) buf_putc(out, (char)(x >> 8 * i & 0xff));
}

typedef struct member {
    buf      name, header, packed;
    uint32_t crc;
    uint64_t size;
    z_stream z;
} member;

static err_code add_sum(void *user, const void *bytes, size_t n, err *e) {
    member *m = user;
    (void)e;
    m->crc = (uint32_t)crc32_z(m->crc, bytes, n);
    m->size += n;
    return ERR_OK;
}

static err_code run_deflate(member *m, int flush, err *e) {
    unsigned char piece[16384];
    int           status = Z_OK;
    do {
        m->z.next_out = piece;
        m->z.avail_out = sizeof piece;
        status = deflate(&m->z, flush);
        buf_add(&m->packed, piece, sizeof piece - m->z.avail_out);
    } while (status == Z_OK && m->z.avail_out == 0);
    if (buf_failed(&m->packed)) return err_set(e, ERR_MEMORY, "not enough memory to pack an array");
    return ERR_OK;
}

static err_code add_deflated(void *user, const void *bytes, size_t n, err *e) {
    member     *m = user;
    const char *p = bytes;
    add_sum(m, bytes, n, e);
    while (n > 0) {
        size_t part = n > (1u << 30) ? 1u << 30 : n;
        m->z.next_in = (Bytef *)(uintptr_t)p;
        m->z.avail_in = (uInt)part;
        if (run_deflate(m, Z_NO_FLUSH, e)) return ERR_MEMORY;
        p += part;
        n -= part;
    }
    return ERR_OK;
}

/* The checksum, and the packed bytes when they are packed. */
static err_code measure(member *m, const nd_array *a, bool pack, err *e) {
    nd_sink *sink = pack ? add_deflated : add_sum;
    if (pack && deflateInit2(&m->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return err_set(e, ERR_MEMORY, "not enough memory to pack an array");
    err_code code = sink(m, m->header.text, m->header.n, e);
    if (!code) code = nd_write_values(a, nd_npy_order(a), sink, m, e);
    if (pack && !code) code = run_deflate(m, Z_FINISH, e);
    if (pack) deflateEnd(&m->z);
    return code;
}

static bool is_ascii(const buf *text) {
    for (size_t i = 0; i < text->n; i++)
        if ((unsigned char)text->text[i] > 127) return false;
    return true;
}

/* What the entry in front of the data and the one in the directory share. */
static void put_facts(buf *out, const nd_npz_writer *w, const member *m) {
    put(out, VERSION, 2);
    put(out, is_ascii(&m->name) ? 0 : UTF8, 2);
    put(out, w->deflate ? DEFLATED : STORED, 2);
    put(out, 0, 2);
    put(out, FIRST_DAY, 2);
    put(out, m->crc, 4);
}

static void put_local(buf *out, const nd_npz_writer *w, const member *m, uint64_t packed) {
    put(out, LOCAL, 4);
    put_facts(out, w, m);
    put(out, UINT64_MAX, 8);
    put(out, m->name.n, 2);
    put(out, 20, 2);
    buf_add(out, m->name.text, m->name.n);
    put(out, 1, 2);
    put(out, 16, 2);
    put(out, m->size, 8);
    put(out, packed, 8);
}

static void put_central(buf *out, const nd_npz_writer *w, const member *m, uint64_t packed) {
    const uint64_t numbers[] = {m->size, packed, w->at};
    const uint64_t limit = INT32_MAX;         /* NumPy's zip writer changes form there */
    buf            extra;
    buf_init(&extra);
    if (m->size > limit || packed > limit) put(&extra, m->size, 8), put(&extra, packed, 8);
    bool large = extra.n > 0, far = w->at > limit;
    if (far) put(&extra, w->at, 8);
    put(out, CENTRAL, 4);
    put(out, VERSION | 3 << 8, 2);
    put_facts(out, w, m);
    put(out, large ? UINT32_MAX : numbers[1], 4);
    put(out, large ? UINT32_MAX : numbers[0], 4);
    put(out, m->name.n, 2);
    put(out, extra.n ? extra.n + 4 : 0, 2);
    put(out, 0, 6);
    put(out, PRIVATE_FILE, 4);
    put(out, far ? UINT32_MAX : w->at, 4);
    buf_add(out, m->name.text, m->name.n);
    if (extra.n) put(out, 1, 2), put(out, extra.n, 2);
    buf_add(out, extra.text, extra.n);
    if (buf_failed(&extra)) out->failed = true;
    buf_free(&extra);
}

void nd_npz_begin(nd_npz_writer *w, nd_sink *sink, void *user, bool deflate) {
    *w = (nd_npz_writer){.sink = sink, .user = user, .deflate = deflate};
    buf_init(&w->directory);
}

void nd_npz_free(nd_npz_writer *w) { buf_free(&w->directory); }

static err_code write_out(nd_npz_writer *w, const buf *b, err *e) {
    if (buf_failed(b)) return err_set(e, ERR_MEMORY, "not enough memory to write a zip file");
    w->at += b->n;
    return w->sink(w->user, b->text, b->n, e);
}

static err_code write_member(nd_npz_writer *w, member *m, const nd_array *a, err *e) {
    buf      local;
    uint64_t packed = w->deflate ? m->packed.n : m->size;
    buf_init(&local);
    put_central(&w->directory, w, m, packed);
    put_local(&local, w, m, packed);
    if (!w->deflate) buf_add(&local, m->header.text, m->header.n);
    err_code code = write_out(w, &local, e);
    buf_free(&local);
    if (code) return code;
    if (w->deflate) return write_out(w, &m->packed, e);
    w->at += nd_nbytes(a);
    return nd_write_values(a, nd_npy_order(a), w->sink, w->user, e);
}

err_code nd_npz_add(nd_npz_writer *w, const char *name, const nd_array *a, err *e) {
    member   m = {.z = {.zalloc = zlib_get, .zfree = zlib_put}};
    err_code code = ERR_OK;
    buf_init(&m.name), buf_init(&m.header), buf_init(&m.packed);
    buf_printf(&m.name, "%s.npy", name);
    nd_npy_write_header(&m.header, a->dtype, a->ndim, a->shape, nd_npy_order(a) == 'F');
    if (m.name.n > 65535) code = bad(e, "a name is too long");
    else if (buf_failed(&m.name) || buf_failed(&m.header)) code = err_set(e, ERR_MEMORY, "not enough memory to write a zip file");
    else code = measure(&m, a, w->deflate, e);
    if (!code) code = write_member(w, &m, a, e);
    buf_free(&m.name), buf_free(&m.header), buf_free(&m.packed);
    w->entries++;
    return code;
}

err_code nd_npz_end(nd_npz_writer *w, err *e) {
    uint64_t size = w->directory.n, at = w->at;
    bool     large = w->entries > 65535 || at > INT32_MAX || size > INT32_MAX;
    buf     *out = &w->directory;
    if (large) {
        put(out, END64, 4), put(out, END64_SIZE - 12, 8), put(out, VERSION, 2), put(out, VERSION, 2), put(out, 0, 8);
        put(out, w->entries, 8), put(out, w->entries, 8), put(out, size, 8), put(out, at, 8);
        put(out, LOCATOR64, 4), put(out, 0, 4), put(out, at + size, 8), put(out, 1, 4);
    }
    put(out, END, 4), put(out, 0, 4);
    for (int k = 0; k < 2; k++) put(out, w->entries > 65535 ? 65535 : w->entries, 2);
    put(out, large && size > UINT32_MAX ? UINT32_MAX : size, 4);
    put(out, large && at > UINT32_MAX ? UINT32_MAX : at, 4);
    put(out, 0, 2);
    return write_out(w, out, e);
}
