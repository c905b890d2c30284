/* bind/bind_fft.c: np.fft: transforms along one axis, along several, and their frequencies. */
#include <math.h>
#include <string.h>

#include "bind/bind_value.h"

/* --- normalisation --------------------------------------------------------------------------------- */

/* backward leaves the way there unscaled, forward the way back. */
static nd_fft_scale read_norm(lua_State *L, int i, bool inverse) {
    const char *norm = bind_arg_text(L, i, "backward");
    if (strcmp(norm, "ortho") == 0) return ND_FFT_ORTHO;
    if (strcmp(norm, "backward") == 0) return inverse ? ND_FFT_BY_N : ND_FFT_PLAIN;
    if (strcmp(norm, "forward") == 0) return inverse ? ND_FFT_PLAIN : ND_FFT_BY_N;
    bind_error(L, ERR_VALUE, "Invalid norm value %s; should be \"backward\",\"ortho\" or \"forward\".", norm);
    return ND_FFT_PLAIN;
}

static nd_array *transform(lua_State *L, nd_fft_kind kind, const nd_array *a, ptrdiff_t n, int axis, nd_fft_scale scale) {
    err e;
    return bind_need(L, nd_fft(bind_ctx_of(L), kind, a, n, axis, scale, &e), &e);
}

static int give(lua_State *L, nd_array *r, int out) {
    err       e;
    nd_array *to = bind_arg_out(L, out);
    if (!to) return bind_push_array(L, r);
    bind_must(L, nd_assign(bind_ctx_of(L), to, r, &e), &e);
    return bind_push_array(L, to);
}

/* --- one axis ----------------------------------------------------------------------------------------- */

/* n=None is the axis' own length; a number below 1 is refused by the core. */
static ptrdiff_t read_length(lua_State *L, int i) {
    if (!bind_given(L, i)) return -1;
    const int64_t n = bind_arg_int(L, i, 0);
    if (n < 1) bind_error(L, ERR_VALUE, "Invalid number of FFT data points (%lld) specified.", (long long)n);
    return (ptrdiff_t)n;
}

/* swapped: the direction that norm speaks of is the other one. */
static int along_axis(lua_State *L, const char *name, nd_fft_kind kind, bool conjugate, bool swapped) {
    const bind_sig sig = {name, "a n axis norm out", 1};
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1);
    const bool      inverse = kind == ND_IFFT || kind == ND_IRFFT;
    const ptrdiff_t n = read_length(L, 2);
    const int       axis = bind_arg_axis(L, 3, -1);
    const nd_fft_scale scale = read_norm(L, 4, inverse != swapped);
    if (n < 0 && (axis < -a->ndim || axis >= a->ndim)) return bind_error(L, ERR_INDEX, "tuple index out of range");
    if (conjugate && kind == ND_IRFFT) a = bind_op1(L, ND_CONJUGATE, a);
    nd_array *r = transform(L, kind, a, n, axis, scale);
    if (conjugate && kind == ND_RFFT) r = bind_op1(L, ND_CONJUGATE, r);
    return give(L, r, 5);
}

static int l_fft(lua_State *L) { return along_axis(L, "fft", ND_FFT, false, false); }
static int l_ifft(lua_State *L) { return along_axis(L, "ifft", ND_IFFT, false, false); }
static int l_rfft(lua_State *L) { return along_axis(L, "rfft", ND_RFFT, false, false); }
static int l_irfft(lua_State *L) { return along_axis(L, "irfft", ND_IRFFT, false, false); }
static int l_hfft(lua_State *L) { return along_axis(L, "hfft", ND_IRFFT, true, true); }
static int l_ihfft(lua_State *L) { return along_axis(L, "ihfft", ND_RFFT, true, true); }

/* --- several axes ----------------------------------------------------------------------------------------- */

typedef struct grid {
    int       naxes, axes[ND_MAXDIMS];
    ptrdiff_t s[ND_MAXDIMS];
} grid;

