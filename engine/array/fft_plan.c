/* array/fft_plan.c: a length taken apart, and the numbers its passes need. */
#include "array/fft_plan.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

/* --- roots of one ------------------------------------------------------------------------------------- */

/* Root k of n is the product of two from short tables, whose angles were brought below 45 degrees first. */
typedef struct roots {
    size_t   n, mask, shift;
    nd_pair *fine, *coarse;
} roots;

static nd_pair root_below_half(size_t k, size_t n) {
    const double angle = (double)(0.25L * 3.141592653589793238462643383279502884L / (long double)n);
    size_t       x = 8 * k;
    const bool   second = x >= 2 * n;
    if (second) x -= 2 * n;
    nd_pair w;
    if (x < n) w = (nd_pair){cos((double)x * angle), sin((double)x * angle)};
    else w = (nd_pair){sin((double)(2 * n - x) * angle), cos((double)(2 * n - x) * angle)};
    return second ? (nd_pair){-w.im, w.re} : w;
}

static nd_pair root_at(size_t k, size_t n) {
    if (2 * k < n) return root_below_half(k, n);
    const nd_pair w = root_below_half(n - k, n);
    return (nd_pair){w.re, -w.im};
}

static err_code roots_make(roots *r, size_t n, err *e) {
    const size_t half = (n + 2) / 2;
    *r = (roots){.n = n, .shift = 1};
    while (((size_t)1 << r->shift) * ((size_t)1 << r->shift) < half) r->shift++;
    r->mask = ((size_t)1 << r->shift) - 1;
    const size_t ncoarse = (half + r->mask) / (r->mask + 1);
    r->fine = mem_alloc(r->mask + 1, sizeof *r->fine, e);
    r->coarse = r->fine ? mem_alloc(ncoarse, sizeof *r->coarse, e) : NULL;
    if (!r->coarse) return ERR_MEMORY;
    for (size_t i = 0; i <= r->mask; i++) r->fine[i] = i ? root_at(i % n, n) : (nd_pair){1, 0};
    for (size_t i = 0; i < ncoarse; i++) r->coarse[i] = i ? root_at(i * (r->mask + 1) % n, n) : (nd_pair){1, 0};
    return ERR_OK;
}

static void roots_free(roots *r) {
    mem_free(r->fine);
    mem_free(r->coarse);
}

static nd_pair root(const roots *r, size_t k) {
    const bool    low = 2 * k <= r->n;
    const size_t  at = low ? k : r->n - k;
    const nd_pair a = r->fine[at & r->mask], b = r->coarse[at >> r->shift];
    const double  im = a.re * b.im + a.im * b.re;
    return (nd_pair){a.re * b.re - a.im * b.im, low ? im : -im};
}

/* --- mixed radix ----------------------------------------------------------------------------------------- */

static void add_factor(nd_fft_plan *p, size_t f) { p->factor[p->nfactors++] = f; }

static void find_factors(nd_fft_plan *p) {
    size_t n = p->n;
    for (; n % 8 == 0; n /= 8) add_factor(p, 8);
    for (; n % 4 == 0; n /= 4) add_factor(p, 4);
    if (n % 2 == 0) {
        n /= 2;
        add_factor(p, 2);
        /* The 2 comes first: its pass has the longest columns. */
        const size_t first = p->factor[0];
        p->factor[0] = 2;
        p->factor[p->nfactors - 1] = first;
    }
    for (size_t f = 3; f * f <= n; f += 2)
        for (; n % f == 0; n /= f) add_factor(p, f);
    if (n > 1) add_factor(p, n);
}

static size_t largest_prime(size_t n) {
    size_t largest = 1;
    for (; n % 2 == 0; n /= 2) largest = 2;
    for (size_t f = 3; f * f <= n; f += 2)
        for (; n % f == 0; n /= f) largest = f;
    return n > 1 ? n : largest;
}

/* A measure of the work: each factor f is a pass that costs about f for each number. */
static double cost(size_t n) {
    const double each = (double)n;
    double       sum = 0;
    for (; n % 2 == 0; n /= 2) sum += 2;
    for (size_t f = 3; f * f <= n; f += 2)
        for (; n % f == 0; n /= f) sum += f <= 5 ? (double)f : 1.1 * (double)f;
    if (n > 1) sum += n <= 5 ? (double)n : 1.1 * (double)n;
    return sum * each;
}

/* The least length >= n that has no prime factor above 11. */
static size_t friendly(size_t n) {
    while (largest_prime(n) > 11) n++;
    return n;
}

/* A convolution takes two transforms, and something for the rest. */
static bool is_better_convolved(size_t n) {
    const size_t prime = n < 50 ? 0 : largest_prime(n);
    return prime * prime > n && 2 * cost(friendly(2 * n - 1)) * 1.5 < cost(n);
}

static err_code make_pass(nd_fft_plan *p, const roots *r, int at, size_t l1, err *e) {
    const size_t f = p->factor[at], ido = p->n / (l1 * f);
    p->twiddle[at] = mem_alloc((f - 1) * (ido - 1) + 1, sizeof(nd_pair), e);
    if (!p->twiddle[at]) return ERR_MEMORY;
    for (size_t j = 1; j < f; j++)
        for (size_t i = 1; i < ido; i++) p->twiddle[at][(j - 1) * (ido - 1) + i - 1] = root(r, j * l1 * i);
    if (f % 2 == 0) return ERR_OK;
    p->root[at] = mem_alloc(f, sizeof(nd_pair), e);
    if (!p->root[at]) return ERR_MEMORY;
    for (size_t j = 0; j < f; j++) {
        const long double angle = 2 * 3.141592653589793238462643383279502884L * (long double)j / (long double)f;
        p->root[at][j] = (nd_pair){(double)cosl(angle), (double)sinl(angle)};
    }
    return ERR_OK;
}

