/* bind/bind_operators.c: a + b, -a, #a, a < b: the metamethods of arrays.
 *
 * Numbers become operands on the C stack, so that a + 1 makes one array only.            */
#include <stdio.h>
#include <string.h>

#include "bind/bind_complex.h"
#include "bind/bind_masked.h"

/* --- two operands ----------------------------------------------------------------------------------- */

static const char *symbol_of(nd_op op) {
    switch (op) {
    case ND_ADD: return "+";
    case ND_SUBTRACT: return "-";
    case ND_MULTIPLY: return "*";
    case ND_DIVIDE: return "/";
    case ND_FLOOR_DIVIDE: return "//";
    case ND_REMAINDER: return "%";
    case ND_POWER: return "**";
    case ND_BITWISE_AND: return "&";
    case ND_BITWISE_OR: return "|";
    case ND_BITWISE_XOR: return "~";
    case ND_LEFT_SHIFT: return "<<";
    case ND_RIGHT_SHIFT: return ">>";
    case ND_LESS: return "<";
    case ND_LESS_EQUAL: return "<=";
    case ND_GREATER: return ">";
    case ND_GREATER_EQUAL: return ">=";
    default: return nd_op_name(op);
    }
}

static int refuse_operands(lua_State *L, const char *symbol) {
    const char *hint = NULL;
    if (lua_isnil(L, 1) || lua_isnil(L, 2)) hint = "nil is what a name that was never assigned holds: is it spelled right?";
    if (bind_is_list(L, 1) || bind_is_list(L, 2)) hint = "a list is not an array: np.array(x) makes one of it";
    return bind_error_hint(L, ERR_TYPE, hint, "unsupported operand type(s) for %s: '%s' and '%s'", symbol, bind_type_name(L, 1), bind_type_name(L, 2));
}

int bind_binary(lua_State *L, nd_op op) {
    const bind_state *s = bind_state_at(L);
    bind_operand      left, right;
    err               e;
    if (!bind_array_at(s, L, 1) && !bind_array_at(s, L, 2) && !bind_either_masked(L, 1, 2)) return refuse_operands(L, symbol_of(op));
    const nd_array *a = bind_operand_at(L, 1, &left), *b = bind_operand_at(L, 2, &right);
    if ((!a || !b) && bind_either_masked(L, 1, 2)) return bind_masked_do(L, nd_op_name(op), 1, 2);
    if (!a || !b) return refuse_operands(L, symbol_of(op));
    if (op == ND_POWER) op = nd_power_as(a, b);
    if ((a->flags & b->flags & ND_WEAK) == 0) return bind_result(L, nd_ufunc2(bind_ctx_of(L), op, a, b, &e), &e);
    bind_check_complex(L, op, a, b);
    return bind_result(L, bind_keep_weak(nd_ufunc2(bind_ctx_of(L), op, a, b, &e), a, b), &e);
}

static int unary(lua_State *L, nd_op op) {
    err             e;
    const nd_array *a = bind_to_array(L, 1);
    if (!a) return bind_error(L, ERR_TYPE, "bad operand type for unary %s: '%s'", op == ND_NEGATIVE ? "-" : "~", bind_type_name(L, 1));
    return bind_result(L, bind_keep_weak(nd_ufunc1(bind_ctx_of(L), op, a, &e), a, a), &e);
}

static int l_add(lua_State *L) { return bind_binary(L, ND_ADD); }
static int l_sub(lua_State *L) { return bind_binary(L, ND_SUBTRACT); }
static int l_mul(lua_State *L) { return bind_binary(L, ND_MULTIPLY); }
static int l_div(lua_State *L) { return bind_binary(L, ND_DIVIDE); }
static int l_idiv(lua_State *L) { return bind_binary(L, ND_FLOOR_DIVIDE); }
static int l_mod(lua_State *L) { return bind_binary(L, ND_REMAINDER); }
static int l_band(lua_State *L) { return bind_binary(L, ND_BITWISE_AND); }
static int l_bor(lua_State *L) { return bind_binary(L, ND_BITWISE_OR); }
static int l_bxor(lua_State *L) { return bind_binary(L, ND_BITWISE_XOR); }
static int l_shl(lua_State *L) { return bind_binary(L, ND_LEFT_SHIFT); }
static int l_shr(lua_State *L) { return bind_binary(L, ND_RIGHT_SHIFT); }
static int l_unm(lua_State *L) { return unary(L, ND_NEGATIVE); }
static int l_bnot(lua_State *L) { return unary(L, ND_INVERT); }

/* ^ is power in Lua and exclusive-or in Python: on bools it can only be meant as the latter. */
static int l_pow(lua_State *L) {
    const nd_array *a = bind_to_array(L, 1), *b = bind_to_array(L, 2);
    if ((a && a->dtype.type == ND_BOOL) || (b && b->dtype.type == ND_BOOL))
        return bind_error_hint(L, ERR_TYPE, "exclusive-or is a ~ b here; power is a ** b", "^ is power in Lua, and bool arrays have none");
    return bind_binary(L, ND_POWER);
}

const luaL_Reg bind_arithmetic[] = {
    {"__add", l_add}, {"__sub", l_sub}, {"__mul", l_mul}, {"__div", l_div}, {"__idiv", l_idiv}, {"__mod", l_mod}, {"__pow", l_pow},
    {"__band", l_band}, {"__bor", l_bor}, {"__bxor", l_bxor}, {"__shl", l_shl}, {"__shr", l_shr}, {"__unm", l_unm}, {"__bnot", l_bnot},
    {NULL, NULL},
};

