/* bind/bind_stats.c: what a sample looks like: median, percentiles, weighted means, counts in bins. */
#include <math.h>
#include <string.h>

#include "bind/bind_lazy.h"

/* --- median and quantiles -------------------------------------------------------------------- */

static int median(lua_State *L, const bind_sig *sig, bool ignore_nan) {
    err               e;
    nd_reduce_options o = {0};
    bind_args(L, sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    o.naxes = bind_arg_axes(L, 2, o.axes);
    o.keepdims = bind_arg_bool(L, 5, false);
    return bind_give(L, bind_need(L, nd_median(bind_ctx_of(L), a, &o, ignore_nan, &e), &e), bind_arg_out(L, 3));
}

static int l_median(lua_State *L) {
    static const bind_sig sig = {"median", "a axis out overwrite_input keepdims", 1};
    return median(L, &sig, false);
}

static int l_nanmedian(lua_State *L) {
    static const bind_sig sig = {"nanmedian", "a axis out overwrite_input keepdims", 1};
    return median(L, &sig, true);
}

typedef struct quantile_call {
    const nd_array   *a;
    nd_array         *q;             /* in [0, 1] */
    nd_reduce_options o;
    bool              ignore_nan;
} quantile_call;

/* Positions q * (n - 1) brought to whole ones: lower, higher or nearest. */
static nd_array *whole_positions(lua_State *L, const nd_array *q, ptrdiff_t n, nd_op rounding) {
    err       e;
    nd_array *at = bind_op2(L, ND_MULTIPLY, q, bind_new_int(L, n - 1));
    return bind_need(L, nd_astype(bind_ctx_of(L), bind_op1(L, rounding, at), nd_dtype_of(ND_I64), 'C', &e), &e);
}

/* The values at whole positions of the sorted axis. A NaN in a lane makes its result NaN. */
static nd_array *pick_sorted(lua_State *L, const quantile_call *k, nd_array *sorted, int axis, nd_op rounding) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    ptrdiff_t n = sorted->shape[axis];
    nd_array *got = bind_need(L, nd_take(c, sorted, whole_positions(L, k->q, n, rounding), axis, 'r', &e), &e);
    if (k->q->ndim == 1) got = bind_need(L, nd_moveaxis(c, got, 1, &axis, &(int){0}, &e), &e);
    if (!nd_is_float(sorted->dtype)) return got;
    nd_array *last = bind_need(L, nd_take(c, sorted, bind_new_int(L, n - 1), axis, 'r', &e), &e);
    return bind_need(L, nd_where(c, bind_op1(L, ND_ISNAN, last), last, got, &e), &e);
}

static nd_array *quantile_by_rank(lua_State *L, quantile_call *k, const char *method) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    int       axis = k->o.naxes < 0 ? BIND_FLAT : k->o.axes[0];
    nd_array *sorted;
    if (k->o.naxes > 1 || k->o.keepdims || k->ignore_nan)
        bind_error(L, ERR_NOT_IMPLEMENTED, "method='%s' works over one axis, without keepdims, and counts NaN", method);
    sorted = bind_need(L, nd_sort(c, k->a, axis, &e), &e);
    if (axis == BIND_FLAT) axis = 0;
    bind_must(L, nd_check_axis(&axis, sorted->ndim, &e), &e);
    if (sorted->shape[axis] == 0) bind_error(L, ERR_INDEX, "index -1 is out of bounds for axis 0 with size 0");
    if (strcmp(method, "lower") == 0) return pick_sorted(L, k, sorted, axis, ND_FLOOR);
    if (strcmp(method, "higher") == 0) return pick_sorted(L, k, sorted, axis, ND_CEIL);
    if (strcmp(method, "nearest") == 0) return pick_sorted(L, k, sorted, axis, ND_RINT);
    nd_array *low = pick_sorted(L, k, sorted, axis, ND_FLOOR), *high = pick_sorted(L, k, sorted, axis, ND_CEIL);
    return bind_op2(L, ND_MULTIPLY, bind_op2(L, ND_ADD, low, high), bind_new_float(L, 0.5));
}

