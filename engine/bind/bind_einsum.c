/* bind/bind_einsum.c: np.einsum and np.einsum_path: both ways of writing the subscripts. */
#include <string.h>

#include "bind/bind_linalg.h"
#include "bind/bind_value.h"

/* What a call says: the subscripts as text, and the operands. */
typedef struct einsum_call {
    const char *subscripts;
    int         n;
    nd_array   *ops[ND_EINSUM_MAX];
} einsum_call;

/* --- subscripts as lists of numbers ------------------------------------------------------------------ */

static bool is_ellipsis(lua_State *L, int i) {
    const char *spec = bind_kind_data(L, i, BIND_KEY);
    if (spec) return strcmp(spec, "e") == 0;
    return lua_type(L, i) == LUA_TSTRING && strcmp(lua_tostring(L, i), "...") == 0;
}

static void put_subscript(lua_State *L, int i, buf *out) {
    if (lua_isnil(L, i) || is_ellipsis(L, i)) {      /* [..., 0]: dots that stand for no value */
        buf_puts(out, "...");
        return;
    }
    if (!lua_isinteger(L, i)) bind_error(L, ERR_TYPE, "each subscript must be either an integer or an ellipsis");
    lua_Integer k = lua_tointeger(L, i);
    if (k < 0 || k >= 52) bind_error(L, ERR_VALUE, "subscript is not within the valid range [0, 52)");
    buf_putc(out, (char)(k < 26 ? 'A' + k : 'a' + (k - 26)));
}

static void put_sublist(lua_State *L, int i, buf *out) {
    const nd_array *a = bind_to_array(L, i);
    ptrdiff_t       n = a ? -1 : bind_items_len(L, i);
    if (a && a->ndim == 1) {
        bind_push_list_of(L, i);
        i = lua_gettop(L);
        n = bind_items_len(L, i);
    }
    if (lua_type(L, i) == LUA_TSTRING) bind_error(L, ERR_TYPE, "each subscript must be either an integer or an ellipsis");
    if (n < 0) bind_error(L, ERR_TYPE, "subscripts for each operand must be a sequence");
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        put_subscript(L, lua_gettop(L), out);
        lua_pop(L, 1);
    }
}

/* op, list, op, list, ..., and perhaps the result's list: the text is left on the stack. */
static void read_sublists(lua_State *L, int n, einsum_call *k) {
    if (n < 2) bind_error(L, ERR_VALUE, "must provide at least an operand and a subscripts list to einsum");
    size_t mark = bind_text_begin(L);
    buf   *out = bind_scratch(L);
    k->n = n / 2;
    for (int i = 0; i < n / 2; i++) {
        if (i) buf_putc(out, ',');
        put_sublist(L, 2 * i + 2, out);
    }
    if (n % 2) {
        buf_puts(out, "->");
        put_sublist(L, n, out);
    }
    bind_text_push(L, mark);
    k->subscripts = lua_tostring(L, -1);
}

static int count_operands(lua_State *L, int n) { return n > 0 && lua_type(L, 1) == LUA_TSTRING ? n - 1 : n / 2; }

static void read_call(lua_State *L, int n, einsum_call *k) {
    bool text = n > 0 && lua_type(L, 1) == LUA_TSTRING;
    if (n == 0)
        bind_error(L, ERR_VALUE, "must specify the einstein sum subscripts string and at least one operand, or at least one operand and its corresponding subscripts list");
    if (text) {
        k->subscripts = lua_tostring(L, 1);
        k->n = n - 1;
        if (k->n == 0) bind_error(L, ERR_VALUE, "must specify the einstein sum subscripts string and at least one operand");
    } else {
        read_sublists(L, n, k);
    }
    if (k->n > ND_EINSUM_MAX) bind_error(L, ERR_VALUE, "too many operands");
    for (int i = 0; i < k->n; i++) k->ops[i] = bind_arg_asarray(L, text ? 2 + i : 2 * i + 1);
}

/* --- optimize= ------------------------------------------------------------------------------------------- */

static void read_step(lua_State *L, int i, nd_einsum_path *path) {
    ptrdiff_t n = bind_items_len(L, i);
    if (n < 1 || n > ND_EINSUM_MAX || path->n == ND_EINSUM_MAX) bind_error(L, ERR_TYPE, "Did not understand the path");
    path->count[path->n] = (int)n;
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        int64_t at = bind_arg_int(L, lua_gettop(L), 0);
        if (at < 0 || at >= ND_EINSUM_MAX) bind_error(L, ERR_INDEX, "pop index out of range");
        path->at[path->n][k] = (uint8_t)at;
        lua_pop(L, 1);
    }
    path->n++;
}

/* Of two operands there is one order, whatever its name. */
static char read_how(lua_State *L, int i, int nops) {
    const char *text = lua_tostring(L, i);
    if (strcmp(text, "optimal") == 0) return 'o';
    if (strcmp(text, "greedy") != 0 && nops > 2) bind_error(L, ERR_KEY, "('Path name %%s not found', '%s')", text);
    return 'g';
}

