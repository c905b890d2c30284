/* bind/bind_create.c: np.array and the arrays made from nothing.
 *
 * Values that come from Lua are stored as Python stores its numbers (300 does not become a
 * uint8); values that come from arrays are cast.                                            */
#include <math.h>
#include <string.h>

#include "bind/bind_record.h"
#include "bind/bind_lazy.h"

#define NO_COPY_TEXT                                                                                   \
    "Unable to avoid copy while creating an array as requested.\n"                                     \
    "If using `np.array(obj, copy=False)` replace it with `np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).\n" \
    "For more details, see https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword."

/* --- np.array --------------------------------------------------------------------------------- */

/* A type that leaves open its width, which is that of the longest value, or its unit, the finest among the values. */
static nd_dtype settle(lua_State *L, const nd_array *a, nd_dtype d) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    size_t    most = 1;
    if (nd_is_time(d)) {
        if (!nd_dtype_settle(a->dtype, &d)) bind_must(L, nd_text_unit(a, &d, &e), &e);
        return d;
    }
    if (!nd_is_unsized(d) || d.type == ND_VOID) return d;
    nd_array *text = bind_need(L, nd_astype(c, a, d, 'C', &e), &e);
    for (size_t i = 0; i < text->size; i++) {
        nd_scalar x = nd_load(text->dtype, text->data + i * text->dtype.itemsize);
        if (x.n > most) most = x.n;
    }
    return d.type == ND_STR ? nd_dtype_str(most) : nd_dtype_bytes(ND_BYTES, most);
}

/* Element by element, refusing what does not fit. */
static nd_array *store_values(lua_State *L, const nd_array *a, nd_dtype d, char order) {
    err      e;
    nd_ctx  *c = bind_ctx_of(L);
    nd_view  from, to;
    nd_walk  w;
    d = settle(L, a, d);
    nd_array *out = bind_need(L, nd_new(c, d, a->ndim, a->shape, order == 'F' ? 'F' : 'C', &e), &e);
    nd_view_of(&from, a);
    nd_view_of(&to, out);
    const nd_array *ops[] = {&to.a, &from.a};
    for (nd_walk_init(&w, 2, ops, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            nd_scalar x = nd_load(a->dtype, w.p[1] + (ptrdiff_t)i * w.stride[1]);
            bind_must(L, nd_store(d, w.p[0] + (ptrdiff_t)i * w.stride[0], x, &e), &e);
        }
    return out;
}

static bool has_order(const nd_array *a, char order) {
    if (order == 'C') return nd_is_c_contiguous(a);
    if (order == 'F') return nd_is_f_contiguous(a);
    return true;
}

static nd_array *add_axes(lua_State *L, nd_array *a, int ndmin) {
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    int       extra = ndmin - a->ndim;
    if (extra <= 0) return a;
    if (ndmin > ND_MAXDIMS) bind_error(L, ERR_VALUE, "ndmin must be <= ndmax (64)");
    for (int i = 0; i < ndmin; i++) shape[i] = i < extra ? 1 : a->shape[i - extra];
    return bind_need(L, nd_reshape(bind_ctx_of(L), a, ndmin, shape, nd_is_c_contiguous(a) ? 'C' : 'F', &e), &e);
}

nd_array *bind_convert(lua_State *L, int i, const bind_conversion *how) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    bool      made = !bind_to_array(L, i), records = made && how->has_dtype && nd_is_record(how->dtype);
    nd_array *a = records ? bind_need(L, bind_records_of(L, i, how->dtype, &e), &e) : made ? bind_arg_asarray(L, i) : bind_to_array(L, i);
    nd_dtype  d = how->has_dtype ? how->dtype : a->dtype;
    bool      same = nd_dtype_equal(d, a->dtype) || (d.type == a->dtype.type && (nd_is_unsized(d) || (nd_is_time(d) && d.unit == ND_UNIT_GENERIC)));
    if (same) d = a->dtype;
    /* A memmap is an ndarray afterwards, over the same bytes. */
    if (same && a->flags & ND_MEMMAP && how->copy != 'y') {
        nd_view v;
        nd_view_of(&v, a);
        v.a.flags &= (uint8_t)~ND_MEMMAP;
        if (v.a.base) a = bind_need(L, nd_box_view(c, &v, &e), &e);
    }
    bool keep = same && has_order(a, how->order) && (made || how->copy != 'y') && !(a->flags & ND_SCALAR);
    if (how->copy == 'n' && (made || !keep)) bind_error(L, ERR_VALUE, NO_COPY_TEXT);
    if (!keep && made && !same) a = store_values(L, a, d, how->order);
    else if (!keep) a = bind_need(L, nd_astype(c, a, d, how->order, &e), &e);
    a->flags &= (uint8_t)~(ND_SCALAR | ND_WEAK);
    return add_axes(L, a, how->ndmin);
}

