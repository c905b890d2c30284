/* array/text_ops.c: the few operations that text, bytes and records have: + joins, comparisons go by code
 * point (trailing zeros do not count) or by field, logical_* ask whether there is any character.       */
#include <string.h>

#include "array/element.h"
#include "array/resolve.h"

static size_t length_of(const nd_char *s, size_t n) {
    while (n > 0 && s[n - 1] == 0) n--;
    return n;
}

static int order_text(const nd_dtype *d, char *const *p) {
    const nd_char *x = (const nd_char *)(const void *)p[0], *y = (const nd_char *)(const void *)p[1];
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
    const nd_char *x = (const nd_char *)(const void *)p[0], *y = (const nd_char *)(const void *)p[1];
    nd_char        *z = (nd_char *)(void *)p[2];
    const size_t    nx = length_of(x, d[0].itemsize / 4), ny = d[1].itemsize / 4, room = d[0].itemsize / 4 + ny;
    for (size_t i = 0; i < room; i++) z[i] = i < nx ? x[i] : i - nx < ny ? y[i - nx] : 0;
}

static size_t bytes_in(nd_dtype d, const char *p) { return nd_load(d, p).n; }

static int order_bytes(const nd_dtype *d, char *const *p) {
    const size_t nx = bytes_in(d[0], p[0]), ny = bytes_in(d[1], p[1]);
    const int    order = memcmp(p[0], p[1], nx < ny ? nx : ny);
    return order ? order : (nx > ny) - (nx < ny);
}

static void join_bytes(const nd_dtype *d, char *const *p) {
    const size_t nx = bytes_in(d[0], p[0]), ny = bytes_in(d[1], p[1]), room = d[0].itemsize + d[1].itemsize;
    memcpy(p[2], p[0], nx);
    memcpy(p[2] + nx, p[1], ny);
    memset(p[2] + nx + ny, 0, room - nx - ny);
}

static bool is_true(nd_dtype d, const char *p) { return nd_scalar_is_true(nd_load(d, p)); }

static bool logical_text(const nd_plan *plan, char *const *p) {
    const bool x = is_true(plan->in[0], p[0]), y = is_true(plan->in[1], p[1]);
    return plan->op == ND_LOGICAL_AND ? x && y : plan->op == ND_LOGICAL_OR ? x || y : x != y;
}

static void run_one(const nd_plan *plan, char *const *p) {
    const bool bytes = plan->in[0].type == ND_BYTES;
    if (plan->in[0].type == ND_VOID) *p[2] = nd_element_equal(plan->in[0], p[0], p[1]) == (plan->op == ND_EQUAL);
    else if (plan->op == ND_ADD) (bytes ? join_bytes : join_text)(plan->in, p);
    else if (nd_op_is_compare(plan->op)) *p[2] = compare_text(plan->op, (bytes ? order_bytes : order_text)(plan->in, p));
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
