/* bind/bind_poly1d.c: np.poly1d: a polynomial that prints, is called, and is calculated with.
 *
 * A userdata; user value 1 is the array of coefficients, 2 the name of the variable.       */
#include <stdio.h>
#include <string.h>

#include "bind/bind_poly.h"
#include "bind/bind_value.h"

#define POLY1D "numpy.poly1d"

extern const luaL_Reg bind_poly1d_meta[];

bool bind_is_poly1d(lua_State *L, int i) { return luaL_testudata(L, i, POLY1D) != NULL; }

int bind_push_poly1d(lua_State *L, nd_array *c, const char *variable) {
    if (c->ndim > 1) bind_error(L, ERR_VALUE, "Polynomial must be 1d only.");
    luaL_checkstack(L, 12, NULL);
    c = bind_poly_trim(L, c);
    lua_newuserdatauv(L, 0, 2);
    bind_make_object(L, POLY1D, bind_poly1d_meta);
    lua_pushstring(L, variable ? variable : "x");
    lua_setiuservalue(L, -2, 2);
    int at = lua_gettop(L);
    bind_push_array(L, c);
    lua_setiuservalue(L, at, 1);
    return 1;
}

/* A poly1d of anything that np.poly1d takes. */
static void make_poly(lua_State *L, int i) {
    if (bind_is_poly1d(L, i)) lua_pushvalue(L, i);
    else bind_push_poly1d(L, bind_arg_poly(L, i), NULL);
}

static int l_poly1d(lua_State *L) {
    static const bind_sig sig = {"poly1d", "c_or_r r variable", 1};
    bind_args(L, &sig);
    luaL_checkstack(L, 30, NULL);
    nd_array *c = bind_arg_poly(L, 1);
    if (bind_arg_bool(L, 2, false)) c = bind_poly_from_roots(L, c);
    return bind_push_poly1d(L, c, bind_arg_text(L, 3, NULL));
}

/* --- as text ---------------------------------------------------------------------------------------------- */

typedef struct writer {
    buf *out, upper, lower;      /* the exponents' line over the terms' line */
} writer;

enum { WRAP = 70 };

static void flush(writer *w) {
    buf_add(w->out, w->upper.text, w->upper.n);
    buf_putc(w->out, '\n');
    buf_add(w->out, w->lower.text, w->lower.n);
    buf_clear(&w->upper);
    buf_clear(&w->lower);
}

/* Text that ends in what has an exponent: both lines grow alike. */
static void put_raised(writer *w, const char *text, const char *power) {
    size_t n = strlen(text), m = strlen(power);
    if (w->lower.n + n + m - 1 > WRAP) {
        flush(w);
        buf_puts(w->out, "\n ");
    }
    buf_puts(&w->lower, text);
    buf_fill(&w->lower, ' ', m - 1);
    buf_fill(&w->upper, ' ', n - 1);
    buf_puts(&w->upper, power);
}

static void coefficient_text(const nd_array *c, ptrdiff_t i, char *text, size_t room) {
    nd_scalar x = nd_load(c->dtype, c->data + i * c->strides[0]);
    double    value = x.kind == 'f' ? x.u.f : x.kind == 'i' ? (double)x.u.i : x.kind == 'u' ? (double)x.u.u : x.u.b;
    snprintf(text, room, "%.4g", value);
    size_t n = strlen(text);
    if (n > 5 && strcmp(text + n - 5, ".0000") == 0) text[n - 5] = 0;
}

static void write_poly(const nd_array *c, const char *variable, buf *out) {
    writer    w = {.out = out};
    char      number[40], power[24];
    ptrdiff_t degree = c->shape[0] - 1;
    buf       tail;
    buf_init(&w.upper);
    buf_init(&w.lower);
    buf_init(&tail);                /* what follows the last exponent */
    buf_putc(out, ' ');
    for (ptrdiff_t i = 0; i <= degree; i++) {
        coefficient_text(c, i, number, sizeof number);
        bool zero = strcmp(number, "0") == 0, minus = number[0] == '-';
        if (zero && (i > 0 || degree > 0)) continue;
        if (i > 0) buf_puts(&tail, minus ? " - " : " + ");
        buf_puts(&tail, number + (i > 0 && minus));
        if (i < degree) buf_printf(&tail, " %s", variable);
        if (degree - i < 2) continue;
        snprintf(power, sizeof power, "%td", degree - i);
        put_raised(&w, tail.text, power);
        buf_clear(&tail);
    }
    flush(&w);
    buf_add(out, tail.text, tail.n);
    if (buf_failed(&w.upper) || buf_failed(&w.lower) || buf_failed(&tail)) out->failed = true;
    buf_free(&w.upper);
    buf_free(&w.lower);
    buf_free(&tail);
}

