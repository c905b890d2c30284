/* bind/bind_ufunc.c: np.add and its kin: callable objects that also reduce, accumulate, take
 * outer products and work in place at given positions.                                       */
#include <string.h>

#include "bind/bind_lazy.h"
#include "bind/bind_masked.h"

#define UFUNC_NAME "numpy.ufunc"

static nd_op op_of(lua_State *L, int i) { return *(const nd_op *)luaL_checkudata(L, i, UFUNC_NAME); }

/* --- the call ------------------------------------------------------------------------------- */

#define CALL_KEYWORDS "out where casting order dtype subok signature"
enum { KEY_OUT = 1, KEY_WHERE, KEY_CASTING, KEY_ORDER, KEY_DTYPE };

/* out=: one array, or a tuple of as many as there are results; positional ones come first. */
static void read_out(lua_State *L, nd_op op, int npos, int key, nd_array *out[2]) {
    int nin = nd_op_nin(op), nout = nd_op_nout(op);
    for (int i = nin; i < npos; i++) out[i - nin] = bind_arg_out(L, i + 1);
    if (!bind_given(L, key)) return;
    if (npos > nin) bind_error(L, ERR_TYPE, "cannot specify 'out' as both a positional and keyword argument");
    if (nout == 1) {
        out[0] = bind_arg_out(L, key);
        return;
    }
    if (!bind_is_tuple(L, key)) bind_error(L, ERR_TYPE, "'out' must be a tuple of arrays");
    if (bind_tuple_len(L, key) != (size_t)nout)
        bind_error(L, ERR_VALUE, "The 'out' tuple must have exactly %d entries: one per ufunc output", nout);
    for (int i = 0; i < nout; i++) {
        bind_tuple_get(L, key, (size_t)i);
        out[i] = bind_arg_out(L, lua_gettop(L));
    }
}

static int give_results(lua_State *L, nd_op op, nd_array *const out[2]) {
    if (nd_op_nout(op) == 1) return bind_result(L, out[0], NULL);
    bind_result(L, out[0], NULL);
    bind_result(L, out[1], NULL);
    bind_push_tuple(L, 2);
    return 1;
}

/* Operands and nothing else: there are no options to look for. */
static int call_plain(lua_State *L, nd_op op, int nin) {
    err             e;
    const nd_array *in[2] = {NULL, NULL};
    nd_array       *out[2] = {NULL, NULL};
    for (int i = 0; i < nin; i++) in[i] = bind_arg_array(L, i + 1);
    bind_must(L, nd_ufunc(bind_ctx_of(L), op, in, NULL, out, &e), &e);
    return give_results(L, op, out);
}

static int call_op(lua_State *L, nd_op op) {
    err              e;
    nd_ufunc_options o = {0};
    const nd_array  *in[2];
    nd_array        *out[2] = {NULL, NULL};
    const char      *name = nd_op_name(op);
    const int        nin = nd_op_nin(op);
    if (lua_gettop(L) == nin && lua_type(L, nin) != LUA_TTABLE) return call_plain(L, op, nin);
    const int most = nin + nd_op_nout(op), n = bind_args_any(L, name, CALL_KEYWORDS);
    if (n < nin || n > most)
        bind_error(L, ERR_TYPE, "%s() takes from %d to %d positional arguments but %d %s given", name, nin, most, n, n == 1 ? "was" : "were");
    for (int i = 0; i < nin; i++) in[i] = bind_arg_array(L, i + 1);
    read_out(L, op, n, n + KEY_OUT, o.out);
    o.where = bind_arg_where(L, n + KEY_WHERE);
    o.has_casting = bind_given(L, n + KEY_CASTING);
    o.casting = bind_arg_casting(L, n + KEY_CASTING, ND_CAST_SAME_KIND);
    o.has_dtype = bind_arg_dtype(L, n + KEY_DTYPE, &o.dtype);
    bind_must(L, nd_ufunc(bind_ctx_of(L), op, in, &o, out, &e), &e);
    return give_results(L, op, out);
}

static int l_call(lua_State *L) {
    nd_op op = op_of(L, 1);
    if (bind_masked_ufunc(L)) return 1;
    lua_remove(L, 1);
    return call_op(L, op);
}