/* The other definitions are the prelude's; they count NaN. */
static nd_array *by_definition(lua_State *L, quantile_call *k, const char *method) {
    if (k->ignore_nan && nd_is_inexact(k->a->dtype))
        bind_error(L, ERR_NOT_IMPLEMENTED, "method='%s' counts NaN here: drop them before", method);
    luaL_checkstack(L, 12, NULL);
    bind_push_again(L, (nd_array *)(uintptr_t)k->a);
    bind_push_again(L, k->q);
    lua_pushvalue(L, 3);
    lua_pushstring(L, method);
    lua_pushboolean(L, k->o.keepdims);
    lua_pushvalue(L, 8);
    bind_lazy_call(L, ".quantile", 6);
    nd_array *got = bind_arg_asarray(L, lua_gettop(L));
    if (got->ndim == 0) got->flags |= ND_SCALAR;
    return got;
}

static nd_array *quantile(lua_State *L, quantile_call *k, const char *method) {
    static const char *const ranked[] = {"lower", "higher", "nearest", "midpoint"};
    static const char *const known[] = {"averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf",
                                        "hazen", "weibull", "median_unbiased", "normal_unbiased"};
    err e;
    if (bind_given(L, 8)) return by_definition(L, k, method);
    if (strcmp(method, "linear") == 0) {
        nd_array *got = bind_need(L, nd_quantile(bind_ctx_of(L), k->a, k->q, &k->o, k->ignore_nan, &e), &e);
        return got;
    }
    for (size_t i = 0; i < sizeof ranked / sizeof *ranked; i++)
        if (strcmp(method, ranked[i]) == 0) {
            nd_array *got = quantile_by_rank(L, k, method);
            if (got->ndim == 0) got->flags |= ND_SCALAR;
            return got;
        }
    bool is_known = strcmp(method, "inverted_cdf") == 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) is_known = is_known || strcmp(method, known[i]) == 0;
    if (!is_known)
        bind_error(L, ERR_VALUE,
                   "'%s' is not a valid method. Use one of: dict_keys(['inverted_cdf', 'averaged_inverted_cdf', 'closest_observation', "
                   "'interpolated_inverted_cdf', 'hazen', 'weibull', 'linear', 'median_unbiased', 'normal_unbiased', 'lower', 'higher', "
                   "'midpoint', 'nearest'])",
                   method);
    return by_definition(L, k, method);
}

static bool all_within(lua_State *L, const nd_array *q, double most) {
    nd_array *low = bind_op2(L, ND_GREATER_EQUAL, q, bind_new_float(L, 0));
    nd_array *high = bind_op2(L, ND_LESS_EQUAL, q, bind_new_float(L, most));
    return nd_count_true(low) == q->size && nd_count_true(high) == q->size;
}

/* A plain number is taken in the type of the floats it is asked of, and the result stays in it. */
static nd_array *number_as(lua_State *L, const nd_array *q, const nd_array *a, double whole) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    nd_array *narrow = bind_need(L, nd_astype(c, q, a->dtype, 'C', &e), &e), *divisor = bind_new_float(L, whole);
    if (whole > 1) narrow = bind_op2(L, ND_DIVIDE, narrow, bind_need(L, nd_astype(c, divisor, a->dtype, 'C', &e), &e));
    nd_array *out = bind_need(L, nd_astype(c, narrow, nd_dtype_of(ND_F64), 'C', &e), &e);
    out->flags |= ND_WEAK;
    return out;
}

