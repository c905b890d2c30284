/* array/promote.c: which type holds both, and which type may become which.
 *
 * Both answers come from three facts about a numeric type: its kind, its size and, for
 * integers, the smallest float that holds them. A complex type is a pair of floats.                                          */
#include "array/dtype.h"

static int most(int a, int b) { return a > b ? a : b; }

static nd_type signed_of(int nbytes) {
    return nbytes == 1 ? ND_I8 : nbytes == 2 ? ND_I16 : nbytes == 4 ? ND_I32 : ND_I64;
}

/* Characters that str() of any value of the type needs. */
static size_t text_width(nd_dtype d) {
    static const uint8_t width[] = {
        [ND_BOOL] = 5, [ND_I8] = 4,  [ND_I16] = 6, [ND_I32] = 11, [ND_I64] = 21, [ND_U8] = 3,
        [ND_U16] = 5,  [ND_U32] = 10, [ND_U64] = 20, [ND_F16] = 32, [ND_F32] = 32, [ND_F64] = 32,
        [ND_C64] = 64, [ND_C128] = 64,
    };
    _Static_assert(sizeof width == ND_NNUMERIC, "one width for each numeric type");
    return d.type == ND_STR ? d.itemsize / 4 : width[d.type];
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

nd_dtype nd_promote_types(nd_dtype a, nd_dtype b) {
    if (a.type == b.type && a.type != ND_STR) return a;
    if (a.type == ND_STR || b.type == ND_STR) {
        size_t na = text_width(a), nb = text_width(b);
        return nd_dtype_str(na > nb ? na : nb);
    }
    char ka = nd_dtype_kind(a), kb = nd_dtype_kind(b);
    if (ka == 'b') return b;
    if (kb == 'b') return a;
    if (ka == kb) return a.itemsize > b.itemsize ? a : b;
    if (ka == 'c' || kb == 'c') return ka == 'c' ? complex_with(a, b) : complex_with(b, a);
    if (ka == 'f') return nd_dtype_of(float_with_int(a, b));
    if (kb == 'f') return nd_dtype_of(float_with_int(b, a));
    return nd_dtype_of(ka == 'i' ? mixed_sign(a, b) : mixed_sign(b, a));
}

/* Bool before unsigned before signed before float before complex before text: same_kind never goes back. */
static int kind_rank(char kind) {
    switch (kind) {
    case 'b': return 0;
    case 'u': return 1;
    case 'i': return 2;
    case 'f': return 3;
    case 'c': return 4;
    default: return 5;
    }
}

static bool can_cast_safely(nd_dtype from, nd_dtype to) {
    if (to.type == ND_STR) return text_width(from) <= text_width(to);
    if (from.type == ND_STR) return false;
    if (nd_dtype_equal(from, to)) return true;
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