static int l_array(lua_State *L) {
    static const bind_sig sig = {"array", "object dtype * copy order subok ndmin like", 1};
    bind_args(L, &sig);
    bind_conversion how = {.order = bind_arg_order(L, 4, 'K'), .copy = 'y', .ndmin = bind_arg_small(L, 6, 0)};
    how.has_dtype = bind_arg_dtype(L, 2, &how.dtype);
    if (!lua_isnil(L, 3)) how.copy = bind_is_none(L, 3) ? '?' : bind_arg_bool(L, 3, true) ? 'y' : 'n';
    return bind_push_array(L, bind_convert(L, 1, &how));
}

static int convert_as(lua_State *L, char order, int ndmin) {
    bind_conversion how = {.order = order, .copy = '?', .ndmin = ndmin};
    how.has_dtype = bind_arg_dtype(L, 2, &how.dtype);
    if (lua_gettop(L) >= 5 && bind_given(L, 5)) how.copy = bind_arg_bool(L, 5, true) ? 'y' : 'n';
    return bind_push_array(L, bind_convert(L, 1, &how));
}

static int l_asarray(lua_State *L) {
    static const bind_sig sig = {"asarray", "a dtype order * device copy like", 1};
    bind_args(L, &sig);
    return convert_as(L, bind_arg_order(L, 3, 'K'), 0);
}

static int l_ascontiguousarray(lua_State *L) {
    static const bind_sig sig = {"ascontiguousarray", "a dtype * like", 1};
    bind_args(L, &sig);
    lua_settop(L, 2);
    return convert_as(L, 'C', 1);
}

static int l_asfortranarray(lua_State *L) {
    static const bind_sig sig = {"asfortranarray", "a dtype * like", 1};
    bind_args(L, &sig);
    lua_settop(L, 2);
    return convert_as(L, 'F', 0);
}

static int l_copy(lua_State *L) {
    static const bind_sig sig = {"copy", "a order subok", 1};
    bind_args(L, &sig);
    bind_conversion how = {.order = bind_arg_order(L, 2, 'K'), .copy = 'y'};
    return bind_push_array(L, bind_convert(L, 1, &how));
}

static int l_fromiter(lua_State *L) {
    static const bind_sig sig = {"fromiter", "iter dtype count * like", 2};
    bind_args(L, &sig);
    bind_conversion how = {.order = 'C', .copy = 'y', .ndmin = 1};
    how.has_dtype = bind_arg_dtype(L, 2, &how.dtype);
    int64_t   count = bind_arg_int(L, 3, -1);
    nd_array *a = bind_convert(L, 1, &how);
    if (count < 0 || a->ndim != 1) return bind_push_array(L, a);
    if (count > a->shape[0])
        return bind_error(L, ERR_VALUE, "iterator too short: Expected %lld but iterator had only %td items.", (long long)count, a->shape[0]);
    err    e;
    nd_key first = {.kind = ND_KEY_SLICE, .start = 0, .stop = (ptrdiff_t)count, .step = ND_NONE};
    a = bind_need(L, nd_get(bind_ctx_of(L), a, 1, &first, &e), &e);
    return bind_push_array(L, bind_need(L, nd_copy(bind_ctx_of(L), a, 'C', &e), &e));
}

