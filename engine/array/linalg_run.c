/* array/linalg_run.c: stacks of matrices taken apart for LAPACK and put together again. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "array/linalg.h"
#include "array/linalg_int.h"
#include "array/row.h"
#include "base/mem.h"

err_code nd_check_stacked(const nd_array *a, bool square, err *e) {
    if (a->ndim < 2)
        return err_set(e, ERR_LINALG, "%d-dimensional array given. Array must be at least two-dimensional", a->ndim);
    if (square && a->shape[a->ndim - 1] != a->shape[a->ndim - 2])
        return err_set(e, ERR_LINALG, "Last 2 dimensions of the array must be square");
    return ERR_OK;
}

err_code nd_linalg_type(const nd_array *a, const nd_array *b, nd_dtype *d, err *e) {
    const nd_array *ops[2] = {a, b};
    char            name[ND_DTYPE_TEXT];
    bool            single = true, complex = false;
    for (int i = 0; i < 2; i++) {
        if (!ops[i]) continue;
        char kind = nd_dtype_kind(ops[i]->dtype);
        if (!strchr("biufc", kind) || (kind == 'f' && ops[i]->dtype.itemsize < sizeof(float))) {
            nd_dtype_text(ops[i]->dtype, name);
            return err_set(e, ERR_TYPE, "array type %s is unsupported in linalg", name);
        }
        single = single && (ops[i]->dtype.type == ND_F32 || ops[i]->dtype.type == ND_C64);
        complex = complex || kind == 'c';
    }
    *d = nd_dtype_of(single ? ND_F32 : ND_F64);
    if (complex) *d = nd_dtype_complex(*d);
    return ERR_OK;
}

static err_code size_part(nd_linalg_part *p, const nd_array *a, err *e) {
    ptrdiff_t rows = p->core > 1 ? a->shape[a->ndim - 2] : a->shape[a->ndim - 1], columns = p->core > 1 ? a->shape[a->ndim - 1] : 1;
    if (rows > INT_MAX / 8 || columns > INT_MAX / 8) return err_set(e, ERR_VALUE, "Too large work array required -- computation cannot be performed with standard 32-bit LAPACK.");
    p->rows = (int)rows;
    p->columns = (int)columns;
    return ERR_OK;
}

/* Text goes through NumPy's type rules and is refused where the loop is chosen. */
static err_code refuse_text(const nd_linalg_job *k, int nin, nd_array *const *in, err *e) {
    char from[ND_DTYPE_TEXT], which[16] = "";
    for (int i = 0; i < nin && k->name; i++) {
        if (nd_is_numeric(in[i]->dtype)) continue;
        nd_dtype_text(in[i]->dtype, from);
        if (nin > 1) snprintf(which, sizeof which, " %d", i);
        return err_set(e, ERR_UFUNC_TYPE, "Cannot cast ufunc '%s' input%s from dtype('%s') to dtype('float64') with casting rule 'same_kind'",
                       k->name, which, from);
    }
    return ERR_OK;
}

err_code nd_linalg_begin(nd_linalg_job *k, int nin, nd_array *const *in, err *e) {
    if (refuse_text(k, nin, in, e)) return ERR_UFUNC_TYPE;
    err_code code = nd_linalg_type(in[0], nin > 1 ? in[1] : NULL, &k->d, e);
    if (code) return code;
    k->lapack = nd_lapack_get((nd_type)k->d.type, e);
    if (!k->lapack) return ERR_RUNTIME;
    k->nin = nin;
    for (int i = 0; i < nin && !code; i++) {
        if (k->in[i].core == 0) k->in[i].core = 2;
        k->in[i].d = k->d;
        code = size_part(&k->in[i], in[i], e);
    }
    return code;
}

err_code nd_linalg_work(nd_linalg_job *k, double n, int m, err *e) {
    if (n > INT_MAX) return err_set(e, ERR_MEMORY, "not enough memory for LAPACK's workspace");
    mem_free(k->work);
    k->lwork = n < 1 ? 1 : (int)n;
    k->work = mem_alloc((size_t)k->lwork, k->d.itemsize, e);
    if (!k->iwork) k->iwork = mem_zalloc((size_t)m + 1, sizeof *k->iwork, e);
    return k->work && k->iwork ? ERR_OK : ERR_MEMORY;
}

