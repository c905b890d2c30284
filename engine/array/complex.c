/* array/complex.c: complex numbers lie in memory as pairs, so the parts are views with the same strides. */
#include "array/complex.h"

#include <float.h>

#include "array/create.h"
#include "array/reduce.h"
#include "array/ufunc.h"

void nd_part(nd_view *v, const nd_array *a, bool imaginary) {
    nd_view_of(v, a);
    v->a.dtype = nd_dtype_real(a->dtype);
    if (imaginary && nd_is_complex(a->dtype)) v->a.data += v->a.dtype.itemsize;
}

static nd_array *part(nd_ctx *c, nd_array *a, bool imaginary, err *e) {
    nd_view v;
    nd_part(&v, a, imaginary);
    if (a->flags & (ND_SCALAR | ND_WEAK)) {
        v.a.flags = (uint8_t)((v.a.flags & ~ND_WEAK) | ND_SCALAR);
        nd_array *copy = nd_copy(c, &v.a, 'C', e);
        if (copy) copy->flags |= ND_SCALAR;
        return copy;
    }
    return nd_new_view(c, a, v.a.dtype, a->ndim, a->shape, a->strides, v.a.data, e);
}

nd_array *nd_real(nd_ctx *c, nd_array *a, err *e) { return nd_is_complex(a->dtype) ? part(c, a, false, e) : a; }

nd_array *nd_imag(nd_ctx *c, nd_array *a, err *e) {
    if (nd_is_complex(a->dtype)) return part(c, a, true, e);
    nd_array *zeros = nd_zeros(c, a->dtype, a->ndim, a->shape, 'C', e);
    if (zeros) zeros->flags = (uint8_t)((zeros->flags & ~ND_WRITEABLE) | (a->flags & ND_SCALAR));
    return zeros;
}

nd_array *nd_angle(nd_ctx *c, nd_array *a, bool degrees, err *e) {
    nd_view   re, im, number;
    double    zero = 0, factor = 180 / 3.14159265358979323846;
    nd_array *r, *scaled;
    nd_part(&re, a, false);
    if (nd_is_complex(a->dtype)) nd_part(&im, a, true);
    else nd_view_scalar(&im, nd_dtype_of(ND_F64), &zero, ND_WEAK);
    re.a.flags = a->ndim == 0 ? ND_SCALAR : 0;
    if (nd_is_complex(a->dtype)) im.a.flags = re.a.flags;
    r = nd_ufunc2(c, ND_ARCTAN2, &im.a, &re.a, e);
    if (!r || !degrees) return r;
    nd_view_scalar(&number, nd_dtype_of(ND_F64), &factor, ND_WEAK);
    scaled = nd_ufunc2(c, ND_MULTIPLY, r, &number.a, e);
    nd_drop(c, r);
    return scaled;
}

/* Are all |a| below limit? */
static err_code all_below(nd_ctx *c, const nd_array *a, double limit, bool *yes, err *e) {
    nd_view   number;
    nd_array *size = nd_ufunc1(c, ND_ABSOLUTE, a, e), *below = NULL, *all = NULL;
    nd_view_scalar(&number, nd_dtype_of(ND_F64), &limit, ND_WEAK);
    if (size) below = nd_ufunc2(c, ND_LESS, size, &number.a, e);
    if (below) all = nd_reduce(c, ND_ALL, below, NULL, e);
    if (all) *yes = nd_load(all->dtype, all->data).u.b;
    const err_code code = all ? ERR_OK : ERR_MEMORY;
    nd_drop(c, size);
    nd_drop(c, below);
    nd_drop(c, all);
    return code;
}

nd_array *nd_real_if_close(nd_ctx *c, nd_array *a, double tol, err *e) {
    nd_view im;
    bool    close = false;
    if (!nd_is_complex(a->dtype)) return a;
    if (tol > 1) tol *= a->dtype.type == ND_C64 ? (double)FLT_EPSILON : DBL_EPSILON;
    nd_part(&im, a, true);
    if (all_below(c, &im.a, tol, &close, e)) return NULL;
    return close ? nd_real(c, a, e) : a;
}
