/* array/multivariate.c: draws of several numbers that belong together: a row of the result each. */
#include "array/dist.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

/* A result of rows of k: size=None is one row. */
static nd_array *new_rows(nd_ctx *c, nd_dtype d, const nd_size *size, ptrdiff_t k, err *e) {
    nd_size whole = *size;
    size_t  n;
    if (whole.ndim < 0) whole.ndim = 0;
    if (nd_shape_size(whole.ndim, whole.shape, 1, &n, e)) return NULL;
    if (whole.ndim == ND_MAXDIMS) {
        err_set(e, ERR_VALUE, "maximum supported dimension for an ndarray is %d, found %d", ND_MAXDIMS, ND_MAXDIMS + 1);
        return NULL;
    }
    whole.shape[whole.ndim++] = k;
    nd_array *out = nd_random_new(c, d, &whole, e);
    if (out) memset(out->data, 0, nd_nbytes(out));
    return out;
}

static double *doubles(const nd_array *a) { return (double *)(void *)a->data; }
static int64_t *integers(const nd_array *a) { return (int64_t *)(void *)a->data; }

/* --- multinomial ---------------------------------------------------------------------------------- */

static double careful_sum(const double *p, ptrdiff_t n) {
    double sum = n > 0 ? p[0] : 0, lost = 0;
    for (ptrdiff_t i = 1; i < n; i++) {
        double y = p[i] - lost, t = sum + y;
        lost = (t - sum) - y;
        sum = t;
    }
    return sum;
}

static err_code check_pvals(const nd_array *p, err *e) {
    const double *x = doubles(p);
    for (size_t i = 0; i < p->size; i++)
        if (!(x[i] >= 0 && x[i] <= 1)) return err_set(e, ERR_VALUE, "pvals < 0, pvals > 1 or pvals contains NaNs");
    ptrdiff_t k = p->shape[p->ndim - 1];
    for (size_t i = 0; k > 0 && i < p->size; i += (size_t)k)
        if (careful_sum(x + i, k - 1) > 1.0 + 1e-12)
            return err_set(e, ERR_VALUE, p->ndim > 1 ? "sum(pvals[...,:-1]) > 1.0" : "sum(pvals[:-1]) > 1.0");
    return ERR_OK;
}

/* One binomial after the other, of what is left. */
static void draw_multinomial(const nd_rng *r, int64_t n, const double *p, ptrdiff_t k, int64_t *out) {
    double left = 1.0;
    for (ptrdiff_t i = 0; i < k - 1; i++) {
        out[i] = nd_dist_binomial(r, n, p[i] / left);
        n -= out[i];
        if (n <= 0) return;
        left -= p[i];
    }
    if (k > 0 && n > 0) out[k - 1] = n;
}

typedef struct multinomial {
    nd_array *n, *p;                  /* int64, float64 */
    nd_view   first;                  /* of each row of p */
    nd_size   size;
} multinomial;

/* n and the rows of p stretched over each other. */
static err_code join_shapes(multinomial *m, err *e) {
    const nd_array *both[] = {m->n, &m->first.a};
    nd_size         joint;
    char            have[ND_SHAPE_TEXT], want[ND_SHAPE_TEXT];
    if (nd_broadcast_shapes(2, both, &joint.ndim, joint.shape, e)) return e ? e->code : ERR_VALUE;
    if (m->size.ndim < 0) return m->size = joint, ERR_OK;
    bool fits = joint.ndim <= m->size.ndim;
    for (int i = 0; fits && i < joint.ndim; i++)
        fits = joint.shape[i] == 1 || joint.shape[i] == m->size.shape[m->size.ndim - joint.ndim + i];
    if (fits) return ERR_OK;
    nd_shape_text(m->n->ndim, m->n->shape, have);
    nd_shape_text(m->size.ndim, m->size.shape, want);
    return err_set(e, ERR_VALUE, "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape %s "
                   "and arg 2 with shape %s.", have, want);
}

