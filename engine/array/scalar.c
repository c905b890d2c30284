/* array/scalar.c: one element out of an array, one Python-like value into it.
 *
 * Reading never fails. Writing follows `a[i] = x` of a Python value, which is stricter than a cast
 * between arrays: what does not fit is an error instead of a warning.                            */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "array/cast.h"
#include "array/datetime.h"
#include "array/element.h"
#include "array/textnum.h"

static nd_scalar whole(int64_t i) { return (nd_scalar){.kind = 'i', .u.i = i}; }

static nd_scalar natural(uint64_t u) {
    return u <= INT64_MAX ? whole((int64_t)u) : (nd_scalar){.kind = 'u', .u.u = u};
}

static nd_scalar load_text(nd_dtype d, const char *p) {
    const nd_char *text = (const nd_char *)(const void *)p;
    size_t          n = d.itemsize / 4;
    while (n > 0 && memcmp(p + 4 * (n - 1), "\0\0\0", 4) == 0) n--;
    return (nd_scalar){.kind = 'U', .text = text, .n = n};
}

static nd_scalar load_bytes(nd_dtype d, const char *p) {
    size_t n = d.itemsize;
    while (n > 0 && d.type == ND_BYTES && p[n - 1] == 0) n--;
    return (nd_scalar){.kind = nd_dtype_kind(d), .of = d, .bytes = p, .n = n};
}

/* Fields of records may lie at any address. */
#define LOAD(T) T x; memcpy(&x, p, sizeof x)

static int64_t load_signed(size_t size, const char *p) {
    if (size == 1) return *(const signed char *)p;
    if (size == 2) { LOAD(int16_t); return x; }
    if (size == 4) { LOAD(int32_t); return x; }
    LOAD(int64_t);
    return x;
}

static uint64_t load_unsigned(size_t size, const char *p) {
    if (size == 1) return *(const unsigned char *)p;
    if (size == 2) { LOAD(uint16_t); return x; }
    if (size == 4) { LOAD(uint32_t); return x; }
    LOAD(uint64_t);
    return x;
}

static double load_float(size_t size, const char *p) {
    if (size == 2) { LOAD(nd_f16); return nd_half_to_float(x); }
    if (size == 4) { LOAD(float); return x; }
    LOAD(double);
    return x;
}

nd_scalar nd_load(nd_dtype d, const char *p) {
    const size_t size = d.itemsize;
    if (d.type == ND_BOOL) return (nd_scalar){.kind = 'b', .u.b = *p != 0};
    if (d.type <= ND_I64) return whole(load_signed(size, p));
    if (d.type <= ND_U64) return natural(load_unsigned(size, p));
    if (d.type <= ND_F64) return (nd_scalar){.kind = 'f', .u.f = load_float(size, p)};
    if (d.type <= ND_C128) return (nd_scalar){.kind = 'c', .u.c = {load_float(size / 2, p), load_float(size / 2, p + size / 2)}};
    if (d.type == ND_STR) return load_text(d, p);
    if (!nd_is_time(d)) return load_bytes(d, p);
    return (nd_scalar){.kind = nd_dtype_kind(d), .of = d, .u.i = load_signed(size, p)};
}

/* --- writing ------------------------------------------------------------------------------ */

/* Python's int(x) for a float. */
static err_code truncate_float(double x, nd_scalar *out, err *e) {
    if (isnan(x)) return err_set(e, ERR_VALUE, "cannot convert float NaN to integer");
    if (isinf(x)) return err_set(e, ERR_OVERFLOW, "cannot convert float infinity to integer");
    unsigned bad = 0;
    if (x < 0) *out = whole(nd_cast_i64(x, &bad));
    else *out = natural(nd_cast_u64(x, &bad));
    return bad ? err_set(e, ERR_OVERFLOW, "Python int too large to convert to C long") : ERR_OK;
}

/* Bytes as the characters of a number; longer ones are none. */
typedef struct wide {
    nd_char text[420];
} wide;

static nd_text widen(nd_scalar x, wide *room) {
    size_t n = x.n < sizeof room->text / sizeof *room->text ? x.n : sizeof room->text / sizeof *room->text;
    for (size_t i = 0; i < n; i++) room->text[i] = (unsigned char)x.bytes[i];
    return (nd_text){.text = room->text, .n = n, .bytes = true};
}

static nd_text text_of(nd_scalar x, wide *room) { return x.kind == 'U' ? (nd_text){.text = x.text, .n = x.n} : widen(x, room); }

