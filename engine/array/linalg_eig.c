/* array/linalg_eig.c: eigenvalues and eigenvectors, of any square matrix and of symmetric ones. */
#include <math.h>
#include <string.h>

#include "array/linalg.h"
#include "array/linalg_int.h"

static bool is_finite(const nd_linalg_job *k, const nd_linalg_part *a) {
    bool yes = true;
    for (int j = 0; j < a->columns; j++)
        for (int i = 0; i < a->rows; i++) yes = yes && isfinite(nd_linalg_get(k, nd_linalg_at(k, a, i, j)));
    return yes;
}

/* --- any matrix -------------------------------------------------------------------------------------- */

/* work: imaginary parts in the first n elements, then LAPACK's own. */
static err_code eig_step(nd_linalg_job *k, err *e) {
    nd_linalg_part *a = &k->in[0], *w = &k->out[0];
    bool            vectors = k->nout > 1;
    int             n = a->rows, one = 1, ask = -1, info = 0, lwork;
    double          asked = 0;
    char           *v = vectors ? k->out[1].p : NULL;
    const char     *job = vectors ? "V" : "N";
    if (n == 0) return ERR_OK;
    if (!is_finite(k, a)) return err_set(e, ERR_LINALG, "Array must not contain infs or NaNs");
    if (!k->work) {
        k->lapack->geev("N", job, &n, a->p, &a->ld, w->p, w->p, NULL, &one, v, &n, &asked, &ask, &info, 1, 1);
        if (nd_linalg_work(k, nd_linalg_asked(k->d, &asked) + n, 1, e)) return ERR_MEMORY;
    }
    char *imaginary = k->work;
    lwork = k->lwork - n;
    k->lapack->geev("N", job, &n, a->p, &a->ld, w->p, imaginary, NULL, &one, v, &n, k->work + (size_t)n * k->d.itemsize, &lwork, &info, 1, 1);
    if (info) return err_set(e, ERR_LINALG, "Eigenvalues did not converge");
    for (int i = 0; i < n; i++)
        if (nd_linalg_get(k, imaginary + (size_t)i * k->d.itemsize) != 0)
            return err_set(e, ERR_NOT_IMPLEMENTED, "the eigenvalues are complex, and complex arrays are not supported");
    return ERR_OK;
}

err_code nd_eig(nd_ctx *c, nd_array *a, bool vectors, nd_array *out[2], err *e) {
    nd_linalg_job k = {.name = vectors ? "eig" : "eigvals", .step = eig_step, .nout = vectors ? 2 : 1};
    err_code      code = nd_check_stacked(a, true, e);
    if (!code) code = nd_linalg_begin(&k, 1, &a, e);
    if (code) return code;
    int n = k.in[0].rows;
    k.out[0] = (nd_linalg_part){.core = 1, .rows = n, .columns = 1};
    k.out[1] = (nd_linalg_part){.core = 2, .rows = n, .columns = n};
    return nd_linalg_run(c, &k, &a, out, e);
}

/* --- symmetric ones ------------------------------------------------------------------------------------ */

static err_code eigh_step(nd_linalg_job *k, err *e) {
    nd_linalg_part *a = &k->in[0], *w = &k->out[0];
    const char      uplo[2] = {(char)k->mode, 0}, *job = k->nout > 1 ? "V" : "N";
    int             n = a->rows, ask = -1, info = 0, iasked = 0, liwork = 3 + 5 * n;
    double          asked = 0;
    if (n == 0) return ERR_OK;
    if (!is_finite(k, a)) {
        nd_linalg_fill_nan(k);
        return ERR_OK;
    }
    if (!k->work) {
        k->lapack->syevd(job, uplo, &n, a->p, &a->ld, w->p, &asked, &ask, &iasked, &ask, &info, 1, 1);
        if (nd_linalg_work(k, nd_linalg_asked(k->d, &asked), liwork, e)) return ERR_MEMORY;
    }
    k->lapack->syevd(job, uplo, &n, a->p, &a->ld, w->p, k->work, &k->lwork, k->iwork, &liwork, &info, 1, 1);
    if (info) return err_set(e, ERR_LINALG, "Eigenvalues did not converge");
    if (k->nout > 1) nd_linalg_move(k->d, &k->out[1], a);
    return ERR_OK;
}

err_code nd_eigh(nd_ctx *c, nd_array *a, bool upper, bool vectors, nd_array *out[2], err *e) {
    nd_linalg_job k = {.name = vectors ? (upper ? "eigh_up" : "eigh_lo") : upper ? "eigvalsh_up" : "eigvalsh_lo", .step = eigh_step, .nout = vectors ? 2 : 1, .mode = upper ? 'U' : 'L'};
    err_code      code = nd_check_stacked(a, true, e);
    if (!code) code = nd_linalg_begin(&k, 1, &a, e);
    if (code) return code;
    int n = k.in[0].rows;
    k.out[0] = (nd_linalg_part){.core = 1, .rows = n, .columns = 1};
    k.out[1] = (nd_linalg_part){.core = 2, .rows = n, .columns = n};
    return nd_linalg_run(c, &k, &a, out, e);
}
