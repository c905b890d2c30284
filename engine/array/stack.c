/* array/stack.c: the stacks: give each array the axes it lacks, then concatenate. */
#include <string.h>

#include "array/join.h"
#include "base/mem.h"

static void insert_axis(nd_array *a, int at) {
    for (int i = a->ndim; i > at; i--) {
        a->shape[i] = a->shape[i - 1];
        a->strides[i] = a->strides[i - 1];
    }
    a->shape[at] = 1;
    a->strides[at] = 0;
    a->ndim++;
}

/* atleast_2d, then turned: a 1-d array becomes a column. */
static void make_column(nd_array *a) {
    while (a->ndim < 2) insert_axis(a, a->ndim);
}

static void at_least_1d(nd_array *a) {
    if (a->ndim == 0) insert_axis(a, 0);
}

static void at_least_2d(nd_array *a) {
    while (a->ndim < 2) insert_axis(a, 0);
}

static void at_least_3d(nd_array *a) {
    at_least_2d(a);
    if (a->ndim < 3) insert_axis(a, a->ndim);
}

/* Descriptors of n arrays and pointers to them, each with `shape_up` applied. */
typedef struct copies {
    nd_view   *view;
    nd_array **a;
} copies;

static err_code copies_make(copies *m, int n, nd_array *const *a, void (*shape_up)(nd_array *), err *e) {
    m->view = mem_alloc((size_t)n + 1, sizeof *m->view, e);
    m->a = mem_alloc((size_t)n + 1, sizeof *m->a, e);
    if (!m->view || !m->a) return ERR_MEMORY;
    for (int i = 0; i < n; i++) {
        nd_view_of(&m->view[i], a[i]);
        m->a[i] = &m->view[i].a;
        if (shape_up) shape_up(m->a[i]);
    }
    return ERR_OK;
}

static void copies_free(copies *m) {
    mem_free(m->view);
    mem_free(m->a);
}

static nd_array *stack_as(nd_ctx *c, int n, nd_array *const *a, int axis, void (*shape_up)(nd_array *), err *e) {
    copies    m = {0};
    nd_array *out = NULL;
    if (copies_make(&m, n, a, shape_up, e)) goto done;
    if (axis < 0) axis = n > 0 && m.a[0]->ndim == 1 ? 0 : 1;        /* hstack */
    out = nd_concatenate(c, n, m.a, axis, NULL, e);
done:
    copies_free(&m);
    return out;
}

nd_array *nd_hstack(nd_ctx *c, int n, nd_array *const *a, err *e) { return stack_as(c, n, a, -1, at_least_1d, e); }
nd_array *nd_vstack(nd_ctx *c, int n, nd_array *const *a, err *e) { return stack_as(c, n, a, 0, at_least_2d, e); }
nd_array *nd_dstack(nd_ctx *c, int n, nd_array *const *a, err *e) { return stack_as(c, n, a, 2, at_least_3d, e); }

nd_array *nd_column_stack(nd_ctx *c, int n, nd_array *const *a, err *e) {
    return stack_as(c, n, a, 1, make_column, e);
}

static bool have_one_shape(int n, nd_array *const *a) {
    for (int i = 1; i < n; i++) {
        if (a[i]->ndim != a[0]->ndim) return false;
        if (memcmp(a[i]->shape, a[0]->shape, a[0]->ndim * sizeof a[0]->shape[0]) != 0) return false;
    }
    return true;
}

nd_array *nd_stack(nd_ctx *c, int n, nd_array *const *a, int axis, err *e) {
    copies    m = {0};
    nd_array *out = NULL;

    if (n < 1 || !have_one_shape(n, a)) {
        err_set(e, ERR_VALUE, n < 1 ? "need at least one array to stack" : "all input arrays must have the same shape");
        return NULL;
    }
    if (nd_check_axis(&axis, a[0]->ndim + 1, e)) return NULL;
    if (a[0]->ndim == ND_MAXDIMS) {
        err_set(e, ERR_VALUE, "maximum supported dimension for an ndarray is %d, found %d", ND_MAXDIMS, ND_MAXDIMS + 1);
        return NULL;
    }
    if (copies_make(&m, n, a, NULL, e)) goto done;
    for (int i = 0; i < n; i++) insert_axis(m.a[i], axis);
    out = nd_concatenate(c, n, m.a, axis, NULL, e);
done:
    copies_free(&m);
    return out;
}
