/* array/walk.c: step several arrays of one shape together.
 *
 * The outer axes are counted like an odometer; the innermost one is handed to the kernel. Axes are
 * first put in order of stride (the largest outermost), then neighbours that step as one are
 * merged, so that contiguous operands of any shape become a single run.                         */
#include <string.h>

#include "array/nd.h"

static ptrdiff_t magnitude(ptrdiff_t x) { return x < 0 ? -x : x; }

/* Should axis `inner` be outside `outer`? The first operand with an opinion for the given order
 * wins; where operands disagree the given (C) order stays. */
static bool should_swap(const nd_walk *w, int outer, int inner) {
    bool swap = false;
    for (int k = 0; k < w->nop; k++) {
        ptrdiff_t so = magnitude(w->step[k][outer]), si = magnitude(w->step[k][inner]);
        if (so == 0 || si == 0) continue;
        if (so >= si) return false;
        swap = true;
    }
    return swap;
}

static void swap_axes(nd_walk *w, int i, int j) {
    ptrdiff_t t = w->shape[i];
    w->shape[i] = w->shape[j];
    w->shape[j] = t;
    for (int k = 0; k < w->nop; k++) {
        t = w->step[k][i];
        w->step[k][i] = w->step[k][j];
        w->step[k][j] = t;
    }
}

/* Insertion sort: few axes, almost always in order already. */
static void sort_axes(nd_walk *w) {
    for (int i = 1; i < w->ndim; i++)
        for (int j = i; j > 0 && should_swap(w, j - 1, j); j--) swap_axes(w, j - 1, j);
}

static bool can_merge(const nd_walk *w, int outer, int inner) {
    for (int k = 0; k < w->nop; k++)
        if (w->step[k][outer] != w->step[k][inner] * w->shape[inner]) return false;
    return true;
}

static void move_axis(nd_walk *w, int to, int from) {
    w->shape[to] = w->shape[from];
    for (int k = 0; k < w->nop; k++) w->step[k][to] = w->step[k][from];
}

static void merge_axes(nd_walk *w) {
    int last = 0;
    for (int i = 1; i < w->ndim; i++) {
        if (can_merge(w, last, i)) {
            w->shape[i] *= w->shape[last];
            move_axis(w, last, i);
        } else {
            move_axis(w, ++last, i);
        }
    }
    if (w->ndim > 0) w->ndim = last + 1;
}

/* Axes of length 1 are left out. */
static void take_axes(nd_walk *w, const nd_array *const *ops) {
    const nd_array *first = ops[0];
    for (int i = 0; i < first->ndim; i++) {
        if (first->shape[i] == 1) continue;
        w->shape[w->ndim] = first->shape[i];
        for (int k = 0; k < w->nop; k++) w->step[k][w->ndim] = ops[k]->strides[i];
        w->ndim++;
    }
}

void nd_walk_init(nd_walk *w, int nop, const nd_array *const *ops, bool keep_order) {
    w->nop = nop;
    w->ndim = 0;
    w->more = ops[0]->size > 0;
    w->n = 1;
    for (int k = 0; k < nop; k++) {
        w->p[k] = ops[k]->data;
        w->stride[k] = 0;
    }
    if (!w->more) return;
    take_axes(w, ops);
    if (w->ndim == 0) return;
    if (!keep_order) sort_axes(w);
    merge_axes(w);
    int inner = --w->ndim;
    w->n = (size_t)w->shape[inner];
    for (int k = 0; k < nop; k++) w->stride[k] = w->step[k][inner];
    for (int i = 0; i < inner; i++) w->at[i] = 0;
}

void nd_walk_next(nd_walk *w) {
    for (int i = w->ndim - 1; i >= 0; i--) {
        if (++w->at[i] < w->shape[i]) {
            for (int k = 0; k < w->nop; k++) w->p[k] += w->step[k][i];
            return;
        }
        w->at[i] = 0;
        for (int k = 0; k < w->nop; k++) w->p[k] -= w->step[k][i] * (w->shape[i] - 1);
    }
    w->more = false;
}
