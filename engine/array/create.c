/* array/create.c: arrays from nothing. */
#include "array/create.h"

#include <math.h>
#include <string.h>

#include "array/cast.h"
#include "array/half.h"
#include "base/mem.h"

static nd_scalar of_int(int64_t i) { return (nd_scalar){.kind = 'i', .u.i = i}; }

static nd_scalar of_float(double f) { return (nd_scalar){.kind = 'f', .u.f = f}; }

/* Text of no width has room for one character, as in NumPy. */
static nd_dtype at_least_one(nd_dtype d) { return d.itemsize == 0 && d.type == ND_STR ? nd_dtype_str(1) : d.itemsize == 0 && d.type == ND_BYTES ? nd_dtype_bytes(ND_BYTES, 1) : d; }

nd_array *nd_zeros(nd_ctx *c, nd_dtype d, int ndim, const ptrdiff_t *shape, char order, err *e) {
    nd_array *a = nd_new(c, at_least_one(d), ndim, shape, order, e);
    if (a) mem_zero(a->data, nd_nbytes(a));
    return a;
}

/* Every element the same bytes: one run. */
static err_code fill(nd_ctx *c, nd_array *a, const nd_array *value, err *e) {
    err_code code = nd_assign(c, a, value, e);
    if (code) nd_drop(c, a);
    return code;
}

nd_array *nd_ones(nd_ctx *c, nd_dtype d, int ndim, const ptrdiff_t *shape, char order, err *e) {
    int64_t   one = 1;
    nd_view   v;
    nd_array *a = nd_new(c, at_least_one(d), ndim, shape, order, e);
    nd_view_scalar(&v, nd_dtype_of(ND_I64), &one, 0);
    return a && fill(c, a, &v.a, e) ? NULL : a;
}

nd_array *nd_full(nd_ctx *c, nd_dtype d, int ndim, const ptrdiff_t *shape, const nd_array *value, char order, err *e) {
    nd_view   v;
    nd_array *a = nd_new(c, at_least_one(d), ndim, shape, order, e);
    nd_view_of(&v, value);
    /* A float is cast, not stored: np.full(2, np.nan, int) warns where a[0] = np.nan raises. */
    if (nd_is_inexact(v.a.dtype)) v.a.flags &= (uint8_t)~ND_WEAK;
    return a && fill(c, a, &v.a, e) ? NULL : a;
}

/* --- arange --------------------------------------------------------------------------------------- */

/* The first two elements are stored; the others continue their difference in the element type,
 * which decides how rounding and wrapping go. */
#define FILL_FLOAT(fname, T)                                    \
    static void fname(void *data, size_t n) {                   \
        T *p = data, start = p[0], delta = p[1] - p[0];         \
        for (size_t i = 2; i < n; i++) p[i] = start + (T)i * delta; \
    }
#define FILL_INT(fname, T)                                                                  \
    static void fname(void *data, size_t n) {                                               \
        T       *p = data;                                                                  \
        uint64_t start = p[0], delta = (uint64_t)p[1] - p[0];                               \
        for (size_t i = 2; i < n; i++) p[i] = (T)(start + i * delta);                       \
    }
FILL_FLOAT(fill_f32, float)
FILL_FLOAT(fill_f64, double)
/* The parts of complex numbers continue side by side. */
#define FILL_PAIR(fname, T)                                                                 \
    static void fname(void *data, size_t n) {                                               \
        T *p = data, re = p[0], im = p[1], dre = p[2] - re, dim = p[3] - im;                \
        for (size_t i = 2; i < n; i++) p[2 * i] = re + (T)i * dre, p[2 * i + 1] = im + (T)i * dim; \
    }
FILL_PAIR(fill_c64, float)
FILL_PAIR(fill_c128, double)

static void fill_f16(void *data, size_t n) {
    nd_f16     *p = data;
    const float start = nd_half_to_float(p[0]), delta = nd_half_to_float(p[1]) - start;
    for (size_t i = 2; i < n; i++) p[i] = nd_half_of_float(start + (float)i * delta);
}
FILL_INT(fill_8, uint8_t)
FILL_INT(fill_16, uint16_t)
FILL_INT(fill_32, uint32_t)
FILL_INT(fill_64, uint64_t)

static void continue_range(nd_dtype d, void *data, size_t n) {
    if (d.type == ND_F16) fill_f16(data, n);
    else if (d.type == ND_F32) fill_f32(data, n);
    else if (d.type == ND_F64) fill_f64(data, n);
    else if (d.type == ND_C64) fill_c64(data, n);
    else if (d.type == ND_C128) fill_c128(data, n);
    else if (d.itemsize == 1) fill_8(data, n);
    else if (d.itemsize == 2) fill_16(data, n);
    else if (d.itemsize == 4) fill_32(data, n);
    else fill_64(data, n);
}

static err_code check_range_type(nd_dtype d, size_t n, err *e) {
    if (!nd_is_numeric(d) && !nd_is_time(d))
        return err_set(e, ERR_TYPE, "arange() not supported for inputs with DType <class 'numpy.dtypes.%s'>.", nd_dtype_class(d));
    if (d.type == ND_BOOL && n > 2)
        return err_set(e, ERR_TYPE, "arange() is only supported for booleans when the result has at most length 2.");
    if (n > (size_t)PTRDIFF_MAX) return err_set(e, ERR_VALUE, "Maximum allowed size exceeded");
    return ERR_OK;
}

