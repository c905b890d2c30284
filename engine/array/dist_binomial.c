/* array/dist_binomial.c: binomial counts: by inversion while few are expected, else by BTPE.
 *
 * Kachitvichyanukul and Schmeiser's BTPE covers the distribution, whose mode is m, with a triangle,
 * two parallelograms beside its top, and two exponential tails; u says which part a pair falls in.  */
#include "array/dist.h"

#include <math.h>

/* --- inversion ---------------------------------------------------------------------------- */

static int64_t invert(const nd_rng *r, int64_t n, double p) {
    double  q = 1.0 - p, dn = (double)n, none = exp(dn * (r->legacy ? log(q) : log1p(-p))), mean = dn * p;
    double  limit = mean + 10.0 * sqrt(mean * q + 1), term = none, u = nd_bits_double(r->bits);
    int64_t most = nd_dist_int(dn < limit ? dn : limit), x = 0;
    while (u > term) {
        x++;
        if (x > most) {
            x = 0;
            term = none;
            u = nd_bits_double(r->bits);
        } else {
            u -= term;
            term = (double)(n - x + 1) * p * term / ((double)x * q);
        }
    }
    return x;
}

/* --- BTPE ------------------------------------------------------------------------------------ */

typedef struct btpe {
    int64_t n, m;
    double  r, q, npq, triangle, top, left, right, c, left_rate, right_rate, p2, p3, p4;
} btpe;

static double rate_of(double a) { return a * (1.0 + a / 2.0); }

static void btpe_init(btpe *b, int64_t n, double p) {
    double dn = (double)n, mean;
    b->n = n;
    b->r = p < 1.0 - p ? p : 1.0 - p;
    b->q = 1.0 - b->r;
    b->npq = dn * b->r * b->q;
    mean = dn * b->r + b->r;
    b->m = nd_dist_int(floor(mean));
    b->triangle = floor(2.195 * sqrt(b->npq) - 4.6 * b->q) + 0.5;
    b->top = (double)b->m + 0.5;
    b->left = b->top - b->triangle;
    b->right = b->top + b->triangle;
    b->c = 0.134 + 20.5 / (15.3 + (double)b->m);
    b->left_rate = rate_of((mean - b->left) / (mean - b->left * b->r));
    b->right_rate = rate_of((b->right - mean) / (b->right * b->q));
    b->p2 = b->triangle * (1.0 + 2.0 * b->c);
    b->p3 = b->p2 + b->c / b->left_rate;
    b->p4 = b->p3 + b->c / b->right_rate;
}

/* The count that a pair outside the triangle stands for; v becomes its height. false: beyond the cover. */
static bool propose(const btpe *b, double u, double *v, int64_t *y) {
    if (u <= b->p2) {
        double x = b->left + (u - b->triangle) / b->c;
        *v = *v * b->c + 1.0 - fabs((double)b->m - x + 0.5) / b->triangle;
        *y = nd_dist_int(floor(x));
        return !(*v > 1.0);
    }
    if (*v == 0.0) return false;
    if (u <= b->p3) {
        *y = nd_dist_int(floor(b->left + log(*v) / b->left_rate));
        *v = *v * (u - b->p2) * b->left_rate;
        return *y >= 0;
    }
    *y = nd_dist_int(floor(b->right - log(*v) / b->right_rate));
    *v = *v * (u - b->p3) * b->right_rate;
    return *y <= b->n;
}

/* Near the mode: the ratio of the two probabilities, factor by factor. */
static bool under_product(const btpe *b, int64_t y, double v) {
    double s = b->r / b->q, a = s * ((double)b->n + 1), ratio = 1.0;
    for (int64_t i = b->m + 1; i <= y; i++) ratio *= a / (double)i - s;
    for (int64_t i = y + 1; i <= b->m; i++) ratio /= a / (double)i - s;
    return !(v > ratio);
}

static double stirling(double x) {
    double square = x * x;
    return (13680. - (462. - (132. - (99. - 140. / square) / square) / square) / square) / x / 166320.;
}

/* Far from it: by the logarithm, first squeezed between two bounds, then by Stirling's formula. */
static bool under_log(const btpe *b, int64_t y, double k, double v) {
    double rho = k / b->npq * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / b->npq + 0.5);
    double t = -k * k / (2 * b->npq), height = log(v);
    if (height < t - rho) return true;
    if (height > t + rho) return false;
    double x1 = (double)(y + 1), f1 = (double)(b->m + 1), z = (double)(b->n + 1 - b->m), w = (double)(b->n - y + 1);
    double bound = b->top * log(f1 / x1) + ((double)(b->n - b->m) + 0.5) * log(z / w);
    bound += (double)(y - b->m) * log(w * b->r / (x1 * b->q));
    bound = bound + stirling(f1) + stirling(z) + stirling(x1) + stirling(w);
    return !(height > bound);
}

static int64_t draw_btpe(nd_bitgen *g, int64_t n, double p) {
    btpe    b;
    int64_t y;
    btpe_init(&b, n, p);
    for (;;) {
        double u = nd_bits_double(g) * b.p4, v = nd_bits_double(g);
        if (u <= b.triangle) {
            y = nd_dist_int(floor(b.top - b.triangle * v + u));
            break;
        }
        if (!propose(&b, u, &v, &y)) continue;
        int64_t k = y > b.m ? y - b.m : b.m - y;
        if (k > 20 && (double)k < b.npq / 2.0 - 1 ? under_log(&b, y, (double)k, v) : under_product(&b, y, v)) break;
    }
    return p > 0.5 ? n - y : y;
}

/* ------------------------------------------------------------------------------------------------ */

int64_t nd_dist_binomial(const nd_rng *r, int64_t n, double p) {
    if (!r->legacy && (n == 0 || p == 0.0)) return 0;
    double rare = p <= 0.5 ? p : 1.0 - p;
    int64_t count = rare * (double)n <= 30.0 ? invert(r, n, rare) : draw_btpe(r->bits, n, rare);
    return p <= 0.5 ? count : n - count;
}

int64_t nd_draw_binomial(const nd_rng *r, const nd_param *p) { return nd_dist_binomial(r, p[0].i, p[1].f); }
