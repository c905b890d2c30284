/* bind/bind_calculus.c: sampled functions: differences, areas, interpolation, convolution. */
#include <math.h>
#include <string.h>

#include "bind/bind_poly.h"

/* a[start:stop] along one axis, as a view on the stack. */
static nd_array *slice_axis(lua_State *L, nd_array *a, int axis, ptrdiff_t start, ptrdiff_t stop) {
    nd_key keys[ND_MAXDIMS];
    err    e;
    for (int i = 0; i <= axis; i++) keys[i] = (nd_key){.kind = ND_KEY_SLICE, .start = ND_NONE, .stop = ND_NONE, .step = ND_NONE};
    keys[axis].start = start;
    keys[axis].stop = stop;
    return bind_need(L, nd_get(bind_ctx_of(L), a, axis + 1, keys, &e), &e);
}

static void store(lua_State *L, nd_array *to, const nd_array *value) {
    err e;
    bind_must(L, nd_assign(bind_ctx_of(L), to, value, &e), &e);
}

static nd_array *as_f64(lua_State *L, int i) {
    err       e;
    nd_array *a = bind_arg_asarray(L, i);
    if (!nd_is_numeric(a->dtype)) bind_error(L, ERR_TYPE, "numbers are needed, not text");
    return bind_need(L, nd_astype(bind_ctx_of(L), a, nd_dtype_of(ND_F64), 'C', &e), &e);
}

static const double *doubles(const nd_array *a) { return (const double *)(const void *)a->data; }

/* --- gradient -------------------------------------------------------------------------------------- */

/* (b - a) / h */
static nd_array *slope(lua_State *L, const nd_array *b, const nd_array *a, const nd_array *h) {
    return bind_op2(L, ND_DIVIDE, bind_op2(L, ND_SUBTRACT, b, a), h);
}

/* wa a + wb b + wc c */
static nd_array *weighted(lua_State *L, nd_array *const w[3], nd_array *const x[3]) {
    nd_array *sum = bind_op2(L, ND_ADD, bind_op2(L, ND_MULTIPLY, w[0], x[0]), bind_op2(L, ND_MULTIPLY, w[1], x[1]));
    return bind_op2(L, ND_ADD, sum, bind_op2(L, ND_MULTIPLY, w[2], x[2]));
}

/* Inner points of uneven steps: the second-order formula. dx lies along `axis`. */
static nd_array *uneven_inner(lua_State *L, nd_array *f, nd_array *dx, int axis) {
    err       e;
    ptrdiff_t n = (ptrdiff_t)dx->size, shape[ND_MAXDIMS];
    nd_array *h = slice_axis(L, dx, 0, 0, n - 1), *k = slice_axis(L, dx, 0, 1, n);
    nd_array *sum = bind_op2(L, ND_ADD, h, k);
    nd_array *w[3] = {
        bind_op2(L, ND_DIVIDE, bind_op1(L, ND_NEGATIVE, k), bind_op2(L, ND_MULTIPLY, h, sum)),
        bind_op2(L, ND_DIVIDE, bind_op2(L, ND_SUBTRACT, k, h), bind_op2(L, ND_MULTIPLY, h, k)),
        bind_op2(L, ND_DIVIDE, h, bind_op2(L, ND_MULTIPLY, k, sum)),
    };
    for (int i = 0; i < f->ndim; i++) shape[i] = i == axis ? n - 1 : 1;
    for (int i = 0; i < 3; i++) w[i] = bind_need(L, nd_reshape(bind_ctx_of(L), w[i], f->ndim, shape, 'C', &e), &e);
    nd_array *x[3] = {slice_axis(L, f, axis, 0, n - 1), slice_axis(L, f, axis, 1, n), slice_axis(L, f, axis, 2, n + 1)};
    return weighted(L, w, x);
}

