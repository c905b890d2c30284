/* array/record_text.c: element types as text, in the forms that NumPy's str, repr and descr have. */
#include "array/record.h"

#include <stdio.h>
#include <string.h>

#include "array/print.h"

static void put_name(buf *out, const char *name) {
    uint32_t wide[512];
    nd_print_text_repr(out, wide, nd_text_decode(name, strlen(name), wide, sizeof wide / sizeof *wide));
}

static void put_shape(buf *out, const nd_field *f) {
    buf_putc(out, '(');
    for (int i = 0; i < f->ndim; i++) buf_printf(out, i ? ", %td" : "%td", f->shape[i]);
    buf_puts(out, f->ndim == 1 ? ",)" : ")");
}

static size_t round_up(size_t n, size_t to) { return (n + to - 1) / to * to; }

/* Do the fields follow each other as their declaration alone would lay them out? */
static bool is_packed(nd_dtype d, const nd_record *r) {
    const bool align = d.unit & ND_RECORD_ALIGNED;
    size_t     at = 0, most = 1;
    for (int i = 0; i < r->nfields; i++) {
        const size_t own = nd_dtype_alignment(r->field[i].dtype);
        if (align) at = round_up(at, own);
        most = own > most ? own : most;
        if (r->field[i].offset != at) return false;
        at += nd_field_size(&r->field[i]);
    }
    return (align ? round_up(at, most) : at) == d.itemsize;
}

/* A field's type with its axes, as it stands among formats. */
static void put_format(buf *out, const nd_field *f) {
    if (f->ndim) buf_putc(out, '(');
    nd_dtype_put(out, f->dtype, ND_DTYPE_SHORT);
    if (!f->ndim) return;
    buf_puts(out, ", ");
    put_shape(out, f);
    buf_putc(out, ')');
}

static void put_list(buf *out, const nd_record *r, nd_dtype_style style) {
    buf_putc(out, '[');
    for (int i = 0; i < r->nfields; i++) {
        const nd_field *f = &r->field[i];
        buf_puts(out, i ? ", (" : "(");
        put_name(out, f->name);
        buf_puts(out, ", ");
        nd_dtype_put(out, f->dtype, style);
        if (f->ndim) buf_puts(out, ", "), put_shape(out, f);
        buf_putc(out, ')');
    }
    buf_putc(out, ']');
}

static void put_dict(buf *out, nd_dtype d, const nd_record *r, bool show_align) {
    buf_puts(out, "{'names': [");
    for (int i = 0; i < r->nfields; i++) {
        if (i) buf_puts(out, ", ");
        put_name(out, r->field[i].name);
    }
    buf_puts(out, "], 'formats': [");
    for (int i = 0; i < r->nfields; i++) {
        if (i) buf_puts(out, ", ");
        put_format(out, &r->field[i]);
    }
    buf_puts(out, "], 'offsets': [");
    for (int i = 0; i < r->nfields; i++) buf_printf(out, i ? ", %u" : "%u", r->field[i].offset);
    buf_printf(out, "], 'itemsize': %u", d.itemsize);
    if (show_align && (d.unit & ND_RECORD_ALIGNED)) buf_puts(out, ", 'aligned': True");
    buf_putc(out, '}');
}

static void put_record(buf *out, nd_dtype d, nd_dtype_style style) {
    const nd_record *r = nd_record_of(d);
    const bool       show_align = style == ND_DTYPE_STR, record = d.unit & ND_RECORD_CLASS && style != ND_DTYPE_DESCR;
    if (d.unit & ND_RECORD_SUBARRAY) {
        put_format(out, &r->field[0]);
        return;
    }
    if (record) buf_puts(out, "(numpy.record, ");
    if (!(show_align && (d.unit & ND_RECORD_ALIGNED)) && is_packed(d, r)) put_list(out, r, ND_DTYPE_SHORT);
    else put_dict(out, d, r, show_align);
    if (record) buf_putc(out, ')');
}

/* --- descr ------------------------------------------------------------------------------------------------ */

static void put_descr(buf *out, nd_dtype d);

static void put_gap(buf *out, size_t n, bool *first) {
    if (n == 0) return;
    buf_printf(out, "%s('', '|V%zu')", *first ? "" : ", ", n);
    *first = false;
}

/* Gaps between fields are fields without a name. */
static void put_record_descr(buf *out, nd_dtype d, const nd_record *r) {
    size_t at = 0;
    bool   first = true;
    buf_putc(out, '[');
    for (int i = 0; i < r->nfields; i++) {
        const nd_field *f = &r->field[i];
        put_gap(out, f->offset > at ? f->offset - at : 0, &first);
        buf_puts(out, first ? "(" : ", (");
        first = false;
        put_name(out, f->name);
        buf_puts(out, ", ");
        put_descr(out, f->dtype);
        if (f->ndim) buf_puts(out, ", "), put_shape(out, f);
        buf_putc(out, ')');
        at = f->offset + nd_field_size(f);
    }
    put_gap(out, d.itemsize > at ? d.itemsize - at : 0, &first);
    buf_putc(out, ']');
}

static void put_descr(buf *out, nd_dtype d) {
    char             text[ND_DTYPE_TEXT];
    const nd_record *r = nd_record_of(d);
    if (r) {
        put_record_descr(out, d, r);
        return;
    }
    nd_dtype_str_of(d, text);
    buf_printf(out, "'%s'", text);
}

/* --- all types -------------------------------------------------------------------------------------------- */

static void put_quoted(buf *out, nd_dtype d, bool brief) {
    char text[ND_DTYPE_TEXT];
    if (brief && nd_is_numeric(d)) nd_dtype_str_of(d, text);
    else nd_dtype_text(d, text);
    if (brief && d.type == ND_BOOL) snprintf(text, sizeof text, "?");
    buf_printf(out, "'%s'", text[0] == '|' ? text + 1 : text);
}

/* str(dtype): as dtype.str where the width is part of the type, else the name. */
static void put_str(buf *out, nd_dtype d) {
    char text[ND_DTYPE_TEXT];
    if (nd_is_numeric(d) || nd_is_time(d)) nd_dtype_name(d, text);
    else nd_dtype_str_of(d, text);
    buf_puts(out, text);
}

void nd_dtype_put(buf *out, nd_dtype d, nd_dtype_style style) {
    if (style == ND_DTYPE_DESCR) put_descr(out, d);
    else if (nd_is_record(d)) put_record(out, d, style);
    else if (style == ND_DTYPE_STR) put_str(out, d);
    else put_quoted(out, d, style == ND_DTYPE_SHORT);
}

void nd_record_text_cut(nd_dtype d, nd_dtype_style style, char *text, size_t room) {
    buf b;
    buf_init(&b);
    nd_dtype_put(&b, d, style);
    snprintf(text, room, "%s", buf_failed(&b) ? "record" : b.text);
    buf_free(&b);
}
