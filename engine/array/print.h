/* array/print.h: str and repr, to NumPy 2.4's character. */
#ifndef NDRILL_ARRAY_PRINT_H
#define NDRILL_ARRAY_PRINT_H

#include "array/nd.h"
#include "base/buf.h"

typedef enum nd_floatmode { ND_MAXPREC, ND_FIXED, ND_UNIQUE, ND_MAXPREC_EQUAL } nd_floatmode;

typedef struct nd_print_options {
    int          precision, threshold, edgeitems, linewidth;
    bool         suppress;
    nd_floatmode floatmode;
    char         sign;                   /* '-', '+', ' ' */
    char         nanstr[16], infstr[16];
} nd_print_options;

extern const nd_print_options nd_print_defaults;

/* o NULL: the defaults. Scalars (ND_SCALAR): str "0.1", repr "np.float32(0.1)". */
void nd_str(buf *out, const nd_array *a, const nd_print_options *o);
void nd_repr(buf *out, const nd_array *a, const nd_print_options *o);

/* np.array2string with a separator and prefix (NULL: " " and ""). */
void nd_array2string(buf *out, const nd_array *a, const nd_print_options *o, const char *separator, const char *prefix);

/* Python's str of a number: shortest digits that round-trip. float64 "1e+16", "0.1", "nan". */
void nd_print_float64(buf *out, double x);
void nd_print_float32(buf *out, float x);
/* The same for any float type, and for a complex one: "(1+2j)". */
void nd_print_float(buf *out, nd_type t, double x);
void nd_print_complex(buf *out, nd_type t, double re, double im);
/* Python's repr of text: quotes chosen and escapes as Python does. */
void nd_print_text_repr(buf *out, const nd_char *text, size_t n);
/* UCS-4 as UTF-8, and back: bytes that are none become U+FFFD; out may be NULL to count. */
void   nd_print_text(buf *out, const nd_char *text, size_t n);
size_t nd_text_decode(const char *text, size_t n, uint32_t *out, size_t room);

/* Python's repr of bytes: b'ab\x00'. */
void nd_print_bytes_repr(buf *out, const char *bytes, size_t n);

#endif
