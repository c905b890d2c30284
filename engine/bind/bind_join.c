/* bind/bind_join.c: several arrays into one, one into several, and repetition. */
#include <string.h>

#include "bind/bind_lazy.h"

/* --- joining ------------------------------------------------------------------------------------- */

/* A sequence of arrays as memory that Lua collects. */
static nd_array **read_arrays(lua_State *L, int i, int *n) {
    int first;
    *n = bind_arg_arrays(L, i, &first);
    luaL_checkstack(L, 16, NULL);
    nd_array **list = lua_newuserdatauv(L, sizeof *list * (size_t)(*n + 1), 0);
    for (int k = 0; k < *n; k++) list[k] = bind_to_array(L, first + k);
    return list;
}

static int give(lua_State *L, nd_array *a, nd_array *out) {
    err e;
    if (!out) return bind_push_array(L, a);
    if (out->ndim != a->ndim || memcmp(out->shape, a->shape, sizeof *a->shape * a->ndim) != 0)
        bind_error(L, ERR_VALUE, "Output array is the wrong shape");
    bind_must(L, nd_assign(bind_ctx_of(L), out, a, &e), &e);
    return bind_push_array(L, out);
}

static int l_concatenate(lua_State *L) {
    static const bind_sig sig = {"concatenate", "arrays axis out * dtype casting", 1};
    int      n;
    err      e;
    nd_dtype d;
    bind_args(L, &sig);
    nd_array **list = read_arrays(L, 1, &n);
    int        axis = bind_arg_axis_or(L, 2, 0, BIND_FLAT);
    bool       typed = bind_arg_dtype(L, 4, &d);
    nd_array  *got = nd_concatenate(bind_ctx_of(L), n, list, axis, typed ? &d : NULL, &e);
    return give(L, bind_need(L, got, &e), bind_arg_out(L, 3));
}

static nd_array **cast_all(lua_State *L, nd_array **list, int n, int dtype) {
    err      e;
    nd_dtype d;
    if (!bind_arg_dtype(L, dtype, &d)) return list;
    luaL_checkstack(L, n + 8, NULL);
    for (int i = 0; i < n; i++) list[i] = bind_need(L, nd_astype(bind_ctx_of(L), list[i], d, 'K', &e), &e);
    return list;
}

static int l_stack(lua_State *L) {
    static const bind_sig sig = {"stack", "arrays axis out * dtype casting", 1};
    int n;
    err e;
    bind_args(L, &sig);
    nd_array **list = read_arrays(L, 1, &n);
    list = cast_all(L, list, n, 4);
    nd_array *got = nd_stack(bind_ctx_of(L), n, list, bind_arg_small(L, 2, 0), &e);
    return give(L, bind_need(L, got, &e), bind_arg_out(L, 3));
}

typedef nd_array *join_fn(nd_ctx *c, int n, nd_array *const *a, err *e);

static int join(lua_State *L, const bind_sig *sig, join_fn *fn) {
    int n;
    err e;
    bind_args(L, sig);
    nd_array **list = read_arrays(L, 1, &n);
    if (strchr(sig->params, '*')) list = cast_all(L, list, n, 2);
    return bind_push_array(L, bind_need(L, fn(bind_ctx_of(L), n, list, &e), &e));
}

static int l_hstack(lua_State *L) {
    static const bind_sig sig = {"hstack", "tup * dtype casting", 1};
    return join(L, &sig, nd_hstack);
}

static int l_vstack(lua_State *L) {
    static const bind_sig sig = {"vstack", "tup * dtype casting", 1};
    return join(L, &sig, nd_vstack);
}

static int l_dstack(lua_State *L) {
    static const bind_sig sig = {"dstack", "tup", 1};
    return join(L, &sig, nd_dstack);
}

static int l_column_stack(lua_State *L) {
    static const bind_sig sig = {"column_stack", "tup", 1};
    return join(L, &sig, nd_column_stack);
}

static int l_append(lua_State *L) {
    static const bind_sig sig = {"append", "arr values axis", 2};
    err e;
    bind_args(L, &sig);
    nd_array *both[] = {bind_arg_asarray(L, 1), bind_arg_asarray(L, 2)};
    int       axis = bind_arg_axis(L, 3, BIND_FLAT);
    return bind_push_array(L, bind_need(L, nd_concatenate(bind_ctx_of(L), 2, both, axis, NULL, &e), &e));
}

/* --- splitting -------------------------------------------------------------------------------------- */

