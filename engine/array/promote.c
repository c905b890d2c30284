/* array/promote.c: which type holds both, and which type may become which.
 *
 * Both answers come from three facts about a numeric type: its kind, its size and, for
 * integers, the smallest float that holds them. A complex type is a pair of floats.                                          */
#include "array/datetime.h"
#include "array/record.h"

#include <stdio.h>
#include <string.h>

static int most(int a, int b) { return a > b ? a : b; }

static nd_type signed_of(int nbytes) {
    return nbytes == 1 ? ND_I8 : nbytes == 2 ? ND_I16 : nbytes == 4 ? ND_I32 : ND_I64;
}

/* Room for the longest year, and for what the unit shows besides. */
static size_t time_width(nd_dtype d) {
    static const uint8_t width[] = {22, 25, 28, 28, 32, 35, 38, 42, 45, 48, 51, 54, 57, 4};
    return d.type == ND_TIMEDELTA ? 21 : width[d.unit];
}

/* Characters that str() of any value of the type needs. */
static size_t text_width(nd_dtype d) {
    static const uint8_t width[] = {
        [ND_BOOL] = 5, [ND_I8] = 4,  [ND_I16] = 6, [ND_I32] = 11, [ND_I64] = 21, [ND_U8] = 3,
        [ND_U16] = 5,  [ND_U32] = 10, [ND_U64] = 20, [ND_F16] = 32, [ND_F32] = 32, [ND_F64] = 32,
        [ND_C64] = 64, [ND_C128] = 64,
    };
    _Static_assert(sizeof width == ND_NNUMERIC, "one width for each numeric type");
    if (d.type == ND_STR) return d.itemsize / 4;
    if (nd_is_time(d)) return time_width(d);
    return d.type < ND_NNUMERIC ? width[d.type] : d.itemsize;
}

/* Integers of 8 bits fit in a float16, of 16 bits in a float32, others need a float64. */
static nd_type float_with_int(nd_dtype f, nd_dtype i) {
    const nd_type needs = i.itemsize == 1 ? ND_F16 : i.itemsize == 2 ? ND_F32 : ND_F64;
    return f.type > needs ? (nd_type)f.type : needs;      /* the float types stand in the order of their sizes */
}

/* c is complex, d is a number: the pair whose parts hold both. */
static nd_dtype complex_with(nd_dtype c, nd_dtype d) {
    return nd_dtype_complex(nd_promote_types(nd_dtype_real(c), nd_dtype_real(d)));
}

/* One side signed, the other unsigned. */
static nd_type mixed_sign(nd_dtype s, nd_dtype u) {
    if (u.itemsize < s.itemsize) return (nd_type)s.type;
    return u.itemsize == 8 ? ND_F64 : signed_of(2 * (int)u.itemsize);
}

static nd_dtype promote_numbers(nd_dtype a, nd_dtype b) {
    const char ka = nd_dtype_kind(a), kb = nd_dtype_kind(b);
    if (ka == 'b') return b;
    if (kb == 'b') return a;
    if (ka == kb) return a.itemsize > b.itemsize ? a : b;
    if (ka == 'c' || kb == 'c') return ka == 'c' ? complex_with(a, b) : complex_with(b, a);
    if (ka == 'f') return nd_dtype_of(float_with_int(a, b));
    if (kb == 'f') return nd_dtype_of(float_with_int(b, a));
    return nd_dtype_of(ka == 'i' ? mixed_sign(a, b) : mixed_sign(b, a));
}

/* --- types that not everything goes with -------------------------------------------------------- */

static err_code refuse_pair(nd_dtype a, nd_dtype b, err *e) {
    return err_set(e, ERR_DTYPE_PROMOTION,
                   "The DTypes <class 'numpy.dtypes.%s'> and <class 'numpy.dtypes.%s'> do not have a common DType. For example they cannot be "
                   "stored in a single array unless the dtype is `object`.", nd_dtype_class(a), nd_dtype_class(b));
}

