/* bind/bind_call.h: the arguments that many functions of np share, and the functions that
 * are both np.x and a method of ndarray.                                                  */
#ifndef NDRILL_BIND_BIND_CALL_H
#define NDRILL_BIND_BIND_CALL_H

#include "bind/bind_int.h"

/* --- arguments ---------------------------------------------------------------------------- */

#define BIND_FLAT ND_MAXDIMS       /* the core's word for "flattened first" */

/* An axis that may be left out (absent) or None (none). */
int bind_arg_axis_or(lua_State *L, int i, int absent, int none);

/* An integer that fits a C int, as counts of axes and offsets of diagonals do. */
int bind_arg_small(lua_State *L, int i, int missing);

/* NULL when not given. */
nd_array *bind_arg_array_or_null(lua_State *L, int i);
nd_array *bind_arg_asarray_or_null(lua_State *L, int i);

/* where=: NULL when not given or True. */
const nd_array *bind_arg_where(lua_State *L, int i);

nd_casting bind_arg_casting(lua_State *L, int i, nd_casting missing);

/* A list of integers: n values at the stack's top as memory that Lua collects. A number is a list of one. */
ptrdiff_t *bind_arg_integers(lua_State *L, int i, int *n);

/* A sequence or not: table, list, tuple, array with axes. */
bool bind_is_sequence(lua_State *L, int i);

/* Raise e when code is not 0. */
void bind_must(lua_State *L, err_code code, const err *e);

/* A plain array, never a typed scalar: a itself, or a copy of the scalar. */
nd_array *bind_unscalar(lua_State *L, nd_array *a);

/* 0-d array of an int64 or a double, on the stack. */
nd_array *bind_new_int(lua_State *L, int64_t x);
nd_array *bind_new_float(lua_State *L, double x);

/* Compute and raise: the result stays on the stack. */
nd_array *bind_op1(lua_State *L, nd_op op, const nd_array *x);
nd_array *bind_op2(lua_State *L, nd_op op, const nd_array *x, const nd_array *y);
nd_array *bind_need(lua_State *L, nd_array *a, const err *e);   /* raises when a is NULL */

/* Push a, or (out not NULL) store it into out and push that. */
int bind_give(lua_State *L, nd_array *a, nd_array *out);

/* Push a even when it is at the top already: for items of a tuple. */
void bind_push_again(lua_State *L, nd_array *a);

/* Move the value at the top to place at and forget what lies above that. */
void bind_settle(lua_State *L, int at);

/* Give the value at the top the metatable `name`, made of meta when it is first needed. No text can change it. */
void bind_make_object(lua_State *L, const char *name, const luaL_Reg *meta);

/* --- np.x and a:x() ----------------------------------------------------------------------- */

#define BIND_SHARED(X)                                                                               \
    X(sum) X(prod) X(mean) X(std) X(var) X(min) X(max) X(any) X(all) X(argmin) X(argmax)              \
    X(cumsum) X(cumprod) X(argsort) X(partition) X(argpartition) X(searchsorted)                      \
    X(round) X(ravel) X(swapaxes) X(squeeze) X(diagonal) X(trace) X(dot) X(nonzero) X(take) X(put)    \
    X(repeat) X(conj) X(choose)
#define X(name) int bind_l_##name(lua_State *L);
BIND_SHARED(X)
#undef X

int bind_l_setflags(lua_State *L), bind_l_resize(lua_State *L), bind_l_getfield(lua_State *L), bind_l_setfield(lua_State *L), bind_l_byteswap(lua_State *L);

/* kind= of a sort: refuses what NumPy refuses. */
void bind_check_sort_kind(lua_State *L, int kind);

/* a.shape = shape. AttributeError when that needs a copy. */
void bind_reshape_inplace(lua_State *L, nd_array *a, int ndim, const ptrdiff_t *shape);

/* a as nested lists of Lua values; a 0-d array as one value. */
void bind_push_nested(lua_State *L, const nd_array *a);

/* clip with lo and hi at places lo and hi (2 values), out at place out. */
int bind_clip(lua_State *L, nd_array *a, int lo, int out);

/* Axes from place i on: none or None (reversed), one sequence, or several integers. */
int bind_transpose(lua_State *L, int i);

/* np.array's heart: see bind_create.c. */
typedef struct bind_conversion {
    bool     has_dtype;
    nd_dtype dtype;
    char     order;       /* 'C' 'F' 'A' 'K' */
    char     copy;        /* 'y' always, 'n' never, '?' when needed */
    int      ndmin;
} bind_conversion;
nd_array *bind_convert(lua_State *L, int i, const bind_conversion *how);

/* np.int64, np.integer: a userdata that points at its fact sheet. */
#define BIND_TYPE "numpy.type"
typedef struct bind_type {
    const char *name;
    nd_type     type;
    const char *kinds;    /* abstract types: the kinds they cover; NULL for the others */
} bind_type;
const bind_type *bind_to_type(lua_State *L, int i);     /* NULL when it is none */

/* More module parts: each adds its functions to the table at the top of the stack. */
void bind_open_apply(lua_State *L);       /* functions that call Lua functions */
void bind_open_complex(lua_State *L);     /* angle, isreal, ... */
void bind_open_explain(lua_State *L);     /* explain */
void bind_open_fft(lua_State *L);         /* makes np.fft */
void bind_open_calculus(lua_State *L);    /* gradient, trapezoid, interp, convolve, polyval */
void bind_open_errstate(lua_State *L);    /* seterr, geterr */
void bind_open_format(lua_State *L);      /* format_float_positional, packbits, ... */
void bind_open_grid(lua_State *L);        /* meshgrid, indices, ix_, mgrid, ... */
void bind_open_grids(lua_State *L);       /* mgrid, ogrid, r_, c_, s_ */
void bind_open_stats(lua_State *L);       /* percentile, histogram, average, ... */
void bind_open_typeinfo(lua_State *L);    /* iinfo, finfo, can_cast, ... */

#endif
