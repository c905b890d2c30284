/* array/fft.c: rows along an axis are copied out, transformed one after the other, and copied back.
 *
 * Everything is computed in double precision. A real row is a complex one without imaginary parts, of whose
 * transform half is kept; the way back mirrors that half.                                                */
#include "array/fft.h"

#include <math.h>
#include <string.h>

#include "array/cast.h"
#include "array/fft_plan.h"
#include "array/row.h"
#include "base/mem.h"

typedef struct job {
    nd_fft_kind kind;
    size_t      n, nin, nout;       /* of the transform; read from a row; written to one */
    nd_dtype    out;
    double      scale;
    nd_pair    *row;                /* n */
} job;

static nd_dtype result_type(nd_fft_kind kind, nd_dtype d) {
    const nd_dtype real = nd_dtype_real(d);
    const bool     single = real.type == ND_F16 || real.type == ND_F32;
    const nd_dtype complex = nd_dtype_of(single ? ND_C64 : ND_C128);
    return kind == ND_IRFFT ? nd_dtype_real(complex) : complex;
}

static err_code check_input(nd_fft_kind kind, const nd_array *a, ptrdiff_t n, err *e) {
    const char *name = kind == ND_IFFT ? "ifft" : kind == ND_IRFFT ? "irfft" : kind == ND_FFT ? "fft" : n % 2 ? "rfft_n_odd" : "rfft_n_even";
    if (nd_is_numeric(a->dtype) && !(kind == ND_RFFT && nd_is_complex(a->dtype))) return ERR_OK;
    return err_set(e, ERR_TYPE, "ufunc '%s' not supported for the input types, and the inputs could not be safely "
                                "coerced to any supported types according to the casting rule ''safe''", name);
}

/* --- one row ----------------------------------------------------------------------------------------- */

/* The elements that are there, as pairs; zeros behind them. */
static err_code read_row(const job *k, const nd_rows *r, nd_dtype from, err *e) {
    const nd_dtype  pair = nd_dtype_of(ND_C128);
    nd_cast         cast = {from, pair, 0, e};
    char *const     p[2] = {(char *)k->row, r->p[0]};
    const ptrdiff_t stride[2] = {(ptrdiff_t)sizeof(nd_pair), r->stride[0]};
    const size_t    have = r->n[0] < k->nin ? r->n[0] : k->nin;
    if (k->n > have) memset(k->row + have, 0, (k->n - have) * sizeof(nd_pair));
    return have ? nd_cast_find(from, pair)(&cast, p, stride, have) : ERR_OK;
}

/* Frequencies behind the middle are the conjugates of those before it; the ends have no imaginary part. */
static void mirror(nd_pair *row, size_t n) {
    row[0].im = 0;
    if (n % 2 == 0) row[n / 2].im = 0;
    for (size_t i = 1; i < (n + 1) / 2; i++) row[n - i] = (nd_pair){row[i].re, -row[i].im};
}

static err_code write_row(const job *k, const nd_rows *r, err *e) {
    const nd_dtype  from = nd_dtype_of(k->kind == ND_IRFFT ? ND_F64 : ND_C128);
    nd_cast         cast = {from, k->out, 0, e};
    char *const     p[2] = {r->p[1], (char *)k->row};
    const ptrdiff_t stride[2] = {r->stride[1], (ptrdiff_t)sizeof(nd_pair)};
    return nd_cast_find(from, k->out)(&cast, p, stride, k->nout);
}

static err_code run_rows(const job *k, nd_array *a, nd_array *out, int axis, err *e) {
    nd_fft_plan plan;
    nd_rows     r;
    nd_array   *ops[2] = {a, out};
    err_code    code = nd_fft_plan_make(&plan, k->n, e);
    if (code) return code;
    for (nd_rows_init(&r, 2, ops, axis); r.more && !code; nd_rows_next(&r)) {
        code = read_row(k, &r, a->dtype, e);
        if (k->kind == ND_IRFFT) mirror(k->row, k->n);
        if (!code) nd_fft_plan_run(&plan, k->row, k->kind == ND_FFT || k->kind == ND_RFFT, k->scale);
        if (k->kind == ND_RFFT) {
            k->row[0].im = 0;
            if (k->n % 2 == 0) k->row[k->n / 2].im = 0;
        }
        if (!code) code = write_row(k, &r, e);
    }
    nd_fft_plan_free(&plan);
    return code;
}

/* --- the front ----------------------------------------------------------------------------------------- */

static double scale_of(nd_fft_scale scale, size_t n) {
    if (scale == ND_FFT_PLAIN) return 1;
    return scale == ND_FFT_ORTHO ? 1 / sqrt((double)n) : 1 / (double)n;
}

nd_array *nd_fft(nd_ctx *c, nd_fft_kind kind, const nd_array *a, ptrdiff_t n, int axis, nd_fft_scale scale, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    nd_view   v;
    nd_array *out;
    if (nd_check_axis(&axis, a->ndim, e)) return NULL;
    if (n < 0) n = kind == ND_IRFFT ? 2 * (a->shape[axis] - 1) : a->shape[axis];
    if (n < 1) return err_set(e, ERR_VALUE, "Invalid number of FFT data points (%td) specified.", n), NULL;
    if (check_input(kind, a, n, e)) return NULL;
    job k = {.kind = kind, .n = (size_t)n, .nin = (size_t)n, .nout = (size_t)n, .out = result_type(kind, a->dtype)};
    if (kind == ND_RFFT) k.nout = k.n / 2 + 1;
    if (kind == ND_IRFFT) k.nin = k.n / 2 + 1;
    k.scale = scale_of(scale, k.n);
    memcpy(shape, a->shape, sizeof *shape * a->ndim);
    shape[axis] = (ptrdiff_t)k.nout;
    out = nd_new(c, k.out, a->ndim, shape, 'C', e);
    if (!out) return NULL;
    k.row = mem_alloc(k.n + 1, sizeof *k.row, e);
    nd_view_of(&v, a);
    const err_code code = !k.row ? ERR_MEMORY : out->size ? run_rows(&k, &v.a, out, axis, e) : ERR_OK;
    mem_free(k.row);
    c->bill.elements += a->size + out->size;
    if (!code) return out;
    nd_drop(c, out);
    return NULL;
}