/* First or last point by the three-point formula with an even step h. */
static nd_array *second_order_edge(lua_State *L, nd_array *f, int axis, const nd_array *h, bool last) {
    static const double weights[2][3] = {{-1.5, 2.0, -0.5}, {0.5, -2.0, 1.5}};
    ptrdiff_t           first = last ? f->shape[axis] - 3 : 0;
    nd_array           *w[3], *x[3];
    for (int i = 0; i < 3; i++) {
        w[i] = bind_op2(L, ND_DIVIDE, bind_new_float(L, weights[last][i]), h);
        x[i] = slice_axis(L, f, axis, first + i, first + i + 1);
    }
    return weighted(L, w, x);
}

/* The same where the steps nearest to the edge are dx[at] and dx[at + 1]. */
static nd_array *uneven_edge(lua_State *L, nd_array *f, int axis, const nd_array *dx, bool last) {
    ptrdiff_t n = (ptrdiff_t)dx->size, first = last ? n - 2 : 0;
    double    h = doubles(dx)[first], k = doubles(dx)[first + 1], sum = h + k;
    double    left[3] = {-(2 * h + k) / (h * sum), sum / (h * k), -h / (k * sum)};
    double    right[3] = {k / (h * sum), -sum / (h * k), (2 * k + h) / (k * sum)};
    nd_array *w[3], *x[3];
    for (int i = 0; i < 3; i++) {
        w[i] = bind_new_float(L, last ? right[i] : left[i]);
        w[i]->flags |= ND_WEAK;
        x[i] = slice_axis(L, f, axis, first + i, first + i + 1);
    }
    return weighted(L, w, x);
}

/* The derivative along one axis. spacing: a number, or the points' coordinates. */
static nd_array *gradient_axis(lua_State *L, nd_array *f, int axis, nd_array *spacing, int edge_order) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    ptrdiff_t n = f->shape[axis];
    nd_array *steps = NULL, *first = spacing, *last = spacing;
    if (n < edge_order + 1)
        bind_error(L, ERR_VALUE, "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.");
    if (spacing->ndim == 1) {
        if (spacing->shape[0] != n) bind_error(L, ERR_VALUE, "when 1d, distances must match the length of the corresponding dimension");
        steps = bind_need(L, nd_diff(c, spacing, 1, 0, &e), &e);
        first = slice_axis(L, steps, 0, 0, 1);
        last = slice_axis(L, steps, 0, n - 2, n - 1);
        bool even = true;
        for (ptrdiff_t i = 1; i < n - 1; i++) even = even && doubles(steps)[i] == doubles(steps)[0];
        if (even) spacing = first, steps = NULL;
    } else if (spacing->ndim > 1) {
        bind_error(L, ERR_VALUE, "distances must be either scalars or 1d");
    }
    nd_array *out = bind_need(L, nd_zeros(c, f->dtype, f->ndim, f->shape, 'C', &e), &e);
    nd_array *h2 = bind_op2(L, ND_MULTIPLY, bind_new_float(L, 2.0), spacing);
    if (n > 2)
        store(L, slice_axis(L, out, axis, 1, n - 1),
              steps ? uneven_inner(L, f, steps, axis) : slope(L, slice_axis(L, f, axis, 2, n), slice_axis(L, f, axis, 0, n - 2), h2));
    if (edge_order == 2) {
        store(L, slice_axis(L, out, axis, 0, 1), steps ? uneven_edge(L, f, axis, steps, false) : second_order_edge(L, f, axis, first, false));
        store(L, slice_axis(L, out, axis, n - 1, n), steps ? uneven_edge(L, f, axis, steps, true) : second_order_edge(L, f, axis, last, true));
        return out;
    }
    store(L, slice_axis(L, out, axis, 0, 1), slope(L, slice_axis(L, f, axis, 1, 2), slice_axis(L, f, axis, 0, 1), first));
    store(L, slice_axis(L, out, axis, n - 1, n), slope(L, slice_axis(L, f, axis, n - 1, n), slice_axis(L, f, axis, n - 2, n - 1), last));
    return out;
}

