/* array/record.h: records: element types with named fields at byte offsets.
 *
 * A record type is passed by value like any other: `extra` is the number of a row in a table that only
 * grows and lives as long as the program. Equal descriptions get one row, so types compare by number.
 * The table is of fixed size: when it is full, making a new kind of record is an error.                 */
#ifndef NDRILL_ARRAY_RECORD_H
#define NDRILL_ARRAY_RECORD_H

#include "array/dtype.h"
#include "base/buf.h"

#define ND_RECORD_ALIGNED 1      /* dtype.unit: fields were laid out as a C compiler would */
#define ND_RECORD_CLASS   2      /* dtype.unit: elements are np.record, whose fields are attributes too */
#define ND_RECORD_SUBARRAY 4     /* dtype.unit: no record, but an array of its one field: dtype(('f4', (2,))) */
#define ND_RECORD_AXES    8      /* most axes of a field that is an array */
#define ND_RECORD_FIELDS  255    /* most fields */
#define ND_RECORD_DEPTH   16     /* most records inside each other */

typedef struct nd_field {
    const char      *name;       /* UTF-8 */
    nd_dtype         dtype;      /* of one element */
    uint32_t         offset;
    uint8_t          ndim;       /* axes, when the field is an array of its own */
    const ptrdiff_t *shape;
} nd_field;

typedef struct nd_record {
    int             nfields;
    int             depth;       /* 1 + the deepest of its fields */
    const nd_field *field;
} nd_record;

const nd_record *nd_record_of(nd_dtype d);                      /* NULL: no record */
int              nd_record_find(const nd_record *r, const char *name);   /* -1: no such field */
size_t           nd_field_size(const nd_field *f);              /* bytes, all elements */

/* --- making ----------------------------------------------------------------------------------------- */

typedef struct nd_record_maker {
    int       nfields;
    uint64_t  size;              /* where the next field begins */
    size_t    alignment;
    nd_field  field[ND_RECORD_FIELDS];
    ptrdiff_t room[2 * ND_RECORD_FIELDS];
    int       nroom, nnames;
    char      names[8192];
} nd_record_maker;

/* Field after field; name and shape are copied. nd_record_add finds the offset, nd_record_put takes f.offset. */
void     nd_record_begin(nd_record_maker *m);
err_code nd_record_add(nd_record_maker *m, nd_field f, bool align, err *e) ERR_MUST_CHECK;
err_code nd_record_put(nd_record_maker *m, nd_field f, err *e) ERR_MUST_CHECK;
/* flags: ND_RECORD_...; nd_record_end_size: with an itemsize of the caller's. */
err_code nd_record_end(nd_record_maker *m, unsigned flags, nd_dtype *d, err *e) ERR_MUST_CHECK;
err_code nd_record_end_size(nd_record_maker *m, unsigned flags, uint64_t itemsize, nd_dtype *d, err *e) ERR_MUST_CHECK;

/* --- texts -------------------------------------------------------------------------------------------- */

typedef enum nd_dtype_style {
    ND_DTYPE_STR,           /* str(dtype): int64, <U5, [('a', '<i4')] */
    ND_DTYPE_REPR,          /* what stands between the brackets of dtype(...) */
    ND_DTYPE_SHORT,         /* inside a record: '<i4' */
    ND_DTYPE_DESCR          /* dtype.descr, which files hold too */
} nd_dtype_style;
void nd_dtype_put(buf *out, nd_dtype d, nd_dtype_style style);
void nd_record_text_cut(nd_dtype d, nd_dtype_style style, char *text, size_t room);

/* A field's format, "f8" or "(2,3)f8"; shape is room for f's. */
err_code nd_dtype_parse_format(const char *text, nd_field *f, ptrdiff_t shape[ND_RECORD_AXES], err *e) ERR_MUST_CHECK;
/* nd_dtype_parse with the offsets of a list laid out as a C compiler would. */
err_code nd_dtype_parse_aligned(const char *text, bool align, nd_dtype *d, err *e) ERR_MUST_CHECK;

#endif