/* --- filled with one value ---------------------------------------------------------------------- */

static nd_dtype dtype_or_float(lua_State *L, int i) {
    nd_dtype d = nd_dtype_of(ND_F64);
    if (bind_arg_dtype(L, i, &d) && nd_is_unsized(d) && d.type != ND_VOID) nd_dtype_settle(nd_dtype_str(1), &d);
    return d;
}

typedef nd_array *make_fn(nd_ctx *c, nd_dtype d, int ndim, const ptrdiff_t *shape, char order, err *e);

static int make(lua_State *L, const bind_sig *sig, make_fn *fn) {
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    bind_args(L, sig);
    int      ndim = bind_arg_shape(L, 1, shape);
    nd_dtype d = dtype_or_float(L, 2);
    bind_expand_dtype(L, &d, &ndim, shape);
    return bind_push_array(L, bind_need(L, fn(bind_ctx_of(L), d, ndim, shape, bind_arg_order(L, 3, 'C'), &e), &e));
}

static int l_zeros(lua_State *L) {
    static const bind_sig sig = {"zeros", "shape dtype order * device like", 1};
    return make(L, &sig, nd_zeros);
}

static int l_ones(lua_State *L) {
    static const bind_sig sig = {"ones", "shape dtype order * device like", 1};
    return make(L, &sig, nd_ones);
}

/* Zeros: what an answer sees must not depend on what was in memory before. */
static int l_empty(lua_State *L) {
    static const bind_sig sig = {"empty", "shape dtype order * device like", 1};
    return make(L, &sig, nd_zeros);
}

static int l_full(lua_State *L) {
    static const bind_sig sig = {"full", "shape fill_value dtype order * device like", 2};
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    nd_dtype  d;
    bind_args(L, &sig);
    int       ndim = bind_arg_shape(L, 1, shape);
    nd_array *value = bind_arg_array(L, 2);
    if (!bind_arg_dtype(L, 3, &d)) d = value->dtype;
    d = settle(L, value, d);
    nd_array *a = nd_full(bind_ctx_of(L), d, ndim, shape, value, bind_arg_order(L, 4, 'C'), &e);
    return bind_push_array(L, bind_need(L, a, &e));
}

/* Places: a, value, dtype, order, subok, shape; value NULL leaves zeros. */
static int make_like(lua_State *L, const nd_array *value) {
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    nd_array *a = bind_arg_asarray(L, 1);
    nd_dtype  d = a->dtype;
    bool      given = bind_arg_dtype(L, 2, &d);
    if (given && nd_is_unsized(d) && d.type != ND_VOID) nd_dtype_settle(nd_dtype_str(1), &d);
    int       ndim = bind_given(L, 5) ? bind_arg_shape(L, 5, shape) : -1;
    nd_array *out = nd_empty_like(bind_ctx_of(L), a, d, bind_arg_order(L, 3, 'K'), ndim, shape, &e);
    bind_need(L, out, &e);
    if (value) bind_must(L, nd_assign(bind_ctx_of(L), out, value, &e), &e);
    else if (out->size) memset(out->data, 0, nd_nbytes(out));
    return bind_push_array(L, out);
}

static int l_zeros_like(lua_State *L) {
    static const bind_sig sig = {"zeros_like", "a dtype order subok shape * device", 1};
    bind_args(L, &sig);
    return make_like(L, NULL);
}

static int l_empty_like(lua_State *L) {
    static const bind_sig sig = {"empty_like", "prototype dtype order subok shape * device", 1};
    bind_args(L, &sig);
    return make_like(L, NULL);
}

static int l_ones_like(lua_State *L) {
    static const bind_sig sig = {"ones_like", "a dtype order subok shape * device", 1};
    bind_args(L, &sig);
    return make_like(L, bind_new_int(L, 1));
}