/* True, False, a name, (name, largest size), or a path that einsum_path gave. o->how: what nothing means. */
static void read_optimize(lua_State *L, int i, int nops, nd_einsum_order *o) {
    o->limit = -1;
    if (lua_isnil(L, i)) return;
    if (bind_is_none(L, i) || lua_isboolean(L, i)) {
        o->how = lua_toboolean(L, i) && lua_isboolean(L, i) ? 'g' : 'n';
        return;
    }
    if (lua_type(L, i) == LUA_TSTRING) {
        o->how = read_how(L, i, nops);
        return;
    }
    ptrdiff_t n = bind_items_len(L, i);
    if (n < 1) bind_error(L, ERR_TYPE, "Did not understand the path");
    bind_items_get(L, i, 0);
    int first = lua_gettop(L);
    if (lua_type(L, first) != LUA_TSTRING) bind_error(L, ERR_TYPE, "Did not understand the path");
    if (strcmp(lua_tostring(L, first), "einsum_path") == 0) {
        o->how = 'p';
        for (ptrdiff_t k = 1; k < n; k++) {
            bind_items_get(L, i, (size_t)k);
            read_step(L, lua_gettop(L), &o->path);
            lua_pop(L, 1);
        }
        return;
    }
    if (n != 2) bind_error(L, ERR_TYPE, "Did not understand the path");
    o->how = read_how(L, first, nops);
    bind_items_get(L, i, 1);
    o->limit = bind_arg_float(L, lua_gettop(L), -1);
}

/* --- the functions -------------------------------------------------------------------------------------------- */

static int l_einsum(lua_State *L) {
    einsum_call       k = {0};
    nd_einsum_options o = {0};
    err               e;
    int               n = bind_args_any(L, "einsum", "out dtype order casting optimize");
    luaL_checkstack(L, 400, NULL);
    if (bind_given(L, n + 1) && !bind_to_array(L, n + 1)) return bind_error(L, ERR_TYPE, "keyword parameter out must be an array for einsum");
    o.out = bind_to_array(L, n + 1);
    o.has_dtype = bind_arg_dtype(L, n + 2, &o.dtype);
    o.layout = bind_arg_order(L, n + 3, 'K');
    o.casting = bind_arg_casting(L, n + 4, ND_CAST_SAFE);
    o.order.how = 'n';
    read_optimize(L, n + 5, count_operands(L, n), &o.order);
    read_call(L, n, &k);
    return bind_result(L, nd_einsum(bind_ctx_of(L), k.subscripts, k.n, k.ops, &o, &e), &e);
}

static void push_path(lua_State *L, const nd_einsum_path *path) {
    ptrdiff_t step[ND_EINSUM_MAX];
    lua_pushliteral(L, "einsum_path");
    for (int s = 0; s < path->n; s++) {
        for (int i = 0; i < path->count[s]; i++) step[i] = path->at[s][i];
        bind_push_shape(L, path->count[s], step);
    }
    bind_push_list(L, path->n + 1);
}

static int l_einsum_path(lua_State *L) {
    einsum_call     k = {0};
    nd_einsum_order o = {0};
    nd_einsum_path  path;
    err             e;
    int             n = bind_args_any(L, "einsum_path", "optimize");
    luaL_checkstack(L, 200, NULL);
    o.how = 'g';
    read_optimize(L, n + 1, count_operands(L, n), &o);
    if (n == 0) return bind_error(L, ERR_VALUE, "No input operands");
    read_call(L, n, &k);
    size_t mark = bind_text_begin(L);
    bind_must(L, nd_einsum_explain(k.subscripts, k.n, k.ops, &o, &path, bind_scratch(L), &e), &e);
    bind_text_push(L, mark);
    push_path(L, &path);
    lua_insert(L, -2);
    bind_push_tuple(L, 2);
    return 1;
}

/* --- matrix with vector, and the other way round ---------------------------------------------------------------- */

/* x1 @ x2 with an axis of length 1 put into the vector at `axis` of operand `vector`, and taken out again. */
static int multiply_vector(lua_State *L, const char *name, const char *signature, int vector) {
    err               e;
    nd_ctx           *c = bind_ctx_of(L);
    nd_array         *x[2] = {bind_arg_asarray(L, 1), bind_arg_asarray(L, 2)}, *m = x[!vector], *v = x[vector];
    const int         axis = vector ? -1 : -2;
    luaL_checkstack(L, 30, NULL);
    for (int i = 0; i < 2; i++) {
        int need = i == vector ? 1 : 2;
        if (x[i]->ndim < need)
            return bind_error(L, ERR_VALUE, "%s: Input operand %d does not have enough dimensions (has %d, gufunc core with signature %s requires %d)",
                              name, i, x[i]->ndim, signature, need);
    }
    ptrdiff_t across = m->shape[m->ndim - (vector ? 1 : 2)], along = v->shape[v->ndim - 1];
    if (across != along)
        return bind_error(L, ERR_VALUE, "%s: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature %s (size %td is different from %td)",
                          name, signature, vector ? along : across, vector ? across : along);
    v = bind_need(L, nd_expand_dims(c, v, 1, &axis, &e), &e);
    nd_array *got = bind_need(L, nd_matmul(c, vector ? m : v, vector ? v : m, NULL, &e), &e);
    got = bind_need(L, nd_squeeze(c, got, 1, &axis, &e), &e);
    nd_array *out = bind_arg_out(L, 3);
    return out ? bind_give(L, got, out) : bind_push_array(L, bind_need(L, nd_copy(c, got, 'C', &e), &e));
}

static int l_matvec(lua_State *L) {
    static const bind_sig sig = {"matvec", "x1 x2 out", 2};
    bind_args(L, &sig);
    return multiply_vector(L, "matvec", "(m,n),(n)->(m)", 1);
}

static int l_vecmat(lua_State *L) {
    static const bind_sig sig = {"vecmat", "x1 x2 out", 2};
    bind_args(L, &sig);
    return multiply_vector(L, "vecmat", "(n),(n,m)->(m)", 0);
}

void bind_open_einsum(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"einsum", l_einsum}, {"einsum_path", l_einsum_path}, {"matvec", l_matvec}, {"vecmat", l_vecmat}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    bind_push_key(L, "e", lua_gettop(L) + 1);
    lua_setglobal(L, "Ellipsis");
}
