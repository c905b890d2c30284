/* array/fold.c: the iteration behind every reduction.
 *
 * Sums of floats depend on the order of additions, and the order is NumPy's: its iterator sorts the
 * axes by stride, merges those that step as one, and then decides which part of the iteration is
 * handed to the loop in one piece: a "core" of the inner axes, repeated along one outer axis. An
 * operand that does not step evenly through that piece, or is of another type, passes through a
 * buffer of 8192 elements, and then pieces are no longer than the buffer. Within a piece the loop
 * adds pairwise; pieces are added in order. The choice weighs one call for each piece against one
 * for each buffer to fill, and is repeated here because it shows in the last bit.                */
#include <string.h>

#include "array/cast.h"
#include "array/fold.h"
#include "array/order.h"
#include "array/time_ops.h"
#include "base/mem.h"

#define BUFFER 8192

enum { ACC, IN, MASK, NOPS };

typedef struct axes {
    int       n, nops;
    ptrdiff_t shape[ND_MAXDIMS];          /* innermost first */
    ptrdiff_t step[NOPS][ND_MAXDIMS];
} axes;

/* The piece: axes [0, dim) are the core, repeated along axis dim. */
typedef struct setup {
    int    dim;
    size_t core;
    bool   repeats;      /* each repetition has accumulators of its own */
    bool   buffers;
} setup;

typedef struct folder {
    const nd_fold_job *job;
    axes               x;
    setup              s;
    nd_loop           *loop, *fold;
    bool               casts;
    nd_cast_fn        *cast;              /* into the buffer; NULL: everything is read in place */
    nd_cast            state;
    char              *room, *mask_room;  /* BUFFER elements, when they are needed */
} folder;

/* --- axes --------------------------------------------------------------------------------------- */

static void sort_axes(axes *x, const nd_fold_job *job) {
    const nd_array *ops[NOPS] = {job->acc, job->a, job->where};
    int             order[ND_MAXDIMS];
    x->nops = job->where ? 3 : 2;
    x->n = 0;
    nd_iteration_order(job->a->ndim, x->nops, ops, order);
    for (int i = 0; i < job->a->ndim; i++) {
        if (job->a->shape[order[i]] == 1) continue;
        x->shape[x->n] = job->a->shape[order[i]];
        for (int k = 0; k < x->nops; k++) x->step[k][x->n] = ops[k]->strides[order[i]];
        x->n++;
    }
}

static bool can_merge(const axes *x, int inner, int outer) {
    for (int k = 0; k < x->nops; k++)
        if (x->step[k][inner] * x->shape[inner] != x->step[k][outer]) return false;
    return true;
}

static void merge_axes(axes *x) {
    int last = 0;
    for (int i = 1; i < x->n; i++) {
        if (can_merge(x, last, i)) {
            x->shape[last] *= x->shape[i];
            continue;
        }
        last++;
        x->shape[last] = x->shape[i];
        for (int k = 0; k < x->nops; k++) x->step[k][last] = x->step[k][i];
    }
    if (x->n > 0) x->n = last + 1;
    if (x->n > 0) return;
    x->n = 1, x->shape[0] = 1;
    for (int k = 0; k < x->nops; k++) x->step[k][0] = 0;
}

/* --- the piece -------------------------------------------------------------------------------------- */

typedef struct search {
    int  single[NOPS];     /* how many inner axes an operand crosses with one stride */
    int  cost;             /* 1 + operands that need a buffer */
    int  flip;             /* the axis where accumulators begin or cease to move; 0: none yet */
} search;

/* Would growing the piece to take in axis d break an operand's single stride? */
static void look_at_axis(const axes *x, bool casts, int d, search *s) {
    for (int k = 0; k < x->nops; k++) {
        if (s->single[k] == d) {
            if (x->step[k][d - 1] * x->shape[d - 1] == x->step[k][d]) {
                s->single[k]++;
                continue;
            }
            if (!(casts && k == IN)) s->cost++;
        }
        if (k == ACC && (x->step[k][d] == 0 || x->step[k][d - 1] == 0)) s->flip = d;
    }
}

static bool steps_evenly(const axes *x, const setup *p, const search *s, bool casts, int k) {
    bool outer_apart = false;     /* the repeated axis may have a stride of its own */
    if (p->repeats)
        outer_apart = k == ACC || (s->single[k] == p->dim && !(casts && k == IN)) ||
                      (x->step[k][p->dim] == 0 && s->single[k] <= p->dim);
    return s->single[k] + outer_apart > p->dim;
}

