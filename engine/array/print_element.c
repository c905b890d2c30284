/* array/print_element.c: how single elements look: widths are found over what is shown. */
#include "array/print_element.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "array/datetime.h"
#include "array/record.h"
#include "base/mem.h"

typedef void visit_fn(nd_element_format *f, const char *p);

typedef struct visitor {
    nd_element_format *f;
    const nd_array    *a;
    visit_fn          *visit;
    int                edge, nedges;      /* shown of an axis; of how many axes */
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
        if (edge > 0 && axis < v->nedges && n > 2 * edge && i == edge)
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

/* --- dates and durations: quoted, and numbers ------------------------------------------- */

static void see_time(nd_element_format *f, const char *p) {
    const int64_t x = nd_load(f->dtype, p).u.i;

    if (x == ND_NAT) {
        f->pad_true = true;
        return;
    }
    if (!f->any || x < f->least)
        f->least = x;
    if (!f->any || x > (int64_t)f->most)
        f->most = (uint64_t)x;
    f->any = true;
}

static int time_text(nd_dtype d, int64_t x, char text[ND_TIME_TEXT + 4]) {
    char plain[ND_TIME_TEXT];

    if (d.type == ND_TIMEDELTA && x != ND_NAT)
        return snprintf(text, ND_TIME_TEXT + 4, "%" PRId64, x);
    nd_time_text(d, x, plain);
    return snprintf(text, ND_TIME_TEXT + 4, "'%s'", plain);
}

/* The width is that of the extremes; pad_true tells that there is a NaT. */
static void init_time(nd_element_format *f, visitor *v) {
    char text[ND_TIME_TEXT + 4];
    int  low = 0, high = 0;

    f->pad_true = false;
    v->visit = see_time;
    visit_axis(v, 0, v->a->data);
    if (f->any) {
        low = time_text(f->dtype, f->least, text);
        high = time_text(f->dtype, (int64_t)f->most, text);
    }
    f->width = high > low ? high : low;
    if (f->pad_true && f->width < 5)
        f->width = 5;
}

static void put_time(buf *out, const nd_element_format *f, const char *p) {
    char text[ND_TIME_TEXT + 4];
    int  n = time_text(f->dtype, nd_load(f->dtype, p).u.i, text);

    if (n < f->width)
        buf_fill(out, ' ', (size_t)(f->width - n));
    buf_puts(out, text);
}

/* --- records: a format for each field, over the whole column ------------------------------ */

static void init_format(nd_element_format *f, const nd_array *a, const nd_print_options *o, int edge, int nedges, bool brief);

static void view_of_field(nd_view *v, const nd_array *a, const nd_field *field) {
    ptrdiff_t step = field->dtype.itemsize;

    nd_view_init(v, field->dtype, a->ndim, a->shape, a->strides, a->data + field->offset);
    for (int i = field->ndim; i > 0 && v->a.ndim + i <= ND_MAXDIMS; i--) {
        v->a.shape[a->ndim + i - 1] = field->shape[i - 1];
        v->a.strides[a->ndim + i - 1] = step;
        step *= field->shape[i - 1];
    }
    if (a->ndim + field->ndim <= ND_MAXDIMS)
        v->a.ndim = (uint8_t)(a->ndim + field->ndim);
}

static void init_record(nd_element_format *f, const nd_array *a, const nd_print_options *o, int edge, int nedges) {
    nd_view v;

    f->record = nd_record_of(a->dtype);
    f->field = mem_alloc((size_t)f->record->nfields + 1, sizeof *f->field, NULL);
    for (int i = 0; f->field && i < f->record->nfields; i++) {
        view_of_field(&v, a, &f->record->field[i]);
        init_format(&f->field[i], &v.a, o, edge, nedges, f->brief);
    }
}

void nd_element_format_done(nd_element_format *f) {
    for (int i = 0; f->field && i < f->record->nfields; i++)
        nd_element_format_done(&f->field[i]);
    mem_free(f->field);
    f->field = NULL;
}

/* A field that is an array: [1, 2], cut in the middle when it is long. */
static void put_subarray(buf *out, const nd_element_format *f, const nd_field *field, int axis, bool cut, const char *p) {
    const ptrdiff_t n = axis < field->ndim ? field->shape[axis] : 0, edge = f->real.o->edgeitems;
    ptrdiff_t       step = field->dtype.itemsize;

    if (axis == field->ndim) {
        nd_element_put(out, f, p);
        return;
    }
    for (int i = axis + 1; i < field->ndim; i++)
        step *= field->shape[i];
    buf_putc(out, '[');
    for (ptrdiff_t i = 0; i < n; i++) {
        if (i > 0)
            buf_puts(out, ", ");
        if (cut && n > 2 * edge && i == edge) {
            buf_puts(out, "..., ");
            i = n - edge;
        }
        put_subarray(out, f, field, axis + 1, cut, p + i * step);
    }
    buf_putc(out, ']');
}

static void put_record(buf *out, const nd_element_format *f, const char *p) {
    if (!f->field) {
        out->failed = true;
        return;
    }
    buf_putc(out, '(');
    for (int i = 0; i < f->record->nfields; i++) {
        const nd_field *field = &f->record->field[i];
        const size_t    n = field->dtype.itemsize ? nd_field_size(field) / field->dtype.itemsize : 0;
        const int       threshold = f->field[i].real.o->threshold;
        if (i > 0)
            buf_puts(out, ", ");
        put_subarray(out, &f->field[i], field, 0, threshold >= 0 && n > (size_t)threshold, p + field->offset);
    }
    buf_puts(out, f->record->nfields == 1 ? ",)" : ")");
}

/* --- all types ----------------------------------------------------------------------------- */

static void init_float(nd_element_format *f, visitor *v) {
    v->visit = see_real;
    visit_axis(v, 0, v->a->data);
    nd_float_choose(&f->real);
    v->visit = measure_real;
    visit_axis(v, 0, v->a->data);
    nd_float_finish(&f->real);
}

static void init_format(nd_element_format *f, const nd_array *a, const nd_print_options *o, int edge, int nedges, bool brief) {
    visitor v = {f, a, NULL, edge, nedges};

    memset(f, 0, sizeof *f);
    f->dtype = a->dtype;
    f->pad_true = a->ndim > 0;
    f->sign = o->sign;
    f->brief = brief;
    nd_float_init(&f->real, o, (nd_type)a->dtype.type);
    if (nd_is_record(a->dtype))
        init_record(f, a, o, edge, nedges);
    else if (nd_is_float(a->dtype))
        init_float(f, &v);
    else if (nd_is_complex(a->dtype))
        init_complex(f, &v, o);
    else if (nd_is_integer(a->dtype))
        init_integer(f, &v);
    else if (nd_is_time(a->dtype))
        init_time(f, &v);
}

void nd_element_format_init(nd_element_format *f, const nd_array *a, const nd_print_options *o, int edge) {
    init_format(f, a, o, edge, a->ndim, false);
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

/* Bytes without a meaning are shown as numbers, all of them. */
static void put_void(buf *out, const char *p, size_t n) {
    buf_puts(out, "b'");
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "\\x%02x", (unsigned)(unsigned char)p[i]);
    buf_putc(out, '\'');
}

void nd_element_put(buf *out, const nd_element_format *f, const char *p) {
    nd_scalar s;

    if (nd_is_float(f->dtype)) {
        if (f->brief)
            nd_element_str(out, f->dtype, p);
        else
            nd_float_put(out, &f->real, p);
        return;
    }
    if (nd_is_complex(f->dtype)) {
        put_complex(out, f, p);
        return;
    }
    if (f->record) {
        put_record(out, f, p);
        return;
    }
    s = nd_load(f->dtype, p);
    switch (s.kind) {
    case 'b': buf_puts(out, s.u.b ? (f->pad_true ? " True" : "True") : "False"); break;
    case 'U': nd_print_text_repr(out, s.text, s.n); break;
    case 'S': nd_print_bytes_repr(out, s.bytes, s.n); break;
    case 'V': put_void(out, s.bytes, s.n); break;
    case 'M':
    case 'm': put_time(out, f, p); break;
    default: put_integer(out, f, s);
    }
}

/* --- scalars ---------------------------------------------------------------------------------- */

static void put_single_record(buf *out, nd_dtype d, const char *p) {
    nd_element_format f;
    nd_view           v;

    nd_view_scalar(&v, d, (void *)(uintptr_t)p, 0);
    init_format(&f, &v.a, &nd_print_defaults, -1, 0, true);
    put_record(out, &f, p);
    nd_element_format_done(&f);
}

void nd_element_str(buf *out, nd_dtype d, const char *p) {
    nd_scalar s = nd_load(d, p);
    char      text[ND_TIME_TEXT];

    switch (s.kind) {
    case 'b': buf_puts(out, s.u.b ? "True" : "False"); break;
    case 'i': buf_printf(out, "%" PRId64, s.u.i); break;
    case 'u': buf_printf(out, "%" PRIu64, s.u.u); break;
    case 'U': nd_print_text(out, s.text, s.n); break;
    case 'S': nd_print_bytes_repr(out, s.bytes, s.n); break;
    case 'M':
    case 'm':
        nd_time_text(d, s.u.i, text);
        buf_puts(out, text);
        break;
    case 'V':
        if (nd_is_record(d))
            put_single_record(out, d, p);
        else
            put_void(out, s.bytes, s.n);
        break;
    case 'c': nd_print_complex(out, (nd_type)d.type, s.u.c.re, s.u.c.im); break;
    default: nd_print_float(out, (nd_type)d.type, s.u.f);
    }
}

/* np.datetime64('2010-01-01'): the unit is told where the text does not. */
static void put_time_repr(buf *out, nd_dtype d, int64_t x) {
    const bool date = d.type == ND_DATETIME;
    const bool told = date && x != ND_NAT && d.extra == 1 && d.unit != ND_UNIT_H && d.unit != ND_UNIT_W;
    char       text[ND_TIME_TEXT + 4], plain[ND_TIME_TEXT];

    nd_time_text(d, x, plain);
    if (date || x == ND_NAT)
        snprintf(text, sizeof text, "'%s'", plain);
    else
        snprintf(text, sizeof text, "%" PRId64, x);
    buf_printf(out, "np.%s(%s", date ? "datetime64" : "timedelta64", text);
    if (!told && (date || d.unit != ND_UNIT_GENERIC)) {
        buf_puts(out, ",'");
        if (d.extra > 1)
            buf_printf(out, "%u", d.extra);
        buf_printf(out, "%s'", nd_unit_name((nd_unit)d.unit));
    }
    buf_putc(out, ')');
}

static void put_record_repr(buf *out, nd_dtype d, const char *p) {
    nd_dtype plain = d;

    plain.unit &= (uint8_t)~ND_RECORD_CLASS;
    buf_puts(out, d.unit & ND_RECORD_CLASS ? "np.record(" : "np.void(");
    nd_element_str(out, d, p);
    buf_puts(out, ", dtype=");
    nd_dtype_put(out, plain, ND_DTYPE_STR);
    buf_putc(out, ')');
}

static bool has_own_brackets(nd_scalar s) { return s.kind == 'c' && !(s.u.c.re == 0 && !signbit(s.u.c.re)); }

/* np.float32(0.1), np.True_, np.str_('a'), np.bytes_(b'a'). */
void nd_element_repr(buf *out, nd_dtype d, const char *p) {
    char      name[ND_DTYPE_TEXT];
    nd_scalar s = nd_load(d, p);

    if (s.kind == 'M' || s.kind == 'm') {
        put_time_repr(out, d, s.u.i);
    } else if (nd_is_record(d)) {
        put_record_repr(out, d, p);
    } else if (s.kind == 'b') {
        buf_puts(out, s.u.b ? "np.True_" : "np.False_");
    } else {
        nd_dtype_name(d, name);
        buf_printf(out, "np.%s", s.kind == 'U' ? "str_" : s.kind == 'S' ? "bytes_" : s.kind == 'V' ? "void" : name);
        if (!has_own_brackets(s))
            buf_putc(out, '(');
        if (s.kind == 'U')
            nd_print_text_repr(out, s.text, s.n);
        else
            nd_element_str(out, d, p);
        if (!has_own_brackets(s))
            buf_putc(out, ')');
    }
}