err_code nd_linalg_rwork(nd_linalg_job *k, double n, err *e) {
    if (n > INT_MAX) return err_set(e, ERR_MEMORY, "not enough memory for LAPACK's workspace");
    mem_free(k->rwork);
    k->rwork = mem_alloc(n < 1 ? 1 : (size_t)n, nd_dtype_real(k->d).itemsize, e);
    return k->rwork ? ERR_OK : ERR_MEMORY;
}

void nd_linalg_move(nd_linalg_part *to, const nd_linalg_part *from) {
    int rows = to->rows < from->rows ? to->rows : from->rows, columns = to->columns < from->columns ? to->columns : from->columns;
    for (int j = 0; j < columns; j++) memcpy(nd_linalg_at(to, 0, j), nd_linalg_at(from, 0, j), (size_t)rows * to->d.itemsize);
}

bool nd_linalg_is_finite(const nd_linalg_part *a) {
    bool yes = true;
    for (int j = 0; j < a->columns; j++)
        for (int i = 0; i < a->rows; i++) {
            const char *p = nd_linalg_at(a, i, j);
            yes = yes && isfinite(nd_linalg_get(a->d, p, 0)) && isfinite(nd_linalg_get(a->d, p, 1));
        }
    return yes;
}

/* --- one matrix in, one out -------------------------------------------------------------------------- */

static void gather(const nd_linalg_part *part, const nd_array *a, const char *p) {
    ptrdiff_t row = part->core > 1 ? a->strides[a->ndim - 2] : a->strides[a->ndim - 1];
    ptrdiff_t column = part->core > 1 ? a->strides[a->ndim - 1] : 0;
    for (int j = 0; j < part->columns; j++)
        nd_row_gather(nd_linalg_at(part, 0, j), p + j * column, row, (size_t)part->rows, part->d.itemsize);
}

/* Scratch to dense memory in C order. */
static void scatter(const nd_linalg_part *part, char *to) {
    ptrdiff_t row = (ptrdiff_t)(part->core > 1 ? part->columns : 1) * (ptrdiff_t)part->d.itemsize;
    for (int j = 0; j < part->columns; j++)
        nd_row_scatter(to + (size_t)j * part->d.itemsize, row, nd_linalg_at(part, 0, j), (size_t)part->rows, part->d.itemsize);
}

static size_t part_bytes(const nd_linalg_part *p) {
    size_t columns = p->columns > 0 ? (size_t)p->columns : 1;
    return ((size_t)p->ld * columns * p->d.itemsize + 63) & ~(size_t)63;
}

static err_code open_scratch(nd_linalg_job *k, char **all, err *e) {
    size_t total = 0;
    for (int i = 0; i < k->nin + k->nout; i++) {
        nd_linalg_part *p = i < k->nin ? &k->in[i] : &k->out[i - k->nin];
        if (p->ld < p->rows) p->ld = p->rows;
        if (p->ld < 1) p->ld = 1;
        total += part_bytes(p);
    }
    char *at = *all = mem_alloc(total, 1, e);
    if (!at) return ERR_MEMORY;
    for (int i = 0; i < k->nin + k->nout; i++) {
        nd_linalg_part *p = i < k->nin ? &k->in[i] : &k->out[i - k->nin];
        p->p = at;
        at += part_bytes(p);
    }
    return ERR_OK;
}

/* --- results -------------------------------------------------------------------------------------------- */

static nd_array *new_result(nd_ctx *c, const nd_linalg_part *p, const nd_array *batch, err *e) {
    ptrdiff_t shape[ND_MAXDIMS + 2];
    memcpy(shape, batch->shape, (size_t)batch->ndim * sizeof *shape);
    int n = batch->ndim;
    if (p->core > 0) shape[n++] = p->rows;
    if (p->core > 1) shape[n++] = p->columns;
    nd_array *a = nd_new(c, p->d, n, shape, 'C', e);
    if (a && n == 0) a->flags |= ND_SCALAR;
    return a;
}

