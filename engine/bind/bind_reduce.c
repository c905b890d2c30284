/* bind/bind_reduce.c: over axes: sum, mean, min, argmax, cumsum and their kin.
 *
 * The reductions differ in which options they take and where these stand; a layout says so,
 * and one function reads them all.                                                          */
#include "bind/bind_call.h"

/* Places of the options on the stack; 0: the function has no such option. axis is at 2. */
typedef struct layout {
    const char *params;
    int         dtype, out, ddof, keepdims, initial, where, correction;
} layout;

static const layout like_sum = {"a axis dtype out keepdims initial where", .dtype = 3, .out = 4, .keepdims = 5, .initial = 6, .where = 7};
static const layout like_mean = {"a axis dtype out keepdims * where", .dtype = 3, .out = 4, .keepdims = 5, .where = 6};
static const layout like_var = {"a axis dtype out ddof keepdims * where mean correction",
                                .dtype = 3, .out = 4, .ddof = 5, .keepdims = 6, .where = 7, .correction = 9};
static const layout like_min = {"a axis out keepdims initial where", .out = 3, .keepdims = 4, .initial = 5, .where = 6};
static const layout like_any = {"a axis out keepdims * where", .out = 3, .keepdims = 4, .where = 5};
static const layout like_ptp = {"a axis out keepdims", .out = 3, .keepdims = 4};

static void read_options(lua_State *L, const layout *at, nd_reduce_options *o) {
    o->naxes = bind_arg_axes(L, 2, o->axes);
    if (at->dtype) o->has_dtype = bind_arg_dtype(L, at->dtype, &o->dtype);
    if (at->out) o->out = bind_arg_out(L, at->out);
    if (at->ddof) o->ddof = bind_arg_float(L, at->ddof, 0);
    if (at->correction) o->ddof = bind_arg_float(L, at->correction, o->ddof);
    if (at->keepdims) o->keepdims = bind_arg_bool(L, at->keepdims, false);
    if (at->initial) o->initial = bind_arg_array_or_null(L, at->initial);
    if (at->where) o->where = bind_arg_where(L, at->where);
}

static int reduce(lua_State *L, const char *name, nd_reduction op, const layout *at) {
    const bind_sig  sig = {name, at->params, 1};
    err             e;
    const nd_array *alone = lua_gettop(L) == 1 ? bind_to_array(L, 1) : NULL;
    if (alone) return bind_result(L, nd_reduce(bind_ctx_of(L), op, alone, NULL, &e), &e);
    nd_reduce_options o = {0};
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    read_options(L, at, &o);
    return bind_result(L, nd_reduce(bind_ctx_of(L), op, a, &o, &e), &e);
}

int bind_l_sum(lua_State *L) { return reduce(L, "sum", ND_SUM, &like_sum); }
int bind_l_prod(lua_State *L) { return reduce(L, "prod", ND_PROD, &like_sum); }
int bind_l_mean(lua_State *L) { return reduce(L, "mean", ND_MEAN, &like_mean); }
int bind_l_var(lua_State *L) { return reduce(L, "var", ND_VAR, &like_var); }
int bind_l_std(lua_State *L) { return reduce(L, "std", ND_STD, &like_var); }
int bind_l_min(lua_State *L) { return reduce(L, "min", ND_MIN, &like_min); }
int bind_l_max(lua_State *L) { return reduce(L, "max", ND_MAX, &like_min); }
int bind_l_any(lua_State *L) { return reduce(L, "any", ND_ANY, &like_any); }
int bind_l_all(lua_State *L) { return reduce(L, "all", ND_ALL, &like_any); }
static int l_ptp(lua_State *L) { return reduce(L, "ptp", ND_PTP, &like_ptp); }
static int l_nansum(lua_State *L) { return reduce(L, "nansum", ND_NANSUM, &like_sum); }
static int l_nanprod(lua_State *L) { return reduce(L, "nanprod", ND_NANPROD, &like_sum); }
static int l_nanmin(lua_State *L) { return reduce(L, "nanmin", ND_NANMIN, &like_min); }
static int l_nanmax(lua_State *L) { return reduce(L, "nanmax", ND_NANMAX, &like_min); }
static int l_nanmean(lua_State *L) { return reduce(L, "nanmean", ND_NANMEAN, &like_mean); }
static int l_nanvar(lua_State *L) { return reduce(L, "nanvar", ND_NANVAR, &like_var); }
static int l_nanstd(lua_State *L) { return reduce(L, "nanstd", ND_NANSTD, &like_var); }

