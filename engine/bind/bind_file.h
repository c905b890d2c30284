/* bind/bind_file.h: what the functions that read and write files share.
 *
 * A file argument is a path below the state's folder, or a file in memory (StringIO and its kin).
 * No descriptor is open while anything can jump: a file is read by mapping it, and written in one
 * go by a function that cannot jump.                                                             */
#ifndef NDRILL_BIND_BIND_FILE_H
#define NDRILL_BIND_BIND_FILE_H

#include "base/scratch.h"
#include "base/map.h"
#include "bind/bind_value.h"

scratch *bind_folder(lua_State *L);

/* A file in memory: its bytes are user value 1, a string. */
typedef struct bind_memory_file {
    size_t at;
    bool   text;
} bind_memory_file;

bind_memory_file *bind_to_memory_file(lua_State *L, int i);        /* NULL: another value */

/* The bytes of the file argument at i, from where a file in memory stands to its end. Pushes what keeps
 * them alive. The bytes of a mapped file are not followed by anything. */
nd_word bind_file_bytes(lua_State *L, int i);
/* Move a file in memory on by n bytes; nothing for paths. */
void bind_file_advance(lua_State *L, int i, size_t n);

/* Write a file argument: fill(user, sink, place, e) hands every byte to the sink, and must not jump.
 * ending (may be NULL): put behind a path that does not end so. */
typedef err_code bind_fill(void *user, nd_sink *sink, void *place, err *e);
void bind_file_write(lua_State *L, int i, const char *ending, bind_fill *fill, void *user);

/* An absolute path for one below the folder, pushed. */
void bind_push_full_path(lua_State *L, const char *path);

/* Is the value at i a path or a file in memory? */
bool bind_is_file(lua_State *L, int i);

/* An empty box for a map, pushed: the collector closes it. */
map_file *bind_push_map(lua_State *L);
map_file *bind_to_map(lua_State *L, int i);                        /* NULL: another value */
/* Open it; collects garbage and tries again when there are too many. */
err_code  bind_map(lua_State *L, map_file *m, int fd, uint64_t offset, uint64_t n, map_access access, err *e) ERR_MUST_CHECK;

/* x.f where f is a function of x's kind: works as x.f(...) and as x:f(...). x at 1; pushes
 * the bound function. */
int bind_push_method(lua_State *L, lua_CFunction fn);

/* np.load(path, mmap_mode=mode): pushes the array. */
int bind_load_memmap(lua_State *L, int path, const char *mode);

void bind_open_files(lua_State *L);
void bind_open_npz(lua_State *L);
void bind_open_textio(lua_State *L);
void bind_open_genfromtxt(lua_State *L);
void bind_open_memmap(lua_State *L);

void bind_open_bytes(lua_State *L);

int bind_l_tofile(lua_State *L);
int bind_l_flush(lua_State *L);
/* .filename, .mode, .offset of a memmap: pushes and returns 1, or returns 0 for other names. */
int bind_memmap_attribute(lua_State *L, nd_array *a, const char *name);

#endif