static nd_array *draw_multinomials(nd_ctx *c, const nd_rng *r, multinomial *m, err *e) {
    ptrdiff_t k = m->p->shape[m->p->ndim - 1];
    nd_view   n, p, rows;
    nd_walk   w;
    nd_view_init(&m->first, m->p->dtype, m->p->ndim - 1, m->p->shape, m->p->strides, m->p->data);
    for (size_t i = 0; i < m->n->size; i++)
        if (integers(m->n)[i] < 0) return err_set(e, ERR_VALUE, "n < 0"), NULL;
    if (check_pvals(m->p, e) || join_shapes(m, e)) return NULL;
    nd_array *out = new_rows(c, nd_dtype_of(ND_I64), &m->size, k, e);
    if (!out || out->size == 0) return out;
    nd_broadcast_to_view(&n, m->n, m->size.ndim, m->size.shape);
    nd_broadcast_to_view(&p, &m->first.a, m->size.ndim, m->size.shape);
    nd_view_init(&rows, out->dtype, m->size.ndim, out->shape, out->strides, out->data);
    const nd_array *ops[] = {&rows.a, &n.a, &p.a};
    for (nd_walk_init(&w, 3, ops, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            const ptrdiff_t *s = w.stride, at = (ptrdiff_t)i;
            int64_t          count;
            memcpy(&count, w.p[1] + at * s[1], sizeof count);
            draw_multinomial(r, count, (const double *)(const void *)(w.p[2] + at * s[2]), k, (int64_t *)(void *)(w.p[0] + at * s[0]));
        }
    return out;
}

static err_code check_multinomial(const nd_rng *r, const nd_array *p, err *e) {
    if (r->legacy && p->ndim == 0) return err_set(e, ERR_TYPE, "pvals must be a 1-d sequence");
    if (r->legacy && p->ndim > 1)
        return err_set(e, ERR_VALUE, "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of 1.");
    if (!r->legacy && (p->ndim == 0 || p->shape[p->ndim - 1] == 0))
        return err_set(e, ERR_VALUE, "pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0.");
    return ERR_OK;
}

nd_array *nd_random_multinomial(nd_ctx *c, const nd_rng *r, const nd_array *n, const nd_array *p, const nd_size *size, err *e) {
    multinomial m = {.size = *size};
    nd_array   *out = NULL;
    if (check_multinomial(r, p, e)) return NULL;
    m.n = nd_astype(c, n, nd_dtype_of(ND_I64), 'C', e);
    if (m.n) m.p = nd_astype(c, p, nd_dtype_of(ND_F64), 'C', e);
    if (m.p) out = draw_multinomials(c, r, &m, e);
    nd_drop(c, m.p);
    nd_drop(c, m.n);
    return out;
}

/* --- Dirichlet --------------------------------------------------------------------------------------- */

static void draw_gammas(const nd_rng *r, const double *alpha, ptrdiff_t k, double *out) {
    double sum = 0;
    for (ptrdiff_t i = 0; i < k; i++) sum += out[i] = nd_dist_gamma(r, alpha[i]);
    for (ptrdiff_t i = 0; i < k; i++) out[i] *= 1. / sum;
}

/* For alphas so small that all gammas could be 0: a stick, broken again and again. rest: sums from the right. */
static void break_stick(const nd_rng *r, const double *alpha, const double *rest, ptrdiff_t k, double *out) {
    double left = 1.;
    for (ptrdiff_t i = 0; i < k - 1; i++) {
        double part = nd_dist_beta(r, alpha[i], rest[i + 1]);
        out[i] = left * part;
        left *= 1. - part;
        if (rest[i + 1] == 0) break;
    }
    out[k - 1] = left;
}

static void fill_sticks(const nd_rng *r, const double *alpha, double *rest, ptrdiff_t k, nd_array *out) {
    double sum = 0;
    for (ptrdiff_t i = k - 1; i >= 0; i--) rest[i] = sum += alpha[i];
    if (sum <= 0) return;
    for (size_t i = 0; i < out->size; i += (size_t)k) break_stick(r, alpha, rest, k, doubles(out) + i);
}

static nd_array *draw_dirichlet(nd_ctx *c, const nd_rng *r, const nd_array *alpha, const nd_size *size, err *e) {
    const double *a = doubles(alpha);
    ptrdiff_t     k = alpha->shape[0];
    double        most = 0, *rest = NULL;
    for (ptrdiff_t i = 0; i < k; i++) {
        if (r->legacy ? a[i] <= 0 : a[i] < 0) return err_set(e, ERR_VALUE, r->legacy ? "alpha <= 0" : "alpha < 0"), NULL;
        if (a[i] > most || isnan(a[i])) most = a[i];
    }
    nd_array *out = new_rows(c, nd_dtype_of(ND_F64), size, k, e);
    if (!out || k == 0) return out;
    if (r->legacy || !(most < 0.1)) {
        for (size_t i = 0; i < out->size; i += (size_t)k) draw_gammas(r, a, k, doubles(out) + i);
        return out;
    }
    rest = mem_alloc((size_t)k, sizeof *rest, e);
    if (!rest) return nd_drop(c, out), NULL;
    fill_sticks(r, a, rest, k, out);
    mem_free(rest);
    return out;
}

nd_array *nd_random_dirichlet(nd_ctx *c, const nd_rng *r, const nd_array *alpha, const nd_size *size, err *e) {
    if (alpha->ndim == 0) return err_set(e, ERR_TYPE, "object of type '%s' has no len()", nd_is_float(alpha->dtype) ? "float" : "int"), NULL;
    if (alpha->ndim > 1) {
        err_set(e, ERR_VALUE, "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of 1.");
        return NULL;
    }
    nd_array *a = nd_astype(c, alpha, nd_dtype_of(ND_F64), 'C', e);
    nd_array *out = a ? draw_dirichlet(c, r, a, size, e) : NULL;
    nd_drop(c, a);
    return out;
}

/* --- several colours ------------------------------------------------------------------------------------ */

typedef struct urn {
    const int64_t *colors;
    ptrdiff_t      k;
    int64_t        total, sample;        /* at most half of the balls: the rest is what is asked for when more */
    bool           more;
    int64_t       *balls;                /* the colour of each, or NULL */
} urn;

/* Draws the first balls of a shuffle. */
static void draw_by_count(const nd_rng *r, const urn *u, int64_t *out) {
    for (int64_t i = 0; i < u->sample; i++) {
        int64_t j = i + (int64_t)nd_bits_interval(r->bits, (uint64_t)(u->total - i - 1)), t = u->balls[j];
        u->balls[j] = u->balls[i];
        u->balls[i] = t;
    }
    for (int64_t i = 0; i < u->sample; i++) out[u->balls[i]]++;
}

/* One hypergeometric draw a colour, of what is left. */
static void draw_by_marginals(const nd_rng *r, const urn *u, int64_t *out) {
    int64_t wanted = u->sample, left = u->total;
    for (ptrdiff_t i = 0; wanted > 0 && i + 1 < u->k; i++) {
        left -= u->colors[i];
        out[i] = nd_dist_hypergeometric(r, u->colors[i], left, wanted);
        wanted -= out[i];
    }
    if (wanted > 0) out[u->k - 1] = wanted;
}

static void fill_colors(const nd_rng *r, const urn *u, nd_array *out) {
    for (size_t i = 0; i < out->size; i += (size_t)u->k) {
        int64_t *row = integers(out) + i;
        if (u->balls) draw_by_count(r, u, row);
        else draw_by_marginals(r, u, row);
        for (ptrdiff_t k = 0; u->more && k < u->k; k++) row[k] = u->colors[k] - row[k];
    }
}

static err_code fill_urn(urn *u, err *e) {
    int64_t at = 0;
    u->balls = mem_alloc((size_t)u->total + 1, sizeof *u->balls, e);
    if (!u->balls) return ERR_MEMORY;
    for (ptrdiff_t i = 0; i < u->k; i++)
        for (int64_t j = 0; j < u->colors[i]; j++) u->balls[at++] = i;
    return ERR_OK;
}

static err_code check_colors(const nd_array *colors, int64_t nsample, bool by_count, int64_t *total, err *e) {
    const char *text = "colors must be a one-dimensional sequence of nonnegative integers not exceeding 9223372036854775807.";
    bool        fine = colors->ndim == 1 && (colors->size == 0 || nd_is_integer(colors->dtype));
    if (nsample < 0) return err_set(e, ERR_VALUE, "nsample must be nonnegative.");
    *total = 0;
    for (size_t i = 0; fine && i < colors->size; i++) {
        nd_scalar x = nd_load(colors->dtype, colors->data + (ptrdiff_t)i * colors->strides[0]);
        fine = x.kind == 'i' && x.u.i >= 0;
        if (fine && x.u.i > INT64_MAX - *total) return err_set(e, ERR_VALUE, "sum(colors) must not exceed the maximum value of a 64 bit signed integer (9223372036854775807)");
        if (fine) *total += x.u.i;
    }
    if (!fine) return err_set(e, ERR_VALUE, "%s", text);
    if (!by_count && *total >= 1000000000) return err_set(e, ERR_VALUE, "When method is \"marginals\", sum(colors) must be less than 1000000000.");
    return nsample > *total ? err_set(e, ERR_VALUE, "nsample > sum(colors)") : ERR_OK;
}

nd_array *nd_random_colors(nd_ctx *c, const nd_rng *r, const nd_array *colors, int64_t nsample, bool by_count, const nd_size *size, err *e) {
    urn u = {0};
    if (check_colors(colors, nsample, by_count, &u.total, e)) return NULL;
    nd_array *dense = nd_astype(c, colors, nd_dtype_of(ND_I64), 'C', e), *out = NULL;
    if (!dense) return NULL;
    u.colors = integers(dense);
    u.k = dense->shape[0];
    u.more = nsample > u.total / 2;
    u.sample = u.more ? u.total - nsample : nsample;
    if (!by_count || !fill_urn(&u, e)) out = new_rows(c, nd_dtype_of(ND_I64), size, u.k, e);
    if (out && u.k > 0 && u.total > 0 && nsample > 0) fill_colors(r, &u, out);
    mem_free(u.balls);
    nd_drop(c, dense);
    return out;
}
