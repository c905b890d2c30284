/* array/dist_real.c: distributions of one fraction, one normal or one exponential. */
#include "array/dist.h"

#include <math.h>

double nd_dist_exponential(const nd_rng *r) {
    return r->legacy ? -log(1.0 - nd_bits_double(r->bits)) : nd_zig_exponential(r->bits);
}

/* --- the standard ones -------------------------------------------------------------------- */

double nd_draw_random(const nd_rng *r, const nd_param *p) { return (void)p, nd_bits_double(r->bits); }
double nd_draw_standard_normal(const nd_rng *r, const nd_param *p) { return (void)p, nd_dist_normal(r); }
double nd_draw_standard_exponential(const nd_rng *r, const nd_param *p) { return (void)p, nd_dist_exponential(r); }
double nd_draw_inverse_exponential(const nd_rng *r, const nd_param *p) { return (void)p, -log1p(-nd_bits_double(r->bits)); }

float nd_draw_random32(const nd_rng *r, const nd_param *p) { return (void)p, nd_bits_float(r->bits); }
float nd_draw_standard_normal32(const nd_rng *r, const nd_param *p) { return (void)p, nd_zig_normal32(r->bits); }
float nd_draw_standard_exponential32(const nd_rng *r, const nd_param *p) { return (void)p, nd_zig_exponential32(r->bits); }
float nd_draw_inverse_exponential32(const nd_rng *r, const nd_param *p) {
    return (void)p, (float)-log1p(-(double)nd_bits_float(r->bits));
}

/* --- moved and stretched --------------------------------------------------------------------- */

double nd_draw_exponential(const nd_rng *r, const nd_param *p) { return p[0].f * nd_dist_exponential(r); }
double nd_draw_uniform(const nd_rng *r, const nd_param *p) { return p[0].f + (p[1].f - p[0].f) * nd_bits_double(r->bits); }
double nd_draw_normal(const nd_rng *r, const nd_param *p) { return p[0].f + p[1].f * nd_dist_normal(r); }
double nd_draw_lognormal(const nd_rng *r, const nd_param *p) { return exp(nd_draw_normal(r, p)); }

double nd_draw_laplace(const nd_rng *r, const nd_param *p) {
    for (;;) {
        double u = nd_bits_double(r->bits);
        if (u >= 0.5) return p[0].f - p[1].f * log(2.0 - u - u);
        if (u > 0.0) return p[0].f + p[1].f * log(u + u);
    }
}

double nd_draw_gumbel(const nd_rng *r, const nd_param *p) {
    for (;;) {
        double u = 1.0 - nd_bits_double(r->bits);
        if (u < 1.0) return p[0].f - p[1].f * log(-log(u));
    }
}

double nd_draw_logistic(const nd_rng *r, const nd_param *p) {
    for (;;) {
        double u = nd_bits_double(r->bits);
        if (u > 0.0) return p[0].f + p[1].f * log(u / (1.0 - u));
    }
}

double nd_draw_rayleigh(const nd_rng *r, const nd_param *p) {
    double twice = r->legacy ? -2.0 * log1p(-nd_bits_double(r->bits)) : 2.0 * nd_zig_exponential(r->bits);
    return p[0].f * sqrt(twice);
}

/* --- powers ------------------------------------------------------------------------------------ */

double nd_draw_pareto(const nd_rng *r, const nd_param *p) {
    double x = nd_dist_exponential(r) / p[0].f;
    return r->legacy ? exp(x) - 1 : expm1(x);
}

double nd_draw_weibull(const nd_rng *r, const nd_param *p) {
    return p[0].f == 0.0 ? 0.0 : pow(nd_dist_exponential(r), 1. / p[0].f);
}

double nd_draw_power(const nd_rng *r, const nd_param *p) {
    double x = -nd_dist_exponential(r);
    return pow(r->legacy ? 1 - exp(x) : -expm1(x), 1. / p[0].f);
}

/* --- others ---------------------------------------------------------------------------------- */

double nd_draw_standard_cauchy(const nd_rng *r, const nd_param *p) {
    double above = nd_dist_normal(r), below = nd_dist_normal(r);
    (void)p;
    return above / below;
}

