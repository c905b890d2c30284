/* bind/bind_complex.c: complex numbers: the literal 2j, Python's complex(), and np's questions about parts.
 *
 * A literal is a complex128 scalar that promotes as a Python number does; what is computed from such
 * scalars and Lua numbers alone is one again.                                                        */
#include <math.h>
#include <string.h>

#include "bind/bind_complex.h"

/* --- making ---------------------------------------------------------------------------------------- */

int bind_push_complex(lua_State *L, double re, double im) {
    err       e;
    nd_array *z = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_C128), 0, NULL, 'C', &e), &e);
    bind_must(L, nd_store(z->dtype, z->data, (nd_scalar){.kind = 'c', .u.c = {re, im}}, &e), &e);
    z->flags |= ND_SCALAR | ND_WEAK;
    return bind_push_array(L, z);
}

bool bind_is_python_complex(const nd_array *a) { return (a->flags & ND_WEAK) && nd_is_complex(a->dtype); }

/* __nd.j(x) */
int bind_l_imaginary(lua_State *L) { return bind_push_complex(L, 0, luaL_checknumber(L, 1)); }

static nd_scalar number_of(lua_State *L, int i, const char *which) {
    const nd_array *a = bind_to_array(L, i);
    if (a && a->ndim > 0) bind_error(L, ERR_TYPE, "only 0-dimensional arrays can be converted to Python scalars");
    if (a && nd_is_numeric(a->dtype)) return nd_load(a->dtype, a->data);
    if (lua_isboolean(L, i)) return (nd_scalar){.kind = 'f', .u.f = lua_toboolean(L, i)};
    if (lua_type(L, i) != LUA_TNUMBER) bind_error(L, ERR_TYPE, "complex() %s argument must be a number, not '%s'", which, bind_type_name(L, i));
    return (nd_scalar){.kind = 'f', .u.f = lua_tonumber(L, i)};
}

static nd_scalar as_complex(nd_scalar x) {
    double re = x.kind == 'b' ? x.u.b : x.kind == 'i' ? (double)x.u.i : x.kind == 'u' ? (double)x.u.u : x.u.f;
    return (nd_scalar){.kind = 'c', .u.c = {re, x.kind == 'c' ? x.u.c.im : 0}};
}

/* complex(re, im), complex("1+2j"): values at 2 and 3. */
int bind_to_complex(lua_State *L) {
    err    e;
    double z[2] = {0, 0};
    if (lua_gettop(L) < 2) return bind_push_complex(L, 0, 0);
    lua_settop(L, 3);
    if (lua_type(L, 2) == LUA_TSTRING) {
        const nd_array *text = bind_arg_asarray(L, 2);
        bind_must(L, nd_store(nd_dtype_of(ND_C128), (char *)z, nd_load(text->dtype, text->data), &e), &e);
        return bind_push_complex(L, z[0], z[1]);
    }
    nd_scalar x = as_complex(number_of(L, 2, "first"));
    if (bind_given(L, 3)) {
        nd_scalar y = as_complex(number_of(L, 3, "second"));
        x.u.c.re -= y.u.c.im;
        x.u.c.im = bind_to_array(L, 2) ? x.u.c.im + y.u.c.re : y.u.c.re;
    }
    return bind_push_complex(L, x.u.c.re, x.u.c.im);
}

/* Of np.complex128(re, im): the type at 1, two values. */
int bind_complex_pair(lua_State *L, nd_dtype d) {
    err       e;
    nd_scalar x = as_complex(number_of(L, 2, "first")), y = as_complex(number_of(L, 3, "second"));
    nd_array *out = bind_need(L, nd_new(bind_ctx_of(L), d, 0, NULL, 'C', &e), &e);
    x.u.c.re -= y.u.c.im, x.u.c.im += y.u.c.re;
    bind_must(L, nd_store(d, out->data, x, &e), &e);
    out->flags |= ND_SCALAR;
    return bind_result(L, out, &e);
}

/* --- Python's own rules ------------------------------------------------------------------------------- */

static bool is_zero(const nd_array *a) { return !nd_scalar_is_true(nd_load(a->dtype, a->data)); }

