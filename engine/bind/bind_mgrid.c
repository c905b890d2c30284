/* bind/bind_mgrid.c: np.mgrid, np.ogrid, np.r_, np.c_, np.s_: objects that make arrays of a subscript. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind_index.h"

typedef enum grid_kind { GRID_DENSE, GRID_OPEN, GRID_ROW, GRID_COLUMN, GRID_KEY } grid_kind;

#define GRID_NAME "numpy.grid"

/* --- what stands between the brackets ------------------------------------------------------------- */

/* The spec of the key at place 2 and its first value; a plain value is a spec of one. */
static const char *open_key(lua_State *L, int *first) {
    if (bind_kind_of(L, 2) == BIND_KEY) return bind_open_key(L, 2, first);
    if (bind_is_tuple(L, 2)) {
        static const char all[] = "iiiiiiiiiiiiiiii";
        size_t            n = bind_tuple_len(L, 2);
        if (n >= sizeof all) bind_error(L, ERR_VALUE, "more than %zu items", sizeof all - 1);
        *first = lua_gettop(L) + 1;
        for (size_t k = 0; k < n; k++) bind_tuple_get(L, 2, k);
        return all + sizeof all - 1 - n;
    }
    *first = 2;
    return "i";
}

static bool is_float(lua_State *L, int i) {
    const nd_array *a = bind_to_array(L, i);
    return a ? nd_is_float(a->dtype) : lua_type(L, i) == LUA_TNUMBER && !lua_isinteger(L, i);
}

/* start:stop:step at places at..at + 2 as an array. */
static nd_array *range_of(lua_State *L, int at) {
    err e;
    if (!bind_given(L, at + 1)) bind_error(L, ERR_VALUE, "the slice needs an end");
    const nd_array *step_array = bind_to_array(L, at + 2);
    if (step_array && nd_is_complex(step_array->dtype) && step_array->size == 1) {      /* 5j: how many, both ends among them */
        nd_scalar z = nd_load(step_array->dtype, step_array->data);
        return bind_need(L, nd_linspace(bind_ctx_of(L), bind_arg_float(L, at, 0), bind_arg_float(L, at + 1, 0), (int64_t)hypot(z.u.c.re, z.u.c.im), true,
                                        nd_dtype_of(ND_F64), NULL, &e), &e);
    }
    if (is_float(L, at) || is_float(L, at + 1) || is_float(L, at + 2)) {
        double start = bind_arg_float(L, at, 0), stop = bind_arg_float(L, at + 1, 0), step = bind_arg_float(L, at + 2, 1);
        return bind_need(L, nd_arange_float(bind_ctx_of(L), start, stop, step, nd_dtype_of(ND_F64), &e), &e);
    }
    int64_t start = bind_arg_int(L, at, 0), stop = bind_arg_int(L, at + 1, 0), step = bind_arg_int(L, at + 2, 1);
    return bind_need(L, nd_arange_int(bind_ctx_of(L), start, stop, step, nd_dtype_of(ND_I64), &e), &e);
}

#define ITEMS_MAX 32

/* What a text at the first place says: "axis", "axis,ndmin" or "axis,ndmin,where the old axes go". */
typedef struct joining {
    int axis, ndmin, old_at;
} joining;

static void read_directive(lua_State *L, int at, joining *how) {
    const char *text = lua_tostring(L, at);
    long        part[3] = {0, how->ndmin, how->old_at};
    char       *end = NULL;
    int         n = 0;
    if (strcmp(text, "r") == 0 || strcmp(text, "c") == 0) bind_error(L, ERR_NOT_IMPLEMENTED, "np.matrix is not here: np.r_ and np.c_ make arrays");
    for (const char *from = text; n < 3; from = end + 1) {
        part[n++] = strtol(from, &end, 10);
        if (end == from) n = 4;
        if (n == 4 || *end != ',') break;
    }
    if ((n == 4 || *end) && !strchr(text, ',')) bind_error(L, ERR_VALUE, "unknown special directive");
    if (n == 4 || *end) bind_error(L, ERR_VALUE, "unknown special directive '%s'", text);
    for (int i = 0; i < 3; i++)
        if (part[i] < -ND_MAXDIMS || part[i] > ND_MAXDIMS) bind_error(L, ERR_VALUE, "unknown special directive '%s'", text);
    *how = (joining){(int)part[0], (int)part[1], (int)part[2]};
}

/* One array an item: a slice is a range of numbers, anything else an array-like. how NULL: no directives. */
static int read_items(lua_State *L, nd_array *out[ITEMS_MAX], joining *how) {
    int         at, n = 0;
    const char *spec = open_key(L, &at);
    luaL_checkstack(L, 8 * ITEMS_MAX, NULL);
    for (; *spec; spec++) {
        if (n == ITEMS_MAX) bind_error(L, ERR_VALUE, "more than %d items", ITEMS_MAX);
        if (*spec == 's') out[n++] = range_of(L, at), at += 3;
        else if (*spec == 'i' && how && lua_type(L, at) == LUA_TSTRING) {
            if (n > 0) bind_error(L, ERR_VALUE, "special directives must be the first entry.");
            read_directive(L, at++, how);
        }
        else if (*spec == 'i') out[n++] = bind_arg_asarray(L, at++);
        else bind_error(L, ERR_TYPE, "only slices, numbers and arrays can stand here");
    }
    return n;
}