void nd_linalg_fill_nan(nd_linalg_job *k) {
    for (int n = 0; n < k->nout; n++)
        for (int j = 0; j < k->out[n].columns; j++)
            for (int i = 0; i < k->out[n].rows; i++) nd_linalg_put(k->out[n].d, nd_linalg_at(&k->out[n], i, j), (double)NAN, (double)NAN);
}

static err_code run_one(nd_linalg_job *k, nd_array *const *in, char *const *from, char **to, err *e) {
    for (int i = 0; i < k->nin; i++) gather(&k->in[i], in[i], from[i]);
    err_code code = k->step(k, k->quiet ? NULL : e);
    if (code == ERR_LINALG && k->quiet) {
        nd_linalg_fill_nan(k);
        code = ERR_OK;
    }
    for (int i = 0; i < k->nout && !code; i++) {
        scatter(&k->out[i], to[i]);
        to[i] += (size_t)k->out[i].rows * (size_t)k->out[i].columns * k->out[i].d.itemsize;
    }
    return code;
}

static err_code run_stack(nd_linalg_job *k, nd_array *const *in, const nd_view *batches, nd_array *const *out, err *e) {
    const nd_array *ops[2] = {&batches[0].a, &batches[1].a};
    char           *to[ND_LINALG_PARTS], *from[2], *scratch = NULL;
    nd_walk         w;
    err_code        code = open_scratch(k, &scratch, e);
    for (int i = 0; i < k->nout; i++) to[i] = out[i]->data;
    if (code) goto done;
    for (nd_walk_init(&w, k->nin, ops, true); w.more && !code; nd_walk_next(&w))
        for (size_t i = 0; i < w.n && !code; i++) {
            for (int j = 0; j < k->nin; j++) from[j] = w.p[j] + (ptrdiff_t)i * w.stride[j];
            code = run_one(k, in, from, to, e);
        }
done:
    mem_free(scratch);
    mem_free(k->work);
    mem_free(k->rwork);
    mem_free(k->iwork);
    k->work = k->rwork = NULL;
    k->iwork = NULL;
    return code;
}

/* The leading axes of the operands, stretched to one shape. */
static err_code match_batches(const nd_linalg_job *k, nd_array *const *in, nd_view *batches, err *e) {
    nd_view         own[2];
    const nd_array *ops[2] = {&own[0].a, &own[1].a};
    ptrdiff_t       shape[ND_MAXDIMS];
    int             ndim;
    for (int i = 0; i < k->nin; i++)
        nd_view_init(&own[i], in[i]->dtype, in[i]->ndim - k->in[i].core, in[i]->shape, in[i]->strides, in[i]->data);
    err_code code = nd_broadcast_shapes(k->nin, ops, &ndim, shape, e);
    for (int i = 0; i < k->nin && !code; i++) nd_broadcast_to_view(&batches[i], &own[i].a, ndim, shape);
    return code;
}

err_code nd_linalg_run(nd_ctx *c, nd_linalg_job *k, nd_array *const *in, nd_array **out, err *e) {
    nd_array *typed[2] = {NULL, NULL};
    nd_view   batches[2];
    err_code  code = ERR_OK;
    for (int i = 0; i < k->nout; i++) {
        out[i] = NULL;
        if (k->out[i].d.itemsize == 0) k->out[i].d = k->d;
    }
    for (int i = 0; i < k->nin && !code; i++) {
        typed[i] = nd_dtype_equal(in[i]->dtype, k->d) ? in[i] : nd_astype(c, in[i], k->d, 'C', e);
        if (!typed[i]) code = ERR_MEMORY;
        else c->bill.elements += typed[i]->size;
    }
    if (!code) code = match_batches(k, typed, batches, e);
    for (int i = 0; i < k->nout && !code; i++) {
        out[i] = new_result(c, &k->out[i], &batches[0].a, e);
        if (!out[i]) code = ERR_MEMORY;
    }
    if (!code) code = run_stack(k, typed, batches, out, e);
    if (code) {
        for (int i = k->nout - 1; i >= 0; i--) nd_drop(c, out[i]);
        for (int i = 0; i < k->nout; i++) out[i] = NULL;
    }
    for (int i = k->nin - 1; i >= 0; i--)
        if (typed[i] != in[i]) nd_drop(c, typed[i]);
    return code;
}