static int l_gradient(lua_State *L) {
    int       axes[ND_MAXDIMS];
    err       e;
    int       n = bind_args_any(L, "gradient", "axis edge_order");
    if (n < 1) return bind_error(L, ERR_TYPE, "gradient() missing 1 required positional argument: 'f'");
    nd_array *f = bind_arg_asarray(L, 1);
    int       naxes = bind_arg_axes(L, n + 1, axes), edge_order = bind_arg_small(L, n + 2, 1);
    luaL_checkstack(L, 80 * f->ndim + 40, NULL);
    if (edge_order != 1 && edge_order != 2) return bind_error(L, ERR_VALUE, "'edge_order' greater than 2 not supported");
    if (naxes < 0)
        for (naxes = 0; naxes < f->ndim; naxes++) axes[naxes] = naxes;
    if (n != 1 && n != 2 && n != naxes + 1) return bind_error(L, ERR_TYPE, "invalid number of arguments");
    if (!nd_is_inexact(f->dtype)) f = as_f64(L, 1);
    nd_array *out[ND_MAXDIMS];
    for (int i = 0; i < naxes; i++) {
        int at = n == 1 ? 0 : n == 2 ? 2 : 2 + i;
        bind_must(L, nd_check_axis(&axes[i], f->ndim, &e), &e);
        nd_array *spacing = at ? as_f64(L, at) : bind_new_float(L, 1.0);
        if (spacing->ndim == 0 && f->dtype.type != ND_F64) spacing->flags |= ND_WEAK;
        out[i] = gradient_axis(L, f, axes[i], spacing, edge_order);
    }
    for (int i = 0; i < naxes; i++) bind_push_again(L, out[i]);
    if (naxes != 1) bind_push_tuple(L, naxes);
    return 1;
}

/* --- unwrap ------------------------------------------------------------------------------------------ */

/* Half a period, and whether a jump of just that much may go either way. */
typedef struct half_period {
    nd_array *whole, *low, *high;
    bool      ambiguous;
} half_period;

static half_period halve(lua_State *L, int i, const nd_array *steps) {
    half_period h = {.ambiguous = true};
    if (lua_isinteger(L, i) && nd_dtype_kind(steps->dtype) != 'f') {
        int64_t period = bind_arg_int(L, i, 0), high = (period - (period & 1)) / 2;
        h = (half_period){bind_new_int(L, period), bind_new_int(L, -high), bind_new_int(L, high), !(period & 1)};
    } else {
        double period = bind_arg_float(L, i, 6.283185307179586);
        h.whole = bind_new_float(L, period);
        h.low = bind_new_float(L, -period / 2);
        h.high = bind_new_float(L, period / 2);
    }
    h.whole->flags |= ND_WEAK;
    h.low->flags |= ND_WEAK;
    h.high->flags |= ND_WEAK;
    return h;
}

static nd_array *where(lua_State *L, const nd_array *condition, const nd_array *x, const nd_array *y) {
    err e;
    return bind_need(L, nd_where(bind_ctx_of(L), condition, x, y, &e), &e);
}