/* --- @ and ** ------------------------------------------------------------------------------------------ */

/* Both operands as arrays on the stack; the core's products want arrays they may view. */
int bind_matmul_values(lua_State *L) {
    err       e;
    nd_array *pair[2];
    if (bind_either_masked(L, 1, 2)) return bind_masked_do(L, "matmul", 1, 2);
    if (!bind_to_array(L, 1) && !bind_to_array(L, 2)) return refuse_operands(L, "@");
    for (int i = 0; i < 2; i++) {
        if (!bind_to_array(L, i + 1) && lua_type(L, i + 1) != LUA_TNUMBER && bind_items_len(L, i + 1) < 0) return refuse_operands(L, "@");
        pair[i] = bind_arg_array(L, i + 1);
    }
    return bind_result(L, nd_matmul(bind_ctx_of(L), pair[0], pair[1], NULL, &e), &e);
}

/* base ** n for n >= 0; false when it does not fit. */
static bool integer_power(int64_t base, int64_t n, int64_t *out) {
    int64_t result = 1;
    while (n > 0) {
        if ((n & 1) && __builtin_mul_overflow(result, base, &result)) return false;
        n >>= 1;
        if (n && __builtin_mul_overflow(base, base, &base)) return false;
    }
    *out = result;
    return true;
}

int bind_power_values(lua_State *L) {
    int64_t result;
    if (bind_to_array(L, 1) || bind_to_array(L, 2)) return bind_binary(L, ND_POWER);
    if (lua_isinteger(L, 1) && lua_isinteger(L, 2) && lua_tointeger(L, 2) >= 0 &&
        integer_power(lua_tointeger(L, 1), lua_tointeger(L, 2), &result)) {
        lua_pushinteger(L, result);
        return 1;
    }
    if (lua_type(L, 1) == LUA_TNUMBER && lua_type(L, 2) == LUA_TNUMBER) {
        if (lua_tonumber(L, 1) == 0 && lua_tonumber(L, 2) < 0) return bind_error(L, ERR_ZERODIV, "0.0 cannot be raised to a negative power");
    } else if (!luaL_getmetafield(L, 1, "__pow") && !luaL_getmetafield(L, 2, "__pow")) {
        return refuse_operands(L, "**");
    }
    lua_settop(L, 2);
    lua_arith(L, LUA_OPPOW);
    return 1;
}

/* --- order, length, text -------------------------------------------------------------------------------- */

bool bind_truth(lua_State *L, const nd_array *a) {
    if (a->size == 0) bind_error(L, ERR_VALUE, "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.");
    if (a->size > 1) bind_error(L, ERR_VALUE, "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
    nd_scalar x = nd_load(a->dtype, a->data);
    switch (x.kind) {
    case 'b': return x.u.b;
    case 'i': return x.u.i != 0;
    case 'u': return x.u.u != 0;
    case 'f': return x.u.f != 0;
    case 'c': return nd_scalar_is_true(x);
    default: return x.n > 0;
    }
}

/* Lua turns what __lt gives into a boolean: a mask would always be true. */
static int in_condition(lua_State *L, nd_op op) {
    bind_operand left, right;
    err          e;
    const nd_array *a = bind_operand_at(L, 1, &left), *b = bind_operand_at(L, 2, &right);
    if (bind_either_masked(L, 1, 2)) {
        bind_masked_do(L, nd_op_name(op), 1, 2);
        lua_pushboolean(L, bind_python_truth(L, -1));
        return 1;
    }
    if (!a || !b)
        return bind_error(L, ERR_TYPE, "'%s' not supported between instances of '%s' and '%s'", symbol_of(op), bind_type_name(L, 1), bind_type_name(L, 2));
    const nd_array *mask = nd_ufunc2(bind_ctx_of(L), op, a, b, &e);
    if (!mask) return bind_raise(L, &e);
    lua_pushboolean(L, bind_truth(L, mask));
    return 1;
}

static int l_less(lua_State *L) { return in_condition(L, ND_LESS); }
static int l_less_equal(lua_State *L) { return in_condition(L, ND_LESS_EQUAL); }

static int l_len(lua_State *L) {
    const nd_array *a = bind_arg_ndarray(L, 1);
    if (a->ndim == 0) return bind_error(L, ERR_TYPE, "len() of unsized object");
    lua_pushinteger(L, (lua_Integer)a->shape[0]);
    return 1;
}

static int l_tostring(lua_State *L) {
    size_t mark = bind_text_begin(L);
    bind_str(L, 1, bind_scratch(L));
    bind_text_push(L, mark);
    return 1;
}

static int l_concat(lua_State *L) {
    size_t mark = bind_text_begin(L);
    bind_str(L, 1, bind_scratch(L));
    bind_str(L, 2, bind_scratch(L));
    bind_text_push(L, mark);
    return 1;
}

void bind_open_operators(lua_State *L) {
    static const luaL_Reg meta[] = {
        {"__lt", l_less}, {"__le", l_less_equal}, {"__len", l_len}, {"__tostring", l_tostring}, {"__concat", l_concat}, {NULL, NULL},
    };
    luaL_setfuncs(L, bind_arithmetic, 0);
    luaL_setfuncs(L, meta, 0);
}