static int push_pieces(lua_State *L, nd_array *const *pieces, size_t n) {
    int  first = lua_gettop(L) - (int)n + 1;
    bool in_order = first > 0;
    /* As a rule they lie there already, one after the other: looking each up would take n * n steps. */
    for (size_t i = 0; in_order && i < n; i++) in_order = lua_touserdata(L, first + (int)i) == pieces[i];
    luaL_checkstack(L, (int)n + 8, NULL);
    for (size_t i = 0; !in_order && i < n; i++) bind_push_again(L, pieces[i]);
    bind_push_list(L, (int)n);
    return 1;
}

/* Place 2: a number of sections, or the indices where pieces begin. */
static int split(lua_State *L, nd_array *a, int axis, bool exact) {
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    int     n;
    if (bind_is_sequence(L, 2)) {
        const ptrdiff_t *at = bind_arg_integers(L, 2, &n);
        luaL_checkstack(L, 2 * n + 16, NULL);
        nd_array **pieces = lua_newuserdatauv(L, sizeof *pieces * (size_t)(n + 1), 0);
        bind_must(L, nd_split_indices(c, a, (size_t)n, at, axis, pieces, &e), &e);
        return push_pieces(L, pieces, (size_t)n + 1);
    }
    int64_t sections = bind_arg_int(L, 2, 0);
    if (sections <= 0 && exact) bind_error(L, ERR_ZERODIV, "integer modulo by zero");
    if (sections <= 0) bind_error(L, ERR_VALUE, "number sections must be larger than 0.");
    if (sections > 100000) bind_error(L, ERR_VALUE, "too many sections: %lld", (long long)sections);
    luaL_checkstack(L, 2 * (int)sections + 16, NULL);
    nd_array **pieces = lua_newuserdatauv(L, sizeof *pieces * (size_t)sections, 0);
    bind_must(L, nd_split_sections(c, a, sections, axis, exact, pieces, &e), &e);
    return push_pieces(L, pieces, (size_t)sections);
}

static int l_split(lua_State *L) {
    static const bind_sig sig = {"split", "ary indices_or_sections axis", 2};
    bind_args(L, &sig);
    return split(L, bind_arg_asarray(L, 1), bind_arg_axis(L, 3, 0), true);
}

static int l_array_split(lua_State *L) {
    static const bind_sig sig = {"array_split", "ary indices_or_sections axis", 2};
    bind_args(L, &sig);
    return split(L, bind_arg_asarray(L, 1), bind_arg_axis(L, 3, 0), false);
}

static int split_along(lua_State *L, const bind_sig *sig, int axis, int least) {
    bind_args(L, sig);
    nd_array *a = bind_arg_asarray(L, 1);
    if (a->ndim < least) bind_error(L, ERR_VALUE, "%s only works on arrays of %d or more dimensions", sig->name, least);
    return split(L, a, a->ndim == 1 ? 0 : axis, true);
}

static int l_hsplit(lua_State *L) {
    static const bind_sig sig = {"hsplit", "ary indices_or_sections", 2};
    return split_along(L, &sig, 1, 1);
}

static int l_vsplit(lua_State *L) {
    static const bind_sig sig = {"vsplit", "ary indices_or_sections", 2};
    return split_along(L, &sig, 0, 2);
}

static int l_dsplit(lua_State *L) {
    static const bind_sig sig = {"dsplit", "ary indices_or_sections", 2};
    return split_along(L, &sig, 2, 3);
}

static int l_unstack(lua_State *L) {
    static const bind_sig sig = {"unstack", "x * axis", 1};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    int       axis = bind_arg_axis(L, 2, 0);
    if (a->ndim == 0) bind_error(L, ERR_VALUE, "Input array must be at least 1-d.");
    a = bind_need(L, nd_moveaxis(c, a, 1, &axis, &(int){0}, &e), &e);
    ptrdiff_t n = a->shape[0];
    luaL_checkstack(L, (int)n + 16, NULL);
    for (ptrdiff_t i = 0; i < n; i++) {
        nd_key key = {.kind = ND_KEY_INT, .i = i};
        int    top = lua_gettop(L);
        bind_push_array(L, bind_unscalar(L, bind_need(L, nd_get(c, a, 1, &key, &e), &e)));
        bind_settle(L, top + 1);
    }
    bind_push_tuple(L, (int)n);
    return 1;
}

/* --- repeating ------------------------------------------------------------------------------------------ */

int bind_l_repeat(lua_State *L) {
    static const bind_sig sig = {"repeat", "a repeats axis", 2};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *repeats = bind_arg_asarray(L, 2);
    return bind_push_array(L, bind_need(L, nd_repeat(bind_ctx_of(L), a, repeats, bind_arg_axis(L, 3, BIND_FLAT), &e), &e));
}