static int l_full_like(lua_State *L) {
    static const bind_sig sig = {"full_like", "a fill_value dtype order subok shape * device", 2};
    bind_args(L, &sig);
    const nd_array *value = bind_arg_array(L, 2);
    lua_pushvalue(L, 2);            /* keeps the value alive while its place goes */
    lua_remove(L, 2);
    return make_like(L, value);
}

/* --- ranges ------------------------------------------------------------------------------------------ */

static nd_scalar number_at(lua_State *L, int i) {
    const nd_array *a = bind_arg_asarray(L, i);
    if (a->size != 1) bind_error(L, ERR_TYPE, "only 0-dimensional arrays can be converted to Python scalars");
    nd_scalar x = nd_load(a->dtype, a->data);
    if (!nd_is_numeric(a->dtype)) bind_error(L, ERR_TYPE, "arange() not supported for inputs with DType <class 'numpy.dtypes.%s'>.", nd_dtype_class(a->dtype));
    if (x.kind == 'b') x = (nd_scalar){.kind = 'i', .u.i = x.u.b};
    return x;
}

static double as_double(nd_scalar x) { return x.kind == 'f' ? x.u.f : x.kind == 'u' ? (double)x.u.u : (double)x.u.i; }

/* As many as both parts of (stop - start) / step allow. */
static nd_array *arange_complex(lua_State *L, const nd_scalar at[3], const nd_dtype *d) {
    err       e;
    double    z[3][2] = {{0}};
    nd_view   v[3];
    for (int i = 0; i < 3; i++) {
        bind_must(L, nd_store(nd_dtype_of(ND_C128), (char *)z[i], at[i], &e), &e);
        nd_view_scalar(&v[i], nd_dtype_of(ND_C128), z[i], 0);
    }
    nd_array *span = bind_op2(L, ND_DIVIDE, bind_op2(L, ND_SUBTRACT, &v[1].a, &v[0].a), &v[2].a);
    nd_scalar q = nd_load(span->dtype, span->data);
    double    n = ceil(q.u.c.re) < ceil(q.u.c.im) ? ceil(q.u.c.re) : ceil(q.u.c.im);
    if (isnan(n)) bind_error(L, ERR_VALUE, "arange: cannot compute length");
    nd_array *steps = bind_need(L, nd_arange_float(bind_ctx_of(L), 0, n > 0 ? n : 0, 1, nd_dtype_of(ND_F64), &e), &e);
    nd_array *out = bind_op2(L, ND_ADD, bind_op2(L, ND_MULTIPLY, steps, &v[2].a), &v[0].a);
    return d ? bind_need(L, nd_astype(bind_ctx_of(L), out, *d, 'C', &e), &e) : out;
}

static int l_arange(lua_State *L) {
    static const bind_sig sig = {"arange", "start stop step dtype * device like", 0};
    nd_scalar at[3] = {{.kind = 'i', .u.i = 0}, {.kind = 'i', .u.i = 0}, {.kind = 'i', .u.i = 1}};
    err       e;
    bind_args(L, &sig);
    if (!bind_given(L, 1) && !bind_given(L, 2)) bind_error(L, ERR_TYPE, "arange() requires stop to be specified.");
    bool     whole = true;
    nd_dtype d;
    bool     given = bind_arg_dtype(L, 4, &d);
    if (bind_wants_times(L, given ? &d : NULL)) return bind_push_array(L, bind_arange_times(L, given ? &d : NULL));
    if (!bind_given(L, 2)) at[1] = number_at(L, 1);
    else at[1] = number_at(L, 2), at[0] = bind_given(L, 1) ? number_at(L, 1) : at[0];
    if (bind_given(L, 3)) at[2] = number_at(L, 3);
    for (int i = 0; i < 3; i++) whole = whole && at[i].kind == 'i';
    if (!given) d = nd_dtype_of(whole ? ND_I64 : ND_F64);
    for (int i = 0; i < 3; i++)
        if (at[i].kind == 'c') return bind_push_array(L, arange_complex(L, at, given ? &d : NULL));
    nd_array *a = whole ? nd_arange_int(bind_ctx_of(L), at[0].u.i, at[1].u.i, at[2].u.i, d, &e)
                        : nd_arange_float(bind_ctx_of(L), as_double(at[0]), as_double(at[1]), as_double(at[2]), d, &e);
    return bind_push_array(L, bind_need(L, a, &e));
}

