/* array/linalg_svd.c: singular values, and least squares, which are found through them. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "array/linalg.h"
#include "array/linalg_int.h"

static void set_zero(nd_linalg_part *p) { memset(p->p, 0, (size_t)p->ld * (size_t)p->columns * p->d.itemsize); }

static void set_identity(nd_linalg_part *p) {
    set_zero(p);
    for (int i = 0; i < p->rows && i < p->columns; i++) nd_linalg_put(p->d, nd_linalg_at(p, i, i), 1, 0);
}

/* --- svd -------------------------------------------------------------------------------------------- */

/* One call; with lwork -1 it writes to work how much it wants. */
static int call_gesdd(nd_linalg_job *k, nd_linalg_part *s, nd_linalg_part *u, nd_linalg_part *vh, void *work, const int *lwork, int *iwork) {
    nd_linalg_part *a = &k->in[0];
    const char      job[2] = {(char)k->mode, 0};
    int             info = 0;
    if (nd_is_complex(k->d))
        k->lapack->cgesdd(job, &a->rows, &a->columns, a->p, &a->ld, s->p, u->p, &u->ld, vh->p, &vh->ld, work, lwork, k->rwork, iwork, &info, 1);
    else k->lapack->gesdd(job, &a->rows, &a->columns, a->p, &a->ld, s->p, u->p, &u->ld, vh->p, &vh->ld, work, lwork, iwork, &info, 1);
    return info;
}

/* out: S alone, or U, S, Vh. mode: LAPACK's job letter. */
static err_code svd_step(nd_linalg_job *k, err *e) {
    nd_linalg_part *a = &k->in[0], none = {.p = NULL, .ld = 1}, *u = &none, *vh = &none, *s = &k->out[0];
    int             least = a->rows < a->columns ? a->rows : a->columns, most = a->rows + a->columns - least, ask = -1, room = 0;
    nd_linalg_ask   asked = {{0}};
    if (k->nout > 1) u = &k->out[0], s = &k->out[1], vh = &k->out[2];
    if (least == 0) {
        if (k->nout > 1) set_identity(u), set_identity(vh);
        return ERR_OK;
    }
    if (!nd_linalg_is_finite(a)) return err_set(e, ERR_LINALG, "SVD did not converge");
    if (!k->work) {
        double n = least, with = 5 * n + 7 > 2.0 * most + 2 * n + 1 ? 5 * n + 7 : 2.0 * most + 2 * n + 1;
        if (nd_is_complex(k->d) && nd_linalg_rwork(k, k->mode == 'N' ? 7 * n : n * with, e)) return ERR_MEMORY;
        call_gesdd(k, s, u, vh, &asked, &ask, &room);
        if (nd_linalg_work(k, nd_linalg_asked(k->d, &asked), 8 * least, e)) return ERR_MEMORY;
    }
    return call_gesdd(k, s, u, vh, k->work, &k->lwork, k->iwork) ? err_set(e, ERR_LINALG, "SVD did not converge") : ERR_OK;
}

err_code nd_svd(nd_ctx *c, nd_array *a, bool full, bool vectors, nd_array *out[3], err *e) {
    nd_linalg_job k = {.name = !vectors ? "svd" : full ? "svd_f" : "svd_s", .step = svd_step, .nout = vectors ? 3 : 1, .mode = !vectors ? 'N' : full ? 'A' : 'S'};
    err_code      code = nd_check_stacked(a, false, e);
    if (!code) code = nd_linalg_begin(&k, 1, &a, e);
    if (code) return code;
    int            m = k.in[0].rows, n = k.in[0].columns, least = m < n ? m : n;
    nd_linalg_part s = {.core = 1, .rows = least, .columns = 1, .d = nd_dtype_real(k.d)};
    k.out[0] = s;
    if (vectors) {
        k.out[0] = (nd_linalg_part){.core = 2, .rows = m, .columns = full ? m : least};
        k.out[1] = s;
        k.out[2] = (nd_linalg_part){.core = 2, .rows = full ? n : least, .columns = n};
    }
    return nd_linalg_run(c, &k, &a, out, e);
}

/* --- least squares -------------------------------------------------------------------------------------- */

typedef struct least_squares {
    nd_linalg_job k;        /* first: the step finds the rest behind it */
    double        rcond;
    int           rank;
} least_squares;

/* Squares of what is left over: below the solution in each column of b. */
static void sum_residuals(nd_linalg_job *k, int n) {
    nd_linalg_part *b = &k->in[1], *r = &k->out[1];
    for (int j = 0; j < b->columns; j++) {
        double sum = 0;
        for (int i = n; i < b->rows; i++) {
            const char *p = nd_linalg_at(b, i, j);
            double      re = nd_linalg_get(b->d, p, 0), im = nd_linalg_get(b->d, p, 1);
            sum += re * re + im * im;
        }
        nd_linalg_put(r->d, nd_linalg_at(r, j, 0), sum, 0);
    }
}

