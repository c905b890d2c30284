/* array/linalg_qr.c: a matrix as an orthogonal one times a triangle. */
#include <string.h>

#include "array/linalg.h"
#include "array/linalg_int.h"
#include "array/shape.h"

enum { Q, R, TAU };

/* The triangle of the factored matrix. */
static void take_triangle(const nd_linalg_part *a, const nd_linalg_part *r) {
    for (int j = 0; j < r->columns; j++)
        for (int i = 0; i < r->rows; i++) {
            if (i <= j) memcpy(nd_linalg_at(r, i, j), nd_linalg_at(a, i, j), r->d.itemsize);
            else nd_linalg_put(r->d, nd_linalg_at(r, i, j), 0, 0);
        }
}

static err_code qr_step(nd_linalg_job *k, err *e) {
    nd_linalg_part *a = &k->in[0], *q = &k->out[Q], *tau = &k->out[TAU];
    int             m = a->rows, n = a->columns, least = m < n ? m : n, ask = -1, info = 0;
    nd_linalg_ask   first = {{0}}, second = {{0}};
    bool            wants_q = k->mode == 'r' || k->mode == 'c';
    if (!k->work) {
        k->lapack->geqrf(&m, &n, a->p, &a->ld, tau->p, &first, &ask, &info);
        if (wants_q) k->lapack->orgqr(&m, &q->columns, &least, q->p, &q->ld, tau->p, &second, &ask, &info);
        double asked = nd_linalg_asked(k->d, &first), more = nd_linalg_asked(k->d, &second);
        if (nd_linalg_work(k, asked > more ? asked : more, 1, e)) return ERR_MEMORY;
    }
    k->lapack->geqrf(&m, &n, a->p, &a->ld, tau->p, k->work, &k->lwork, &info);
    if (info) return err_set(e, ERR_LINALG, "Incorrect argument found while performing QR factorization");
    take_triangle(a, &k->out[R]);
    if (k->mode == 'w') nd_linalg_move(q, a);
    if (!wants_q || q->columns == 0) return ERR_OK;
    nd_linalg_move(q, a);
    k->lapack->orgqr(&m, &q->columns, &least, q->p, &q->ld, tau->p, k->work, &k->lwork, &info);
    return info ? err_set(e, ERR_LINALG, "Incorrect argument found while performing QR factorization") : ERR_OK;
}

/* Keep two of the three results that the step leaves. */
static void hand_out(nd_ctx *c, char mode, nd_array *got[ND_LINALG_PARTS], nd_array *out[2]) {
    bool raw = mode == 'w';
    nd_drop(c, raw ? got[R] : got[TAU]);
    out[0] = got[Q];
    out[1] = raw ? got[TAU] : got[R];
    if (mode != 'R') return;
    nd_drop(c, out[0]);
    out[0] = NULL;
}

err_code nd_qr(nd_ctx *c, nd_array *a, char mode, nd_array *out[2], err *e) {
    nd_linalg_job k = {.name = "qr_r_raw", .step = qr_step, .nout = 3, .mode = mode};
    nd_array     *got[ND_LINALG_PARTS];
    err_code      code = nd_check_stacked(a, false, e);
    if (!code) code = nd_linalg_begin(&k, 1, &a, e);
    if (code) return code;
    int m = k.in[0].rows, n = k.in[0].columns, least = m < n ? m : n, inner = mode == 'c' ? m : least;
    k.out[Q] = (nd_linalg_part){.core = 2, .rows = m, .columns = mode == 'w' ? n : mode == 'R' ? 0 : inner};
    k.out[R] = (nd_linalg_part){.core = 2, .rows = inner, .columns = n};
    k.out[TAU] = (nd_linalg_part){.core = 1, .rows = least, .columns = 1};
    code = nd_linalg_run(c, &k, &a, got, e);
    if (code) return code;
    hand_out(c, mode, got, out);
    if (mode != 'w') return ERR_OK;
    nd_array *turned = nd_swapaxes(c, out[0], -1, -2, e);
    nd_drop(c, out[0]);
    out[0] = turned;
    if (turned) return ERR_OK;
    nd_drop(c, out[1]);
    return ERR_MEMORY;
}
