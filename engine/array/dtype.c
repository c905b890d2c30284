/* array/dtype.c: the table of element types and their names. */
#include "array/record.h"

#include <stdio.h>
#include <string.h>

typedef struct dtype_row {
    const char *name;
    uint32_t    itemsize;
    char        kind, code;
} dtype_row;

static const dtype_row rows[] = {
#define X(up, low, ctype, name, kind, code) [ND_##up] = {name, sizeof(ctype), kind, code},
    ND_NUMERIC_DTYPES(X)
#undef X
    [ND_STR] = {"str", 0, 'U', 'U'},
    [ND_BYTES] = {"bytes", 0, 'S', 'S'},
    [ND_VOID] = {"void", 0, 'V', 'V'},
    [ND_DATETIME] = {"datetime64", 8, 'M', 'M'},
    [ND_TIMEDELTA] = {"timedelta64", 8, 'm', 'm'},
};
_Static_assert(sizeof rows / sizeof *rows == ND_NTYPES, "one row for each type");

static const char *const units[] = {"Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "generic"};
_Static_assert(sizeof units / sizeof *units == ND_UNIT_GENERIC + 1, "one name for each unit");

nd_dtype nd_dtype_of(nd_type t) {
    return (nd_dtype){.type = (uint8_t)t, .unit = t >= ND_DATETIME ? ND_UNIT_GENERIC : 0, .extra = t >= ND_DATETIME, .itemsize = rows[t].itemsize};
}

nd_dtype nd_dtype_str(size_t nchars) {
    const size_t most = INT32_MAX / 4;
    return (nd_dtype){.type = ND_STR, .itemsize = (uint32_t)(4 * (nchars < most ? nchars : most))};
}

nd_dtype nd_dtype_bytes(nd_type t, size_t n) {
    return (nd_dtype){.type = (uint8_t)t, .itemsize = (uint32_t)(n < INT32_MAX ? n : INT32_MAX)};
}

nd_dtype nd_dtype_time(nd_type t, nd_unit unit, unsigned count) {
    return (nd_dtype){.type = (uint8_t)t, .unit = (uint8_t)unit, .extra = (uint16_t)count, .itemsize = 8};
}

/* A record's number tells its fields; how it was declared makes no difference. */
bool nd_dtype_equal(nd_dtype a, nd_dtype b) {
    return a.type == b.type && a.itemsize == b.itemsize && a.extra == b.extra && (a.unit == b.unit || a.type == ND_VOID);
}

char nd_dtype_kind(nd_dtype d) { return rows[d.type].kind; }

char nd_dtype_code(nd_dtype d) { return rows[d.type].code; }

size_t nd_dtype_alignment(nd_dtype d) {
    const nd_record *r = d.unit & ND_RECORD_ALIGNED ? nd_record_of(d) : NULL;
    size_t           most = 1;
    if (d.type == ND_STR) return 4;
    if (d.type == ND_BYTES || (d.type == ND_VOID && !r)) return 1;
    for (int i = 0; r && i < r->nfields; i++) {
        const size_t own = nd_dtype_alignment(r->field[i].dtype);
        most = own > most ? own : most;
    }
    return r ? most : nd_dtype_real(d).itemsize;
}

bool nd_is_integer(nd_dtype d) { return d.type >= ND_I8 && d.type <= ND_U64; }

bool nd_is_float(nd_dtype d) { return d.type >= ND_F16 && d.type <= ND_F64; }

bool nd_is_complex(nd_dtype d) { return d.type == ND_C64 || d.type == ND_C128; }

bool nd_is_inexact(nd_dtype d) { return d.type >= ND_F16 && d.type <= ND_C128; }

nd_dtype nd_dtype_real(nd_dtype d) {
    if (!nd_is_complex(d)) return d;
    return nd_dtype_of(d.type == ND_C64 ? ND_F32 : ND_F64);
}

nd_dtype nd_dtype_complex(nd_dtype d) {
    if (nd_is_complex(d)) return d;
    return nd_dtype_of(d.type == ND_F16 || d.type == ND_F32 ? ND_C64 : ND_C128);
}

const char *nd_unit_name(nd_unit u) { return units[u]; }

nd_unit nd_unit_find(const char *name, size_t n) {
    int u = 0;
    while (u < ND_UNIT_GENERIC && (strlen(units[u]) != n || memcmp(units[u], name, n) != 0)) u++;
    return (nd_unit)u;
}

/* "[D]", "[25s]", "" for the generic unit. */
static void unit_text(nd_dtype d, char text[16]) {
    text[0] = 0;
    if (d.unit == ND_UNIT_GENERIC) return;
    if (d.extra > 1) snprintf(text, 16, "[%u%s]", d.extra, units[d.unit]);
    else snprintf(text, 16, "[%s]", units[d.unit]);
}

void nd_dtype_name(nd_dtype d, char text[ND_DTYPE_TEXT]) {
    char unit[16] = "";
    if (nd_is_time(d)) unit_text(d, unit);
    if (d.type < ND_NNUMERIC || nd_is_time(d)) snprintf(text, ND_DTYPE_TEXT, "%s%s", rows[d.type].name, unit);
    else if (d.unit & ND_RECORD_CLASS && d.type == ND_VOID) snprintf(text, ND_DTYPE_TEXT, "record%llu", 8ULL * d.itemsize);
    else if (d.itemsize) snprintf(text, ND_DTYPE_TEXT, "%s%llu", rows[d.type].name, 8ULL * d.itemsize);
    else snprintf(text, ND_DTYPE_TEXT, "%s", rows[d.type].name);
}

void nd_dtype_str_of(nd_dtype d, char text[ND_DTYPE_TEXT]) {
    char unit[16] = "";
    if (nd_is_time(d)) unit_text(d, unit);
    const unsigned size = d.type == ND_STR ? d.itemsize / 4 : d.itemsize;
    const bool     ordered = d.type == ND_STR || (d.itemsize > 1 && d.type < ND_NNUMERIC) || nd_is_time(d);
    snprintf(text, ND_DTYPE_TEXT, "%c%c%u%s", ordered ? '<' : '|', rows[d.type].kind, size, unit);
}

void nd_dtype_text(nd_dtype d, char text[ND_DTYPE_TEXT]) {
    if (nd_is_record(d)) nd_record_text_cut(d, ND_DTYPE_STR, text, ND_DTYPE_TEXT);
    else if (nd_is_numeric(d)) nd_dtype_name(d, text);
    else if (nd_is_unsized(d) && d.type != ND_STR) snprintf(text, ND_DTYPE_TEXT, "%c", rows[d.type].kind);
    else if (nd_is_unsized(d)) snprintf(text, ND_DTYPE_TEXT, "<U");
    else {
        nd_dtype_str_of(d, text);
        if (text[0] == '|') memmove(text, text + 1, strlen(text));
    }
}

void nd_dtype_quoted(nd_dtype d, char text[ND_DTYPE_TEXT]) {
    char inside[ND_DTYPE_TEXT];
    if (nd_is_record(d)) {
        nd_record_text_cut(d, ND_DTYPE_REPR, inside, ND_DTYPE_TEXT);
        snprintf(text, ND_DTYPE_TEXT, "dtype(%.190s)", inside);
        return;
    }
    nd_dtype_text(d, inside);
    snprintf(text, ND_DTYPE_TEXT, "dtype('%.190s')", inside);
}

bool nd_type_find(const char *name, nd_type *t) {
    for (int i = 0; i < ND_NTYPES; i++)
        if (strcmp(name, rows[i].name) == 0) return *t = (nd_type)i, true;
    return false;
}
