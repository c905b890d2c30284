/* array/scalar.c: one element out of an array, one Python-like value into it.
 *
 * Reading never fails. Writing follows `a[i] = x` of a Python value, which is stricter than a cast
 * between arrays: what does not fit is an error instead of a warning.                            */
#include <math.h>
#include <string.h>

#include "array/cast.h"
#include "array/dtype.h"
#include "array/textnum.h"

static nd_scalar whole(int64_t i) { return (nd_scalar){.kind = 'i', .u.i = i}; }

static nd_scalar natural(uint64_t u) {
    return u <= INT64_MAX ? whole((int64_t)u) : (nd_scalar){.kind = 'u', .u.u = u};
}

static nd_scalar pair(nd_c128 z) { return (nd_scalar){.kind = 'c', .u.c = {nd_c128_re(z), nd_c128_im(z)}}; }

static nd_scalar load_text(nd_dtype d, const char *p) {
    const uint32_t *text = (const uint32_t *)(const void *)p;
    size_t          n = d.itemsize / 4;
    while (n > 0 && text[n - 1] == 0) n--;
    return (nd_scalar){.kind = 'U', .text = text, .n = n};
}

nd_scalar nd_load(nd_dtype d, const char *p) {
    const void *q = p;
    switch (d.type) {
    case ND_BOOL: return (nd_scalar){.kind = 'b', .u.b = *(const uint8_t *)q != 0};
    case ND_I8: return whole(*(const int8_t *)q);
    case ND_I16: return whole(*(const int16_t *)q);
    case ND_I32: return whole(*(const int32_t *)q);
    case ND_I64: return whole(*(const int64_t *)q);
    case ND_U8: return whole(*(const uint8_t *)q);
    case ND_U16: return whole(*(const uint16_t *)q);
    case ND_U32: return whole(*(const uint32_t *)q);
    case ND_U64: return natural(*(const uint64_t *)q);
    case ND_F16: return (nd_scalar){.kind = 'f', .u.f = nd_half_to_float(*(const nd_f16 *)q)};
    case ND_F32: return (nd_scalar){.kind = 'f', .u.f = *(const float *)q};
    case ND_F64: return (nd_scalar){.kind = 'f', .u.f = *(const double *)q};
    case ND_C64: return pair(*(const nd_c64 *)q);
    case ND_C128: return pair(*(const nd_c128 *)q);
    default: return load_text(d, p);
    }
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

/* As an integer: kind 'i' or 'u'. */
static err_code to_integer(nd_scalar x, nd_scalar *out, err *e) {
    switch (x.kind) {
    case 'b': *out = whole(x.u.b); return ERR_OK;
    case 'f': return truncate_float(x.u.f, out, e);
    case 'c': return err_set(e, ERR_TYPE, "int() argument must be a string, a bytes-like object or a real number, not 'complex'");
    case 'U': return nd_text_to_int((nd_text){x.text, x.n, false}, out, e);
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

static err_code store_integer(nd_dtype d, char *p, nd_scalar x, err *e) {
    nd_scalar i = {0};
    err_code  code = to_integer(x, &i, e);
    if (code) return code;
    if (!fits(d, i)) return refuse_integer(d, i, e);
    uint64_t u = i.kind == 'u' ? i.u.u : (uint64_t)i.u.i;
    void    *q = p;
    switch (d.itemsize) {
    case 1: *(uint8_t *)q = (uint8_t)u; break;
    case 2: *(uint16_t *)q = (uint16_t)u; break;
    case 4: *(uint32_t *)q = (uint32_t)u; break;
    default: *(uint64_t *)q = u; break;
    }
    return ERR_OK;
}

static err_code to_float(nd_scalar x, double *y, err *e) {
    switch (x.kind) {
    case 'b': *y = x.u.b; return ERR_OK;
    case 'i': *y = (double)x.u.i; return ERR_OK;
    case 'u': *y = (double)x.u.u; return ERR_OK;
    case 'f': *y = x.u.f; return ERR_OK;
    case 'c': return err_set(e, ERR_TYPE, "float() argument must be a string or a real number, not 'complex'");
    default: return nd_text_to_float((nd_text){x.text, x.n, false}, y, e);
    }
}

static err_code store_float(nd_dtype d, char *p, nd_scalar x, err *e) {
    double   y = 0;
    err_code code = to_float(x, &y, e);
    if (code) return code;
    if (d.type == ND_F16) *(nd_f16 *)(void *)p = nd_half_of_double(y);
    else if (d.type == ND_F32) *(float *)(void *)p = (float)y;
    else *(double *)(void *)p = y;
    return ERR_OK;
}

static err_code store_complex(nd_dtype d, char *p, nd_scalar x, err *e) {
    double   re = x.u.c.re, im = x.kind == 'c' ? x.u.c.im : 0;
    err_code code = ERR_OK;
    if (x.kind == 'U') code = nd_text_to_complex((nd_text){x.text, x.n, false}, &re, &im, e);
    else if (x.kind != 'c') code = to_float(x, &re, e);
    if (code) return code;
    if (d.type == ND_C64) *(nd_c64 *)(void *)p = nd_c64_make((float)re, (float)im);
    else *(nd_c128 *)(void *)p = nd_c128_make(re, im);
    return ERR_OK;
}

bool nd_scalar_is_true(nd_scalar x) {
    switch (x.kind) {
    case 'b': return x.u.b;
    case 'f': return x.u.f != 0;
    case 'c': return x.u.c.re != 0 || x.u.c.im != 0;
    case 'U': return x.n > 0;
    default: return x.u.u != 0;
    }
}

static void store_text(nd_dtype d, char *p, nd_scalar x) {
    uint32_t *to = (uint32_t *)(void *)p;
    size_t    room = d.itemsize / 4, n = x.n;
    char      number[ND_NUMBER_TEXT] = "";
    if (x.kind != 'U') n = nd_number_to_text(x, ND_F64, number);
    if (n > room) n = room;
    for (size_t i = 0; i < n; i++) to[i] = x.kind == 'U' ? x.text[i] : (unsigned char)number[i];
    for (size_t i = n; i < room; i++) to[i] = 0;
}

err_code nd_store(nd_dtype d, char *p, nd_scalar x, err *e) {
    switch (nd_dtype_kind(d)) {
    case 'b': *(uint8_t *)(void *)p = nd_scalar_is_true(x); return ERR_OK;
    case 'f': return store_float(d, p, x, e);
    case 'c': return store_complex(d, p, x, e);
    case 'U': store_text(d, p, x); return ERR_OK;
    default: return store_integer(d, p, x, e);
    }
}

bool nd_store_overflowed(nd_dtype d, const char *p, nd_scalar x) {
    if (d.type != ND_F16 && d.type != ND_F32 && d.type != ND_C64) return false;
    const nd_scalar y = nd_load(d, p);
    const bool      re = isinf(y.u.c.re) && !(strchr("fc", x.kind) && !isfinite(x.u.c.re));
    return re || (x.kind == 'c' && y.kind == 'c' && isinf(y.u.c.im) && isfinite(x.u.c.im));
}
