/* array/dtype.c: the table of element types, their names and the spellings that are understood. */
#include "array/dtype.h"

#include <limits.h>
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
};
_Static_assert(sizeof rows / sizeof *rows == ND_NTYPES, "one row for each type");

/* Spellings beside the names in the table above. */
typedef struct dtype_alias {
    const char *text;
    nd_type     type;
} dtype_alias;

static const dtype_alias aliases[] = {
    {"bool_", ND_BOOL}, {"?", ND_BOOL},      {"b1", ND_BOOL},
    {"byte", ND_I8},    {"b", ND_I8},        {"i1", ND_I8},
    {"short", ND_I16},  {"h", ND_I16},       {"i2", ND_I16},
    {"intc", ND_I32},   {"i", ND_I32},       {"i4", ND_I32},
    {"int", ND_I64},    {"int_", ND_I64},    {"long", ND_I64},    {"longlong", ND_I64}, {"intp", ND_I64},
    {"l", ND_I64},      {"q", ND_I64},       {"p", ND_I64},       {"n", ND_I64},        {"i8", ND_I64},
    {"ubyte", ND_U8},   {"B", ND_U8},        {"u1", ND_U8},
    {"ushort", ND_U16}, {"H", ND_U16},       {"u2", ND_U16},
    {"uintc", ND_U32},  {"I", ND_U32},       {"u4", ND_U32},
    {"uint", ND_U64},   {"ulong", ND_U64},   {"ulonglong", ND_U64}, {"uintp", ND_U64},
    {"L", ND_U64},      {"Q", ND_U64},       {"P", ND_U64},       {"N", ND_U64},        {"u8", ND_U64},
    {"half", ND_F16},   {"e", ND_F16},       {"f2", ND_F16},
    {"single", ND_F32}, {"f", ND_F32},       {"f4", ND_F32},
    {"float", ND_F64},  {"double", ND_F64},  {"d", ND_F64},       {"f8", ND_F64},
    {"csingle", ND_C64}, {"F", ND_C64},      {"c8", ND_C64},
    {"complex", ND_C128}, {"cdouble", ND_C128}, {"D", ND_C128},   {"c16", ND_C128},
    {"str", ND_STR},    {"str_", ND_STR},    {"unicode", ND_STR}, {"U", ND_STR},
};

/* NumPy's names for types that are not here: "not understood" would be untrue. */
static const char *const absent[] = {
    "longdouble", "g", "f16", "clongdouble", "G", "c32", "object", "object_", "O", "bytes", "bytes_", "S", "a",
    "void", "V", "datetime64", "timedelta64", "M8", "m8", "M", "m",
};

nd_dtype nd_dtype_of(nd_type t) { return (nd_dtype){(uint8_t)t, rows[t].itemsize}; }

nd_dtype nd_dtype_str(size_t nchars) {
    const size_t most = UINT32_MAX / 4;
    return (nd_dtype){ND_STR, (uint32_t)(4 * (nchars < most ? nchars : most))};
}

bool nd_dtype_equal(nd_dtype a, nd_dtype b) { return a.type == b.type && a.itemsize == b.itemsize; }

char nd_dtype_kind(nd_dtype d) { return rows[d.type].kind; }

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

void nd_dtype_name(nd_dtype d, char text[ND_DTYPE_TEXT]) {
    if (d.type == ND_STR && d.itemsize) snprintf(text, ND_DTYPE_TEXT, "str%llu", 8ULL * d.itemsize);
    else snprintf(text, ND_DTYPE_TEXT, "%s", rows[d.type].name);
}

void nd_dtype_str_of(nd_dtype d, char text[ND_DTYPE_TEXT]) {
    if (d.type == ND_STR) snprintf(text, ND_DTYPE_TEXT, "<U%u", d.itemsize / 4);
    else snprintf(text, ND_DTYPE_TEXT, "%c%c%u", d.itemsize == 1 ? '|' : '<', rows[d.type].kind, d.itemsize);
}

void nd_dtype_text(nd_dtype d, char text[ND_DTYPE_TEXT]) {
    if (d.type == ND_STR) nd_dtype_str_of(d, text);
    else nd_dtype_name(d, text);
}

/* Digits alone, at most `most`: the number, else -1. */
static long long read_count(const char *s, long long most) {
    if (!*s) return -1;
    long long n = 0;
    for (; *s; s++) {
        if (*s < '0' || *s > '9') return -1;
        n = n * 10 + (*s - '0');
        if (n > most) return -1;
    }
    return n;
}

static bool find_plain(const char *text, nd_dtype *d) {
    for (int t = 0; t < ND_NTYPES; t++)
        if (strcmp(text, rows[t].name) == 0) return *d = nd_dtype_of((nd_type)t), true;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (strcmp(text, aliases[i].text) == 0) return *d = nd_dtype_of(aliases[i].type), true;
    return false;
}

static bool is_absent(const char *text) {
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        if (strcmp(text, absent[i]) == 0) return true;
    return (text[0] == 'S' || text[0] == 'V') && read_count(text + 1, INT_MAX) >= 0;
}

err_code nd_dtype_parse(const char *text, nd_dtype *d, err *e) {
    const char *s = text;
    bool        swapped = *s == '>';
    if (*s == '<' || *s == '=' || *s == '|' || *s == '>') s++;
    bool coded = s == text || strlen(s) <= 2 || *s == 'U' || strcmp(s, "c16") == 0;   /* "<int64" is not a spelling */
    if (coded && find_plain(s, d)) {
        if (swapped && d->itemsize > 1) goto other_order;
        return ERR_OK;
    }
    if (*s == 'U') {
        long long n = read_count(s + 1, INT_MAX / 4);
        if (n >= 0 && swapped) goto other_order;
        if (n >= 0) return *d = nd_dtype_str((size_t)n), ERR_OK;
    }
    if (coded && is_absent(s)) return err_set(e, ERR_TYPE, "data type '%s' is not supported here", text);
    return err_set(e, ERR_TYPE, "data type '%.100s' not understood", text);
other_order:
    return err_set(e, ERR_TYPE, "data type '%s' is not supported here: arrays have the processor's byte order", text);
}