static int l_unwrap(lua_State *L) {
    static const bind_sig sig = {"unwrap", "p discont axis * period", 1};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    luaL_checkstack(L, 60, NULL);
    nd_array *p = bind_arg_asarray(L, 1);
    int       axis = bind_arg_axis(L, 3, -1);
    nd_array *steps = bind_need(L, nd_diff(c, p, 1, axis, &e), &e);
    bind_must(L, nd_check_axis(&axis, p->ndim, &e), &e);
    half_period h = halve(L, 4, steps);
    nd_array   *limit = bind_given(L, 2) ? bind_arg_array(L, 2) : bind_op2(L, ND_DIVIDE, h.whole, bind_new_int(L, 2));
    nd_array   *folded = bind_op2(L, ND_ADD, bind_op2(L, ND_REMAINDER, bind_op2(L, ND_SUBTRACT, steps, h.low), h.whole), h.low);
    if (h.ambiguous) {
        nd_array *at_edge = bind_op2(L, ND_LOGICAL_AND, bind_op2(L, ND_EQUAL, folded, h.low), bind_op2(L, ND_GREATER, steps, bind_new_int(L, 0)));
        folded = where(L, at_edge, h.high, folded);
    }
    nd_array *change = bind_op2(L, ND_SUBTRACT, folded, steps);
    change = where(L, bind_op2(L, ND_LESS, bind_op1(L, ND_ABSOLUTE, steps), limit), bind_op2(L, ND_SUBTRACT, change, change), change);
    nd_array *out = bind_need(L, nd_astype(c, p, change->dtype, 'C', &e), &e);
    nd_array *sums = bind_need(L, nd_cumulate(c, ND_SUM, change, axis, NULL, NULL, &e), &e);
    if (p->shape[axis] > 1)
        store(L, slice_axis(L, out, axis, 1, p->shape[axis]), bind_op2(L, ND_ADD, slice_axis(L, p, axis, 1, p->shape[axis]), sums));
    return bind_push_array(L, out);
}

/* --- areas --------------------------------------------------------------------------------------------- */

static int l_trapezoid(lua_State *L) {
    static const bind_sig sig = {"trapezoid", "y x dx axis", 1};
    err               e;
    nd_ctx           *c = bind_ctx_of(L);
    nd_reduce_options o = {.naxes = 1};
    ptrdiff_t         shape[ND_MAXDIMS];
    bind_args(L, &sig);
    luaL_checkstack(L, 40, NULL);
    nd_array *y = bind_arg_asarray(L, 1), *width;
    int       axis = bind_arg_axis(L, 4, -1);
    bind_must(L, nd_check_axis(&axis, y->ndim, &e), &e);
    ptrdiff_t n = y->shape[axis];
    if (bind_given(L, 2)) {
        nd_array *x = bind_arg_asarray(L, 2);
        bool      line = x->ndim == 1;
        width = bind_need(L, nd_diff(c, x, 1, line ? 0 : axis, &e), &e);
        for (int i = 0; i < y->ndim; i++) shape[i] = i == axis ? width->shape[0] : 1;
        if (line) width = bind_need(L, nd_reshape(c, width, y->ndim, shape, 'C', &e), &e);
    } else {
        width = bind_new_float(L, bind_arg_float(L, 3, 1.0));
    }
    nd_array *pairs = bind_op2(L, ND_ADD, slice_axis(L, y, axis, 1, n), slice_axis(L, y, axis, 0, n > 0 ? n - 1 : 0));
    nd_array *area = bind_op2(L, ND_DIVIDE, bind_op2(L, ND_MULTIPLY, width, pairs), bind_new_float(L, 2.0));
    o.axes[0] = axis;
    return bind_result(L, nd_reduce(c, ND_SUM, area, &o, &e), &e);
}

/* --- interpolation ------------------------------------------------------------------------------------------ */

/* Points (xp[j], fp[j]), xp rising; low is where the last value was found, and the next one is likely near. */
typedef struct curve {
    const double *xp, *fp;
    size_t        n, low;
} curve;

static void find_segment(curve *k, double x) {
    size_t low = k->low, high = low + 1;
    if (x >= k->xp[low] && x < k->xp[high]) return;
    if (high + 1 < k->n && x >= k->xp[high] && x < k->xp[high + 1]) {
        k->low = high;
        return;
    }
    for (low = 0, high = k->n - 1; high - low > 1;) {
        size_t middle = (low + high) / 2;
        if (x >= k->xp[middle]) low = middle;
        else high = middle;
    }
    k->low = low;
}