typedef struct span {        /* linspace's arguments after start and stop */
    int64_t  num;
    bool     endpoint, has_dtype;
    nd_dtype dtype;
    int      axis;
} span;

static nd_array *move_first(lua_State *L, nd_array *a, int axis) {
    err e;
    int from = 0;
    if (axis == 0) return a;
    return bind_need(L, nd_moveaxis(bind_ctx_of(L), a, 1, &from, &axis, &e), &e);
}

/* Between arrays: num along a new axis. */
static nd_array *linspace_arrays(lua_State *L, const nd_array *start, const nd_array *stop, const span *s, nd_array **step) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    ptrdiff_t shape[ND_MAXDIMS];
    int64_t   div = s->endpoint ? s->num - 1 : s->num;
    nd_array *delta = bind_op2(L, ND_MULTIPLY, bind_op2(L, ND_SUBTRACT, stop, start), bind_new_float(L, 1.0));
    nd_array *count = bind_need(L, nd_arange_int(c, 0, s->num, 1, nd_dtype_of(ND_F64), &e), &e);
    for (int i = 0; i <= delta->ndim; i++) shape[i] = i ? 1 : s->num;
    count = bind_need(L, nd_reshape(c, count, delta->ndim + 1, shape, 'C', &e), &e);
    *step = bind_op2(L, ND_DIVIDE, delta, bind_new_int(L, div > 0 ? div : 1));
    nd_array *y = bind_op2(L, ND_ADD, bind_op2(L, ND_MULTIPLY, count, *step), start);
    nd_key    last = {.kind = ND_KEY_INT, .i = -1};
    if (s->endpoint && s->num > 1) bind_must(L, nd_set(c, y, 1, &last, stop, &e), &e);
    if (s->has_dtype && nd_is_integer(s->dtype)) y = bind_op1(L, ND_FLOOR, y);
    if (s->has_dtype) y = bind_need(L, nd_astype(c, y, s->dtype, 'K', &e), &e);
    return move_first(L, y, s->axis);
}

static nd_array *linspace(lua_State *L, const nd_array *start, const nd_array *stop, const span *s, nd_array **step) {
    err    e;
    double width = NAN;
    if (s->num < 0) bind_error(L, ERR_VALUE, "Number of samples, %lld, must be non-negative.", (long long)s->num);
    if (start->ndim || stop->ndim || nd_is_complex(start->dtype) || nd_is_complex(stop->dtype)) return linspace_arrays(L, start, stop, s, step);
    nd_scalar a = nd_load(start->dtype, start->data), b = nd_load(stop->dtype, stop->data);
    if (!nd_is_numeric(start->dtype) || !nd_is_numeric(stop->dtype)) bind_error(L, ERR_TYPE, "linspace needs numbers");
    if (a.kind == 'b') a = (nd_scalar){.kind = 'i', .u.i = a.u.b};
    if (b.kind == 'b') b = (nd_scalar){.kind = 'i', .u.i = b.u.b};
    nd_dtype  d = s->has_dtype ? s->dtype : nd_dtype_of(ND_F64);
    nd_array *y = nd_linspace(bind_ctx_of(L), as_double(a), as_double(b), s->num, s->endpoint, d, &width, &e);
    bind_need(L, y, &e);
    if (step) *step = bind_new_float(L, width), (*step)->flags |= ND_SCALAR;
    return y;
}