static int l_tile(lua_State *L) {
    static const bind_sig sig = {"tile", "A reps", 2};
    int n;
    err e;
    bind_args(L, &sig);
    nd_array        *a = bind_arg_asarray(L, 1);
    const ptrdiff_t *reps = bind_arg_integers(L, 2, &n);
    return bind_push_array(L, bind_need(L, nd_tile(bind_ctx_of(L), a, n, reps, &e), &e));
}

static int l_roll(lua_State *L) {
    static const bind_sig sig = {"roll", "a shift axis", 2};
    int       nshift, axes[ND_MAXDIMS];
    ptrdiff_t steps[ND_MAXDIMS];
    err       e;
    bind_args(L, &sig);
    nd_array        *a = bind_arg_asarray(L, 1);
    const ptrdiff_t *shift = bind_arg_integers(L, 2, &nshift);
    int              naxes = bind_arg_axes(L, 3, axes), n = nshift > naxes ? nshift : naxes;
    if (naxes < 0) {
        /* Flattened: several shifts add up. */
        ptrdiff_t sum = 0;
        for (int i = 0; i < nshift; i++) sum += shift[i];
        return bind_push_array(L, bind_need(L, nd_roll(bind_ctx_of(L), a, 1, &sum, &(int){BIND_FLAT}, &e), &e));
    }
    bool fits = (nshift == n || nshift == 1) && (naxes == n || naxes == 1) && n <= ND_MAXDIMS;
    if (!fits)
        bind_error(L, ERR_VALUE, "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (%d,) and arg 1 with shape (%d,).", nshift, naxes);
    for (int i = n - 1; i >= 0; i--) {
        steps[i] = shift[nshift == 1 ? 0 : i];
        axes[i] = axes[naxes == 1 ? 0 : i];
    }
    return bind_push_array(L, bind_need(L, nd_roll(bind_ctx_of(L), a, n, steps, axes, &e), &e));
}

/* --- changing length -------------------------------------------------------------------------------------- */

/* delete's and insert's obj: positions, or a mask of what is meant. */
static const nd_array *read_positions(lua_State *L, int i, const nd_array *a, int axis, const char *what) {
    err       e;
    ptrdiff_t length = (ptrdiff_t)a->size;
    if (axis != BIND_FLAT) {
        bind_must(L, nd_check_axis(&axis, a->ndim, &e), &e);
        length = a->shape[axis];
    }
    if (bind_kind_of(L, i) == BIND_KEY) {      /* np.s_[1:5] */
        lua_pushvalue(L, i);
        lua_pushinteger(L, length);
        bind_lazy_call(L, ".slice_places", 2);
        lua_replace(L, i);
    }
    const nd_array *obj = bind_arg_asarray(L, i);
    if (obj->dtype.type != ND_BOOL) return obj;
    if (what && (obj->ndim != 1 || obj->shape[0] != length))
        bind_error(L, ERR_VALUE, "boolean array argument obj to %s must be one dimensional and match the axis length of %lld", what, (long long)length);
    return bind_need(L, nd_flatnonzero(bind_ctx_of(L), obj, &e), &e);
}

static int l_delete(lua_State *L) {
    static const bind_sig sig = {"delete", "arr obj axis", 2};
    err e;
    bind_args(L, &sig);
    nd_array       *a = bind_arg_asarray(L, 1);
    int             axis = bind_arg_axis(L, 3, BIND_FLAT);
    const nd_array *at = read_positions(L, 2, a, axis, "delete");
    return bind_push_array(L, bind_need(L, nd_delete(bind_ctx_of(L), a, at, axis, &e), &e));
}

static int l_insert(lua_State *L) {
    static const bind_sig sig = {"insert", "arr obj values axis", 3};
    err e;
    bind_args(L, &sig);
    nd_array       *a = bind_arg_asarray(L, 1);
    int             axis = bind_arg_axis(L, 4, BIND_FLAT);
    const nd_array *at = read_positions(L, 2, a, axis, NULL), *values = bind_arg_asarray(L, 3);
    return bind_push_array(L, bind_need(L, nd_insert(bind_ctx_of(L), a, at, values, axis, &e), &e));
}

static int l_resize(lua_State *L) {
    static const bind_sig sig = {"resize", "a new_shape", 2};
    ptrdiff_t shape[ND_MAXDIMS];
    err       e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    int       ndim = bind_arg_shape(L, 2, shape);
    for (int i = 0; i < ndim; i++)
        if (shape[i] < 0) bind_error(L, ERR_VALUE, "all elements of `new_shape` must be non-negative");
    return bind_push_array(L, bind_need(L, nd_resize(bind_ctx_of(L), a, ndim, shape, &e), &e));
}