static double interpolate(curve *k, double x) {
    find_segment(k, x);
    const double *xp = k->xp + k->low, *fp = k->fp + k->low;
    double        rise = (fp[1] - fp[0]) / (xp[1] - xp[0]), y = rise * (x - xp[0]) + fp[0];
    if (isnan(y)) {
        y = rise * (x - xp[1]) + fp[1];
        if (isnan(y) && fp[0] == fp[1]) y = fp[0];
    }
    return y;
}

static nd_array *join_three(lua_State *L, nd_array *a, nd_array *b, nd_array *c) {
    nd_array *parts[] = {a, b, c};
    err       e;
    return bind_need(L, nd_concatenate(bind_ctx_of(L), 3, parts, 0, NULL, &e), &e);
}

/* Everything into one period, in order, with a point of each neighbouring period at the ends. */
static void wrap_points(lua_State *L, nd_array **x, nd_array **xp, nd_array **fp, double period) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    ptrdiff_t n = (*xp)->shape[0];
    if (period == 0) bind_error(L, ERR_VALUE, "period must be a non-zero value");
    nd_array *length = bind_new_float(L, fabs(period));
    bool      scalar = (*x)->ndim == 0;
    *x = bind_op2(L, ND_REMAINDER, *x, length);
    if (scalar) *x = bind_unscalar(L, *x);
    nd_array *places = bind_op2(L, ND_REMAINDER, *xp, length), *order = bind_need(L, nd_argsort(c, places, 0, &e), &e);
    places = bind_need(L, nd_take(c, places, order, 0, 'r', &e), &e);
    nd_array *values = bind_need(L, nd_take(c, *fp, order, 0, 'r', &e), &e);
    *xp = join_three(L, bind_op2(L, ND_SUBTRACT, slice_axis(L, places, 0, n - 1, n), length), places,
                     bind_op2(L, ND_ADD, slice_axis(L, places, 0, 0, 1), length));
    *fp = join_three(L, slice_axis(L, values, 0, n - 1, n), values, slice_axis(L, values, 0, 0, 1));
}

/* The real (or imaginary) part of an argument, as doubles. */
static nd_array *part_f64(lua_State *L, int i, bool imaginary) {
    err     e;
    nd_view part;
    if (!nd_is_complex(bind_arg_asarray(L, i)->dtype)) return as_f64(L, i);
    nd_part(&part, bind_arg_asarray(L, i), imaginary);
    return bind_need(L, nd_astype(bind_ctx_of(L), &part.a, nd_dtype_of(ND_F64), 'C', &e), &e);
}

static double part_or(lua_State *L, int i, bool imaginary, double missing) {
    if (!bind_given(L, i)) return missing;
    const nd_array *a = bind_to_array(L, i);
    if (!a || !nd_is_complex(a->dtype) || a->ndim > 0) return imaginary ? 0 : bind_arg_float(L, i, missing);
    const nd_scalar z = nd_load(a->dtype, a->data);
    return imaginary ? z.u.c.im : z.u.c.re;
}

/* The values asked for, of one part of fp: in place of x. */
static nd_array *interpolate_part(lua_State *L, bool imaginary) {
    nd_array *x = as_f64(L, 1), *xp = as_f64(L, 2), *fp = part_f64(L, 3, imaginary);
    bool      periodic = bind_given(L, 6);
    if (xp->ndim != 1 || fp->ndim != 1) bind_error(L, ERR_VALUE, "Data points must be 1-D sequences");
    if (xp->size != fp->size) bind_error(L, ERR_VALUE, "fp and xp are not of the same length.");
    if (xp->size == 0) bind_error(L, ERR_VALUE, "array of sample points is empty");
    if (periodic) wrap_points(L, &x, &xp, &fp, bind_arg_float(L, 6, 0));
    const double *at = doubles(xp), *value = doubles(fp);
    size_t        n = xp->size;
    curve         k = {at, value, n, 0};
    double        left = value[0], right = value[n - 1];
    if (!periodic) left = part_or(L, 4, imaginary, left), right = part_or(L, 5, imaginary, right);
    double       *y = (double *)(void *)x->data;
    for (size_t i = 0; i < x->size; i++) {
        double v = y[i];
        if (isnan(v)) continue;
        if (v < at[0]) y[i] = left;
        else if (v > at[n - 1]) y[i] = right;
        else if (v == at[n - 1]) y[i] = value[n - 1];
        else y[i] = interpolate(&k, v);
    }
    return x;
}