/* --- its methods: upvalue 1 is the ufunc ---------------------------------------------------------- */

static nd_op binary_op(lua_State *L, const char *method) {
    nd_op op = op_of(L, lua_upvalueindex(1));
    if (nd_op_nin(op) != 2) bind_error(L, ERR_VALUE, "%s only supported for binary functions", method);
    if (nd_op_nout(op) != 1) bind_error(L, ERR_VALUE, "%s only supported for functions returning a single value", method);
    return op;
}

static int l_reduce(lua_State *L) {
    static const bind_sig sig = {"reduce", "array axis dtype out keepdims initial where", 1};
    err               e;
    nd_reduce_options o = {.naxes = 1};
    nd_op             op = binary_op(L, "reduce");
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    if (!lua_isnil(L, 2)) o.naxes = bind_arg_axes(L, 2, o.axes);
    else if (a->ndim == 0) o.naxes = -1;
    o.has_dtype = bind_arg_dtype(L, 3, &o.dtype);
    o.out = bind_arg_out(L, 4);
    o.keepdims = bind_arg_bool(L, 5, false);
    o.initial = bind_arg_array_or_null(L, 6);
    o.where = bind_arg_where(L, 7);
    return bind_result(L, nd_ufunc_reduce(bind_ctx_of(L), op, a, &o, &e), &e);
}

static int l_accumulate(lua_State *L) {
    static const bind_sig sig = {"accumulate", "array axis dtype out", 1};
    err      e;
    nd_ctx  *c = bind_ctx_of(L);
    nd_dtype d;
    nd_op    op = binary_op(L, "accumulate");
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    if (bind_arg_dtype(L, 3, &d)) a = bind_need(L, nd_astype(c, a, d, 'K', &e), &e);
    nd_array *got = bind_need(L, nd_ufunc_accumulate(c, op, a, bind_arg_axis(L, 2, 0), &e), &e);
    nd_array *out = bind_arg_out(L, 4);
    if (!out) return bind_push_array(L, got);
    bind_must(L, nd_assign(c, out, got, &e), &e);
    return bind_push_array(L, out);
}

/* One item of the result: op over the elements from one index to the next, or the element alone where that is not
 * larger. */
static nd_array *reduce_part(lua_State *L, nd_op op, nd_array *a, int axis, ptrdiff_t from, ptrdiff_t to, const nd_reduce_options *how) {
    err               e;
    nd_key            keys[ND_MAXDIMS];
    nd_reduce_options o = *how;
    for (int i = 0; i < axis; i++) keys[i] = (nd_key){.kind = ND_KEY_SLICE, .start = ND_NONE, .stop = ND_NONE, .step = ND_NONE};
    keys[axis] = (nd_key){.kind = ND_KEY_SLICE, .start = from, .stop = to > from ? to : from + 1, .step = ND_NONE};
    nd_array *part = bind_need(L, nd_get(bind_ctx_of(L), a, axis + 1, keys, &e), &e);
    return bind_need(L, nd_ufunc_reduce(bind_ctx_of(L), op, part, &o, &e), &e);
}