static void read_lengths(lua_State *L, int i, grid *g, int *n) {
    nd_array *s = bind_arg_asarray(L, i);
    if (s->ndim > 1 || s->size > ND_MAXDIMS || !nd_is_integer(s->dtype)) bind_error(L, ERR_TYPE, "s must be a sequence of integers");
    *n = (int)s->size;
    for (int k = 0; k < *n; k++) g->s[k] = (ptrdiff_t)nd_load(s->dtype, s->data + (s->ndim ? k * s->strides[0] : 0)).u.i;
}

/* s= at place s, axes= behind it; missing: the axes when neither is given (2: the last two), 0: all. back: the last
 * length is that of a real result. */
static grid read_grid(lua_State *L, const nd_array *a, int s, int missing, bool back) {
    err  e;
    grid g = {.naxes = -1};
    int  n = -1;
    if (bind_given(L, s)) read_lengths(L, s, &g, &n);
    if (bind_given(L, s + 1)) g.naxes = bind_arg_axes(L, s + 1, g.axes);
    else if (missing) g.naxes = missing;
    else g.naxes = n >= 0 ? n : a->ndim;
    if (!bind_given(L, s + 1))
        for (int k = 0; k < g.naxes; k++) g.axes[k] = k - g.naxes;
    if (n >= 0 && n != g.naxes) bind_error(L, ERR_VALUE, "Shape and axes have different lengths.");
    for (int k = 0; k < g.naxes; k++) {
        if (g.axes[k] < -a->ndim || g.axes[k] >= a->ndim) bind_error(L, ERR_INDEX, "index %d is out of bounds for axis 0 with size %d", g.axes[k], a->ndim);
        bind_must(L, nd_check_axis(&g.axes[k], a->ndim, &e), &e);
    }
    for (int k = 0; k < g.naxes; k++)
        if (n < 0 || g.s[k] == -1) g.s[k] = n < 0 && back && k == g.naxes - 1 ? 2 * (a->shape[g.axes[k]] - 1) : a->shape[g.axes[k]];
    for (int k = 0; k < g.naxes; k++)
        if (g.s[k] < 1) bind_error(L, ERR_VALUE, "Invalid number of FFT data points (%td) specified.", g.s[k]);
    return g;
}

/* Real transforms work on the last axis, first on the way there and last on the way back. */
static int along_axes(lua_State *L, const char *name, nd_fft_kind kind, int missing) {
    const bind_sig sig = {name, "a s axes norm out", 1};
    bind_args(L, &sig);
    nd_array       *a = bind_arg_asarray(L, 1);
    const bool      inverse = kind == ND_IFFT || kind == ND_IRFFT, real = kind == ND_RFFT || kind == ND_IRFFT;
    const grid      g = read_grid(L, a, 2, missing, kind == ND_IRFFT);
    const nd_fft_scale scale = read_norm(L, 4, inverse);
    const nd_fft_kind  plain = inverse ? ND_IFFT : ND_FFT;
    const int          last = g.naxes - 1;
    if (real && last < 0) return bind_error(L, ERR_INDEX, "list index out of range");
    luaL_checkstack(L, 2 * g.naxes + 8, NULL);
    if (kind == ND_RFFT) a = transform(L, kind, a, g.s[last], g.axes[last], scale);
    if (kind == ND_IRFFT)
        for (int k = 0; k < last; k++) a = transform(L, plain, a, g.s[k], g.axes[k], scale);
    else
        for (int k = real ? last - 1 : last; k >= 0; k--) a = transform(L, plain, a, g.s[k], g.axes[k], scale);
    if (kind == ND_IRFFT) a = transform(L, kind, a, g.s[last], g.axes[last], scale);
    return give(L, a, 5);
}