/* --- positions of extremes -------------------------------------------------------------------- */

static int argreduce(lua_State *L, const char *name, nd_argreduction op) {
    const bind_sig sig = {name, "a axis out * keepdims", 1};
    err            e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    int             axis = bind_arg_axis(L, 2, BIND_FLAT);
    nd_array       *out = bind_arg_out(L, 3);
    return bind_result(L, nd_argreduce(bind_ctx_of(L), op, a, axis, bind_arg_bool(L, 4, false), out, &e), &e);
}

int bind_l_argmin(lua_State *L) { return argreduce(L, "argmin", ND_ARGMIN); }
int bind_l_argmax(lua_State *L) { return argreduce(L, "argmax", ND_ARGMAX); }
static int l_nanargmin(lua_State *L) { return argreduce(L, "nanargmin", ND_NANARGMIN); }
static int l_nanargmax(lua_State *L) { return argreduce(L, "nanargmax", ND_NANARGMAX); }

/* --- running totals ------------------------------------------------------------------------------- */

static int cumulate(lua_State *L, const char *name, nd_reduction op) {
    const bind_sig sig = {name, "a axis dtype out", 1};
    nd_dtype       d;
    err            e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    int             axis = bind_arg_axis(L, 2, BIND_FLAT);
    const nd_dtype *dtype = bind_arg_dtype(L, 3, &d) ? &d : NULL;
    return bind_result(L, nd_cumulate(bind_ctx_of(L), op, a, axis, dtype, bind_arg_out(L, 4), &e), &e);
}

int bind_l_cumsum(lua_State *L) { return cumulate(L, "cumsum", ND_SUM); }
int bind_l_cumprod(lua_State *L) { return cumulate(L, "cumprod", ND_PROD); }
static int l_nancumsum(lua_State *L) { return cumulate(L, "nancumsum", ND_NANSUM); }
static int l_nancumprod(lua_State *L) { return cumulate(L, "nancumprod", ND_NANPROD); }

/* x with a start value in front: cumulative_sum(x, axis=None, include_initial=False). */
static int cumulative(lua_State *L, const char *name, nd_reduction op, int64_t start) {
    const bind_sig sig = {name, "x * axis dtype out include_initial", 1};
    nd_dtype       d;
    err            e;
    nd_ctx        *c = bind_ctx_of(L);
    ptrdiff_t      shape[ND_MAXDIMS];
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    int             axis = bind_arg_axis(L, 2, 0);
    if (a->ndim != 1 && !bind_given(L, 2))
        bind_error(L, ERR_VALUE, "For arrays which have more than one dimension ``axis`` argument is required.");
    bind_must(L, nd_check_axis(&axis, a->ndim, &e), &e);
    const nd_dtype *dtype = bind_arg_dtype(L, 3, &d) ? &d : NULL;
    nd_array       *got = bind_need(L, nd_cumulate(c, op, a, axis, dtype, bind_arg_out(L, 4), &e), &e);
    if (!bind_arg_bool(L, 5, false)) return bind_push_array(L, got);
    for (int i = 0; i < got->ndim; i++) shape[i] = i == axis ? 1 : got->shape[i];
    nd_array *both[] = {bind_need(L, nd_full(c, got->dtype, got->ndim, shape, bind_new_int(L, start), 'C', &e), &e), got};
    return bind_push_array(L, bind_need(L, nd_concatenate(c, 2, both, axis, NULL, &e), &e));
}

static int l_cumulative_sum(lua_State *L) { return cumulative(L, "cumulative_sum", ND_SUM, 0); }
static int l_cumulative_prod(lua_State *L) { return cumulative(L, "cumulative_prod", ND_PROD, 1); }

