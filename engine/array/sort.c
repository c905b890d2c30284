/* array/sort.c: sort, argsort, lexsort, partition along an axis: one row after the other. */
#include <inttypes.h>
#include <string.h>

#include "array/shape.h"
#include "array/sort.h"
#include "array/sort_core.h"
#include "array/row.h"
#include "base/mem.h"

/* Memory for one row: scratch for the sort, a dense copy, its order. */
typedef struct room {
    char    *scratch, *dense;
    int64_t *index;
} room;

static err_code room_make(room *m, nd_dtype d, size_t n, err *e) {
    m->scratch = mem_alloc(1, nd_sort_scratch(d, n), e);
    m->dense = mem_alloc(n + 1, d.itemsize, e);
    m->index = mem_alloc(n + 1, sizeof *m->index, e);
    return m->scratch && m->dense && m->index ? ERR_OK : ERR_MEMORY;
}

static void room_free(room *m) {
    mem_free(m->scratch);
    mem_free(m->dense);
    mem_free(m->index);
}

static void sort_one(const nd_array *a, const nd_rows *r, const room *m) {
    if (nd_row_is_direct(r->p[0], r->stride[0], a->dtype)) {
        nd_sort_row(a->dtype, r->p[0], r->n[0], m->scratch);
        return;
    }
    nd_row_gather(m->dense, r->p[0], r->stride[0], r->n[0], a->dtype.itemsize);
    nd_sort_row(a->dtype, m->dense, r->n[0], m->scratch);
    nd_row_scatter(r->p[0], r->stride[0], m->dense, r->n[0], a->dtype.itemsize);
}

err_code nd_sort_inplace(nd_ctx *c, nd_array *a, int axis, err *e) {
    room    m = {0};
    nd_rows r;

    if (nd_check_axis(&axis, a->ndim, e)) return e ? e->code : ERR_AXIS;
    if (!nd_is_writeable(a)) return err_set(e, ERR_VALUE, "sort array is read-only");
    err_code code = room_make(&m, a->dtype, (size_t)a->shape[axis], e);
    if (code) goto done;
    c->bill.elements += a->size;
    for (nd_rows_init(&r, 1, &a, axis); r.more; nd_rows_next(&r)) sort_one(a, &r, &m);
done:
    room_free(&m);
    return code;
}

/* axis None, and for argsort a 0-d array, mean one flat row. */
static nd_array *flat_copy(nd_ctx *c, const nd_array *a, err *e) {
    return nd_flatten(c, a, 'C', e);
}

nd_array *nd_sort(nd_ctx *c, const nd_array *a, int axis, err *e) {
    nd_array *copy;

    if (axis == ND_MAXDIMS) {
        copy = flat_copy(c, a, e);
        axis = 0;
    } else {
        if (nd_check_axis(&axis, a->ndim, e)) return NULL;
        copy = nd_copy(c, a, 'K', e);
    }
    if (copy && nd_sort_inplace(c, copy, axis, e)) {
        nd_drop(c, copy);
        return NULL;
    }
    return copy;
}

/* --- argsort ------------------------------------------------------------------------------- */

static void argsort_one(const nd_array *a, const nd_rows *r, const room *m) {
    const char *row = r->p[0];
    bool        direct = nd_row_is_direct(r->p[1], r->stride[1], nd_dtype_of(ND_I64));
    int64_t    *index = direct ? (int64_t *)(void *)r->p[1] : m->index;

    if (!nd_row_is_direct(row, r->stride[0], a->dtype)) {
        nd_row_gather(m->dense, row, r->stride[0], r->n[0], a->dtype.itemsize);
        row = m->dense;
    }
    nd_sort_row_index(a->dtype, row, index, r->n[0], m->scratch);
    if (!direct) nd_row_scatter(r->p[1], r->stride[1], (const char *)index, r->n[1], sizeof *index);
}

static nd_array *argsort_axis(nd_ctx *c, nd_array *a, int axis, err *e) {
    nd_array *out = nd_new(c, nd_dtype_of(ND_I64), a->ndim, a->shape, 'C', e);
    nd_array *ops[] = {a, out};
    room      m = {0};
    nd_rows   r;

    if (!out) return NULL;
    if (room_make(&m, a->dtype, (size_t)a->shape[axis], e)) {
        room_free(&m);
        nd_drop(c, out);
        return NULL;
    }
    c->bill.elements += a->size;
    for (nd_rows_init(&r, 2, ops, axis); r.more; nd_rows_next(&r)) argsort_one(a, &r, &m);
    room_free(&m);
    return out;
}

