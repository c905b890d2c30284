/* bind/bind_int.h: what the files of this folder share: boxes, arguments, results.
 *
 * A C function of the module does four things: bind_args puts the arguments of its
 * signature at stack places 1..n (nil for those not given); bind_arg_* read them; the
 * array core computes; bind_result pushes and returns 1. A failure is raised by
 * bind_raise, the only place that calls lua_error for the core's errors.             */
#ifndef NDRILL_BIND_BIND_INT_H
#define NDRILL_BIND_BIND_INT_H

#include <lauxlib.h>
#include <lua.h>

#include "bind/bind.h"

/* --- the state behind L --------------------------------------------------------------- */

/* The context of L's arrays: block() pushes a userdata, so the core's results lie on the stack. */
nd_ctx *bind_ctx_of(lua_State *L);
bind_state *bind_state_of(lua_State *L);

/* --- arguments ------------------------------------------------------------------------- */

typedef struct bind_sig {
    const char *name;             /* "sum": what messages say */
    const char *params;           /* "a axis dtype out keepdims": separated by one space; names after a lone "*" are
                                     keyword-only, e.g. "a *args" is not possible: use bind_kwargs for varargs */
    int         required;         /* the first so many must be given */
} bind_sig;

/* Spread positional and keyword arguments over places 1..n of the stack and return n. Keyword arguments are the
 * last argument when it is a table made by __nd.kw, or a plain Lua table whose keys are all strings (and not empty)
 * while the signature has parameters left. Raises TypeError with Python's texts:
 *   "sum() got an unexpected keyword argument 'foo'", "sum() takes from 1 to 3 positional arguments but 4 were given",
 *   "sum() missing 1 required positional argument: 'a'", "sum() got multiple values for argument 'axis'". */
int bind_args(lua_State *L, const bind_sig *sig);

/* For functions with any number of positional arguments (vstack-like take one sequence: they use bind_args).
 * Takes a trailing keyword table off the stack and puts its values at places 1..k of `names` order after the
 * positionals: returns the number of positionals; the k keyword values follow them (nil when absent). */
int bind_args_any(lua_State *L, const char *function, const char *names);

/* Is the value a table of keyword arguments? */
bool bind_is_keywords(lua_State *L, int i);

bool bind_given(lua_State *L, int i);                  /* neither nil nor None */

/* An array-like as an array. Numbers become 0-d arrays flagged ND_WEAK; tables, lists and tuples become new arrays;
 * new ones are anchored on the stack above the arguments. Raises. */
nd_array *bind_arg_array(lua_State *L, int i);
/* The same, never weak: int64/float64/bool/str 0-d arrays, as np.asarray(x) gives. */
nd_array *bind_arg_asarray(lua_State *L, int i);
/* The same for functions that give views: a field of a packed record is not copied to where its elements suit their addresses. */
nd_array *bind_arg_any(lua_State *L, int i);
/* An ndarray and nothing else (methods, out=). */
nd_array *bind_arg_ndarray(lua_State *L, int i);
/* out= : NULL when not given; a 1-tuple is unpacked. */
nd_array *bind_arg_out(lua_State *L, int i);
/* A sequence of array-likes (table, list, tuple, or array split along axis 0): pushes each array, returns how many;
 * *first receives the stack place of the first. */
int bind_arg_arrays(lua_State *L, int i, int *first);

int64_t     bind_arg_int(lua_State *L, int i, int64_t missing);      /* 0-d integer arrays too; floats refused */
double      bind_arg_float(lua_State *L, int i, double missing);
bool        bind_arg_bool(lua_State *L, int i, bool missing);
const char *bind_arg_text(lua_State *L, int i, const char *missing);
char        bind_arg_order(lua_State *L, int i, char missing);       /* 'C' 'F' 'A' 'K' */
bool        bind_arg_dtype(lua_State *L, int i, nd_dtype *d);        /* false: not given. Names, np.int64-like objects, .dtype values */

/* axis=None gives missing. Not yet checked against an array. */
int bind_arg_axis(lua_State *L, int i, int missing);
/* axis as an int or a tuple/list/table of ints: count, or -1 for None. */
int bind_arg_axes(lua_State *L, int i, int axes[ND_MAXDIMS]);
/* A shape: an integer, or a tuple, list, table or 1-d integer array of them. */
int bind_arg_shape(lua_State *L, int i, ptrdiff_t shape[ND_MAXDIMS]);
/* The same from places i..top when several integers are given (reshape(2, 3)). */
int bind_arg_shape_rest(lua_State *L, int i, ptrdiff_t shape[ND_MAXDIMS]);

/* --- results ------------------------------------------------------------------------------- */

/* Push an array made (or handed through) by the core; an ND_SCALAR one becomes a Lua integer, float, boolean or
 * string for int64, float64, bool and text, and stays a typed scalar otherwise. NULL raises e. Returns 1. */
int bind_result(lua_State *L, nd_array *a, const err *e);
/* Push as it is, even when scalar. */
int bind_push_array(lua_State *L, nd_array *a);
/* A tuple of n values from the top of the stack, which it replaces. */
void bind_push_tuple(lua_State *L, int n);
void bind_push_list(lua_State *L, int n);
void bind_push_shape(lua_State *L, int n, const ptrdiff_t *shape);      /* a tuple of integers */
void bind_push_dtype(lua_State *L, nd_dtype d);                           /* np.dtype('float64') */
void bind_push_none(lua_State *L);
bool bind_is_none(lua_State *L, int i);
bool bind_is_list(lua_State *L, int i);
void bind_list_get(lua_State *L, int i, size_t k);
size_t bind_list_len(lua_State *L, int i);

/* Raise e as an error object {type=, text=} with __tostring. Never returns. */
int bind_raise(lua_State *L, const err *e);
int bind_error(lua_State *L, err_code code, const char *format, ...) ERR_PRINTF(3, 4);

/* Python's str and repr of any value. */
void bind_str(lua_State *L, int i, buf *out);
void bind_repr(lua_State *L, int i, buf *out);

/* --- module parts: each adds its functions to the table at the top of the stack ------------------ */

void bind_open_create(lua_State *L);
void bind_open_shape(lua_State *L);
void bind_open_take(lua_State *L);        /* where, nonzero, take, put, compress, ... */
void bind_open_ufunc(lua_State *L);
void bind_open_reduce(lua_State *L);
void bind_open_sort(lua_State *L);
void bind_open_join(lua_State *L);
void bind_open_product(lua_State *L);
void bind_open_random(lua_State *L);      /* makes np.random */
void bind_open_close(lua_State *L);
void bind_open_dtype(lua_State *L);       /* np.int64, np.dtype, iinfo, finfo, promote_types, ... */
void bind_open_print(lua_State *L);       /* array2string, set_printoptions, ... */

/* Methods of ndarray: name -> C function whose first argument is the array. Ends with {NULL, NULL}. */
extern const luaL_Reg bind_methods[];
/* Attributes (shape, T, dtype, ...): pushes the value and returns 1, or returns 0 when there is no such attribute. */
int bind_attribute(lua_State *L, nd_array *a, const char *name);
/* a.shape = ..., a.flat = ...: true when handled. value at the top. */
bool bind_set_attribute(lua_State *L, nd_array *a, const char *name);

#endif