static void put_names(buf *out, const nd_record *r) {
    buf_putc(out, '(');
    for (int i = 0; i < r->nfields; i++) buf_printf(out, "%s'%s'", i ? ", " : "", r->field[i].name);
    buf_puts(out, r->nfields == 1 ? ",)" : ")");
}

static err_code refuse_names(const nd_record *x, const nd_record *y, err *e) {
    buf b;
    buf_init(&b);
    buf_puts(&b, "field names `");
    put_names(&b, x);
    buf_puts(&b, "` and `");
    put_names(&b, y);
    err_code code = err_set(e, ERR_DTYPE_PROMOTION, "%s` mismatch.", b.text);
    buf_free(&b);
    return code;
}

/* Records of the same names: field by field, packed anew. */
static err_code promote_records(nd_dtype a, nd_dtype b, nd_dtype *d, err *e) {
    const nd_record *x = nd_record_of(a), *y = nd_record_of(b);
    nd_record_maker  m;
    const bool       align = a.unit & b.unit & ND_RECORD_ALIGNED;
    bool             same = x->nfields == y->nfields;
    for (int i = 0; same && i < x->nfields; i++) same = strcmp(x->field[i].name, y->field[i].name) == 0;
    if (!same) return refuse_names(x, y, e);
    nd_record_begin(&m);
    for (int i = 0; i < x->nfields; i++) {
        nd_field f = x->field[i];
        if (f.ndim != y->field[i].ndim || memcmp(f.shape, y->field[i].shape, f.ndim * sizeof *f.shape))
            return err_set(e, ERR_TYPE, "Cannot interpret '%s' as a data type", f.name);
        err_code code = nd_promote(f.dtype, y->field[i].dtype, &f.dtype, e);
        if (!code) code = nd_record_add(&m, f, align, e);
        if (code) return code;
    }
    return nd_record_end(&m, (align ? ND_RECORD_ALIGNED : 0) | (a.unit & b.unit & ND_RECORD_CLASS), d, e);
}

static err_code promote_void(nd_dtype a, nd_dtype b, nd_dtype *d, err *e) {
    if (a.type != b.type) return refuse_pair(a, b, e);
    if (nd_dtype_equal(a, b) && !nd_is_record(a)) return *d = a, ERR_OK;
    if (nd_is_record(a) && nd_is_record(b)) return promote_records(a, b, d, e);
    return err_set(e, ERR_DTYPE_PROMOTION, "Invalid type promotion with void datatypes of different lengths. Use the `np.bytes_` datatype instead to "
                   "pad the shorter value with trailing zero bytes.");
}

static err_code promote_time(nd_dtype a, nd_dtype b, nd_dtype *d, err *e) {
    if (nd_is_time(a) && nd_is_time(b)) {
        const bool date = a.type == ND_DATETIME || b.type == ND_DATETIME;
        return nd_time_common(a, b, !date, date ? ND_DATETIME : ND_TIMEDELTA, d, e);
    }
    const nd_dtype time = nd_is_time(a) ? a : b, other = nd_is_time(a) ? b : a;
    if (time.type == ND_DATETIME || !(other.type == ND_BOOL || (nd_is_integer(other) && other.type != ND_U64))) return refuse_pair(a, b, e);
    *d = time;
    return ERR_OK;
}

err_code nd_promote(nd_dtype a, nd_dtype b, nd_dtype *d, err *e) {
    *d = a;
    if (a.type == b.type && nd_is_numeric(a)) return ERR_OK;
    if (nd_is_numeric(a) && nd_is_numeric(b)) return *d = promote_numbers(a, b), ERR_OK;
    if (a.type == ND_VOID || b.type == ND_VOID) return promote_void(a, b, d, e);
    if (nd_is_time(a) || nd_is_time(b)) return promote_time(a, b, d, e);
    const size_t na = text_width(a), nb = text_width(b), n = na > nb ? na : nb;
    *d = a.type == ND_STR || b.type == ND_STR ? nd_dtype_str(n) : nd_dtype_bytes(ND_BYTES, n);
    return ERR_OK;
}

nd_dtype nd_promote_types(nd_dtype a, nd_dtype b) {
    nd_dtype d;
    return nd_promote(a, b, &d, NULL) ? a : d;
}

