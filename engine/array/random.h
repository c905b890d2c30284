/* array/random.h: np.random's legacy stream (MT19937), bit for bit. */
#ifndef NDRILL_ARRAY_RANDOM_H
#define NDRILL_ARRAY_RANDOM_H

#include "array/nd.h"

typedef struct nd_mt19937 {
    uint32_t state[624];
    int      at;
    bool     has_gauss;
    double   gauss;
} nd_mt19937;

void     nd_random_seed(nd_mt19937 *r, uint32_t seed);                           /* np.random.seed(int) */
void     nd_random_seed_array(nd_mt19937 *r, const uint32_t *key, size_t n);     /* np.random.seed([..]) */
uint32_t nd_random_u32(nd_mt19937 *r);
double   nd_random_double(nd_mt19937 *r);                                        /* [0, 1), 53 bits */
double   nd_random_gauss(nd_mt19937 *r);
uint64_t nd_random_interval(nd_mt19937 *r, uint64_t max);                        /* masked rejection, [0, max] */

/* fill: rand/random; randn; uniform(low, high); normal(mean, sd). */
nd_array *nd_random_rand(nd_ctx *c, nd_mt19937 *r, int ndim, const ptrdiff_t *shape, err *e) ERR_MUST_CHECK;
nd_array *nd_random_randn(nd_ctx *c, nd_mt19937 *r, int ndim, const ptrdiff_t *shape, err *e) ERR_MUST_CHECK;
nd_array *nd_random_uniform(nd_ctx *c, nd_mt19937 *r, double low, double high, int ndim, const ptrdiff_t *shape, err *e) ERR_MUST_CHECK;
nd_array *nd_random_normal(nd_ctx *c, nd_mt19937 *r, double mean, double sd, int ndim, const ptrdiff_t *shape, err *e) ERR_MUST_CHECK;
/* integers in [low, high); dtype integer or bool. ValueError "low >= high" and the bounds texts. */
nd_array *nd_random_randint(nd_ctx *c, nd_mt19937 *r, int64_t low, int64_t high, nd_dtype d, int ndim, const ptrdiff_t *shape, err *e) ERR_MUST_CHECK;
err_code  nd_random_shuffle(nd_ctx *c, nd_mt19937 *r, nd_array *a, err *e) ERR_MUST_CHECK;         /* along axis 0 */
nd_array *nd_random_permutation(nd_ctx *c, nd_mt19937 *r, nd_array *a, err *e) ERR_MUST_CHECK;     /* shuffled copy */
/* n draws from a (1-d) with or without replacement, p NULL or probabilities. */
nd_array *nd_random_choice(nd_ctx *c, nd_mt19937 *r, nd_array *a, int ndim, const ptrdiff_t *shape, bool replace, const nd_array *p, err *e) ERR_MUST_CHECK;

#endif
