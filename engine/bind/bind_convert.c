/* bind/bind_convert.c: tables, lists, tuples, numbers and texts as arrays.
 *
 * Two walks: the first finds shape and element type, the second stores. An array among the
 * items counts with all its axes.                                                             */
#include <string.h>

#include "bind/bind_poly.h"
#include "bind/bind_masked.h"
#include "bind/bind_record.h"

/* --- text ------------------------------------------------------------------------------------------- */

size_t bind_decode(const char *text, size_t n, uint32_t *out, size_t room) { return nd_text_decode(text, n, out, room); }

/* --- first walk: shape and type ------------------------------------------------------------------------ */

typedef struct discovery {
    lua_State *L;
    int        ndim;                     /* axes seen so far */
    ptrdiff_t  shape[ND_MAXDIMS];
    int        leaf;                     /* depth of the single values; -1: none seen */
    int        uneven;                   /* first axis whose lengths differ; ND_MAXDIMS: none */
    bool       typed;
    nd_dtype   d;
    err       *e;
} discovery;

static err_code see_type(discovery *w, nd_dtype d) {
    err_code code = ERR_OK;
    if (!w->typed) w->d = d;
    else code = nd_promote(w->d, d, &w->d, w->e);
    w->typed = true;
    return code;
}

static void see_uneven(discovery *w, int depth) {
    if (depth < w->uneven) w->uneven = depth;
}

static void see_axis(discovery *w, int depth, ptrdiff_t n) {
    if (w->leaf >= 0 && depth >= w->leaf) see_uneven(w, w->leaf);
    else if (depth < w->ndim) {
        if (w->shape[depth] != n) see_uneven(w, depth);
    } else {
        w->shape[depth] = n;
        w->ndim = depth + 1;
    }
}

static void see_leaf(discovery *w, int depth) {
    if (w->leaf < 0 && depth == w->ndim) w->leaf = depth;
    else if (depth != w->leaf) see_uneven(w, w->leaf >= 0 && w->leaf < depth ? w->leaf : depth);
}

static err_code too_deep(discovery *w) {
    return err_set(w->e, ERR_VALUE,
                   "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of %d.", ND_MAXDIMS);
}

static err_code see_array(discovery *w, const nd_array *a, int depth) {
    if (depth + a->ndim > ND_MAXDIMS) return too_deep(w);
    for (int k = 0; k < a->ndim; k++) see_axis(w, depth + k, a->shape[k]);
    if (a->size > 0) see_leaf(w, depth + a->ndim);
    return see_type(w, a->dtype);
}

static err_code see(discovery *w, int i, int depth);

static err_code see_items(discovery *w, int i, int depth, ptrdiff_t n) {
    lua_State *L = w->L;
    if (depth >= ND_MAXDIMS) return too_deep(w);
    if (!lua_checkstack(L, 8)) return err_set(w->e, ERR_MEMORY, "too many lists inside each other");
    see_axis(w, depth, n);
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        err_code code = see(w, lua_gettop(L), depth + 1);
        lua_pop(L, 1);
        if (code) return code;
    }
    return ERR_OK;
}

static err_code see(discovery *w, int i, int depth) {
    lua_State *L = w->L;
    switch (lua_type(L, i)) {
    case LUA_TNUMBER: see_leaf(w, depth); return see_type(w, nd_dtype_of(lua_isinteger(L, i) ? ND_I64 : ND_F64));
    case LUA_TBOOLEAN: see_leaf(w, depth); return see_type(w, nd_dtype_of(ND_BOOL));
    case LUA_TSTRING: see_leaf(w, depth); return see_type(w, nd_dtype_str(bind_decode(lua_tostring(L, i), lua_rawlen(L, i), NULL, 0)));
    case LUA_TNIL: return err_set(w->e, ERR_TYPE, "nil among the items of an array: a name that was never assigned?");
    default: break;
    }
    const nd_array *a = bind_to_array(L, i);
    if (!a) a = bind_masked_item(L, i);
    if (a) return see_array(w, a, depth);
    ptrdiff_t n = bind_items_len(L, i);
    if (n >= 0) return see_items(w, i, depth, n);
    return err_set(w->e, ERR_TYPE, "a value of type '%s' cannot be an item of an array", bind_type_name(L, i));
}

static err_code check_even(const discovery *w, err *e) {
    char shape[ND_SHAPE_TEXT];
    if (w->uneven == ND_MAXDIMS) return ERR_OK;
    nd_shape_text(w->uneven, w->shape, shape);
    return err_set(e, ERR_VALUE,
                   "setting an array element with a sequence. The requested array has an inhomogeneous shape after %d dimensions. "
                   "The detected shape was %s + inhomogeneous part.",
                   w->uneven, shape);
}

/* --- second walk: values --------------------------------------------------------------------------------- */

typedef struct filling {
    lua_State *L;
    nd_array  *out;           /* C order, new */
    err       *e;
} filling;

static err_code store_leaf(filling *w, int i, char *p) {
    lua_State *L = w->L;
    nd_scalar  x = {0};
    if (lua_type(L, i) == LUA_TSTRING && w->out->dtype.type == ND_STR) {
        bind_decode(lua_tostring(L, i), lua_rawlen(L, i), (uint32_t *)(void *)p, w->out->dtype.itemsize / 4);
        return ERR_OK;
    }
    if (lua_isboolean(L, i)) x.kind = 'b', x.u.b = lua_toboolean(L, i);
    else if (lua_isinteger(L, i)) x.kind = 'i', x.u.i = lua_tointeger(L, i);
    else x.kind = 'f', x.u.f = lua_tonumber(L, i);
    return nd_store(w->out->dtype, p, x, w->e);
}

