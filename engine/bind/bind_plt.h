/* bind/bind_plt.h: plt between Lua (scripts/prelude/plt*.lua) and the figures of plot/plot.h. */
#ifndef NDRILL_BIND_BIND_PLT_H
#define NDRILL_BIND_BIND_PLT_H

#include "bind/bind_value.h"

/* Where the registry keeps the table that the parts of plt share; nil before plt is first used. */
#define BIND_PLT_PRIVATE "matplotlib.pyplot private"

/* The global plt: an empty module that fills itself when it is first asked. */
void bind_open_plt(lua_State *L);
/* Have it fill itself now, if memory allows: for completion. Raises nothing. */
void bind_fill_plt(lua_State *L);

/* The figure whose Lua table is at i, as data. Raises nothing: NULL, and e says why. */
plot_figure *bind_figure_of(lua_State *L, int i, err *e) ERR_MUST_CHECK;
/* The same of one axes. */
plot_figure *bind_figure_of_axes(lua_State *L, int i, err *e) ERR_MUST_CHECK;

#endif