/* --- grids --------------------------------------------------------------------------------------------- */

static nd_array *along(lua_State *L, nd_array *v, int axis, int n) {
    err       e;
    ptrdiff_t shape[ITEMS_MAX];
    for (int i = 0; i < n; i++) shape[i] = i == axis ? (ptrdiff_t)v->size : 1;
    return bind_need(L, nd_reshape(bind_ctx_of(L), v, n, shape, 'C', &e), &e);
}

static int index_grid(lua_State *L, bool open) {
    nd_array *axes[ITEMS_MAX];
    ptrdiff_t shape[ITEMS_MAX + 1];
    err       e;
    int       n = read_items(L, axes, NULL);
    nd_dtype  d = nd_dtype_of(ND_I64);
    if (bind_kind_of(L, 2) != BIND_KEY) return bind_error(L, ERR_TYPE, "a grid is asked for with slices: np.mgrid[0:3, 0:2]");
    if (n == 1) return bind_push_array(L, axes[0]);
    for (int i = 0; i < n; i++) d = nd_promote_types(d, axes[i]->dtype), shape[i + 1] = (ptrdiff_t)axes[i]->size;
    for (int i = 0; i < n; i++) {
        if (!nd_dtype_equal(axes[i]->dtype, d)) axes[i] = bind_need(L, nd_astype(bind_ctx_of(L), axes[i], d, 'C', &e), &e);
        axes[i] = along(L, axes[i], i, n);
    }
    if (open) {
        for (int i = 0; i < n; i++) bind_push_again(L, axes[i]);
        bind_push_tuple(L, n);
        return 1;
    }
    shape[0] = n;
    nd_array *out = bind_need(L, nd_zeros(bind_ctx_of(L), d, n + 1, shape, 'C', &e), &e);
    for (int i = 0; i < n; i++) {
        nd_view v;
        nd_view_init(&v, d, n, shape + 1, out->strides + 1, out->data + i * out->strides[0]);
        bind_must(L, nd_assign(bind_ctx_of(L), &v.a, axes[i], &e), &e);
    }
    return bind_push_array(L, out);
}

/* --- r_ and c_ --------------------------------------------------------------------------------------------- */

/* x with at least ndmin axes: new ones in front, or the old ones moved to old_at. */
static nd_array *raise_axes(lua_State *L, nd_array *x, const joining *how) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    ptrdiff_t shape[ND_MAXDIMS];
    int       order[ND_MAXDIMS], gap = how->ndmin - x->ndim, from = how->old_at < 0 ? how->old_at + gap + 1 : how->old_at, k = 0, n = how->ndmin;
    x = bind_unscalar(L, x);
    if (gap <= 0) return x;
    for (int i = 0; i < n; i++) shape[i] = i < gap ? 1 : x->shape[i - gap];
    x = bind_need(L, nd_reshape(c, x, n, shape, 'C', &e), &e);
    if (how->old_at == -1 || gap == n) return x;
    if (from < 0 || from > gap) bind_error(L, ERR_VALUE, "axes don't match array");
    for (int i = 0; i < from; i++) order[k++] = i;
    for (int i = gap; i < n; i++) order[k++] = i;
    for (int i = from; i < gap; i++) order[k++] = i;
    return bind_need(L, nd_transpose(c, x, n, order, &e), &e);
}

static int index_row(lua_State *L, bool column) {
    nd_array *parts[ITEMS_MAX];
    err       e;
    joining   how = column ? (joining){-1, 2, 0} : (joining){0, 1, -1};
    int       n = read_items(L, parts, &how);
    luaL_checkstack(L, 4 * n + 20, NULL);
    for (int i = 0; i < n; i++) parts[i] = raise_axes(L, parts[i], &how);
    return bind_push_array(L, bind_need(L, nd_concatenate(bind_ctx_of(L), n, parts, how.axis, NULL, &e), &e));
}

/* --- the objects ---------------------------------------------------------------------------------------------- */

static int l_index(lua_State *L) {
    grid_kind kind = *(const grid_kind *)luaL_checkudata(L, 1, GRID_NAME);
    switch (kind) {
    case GRID_DENSE: return index_grid(L, false);
    case GRID_OPEN: return index_grid(L, true);
    case GRID_ROW: return index_row(L, false);
    case GRID_COLUMN: return index_row(L, true);
    case GRID_KEY: break;
    }
    lua_pushvalue(L, 2);
    return 1;
}

void bind_open_grids(lua_State *L) {
    static const luaL_Reg meta[] = {{"__index", l_index}, {NULL, NULL}};
    static const struct { const char *name; grid_kind kind; } grids[] = {
        {"mgrid", GRID_DENSE}, {"ogrid", GRID_OPEN}, {"r_", GRID_ROW}, {"c_", GRID_COLUMN}, {"s_", GRID_KEY}, {"index_exp", GRID_KEY},
    };
    for (size_t i = 0; i < sizeof grids / sizeof *grids; i++) {
        *(grid_kind *)lua_newuserdatauv(L, sizeof grids[i].kind, 0) = grids[i].kind;
        bind_make_object(L, GRID_NAME, meta);
        lua_setfield(L, -2, grids[i].name);
    }
}
