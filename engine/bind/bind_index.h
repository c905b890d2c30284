/* bind/bind_index.h: keys between bind_key.c, which reads them, and bind_index.c, which uses them. */
#ifndef NDRILL_BIND_BIND_INDEX_H
#define NDRILL_BIND_BIND_INDEX_H

#include "bind/bind_value.h"

#define BIND_KEYS_MAX (2 * ND_MAXDIMS)

typedef struct bind_keys {
    int    n;
    nd_key key[BIND_KEYS_MAX];      /* arrays in it are on the stack */
} bind_keys;

/* Append the keys of a spec whose values begin at place first; of the value at place i (a tuple is several). */
void bind_read_spec(lua_State *L, const nd_array *a, bind_keys *keys, const char *spec, int first);
void bind_read_key(lua_State *L, const nd_array *a, bind_keys *keys, int i);

/* The spec of the key object at i; its values are pushed, the first at *first. */
const char *bind_open_key(lua_State *L, int i, int *first);

#endif
