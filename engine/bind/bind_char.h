/* bind/bind_char.h: functions on elements of text, and the modules np.char and np.strings made of them. */
#ifndef NDRILL_BIND_BIND_CHAR_H
#define NDRILL_BIND_BIND_CHAR_H

#include "bind/bind_lazy.h"

#define BIND_WORDS 4

/* One element of an operand: text, or a whole number. */
typedef struct bind_word {
    const nd_char *s;
    size_t         n;
    int64_t        i;
} bind_word;

typedef struct bind_words {
    int       n;
    bind_word word[BIND_WORDS];
} bind_words;

/* The length of the text made; written to `to` when that is not NULL. */
typedef size_t  bind_text_fn(const bind_words *w, nd_char *to);
typedef int64_t bind_number_fn(const bind_words *w);

/* kinds, one letter an argument: t text, o text that may be missing, i a number (0), m (-1), 8 (8), e (no end). */
typedef struct bind_char_row {
    const char     *name, *params, *kinds, *missing;
    int             required;
    bind_text_fn   *text;
    bool            same_width;      /* as wide as the first operand */
    bool            scalars;         /* without axes: one text, no array */
    bind_number_fn *number;
    bool            truth, must_find;
} bind_char_row;

extern const bind_char_row bind_char_rows[];         /* ends with a row without a name */
size_t bind_char_rstrip(const bind_words *w, nd_char *to), bind_char_slice(const bind_words *w, nd_char *to);
extern bind_text_fn *const bind_char_partition[3], *const bind_char_rpartition[3];

/* np.char or np.strings, made and put into np now and pushed; false: another name. */
bool bind_char_module(lua_State *L, const char *name);

#endif
