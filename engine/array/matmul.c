/* array/matmul.c: a @ b: matrices in the last two axes, the axes before them broadcast. */
#include <stdio.h>
#include <string.h>

#include "array/product.h"
#include "array/product_int.h"
#include "array/ufunc.h"
#include "base/mem.h"

#define SIGNATURE "(n?,k),(k,m?)->(n?,m?)"

/* Operands as matrices with their batches, the result's shape. */
typedef struct plan {
    nd_dtype  d;
    nd_matrix a, b;
    nd_view   a_batch, b_batch;         /* the axes before the last two */
    int       nbatch, ndim;
    ptrdiff_t shape[ND_MAXDIMS + 2];    /* of the result */
} plan;

static err_code check_operands(const nd_array *a, const nd_array *b, err *e) {
    const nd_array *ops[] = {a, b};
    char            left[ND_DTYPE_TEXT], right[ND_DTYPE_TEXT];

    for (int i = 0; i < 2; i++)
        if (ops[i]->ndim == 0)
            return err_set(e, ERR_VALUE,
                           "matmul: Input operand %d does not have enough dimensions (has 0, gufunc core with "
                           "signature " SIGNATURE " requires 1)",
                           i);
    if (!nd_is_numeric(a->dtype) || !nd_is_numeric(b->dtype)) {
        nd_dtype_text(a->dtype, left);
        nd_dtype_text(b->dtype, right);
        return err_set(e, ERR_UFUNC_TYPE,
                       "ufunc 'matmul' did not contain a loop with signature matching types (dtype('%s'), "
                       "dtype('%s')) -> None",
                       left, right);
    }
    return ERR_OK;
}

static err_code check_core(const plan *p, err *e) {
    if (p->a.columns == p->b.rows) return ERR_OK;
    return err_set(e, ERR_VALUE,
                   "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature " SIGNATURE
                   " (size %zu is different from %zu)",
                   p->b.rows, p->a.columns);
}

/* The first axes of a, without its last `core` ones. */
static void batch_of(nd_view *v, const nd_array *a, int core) {
    int ndim = a->ndim > core ? a->ndim - core : 0;
    nd_view_init(v, a->dtype, ndim, a->shape, a->strides, a->data);
}

/* "(2,2,3)->(2,newaxis,newaxis)" */
static void remapped_text(const nd_array *a, int nbatch, char *text, size_t room) {
    char compact[ND_SHAPE_TEXT];
    int  own = a->ndim > 2 ? a->ndim - 2 : 0, n;

    nd_shape_text_compact(a->ndim, a->shape, compact);
    n = snprintf(text, room, "%s->(", compact);
    for (int i = 0; i < nbatch && n > 0 && (size_t)n < room; i++) {
        int at = i - (nbatch - own);
        if (at < 0)
            n += snprintf(text + n, room - (size_t)n, "newaxis,");
        else
            n += snprintf(text + n, room - (size_t)n, "%td,", a->shape[at]);
    }
    if (n > 0 && (size_t)n < room) snprintf(text + n, room - (size_t)n, "newaxis,newaxis)");
}

static err_code batch_error(const nd_array *a, const nd_array *b, const plan *p, err *e) {
    char left[ND_SHAPE_TEXT], right[ND_SHAPE_TEXT];
    int  na = p->a_batch.a.ndim, nb = p->b_batch.a.ndim, nbatch = na > nb ? na : nb;

    remapped_text(a, nbatch, left, sizeof left);
    remapped_text(b, nbatch, right, sizeof right);
    return err_set(e, ERR_VALUE,
                   "operands could not be broadcast together with remapped shapes [original->remapped]: %s %s  and "
                   "requested shape (%zu,%zu)",
                   left, right, p->a.rows, p->b.columns);
}

static err_code make_plan(plan *p, const nd_array *a, const nd_array *b, err *e) {
    const nd_array *batches[] = {&p->a_batch.a, &p->b_batch.a};

    p->a = nd_matrix_of(a);
    p->b = nd_matrix_of(b);
    if (b->ndim == 1) p->b = (nd_matrix){b->data, (size_t)b->shape[0], 1, b->strides[0], b->strides[0]};
    err_code code = check_core(p, e);
    if (code) return code;
    batch_of(&p->a_batch, a, 2);
    batch_of(&p->b_batch, b, 2);
    if (nd_broadcast_shapes(2, batches, &p->nbatch, p->shape, NULL)) return batch_error(a, b, p, e);
    nd_view wide;
    nd_broadcast_to_view(&wide, &p->a_batch.a, p->nbatch, p->shape);
    nd_view_of(&p->a_batch, &wide.a);
    nd_broadcast_to_view(&wide, &p->b_batch.a, p->nbatch, p->shape);
    nd_view_of(&p->b_batch, &wide.a);
    p->ndim = p->nbatch;
    if (a->ndim > 1) p->shape[p->ndim++] = (ptrdiff_t)p->a.rows;
    if (b->ndim > 1) p->shape[p->ndim++] = (ptrdiff_t)p->b.columns;
    return ERR_OK;
}

