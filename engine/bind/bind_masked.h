/* bind/bind_masked.h: masked arrays as the rest of this folder sees them: values that look
 * like arrays and whose behaviour is Lua that ships in the program (scripts/prelude).
 *
 * A masked array is a userdata of kind BIND_MASKED with a table of its parts, which only the
 * prelude and bind_masked_data see. There is none before np.ma is first used.               */
#ifndef NDRILL_BIND_BIND_MASKED_H
#define NDRILL_BIND_BIND_MASKED_H

#include "bind/bind_value.h"

static inline bool bind_is_masked(lua_State *L, int i) {
    if (lua_type(L, i) != LUA_TUSERDATA || !lua_getmetatable(L, i)) return false;
    const void *meta = lua_topointer(L, -1);
    lua_pop(L, 1);
    return meta == bind_state_at(L)->kind_at[BIND_MASKED];
}

static inline bool bind_either_masked(lua_State *L, int a, int b) { return bind_is_masked(L, a) || bind_is_masked(L, b); }

/* The array under the mask, which the masked array keeps alive; NULL: no masked array. Pushes nothing. */
nd_array *bind_masked_data(lua_State *L, int i);
/* The same for an item of a list, where `masked` counts as NaN. */
nd_array *bind_masked_item(lua_State *L, int i);
/* The same for one element of an array of type d: raises for `masked` where there is no NaN. */
nd_array *bind_masked_one(lua_State *L, int i, nd_dtype d);
/* The data, pushed. */
nd_array *bind_masked_push_data(lua_State *L, int i);

/* What the prelude does for name ("add", "less", "truth") with the values at a and b; pushes one result. */
int bind_masked_do(lua_State *L, const char *name, int a, int b);

/* A masked array among the arguments of a ufunc, whose object is at 1: the prelude's answer, pushed. */
bool bind_masked_ufunc(lua_State *L);

/* MaskedArray(...), the class itself at 1. */
int bind_masked_construct(lua_State *L);

/* Before a text is run that names np.ma: np's functions that it takes from np's table must know masked arrays. */
void bind_masked_prepare(lua_State *L, const char *text);

/* Where the registry keeps the table that all parts of the prelude share; nil before the first. */
#define BIND_MASKED_PRIVATE "numpy.ma private"
/* The prelude's function for name, pushed. */
void bind_masked_hook(lua_State *L, const char *name);
/* A table of the functions in C that the prelude calls, pushed. */
void bind_masked_functions(lua_State *L);

/* A table with np's functions, made anew: pushed. */
void bind_push_np(lua_State *L);

/* np.ma into np's table at the top: an empty module that fills itself when it is first asked. */
void bind_open_masked(lua_State *L);

#endif