static int quantile_of(lua_State *L, const bind_sig *sig, double whole, bool ignore_nan) {
    err           e;
    quantile_call k = {.ignore_nan = ignore_nan};
    bind_args(L, sig);
    k.a = bind_arg_asarray(L, 1);
    k.q = bind_op2(L, ND_MULTIPLY, bind_arg_asarray(L, 2), bind_new_float(L, 1.0));
    if (!all_within(L, k.q, whole))
        bind_error(L, ERR_VALUE, whole > 1 ? "Percentiles must be in the range [0, 100]" : "Quantiles must be in the range [0, 1]");
    if (lua_type(L, 2) == LUA_TNUMBER && nd_is_float(k.a->dtype) && k.a->dtype.type != ND_F64) k.q = number_as(L, k.q, k.a, whole);
    else if (whole > 1) k.q = bind_op2(L, ND_DIVIDE, k.q, bind_new_float(L, whole));
    /* q of more axes is asked for flat, and the axes come back at the front. */
    nd_array *q = k.q;
    if (q->ndim > 1) k.q = bind_need(L, nd_ravel(bind_ctx_of(L), q, 'C', &e), &e);
    k.o.naxes = bind_arg_axes(L, 3, k.o.axes);
    k.o.keepdims = bind_arg_bool(L, 7, false);
    nd_array *got = quantile(L, &k, bind_arg_text(L, 6, "linear"));
    if (q->ndim > 1) {
        ptrdiff_t shape[2 * ND_MAXDIMS];
        int       n = q->ndim + got->ndim - 1;
        if (n > ND_MAXDIMS) bind_error(L, ERR_VALUE, "too many dimensions");
        for (int i = 0; i < n; i++) shape[i] = i < q->ndim ? q->shape[i] : got->shape[i - q->ndim + 1];
        got = bind_need(L, nd_reshape(bind_ctx_of(L), got, n, shape, 'C', &e), &e);
    }
    return bind_give(L, got, bind_arg_out(L, 4));
}

#define QUANTILE_PARAMS "a q axis out overwrite_input method keepdims * weights"

static int l_percentile(lua_State *L) {
    static const bind_sig sig = {"percentile", QUANTILE_PARAMS, 2};
    return quantile_of(L, &sig, 100.0, false);
}

static int l_quantile(lua_State *L) {
    static const bind_sig sig = {"quantile", QUANTILE_PARAMS, 2};
    return quantile_of(L, &sig, 1.0, false);
}

static int l_nanpercentile(lua_State *L) {
    static const bind_sig sig = {"nanpercentile", QUANTILE_PARAMS, 2};
    return quantile_of(L, &sig, 100.0, true);
}

static int l_nanquantile(lua_State *L) {
    static const bind_sig sig = {"nanquantile", QUANTILE_PARAMS, 2};
    return quantile_of(L, &sig, 1.0, true);
}

/* --- weighted means ------------------------------------------------------------------------------- */

static nd_array *keep_axis(lua_State *L, nd_array *got, const nd_array *a, int axis) {
    err       e;
    ptrdiff_t shape[ND_MAXDIMS];
    if (axis != BIND_FLAT) bind_must(L, nd_check_axis(&axis, a->ndim, &e), &e);
    for (int i = 0; i < a->ndim; i++) shape[i] = axis == BIND_FLAT || i == axis ? 1 : a->shape[i];
    return bind_need(L, nd_reshape(bind_ctx_of(L), got, a->ndim, shape, 'C', &e), &e);
}

static nd_array *weight_sum(lua_State *L, const nd_array *a, const nd_array *weights, const nd_array *got, int axis) {
    err               e;
    nd_ctx           *c = bind_ctx_of(L);
    nd_reduce_options o = {.naxes = axis == BIND_FLAT ? -1 : 1, .axes = {axis}};
    nd_array         *sum;
    if (!weights) sum = bind_new_float(L, got->size ? (double)a->size / (double)got->size : 0);
    else {
        if (weights->ndim < a->ndim) o.axes[0] = 0;
        sum = bind_need(L, nd_reduce(c, ND_SUM, weights, &o, &e), &e);
        sum = bind_op2(L, ND_MULTIPLY, sum, bind_new_float(L, 1.0));
    }
    sum = bind_need(L, nd_broadcast_to(c, sum, got->ndim, got->shape, &e), &e);
    sum = bind_need(L, nd_copy(c, sum, 'C', &e), &e);
    if (got->flags & ND_SCALAR) sum->flags |= ND_SCALAR;
    return sum;
}

static int l_average(lua_State *L) {
    static const bind_sig sig = {"average", "a axis weights returned * keepdims", 1};
    err e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1), *weights = bind_arg_asarray_or_null(L, 3);
    if (weights && bind_is_sequence(L, 2)) {
        lua_settop(L, 3);
        return bind_lazy_call(L, ".average", 3);
    }
    int             axis = bind_arg_axis(L, 2, BIND_FLAT);
    nd_array       *got = bind_need(L, nd_average(bind_ctx_of(L), a, axis, weights, &e), &e);
    nd_array       *sum = bind_arg_bool(L, 4, false) ? weight_sum(L, a, weights, got, axis) : NULL;
    bool            keep = bind_arg_bool(L, 5, false);
    bind_result(L, keep ? keep_axis(L, got, a, axis) : got, NULL);
    if (!sum) return 1;
    bind_result(L, keep ? keep_axis(L, sum, a, axis) : sum, NULL);
    bind_push_tuple(L, 2);
    return 1;
}

