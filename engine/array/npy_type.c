/* array/npy_type.c: the element type in a .npy header: quoted text, or for records a list of tuples.
 *
 *   '<f8'        [('name', '<U10'), ('age', '<i4'), ('', '|V4'), ('p', [('x', '<f8')], (2, 3))]
 *
 * A field without a name is a gap. Bytes in the other order are turned round unit by unit.           */
#include "array/npy_type.h"

#include <string.h>


void nd_npy_skip(nd_npy_scan *s) {
    while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\t')) s->p++;
}

bool nd_npy_accept(nd_npy_scan *s, const char *word) {
    size_t n = strlen(word);
    nd_npy_skip(s);
    if ((size_t)(s->end - s->p) < n || memcmp(s->p, word, n) != 0) return false;
    s->p += n;
    return true;
}

bool nd_npy_word(nd_npy_scan *s, char *word, size_t room) {
    size_t n = 0;
    nd_npy_skip(s);
    if (s->p == s->end || (*s->p != '\'' && *s->p != '"')) return false;
    char quote = *s->p++;
    for (; s->p < s->end && *s->p != quote && n + 1 < room; s->p++) {
        if (*s->p == '\\' || (unsigned char)*s->p < ' ') return false;
        word[n++] = *s->p;
    }
    word[n] = '\0';
    if (s->p == s->end || *s->p != quote) return false;
    s->p++;
    return true;
}

bool nd_npy_length(nd_npy_scan *s, ptrdiff_t *n) {
    nd_npy_skip(s);
    const char *first = s->p;
    for (*n = 0; s->p < s->end && *s->p >= '0' && *s->p <= '9'; s->p++) {
        int digit = *s->p - '0';
        if (*n > (PTRDIFF_MAX - digit) / 10) return false;
        *n = *n * 10 + digit;
    }
    return s->p > first;
}

int nd_npy_shape(nd_npy_scan *s, ptrdiff_t *shape, int most) {
    if (!nd_npy_accept(s, "(")) return -1;
    int ndim = 0;
    for (; !nd_npy_accept(s, ")"); ndim++) {
        if (ndim == most || !nd_npy_length(s, &shape[ndim])) return -1;
        if (nd_npy_accept(s, ",")) continue;
        ndim++;
        /* "(3)" is a number, not a tuple. */
        return ndim > 1 && nd_npy_accept(s, ")") ? ndim : -1;
    }
    return ndim;
}

/* --- types ------------------------------------------------------------------------------------------ */

/* Both orders must not be mixed: an array is turned round as a whole. */
static bool read_code(nd_npy_scan *s, nd_npy_order_seen *seen, nd_dtype *d) {
    char word[40];
    if (!nd_npy_word(s, word, sizeof word) || strlen(word) < 3 || !strchr("<>|=", word[0])) return false;
    const char order = word[0];
    word[0] = '=';
    if (nd_dtype_parse(word, d, NULL) || nd_is_record(*d)) return false;
    const bool ordered = (nd_is_numeric(*d) && d->itemsize > 1) || d->type == ND_STR || nd_is_time(*d);
    if (ordered) *(order == '>' ? &seen->big : &seen->little) = true;
    return !(seen->big && seen->little);
}

static bool read_list(nd_npy_scan *s, nd_npy_order_seen *seen, int depth, nd_dtype *d);

static bool read_any(nd_npy_scan *s, nd_npy_order_seen *seen, int depth, nd_dtype *d) {
    nd_npy_skip(s);
    return s->p < s->end && *s->p == '[' ? depth > 0 && read_list(s, seen, depth - 1, d) : read_code(s, seen, d);
}

static bool read_field(nd_npy_scan *s, nd_npy_order_seen *seen, int depth, nd_record_maker *m) {
    ptrdiff_t shape[ND_RECORD_AXES];
    char      name[256];
    nd_field  f = {.name = name, .shape = shape};
    if (!nd_npy_accept(s, "(") || !nd_npy_word(s, name, sizeof name) || !nd_npy_accept(s, ",") || !read_any(s, seen, depth, &f.dtype)) return false;
    if (nd_npy_accept(s, ",")) {
        const int ndim = nd_npy_shape(s, shape, ND_RECORD_AXES);
        if (ndim < 0) return false;
        f.ndim = (uint8_t)ndim;
    }
    if (!nd_npy_accept(s, ")")) return false;
    if (!name[0] && f.dtype.type == ND_VOID && f.ndim == 0) return (m->size += f.dtype.itemsize) <= INT32_MAX;
    return name[0] && !nd_record_add(m, f, false, NULL);
}

static bool read_list(nd_npy_scan *s, nd_npy_order_seen *seen, int depth, nd_dtype *d) {
    nd_record_maker m;
    if (!nd_npy_accept(s, "[")) return false;
    nd_record_begin(&m);
    while (!nd_npy_accept(s, "]")) {
        if (!read_field(s, seen, depth, &m)) return false;
        if (!nd_npy_accept(s, ",")) {
            if (!nd_npy_accept(s, "]")) return false;
            break;
        }
    }
    return !nd_record_end(&m, 0, d, NULL);
}

bool nd_npy_type(nd_npy_scan *s, nd_dtype *d, bool *swapped) {
    nd_npy_order_seen seen = {false, false};
    if (!read_any(s, &seen, 4, d)) return false;
    *swapped = seen.big;
    return true;
}

bool nd_npy_can_tell(nd_dtype d) {
    const nd_record *r = nd_record_of(d);
    size_t           at = 0;
    for (int i = 0; r && i < r->nfields; i++) {
        if (r->field[i].offset < at || !nd_npy_can_tell(r->field[i].dtype)) return false;
        at = r->field[i].offset + nd_field_size(&r->field[i]);
    }
    return true;
}

/* --- bytes --------------------------------------------------------------------------------------------- */

static void swap_units(char *p, size_t n, size_t unit) {
    for (; n > 0; n--, p += unit)
        for (size_t i = 0; i < unit / 2; i++) {
            char t = p[i];
            p[i] = p[unit - 1 - i];
            p[unit - 1 - i] = t;
        }
}

static size_t elements_of(const nd_field *f) { return f->dtype.itemsize ? nd_field_size(f) / f->dtype.itemsize : 0; }

void nd_npy_swap(nd_dtype d, char *p, size_t n) {
    const nd_record *r = nd_record_of(d);
    if (!r && (d.type == ND_BYTES || d.type == ND_VOID)) return;
    const size_t unit = d.type == ND_STR ? 4 : nd_dtype_real(d).itemsize;
    if (!r) swap_units(p, n * d.itemsize / unit, unit);
    for (size_t k = 0; r && k < n; k++, p += d.itemsize)
        for (int i = 0; i < r->nfields; i++) nd_npy_swap(r->field[i].dtype, p + r->field[i].offset, elements_of(&r->field[i]));
}

bool nd_npy_settle(nd_dtype d, char *p, size_t n) {
    const nd_record *r = nd_record_of(d);
    if (d.type == ND_BOOL)
        for (size_t i = 0; i < n; i++) p[i] = p[i] != 0;
    if (d.type == ND_STR)
        for (size_t i = 0; i < n * (d.itemsize / 4); i++) {
            nd_char ch;
            memcpy(&ch, p + 4 * i, sizeof ch);
            if (ch > 0x10ffff) return false;
        }
    for (size_t k = 0; r && k < n; k++, p += d.itemsize)
        for (int i = 0; i < r->nfields; i++)
            if (!nd_npy_settle(r->field[i].dtype, p + r->field[i].offset, elements_of(&r->field[i]))) return false;
    return true;
}
