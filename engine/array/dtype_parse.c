/* array/dtype_parse.c: the spellings of element types: names, codes, units, and lists between commas. */
#include "array/record.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* Spellings beside the types' names. */
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
    {"bytes_", ND_BYTES}, {"S", ND_BYTES},   {"V", ND_VOID},      {"M8", ND_DATETIME},  {"M", ND_DATETIME},
    {"m8", ND_TIMEDELTA}, {"m", ND_TIMEDELTA},
};

/* NumPy's names for types that are not here: "not understood" would be untrue. */
static const char *const absent[] = {"longdouble", "g", "f16", "clongdouble", "G", "c32", "object", "object_", "O", "T"};

/* A piece of text. */
typedef struct piece {
    const char *p;
    size_t      n;
} piece;

static bool is_word(piece s, const char *word) { return strlen(word) == s.n && memcmp(s.p, word, s.n) == 0; }

static piece skip(piece s, size_t n) { return (piece){s.p + n, s.n - n}; }

/* Digits alone, at most `most`: the number, else -1. */
static long long read_count(piece s, long long most) {
    long long n = 0;
    if (s.n == 0) return -1;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        n = n * 10 + (s.p[i] - '0');
        if (n > most) return -1;
    }
    return n;
}

static bool find_plain(piece s, nd_dtype *d) {
    char    word[16];
    nd_type t;
    if (s.n >= sizeof word) return false;
    memcpy(word, s.p, s.n);
    word[s.n] = 0;
    if (nd_type_find(word, &t)) return *d = nd_dtype_of(t), true;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (strcmp(word, aliases[i].text) == 0) return *d = nd_dtype_of(aliases[i].type), true;
    return false;
}

static bool is_absent(piece s) {
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        if (is_word(s, absent[i])) return true;
    return false;
}

/* "U10", "S5", "V8". */
static bool find_sized(piece s, nd_dtype *d) {
    if (s.n < 2 || !strchr("USV", s.p[0])) return false;
    const long long n = read_count(skip(s, 1), s.p[0] == 'U' ? INT_MAX / 4 : INT_MAX);
    if (n < 0) return false;
    *d = s.p[0] == 'U' ? nd_dtype_str((size_t)n) : nd_dtype_bytes(s.p[0] == 'S' ? ND_BYTES : ND_VOID, (size_t)n);
    return true;
}

/* --- units --------------------------------------------------------------------------------------- */

/* "[ns]", "[25s]" behind the name of a date type. */
static err_code parse_unit(piece s, piece whole, nd_dtype *d, err *e) {
    size_t    digits = 0;
    long long count = 1;
    if (s.n < 3 || s.p[s.n - 1] != ']')
        return err_set(e, ERR_TYPE, "Invalid datetime metadata string \"%.*s\" at position %zu", (int)s.n, s.p, s.n < 3 ? (size_t)1 : s.n);
    piece in = {s.p + 1, s.n - 2};
    while (digits < in.n && in.p[digits] >= '0' && in.p[digits] <= '9') digits++;
    if (digits) count = read_count((piece){in.p, digits}, UINT16_MAX);
    const nd_unit unit = nd_unit_find(in.p + digits, in.n - digits);
    if (count < 1 || (unit == ND_UNIT_GENERIC && !is_word(skip(in, digits), "generic")))
        return err_set(e, ERR_TYPE, "Invalid datetime unit in metadata string \"%.*s\"", (int)s.n, s.p);
    (void)whole;
    *d = nd_dtype_time((nd_type)d->type, unit, (unsigned)count);
    return ERR_OK;
}

/* Is it the name of a date type with something in brackets? */
static bool find_time(piece s, nd_dtype *d, size_t *name) {
    static const struct { const char *name; nd_type type; } names[] = {
        {"datetime64[", ND_DATETIME}, {"timedelta64[", ND_TIMEDELTA}, {"M8[", ND_DATETIME}, {"m8[", ND_TIMEDELTA}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        *name = strlen(names[i].name) - 1;
        if (s.n > *name && memcmp(s.p, names[i].name, *name + 1) == 0) return *d = nd_dtype_of(names[i].type), true;
    }
    return false;
}

/* --- one type ---------------------------------------------------------------------------------------- */