/* --- counts ------------------------------------------------------------------------------------------- */

static int l_bincount(lua_State *L) {
    static const bind_sig sig = {"bincount", "x weights minlength", 1};
    err e;
    bind_args(L, &sig);
    const nd_array *x = bind_arg_asarray(L, 1), *weights = bind_arg_asarray_or_null(L, 2);
    return bind_push_array(L, bind_need(L, nd_bincount(bind_ctx_of(L), x, weights, bind_arg_int(L, 3, 0), &e), &e));
}

static int l_digitize(lua_State *L) {
    static const bind_sig sig = {"digitize", "x bins right", 2};
    err e;
    bind_args(L, &sig);
    const nd_array *x = bind_arg_asarray(L, 1), *bins = bind_arg_asarray(L, 2);
    return bind_result(L, nd_digitize(bind_ctx_of(L), x, bins, bind_arg_bool(L, 3, false), &e), &e);
}

static nd_array *as_doubles(lua_State *L, const nd_array *a) {
    err e;
    if (!nd_is_numeric(a->dtype)) bind_error(L, ERR_TYPE, "cannot count text in bins");
    nd_array *out = bind_need(L, nd_astype(bind_ctx_of(L), a, nd_dtype_of(ND_F64), 'C', &e), &e);
    return bind_need(L, nd_ravel(bind_ctx_of(L), out, 'C', &e), &e);
}

static const double *doubles(const nd_array *a) { return (const double *)(const void *)a->data; }

/* First and last edge of evenly spaced bins. */
static void histogram_range(lua_State *L, int i, const nd_array *x, double edge[2]) {
    if (bind_given(L, i)) {
        const nd_array *range = as_doubles(L, bind_arg_asarray(L, i));
        if (range->size != 2) bind_error(L, ERR_VALUE, "`range` must be a pair (lower, upper)");
        edge[0] = doubles(range)[0];
        edge[1] = doubles(range)[1];
        if (edge[0] > edge[1]) bind_error(L, ERR_VALUE, "max must be larger than min in range parameter.");
        if (!isfinite(edge[0]) || !isfinite(edge[1])) bind_error(L, ERR_VALUE, "supplied range of [%g, %g] is not finite", edge[0], edge[1]);
    } else if (x->size == 0) {
        edge[0] = 0, edge[1] = 1;
    } else {
        edge[0] = edge[1] = doubles(x)[0];
        for (size_t k = 0; k < x->size; k++) {
            double v = doubles(x)[k];
            if (isnan(v)) edge[0] = edge[1] = v;
            if (v < edge[0]) edge[0] = v;
            if (v > edge[1]) edge[1] = v;
        }
        if (!isfinite(edge[0]) || !isfinite(edge[1])) bind_error(L, ERR_VALUE, "autodetected range of [%g, %g] is not finite", edge[0], edge[1]);
    }
    if (edge[0] == edge[1]) edge[0] -= 0.5, edge[1] += 0.5;
}

/* bins= as edges: a count of even bins, or the edges themselves. */
static nd_array *histogram_edges(lua_State *L, int bins, int range, int weights, const nd_array *x) {
    err    e;
    double edge[2];
    if (lua_type(L, bins) == LUA_TSTRING) {
        const int places[] = {1, bins, range};
        for (int k = 0; k < 3; k++) lua_pushvalue(L, places[k]);
        lua_pushboolean(L, bind_given(L, weights));
        bind_lazy_call(L, ".histogram_bins", 4);
        lua_replace(L, bins);
    }
    if (bind_is_sequence(L, bins)) {
        nd_array *edges = bind_arg_asarray(L, bins);
        if (edges->ndim != 1) bind_error(L, ERR_VALUE, "`bins` must be 1d, when an array");
        const nd_array *v = as_doubles(L, edges);
        for (size_t k = 1; k < v->size; k++)
            if (doubles(v)[k - 1] > doubles(v)[k]) bind_error(L, ERR_VALUE, "`bins` must increase monotonically, when an array");
        return edges;
    }
    int64_t n = bind_arg_int(L, bins, 10);
    if (n < 1) bind_error(L, ERR_VALUE, "`bins` must be positive, when an integer");
    histogram_range(L, range, x, edge);
    return bind_need(L, nd_linspace(bind_ctx_of(L), edge[0], edge[1], n + 1, true, nd_dtype_of(ND_F64), NULL, &e), &e);
}