static nd_array *own_coefficients(lua_State *L, int i) {
    luaL_checkudata(L, i, POLY1D);
    return bind_arg_poly(L, i);
}

static const char *own_variable(lua_State *L, int i) {
    lua_getiuservalue(L, i, 2);
    return lua_tostring(L, -1);
}

static int l_tostring(lua_State *L) {
    nd_array   *c = own_coefficients(L, 1);
    const char *variable = own_variable(L, 1);
    size_t      mark = bind_text_begin(L);
    write_poly(c, variable, bind_scratch(L));
    bind_text_push(L, mark);
    return 1;
}

/* poly1d([1, 2]): the array's repr without its name. */
static int l_repr(lua_State *L) {
    nd_array *c = own_coefficients(L, 1);
    size_t    mark = bind_text_begin(L), n;
    nd_repr(bind_scratch(L), c, bind_ctx_of(L)->print);
    bind_text_push(L, mark);
    const char *text = lua_tolstring(L, -1, &n);
    lua_pushlstring(L, text + 6, n - 7);
    lua_pushfstring(L, "poly1d(%s)", lua_tostring(L, -1));
    return 1;
}

/* --- arithmetic ----------------------------------------------------------------------------------------------- */

static bool is_plain_number(lua_State *L, int i) {
    const nd_array *a = bind_to_array(L, i);
    return a ? a->ndim == 0 : lua_type(L, i) == LUA_TNUMBER || lua_type(L, i) == LUA_TBOOLEAN;
}

static int add(lua_State *L, nd_op op) {
    make_poly(L, 1);
    make_poly(L, 2);
    nd_array *a = bind_arg_poly(L, 3), *b = bind_arg_poly(L, 4);
    return bind_push_poly1d(L, bind_poly_add(L, a, b, op), NULL);
}

static int l_add(lua_State *L) { return lua_settop(L, 2), add(L, ND_ADD); }
static int l_sub(lua_State *L) { return lua_settop(L, 2), add(L, ND_SUBTRACT); }

static int l_mul(lua_State *L) {
    lua_settop(L, 2);
    int number = is_plain_number(L, 1) ? 1 : is_plain_number(L, 2) ? 2 : 0;
    if (number) return bind_push_poly1d(L, bind_op2(L, ND_MULTIPLY, own_coefficients(L, 3 - number), bind_arg_array(L, number)), NULL);
    nd_array *a = bind_arg_poly(L, 1), *b = bind_arg_poly(L, 2);
    return bind_push_poly1d(L, bind_poly_multiply(L, a, b), NULL);
}

static int l_div(lua_State *L) {
    nd_array *out[2];
    lua_settop(L, 2);
    if (is_plain_number(L, 2)) return bind_push_poly1d(L, bind_op2(L, ND_DIVIDE, own_coefficients(L, 1), bind_arg_array(L, 2)), NULL);
    nd_array *u = bind_arg_poly(L, 1), *v = bind_arg_poly(L, 2);
    bind_poly_divide(L, u, v, out);
    bind_push_poly1d(L, out[0], NULL);
    int first = lua_gettop(L);
    bind_push_poly1d(L, out[1], NULL);
    lua_pushvalue(L, first);
    lua_insert(L, -2);
    bind_push_tuple(L, 2);
    return 1;
}

static int l_unm(lua_State *L) { return bind_push_poly1d(L, bind_op1(L, ND_NEGATIVE, own_coefficients(L, 1)), NULL); }

static int l_pow(lua_State *L) {
    err             e;
    const ptrdiff_t one = 1;
    lua_settop(L, 2);
    nd_array *p = own_coefficients(L, 1);
    if (!lua_isinteger(L, 2) || lua_tointeger(L, 2) < 0 || lua_tointeger(L, 2) > 1000)
        return bind_error(L, ERR_VALUE, "Power to non-negative integers only.");
    nd_array *got = bind_need(L, nd_ones(bind_ctx_of(L), nd_dtype_of(ND_I64), 1, &one, 'C', &e), &e);
    int       place = lua_gettop(L);
    for (lua_Integer n = lua_tointeger(L, 2); n > 0; n--) {
        got = bind_poly_multiply(L, got, p);
        bind_push_again(L, got);
        bind_settle(L, place);
    }
    return bind_push_poly1d(L, got, NULL);
}

