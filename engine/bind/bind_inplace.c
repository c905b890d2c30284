/* bind/bind_inplace.c: x += v and a[...] += v.
 *
 * An array is changed where it is; everything else gets the value of x + v. A subscript does what
 * Python does: get, operate in place, set; so a[[0, 0]] += 1 adds once.                         */
#include <string.h>

#include "bind/bind_masked.h"
#include "bind/bind_value.h"

typedef struct inplace {
    const char *name;
    nd_op       op;              /* ND_NOPS: none of the ufuncs */
    int         lua_op;          /* for values that are not np's; -1: see others() */
} inplace;

static const inplace ops[] = {
    {"add", ND_ADD, LUA_OPADD}, {"sub", ND_SUBTRACT, LUA_OPSUB}, {"mul", ND_MULTIPLY, LUA_OPMUL}, {"div", ND_DIVIDE, LUA_OPDIV},
    {"floordiv", ND_FLOOR_DIVIDE, LUA_OPIDIV}, {"mod", ND_REMAINDER, LUA_OPMOD}, {"pow", ND_POWER, -1}, {"matmul", ND_NOPS, -1},
    {"and", ND_BITWISE_AND, LUA_OPBAND}, {"or", ND_BITWISE_OR, LUA_OPBOR}, {"xor", ND_BITWISE_XOR, LUA_OPBXOR},
    {"lshift", ND_LEFT_SHIFT, LUA_OPSHL}, {"rshift", ND_RIGHT_SHIFT, LUA_OPSHR}, {"concat", ND_NOPS, -1},
};

/* The values at 1 and 2, neither a real array: the result replaces them. */
static int others(lua_State *L, const inplace *op) {
    if (op->lua_op >= 0) {
        lua_arith(L, op->lua_op);
        return 1;
    }
    if (strcmp(op->name, "pow") == 0) return bind_power_values(L);
    if (strcmp(op->name, "matmul") == 0) return bind_matmul_values(L);
    lua_concat(L, 2);
    return 1;
}

static int change_array(lua_State *L, const inplace *op, nd_array *a) {
    err             e;
    nd_ctx         *c = bind_ctx_of(L);
    bind_operand    o;
    const nd_array *b = bind_operand_at(L, 2, &o);
    if (op->op < ND_NOPS) {
        if (!b) return bind_binary(L, op->op);
        if (nd_ufunc_inplace(c, op->op == ND_POWER ? nd_power_as(a, b) : op->op, a, b, &e)) return bind_raise(L, &e);
    } else {
        if (strcmp(op->name, "concat") == 0) return others(L, op);
        bind_matmul_values(L);
        const nd_array *product = bind_to_array(L, -1);
        if (product && nd_assign(c, a, product, &e)) return bind_raise(L, &e);
        if (!product) return others(L, op);
    }
    lua_settop(L, 1);
    return 1;
}

/* Values at 1 and 2: leaves one. */
static int operate(lua_State *L, const inplace *op) {
    nd_array *a;
    lua_settop(L, 2);
    a = bind_to_array(L, 1);
    if (a && !(a->flags & ND_SCALAR)) return change_array(L, op, a);
    if (bind_is_masked(L, 1) && op->op < ND_NOPS) {
        lua_pushfstring(L, "i%s", op->name);
        return bind_masked_do(L, lua_tostring(L, -1), 1, 2);
    }
    if (op->op == ND_ADD && bind_is_list(L, 1) && !bind_to_array(L, 2)) {
        if (lua_rawequal(L, 1, 2)) bind_push_list_of(L, 2), lua_replace(L, 2);
        bind_list_extend(L, 1, 2);
        lua_settop(L, 1);
        return 1;
    }
    return others(L, op);
}

static int l_inplace(lua_State *L) { return operate(L, &ops[lua_tointeger(L, lua_upvalueindex(1))]); }

/* aug(a, op, spec, v, ...) */
static int l_aug(lua_State *L) {
    const char    *name = luaL_checkstring(L, 2), *spec = luaL_checkstring(L, 3);
    const inplace *op = NULL;
    int n = lua_gettop(L), room = 4 + 3 * (int)strlen(spec);
    lua_settop(L, n < room ? room : n);
    if (spec[0] == 'v') spec = n < 5 && (bind_to_array(L, 1) || bind_is_masked(L, 1)) ? "e" : "i";
    for (size_t k = 0; k < sizeof ops / sizeof *ops; k++)
        if (strcmp(ops[k].name, name) == 0) op = &ops[k];
    if (!op) return bind_error(L, ERR_INTERNAL, "no operation %s", name);
    int top = lua_gettop(L);
    lua_pushinteger(L, op - ops);
    lua_pushcclosure(L, l_inplace, 1);
    bind_get_spec(L, 1, spec, 5);
    if (lua_gettop(L) > top + 2) lua_replace(L, top + 2);
    lua_settop(L, top + 2);
    lua_pushvalue(L, 4);
    lua_call(L, 2, 1);
    bind_set_spec(L, 1, spec, 5, top + 1);
    return 0;
}

void bind_open_inplace(lua_State *L) {
    for (size_t k = 0; k < sizeof ops / sizeof *ops; k++) {
        lua_pushfstring(L, "i%s", ops[k].name);
        lua_pushinteger(L, (lua_Integer)k);
        lua_pushcclosure(L, l_inplace, 1);
        lua_rawset(L, -3);
    }
    lua_pushcfunction(L, l_aug);
    lua_setfield(L, -2, "aug");
}