static int l_interp(lua_State *L) {
    static const bind_sig sig = {"interp", "x xp fp left right period", 3};
    err     e;
    nd_view part;
    bind_args(L, &sig);
    luaL_checkstack(L, 80, NULL);
    nd_array *y = interpolate_part(L, false);
    if (nd_is_complex(bind_arg_asarray(L, 3)->dtype)) {
        const nd_array *im = interpolate_part(L, true);
        y = bind_need(L, nd_astype(bind_ctx_of(L), y, nd_dtype_of(ND_C128), 'C', &e), &e);
        nd_part(&part, y, true);
        bind_must(L, nd_assign(bind_ctx_of(L), &part.a, im, &e), &e);
    }
    if (y->ndim == 0) y->flags |= ND_SCALAR;
    return bind_result(L, y, NULL);
}

/* --- filters -------------------------------------------------------------------------------- */

static int convolve(lua_State *L, const bind_sig *sig, const char *mode, bool turn) {
    err e;
    bind_args(L, sig);
    luaL_checkstack(L, 30, NULL);
    nd_array *a = bind_arg_asarray(L, 1), *v = bind_arg_asarray(L, 2);
    if (a->ndim > 1 || v->ndim > 1) return bind_error(L, ERR_VALUE, "object too deep for desired array");
    a = bind_need(L, nd_atleast(bind_ctx_of(L), a, 1, &e), &e);
    v = bind_need(L, nd_atleast(bind_ctx_of(L), v, 1, &e), &e);
    if (a->size == 0) return bind_error(L, ERR_VALUE, turn ? "first array argument cannot be empty" : "a cannot be empty");
    if (v->size == 0) return bind_error(L, ERR_VALUE, turn ? "second array argument cannot be empty" : "v cannot be empty");
    if (turn && nd_is_complex(v->dtype)) v = bind_op1(L, ND_CONJUGATE, v);
    if (turn) v = bind_need(L, nd_flip(bind_ctx_of(L), v, -1, NULL, &e), &e);
    nd_array *full = bind_need(L, nd_convolve(bind_ctx_of(L), a, v, &e), &e);
    ptrdiff_t n = a->shape[0], m = v->shape[0], longer = n > m ? n : m, shorter = n > m ? m : n, start = (shorter - 1) / 2;
    if (turn && m > n) start = shorter - 1 - start;      /* correlate counts from the other end when it has swapped them */
    mode = bind_arg_text(L, 3, mode);
    if (strcmp(mode, "full") == 0) return bind_push_array(L, full);
    if (strcmp(mode, "same") == 0) return bind_push_array(L, slice_axis(L, full, 0, start, start + longer));
    if (strcmp(mode, "valid") == 0) return bind_push_array(L, slice_axis(L, full, 0, shorter - 1, longer));
    return bind_error(L, ERR_VALUE, "Use one of 'valid', 'same', or 'full' for convolve/correlate mode");
}

static int l_convolve(lua_State *L) {
    static const bind_sig sig = {"convolve", "a v mode", 2};
    return convolve(L, &sig, "full", false);
}

static int l_correlate(lua_State *L) {
    static const bind_sig sig = {"correlate", "a v mode", 2};
    return convolve(L, &sig, "valid", true);
}

void bind_open_calculus(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"gradient", l_gradient}, {"trapezoid", l_trapezoid}, {"interp", l_interp}, {"unwrap", l_unwrap},
        {"convolve", l_convolve}, {"correlate", l_correlate}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
