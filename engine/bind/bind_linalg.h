/* bind/bind_linalg.h: what the files of np.linalg and np.polyfit share. Results are on the stack; failures raise. */
#ifndef NDRILL_BIND_BIND_LINALG_H
#define NDRILL_BIND_BIND_LINALG_H

#include "bind/bind_call.h"

/* Singular values, falling. hermitian: through the eigenvalues. */
nd_array *bind_svdvals(lua_State *L, nd_array *a, bool hermitian);
void      bind_svd(lua_State *L, nd_array *a, bool full, bool hermitian, nd_array *out[3]);
nd_array *bind_eigvals(lua_State *L, nd_array *a);

nd_array *bind_expand(lua_State *L, nd_array *a, int axis);
/* float32 and float64 stay; the others become float64. */
nd_array *bind_arg_inexact(lua_State *L, int i);
nd_array *bind_reshape(lua_State *L, nd_array *a, int ndim, const ptrdiff_t *shape);
/* One axis reduced. */
nd_array *bind_reduce_axis(lua_State *L, nd_reduction op, const nd_array *a, int axis, bool keepdims);
/* A weak 0-d number. */
nd_array *bind_new_weak(lua_State *L, double x);

/* ord= of a norm. */
typedef struct bind_norm_order {
    bool        given;
    const char *text;         /* "fro", "nuc", ...; NULL: a number */
    double      p;
} bind_norm_order;

bind_norm_order bind_arg_norm_order(lua_State *L, int i, bind_norm_order missing);
/* naxes < 0: all; axes are made positive. */
nd_array *bind_norm_of(lua_State *L, nd_array *x, const bind_norm_order *o, int naxes, int *axes);

void bind_open_linalg(lua_State *L);      /* np.linalg, into np at the top */
void bind_open_norm(lua_State *L);        /* these two into np.linalg at the top */
void bind_open_matrix(lua_State *L);
void bind_open_einsum(lua_State *L);
void bind_open_poly(lua_State *L);

#endif
