/* array/linalg_solve.c: what an LU or a Cholesky factorisation gives: solve, inv, det, cholesky. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "array/linalg.h"
#include "array/linalg_int.h"

/* --- solve, inv ------------------------------------------------------------------------------------ */

/* in[0] x = what lies in b, which becomes x. */
static err_code solve_in_place(nd_linalg_job *k, nd_linalg_part *b, err *e) {
    nd_linalg_part *a = &k->in[0];
    int             info = 0;
    if (!k->iwork && nd_linalg_work(k, 1, a->rows, e)) return ERR_MEMORY;
    if (a->rows == 0 || b->columns == 0) return ERR_OK;
    k->lapack->gesv(&a->rows, &b->columns, a->p, &a->ld, k->iwork, b->p, &b->ld, &info);
    return info ? err_set(e, ERR_LINALG, "Singular matrix") : ERR_OK;
}

static err_code solve_step(nd_linalg_job *k, err *e) {
    nd_linalg_move(&k->out[0], &k->in[1]);
    return solve_in_place(k, &k->out[0], e);
}

static err_code inv_step(nd_linalg_job *k, err *e) {
    nd_linalg_part *x = &k->out[0];
    memset(x->p, 0, (size_t)x->ld * (size_t)x->columns * x->d.itemsize);
    for (int i = 0; i < x->rows; i++) nd_linalg_put(x->d, nd_linalg_at(x, i, i), 1, 0);
    return solve_in_place(k, x, e);
}

static nd_array *invert(nd_ctx *c, nd_array *a, bool quiet, err *e) {
    nd_linalg_job k = {.name = "inv", .step = inv_step, .nout = 1, .quiet = quiet};
    nd_array     *out[1];
    if (nd_check_stacked(a, true, e) || nd_linalg_begin(&k, 1, &a, e)) return NULL;
    k.out[0] = (nd_linalg_part){.core = 2, .rows = k.in[0].rows, .columns = k.in[0].rows};
    return nd_linalg_run(c, &k, &a, out, e) ? NULL : out[0];
}

nd_array *nd_inv(nd_ctx *c, nd_array *a, err *e) { return invert(c, a, false, e); }
nd_array *nd_inv_or_nan(nd_ctx *c, nd_array *a, err *e) { return invert(c, a, true, e); }

/* "(2,2,2)->(2,newaxis,newaxis)": leading axes of an operand among nbatch ones. */
static void show_batch(const nd_array *a, int nbatch, char text[ND_SHAPE_TEXT]) {
    int    missing = nbatch - (a->ndim - 2);
    nd_shape_text_compact(a->ndim, a->shape, text);
    size_t n = strlen(text);
    n += (size_t)snprintf(text + n, ND_SHAPE_TEXT - n, "->(");
    for (int i = missing; i < nbatch && n + 60 < ND_SHAPE_TEXT; i++) n += (size_t)snprintf(text + n, ND_SHAPE_TEXT - n, "%td,", a->shape[i - missing]);
    snprintf(text + n, ND_SHAPE_TEXT - n, "newaxis,newaxis)");
}

static err_code check_batches(const nd_array *a, const nd_array *b, err *e) {
    char left[ND_SHAPE_TEXT], right[ND_SHAPE_TEXT];
    int  na = a->ndim - 2, nb = b->ndim - 2, nbatch = na > nb ? na : nb;
    for (int i = 1; i <= na && i <= nb; i++) {
        ptrdiff_t m = a->shape[na - i], n = b->shape[nb - i];
        if (m == n || m == 1 || n == 1) continue;
        show_batch(a, nbatch, left);
        show_batch(b, nbatch, right);
        return err_set(e, ERR_VALUE,
                       "operands could not be broadcast together with remapped shapes [original->remapped]: %s %s  and requested shape (%td,%td)",
                       left, right, b->shape[b->ndim - 2], b->shape[b->ndim - 1]);
    }
    return ERR_OK;
}

nd_array *nd_solve(nd_ctx *c, nd_array *a, nd_array *b, err *e) {
    nd_linalg_job k = {.name = b->ndim == 1 ? "solve1" : "solve", .step = solve_step, .nout = 1};
    nd_array     *in[2] = {a, b}, *out[1];
    bool          vector = b->ndim == 1;
    if (nd_check_stacked(a, true, e)) return NULL;
    if (b->ndim == 0) {
        err_set(e, ERR_VALUE,
                "solve: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature (m,m),(m,n)->(m,n) requires 2)");
        return NULL;
    }
    k.in[1].core = vector ? 1 : 2;
    if (nd_linalg_begin(&k, 2, in, e)) return NULL;
    if (k.in[1].rows != k.in[0].rows) {
        err_set(e, ERR_VALUE, "%s: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature %s (size %d is different from %d)",
                vector ? "solve1" : "solve", vector ? "(m,m),(m)->(m)" : "(m,m),(m,n)->(m,n)", k.in[1].rows, k.in[0].rows);
        return NULL;
    }
    if (check_batches(a, b, e)) return NULL;
    k.out[0] = (nd_linalg_part){.core = vector ? 1 : 2, .rows = k.in[1].rows, .columns = k.in[1].columns};
    return nd_linalg_run(c, &k, in, out, e) ? NULL : out[0];
}