/* Between Python's numbers of which one is complex: what Python refuses and NumPy would not. */
void bind_check_complex(lua_State *L, nd_op op, const nd_array *a, const nd_array *b) {
    const char *symbol = op == ND_FLOOR_DIVIDE ? "//" : op == ND_REMAINDER ? "%" : NULL;
    if (!(a->flags & ND_WEAK) || !(b->flags & ND_WEAK) || !(nd_is_complex(a->dtype) || nd_is_complex(b->dtype))) return;
    if (symbol) bind_error(L, ERR_TYPE, "unsupported operand type(s) for %s: '%s' and '%s'", symbol, bind_type_name(L, 1), bind_type_name(L, 2));
    if (op == ND_DIVIDE && is_zero(b)) bind_error(L, ERR_ZERODIV, "complex division by zero");
    if (op == ND_POWER && is_zero(a) && (nd_load(b->dtype, b->data).u.f < 0 && nd_is_inexact(b->dtype)))
        bind_error(L, ERR_ZERODIV, "0.0 to a negative or complex power");
}

/* The result of Python's numbers is one of them. */
nd_array *bind_keep_weak(nd_array *r, const nd_array *a, const nd_array *b) {
    if (r && (a->flags & ND_WEAK) && (b->flags & ND_WEAK) && nd_is_complex(r->dtype) && r->ndim == 0) r->flags |= ND_WEAK;
    return r;
}

/* abs() of a scalar; np.absolute of arrays rounds otherwise in the last place. */
int bind_complex_size(lua_State *L, const nd_array *a) {
    err             e;
    const nd_scalar z = nd_load(a->dtype, a->data);
    nd_array       *r = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_real(a->dtype), 0, NULL, 'C', &e), &e);
    if (a->dtype.type == ND_C64) *(float *)(void *)r->data = hypotf((float)z.u.c.re, (float)z.u.c.im);
    else *(double *)(void *)r->data = hypot(z.u.c.re, z.u.c.im);
    r->flags |= ND_SCALAR;
    return bind_result(L, r, &e);
}

/* --- np ------------------------------------------------------------------------------------------------- */

static int l_angle(lua_State *L) {
    static const bind_sig sig = {"angle", "z deg", 1};
    err e;
    bind_args(L, &sig);
    nd_array *z = bind_arg_asarray(L, 1);
    return bind_result(L, nd_angle(bind_ctx_of(L), z, bind_arg_bool(L, 2, false), &e), &e);
}

/* Of each element: is its imaginary part zero, or not? */
static int compare_imaginary(lua_State *L, const bind_sig *sig, nd_op op) {
    err e;
    bind_args(L, sig);
    nd_array *im = bind_need(L, nd_imag(bind_ctx_of(L), bind_arg_asarray(L, 1), &e), &e);
    return bind_result(L, bind_op2(L, op, im, bind_new_int(L, 0)), NULL);
}

static int l_isreal(lua_State *L) {
    static const bind_sig sig = {"isreal", "x", 1};
    return compare_imaginary(L, &sig, ND_EQUAL);
}

static int l_iscomplex(lua_State *L) {
    static const bind_sig sig = {"iscomplex", "x", 1};
    return compare_imaginary(L, &sig, ND_NOT_EQUAL);
}

static int ask_type(lua_State *L, const bind_sig *sig, bool complex) {
    bind_args(L, sig);
    bool is = !bind_is_none(L, 1) && nd_is_complex(bind_arg_asarray(L, 1)->dtype);
    lua_pushboolean(L, is == complex);
    return 1;
}

static int l_isrealobj(lua_State *L) {
    static const bind_sig sig = {"isrealobj", "x", 1};
    return ask_type(L, &sig, false);
}

static int l_iscomplexobj(lua_State *L) {
    static const bind_sig sig = {"iscomplexobj", "x", 1};
    return ask_type(L, &sig, true);
}

static int l_real_if_close(lua_State *L) {
    static const bind_sig sig = {"real_if_close", "a tol", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    return bind_result(L, nd_real_if_close(bind_ctx_of(L), a, bind_arg_float(L, 2, 100), &e), &e);
}

/* Small integers become complex64, other real numbers complex128. */
static int l_sort_complex(lua_State *L) {
    static const bind_sig sig = {"sort_complex", "a", 1};
    err e;
    bind_args(L, &sig);
    nd_array *sorted = bind_need(L, nd_sort(bind_ctx_of(L), bind_arg_asarray(L, 1), -1, &e), &e);
    if (nd_is_complex(sorted->dtype)) return bind_push_array(L, sorted);
    const bool small = nd_is_integer(sorted->dtype) && sorted->dtype.itemsize <= 2;
    return bind_push_array(L, bind_need(L, nd_astype(bind_ctx_of(L), sorted, nd_dtype_of(small ? ND_C64 : ND_C128), 'C', &e), &e));
}

void bind_open_complex(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"angle", l_angle}, {"isreal", l_isreal}, {"iscomplex", l_iscomplex}, {"isrealobj", l_isrealobj},
        {"iscomplexobj", l_iscomplexobj}, {"real_if_close", l_real_if_close}, {"sort_complex", l_sort_complex}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