static int l_linspace(lua_State *L) {
    static const bind_sig sig = {"linspace", "start stop num endpoint retstep dtype axis * device", 2};
    bind_args(L, &sig);
    const nd_array *start = bind_arg_asarray(L, 1), *stop = bind_arg_asarray(L, 2);
    span s = {.num = bind_arg_int(L, 3, 50), .endpoint = bind_arg_bool(L, 4, true), .axis = bind_arg_small(L, 7, 0)};
    s.has_dtype = bind_arg_dtype(L, 6, &s.dtype);
    nd_array *step, *y = linspace(L, start, stop, &s, &step);
    bind_push_array(L, y);
    if (!bind_arg_bool(L, 5, false)) return 1;
    bind_result(L, step, NULL);
    bind_push_tuple(L, 2);
    return 1;
}

static nd_array *cast_to(lua_State *L, nd_array *a, const span *s) {
    err e;
    return s->has_dtype ? bind_need(L, nd_astype(bind_ctx_of(L), a, s->dtype, 'K', &e), &e) : a;
}

static nd_array *logspace(lua_State *L, const nd_array *start, const nd_array *stop, const nd_array *base, const span *s) {
    span      plain = {.num = s->num, .endpoint = s->endpoint, .axis = s->axis};
    nd_array *step, *y = linspace(L, start, stop, &plain, &step);
    return bind_op2(L, ND_POWER, base, y);
}

static int l_logspace(lua_State *L) {
    static const bind_sig sig = {"logspace", "start stop num endpoint base dtype axis", 2};
    bind_args(L, &sig);
    const nd_array *start = bind_arg_asarray(L, 1), *stop = bind_arg_asarray(L, 2);
    const nd_array *base = bind_given(L, 5) ? bind_arg_asarray(L, 5) : bind_new_float(L, 10.0);
    span s = {.num = bind_arg_int(L, 3, 50), .endpoint = bind_arg_bool(L, 4, true), .axis = bind_arg_small(L, 7, 0)};
    s.has_dtype = bind_arg_dtype(L, 6, &s.dtype);
    if (base->ndim > 0) {
        const int places[] = {1, 2, 3, 4, 5, 7};
        for (int k = 0; k < 6; k++) lua_pushvalue(L, places[k]);
        bind_lazy_call(L, ".logspace", 6);
        return bind_push_array(L, cast_to(L, bind_arg_array(L, lua_gettop(L)), &s));
    }
    return bind_push_array(L, cast_to(L, logspace(L, start, stop, base, &s), &s));
}

