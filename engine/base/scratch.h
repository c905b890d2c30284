/* base/scratch.h: the files below one folder, and no others.
 *
 * A path is walked from the folder's descriptor name by name; links are not followed, "..",
 * paths that begin elsewhere and what is no regular file are refused. limit is the most bytes of
 * one file and, together, the most by which files may grow.                                     */
#ifndef NDRILL_BASE_SCRATCH_H
#define NDRILL_BASE_SCRATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

typedef struct scratch {
    int      fd;         /* -1: no folder, every file is refused */
    bool     owned;      /* closed by scratch_close */
    char    *path;       /* absolute; NULL: only relative paths are taken */
    uint64_t limit;      /* 0: none */
    uint64_t grown;
} scratch;

/* A folder that refuses everything: what every folder is before it is opened. */
void scratch_init(scratch *f);

/* By path; or, with path NULL, a descriptor that stays the caller's. */
err_code scratch_open(scratch *f, const char *path, int fd, err *e) ERR_MUST_CHECK;
void     scratch_close(scratch *f);

typedef enum scratch_mode {
    SCRATCH_READ,         /* an existing file */
    SCRATCH_CHANGE,       /* an existing file, to read and write */
    SCRATCH_REPLACE       /* read and write, made when missing; what it holds stays until scratch_resize */
} scratch_mode;

/* *fd: the file, to be closed with scratch_close_file; *size: its bytes. */
err_code scratch_open_file(scratch *f, const char *path, scratch_mode mode, int *fd, uint64_t *size, err *e) ERR_MUST_CHECK;
void     scratch_close_file(int fd);

/* Set the length of an open file; what is new reads as zeros and takes no room yet. Refuses to cut
 * off bytes that are mapped here (map.h). */
err_code scratch_resize(scratch *f, int fd, uint64_t from, uint64_t to, err *e) ERR_MUST_CHECK;

/* A new folder in it, named tmp0, tmp1, ... */
#define SCRATCH_NAME 32
err_code scratch_make_temporary(scratch *f, char name[SCRATCH_NAME], err *e) ERR_MUST_CHECK;

/* The file begun anew: n zero bytes. Bytes of it that are mapped stay mapped. */
err_code scratch_replace(scratch *f, int fd, uint64_t n, err *e) ERR_MUST_CHECK;

/* All n bytes at the file's place. */
err_code scratch_write(int fd, const void *bytes, uint64_t n, err *e) ERR_MUST_CHECK;

/* "[Errno 2] No such file or directory: 'x'", under the type Python gives that number. */
err_code scratch_error(int number, const char *path, err *e);

#endif
