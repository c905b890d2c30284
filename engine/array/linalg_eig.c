/* array/linalg_eig.c: eigenvalues and eigenvectors, of any square matrix and of symmetric ones. */
#include <math.h>
#include <string.h>

#include "array/complex.h"
#include "array/linalg.h"
#include "array/linalg_int.h"

/* --- any matrix -------------------------------------------------------------------------------------- */

/* LAPACK's real form of the results, as complex numbers. A pair of conjugate values has one column with the real parts
 * of its vector and one with the imaginary parts. */
static void pair_up(const nd_linalg_job *k, const char *wr, const char *wi, const nd_linalg_part *vr) {
    const nd_linalg_part *w = &k->out[0], *v = &k->out[1];
    size_t                size = k->d.itemsize;
    int                   n = w->rows;
    for (int i = 0; i < n; i++)
        nd_linalg_put(w->d, nd_linalg_at(w, i, 0), nd_linalg_get(k->d, wr + (size_t)i * size, 0), nd_linalg_get(k->d, wi + (size_t)i * size, 0));
    for (int j = 0; k->nout > 1 && j < n; j++) {
        bool pair = nd_linalg_get(k->d, wi + (size_t)j * size, 0) != 0 && j + 1 < n;
        for (int i = 0; i < n; i++) {
            double re = nd_linalg_get(k->d, nd_linalg_at(vr, i, j), 0), im = pair ? nd_linalg_get(k->d, nd_linalg_at(vr, i, j + 1), 0) : 0;
            nd_linalg_put(v->d, nd_linalg_at(v, i, j), re, im);
            if (pair) nd_linalg_put(v->d, nd_linalg_at(v, i, j + 1), re, -im);
        }
        j += pair;
    }
}

/* work: real and imaginary parts of the values, the vectors, then LAPACK's own. */
static int run_real(nd_linalg_job *k, err *e) {
    nd_linalg_part *a = &k->in[0];
    int             n = a->rows, one = 1, ask = -1, info = 0, own = n * (2 + (k->nout > 1 ? n : 0)), lwork;
    const char     *job = k->nout > 1 ? "V" : "N";
    nd_linalg_ask   asked = {{0}};
    if (!k->work) {
        k->lapack->geev("N", job, &n, a->p, &a->ld, NULL, NULL, NULL, &one, NULL, &n, &asked, &ask, &info, 1, 1);
        if (nd_linalg_work(k, nd_linalg_asked(k->d, &asked) + own, 1, e)) return -1;
    }
    char          *wr = k->work, *wi = wr + (size_t)n * k->d.itemsize;
    nd_linalg_part vr = {.rows = n, .columns = n, .ld = n, .d = k->d, .p = wi + (size_t)n * k->d.itemsize};
    lwork = k->lwork - own;
    k->lapack->geev("N", job, &n, a->p, &a->ld, wr, wi, NULL, &one, vr.p, &n, k->work + (size_t)own * k->d.itemsize, &lwork, &info, 1, 1);
    if (!info) pair_up(k, wr, wi, &vr);
    return info;
}

static int run_complex(nd_linalg_job *k, err *e) {
    nd_linalg_part *a = &k->in[0];
    int             n = a->rows, one = 1, ask = -1, info = 0;
    const char     *job = k->nout > 1 ? "V" : "N";
    char           *v = k->nout > 1 ? k->out[1].p : NULL;
    nd_linalg_ask   asked = {{0}};
    if (!k->work) {
        if (nd_linalg_rwork(k, 2.0 * n, e)) return -1;
        k->lapack->cgeev("N", job, &n, a->p, &a->ld, k->out[0].p, NULL, &one, v, &n, &asked, &ask, k->rwork, &info, 1, 1);
        if (nd_linalg_work(k, nd_linalg_asked(k->d, &asked), 1, e)) return -1;
    }
    k->lapack->cgeev("N", job, &n, a->p, &a->ld, k->out[0].p, NULL, &one, v, &n, k->work, &k->lwork, k->rwork, &info, 1, 1);
    return info;
}

static err_code eig_step(nd_linalg_job *k, err *e) {
    if (k->in[0].rows == 0) return ERR_OK;
    if (!nd_linalg_is_finite(&k->in[0])) return err_set(e, ERR_LINALG, "Array must not contain infs or NaNs");
    int info = nd_is_complex(k->d) ? run_complex(k, e) : run_real(k, e);
    if (info < 0) return ERR_MEMORY;
    return info ? err_set(e, ERR_LINALG, "Eigenvalues did not converge") : ERR_OK;
}