/* As an integer: kind 'i' or 'u'. */
static err_code to_integer(nd_scalar x, nd_scalar *out, err *e) {
    wide room;
    switch (x.kind) {
    case 'b': *out = whole(x.u.b); return ERR_OK;
    case 'f': return truncate_float(x.u.f, out, e);
    case 'c': return err_set(e, ERR_TYPE, "int() argument must be a string, a bytes-like object or a real number, not 'complex'");
    case 'U':
    case 'S':
    case 'V': return nd_text_to_int(text_of(x, &room), out, e);
    case 'M':
    case 'm': *out = whole(x.u.i); return ERR_OK;
    default: *out = x; return ERR_OK;
    }
}

static bool fits(nd_dtype d, nd_scalar x) {
    unsigned bits = 8 * d.itemsize;
    if (nd_dtype_kind(d) == 'u') return x.kind == 'u' ? bits == 64 : x.u.i >= 0 && (bits == 64 || x.u.i >> bits == 0);
    if (x.kind == 'u') return false;
    return bits == 64 || (x.u.i >= -((int64_t)1 << (bits - 1)) && x.u.i < (int64_t)1 << (bits - 1));
}

static err_code refuse_integer(nd_dtype d, nd_scalar x, err *e) {
    char number[ND_NUMBER_TEXT], name[ND_DTYPE_TEXT];
    if (d.type == ND_I64) return err_set(e, ERR_OVERFLOW, "Python int too large to convert to C long");
    nd_number_to_text(x, ND_F64, number);
    nd_dtype_name(d, name);
    return err_set(e, ERR_OVERFLOW, "Python integer %s out of bounds for %s", number, name);
}

#define PUT(T, value) do { const T put_ = (T)(value); memcpy(p, &put_, sizeof put_); } while (0)

static void put_integer(char *p, size_t size, uint64_t u) {
    switch (size) {
    case 1: *p = (char)u; break;
    case 2: PUT(uint16_t, u); break;
    case 4: PUT(uint32_t, u); break;
    default: PUT(uint64_t, u); break;
    }
}

static void put_float(char *p, size_t size, double y) {
    if (size == 2) PUT(nd_f16, nd_half_of_double(y));
    else if (size == 4) PUT(float, y);
    else PUT(double, y);
}

static err_code store_integer(nd_dtype d, char *p, nd_scalar x, err *e) {
    nd_scalar i = {0};
    err_code  code = to_integer(x, &i, e);
    if (code) return code;
    if (!fits(d, i)) return refuse_integer(d, i, e);
    uint64_t u = i.kind == 'u' ? i.u.u : (uint64_t)i.u.i;
    put_integer(p, d.itemsize, u);
    return ERR_OK;
}

static err_code to_float(nd_scalar x, double *y, err *e) {
    wide room;
    switch (x.kind) {
    case 'b': *y = x.u.b; return ERR_OK;
    case 'i': *y = (double)x.u.i; return ERR_OK;
    case 'u': *y = (double)x.u.u; return ERR_OK;
    case 'f': *y = x.u.f; return ERR_OK;
    case 'c': return err_set(e, ERR_TYPE, "float() argument must be a string or a real number, not 'complex'");
    case 'M':
    case 'm': *y = (double)x.u.i; return ERR_OK;
    default: return nd_text_to_float(text_of(x, &room), y, e);
    }
}

static err_code store_float(nd_dtype d, char *p, nd_scalar x, err *e) {
    double   y = 0;
    err_code code = to_float(x, &y, e);
    if (code) return code;
    put_float(p, d.itemsize, y);
    return ERR_OK;
}

static err_code store_complex(nd_dtype d, char *p, nd_scalar x, err *e) {
    double   re = x.u.c.re, im = x.kind == 'c' ? x.u.c.im : 0;
    err_code code = ERR_OK;
    wide     room;
    if (strchr("USV", x.kind)) code = nd_text_to_complex(text_of(x, &room), &re, &im, e);
    else if (x.kind != 'c') code = to_float(x, &re, e);
    if (code) return code;
    put_float(p, d.itemsize / 2, re);
    put_float(p + d.itemsize / 2, d.itemsize / 2, im);
    return ERR_OK;
}

bool nd_scalar_is_true(nd_scalar x) {
    switch (x.kind) {
    case 'b': return x.u.b;
    case 'f': return x.u.f != 0;
    case 'c': return x.u.c.re != 0 || x.u.c.im != 0;
    case 'U':
    case 'S': return x.n > 0;
    case 'V': return nd_bytes_are_true(x.bytes, x.n);
    default: return x.u.u != 0;
    }
}

/* --- text and bytes ----------------------------------------------------------------------- */

err_code nd_refuse_character(nd_char ch, size_t at, err *e) {
    const char *form = ch < 0x100 ? "\\x%02x" : ch < 0x10000 ? "\\u%04x" : "\\U%08x";
    char        text[16];
    snprintf(text, sizeof text, form, (unsigned)ch);
    return err_set(e, ERR_UNICODE_ENCODE, "'ascii' codec can't encode character '%s' in position %zu: ordinal not in range(128)", text, at);
}