static void choose_piece(const axes *x, bool casts, setup *p) {
    search s = {{1, 1, 1}, 1 + casts, 0};
    double size = (double)x->shape[0], best_size = size;
    int    best_cost = s.cost;
    *p = (setup){0, 1, false, false};
    for (int d = 1; d < x->n && !s.flip && !(size >= BUFFER && s.cost > 1); d++) {
        look_at_axis(x, casts, d, &s);
        const double core = size;
        size *= (double)x->shape[d];
        const double fills = size > BUFFER && s.cost > 1 ? BUFFER : size;
        if (s.cost * best_size > best_cost * fills) continue;
        best_cost = s.cost, best_size = size, p->dim = d, p->core = (size_t)core;
    }
    p->repeats = s.flip && p->dim == s.flip;
    p->buffers = casts;
    for (int k = 0; k < x->nops; k++) p->buffers |= !steps_evenly(x, p, &s, casts, k);
}

/* --- calling the loop --------------------------------------------------------------------------------- */

static void call_plain(const folder *f, char *const *p, const ptrdiff_t *stride, size_t n) {
    if (stride[ACC] == 0 && f->fold) {
        f->fold(p, stride, n);
        return;
    }
    char *const     q[3] = {p[ACC], p[IN], p[ACC]};
    const ptrdiff_t s[3] = {stride[ACC], stride[IN], stride[ACC]};
    f->loop(q, s, n);
}

/* With a mask, each run of chosen elements is a call. */
static void call_loop(const folder *f, char *const *p, const ptrdiff_t *stride, size_t n) {
    if (f->x.nops < 3) {
        call_plain(f, p, stride, n);
        return;
    }
    for (size_t i = 0; i < n;) {
        while (i < n && !p[MASK][(ptrdiff_t)i * stride[MASK]]) i++;
        size_t to = i;
        while (to < n && p[MASK][(ptrdiff_t)to * stride[MASK]]) to++;
        char *const q[2] = {p[ACC] + (ptrdiff_t)i * stride[ACC], p[IN] + (ptrdiff_t)i * stride[IN]};
        if (to > i) call_plain(f, q, stride, to - i);
        i = to;
    }
}

/* n elements along the innermost axis, cast by buffers. */
static err_code call_cast(folder *f, char *const *at, const ptrdiff_t *step, size_t n) {
    const ptrdiff_t size = (ptrdiff_t)f->job->in.itemsize;
    for (size_t i = 0; i < n; i += BUFFER) {
        const size_t    m = n - i < BUFFER ? n - i : BUFFER;
        const ptrdiff_t to_from[2] = {size, step[IN]}, stride[NOPS] = {step[ACC], size, step[MASK]};
        char           *p[NOPS], *q[2] = {f->room, at[IN] + (ptrdiff_t)i * step[IN]};
        err_code        code = f->cast(&f->state, q, to_from, m);
        if (code) return code;
        for (int k = 0; k < f->x.nops; k++) p[k] = at[k] + (ptrdiff_t)i * step[k];
        p[IN] = f->room;
        call_loop(f, p, stride, m);
    }
    return ERR_OK;
}

/* Elements along the m inner axes of a box, each run of the innermost axis apart: fine where every
 * element has its own accumulator. */
static err_code fold_rows(folder *f, char *const *at, int m, const ptrdiff_t *shape) {
    ptrdiff_t stride[NOPS] = {0, 0, 0};
    char     *p[NOPS];
    if (m > 1) {
        for (ptrdiff_t i = 0; i < shape[m - 1]; i++) {
            for (int k = 0; k < f->x.nops; k++) p[k] = at[k] + i * f->x.step[k][m - 1];
            err_code code = fold_rows(f, p, m - 1, shape);
            if (code) return code;
        }
        return ERR_OK;
    }
    for (int k = 0; k < f->x.nops; k++) stride[k] = f->x.step[k][0];
    if (f->casts) return call_cast(f, at, stride, (size_t)shape[0]);
    call_loop(f, at, stride, (size_t)shape[0]);
    return ERR_OK;
}

/* Copy a box of the input (and the mask) into the buffers, innermost axis first. */
static err_code gather(folder *f, char *const *at, int m, const ptrdiff_t *shape, size_t *n) {
    char *p[NOPS];
    if (m > 1) {
        for (ptrdiff_t i = 0; i < shape[m - 1]; i++) {
            for (int k = 0; k < f->x.nops; k++) p[k] = at[k] + i * f->x.step[k][m - 1];
            err_code code = gather(f, p, m - 1, shape, n);
            if (code) return code;
        }
        return ERR_OK;
    }
    const ptrdiff_t size = (ptrdiff_t)f->job->in.itemsize, to_from[2] = {size, f->x.step[IN][0]};
    char           *q[2] = {f->room + (ptrdiff_t)*n * size, at[IN]};
    err_code        code = f->cast(&f->state, q, to_from, (size_t)shape[0]);
    if (f->x.nops == 3)
        for (ptrdiff_t i = 0; i < shape[0]; i++) f->mask_room[*n + (size_t)i] = at[MASK][i * f->x.step[MASK][0]];
    *n += (size_t)shape[0];
    return code;
}