/* pad_width as before, after for each axis: n, (before, after), ((before, after), ...), ((n,), ...). */
static void read_widths(lua_State *L, int i, const nd_array *a, ptrdiff_t widths[2 * ND_MAXDIMS]) {
    err       e;
    nd_array *given = bind_arg_asarray(L, i);
    if (given->size > 0 && !nd_is_integer(given->dtype)) bind_error(L, ERR_TYPE, "`pad_width` must be of integral type.");
    given = bind_need(L, nd_astype(bind_ctx_of(L), given, nd_dtype_of(ND_I64), 'C', &e), &e);
    const ptrdiff_t pairs[] = {a->ndim, 2};
    nd_array       *all = bind_need(L, nd_broadcast_to(bind_ctx_of(L), given, 2, pairs, &e), &e);
    for (int k = 0; k < a->ndim; k++)
        for (int side = 0; side < 2; side++) {
            memcpy(&widths[2 * k + side], all->data + k * all->strides[0] + side * all->strides[1], sizeof *widths);
            if (widths[2 * k + side] < 0) bind_error(L, ERR_VALUE, "index can't contain negative values");
        }
}

/* One value an edge: pad one edge after the other. */
static nd_array *pad_edges(lua_State *L, nd_array *a, const ptrdiff_t *widths, nd_array *values) {
    err             e;
    nd_ctx         *c = bind_ctx_of(L);
    int             n = a->ndim;
    const ptrdiff_t pairs[] = {n, 2};
    nd_array       *all = bind_need(L, nd_broadcast_to(c, values, 2, pairs, &e), &e);
    luaL_checkstack(L, 8 * n + 16, NULL);
    for (int k = 0; k < 2 * n; k++) {
        ptrdiff_t one[2 * ND_MAXDIMS] = {0};
        nd_view   v;
        one[k] = widths[k];
        nd_view_init(&v, all->dtype, 0, NULL, NULL, all->data + k / 2 * all->strides[0] + k % 2 * all->strides[1]);
        a = bind_need(L, nd_pad(c, a, one, "constant", &v.a, &e), &e);
    }
    return a;
}

/* Modes that copy elements are the core's. */
static bool is_plain_pad(lua_State *L) {
    static const char *const plain[] = {"constant", "edge", "reflect", "symmetric", "wrap", "empty"};
    const char *mode = lua_isfunction(L, 3) ? "" : bind_arg_text(L, 3, "constant"), *kind = bind_arg_text(L, 7, "even");
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(mode, plain[i]) == 0) return strcmp(kind, "even") == 0 && !bind_given(L, 5) && !bind_given(L, 6);
    return false;
}

static int l_pad(lua_State *L) {
    static const bind_sig sig = {"pad", "array pad_width mode * constant_values stat_length end_values reflect_type", 2};
    ptrdiff_t widths[2 * ND_MAXDIMS];
    err       e;
    bind_args(L, &sig);
    if (!is_plain_pad(L)) return bind_lazy_call(L, ".pad", 7);
    nd_array   *a = bind_arg_asarray(L, 1);
    const char *mode = bind_arg_text(L, 3, "constant");
    nd_array   *value = bind_arg_asarray_or_null(L, 4);
    if (value && strcmp(mode, "constant") != 0)
        bind_error(L, ERR_VALUE, "unsupported keyword arguments for mode '%s': {'constant_values'}", mode);
    read_widths(L, 2, a, widths);
    if (value && value->ndim > 0) return bind_push_array(L, pad_edges(L, a, widths, value));
    return bind_push_array(L, bind_need(L, nd_pad(bind_ctx_of(L), a, widths, mode, value, &e), &e));
}

void bind_open_join(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"concatenate", l_concatenate}, {"concat", l_concatenate}, {"stack", l_stack}, {"hstack", l_hstack},
        {"vstack", l_vstack}, {"dstack", l_dstack}, {"column_stack", l_column_stack}, {"append", l_append},
        {"split", l_split}, {"array_split", l_array_split}, {"hsplit", l_hsplit}, {"vsplit", l_vsplit},
        {"dsplit", l_dsplit}, {"unstack", l_unstack}, {"repeat", bind_l_repeat}, {"tile", l_tile},
        {"roll", l_roll}, {"delete", l_delete}, {"insert", l_insert}, {"resize", l_resize}, {"pad", l_pad},
        {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