/* out is dense: its matrices follow each other in the order of the batch. */
static err_code run(plan *p, nd_array *out, err *e) {
    const nd_array *ops[] = {&p->a_batch.a, &p->b_batch.a};
    ptrdiff_t       size = (ptrdiff_t)p->d.itemsize;
    nd_matrix       to = {out->data, p->a.rows, p->b.columns, (ptrdiff_t)p->b.columns * size, size};
    nd_walk         w;
    void           *room;

    err_code code = nd_product_room(p->d, p->a.rows, p->b.columns, p->a.columns, &room, e);
    if (code) return code;
    for (nd_walk_init(&w, 2, ops, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            p->a.data = w.p[0] + (ptrdiff_t)i * w.stride[0];
            p->b.data = w.p[1] + (ptrdiff_t)i * w.stride[1];
            nd_product_run(p->d, &p->a, &p->b, &to, room);
            to.data += (ptrdiff_t)(to.rows * to.columns) * size;
        }
    mem_free(room);
    return ERR_OK;
}

/* --- out= ------------------------------------------------------------------------------------- */

static err_code check_out_core(const plan *p, const nd_array *out, err *e) {
    int core = p->ndim - p->nbatch;
    if (out->ndim < core)
        return err_set(e, ERR_VALUE,
                       "matmul: Output operand 0 does not have enough dimensions (has %d, gufunc core with signature "
                       SIGNATURE " requires %d)",
                       out->ndim, core);
    for (int i = 0; i < core; i++) {
        ptrdiff_t have = out->shape[out->ndim - core + i], want = p->shape[p->nbatch + i];
        if (have != want)
            return err_set(e, ERR_VALUE,
                           "matmul: Output operand 0 has a mismatch in its core dimension %d, with gufunc signature "
                           SIGNATURE " (size %td is different from %td)",
                           i, have, want);
    }
    return ERR_OK;
}

static err_code check_out(const plan *p, const nd_array *out, err *e) {
    char     from[ND_DTYPE_TEXT], to[ND_DTYPE_TEXT];
    err_code code = check_out_core(p, out, e);
    if (code) return code;
    if (!nd_can_cast(p->d, out->dtype, ND_CAST_SAME_KIND)) {
        nd_dtype_text(p->d, from);
        nd_dtype_text(out->dtype, to);
        return err_set(e, ERR_UFUNC_TYPE,
                       "Cannot cast ufunc 'matmul' output from dtype('%s') to dtype('%s') with casting rule "
                       "'same_kind'",
                       from, to);
    }
    if (!nd_is_writeable(out)) return err_set(e, ERR_VALUE, "output array is read-only");
    return ERR_OK;
}

/* --- front door ----------------------------------------------------------------------------------- */

/* Both in one type. What is not so yet, or lies astray in memory, is copied. */
static const nd_array *typed(nd_ctx *c, const nd_array *a, nd_dtype d, nd_array **made, err *e) {
    const size_t unit = nd_dtype_real(d).itemsize;
    bool         aligned = (uintptr_t)a->data % unit == 0;
    for (int i = 0; i < a->ndim; i++) aligned = aligned && a->strides[i] % (ptrdiff_t)unit == 0;
    *made = NULL;
    if (nd_dtype_equal(a->dtype, d) && aligned) return a;
    return *made = nd_astype(c, a, d, 'C', e);
}

static nd_array *multiply(nd_ctx *c, const nd_array *a, const nd_array *b, nd_array *out, err *e) {
    plan p = {.d = a->dtype};
    if (make_plan(&p, a, b, e) || (out && check_out(&p, out, e))) return NULL;
    nd_array *made = nd_new(c, p.d, p.ndim, p.shape, 'C', e);
    if (!made) return NULL;
    if ((made->size && run(&p, made, e)) || (out && nd_assign(c, out, made, e))) {
        nd_drop(c, made);
        return NULL;
    }
    c->bill.elements += a->size + b->size + made->size;
    if (out) {
        nd_drop(c, made);
        return out;
    }
    if (p.ndim == 0) made->flags |= ND_SCALAR;
    return made;
}

nd_array *nd_matmul(nd_ctx *c, nd_array *a, nd_array *b, nd_array *out, err *e) {
    nd_array       *made_left = NULL, *made_right = NULL, *result = NULL;
    const nd_array *left, *right;

    if (check_operands(a, b, e)) return NULL;
    nd_dtype d = nd_promote_types(a->dtype, b->dtype);
    left = typed(c, a, d, &made_left, e);
    right = left ? typed(c, b, d, &made_right, e) : NULL;
    if (right) result = multiply(c, left, right, out, e);
    nd_drop(c, made_left);
    nd_drop(c, made_right);
    return result;
}