nd_array *nd_argsort(nd_ctx *c, const nd_array *a, int axis, err *e) {
    nd_view   v;
    nd_array *flat = NULL, *out = NULL;

    nd_view_of(&v, a);
    if (axis == ND_MAXDIMS || a->ndim == 0) {
        int one = axis == ND_MAXDIMS ? 0 : axis;
        if (nd_check_axis(&one, 1, e)) return NULL;
        flat = flat_copy(c, a, e);
        if (flat) out = argsort_axis(c, flat, 0, e);
        nd_drop(c, flat);
        return out;
    }
    if (nd_check_axis(&axis, a->ndim, e)) return NULL;
    return argsort_axis(c, &v.a, axis, e);
}

/* --- lexsort --------------------------------------------------------------------------------- */

static err_code check_keys(int nkeys, const nd_array *const *keys, err *e) {
    if (nkeys < 1) return err_set(e, ERR_TYPE, "need sequence of keys with len > 0 in lexsort");
    for (int k = 0; k < nkeys; k++) {
        if (keys[k]->ndim != 1) return err_set(e, ERR_VALUE, "lexsort: keys must be 1-d");
        if (keys[k]->shape[0] != keys[0]->shape[0])
            return err_set(e, ERR_VALUE, "all keys need to be the same shape");
    }
    return ERR_OK;
}

/* Sort by one key what is already in order by the keys before it. */
static err_code refine(nd_ctx *c, const nd_array *key, int64_t *order, size_t n, err *e) {
    size_t   itemsize = key->dtype.itemsize;
    room     m = {0};
    err_code code = room_make(&m, key->dtype, n, e);
    if (code) goto done;
    for (size_t i = 0; i < n; i++)
        memcpy(m.dense + i * itemsize, key->data + (ptrdiff_t)order[i] * key->strides[0], itemsize);
    nd_sort_row_index(key->dtype, m.dense, m.index, n, m.scratch);
    for (size_t i = 0; i < n; i++) m.index[i] = order[m.index[i]];
    memcpy(order, m.index, n * sizeof *order);
    c->bill.elements += n;
done:
    room_free(&m);
    return code;
}

nd_array *nd_lexsort(nd_ctx *c, int nkeys, const nd_array *const *keys, err *e) {
    if (check_keys(nkeys, keys, e)) return NULL;
    size_t    n = keys[0]->size;
    nd_array *out = nd_new(c, nd_dtype_of(ND_I64), 1, keys[0]->shape, 'C', e);
    if (!out) return NULL;
    int64_t *order = (int64_t *)(void *)out->data;
    for (size_t i = 0; i < n; i++) order[i] = (int64_t)i;
    for (int k = 0; k < nkeys; k++)
        if (refine(c, keys[k], order, n, e)) {
            nd_drop(c, out);
            return NULL;
        }
    return out;
}

/* --- partition ---------------------------------------------------------------------------------- */

static err_code check_kth(const nd_array *a, int64_t kth, int axis, err *e) {
    int64_t n = axis == ND_MAXDIMS ? (int64_t)a->size : 0;
    if (axis != ND_MAXDIMS) {
        err_code code = nd_check_axis(&axis, a->ndim, e);
        if (code) return code;
        n = a->shape[axis];
    }
    if (a->size == 0) return ERR_OK;
    if (kth < 0) kth += n;
    if (kth < 0 || kth >= n) return err_set(e, ERR_VALUE, "kth(=%" PRId64 ") out of bounds (%" PRId64 ")", kth, n);
    return ERR_OK;
}

nd_array *nd_partition(nd_ctx *c, const nd_array *a, int64_t kth, int axis, err *e) {
    if (check_kth(a, kth, axis, e)) return NULL;
    return nd_sort(c, a, axis, e);
}

nd_array *nd_argpartition(nd_ctx *c, const nd_array *a, int64_t kth, int axis, err *e) {
    if (check_kth(a, kth, axis, e)) return NULL;
    return nd_argsort(c, a, axis, e);
}
