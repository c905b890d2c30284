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

static void write_shape(buf *out, const nd_array *a) {
    buf_putc(out, '(');
    for (int i = 0; i < a->ndim; i++) buf_printf(out, i ? ", %td" : "%td", a->shape[i]);
    buf_puts(out, a->ndim == 1 ? ",)" : ")");
}

static size_t digits_of(ptrdiff_t n) {
    char text[32];
    return (size_t)snprintf(text, sizeof text, "%td", n);
}

/* NumPy leaves room for the growing axis to become 21 digits long. */
static void write_header(buf *out, const nd_array *a, bool fortran) {
    char   type[ND_DTYPE_TEXT];
    buf    text;
    buf_init(&text);
    nd_dtype_str_of(a->dtype, type);
    buf_printf(&text, "{'descr': '%s', 'fortran_order': %s, 'shape': ", type, fortran ? "True" : "False");
    write_shape(&text, a);
    buf_puts(&text, ", }");
    if (a->ndim > 0) buf_fill(&text, ' ', 21 - digits_of(a->shape[fortran ? a->ndim - 1 : 0]));
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

void nd_npy_write(buf *out, const nd_array *a) {
    bool    fortran = nd_is_f_contiguous(a) && !nd_is_c_contiguous(a);
    nd_walk w;
    write_header(out, a, fortran);
    if (fortran || nd_is_c_contiguous(a)) {
        buf_add(out, a->data, nd_nbytes(a));
        return;
    }
    for (nd_walk_init(&w, 1, &a, true); w.more && !buf_failed(out); nd_walk_next(&w)) {
        if (w.stride[0] == (ptrdiff_t)a->dtype.itemsize) {
            buf_add(out, w.p[0], w.n * a->dtype.itemsize);
            continue;
        }
        for (size_t i = 0; i < w.n; i++) buf_add(out, w.p[0] + (ptrdiff_t)i * w.stride[0], a->dtype.itemsize);
    }
}

/* --- the header's text -------------------------------------------------------------------------------- */

typedef struct header {
    nd_dtype  dtype;
    bool      swapped, fortran;
    int       ndim;
    ptrdiff_t shape[ND_MAXDIMS];
    unsigned  seen;              /* one bit for each of the three keys */
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
    for (h->ndim = 0; !accept(s, ")"); h->ndim++) {
        if (h->ndim == ND_MAXDIMS || !read_length(s, &h->shape[h->ndim])) return false;
        if (accept(s, ",")) continue;
        h->ndim++;
        /* "(3)" is a number, not a tuple. */
        return h->ndim > 1 && accept(s, ")");
    }
    return true;
}

static bool read_type(scanner *s, header *h) {
    char word[32];
    if (!read_word(s, word, sizeof word) || strlen(word) < 3) return false;
    h->swapped = word[0] == '>';
    if (!strchr("<>|=", word[0])) return false;
    word[0] = '=';
    return !nd_dtype_parse(word, &h->dtype, NULL);
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
    else if (strcmp(key, "fortran_order") == 0) bit = 2, ok = read_flag(s, &h->fortran);
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

static err_code settle_values(nd_array *a, err *e) {
    if (a->dtype.type == ND_BOOL)
        for (size_t i = 0; i < a->size; i++) a->data[i] = a->data[i] != 0;
    if (a->dtype.type != ND_STR) return ERR_OK;
    const uint32_t *text = (const uint32_t *)(const void *)a->data;
    for (size_t i = 0; i < nd_nbytes(a) / 4; i++)
        if (text[i] > 0x10ffff) return err_set(e, ERR_VALUE, "npy: text holds a character that does not exist");
    return ERR_OK;
}

static nd_array *read_values(nd_ctx *c, const header *h, const char *bytes, size_t n, err *e) {
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
    if (settle_values(a, e)) {
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

nd_array *nd_npy_read(nd_ctx *c, const void *bytes, size_t n, err *e) {
    header h = {.seen = 0};
    size_t at = 0, length = 0;
    if (find_header(bytes, n, &at, &length, e)) return NULL;
    const char *text = (const char *)bytes + at;
    scanner     s = {text, text + length};
    if (!read_header(&s, &h)) return err_set(e, ERR_VALUE, "npy: the header is not a description of an array"), NULL;
    return read_values(c, &h, text + length, n - at - length, e);
}
