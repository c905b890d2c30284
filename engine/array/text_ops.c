/* array/text_ops.c: the few operations text has: + joins, comparisons go by code point (trailing
 * zeros do not count), logical_* ask whether there is any character.                          */
#include <string.h>

#include "array/resolve.h"

static size_t length_of(const uint32_t *s, size_t n) {
    while (n > 0 && s[n - 1] == 0) n--;
    return n;
}

static int order_text(const nd_dtype *d, char *const *p) {
    const uint32_t *x = (const uint32_t *)(const void *)p[0], *y = (const uint32_t *)(const void *)p[1];
    const size_t    nx = length_of(x, d[0].itemsize / 4), ny = length_of(y, d[1].itemsize / 4);
    for (size_t i = 0; i < nx && i < ny; i++)
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    return (nx > ny) - (nx < ny);
}

static bool compare_text(nd_op op, int order) {
    switch (op) {
    case ND_LESS: return order < 0;
    case ND_LESS_EQUAL: return order <= 0;
    case ND_GREATER: return order > 0;
    case ND_GREATER_EQUAL: return order >= 0;
    case ND_EQUAL: return order == 0;
    default: return order != 0;
    }
}

static void join_text(const nd_dtype *d, char *const *p) {
    const uint32_t *x = (const uint32_t *)(const void *)p[0], *y = (const uint32_t *)(const void *)p[1];
    uint32_t       *z = (uint32_t *)(void *)p[2];
    const size_t    nx = length_of(x, d[0].itemsize / 4), ny = d[1].itemsize / 4, room = d[0].itemsize / 4 + ny;
    for (size_t i = 0; i < room; i++) z[i] = i < nx ? x[i] : i - nx < ny ? y[i - nx] : 0;
}

static bool is_true(nd_dtype d, const char *p) {
    const nd_scalar x = nd_load(d, p);
    switch (x.kind) {
    case 'U': return x.n > 0;
    case 'f': return x.u.f != 0;
    case 'c': return nd_scalar_is_true(x);
    case 'b': return x.u.b;
    default: return x.u.i != 0;
    }
}

static bool logical_text(const nd_plan *plan, char *const *p) {
    const bool x = is_true(plan->in[0], p[0]), y = is_true(plan->in[1], p[1]);
    return plan->op == ND_LOGICAL_AND ? x && y : plan->op == ND_LOGICAL_OR ? x || y : x != y;
}

static void run_one(const nd_plan *plan, char *const *p) {
    if (plan->op == ND_ADD) join_text(plan->in, p);
    else if (nd_op_is_compare(plan->op)) *p[2] = compare_text(plan->op, order_text(plan->in, p));
    else *p[2] = logical_text(plan, p);
}

void nd_text_run(const nd_plan *plan, const nd_array *const *in, nd_array *out) {
    const nd_array *ops[3] = {in[0], in[1], out};
    nd_walk         w;
    for (nd_walk_init(&w, 3, ops, false); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            char *p[3];
            for (int k = 0; k < 3; k++) p[k] = w.p[k] + (ptrdiff_t)i * w.stride[k];
            run_one(plan, p);
        }
}
