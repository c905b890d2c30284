/* bind/bind_compare.c: comparisons in the two places the notation has for them: as a value (a mask)
 * and as a condition (one truth). Values that are not np's compare as Lua compares them.            */
#include "bind/bind_masked.h"
#include "bind/bind_value.h"

/* --- Lua's own comparison, that may yield -------------------------------------------------------- */

/* The two values are at the top; the metamethod's answer as one boolean. */
static int finish_as_boolean(lua_State *L, int status, lua_KContext negate) {
    (void)status;
    lua_pushboolean(L, lua_toboolean(L, -1) != (negate != 0));
    return 1;
}

static int call_metamethod(lua_State *L, int a, int b, bool negate) {
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_callk(L, 2, 1, negate, finish_as_boolean);
    return finish_as_boolean(L, LUA_OK, negate);
}

/* As Lua's messages call a type: __name when there is one. */
static const char *lua_type_name(lua_State *L, int i) {
    if (luaL_getmetafield(L, i, "__name") == LUA_TSTRING) return lua_tostring(L, -1);
    return luaL_typename(L, i);
}

static int lua_order(lua_State *L, int a, int b, bool or_equal) {
    int ta = lua_type(L, a), tb = lua_type(L, b);
    if (ta == tb && (ta == LUA_TNUMBER || ta == LUA_TSTRING)) {
        lua_pushboolean(L, lua_compare(L, a, b, or_equal ? LUA_OPLE : LUA_OPLT));
        return 1;
    }
    const char *event = or_equal ? "__le" : "__lt";
    if (luaL_getmetafield(L, a, event) || luaL_getmetafield(L, b, event)) return call_metamethod(L, a, b, false);
    const char *x = lua_type_name(L, a), *y = lua_type_name(L, b);
    if (ta == tb) return luaL_error(L, "attempt to compare two %s values", x);
    return luaL_error(L, "attempt to compare %s with %s", x, y);
}

static int lua_equal(lua_State *L, int a, int b, bool negate) {
    int  type = lua_type(L, a);
    bool same = lua_rawequal(L, a, b);
    if (!same && type == lua_type(L, b) && (type == LUA_TTABLE || type == LUA_TUSERDATA) &&
        (luaL_getmetafield(L, a, "__eq") || luaL_getmetafield(L, b, "__eq")))
        return call_metamethod(L, a, b, negate);
    lua_pushboolean(L, same != negate);
    return 1;
}

/* --- np's ------------------------------------------------------------------------------------------- */

/* An array against what can be no array: equal to nothing, in no order. */
static int compare_odd(lua_State *L, nd_op op, int a, int b) {
    err       e;
    nd_array *array = bind_to_array(L, a);
    if (bind_either_masked(L, a, b)) return bind_masked_do(L, nd_op_name(op), a, b);
    if (!array) array = bind_to_array(L, b);
    if (op != ND_EQUAL && op != ND_NOT_EQUAL)
        return bind_error(L, ERR_TYPE, "'%s' not supported between instances of '%s' and '%s'",
                          op == ND_LESS ? "<" : op == ND_LESS_EQUAL ? "<=" : op == ND_GREATER ? ">" : ">=", bind_type_name(L, a), bind_type_name(L, b));
    bool    answer = op == ND_NOT_EQUAL;
    nd_view v;
    nd_view_scalar(&v, nd_dtype_of(ND_BOOL), &answer, 0);
    return bind_result(L, nd_full(bind_ctx_of(L), nd_dtype_of(ND_BOOL), array->ndim, array->shape, &v.a, 'C', &e), &e);
}

int bind_compare_values(lua_State *L, nd_op op, int a, int b) {
    bind_operand left, right;
    err          e;
    const nd_array *x = bind_operand_at(L, a, &left), *y = bind_operand_at(L, b, &right);
    if (!x || !y) return compare_odd(L, op, a, b);
    if ((x->flags & y->flags & ND_WEAK) && op < ND_EQUAL && (nd_is_complex(x->dtype) || nd_is_complex(y->dtype))) return compare_odd(L, op, a, b);
    return bind_result(L, nd_ufunc2(bind_ctx_of(L), op, x, y, &e), &e);
}

static bool either_is_array(lua_State *L) {
    const bind_state *s = bind_state_at(L);
    return bind_array_at(s, L, 1) || bind_array_at(s, L, 2);
}