static int l_reduceat(lua_State *L) {
    static const bind_sig sig = {"reduceat", "array indices axis dtype out", 2};
    err               e;
    nd_ctx           *c = bind_ctx_of(L);
    int               n, axis;
    nd_op             op = binary_op(L, "reduceat");
    nd_reduce_options o = {.naxes = 1, .keepdims = true};
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    const nd_array *where = bind_arg_asarray(L, 2);
    if (where->size > 0 && nd_is_float(where->dtype)) bind_error(L, ERR_TYPE, "Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'");
    const ptrdiff_t *at = bind_arg_integers(L, 2, &n);
    o.axes[0] = axis = bind_arg_axis(L, 3, 0);
    bind_must(L, nd_check_axis(&axis, a->ndim, &e), &e);
    o.has_dtype = bind_arg_dtype(L, 4, &o.dtype);
    for (int i = 0; i < n; i++)
        if (at[i] < 0 || at[i] >= a->shape[axis])
            bind_error(L, ERR_INDEX, "index %td out-of-bounds in %s.reduceat [0, %td)", at[i], nd_op_name(op), a->shape[axis]);
    nd_array **parts = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof *parts, 0);
    luaL_checkstack(L, 2 * n + 20, "too many indices");
    for (int i = 0; i < n; i++) parts[i] = reduce_part(L, op, a, axis, at[i], i + 1 < n ? at[i + 1] : a->shape[axis], &o);
    if (n == 0) parts[0] = reduce_part(L, op, a, axis, 0, a->shape[axis], &o);
    nd_array *got = bind_need(L, nd_concatenate(c, n ? n : 1, parts, axis, NULL, &e), &e);
    if (n == 0) {
        nd_key keys[ND_MAXDIMS];
        for (int i = 0; i <= axis; i++) keys[i] = (nd_key){.kind = ND_KEY_SLICE, .start = ND_NONE, .stop = i == axis ? 0 : ND_NONE, .step = ND_NONE};
        got = bind_need(L, nd_get(c, got, axis + 1, keys, &e), &e);
    }
    return bind_give(L, got, bind_arg_out(L, 5));
}

static int l_outer(lua_State *L) {
    static const bind_sig sig = {"outer", "A B * dtype out", 2};
    err              e;
    nd_ctx          *c = bind_ctx_of(L);
    ptrdiff_t        shape[ND_MAXDIMS];
    nd_ufunc_options o = {0};
    nd_array        *out[2];
    nd_op            op = binary_op(L, "outer product");
    if (lua_gettop(L) < 2) bind_error(L, ERR_TYPE, "exactly two arguments expected");
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    if (a->ndim + b->ndim > ND_MAXDIMS) bind_error(L, ERR_VALUE, "maximum supported dimension for an ndarray is currently 64, found %d", a->ndim + b->ndim);
    for (int i = 0; i < a->ndim + b->ndim; i++) shape[i] = i < a->ndim ? a->shape[i] : 1;
    const nd_array *in[] = {bind_need(L, nd_reshape(c, a, a->ndim + b->ndim, shape, 'C', &e), &e), b};
    o.has_dtype = bind_arg_dtype(L, 3, &o.dtype);
    o.out[0] = bind_arg_out(L, 4);
    bind_must(L, nd_ufunc(c, op, in, &o, out, &e), &e);
    return bind_result(L, out[0], NULL);
}

/* Keys of a[...] from one Lua value: an array, an integer, or a tuple of those. */
static int read_keys(lua_State *L, int i, nd_key keys[ND_MAXDIMS]) {
    int n = bind_is_tuple(L, i) ? (int)bind_tuple_len(L, i) : 1;
    if (n > ND_MAXDIMS) bind_error(L, ERR_INDEX, "too many indices for array");
    luaL_checkstack(L, 2 * n + 8, NULL);
    for (int k = 0; k < n; k++) {
        if (bind_is_tuple(L, i)) bind_tuple_get(L, i, (size_t)k);
        else lua_pushvalue(L, i);
        keys[k] = (nd_key){.kind = ND_KEY_ARRAY, .array = bind_arg_asarray(L, lua_gettop(L))};
    }
    return n;
}

/* op applied to one element after another, so that a place named twice is changed twice. */
static void apply_at(lua_State *L, nd_op op, nd_array *a, const nd_array *at, const nd_array *b) {
    nd_ctx *c = bind_ctx_of(L);
    err     e;
    nd_view targets, values, element, value;
    nd_walk w;
    int     top = lua_gettop(L);
    nd_view_of(&targets, at);
    nd_broadcast_to_view(&values, b ? b : at, at->ndim, at->shape);
    const nd_array *ops[] = {&targets.a, &values.a};
    for (nd_walk_init(&w, 2, ops, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++, lua_settop(L, top)) {
            int64_t          offset = *(const int64_t *)(const void *)(w.p[0] + (ptrdiff_t)i * w.stride[0]);
            nd_ufunc_options o = {.out = {&element.a}};
            nd_array        *out[2];
            nd_view_scalar(&element, a->dtype, a->data + offset, 0);
            nd_view_scalar(&value, values.a.dtype, w.p[1] + (ptrdiff_t)i * w.stride[1], b ? b->flags & ND_WEAK : 0);
            const nd_array *in[] = {&element.a, &value.a};
            bind_must(L, nd_ufunc(c, op, in, &o, out, &e), &e);
        }
}

/* The byte offset of every element of a, in a's shape. */
static nd_array *offsets_of(lua_State *L, const nd_array *a) {
    err       e;
    nd_array *at = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_I64), a->ndim, a->shape, 'C', &e), &e);
    nd_view   v;
    nd_walk   w;
    nd_view_of(&v, a);
    const nd_array *ops[] = {at, &v.a};
    for (nd_walk_init(&w, 2, ops, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++)
            *(int64_t *)(void *)(w.p[0] + (ptrdiff_t)i * w.stride[0]) = (int64_t)(w.p[1] + (ptrdiff_t)i * w.stride[1] - a->data);
    return at;
}

