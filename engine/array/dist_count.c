/* array/dist_count.c: counts: Poisson, negative binomial, geometric, Zipf, log-series. */
#include "array/dist.h"

#include <math.h>

/* Stirling's series after Zhang and Jin, moved up to x >= 7 where it is good. */
double nd_log_gamma(double x) {
    static const double a[] = {
        8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04, 8.417508417508418e-04,
        -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01, -1.39243221690590e+00,
    };
    int64_t moved = x < 7.0 ? (int64_t)(7 - x) : 0;
    double  y = x + (double)moved, square, sum = a[9];
    if (x == 1.0 || x == 2.0) return 0.0;
    square = (1.0 / y) * (1.0 / y);
    for (int k = 8; k >= 0; k--) sum = sum * square + a[k];
    sum = sum / y + 0.5 * 1.8378770664093453e+00 + (y - 0.5) * log(y) - y;
    for (int64_t k = 0; k < moved; k++) {
        sum -= log(y - 1.0);
        y -= 1.0;
    }
    return sum;
}

/* --- Poisson ---------------------------------------------------------------------------- */

/* How many fractions can be multiplied before the product is small. */
static int64_t small_poisson(nd_bitgen *g, double lam) {
    double  limit = exp(-lam), product = 1.0;
    int64_t count = 0;
    for (;;) {
        product *= nd_bits_double(g);
        if (!(product > limit)) return count;
        count++;
    }
}

/* Hormann's transformed rejection. */
static int64_t large_poisson(nd_bitgen *g, double lam) {
    double root = sqrt(lam), log_lam = log(lam), b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b;
    double inverse = 1.1239 + 1.1328 / (b - 3.4), right = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        double  u = nd_bits_double(g) - 0.5, v = nd_bits_double(g), from_edge = 0.5 - fabs(u);
        int64_t k = nd_dist_int(floor((2 * a / from_edge + b) * u + lam + 0.43));
        if (from_edge >= 0.07 && v <= right) return k;
        if (k < 0 || (from_edge < 0.013 && v > from_edge)) continue;
        double left = log(v) + log(inverse) - log(a / (from_edge * from_edge) + b);
        if (left <= -lam + (double)k * log_lam - nd_log_gamma((double)k + 1)) return k;
    }
}

int64_t nd_dist_poisson(nd_bitgen *g, double lam) {
    if (lam >= 10) return large_poisson(g, lam);
    return lam == 0 ? 0 : small_poisson(g, lam);
}

int64_t nd_draw_poisson(const nd_rng *r, const nd_param *p) { return nd_dist_poisson(r->bits, p[0].f); }

int64_t nd_draw_negative_binomial(const nd_rng *r, const nd_param *p) {
    return nd_dist_poisson(r->bits, (1 - p[1].f) / p[1].f * nd_dist_gamma(r, p[0].f));
}

/* --- geometric ------------------------------------------------------------------------------ */

static int64_t search_geometric(nd_bitgen *g, double p) {
    double  sum = p, term = p, u = nd_bits_double(g);
    int64_t count = 1;
    for (; u > sum; count++) {
        term *= 1.0 - p;
        sum += term;
    }
    return count;
}

int64_t nd_draw_geometric(const nd_rng *r, const nd_param *params) {
    double p = params[0].f, x;
    if (p >= 0.333333333333333333333333) return search_geometric(r->bits, p);
    if (r->legacy) return nd_dist_int(ceil(log1p(-nd_bits_double(r->bits)) / log(1 - p)));
    x = ceil(-nd_zig_exponential(r->bits) / log1p(-p));
    return x >= 9.223372036854776e+18 ? INT64_MAX : nd_dist_int(x);
}

/* --- Zipf ------------------------------------------------------------------------------------- */

/* A fraction that is not so small that the number is beyond 64 bits. */
static double zipf_fraction(const nd_rng *r, double least) {
    double u = nd_bits_double(r->bits);
    return r->legacy ? 1.0 - u : u * least + (1 - u);
}

int64_t nd_draw_zipf(const nd_rng *r, const nd_param *p) {
    double a = p[0].f, b = pow(2.0, a - 1.0), least;
    if (!r->legacy && a >= 1025) return 1;
    least = pow(0x1p63, -(a - 1.0));
    for (;;) {
        double u = zipf_fraction(r, least), v = nd_bits_double(r->bits), x = floor(pow(u, -1.0 / (a - 1.0)));
        if (x > 0x1p63 || x < 1.0) continue;
        double t = pow(1.0 + 1.0 / x, a - 1.0);
        if (v * x * (t - 1.0) / (b - 1.0) <= t / b) return nd_dist_int(x);
    }
}

/* --- log-series --------------------------------------------------------------------------------- */

/* Kemp's method. */
int64_t nd_draw_logseries(const nd_rng *r, const nd_param *params) {
    double p = params[0].f, rate = r->legacy ? log(1.0 - p) : log1p(-p);
    for (;;) {
        double v = nd_bits_double(r->bits);
        if (v >= p) return 1;
        double u = nd_bits_double(r->bits), q = r->legacy ? 1.0 - exp(rate * u) : -expm1(rate * u);
        if (v > q * q) return v >= q ? 1 : 2;
        int64_t count = nd_dist_int(floor(1 + log(v) / log(q)));
        if (count >= 1 && v != 0.0) return count;
    }
}