static int l_geomspace(lua_State *L) {
    static const bind_sig sig = {"geomspace", "start stop num endpoint dtype axis", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    nd_key  first = {.kind = ND_KEY_INT, .i = 0}, last = {.kind = ND_KEY_INT, .i = -1};
    bind_args(L, &sig);
    span s = {.num = bind_arg_int(L, 3, 50), .endpoint = bind_arg_bool(L, 4, true)};
    s.has_dtype = bind_arg_dtype(L, 5, &s.dtype);
    nd_array *one = bind_new_float(L, 1.0);
    nd_array *start = bind_op2(L, ND_MULTIPLY, bind_arg_asarray(L, 1), one);
    nd_array *stop = bind_op2(L, ND_MULTIPLY, bind_arg_asarray(L, 2), one);
    if (nd_count_true(start) < start->size || nd_count_true(stop) < stop->size)
        bind_error(L, ERR_VALUE, "Geometric sequence cannot include zero");
    /* Rotated to positive numbers first, so that a negative sequence has logarithms. */
    nd_array *sign = bind_op1(L, ND_SIGN, start);
    start = bind_op2(L, ND_DIVIDE, start, sign);
    stop = bind_op2(L, ND_DIVIDE, stop, sign);
    nd_array *y = logspace(L, bind_op1(L, ND_LOG10, start), bind_op1(L, ND_LOG10, stop), bind_new_float(L, 10.0), &s);
    if (s.num > 0) bind_must(L, nd_set(c, y, 1, &first, start, &e), &e);
    if (s.num > 1 && s.endpoint) bind_must(L, nd_set(c, y, 1, &last, stop, &e), &e);
    y = move_first(L, bind_op2(L, ND_MULTIPLY, y, sign), bind_arg_small(L, 6, 0));
    return bind_push_array(L, cast_to(L, y, &s));
}

/* --- matrices -------------------------------------------------------------------------------------------- */

static int l_eye(lua_State *L) {
    static const bind_sig sig = {"eye", "N M k dtype order * device like", 1};
    err e;
    bind_args(L, &sig);
    int64_t   rows = bind_arg_int(L, 1, 0), columns = bind_arg_int(L, 2, rows);
    nd_array *a = nd_eye(bind_ctx_of(L), rows, columns, bind_arg_int(L, 3, 0), dtype_or_float(L, 4), bind_arg_order(L, 5, 'C'), &e);
    return bind_push_array(L, bind_need(L, a, &e));
}

static int l_identity(lua_State *L) {
    static const bind_sig sig = {"identity", "n dtype * like", 1};
    err e;
    bind_args(L, &sig);
    int64_t n = bind_arg_int(L, 1, 0);
    return bind_push_array(L, bind_need(L, nd_eye(bind_ctx_of(L), n, n, 0, dtype_or_float(L, 2), 'C', &e), &e));
}

static int l_tri(lua_State *L) {
    static const bind_sig sig = {"tri", "N M k dtype * like", 1};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    int64_t         rows = bind_arg_int(L, 1, 0);
    const ptrdiff_t shape[] = {rows, bind_arg_int(L, 2, rows)};
    nd_array       *ones = bind_need(L, nd_ones(c, dtype_or_float(L, 4), 2, shape, 'C', &e), &e);
    return bind_push_array(L, bind_need(L, nd_tri(c, ones, bind_arg_small(L, 3, 0), false, &e), &e));
}

static int l_vander(lua_State *L) {
    static const bind_sig sig = {"vander", "x N increasing", 1};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array *x = bind_arg_asarray(L, 1);
    if (x->ndim != 1) bind_error(L, ERR_VALUE, "x must be a one-dimensional array or sequence.");
    const ptrdiff_t shape[] = {x->shape[0], bind_arg_int(L, 2, x->shape[0])};
    nd_dtype  d = nd_promote_types(x->dtype, nd_dtype_of(ND_I64));
    nd_array *v = bind_need(L, nd_ones(c, d, 2, shape, 'C', &e), &e);
    bool      up = bind_arg_bool(L, 3, false);
    for (ptrdiff_t j = 1; j < shape[1]; j++) {
        nd_view   column, before;
        ptrdiff_t at = up ? j : shape[1] - 1 - j, size = (ptrdiff_t)d.itemsize;
        nd_view_init(&column, d, 1, shape, v->strides, v->data + at * size);
        nd_view_init(&before, d, 1, shape, v->strides, v->data + (up ? at - 1 : at + 1) * size);
        const nd_array *in[] = {&before.a, x};
        nd_ufunc_options o = {.out = {&column.a}};
        nd_array        *out[2];
        bind_must(L, nd_ufunc(c, ND_MULTIPLY, in, &o, out, &e), &e);
    }
    return bind_push_array(L, v);
}

void bind_open_create(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"array", l_array}, {"asarray", l_asarray}, {"asanyarray", l_asarray},
        {"ascontiguousarray", l_ascontiguousarray}, {"asfortranarray", l_asfortranarray}, {"copy", l_copy},
        {"fromiter", l_fromiter}, {"zeros", l_zeros}, {"ones", l_ones}, {"empty", l_empty}, {"full", l_full},
        {"zeros_like", l_zeros_like}, {"ones_like", l_ones_like}, {"empty_like", l_empty_like},
        {"full_like", l_full_like}, {"arange", l_arange}, {"linspace", l_linspace}, {"logspace", l_logspace},
        {"geomspace", l_geomspace}, {"eye", l_eye}, {"identity", l_identity}, {"tri", l_tri},
        {"vander", l_vander}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    bind_open_grid(L);
    bind_open_apply(L);
}