static int call_gelsd(least_squares *q, const void *rcond, void *work, const int *lwork, void *rwork, int *iwork) {
    nd_linalg_job  *k = &q->k;
    nd_linalg_part *a = &k->in[0], *b = &k->in[1], *s = &k->out[2];
    int             info = 0;
    if (nd_is_complex(k->d))
        k->lapack->cgelsd(&a->rows, &a->columns, &b->columns, a->p, &a->ld, b->p, &b->ld, s->p, rcond, &q->rank, work, lwork, rwork, iwork, &info);
    else k->lapack->gelsd(&a->rows, &a->columns, &b->columns, a->p, &a->ld, b->p, &b->ld, s->p, rcond, &q->rank, work, lwork, iwork, &info);
    return info;
}

static err_code lstsq_step(nd_linalg_job *k, err *e) {
    least_squares  *q = (least_squares *)(void *)k;
    nd_linalg_part *b = &k->in[1], *x = &k->out[0];
    int             n = k->in[0].columns, ask = -1, iasked = 0;
    double          rcond[2], rasked[2] = {0};
    nd_linalg_ask   asked = {{0}};
    set_zero(x);
    if (k->in[0].rows == 0 || n == 0 || b->columns == 0) return ERR_OK;
    nd_linalg_put(k->out[2].d, rcond, q->rcond, 0);
    call_gelsd(q, rcond, &asked, &ask, rasked, &iasked);
    if (nd_linalg_work(k, nd_linalg_asked(k->d, &asked), iasked, e)) return ERR_MEMORY;
    if (nd_is_complex(k->d) && nd_linalg_rwork(k, nd_linalg_get(k->out[2].d, rasked, 0), e)) return ERR_MEMORY;
    if (call_gelsd(q, rcond, k->work, &k->lwork, k->rwork, k->iwork)) return err_set(e, ERR_LINALG, "SVD did not converge in Linear Least Squares");
    sum_residuals(k, n);
    for (int j = 0; j < x->columns; j++) memcpy(nd_linalg_at(x, 0, j), nd_linalg_at(b, 0, j), (size_t)n * x->d.itemsize);
    return ERR_OK;
}

static err_code check_shapes(const nd_array *a, const nd_array *b, err *e) {
    if (a->ndim != 2) return err_set(e, ERR_LINALG, "%d-dimensional array given. Array must be two-dimensional", a->ndim);
    if (b->ndim != 1 && b->ndim != 2) return err_set(e, ERR_LINALG, "%d-dimensional array given. Array must be two-dimensional", b->ndim);
    if (a->shape[0] != b->shape[0]) return err_set(e, ERR_LINALG, "Incompatible dimensions");
    return ERR_OK;
}

static nd_array *new_rank(nd_ctx *c, int rank, err *e) {
    nd_array *a = nd_new(c, nd_dtype_of(ND_I32), 0, NULL, 'C', e);
    int32_t   value = rank;
    if (!a) return NULL;
    memcpy(a->data, &value, sizeof value);
    a->flags |= ND_SCALAR;
    return a;
}

err_code nd_lstsq(nd_ctx *c, nd_array *a, nd_array *b, const double *rcond, nd_array *out[4], err *e) {
    least_squares  q = {.k = {.name = "lstsq", .step = lstsq_step, .nout = 3}};
    nd_linalg_job *k = &q.k;
    nd_array      *in[2] = {a, b}, *got[ND_LINALG_PARTS];
    ptrdiff_t      none = 0;
    err_code       code = check_shapes(a, b, e);
    if (code) return code;
    k->in[1].core = b->ndim;
    code = nd_linalg_begin(k, 2, in, e);
    if (code) return code;
    int m = k->in[0].rows, n = k->in[0].columns, least = m < n ? m : n, most = m > n ? m : n;
    k->in[1].ld = most;
    k->out[0] = (nd_linalg_part){.core = b->ndim, .rows = n, .columns = k->in[1].columns};
    k->out[1] = (nd_linalg_part){.core = 1, .rows = k->in[1].columns, .columns = 1, .d = nd_dtype_real(k->d)};
    k->out[2] = (nd_linalg_part){.core = 1, .rows = least, .columns = 1, .d = nd_dtype_real(k->d)};
    q.rcond = rcond ? *rcond : (nd_linalg_is_double(k->d) ? DBL_EPSILON : (double)FLT_EPSILON) * most;
    code = nd_linalg_run(c, k, in, got, e);
    if (code) return code;
    out[0] = got[0];
    out[1] = got[1];
    out[2] = new_rank(c, q.rank, e);
    out[3] = got[2];
    if (out[2] && (q.rank != n || m <= n)) {
        out[1] = nd_new(c, nd_dtype_real(k->d), 1, &none, 'C', e);
        nd_drop(c, got[1]);
    }
    if (out[1] && out[2]) return ERR_OK;
    for (int i = 3; i >= 0; i--) nd_drop(c, out[i]);
    return ERR_MEMORY;
}