/* --- det, slogdet ------------------------------------------------------------------------------------ */

/* A determinant as its direction in the plane and the logarithm of its size. */
typedef struct determinant { double re, im, log_size; } determinant;

/* One factor more on the diagonal. */
static void take_factor(const nd_linalg_part *a, int i, bool swapped, determinant *d) {
    const char *p = nd_linalg_at(a, i, i);
    double      re = nd_linalg_get(a->d, p, 0), im = nd_linalg_get(a->d, p, 1);
    bool        single = !nd_linalg_is_double(a->d);
    double      size = nd_is_complex(a->d) ? (single ? (double)hypotf((float)re, (float)im) : hypot(re, im)) : fabs(re);
    double      x = nd_is_complex(a->d) ? re / size : re < 0 ? -1 : 1, y = nd_is_complex(a->d) ? im / size : 0, turned = d->re;
    if (single) x = (double)(float)x, y = (double)(float)y;
    d->re = d->re * x - d->im * y;
    d->im = turned * y + d->im * x;
    if (swapped) d->re = -d->re, d->im = -d->im;
    d->log_size += single ? (double)logf((float)size) : log(size);
    if (single) d->re = (double)(float)d->re, d->im = (double)(float)d->im, d->log_size = (double)(float)d->log_size;
}

/* Each step in the precision of the job, as NumPy adds them up. */
static err_code factor(nd_linalg_job *k, determinant *d, err *e) {
    nd_linalg_part *a = &k->in[0];
    int             info = 0;
    *d = (determinant){.re = 1};
    if (!k->iwork && nd_linalg_work(k, 1, a->rows, e)) return ERR_MEMORY;
    if (a->rows == 0) return ERR_OK;
    k->lapack->getrf(&a->rows, &a->rows, a->p, &a->ld, k->iwork, &info);
    if (info) {
        *d = (determinant){.log_size = -INFINITY};
        return ERR_OK;
    }
    for (int i = 0; i < a->rows; i++) take_factor(a, i, k->iwork[i] != i + 1, d);
    return ERR_OK;
}

static err_code det_step(nd_linalg_job *k, err *e) {
    determinant d;
    err_code    code = factor(k, &d, e);
    double      size = nd_linalg_is_double(k->d) ? exp(d.log_size) : (double)expf((float)d.log_size);
    nd_linalg_put(k->d, k->out[0].p, d.re * size, d.im * size);
    return code;
}

static err_code slogdet_step(nd_linalg_job *k, err *e) {
    determinant d;
    err_code    code = factor(k, &d, e);
    nd_linalg_put(k->d, k->out[0].p, d.re, d.im);
    nd_linalg_put(k->out[1].d, k->out[1].p, d.log_size, 0);
    return code;
}

nd_array *nd_det(nd_ctx *c, nd_array *a, err *e) {
    nd_linalg_job k = {.name = "det", .step = det_step, .nout = 1};
    nd_array     *out[1];
    if (nd_check_stacked(a, true, e) || nd_linalg_begin(&k, 1, &a, e)) return NULL;
    k.out[0] = (nd_linalg_part){.rows = 1, .columns = 1};
    return nd_linalg_run(c, &k, &a, out, e) ? NULL : out[0];
}

err_code nd_slogdet(nd_ctx *c, nd_array *a, nd_array *out[2], err *e) {
    nd_linalg_job k = {.name = "slogdet", .step = slogdet_step, .nout = 2};
    err_code      code = nd_check_stacked(a, true, e);
    if (!code) code = nd_linalg_begin(&k, 1, &a, e);
    if (code) return code;
    k.out[0] = k.out[1] = (nd_linalg_part){.rows = 1, .columns = 1};
    k.out[1].d = nd_dtype_real(k.d);
    return nd_linalg_run(c, &k, &a, out, e);
}

/* --- cholesky ------------------------------------------------------------------------------------------ */

static err_code cholesky_step(nd_linalg_job *k, err *e) {
    nd_linalg_part *x = &k->out[0];
    int             info = 0;
    bool            upper = k->mode == 'U';
    if (x->rows == 0) return ERR_OK;
    nd_linalg_move(x, &k->in[0]);
    k->lapack->potrf(upper ? "U" : "L", &x->rows, x->p, &x->ld, &info, 1);
    if (info) return err_set(e, ERR_LINALG, "Matrix is not positive definite");
    for (int j = 0; j < x->columns; j++)
        for (int i = 0; i < x->rows; i++)
            if (upper ? i > j : i < j) nd_linalg_put(x->d, nd_linalg_at(x, i, j), 0, 0);
    return ERR_OK;
}

nd_array *nd_cholesky(nd_ctx *c, nd_array *a, bool upper, err *e) {
    nd_linalg_job k = {.name = upper ? "cholesky_up" : "cholesky_lo", .step = cholesky_step, .nout = 1, .mode = upper ? 'U' : 'L'};
    nd_array     *out[1];
    if (nd_check_stacked(a, true, e) || nd_linalg_begin(&k, 1, &a, e)) return NULL;
    k.out[0] = (nd_linalg_part){.core = 2, .rows = k.in[0].rows, .columns = k.in[0].rows};
    return nd_linalg_run(c, &k, &a, out, e) ? NULL : out[0];
}
