/* array/dtype.h: element types: the list, their names, casting and promotion (NEP 50). */
#ifndef NDRILL_ARRAY_DTYPE_H
#define NDRILL_ARRAY_DTYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef uint16_t        nd_f16;      /* the bits: see half.h */
#if defined(__GNUC__)
typedef uint32_t nd_char __attribute__((aligned(1)));   /* a character of text, which in a record may lie anywhere */
#else
typedef uint32_t nd_char;
#endif
typedef float _Complex  nd_c64;
typedef double _Complex nd_c128;

/* enum, C type, NumPy name, kind letter, character code */
#define ND_NUMERIC_DTYPES(X)                    \
    X(BOOL, bool, uint8_t, "bool", 'b', '?')    \
    X(I8, i8, int8_t, "int8", 'i', 'b')         \
    X(I16, i16, int16_t, "int16", 'i', 'h')     \
    X(I32, i32, int32_t, "int32", 'i', 'i')     \
    X(I64, i64, int64_t, "int64", 'i', 'l')     \
    X(U8, u8, uint8_t, "uint8", 'u', 'B')       \
    X(U16, u16, uint16_t, "uint16", 'u', 'H')   \
    X(U32, u32, uint32_t, "uint32", 'u', 'I')   \
    X(U64, u64, uint64_t, "uint64", 'u', 'L')   \
    X(F16, f16, nd_f16, "float16", 'f', 'e')    \
    X(F32, f32, float, "float32", 'f', 'f')     \
    X(F64, f64, double, "float64", 'f', 'd')    \
    X(C64, c64, nd_c64, "complex64", 'c', 'F')  \
    X(C128, c128, nd_c128, "complex128", 'c', 'D')

typedef enum nd_type {
#define X(up, low, ctype, name, kind, code) ND_##up,
    ND_NUMERIC_DTYPES(X)
#undef X
    ND_STR,            /* fixed-width UCS-4 text, "<U5"; itemsize = 4 * characters */
    ND_BYTES,          /* fixed-width bytes, "|S5", filled up with zeros */
    ND_VOID,           /* bytes without a meaning, "|V5", or a record with named fields: see record.h */
    ND_DATETIME,       /* int64 counted in a unit from 1970, "<M8[D]"; INT64_MIN is NaT */
    ND_TIMEDELTA,      /* int64 counted in a unit, "<m8[D]" */
    ND_NTYPES
} nd_type;

#define ND_NNUMERIC ND_STR     /* the numeric types come first */

/* Of dates and durations; generic takes the unit of whatever it meets. */
typedef enum nd_unit {
    ND_UNIT_Y, ND_UNIT_M, ND_UNIT_W, ND_UNIT_D, ND_UNIT_H, ND_UNIT_MIN, ND_UNIT_S,
    ND_UNIT_MS, ND_UNIT_US, ND_UNIT_NS, ND_UNIT_PS, ND_UNIT_FS, ND_UNIT_AS, ND_UNIT_GENERIC
} nd_unit;

/* Passed by value. Always native byte order. What a numeric type has no use for is 0, so that it costs
 * nothing; a record's fields are in a table that `extra` numbers. */
typedef struct nd_dtype {
    uint8_t  type;             /* nd_type */
    uint8_t  unit;             /* dates and durations: nd_unit; records: ND_RECORD_... bits */
    uint16_t extra;            /* dates and durations: how many of the unit make one step; records: their number, from 1 */
    uint32_t itemsize;         /* bytes; for ND_STR 4 * the number of characters; text may be of size 0 */
} nd_dtype;

nd_dtype    nd_dtype_of(nd_type t);                   /* numeric types; ND_STR gives <U0, ND_BYTES S0, dates the generic unit */
nd_dtype    nd_dtype_str(size_t nchars);
nd_dtype    nd_dtype_bytes(nd_type t, size_t n);      /* ND_BYTES or ND_VOID */
nd_dtype    nd_dtype_time(nd_type t, nd_unit unit, unsigned count);
bool        nd_dtype_equal(nd_dtype a, nd_dtype b);
size_t      nd_dtype_alignment(nd_dtype d);
char        nd_dtype_kind(nd_dtype d);                /* 'b' 'i' 'u' 'f' 'c' 'U' 'S' 'V' 'M' 'm' */
char        nd_dtype_code(nd_dtype d);                /* dtype.char */
static inline bool nd_is_numeric(nd_dtype d) { return d.type < ND_NNUMERIC; }
static inline bool nd_is_time(nd_dtype d) { return d.type >= ND_DATETIME; }
static inline bool nd_is_record(nd_dtype d) { return d.type == ND_VOID && d.extra != 0; }
/* Text and bytes may be declared without a width, and then take that of their values. */
static inline bool nd_is_unsized(nd_dtype d) { return d.itemsize == 0 && (d.type == ND_STR || d.type == ND_BYTES || d.type == ND_VOID); }
bool        nd_is_integer(nd_dtype d);                /* signed or unsigned, not bool */
bool        nd_is_float(nd_dtype d);                  /* real */
bool        nd_is_complex(nd_dtype d);
bool        nd_is_inexact(nd_dtype d);                /* float or complex: can hold NaN */
nd_dtype    nd_dtype_real(nd_dtype d);                /* of a complex type's parts; any other type itself */
nd_dtype    nd_dtype_complex(nd_dtype d);             /* the complex type whose parts hold d's floats */

