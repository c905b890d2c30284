/* array/choice.c: shuffle, permutation and choice: draws among things that are there. */
#include <math.h>
#include <string.h>

#include "array/create.h"
#include "array/index.h"
#include "array/random.h"
#include "array/sort.h"
#include "base/mem.h"

/* --- shuffle -------------------------------------------------------------------------------- */

static void swap_bytes(char *p, char *q, char *spare, size_t n) {
    memcpy(spare, p, n);
    memcpy(p, q, n);
    memcpy(q, spare, n);
}

static err_code shuffle_row(nd_mt19937 *r, nd_array *a, err *e) {
    char *spare = mem_alloc(1, a->dtype.itemsize + 1, e);
    if (!spare) return ERR_MEMORY;
    for (ptrdiff_t i = a->shape[0] - 1; i > 0; i--) {
        ptrdiff_t j = (ptrdiff_t)nd_random_interval(r, (uint64_t)i);
        if (i != j) swap_bytes(a->data + i * a->strides[0], a->data + j * a->strides[0], spare, a->dtype.itemsize);
    }
    mem_free(spare);
    return ERR_OK;
}

static void shuffle_numbers(nd_mt19937 *r, int64_t *v, int64_t n) {
    for (int64_t i = n - 1; i > 0; i--) {
        int64_t j = (int64_t)nd_random_interval(r, (uint64_t)i), t = v[j];
        v[j] = v[i];
        v[i] = t;
    }
}

/* The numbers 0 .. n-1, shuffled. */
static nd_array *shuffled_range(nd_ctx *c, nd_mt19937 *r, int64_t n, err *e) {
    nd_array *order = nd_arange_int(c, 0, n, 1, nd_dtype_of(ND_I64), e);
    if (order) shuffle_numbers(r, (int64_t *)(void *)order->data, n);
    return order;
}

static nd_array *shuffled_rows(nd_ctx *c, nd_mt19937 *r, nd_array *a, err *e) {
    nd_array *order = shuffled_range(c, r, a->shape[0], e), *out = NULL;
    if (order) out = nd_take(c, a, order, 0, 'r', e);
    nd_drop(c, order);
    return out;
}

err_code nd_random_shuffle(nd_ctx *c, nd_mt19937 *r, nd_array *a, err *e) {
    if (a->ndim == 0) return err_set(e, ERR_TYPE, "len() of unsized object");
    if (!nd_is_writeable(a)) return err_set(e, ERR_VALUE, "array is read-only");
    if (a->size == 0) return ERR_OK;        /* draws nothing, unlike a permutation */
    c->bill.elements += a->size;
    if (a->ndim == 1) return shuffle_row(r, a, e);
    nd_array *rows = shuffled_rows(c, r, a, e);
    if (!rows) return e ? e->code : ERR_MEMORY;
    err_code code = nd_assign(c, a, rows, e);
    nd_drop(c, rows);
    return code;
}

nd_array *nd_random_permutation(nd_ctx *c, nd_mt19937 *r, nd_array *a, err *e) {
    if (a->ndim == 0) {
        err_set(e, ERR_INDEX, "x must be an integer or at least 1-dimensional");
        return NULL;
    }
    c->bill.elements += a->size;
    return shuffled_rows(c, r, a, e);
}

/* --- probabilities ----------------------------------------------------------------------------- */

/* Kahan's sum, as NumPy checks it. */
static double careful_sum(const double *p, size_t n) {
    double sum = n ? p[0] : 0, lost = 0;
    for (size_t i = 1; i < n; i++) {
        double y = p[i] - lost, t = sum + y;
        lost = (t - sum) - y;
        sum = t;
    }
    return sum;
}

static err_code check_probabilities(const nd_array *given, const double *p, size_t n, err *e) {
    double sum = careful_sum(p, n), tolerance = given->dtype.type == ND_F32 ? 0.00034526698300124393 : 0x1p-26;
    if (isnan(sum)) return err_set(e, ERR_VALUE, "probabilities contain NaN");
    for (size_t i = 0; i < n; i++)
        if (p[i] < 0) return err_set(e, ERR_VALUE, "probabilities are not non-negative");
    if (fabs(sum - 1.0) > tolerance) return err_set(e, ERR_VALUE, "probabilities do not sum to 1");
    return ERR_OK;
}

static void running_sum(const double *p, size_t n, double *cdf) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) cdf[i] = sum = i ? sum + p[i] : p[i];
    for (size_t i = 0; i < n; i++) cdf[i] /= sum;
}

