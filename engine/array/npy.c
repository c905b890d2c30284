/* array/npy.c: the .npy format: a magic word, a length, a Python dictionary as text, the bytes.
 *
 * Writing gives what NumPy's np.save gives, byte for byte. Reading trusts nothing: the dictionary
 * is parsed by the small grammar NumPy writes, lengths are compared before anything is allocated,
 * and truth values and text are brought into the range the rest of the floor relies on.        */
#include "array/npy.h"
#include "array/npy_type.h"

#include <stdio.h>
#include <string.h>

static const char magic[] = "\x93NUMPY";
#define MAGIC_SIZE 6
#define LONGEST_HEADER 65536

/* --- writing ---------------------------------------------------------------------------------------- */

static void write_shape(buf *out, int ndim, const ptrdiff_t *shape) {
    buf_putc(out, '(');
    for (int i = 0; i < ndim; i++) buf_printf(out, i ? ", %td" : "%td", shape[i]);
    buf_puts(out, ndim == 1 ? ",)" : ")");
}

static size_t digits_of(ptrdiff_t n) {
    char text[32];
    return (size_t)snprintf(text, sizeof text, "%td", n);
}

static bool has_wide_name(const char *text, size_t n) {
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] > 0x7f) return true;
    return false;
}

/* NumPy leaves room for the growing axis to become 21 digits long. */
void nd_npy_write_header(buf *out, nd_dtype d, int ndim, const ptrdiff_t *shape, bool fortran) {
    buf    text;
    buf_init(&text);
    buf_puts(&text, "{'descr': ");
    nd_dtype_put(&text, d, ND_DTYPE_DESCR);
    buf_printf(&text, ", 'fortran_order': %s, 'shape': ", fortran ? "True" : "False");
    write_shape(&text, ndim, shape);
    buf_puts(&text, ", }");
    if (ndim > 0) buf_fill(&text, ' ', 21 - digits_of(shape[fortran ? ndim - 1 : 0]));
    /* Version 1 counts the text in two bytes, 2 in four, and 3 has names beyond Latin-1 in it too. */
    int version = has_wide_name(text.text, text.n) ? 3 : text.n + MAGIC_SIZE + 70 < 65536 ? 1 : 2;
    size_t head = MAGIC_SIZE + (version == 1 ? 4 : 6);
    buf_fill(&text, ' ', 64 - (head + text.n + 1) % 64);
    buf_putc(&text, '\n');
    buf_add(out, magic, MAGIC_SIZE);
    buf_putc(out, (char)version);
    buf_putc(out, 0);
    for (int i = 0; i < (version == 1 ? 2 : 4); i++) buf_putc(out, (char)(text.n >> (8 * i) & 0xff));
    buf_add(out, text.text, text.n);
    if (buf_failed(&text)) out->failed = true;
    buf_free(&text);
}

char nd_npy_order(const nd_array *a) { return nd_is_f_contiguous(a) && !nd_is_c_contiguous(a) ? 'F' : 'C'; }

/* Elements that do not lie side by side are gathered in a block first. */
static err_code write_apart(nd_walk *w, size_t itemsize, nd_sink *sink, void *user, err *e) {
    char   block[8192];
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++) {
        const char *p = w->p[0] + (ptrdiff_t)i * w->stride[0];
        if (itemsize > sizeof block) {
            if (sink(user, p, itemsize, e)) return ERR_OS;
            continue;
        }
        if (n + itemsize > sizeof block) {
            if (sink(user, block, n, e)) return ERR_OS;
            n = 0;
        }
        memcpy(block + n, p, itemsize);
        n += itemsize;
    }
    return n ? sink(user, block, n, e) : ERR_OK;
}

err_code nd_write_values(const nd_array *a, char order, nd_sink *sink, void *user, err *e) {
    nd_view v;
    nd_walk w;
    if (order == 'F' ? nd_is_f_contiguous(a) : nd_is_c_contiguous(a)) return a->size ? sink(user, a->data, nd_nbytes(a), e) : ERR_OK;
    nd_view_of(&v, a);
    for (int i = 0; order == 'F' && i < a->ndim; i++) {
        v.a.shape[i] = a->shape[a->ndim - 1 - i];
        v.a.strides[i] = a->strides[a->ndim - 1 - i];
    }
    const nd_array *op = &v.a;
    for (nd_walk_init(&w, 1, &op, true); w.more; nd_walk_next(&w)) {
        err_code code = w.stride[0] == (ptrdiff_t)a->dtype.itemsize ? sink(user, w.p[0], w.n * a->dtype.itemsize, e)
                                                                    : write_apart(&w, a->dtype.itemsize, sink, user, e);
        if (code) return code;
    }
    return ERR_OK;
}

static err_code add_to_buf(void *user, const void *bytes, size_t n, err *e) {
    buf *out = user;
    buf_add(out, bytes, n);
    return buf_failed(out) ? err_set(e, ERR_MEMORY, "not enough memory for the bytes of an array") : ERR_OK;
}

void nd_npy_write(buf *out, const nd_array *a) {
    char order = nd_npy_order(a);
    nd_npy_write_header(out, a->dtype, a->ndim, a->shape, order == 'F');
    if (nd_write_values(a, order, add_to_buf, out, NULL)) out->failed = true;
}

/* --- the header's text -------------------------------------------------------------------------------- */

typedef struct header {
    nd_npy_info info;
    unsigned    seen;            /* one bit for each of the three keys */
} header;

static bool read_shape(nd_npy_scan *s, header *h) {
    h->info.ndim = nd_npy_shape(s, h->info.shape, ND_MAXDIMS);
    return h->info.ndim >= 0;
}