bool nd_dtype_settle(nd_dtype from, nd_dtype *d) {
    if (nd_is_unsized(*d)) {
        if (d->type == ND_VOID) *d = from.type == ND_VOID ? from : nd_dtype_bytes(ND_VOID, from.itemsize);
        else *d = d->type == ND_STR ? nd_dtype_str(text_width(from)) : nd_dtype_bytes(ND_BYTES, text_width(from));
        if (d->itemsize == 0 && d->type != ND_VOID) *d = d->type == ND_STR ? nd_dtype_str(1) : nd_dtype_bytes(ND_BYTES, 1);
    } else if (nd_is_time(*d) && d->unit == ND_UNIT_GENERIC) {
        if (nd_is_time(from)) *d = nd_dtype_time((nd_type)d->type, (nd_unit)from.unit, from.extra);
        else return d->type != ND_DATETIME || (from.type != ND_STR && from.type != ND_BYTES);
    }
    return true;
}

/* Bool before unsigned before signed before float before complex before bytes before text: same_kind never goes back. */
static int kind_rank(char kind) {
    switch (kind) {
    case 'b': return 0;
    case 'u': return 1;
    case 'i': return 2;
    case 'f': return 3;
    case 'c': return 4;
    case 'S': return 5;
    default: return 6;
    }
}

static bool can_cast_void(nd_dtype from, nd_dtype to) {
    const nd_record *f = nd_record_of(from), *t = nd_record_of(to);
    if (!f || !t) return to.type == ND_VOID && !t && from.itemsize <= to.itemsize;
    bool safe = f->nfields == t->nfields;
    for (int i = 0; safe && i < f->nfields; i++)
        safe = strcmp(f->field[i].name, t->field[i].name) == 0 && nd_can_cast(f->field[i].dtype, t->field[i].dtype, ND_CAST_SAFE);
    return safe;
}

static bool can_cast_safely(nd_dtype from, nd_dtype to) {
    if (nd_dtype_equal(from, to)) return true;
    if (from.type == ND_VOID || to.type == ND_VOID) return can_cast_void(from, to);
    if (to.type == ND_STR) return text_width(from) <= text_width(to);
    if (to.type == ND_BYTES) return from.type != ND_STR && text_width(from) <= to.itemsize;
    if (from.type == ND_STR || from.type == ND_BYTES) return false;
    if (nd_is_time(from)) return from.type == to.type && nd_time_can_cast(from, to, ND_CAST_SAFE);
    if (nd_is_time(to)) return to.type == ND_TIMEDELTA && from.type != ND_U64 && !nd_is_inexact(from);
    /* int64 and uint64 to float64 count as safe in NumPy although the last digits may go. */
    return nd_promote_types(from, to).type == to.type;
}

bool nd_can_cast(nd_dtype from, nd_dtype to, nd_casting rule) {
    switch (rule) {
    case ND_CAST_NO:
    case ND_CAST_EQUIV: return nd_dtype_equal(from, to);
    case ND_CAST_SAFE: return can_cast_safely(from, to);
    case ND_CAST_SAME_KIND: break;
    case ND_CAST_UNSAFE: return true;
    }
    if (can_cast_safely(from, to)) return true;
    if (nd_is_time(from) || nd_is_time(to)) return from.type == to.type && nd_time_can_cast(from, to, rule);
    if (from.type == ND_VOID || to.type == ND_VOID) return nd_is_record(from) && nd_is_record(to) && nd_record_of(from)->nfields == nd_record_of(to)->nfields;
    int a = kind_rank(nd_dtype_kind(from)), b = kind_rank(nd_dtype_kind(to));
    return a <= b && most(a, b) > 0;
}

const char *nd_casting_name(nd_casting rule) {
    static const char *const names[] = {
        [ND_CAST_NO] = "no", [ND_CAST_EQUIV] = "equiv", [ND_CAST_SAFE] = "safe",
        [ND_CAST_SAME_KIND] = "same_kind", [ND_CAST_UNSAFE] = "unsafe",
    };
    return names[rule];
}
