/* array/fft_pass.c: one pass of a mixed-radix transform: butterflies of 2, 4, 8 and of any odd number.
 *
 * A butterfly of f numbers is their transform of length f; what comes out at place j of the i-th column is
 * turned by the twiddle j i of the whole length.                                                       */
#include <math.h>

#include "array/fft_plan.h"

static inline nd_pair add(nd_pair a, nd_pair b) { return (nd_pair){a.re + b.re, a.im + b.im}; }
static inline nd_pair sub(nd_pair a, nd_pair b) { return (nd_pair){a.re - b.re, a.im - b.im}; }

/* a w backward, a conj(w) forward. */
static inline nd_pair turn(nd_pair a, nd_pair w, bool forward) {
    if (forward) return (nd_pair){a.re * w.re + a.im * w.im, a.im * w.re - a.re * w.im};
    return (nd_pair){a.re * w.re - a.im * w.im, a.re * w.im + a.im * w.re};
}

/* A quarter turn, an eighth, three eighths: clockwise forward. */
static inline nd_pair turn90(nd_pair a, bool forward) {
    return forward ? (nd_pair){a.im, -a.re} : (nd_pair){-a.im, a.re};
}

#define HALF_ROOT 0.707106781186547524400844362104849

static inline nd_pair turn45(nd_pair a, bool forward) {
    if (forward) return (nd_pair){HALF_ROOT * (a.re + a.im), HALF_ROOT * (a.im - a.re)};
    return (nd_pair){HALF_ROOT * (a.re - a.im), HALF_ROOT * (a.im + a.re)};
}

static inline nd_pair turn135(nd_pair a, bool forward) {
    if (forward) return (nd_pair){HALF_ROOT * (a.im - a.re), HALF_ROOT * (-a.re - a.im)};
    return (nd_pair){HALF_ROOT * (-a.re - a.im), HALF_ROOT * (a.re - a.im)};
}

/* Where butterfly k, column i reads its j-th number and writes it. */
static inline nd_pair from(const nd_fft_pass *q, size_t i, size_t j, size_t k) { return q->from[i + q->ido * (j + q->factor * k)]; }

static inline void put(const nd_fft_pass *q, size_t i, size_t k, size_t j, nd_pair x) {
    if (i > 0 && j > 0) x = turn(x, q->twiddle[i - 1 + (j - 1) * (q->ido - 1)], q->forward);
    q->to[i + q->ido * (k + q->l1 * j)] = x;
}

static void pass2(const nd_fft_pass *q) {
    for (size_t k = 0; k < q->l1; k++)
        for (size_t i = 0; i < q->ido; i++) {
            const nd_pair a = from(q, i, 0, k), b = from(q, i, 1, k);
            put(q, i, k, 0, add(a, b));
            put(q, i, k, 1, sub(a, b));
        }
}

static void pass4(const nd_fft_pass *q) {
    for (size_t k = 0; k < q->l1; k++)
        for (size_t i = 0; i < q->ido; i++) {
            const nd_pair a = from(q, i, 0, k), b = from(q, i, 1, k), c = from(q, i, 2, k), d = from(q, i, 3, k);
            const nd_pair t2 = add(a, c), t1 = sub(a, c), t3 = add(b, d), t4 = turn90(sub(b, d), q->forward);
            put(q, i, k, 0, add(t2, t3));
            put(q, i, k, 1, add(t1, t4));
            put(q, i, k, 2, sub(t2, t3));
            put(q, i, k, 3, sub(t1, t4));
        }
}

/* Two butterflies of 4, over the even and over the odd places, joined. */
static void butterfly8(const nd_fft_pass *q, size_t i, size_t k) {
    const bool    f = q->forward;
    const nd_pair x1 = from(q, i, 1, k), x5 = from(q, i, 5, k), x3 = from(q, i, 3, k), x7 = from(q, i, 7, k);
    nd_pair       a1 = add(x1, x5), a5 = sub(x1, x5), a3 = add(x3, x7), a7 = turn90(sub(x3, x7), f);
    const nd_pair odd = add(a1, a3);
    a3 = turn90(sub(a1, a3), f);
    a1 = odd;
    const nd_pair plus = add(a5, a7), minus = sub(a5, a7);
    a5 = turn45(plus, f);
    a7 = turn135(minus, f);
    const nd_pair x0 = from(q, i, 0, k), x4 = from(q, i, 4, k), x2 = from(q, i, 2, k), x6 = from(q, i, 6, k);
    const nd_pair a0 = add(x0, x4), a4 = sub(x0, x4), a2 = add(x2, x6), a6 = turn90(sub(x2, x6), f);
    put(q, i, k, 0, add(add(a0, a2), a1));
    put(q, i, k, 4, sub(add(a0, a2), a1));
    put(q, i, k, 2, add(sub(a0, a2), a3));
    put(q, i, k, 6, sub(sub(a0, a2), a3));
    put(q, i, k, 1, add(add(a4, a6), a5));
    put(q, i, k, 5, sub(add(a4, a6), a5));
    put(q, i, k, 3, add(sub(a4, a6), a7));
    put(q, i, k, 7, sub(sub(a4, a6), a7));
}

static void pass8(const nd_fft_pass *q) {
    for (size_t k = 0; k < q->l1; k++)
        for (size_t i = 0; i < q->ido; i++) butterfly8(q, i, k);
}

/* Numbers u and f - u of the butterfly: x[j] with x[f - j] first as sum and difference. */
static void odd_pair(const nd_fft_pass *q, size_t i, size_t k, size_t u) {
    const size_t f = q->factor;
    nd_pair      ca = from(q, i, 0, k), cb = {0, 0};
    for (size_t j = 1, w = u; j <= f / 2; j++, w = (w + u) % f) {
        const nd_pair x = from(q, i, j, k), y = from(q, i, f - j, k), s = add(x, y), d = sub(x, y);
        const double  c = q->root[w].re, t = q->forward ? -q->root[w].im : q->root[w].im;
        ca.re += c * s.re;
        ca.im += c * s.im;
        if (j == 1) cb = (nd_pair){t * d.im, t * d.re};
        else cb.re += t * d.im, cb.im += t * d.re;
    }
    cb.re = -cb.re;
    put(q, i, k, u, add(ca, cb));
    put(q, i, k, f - u, sub(ca, cb));
}

static void pass_odd(const nd_fft_pass *q) {
    for (size_t k = 0; k < q->l1; k++)
        for (size_t i = 0; i < q->ido; i++) {
            nd_pair sum = from(q, i, 0, k);
            for (size_t j = 1; j <= q->factor / 2; j++) sum = add(sum, add(from(q, i, j, k), from(q, i, q->factor - j, k)));
            put(q, i, k, 0, sum);
            for (size_t u = 1; u <= q->factor / 2; u++) odd_pair(q, i, k, u);
        }
}

void nd_fft_pass_run(const nd_fft_pass *q) {
    switch (q->factor) {
    case 2: pass2(q); break;
    case 4: pass4(q); break;
    case 8: pass8(q); break;
    default: pass_odd(q);
    }
}
