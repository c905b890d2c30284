/* bind/bind_prelude.h: modules that are Lua in the program: what np.ma and plt share. */
#ifndef NDRILL_BIND_BIND_PRELUDE_H
#define NDRILL_BIND_BIND_PRELUDE_H

#include "bind/bind_value.h"

/* The table that the parts of a module share, under key in the registry and pushed: globals and np that no text
 * has seen, the functions in C as nd, with part to run another part. */
void bind_prelude_begin(lua_State *L, const char *key, lua_CFunction part);

/* Run scripts/prelude/name.lua, which messages call shown ("=plt"), with the table under key. */
void bind_prelude_run(lua_State *L, const char *name, const char *shown, const char *key);

#endif