static err_code store_array(filling *w, const nd_array *a, int depth, char *p) {
    nd_view v;
    nd_view_init(&v, w->out->dtype, w->out->ndim - depth, w->out->shape + depth, w->out->strides + depth, p);
    return nd_copy_into(bind_ctx_of(w->L), &v.a, a, w->e);
}

/* The last axis of a Lua table or list of numbers: no call an item. Stops at the first other value. */
static ptrdiff_t store_numbers(filling *w, int table, ptrdiff_t n, char *p) {
    lua_State *L = w->L;
    nd_type    type = w->out->dtype.type;
    ptrdiff_t  k = 0;
    if (type != ND_F64 && type != ND_I64) return 0;
    for (bool good = true; k < n && good; k++) {
        lua_rawgeti(L, table, k + 1);
        good = type == ND_I64 ? lua_isinteger(L, -1) : lua_type(L, -1) == LUA_TNUMBER;
        if (good && type == ND_I64) ((int64_t *)(void *)p)[k] = lua_tointeger(L, -1);
        else if (good) ((double *)(void *)p)[k] = lua_tonumber(L, -1);
        lua_pop(L, 1);
        if (!good) return k;
    }
    return k;
}

static err_code store(filling *w, int i, int depth, char *p) {
    lua_State *L = w->L;
    if (lua_type(L, i) != LUA_TTABLE && lua_type(L, i) != LUA_TUSERDATA) return store_leaf(w, i, p);
    const nd_array *a = bind_to_array(L, i);
    if (!a) a = bind_masked_item(L, i);
    if (a) return store_array(w, a, depth, p);
    ptrdiff_t n = w->out->shape[depth], step = w->out->strides[depth], k = 0;
    if (bind_is_list(L, i)) {
        lua_getiuservalue(L, i, 1);
        i = lua_gettop(L);
    }
    if (depth == w->out->ndim - 1 && lua_type(L, i) == LUA_TTABLE) k = store_numbers(w, i, n, p);
    for (err_code code; k < n; k++) {
        int top = lua_gettop(L);
        bind_items_get(L, i, (size_t)k);
        code = store(w, top + 1, depth + 1, p + k * step);
        lua_settop(L, top);
        if (code) return code;
    }
    return ERR_OK;
}

/* --- the whole ------------------------------------------------------------------------------------------------ */

nd_array *bind_array_of(lua_State *L, int i, err *e) {
    discovery w = {.L = L, .leaf = -1, .uneven = ND_MAXDIMS, .d = nd_dtype_of(ND_F64), .e = e};
    i = lua_absindex(L, i);
    if (bind_is_poly1d(L, i)) return bind_arg_poly(L, i);
    if (see(&w, i, 0) || check_even(&w, e)) return NULL;
    if (nd_is_unsized(w.d)) nd_dtype_settle(nd_dtype_str(1), &w.d);
    nd_array *a = nd_new(bind_ctx_of(L), w.d, w.ndim, w.shape, 'C', e);
    if (!a) return NULL;
    if (!nd_is_numeric(w.d)) memset(a->data, 0, nd_nbytes(a));
    filling f = {L, a, e};
    int     top = lua_gettop(L);
    if (a->size > 0 && store(&f, i, 0, a->data)) {
        lua_settop(L, top - 1);
        return NULL;
    }
    lua_settop(L, top);
    return a;
}

const nd_array *bind_operand_at(lua_State *L, int i, bind_operand *o) {
    err       e;
    nd_array *a = bind_to_array(L, i);
    if (a) return a;
    switch (lua_type(L, i)) {
    case LUA_TNUMBER:
        if (lua_isinteger(L, i)) o->x.i = lua_tointeger(L, i), nd_view_scalar(&o->view, nd_dtype_of(ND_I64), &o->x.i, ND_WEAK);
        else o->x.f = lua_tonumber(L, i), nd_view_scalar(&o->view, nd_dtype_of(ND_F64), &o->x.f, ND_WEAK);
        return &o->view.a;
    case LUA_TBOOLEAN:
        o->x.b = lua_toboolean(L, i);
        nd_view_scalar(&o->view, nd_dtype_of(ND_BOOL), &o->x.b, ND_WEAK);
        return &o->view.a;
    case LUA_TSTRING: break;
    default:
        if (bind_items_len(L, i) < 0) return NULL;
    }
    a = bind_array_of(L, i, &e);
    if (!a) bind_raise(L, &e);
    return a;
}

/* --- for the grader ---------------------------------------------------------------------------------------------- */

static int l_as_array(lua_State *L) { return bind_push_array(L, bind_arg_asarray(L, 1)); }

nd_array *bind_as_array(bind_state *s, int index, err *e) {
    lua_State *L = s->L;
    index = lua_absindex(L, index);
    if (!lua_checkstack(L, 8)) return err_set(e, ERR_MEMORY, "not enough memory"), NULL;
    lua_pushcfunction(L, l_as_array);
    lua_pushvalue(L, index);
    int status = lua_pcall(L, 1, 1, 0);
    if (status == LUA_OK) return bind_to_array(L, -1);
    bind_error_read(L, e);
    lua_pop(L, 1);
    return NULL;
}