/* "int64", "float32", "<U5": what NumPy's dtype.name / str shows. Only a record's text may be cut: see nd_dtype_put. */
#define ND_DTYPE_TEXT 200
void nd_dtype_name(nd_dtype d, char text[ND_DTYPE_TEXT]);   /* dtype.name: str160 for <U5 */
void nd_dtype_str_of(nd_dtype d, char text[ND_DTYPE_TEXT]); /* dtype.str: "<f8", "|b1", "<U5" */
void nd_dtype_text(nd_dtype d, char text[ND_DTYPE_TEXT]);   /* what dtype('...') quotes: "float64", "<U5", "S5" */
void nd_dtype_quoted(nd_dtype d, char text[ND_DTYPE_TEXT]); /* repr(dtype): dtype('float64') */
const char *nd_dtype_class(nd_dtype d);                     /* "Int64DType", as in numpy.dtypes */

/* Any spelling NumPy takes for these types: "int64" "i8" "<i8" "int" "float" "f4" "bool" "?" "U10" "str"
 * "long" "double" "S5" "M8[D]" "i4, f8" ... Others: TypeError `data type 'foo' not understood`. */
err_code nd_dtype_parse(const char *text, nd_dtype *d, err *e) ERR_MUST_CHECK;

bool        nd_type_find(const char *name, nd_type *t);       /* by the names in the table alone */
const char *nd_unit_name(nd_unit u);                          /* "D", "ns" */
nd_unit     nd_unit_find(const char *name, size_t n);         /* ND_UNIT_GENERIC when it is no unit */

/* --- promotion -------------------------------------------------------------------- */

/* np.promote_types. Text with a number: DTypePromotionError is left to the callers that
 * refuse it; this gives <U21, <U32 and so on as promote_types does. Dates, records and bytes without a
 * meaning go with few others: "The DTypes ... do not have a common DType." */
err_code nd_promote(nd_dtype a, nd_dtype b, nd_dtype *d, err *e) ERR_MUST_CHECK;
/* The same between numbers and text, where it always succeeds; between others that have none it is a. */
nd_dtype nd_promote_types(nd_dtype a, nd_dtype b);

/* A type that leaves its width or unit open gets that of values of type `from`. False: a date's unit, which
 * only the texts themselves tell. */
bool nd_dtype_settle(nd_dtype from, nd_dtype *d);

typedef enum nd_casting { ND_CAST_NO, ND_CAST_EQUIV, ND_CAST_SAFE, ND_CAST_SAME_KIND, ND_CAST_UNSAFE } nd_casting;
bool        nd_can_cast(nd_dtype from, nd_dtype to, nd_casting rule);
const char *nd_casting_name(nd_casting rule);              /* "same_kind" */

/* --- one element --------------------------------------------------------------------- */

/* A value outside an array. kind: 'b' u.b, 'i' u.i, 'u' u.u (only above INT64_MAX),
 * 'f' u.f, 'c' u.c (whose real part is u.f too), 'U' text (UCS-4, n characters), 'S' bytes (n of them),
 * 'M' and 'm' u.i in `of`'s unit, 'V' bytes, which are an element of `of`. */
typedef struct nd_scalar {
    char     kind;
    nd_dtype of;               /* 'M', 'm', 'V' only */
    union { bool b; int64_t i; uint64_t u; double f; struct { double re, im; } c; } u;
    union { const nd_char *text; const char *bytes; };
    size_t   n;
} nd_scalar;

/* Read an element, wherever it lies; text and bytes point into the array and have trailing zeros dropped. */
nd_scalar nd_load(nd_dtype d, const char *p);

/* Python's bool(x). */
bool nd_scalar_is_true(nd_scalar x);

/* Write an element as `a[i] = x` does: floats truncate into ints, NaN or inf into an int is
 * "cannot convert float NaN to integer" (ValueError) / "... infinity ..." (OverflowError), an int
 * that does not fit: OverflowError "Python integer 300 out of bounds for uint8"; text is cut; a
 * number into text becomes its str(); text into a number is parsed
 * ("invalid literal for int() with base 10: 'x'", "could not convert string to float: 'x'"). */
err_code nd_store(nd_dtype d, char *p, nd_scalar x, err *e) ERR_MUST_CHECK;

/* Was x, a finite number, too large for what is now stored at p? A warning is due then. */
bool nd_store_overflowed(nd_dtype d, const char *p, nd_scalar x);

#endif
