/* array/dist.h: the draws that other distributions are made of. For use inside array/. */
#ifndef NDRILL_ARRAY_DIST_H
#define NDRILL_ARRAY_DIST_H

#include "array/bitgen.h"
#include "array/generator.h"

double nd_zig_normal(nd_bitgen *g);
double nd_zig_exponential(nd_bitgen *g);
/* n draws of a PCG64, scaled and moved. */
void   nd_zig_fill_normal(nd_bitgen *g, double loc, double scale, double *out, size_t n);
void   nd_zig_fill_exponential(nd_bitgen *g, double scale, double *out, size_t n);
float  nd_zig_normal32(nd_bitgen *g);
float  nd_zig_exponential32(nd_bitgen *g);

static inline double nd_dist_normal(const nd_rng *r) { return r->legacy ? nd_bits_gauss(r->bits) : nd_zig_normal(r->bits); }

double  nd_dist_exponential(const nd_rng *r);
double  nd_dist_gamma(const nd_rng *r, double shape);
double  nd_dist_beta(const nd_rng *r, double a, double b);
double  nd_dist_chisquare(const nd_rng *r, double df);
int64_t nd_dist_poisson(nd_bitgen *g, double lam);
int64_t nd_dist_binomial(const nd_rng *r, int64_t n, double p);
int64_t nd_dist_hypergeometric(const nd_rng *r, int64_t good, int64_t bad, int64_t sample);

double nd_log_gamma(double x);          /* as the draws need it */
double nd_log_factorial(int64_t k);

/* As the processor rounds: what does not fit is the least integer. */
static inline int64_t nd_dist_int(double x) { return x >= -0x1p63 && x < 0x1p63 ? (int64_t)x : INT64_MIN; }

typedef double  nd_draw_real(const nd_rng *r, const nd_param *p);
typedef int64_t nd_draw_count(const nd_rng *r, const nd_param *p);
typedef float   nd_draw_real32(const nd_rng *r, const nd_param *p);

nd_draw_real nd_draw_random, nd_draw_standard_normal, nd_draw_standard_exponential, nd_draw_inverse_exponential, nd_draw_exponential,
    nd_draw_uniform, nd_draw_normal, nd_draw_lognormal, nd_draw_standard_gamma, nd_draw_gamma, nd_draw_beta, nd_draw_chisquare,
    nd_draw_f, nd_draw_noncentral_chisquare, nd_draw_noncentral_f, nd_draw_standard_cauchy, nd_draw_standard_t, nd_draw_pareto,
    nd_draw_weibull, nd_draw_power, nd_draw_laplace, nd_draw_gumbel, nd_draw_logistic, nd_draw_rayleigh, nd_draw_wald,
    nd_draw_vonmises, nd_draw_triangular;
nd_draw_count nd_draw_poisson, nd_draw_binomial, nd_draw_negative_binomial, nd_draw_geometric, nd_draw_zipf, nd_draw_logseries,
    nd_draw_hypergeometric;
/* Many draws with the same parameters, where that is faster than one by one; false: it is not. */
bool nd_draw_many(const nd_rng *r, const nd_dist *d, const nd_param *p, double *out, size_t n);

nd_draw_real32 nd_draw_random32, nd_draw_standard_normal32, nd_draw_standard_exponential32, nd_draw_inverse_exponential32,
    nd_draw_standard_gamma32;

/* A result: one number when there is no size. */
nd_array *nd_random_new(nd_ctx *c, nd_dtype d, const nd_size *size, err *e) ERR_MUST_CHECK;

#endif