/* The nearest thing to Python's == for one of np's own kinds; false in *known when it has none. */
static bool np_equal(lua_State *L, int a, int b, bool *known) {
    bind_kind x = bind_kind_of(L, a), y = bind_kind_of(L, b);
    nd_dtype  d, other;
    *known = true;
    if (x == BIND_DTYPE || y == BIND_DTYPE) {
        int k = x == BIND_DTYPE ? b : a;
        d = *(const nd_dtype *)lua_touserdata(L, x == BIND_DTYPE ? a : b);
        return bind_try_dtype(L, k, &other) && nd_dtype_equal(d, other);
    }
    if (bind_seq_len(L, a) >= 0 && bind_seq_len(L, b) >= 0) return bind_seq_equal(L, a, b);
    *known = false;
    return false;
}

bool bind_equal(lua_State *L, int a, int b) {
    bool known, same;
    a = lua_absindex(L, a), b = lua_absindex(L, b);
    if (bind_to_array(L, a) || bind_to_array(L, b)) {
        int top = lua_gettop(L);
        bind_compare_values(L, ND_EQUAL, a, b);
        const nd_array *mask = bind_to_array(L, -1);
        same = mask ? bind_truth(L, mask) : lua_toboolean(L, -1);
        lua_settop(L, top);
        return same;
    }
    same = np_equal(L, a, b, &known);
    return known ? same : lua_compare(L, a, b, LUA_OPEQ);
}

/* --- what the notation calls ----------------------------------------------------------------------- */

static int order(lua_State *L, nd_op op, bool swap, bool or_equal) {
    lua_settop(L, 2);
    if (either_is_array(L) || bind_either_masked(L, 1, 2)) return bind_compare_values(L, op, 1, 2);
    return lua_order(L, swap ? 2 : 1, swap ? 1 : 2, or_equal);
}

static int l_lt(lua_State *L) { return order(L, ND_LESS, false, false); }
static int l_le(lua_State *L) { return order(L, ND_LESS_EQUAL, false, true); }
static int l_gt(lua_State *L) { return order(L, ND_GREATER, true, false); }
static int l_ge(lua_State *L) { return order(L, ND_GREATER_EQUAL, true, true); }

/* A name that was never set is nil, and None to who writes Python. */
static bool is_nothing(lua_State *L, int i) { return lua_isnil(L, i) || bind_is_none(L, i); }

static int equal(lua_State *L, bool negate) {
    bool known, same;
    lua_settop(L, 2);
    if (either_is_array(L) || bind_either_masked(L, 1, 2)) return bind_compare_values(L, negate ? ND_NOT_EQUAL : ND_EQUAL, 1, 2);
    same = np_equal(L, 1, 2, &known);
    if (!known && is_nothing(L, 1) && is_nothing(L, 2)) known = same = true;
    if (!known) return lua_equal(L, 1, 2, negate);
    lua_pushboolean(L, same != negate);
    return 1;
}

static int l_eq(lua_State *L) { return equal(L, false); }
static int l_ne(lua_State *L) { return equal(L, true); }

static int equal_in_condition(lua_State *L, bool negate) {
    lua_settop(L, 2);
    if (!either_is_array(L) && !bind_either_masked(L, 1, 2)) return equal(L, negate);
    equal(L, negate);
    const nd_array *mask = bind_to_array(L, -1);
    lua_pushboolean(L, mask ? bind_truth(L, mask) : bind_python_truth(L, -1));
    return 1;
}

static int l_teq(lua_State *L) { return equal_in_condition(L, false); }
static int l_tne(lua_State *L) { return equal_in_condition(L, true); }

/* x itself, unless its truth is not what Lua would make of it. */
static int l_truth(lua_State *L) {
    lua_settop(L, 1);
    if (lua_type(L, 1) != LUA_TUSERDATA) return 1;
    const nd_array *a = bind_to_array(L, 1);
    if (a) lua_pushboolean(L, bind_truth(L, a));
    else if (bind_is_masked(L, 1)) lua_pushboolean(L, bind_python_truth(L, 1));
    else if (bind_is_none(L, 1) || bind_seq_len(L, 1) == 0) lua_pushboolean(L, false);
    return 1;
}

const luaL_Reg bind_comparisons[] = {
    {"lt", l_lt}, {"le", l_le}, {"gt", l_gt}, {"ge", l_ge}, {"eq", l_eq}, {"ne", l_ne}, {"teq", l_teq}, {"tne", l_tne}, {"tr", l_truth}, {NULL, NULL},
};
