/* bind/bind_linalg.c: np.linalg: factorisations, equations, and the names that np has too. */
#include "bind/bind_linalg.h"

#include <string.h>

#include "bind/bind_fields.h"

/* The decompositions' results by name. */
static const char *const eig_names[] = {"EigResult", "eigenvalues", "eigenvectors", NULL};
static const char *const eigh_names[] = {"EighResult", "eigenvalues", "eigenvectors", NULL};
static const char *const svd_names[] = {"SVDResult", "U", "S", "Vh", NULL};
static const char *const qr_names[] = {"QRResult", "Q", "R", NULL};
static const char *const slogdet_names[] = {"SlogdetResult", "sign", "logabsdet", NULL};

/* One value above what is there, even when a is at the top already. */
static void push_item(lua_State *L, nd_array *a) {
    lua_pushnil(L);
    bind_result(L, a, NULL);
    lua_remove(L, -2);
}

static int push_items(lua_State *L, int n, nd_array *const *a, const char *const *names) {
    for (int i = 0; i < n; i++) push_item(L, a[i]);
    if (names) bind_push_named_tuple(L, n, names);
    else bind_push_tuple(L, n);
    return 1;
}

/* --- one array in, one out ----------------------------------------------------------------------------- */

static int l_inv(lua_State *L) {
    static const bind_sig sig = {"inv", "a", 1};
    err e;
    bind_args(L, &sig);
    return bind_result(L, nd_inv(bind_ctx_of(L), bind_arg_asarray(L, 1), &e), &e);
}

static int l_det(lua_State *L) {
    static const bind_sig sig = {"det", "a", 1};
    err e;
    bind_args(L, &sig);
    return bind_result(L, nd_det(bind_ctx_of(L), bind_arg_asarray(L, 1), &e), &e);
}

static int l_cholesky(lua_State *L) {
    static const bind_sig sig = {"cholesky", "a * upper", 1};
    err e;
    bind_args(L, &sig);
    return bind_result(L, nd_cholesky(bind_ctx_of(L), bind_arg_asarray(L, 1), bind_arg_bool(L, 2, false), &e), &e);
}

static int l_solve(lua_State *L) {
    static const bind_sig sig = {"solve", "a b", 2};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    return bind_result(L, nd_solve(bind_ctx_of(L), a, b, &e), &e);
}

static int l_slogdet(lua_State *L) {
    static const bind_sig sig = {"slogdet", "a", 1};
    nd_array *out[2];
    err       e;
    bind_args(L, &sig);
    bind_must(L, nd_slogdet(bind_ctx_of(L), bind_arg_asarray(L, 1), out, &e), &e);
    return push_items(L, 2, out, slogdet_names);
}

/* --- eigenvalues ------------------------------------------------------------------------------------------ */

static int l_eig(lua_State *L) {
    static const bind_sig sig = {"eig", "a", 1};
    nd_array *out[2];
    err       e;
    bind_args(L, &sig);
    bind_must(L, nd_eig(bind_ctx_of(L), bind_arg_asarray(L, 1), true, out, &e), &e);
    return push_items(L, 2, out, eig_names);
}

static int l_eigvals(lua_State *L) {
    static const bind_sig sig = {"eigvals", "a", 1};
    err e;
    bind_args(L, &sig);
    return bind_result(L, bind_eigvals(L, bind_arg_asarray(L, 1)), &e);
}

static bool arg_upper(lua_State *L, int i) {
    const char *text = bind_arg_text(L, i, "L");
    bool        upper = strcmp(text, "U") == 0 || strcmp(text, "u") == 0;
    if (!upper && strcmp(text, "L") != 0 && strcmp(text, "l") != 0) bind_error(L, ERR_VALUE, "UPLO argument must be 'L' or 'U'");
    return upper;
}

static int l_eigh(lua_State *L) {
    static const bind_sig sig = {"eigh", "a UPLO", 1};
    nd_array *out[2];
    err       e;
    bind_args(L, &sig);
    bool upper = arg_upper(L, 2);
    bind_must(L, nd_eigh(bind_ctx_of(L), bind_arg_asarray(L, 1), upper, true, out, &e), &e);
    return push_items(L, 2, out, eigh_names);
}

static int l_eigvalsh(lua_State *L) {
    static const bind_sig sig = {"eigvalsh", "a UPLO", 1};
    nd_array *out[2];
    err       e;
    bind_args(L, &sig);
    bool upper = arg_upper(L, 2);
    bind_must(L, nd_eigh(bind_ctx_of(L), bind_arg_asarray(L, 1), upper, false, out, &e), &e);
    return bind_result(L, out[0], &e);
}

/* --- svd, qr ------------------------------------------------------------------------------------------------ */

static int l_svd(lua_State *L) {
    static const bind_sig sig = {"svd", "a full_matrices compute_uv hermitian", 1};
    nd_array *out[3];
    bind_args(L, &sig);
    luaL_checkstack(L, 60, NULL);
    nd_array *a = bind_arg_asarray(L, 1);
    bool      full = bind_arg_bool(L, 2, true), vectors = bind_arg_bool(L, 3, true), hermitian = bind_arg_bool(L, 4, false);
    if (!vectors) return bind_push_array(L, bind_svdvals(L, a, hermitian));
    bind_svd(L, a, full, hermitian, out);
    return push_items(L, 3, out, svd_names);
}

static int l_svdvals(lua_State *L) {
    static const bind_sig sig = {"svdvals", "x", 1};
    bind_args(L, &sig);
    return bind_push_array(L, bind_svdvals(L, bind_arg_asarray(L, 1), false));
}