static bool moves_accumulator(const axes *x, int m) {
    for (int d = 0; d < m; d++)
        if (x->step[ACC][d] != 0) return true;
    return false;
}

/* One piece: the m inner axes with the given lengths, in one call of the loop. */
static err_code fold_piece(folder *f, char *const *at, int m, const ptrdiff_t *shape) {
    if (m == 0 || moves_accumulator(&f->x, m) || (m == 1 && !f->s.buffers)) return fold_rows(f, at, m ? m : 1, shape);
    if (!f->s.buffers) {      /* evenly spaced: one stride crosses all axes */
        ptrdiff_t stride[NOPS] = {0, 0, 0}, n = 1;
        for (int k = 0; k < f->x.nops; k++) stride[k] = f->x.step[k][0];
        for (int d = 0; d < m; d++) n *= shape[d];
        call_loop(f, at, stride, (size_t)n);
        return ERR_OK;
    }
    size_t   n = 0;
    err_code code = gather(f, at, m, shape, &n);
    if (code) return code;
    char *const     p[NOPS] = {at[ACC], f->room, f->mask_room};
    const ptrdiff_t stride[NOPS] = {0, (ptrdiff_t)f->job->in.itemsize, 1};
    call_loop(f, p, stride, n);
    return ERR_OK;
}

/* --- all pieces ------------------------------------------------------------------------------------------ */

/* Axis dim in steps: one at a time, as many as the buffer takes, or all at once. */
static ptrdiff_t stride_of_pieces(const folder *f) {
    const ptrdiff_t n = f->x.shape[f->s.dim];
    if (f->s.repeats) return 1;
    if (!f->s.buffers || (double)f->s.core * (double)n <= BUFFER) return n;
    return (ptrdiff_t)(BUFFER / f->s.core);
}

static err_code fold_pieces(folder *f, char *const *at) {
    const int       dim = f->s.dim;
    const ptrdiff_t step = stride_of_pieces(f);
    ptrdiff_t       shape[ND_MAXDIMS];
    for (int d = 0; d < dim; d++) shape[d] = f->x.shape[d];
    for (ptrdiff_t i = 0; i < f->x.shape[dim]; i += step) {
        char *p[NOPS];
        for (int k = 0; k < f->x.nops; k++) p[k] = at[k] + i * f->x.step[k][dim];
        shape[dim] = f->x.shape[dim] - i < step ? f->x.shape[dim] - i : step;
        err_code code = fold_piece(f, p, f->s.repeats ? dim : dim + 1, shape);
        if (code) return code;
    }
    return ERR_OK;
}

static err_code fold_outer(folder *f, char *const *at, int d) {
    if (d <= f->s.dim) return fold_pieces(f, at);
    for (ptrdiff_t i = 0; i < f->x.shape[d]; i++) {
        char *p[NOPS];
        for (int k = 0; k < f->x.nops; k++) p[k] = at[k] + i * f->x.step[k][d];
        err_code code = fold_outer(f, p, d - 1);
        if (code) return code;
    }
    return ERR_OK;
}

err_code nd_fold_run(const nd_fold_job *job, err *e) {
    const nd_kernels *t = nd_kernel_table();
    folder            f = {.job = job};
    if (nd_is_time(job->in)) f.loop = nd_time_loop(job->op);
    else f.loop = t->loop[job->op][job->in.type], f.fold = t->fold[job->op][job->in.type];
    char *const       at[NOPS] = {job->acc->data, job->a->data, job->where ? job->where->data : NULL};
    if (job->a->size == 0) return ERR_OK;
    f.casts = !nd_dtype_equal(job->a->dtype, job->in);
    f.state = (nd_cast){job->a->dtype, job->in, 0, e};
    sort_axes(&f.x, job);
    merge_axes(&f.x);
    choose_piece(&f.x, f.casts, &f.s);
    if (f.s.buffers) {
        f.cast = nd_cast_find(job->a->dtype, job->in);
        f.room = mem_alloc(BUFFER, (size_t)job->in.itemsize + 1, e);
        if (!f.room) return ERR_MEMORY;
        f.mask_room = f.room + BUFFER * job->in.itemsize;
    }
    const err_code code = fold_outer(&f, at, f.x.n - 1);
    mem_free(f.room);
    return code;
}