/* --- differences -------------------------------------------------------------------------------------- */

/* prepend=, append=: a single number stands for a slice of it. */
static nd_array *edge_slice(lua_State *L, int i, const nd_array *a, int axis) {
    err       e;
    ptrdiff_t shape[ND_MAXDIMS];
    nd_array *edge = bind_arg_asarray(L, i);
    if (edge->ndim > 0) return edge;
    for (int k = 0; k < a->ndim; k++) shape[k] = k == axis ? 1 : a->shape[k];
    return bind_need(L, nd_broadcast_to(bind_ctx_of(L), edge, a->ndim, shape, &e), &e);
}

static int l_diff(lua_State *L) {
    static const bind_sig sig = {"diff", "a n axis prepend append", 1};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *parts[3];
    int       n = bind_arg_small(L, 2, 1), axis = bind_arg_axis(L, 3, -1), nparts = 0;
    if (n == 0) return bind_push_array(L, a);
    if (n < 0) bind_error(L, ERR_VALUE, "order must be non-negative but got %d", n);
    if (a->ndim == 0) bind_error(L, ERR_VALUE, "diff requires input that is at least one dimensional");
    bind_must(L, nd_check_axis(&axis, a->ndim, &e), &e);
    if (!lua_isnil(L, 4)) parts[nparts++] = edge_slice(L, 4, a, axis);
    parts[nparts++] = a;
    if (!lua_isnil(L, 5)) parts[nparts++] = edge_slice(L, 5, a, axis);
    if (nparts > 1) a = bind_need(L, nd_concatenate(c, nparts, parts, axis, NULL, &e), &e);
    /* After as many steps as there are elements nothing is left. */
    if (n > a->shape[axis]) n = a->shape[axis] ? (int)a->shape[axis] : 1;
    return bind_push_array(L, bind_need(L, nd_diff(c, a, n, axis, &e), &e));
}

static int l_ediff1d(lua_State *L) {
    static const bind_sig sig = {"ediff1d", "ary to_end to_begin", 1};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array *flat = bind_need(L, nd_ravel(c, bind_arg_asarray(L, 1), 'C', &e), &e), *parts[3];
    int       n = 0;
    nd_dtype  d = flat->dtype;
    if (d.type == ND_BOOL) bind_need(L, nd_ufunc2(c, ND_SUBTRACT, flat, flat, &e), &e);       /* which refuses, and says why */
    if (bind_given(L, 3)) parts[n++] = bind_arg_asarray(L, 3);
    parts[n++] = bind_need(L, nd_diff(c, flat, 1, 0, &e), &e);
    if (bind_given(L, 2)) parts[n++] = bind_arg_asarray(L, 2);
    return bind_push_array(L, bind_need(L, nd_concatenate(c, n, parts, BIND_FLAT, &d, &e), &e));
}

void bind_open_reduce(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"sum", bind_l_sum}, {"prod", bind_l_prod}, {"mean", bind_l_mean}, {"var", bind_l_var}, {"std", bind_l_std},
        {"min", bind_l_min}, {"max", bind_l_max}, {"amin", bind_l_min}, {"amax", bind_l_max}, {"any", bind_l_any},
        {"all", bind_l_all}, {"ptp", l_ptp}, {"nansum", l_nansum}, {"nanprod", l_nanprod}, {"nanmin", l_nanmin},
        {"nanmax", l_nanmax}, {"nanmean", l_nanmean}, {"nanvar", l_nanvar}, {"nanstd", l_nanstd},
        {"argmin", bind_l_argmin}, {"argmax", bind_l_argmax}, {"nanargmin", l_nanargmin}, {"nanargmax", l_nanargmax},
        {"cumsum", bind_l_cumsum}, {"cumprod", bind_l_cumprod}, {"nancumsum", l_nancumsum},
        {"nancumprod", l_nancumprod}, {"cumulative_sum", l_cumulative_sum}, {"cumulative_prod", l_cumulative_prod},
        {"diff", l_diff}, {"ediff1d", l_ediff1d}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    bind_open_stats(L);
    bind_open_calculus(L);
}
