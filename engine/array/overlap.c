/* array/overlap.c: do two arrays share memory?
 *
 * The addresses of an array's bytes are low + sum(stride_i * x_i) + byte, 0 <= x_i < n_i, where
 * negative strides have been turned round by counting their axis from the other end. Two arrays
 * share a byte when both sums can be equal. Counting the second one's variables from their far
 * ends moves everything to one side:
 *
 *     c_1 x_1 + c_2 x_2 + ... = target,    0 <= x_k <= bound_k,    c_k > 0
 *
 * which is solved by trying the largest coefficient first. Two facts keep the tree small: what is
 * left must be a multiple of the gcd of the remaining coefficients and no larger than their sum;
 * and when the remaining coefficients leave no gaps, these two conditions also suffice.         */
#include "array/overlap.h"

#include "array/nd.h"

#define MOST_STEPS 4000000      /* beyond this the answer is the safe one: shared */
#define MOST_TERMS (2 * ND_MAXDIMS + 2)

typedef struct term {
    int64_t factor, bound;
} term;

typedef struct equation {
    int     n;
    int64_t target;
    term    terms[MOST_TERMS];          /* falling factors, all different */
    int64_t gcd[MOST_TERMS + 1];        /* of the factors from k on; 0 past the end */
    int64_t reach[MOST_TERMS + 1];      /* largest sum from k on */
    bool    dense[MOST_TERMS + 1];      /* every multiple of gcd[k] up to reach[k] is a sum */
    long    steps;
} equation;

void nd_extent(const nd_array *a, const char **low, const char **high) {
    *low = *high = a->data;
    if (a->size == 0) return;
    for (int i = 0; i < a->ndim; i++) {
        ptrdiff_t span = a->strides[i] * (a->shape[i] - 1);
        if (span < 0) *low += span;
        else *high += span;
    }
    *high += a->dtype.itemsize;
}

bool nd_may_share_memory(const nd_array *a, const nd_array *b) {
    const char *alow, *ahigh, *blow, *bhigh;
    nd_extent(a, &alow, &ahigh);
    nd_extent(b, &blow, &bhigh);
    return alow < bhigh && blow < ahigh && alow != ahigh && blow != bhigh;
}

/* --- building the equation ------------------------------------------------------------------------ */

/* Keep the list sorted; equal factors become one term. */
static void add_term(equation *q, int64_t factor, int64_t bound) {
    if (factor == 0 || bound == 0) return;
    int at = 0;
    while (at < q->n && q->terms[at].factor > factor) at++;
    if (at < q->n && q->terms[at].factor == factor) {
        q->terms[at].bound += bound;
        return;
    }
    for (int i = q->n; i > at; i--) q->terms[i] = q->terms[i - 1];
    q->terms[at] = (term){factor, bound};
    q->n++;
}

static void add_array(equation *q, const nd_array *a) {
    for (int i = 0; i < a->ndim; i++) {
        int64_t stride = a->strides[i];
        add_term(q, stride < 0 ? -stride : stride, a->shape[i] - 1);
    }
    add_term(q, 1, (int64_t)a->dtype.itemsize - 1);
}

static int64_t gcd_of(int64_t a, int64_t b) {
    while (b) {
        int64_t t = a % b;
        a = b;
        b = t;
    }
    return a;
}

static void prepare(equation *q) {
    q->gcd[q->n] = q->reach[q->n] = 0;
    q->dense[q->n] = true;
    for (int k = q->n - 1; k >= 0; k--) {
        const term *t = &q->terms[k];
        q->gcd[k] = gcd_of(t->factor, q->gcd[k + 1]);
        q->reach[k] = q->reach[k + 1] + t->factor * t->bound;
        /* The steps of this term must not jump over what the rest can fill. */
        bool last = k == q->n - 1;
        q->dense[k] = last || (q->dense[k + 1] && q->gcd[k] == q->gcd[k + 1] &&
                               t->factor <= q->reach[k + 1] + q->gcd[k]);
    }
}

/* --- solving ---------------------------------------------------------------------------------------- */

static bool has_solution(equation *q, int k, int64_t target) {
    if (target < 0 || target > q->reach[k]) return false;
    if (q->gcd[k] == 0 || target % q->gcd[k] != 0) return target == 0;
    if (q->dense[k]) return true;
    const term *t = &q->terms[k];
    int64_t     rest = q->reach[k + 1];
    int64_t     least = target > rest ? (target - rest + t->factor - 1) / t->factor : 0;
    int64_t     most = target / t->factor;
    if (most > t->bound) most = t->bound;
    for (int64_t x = most; x >= least; x--) {
        if (++q->steps > MOST_STEPS) return true;
        if (has_solution(q, k + 1, target - x * t->factor)) return true;
    }
    return false;
}

bool nd_shares_memory(const nd_array *a, const nd_array *b) {
    if (!nd_may_share_memory(a, b)) return false;
    const char *alow, *ahigh, *blow, *bhigh;
    nd_extent(a, &alow, &ahigh);
    nd_extent(b, &blow, &bhigh);
    equation q;
    q.n = 0;
    q.steps = 0;
    q.target = (bhigh - 1) - alow;
    add_array(&q, a);
    add_array(&q, b);
    prepare(&q);
    return has_solution(&q, 0, q.target);
}

/* Element for element the same place and type. */
static bool is_same_layout(const nd_array *a, const nd_array *b) {
    if (a->data != b->data || !nd_dtype_equal(a->dtype, b->dtype)) return false;
    for (int i = 0; i < a->ndim; i++)
        if (a->shape[i] != 1 && a->strides[i] != b->strides[i]) return false;
    return true;
}

bool nd_overlap_needs_copy(const nd_array *dst, const nd_array *src) {
    if (!nd_may_share_memory(dst, src)) return false;
    return !is_same_layout(dst, src) && nd_shares_memory(dst, src);
}