/* Without an imaginary part among the values, all results are real. */
static err_code make_real(nd_ctx *c, int n, nd_array *out[2], err *e) {
    nd_view im;
    nd_part(&im, out[0], true);
    for (size_t i = 0; i < out[0]->size; i++)
        if (nd_linalg_get(im.a.dtype, im.a.data + i * out[0]->dtype.itemsize, 0) != 0) return ERR_OK;
    for (int i = 0; i < n; i++) {
        nd_view re;
        nd_part(&re, out[i], false);
        nd_array *real = nd_copy(c, &re.a, 'C', e);
        if (!real) return ERR_MEMORY;
        nd_drop(c, out[i]);
        out[i] = real;
    }
    return ERR_OK;
}

err_code nd_eig(nd_ctx *c, nd_array *a, bool vectors, nd_array *out[2], err *e) {
    nd_linalg_job k = {.name = vectors ? "eig" : "eigvals", .step = eig_step, .nout = vectors ? 2 : 1};
    err_code      code = nd_check_stacked(a, true, e);
    if (!code) code = nd_linalg_begin(&k, 1, &a, e);
    if (code) return code;
    int n = k.in[0].rows;
    if (n > 30000) return err_set(e, ERR_MEMORY, "not enough memory for LAPACK's workspace");
    k.out[0] = (nd_linalg_part){.core = 1, .rows = n, .columns = 1, .d = nd_dtype_complex(k.d)};
    k.out[1] = (nd_linalg_part){.core = 2, .rows = n, .columns = n, .d = nd_dtype_complex(k.d)};
    code = nd_linalg_run(c, &k, &a, out, e);
    if (code || nd_is_complex(k.d)) return code;
    code = make_real(c, k.nout, out, e);
    for (int i = k.nout - 1; i >= 0 && code; i--) nd_drop(c, out[i]);
    return code;
}

/* --- symmetric ones ------------------------------------------------------------------------------------ */

static int run_symmetric(nd_linalg_job *k, err *e) {
    nd_linalg_part *a = &k->in[0], *w = &k->out[0];
    const char      uplo[2] = {(char)k->mode, 0}, *job = k->nout > 1 ? "V" : "N";
    int             n = a->rows, ask = -1, info = 0, iasked = 0, liwork = 3 + 5 * n, lrwork = 1 + 5 * n + (k->nout > 1 ? 2 * n * n : 0);
    double          rfirst[2] = {0};
    nd_linalg_ask   asked = {{0}};
    bool            complex = nd_is_complex(k->d);
    if (!k->work) {
        if (complex) k->lapack->heevd(job, uplo, &n, a->p, &a->ld, w->p, &asked, &ask, rfirst, &ask, &iasked, &ask, &info, 1, 1);
        else k->lapack->syevd(job, uplo, &n, a->p, &a->ld, w->p, &asked, &ask, &iasked, &ask, &info, 1, 1);
        if (nd_linalg_work(k, nd_linalg_asked(k->d, &asked), liwork, e)) return -1;
        if (complex && nd_linalg_rwork(k, lrwork, e)) return -1;
    }
    if (complex) k->lapack->heevd(job, uplo, &n, a->p, &a->ld, w->p, k->work, &k->lwork, k->rwork, &lrwork, k->iwork, &liwork, &info, 1, 1);
    else k->lapack->syevd(job, uplo, &n, a->p, &a->ld, w->p, k->work, &k->lwork, k->iwork, &liwork, &info, 1, 1);
    return info;
}

static err_code eigh_step(nd_linalg_job *k, err *e) {
    if (k->in[0].rows == 0) return ERR_OK;
    if (!nd_linalg_is_finite(&k->in[0])) {
        nd_linalg_fill_nan(k);
        return ERR_OK;
    }
    int info = run_symmetric(k, e);
    if (info < 0) return ERR_MEMORY;
    if (info) return err_set(e, ERR_LINALG, "Eigenvalues did not converge");
    if (k->nout > 1) nd_linalg_move(&k->out[1], &k->in[0]);
    return ERR_OK;
}

err_code nd_eigh(nd_ctx *c, nd_array *a, bool upper, bool vectors, nd_array *out[2], err *e) {
    nd_linalg_job k = {.name = vectors ? (upper ? "eigh_up" : "eigh_lo") : upper ? "eigvalsh_up" : "eigvalsh_lo", .step = eigh_step, .nout = vectors ? 2 : 1, .mode = upper ? 'U' : 'L'};
    err_code      code = nd_check_stacked(a, true, e);
    if (!code) code = nd_linalg_begin(&k, 1, &a, e);
    if (code) return code;
    int n = k.in[0].rows;
    if (n > 30000) return err_set(e, ERR_MEMORY, "not enough memory for LAPACK's workspace");
    k.out[0] = (nd_linalg_part){.core = 1, .rows = n, .columns = 1, .d = nd_dtype_real(k.d)};
    k.out[1] = (nd_linalg_part){.core = 2, .rows = n, .columns = n};
    return nd_linalg_run(c, &k, &a, out, e);
}