static err_code make_mixed(nd_fft_plan *p, err *e) {
    roots    r;
    size_t   l1 = 1;
    err_code code = roots_make(&r, p->n, e);
    find_factors(p);
    for (int i = 0; i < p->nfactors && !code; l1 *= p->factor[i], i++) code = make_pass(p, &r, i, l1, e);
    roots_free(&r);
    if (!code) p->work = mem_alloc(p->n, sizeof *p->work, e);
    return code ? code : p->work ? ERR_OK : ERR_MEMORY;
}

static void run_mixed(nd_fft_plan *p, nd_pair *c, bool forward, double scale) {
    nd_pair *from = c, *to = p->work;
    size_t   l1 = 1;
    for (int i = 0; i < p->nfactors; i++) {
        const size_t f = p->factor[i];
        nd_fft_pass_run(&(nd_fft_pass){f, p->n / (l1 * f), l1, p->twiddle[i], p->root[i], from, to, forward});
        nd_pair *t = from;
        from = to;
        to = t;
        l1 *= f;
    }
    if (scale != 1)
        for (size_t i = 0; i < p->n; i++) c[i] = (nd_pair){from[i].re * scale, from[i].im * scale};
    else if (from != c) memcpy(c, from, p->n * sizeof *c);
}

/* --- Bluestein: jk = (j^2 + k^2 - (k - j)^2) / 2 turns the transform into a convolution ------------------------ */

static nd_pair times(nd_pair a, nd_pair b) { return (nd_pair){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

static nd_pair conjugate(nd_pair a) { return (nd_pair){a.re, -a.im}; }

static err_code fill_chirp(nd_fft_plan *p, err *e) {
    roots    r;
    err_code code = roots_make(&r, 2 * p->n, e);
    for (size_t m = 0, square = 0; m < p->n && !code; m++) {
        if (m > 0) square = (square + 2 * m - 1) % (2 * p->n);
        p->chirp[m] = root(&r, square);
    }
    roots_free(&r);
    return code;
}

static err_code make_bluestein(nd_fft_plan *p, err *e) {
    const size_t n2 = friendly(2 * p->n - 1);
    p->chirp = mem_alloc(p->n, sizeof(nd_pair), e);
    p->kernel = p->chirp ? mem_alloc(n2, sizeof(nd_pair), e) : NULL;
    p->room = p->kernel ? mem_alloc(n2, sizeof(nd_pair), e) : NULL;
    p->inner = p->room ? mem_alloc(1, sizeof *p->inner, e) : NULL;
    if (!p->inner) return ERR_MEMORY;
    memset(p->inner, 0, sizeof *p->inner);
    err_code code = nd_fft_plan_make(p->inner, n2, e);
    if (!code) code = fill_chirp(p, e);
    if (code) return code;
    memset(p->kernel, 0, n2 * sizeof(nd_pair));
    for (size_t m = 0; m < p->n; m++) {
        p->kernel[m] = p->chirp[m];
        if (m > 0) p->kernel[n2 - m] = p->chirp[m];
    }
    nd_fft_plan_run(p->inner, p->kernel, true, 1.0 / (double)n2);
    return ERR_OK;
}

/* Backward is forward between conjugations. */
static void run_bluestein(nd_fft_plan *p, nd_pair *c, bool forward, double scale) {
    const size_t n2 = p->inner->n;
    for (size_t m = 0; m < p->n; m++) p->room[m] = times(forward ? c[m] : conjugate(c[m]), conjugate(p->chirp[m]));
    memset(p->room + p->n, 0, (n2 - p->n) * sizeof(nd_pair));
    nd_fft_plan_run(p->inner, p->room, true, 1);
    for (size_t m = 0; m < n2; m++) p->room[m] = times(p->room[m], p->kernel[m]);
    nd_fft_plan_run(p->inner, p->room, false, 1);
    for (size_t m = 0; m < p->n; m++) {
        const nd_pair x = times(p->room[m], conjugate(p->chirp[m]));
        c[m] = (nd_pair){x.re * scale, (forward ? x.im : -x.im) * scale};
    }
}

/* --- both --------------------------------------------------------------------------------------------------- */

err_code nd_fft_plan_make(nd_fft_plan *p, size_t n, err *e) {
    memset(p, 0, sizeof *p);
    p->n = n;
    const err_code code = is_better_convolved(n) ? make_bluestein(p, e) : make_mixed(p, e);
    if (code) nd_fft_plan_free(p);
    return code;
}

void nd_fft_plan_free(nd_fft_plan *p) {
    for (int i = 0; i < p->nfactors; i++) {
        mem_free(p->twiddle[i]);
        mem_free(p->root[i]);
    }
    mem_free(p->work);
    if (p->inner) nd_fft_plan_free(p->inner);
    mem_free(p->inner);
    mem_free(p->chirp);
    mem_free(p->kernel);
    mem_free(p->room);
    memset(p, 0, sizeof *p);
}

void nd_fft_plan_run(nd_fft_plan *p, nd_pair *c, bool forward, double scale) {
    if (p->inner) run_bluestein(p, c, forward, scale);
    else run_mixed(p, c, forward, scale);
}