/* First position whose running sum is above x. */
static int64_t pick(const double *cdf, size_t n, double x) {
    size_t low = 0, left = n;
    while (left > 0) {
        size_t half = left / 2;
        if (cdf[low + half] <= x) {
            low += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return (int64_t)low;
}

/* Draws without replacement come in rounds: as many as are missing at once, of which repeats are
 * dropped; what was found loses its probability for the next round. */
typedef struct rounds {
    double  *p, *cdf;
    bool    *taken;      /* in this round */
    size_t   n, found, wanted;
    int64_t *out;
} rounds;

static void draw_round(rounds *w, nd_mt19937 *r) {
    size_t missing = w->wanted - w->found, first = w->found;
    running_sum(w->p, w->n, w->cdf);
    for (size_t i = 0; i < missing; i++) {
        int64_t at = pick(w->cdf, w->n, nd_random_double(r));
        if (at >= (int64_t)w->n || w->taken[at]) continue;
        w->taken[at] = true;
        w->out[w->found++] = at;
    }
    for (size_t i = first; i < w->found; i++) {
        w->taken[w->out[i]] = false;
        w->p[w->out[i]] = 0;
    }
}

static err_code too_many(err *e) {
    return err_set(e, ERR_VALUE, "Cannot take a larger sample than population when 'replace=False'");
}

static err_code draw_without(nd_mt19937 *r, rounds *w, err *e) {
    size_t possible = 0;
    if (w->wanted > w->n) return too_many(e);
    for (size_t i = 0; i < w->n; i++) possible += w->p[i] > 0;
    if (possible < w->wanted) return err_set(e, ERR_VALUE, "Fewer non-zero entries in p than size");
    while (w->found < w->wanted) draw_round(w, r);
    return ERR_OK;
}

static err_code draw_weighted(nd_mt19937 *r, const nd_array *given, nd_array *p, bool replace, nd_array *index, err *e) {
    rounds   w = {.p = (double *)(void *)p->data, .n = p->size, .wanted = index->size};
    err_code code = check_probabilities(given, w.p, w.n, e);
    if (code) return code;
    w.out = (int64_t *)(void *)index->data;
    w.cdf = mem_alloc(w.n + 1, sizeof *w.cdf, e);
    w.taken = mem_zalloc(w.n + 1, sizeof *w.taken, e);
    code = w.cdf && w.taken ? ERR_OK : ERR_MEMORY;
    if (!code && replace) {
        running_sum(w.p, w.n, w.cdf);
        for (size_t i = 0; i < w.wanted; i++) w.out[i] = pick(w.cdf, w.n, nd_random_double(r));
    } else if (!code) {
        code = draw_without(r, &w, e);
    }
    mem_free(w.cdf);
    mem_free(w.taken);
    return code;
}

static nd_array *weighted_index(nd_ctx *c, nd_mt19937 *r, const nd_array *p, int ndim, const ptrdiff_t *shape,
                                bool replace, err *e) {
    nd_array *dense = nd_astype(c, p, nd_dtype_of(ND_F64), 'C', e), *index = NULL;
    if (dense) index = nd_new(c, nd_dtype_of(ND_I64), ndim, shape, 'C', e);
    if (index && draw_weighted(r, p, dense, replace, index, e)) {
        nd_drop(c, index);
        index = NULL;
    }
    nd_drop(c, dense);
    return index;
}

/* --- choice -------------------------------------------------------------------------------------- */

/* The first ones of a shuffled range. */
static nd_array *distinct_index(nd_ctx *c, nd_mt19937 *r, int64_t n, int ndim, const ptrdiff_t *shape, err *e) {
    nd_array *index = nd_new(c, nd_dtype_of(ND_I64), ndim, shape, 'C', e);
    nd_array *order = index ? shuffled_range(c, r, n, e) : NULL;
    if (order) memcpy(index->data, order->data, nd_nbytes(index));
    if (!order) {
        nd_drop(c, index);
        index = NULL;
    }
    nd_drop(c, order);
    return index;
}

static err_code check_choice(const nd_array *a, const nd_array *p, size_t wanted, bool replace, err *e) {
    if (a->ndim != 1) return err_set(e, ERR_VALUE, "a must be 1-dimensional");
    if (a->size == 0 && wanted > 0) return err_set(e, ERR_VALUE, "'a' cannot be empty unless no samples are taken");
    if (p && p->ndim != 1) return err_set(e, ERR_VALUE, "'p' must be 1-dimensional");
    if (p && p->size != a->size) return err_set(e, ERR_VALUE, "'a' and 'p' must have same size");
    return !replace && !p && wanted > a->size ? too_many(e) : ERR_OK;
}

nd_array *nd_random_choice(nd_ctx *c, nd_mt19937 *r, nd_array *a, int ndim, const ptrdiff_t *shape, bool replace,
                           const nd_array *p, err *e) {
    size_t    wanted;
    nd_array *index, *out;

    if (nd_shape_size(ndim, shape, 1, &wanted, e) || check_choice(a, p, wanted, replace, e)) return NULL;
    if (p)
        index = weighted_index(c, r, p, ndim, shape, replace, e);
    else if (!replace)
        index = distinct_index(c, r, (int64_t)a->size, ndim, shape, e);
    else if (wanted == 0)
        index = nd_new(c, nd_dtype_of(ND_I64), ndim, shape, 'C', e);
    else
        index = nd_random_randint(c, r, 0, (int64_t)a->size, nd_dtype_of(ND_I64), ndim, shape, e);
    if (!index) return NULL;
    out = nd_take(c, a, index, 0, 'r', e);
    nd_drop(c, index);
    if (out && ndim == 0) out->flags |= ND_SCALAR;
    return out;
}
