/* array/generator.h: numbers drawn from a bit generator: np.random's Generator and RandomState.
 *
 * The two differ in their algorithms, not in what they offer: nd_rng says which one draws. What
 * is drawn, and in which order, is NumPy 2.4's to the bit.                                      */
#ifndef NDRILL_ARRAY_GENERATOR_H
#define NDRILL_ARRAY_GENERATOR_H

#include "array/random.h"

typedef struct nd_rng {
    nd_bitgen *bits;
    bool       legacy;        /* RandomState's algorithms, and its words in errors */
} nd_rng;

/* The shape asked for. ndim < 0: size=None, one number or as many as the parameters say. */
typedef struct nd_size {
    int       ndim;
    ptrdiff_t shape[ND_MAXDIMS];
} nd_size;

/* --- distributions of one variable ----------------------------------------------------------- */

#define ND_DIST_PARAMS 3

typedef union nd_param { double f; int64_t i; } nd_param;

/* What a parameter must be. ND_RULE_INT and those after it are integers. */
typedef enum nd_rule {
    ND_RULE_ANY, ND_RULE_NOT_NEGATIVE, ND_RULE_POSITIVE, ND_RULE_POSITIVE_NOT_NAN, ND_RULE_0_TO_1, ND_RULE_ABOVE_0_TO_1,
    ND_RULE_0_TO_BELOW_1, ND_RULE_ABOVE_1, ND_RULE_POISSON, ND_RULE_INT_NOT_NEGATIVE, ND_RULE_INT_AT_LEAST_1
} nd_rule;

typedef struct nd_dist {
    const char *name;
    const char *params;                              /* "loc scale" */
    double      missing[ND_DIST_PARAMS];             /* NaN: must be given */
    nd_rule     rule[ND_DIST_PARAMS];
    double    (*real)(const nd_rng *r, const nd_param *p);
    int64_t   (*count)(const nd_rng *r, const nd_param *p);     /* one of the two is NULL */
    float     (*real32)(const nd_rng *r, const nd_param *p);    /* dtype=float32, or NULL */
    /* What several parameters must be together; asked before the rules when check_first. */
    err_code  (*check)(const nd_rng *r, const nd_param *p, bool scalar, err *e);
    bool        check_first;
} nd_dist;

/* Row i of the table of a Generator's or RandomState's distributions; NULL past the end. */
const nd_dist *nd_dist_at(size_t i, bool legacy);
const nd_dist *nd_dist_find(const char *name, bool legacy);    /* NULL: no such distribution */
int            nd_dist_nparams(const nd_dist *d);

typedef struct nd_draw {
    const nd_dist  *dist;
    const nd_array *param[ND_DIST_PARAMS];           /* NULL: as missing */
    nd_dtype        dtype;                           /* ND_F64 or ND_F32 */
    nd_size         size;
    nd_array       *out;                             /* NULL: a new array */
} nd_draw;

nd_array *nd_random_draw(nd_ctx *c, const nd_rng *r, const nd_draw *d, err *e) ERR_MUST_CHECK;

/* One number, parameters given as the rules have them. */
err_code nd_random_one(const nd_rng *r, const nd_dist *dist, const nd_param *p, nd_param *out, err *e) ERR_MUST_CHECK;

/* --- integers ---------------------------------------------------------------------------------- */

typedef struct nd_integers {
    const nd_array *low, *high;                      /* high NULL: from 0 to low */
    nd_dtype        dtype;                           /* any integer type, bool */
    bool            endpoint;                        /* high is one of them */
    nd_size         size;
} nd_integers;

nd_array *nd_random_integers(nd_ctx *c, const nd_rng *r, const nd_integers *what, err *e) ERR_MUST_CHECK;

/* --- order ---------------------------------------------------------------------------------------- */

err_code  nd_random_shuffle(nd_ctx *c, const nd_rng *r, nd_array *a, int axis, err *e) ERR_MUST_CHECK;
nd_array *nd_random_permutation(nd_ctx *c, const nd_rng *r, nd_array *a, int axis, err *e) ERR_MUST_CHECK;   /* a copy */
/* Every row along axis on its own; axis ND_MAXDIMS: all elements. In place. */
err_code  nd_random_permute_rows(nd_ctx *c, const nd_rng *r, nd_array *a, int axis, err *e) ERR_MUST_CHECK;

typedef struct nd_choice {
    nd_array       *from;
    int64_t         n;                               /* from NULL: of 0 .. n - 1 */
    nd_size         size;
    bool            replace, shuffle;
    const nd_array *p;                               /* NULL: all alike */
    int             axis;
} nd_choice;

nd_array *nd_random_choice(nd_ctx *c, const nd_rng *r, const nd_choice *how, err *e) ERR_MUST_CHECK;

/* --- several variables ------------------------------------------------------------------------------ */

nd_array *nd_random_multinomial(nd_ctx *c, const nd_rng *r, const nd_array *n, const nd_array *p, const nd_size *size, err *e) ERR_MUST_CHECK;
nd_array *nd_random_dirichlet(nd_ctx *c, const nd_rng *r, const nd_array *alpha, const nd_size *size, err *e) ERR_MUST_CHECK;
/* Colours counted in nsample balls; by_count draws ball by ball. */
nd_array *nd_random_colors(nd_ctx *c, const nd_rng *r, const nd_array *colors, int64_t nsample, bool by_count, const nd_size *size, err *e) ERR_MUST_CHECK;

#endif
