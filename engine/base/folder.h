/* base/folder.h: the files below one folder, and no others.
 *
 * A path is walked from the folder's descriptor name by name; links are not followed, "..",
 * paths that begin elsewhere and what is no regular file are refused. limit is the most bytes of
 * one file and, together, the most by which files may grow.                                     */
#ifndef NDRILL_BASE_FOLDER_H
#define NDRILL_BASE_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

typedef struct folder {
    int      fd;         /* -1: no folder, every file is refused */
    bool     owned;      /* closed by folder_close */
    char    *path;       /* absolute; NULL: only relative paths are taken */
    uint64_t limit;      /* 0: none */
    uint64_t grown;
} folder;

/* A folder that refuses everything: what every folder is before it is opened. */
void folder_init(folder *f);

/* By path; or, with path NULL, a descriptor that stays the caller's. */
err_code folder_open(folder *f, const char *path, int fd, err *e) ERR_MUST_CHECK;
void     folder_close(folder *f);

typedef enum folder_mode {
    FOLDER_READ,         /* an existing file */
    FOLDER_CHANGE,       /* an existing file, to read and write */
    FOLDER_REPLACE       /* read and write, made when missing; what it holds stays until folder_resize */
} folder_mode;

/* *fd: the file, to be closed with folder_close_file; *size: its bytes. */
err_code folder_open_file(folder *f, const char *path, folder_mode mode, int *fd, uint64_t *size, err *e) ERR_MUST_CHECK;
void     folder_close_file(int fd);

/* Set the length of an open file; what is new reads as zeros and takes no room yet. Refuses to cut
 * off bytes that are mapped here (map.h). */
err_code folder_resize(folder *f, int fd, uint64_t from, uint64_t to, err *e) ERR_MUST_CHECK;

/* The file begun anew: n zero bytes. Bytes of it that are mapped stay mapped. */
err_code folder_replace(folder *f, int fd, uint64_t n, err *e) ERR_MUST_CHECK;

/* All n bytes at the file's place. */
err_code folder_write(int fd, const void *bytes, uint64_t n, err *e) ERR_MUST_CHECK;

/* "[Errno 2] No such file or directory: 'x'", under the type Python gives that number. */
err_code folder_error(int number, const char *path, err *e);

#endif
