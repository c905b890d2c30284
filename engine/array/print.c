/* array/print.c: the layout of an array's text: brackets, wrapping, summary, dtype and shape. */
#include <string.h>

#include "array/print_element.h"
#include "array/record.h"

const nd_print_options nd_print_defaults = {
    .precision = 8, .threshold = 1000, .edgeitems = 3, .linewidth = 75,
    .suppress = false, .floatmode = ND_MAXPREC, .sign = '-', .nanstr = "nan", .infstr = "inf",
};

typedef struct layout {
    buf              *out;
    buf               word;
    const nd_array   *a;
    nd_element_format format;
    bool              summary;
    ptrdiff_t         edge;
    const char       *separator;
    size_t            nstripped;        /* bytes of separator without its trailing spaces */
    int               separator_width;
} layout;

/* Where the text stands: how far the next line is indented, and how wide lines may be. */
typedef struct frame {
    int indent, width;
} frame;

static int text_width(const char *s, size_t n) {
    int width = 0;
    for (size_t i = 0; i < n; i++)
        width += ((unsigned char)s[i] & 0xc0) != 0x80;
    return width;
}

static void strip_right(buf *out) {
    size_t n = out->n;
    while (n > 0 && out->text[n - 1] == ' ')
        n--;
    buf_cut(out, n);
}

/* --- the innermost axis: words, wrapped -------------------------------------------- */

/* Append l->word, on a new line when it would reach beyond `limit` and a new line helps. */
static int put_word(layout *l, int line, int limit, int indent) {
    int width = text_width(l->word.text, l->word.n);
    if (line + width > limit && line > indent) {
        strip_right(l->out);
        buf_putc(l->out, '\n');
        buf_fill(l->out, ' ', (size_t)indent);
        line = indent;
    }
    buf_add(l->out, l->word.text, l->word.n);
    if (buf_failed(&l->word)) l->out->failed = true;
    buf_clear(&l->word);
    return line + width;
}

static int put_separator(layout *l, int line) {
    buf_puts(l->out, l->separator);
    return line + l->separator_width;
}

static void put_row(layout *l, const char *p, ptrdiff_t n, ptrdiff_t stride, frame f) {
    int       closing = text_width(l->separator, l->nstripped);
    int       limit = f.width - (closing > 1 ? closing : 1), line = f.indent;
    bool      cut = l->summary && n > 2 * l->edge;
    ptrdiff_t head = cut ? l->edge : 0, tail = cut ? l->edge : n;

    for (ptrdiff_t i = 0; i < head; i++) {
        nd_element_put(&l->word, &l->format, p + i * stride);
        line = put_separator(l, put_word(l, line, limit, f.indent));
    }
    if (cut) {
        buf_puts(&l->word, "...");
        line = put_separator(l, put_word(l, line, limit, f.indent));
    }
    for (ptrdiff_t i = tail; i > 1; i--) {
        nd_element_put(&l->word, &l->format, p + (n - i) * stride);
        line = put_separator(l, put_word(l, line, limit, f.indent));
    }
    nd_element_put(&l->word, &l->format, p + (n - 1) * stride);
    put_word(l, line, limit, f.indent);
}

/* --- outer axes ------------------------------------------------------------------------ */

static void put_axis(layout *l, int axis, const char *p, frame f);

/* Newlines between the blocks of an axis: one more an axis further out. */
static void put_break(layout *l, int axis, int indent) {
    buf_add(l->out, l->separator, l->nstripped);
    buf_fill(l->out, '\n', (size_t)(l->a->ndim - axis - 1));
    buf_fill(l->out, ' ', (size_t)indent);
}

static void put_blocks(layout *l, int axis, const char *p, frame f) {
    ptrdiff_t n = l->a->shape[axis], stride = l->a->strides[axis];
    bool      cut = l->summary && n > 2 * l->edge;
    ptrdiff_t head = cut ? l->edge : 0, tail = cut ? l->edge : n;
    frame     inner = {f.indent + 1, f.width - 1};

    for (ptrdiff_t i = 0; i < head; i++) {
        put_axis(l, axis + 1, p + i * stride, inner);
        put_break(l, axis, f.indent);
    }
    if (cut) {
        buf_puts(l->out, "...");
        put_break(l, axis, f.indent);
    }
    for (ptrdiff_t i = tail; i > 1; i--) {
        put_axis(l, axis + 1, p + (n - i) * stride, inner);
        put_break(l, axis, f.indent);
    }
    put_axis(l, axis + 1, p + (n - 1) * stride, inner);
}

/* f.indent counts the bracket that is written here. */
static void put_axis(layout *l, int axis, const char *p, frame f) {
    buf_putc(l->out, '[');
    if (axis == l->a->ndim - 1)
        put_row(l, p, l->a->shape[axis], l->a->strides[axis], f);
    else
        put_blocks(l, axis, p, f);
    buf_putc(l->out, ']');
}

