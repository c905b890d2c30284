/* array/dist_hyper.c: the hypergeometric distribution: good ones in a sample without replacement. */
#include "array/dist.h"

#include <math.h>

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

double nd_log_factorial(int64_t k) {
    static const double exact[] = {
#include "log_factorial.inc"
    };
    double x = (double)k;
    if (k < (int64_t)(sizeof exact / sizeof *exact)) return exact[k];
    return (x + 0.5) * log(x) - x + (0.9189385332046728 + (1.0 / x) * (1 / 12.0 - 1 / (360.0 * x * x)));
}

/* --- ball by ball -------------------------------------------------------------------------- */

static int64_t draw_balls(nd_bitgen *g, int64_t good, int64_t bad, int64_t sample) {
    int64_t total = good + bad, left = total, good_left = good;
    int64_t wanted = sample > total / 2 ? total - sample : sample;
    for (; wanted > 0 && good_left > 0 && left > good_left; wanted--) {
        left--;
        if ((int64_t)nd_bits_interval(g, (uint64_t)left) < good_left) good_left--;
    }
    if (left == good_left) good_left -= wanted;
    return sample > total / 2 ? good_left : good - good_left;
}

/* Legacy: all that is left of the rarer kind, ball by ball. */
static int64_t draw_balls_legacy(nd_bitgen *g, int64_t good, int64_t bad, int64_t sample) {
    int64_t rest = bad + good - sample;
    double  rarer = (double)least(bad, good), y = rarer;
    for (int64_t k = sample; y > 0.0;) {
        y -= floor(nd_bits_double(g) + y / (double)(rest + k));
        if (--k == 0) break;
    }
    int64_t z = (int64_t)(rarer - y);
    return good > bad ? sample - z : z;
}

/* --- Stadlober's ratio of uniforms -------------------------------------------------------------- */

typedef struct ratio {
    int64_t rare, often, sample;       /* the rarer and the commoner kind, the smaller part */
    bool    legacy;
} ratio;

/* log of the product of the four factorials at k. */
static double weight(const ratio *h, int64_t k) {
    const int64_t at[] = {k, h->rare - k, h->sample - k, h->often - h->sample + k};
    double        sum = 0;
    for (int i = 0; i < 4; i++) {
        double x = h->legacy ? nd_log_gamma((double)(at[i] + 1)) : nd_log_factorial(at[i]);
        sum = i ? sum + x : x;
    }
    return sum;
}

static double spread(const ratio *h, int64_t sample) {
    double total = (double)(h->rare + h->often), p = (double)h->rare / total, q = h->legacy ? 1.0 - p : (double)h->often / total;
    double rest = (double)(h->rare + h->often - h->sample), size = (double)(h->legacy ? sample : h->sample);
    return sqrt(rest * size * p * q / (double)(h->rare + h->often - 1) + 0.5);
}

static int64_t draw_ratio(const nd_rng *r, int64_t good, int64_t bad, int64_t sample) {
    const ratio h = {least(good, bad), most(good, bad), least(sample, good + bad - sample), r->legacy};
    double  a = (double)h.sample * ((double)h.rare / (double)(good + bad)) + 0.5, c = spread(&h, sample);
    double  width = 1.7155277699214135 * c + 0.8989161620588988, t;
    int64_t mode = (int64_t)floor((double)(h.sample + 1) * (double)(h.rare + 1) / (double)(good + bad + 2)), k;
    double  peak = weight(&h, mode), end = floor(a + 16 * c), last = (double)(least(h.sample, h.rare) + 1);
    if (last < end) end = last;
    for (;;) {
        double u = nd_bits_double(r->bits), v = nd_bits_double(r->bits), x = a + width * (v - 0.5) / u;
        if (!(x >= 0.0 && x < end)) continue;
        k = (int64_t)floor(x);
        t = peak - weight(&h, k);
        if (u * (4.0 - u) - 3.0 <= t) break;
        if (u * (u - t) >= 1) continue;
        if (2.0 * log(u) <= t) break;
    }
    if (good > bad) k = h.sample - k;
    return h.sample < sample ? good - k : k;
}

/* ------------------------------------------------------------------------------------------------ */

int64_t nd_dist_hypergeometric(const nd_rng *r, int64_t good, int64_t bad, int64_t sample) {
    if (r->legacy) {
        if (sample > 10) return draw_ratio(r, good, bad, sample);
        return sample > 0 ? draw_balls_legacy(r->bits, good, bad, sample) : 0;
    }
    if (sample >= 10 && sample <= good + bad - 10) return draw_ratio(r, good, bad, sample);
    return draw_balls(r->bits, good, bad, sample);
}

int64_t nd_draw_hypergeometric(const nd_rng *r, const nd_param *p) { return nd_dist_hypergeometric(r, p[0].i, p[1].i, p[2].i); }