err_code nd_refuse_byte(unsigned char byte, size_t at, err *e) {
    return err_set(e, ERR_UNICODE_DECODE, "'ascii' codec can't decode byte 0x%02x in position %zu: ordinal not in range(128)", byte, at);
}

/* What a value that is no text reads as. */
static size_t describe(nd_scalar x, char text[ND_NUMBER_TEXT]) {
    if (x.kind == 'M' || x.kind == 'm') return nd_time_text(x.of, x.u.i, text);
    return nd_number_to_text(x, ND_F64, text);
}

static err_code store_text(nd_dtype d, char *p, nd_scalar x, err *e) {
    size_t room = d.itemsize / 4, n = x.n;
    char   number[ND_NUMBER_TEXT] = "";
    if (x.kind != 'U' && x.kind != 'S' && x.kind != 'V') n = describe(x, number);
    if (n > room) n = room;
    for (size_t i = 0; i < n; i++) {
        const nd_char ch = x.kind == 'U' ? x.text[i] : (unsigned char)(x.kind == 'S' || x.kind == 'V' ? x.bytes : number)[i];
        if (x.kind != 'U' && ch > 127) return nd_refuse_byte((unsigned char)ch, i, e);
        memcpy(p + 4 * i, &ch, sizeof ch);
    }
    memset(p + 4 * n, 0, 4 * (room - n));
    return ERR_OK;
}

static err_code store_bytes(nd_dtype d, char *p, nd_scalar x, err *e) {
    size_t room = d.itemsize, n = x.n;
    char   number[ND_NUMBER_TEXT] = "";
    if (x.kind == 'U') {
        for (size_t i = 0; i < n; i++)
            if (x.text[i] > 127) return nd_refuse_character(x.text[i], i, e);
        if (n > room) n = room;
        for (size_t i = 0; i < n; i++) p[i] = (char)x.text[i];
    } else {
        const char *from = x.kind == 'S' || x.kind == 'V' ? x.bytes : number;
        if (from == number) n = describe(x, number);
        if (n > room) n = room;
        if (n) memmove(p, from, n);
    }
    memset(p + n, 0, room - n);
    return ERR_OK;
}

/* --- dates ---------------------------------------------------------------------------------- */

static err_code store_time(nd_dtype d, char *p, nd_scalar x, err *e) {
    const bool date = d.type == ND_DATETIME;
    int64_t    value = ND_NAT;
    err_code   code = ERR_OK;
    wide       room;
    if (x.kind == 'U' || x.kind == 'S') {
        const nd_text t = text_of(x, &room);
        if (date) code = nd_time_parse_as(t.text, t.n, &d, &value, e);
        else if (!nd_duration_parse(t.text, t.n, &value)) code = err_set(e, ERR_VALUE, "Could not convert object to NumPy timedelta");
    } else if (x.kind == 'm' || (x.kind == 'M' && date)) {
        x.of.type = d.type;
        code = nd_time_convert(x.of, d, x.u.i, &value, e);
    } else if (x.kind == 'i' || x.kind == 'b') {
        if (date && d.unit == ND_UNIT_GENERIC) return err_set(e, ERR_VALUE, "Converting an integer to a NumPy datetime requires a specified unit");
        value = x.kind == 'b' ? x.u.b : x.u.i;
    } else code = err_set(e, ERR_VALUE, "Could not convert object to NumPy %s", date ? "datetime" : "timedelta");
    if (!code) memcpy(p, &value, sizeof value);
    return code;
}

err_code nd_store(nd_dtype d, char *p, nd_scalar x, err *e) {
    switch (nd_dtype_kind(d)) {
    case 'b': *p = (char)nd_scalar_is_true(x); return ERR_OK;
    case 'f': return store_float(d, p, x, e);
    case 'c': return store_complex(d, p, x, e);
    case 'U': return store_text(d, p, x, e);
    case 'S': return store_bytes(d, p, x, e);
    case 'M':
    case 'm': return store_time(d, p, x, e);
    case 'V': return nd_is_record(d) ? nd_record_store(d, p, x, e) : store_bytes(d, p, x, e);
    default: return store_integer(d, p, x, e);
    }
}

bool nd_store_overflowed(nd_dtype d, const char *p, nd_scalar x) {
    if (d.type != ND_F16 && d.type != ND_F32 && d.type != ND_C64) return false;
    const nd_scalar y = nd_load(d, p);
    const bool      re = isinf(y.u.c.re) && !(strchr("fc", x.kind) && !isfinite(x.u.c.re));
    return re || (x.kind == 'c' && y.kind == 'c' && isinf(y.u.c.im) && isfinite(x.u.c.im));
}
