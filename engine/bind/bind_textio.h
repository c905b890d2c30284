/* bind/bind_textio.h: what np.loadtxt and np.genfromtxt share. */
#ifndef NDRILL_BIND_BIND_TEXTIO_H
#define NDRILL_BIND_BIND_TEXTIO_H

#include "bind/bind_file.h"

/* A table that is being read. It lives in a userdata whose finalizer frees it, so that anything may jump. */
typedef struct bind_table {
    nd_table_options o;
    nd_table         rows;
    buf             values;        /* of one type, row by row */
    buf             complaints;
    nd_word         text;
    int             wanted;        /* columns asked for; -1: all */
    ptrdiff_t      *column;        /* userdata: their numbers as given */
} bind_table;

bind_table *bind_push_table(lua_State *L);
/* The text of a file, or the lines of a sequence: t->text. Pushes what keeps it alive. */
void bind_table_text(lua_State *L, bind_table *t, int i, const char *function);
void bind_table_columns(lua_State *L, bind_table *t, int i);
void bind_table_comments(lua_State *L, bind_table *t, int i, const char *missing);
/* The field at the stack's top (text) through the function at `fn`, stored at p. */
void bind_table_convert(lua_State *L, int fn, nd_word field, nd_dtype d, char *p);
/* The converter for column k among the functions at i (one, or a table by column): pushed, or false. */
bool bind_table_converter(lua_State *L, int i, ptrdiff_t k);
/* rows x columns of what was gathered, squeezed to ndmin axes, transposed when unpack. */
int  bind_table_push(lua_State *L, bind_table *t, nd_dtype d, ptrdiff_t columns, int ndmin, bool unpack);
int  bind_table_ndmin(lua_State *L, int i);
char *bind_table_room(lua_State *L, bind_table *t, size_t itemsize);     /* for one more element */

#endif
