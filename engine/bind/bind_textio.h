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

/* Where a record's values lie, one after the other: those of nested records and of fields that are arrays too. */
typedef struct bind_leaf {
    nd_dtype d;
    size_t   offset;
} bind_leaf;
#define BIND_LEAVES 1024
/* How many there are; -1: too many. leaves may be NULL. */
int bind_record_leaves(nd_dtype d, size_t at, bind_leaf *leaves, int n);

/* The names of genfromtxt's columns, at place BIND_NAMES of its arguments: settled to a list first. */
#define BIND_NAMES 11
void        bind_settle_names(lua_State *L, bind_table *t, int64_t *skip_header);
const char *bind_column_name(lua_State *L, const nd_record_maker *m, int k);      /* pushed; unlike those in m */
nd_word     bind_strip(nd_word f);

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
