/* grader/uniform.c: are these numbers drawn evenly from [low, high)?
 *
 * The Kolmogorov-Smirnov distance between the numbers and the even distribution, judged at a fixed
 * false-alarm rate of one in a million on either side: numbers that lie too evenly were not drawn.
 * The tails of the limiting distribution, with Stephens' correction for short samples:
 *   P(K > x) = 2 sum (-1)^(k-1) exp(-2 k^2 x^2)
 *   P(K < x) = sqrt(2 pi) / x sum exp(-(2k - 1)^2 pi^2 / (8 x^2))                               */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

#define ALARM 1e-6
#define PI    3.14159265358979323846
#define SORTED_MIN 10        /* ten drawn numbers come in order once in 3.6 million times */

static double above(double x) {
    double sum = 0;
    if (x < 0.2) return 1;
    for (int k = 1; k <= 100; k++) sum += (k % 2 ? 2 : -2) * exp(-2.0 * k * k * x * x);
    return sum;
}

static double below(double x) {
    double sum = 0;
    for (int k = 1; k <= 20; k++) sum += exp(-(2.0 * k - 1) * (2.0 * k - 1) * PI * PI / (8 * x * x));
    return x > 0 ? sqrt(2 * PI) / x * sum : 0;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double distance(const double *x, size_t n, double low, double high) {
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        double f = (x[i] - low) / (high - low);
        double up = (double)(i + 1) / (double)n - f, down = f - (double)i / (double)n;
        if (up > most) most = up;
        if (down > most) most = down;
    }
    return most;
}

static bool is_sorted(const double *x, size_t n) {
    bool up = true, down = true;
    for (size_t i = 1; i < n; i++) {
        if (x[i] < x[i - 1]) up = false;
        if (x[i] > x[i - 1]) down = false;
    }
    return up || down;
}

static size_t count_repeats(const double *sorted, size_t n) {
    size_t repeats = 0;
    for (size_t i = 1; i < n; i++) repeats += sorted[i] == sorted[i - 1];
    return repeats;
}

static bool is_inside(const double *x, size_t n, double low, double high) {
    for (size_t i = 0; i < n; i++)
        if (!(x[i] >= low && x[i] < high)) return false;
    return true;
}

static grade_uniform test(double *x, size_t n, double low, double high, double *statistic) {
    bool sorted = n >= SORTED_MIN && is_sorted(x, n);
    qsort(x, n, sizeof *x, by_size);
    /* Of 53-bit numbers two alike are rare, and half of them alike are never drawn. */
    if (n > 1 && count_repeats(x, n) * 2 >= n) return GRADE_UNIFORM_REPEATED;
    if (sorted) return GRADE_UNIFORM_SORTED;
    double root = sqrt((double)n), d = distance(x, n, low, high);
    *statistic = d;
    double k = (root + 0.12 + 0.11 / root) * d;
    if (above(k) < ALARM) return GRADE_UNIFORM_SHAPE;
    if (below(k) < ALARM) return GRADE_UNIFORM_REGULAR;
    return GRADE_UNIFORM_FINE;
}

grade_uniform grade_uniform_test(const nd_array *a, double low, double high, double *statistic, err *e) {
    *statistic = 0;
    if (a->size == 0) return GRADE_UNIFORM_FINE;
    double *x = mem_alloc(a->size, sizeof *x, e);
    if (!x) return GRADE_UNIFORM_FINE;
    size_t  n = 0;
    nd_walk w;
    for (nd_walk_init(&w, 1, (const nd_array *const[]){a}, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            nd_scalar v = nd_load(a->dtype, w.p[0] + (ptrdiff_t)i * w.stride[0]);
            x[n++] = v.kind == 'f' ? v.u.f : v.kind == 'i' ? (double)v.u.i : v.kind == 'b' ? v.u.b : NAN;
        }
    grade_uniform result = is_inside(x, n, low, high) ? GRADE_UNIFORM_FINE : GRADE_UNIFORM_RANGE;
    /* Whole numbers repeat by nature: for them the range is all that is asked. */
    if (result == GRADE_UNIFORM_FINE && nd_is_float(a->dtype)) result = test(x, n, low, high, statistic);
    mem_free(x);
    return result;
}