static int l_qr(lua_State *L) {
    static const bind_sig sig = {"qr", "a mode", 1};
    static const struct { const char *name; char mode; } modes[] = {{"reduced", 'r'}, {"complete", 'c'}, {"r", 'R'}, {"raw", 'w'}};
    nd_array   *out[2];
    err         e;
    char        mode = 0;
    bind_args(L, &sig);
    const char *text = bind_arg_text(L, 2, "reduced");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcmp(text, modes[i].name) == 0) mode = modes[i].mode;
    if (!mode) return bind_error(L, ERR_VALUE, "Unrecognized mode '%s'", text);
    bind_must(L, nd_qr(bind_ctx_of(L), bind_arg_asarray(L, 1), mode, out, &e), &e);
    if (mode == 'R') return bind_result(L, out[1], &e);
    return push_items(L, 2, out, mode == 'w' ? NULL : qr_names);
}

/* --- least squares --------------------------------------------------------------------------------------------- */

static int l_lstsq(lua_State *L) {
    static const bind_sig sig = {"lstsq", "a b rcond", 2};
    nd_array *out[4];
    err       e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    double    rcond = bind_arg_float(L, 3, 0);
    bind_must(L, nd_lstsq(bind_ctx_of(L), a, b, bind_given(L, 3) ? &rcond : NULL, out, &e), &e);
    return push_items(L, 4, out, NULL);
}

/* --- names that np has too, with a check or other axes first ------------------------------------------------- */

static int call_np(lua_State *L, int nargs) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, -1 - nargs);
    lua_call(L, nargs, 1);
    return 1;
}

static int l_outer(lua_State *L) {
    static const bind_sig sig = {"outer", "x1 x2", 2};
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    if (a->ndim != 1 || b->ndim != 1)
        return bind_error(L, ERR_VALUE, "Input arrays must be one-dimensional, but they are x1.ndim=%d and x2.ndim=%d.", a->ndim, b->ndim);
    lua_settop(L, 2);
    return call_np(L, 2);
}

static int l_cross(lua_State *L) {
    static const bind_sig sig = {"cross", "x1 x2 * axis", 2};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    int       axis = bind_arg_axis(L, 3, -1), at = axis, bt = axis;
    bind_must(L, nd_check_axis(&at, a->ndim, &e), &e);
    bind_must(L, nd_check_axis(&bt, b->ndim, &e), &e);
    if (a->shape[at] != 3 || b->shape[bt] != 3)
        return bind_error(L, ERR_VALUE, "Both input arrays must be (arrays of) 3-dimensional vectors, but they are %td and %td dimensional instead.",
                          a->shape[at], b->shape[bt]);
    lua_settop(L, 2);
    for (int i = 0; i < 3; i++) lua_pushnil(L);
    lua_pushinteger(L, axis);
    return call_np(L, 6);
}

/* trace and diagonal: of the last two axes. dtype: place of that argument, 0: none. */
static int over_last_axes(lua_State *L, const bind_sig *sig, int dtype) {
    bind_args(L, sig);
    nd_array *a = bind_arg_asarray(L, 1);
    lua_Integer offset = bind_arg_int(L, 2, 0);
    lua_pushvalue(L, lua_upvalueindex(1));
    bind_push_again(L, a);
    lua_pushinteger(L, offset);
    lua_pushinteger(L, -2);
    lua_pushinteger(L, -1);
    if (dtype) lua_pushvalue(L, dtype);
    lua_call(L, dtype ? 5 : 4, 1);
    return 1;
}

static int l_trace(lua_State *L) {
    static const bind_sig sig = {"trace", "x * offset dtype", 1};
    return over_last_axes(L, &sig, 3);
}

static int l_diagonal(lua_State *L) {
    static const bind_sig sig = {"diagonal", "x * offset", 1};
    return over_last_axes(L, &sig, 0);
}

/* --- the module --------------------------------------------------------------------------------------------------- */

static int l_error_text(lua_State *L) {
    lua_pushliteral(L, "<class 'numpy.linalg.LinAlgError'>");
    return 1;
}

void bind_open_linalg(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"inv", l_inv}, {"det", l_det}, {"cholesky", l_cholesky}, {"solve", l_solve}, {"slogdet", l_slogdet}, {"eig", l_eig},
        {"eigvals", l_eigvals}, {"eigh", l_eigh}, {"eigvalsh", l_eigvalsh}, {"svd", l_svd}, {"svdvals", l_svdvals}, {"qr", l_qr},
        {"lstsq", l_lstsq}, {NULL, NULL},
    };
    static const luaL_Reg shared[] = {
        {"outer", l_outer}, {"cross", l_cross}, {"trace", l_trace}, {"diagonal", l_diagonal}, {"tensordot", NULL}, {"vecdot", NULL},
        {"matmul", NULL}, {"matrix_transpose", NULL}, {NULL, NULL},
    };
    static const luaL_Reg error_meta[] = {{"__tostring", l_error_text}, {NULL, NULL}};
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    bind_open_norm(L);
    bind_open_matrix(L);
    for (const luaL_Reg *s = shared; s->name; s++) {
        lua_getfield(L, -2, s->name);
        if (s->func) lua_pushcclosure(L, s->func, 1);
        lua_setfield(L, -2, s->name);
    }
    lua_newuserdatauv(L, 0, 0);
    bind_make_object(L, "numpy.linalg.LinAlgError", error_meta);
    lua_setfield(L, -2, "LinAlgError");
    lua_setfield(L, -2, "linalg");
}