static int l_at(lua_State *L) {
    static const bind_sig sig = {"at", "a indices b", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    nd_key  keys[ND_MAXDIMS];
    nd_op   op = op_of(L, lua_upvalueindex(1));
    bind_args(L, &sig);
    nd_array       *a = bind_arg_ndarray(L, 1);
    const nd_array *b = bind_arg_array_or_null(L, 3);
    if (nd_op_nout(op) != 1) bind_error(L, ERR_VALUE, "Only single output ufuncs supported at this time");
    if ((nd_op_nin(op) == 2) != (b != NULL))
        bind_error(L, ERR_VALUE, b ? "second operand provided when ufunc is unary" : "second operand needed for ufunc");
    if (!nd_is_writeable(a)) bind_error(L, ERR_VALUE, "output array is read-only");
    int       n = read_keys(L, 2, keys);
    nd_array *at = bind_need(L, nd_get(c, offsets_of(L, a), n, keys, &e), &e);
    if (b) {
        const nd_array *both[] = {at, b};
        ptrdiff_t       shape[ND_MAXDIMS];
        int             ndim;
        bind_must(L, nd_broadcast_shapes(2, both, &ndim, shape, &e), &e);
        if (ndim != at->ndim || memcmp(shape, at->shape, sizeof *shape * at->ndim) != 0)
            bind_error(L, ERR_VALUE, "array is not broadcastable to correct shape");
    }
    apply_at(L, op, a, at, b);
    return 0;
}

/* --- the object ---------------------------------------------------------------------------------------- */

static const luaL_Reg ufunc_methods[] = {
    {"reduce", l_reduce}, {"accumulate", l_accumulate}, {"outer", l_outer}, {"reduceat", l_reduceat}, {"at", l_at}, {NULL, NULL},
};

static int l_index(lua_State *L) {
    nd_op       op = op_of(L, 1);
    const char *name = luaL_checkstring(L, 2);
    for (const luaL_Reg *m = ufunc_methods; m->name; m++)
        if (strcmp(m->name, name) == 0) {
            lua_pushvalue(L, 1);
            lua_pushcclosure(L, m->func, 1);
            return 1;
        }
    if (strcmp(name, "nin") == 0) lua_pushinteger(L, nd_op_nin(op));
    else if (strcmp(name, "nout") == 0) lua_pushinteger(L, nd_op_nout(op));
    else if (strcmp(name, "nargs") == 0) lua_pushinteger(L, nd_op_nin(op) + nd_op_nout(op));
    else if (strcmp(name, "__name__") == 0) lua_pushstring(L, nd_op_name(op));
    else return bind_error(L, ERR_ATTRIBUTE, "'numpy.ufunc' object has no attribute '%s'", name);
    return 1;
}

static int l_tostring(lua_State *L) {
    lua_pushfstring(L, "<ufunc '%s'>", nd_op_name(op_of(L, 1)));
    return 1;
}

static void push_ufunc(lua_State *L, nd_op op) {
    static const luaL_Reg meta[] = {{"__call", l_call}, {"__index", l_index}, {"__tostring", l_tostring}, {NULL, NULL}};
    *(nd_op *)lua_newuserdatauv(L, sizeof op, 0) = op;
    bind_make_object(L, UFUNC_NAME, meta);
}

/* NumPy's second names. */
static const struct { const char *name; nd_op op; } aliases[] = {
    {"abs", ND_ABSOLUTE}, {"bitwise_not", ND_INVERT}, {"bitwise_invert", ND_INVERT},
    {"bitwise_left_shift", ND_LEFT_SHIFT}, {"bitwise_right_shift", ND_RIGHT_SHIFT}, {"pow", ND_POWER},
    {"mod", ND_REMAINDER}, {"true_divide", ND_DIVIDE}, {"acos", ND_ARCCOS}, {"asin", ND_ARCSIN},
    {"atan", ND_ARCTAN}, {"atan2", ND_ARCTAN2}, {"acosh", ND_ARCCOSH}, {"asinh", ND_ARCSINH}, {"atanh", ND_ARCTANH},
    {"conj", ND_CONJUGATE},
};

/* --- functions next to the ufuncs ------------------------------------------------------------------------ */

int bind_l_round(lua_State *L) {
    static const bind_sig sig = {"round", "a decimals out", 1};
    err e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    int             decimals = bind_arg_small(L, 2, 0);
    return bind_result(L, nd_round(bind_ctx_of(L), a, decimals, bind_arg_out(L, 3), &e), &e);
}

int bind_clip(lua_State *L, nd_array *a, int lo, int out) {
    err             e;
    nd_ctx         *c = bind_ctx_of(L);
    const nd_array *low = bind_arg_array_or_null(L, lo), *high = bind_arg_array_or_null(L, lo + 1);
    nd_array       *to = bind_arg_out(L, out);
    if (low || high) return bind_result(L, nd_clip(c, a, low, high, to, &e), &e);
    if (!to) return bind_result(L, nd_copy(c, a, 'K', &e), &e);
    bind_must(L, nd_assign(c, to, a, &e), &e);
    return bind_push_array(L, to);
}

static int l_clip(lua_State *L) {
    static const bind_sig sig = {"clip", "a a_min a_max out * min max dtype where casting", 1};
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    bool      lo = !lua_isnil(L, 2), hi = !lua_isnil(L, 3), named = !lua_isnil(L, 5) || !lua_isnil(L, 6);
    if ((lo || hi) && named)
        bind_error(L, ERR_VALUE, "Passing `min` or `max` keyword argument when `a_min` and `a_max` are provided is forbidden.");
    if (lo != hi) bind_error(L, ERR_TYPE, "clip() missing 1 required positional argument: '%s'", lo ? "a_max" : "a_min");
    return bind_clip(L, a, lo ? 2 : 5, 4);
}

static int l_nan_to_num(lua_State *L) {
    static const bind_sig sig = {"nan_to_num", "x copy nan posinf neginf", 1};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    bool      many = nd_is_complex(a->dtype);
    for (int i = 3; i <= 5; i++) many = many || bind_is_sequence(L, i) || bind_to_array(L, i);
    if (many) {
        const int places[] = {1, 3, 4, 5};
        for (int k = 0; k < 4; k++) lua_pushvalue(L, places[k]);
        bind_lazy_call(L, ".nan_to_num", 4);
        if (bind_arg_bool(L, 2, true) || !bind_to_array(L, 1)) return 1;
        bind_must(L, nd_assign(c, a, bind_to_array(L, -1), &e), &e);
        return bind_push_array(L, a);
    }
    double    nan = bind_arg_float(L, 3, 0.0), up = bind_arg_float(L, 4, 0.0), down = bind_arg_float(L, 5, 0.0);
    nd_array *got = nd_nan_to_num(c, a, nan, bind_given(L, 4) ? &up : NULL, bind_given(L, 5) ? &down : NULL, &e);
    bind_need(L, got, &e);
    if (bind_arg_bool(L, 2, true) || !bind_to_array(L, 1)) return bind_result(L, got, &e);
    bind_must(L, nd_assign(c, a, got, &e), &e);
    return bind_push_array(L, a);
}

static int l_fix(lua_State *L) {
    static const bind_sig sig = {"fix", "x out", 1};
    err              e;
    nd_ufunc_options o = {0};
    nd_array        *out[2];
    bind_args(L, &sig);
    const nd_array *in[] = {bind_arg_asarray(L, 1)};
    o.out[0] = bind_arg_out(L, 2);
    bind_must(L, nd_ufunc(bind_ctx_of(L), ND_TRUNC, in, &o, out, &e), &e);
    return bind_result(L, out[0], NULL);
}

/* The method: a real array is its own conjugate. */
int bind_l_conj(lua_State *L) {
    static const bind_sig sig = {"conjugate", "x", 1};
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    nd_array *r = nd_is_complex(a->dtype) ? bind_op1(L, ND_CONJUGATE, a) : a;
    r->flags |= (uint8_t)(a->flags & ND_WEAK);
    return bind_result(L, r, NULL);
}

static int attribute_of(lua_State *L, const bind_sig *sig, const char *name) {
    bind_args(L, sig);
    nd_array *a = bind_arg_asarray(L, 1);
    if (lua_type(L, 1) == LUA_TNUMBER) a->flags |= ND_SCALAR;
    return bind_attribute(L, a, name);
}

static int l_real(lua_State *L) {
    static const bind_sig sig = {"real", "val", 1};
    return attribute_of(L, &sig, "real");
}

static int l_imag(lua_State *L) {
    static const bind_sig sig = {"imag", "val", 1};
    return attribute_of(L, &sig, "imag");
}

static int infinity_of_sign(lua_State *L, const bind_sig *sig, bool negative) {
    bind_args(L, sig);
    const nd_array *x = bind_arg_asarray(L, 1);
    if (nd_is_complex(x->dtype)) return bind_error(L, ERR_TYPE, "This operation is not supported for complex128 values because it would be ambiguous.");
    nd_array       *infinite = bind_op1(L, ND_ISINF, x), *sign = bind_op1(L, ND_SIGNBIT, x);
    if (!negative) sign = bind_op1(L, ND_LOGICAL_NOT, sign);
    nd_array *got = bind_op2(L, ND_LOGICAL_AND, infinite, sign), *out = bind_arg_out(L, 2);
    return out ? bind_give(L, got, out) : bind_result(L, got, NULL);
}

static int l_isposinf(lua_State *L) {
    static const bind_sig sig = {"isposinf", "x out", 1};
    return infinity_of_sign(L, &sig, false);
}

static int l_isneginf(lua_State *L) {
    static const bind_sig sig = {"isneginf", "x out", 1};
    return infinity_of_sign(L, &sig, true);
}

static int l_sinc(lua_State *L) {
    static const bind_sig sig = {"sinc", "x", 1};
    bind_args(L, &sig);
    const nd_array *x = bind_arg_asarray(L, 1);
    nd_array       *tiny = bind_new_float(L, 1.0e-20), *pi = bind_new_float(L, 3.14159265358979323846);
    tiny->flags |= ND_WEAK, pi->flags |= ND_WEAK;
    nd_array       *zero = bind_op2(L, ND_EQUAL, x, bind_new_int(L, 0));
    err             e;
    nd_array       *y = bind_need(L, nd_where(bind_ctx_of(L), zero, tiny, x, &e), &e);
    y = bind_op2(L, ND_MULTIPLY, pi, y);
    return bind_result(L, bind_op2(L, ND_DIVIDE, bind_op1(L, ND_SIN, y), y), NULL);
}

void bind_open_ufunc(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"round", bind_l_round}, {"around", bind_l_round}, {"clip", l_clip}, {"nan_to_num", l_nan_to_num},
        {"fix", l_fix}, {"real", l_real}, {"imag", l_imag},
        {"isposinf", l_isposinf}, {"isneginf", l_isneginf}, {"sinc", l_sinc}, {NULL, NULL},
    };
    for (int op = 0; op < ND_NOPS; op++) {
        push_ufunc(L, (nd_op)op);
        lua_setfield(L, -2, nd_op_name((nd_op)op));
    }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        lua_getfield(L, -1, nd_op_name(aliases[i].op));
        lua_setfield(L, -2, aliases[i].name);
    }
    luaL_setfuncs(L, functions, 0);
}
