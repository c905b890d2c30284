/* array/dist_gamma.c: the gamma distribution and what is made of it. */
#include "array/dist.h"

#include <math.h>

/* --- gamma ------------------------------------------------------------------------------- */

/* Ahrens and Dieter, for shapes below 1. */
static double small_gamma(const nd_rng *r, double shape) {
    for (;;) {
        double u = nd_bits_double(r->bits), v = nd_dist_exponential(r), x, y;
        if (u <= 1.0 - shape) {
            x = pow(u, 1. / shape);
            if (x <= v) return x;
        } else {
            y = -log((1 - u) / shape);
            x = pow(1.0 - shape + shape * y, 1. / shape);
            if (x <= v + y) return x;
        }
    }
}

/* Marsaglia and Tsang: a cubed normal. */
double nd_dist_gamma(const nd_rng *r, double shape) {
    if (shape == 1.0) return nd_dist_exponential(r);
    if (shape == 0.0) return 0.0;
    if (shape < 1.0) return small_gamma(r, shape);
    double b = shape - 1. / 3., c = 1. / sqrt(9 * b);
    for (;;) {
        double x, v, u;
        do {
            x = nd_dist_normal(r);
            v = 1.0 + c * x;
        } while (v <= 0.0);
        v = v * v * v;
        u = nd_bits_double(r->bits);
        if (u < 1.0 - 0.0331 * (x * x) * (x * x)) return b * v;
        if (log(u) < 0.5 * x * x + b * (1. - v + log(v))) return b * v;
    }
}

static float small_gamma32(nd_bitgen *g, float shape) {
    for (;;) {
        float u = nd_bits_float(g), v = nd_zig_exponential32(g), x, y;
        if (u <= 1.0f - shape) {
            x = powf(u, 1.0f / shape);
            if (x <= v) return x;
        } else {
            y = -logf((1.0f - u) / shape);
            x = powf(1.0f - shape + shape * y, 1.0f / shape);
            if (x <= v + y) return x;
        }
    }
}

static float gamma32(nd_bitgen *g, float shape) {
    if (shape == 1.0f) return nd_zig_exponential32(g);
    if (shape == 0.0f) return 0.0f;
    if (shape < 1.0f) return small_gamma32(g, shape);
    float b = shape - 1.0f / 3.0f, c = 1.0f / sqrtf(9.0f * b);
    for (;;) {
        float x, v, u;
        do {
            x = nd_zig_normal32(g);
            v = 1.0f + c * x;
        } while (v <= 0.0f);
        v = v * v * v;
        u = nd_bits_float(g);
        if (u < 1.0f - 0.0331f * (x * x) * (x * x)) return b * v;
        if (logf(u) < 0.5f * x * x + b * (1.0f - v + logf(v))) return b * v;
    }
}

double nd_draw_standard_gamma(const nd_rng *r, const nd_param *p) { return nd_dist_gamma(r, p[0].f); }
float  nd_draw_standard_gamma32(const nd_rng *r, const nd_param *p) { return gamma32(r->bits, (float)p[0].f); }
double nd_draw_gamma(const nd_rng *r, const nd_param *p) { return p[1].f * nd_dist_gamma(r, p[0].f); }

/* --- beta --------------------------------------------------------------------------------- */

/* x / (x + y) where both are too small to be told from 0. */
static double beta_by_logs(const nd_rng *r, double log_x, double log_y) {
    double most = log_x > log_y ? log_x : log_y, apart = log_x - log_y;
    if (!r->legacy) return apart > 0 ? exp(-log1p(exp(-apart))) : exp(apart - log1p(exp(apart)));
    log_x -= most;
    log_y -= most;
    return exp(log_x - log(exp(log_x) + exp(log_y)));
}

/* Johnk's method, for shapes up to 1. */
static double small_beta(const nd_rng *r, double a, double b) {
    for (;;) {
        double u = nd_bits_double(r->bits), v = nd_bits_double(r->bits), x = pow(u, 1.0 / a), y = pow(v, 1.0 / b);
        if (!(x + y <= 1.0)) continue;
        if (!r->legacy && !(u + v > 0.0)) continue;
        bool seen = r->legacy ? x + y > 0 : x > 0 && y > 0;
        return seen ? x / (x + y) : beta_by_logs(r, log(u) / a, log(v) / b);
    }
}

double nd_dist_beta(const nd_rng *r, double a, double b) {
    if (!r->legacy && a < 3e-103 && b < 3e-103) return (a + b) * nd_bits_double(r->bits) < a;
    if (a <= 1.0 && b <= 1.0) return small_beta(r, a, b);
    double x = nd_dist_gamma(r, a), y = nd_dist_gamma(r, b);
    return x / (x + y);
}

double nd_draw_beta(const nd_rng *r, const nd_param *p) { return nd_dist_beta(r, p[0].f, p[1].f); }

/* --- chi-square, F, t ------------------------------------------------------------------------ */

double nd_dist_chisquare(const nd_rng *r, double df) { return 2.0 * nd_dist_gamma(r, df / 2.0); }

double nd_draw_chisquare(const nd_rng *r, const nd_param *p) { return nd_dist_chisquare(r, p[0].f); }

double nd_draw_f(const nd_rng *r, const nd_param *p) {
    double above = nd_dist_chisquare(r, p[0].f) * p[1].f;
    return above / (nd_dist_chisquare(r, p[1].f) * p[0].f);
}

double nd_draw_noncentral_chisquare(const nd_rng *r, const nd_param *p) {
    double df = p[0].f, nonc = p[1].f;
    if (!r->legacy && isnan(nonc)) return NAN;
    if (nonc == 0) return nd_dist_chisquare(r, df);
    if (1 < df) {
        double x = nd_dist_chisquare(r, df - 1), n = nd_dist_normal(r) + sqrt(nonc);
        return x + n * n;
    }
    double count = (double)nd_dist_poisson(r->bits, nonc / 2.0), x = nd_dist_chisquare(r, df + 2 * count);
    return isnan(nonc) ? NAN : x;
}

double nd_draw_noncentral_f(const nd_rng *r, const nd_param *p) {
    double above = nd_draw_noncentral_chisquare(r, (nd_param[]){p[0], p[2]}) * p[1].f;
    return above / (nd_dist_chisquare(r, p[1].f) * p[0].f);
}

double nd_draw_standard_t(const nd_rng *r, const nd_param *p) {
    double x = nd_dist_normal(r), y = nd_dist_gamma(r, p[0].f / 2);
    return sqrt(p[0].f / 2) * x / sqrt(y);
}
