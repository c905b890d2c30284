/* array/print_element.c: how single elements look: widths are found over what is shown. */
#include "array/print_element.h"

#include <inttypes.h>
#include <stdio.h>

typedef void visit_fn(nd_element_format *f, const char *p);

typedef struct visitor {
    nd_element_format *f;
    const nd_array    *a;
    visit_fn          *visit;
    int                edge;
} visitor;

static void visit_axis(const visitor *v, int axis, const char *p) {
    ptrdiff_t n, stride, edge = v->edge;

    if (axis == v->a->ndim) {
        v->visit(v->f, p);
        return;
    }
    n = v->a->shape[axis];
    stride = v->a->strides[axis];
    for (ptrdiff_t i = 0; i < n; i++) {
        if (edge > 0 && n > 2 * edge && i == edge)
            i = n - edge;
        visit_axis(v, axis + 1, p + i * stride);
    }
}

static void see_integer(nd_element_format *f, const char *p) {
    nd_scalar s = nd_load(f->dtype, p);
    int64_t   low = s.kind == 'u' ? INT64_MAX : s.u.i;
    uint64_t  high = s.kind == 'u' ? s.u.u : s.u.i < 0 ? 0 : (uint64_t)s.u.i;

    if (!f->any || low < f->least)
        f->least = low;
    if (!f->any || high > f->most)
        f->most = high;
    f->any = true;
}

static void see_real(nd_element_format *f, const char *p) {
    nd_float_see(&f->real, p);
}

static void measure_real(nd_element_format *f, const char *p) {
    nd_float_measure(&f->real, p);
}

static const char *second(const nd_element_format *f, const char *p) {
    return p + f->dtype.itemsize / 2;
}

static void see_pair(nd_element_format *f, const char *p) {
    nd_float_see(&f->real, p);
    nd_float_see(&f->imaginary, second(f, p));
}

static void measure_pair(nd_element_format *f, const char *p) {
    nd_float_measure(&f->real, p);
    nd_float_measure(&f->imaginary, second(f, p));
}

/* The parts have formats of their own; the second always shows its sign. */
static void init_complex(nd_element_format *f, visitor *v, const nd_print_options *o) {
    const nd_type part = (nd_type)nd_dtype_real(f->dtype).type;

    nd_float_init(&f->real, o, part);
    nd_float_init(&f->imaginary, o, part);
    f->imaginary.sign = '+';
    v->visit = see_pair;
    visit_axis(v, 0, v->a->data);
    nd_float_choose(&f->real);
    nd_float_choose(&f->imaginary);
    v->visit = measure_pair;
    visit_axis(v, 0, v->a->data);
    nd_float_finish(&f->real);
    nd_float_finish(&f->imaginary);
}

static void init_integer(nd_element_format *f, visitor *v) {
    char text[32];
    int  high, low = 0;

    v->visit = see_integer;
    visit_axis(v, 0, v->a->data);
    if (f->least < 0) {
        f->sign = f->sign == ' ' ? '-' : f->sign;
        low = snprintf(text, sizeof text, "%" PRId64, f->least);
    }
    high = snprintf(text, sizeof text, "%" PRIu64, f->most) + (f->sign != '-');
    f->width = high > low ? high : low;
}

void nd_element_format_init(nd_element_format *f, const nd_array *a, const nd_print_options *o, int edge) {
    visitor v = {f, a, NULL, edge};

    f->dtype = a->dtype;
    f->pad_true = a->ndim > 0;
    f->sign = o->sign;
    f->width = 0;
    f->least = 0;
    f->most = 0;
    f->any = false;
    nd_float_init(&f->real, o, (nd_type)a->dtype.type);
    if (nd_is_float(a->dtype)) {
        v.visit = see_real;
        visit_axis(&v, 0, a->data);
        nd_float_choose(&f->real);
        v.visit = measure_real;
        visit_axis(&v, 0, a->data);
        nd_float_finish(&f->real);
    } else if (nd_is_complex(a->dtype)) {
        init_complex(f, &v, o);
    } else if (nd_is_integer(a->dtype)) {
        init_integer(f, &v);
    }
}

static void put_integer(buf *out, const nd_element_format *f, nd_scalar s) {
    char text[32];
    bool negative = s.kind == 'i' && s.u.i < 0;
    int  n;

    if (s.kind == 'u')
        n = snprintf(text, sizeof text, "%" PRIu64, s.u.u);
    else
        n = snprintf(text, sizeof text, "%" PRId64, s.u.i);
    if (!negative && f->sign != '-')
        n++;
    if (n < f->width)
        buf_fill(out, ' ', (size_t)(f->width - n));
    if (!negative && f->sign != '-')
        buf_putc(out, f->sign);
    buf_puts(out, text);
}

/* The j stands before the padding. */
static void put_complex(buf *out, const nd_element_format *f, const char *p) {
    size_t n, end;

    nd_float_put(out, &f->real, p);
    nd_float_put(out, &f->imaginary, second(f, p));
    for (n = end = out->n; n > 0 && out->text[n - 1] == ' ';)
        n--;
    buf_cut(out, n);
    buf_putc(out, 'j');
    buf_fill(out, ' ', end - n);
}

void nd_element_put(buf *out, const nd_element_format *f, const char *p) {
    nd_scalar s;

    if (nd_is_float(f->dtype)) {
        nd_float_put(out, &f->real, p);
        return;
    }
    if (nd_is_complex(f->dtype)) {
        put_complex(out, f, p);
        return;
    }
    s = nd_load(f->dtype, p);
    if (s.kind == 'b')
        buf_puts(out, s.u.b ? (f->pad_true ? " True" : "True") : "False");
    else if (s.kind == 'U')
        nd_print_text_repr(out, s.text, s.n);
    else
        put_integer(out, f, s);
}

void nd_element_str(buf *out, nd_dtype d, const char *p) {
    nd_scalar s = nd_load(d, p);

    switch (s.kind) {
    case 'b': buf_puts(out, s.u.b ? "True" : "False"); break;
    case 'i': buf_printf(out, "%" PRId64, s.u.i); break;
    case 'u': buf_printf(out, "%" PRIu64, s.u.u); break;
    case 'U': nd_print_text(out, s.text, s.n); break;
    case 'c': nd_print_complex(out, (nd_type)d.type, s.u.c.re, s.u.c.im); break;
    default: nd_print_float(out, (nd_type)d.type, s.u.f);
    }
}
