/* array/cast_text.c: cast loops that read or write text or bytes.
 *
 * They go element by element through nd_load, because the text of a number is what costs. */
#include <string.h>

#include "array/cast.h"
#include "array/textnum.h"

static void put_text(nd_dtype d, char *p, const nd_char *text, size_t n) {
    size_t room = d.itemsize / 4;
    if (n > room) n = room;
    if (n) memmove(p, text, 4 * n);
    memset(p + 4 * n, 0, 4 * (room - n));
}

static err_code text_to_text(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    char       *to = p[0];
    const char *from = p[1];
    size_t      width = k->from.itemsize;
    if (k->to.itemsize == width && stride[0] == (ptrdiff_t)width && stride[1] == stride[0]) {
        if (n && width) memmove(to, from, n * width);
        return ERR_OK;
    }
    for (; n > 0; n--, to += stride[0], from += stride[1])
        put_text(k->to, to, (const nd_char *)(const void *)from, width / 4);
    return ERR_OK;
}

/* Text, bytes and numbers in every other combination: as one value is stored. */
static err_code by_values(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    char       *to = p[0];
    const char *from = p[1];
    for (; n > 0; n--, to += stride[0], from += stride[1]) {
        err_code code = nd_store(k->to, to, nd_load(k->from, from), k->e);
        if (code) return code;
    }
    return ERR_OK;
}

static err_code number_to_bytes(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    char       *to = p[0];
    const char *from = p[1];
    char        text[ND_NUMBER_TEXT];
    for (; n > 0; n--, to += stride[0], from += stride[1]) {
        const size_t length = nd_number_to_text(nd_load(k->from, from), (nd_type)k->from.type, text), room = k->to.itemsize;
        memcpy(to, text, length < room ? length : room);
        if (length < room) memset(to + length, 0, room - length);
    }
    return ERR_OK;
}

/* The bytes themselves. */
static err_code number_to_void(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    char        *to = p[0];
    const char  *from = p[1];
    const size_t room = k->to.itemsize, length = k->from.itemsize < room ? k->from.itemsize : room;
    for (; n > 0; n--, to += stride[0], from += stride[1]) {
        memmove(to, from, length);
        memset(to + length, 0, room - length);
    }
    return ERR_OK;
}

static err_code number_to_text(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    char       *to = p[0];
    const char *from = p[1];
    char        text[ND_NUMBER_TEXT];
    nd_char     wide[ND_NUMBER_TEXT];
    for (; n > 0; n--, to += stride[0], from += stride[1]) {
        size_t length = nd_number_to_text(nd_load(k->from, from), (nd_type)k->from.type, text);
        for (size_t i = 0; i < length; i++) wide[i] = (unsigned char)text[i];
        put_text(k->to, to, wide, length);
    }
    return ERR_OK;
}

static err_code text_to_bool(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    char       *to = p[0];
    const char *from = p[1];
    for (; n > 0; n--, to += stride[0], from += stride[1]) *to = (char)nd_scalar_is_true(nd_load(k->from, from));
    return ERR_OK;
}

static err_code parse_element(nd_cast *k, char *to, const char *from) {
    nd_scalar x = nd_load(k->from, from);
    nd_char   wide[420];
    nd_text   t = {.text = x.text, .n = x.n, .element = true};
    err_code  code;
    if (x.kind != 'U') {
        if (t.n > sizeof wide / sizeof *wide) t.n = sizeof wide / sizeof *wide;
        for (size_t i = 0; i < t.n; i++) wide[i] = (unsigned char)x.bytes[i];
        t.text = wide, t.bytes = true;
    }
    if (nd_is_complex(k->to)) {
        x.kind = 'c';
        code = nd_text_to_complex(t, &x.u.c.re, &x.u.c.im, k->e);
        if (code) return code;
    } else if (nd_is_float(k->to)) {
        x.kind = 'f';
        code = nd_text_to_float(t, &x.u.f, k->e);
        if (code) return code;
    } else {
        code = nd_text_to_int(t, &x, k->e);
        if (code) return code;
    }
    return nd_store(k->to, to, x, k->e);
}

static err_code text_to_number(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    char       *to = p[0];
    const char *from = p[1];
    for (; n > 0; n--, to += stride[0], from += stride[1]) {
        err_code code = parse_element(k, to, from);
        if (code) return code;
    }
    return ERR_OK;
}

nd_cast_fn *nd_cast_find_text(nd_dtype from, nd_dtype to) {
    if (from.type == ND_STR && to.type == ND_STR) return text_to_text;
    if (to.type == ND_VOID) return nd_is_numeric(from) ? number_to_void : by_values;
    if (nd_is_numeric(to)) return to.type == ND_BOOL ? text_to_bool : text_to_number;
    if (!nd_is_numeric(from)) return by_values;
    return to.type == ND_STR ? number_to_text : number_to_bytes;
}