/* The bin of v: edges are closed on the left, and the last bin on both sides. -1: outside. */
static ptrdiff_t bin_of(const double *edges, ptrdiff_t n, double v) {
    ptrdiff_t low = 0, high = n;
    if (!(v >= edges[0] && v <= edges[n])) return -1;
    while (low < high) {
        ptrdiff_t middle = (low + high) / 2;
        if (v >= edges[middle + 1]) low = middle + 1;
        else high = middle;
    }
    return low < n ? low : n - 1;
}

static nd_array *count_bins(lua_State *L, const nd_array *x, const nd_array *edges, const nd_array *weights) {
    err             e;
    const nd_array *at = as_doubles(L, edges), *w = weights ? as_doubles(L, weights) : NULL;
    ptrdiff_t       n = (ptrdiff_t)at->size - 1;
    if (n < 0) n = 0;
    nd_array *out = bind_need(L, nd_zeros(bind_ctx_of(L), nd_dtype_of(w ? ND_F64 : ND_I64), 1, &n, 'C', &e), &e);
    void     *cells = out->data;
    for (size_t k = 0; n > 0 && k < x->size; k++) {
        ptrdiff_t bin = bin_of(doubles(at), n, doubles(x)[k]);
        if (bin < 0) continue;
        if (w) ((double *)cells)[bin] += doubles(w)[k];
        else ((int64_t *)cells)[bin]++;
    }
    if (weights && nd_is_integer(weights->dtype)) out = bind_need(L, nd_astype(bind_ctx_of(L), out, weights->dtype, 'C', &e), &e);
    return out;
}

static nd_array *per_width(lua_State *L, const nd_array *counts, nd_array *edges) {
    err       e;
    nd_array *width = bind_need(L, nd_diff(bind_ctx_of(L), edges, 1, 0, &e), &e);
    nd_array *total = bind_need(L, nd_reduce(bind_ctx_of(L), ND_SUM, counts, NULL, &e), &e);
    return bind_op2(L, ND_DIVIDE, bind_op2(L, ND_DIVIDE, counts, width), total);
}

static int l_histogram(lua_State *L) {
    static const bind_sig sig = {"histogram", "a bins range density weights", 1};
    bind_args(L, &sig);
    const nd_array *x = as_doubles(L, bind_arg_asarray(L, 1)), *weights = bind_arg_asarray_or_null(L, 5);
    if (weights && weights->size != x->size) bind_error(L, ERR_VALUE, "weights should have the same shape as a.");
    nd_array *edges = histogram_edges(L, 2, 3, 5, x), *counts = count_bins(L, x, edges, weights);
    if (bind_arg_bool(L, 4, false)) counts = per_width(L, counts, edges);
    bind_push_again(L, counts);
    bind_push_again(L, edges);
    bind_push_tuple(L, 2);
    return 1;
}

static int l_histogram_bin_edges(lua_State *L) {
    static const bind_sig sig = {"histogram_bin_edges", "a bins range weights", 1};
    bind_args(L, &sig);
    const nd_array *x = as_doubles(L, bind_arg_asarray(L, 1));
    return bind_push_array(L, histogram_edges(L, 2, 3, 4, x));
}

void bind_open_stats(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"median", l_median}, {"nanmedian", l_nanmedian}, {"percentile", l_percentile}, {"quantile", l_quantile},
        {"nanpercentile", l_nanpercentile}, {"nanquantile", l_nanquantile}, {"average", l_average},
        {"bincount", l_bincount}, {"digitize", l_digitize}, {"histogram", l_histogram},
        {"histogram_bin_edges", l_histogram_bin_edges}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