double nd_draw_triangular(const nd_rng *r, const nd_param *p) {
    double left = p[0].f, mode = p[1].f, right = p[2].f, base = right - left, u = nd_bits_double(r->bits);
    if (u <= (mode - left) / base) return left + sqrt(u * ((mode - left) * base));
    return right - sqrt((1.0 - u) * ((right - mode) * base));
}

double nd_draw_wald(const nd_rng *r, const nd_param *p) {
    double mean = p[0].f, scale = p[1].f, y = nd_dist_normal(r), x;
    y = mean * y * y;
    if (r->legacy) x = mean + mean / (2 * scale) * (y - sqrt(4 * scale * y + y * y));
    else x = mean * (1 - 2 / (1 + sqrt(1 + 4 * scale / y)));
    return nd_bits_double(r->bits) <= mean / (mean + x) ? x : mean * mean / x;
}

/* The cosine of the angle, by Best and Fisher's wrapped Cauchy envelope. */
static double vonmises_cosine(nd_bitgen *g, double kappa) {
    double s, w, y, v;
    if (kappa < 1e-5) {
        s = 1. / kappa + kappa;
    } else {
        double root = 1 + sqrt(1 + 4 * kappa * kappa), rho = (root - sqrt(2 * root)) / (2 * kappa);
        s = (1 + rho * rho) / (2 * rho);
    }
    do {
        double z = cos(M_PI * nd_bits_double(g));
        w = (1 + s * z) / (s + z);
        y = kappa * (s - w);
        v = nd_bits_double(g);
    } while (!(y * (2 - y) - v >= 0 || log(y / v) + 1 - y >= 0));
    return w;
}

/* So narrow that it is a normal. */
static double vonmises_narrow(nd_bitgen *g, double mu, double kappa) {
    double x = mu + sqrt(1. / kappa) * nd_zig_normal(g);
    if (x < -M_PI) x += 2 * M_PI;
    if (x > M_PI) x -= 2 * M_PI;
    return x;
}

double nd_draw_vonmises(const nd_rng *r, const nd_param *p) {
    double mu = p[0].f, kappa = p[1].f;
    if (isnan(kappa)) return NAN;
    if (kappa < 1e-8) return M_PI * (2 * nd_bits_double(r->bits) - 1);
    if (!r->legacy && kappa > 1e6) return vonmises_narrow(r->bits, mu, kappa);
    double w = vonmises_cosine(r->bits, kappa), u = nd_bits_double(r->bits), x = acos(w);
    x = (u < 0.5 ? -x : x) + mu;
    double turned = fmod(fabs(x) + M_PI, 2 * M_PI) - M_PI;
    return x < 0 ? -turned : turned;
}

/* --- many at once ---------------------------------------------------------------------------------- */

static void fill_uniform(nd_bitgen *g, double low, double range, double *out, size_t n) {
    if (g->kind == ND_PCG64) {
        nd_pcg64_run run = nd_pcg64_enter(g);
        for (size_t i = 0; i < n; i++) out[i] = low + range * ((double)(nd_pcg64_run_next(&run) >> 11) * 0x1p-53);
        nd_pcg64_leave(g, &run);
    } else {
        for (size_t i = 0; i < n; i++) out[i] = low + range * nd_bits_double(g);
    }
}

bool nd_draw_many(const nd_rng *r, const nd_dist *d, const nd_param *p, double *out, size_t n) {
    nd_bitgen *g = r->bits;
    bool       fast = g->kind == ND_PCG64 && !r->legacy;
    if (d->real == nd_draw_random) return fill_uniform(g, 0, 1, out, n), true;
    if (d->real == nd_draw_uniform) return fill_uniform(g, p[0].f, p[1].f - p[0].f, out, n), true;
    if (fast && d->real == nd_draw_standard_normal) return nd_zig_fill_normal(g, -0.0, 1, out, n), true;
    if (fast && d->real == nd_draw_normal) return nd_zig_fill_normal(g, p[0].f, p[1].f, out, n), true;
    if (fast && d->real == nd_draw_standard_exponential) return nd_zig_fill_exponential(g, 1, out, n), true;
    if (fast && d->real == nd_draw_exponential) return nd_zig_fill_exponential(g, p[0].f, out, n), true;
    return false;
}