static err_code parse_one(piece text, nd_dtype *d, err *e) {
    piece      s = text;
    size_t     name;
    const bool swapped = s.n && *s.p == '>';
    if (s.n && strchr("<=|>", *s.p)) s = skip(s, 1);
    if (find_time(s, d, &name)) {
        err_code code = parse_unit(skip(s, name), text, d, e);
        if (code || !swapped) return code;
        goto other_order;
    }
    const bool coded = s.p == text.p || s.n <= 2 || (s.n && *s.p == 'U') || is_word(s, "c16");   /* "<int64" is not a spelling */
    if ((coded && find_plain(s, d)) || find_sized(s, d)) {
        if (swapped && d->itemsize > 1 && d->type != ND_BYTES && d->type != ND_VOID) goto other_order;
        return ERR_OK;
    }
    if (coded && is_absent(s)) return err_set(e, ERR_TYPE, "data type '%.*s' is not supported here", (int)text.n, text.p);
    return err_set(e, ERR_TYPE, "data type '%.*s' not understood", (int)(text.n < 100 ? text.n : 100), text.p);
other_order:
    return err_set(e, ERR_TYPE, "data type '%.*s' is not supported here: arrays have the processor's byte order", (int)text.n, text.p);
}

/* --- lists: "i4, (2,3)f8, 3S5" ------------------------------------------------------------------------- */

typedef struct format {
    nd_dtype  dtype;
    int       ndim;
    ptrdiff_t shape[ND_RECORD_AXES];
} format;

static piece trim(piece s) {
    while (s.n && strchr(" \t\n", *s.p)) s = skip(s, 1);
    while (s.n && strchr(" \t\n", s.p[s.n - 1])) s.n--;
    return s;
}

/* Numbers between commas. */
static bool read_shape(piece s, format *f) {
    for (s = trim(s); s.n;) {
        size_t n = 0;
        while (n < s.n && s.p[n] != ',') n++;
        const long long length = read_count(trim((piece){s.p, n}), INT_MAX);
        if (length < 0 || f->ndim == ND_RECORD_AXES) return false;
        f->shape[f->ndim++] = (ptrdiff_t)length;
        s = trim(skip(s, n < s.n ? n + 1 : n));
    }
    return true;
}

/* A repeat before the type: 3i4, (2,3)f8. */
static err_code parse_format(piece s, format *f, err *e) {
    size_t n = 0;
    s = trim(s);
    f->ndim = 0;
    if (s.n && *s.p == '(') {
        while (n < s.n && s.p[n] != ')') n++;
        if (n == s.n || !read_shape((piece){s.p + 1, n - 1}, f)) return err_set(e, ERR_VALUE, "format number 1 of \"%.*s\" is not recognized", (int)s.n, s.p);
        s = skip(s, n + 1);
    } else {
        while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9') n++;
        if (n && !read_shape((piece){s.p, n}, f)) return err_set(e, ERR_VALUE, "format number 1 of \"%.*s\" is not recognized", (int)s.n, s.p);
        if (f->ndim == 1 && f->shape[0] == 1) f->ndim = 0;
        s = skip(s, n);
    }
    return parse_one(trim(s), &f->dtype, e);
}

/* The next comma outside of brackets, or the end. */
static size_t next_comma(piece s) {
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (strchr("([", s.p[i])) depth++;
        else if (strchr(")]", s.p[i])) depth--;
        else if (s.p[i] == ',' && depth == 0) return i;
    }
    return s.n;
}

static err_code parse_list(piece s, bool align, nd_dtype *d, err *e) {
    nd_record_maker m;
    format          f;
    char            name[24];
    nd_record_begin(&m);
    for (int i = 0; trim(s).n; i++) {
        const size_t n = next_comma(s);
        err_code     code = parse_format((piece){s.p, n}, &f, e);
        if (code) return code;
        snprintf(name, sizeof name, "f%d", i);
        code = nd_record_add(&m, (nd_field){.name = name, .dtype = f.dtype, .ndim = (uint8_t)f.ndim, .shape = f.shape}, align, e);
        if (code) return code;
        s = skip(s, n < s.n ? n + 1 : n);
    }
    return nd_record_end(&m, align ? ND_RECORD_ALIGNED : 0, d, e);
}

err_code nd_dtype_parse_format(const char *text, nd_field *f, ptrdiff_t shape[ND_RECORD_AXES], err *e) {
    const piece s = {text, strlen(text)};
    format      parsed = {.ndim = 0};
    err_code    code;
    if (next_comma(s) < s.n) code = nd_dtype_parse(text, &parsed.dtype, e);
    else code = s.n && (*s.p == '(' || (*s.p >= '0' && *s.p <= '9')) ? parse_format(s, &parsed, e) : parse_one(s, &parsed.dtype, e);
    if (code) return code;
    memcpy(shape, parsed.shape, sizeof parsed.shape);
    f->dtype = parsed.dtype;
    f->ndim = (uint8_t)parsed.ndim;
    f->shape = shape;
    return ERR_OK;
}

err_code nd_dtype_parse_aligned(const char *text, bool align, nd_dtype *d, err *e) {
    const piece s = {text, strlen(text)};
    return next_comma(s) < s.n ? parse_list(s, align, d, e) : parse_one(s, d, e);
}

err_code nd_dtype_parse(const char *text, nd_dtype *d, err *e) { return nd_dtype_parse_aligned(text, false, d, e); }
