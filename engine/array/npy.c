/* array/npy.c: the .npy format: a magic word, a length, a Python dictionary as text, the bytes.
 *
 * Writing gives what NumPy's np.save gives, byte for byte. Reading trusts nothing: the dictionary
 * is parsed by the small grammar NumPy writes, lengths are compared before anything is allocated,
 * and truth values and text are brought into the range the rest of the floor relies on.        */
#include "array/npy.h"

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

/* NumPy leaves room for the growing axis to become 21 digits long. */
void nd_npy_write_header(buf *out, nd_dtype d, int ndim, const ptrdiff_t *shape, bool fortran) {
    char   type[ND_DTYPE_TEXT];
    buf    text;
    buf_init(&text);
    nd_dtype_str_of(d, type);
    buf_printf(&text, "{'descr': '%s', 'fortran_order': %s, 'shape': ", type, fortran ? "True" : "False");
    write_shape(&text, ndim, shape);
    buf_puts(&text, ", }");
    if (ndim > 0) buf_fill(&text, ' ', 21 - digits_of(shape[fortran ? ndim - 1 : 0]));
    size_t head = MAGIC_SIZE + 4;
    buf_fill(&text, ' ', 64 - (head + text.n + 1) % 64);
    buf_putc(&text, '\n');
    buf_add(out, magic, MAGIC_SIZE);
    buf_putc(out, 1);
    buf_putc(out, 0);
    buf_putc(out, (char)(text.n & 0xff));
    buf_putc(out, (char)(text.n >> 8));
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

typedef struct scanner {
    const char *p, *end;
} scanner;

static void skip_space(scanner *s) {
    while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\t')) s->p++;
}

static bool accept(scanner *s, const char *word) {
    size_t n = strlen(word);
    skip_space(s);
    if ((size_t)(s->end - s->p) < n || memcmp(s->p, word, n) != 0) return false;
    s->p += n;
    return true;
}

/* A quoted word without escapes. */
static bool read_word(scanner *s, char *word, size_t room) {
    size_t n = 0;
    skip_space(s);
    if (s->p == s->end || (*s->p != '\'' && *s->p != '"')) return false;
    char quote = *s->p++;
    for (; s->p < s->end && *s->p != quote && n + 1 < room; s->p++) {
        if (*s->p == '\\' || *s->p < ' ') return false;
        word[n++] = *s->p;
    }
    word[n] = '\0';
    if (s->p == s->end || *s->p != quote) return false;
    s->p++;
    return true;
}

static bool read_length(scanner *s, ptrdiff_t *n) {
    skip_space(s);
    const char *first = s->p;
    for (*n = 0; s->p < s->end && *s->p >= '0' && *s->p <= '9'; s->p++) {
        int digit = *s->p - '0';
        if (*n > (PTRDIFF_MAX - digit) / 10) return false;
        *n = *n * 10 + digit;
    }
    return s->p > first;
}

static bool read_shape(scanner *s, header *h) {
    if (!accept(s, "(")) return false;
    nd_npy_info *t = &h->info;
    for (t->ndim = 0; !accept(s, ")"); t->ndim++) {
        if (t->ndim == ND_MAXDIMS || !read_length(s, &t->shape[t->ndim])) return false;
        if (accept(s, ",")) continue;
        t->ndim++;
        /* "(3)" is a number, not a tuple. */
        return t->ndim > 1 && accept(s, ")");
    }
    return true;
}

static bool read_type(scanner *s, header *h) {
    char word[32];
    if (!read_word(s, word, sizeof word) || strlen(word) < 3) return false;
    h->info.swapped = word[0] == '>';
    if (!strchr("<>|=", word[0])) return false;
    word[0] = '=';
    return !nd_dtype_parse(word, &h->info.dtype, NULL);
}

static bool read_flag(scanner *s, bool *flag) {
    *flag = accept(s, "True");
    return *flag || accept(s, "False");
}

static bool read_entry(scanner *s, header *h) {
    char     key[24];
    unsigned bit;
    bool     ok;
    if (!read_word(s, key, sizeof key) || !accept(s, ":")) return false;
    if (strcmp(key, "descr") == 0) bit = 1, ok = read_type(s, h);
    else if (strcmp(key, "fortran_order") == 0) bit = 2, ok = read_flag(s, &h->info.fortran);
    else if (strcmp(key, "shape") == 0) bit = 4, ok = read_shape(s, h);
    else return false;
    if (h->seen & bit) return false;
    h->seen |= bit;
    return ok;
}

static bool read_header(scanner *s, header *h) {
    if (!accept(s, "{")) return false;
    while (!accept(s, "}")) {
        if (!read_entry(s, h)) return false;
        if (!accept(s, ",")) {
            if (!accept(s, "}")) return false;
            break;
        }
    }
    skip_space(s);
    return h->seen == 7 && s->p == s->end;
}

/* --- the bytes ------------------------------------------------------------------------------------------- */

static void swap_units(char *p, size_t n, size_t unit) {
    for (; n > 0; n--, p += unit)
        for (size_t i = 0; i < unit / 2; i++) {
            char t = p[i];
            p[i] = p[unit - 1 - i];
            p[unit - 1 - i] = t;
        }
}

err_code nd_settle_values(nd_array *a, err *e) {
    if (a->dtype.type == ND_BOOL)
        for (size_t i = 0; i < a->size; i++) a->data[i] = a->data[i] != 0;
    if (a->dtype.type != ND_STR) return ERR_OK;
    const uint32_t *text = (const uint32_t *)(const void *)a->data;
    for (size_t i = 0; i < nd_nbytes(a) / 4; i++)
        if (text[i] > 0x10ffff) return err_set(e, ERR_VALUE, "npy: text holds a character that does not exist");
    return ERR_OK;
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
    size_t unit = h->dtype.type == ND_STR ? 4 : nd_dtype_real(h->dtype).itemsize;
    if (h->swapped) swap_units(a->data, n / unit, unit);
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
    scanner     s = {text, text + length};
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