static nd_array *make_range(nd_ctx *c, nd_dtype d, size_t n, nd_scalar first, nd_scalar second, err *e) {
    ptrdiff_t length = (ptrdiff_t)n;
    if (check_range_type(d, n, e)) return NULL;
    nd_array *a = nd_new(c, d, 1, &length, 'C', e);
    if (!a || n == 0) return a;
    err_code code = nd_store(d, a->data, first, e);
    if (!code && n > 1) code = nd_store(d, a->data + d.itemsize, second, e);
    if (code) {
        nd_drop(c, a);
        return NULL;
    }
    if (n > 2) continue_range(d, a->data, n);
    c->bill.elements += n;
    return a;
}

/* ceil((stop - start) / step), exactly. */
static size_t count_int(int64_t start, int64_t stop, int64_t step) {
    if (step > 0 ? start >= stop : start <= stop) return 0;
    uint64_t distance = step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
    uint64_t stride = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    return (size_t)((distance - 1) / stride + 1);
}

nd_array *nd_arange_int(nd_ctx *c, int64_t start, int64_t stop, int64_t step, nd_dtype d, err *e) {
    if (step == 0) return err_set(e, ERR_ZERODIV, "division by zero"), NULL;
    int64_t second = (int64_t)((uint64_t)start + (uint64_t)step);
    return make_range(c, d, count_int(start, stop, step), of_int(start), of_int(second), e);
}

static err_code count_float(double start, double stop, double step, size_t *n, err *e) {
    *n = 0;
    if (step == 0) return err_set(e, ERR_ZERODIV, "float division by zero");
    double delta = stop - start, count = delta / step;
    if (isnan(count)) return err_set(e, ERR_VALUE, "arange: cannot compute length");
    /* The quotient vanished although there is a distance to go. */
    if (count == 0 && delta != 0) return *n = signbit(count) ? 0 : 1, ERR_OK;
    count = ceil(count);
    if (count >= 9223372036854775808.0) return err_set(e, ERR_VALUE, "Maximum allowed size exceeded");
    if (count > 0) *n = (size_t)count;
    return ERR_OK;
}

nd_array *nd_arange_float(nd_ctx *c, double start, double stop, double step, nd_dtype d, err *e) {
    size_t n;
    if (count_float(start, stop, step, &n, e)) return NULL;
    return make_range(c, d, n, of_float(start), of_float(start + step), e);
}

/* --- linspace, eye ----------------------------------------------------------------------------------- */

/* i / div * delta when the step is too small to be a number of its own. */
static void fill_linspace(double *p, size_t n, double start, double delta, double step, double div) {
    if (div > 0 && step == 0)
        for (size_t i = 0; i < n; i++) p[i] = (double)i / div * delta + start;
    else
        for (size_t i = 0; i < n; i++) p[i] = (double)i * (div > 0 ? step : delta) + start;
}

static nd_array *finish_linspace(nd_ctx *c, nd_array *a, nd_dtype d, err *e) {
    double *p = (double *)(void *)a->data;
    if (d.type == ND_F64) return a;
    if (nd_is_integer(d))
        for (size_t i = 0; i < a->size; i++) p[i] = floor(p[i]);
    nd_array *out = nd_astype(c, a, d, 'C', e);
    nd_drop(c, a);
    return out;
}

nd_array *nd_linspace(nd_ctx *c, double start, double stop, int64_t num, bool endpoint, nd_dtype d, double *step, err *e) {
    if (num < 0) return err_set(e, ERR_VALUE, "Number of samples, %lld, must be non-negative.", (long long)num), NULL;
    ptrdiff_t n = (ptrdiff_t)num;
    double    div = (double)(endpoint ? num - 1 : num), delta = stop - start, each = div > 0 ? delta / div : NAN;
    nd_array *a = nd_new(c, nd_dtype_of(ND_F64), 1, &n, 'C', e);
    if (!a) return NULL;
    fill_linspace((double *)(void *)a->data, a->size, start, delta, each, div);
    if (endpoint && num > 1) ((double *)(void *)a->data)[num - 1] = stop;
    if (num > 0 && isinf(delta)) nd_warn(c, "RuntimeWarning", "invalid value encountered in multiply");
    if (step) *step = each;
    c->bill.elements += a->size;
    return finish_linspace(c, a, d, e);
}

nd_array *nd_eye(nd_ctx *c, int64_t rows, int64_t columns, int64_t k, nd_dtype d, char order, err *e) {
    ptrdiff_t shape[2] = {(ptrdiff_t)rows, (ptrdiff_t)columns};
    nd_array *a = nd_zeros(c, d, 2, shape, order, e);
    if (!a) return NULL;
    int64_t row = k < 0 ? (k == INT64_MIN ? INT64_MAX : -k) : 0, column = k < 0 ? 0 : k;
    for (; row < rows && column < columns; row++, column++) {
        char *p = a->data + row * a->strides[0] + column * a->strides[1];
        if (nd_store(a->dtype, p, of_int(1), e)) return nd_drop(c, a), NULL;
    }
    return a;
}