static bool read_flag(nd_npy_scan *s, bool *flag) {
    *flag = nd_npy_accept(s, "True");
    return *flag || nd_npy_accept(s, "False");
}

static bool read_entry(nd_npy_scan *s, header *h) {
    char     key[24];
    unsigned bit;
    bool     ok;
    if (!nd_npy_word(s, key, sizeof key) || !nd_npy_accept(s, ":")) return false;
    if (strcmp(key, "descr") == 0) bit = 1, ok = nd_npy_type(s, &h->info.dtype, &h->info.swapped);
    else if (strcmp(key, "fortran_order") == 0) bit = 2, ok = read_flag(s, &h->info.fortran);
    else if (strcmp(key, "shape") == 0) bit = 4, ok = read_shape(s, h);
    else return false;
    if (h->seen & bit) return false;
    h->seen |= bit;
    return ok;
}

static bool read_header(nd_npy_scan *s, header *h) {
    if (!nd_npy_accept(s, "{")) return false;
    while (!nd_npy_accept(s, "}")) {
        if (!read_entry(s, h)) return false;
        if (!nd_npy_accept(s, ",")) {
            if (!nd_npy_accept(s, "}")) return false;
            break;
        }
    }
    nd_npy_skip(s);
    return h->seen == 7 && s->p == s->end;
}

/* --- the bytes ------------------------------------------------------------------------------------------- */

err_code nd_settle_values(nd_array *a, err *e) {
    return nd_npy_settle(a->dtype, a->data, a->size) ? ERR_OK : err_set(e, ERR_VALUE, "npy: text holds a character that does not exist");
}

/* Exactly n bytes of data. */
static nd_array *read_values(nd_ctx *c, const nd_npy_info *h, const char *bytes, size_t n, err *e) {
    size_t size;
    if (nd_shape_size(h->ndim, h->shape, h->dtype.itemsize, &size, e)) return NULL;
    /* A few bytes must not describe millions of elements. */
    if (h->dtype.itemsize == 0 && size > 0) return err_set(e, ERR_VALUE, "npy: elements of no size"), NULL;
    if (size * h->dtype.itemsize != n)
        return err_set(e, ERR_VALUE, "npy: %zu bytes of data, but the shape needs %zu", n, size * h->dtype.itemsize), NULL;
    nd_array *a = nd_new(c, h->dtype, h->ndim, h->shape, h->fortran ? 'F' : 'C', e);
    if (!a) return NULL;
    if (n) memcpy(a->data, bytes, n);
    if (h->swapped) nd_npy_swap(a->dtype, a->data, a->size);
    if (nd_settle_values(a, e)) {
        nd_drop(c, a);
        return NULL;
    }
    return a;
}

/* Format 1 has a 2-byte length, 2 and 3 have 4 bytes. *at: where the text begins. */
static err_code find_header(const unsigned char *p, size_t n, size_t *at, size_t *length, err *e) {
    if (n < MAGIC_SIZE + 4 || memcmp(p, magic, MAGIC_SIZE) != 0) return err_set(e, ERR_VALUE, "npy: these bytes are no .npy array");
    int major = p[MAGIC_SIZE];
    if (major < 1 || major > 3 || p[MAGIC_SIZE + 1] != 0)
        return err_set(e, ERR_VALUE, "npy: format version %d.%d is not known", major, p[MAGIC_SIZE + 1]);
    const unsigned char *q = p + MAGIC_SIZE + 2;
    *at = MAGIC_SIZE + (major == 1 ? 4 : 6);
    if (n < *at) return err_set(e, ERR_VALUE, "npy: the header is cut off");
    *length = q[0] | (size_t)q[1] << 8;
    if (major > 1) *length |= (size_t)q[2] << 16 | (size_t)q[3] << 24;
    if (*length > LONGEST_HEADER) return err_set(e, ERR_VALUE, "npy: a header of %zu bytes is too long", *length);
    if (*length > n - *at) return err_set(e, ERR_VALUE, "npy: the header is cut off");
    return ERR_OK;
}

err_code nd_npy_read_info(const void *bytes, size_t n, nd_npy_info *info, err *e) {
    header h = {.seen = 0};
    size_t at = 0, length = 0;
    if (find_header(bytes, n, &at, &length, e)) return ERR_VALUE;
    const char *text = (const char *)bytes + at;
    nd_npy_scan s = {text, text + length};
    if (!read_header(&s, &h)) return err_set(e, ERR_VALUE, "npy: the header is not a description of an array");
    *info = h.info;
    info->data_at = at + length;
    return ERR_OK;
}

nd_array *nd_npy_read(nd_ctx *c, const void *bytes, size_t n, err *e) {
    nd_npy_info h;
    if (nd_npy_read_info(bytes, n, &h, e)) return NULL;
    return read_values(c, &h, (const char *)bytes + h.data_at, n - h.data_at, e);
}

nd_array *nd_npy_read_first(nd_ctx *c, const void *bytes, size_t n, size_t *used, err *e) {
    nd_npy_info h;
    size_t      size;
    if (nd_npy_read_info(bytes, n, &h, e) || nd_shape_size(h.ndim, h.shape, h.dtype.itemsize, &size, e)) return NULL;
    size_t need = size * h.dtype.itemsize, have = n - h.data_at;
    if (need > have) {
        char shape[ND_SHAPE_TEXT];
        nd_shape_text(h.ndim, h.shape, shape);
        err_set(e, ERR_VALUE, "Failed to read all data for array. Expected %s = %zu elements, could only read %zu elements. (file seems not fully written?)",
                shape, size, have / h.dtype.itemsize);
        return NULL;
    }
    *used = h.data_at + need;
    return read_values(c, &h, (const char *)bytes + h.data_at, need, e);
}
