/* array/search.c: searchsorted and digitize: binary search of each value. */
#include <string.h>

#include "array/element.h"
#include "array/resolve.h"
#include "array/sort.h"
#include "array/sort_core.h"
#include "array/row.h"
#include "base/mem.h"

/* A sorted row and how to look into it. */
typedef struct haystack {
    nd_dtype d;
    char    *row;
    size_t   n;
    bool     right;
} haystack;

static size_t find_other(const haystack *h, const char *key) {
    size_t low = 0, n = h->n;
    while (n > 0) {
        size_t half = n / 2;
        int    cmp = nd_element_order(h->d, h->row + (low + half) * h->d.itemsize, key);
        bool   after = h->right ? cmp <= 0 : cmp < 0;
        low = after ? low + half + 1 : low;
        n = after ? n - half - 1 : half;
    }
    return low;
}

static size_t find(const haystack *h, const char *key) {
    if (!nd_is_numeric(h->d)) return find_other(h, key);
    return nd_orders[h->d.type].find(h->row, h->n, key, h->right);
}

static err_code check_shape(const nd_array *a, err *e) {
    if (a->ndim == 0) return err_set(e, ERR_VALUE, "object of too small depth for desired array");
    if (a->ndim > 1) return err_set(e, ERR_VALUE, "object too deep for desired array");
    return ERR_OK;
}

static err_code check_sorter(const nd_array *a, const nd_array *sorter, err *e) {
    if (!sorter) return ERR_OK;
    if (!nd_is_integer(sorter->dtype)) return err_set(e, ERR_TYPE, "sorter must only contain integers");
    err_code code = check_shape(sorter, e);
    if (code) return code;
    if (sorter->size != a->size) return err_set(e, ERR_VALUE, "sorter.size must equal a.size");
    return ERR_OK;
}

/* Put the row in the sorter's order. Positions outside wrap from the end or are an error. */
static err_code apply_sorter(haystack *h, const nd_array *sorter, err *e) {
    char    *ordered = mem_alloc(h->n + 1, h->d.itemsize, e);
    err_code code = ordered ? ERR_OK : ERR_MEMORY;
    for (size_t i = 0; !code && i < h->n; i++) {
        nd_scalar s = nd_load(sorter->dtype, sorter->data + (ptrdiff_t)i * sorter->strides[0]);
        int64_t   at = s.kind == 'u' ? INT64_MAX : s.u.i < 0 ? s.u.i + (int64_t)h->n : s.u.i;
        if (at < 0 || at >= (int64_t)h->n)
            code = err_set(e, ERR_VALUE, "Sorter index out of range.");
        else
            memcpy(ordered + i * h->d.itemsize, h->row + (size_t)at * h->d.itemsize, h->d.itemsize);
    }
    if (!code && h->n) memcpy(h->row, ordered, h->n * h->d.itemsize);
    mem_free(ordered);
    return code;
}

static void find_all(const haystack *h, const nd_array *v, nd_array *out) {
    int64_t    *index = (int64_t *)(void *)out->data;
    const char *p = v->data;
    for (size_t i = 0; i < v->size; i++, p += v->dtype.itemsize) index[i] = (int64_t)find(h, p);
}

nd_array *nd_searchsorted(nd_ctx *c, const nd_array *a, const nd_array *v, char side, const nd_array *sorter, err *e) {
    nd_array *row = NULL, *values = NULL, *out = NULL;
    bool      ok = false;

    if (check_sorter(a, sorter, e) || check_shape(a, e)) return NULL;
    const nd_array *const both[2] = {a, v};
    nd_dtype              d;
    if (nd_promote(a->dtype, v->dtype, &d, e)) return nd_refuse_common(2, both, e), NULL;
    row = nd_astype(c, a, d, 'C', e);
    values = row ? nd_astype(c, v, d, 'C', e) : NULL;
    out = values ? nd_new(c, nd_dtype_of(ND_I64), v->ndim, v->shape, 'C', e) : NULL;
    if (!out) goto done;
    haystack h = {d, row->data, row->size, side == 'r'};
    if (sorter && apply_sorter(&h, sorter, e)) goto done;
    find_all(&h, values, out);
    c->bill.elements += a->size + v->size;
    if (out->ndim == 0) out->flags |= ND_SCALAR;
    ok = true;
done:
    nd_drop(c, row);
    nd_drop(c, values);
    if (!ok) nd_drop(c, out);
    return ok ? out : NULL;
}

/* --- digitize --------------------------------------------------------------------------------- */

/* 1 rising, -1 falling, 0 neither. The first change decides which; a change to or from NaN counts
 * as falling, and is no step up or down afterwards. */
static int direction(const double *b, size_t n) {
    size_t i = 1;
    while (i < n && b[i] == b[0]) i++;
    if (i >= n) return 1;
    bool rising = b[0] < b[i];
    for (i++; i < n; i++)
        if (rising ? b[i - 1] > b[i] : b[i - 1] < b[i]) return 0;
    return rising ? 1 : -1;
}

static nd_array *as_doubles(nd_ctx *c, const nd_array *a, err *e) {
    char from[ND_DTYPE_TEXT];
    if (!nd_is_numeric(a->dtype) || nd_is_complex(a->dtype)) {
        nd_dtype_text(a->dtype, from);
        err_set(e, ERR_TYPE, "Cannot cast array data from dtype('%s') to dtype('float64') according to the rule 'safe'",
                from);
        return NULL;
    }
    return nd_astype(c, a, nd_dtype_of(ND_F64), 'C', e);
}

static void reverse(double *b, size_t n) {
    for (size_t i = 0; i < n / 2; i++) {
        double t = b[i];
        b[i] = b[n - 1 - i];
        b[n - 1 - i] = t;
    }
}

/* Falling bins are searched backwards. */
static nd_array *digitize_falling(nd_ctx *c, const nd_array *x, nd_array *edges, bool right, err *e) {
    reverse((double *)(void *)edges->data, edges->size);
    nd_array *out = nd_searchsorted(c, edges, x, right ? 'l' : 'r', NULL, e);
    if (!out) return NULL;
    int64_t *index = (int64_t *)(void *)out->data;
    for (size_t i = 0; i < out->size; i++) index[i] = (int64_t)edges->size - index[i];
    return out;
}

nd_array *nd_digitize(nd_ctx *c, const nd_array *x, const nd_array *bins, bool right, err *e) {
    nd_array *edges, *out = NULL;

    if (nd_is_complex(x->dtype)) return err_set(e, ERR_TYPE, "x may not be complex"), NULL;
    if (check_shape(bins, e)) return NULL;
    edges = as_doubles(c, bins, e);
    if (!edges) return NULL;
    int way = direction((const double *)(void *)edges->data, edges->size);
    if (way == 0)
        err_set(e, ERR_VALUE, "bins must be monotonically increasing or decreasing");
    else if (way > 0)
        out = nd_searchsorted(c, edges, x, right ? 'l' : 'r', NULL, e);
    else
        out = digitize_falling(c, x, edges, right, e);
    nd_drop(c, edges);
    return out;
}
