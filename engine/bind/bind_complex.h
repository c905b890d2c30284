/* bind/bind_complex.h: Python's complex numbers among Lua's values: complex128 scalars that promote weakly. */
#ifndef NDRILL_BIND_BIND_COMPLEX_H
#define NDRILL_BIND_BIND_COMPLEX_H

#include "bind/bind_value.h"

int  bind_push_complex(lua_State *L, double re, double im);
bool bind_is_python_complex(const nd_array *a);

/* The runtime's j(x); complex(...) and np.complex128(re, im), whose arguments begin at place 2. */
int bind_l_imaginary(lua_State *L);
int bind_to_complex(lua_State *L);
int bind_complex_pair(lua_State *L, nd_dtype d);

/* abs() of a complex scalar. */
int bind_complex_size(lua_State *L, const nd_array *a);

/* a op b of Python's numbers: raises what Python raises; its result is such a number again. */
void      bind_check_complex(lua_State *L, nd_op op, const nd_array *a, const nd_array *b);
nd_array *bind_keep_weak(nd_array *r, const nd_array *a, const nd_array *b);

#endif