static void put_body(buf *out, const nd_array *a, const nd_print_options *o, const char *separator, frame f) {
    layout l = {.out = out, .a = a, .separator = separator};

    if (a->size == 0) {
        buf_puts(out, "[]");
        return;
    }
    l.edge = o->edgeitems;
    l.summary = o->threshold < 0 || a->size > (size_t)o->threshold;
    l.nstripped = strlen(separator);
    l.separator_width = text_width(separator, l.nstripped);
    while (l.nstripped > 0 && strchr(" \n\t", separator[l.nstripped - 1]))
        l.nstripped--;
    nd_element_format_init(&l.format, a, o, l.summary ? o->edgeitems : -1);
    if (a->ndim == 0) {
        nd_element_put(out, &l.format, a->data);
    } else {
        buf_init(&l.word);
        put_axis(&l, 0, a->data, f);
        buf_free(&l.word);
    }
    nd_element_format_done(&l.format);
}

/* --- front door ----------------------------------------------------------------------------- */

void nd_array2string(buf *out, const nd_array *a, const nd_print_options *o, const char *separator,
                     const char *prefix) {
    frame f;

    if (!o)
        o = &nd_print_defaults;
    f.indent = 1 + (prefix ? text_width(prefix, strlen(prefix)) : 0);
    f.width = o->linewidth;
    put_body(out, a, o, separator ? separator : " ", f);
}

void nd_str(buf *out, const nd_array *a, const nd_print_options *o) {
    if (a->ndim == 0)
        nd_element_str(out, a->dtype, a->data);
    else
        nd_array2string(out, a, o, " ", NULL);
}

static bool is_implied(const nd_array *a) {
    return a->size > 0 && (a->dtype.type == ND_BOOL || a->dtype.type == ND_I64 || a->dtype.type == ND_F64 ||
                           a->dtype.type == ND_C128);
}

/* A name, or between quotes what is none; a record's list. */
static void put_type(buf *out, nd_dtype d) {
    const bool quoted = !nd_is_numeric(d) && !nd_is_record(d) && !(nd_is_time(d) && d.unit == ND_UNIT_GENERIC);

    if (nd_is_record(d))
        d.unit &= (uint8_t)~ND_RECORD_CLASS;
    if (quoted)
        buf_putc(out, '\'');
    nd_dtype_put(out, d, ND_DTYPE_STR);
    if (quoted)
        buf_putc(out, '\'');
}

/* "shape=(2, 0), dtype=float64)": what the body does not tell. */
static void put_extras(buf *out, const nd_array *a, const nd_print_options *o) {
    char text[ND_SHAPE_TEXT];
    bool empty = a->size == 0 && !(a->ndim == 1 && a->shape[0] == 0);
    bool shape = empty || o->threshold < 0 || a->size > (size_t)o->threshold;

    if (shape) {
        nd_shape_text(a->ndim, a->shape, text);
        buf_printf(out, "shape=%s", text);
    }
    if (is_implied(a))
        return;
    buf_puts(out, shape ? ", dtype=" : "dtype=");
    put_type(out, a->dtype);
}

void nd_repr(buf *out, const nd_array *a, const nd_print_options *o) {
    buf    extras;
    size_t last;
    frame  f;

    if (!o)
        o = &nd_print_defaults;
    if (a->ndim == 0 && (a->flags & (ND_SCALAR | ND_WEAK))) {
        if (a->flags & ND_WEAK && a->dtype.type != ND_STR)
            nd_element_str(out, a->dtype, a->data);
        else
            nd_element_repr(out, a->dtype, a->data);
        return;
    }
    const char *prefix = a->flags & ND_MEMMAP ? "memmap(" : nd_is_record(a->dtype) && a->dtype.unit & ND_RECORD_CLASS ? "rec.array(" : "array(";
    last = out->n;
    f.indent = (int)strlen(prefix) + 1;
    f.width = o->linewidth - 1;
    buf_puts(out, prefix);
    put_body(out, a, o, ", ", f);
    buf_init(&extras);
    put_extras(&extras, a, o);
    if (extras.n > 0) {
        buf_putc(out, ',');
        for (size_t i = last; i < out->n; i++)
            if (out->text[i] == '\n')
                last = i + 1;
        if (prefix[0] == 'r' || text_width(out->text + last, out->n - last) + (int)extras.n + 2 > o->linewidth)
            buf_putc(out, '\n'), buf_fill(out, ' ', strlen(prefix));
        else
            buf_putc(out, ' ');
        buf_add(out, extras.text, extras.n);
    }
    buf_putc(out, ')');
    if (buf_failed(&extras))
        out->failed = true;
    buf_free(&extras);
}
