/* array/choice.c: draws among things that are there: positions are drawn, then taken.
 *
 * Without replacement and without weights the two generators differ most: the legacy one shuffles all
 * positions; the other shuffles the tail of them, or, for few of many, draws a set (Floyd).            */
#include <math.h>
#include <string.h>

#include "array/create.h"
#include "array/dist.h"
#include "array/index.h"
#include "base/mem.h"

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

/* What each generator says. */
typedef enum complaint { IS_NAN, IS_NEGATIVE, NOT_ONE, TOO_MANY, EMPTY, NOT_POSITIVE, P_SHAPE, P_SIZE } complaint;

static err_code complain(const nd_rng *r, complaint what, err *e) {
    static const char *const texts[][2] = {
        [IS_NAN] = {"Probabilities contain NaN", "probabilities contain NaN"},
        [IS_NEGATIVE] = {"Probabilities are not non-negative", "probabilities are not non-negative"},
        [NOT_ONE] = {"Probabilities do not sum to 1. See Notes section of docstring for more information.", "probabilities do not sum to 1"},
        [TOO_MANY] = {"Cannot take a larger sample than population when replace is False",
                      "Cannot take a larger sample than population when 'replace=False'"},
        [EMPTY] = {"a cannot be empty unless no samples are taken", "'a' cannot be empty unless no samples are taken"},
        [NOT_POSITIVE] = {"a must be a positive integer unless no samples are taken", "a must be greater than 0 unless no samples are taken"},
        [P_SHAPE] = {"p must be 1-dimensional", "'p' must be 1-dimensional"},
        [P_SIZE] = {"a and p must have same size", "'a' and 'p' must have same size"},
    };
    return err_set(e, ERR_VALUE, "%s", texts[what][r->legacy]);
}

