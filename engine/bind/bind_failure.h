/* bind/bind_failure.h: text that a jump does not lose, and what is said of a failure. */
#ifndef NDRILL_BIND_BIND_FAILURE_H
#define NDRILL_BIND_BIND_FAILURE_H

#include "bind/bind_call.h"

/* --- texts ------------------------------------------------------------------------------------------------------ */

/* Text built in the state's scratch from mark on, pushed as a string. */
size_t bind_text_begin(lua_State *L);
void   bind_text_push(lua_State *L, size_t mark);
buf   *bind_scratch(lua_State *L);
void   bind_write(bind_state *s, const char *text, size_t n);

/* UCS-4 of UTF-8 text; bytes that are none become U+FFFD. out may be NULL to count. */
size_t bind_decode(const char *text, size_t n, uint32_t *out, size_t room);

/* --- failures --------------------------------------------------------------------------------------------------- */

/* As bind_error, with advice to show under the message. */
int bind_error_hint(lua_State *L, err_code code, const char *hint, const char *format, ...) ERR_PRINTF(4, 5);
/* The candidate nearest to `name`; best stays NULL when none is near. */
typedef struct bind_nearest {
    const char *name, *best;
    size_t      distance;
} bind_nearest;
void bind_nearest_try(bind_nearest *n, const char *candidate);
void bind_nearest_table(bind_nearest *n, lua_State *L, int i);
void bind_error_read(lua_State *L, err *e);            /* of the error value at the top */
void bind_problem_read(lua_State *L, const char *chunk, bind_problem *p);
/* Line k (from 1) of a source, or NULL. */
const char *bind_source_line(const char *source, size_t n, int k, size_t *length);
int  bind_handle_error(lua_State *L);                  /* message handler: notes the line */
void bind_take_advice(bind_problem *p, const notation_advice *a);      /* what the problem has no words for yet */
void bind_explain(bind_problem *p, lua_State *L, const char *source, size_t n);
extern const char *const bind_attribute_names[];       /* sorted, NULL at the end */

#endif
