/* bind/bind_record.h: bytes, dates and records: types described by values, tuples as elements, fields. */
#ifndef NDRILL_BIND_BIND_RECORD_H
#define NDRILL_BIND_BIND_RECORD_H

#include "bind/bind_value.h"

extern const luaL_Reg bind_dtype_meta[];
int         bind_l_dtype_equal(lua_State *L);
const char *bind_scalar_class(nd_dtype d);              /* "int64", "bytes_", "record": the type of its scalars */

/* A type described by a list, tuple or table: fields, or a type and a shape. false: it is none of these. */
bool     bind_is_dtype_spec(lua_State *L, int i);
err_code bind_read_dtype_spec(lua_State *L, int i, bool align, nd_dtype *d, err *e) ERR_MUST_CHECK;
/* A type that is an array of another: its axes go behind shape's, d becomes the other. */
void bind_expand_dtype(lua_State *L, nd_dtype *d, int *ndim, ptrdiff_t shape[ND_MAXDIMS]);

/* Any value as records of type d: tuples are elements, lists and tables of them axes. NULL: e says why. */
nd_array *bind_records_of(lua_State *L, int i, nd_dtype d, err *e) ERR_MUST_CHECK;
/* Any single value as an element of type d. */
err_code bind_store_value(lua_State *L, int i, nd_dtype d, char *p, err *e) ERR_MUST_CHECK;

bool bind_is_record(const nd_array *a);                  /* a single one: np.void or np.record */
int  bind_get_field(lua_State *L, nd_array *a, int k);   /* pushes the k-th field */
bool bind_get_name(lua_State *L, nd_array *a, const char *name);         /* the field of this name, if there is one */
bool bind_set_name(lua_State *L, nd_array *a, const char *name, int value);
bool bind_get_names(lua_State *L, nd_array *a, int i);   /* the fields that a list at place i names, if it is one of names */
void bind_push_record(lua_State *L, const nd_array *a);  /* a single record's values as a tuple */
void bind_push_element(lua_State *L, nd_dtype d, const char *p);         /* one element as a plain Lua value */
int  bind_call_recarray(lua_State *L);    /* np.recarray(shape, dtype, ...) */
/* np.ndarray, np.recarray: what .view asks for; a as records whose fields are attributes too, or not. */
#define BIND_RECARRAY_NAME "numpy.rec.recarray"
bool      bind_is_class(lua_State *L, int i, const char *name);
nd_array *bind_as_recarray(lua_State *L, nd_array *a, bool yes);
/* a with the fields that order= names before the others, to be sorted. */
nd_array *bind_order_fields(lua_State *L, nd_array *a, int order);

/* np.arange with dates or durations among its first three values, or as its dtype. */
bool      bind_wants_times(lua_State *L, const nd_dtype *d);
nd_array *bind_arange_times(lua_State *L, const nd_dtype *d);
void bind_open_rec(lua_State *L);         /* np.rec */
void bind_open_times(lua_State *L);       /* np.datetime_data, ... into the module at the top */
int  bind_call_time(lua_State *L, nd_type t);            /* np.datetime64(...), np.timedelta64(...) */
int  bind_call_bytes(lua_State *L);                      /* np.bytes_(...) */

#endif
