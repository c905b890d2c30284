// clang-format off
/* array/dist_table.c: every distribution of one variable: its parameters, what they must be, its draw. */
#include "array/dist.h"

#include <math.h>
#include <string.h>

#define POISSON_MOST 9.223372006484771e18       /* ten deviations below the largest integer */
#define HYPER_MOST   1000000000

/* --- what several parameters must be together ------------------------------------------------ */

static err_code check_uniform(const nd_rng *r, const nd_param *p, bool scalar, err *e) {
    double range = p[1].f - p[0].f;
    if (!isfinite(range)) return err_set(e, ERR_OVERFLOW, r->legacy || !scalar ? "Range exceeds valid bounds" : "high - low range exceeds valid bounds");
    return !r->legacy && signbit(range) ? err_set(e, ERR_VALUE, "high - low < 0") : ERR_OK;
}

static err_code check_triangular(const nd_rng *r, const nd_param *p, bool scalar, err *e) {
    (void)r, (void)scalar;
    if (p[0].f > p[1].f) return err_set(e, ERR_VALUE, "left > mode");
    if (p[1].f > p[2].f) return err_set(e, ERR_VALUE, "mode > right");
    return p[0].f == p[2].f ? err_set(e, ERR_VALUE, "left == right") : ERR_OK;
}

static err_code check_negative_binomial(const nd_rng *r, const nd_param *p, bool scalar, err *e) {
    double most = (1 - p[1].f) / p[1].f * (p[0].f + 10 * sqrt(p[0].f));
    (void)scalar;
    if (r->legacy || !(most > POISSON_MOST)) return ERR_OK;
    return err_set(e, ERR_VALUE, "n too large or p too small, see Generator.negative_binomial Notes");
}

static err_code check_hypergeometric(const nd_rng *r, const nd_param *p, bool scalar, err *e) {
    (void)scalar;
    if (!r->legacy && (p[0].i >= HYPER_MOST || p[1].i >= HYPER_MOST))
        return err_set(e, ERR_VALUE, "both ngood and nbad must be less than %d", HYPER_MOST);
    if ((uint64_t)p[0].i + (uint64_t)p[1].i > INT64_MAX && p[0].i >= 0 && p[1].i >= 0)
        return err_set(e, ERR_OVERFLOW, "ngood + nbad is beyond 64 bits");
    return (int64_t)((uint64_t)p[0].i + (uint64_t)p[1].i) < p[2].i ? err_set(e, ERR_VALUE, "ngood + nbad < nsample") : ERR_OK;
}

/* --- the table ---------------------------------------------------------------------------------- */

#define MUST NAN

#define ANY     ND_RULE_ANY
#define MIN_0   ND_RULE_NOT_NEGATIVE
#define POS     ND_RULE_POSITIVE
#define POS_NUM ND_RULE_POSITIVE_NOT_NAN
#define P01     ND_RULE_0_TO_1
#define P_01    ND_RULE_ABOVE_0_TO_1
#define P01_    ND_RULE_0_TO_BELOW_1
#define OVER_1  ND_RULE_ABOVE_1
#define LAM     ND_RULE_POISSON
#define INT_0   ND_RULE_INT_NOT_NEGATIVE
#define INT_1   ND_RULE_INT_AT_LEAST_1