static int l_fftn(lua_State *L) { return along_axes(L, "fftn", ND_FFT, 0); }
static int l_ifftn(lua_State *L) { return along_axes(L, "ifftn", ND_IFFT, 0); }
static int l_fft2(lua_State *L) { return along_axes(L, "fft2", ND_FFT, 2); }
static int l_ifft2(lua_State *L) { return along_axes(L, "ifft2", ND_IFFT, 2); }
static int l_rfftn(lua_State *L) { return along_axes(L, "rfftn", ND_RFFT, 0); }
static int l_irfftn(lua_State *L) { return along_axes(L, "irfftn", ND_IRFFT, 0); }
static int l_rfft2(lua_State *L) { return along_axes(L, "rfft2", ND_RFFT, 2); }
static int l_irfft2(lua_State *L) { return along_axes(L, "irfft2", ND_IRFFT, 2); }

/* --- frequencies ---------------------------------------------------------------------------------------------- */

/* 0, 1, ... and, unless only the first half is asked for, the negative ones; each by 1 / (n d). */
static int frequencies(lua_State *L, const char *name, bool half) {
    const bind_sig sig = {name, "n d device", 1};
    err e;
    bind_args(L, &sig);
    if (!lua_isinteger(L, 1)) return bind_error(L, ERR_VALUE, "n should be an integer");
    const int64_t n = bind_arg_int(L, 1, 0);
    const double  d = bind_arg_float(L, 2, 1.0), step = 1.0 / ((double)n * d);
    if (n == 0 || d == 0) return bind_error(L, ERR_ZERODIV, "float division by zero");
    if (n < 0) return bind_error(L, ERR_VALUE, "negative dimensions are not allowed");
    const ptrdiff_t length = half ? (ptrdiff_t)n / 2 + 1 : (ptrdiff_t)n, positive = half ? length : ((ptrdiff_t)n - 1) / 2 + 1;
    nd_array       *out = bind_need(L, nd_new(bind_ctx_of(L), nd_dtype_of(ND_F64), 1, &length, 'C', &e), &e);
    double         *x = (double *)(void *)out->data;
    for (ptrdiff_t i = 0; i < length; i++) x[i] = (double)(i < positive ? i : i - length) * step;
    return bind_push_array(L, out);
}

static int l_fftfreq(lua_State *L) { return frequencies(L, "fftfreq", false); }
static int l_rfftfreq(lua_State *L) { return frequencies(L, "rfftfreq", true); }

/* Half the length towards the end, or back. */
static int shift(lua_State *L, const char *name, bool back) {
    const bind_sig sig = {name, "x axes", 1};
    err       e;
    int       axes[ND_MAXDIMS];
    ptrdiff_t by[ND_MAXDIMS];
    bind_args(L, &sig);
    nd_array *x = bind_arg_asarray(L, 1);
    int       n = bind_arg_axes(L, 2, axes);
    if (n < 0)
        for (n = 0; n < x->ndim; n++) axes[n] = n;
    for (int k = 0; k < n; k++) {
        bind_must(L, nd_check_axis(&axes[k], x->ndim, &e), &e);
        const ptrdiff_t length = x->shape[axes[k]];
        by[k] = back ? -(length / 2) : length / 2;
    }
    luaL_checkstack(L, n + 8, NULL);
    for (int k = 0; k < n; k++) x = bind_need(L, nd_roll(bind_ctx_of(L), x, 1, &by[k], &axes[k], &e), &e);
    return bind_push_array(L, x);
}

static int l_fftshift(lua_State *L) { return shift(L, "fftshift", false); }
static int l_ifftshift(lua_State *L) { return shift(L, "ifftshift", true); }

/* np.fft, into np at the top. */
void bind_open_fft(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"fft", l_fft}, {"ifft", l_ifft}, {"rfft", l_rfft}, {"irfft", l_irfft}, {"hfft", l_hfft}, {"ihfft", l_ihfft},
        {"fft2", l_fft2}, {"ifft2", l_ifft2}, {"fftn", l_fftn}, {"ifftn", l_ifftn}, {"rfft2", l_rfft2}, {"irfft2", l_irfft2},
        {"rfftn", l_rfftn}, {"irfftn", l_irfftn}, {"fftfreq", l_fftfreq}, {"rfftfreq", l_rfftfreq}, {"fftshift", l_fftshift},
        {"ifftshift", l_ifftshift}, {NULL, NULL},
    };
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    lua_setfield(L, -2, "fft");
}
