/* bind/bind_lazy.h: names of np that are loaded when they are first asked for. */
#ifndef NDRILL_BIND_BIND_LAZY_H
#define NDRILL_BIND_BIND_LAZY_H

#include "bind/bind_masked.h"

/* np's name, loaded now and pushed; false: nothing is pushed, np has no such name. */
bool bind_lazy_get(lua_State *L, const char *name);
/* The parts' own function for C, ".pad", called with the nargs values at the top, None as nil: one result. */
int  bind_lazy_call(lua_State *L, const char *name, int nargs);
/* Every such name, n bytes long: for completion and advice. */
void bind_lazy_names(void (*each)(const char *name, size_t n, void *user), void *user);

/* Lua's libraries in a new table that no text has seen, pushed. */
void bind_push_clean_globals(lua_State *L);
/* The table at the top answers for a name it lacks. */
void bind_make_module(lua_State *L, const char *name);

#endif