static const nd_dist both[] = {
    {"random",                "",                {0},                {ANY},                 nd_draw_random, NULL, nd_draw_random32, NULL, false},
    {"standard_normal",       "",                {0},                {ANY},                 nd_draw_standard_normal, NULL, nd_draw_standard_normal32, NULL, false},
    {"standard_exponential",  "",                {0},                {ANY},                 nd_draw_standard_exponential, NULL, nd_draw_standard_exponential32, NULL, false},
    {"inverse_exponential",   "",                {0},                {ANY},                 nd_draw_inverse_exponential, NULL, nd_draw_inverse_exponential32, NULL, false},
    {"standard_cauchy",       "",                {0},                {ANY},                 nd_draw_standard_cauchy, NULL, NULL, NULL, false},
    {"standard_gamma",        "shape",           {MUST},             {MIN_0},               nd_draw_standard_gamma, NULL, nd_draw_standard_gamma32, NULL, false},
    {"uniform",               "low high",        {0.0, 1.0},         {ANY, ANY},            nd_draw_uniform, NULL, NULL, check_uniform, true},
    {"normal",                "loc scale",       {0.0, 1.0},         {ANY, MIN_0},          nd_draw_normal, NULL, NULL, NULL, false},
    {"exponential",           "scale",           {1.0},              {MIN_0},               nd_draw_exponential, NULL, NULL, NULL, false},
    {"lognormal",             "mean sigma",      {0.0, 1.0},         {ANY, MIN_0},          nd_draw_lognormal, NULL, NULL, NULL, false},
    {"gamma",                 "shape scale",     {MUST, 1.0},        {MIN_0, MIN_0},        nd_draw_gamma, NULL, NULL, NULL, false},
    {"beta",                  "a b",             {MUST, MUST},       {POS, POS},            nd_draw_beta, NULL, NULL, NULL, false},
    {"chisquare",             "df",              {MUST},             {POS},                 nd_draw_chisquare, NULL, NULL, NULL, false},
    {"f",                     "dfnum dfden",     {MUST, MUST},       {POS, POS},            nd_draw_f, NULL, NULL, NULL, false},
    {"noncentral_chisquare",  "df nonc",         {MUST, MUST},       {POS, MIN_0},          nd_draw_noncentral_chisquare, NULL, NULL, NULL, false},
    {"noncentral_f",          "dfnum dfden nonc", {MUST, MUST, MUST}, {POS, POS, MIN_0},    nd_draw_noncentral_f, NULL, NULL, NULL, false},
    {"standard_t",            "df",              {MUST},             {POS},                 nd_draw_standard_t, NULL, NULL, NULL, false},
    {"pareto",                "a",               {MUST},             {POS},                 nd_draw_pareto, NULL, NULL, NULL, false},
    {"weibull",               "a",               {MUST},             {MIN_0},               nd_draw_weibull, NULL, NULL, NULL, false},
    {"power",                 "a",               {MUST},             {POS},                 nd_draw_power, NULL, NULL, NULL, false},
    {"laplace",               "loc scale",       {0.0, 1.0},         {ANY, MIN_0},          nd_draw_laplace, NULL, NULL, NULL, false},
    {"gumbel",                "loc scale",       {0.0, 1.0},         {ANY, MIN_0},          nd_draw_gumbel, NULL, NULL, NULL, false},
    {"logistic",              "loc scale",       {0.0, 1.0},         {ANY, MIN_0},          nd_draw_logistic, NULL, NULL, NULL, false},
    {"rayleigh",              "scale",           {1.0},              {MIN_0},               nd_draw_rayleigh, NULL, NULL, NULL, false},
    {"wald",                  "mean scale",      {MUST, MUST},       {POS, POS},            nd_draw_wald, NULL, NULL, NULL, false},
    {"vonmises",              "mu kappa",        {MUST, MUST},       {ANY, MIN_0},          nd_draw_vonmises, NULL, NULL, NULL, false},
    {"triangular",            "left mode right", {MUST, MUST, MUST}, {ANY, ANY, ANY},       nd_draw_triangular, NULL, NULL, check_triangular, true},
    {"poisson",               "lam",             {1.0},              {LAM},                 NULL, nd_draw_poisson, NULL, NULL, false},
    {"binomial",              "n p",             {MUST, MUST},       {INT_0, P01},          NULL, nd_draw_binomial, NULL, NULL, false},
    {"geometric",             "p",               {MUST},             {P_01},                NULL, nd_draw_geometric, NULL, NULL, false},
    {"zipf",                  "a",               {MUST},             {OVER_1},              NULL, nd_draw_zipf, NULL, NULL, false},
    {"logseries",             "p",               {MUST},             {P01_},                NULL, nd_draw_logseries, NULL, NULL, false},
};

/* Those whose rules differ, Generator's first. */
static const nd_dist one[2][2] = {
    {{"negative_binomial",    "n p",             {MUST, MUST},       {POS_NUM, P_01},       NULL, nd_draw_negative_binomial, NULL, check_negative_binomial, false},
     {"hypergeometric",       "ngood nbad nsample", {MUST, MUST, MUST}, {INT_0, INT_0, INT_0}, NULL, nd_draw_hypergeometric, NULL, check_hypergeometric, true}},
    {{"negative_binomial",    "n p",             {MUST, MUST},       {POS, P01},            NULL, nd_draw_negative_binomial, NULL, NULL, false},
     {"hypergeometric",       "ngood nbad nsample", {MUST, MUST, MUST}, {INT_0, INT_0, INT_1}, NULL, nd_draw_hypergeometric, NULL, check_hypergeometric, true}},
};

const nd_dist *nd_dist_at(size_t i, bool legacy) {
    size_t n = sizeof both / sizeof *both;
    if (i < n) return &both[i];
    return i - n < 2 ? &one[legacy][i - n] : NULL;
}

const nd_dist *nd_dist_find(const char *name, bool legacy) {
    const nd_dist *d;
    for (size_t i = 0; (d = nd_dist_at(i, legacy)) && strcmp(d->name, name) != 0;) i++;
    return d;
}

int nd_dist_nparams(const nd_dist *d) {
    int n = d->params[0] != 0;
    for (const char *p = d->params; *p; p++) n += *p == ' ';
    return n;
}
