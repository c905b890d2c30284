/* bind/bind.h: front door of the Lua module: states in which answers, programs and
 * prompts run, with np as an array library in them.
 *
 * A bind_state owns one lua_State over base/mem.h. Text that is run is array notation
 * (notation/notation.h). Failures of the learner's text are a bind_problem, never a jump.  */
#ifndef NDRILL_BIND_BIND_H
#define NDRILL_BIND_BIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "array/array.h"
#include "base/buf.h"
#include "base/err.h"
#include "notation/notation.h"
#include "plot/plot.h"

typedef struct bind_state bind_state;

typedef struct bind_options {
    bool sandbox;         /* answers and packs: no io, os, package, debug, load of files */
    /* What print writes goes here; NULL: standard output. */
    void (*write)(void *user, const char *text, size_t n);
    /* A RuntimeWarning and its kind; NULL: written as "RuntimeWarning: text\n" to standard error. */
    void (*warn)(void *user, const char *category, const char *text);
    void *user;
    /* The one folder whose files np.save, np.memmap and their kin reach, by path or as an open descriptor that
     * stays the caller's (> 0). Neither: every such function raises "files are not available here". */
    const char *scratch;
    int         scratch_fd;
    uint64_t    scratch_limit;    /* most bytes of a file, and by which files may grow in all; 0: no limit */
    /* plt.show prints a drawing this many columns wide; 0: it only marks the figure as shown. */
    int         columns;
    bool        ascii, colour;    /* the drawing: without braille and frames; with ANSI colours */
} bind_options;

/* NULL: no memory. */
bind_state *bind_open(const bind_options *o, err *e) ERR_MUST_CHECK;
void        bind_close(bind_state *s);

/* What went wrong in a text, ready to be shown. */
typedef struct bind_problem {
    err_code code;                /* ERR_SYNTAX: it never ran */
    char     type[32];            /* "ValueError"; "error" for Lua's own */
    char     text[ERR_TEXT_MAX];  /* the message alone */
    int      line, column, width; /* column 0: the line only */
    bool     incomplete;          /* more lines could complete it */
    char     hint[ERR_TEXT_MAX * 2]; /* what to do; the broadcast ruler for shape errors; "" when none */
    char     rewrite[ERR_TEXT_MAX];  /* lines to write in place of lines first to last; "" when none */
    int      first, last;
} bind_problem;

/* name:3: ValueError: text, the source line, a caret, the hint, the lines to write instead. */
void bind_problem_show(buf *out, const bind_problem *p, const char *name, const char *source, size_t n);

/* A text that notation_translate refused. */
void bind_problem_of(bind_problem *p, const notation_failure *f, const err *e);

/* Translate and run a text in s. Its values (see notation_mode) replace the state's current values.
 * false: p says why. name appears in messages ("answer", a file name). */
bool bind_run(bind_state *s, const char *name, const char *source, size_t n, notation_mode mode, bind_problem *p) ERR_MUST_CHECK;

/* Translate and load only: is the text well-formed? */
bool bind_check(bind_state *s, const char *name, const char *source, size_t n, notation_mode mode, bind_problem *p) ERR_MUST_CHECK;

/* require "np" in a Lua that is not ours (np.so); what it opens ends with that Lua. Pushes np. */
struct lua_State;
int luaopen_np(struct lua_State *L);

/* --- values of the last run: 0-based --------------------------------------------------- */

size_t bind_nvalues(const bind_state *s);
/* As a prompt shows it: repr of arrays, tuples, numbers, text; nothing for nil and None. */
void   bind_value_repr(bind_state *s, size_t i, buf *out);

/* Set a global to a copy of an array that belongs elsewhere. plain: a 0-d one becomes a number, text or boolean. */
bool bind_define(bind_state *s, const char *name, const nd_array *a, bool plain, err *e) ERR_MUST_CHECK;

/* --- names, for completion --------------------------------------------------------------- */

/* Calls each("reshape", user) for every name that can follow `path` and starts with `prefix`: path "" is the
 * globals, "np" and "np.random" the modules, "." the array methods and attributes. Sorted. */
void bind_names(bind_state *s, const char *path, const char *prefix, void (*each)(const char *name, void *user), void *user);

/* --- for the grader, which may know Lua ------------------------------------------------------ */

struct lua_State;
struct lua_State *bind_lua(bind_state *s);
nd_ctx           *bind_ctx(bind_state *s);

/* Push value i of the last run on the stack of bind_lua(s). */
void bind_value_push(bind_state *s, size_t i);

/* The array at a stack place, or NULL when the value is no array. */
nd_array *bind_to_array(struct lua_State *L, int index);

/* Make an array of an array, number, boolean, text, tuple, list or Lua table, as np.array would; pushes it.
 * NULL (nothing pushed): e says why. */
nd_array *bind_as_array(bind_state *s, int index, err *e) ERR_MUST_CHECK;

/* True for a tuple made by np or the notation; its items are pushed by bind_tuple_get (0-based). */
bool   bind_is_tuple(struct lua_State *L, int index);
size_t bind_tuple_len(struct lua_State *L, int index);
void   bind_tuple_get(struct lua_State *L, int index, size_t i);

/* The same for a list; None is what np calls nothing. */
bool   bind_is_list(struct lua_State *L, int index);
size_t bind_list_len(struct lua_State *L, int index);
void   bind_list_get(struct lua_State *L, int index, size_t i);
bool   bind_is_none(struct lua_State *L, int index);

/* The figure that plt drew last, open or shown: has it axes? As data of its own, for plot_free; NULL: none, or no
 * memory, which e says. */
bool         bind_has_figure(bind_state *s);
plot_figure *bind_figure(bind_state *s, err *e) ERR_MUST_CHECK;

/* From now on the files below an open folder, which stays the caller's, can be reached: of limit bytes at most, and together
 * growing by no more. */
void bind_allow_files(bind_state *s, int folder, uint64_t limit);

/* A file below it as its size and a number that changes with its bytes; false: there is none. */
bool bind_file_digest(bind_state *s, const char *path, uint64_t *size, uint64_t *digest);

/* np.random's legacy stream. */
nd_mt19937 *bind_random(bind_state *s);

/* The last value print was given as its last argument, or nothing: pushes it and returns true. */
bool bind_last_printed(bind_state *s);

#endif
