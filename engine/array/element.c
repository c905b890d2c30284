/* array/element.c: one element beside another: the order of sorts, and what == says. */
#include "array/element.h"

#include <string.h>

#include "array/datetime.h"
#include "array/record.h"
#include "array/sort_core.h"

static int order_floats(double x, double y) {
    if (x != x || y != y) return (x != x) - (y != y);
    return (x > y) - (x < y);
}

/* By real part, then imaginary part; NaN in the real part after NaN in the imaginary part, both last. */
static int order_complex(nd_scalar x, nd_scalar y) {
    const int nan_x = 2 * (x.u.c.re != x.u.c.re) + (x.u.c.im != x.u.c.im), nan_y = 2 * (y.u.c.re != y.u.c.re) + (y.u.c.im != y.u.c.im);
    if (nan_x != nan_y) return nan_x - nan_y;
    const int real = order_floats(x.u.c.re, y.u.c.re);
    return real ? real : order_floats(x.u.c.im, y.u.c.im);
}

/* Shorter bytes are filled up with zeros: all of them count. */
static int order_bytes(nd_dtype d, const char *p, const char *q) { return d.itemsize ? memcmp(p, q, d.itemsize) : 0; }

static int order_times(int64_t x, int64_t y) {
    if (x == ND_NAT || y == ND_NAT) return (x == ND_NAT) - (y == ND_NAT);
    return (x > y) - (x < y);
}

static int order_integers(nd_scalar x, nd_scalar y) {
    if (x.kind != y.kind) return x.kind == 'u' ? 1 : -1;
    if (x.kind == 'u') return (x.u.u > y.u.u) - (x.u.u < y.u.u);
    return (x.u.i > y.u.i) - (x.u.i < y.u.i);
}

static size_t elements_of(const nd_field *f) {
    size_t n = 1;
    for (int i = 0; i < f->ndim; i++) n *= (size_t)f->shape[i];
    return n;
}

static int order_records(const nd_record *r, const char *p, const char *q) {
    for (int i = 0; i < r->nfields; i++) {
        const nd_field *f = &r->field[i];
        for (size_t k = 0, n = elements_of(f); k < n; k++) {
            const size_t at = f->offset + k * f->dtype.itemsize;
            const int    order = nd_element_order(f->dtype, p + at, q + at);
            if (order) return order;
        }
    }
    return 0;
}

int nd_element_order(nd_dtype d, const char *p, const char *q) {
    const nd_record *r = nd_record_of(d);
    if (r) return order_records(r, p, q);
    if (d.type == ND_STR) return nd_text_compare((const nd_char *)(const void *)p, (const nd_char *)(const void *)q, d.itemsize / 4);
    if (d.type == ND_BYTES || d.type == ND_VOID) return order_bytes(d, p, q);
    const nd_scalar x = nd_load(d, p), y = nd_load(d, q);
    switch (x.kind) {
    case 'b': return (int)x.u.b - (int)y.u.b;
    case 'f': return order_floats(x.u.f, y.u.f);
    case 'c': return order_complex(x, y);
    case 'M':
    case 'm': return order_times(x.u.i, y.u.i);
    default: return order_integers(x, y);
    }
}

static bool equal_records(const nd_record *r, const char *p, const char *q) {
    for (int i = 0; i < r->nfields; i++) {
        const nd_field *f = &r->field[i];
        for (size_t k = 0, n = elements_of(f); k < n; k++) {
            const size_t at = f->offset + k * f->dtype.itemsize;
            if (!nd_element_equal(f->dtype, p + at, q + at)) return false;
        }
    }
    return true;
}

bool nd_element_equal(nd_dtype d, const char *p, const char *q) {
    const nd_record *r = nd_record_of(d);
    if (r) return equal_records(r, p, q);
    if (nd_is_inexact(d)) {
        const nd_scalar x = nd_load(d, p), y = nd_load(d, q);
        return x.u.c.re == y.u.c.re && (x.kind != 'c' || x.u.c.im == y.u.c.im);
    }
    if (nd_is_time(d) && nd_load(d, p).u.i == ND_NAT) return false;
    return d.itemsize == 0 || memcmp(p, q, d.itemsize) == 0;
}

bool nd_bytes_are_true(const char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (p[i]) return true;
    return false;
}
