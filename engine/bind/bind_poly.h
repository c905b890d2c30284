/* bind/bind_poly.h: polynomials as arrays of coefficients, highest power first. */
#ifndef NDRILL_BIND_BIND_POLY_H
#define NDRILL_BIND_BIND_POLY_H

#include "bind/bind_call.h"

/* The coefficients of what is at i: a poly1d's own, else an array of at least one axis. */
nd_array *bind_arg_poly(lua_State *L, int i);
bool      bind_is_poly1d(lua_State *L, int i);
/* Push a poly1d of the coefficients, leading zeros dropped. variable NULL: "x". */
int bind_push_poly1d(lua_State *L, nd_array *c, const char *variable);

/* Without leading zeros; of nothing else one zero stays. */
nd_array *bind_poly_trim(lua_State *L, nd_array *p);
nd_array *bind_poly_add(lua_State *L, nd_array *a, nd_array *b, nd_op op);
nd_array *bind_poly_multiply(lua_State *L, nd_array *a, nd_array *b);
void      bind_poly_divide(lua_State *L, nd_array *u, nd_array *v, nd_array *out[2]);
nd_array *bind_poly_derive(lua_State *L, nd_array *p, int64_t m);
nd_array *bind_poly_integrate(lua_State *L, nd_array *p, int64_t m, nd_array *k);
nd_array *bind_poly_roots(lua_State *L, nd_array *p);
nd_array *bind_poly_from_roots(lua_State *L, nd_array *seq);
/* Horner's rule at the value at place x; pushes the result. */
int bind_poly_value(lua_State *L, nd_array *p, int x);

void bind_open_poly1d(lua_State *L);

#endif