static int l_equal(lua_State *L) {
    bool same = bind_is_poly1d(L, 1) && bind_is_poly1d(L, 2);
    if (same) {
        nd_array *a = bind_arg_poly(L, 1), *b = bind_arg_poly(L, 2);
        same = a->shape[0] == b->shape[0] && nd_count_true(bind_op2(L, ND_EQUAL, a, b)) == a->size;
    }
    lua_pushboolean(L, same);
    return 1;
}

static int l_call(lua_State *L) {
    lua_settop(L, 2);
    nd_array *p = own_coefficients(L, 1);
    return bind_poly_value(L, p, 2);
}

/* --- attributes ------------------------------------------------------------------------------------------------- */

/* Upvalue 1: the polynomial. */
static void take_self(lua_State *L) {
    if (lua_gettop(L) > 0 && lua_rawequal(L, 1, lua_upvalueindex(1))) lua_remove(L, 1);
}

static int l_deriv(lua_State *L) {
    static const bind_sig sig = {"deriv", "m", 0};
    take_self(L);
    bind_args(L, &sig);
    int64_t m = bind_arg_int(L, 1, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    return bind_push_poly1d(L, bind_poly_derive(L, own_coefficients(L, lua_gettop(L)), m), NULL);
}

static int l_integ(lua_State *L) {
    static const bind_sig sig = {"integ", "m k", 0};
    take_self(L);
    bind_args(L, &sig);
    int64_t   m = bind_arg_int(L, 1, 1);
    nd_array *k = bind_given(L, 2) ? bind_arg_poly(L, 2) : NULL;
    lua_pushvalue(L, lua_upvalueindex(1));
    return bind_push_poly1d(L, bind_poly_integrate(L, own_coefficients(L, lua_gettop(L)), m, k), NULL);
}

static bool is_one_of(const char *name, const char *const *names) {
    while (*names && strcmp(*names, name)) names++;
    return *names != NULL;
}

/* The coefficient of x to the k. */
static int push_coefficient(lua_State *L, nd_array *c, lua_Integer k) {
    err    e;
    nd_key key = {.kind = ND_KEY_INT, .i = (ptrdiff_t)(c->shape[0] - 1 - k)};
    if (k < 0 || k >= c->shape[0]) {
        lua_pushinteger(L, 0);
        return 1;
    }
    return bind_result(L, nd_get(bind_ctx_of(L), c, 1, &key, &e), &e);
}

static int l_index(lua_State *L) {
    static const char *const coefficient_names[] = {"c", "coef", "coefficients", "coeffs", NULL};
    static const char *const root_names[] = {"r", "roots", NULL}, *const order_names[] = {"o", "order", NULL};
    nd_array *c = own_coefficients(L, 1);
    if (lua_isinteger(L, 2)) return push_coefficient(L, c, lua_tointeger(L, 2));
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
    if (is_one_of(name, coefficient_names)) return bind_push_array(L, c);
    if (is_one_of(name, root_names)) return bind_push_array(L, bind_poly_roots(L, c));
    if (is_one_of(name, order_names)) return lua_pushinteger(L, c->shape[0] - 1), 1;
    if (strcmp(name, "variable") == 0) return own_variable(L, 1), 1;
    lua_CFunction method = strcmp(name, "deriv") == 0 ? l_deriv : strcmp(name, "integ") == 0 ? l_integ : NULL;
    if (!method) return bind_error(L, ERR_ATTRIBUTE, "'poly1d' object has no attribute '%s'", name);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, method, 1);
    return 1;
}

static int l_len(lua_State *L) {
    lua_pushinteger(L, own_coefficients(L, 1)->shape[0] - 1);
    return 1;
}

const luaL_Reg bind_poly1d_meta[] = {
    {"__tostring", l_tostring}, {"__repr", l_repr}, {"__add", l_add}, {"__sub", l_sub}, {"__mul", l_mul}, {"__div", l_div},
    {"__unm", l_unm}, {"__pow", l_pow}, {"__eq", l_equal}, {"__call", l_call}, {"__index", l_index}, {"__len", l_len}, {NULL, NULL},
};

void bind_open_poly1d(lua_State *L) {
    lua_pushcfunction(L, l_poly1d);
    lua_setfield(L, -2, "poly1d");
}
