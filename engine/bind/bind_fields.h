/* bind/bind_fields.h: tuples whose items also have names: EigResult(eigenvalues=..., eigenvectors=...). */
#ifndef NDRILL_BIND_BIND_FIELDS_H
#define NDRILL_BIND_BIND_FIELDS_H

#include "bind/bind_int.h"

/* The n values at the top become a tuple. names: the tuple's own name, those of its items, NULL; they must live on. */
void bind_push_named_tuple(lua_State *L, int n, const char *const *names);

/* NULL for values that are no such tuple. */
const char *const *bind_tuple_names(lua_State *L, int i);

/* Pushes the item that is called so and returns true. */
bool bind_tuple_field(lua_State *L, int i, const char *name);

#endif