static err_code check_probabilities(const nd_rng *r, const nd_array *given, const double *p, err *e) {
    size_t n = given->size;
    double sum = careful_sum(p, n), tolerance = given->dtype.type == ND_F32 ? 0.00034526698300124393 : 0x1p-26;
    if (nd_is_float(given->dtype) && given->dtype.itemsize == 2) tolerance = 0x1p-5;
    if (isnan(sum)) return complain(r, IS_NAN, e);
    for (size_t i = 0; i < n; i++)
        if (p[i] < 0) return complain(r, IS_NEGATIVE, e);
    return fabs(sum - 1.0) > tolerance ? complain(r, NOT_ONE, e) : ERR_OK;
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

/* --- weighted --------------------------------------------------------------------------------------- */

/* Draws without replacement come in rounds: as many as are missing at once, of which repeats are
 * dropped; what was found loses its probability for the next round. */
typedef struct rounds {
    double  *p, *cdf;
    bool    *taken;      /* in this round */
    size_t   n, found, wanted;
    int64_t *out;
} rounds;

static void draw_round(rounds *w, nd_bitgen *g) {
    size_t missing = w->wanted - w->found, first = w->found;
    running_sum(w->p, w->n, w->cdf);
    for (size_t i = 0; i < missing; i++) {
        int64_t at = pick(w->cdf, w->n, nd_bits_double(g));
        if (at >= (int64_t)w->n || w->taken[at]) continue;
        w->taken[at] = true;
        w->out[w->found++] = at;
    }
    for (size_t i = first; i < w->found; i++) {
        w->taken[w->out[i]] = false;
        w->p[w->out[i]] = 0;
    }
}

static err_code draw_without(const nd_rng *r, rounds *w, err *e) {
    size_t possible = 0;
    for (size_t i = 0; i < w->n; i++) possible += w->p[i] > 0;
    if (possible < w->wanted) return err_set(e, ERR_VALUE, "Fewer non-zero entries in p than size");
    while (w->found < w->wanted) draw_round(w, r->bits);
    return ERR_OK;
}

static err_code draw_weighted(const nd_rng *r, const nd_choice *how, nd_array *p, nd_array *index, err *e) {
    rounds   w = {.p = (double *)(void *)p->data, .n = p->size, .wanted = index->size, .out = (int64_t *)(void *)index->data};
    err_code code = ERR_OK;
    w.cdf = mem_alloc(w.n + 1, sizeof *w.cdf, e);
    w.taken = mem_zalloc(w.n + 1, sizeof *w.taken, e);
    if (!w.cdf || !w.taken) {
        code = ERR_MEMORY;
    } else if (how->replace) {
        running_sum(w.p, w.n, w.cdf);
        for (size_t i = 0; i < w.wanted; i++) w.out[i] = pick(w.cdf, w.n, nd_bits_double(r->bits));
    } else {
        code = draw_without(r, &w, e);
    }
    mem_free(w.cdf);
    mem_free(w.taken);
    return code;
}

/* --- all alike, without replacement ------------------------------------------------------------------- */

/* Fisher and Yates down to place first. */
static void shuffle_from(const nd_rng *r, int64_t *v, int64_t n, int64_t first) {
    for (int64_t i = n - 1; i >= first; i--) {
        uint64_t max = (uint64_t)i;
        int64_t  j = (int64_t)(r->legacy ? nd_bits_interval(r->bits, max) : nd_bits_bounded(r->bits, max)), t = v[j];
        v[j] = v[i];
        v[i] = t;
    }
}

static err_code draw_by_shuffle(const nd_rng *r, int64_t n, nd_array *index, err *e) {
    int64_t  size = (int64_t)index->size;
    int64_t *all = mem_alloc((size_t)n + 1, sizeof *all, e);
    if (!all) return ERR_MEMORY;
    for (int64_t i = 0; i < n; i++) all[i] = i;
    shuffle_from(r, all, n, r->legacy || n - size < 1 ? 1 : n - size);
    if (size) memcpy(index->data, all + (r->legacy ? 0 : n - size), nd_nbytes(index));
    mem_free(all);
    return ERR_OK;
}

/* Where x is in the set, or would be. */
static uint64_t slot_of(const uint64_t *set, uint64_t mask, uint64_t x) {
    uint64_t at = x & mask;
    while (set[at] != UINT64_MAX && set[at] != x) at = (at + 1) & mask;
    return at;
}

/* Floyd: of 0 .. j one is drawn; if it is there already, j itself is new. */
static err_code draw_set(const nd_rng *r, const nd_choice *how, int64_t n, nd_array *index, err *e) {
    int64_t  size = (int64_t)index->size, *out = (int64_t *)(void *)index->data;
    uint64_t mask = (uint64_t)(1.2 * (double)size), *set;
    for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
    set = mem_alloc((size_t)mask + 1, sizeof *set, e);
    if (!set) return ERR_MEMORY;
    memset(set, 0xff, (size_t)(mask + 1) * sizeof *set);
    for (int64_t j = n - size; j < n; j++) {
        uint64_t x = nd_bits_bounded(r->bits, (uint64_t)j), at = slot_of(set, mask, x);
        if (set[at] != UINT64_MAX) at = slot_of(set, mask, x = (uint64_t)j);
        set[at] = x;
        out[j - n + size] = (int64_t)x;
    }
    mem_free(set);
    if (how->shuffle) shuffle_from(r, out, size, 1);
    return ERR_OK;
}

static err_code draw_distinct(const nd_rng *r, const nd_choice *how, int64_t n, nd_array *index, err *e) {
    int64_t many = n / (how->shuffle ? 50 : 20);
    if (r->legacy || (n > 10000 && (int64_t)index->size > many)) return draw_by_shuffle(r, n, index, e);
    return draw_set(r, how, n, index, e);
}

/* --- choice -------------------------------------------------------------------------------------------- */

static err_code draw_index(nd_ctx *c, const nd_rng *r, const nd_choice *how, int64_t n, nd_array *index, err *e) {
    int64_t  *out = (int64_t *)(void *)index->data;
    nd_array *p = NULL;
    if (how->p && !(p = nd_astype(c, how->p, nd_dtype_of(ND_F64), 'C', e))) return e ? e->code : ERR_MEMORY;
    err_code code = p ? check_probabilities(r, how->p, (double *)(void *)p->data, e) : ERR_OK;
    if (!code && !how->replace && (int64_t)index->size > n) code = complain(r, TOO_MANY, e);
    if (!code && p) code = draw_weighted(r, how, p, index, e);
    else if (!code && !how->replace) code = draw_distinct(r, how, n, index, e);
    else if (!code)
        for (size_t i = 0; i < index->size; i++) {
            uint64_t max = (uint64_t)n - 1;
            out[i] = (int64_t)(r->legacy ? nd_bits_interval(r->bits, max) : nd_bits_bounded(r->bits, max));
        }
    nd_drop(c, p);
    return code;
}

static err_code check_choice(const nd_rng *r, const nd_choice *how, int64_t n, err *e) {
    size_t wanted;
    if (nd_shape_size(how->size.ndim < 0 ? 0 : how->size.ndim, how->size.shape, 8, &wanted, e)) return e ? e->code : ERR_VALUE;
    if (n <= 0 && wanted > 0) return complain(r, how->from ? EMPTY : NOT_POSITIVE, e);
    if (how->p && how->p->ndim != 1) return complain(r, P_SHAPE, e);
    return how->p && (int64_t)how->p->size != n ? complain(r, P_SIZE, e) : ERR_OK;
}

nd_array *nd_random_choice(nd_ctx *c, const nd_rng *r, const nd_choice *how, err *e) {
    int       axis = how->axis;
    nd_array *index, *out;
    if (how->from && r->legacy && how->from->ndim != 1) return err_set(e, ERR_VALUE, "a must be 1-dimensional"), NULL;
    if (how->from && axis < 0) axis += how->from->ndim;
    if (how->from && (axis < 0 || axis >= how->from->ndim)) return err_set(e, ERR_INDEX, "tuple index out of range"), NULL;
    int64_t n = how->from ? (int64_t)how->from->shape[axis] : how->n;
    if (check_choice(r, how, n, e)) return NULL;
    index = nd_random_new(c, nd_dtype_of(ND_I64), &how->size, e);
    if (!index) return NULL;
    if (draw_index(c, r, how, n, index, e)) {
        nd_drop(c, index);
        return NULL;
    }
    if (!how->from) return index;
    out = nd_take(c, how->from, index, axis, 'r', e);
    nd_drop(c, index);
    if (!out) return NULL;
    bool one = how->size.ndim < 0 && out->ndim == 0;
    out->flags = (uint8_t)(one ? out->flags | ND_SCALAR : out->flags & ~ND_SCALAR);
    return out;
}
